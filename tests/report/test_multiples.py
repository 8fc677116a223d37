"""Small multiples: one set of classes, one legend that counts every place of every map, read as the language is."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from siting.errors import UsageError
from siting.report.maps.multiples import columns_of, multiples, panels_of
from siting.report.page.drawn import Drawn
from siting.report.page.style import default_style
from siting.results import Run
from siting.words import Lang
from tests.report.drawn_facts import texts
from tests.report.references import assert_looks_like

SCENARIOS = ("reference", "balanced", "outside-axis", "high-value")


def _maps(drawn: Drawn) -> list[list[str]]:
    from matplotlib.colors import to_hex

    layers = [axes.collections[0] for axes in drawn.figure.axes if axes.collections]
    return [[to_hex(colour) for colour in layer.get_facecolor()] for layer in layers if layer.get_gid() == "zones"]


@pytest.mark.parametrize(("by", "lang"), [("year", "fr"), ("scenario", "ar")])
def test_every_map_has_the_classes_of_the_one_legend(national_runs: Mapping[str, Run], by: str, lang: Lang) -> None:
    runs = [national_runs["reference"]] if by == "year" else [national_runs[name] for name in SCENARIOS]
    drawn = multiples(runs, by=by, lang=lang)  # type: ignore[arg-type]
    shown, look = panels_of(runs, "jobs", by, None, None, None, lang), default_style().colours
    maps = _maps(drawn)
    assert len(maps) == len(shown.panels) == (7 if by == "year" else 4)
    for colours, panel in zip(maps, shown.panels, strict=True):
        classes = [shown.classes.position(float(value)) for value in panel.values]
        assert colours == [shown.classes.colour(each, look) for each in classes]
    labels = texts(drawn, "plain-class")
    estimates = sum(int(panel.estimated.sum()) for panel in shown.panels)
    counts = [int(re.findall(r"\((\d+)\b", text)[-1]) for text in labels]
    assert sum(counts) - (estimates if estimates else 0) == 75 * len(maps)
    assert sum(shown.counts().values()) == 75 * len(maps)
    heads = texts(drawn, "plain-head")
    assert heads[0].startswith("2024" if by == "year" else "المرجع")
    if by == "year":
        assert_looks_like(multiples(runs, lang="fr", bare=True), "multiples-fr")


def test_the_grid_is_read_from_the_right_in_arabic(national_runs: Mapping[str, Run]) -> None:
    pair = [national_runs["reference"], national_runs["balanced"]]
    for lang, first_is_left in (("en", True), ("ar", False)):
        boxes = multiples(pair, by="scenario", lang=lang, bare=True).boxes["heads"]  # type: ignore[arg-type]
        assert (boxes["head-0"].left < boxes["head-1"].left) is first_is_left
        assert boxes["head-0"].overlap(boxes["head-1"]) == 0.0


@pytest.mark.parametrize(("count", "columns"), [(2, 2), (4, 2), (6, 3), (12, 4)])
def test_maps_are_as_large_as_they_can_be(count: int, columns: int) -> None:
    assert columns_of(count, 8.0, 7.0, 1.0) == columns


def test_figures_of_the_whole_country_stand_over_each_map(national_runs: Mapping[str, Run]) -> None:
    run = national_runs["reference"]
    shown = panels_of([run], "jobs", "year", None, None, None, "en")
    told = [run.summary["jobs"][panel.head] for panel in shown.panels]
    assert [shown.figure(panel) for panel in shown.panels] == pytest.approx(told)


def test_what_cannot_be_shown_is_told(national_runs: Mapping[str, Run]) -> None:
    run = national_runs["reference"]
    with pytest.raises(UsageError, match="did you mean"):
        multiples(run, measure="job", lang="fr")
    with pytest.raises(UsageError, match="from 2024 to 2030"):
        multiples(run, years=[2024, 2040], lang="fr")
    with pytest.raises(UsageError, match="2 to 12"):
        multiples([run], by="scenario", lang="fr")
    with pytest.raises(UsageError, match="--by scenario"):
        multiples([run, run], lang="fr")
    with pytest.raises(UsageError, match="choose --level region"):
        multiples(run, measure="per-1000-active", lang="fr")


def test_maps_by_region_show_what_has_no_figures_by_zone(national_runs: Mapping[str, Run]) -> None:
    run = national_runs["reference"]
    drawn = multiples(run, measure="per-1000-active", level="region", lang="fr", bare=True)
    assert [len(colours) for colours in _maps(drawn)] == [12] * 7


def test_added_jobs_are_counted_from_the_base_year(national_runs: Mapping[str, Run]) -> None:
    drawn = multiples(national_runs["reference"], measure="jobs-added", lang="en")
    assert "from 2024 to 2030" in drawn.title
    assert "from 2030" not in " ".join(texts(drawn, "plain-legend"))
