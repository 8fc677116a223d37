"""Classes: no empty one, every place in one, round limits that move nobody, colours that all eyes tell apart."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siting.report.maps.classes import METHODS, Method, change_classes, classify, roundest
from siting.report.page.style import default_style
from siting.words import LANGS, Lang

COLOURS = default_style().colours
#: Rounded as figures are shown: a break is a round number, and what misses it by a last digit is no other figure.
FIGURES = st.lists(
    st.one_of(st.floats(0, 1e5).map(lambda value: round(value, 6)), st.just(math.nan), st.integers(0, 50).map(float)),
    max_size=60,
)


@settings(max_examples=40, deadline=None)
@given(FIGURES, st.sampled_from(METHODS), st.booleans(), st.integers(0, 2))
def test_every_place_is_in_one_class_and_no_class_is_empty(
    values: list[float], method: Method, count: bool, digits: int
) -> None:
    classes = classify(values, method=method, count=count, digits=digits)
    counts = classes.counts(values)
    assert sum(counts.values()) == len(values)
    assert counts[-1] == sum(map(math.isnan, values))
    assert list(classes.breaks) == sorted(set(classes.breaks))
    if any(position > 0 for position in map(classes.position, values)):
        assert all(counts[position] for position in range(1, classes.count + 1))


@settings(max_examples=60, deadline=None)
@given(st.floats(-1e6, 1e6), st.floats(1e-4, 1e6))
def test_the_roundest_number_lies_above_low_and_not_above_high(low: float, gap: float) -> None:
    found = roundest(low, low + gap)
    assert low - 1e-9 < found <= low + gap + 1e-6 * max(1.0, abs(low + gap))


def test_limits_are_round() -> None:
    assert roundest(9.7, 10.4) == 10
    assert roundest(0.213, 0.268) == 0.25 or roundest(0.213, 0.268) == pytest.approx(0.26)
    assert roundest(103, 480) == pytest.approx(400)
    with pytest.raises(ValueError, match="nothing between"):
        roundest(2.0, 2.0)


def test_methods_do_what_they_are_named_for() -> None:
    values = [float(value) for value in (*range(1, 21), 100, 101, 102, 500)]
    quantiles = classify(values, method="quantiles", count=False, digits=0).counts(values)
    sizes = [quantiles[position] for position in sorted(quantiles) if position > 0]
    assert max(sizes) - min(sizes) <= 1
    natural = classify(values, method="natural", count=False, digits=0)
    assert natural.position(100) == natural.position(102) != natural.position(20)
    assert natural.position(500) == natural.count


def test_natural_breaks_of_many_figures_are_those_of_their_groups() -> None:
    values = [float(group * 1000 + number % 7) for group in range(1, 6) for number in range(300)]
    classes = classify(values, method="natural", count=False, digits=0)
    assert classes.count == 5
    assert classes.counts(values)[3] == 300


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(-1e4, 1e4), max_size=50))
def test_a_change_has_the_same_limits_on_both_sides(values: list[float]) -> None:
    classes = change_classes(values, 0)
    for value in values:
        here, mirrored = classes.position(value), classes.position(-value)
        assert (here == mirrored == 0) if abs(value) < 0.5 else here + mirrored == 2 * classes.sides + 1
        if here:
            assert (here > classes.sides) == (value > 0)
    assert sum(classes.counts(values).values()) == len(values)


@pytest.mark.parametrize("lang", LANGS)
def test_every_class_has_words_of_its_own(lang: Lang) -> None:
    for classes in (
        classify([0.0, 1, 5, 30, 200, 4000, 9000], method=None, count=True, digits=0),
        change_classes([-900.0, -3, 0, 4, 70, 800], 0),
    ):
        words = classes.words(lang)
        assert set(words) == set(range(-1, classes.count + 1))
        assert len(set(words.values())) == len(words)


def _linear(colour: str) -> np.ndarray:
    rgb = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def _lab(linear: np.ndarray) -> np.ndarray:
    matrix = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = matrix @ np.clip(linear, 0, 1) / np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


#: Dichromats at full severity: Machado, Oliveira and Fernandes (2009), linear RGB.
SIMULATED = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
}


def test_the_sequential_palette_steps_evenly_darker_in_grey() -> None:
    lightness = [float(_lab(_linear(colour))[0]) for colour in COLOURS.sequential]
    assert float(_lab(_linear(COLOURS.none))[0]) - lightness[0] > 3
    assert all(one - two > 5 for one, two in pairwise(lightness))


def test_each_side_of_the_diverging_palette_steps_darker_from_the_middle() -> None:
    lightness = [float(_lab(_linear(colour))[0]) for colour in COLOURS.diverging]
    half = len(lightness) // 2
    assert all(one - two > 5 for one, two in pairwise(lightness[half:]))
    assert all(one - two > 5 for one, two in pairwise(lightness[half::-1]))


@pytest.mark.parametrize("eye", sorted(SIMULATED))
@pytest.mark.parametrize("palette", ["sequential", "diverging"])
def test_colour_blind_readers_tell_the_classes_apart(palette: str, eye: str) -> None:
    colours = [*getattr(COLOURS, palette), *([COLOURS.none] if palette == "sequential" else [])]
    seen = [_lab(np.array(SIMULATED[eye]) @ _linear(colour)) for colour in colours]
    nearest = min(
        float(np.linalg.norm(one - two)) for place, one in enumerate(seen) for two in seen[place + 1 :]
    )  # fmt: skip
    assert nearest > 8
