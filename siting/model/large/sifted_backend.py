"""HiGHS with only the commuting flows that a plan may want: the others are priced, and come in when they are worth it.

In a country of many zones nineteen in twenty commuting flows (origin, zone, skill, year) are not used. The first stage
is solved with all of them, by the interior point method, whose steps hardly grow with the number of columns. Later
stages go on from the last basis by the simplex method, whose steps do: for these only the flows that came close to
being used stay in the solver's model. After each solve the prices of the rows tell what each of the others would save
(its reduced cost); those that would save anything come in, and the solve goes on. When none is left the plan is the
optimum of the whole program, and the prices prove it.

Source: sifting, Bixby, Gregory, Lustig, Marsten and Shanno (1992); column generation, Gilmore and Gomory (1961).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import highspy
import numpy as np

from siting.model.arrays import FloatArray, IntArray
from siting.model.backend import AFRESH, Answer
from siting.model.highs_backend import HighsBackend
from siting.model.large.columns import Columns
from siting.model.options import SolverOptions
from siting.model.program import Program
from siting.model.pulp_problem import empty_highs, told_basis
from siting.results.solution import Outcome

__all__ = ["SiftedBackend", "sifts"]

#: From this many commuting flows on, leaving most of them out is worth the trouble.
MANY = 60_000
#: Flows that stay, and flows that come in at once, for one zone, skill and year: those of the lowest reduced cost.
STAY, AT_ONCE = 1, 2
#: Reduced cost below which a flow that was left out would better the plan.
WORTH = -1e-8


def sifts(program: Program, options: SolverOptions) -> bool:
    """Whether `SiftedBackend` is for this program: linear, many commuting flows, and no algorithm asked for."""
    return options.algorithm == "auto" and not len(program.integer) and len(program.variables.staff) >= MANY


class SiftedBackend(HighsBackend):
    """`HighsBackend` for linear programs with many commuting flows: the same optimum in each stage, sooner.

    ``stay`` and ``at_once`` tell how many commuting flows of one zone, skill and year stay in after the first stage and
    come in at a time. ``problem`` is the whole program, as PuLP problem, made when it is asked for.
    """

    def __init__(
        self,
        program: Program,
        options: SolverOptions,
        progress: Callable[[str], None] = lambda _: None,
        *,
        stay: int = STAY,
        at_once: int = AT_ONCE,
    ) -> None:
        super().__init__(program, options, progress)
        self._stay, self._at_once = stay, at_once
        self._cost = program.cost
        self._matrix = Columns(program)
        self._at = np.arange(len(program.cost), dtype=np.int64)  #: column of the program by column of the solver
        staff, sizes = program.variables.staff, program.data.sizes
        self._serves = np.full(len(program.cost), -1, dtype=np.int64)  #: zone, skill and year that a flow serves
        zone, skill, year = (staff.index[dim] for dim in ("zone", "skill", "year"))
        self._serves[staff.column] = (zone * sizes["skill"] + skill) * sizes["year"] + year

    @property
    def left_out(self) -> IntArray:
        """Columns of the program that the solver does not know."""
        out = np.ones(len(self.program.cost), dtype=bool)
        out[self._at] = False
        return np.flatnonzero(out).astype(np.int64)

    # --- stages ----------------------------------------------------------------------------------
    def first(self) -> Answer:
        """Solve the program as built, with all its columns; then leave out what came nowhere near being used."""
        self._begun = time.perf_counter()
        self.highs = self._filled(self._at)
        self.hand_over_seconds = time.perf_counter() - self._begun
        outcome = self._run(AFRESH)
        if outcome not in (Outcome.OPTIMAL, Outcome.INFEASIBLE, Outcome.STOPPED):
            return super().first()
        answer = self._answer(outcome, time.perf_counter() - self._begun)
        if outcome is Outcome.OPTIMAL:
            answer = replace(answer, basis=told_basis(self.highs))
            self._leave_out(answer.prices)
        return answer

    def _size_of(self, cost: FloatArray) -> float:
        whole = np.zeros(len(self.program.cost))
        whole[self._at] = cost
        return super()._size_of(whole)

    def minimise(self, cost: FloatArray, *, same_point: bool = True, limited: bool = True) -> Answer:
        """Minimise another objective over the whole program: see `HighsBackend.minimise`."""
        started = time.perf_counter()
        self._cost = cost
        answer = super().minimise(cost[self._at], same_point=same_point, limited=limited)
        while answer.outcome is Outcome.OPTIMAL:
            wanted = self._wanted(answer.prices)
            if not len(wanted):
                break
            self._take_in(wanted)
            answer = super().minimise(cost[self._at], limited=limited)
        return replace(answer, seconds=time.perf_counter() - started)

    def add_row(self, columns: IntArray, coefficients: FloatArray, lower: float, upper: float) -> int:
        """Add a row of the program."""
        vector = np.zeros(len(self.program.cost))
        vector[columns] = coefficients
        here = vector[self._at]
        places = np.flatnonzero(here).astype(np.int64)
        row = super().add_row(places, here[places], lower, upper)
        self._matrix.add_row(row, vector)
        return row

    def settle(self, rows: IntArray, column: int, lower: float, heir: int | None) -> None:
        """Take ``column`` out of ``rows``: see `HighsBackend.settle`."""
        super().settle(rows, int(np.flatnonzero(self._at == column)[0]), lower, heir)

    # --- columns ---------------------------------------------------------------------------------
    def _filled(self, columns: IntArray) -> Any:
        """An instance with all rows of the program and some of its columns."""
        program = self.program
        highs = empty_highs(threads=self.options.threads or 0)
        self._tell_options(highs)
        count = len(program.row_lower)
        none = np.zeros(0, dtype=np.int32)
        highs.addRows(count, program.row_lower, program.row_upper, 0, np.zeros(count, np.int32), none, np.zeros(0))
        self._add(highs, columns)
        return highs

    def _add(self, highs: Any, columns: IntArray) -> None:
        program = self.program
        position, row, coefficient = self._matrix.entries(columns)
        highs.addCols(
            len(columns),
            self._cost[columns],
            program.column_lower[columns],
            program.column_upper[columns],
            len(row),
            np.searchsorted(position, np.arange(len(columns))).astype(np.int32),
            row.astype(np.int32),
            coefficient,
        )

    def _leave_out(self, prices: FloatArray) -> None:
        """Keep, of the commuting flows, those in the basis and for each zone, skill and year the closest to it."""
        flows = self.program.variables.staff.column
        reduced = self._matrix.reduced_costs(flows, self._cost, prices)
        basis = self.highs.getBasis()
        known = list(basis.col_status)  # once: each access copies them all
        basic = highspy.HighsBasisStatus.kBasic
        kept = np.array([each == basic for each in known])
        kept[flows] |= _rank(self._serves[flows], reduced) < self._stay
        kept |= self._serves < 0
        self._at = np.flatnonzero(kept).astype(np.int64)
        smaller = highspy.HighsBasis()
        smaller.col_status = [known[column] for column in self._at.tolist()]
        smaller.row_status = list(basis.row_status)
        smaller.valid = True
        self.highs = self._filled(self._at)
        self.highs.setBasis(smaller)
        self._columns = np.arange(len(self._at), dtype=np.int32)

    def _wanted(self, prices: FloatArray) -> IntArray:
        """Columns left out that would better the plan: of each zone, skill and year the best."""
        left = self.left_out
        reduced = self._matrix.reduced_costs(left, self._cost, prices)
        left, reduced = left[reduced < WORTH], reduced[reduced < WORTH]
        wanted: IntArray = np.sort(left[_rank(self._serves[left], reduced) < self._at_once])
        return wanted

    def _take_in(self, columns: IntArray) -> None:
        self._add(self.highs, columns)
        self._at = np.concatenate((self._at, columns))
        self._columns = np.arange(len(self._at), dtype=np.int32)

    def _answer(self, outcome: Outcome, seconds: float) -> Answer:
        """The answer by column of the program."""
        answer = super()._answer(outcome, seconds)
        if not outcome.has_plan:
            return answer
        plan = np.zeros(len(self.program.cost))
        plan[self._at] = answer.plan
        return replace(answer, plan=plan)


def _rank(group: IntArray, value: FloatArray) -> IntArray:
    """Position of each value among those of its group, from the lowest."""
    order = np.lexsort((value, group))
    ordered = group[order]
    place = np.arange(len(order))
    begins = np.ones(len(order), dtype=bool)
    begins[1:] = ordered[1:] != ordered[:-1]
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = place - np.maximum.accumulate(np.where(begins, place, 0))
    return rank
