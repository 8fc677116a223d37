"""Classes and circles tell the truth: round limits, no empty class, area in proportion."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.report.maps.scales import CircleScale, class_breaks, class_of, colour_of, round_down_nice
from siting.report.page.style import default_style

COLOURS = default_style().colours


@pytest.mark.parametrize(
    ("value", "nice"), [(1, 1), (1.9, 1), (2, 2), (4.99, 2), (5, 5), (99_999, 50_000), (0.03, 0.02)]
)
def test_round_numbers_are_1_2_5_times_a_power_of_ten(value: float, nice: float) -> None:
    assert round_down_nice(value) == pytest.approx(nice)


def test_nothing_has_no_round_number() -> None:
    with pytest.raises(ValueError, match="not positive"):
        round_down_nice(0)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=80))
def test_breaks_rise_and_leave_no_class_empty(values: list[float]) -> None:
    breaks = class_breaks(values)
    assert list(breaks) == sorted(set(breaks))
    classes = {class_of(value, breaks) for value in values}
    if any(value >= 0.5 for value in values):
        assert set(range(1, 2 + len(breaks))) <= classes


def test_a_value_on_a_break_belongs_to_the_class_above() -> None:
    assert [class_of(value, (100, 500)) for value in (0, 0.4, 1, 99.9, 100, 499, 500, 9e9)] == [0, 0, 1, 1, 2, 2, 3, 3]


def test_four_times_the_seats_is_twice_the_radius() -> None:
    scale = CircleScale(40_000, 0.3)
    assert scale.inches(40_000) == pytest.approx(0.3)
    assert scale.inches(10_000) == pytest.approx(0.15)
    assert math.pi * scale.inches(5_000) ** 2 * 8 == pytest.approx(math.pi * 0.09)


def test_the_legend_shows_round_sizes_that_occur() -> None:
    assert CircleScale(69_000, 0.3).examples() == (50_000, 10_000, 2_000)
    assert all(size <= 7 for size in CircleScale(7, 0.3).examples())


def test_no_seats_no_circle() -> None:
    assert CircleScale(0, 0.3).inches(0) == 0


@pytest.mark.parametrize("classes", [1, 2, 3, 4, 5])
def test_colours_differ_by_class_and_the_top_class_is_the_darkest(classes: int) -> None:
    breaks = tuple(10.0 * (number + 1) for number in range(classes - 1))
    colours = [colour_of(position, breaks, COLOURS) for position in range(classes + 1)]
    assert len(set(colours)) == classes + 1
    assert colours[0] == COLOURS.none
    assert colours[-1] == COLOURS.sequential[-1]
    darkness = [int(colour[1:3], 16) for colour in colours]
    assert darkness == sorted(darkness, reverse=True)
