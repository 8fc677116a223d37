"""Tables and summary for people, against figures worked out by hand."""

import json

import pandas as pd
import pytest

from siting.results.summary import summarise
from siting.results.tables import COST_COLUMNS, REGION_COLUMNS, costs_table, regions_table
from tests.results.conftest import PARKS
from tests.results.oracle import solve_tiny
from tests.results.tiny import tiny_inputs


def test_costs_by_hand(inputs, solution):
    """One cell of each term, from the plan's own figures."""
    costs = costs_table(inputs, solution).set_index(["term", "payer", "zone", "year"])["mmad"]
    zone, later = "01.001", 1.06**-2
    seats = solution.seats.set_index(["zone", "year"])["built"]
    built = seats[seats > 1.0]
    assert len(built)
    for (place, year), count in built.items():
        row = inputs.zones.set_index("zone").loc[place]
        paid = count * row["capex_per_seat"] * (1 - row["territorial_premium"]) * 1.06 ** -(year - 2024)
        assert costs["build_cost", "developer", place, year] == pytest.approx(paid)
    wage = inputs.segments.set_index(["segment", "year"])["wage"]
    added = solution.jobs.set_index(["zone", "segment", "year"])["added"]
    hired = {year: sum(wage[s, year] * added[zone, s, year] for s in ("CRM", "ITO")) for year in (2025, 2026)}
    assert costs["employment_premium", "state", zone, 2026] == pytest.approx(later * 0.17 * hired[2026])
    # those hired in 2025 are paid for again in 2026
    both = hired[2025] + hired[2026]
    assert costs["training_premium", "state", zone, 2026] == pytest.approx(later * 0.035 * both)
    staff = solution.staff[(solution.staff["zone"] == zone) & (solution.staff["year"] == 2026)]
    minutes = sum(s * (10.0 if o == zone else 40.0) for o, s in zip(staff["origin"], staff["staff"], strict=True))
    assert costs["commuting_cost", "worker", zone, 2026] == pytest.approx(later * 0.0002 * minutes)


def test_costs_add_up_to_the_objective(inputs, solution):
    last = inputs.scalars.objective.stages[0]
    total = costs_table(inputs, solution)["mmad"].sum()
    assert solution.stages[0].value <= total <= solution.stages[0].value * (1 + last.tolerance) + 1e-6


def test_the_state_refunds_its_share(inputs, solution):
    costs = costs_table(inputs, solution)
    zonal = costs[costs["zone"] == "02.001"].pivot_table(index="year", columns="term", values="mmad", aggfunc="sum")
    if "build_cost" in zonal:
        share = zonal["territorial_premium"] / (zonal["territorial_premium"] + zonal["build_cost"])
        assert share.dropna().to_numpy() == pytest.approx(0.1)
    assert "territorial_premium" not in set(costs.loc[costs["zone"] == "01.001", "term"])


def test_columns_and_order(inputs, solution):
    costs, regions = costs_table(inputs, solution), regions_table(inputs, solution)
    assert tuple(costs.columns) == COST_COLUMNS
    assert tuple(regions.columns) == REGION_COLUMNS
    assert not costs.duplicated(["term", "payer", "zone", "year"]).any()
    assert not regions.duplicated(["region", "year"]).any()
    assert regions["year"].tolist() == [2024, 2025, 2026] * 2


def test_opening_is_paid_once_in_the_first_year_and_not_discounted():
    country = tiny_inputs(zones=4, seed=2, rules={**PARKS, "locks": {"zones_in": ["02.001"]}})
    solution = solve_tiny(country)
    opened = solution.seats.groupby("zone")["open"].max()
    away = [zone for zone in opened.index[opened > 0.5] if zone != "01.001"]
    assert away
    costs = costs_table(country, solution)
    for zone in away:
        here = costs[(costs["zone"] == zone) & (costs["term"] == "build_cost")].set_index("year")["mmad"]
        zones = country.zones.set_index("zone").loc[zone]
        built = solution.seats.set_index(["zone", "year"])["built"]
        seats = built[zone, 2025] * zones["capex_per_seat"] * (1 - zones["territorial_premium"]) / 1.06
        assert here[2025] == pytest.approx(seats + zones["opening_cost"])


def test_regions_by_hand(inputs, solution):
    regions = regions_table(inputs, solution).set_index(["region", "year"])
    jobs = solution.jobs
    mine = jobs[(jobs["zone"].str[:2] == "01") & (jobs["year"] == 2026)]["jobs"].sum()
    before = jobs[(jobs["zone"].str[:2] == "01") & (jobs["year"] == 2025)]["jobs"].sum()
    active = inputs.zones.loc[inputs.zones["region"] == "01", "active"].sum()
    row = regions.loc[("01", 2026)]
    assert row["jobs"] == pytest.approx(mine)
    assert row["added"] == pytest.approx(mine - before)
    assert row["per_1000_active"] == pytest.approx(1000 * mine / active)
    assert row["share"] == pytest.approx(mine / jobs[jobs["year"] == 2026]["jobs"].sum())
    start = regions.loc[("01", 2024)]
    assert (start["jobs"], start["added"], start["seats"]) == (1120.0, 0.0, 810.0)
    assert regions.groupby("year")["share"].sum().to_numpy() == pytest.approx(1.0)


def test_summary_has_the_keys_of_the_contract(inputs, solution):
    summary = summarise(inputs, solution)
    contract = (
        "status objective_mmad best_bound_mmad gap jobs exports_bmad cost_mmad cost_by_payer_mmad seats_built "
        "parks_opened trained gini theil least_served commute_minutes_mean regions stages timings_s binding"
    )
    assert set(contract.split()) <= set(summary)
    region = "code name_fr name_ar name_en jobs_2024 jobs_2026 added share per_1000_active low high"
    assert list(summary["regions"][0]) == region.split()
    assert {"objective", "value", "tolerance", "round", "fixed", "settled", "bound"} <= set(summary["stages"][0])
    assert json.loads(json.dumps(summary)) == summary


def test_summary_figures(inputs, solution):
    summary = summarise(inputs, solution)
    assert summary["jobs"]["2024"] == 1360.0
    assert summary["jobs"]["2026"] == pytest.approx(1600.0)
    assert summary["exports_bmad"]["2026"] >= 0.5 - 1e-9
    assert sum(summary["cost_mmad"].values()) == pytest.approx(summary["objective_mmad"])
    assert sum(summary["cost_by_payer_mmad"].values()) == pytest.approx(summary["objective_mmad"])
    assert [region["name_fr"] for region in summary["regions"]] == ["Une", "Deux"]
    assert sum(region["added"] for region in summary["regions"]) == pytest.approx(240.0)


def test_summary_carries_the_ranges(inputs, solution):
    from dataclasses import replace

    ranges = pd.DataFrame({"region": ["02", "01"], "low": [200.0, 1100.0], "high": [300.0, 1300.0]})
    told = summarise(inputs, replace(solution, region_ranges=ranges))["regions"]
    assert [(region["low"], region["high"]) for region in told] == [(1100.0, 1300.0), (200.0, 300.0)]
    assert summarise(inputs, solution)["regions"][0]["low"] is None


def test_binding_names_the_goal_and_its_price(inputs, solution):
    listed = summarise(inputs, solution)["binding"]
    goals = [entry for entry in listed if entry["block"] == "export_goal" or entry["block"] == "jobs_goal"]
    assert goals
    assert all(entry["price"] > 0 and entry["year"] in (2025, 2026) for entry in goals)
    assert all(entry["unit"].startswith("MMAD per") for entry in listed)
    capacity = next(entry for entry in listed if entry["block"] == "capacity")
    assert capacity["price"] < 0
    assert capacity["rows"] >= 1


def test_prices_of_weighted_goals_are_in_the_weighted_sum():
    weights = {"cost": 1.0, "suitability": 0.01}
    inputs = tiny_inputs(zones=4, seed=1, rules={"objective": {"method": "weighted", "weights": weights}})
    units = {each["unit"] for each in summarise(inputs, solve_tiny(inputs))["binding"]}
    assert "weighted sum per job" in units
    assert not any(unit.startswith("MMAD") for unit in units)


def test_no_plan_no_summary(inputs, solution):
    from dataclasses import replace

    from siting.results.solution import Outcome

    with pytest.raises(ValueError, match="infeasible has no plan"):
        summarise(inputs, replace(solution, outcome=Outcome.INFEASIBLE))
