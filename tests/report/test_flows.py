"""Trips to work: everybody is counted once, widths are people, arrows point to the job."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest

from siting.errors import UsageError
from siting.report.maps.flow_curves import FlowScale, curve_between
from siting.report.maps.flow_table import commuters
from siting.report.maps.flows import flow_map
from siting.results import Run
from siting.words import LANGS, Lang, number
from tests.report.drawn_facts import artists, covered_names, texts
from tests.report.references import assert_looks_like


@pytest.fixture(scope="module")
def run(national_runs: Mapping[str, Run]) -> Run:
    return national_runs["reference"]


def test_drawn_and_omitted_flows_and_those_who_stay_are_all_staff(run: Run) -> None:
    for year in run.inputs.scalars.years:
        flows = commuters(run, year)
        drawn, omitted = int(flows.drawn["people"].sum()), int(flows.omitted["people"].sum())
        assert drawn + omitted == flows.away
        assert flows.away + int(flows.within.sum()) == round(run.summary["jobs"][str(year)])
        staff = run.table("staff").query("year == @year")
        told = staff[staff["origin"] != staff["zone"]]["staff"].sum()
        assert abs(flows.away - told) < len(flows.between) + 1
        assert (flows.drawn["people"] >= flows.least).all()
        assert (flows.omitted["people"] < flows.least).all()


def test_each_region_has_the_trips_that_touch_it(run: Run) -> None:
    flows = commuters(run, 2030)
    regions = sorted(set(run.inputs.zones["region"]))
    crossing = flows.between["origin_region"] != flows.between["zone_region"]
    parts = [flows.touching(region) for region in regions]
    twice = int(flows.between.loc[crossing, "people"].sum())
    assert sum(part.away for part in parts) == flows.away + twice
    assert sum(int(part.within.sum()) for part in parts) == int(flows.within.sum())


@pytest.mark.parametrize("lang", LANGS)
def test_widths_are_proportional_to_people_and_names_do_not_overlap(run: Run, lang: Lang) -> None:
    drawn, flows = flow_map(run, lang=lang), commuters(run, 2030)
    lines = artists(drawn, "flow-")
    people = {f"flow-{row.origin}-{row.zone}": row.people for row in flows.drawn.itertuples()}
    assert set(lines) == set(people)
    rates = [line.get_linewidth() / people[gid] for gid, line in lines.items()]
    assert max(rates) == pytest.approx(min(rates))
    for gid, line in artists(drawn, "legend-size-").items():
        assert line.get_linewidth() / int(gid.rsplit("-", 1)[1]) == pytest.approx(rates[0])
    assert covered_names(drawn) == []
    told = " ".join(texts(drawn, "plain-legend"))
    assert number(int(flows.omitted["people"].sum()), lang) in told
    assert number(flows.least, lang) in told
    assert number(flows.away, lang) in drawn.title
    if lang == "fr":
        assert_looks_like(flow_map(run, lang="fr", bare=True), "flows-fr")


def test_colours_tell_flows_between_regions(run: Run) -> None:
    from matplotlib.colors import to_hex

    from siting.report.page.style import default_style

    drawn, look = flow_map(run, lang="en", region="Casablanca-Settat"), default_style().colours
    flows = commuters(run, 2030).touching("06")
    for row in flows.drawn.itertuples():
        line = artists(drawn, f"flow-{row.origin}-{row.zone}")[f"flow-{row.origin}-{row.zone}"]
        expected = look.accent if row.origin_region == row.zone_region else look.new
        assert to_hex(line.get_edgecolor()) == expected
    into = flows.between.query("origin_region != '06'")["people"].sum()
    assert f"{number(into, 'en')} come in to work" in drawn.title
    assert covered_names(drawn) == []


def test_both_directions_are_seen_and_arrows_point_to_the_job() -> None:
    start, end = (0.0, 0.0, 0.1), (3.0, 1.0, 0.2)
    there, back = curve_between(start, end, 6.0), curve_between(end, start, 6.0)
    assert math.dist(there.middle, back.middle) > 0.5
    tip = there.head[0]
    assert math.dist(tip, end[:2]) == pytest.approx(0.2 + 0.015, abs=0.06)
    assert math.dist(tip, end[:2]) < math.dist(there.shaft[0], end[:2])
    assert math.dist(there.shaft[0], start[:2]) >= 0.1


def test_legend_examples_are_round_and_within_the_largest() -> None:
    scale = FlowScale(4298.0, 9.0)
    assert scale.examples() == (4000.0, 2000.0, 500.0)  # of the order of the widest
    assert scale.width(4298.0) == 9.0
    assert FlowScale(0.0, 9.0).width(0.0) == 0.0


def test_what_there_is_not_is_told(run: Run) -> None:
    with pytest.raises(UsageError, match="choose one from 2025 to 2030"):
        flow_map(run, lang="fr", year=2031)
    with pytest.raises(UsageError, match="Souss-Massa"):
        flow_map(run, lang="fr", region="Sous-Massa")
