"""HiGHS against CBC, and prices against what really happens when a right-hand side moves a little."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from siting.model.constraints.kolm_pollak import loss_curve
from siting.model.data import ModelData
from siting.model.inputs import (
    Balance,
    Group,
    Inputs,
    KolmPollak,
    Limits,
    Locks,
    Objective,
    OrderedMedian,
    ParkCount,
    Scalars,
    Stage,
)
from siting.results.solution import Solution
from tests.model.country import STAGES, country
from tests.model.proven import SolverOptions, solve_inputs
from tests.model.tiny import COST_ONLY, plain

Step = Callable[[Inputs, float], Inputs]
Expected = Callable[[Solution, Inputs], float]

MODELS: dict[str, dict[str, Any]] = {
    "plain": {},
    "balanced": {"balance": Balance(floor=0.6, cap=1.8, gini_max=0.2, least_served_min=4.0)},
    "groups": {
        "balance": Balance(
            groups={
                "odd": Group(zones=("Z01", "Z03"), min=0.7),
                "first": Group(zones=("Z00", "Z01"), on="stock", min=0.3, max=0.5),
            }
        )
    },
    "mean in order": {"balance": Balance(ordered_median=OrderedMedian(weights=(3.0, 2.0), min=6.0))},
    "Kolm-Pollak": {"balance": Balance(kolm_pollak=KolmPollak(aversion=2.0, min=8.0))},
    "exports and pace": {"export_goal": {2026: 290.0}, "national_pace": 170.0},
    "soft": {"jobs_goal": {2026: 2500.0}, "soft_goals": ("jobs",), "shortfall_penalty": {"jobs": 0.2}},
    "budgets": {"budgets": {"state": {2025: 6.0, 2026: 9.0}, "worker": {2026: 1.3}}},
    "Gini stage": {
        "objective": Objective(stages=(Stage(objective="cost", tolerance=0.02), Stage(objective="inequality")))
    },
    "weighted": {"objective": Objective(method="weighted", weights={"cost": 1.0, "inequality": 0.05})},
    "parks": {"indivisible": True, "phase_seats": 100.0, "min_park_seats": 200.0},
    "parks counted": {
        "indivisible": True,
        "phase_seats": 50.0,
        "min_park_seats": 50.0,
        "park_count": ParkCount(min=2, max=3, one_per_region=True),
    },
}


@pytest.mark.parametrize("rules", MODELS)
@pytest.mark.parametrize("seed", [0, 4])
def test_both_solvers_reach_the_same_value_at_every_stage(rules, seed):
    inputs = country(seed, zones=5, **({"objective": Objective(stages=STAGES)} | MODELS[rules]))
    one, other = (solve_inputs(inputs, SolverOptions(solver=solver, gap=0.0)) for solver in ("highs", "cbc"))
    assert [stage.objective for stage in one.stages] == [stage.objective for stage in other.stages]
    for here, there in zip(one.stages, other.stages, strict=True):
        assert there.value == pytest.approx(here.value, rel=1e-5, abs=1e-6), here.objective
    assert [stage.settled for stage in one.stages] == [stage.settled for stage in other.stages]
    for column in ("low", "high"):
        assert other.region_ranges[column].tolist() == pytest.approx(
            one.region_ranges[column].tolist(), rel=1e-4, abs=1e-2
        )


# --- prices ------------------------------------------------------------------------------------------
def moved(**changes: Callable[[float], Any]) -> Step:
    """Scalars as functions of the step."""

    def apply(inputs: Inputs, step: float) -> Inputs:
        new = {name: value(step) for name, value in changes.items()}
        return replace(inputs, scalars=Scalars(**(inputs.scalars.model_dump() | new)))

    return apply


def cell(table: str, column: str, **ids: Any) -> Step:
    """One number of a table (or several, where ``ids`` leave a choice) raised by the step."""

    def apply(inputs: Inputs, step: float) -> Inputs:
        frame = inputs.table(table).copy()
        here = frame["zone"].notna() if "zone" in frame else frame["segment"].notna()
        for name, value in ids.items():
            here &= frame[name] == value
        frame.loc[here, column] += step
        return replace(inputs, **{table: frame})

    return apply


def prices(solution: Solution, block: str, **ids: Any) -> float:
    """Sum of the first stage's prices of a block."""
    duals = solution.duals[(solution.duals["stage"] == 0) & (solution.duals["block"] == block)]
    for name, value in ids.items():
        duals = duals[duals[name] == value]
    return float(duals["price"].sum())


def of(block: str, factor: float = 1.0, **ids: Any) -> Expected:
    return lambda solution, _: factor * prices(solution, block, **ids)


def final(solution: Solution, **ids: Any) -> float:
    """Jobs of the final year."""
    table = solution.jobs[solution.jobs["year"] == solution.jobs["year"].max()]
    for name, value in ids.items():
        table = table[table[name] == value]
    return float(table["jobs"].sum())


def fall_at(inputs: Inputs, rate: float) -> float:
    """How fast the mean loss falls as the Kolm-Pollak rate rises."""
    curve = loss_curve(ModelData.of(inputs))
    return curve.kappa * curve.loss(rate)


def shares(solution: Solution, inputs: Inputs, block: str) -> float:
    """Sum over regions of price x share of the labour force."""
    active = inputs.zones.groupby("region")["active"].sum()
    return sum(prices(solution, block, region=region) * active[region] / active.sum() for region in active.index)


def baseline(solution: Solution, _: Inputs) -> float:
    """One more job of the base year in A: more may grow, more must stay, less is added."""
    here = {"zone": "A", "year": 2025}
    stock = 1.1 * prices(solution, "absorption", **here) + 0.9 * prices(solution, "retention", **here)
    return stock - prices(solution, "jobs_added", segment="CRM", **here)


TWO = {"A": "N", "B": "S"}
DEAR = {
    "capex_per_seat": {"A": 1.03, "B": 2.05},
    "operating_difference": {("A", "CRM"): 0.011, ("A", "ITO"): 0.317, ("B", "CRM"): 0.023, ("B", "ITO"): 0.431},
    "wage": {"CRM": 0.11, "ITO": 0.37},
    "export_per_job": {"CRM": 0.1, "ITO": 0.3},
    "baseline_jobs": {("A", "CRM"): 20.0, ("B", "CRM"): 10.0},
    "seats_start": {"A": 20.0, "B": 10.0},
}


def base(given: dict[str, Any] | None = None, **changes: Any) -> Inputs:
    """Cheap A and dear B, two segments, two years; 100 jobs in 2026."""
    fixed: dict[str, Any] = {
        "years": (2025, 2026),
        "segments": ("CRM", "ITO"),
        "jobs_goal": {2026: 100.0},
        "employment_premium": 0.17,
        "discount_rate": 0.06,
        "growth_limit": 0.1,
        "objective": COST_ONLY,
    }
    return plain(TWO, given=DEAR | (given or {}), **(fixed | changes))


def balance(**changes: Any) -> dict[str, Any]:
    return {"balance": Balance(**changes)}


def group(**rule: Any) -> Balance:
    """One group."""
    return Balance(groups={"g": Group(**rule)})


#: block -> an instance in which it binds, what is moved, and what the prices say of one unit of it.
MOVES: dict[str, tuple[Inputs, Step, Expected]] = {
    "capacity": (
        base({"seats_start": {"A": 27.0, "B": 14.0}}),
        cell("zones", "seats_start", zone="A"),
        of("capacity", zone="A"),
    ),
    "talent": (
        base({"eligible_pool": {"A": 20.0}}),
        cell("staff_start", "baseline_staff", zone="A"),
        of("talent", zone="A"),
    ),
    "training": (
        base({"eligible_pool": {"A": 20.0}, "training_places": {"A": 5.0}}, training_grant=0.07),
        cell("zone_year", "training_places", zone="A", year=2025),
        of("training", zone="A", year=2025),
    ),
    "absorption": (
        base({"entry_limit": {"A": 15.0}}),
        cell("zones", "entry_limit", zone="A"),
        of("absorption", zone="A"),
    ),
    "retention and jobs_added": (
        base({"operating_difference": {("A", "CRM"): 3.0, ("B", "ITO"): 9.0, ("A", "ITO"): 9.0}}, shrink_limit=0.1),
        cell("zone_segment", "baseline_jobs", zone="A", segment="CRM"),
        baseline,
    ),
    "site_limit": (
        base({"max_new_seats": {"A": 40.0}}),
        cell("zones", "max_new_seats", zone="A"),
        of("site_limit", zone="A"),
    ),
    "jobs_goal": (base(), moved(jobs_goal=lambda h: {2026: 100.0 + h}), of("jobs_goal")),
    "export_goal": (
        base(export_goal={2026: 15.0}),
        moved(export_goal=lambda h: {2026: 15.0 + h}),
        of("export_goal"),
    ),
    "national_pace": (base(national_pace=50.0), moved(national_pace=lambda h: 50.0 + h), of("national_pace")),
    "segment_min": (
        base({"share_min": {"ITO": 0.3}}),
        cell("segments", "share_min", segment="ITO", year=2026),
        lambda s, _: final(s) * prices(s, "segment_min", segment="ITO", year=2026),
    ),
    "segment_max": (
        base({"share_max": {"CRM": 0.6}}),
        cell("segments", "share_max", segment="CRM", year=2026),
        lambda s, _: final(s) * prices(s, "segment_max", segment="CRM", year=2026),
    ),
    "budget": (
        base(budgets={"developer": {2026: 50.0}}),
        moved(budgets=lambda h: {"developer": {2026: 50.0 + h}}),
        of("budget"),
    ),
    "territorial_floor": (
        base(**balance(floor=0.5)),
        moved(balance=lambda h: Balance(floor=0.5 + h)),
        lambda s, i: final(s) * shares(s, i, "territorial_floor"),
    ),
    "territorial_floor on added": (
        base(**balance(floor=0.5, on="added")),
        moved(balance=lambda h: Balance(floor=0.5 + h, on="added")),
        lambda s, i: (final(s) - 30.0) * shares(s, i, "territorial_floor"),
    ),
    "territorial_cap": (
        base(**balance(cap=1.2)),
        moved(balance=lambda h: Balance(cap=1.2 + h)),
        lambda s, i: final(s) * shares(s, i, "territorial_cap"),
    ),
    "group_min": (
        base(balance=group(zones=("B",), min=0.6)),
        moved(balance=lambda h: group(zones=("B",), min=0.6 + h)),
        lambda s, _: (final(s) - 30.0) * prices(s, "group_min", group="g"),
    ),
    "group_min on stock": (
        base(balance=group(zones=("B",), on="stock", min=0.6)),
        moved(balance=lambda h: group(zones=("B",), on="stock", min=0.6 + h)),
        lambda s, _: final(s) * prices(s, "group_min", group="g"),
    ),
    "group_max": (
        base(balance=group(zones=("A",), max=0.4)),
        moved(balance=lambda h: group(zones=("A",), max=0.4 + h)),
        lambda s, _: (final(s) - 30.0) * prices(s, "group_max", group="g"),
    ),
    "group_max on stock": (
        base(balance=group(zones=("A",), on="stock", max=0.4)),
        moved(balance=lambda h: group(zones=("A",), on="stock", max=0.4 + h)),
        lambda s, _: final(s) * prices(s, "group_max", group="g"),
    ),
    "inequality": (
        base(**balance(gini_max=0.2)),
        moved(balance=lambda h: Balance(gini_max=0.2 + h)),
        lambda s, _: final(s) * prices(s, "inequality"),
    ),
    "limit_gaps": (
        base(**balance(), limits=Limits(gaps_max=10.0)),
        moved(limits=lambda h: Limits(gaps_max=10.0 + h)),
        of("limit_gaps"),
    ),
    "limit_suitability": (
        base(given={"suitability": {"A": 0.0, "B": 1.0}}, limits=Limits(suitability_min=30.0)),
        moved(limits=lambda h: Limits(suitability_min=30.0 + h)),
        of("limit_suitability"),
    ),
    "least_served": (
        base(**balance(least_served_min=30.0)),
        moved(balance=lambda h: Balance(least_served_min=30.0 + h)),
        of("least_served"),
    ),
    "ordered_median": (
        base(**balance(ordered_median=OrderedMedian(weights=(3.0, 1.0), min=33.0))),
        moved(balance=lambda h: Balance(ordered_median=OrderedMedian(weights=(3.0, 1.0), min=33.0 + h))),
        of("ordered_median"),
    ),
    "kolm_pollak": (
        base(**balance(kolm_pollak=KolmPollak(aversion=1.0, min=28.0))),
        moved(balance=lambda h: Balance(kolm_pollak=KolmPollak(aversion=1.0, min=28.0 + h))),
        lambda s, i: -fall_at(i, 28.0) * prices(s, "kolm_pollak"),
    ),
    "lock_in": (
        base(locks=Locks(zones_in=("B",)), min_park_seats=30.0),
        moved(min_park_seats=lambda h: 30.0 + h),
        of("lock_in"),
    ),
    "lock_seats": (
        base(locks=Locks(seats={"B": {2025: 30.0}})),
        moved(locks=lambda h: Locks(seats={"B": {2025: 30.0 + h}})),
        of("lock_seats"),
    ),
}


@cache
def solved(block: str, solver: str, step: float) -> Solution:
    """The plan of the country of a block with its right-hand side moved by a step."""
    inputs, move, _ = MOVES[block]
    return solve_inputs(move(inputs, step) if step else inputs, SolverOptions(solver=solver))


@pytest.mark.parametrize("solver", ["highs", "cbc"])
@pytest.mark.parametrize("block", MOVES)
def test_a_price_says_what_a_small_step_costs(block, solver):
    """Prices are those of either solver; what a step costs is asked of HiGHS, once for both."""
    inputs, _, expected = MOVES[block]
    size = 1e-3 if block.split()[0] in ("segment_min", "segment_max", "territorial_cap", "inequality") else 1e-2
    if block.startswith(("territorial_floor", "group")):
        size = 1e-3
    down, here, up = (solved(block, "highs", way * size).stages[0].value for way in (-1, 0, 1))
    predicted = expected(solved(block, solver, 0.0), inputs)
    assert abs(predicted) > 1e-4, "the block does not bind: the test says nothing"
    # The optimum is convex in a right-hand side: a price lies between the slopes to the left and to the right.
    left, right = (here - down) / size, (up - here) / size
    room = 2e-3 * max(1.0, abs(predicted))
    assert min(left, right) - room <= predicted <= max(left, right) + room
    assert predicted == pytest.approx((left + right) / 2, rel=0.02, abs=1e-3), "at a kink the test would be weak"


def test_prices_of_a_plan_with_whole_parks_are_those_of_its_linear_programme():
    # Phases of 50 in A at 1.03; one more job of the goal needs nothing new: 10 seats stand empty. Its price is what
    # it costs to run: premium 0.17 x 0.11 and 0.011 in 2026.
    inputs = base(indivisible=True, phase_seats=50.0, min_park_seats=50.0)
    for solver in ("highs", "cbc"):
        solution = solve_inputs(inputs, SolverOptions(solver=solver, gap=0.0))
        goal = moved(jobs_goal=lambda h: {2026: 100.0 + h})
        more = solve_inputs(goal(inputs, 1e-2), SolverOptions(solver=solver, gap=0.0))
        slope = (more.stages[0].value - solution.stages[0].value) / 1e-2
        assert prices(solution, "jobs_goal") == pytest.approx(slope, rel=1e-3)
        assert slope == pytest.approx((0.17 * 0.11 + 0.011) / 1.06**2, rel=1e-3)


@pytest.mark.parametrize("solver", ["highs", "cbc"])
@pytest.mark.parametrize("seed", [1, 4])
def test_signs_follow_the_sense_of_a_row(seed, solver):
    """A row that asks for more has a price of at least zero, one that allows less of at most zero."""
    inputs = country(seed, objective=Objective(stages=STAGES), **MODELS["balanced"], export_goal={2026: 290.0})
    duals = solve_inputs(inputs, SolverOptions(solver=solver)).duals
    at_least = {"retention", "jobs_added", "jobs_goal", "export_goal", "segment_min", "territorial_floor"}
    at_least |= {"inequality_pair_up", "inequality_pair_down", "least_served", "region_level"}
    at_most = {"capacity", "talent", "training", "absorption", "site_limit", "segment_max", "territorial_cap"}
    at_most |= {"inequality", "cost_limit", "suitability_limit"}
    assert set(duals["block"]) <= at_least | at_most | {"staffing"}
    assert {"cost_limit", "region_level", "capacity"} <= set(duals["block"])
    assert (duals.loc[duals["block"].isin(at_least), "price"] >= -1e-7).all()
    assert (duals.loc[duals["block"].isin(at_most), "price"] <= 1e-7).all()
    # The weights of the regions in the level that is raised add up to one, settled ones left out.
    rounds = duals[(duals["stage"] == 1) & (duals["block"] == "region_level")]
    assert rounds["price"].sum() == pytest.approx(1.0, abs=1e-6)
