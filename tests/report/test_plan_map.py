"""The map says what the figures say, in text that is text, and nothing covers anything."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import combinations
from types import SimpleNamespace

import pytest

from siting.report.maps.compose import draw
from siting.report.maps.legend import class_words
from siting.report.maps.names import wrap
from siting.report.maps.picture import PlanPicture, title_of
from siting.report.maps.scales import class_breaks, class_of
from siting.report.page.labels import Box
from siting.report.page.notes import proof_notes
from siting.words import LANGS, Lang, number, percent, say
from tests.report.conftest import make_picture


@pytest.fixture(scope="module")
def svg(picture: PlanPicture) -> str:
    return draw(picture).render("svg").decode("utf-8")


def _texts(svg: str) -> list[str]:
    root = ET.fromstring(svg)
    return [(node.text or "").strip() for node in root.iter("{http://www.w3.org/2000/svg}text")]


def test_svg_holds_every_region_name_and_its_jobs_as_text(svg: str, picture: PlanPicture) -> None:
    texts = _texts(svg)
    for _, region in picture.regions.iterrows():
        assert all(line in texts for line in wrap(region["name"]).split("\n"))
        assert f"{number(region['jobs_last'], 'fr')} emplois" in texts


def test_title_subtitle_notes_and_units_are_on_the_page(svg: str, picture: PlanPicture) -> None:
    everything = " ".join(_texts(svg))
    for words in (picture.title, picture.subtitle, *picture.notes, "Postes de travail", "parc dédié déjà ouvert"):
        assert words in everything
    assert re.search(r"\d+ km", everything)


def test_names_keep_a_halo_without_turning_into_outlines(svg: str) -> None:
    assert "paint-order:stroke" in svg
    assert 'id="halo-region"' in svg


def test_legend_classes_cover_every_zone_once(svg: str, picture: PlanPicture) -> None:
    breaks = class_breaks(list(picture.zones["jobs_last"]))
    words = class_words(breaks, "fr")
    counts = [0] * len(words)
    for jobs in picture.zones["jobs_last"]:
        counts[class_of(jobs, breaks)] += 1
    assert sum(counts) == len(picture.zones)
    texts = _texts(svg)
    for label, count in zip(words, counts, strict=True):
        assert (f"{label} ({count})" in texts) == (count > 0 or label != words[0])


@pytest.mark.parametrize("crowd", [True, False])
@pytest.mark.parametrize("lang", LANGS)
def test_no_label_overlaps_another_and_none_leaves_the_page(lang: str, crowd: bool) -> None:
    frames = draw(make_picture(lang, crowd)).boxes
    assert set(frames["map"]) >= {"0", "1", "2", "3"}, "every region is named"
    assert ("inset" in frames) == crowd
    for boxes in frames.values():
        assert all(one.overlap(other) == 0 for one, other in combinations(boxes.values(), 2))
        assert all(box.inside(Box(0, 0, 8.6, 10.3)) for box in boxes.values())


def test_rendered_text_does_not_overlap(picture: PlanPicture) -> None:
    figure = draw(picture).figure
    renderer = figure.canvas.get_renderer()
    marked = figure.findobj(lambda artist: str(artist.get_gid()) in ("halo-region", "halo-place", "halo-jobs"))
    extents = [text.get_window_extent(renderer) for text in marked]
    overlaps = [
        (one.get_text(), other.get_text())
        for (one, a), (other, b) in combinations(zip(marked, extents, strict=True), 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 0.5 and min(a.y1, b.y1) - max(a.y0, b.y0) > 0.5
    ]
    assert overlaps == []


@pytest.mark.parametrize("kind", ["svg", "png", "pdf"])
def test_the_same_plan_gives_the_same_bytes(picture: PlanPicture, kind: str) -> None:
    assert draw(picture).render(kind) == draw(picture).render(kind)


def test_png_is_fit_for_print(picture: PlanPicture) -> None:
    content = draw(picture).render("png")
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    wide, high = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    assert (wide, high) == (2580, 3090)


def test_the_title_states_what_becomes_of_the_largest_region(picture: PlanPicture) -> None:
    regions = picture.regions.copy()
    regions["jobs_last"], regions["jobs_base"] = [10, 60, 20, 10], [5, 40, 3, 2]
    assert title_of(regions, 2030, "en") == "100 jobs in 2030: the share of Val-d’Or et Monts falls from 80% to 60%"
    regions["jobs_base"] = [5, 30, 8, 7]
    assert " ".join(title_of(regions, 2030, "fr").split()) == "100 emplois en 2030 : Val-d’Or et Monts en garde 60 %"
    regions["jobs_base"] = [30, 10, 8, 2]
    assert "passe de 20\u202f% à 60\u202f%" in title_of(regions, 2030, "fr")


def test_numbers_follow_the_language() -> None:
    assert number(270_000, "fr") == "270\u202f000"
    assert number(1234.5, "en", 1) == "1,234.5"
    assert number(1234.5, "fr", 1) == "1\u202f234,5"
    assert percent(0.544, "fr") == "54\u202f%"
    assert say("picture-jobs-label", "en", jobs="3", many=3) == "3 jobs"


def test_arabic_lines_of_an_svg_carry_their_own_direction() -> None:
    lines = _texts(draw(make_picture("ar")).render("svg").decode("utf-8"))
    arabic = [line for line in lines if re.search("[\u0600-\u06ff]", line)]
    assert len(arabic) > 10
    assert all(line[0] == "\u2067" and line[-1] == "\u2069" for line in arabic)
    assert not any(mark in line for line in _texts(draw(make_picture("fr")).render("svg").decode("utf-8"))
                   for mark in "\u2067\u2069")  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_a_legend_is_read_from_the_side_its_language_begins(lang: Lang) -> None:
    figure = draw(make_picture(lang)).figure
    renderer = figure.canvas.get_renderer()
    words = figure.findobj(lambda artist: artist.get_gid() == "plain-class")
    chips = [patch.get_window_extent(renderer) for patch in words[0].axes.patches if patch.get_gid() == "chip"]
    assert len(chips) == len(words)
    for text in words:
        extent = text.get_window_extent(renderer)
        near = min(chips, key=lambda chip: abs(chip.y0 - extent.y0))
        assert (near.x0 > extent.x1) if lang == "ar" else (near.x1 < extent.x0)


@pytest.mark.parametrize("lang", LANGS)
def test_the_inset_says_what_its_figures_count(lang: Lang) -> None:
    figure = draw(make_picture(lang)).figure
    captions = figure.findobj(lambda artist: artist.get_gid() == "halo-caption")
    assert [text.get_text().lstrip("\u200f") for text in captions] == [say("picture-inset-jobs", lang, last=2030)]
    box = captions[0].get_window_extent(figure.canvas.get_renderer())
    places = captions[0].axes.findobj(lambda artist: artist.get_gid() == "halo-place")
    extents = [text.get_window_extent(figure.canvas.get_renderer()) for text in places]
    assert extents
    assert not any(box.overlaps(extent) for extent in extents)


def test_notes_fold_into_lines_of_about_the_same_length(picture: PlanPicture) -> None:
    long = " ".join(["vingt-sept"] * 20)
    figure = draw(replace(picture, notes=(long,))).figure
    renderer = figure.canvas.get_renderer()
    drawn = figure.findobj(lambda artist: artist.get_gid() == "plain-note")
    lengths = [text.get_window_extent(renderer).width for text in drawn]
    assert " ".join(text.get_text() for text in drawn[::-1]) == long
    assert len(lengths) == 2
    assert min(lengths) > 0.7 * max(lengths)


def test_an_arabic_line_that_begins_with_a_latin_name_is_read_from_the_right() -> None:
    figure = draw(replace(make_picture("ar"), notes=("OpenStreetMap مساهمو.",))).figure
    drawn = figure.findobj(lambda artist: artist.get_gid() in ("plain-note", "plain-subtitle", "plain-title"))
    assert len(drawn) == 3
    assert all(text.get_text()[0] == "\u200f" for text in drawn)


@pytest.mark.parametrize(
    ("verdict", "lang", "words"),
    [
        ("proven optimal", "fr", ()),
        ("within gap", "fr", ("Le coût de ce plan dépasse le moindre coût possible de 1,01\u202f% au plus.",)),
        ("within gap", "en", ("The cost of this plan is at most 1.01% above the least cost possible.",)),
        ("feasible, not proven", "en", ("A plan that keeps every rule, not proven to be the best.",)),
        ("REFUTED: jobs", "en", ("The verification contradicts this plan: do not use it.",)),
    ],
)
def test_a_map_says_what_is_not_proven(verdict: str, lang: str, words: tuple[str, ...]) -> None:
    certificate = SimpleNamespace(verdict=verdict, refuted=verdict.startswith("REFUTED"))
    # The plan shown costs more than the first stage reached: later goals used the tolerance.
    stages = [{"objective": "cost", "value": 9420.0, "bound": 9411.8}]
    summary = {"stages": stages, "objective_mmad": 9506.7, "best_bound_mmad": 9411.8, "cost_mmad": {}}
    run = SimpleNamespace(certificate=certificate, summary=summary)
    assert proof_notes(run, lang) == words  # type: ignore[arg-type]


def test_a_map_of_weighted_goals_does_not_speak_of_the_least_cost() -> None:
    certificate = SimpleNamespace(verdict="within gap", refuted=False)
    summary = {"stages": [{"objective": "weighted"}], "objective_mmad": 9506.7, "best_bound_mmad": 120.0}
    run = SimpleNamespace(certificate=certificate, summary=summary)
    assert proof_notes(run, "en") == ("A plan that keeps every rule, not proven to be the best.",)  # type: ignore[arg-type]
