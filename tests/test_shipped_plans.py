"""The shipped scenarios of the national model: proven, sensible beside one another, and with the figures reviewed.

``SITING_REGENERATE=1`` rewrites `tests/golden/`. The tolerances (`LINEAR`, `WHOLE_PARKS`) are wide enough for another
version of the solver and narrow enough for a change of the data, the assumptions or the mathematics.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from siting.config import list_scenarios, load_model
from siting.report.documents.facts import plan_facts
from siting.report.documents.opening import plan_title
from siting.report.maps.ground import run_geometry
from siting.report.maps.plan_map import plan_picture
from siting.results import Run

ROOT = Path(__file__).parents[1]
MODEL = ROOT / "models/tech-valley-2030"
GOLDEN = Path(__file__).parent / "golden"
SCENARIOS = {scenario.name: scenario for scenario in list_scenarios(MODEL)}
FIFTEEN = [
    "balanced",
    "budget-cut",
    "fewer-call-centres",
    "high-speed-late",
    "high-value",
    "indivisible-parks",
    "least-served-first",
    "observed-pace",
    "one-park-per-region",
    "outside-axis",
    "reference",
    "remote-30",
    "slow-fill",
    "strict-balance",
    "training-doubled",
]
MIXED_INTEGER = {"indivisible-parks", "one-park-per-region"}
SOFT = {"budget-cut", "observed-pace", "slow-fill"}
#: Where the national model pays Casablanca's and Rabat's wages.
AXIS = [code for code, value in load_model(MODEL).costs.wage_difference.zones.items() if value == 0]

#: Figure -> how far it may be from the golden file: absolute, share of the golden figure (the larger of both counts).
LINEAR = {
    "cost_mmad": (0, 0.002),
    "paid_mmad": (0, 0.002),
    "state_mmad": (0, 0.005),
    "jobs_2030": (1, 0.0005),
    "exports_2030_mmad": (1, 0.002),
    "seats_built": (100, 0.02),
    "parks_opened": (2, 0),
    "trained": (100, 0.02),
    "gini": (0.001, 0),
    "least_served": (0.02, 0),
    "outside_axis": (0.005, 0),
    "region": (5, 0.0005),
}
#: Several sets of parks are within the gap of 1 %; another version of the solver may find another one.
WHOLE_PARKS = LINEAR | {
    "cost_mmad": (0, 0.0101),
    "paid_mmad": (0, 0.012),
    "state_mmad": (0, 0.03),
    "seats_built": (1500, 0),
    "parks_opened": (6, 0),
    "trained": (0, 0.3),
    "gini": (0.03, 0),
    "least_served": (3, 0),
    "outside_axis": (0.05, 0),
    "region": (2500, 0.1),
}


def figures(run: Run) -> dict[str, object]:
    """What a reviewer can read at a glance, rounded: money finer than pages tell it, so that it is rounded once.

    Cost with the penalty of soft goals, paid without it.
    """
    summary = run.summary
    payers = summary["cost_by_payer_mmad"]
    return {
        "cost_mmad": round(summary["stages"][0]["value"], 2),
        "paid_mmad": round(sum(payers.values()), 2),
        "state_mmad": round(payers["state"], 2),
        "jobs_2030": round(summary["jobs"]["2030"]),
        "exports_2030_mmad": round(summary["exports_bmad"]["2030"] * 1000),
        "seats_built": round(summary["seats_built"], -2),
        "parks_opened": summary["parks_opened"],
        "trained": round(summary["trained"], -2),
        "gini": round(summary["gini"], 3),
        "least_served": round(summary["least_served"], 2),
        "outside_axis": round(outside_axis(run), 3),
        "regions_2030": {region["name_en"]: round(region["jobs_2030"]) for region in summary["regions"]},
    }


def outside_axis(run: Run) -> float:
    """Share of the jobs added, over the plan, that lie outside the Casablanca-Rabat axis."""
    base = run.inputs.zone_segment.groupby("zone")["baseline_jobs"].sum()
    jobs = run.table("jobs").query("year == 2030").groupby("zone")["jobs"].sum()
    added = jobs.sub(base, fill_value=0.0)
    return float(1 - added.reindex(AXIS).sum() / added.sum())


def golden(name: str) -> dict[str, object]:
    found: dict[str, object] = json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))
    return found


def shares_2030(run: Run) -> dict[str, float]:
    """Share of each segment in the jobs of 2030."""
    jobs = run.table("jobs").query("year == 2030").groupby("segment")["jobs"].sum()
    return dict((jobs / jobs.sum()).items())


def stated_by_year(run: Run, payer: str) -> dict[int, float]:
    """What a payer bears in each year, in money of the year (the table has present values)."""
    costs = run.table("costs").query("payer == @payer")
    scalars = run.inputs.scalars
    money = costs["mmad"] * (1 + scalars.discount_rate) ** (costs["year"] - scalars.base_year)
    return dict(money.groupby(costs["year"]).sum().items())


def test_the_fifteen_scenarios_say_in_three_languages_what_they_are_and_why() -> None:
    assert sorted(SCENARIOS) == FIFTEEN
    for scenario in SCENARIOS.values():
        titles = scenario.title.model_dump()
        assert all(titles[lang] for lang in ("fr", "ar", "en")), scenario.name
        assert len(set(titles.values())) == 3, scenario.name
        assert len(scenario.why) > 80, scenario.name
    assert len({scenario.title.fr for scenario in SCENARIOS.values()}) == len(SCENARIOS)


def test_no_golden_file_is_left_over() -> None:
    assert sorted(path.stem for path in GOLDEN.glob("*.json")) == FIFTEEN


@pytest.mark.parametrize("name", FIFTEEN)
def test_the_plan_is_proven_and_adds_up(name: str, national_runs: Mapping[str, Run]) -> None:
    run = national_runs[name]
    summary = run.summary
    assert run.certificate.verdict == ("within gap" if name in MIXED_INTEGER else "proven optimal")
    assert summary["gap"] <= (0.01 if name in MIXED_INTEGER else 1e-9)
    jobs = summary["jobs"]["2030"]
    assert sum(region["jobs_2030"] for region in summary["regions"]) == pytest.approx(jobs, abs=0.5)
    if name not in SOFT:
        assert jobs == pytest.approx(270_000, abs=0.5)
        assert summary["exports_bmad"]["2030"] >= 40.0
    for region in summary["regions"] if name != "least-served-first" else ():
        assert region["low"] - 1 <= region["jobs_2030"] <= region["high"] + 1


@pytest.mark.parametrize("name", FIFTEEN)
def test_the_figures_are_those_that_were_reviewed(name: str, national_runs: Mapping[str, Run]) -> None:
    found = figures(national_runs[name])
    if os.environ.get("SITING_REGENERATE"):
        text = json.dumps(found, indent=2, ensure_ascii=False) + "\n"
        (GOLDEN / f"{name}.json").write_text(text, encoding="utf-8")
    known = golden(name)
    assert found.keys() == known.keys()
    tolerance = WHOLE_PARKS if name in MIXED_INTEGER else LINEAR
    now, then = found.pop("regions_2030"), known.pop("regions_2030")
    assert now.keys() == then.keys()
    for figure in known:
        absolute, relative = tolerance[figure]
        assert found[figure] == pytest.approx(known[figure], abs=absolute, rel=relative), figure
    for region, jobs in then.items():
        absolute, relative = tolerance["region"]
        assert now[region] == pytest.approx(jobs, abs=absolute, rel=relative), region


@pytest.mark.parametrize(
    "name",
    ["balanced", "strict-balance", "outside-axis", "least-served-first", "high-speed-late", "slow-fill", "budget-cut"],
)
def test_a_rule_more_never_costs_less(name: str, national_runs: Mapping[str, Run]) -> None:
    """Least cost with the penalty of soft goals: a goal is missed only where that is dearer than meeting it."""
    plain, ruled = (national_runs[each].summary["stages"][0]["value"] for each in ("reference", name))
    assert ruled >= plain * (1 - 1e-7)
    if name != "least-served-first":
        assert ruled > 1.001 * plain


def test_whole_parks_cost_more_and_one_in_every_region_not_less(national_runs: Mapping[str, Run]) -> None:
    plain, whole, spread = (
        national_runs[name].summary["stages"][0] for name in ("reference", "indivisible-parks", "one-park-per-region")
    )
    assert whole["bound"] >= plain["value"]
    assert spread["value"] >= whole["bound"]
    run = national_runs["one-park-per-region"]
    seats = run.table("seats").query("year == 2030").merge(run.inputs.zones[["zone", "region"]], on="zone")
    assert (seats.groupby("region")["open"].sum() >= 1 - 1e-6).all()
    built = run.table("seats")["built"]
    assert ((built / 500 - (built / 500).round()).abs() < 1e-4).all()


def test_balance_serves_the_least_served(national_runs: Mapping[str, Run]) -> None:
    plain, balanced, strict = (national_runs[name].summary for name in ("reference", "balanced", "strict-balance"))
    assert plain["least_served"] < balanced["least_served"] < strict["least_served"]
    assert plain["gini"] > balanced["gini"] > 0.25 >= strict["gini"] - 1e-6
    assert f"{plain['gini']:.2f}" in SCENARIOS["strict-balance"].why


def test_no_plan_within_twice_the_cost_is_fairer_than_least_served_first(national_runs: Mapping[str, Run]) -> None:
    run = national_runs["least-served-first"]
    rates = sorted(region["per_1000_active"] for region in run.summary["regions"])
    for name, other in national_runs.items():
        if name in ("remote-30", "training-doubled"):  # other limits of seats or people
            continue
        for mine, theirs in zip(rates, sorted(r["per_1000_active"] for r in other.summary["regions"]), strict=True):
            assert mine >= theirs - 1e-3, name
            if mine > theirs + 1e-3:
                break
    prices = run.table("duals").query("block == 'cost_limit'")["price"]
    assert (prices.abs() < 1e-9).all(), "the cost limit binds"
    assert run.summary["objective_mmad"] < 1.9 * run.summary["stages"][0]["value"]


def test_new_jobs_lie_outside_the_axis(national_runs: Mapping[str, Run]) -> None:
    before, after = outside_axis(national_runs["reference"]), outside_axis(national_runs["outside-axis"])
    assert len(AXIS) == 7
    group = load_model(MODEL, "outside-axis").balance.groups["outside-axis"]
    assert sorted(group.except_zones) == sorted(AXIS)
    assert 0.6 < before < group.min == 0.75
    assert after == pytest.approx(0.75, abs=1e-4)
    assert f"{before:.0%}".replace("%", " %") in SCENARIOS["outside-axis"].why.replace("\n", " ")


def test_the_state_pays_seventy_percent_of_the_reference_in_every_year(national_runs: Mapping[str, Run]) -> None:
    budget = load_model(MODEL, "budget-cut").budgets_mmad.state
    before = stated_by_year(national_runs["reference"], "state")
    assert budget == {year: pytest.approx(0.7 * paid, abs=1.0) for year, paid in before.items()}
    run = national_runs["budget-cut"]
    for year, paid in stated_by_year(run, "state").items():
        assert paid <= budget[year] + 1e-3
    jobs = run.summary["jobs"]
    assert jobs["2025"] == pytest.approx(168_750, abs=0.5)
    assert jobs["2030"] < 270_000 - 10_000


def test_the_observed_pace_leads_to_a_known_number(national_runs: Mapping[str, Run]) -> None:
    jobs = national_runs["observed-pace"].summary["jobs"]
    for year in range(2025, 2031):
        assert jobs[str(year)] == pytest.approx(148_500 + 9_250 * (year - 2024), abs=0.5)
    shares = shares_2030(national_runs["observed-pace"])
    assert shares["ITO"] > shares_2030(national_runs["reference"])["ITO"]


def test_slow_places_miss_the_first_goals_and_reach_the_last(national_runs: Mapping[str, Run]) -> None:
    scenario = load_model(MODEL, "slow-fill").parks
    start = 0.0
    for _ in range(7):
        start = start * (1 + scenario.growth_limit) + scenario.entry_limit_jobs
    assert start == pytest.approx(200, abs=10)  # Oujda Shore after seven years
    jobs = national_runs["slow-fill"].summary["jobs"]
    assert jobs["2025"] < 168_750 - 500
    assert jobs["2030"] == pytest.approx(270_000, abs=0.5)


def test_mixes_are_those_asked_for(national_runs: Mapping[str, Run]) -> None:
    fewer, high = shares_2030(national_runs["fewer-call-centres"]), shares_2030(national_runs["high-value"])
    rules = load_model(MODEL).segments
    assert fewer["CRM"] <= rules["CRM"].share_max[2030] * 2 / 3 + 1e-4
    asked = load_model(MODEL, "fewer-call-centres").segments["CRM"]
    assert asked.share_min[2030] == pytest.approx(rules["CRM"].share_min[2030] * 2 / 3, abs=1e-4)
    assert asked.share_max[2030] == pytest.approx(rules["CRM"].share_max[2030] * 2 / 3, abs=1e-4)
    for segment in ("ITO", "ESO", "KPO"):
        assert high[segment] == pytest.approx(rules[segment].share_max[2030], abs=1e-5)
    exports = {name: run.summary["exports_bmad"]["2030"] for name, run in national_runs.items()}
    assert max(exports, key=exports.__getitem__) == "high-value"


def test_remote_work_fills_seats_that_stand(national_runs: Mapping[str, Run]) -> None:
    plain, remote = national_runs["reference"], national_runs["remote-30"]
    standing = [run.inputs.zones["seats_start"].sum() for run in (plain, remote)]
    assert standing[1] == pytest.approx(standing[0], rel=0.002)
    assert remote.summary["seats_built"] < 0.6 * plain.summary["seats_built"]
    assert remote.summary["stages"][0]["value"] < plain.summary["stages"][0]["value"]


def test_training_at_twice_the_price_is_bought_less(national_runs: Mapping[str, Run]) -> None:
    plain, doubled = national_runs["reference"], national_runs["training-doubled"]
    places = [run.inputs.zone_year["training_places"].sum() for run in (plain, doubled)]
    assert places[1] == pytest.approx(2 * places[0], rel=1e-9)
    assert doubled.inputs.scalars.training_grant == 2 * plain.inputs.scalars.training_grant
    assert doubled.summary["trained"] < plain.summary["trained"]


def test_without_the_line_no_station_opens_within_the_plan(national_runs: Mapping[str, Run]) -> None:
    def minutes(name: str) -> dict[int, float]:
        table = national_runs[name].table("indicators").query("indicator == 'high_speed_minutes'")
        return dict(table.groupby("year")["raw"].sum().items())

    plain, late = minutes("reference"), minutes("high-speed-late")
    assert plain[2030] < plain[2029]
    assert late[2030] == pytest.approx(plain[2029])
    assert late[2029] == pytest.approx(plain[2029])


def test_the_province_without_jobs_that_the_readme_asks_about_has_none(national_runs: Mapping[str, Run]) -> None:
    (zone,) = re.findall(r"siting explain reference --zone (\S+)`", (ROOT / "README.md").read_text("utf-8"))
    jobs = national_runs["reference"].table("jobs")
    assert zone in set(national_runs["reference"].inputs.zones["zone"])
    assert jobs[jobs["zone"] == zone]["jobs"].sum() < 0.5


def test_titles_of_maps_can_be_told_apart_and_tell_their_figures(national_runs: Mapping[str, Run]) -> None:
    zones, regions = run_geometry(national_runs["reference"])
    titles = {}
    for name, each in national_runs.items():
        titles[name] = plan_picture(each, zones, regions, "en").title
        jobs = each.table("regions").query("year == 2030")["jobs"].nlargest(2).sum()
        outside = each.summary["jobs"]["2030"] - jobs
        told = re.search(r"and ([\d,]+) outside the first two regions", titles[name])
        assert told is not None
        assert int(told[1].replace(",", "")) == pytest.approx(outside, abs=2)
    assert len(set(titles.values())) == len(national_runs)


def test_titles_of_documents_can_be_told_apart(national_runs: Mapping[str, Run]) -> None:
    titles = {name: plan_title(plan_facts(run, "fr")) for name, run in national_runs.items()}
    assert len(set(titles.values())) >= len(titles) - 2, titles
    assert "150" not in titles["reference"]
