"""Charts show the figures of their runs: lengths, sums and words, in three languages, and nothing covers anything."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from matplotlib.patches import Rectangle

from siting.errors import RunError, UsageError
from siting.report.charts.bars import Bars, RegionBar, region_bars
from siting.report.charts.costs import costs_of
from siting.report.charts.lorenz import lorenz_of
from siting.report.charts.path import path_of
from siting.report.charts.request import CHARTS, ChartRequest, draw_chart, list_charts, write_chart
from siting.report.charts.segments import segments_of
from siting.report.charts.stack import shortfalls
from siting.report.page.drawn import Drawn
from siting.report.page.labels import Box
from siting.results import Run, read_run
from siting.words import LANGS, Lang, number, percent, say
from tests.analysis.compare_runs import solved
from tests.report.references import assert_looks_like

NAMES = ("run", "more", "even", "missed")
Runs = Mapping[str, Run]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    return {name: read_run(Path(solved(tmp_path_factory.getbasetemp(), name))) for name in NAMES}


def taken(runs: Runs, kind: str) -> Sequence[Run]:
    """As many runs as a chart takes."""
    return [runs["run"]] if CHARTS[kind].most == 1 else list(runs.values())


Chart = Callable[[str, Lang], Drawn]


@pytest.fixture(scope="module")
def chart(runs: Runs) -> Chart:
    """A chart of a kind in a language, drawn when it is first asked for. No test may change it."""
    return cache(lambda kind, lang: draw_chart(taken(runs, kind), ChartRequest(kind, lang)))


def patches(drawn: Drawn, stem: str) -> dict[str, Rectangle]:
    """Rectangles by gid."""
    found = drawn.figure.findobj(lambda each: isinstance(each, Rectangle) and str(each.get_gid()).startswith(stem))
    return {str(each.get_gid()): each for each in found}  # type: ignore[attr-defined,misc]


def drawn_texts(drawn: Drawn) -> list[str]:
    from matplotlib.text import Text

    marks = dict.fromkeys(map(ord, "\u200e\u200f\u2066\u2067\u2068\u2069"))
    return [text.get_text().translate(marks) for text in drawn.figure.findobj(Text)]  # type: ignore[attr-defined]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", list(CHARTS))
@pytest.mark.parametrize("bare", [False, True])
def test_no_text_covers_another_or_leaves_the_page(runs: Runs, chart: Chart, kind: str, lang: Lang, bare: bool) -> None:
    small = ChartRequest(kind, lang, bare=True, size=(5.4, 3.8))
    assert_clear(draw_chart(taken(runs, kind), small) if bare else chart(kind, lang))


def assert_clear(drawn: Drawn) -> None:
    wide, high = drawn.figure.get_size_inches()
    boxes = drawn.boxes["text"]
    assert boxes
    page = Box(0.0, 0.0, float(wide), float(high)).grown(0.01)
    assert [key for key, box in boxes.items() if not box.inside(page)] == []
    shrunk = {key: box.grown(-0.02) for key, box in boxes.items()}  # boxes hold room for accents that letters leave
    assert [(a, b) for a, b in combinations(shrunk, 2) if shrunk[a].overlap(shrunk[b]) > 0] == []


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_bars_are_as_long_as_their_figures(runs: Runs, chart: Chart, lang: Lang) -> None:
    run = runs["run"]
    bars, drawn = region_bars(run, lang), chart("bars", lang)
    table = run.table("regions").set_index(["region", "year"])["jobs"]
    found = patches(drawn, "bar-")
    for row in bars.rows:
        assert abs(row.base - table[row.code, bars.base_year]) < 1
        assert abs(row.last - table[row.code, bars.last_year]) < 1
        kept, added = found[f"bar-{row.code}-kept"], found[f"bar-{row.code}-added"]
        assert (kept.get_x(), kept.get_width()) == (0.0, row.base)
        assert kept.get_width() + added.get_width() == row.last
        assert number(row.last, lang) in drawn_texts(drawn)
        axes = kept.axes
        assert axes is not None
        assert (axes.get_xlim()[0] > axes.get_xlim()[1]) == (lang == "ar")
    assert sum(row.last for row in bars.rows) == round(run.summary["jobs"][str(bars.last_year)])


def test_only_regions_that_cannot_be_read_are_enlarged() -> None:
    def bars(*last: int) -> int:
        return Bars(tuple(RegionBar(str(at), str(at), 0, jobs) for at, jobs in enumerate(last)), 2024, 2030).small

    assert bars(100, 50, 40) == 0
    assert bars(1000, 900, 50) == 0  # one alone has its figure
    assert bars(1000, 900, 120, 7) == 2
    assert bars(0, 0) == 0


def test_small_regions_are_drawn_again_on_a_scale_that_is_told(national_runs: Runs) -> None:
    run = national_runs["reference"]
    drawn, bars = draw_chart([run], ChartRequest("bars", "en")), region_bars(run, "en")
    assert bars.small > 2
    told = next(text for text in drawn_texts(drawn) if "enlarged" in text)
    (times,) = map(int, re.findall(r"\d+", told))
    canvas: Any = drawn.figure.canvas
    renderer = canvas.get_renderer()
    small, large = patches(drawn, "bar-"), patches(drawn, "large-")
    assert len({gid.split("-")[1] for gid in large}) == bars.small
    for gid, patch in large.items():
        usual = small[gid.replace("large", "bar")]
        assert patch.get_window_extent(renderer).width == pytest.approx(
            times * usual.get_window_extent(renderer).width, abs=0.01
        )


def test_the_gini_index_is_the_summary_s_and_that_of_all_pairs(national_runs: Runs) -> None:
    for run in map(national_runs.__getitem__, ("reference", "balanced", "strict-balance", "budget-cut")):
        found = lorenz_of(run)
        assert found.last.gini == pytest.approx(run.summary["gini"], abs=1e-9)
        table = run.table("regions")
        for year, curve in ((found.base_year, found.base), (found.last_year, found.last)):
            rows = table[table["year"] == year]
            jobs, active = rows["jobs"].to_numpy(), rows["active"].to_numpy()
            gaps = np.abs(np.subtract.outer(jobs / active, jobs / active)) * np.multiply.outer(active, active)
            assert curve.gini == pytest.approx(gaps.sum() / 2 / active.sum() / jobs.sum(), abs=1e-9)
            assert list(curve.jobs) == sorted(curve.jobs)
            assert all(below <= above + 1e-12 for below, above in zip(curve.jobs, curve.people, strict=True))
            assert curve.at(0.5) <= 0.5


def test_the_curve_drawn_is_the_curve(runs: Runs, chart: Chart) -> None:
    found, drawn = lorenz_of(runs["run"]), chart("lorenz", "en")
    for gid, curve in (("curve-base", found.base), ("curve-last", found.last)):
        (line,) = drawn.figure.findobj(lambda each, gid=gid: each.get_gid() == gid)
        assert np.allclose(line.get_xdata(), curve.people)  # type: ignore[attr-defined]
        assert np.allclose(line.get_ydata(), curve.jobs)  # type: ignore[attr-defined]
        assert say("chart-lorenz-gini", "en", year=found.base_year if gid == "curve-base" else found.last_year,
                   gini=number(curve.gini, "en", 3)) in drawn_texts(drawn)  # fmt: skip
    equal = percent(found.last.at(0.5), "en", 1)
    assert any(equal in text for text in drawn_texts(drawn))


@pytest.mark.parametrize("by", ["segment", "new"])
def test_the_columns_of_the_path_are_the_jobs_of_each_year(runs: Runs, by: str) -> None:
    for run in runs.values():
        path = path_of(run, by)  # type: ignore[arg-type]
        assert dict(zip(map(str, path.years), path.jobs, strict=True)) == pytest.approx(dict(run.summary["jobs"]))
        drawn = patches(draw_chart([run], ChartRequest("path", "fr", by=by)), "column-")
        for year, jobs in zip(path.years, path.jobs, strict=True):
            heights = [patch.get_height() for gid, patch in drawn.items()
                       if gid.endswith(f"-{year}") and not gid.startswith("column-exports")]  # fmt: skip
            assert sum(heights) == pytest.approx(jobs)
        for year in path.exports:
            assert drawn[f"column-exports-{year}"].get_height() == pytest.approx(run.summary["exports_bmad"][str(year)])


def test_missed_goals_are_marked_and_told(runs: Runs, chart: Chart) -> None:
    run = runs["missed"]
    path, drawn = path_of(run), draw_chart([run], ChartRequest("path", "en"))
    goals, jobs = run.summary["goals"]["jobs"], run.summary["jobs"]
    expected = {int(year): goal - jobs[year] for year, goal in goals.items() if goal - jobs[year] > 0.5}
    assert expected
    assert path.missing_jobs == pytest.approx(expected)
    assert number(expected[max(expected)], "en") in drawn.title
    gaps = patches(drawn, "missing-")
    for year, missing in expected.items():
        assert gaps[f"missing-{year}"].get_height() == pytest.approx(missing)
    met = chart("path", "en")
    assert patches(met, "missing-") == {}
    assert "goals are met" in met.title


def test_the_solver_s_last_digits_are_no_shortfall() -> None:
    assert shortfalls((2025, 2026), (100.0 - 1e-9, 90.0), {2025: 100.0, 2026: 100.0}) == {2026: 10.0}


@pytest.mark.parametrize("by", ["payer", "term"])
def test_costs_add_up_and_savings_lie_below_zero(runs: Runs, by: str) -> None:
    for name, run in runs.items():
        costs = costs_of(run, by)  # type: ignore[arg-type]
        sums = {key: sum(values) for key, values in costs.discounted.items()}
        told = run.summary["cost_by_payer_mmad" if by == "payer" else "cost_mmad"]
        assert sums == pytest.approx({key: told[key] for key in sums}), name
        drawn = patches(draw_chart([run], ChartRequest("costs", "fr", by=by)), "column-")
        for key, values in costs.discounted.items():
            for year, value in zip(costs.years, values, strict=True):
                box = drawn[f"column-{key}-{year}"]
                assert box.get_height() == pytest.approx(value)
                assert (box.get_y() <= 1e-9) if value < 0 else (box.get_y() >= -1e-9)


def test_what_is_paid_is_not_discounted_and_opening_a_park_never_was(national_runs: Runs) -> None:
    run = national_runs["reference"]
    costs, rate = costs_of(run), run.inputs.scalars.discount_rate
    for key, values in costs.paid.items():
        for at, (year, value) in enumerate(zip(costs.years, values, strict=True)):
            assert value * (1 + rate) ** -(year - costs.base_year) == pytest.approx(costs.discounted[key][at])
    run = national_runs["indivisible-parks"]
    seats = run.table("seats").merge(
        run.inputs.zones[["zone", "capex_per_seat", "territorial_premium", "opening_cost"]]
    )
    first = seats[seats["year"] == run.inputs.scalars.years[0]]
    built = (first["built"] * first["capex_per_seat"] * (1 - first["territorial_premium"])).sum()
    assert first["open"].sum() > 0
    fee = (first["open"].fillna(0) * first["opening_cost"]).sum()
    assert costs_of(run, "term").paid["build_cost"][0] == pytest.approx(built + fee)


def test_segments_of_regions_add_up_to_the_country(runs: Runs) -> None:
    run = runs["run"]
    country = segments_of(run, None, "en")
    parts = [segments_of(run, code, "en") for code in sorted(set(run.inputs.zones["region"]))]
    for segment, values in country.jobs.items():
        assert np.allclose(np.sum([part.jobs[segment] for part in parts], axis=0), values)
    assert sum(country.share(segment, -1) for segment in country.jobs) == pytest.approx(1.0)
    drawn = draw_chart([run], ChartRequest("segments", "en", region=parts[0].place))
    assert str(parts[0].place) in drawn.title


def test_the_slope_has_a_line_for_each_region_and_a_point_for_each_run(runs: Runs, chart: Chart) -> None:
    drawn = chart("slope", "en")
    lines = drawn.figure.findobj(lambda each: str(each.get_gid()).startswith("line-"))
    assert len(lines) == len(runs["run"].summary["regions"])
    assert {len(line.get_xdata()) for line in lines} == {len(runs)}  # type: ignore[attr-defined]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", list(CHARTS))
def test_files_hold_their_words_as_text_and_the_same_bytes_twice(
    runs: Runs, chart: Chart, kind: str, lang: Lang, tmp_path: Path
) -> None:
    drawn = chart(kind, lang)
    svg = drawn.render("svg").decode("utf-8")
    plain = re.sub("[\u200e\u200f\u2066-\u2069]", "", svg)
    for line in drawn_texts(drawn):
        if line and "\n" not in line and not set(line) & set("&<>\"'"):
            assert line in plain
    if lang == "ar":
        again = write_chart(taken(runs, kind), ChartRequest(kind, lang), tmp_path / "chart.svg")
        assert again.read_text("utf-8") == svg
    else:  # in Arabic the letters of a PDF are shaped glyphs
        told = pypdfium2.PdfDocument(drawn.render("pdf"))[0].get_textpage().get_text_bounded()
        assert re.sub(r"\s", "", drawn.title) in re.sub(r"\s", "", told)
    assert drawn.title in drawn.alt
    assert drawn.subtitle in drawn.alt


def test_every_chart_is_listed_in_every_language() -> None:
    for lang in LANGS:
        listed = list_charts(lang)
        assert [each["kind"] for each in listed] == list(CHARTS)
        assert len({each["shows"] for each in listed}) == len(CHARTS)


@pytest.mark.parametrize(
    ("request_", "count", "told"),
    [
        (ChartRequest("pie"), 1, "bars, lorenz, path, costs, segments, slope"),
        (ChartRequest("bars"), 2, "takes one run, not 2"),
        (ChartRequest("slope"), 1, "takes 2 to 20 runs, not 1"),
        (ChartRequest("bars"), 0, "takes one run, not 0"),
        (ChartRequest("bars", "de"), 1, "fr, ar, en"),  # type: ignore[arg-type]
        (ChartRequest("bars", by="term"), 1, "no option by"),
        (ChartRequest("costs", by="year"), 1, "by payer or by term"),
        (ChartRequest("path", by="year"), 1, "by segment or by new"),
        (ChartRequest("bars", size=(2.0, 2.0)), 1, "at least"),
        (ChartRequest("bars", size=(float("nan"), 5.0)), 1, "at least"),
    ],
)
def test_what_there_is_not_is_refused(runs: Runs, request_: ChartRequest, count: int, told: str) -> None:
    with pytest.raises(UsageError, match=re.escape(told)):
        draw_chart([runs["run"]] * count, request_)


def test_places_that_cannot_be_written_are_refused(runs: Runs, tmp_path: Path) -> None:
    run, request = runs["run"], ChartRequest("bars")
    with pytest.raises(UsageError, match=r"\.png, \.svg, \.pdf"):
        write_chart([run], request, tmp_path / "chart.jpg")
    with pytest.raises(RunError, match="no such folder"):
        write_chart([run], request, tmp_path / "none" / "chart.png")
    with pytest.raises(RunError, match="never changed"):
        write_chart([run], request, run.folder / "chart.png")
    with pytest.raises(RunError, match="Nowhere"):
        draw_chart([run], ChartRequest("segments", region="Nowhere"))
    assert list(tmp_path.glob("**/*chart*")) == []


@pytest.mark.parametrize(
    ("kind", "lang", "scenarios"),
    [
        ("bars", "ar", ["reference"]),
        ("lorenz", "fr", ["reference"]),
        ("path", "en", ["observed-pace"]),
        ("costs", "ar", ["reference"]),
        ("segments", "fr", ["high-value"]),
        ("slope", "fr", ["reference", "balanced", "strict-balance"]),
    ],
)
def test_national_charts_look_as_reviewed(national_runs: Runs, kind: str, lang: Lang, scenarios: list[str]) -> None:
    day = {"started": "2026-11-24T12:00:00+00:00"}  # a chart tells the day of its run
    dated = [replace(run, manifest={**run.manifest, **day}) for run in map(national_runs.__getitem__, scenarios)]
    drawn = draw_chart(dated, ChartRequest(kind, lang))
    assert_clear(drawn)
    assert_looks_like(drawn, f"chart-{kind}-{lang}")
