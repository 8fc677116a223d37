"""Optima of random countries against the model written a second time (`oracle`), rule by rule and stage by stage."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from siting.errors import Infeasible
from siting.model.inputs import Balance, Inputs, KolmPollak, Limits, Locks, Objective, OrderedMedian, ParkCount, Stage
from tests.model.country import STAGES, country
from tests.model.oracle import Oracle, plus, times
from tests.model.proven import SolverOptions, solve_inputs
from tests.model.tiny import COST_ONLY

QUICK = Objective(stages=STAGES, region_ranges=False)
RULES: dict[str, dict[str, Any]] = {
    "plain": {},
    "floor and cap on the stock": {"balance": Balance(floor=0.6, cap=1.6)},
    "floor and cap on jobs added": {"balance": Balance(floor=0.4, cap=2.0, on="added")},
    "Gini": {"balance": Balance(gini_max=0.15)},
    "least served": {"balance": Balance(least_served_min=7.0)},
    "ordered median": {"balance": Balance(ordered_median=OrderedMedian(weights=(3.0, 1.0), min=9.0))},
    "Kolm-Pollak": {"balance": Balance(kolm_pollak=KolmPollak(aversion=2.0, min=10.0))},
    "limits": {"limits": Limits(commuting_max=3.0, suitability_min=620.0, gaps_max=400.0, cost_max=500.0)},
    "pace and exports": {"national_pace": 160.0, "export_goal": {2025: 240.0, 2026: 300.0}},
    "budgets": {"budgets": {"state": {2025: 6.0, 2026: 9.0}, "developer": {2026: 14.0}, "worker": {2026: 1.3}}},
    "soft goals": {
        "soft_goals": ("jobs", "exports"),
        "jobs_goal": {2025: 1200.0, 2026: 2500.0},
        "export_goal": {2026: 900.0},
        "shortfall_penalty": {"jobs": 0.2, "exports": 0.5},
    },
    "shrinking": {"shrink_limit": 0.3, "jobs_goal": {2026: 1100.0}},
    "locks": {
        "min_park_seats": 40.0,
        "locks": Locks(zones_in=("Z01",), zones_out=("Z02", "Z04"), seats={"Z03": {2025: 30.0}, "Z05": {2026: 0.0}}),
    },
    "one year of training premium": {"training_premium_years": 1, "discount_rate": 0.0, "growth_limit": 0.05},
    "little talent": {"recruit_rate": {"secondary": 0.025, "higher": 0.02}, "training_grant": 0.2},
}


def agrees(value: float) -> Any:
    return pytest.approx(value, rel=1e-6, abs=1e-6)


@cache
def cheapest(rules: str, seed: int) -> tuple[Oracle, tuple[float, dict[Any, float]] | None]:
    """The model of a country under rules, written again, and its cheapest plan."""
    oracle = Oracle(country(seed, **(RULES[rules] | {"objective": QUICK})))
    return oracle, oracle.minimise()


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_least_cost_and_leximin_agree_with_the_model_written_again(rules, seed):
    oracle, least = cheapest(rules, seed)
    inputs = oracle.inputs
    if least is None:
        with pytest.raises(Infeasible):
            solve_inputs(inputs)
        return
    solution = solve_inputs(inputs)
    assert solution.stages[0].value == agrees(least[0])
    limit = least[0] + 0.001 * abs(least[0])
    levels = oracle.leximin(limit)
    reached = {region: stage.value for stage in solution.stages for region in stage.settled}
    assert reached == {region: pytest.approx(level, rel=1e-5) for region, level in levels.items()}

    # Then the best placed among them, then the cheapest of those.
    kept = [
        (oracle.cost, "<=", limit),
        *((oracle.level(region), ">=", level - 1e-6) for region, level in levels.items()),
    ]
    index = {key: oracle.place[key[1], key[2], key[3]]["suitability"] for key in oracle.jobs_of()}
    best = oracle.minimise(times(-1.0, index), also=kept)
    assert best is not None
    assert solution.stages[-2].value == pytest.approx(-best[0], rel=1e-4)
    last = oracle.minimise(also=[*kept, (index, ">=", -best[0] * (1 - 1e-7))])
    assert last is not None
    assert solution.stages[-1].value == pytest.approx(last[0], rel=1e-4)


def test_most_of_the_countries_above_have_a_plan():
    feasible = [cheapest(rules, seed)[1] is not None for rules in RULES for seed in (1, 2, 3)]
    assert sum(feasible) > 0.7 * len(feasible)


@pytest.mark.parametrize("seed", range(4))
def test_the_gini_stage_finds_the_least_inequality_within_the_cost(seed):
    stages = (Stage(objective="cost", tolerance=0.05), Stage(objective="inequality"))
    inputs = country(seed, objective=Objective(stages=stages, region_ranges=False))
    oracle = Oracle(inputs)
    least = oracle.minimise()
    assert least is not None
    gaps = oracle.where("gap")
    best = oracle.minimise(gaps, also=[(oracle.cost, "<=", least[0] + 0.05 * abs(least[0]))])
    assert best is not None
    assert solve_inputs(inputs).stages[-1].value == agrees(best[0])


@pytest.mark.parametrize("seed", range(3))
def test_a_weighted_objective_is_the_sum_it_says(seed):
    weights = {"cost": 1.0, "suitability": 0.01, "inequality": 0.05, "least_served": 0.5, "build_cost": 2.0}
    inputs = country(seed, objective=Objective(method="weighted", weights=weights))
    oracle = Oracle(inputs)
    extra: dict[Any, float] = {}
    for year, delta in ((2025, 2 / 1.06), (2026, 2 / 1.06**2)):
        extra = plus(extra, times(delta, oracle.paid("developer", year)))
    # Weight 2 on build_cost comes on top of the weight 1 that "cost" gave it.
    goal = plus(oracle.cost, extra, times(0.05, oracle.where("gap")), {("lowest",): -0.5})
    index = {key: oracle.place[key[1], key[2], key[3]]["suitability"] for key in oracle.jobs_of()}
    goal = plus(goal, times(-0.01, index))
    raised = [(plus(oracle.level(region), {("lowest",): -1.0}), ">=", 0.0) for region in oracle.regions]
    best = oracle.minimise(goal, also=raised, free=(("lowest",),))
    assert best is not None
    solution = solve_inputs(inputs)
    assert [stage.objective for stage in solution.stages] == ["weighted"]
    assert solution.stages[0].value == agrees(best[0])


PARKS: dict[str, dict[str, Any]] = {
    "plain": {},
    "two at most": {"park_count": ParkCount(max=2)},
    "all three": {"park_count": ParkCount(min=3)},
    "one per region": {"park_count": ParkCount(one_per_region=True)},
    "locked": {"locks": Locks(zones_in=("Z01",), zones_out=("Z00",))},
    "balanced": {"balance": Balance(floor=0.5, on="added")},
}


def parks(seed: int, **changes: Any) -> Inputs:
    """Three zones, one year, phases of 150 seats: at most 5 x 5 x 5 decisions."""
    fixed = {
        "years": (2025,),
        "jobs_goal": {2025: 1350.0},
        "indivisible": True,
        "phase_seats": 150.0,
        "min_park_seats": 150.0,
        "growth_limit": 0.5,
        "objective": COST_ONLY,
    }
    return country(seed, zones=3, regions=2, **(fixed | changes))


@cache
def best_parks(rules: str, seed: int) -> tuple[float, dict[Any, float]] | None:
    """The best of all park decisions: tried once for both solvers."""
    return Oracle(parks(seed, **PARKS[rules])).enumerate_parks()


@pytest.mark.parametrize("rules", PARKS)
@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("solver", ["highs", "cbc"])
def test_parks_agree_with_trying_every_decision(rules, seed, solver):
    inputs, best = parks(seed, **PARKS[rules]), best_parks(rules, seed)
    assert best is not None or rules in ("balanced", "locked", "two at most")
    if best is None:
        with pytest.raises(Infeasible):
            solve_inputs(inputs, SolverOptions(solver=solver))
        return
    solution = solve_inputs(inputs, SolverOptions(solver=solver, gap=0.0))
    assert solution.is_mip
    assert solution.stages[0].value == agrees(best[0])
    assert solution.best_bound_mmad == pytest.approx(best[0], rel=1e-5)
    assert solution.gap <= 1e-5


@pytest.mark.parametrize("seed", [1, 3])
def test_phases_over_two_years_agree_with_trying_every_decision(seed):
    changes = {"jobs_goal": {2025: 1150.0, 2026: 1350.0}, "indivisible": True, "objective": COST_ONLY}
    inputs = country(seed, zones=2, regions=2, phase_seats=120.0, min_park_seats=240.0, growth_limit=0.6, **changes)
    best = Oracle(inputs).enumerate_parks()
    assert best is not None
    solution = solve_inputs(inputs, SolverOptions(gap=0.0))
    assert solution.stages[0].value == agrees(best[0])
    built = solution.seats.groupby("zone")["built"].sum()
    assert all(total == 0 or total >= 240 - 1e-6 for total in built)
    assert solution.seats["built"].tolist() == pytest.approx((120.0 * solution.seats["phases"]).tolist(), abs=1e-6)


@pytest.mark.parametrize("seed", [0, 2])
def test_stages_after_a_mip_keep_its_parks(seed):
    inputs = parks(seed, objective=QUICK)
    oracle = Oracle(inputs)
    solution = solve_inputs(inputs, SolverOptions(gap=0.0))
    seats = solution.seats
    decided = {("open", row.zone): row.open for row in seats.itertuples()} | {
        ("phases", row.zone, row.year): row.phases for row in seats.itertuples()
    }
    least = oracle.minimise(fixed=decided)
    assert least is not None
    assert solution.stages[0].value == agrees(least[0])
    oracle.columns |= {key: (value, value) for key, value in decided.items()}
    levels = oracle.leximin(least[0] + 0.001 * abs(least[0]))
    reached = {region: stage.value for stage in solution.stages for region in stage.settled}
    assert reached == {region: pytest.approx(level, rel=1e-5) for region, level in levels.items()}
    assert all(stage.integers_fixed for stage in solution.stages[1:])
