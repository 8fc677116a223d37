"""Pictures of trade-offs and ranges: figures where they belong, nothing on anything else, in three languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from matplotlib.lines import Line2D

from siting.analysis.alternatives import Alternatives, alternatives
from siting.analysis.frontier import Frontier, frontier
from siting.model.inputs import Inputs
from siting.planning import prepared
from siting.report.charts.frontier import dots, frontier_chart, write_frontier_pictures
from siting.report.charts.ranges import ranges_chart, region_ranges, write_ranges_pictures
from siting.report.page.drawn import Drawn
from siting.report.page.notes import origin_notes
from siting.words import LANGS, Lang
from tests.report.test_charts import assert_clear

EXAMPLE = str(Path(__file__).parents[2] / "models/example")


@pytest.fixture(scope="module")
def inputs() -> Inputs:
    return prepared(EXAMPLE, None, (), None, lambda step: None)[2]


@pytest.fixture(scope="module")
def two(inputs: Inputs) -> Frontier:
    return frontier(inputs, ("cost", "inequality"), points=7)


@pytest.fixture(scope="module")
def three(inputs: Inputs) -> Frontier:
    return frontier(inputs, ("cost", "inequality", "suitability"), points=16)


@pytest.fixture(scope="module")
def near(inputs: Inputs) -> Alternatives:
    return alternatives(inputs, 0.05, count=1, bounds="regions")


def lines(drawn: Drawn, gid: str) -> list[Line2D]:
    found = drawn.figure.findobj(lambda each: isinstance(each, Line2D) and str(each.get_gid()).startswith(gid))
    return list(found)  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_covers_anything(
    two: Frontier, three: Frontier, near: Alternatives, inputs: Inputs, lang: Lang
) -> None:
    notes = origin_notes(inputs, True, date(2026, 11, 30), lang)
    assert_clear(frontier_chart(two, notes, lang=lang))
    assert_clear(frontier_chart(three, notes, lang=lang))
    assert_clear(ranges_chart(near, (2024, 2028), notes, lang=lang))


def test_each_plan_is_a_dot_at_its_figures(two: Frontier) -> None:
    drawn = frontier_chart(two, lang="en")
    found = [(line.get_xdata()[0], line.get_ydata()[0]) for line in lines(drawn, "dot")]  # type: ignore[index]
    assert found == [(dot.x, dot.y) for dot in dots(two)]
    (curve,) = lines(drawn, "curve")
    assert list(zip(curve.get_xdata(), curve.get_ydata(), strict=True)) == found  # type: ignore[arg-type]
    assert [dot.x for dot in dots(two)] == two.points["gini"].tolist()
    assert "592" in drawn.title


def test_three_aims_have_no_line_and_a_key(three: Frontier) -> None:
    drawn = frontier_chart(three, lang="en")
    assert lines(drawn, "curve") == []
    assert len(lines(drawn, "dot")) == len(three.points)
    assert {dot.third for dot in dots(three)} == set(three.points["suitability"])


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_range_is_as_long_as_its_figures(near: Alternatives, lang: Lang) -> None:
    drawn = ranges_chart(near, (2024, 2028), lang=lang)
    table = near.regions[near.regions["quantity"] == "jobs"].set_index("region")
    for row in region_ranges(near, lang):
        (line,) = lines(drawn, f"range-{row.code}")
        assert list(line.get_xdata()) == table.loc[row.code, ["lowest", "highest"]].tolist()  # type: ignore[arg-type]
        assert row.lowest <= row.cheapest <= row.highest
        axes = line.axes
        assert axes is not None
        assert (axes.get_xlim()[0] > axes.get_xlim()[1]) == (lang == "ar")


def test_files_are_written_whole(two: Frontier, near: Alternatives, tmp_path: Path) -> None:
    assert [path.name for path in write_frontier_pictures(tmp_path, two, (), "fr")] == ["frontier.png", "frontier.svg"]
    assert [path.name for path in write_ranges_pictures(tmp_path, near, (2024, 2028), (), "fr")] == [
        "ranges.png",
        "ranges.svg",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "frontier.png", "frontier.svg", "ranges.png", "ranges.svg",
    ]  # fmt: skip
    without = Alternatives(**{**vars(near), "regions": near.regions[:0]})
    assert write_ranges_pictures(tmp_path, without, (2024, 2028), (), "fr") == ()
