"""The plans of a program that cost at most a part more than the least, kept alive in HiGHS.

    N(s) = { x feasible : c x <= f* + s |f*| }      f* the least cost, s the slack

Every plan found lies in N(s), so each question starts (by primal steps of the simplex method) from the basis of the
plan found so far that answers it best. With whole quantities each question is a search of its own.

Source: near-optimal feasible space, Neumann and Brown (2021).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import highspy
import numpy as np

from siting.errors import Infeasible, NoPlan
from siting.model.arrays import FloatArray, IntArray
from siting.model.backend import AFRESH, DEVEX, DUAL, FRESH, LARGE, PRIMAL, Answer
from siting.model.build import build
from siting.model.highs_backend import HighsBackend
from siting.model.inputs import Inputs, Objective, Stage
from siting.model.options import SolverOptions
from siting.model.presolve import presolve_check
from siting.model.program import Program
from siting.model.pulp_problem import copied_basis
from siting.model.solve import NO_PROOF
from siting.results.solution import Outcome

__all__ = ["Found", "NearSpace", "cost_only", "searching"]

#: By how much costs may pass the bound, relative to the least: rows are exact to so much.
ROOM = 1e-9
_WHOLE = {"solver": "choose", "threads": 1}

Say = Callable[[str], None]


@dataclass(frozen=True)
class Found:
    """A plan by column and its cost (MMAD, present value)."""

    plan: FloatArray
    cost: float


def cost_only(inputs: Inputs, *more: str) -> Inputs:
    """``inputs`` with the cost of all payers as their objective, and ``more`` stages whose variables are wanted."""
    stages = tuple(Stage.model_validate({"objective": name}) for name in ("cost", *more))
    scalars = inputs.scalars.model_copy(update={"objective": Objective(stages=stages)})
    return replace(inputs, scalars=scalars)


def first_plan(program: Program, options: SolverOptions, say: Say = lambda _: None) -> tuple[HighsBackend, Answer]:
    """The cheapest plan of a program and the instance that found it. Raises `Infeasible` and `NoPlan`."""
    backend = HighsBackend(program, options, say)
    answer = backend.first()
    if answer.outcome is Outcome.INFEASIBLE:
        raise Infeasible([NO_PROOF])
    if answer.outcome is Outcome.UNBOUNDED:
        raise Infeasible(["the cost can fall without limit: a cost or an operating difference is wrong"])
    if not answer.outcome.has_plan:
        raise NoPlan("the solver stopped before it had a plan; allow more time (--time-limit) or another seed (--seed)")
    return backend, answer


class NearSpace:
    """The plans of ``inputs`` within ``slack`` (a share) of the least cost.

    ``found`` are the plans found so far, the cheapest first; ``least`` is its cost and ``bound`` what no plan can cost
    less than (they differ for whole parks only); ``held`` is the bound on the cost and ``limit`` the same with room for
    the last digits, all in MMAD; ``solves`` counts what was asked of HiGHS. Raises `Infeasible` and `NoPlan`.
    """

    def __init__(self, inputs: Inputs, slack: float, options: SolverOptions, say: Say = lambda _: None) -> None:
        reasons = presolve_check(inputs)
        if reasons:
            raise Infeasible(reasons)
        self.options = options
        self.program = build(cost_only(inputs))
        self.whole = bool(len(self.program.integer))
        self._backend, first = first_plan(self.program, options, say)
        self.least, self.bound = first.value, first.bound
        near = first.value + slack * abs(first.value)
        self.limit = near + ROOM * max(1.0, abs(first.value))
        self.found = [Found(first.plan, first.value)]
        self.solves = 1
        self._at: Found | None = None  #: where the last solve ended
        if self.whole:
            self._backend = searching(self.program, options)
        columns = np.flatnonzero(self.program.cost).astype(np.int64)
        self._row = self._backend.add_row(columns, self.program.cost[columns], -np.inf, near)
        self.held = near
        if not self.whole:
            self._solve(self.program.cost, PRIMAL)
            self._starts = [(self.cheapest, copied_basis(self._backend.highs.getBasis()))]

    @property
    def large(self) -> bool:
        """Whether a further solve takes long."""
        return len(self.program.cost) >= LARGE

    @property
    def cheapest(self) -> Found:
        """The plan of the least cost."""
        return self.found[0]

    def minimise(self, vector: FloatArray) -> Found | None:
        """The plan within the limit that minimises ``vector @ plan``; ``None`` where the solver lost its way."""
        if not self.whole:
            values = [float(vector @ found.plan) for found, _ in self._starts]
            start, basis = self._starts[int(np.argmin(values))]
            if start is not self._at:  # else HiGHS goes on with the factors it has
                self._backend.highs.setBasis(basis)
        answer = self._solve(vector, {**PRIMAL, **FRESH})
        if answer.outcome is not Outcome.OPTIMAL:
            return None
        return self.keep(Found(answer.plan, float(self.program.cost @ answer.plan)), mine=True)

    def keep(self, found: Found, *, mine: bool = False) -> Found:
        """Keep a plan among those found; ``mine``: the last solve ended there, and later ones may start from it."""
        self.found.append(found)
        if mine and not self.whole:
            self._starts.append((found, copied_basis(self._backend.highs.getBasis())))
            self._at = found
        return found

    def without(self, columns: IntArray) -> float:
        """The least cost (MMAD) with ``columns`` held at zero: infinite where no plan exists, NaN if not decided."""
        if self.whole:
            return self._whole_without(columns)
        highs, narrow, zero = self._backend.highs, columns.astype(np.int32), np.zeros(len(columns))
        highs.changeRowBounds(self._row, -np.inf, np.inf)
        highs.changeColsBounds(len(narrow), narrow, zero, zero)
        highs.setBasis(self._starts[0][1])
        answer = self._solve(self.program.cost, {**DUAL, **DEVEX, **FRESH})
        lower, upper = self.program.column_lower[columns], self.program.column_upper[columns]
        highs.changeColsBounds(len(narrow), narrow, lower, upper)
        highs.changeRowBounds(self._row, -np.inf, self.held)
        return _cost_of(answer)

    def _whole_without(self, columns: IntArray) -> float:
        upper = self.program.column_upper.copy()
        upper[columns] = 0.0
        self.solves += 1
        return _cost_of(HighsBackend(replace(self.program, column_upper=upper), self.options).first())

    def _solve(self, cost: FloatArray, way: Mapping[str, Any]) -> Answer:
        self.solves += 1
        self._at = None
        highs = self._backend.highs
        highs.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        if self.whole:
            return self._backend.solve_by(_WHOLE)
        return self._backend.solve_by(way, {**DUAL, "presolve": "off"}, AFRESH)


def _cost_of(answer: Answer) -> float:
    if answer.outcome is Outcome.INFEASIBLE:
        return float("inf")
    return answer.value if answer.outcome.has_plan else float("nan")


def searching(program: Program, options: SolverOptions) -> HighsBackend:
    """An instance of a program, not solved yet; whole quantities are to be solved to the optimum."""
    backend = HighsBackend(program, options)
    backend.adopt(None)
    if not len(program.integer):
        return backend
    backend.large = True  # a search takes long: let Ctrl-C through
    kinds = np.full(len(program.integer), highspy.HighsVarType.kInteger)
    backend.highs.changeColsIntegrality(len(program.integer), program.integer.astype(np.int32), kinds)
    backend.highs.setOptionValue("mip_rel_gap", 0.0)
    backend.highs.setOptionValue("mip_abs_gap", 1e-7)
    return backend
