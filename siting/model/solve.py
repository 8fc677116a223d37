"""From `Inputs` to a `Solution`: check, build, solve, read back. The only public door to the modeller."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd

from siting.errors import Infeasible, NoPlan
from siting.model.arrays import FloatArray
from siting.model.backend import Answer, Backend, make_backend
from siting.model.build import build
from siting.model.inputs import Inputs
from siting.model.objectives import COST_TERMS
from siting.model.options import SolverOptions
from siting.model.presolve import presolve_check
from siting.model.program import Program, cost_vector
from siting.model.read_back import read_duals, read_tables
from siting.model.stages import run_stages
from siting.results.solution import Outcome, Solution, StageResult

if TYPE_CHECKING:
    from siting.model.highs_backend import HighsBackend

__all__ = ["NO_PROOF", "SolverOptions", "complete_plan", "solve_inputs"]

#: What `Infeasible` says where the solver finds no plan and no cheap proof applies.
NO_PROOF = (
    "no plan satisfies all the rules together, and none of them was found to be out of reach by itself; "
    "relax a goal, a limit or a balance rule (--set), or declare a goal soft (goals.soft)"
)


def solve_inputs(
    inputs: Inputs,
    options: SolverOptions | None = None,
    progress: Callable[[str], None] | None = None,
    known: pd.DataFrame | None = None,
) -> Solution:
    """Find the optimal plan for ``inputs``.

    ``progress`` is told, in a few words, what is being done. ``known`` is the table of seats of an earlier plan: where
    parks are whole it is tried first.

    Raises `Infeasible` when no plan satisfies the rules (with numbers and remedies where a cheap proof exists) and
    `NoPlan` when a limit was reached before any plan was found.
    """
    options = options or SolverOptions()
    say = progress or (lambda _: None)
    clock = _Clock()
    reasons = presolve_check(inputs)
    if reasons:
        raise Infeasible(reasons)
    clock.lap("check")
    say("building the model")
    program = build(inputs)
    clock.lap("build")
    backend = make_backend(program, options, say, known)
    clock.lap("pulp")
    size = program.size
    say(f"solving: {size['variables']:,} variables, {size['rows']:,} rows")
    first = backend.first()
    clock.lap("solve")
    return _completed(program, backend, first, options, say, clock)


def complete_plan(
    program: Program,
    backend: HighsBackend,
    options: SolverOptions | None = None,
    progress: Callable[[str], None] | None = None,
) -> Solution:
    """The solution of a linear ``program`` that ``backend`` starts from a basis: see `siting.model.live`.

    Raises as `solve_inputs`, without its cheap proofs.
    """
    from siting.model.backend import AFRESH, DUAL

    clock = _Clock()
    first = backend.solve_by(DUAL, AFRESH)
    clock.lap("solve")
    return _completed(program, backend, first, options or SolverOptions(), progress or (lambda _: None), clock)


def _completed(
    program: Program,
    backend: Backend,
    first: Answer,
    options: SolverOptions,
    say: Callable[[str], None],
    clock: _Clock,
) -> Solution:
    """The stages after the first, and everything read back."""
    _gate(first, options)
    weighted = program.data.scalars.objective.method == "weighted"
    say(f"weighted goals: {first.value:,.4g}" if weighted else f"least cost: {first.value:,.2f} million MAD")
    is_mip = bool(len(program.integer))
    run = run_stages(backend, first, is_mip=is_mip, progress=say)
    clock.lap("stages")
    tables = read_tables(program, run.plan)
    duals = read_duals(program, run)
    clock.lap("read")
    timings = clock.seconds | {"hand_over": backend.hand_over_seconds, "solver": backend.solver_seconds}
    return Solution(
        outcome=run.outcome,
        **tables,
        duals=duals,
        region_ranges=run.region_ranges,
        stages=tuple(run.stages),
        objective_mmad=_total_cost(program, run.plan),
        best_bound_mmad=first.bound,
        gap=_gap(run.stages[0]),
        is_mip=is_mip,
        solver=options.solver,
        solver_version=backend.version,
        seed=options.seed,
        timings_s=timings,
        size=program.size,
        basis=first.basis,
    )


class _Clock:
    """Seconds of each step since the step before."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, step: str) -> None:
        now = time.perf_counter()
        self.seconds[step] = now - self._last
        self._last = now


def _gate(answer: Answer, options: SolverOptions) -> None:
    """Let nothing be read where there is no plan."""
    if answer.outcome.has_plan:
        return
    if answer.outcome is Outcome.INFEASIBLE:
        raise Infeasible([NO_PROOF])
    if answer.outcome is Outcome.UNBOUNDED:
        raise Infeasible(["the cost can fall without limit: a cost or an operating difference is wrong"])
    if answer.outcome is Outcome.STOPPED:
        limit = "a limit" if options.time_limit_s is None else f"the time limit of {options.time_limit_s:g} s"
        raise NoPlan(f"the solver stopped at {limit} before it had a plan; allow more time (--time-limit)")
    raise NoPlan("the solver gave up for numerical reasons; try another seed (--seed) or --solver cbc")


def _gap(stage: StageResult) -> float:
    return max(0.0, stage.value - stage.bound) / max(abs(stage.value), 1e-9)


def _total_cost(program: Program, plan: FloatArray) -> float:
    cost = cost_vector(dict.fromkeys(COST_TERMS, 1.0), program.variables, program.data)
    return float(cost @ plan)
