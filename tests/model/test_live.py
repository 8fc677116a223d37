"""The live model: whatever is changed, in whatever order, the optimum is that of a model built and solved afresh."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siting.errors import ModelError, UsageError
from siting.model.assembly import Assembly, changed_inputs
from siting.model.build import build
from siting.model.changes import apply_changes, plus, times
from siting.model.highs_backend import HighsBackend
from siting.model.inputs import Balance, Group, Inputs, KolmPollak, Objective, OrderedMedian, Stage
from siting.model.live import LiveModel, Moved
from siting.model.options import SolverOptions
from siting.model.program import Program
from siting.model.solve import solve_inputs
from siting.results.solution import Outcome
from tests.model.country import STAGES, country

COST = Objective(stages=(Stage(objective="cost"),), region_ranges=False)
ALL = Objective(stages=STAGES, region_ranges=False)

#: Every kind of change that the model takes by name: numbers on the right, coefficients, costs, bounds, rows, columns.
CHANGES: tuple[dict[str, Any], ...] = (
    {"jobs_goal.2026": 1150.0},
    {"jobs_goal.2026": plus(90.0), "jobs_goal.2025": 1040.0},
    {"export_goal.2026": 60.0},
    {"soft_goals": ("jobs",), "shortfall_penalty": {"jobs": 0.4}, "jobs_goal.2026": 5000.0},
    {"pool.eligible_pool": times(1.3)},
    {"pool.eligible_pool[zone=Z01, year=2026]": plus(40.0)},
    {"recruit_rate.higher": times(0.9)},
    {"zones.seats_start": times(1.05), "zone_year.seats_committed": plus(3.0)},
    {"zones.max_new_seats": times(0.8), "zones.entry_limit": times(1.2)},
    {"zones.capex_per_seat": times(1.4), "commuting_cost": times(3.0)},
    {"segments.wage": times(1.1), "training_grant": times(0.5)},
    {"zone_segment_year.operating_difference[zone=Z02]": plus(-0.01)},
    {"segments.share_max": times(0.97)},
    {"growth_limit": 0.35, "shrink_limit": 0.05},
    {"segments.seats_per_job": times(1.3)},
    {"national_pace": 400.0},
    {"national_pace": None},
    {"discount_rate": 0.02},
    {"balance.floor": 0.4},
    {"balance.floor": None, "balance.gini_max": 0.45},
    {"balance": Balance(cap=1.9, on="added")},
    {"balance.groups": {"south": Group(zones=("Z00", "Z01"), min=0.1)}},
    {"balance.groups": {"south": Group(zones=("Z00", "Z01"), min=0.2)}},
    {"balance.ordered_median": OrderedMedian(weights=(3.0, 1.0), min=6.0)},
    {"balance.ordered_median": OrderedMedian(weights=(3.0, 2.0), min=7.0)},
    {"balance.kolm_pollak": KolmPollak(aversion=2.0, min=8.0)},
    {"balance.kolm_pollak": KolmPollak(aversion=3.0, min=8.5), "balance.ordered_median": None},
    {"balance.kolm_pollak": KolmPollak(aversion=3.0, min=9.0), "jobs_goal.2026": 2600.0},
    {"budgets.state.2026": 40.0},
    {"locks.zones_out": ("Z03",)},
    {"locks.zones_in": ("Z04",), "min_park_seats": 20.0},
    {"locks.seats": {"Z02": {2025: 15.0}}},
    {"objective": Objective(method="weighted", weights={"cost": 1.0, "suitability": 0.05, "inequality": 0.01})},
    {"objective": ALL},
    {"jobs_goal.2026": 90_000.0},
)


def same(one: Program, other: Program) -> bool:
    """Whether two programs are equal number for number."""
    arrays = [field.name for field in fields(Program) if field.name not in ("data", "variables", "blocks")]
    blocks = [block.name for block in one.blocks] == [block.name for block in other.blocks]
    return blocks and all(np.array_equal(getattr(one, name), getattr(other, name)) for name in arrays)


def cold(inputs: Inputs) -> float | None:
    """The least cost of a model built and solved afresh; ``None`` where no plan exists."""
    answer = HighsBackend(build(inputs), SolverOptions()).first()
    return answer.value if answer.outcome.has_plan else None


def near(value: float | None) -> Any:
    return None if value is None else pytest.approx(value, rel=1e-7, abs=1e-7)


def warm(live: LiveModel, *, from_start: bool = False) -> float | None:
    plan = live.solve(from_start=from_start)
    return plan.value if plan.outcome.has_plan else None


@settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(
    st.integers(0, 400),
    st.lists(st.tuples(st.sampled_from(CHANGES), st.booleans(), st.booleans()), min_size=2, max_size=7),
)
def test_any_sequence_of_changes_ends_at_the_optimum_of_a_fresh_model(seed: int, steps: list[Any]) -> None:
    live = LiveModel(country(seed, objective=COST))
    for changes, solve, back in steps:
        live.change(changes)
        assert same(live.program, build(live.inputs))
        if solve:
            assert warm(live, from_start=back) == near(cold(live.inputs))
        if back:
            live.reset()
    assert warm(live) == near(cold(live.inputs))


def test_every_kind_of_change_is_told_for_what_it_is() -> None:
    inputs = country(3, objective=COST)
    live = LiveModel(inputs)
    live.solve()
    kinds = {
        Moved.NUMBERS: ({"jobs_goal.2026": 1200.0}, {"segments.seats_per_job": times(1.3)}, {"discount_rate": 0.02},
                        {"locks.zones_out": ("Z03",)}),
        Moved.STRUCTURE: ({"balance.floor": 0.2}, {"balance.gini_max": 0.5}, {"export_goal.2026": 50.0},
                          {"soft_goals": ("jobs",)}, {"budgets.state.2025": 90.0}),
        Moved.NOTHING: ({"jobs_goal.2026": inputs.scalars.jobs_goal[2026]}, {}),
    }  # fmt: skip
    for kind, several in kinds.items():
        for changes in several:
            assert live.change(changes) is kind, changes
            assert warm(live) == pytest.approx(cold(live.inputs), rel=1e-7)
            live.reset()


def test_only_what_reads_a_changed_number_is_made_again() -> None:
    inputs = country(1, objective=COST)
    before = Assembly.of(inputs)

    def made_again(changes: dict[str, Any]) -> set[str]:
        other = apply_changes(inputs, changes)
        changed = changed_inputs(inputs, other)
        assert changed is not None
        after = before.moved(other, changed)
        rules = {name for name, rule in after.rules.items() if rule is not before.rules[name]}
        return rules | {name for name, cost in after.costs.items() if cost is not before.costs[name]}

    assert made_again({"jobs_goal.2026": 1200.0}) == {"jobs_goal"}
    assert made_again({"pool.eligible_pool": times(1.1)}) == {"talent"}
    assert made_again({"commuting_cost": times(1.1)}) == {"commuting_cost"}
    assert made_again({"growth_limit": 0.3}) == {"absorption"}
    assert made_again({"zones.capex_per_seat": times(2.0)}) == {"build_cost", "territorial_premium"}


def test_after_no_plan_the_next_change_is_answered() -> None:
    live = LiveModel(country(2, objective=COST))
    least = warm(live)
    for goal in (1e6, 2e6):
        live.change({"jobs_goal.2026": goal})
        plan = live.solve()
        assert plan.outcome is Outcome.INFEASIBLE
        with pytest.raises(UsageError, match="no plan"):
            _ = plan.tables
    live.reset()
    assert warm(live) == pytest.approx(least, rel=1e-9)


def test_sides_and_costs_that_move_at_once_are_followed_one_after_the_other() -> None:
    """From an optimum both at once take dual phase 1; one after the other takes neither phase 1 nor a new start."""
    both = {"zones.capex_per_seat": times(1.2), "pool.eligible_pool": times(0.9), "jobs_goal.2026": 1250.0}
    live = LiveModel(country(2, zones=10, objective=COST))
    live.solve()
    before = live.program.cost
    live.change(both)
    asked: list[tuple[int | None, list[float]]] = []
    backend = live._highs._backend
    run = backend._run

    def told(method: Any) -> Outcome:
        asked.append((method.get("simplex_strategy"), list(backend.highs.getLp().col_cost_)))
        return run(method)

    backend._run = told  # type: ignore[method-assign]
    assert warm(live) == near(cold(live.inputs))
    assert asked == [(1, before.tolist()), (4, live.program.cost.tolist())]
    asked.clear()
    live.change({"jobs_goal.2026": 90_000.0, "zones.capex_per_seat": times(0.7)})
    assert warm(live) is None
    assert [strategy for strategy, _ in asked] == [1]  # no plan for the sides: the costs do not matter
    live.change({"jobs_goal.2026": 1200.0, "zones.capex_per_seat": times(1.4)})
    assert warm(live) == near(cold(live.inputs))


def test_what_was_asked_before_does_not_show_in_a_solve_from_the_start() -> None:
    inputs = country(5, zones=9, objective=COST)
    wanted = [{"jobs_goal.2026": 1180.0 + 10 * step, "pool.eligible_pool": times(1 + step / 50)} for step in range(6)]

    def plans(order: list[int]) -> dict[int, Any]:
        live = LiveModel(inputs)
        live.solve()
        found = {}
        for step in order:
            live.update(apply_changes(inputs, wanted[step]))
            found[step] = live.solve(from_start=True).plan
        return found

    one, other = plans([0, 1, 2, 3, 4, 5]), plans([5, 2, 0, 4, 1, 3])
    for step, plan in one.items():
        np.testing.assert_allclose(plan, other[step], rtol=1e-7, atol=1e-5)


def test_the_complete_plan_is_that_of_a_run() -> None:
    live = LiveModel(country(4, objective=ALL))
    live.solve()
    live.change({"jobs_goal.2026": 1250.0, "balance.cap": 2.5})
    whole, run = live.complete(), solve_inputs(live.inputs)
    assert [stage.value for stage in whole.stages] == pytest.approx([stage.value for stage in run.stages], rel=1e-6)
    assert whole.objective_mmad == pytest.approx(run.objective_mmad, rel=1e-6)
    assert warm(live) == pytest.approx(whole.stages[0].value, rel=1e-7)  # the live model stands where it stood
    live.change({"jobs_goal.2026": 1260.0})
    assert warm(live) == pytest.approx(cold(live.inputs), rel=1e-7)


def test_threads_wait_for_one_another_and_each_gets_the_optimum_of_what_it_asked() -> None:
    live = LiveModel(country(6, objective=COST))
    found: list[Any] = []

    def ask(number: int) -> None:
        for step in range(6):
            live.change({"jobs_goal.2026": 1100.0 + 20 * number + step})
            found.append(live.solve())

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(found) == 24
    for plan in found[::3]:
        assert plan.value == pytest.approx(cold(plan.inputs), rel=1e-7)


def test_all_that_is_wrong_is_told_at_once_and_nothing_changes() -> None:
    live = LiveModel(country(0, objective=COST))
    before, least = live.inputs, warm(live)
    wrong = {
        "jobs_gaol.2026": 1.0,
        "jobs_goal.2031": 1.0,
        "growth_limit": float("nan"),
        "national_pace": -5.0,
        "recruit_rate.primary": 0.1,
        "balance.floor.x": 0.1,
        "pool.eligible": 4.0,
        "pool.eligible_pool[zone=Z99]": 4.0,
        "zones.seats_start": [1.0, 2.0],
        "zones.region": "R9",
        "objective": times(2.0),
    }
    with pytest.raises(ModelError) as caught:
        live.change({"jobs_goal.2026": 1200.0, **wrong})
    told = {problem.place for problem in caught.value.problems}
    assert len(caught.value.problems) == len(wrong)
    assert {"inputs", *(set(wrong) - {"jobs_gaol.2026"})} == told
    assert "jobs_goal" in str(caught.value)  # what was meant
    assert live.inputs is before
    assert warm(live) == least


def test_whole_parks_are_refused() -> None:
    with pytest.raises(UsageError, match="whole parks"):
        LiveModel(country(0, indivisible=True))
    live = LiveModel(country(0, objective=COST))
    with pytest.raises(UsageError, match="whole parks"):
        live.change({"indivisible": True})
    assert not live.inputs.scalars.indivisible


def test_another_country_may_take_its_place() -> None:
    live = LiveModel(country(0, objective=COST))
    live.solve()
    other = country(8, zones=9, regions=4, objective=COST)
    assert live.update(other) is Moved.STRUCTURE
    assert warm(live) == pytest.approx(cold(other), rel=1e-7)
    longer = replace(other, scalars=other.scalars.model_copy(update={"jobs_goal": {2026: 1400.0}}))
    assert live.update(longer) is Moved.NUMBERS
    assert warm(live, from_start=True) == pytest.approx(cold(longer), rel=1e-7)


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="memory is read from /proc")
def test_memory_does_not_grow_with_the_number_of_solves() -> None:
    live = LiveModel(country(0, objective=COST))
    rng = np.random.default_rng(0)

    def pages() -> int:
        with open("/proc/self/statm") as told:
            return int(told.read().split()[1])

    def ask(times_asked: int) -> None:
        for goal in rng.uniform(1050.0, 1300.0, times_asked):
            live.change({"jobs_goal.2026": float(goal)})
            live.solve()

    ask(300)
    before = pages()
    ask(5_000)
    assert (pages() - before) * os.sysconf("SC_PAGE_SIZE") < 2e6  # 400 bytes a solve would be kept otherwise


def test_another_use_of_highs_in_the_same_thread_with_other_threads_is_in_nobodys_way() -> None:
    """HiGHS keeps the number of threads of the first run in a thread, and refuses runs that ask for another."""
    code = (
        "import highspy\n"
        "highs = highspy.Highs(); highs.silent(); highs.setOptionValue('threads', 2)\n"
        "highs.addVar(0, 1); highs.run()\n"
        "from siting.model.live import LiveModel\n"
        "from tests.model.country import country\n"
        "live = LiveModel(country(1)); first = live.solve(); live.change({'jobs_goal.2026': 1200.0})\n"
        "plan = live.solve(); print(first.outcome.value, plan.outcome.value)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1].split() == ["optimal", "optimal"]


@pytest.mark.parametrize("value", [True, np.array([True] * 6), "dear", np.array(["dear"] * 6), None, [None] * 6])
def test_what_is_no_number_is_no_cost(value: Any) -> None:
    live = LiveModel(country(1))
    with pytest.raises(ModelError, match="is not a"):
        live.change({"zones.capex_per_seat": value})
