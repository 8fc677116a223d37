"""The search of whole parks: the same optimum as branch and cut, bounds that hold, limits that are obeyed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import highspy
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siting.model.build import build
from siting.model.highs_backend import HighsBackend
from siting.model.inputs import Inputs, Objective, ParkCount, Stage
from siting.model.options import SolverOptions
from siting.model.parks import search_parks
from siting.model.parks.relaxation import Relaxation
from siting.model.parks.room import most_phases
from siting.model.parks.search import MOST_SOLVES
from siting.model.program import Program
from siting.results.solution import Outcome
from tests.model.country import country

COST = Objective(stages=(Stage(objective="cost"),), region_ranges=False)
EXACT = SolverOptions(gap=1e-9)
quick = settings(
    max_examples=20, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


def whole(seed: int, zones: int = 6, **changes: Any) -> Inputs:
    """A small country with whole parks: phases of 40 seats, a park of at least 80, a goal that asks for several."""
    told = {
        "indivisible": True, "phase_seats": 40.0, "min_park_seats": 80.0, "objective": COST, "growth_limit": 0.6,
        "jobs_goal": {2026: 1700.0}, "recruit_rate": {"secondary": 0.2, "higher": 0.2},
    }  # fmt: skip
    return country(seed, zones=zones, **(told | changes))


def branch_and_cut(program: Program) -> float | None:
    """The optimum by HiGHS's own search on the program as it stands, without our links."""
    highs: Any = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("mip_rel_gap", 0.0)
    kinds = np.full(len(program.integer), highspy.HighsVarType.kInteger)
    none = np.zeros(0, dtype=np.int32)
    highs.addCols(
        len(program.cost), program.cost, program.column_lower, program.column_upper, 0, none, none, np.zeros(0)
    )
    highs.changeColsIntegrality(len(program.integer), program.integer.astype(np.int32), kinds)
    highs.addRows(
        len(program.row_lower), program.row_lower, program.row_upper, len(program.column),
        program.start[:-1].astype(np.int32), program.column.astype(np.int32), program.coefficient,
    )  # fmt: skip
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return float(highs.getInfo().objective_function_value)


VARIANTS: tuple[dict[str, Any], ...] = (
    {},
    {"min_park_seats": 0.0},
    {"park_count": ParkCount(max=2)},
    {"park_count": ParkCount(min=3)},
    {"park_count": ParkCount(one_per_region=True)},
    {"budgets": {"developer": {2025: 12.0, 2026: 16.0}}},
    {"locks": {"zones_in": ("Z02",), "seats": {"Z04": {2025: 40.0, 2026: 0.0}}}},
    {"jobs_goal": {2026: 1e5}},
)


@quick
@given(st.integers(0, 5000), st.sampled_from(VARIANTS))
def test_the_search_finds_the_optimum_of_branch_and_cut(seed: int, variant: dict[str, Any]) -> None:
    program = build(whole(seed, **variant))
    found, least = search_parks(program, EXACT, lambda _: None), branch_and_cut(program)
    if least is None:
        assert found.plan is None
        return
    assert found.plan is not None
    assert found.value == pytest.approx(least, rel=1e-6, abs=1e-6)
    assert found.bound <= least + 1e-6
    if found.solves < MOST_SOLVES:
        assert found.bound == pytest.approx(least, rel=1e-6, abs=1e-6)
    chosen = found.plan[program.integer]
    assert np.abs(chosen - np.round(chosen)).max() < 1e-5


@quick
@given(st.integers(0, 5000), st.sampled_from(VARIANTS))
def test_the_links_cut_off_no_optimum(seed: int, variant: dict[str, Any]) -> None:
    """With the links as bounds on what may be delivered, branch and cut has the same optimum."""
    program = build(whole(seed, **variant))
    d, v = program.data, program.variables
    most, upper = most_phases(program), program.column_upper.copy()
    upper[v.phases.column] = most.ravel()
    upper[v.open.column] = np.where(most[:, -1] > 0, 1.0, 0.0)
    assert most.shape == (d.sizes["zone"], d.sizes["year"])
    assert (np.diff(most, axis=1) >= 0).all()
    least = branch_and_cut(program)
    assert branch_and_cut(replace(program, column_upper=upper)) == (None if least is None else pytest.approx(least))


def test_the_links_make_the_relaxation_tighter() -> None:
    program = build(whole(2, zones=12))
    free = most_phases(build(whole(2, zones=12, budgets={"developer": {2025: 1e9, 2026: 1e9}})))
    assert most_phases(program).sum() < free.sum()  # with budgets only the site limit holds
    linear = HighsBackend(replace(program, integer=np.zeros(0, dtype=np.int64)), SolverOptions()).first()
    linked = Relaxation(program, 0, lambda: np.inf).solve()
    assert linked is not None
    assert linear.value < linked.value <= search_parks(program, EXACT, lambda _: None).value + 1e-9


def test_it_stops_at_the_gap_and_tells_what_it_has_proven() -> None:
    program = build(whole(10, zones=12))
    least = search_parks(program, EXACT, lambda _: None)
    for gap in (0.2, 0.02, 0.002):
        found = search_parks(program, SolverOptions(gap=gap), lambda _: None)
        assert found.gap <= gap
        assert found.bound <= least.value * (1 + 1e-9)
        assert found.value >= least.value * (1 - 1e-9)
        assert found.solves <= least.solves


def test_the_same_seed_gives_the_same_plan() -> None:
    program = build(whole(11, zones=12))
    plans = [search_parks(program, SolverOptions(gap=0.01), lambda _: None).plan for _ in range(2)]
    assert plans[0] is not None
    assert np.array_equal(plans[0], plans[1])


def test_without_time_there_is_no_plan_and_with_little_the_bound_is_that_of_the_relaxation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = build(whole(11, zones=12))
    late = search_parks(program, SolverOptions(time_limit_s=0.0), lambda _: None)
    assert late.plan is None
    assert late.feasible  # nothing is known
    clock = iter(np.arange(0.0, 1000.0, 1.0))
    monkeypatch.setattr("siting.model.parks.search.time.perf_counter", lambda: next(clock))
    some = search_parks(program, SolverOptions(gap=1e-9, time_limit_s=90.0), lambda _: None)
    assert 5 < some.solves < 100
    assert some.plan is not None
    assert some.bound < some.value


def test_branch_and_cut_goes_on_where_the_search_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = whole(11, zones=12)
    least = branch_and_cut(build(inputs))
    monkeypatch.setattr("siting.model.parks.search.MOST_SOLVES", 3)
    said: list[str] = []
    answer = HighsBackend(build(inputs), SolverOptions(gap=1e-6), said.append).first()
    assert said[-1] == "branch and cut goes on from the plan found so far"
    assert answer.outcome is Outcome.OPTIMAL
    assert answer.value == pytest.approx(least, rel=1e-5)
    assert answer.bound <= answer.value + 1e-9


def test_an_earlier_plan_is_tried_first() -> None:
    inputs = whole(5, zones=12)
    program = build(inputs)
    least = search_parks(program, EXACT, lambda _: None)
    assert least.plan is not None
    v, d = program.variables, program.data
    known = pd.DataFrame(
        {
            "zone": np.array(d.sets["zone"])[v.build.index["zone"]],
            "year": np.array(d.scalars.years)[v.build.index["year"]],
            "built": least.plan[v.build.column],
        }
    )
    again = search_parks(program, SolverOptions(gap=0.5), lambda _: None, known)
    assert again.value == pytest.approx(least.value, rel=1e-9)  # at a gap of half any plan would do
    gone = known.assign(built=1e6)  # a plan that cannot be carried out is left aside
    assert search_parks(program, EXACT, lambda _: None, gone).value == pytest.approx(least.value, rel=1e-9)
