"""Whether a plan exists at all, asked many times of nearly the same rows.

A `System` is a `Program` without its cost whose bounds on variables that stand for rules (a zone locked out, a cell
that may not grow) are rows like all others, so that every rule can be left out by its row. Each question is answered
by a solver instance of its own: handing a province model over takes 2 ms of the 250 ms that an answer takes, and an
answer that depends on no other cannot be spoilt by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

from siting.model.arrays import FloatArray, IntArray
from siting.model.backend import INTERIOR, ROW_TOLERANCE
from siting.model.console import silenced
from siting.model.program import Program
from siting.model.pulp_problem import BRIEF, run_briefly, run_highs

__all__ = ["Bools", "Found", "System", "ample_room", "bound_columns"]

Bools = NDArray[np.bool_]

_STATUS = highspy.HighsModelStatus
#: How HiGHS marks a plan that satisfies every row.
_FEASIBLE = highspy.SolutionStatus.kSolutionStatusFeasible


@dataclass(frozen=True)
class Found:
    """An answer: does a plan exist (None: not decided in time)? ``plan`` and ``prices`` are empty without one. No plan
    has a lower value than ``bound``; with whole parks it is below ``value`` where time ran out."""

    feasible: bool | None
    value: float
    plan: FloatArray
    prices: FloatArray
    bound: float = np.nan


@dataclass(frozen=True)
class System:
    """``lower <= A x <= upper`` with bounds, some columns integer; ``A`` in compressed row form as in `Program`."""

    start: IntArray
    column: IntArray
    coefficient: FloatArray
    lower: FloatArray
    upper: FloatArray
    column_lower: FloatArray
    column_upper: FloatArray
    integer: IntArray

    @classmethod
    def of(cls, program: Program, room: float = 0.0) -> System:
        """The rows of a program, one row for each column of `bound_columns`, whose own bound is lifted, and one for
        each park of which the room would limit nothing: what is built needs an open park all the same. That room is
        ``room`` (seats; see `ample_room`) or what this program makes of it, whichever is more."""
        bound = bound_columns(program)
        column_upper = program.column_upper.copy()
        limits = column_upper[bound]
        column_upper[bound] = np.inf
        start, column, coefficient = _open_parks(program, room)
        many = len(bound)
        return cls(
            start=np.concatenate(
                (program.start, program.start[-1] + 1 + np.arange(many), program.start[-1] + many + start[1:])
            ).astype(np.int64),
            column=np.concatenate((program.column, bound, column)).astype(np.int64),
            coefficient=np.concatenate((program.coefficient, np.ones(many), coefficient)),
            lower=np.concatenate((program.row_lower, np.full(many + len(start) - 1, -np.inf))),
            upper=np.concatenate((program.row_upper, limits, np.zeros(len(start) - 1))),
            column_lower=program.column_lower,
            column_upper=column_upper,
            integer=program.integer,
        )

    @property
    def columns(self) -> int:
        """Number of variables."""
        return len(self.column_lower)

    def without(self, rows: Bools | IntArray, *, whole: bool = True) -> System:
        """The system with ``rows`` left out, and with ``whole=False`` with every variable continuous."""
        lower, upper = self.lower.copy(), self.upper.copy()
        lower[rows], upper[rows] = -np.inf, np.inf
        return replace(self, lower=lower, upper=upper, integer=self.integer if whole else self.integer[:0])

    def same_rows(self, other: System) -> bool:
        """Whether two systems differ in right-hand sides only."""
        return (
            np.array_equal(self.start, other.start)
            and np.array_equal(self.column, other.column)
            and np.array_equal(self.coefficient, other.coefficient)
            and np.array_equal(self.column_lower, other.column_lower)
            and np.array_equal(self.column_upper, other.column_upper)
        )

    def with_columns(
        self, cost: FloatArray, limit: FloatArray, rows: IntArray, columns: IntArray, coefficients: FloatArray
    ) -> tuple[System, FloatArray]:
        """The system with further columns in [0, limit], given as coordinates (``columns`` from 0), and its cost."""
        row = np.concatenate((self._row, rows))
        column = np.concatenate((self.column, columns + self.columns))
        coefficient = np.concatenate((self.coefficient, coefficients))
        order = np.argsort(row, kind="stable")
        counts = np.bincount(row, minlength=len(self.lower))
        grown = replace(
            self,
            start=np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
            column=column[order],
            coefficient=coefficient[order],
            column_lower=np.concatenate((self.column_lower, np.zeros(len(cost)))),
            column_upper=np.concatenate((self.column_upper, limit)),
        )
        return grown, np.concatenate((np.zeros(self.columns), cost))

    @cached_property
    def _row(self) -> IntArray:
        return np.repeat(np.arange(len(self.lower)), np.diff(self.start))

    def activity(self, plan: FloatArray) -> FloatArray:
        """The value of each row."""
        return np.bincount(self._row, self.coefficient * plan[self.column], minlength=len(self.lower))

    @cached_property
    def vacuous(self) -> Bools:
        """Rows that every choice within the variables' bounds satisfies: they forbid nothing."""
        low, high = self.column_lower[self.column], self.column_upper[self.column]
        positive = self.coefficient > 0
        with np.errstate(invalid="ignore"):
            least = np.where(positive, self.coefficient * low, self.coefficient * high)
            most = np.where(positive, self.coefficient * high, self.coefficient * low)
        size = len(self.lower)
        least = np.bincount(self._row, least, minlength=size)
        most = np.bincount(self._row, most, minlength=size)
        return np.asarray((least >= self.lower) & (most <= self.upper))

    def solve(self, cost: FloatArray | None = None, seconds: float | None = None) -> Found:
        """Minimise ``cost`` (nothing by default), within ``seconds``."""
        method = "ipm" if self.columns >= INTERIOR and not len(self.integer) else "choose"
        found, decided = self._run(cost, seconds, {"solver": method})
        if not decided and not len(self.integer):
            # The interior point or presolve may leave it open; the simplex method on the rows as they are decides.
            found, _ = self._run(cost, seconds, {"solver": "simplex", "presolve": "off"})
        return found

    def _run(self, cost: FloatArray | None, seconds: float | None, options: dict[str, str]) -> tuple[Found, bool]:
        """One run: its answer, and whether the method could decide."""
        empty = np.zeros(0)
        if seconds is not None and seconds <= 0:
            return Found(None, np.nan, empty, empty), True
        highs = self._instance(cost)
        highs.setOptionValue("primal_feasibility_tolerance", ROW_TOLERANCE)
        if seconds is not None:
            highs.setOptionValue("time_limit", float(seconds))
        for option, chosen in options.items():
            highs.setOptionValue(option, chosen)
        small = len(self.column_lower) < BRIEF and not len(self.integer)
        (run_briefly if small else run_highs)(highs)
        status = highs.getModelStatus()
        if status == _STATUS.kInfeasible:
            return Found(False, np.nan, empty, empty), True
        solution, info = highs.getSolution(), highs.getInfo()
        whole = bool(len(self.integer))
        has_plan = whole and info.primal_solution_status == int(_FEASIBLE)
        if status == _STATUS.kOptimal or has_plan:
            value = float(info.objective_function_value)
            bound = float(info.mip_dual_bound) if whole else value
            return Found(True, value, np.array(solution.col_value), np.array(solution.row_dual), bound), True
        return Found(None, np.nan, empty, empty), status == _STATUS.kTimeLimit

    def _instance(self, cost: FloatArray | None) -> Any:
        make: Any = highspy.Highs
        with silenced():
            highs: Any = make()
            highs.setOptionValue("output_flag", False)
        none = np.zeros(0, dtype=np.int32)
        many = self.columns
        chosen = np.zeros(many) if cost is None else cost
        highs.addCols(many, chosen, self.column_lower, self.column_upper, 0, none, none, np.zeros(0))
        if len(self.integer):
            kinds = np.full(len(self.integer), highspy.HighsVarType.kInteger)
            highs.changeColsIntegrality(len(self.integer), self.integer.astype(np.int32), kinds)
        first, column = self.start[:-1].astype(np.int32), self.column.astype(np.int32)
        highs.addRows(len(self.lower), self.lower, self.upper, len(column), first, column, self.coefficient)
        return highs


def bound_columns(program: Program) -> IntArray:
    """Columns whose upper bound is a rule: jobs of a cell that may not grow, seats of a zone that is locked out."""
    families: Sequence[IntArray] = (program.variables.jobs.column, program.variables.build.column)
    columns = np.concatenate(families)
    return columns[np.isfinite(program.column_upper[columns])]


def ample_room(program: Program) -> float:
    """Seats, more than a plan needs in one place."""
    d = program.data
    goals = float(d.jobs_goal.values.max(initial=0.0) + d.baseline_jobs.values.sum())
    return goals * float(d.seats_per_job.values.max()) + float(d.max_new_seats.values.sum())


def _open_parks(program: Program, room: float) -> tuple[IntArray, IntArray, FloatArray]:
    """Rows "nothing is built where no park is opened" with a room that no plan needs, in compressed form."""
    d, v = program.data, program.variables
    if not len(v.open):
        return np.zeros(1, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0)
    plenty = max(room, ample_room(program))
    rows = d.rows("zone").sum(v.build, -(v.open * plenty)) <= 0.0
    return np.concatenate(([0], np.cumsum(np.bincount(rows.row, minlength=len(rows))))), rows.column, rows.coefficient
