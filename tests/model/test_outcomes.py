"""How a solve can end, and what a caller may rely on whatever the end."""

from __future__ import annotations

import io
import json
import os
import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError, fields, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from siting.errors import Infeasible, ModelError, NoPlan
from siting.model import stages
from siting.model.backend import Answer
from siting.model.build import build
from siting.model.cbc_backend import PulpBackend
from siting.model.highs_backend import HighsBackend
from siting.model.inputs import Balance, Objective, Stage
from siting.model.options import SolverOptions
from siting.results.solution import Outcome, Solution
from tests.model.country import STAGES, country
from tests.model.proven import solve_inputs
from tests.model.tiny import plain

SOLVERS = ("highs", "cbc")
FULL = Objective(stages=STAGES)
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize("indivisible", [False, True])
def test_no_plan_at_all_is_infeasible(solver, indivisible):
    # Each rule alone can hold: a floor for both regions, but the second has nobody to recruit.
    inputs = plain(
        {"A": "N", "B": "S"},
        jobs_goal={2025: 100.0},
        given={"eligible_pool": {"A": 200.0, "B": 0.0}},
        balance=Balance(floor=0.5),
        indivisible=indivisible,
    )
    with pytest.raises(Infeasible, match="relax a goal") as caught:
        solve_inputs(inputs, SolverOptions(solver=solver))
    assert caught.value.exit_code == 4


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_cost_without_floor_is_told(solver):
    # A penalty of the wrong sign pays for missing the goal, by ever more.
    inputs = plain({"A": "N"}, jobs_goal={2025: 10.0}, soft_goals=("jobs",), shortfall_penalty={"jobs": -1.0})
    with pytest.raises(Infeasible, match="without limit"):
        solve_inputs(inputs, SolverOptions(solver=solver))


@pytest.mark.parametrize("indivisible", [False, True])
def test_no_time_is_no_plan(indivisible):
    inputs = country(1, zones=12, indivisible=indivisible, phase_seats=37.0, min_park_seats=74.0, objective=FULL)
    with pytest.raises(NoPlan, match="time limit of 0 s") as caught:
        solve_inputs(inputs, SolverOptions(time_limit_s=0.0))
    assert caught.value.exit_code == 5


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_mip_stopped_at_its_limit_shows_the_plan_it_has(solver, monkeypatch):
    """The solver stops with a plan but without its proof: the plan is read, its parks are priced, its gap is told."""
    inputs = country(1, zones=6, indivisible=True, phase_seats=37.0, min_park_seats=74.0, objective=FULL)
    exact = solve_inputs(inputs, SolverOptions(solver=solver, gap=0.0))
    kind = HighsBackend if solver == "highs" else PulpBackend
    first = kind.first

    def stopped(self: HighsBackend | PulpBackend) -> Answer:
        answer = first(self)
        self.options = replace(self.options, time_limit_s=0.0)  # no time is left after this
        return replace(answer, outcome=Outcome.FEASIBLE, bound=answer.value - 0.25 * abs(answer.value))

    monkeypatch.setattr(kind, "first", stopped)
    solution = solve_inputs(inputs, SolverOptions(solver=solver, gap=0.0))
    assert solution.outcome is Outcome.FEASIBLE
    assert solution.stages[0].value == pytest.approx(exact.stages[0].value)
    assert solution.gap == pytest.approx(0.25)
    assert solution.best_bound_mmad < solution.stages[0].value
    assert not solution.duals[solution.duals["stage"] == 0].empty
    assert solution.jobs.groupby("year")["jobs"].sum().loc[2026] >= 1300.0 - 1e-4


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_mip_within_its_gap_is_proven_and_says_how_closely(solver):
    inputs = country(1, zones=6, indivisible=True, phase_seats=37.0, min_park_seats=74.0, objective=FULL)
    exact = solve_inputs(inputs, SolverOptions(gap=0.0)).stages[0].value
    solution = solve_inputs(inputs, SolverOptions(solver=solver, gap=0.05))
    assert solution.outcome is Outcome.OPTIMAL
    assert 0.0 <= solution.gap <= 0.05
    assert solution.best_bound_mmad <= exact * (1 + 1e-6) <= solution.stages[0].value * (1 + 2e-6)


def test_stages_must_begin_with_cost():
    inputs = country(1, objective=Objective(stages=(Stage(objective="suitability"),)))
    with pytest.raises(ModelError, match="must be cost"):
        build(inputs)


@pytest.mark.parametrize("solver", SOLVERS)
def test_nothing_is_printed(solver, capfd):
    for changes in ({}, {"indivisible": True, "phase_seats": 100.0, "min_park_seats": 200.0}):
        solve_inputs(country(0, zones=4, objective=FULL, **changes), SolverOptions(solver=solver))
    seen = capfd.readouterr()
    assert (seen.out, seen.err) == ("", "")


def test_nothing_is_printed_into_a_pipe_either():
    """C keeps its own buffer for a pipe: what it holds at the end of the process must be nothing as well."""
    code = (
        "import json\n"
        "from siting.model.solve import solve_inputs\n"
        "from tests.model.country import country\n"
        "print(json.dumps(solve_inputs(country(0, zones=4)).outcome.value))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=True
    )
    assert json.loads(done.stdout) == "optimal"
    assert done.stderr == b""


@pytest.mark.skipif(os.name != "posix", reason="the C library is reached in the way of POSIX systems")
def test_what_c_keeps_in_its_buffer_is_silenced_too():
    code = (
        "import ctypes\n"
        "from siting.model.console import silenced\n"
        "with silenced():\n"
        "    ctypes.CDLL(None).printf(b'banner without a flush ')\n"
        "print('kept')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=True
    )
    assert done.stdout == b"kept\n"


def assert_same(one: Solution, other: Solution) -> None:
    for field in fields(Solution):
        if field.name in ("timings_s", "stages"):
            continue
        here, there = getattr(one, field.name), getattr(other, field.name)
        if isinstance(here, pd.DataFrame):
            pd.testing.assert_frame_equal(here, there, check_exact=True)
        else:
            assert here == there, field.name
    values = [[(s.objective, s.value, s.bound, s.fixed, s.settled) for s in x.stages] for x in (one, other)]
    assert values[0] == values[1]


@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize("indivisible", [False, True])
def test_the_same_seed_gives_the_same_answer_to_the_last_bit(solver, indivisible):
    changes = {"indivisible": True, "phase_seats": 100.0, "min_park_seats": 200.0} if indivisible else {}
    inputs = country(2, zones=4, objective=FULL, **changes)
    options = SolverOptions(solver=solver, seed=3, threads=1)
    assert_same(solve_inputs(inputs, options), solve_inputs(inputs, options))


def test_a_solution_survives_pickling_and_cannot_be_changed():
    solution = solve_inputs(country(2, zones=4, objective=FULL))
    modules = set()

    class Reader(pickle.Unpickler):
        def find_class(self, module: str, name: str) -> object:
            modules.add(module.split(".", maxsplit=1)[0])
            return super().find_class(module, name)

    assert_same(solution, Reader(io.BytesIO(pickle.dumps(solution))).load())
    assert "siting" in modules
    assert not modules & {"pulp", "highspy"}
    with pytest.raises(FrozenInstanceError):
        solution.gap = 0.5  # type: ignore[misc]


def test_what_an_lp_solution_says_of_itself():
    inputs = country(2, zones=4, objective=FULL)
    solution = solve_inputs(inputs)
    program = build(inputs)
    assert solution.outcome is Outcome.OPTIMAL
    assert (solution.gap, solution.is_mip) == (0.0, False)
    assert solution.best_bound_mmad == solution.stages[0].value
    assert solution.size == program.size
    assert solution.objective_mmad == pytest.approx(solution.stages[-1].value)
    assert solution.solver_version.startswith("HiGHS ")
    assert 0 <= solution.timings_s["solver"] <= sum(solution.timings_s.values())
    # The tables agree with one another and with the goal.
    jobs, seats, staff = solution.jobs, solution.seats, solution.staff
    assert jobs.groupby("year")["jobs"].sum().loc[2026] >= 1300 - 1e-6
    assert (seats["used"] <= seats["standing"] + 1e-6).all()
    by_place = staff.groupby(["zone", "year"])["staff"].sum()
    needed = jobs.groupby(["zone", "year"])["jobs"].sum()
    assert by_place.tolist() == pytest.approx(needed[needed > 1e-9].tolist(), abs=1e-5)
    for _, place in seats.groupby("zone"):
        running = place["built"].cumsum() + place["committed"].cumsum()
        start = inputs.zones.set_index("zone").loc[place["zone"].iloc[0], "seats_start"]
        assert place["standing"].tolist() == pytest.approx((start + running).tolist())


def test_progress_is_told_in_words():
    said: list[str] = []
    solve_inputs(country(2, zones=4, objective=FULL), progress=said.append)
    assert said[0] == "building the model"
    assert any("least cost" in line for line in said)
    assert any(line.startswith("least served, round 1") for line in said)
    said.clear()
    weighted = Objective(method="weighted", weights={"cost": 1.0, "suitability": 0.1})
    solve_inputs(country(2, zones=4, objective=weighted), progress=said.append)
    assert any(line.startswith("weighted goals: ") for line in said)
    assert not any("least cost" in line for line in said)


@pytest.mark.parametrize("backend", [HighsBackend, PulpBackend])
def test_a_program_is_solved_as_pulp_has_it(backend):
    """What HiGHS is given as arrays and what CBC reads from PuLP's rows is the same problem."""
    program = build(country(3, zones=4, balance=Balance(gini_max=0.3)))
    answer = backend(program, SolverOptions(solver="highs" if backend is HighsBackend else "cbc")).first()
    activity = np.add.reduceat(program.coefficient * answer.plan[program.column], program.start[:-1])
    activity[np.diff(program.start) == 0] = 0.0
    assert (activity >= program.row_lower - 1e-5).all()
    assert (activity <= program.row_upper + 1e-5).all()
    assert answer.value == pytest.approx(program.cost @ answer.plan)
    # Strong duality with the prices as they are handed out: rows give what columns do not.
    reduced = program.cost - np.bincount(
        program.column,
        program.coefficient * np.repeat(answer.prices, np.diff(program.start)),
        minlength=len(program.cost),
    )
    rows = np.where(answer.prices > 0, program.row_lower, program.row_upper)
    earned = sum(p * r for p, r in zip(answer.prices.tolist(), rows.tolist(), strict=True) if abs(p) > 1e-9)
    capped = [(c, u) for c, u in zip(reduced.tolist(), program.column_upper.tolist(), strict=True) if c < -1e-7]
    assert earned + sum(c * u for c, u in capped) == pytest.approx(answer.value, rel=1e-5)


def test_a_plan_in_which_nothing_has_a_price() -> None:
    solution = solve_inputs(plain({"A": "1"}))
    assert solution.objective_mmad == 0.0
    assert solution.duals.empty
    assert {"stage", "block", "zone", "year", "price", "slack"} <= set(solution.duals.columns)


def test_levels_that_are_off_by_last_digits_do_not_end_the_stages(monkeypatch):
    """A level settled a hair above what can be had is settled again where the plan has it; the optimum is the same."""
    inputs = country(4, zones=6, objective=Objective(stages=STAGES))
    exact = solve_inputs(inputs)
    settle, done = stages._Steps._settle, set()

    def too_high(self, regions, level):
        settle(self, regions, level + (0.0 if done.issuperset(regions) else 7e-7))
        done.update(regions)

    monkeypatch.setattr(stages._Steps, "_settle", too_high)
    shifted = solve_inputs(inputs)
    assert shifted.outcome is Outcome.OPTIMAL
    assert [stage.objective for stage in shifted.stages] == [stage.objective for stage in exact.stages]
    for one, other in zip(exact.stages, shifted.stages, strict=True):
        assert other.value == pytest.approx(one.value, rel=1e-5, abs=1e-4)
