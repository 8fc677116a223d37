"""The linear programme behind whole parks, kept alive: whole quantities are bounded, released and asked for again.

The whole quantities ("entities") are, numbered one after the other,

    open[z]                          0 .. Z-1            a column
    phases delivered up to year t    Z + z*T + t         a row added for each zone and year

Running totals are branched on rather than the phases of single years: a park of a given size matters first, when its
phases come second.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
import scipy.sparse as sp

from siting.model.arrays import FloatArray, IntArray
from siting.model.backend import AFRESH, DUAL, LARGE, PRIMAL, ROW_TOLERANCE
from siting.model.parks.room import most_phases
from siting.model.program import Program
from siting.model.pulp_problem import copied_basis, empty_highs, pass_columns, pass_rows, run_briefly, run_highs

__all__ = ["Bounds", "Relaxation", "Relaxed"]

Bounds = Mapping[int, tuple[float, float]]


@dataclass(frozen=True)
class Relaxed:
    """An optimum of the linear programme: its value, the plan by column, the value of each entity."""

    value: float
    plan: FloatArray
    whole: FloatArray


class Relaxation:
    """The linear programme of ``program`` with the strong links of `most_phases`; ``left()`` are seconds left."""

    def __init__(self, program: Program, seed: int, left: Callable[[], float]) -> None:
        self.program = program
        d, v = program.data, program.variables
        self.zones, self.years = d.sizes["zone"], d.sizes["year"]
        self.open: IntArray = v.open.column
        self.phases = v.phases.column.reshape(self.zones, self.years)
        self.most = most_phases(program)
        self.count = self.zones * (1 + self.years)
        self.solves = 0
        self._left = left
        self._large = len(program.cost) >= LARGE
        self._held: dict[int, tuple[float, float]] = {}
        self._highs = self._made(seed)
        self._first = len(program.row_lower)  #: the row of entity number ``zones``

    @property
    def entities(self) -> range:
        """Numbers of all entities: openings, then running totals."""
        return range(self.count)

    @property
    def totals(self) -> IntArray:
        """The entity "phases up to the final year" of each zone."""
        return self.zones + np.arange(self.zones) * self.years + self.years - 1

    def whole(self, plan: FloatArray) -> FloatArray:
        """The value of each entity in a plan."""
        return np.concatenate([plan[self.open], np.cumsum(plan[self.phases], axis=1).ravel()])

    def _made(self, seed: int) -> Any:
        program = self.program
        highs = empty_highs(threads=1)
        highs.setOptionValue("random_seed", seed)
        highs.setOptionValue("primal_feasibility_tolerance", ROW_TOLERANCE)
        pass_columns(highs, program)
        pass_rows(highs, program)
        size, count = self.zones * self.years, len(program.cost)
        up_to = sp.kron(sp.eye(self.zones), np.tril(np.ones((self.years, self.years))), format="coo")
        columns = self.phases.ravel()
        totals = sp.csr_matrix((up_to.data, (up_to.row, columns[up_to.col])), shape=(size, count))
        room = np.repeat(np.arange(self.zones), self.years)
        opened = sp.csr_matrix((self.most.ravel(), (np.arange(size), self.open[room])), shape=(size, count))
        infinite = np.full(size, np.inf)
        _add_rows(highs, totals, -infinite, infinite)
        _add_rows(highs, (totals - opened).tocsr(), -infinite, np.zeros(size))
        return highs

    # --- bounds ----------------------------------------------------------------------------------
    def hold(self, bounds: Bounds) -> None:
        """Bound exactly the entities of ``bounds``; those held before and not named are released."""
        for entity in self._held.keys() | bounds.keys():
            wanted = bounds.get(entity, (0.0, 1.0) if entity < self.zones else (-np.inf, np.inf))
            if self._held.get(entity) != wanted:
                if entity < self.zones:
                    self._highs.changeColBounds(int(self.open[entity]), *wanted)
                else:
                    self._highs.changeRowBounds(int(self._first + entity - self.zones), *wanted)
        self._held = dict(bounds)

    # --- solving ---------------------------------------------------------------------------------
    def solve(self, cost: FloatArray | None = None) -> Relaxed | None:
        """The optimum within the bounds held, from the last basis; ``None`` where there is none (or time is up).

        ``cost`` replaces the objective until it is given again; then the last plan is still feasible.
        """
        if cost is not None:
            columns = np.arange(len(cost), dtype=np.int32)
            self._highs.changeColsCost(len(cost), columns, cost)
        ways = (AFRESH, DUAL) if not self.solves else ((DUAL if cost is None else PRIMAL), DUAL, AFRESH)
        self.solves += 1
        for way in ways:
            status = self._run(way)
            if status == highspy.HighsModelStatus.kOptimal:
                plan = np.array(self._highs.getSolution().col_value)
                return Relaxed(float(self._highs.getInfo().objective_function_value), plan, self.whole(plan))
            if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kTimeLimit):
                return None
            if way is not ways[-1]:
                self._highs.clearSolver()
        return None

    def _run(self, way: Mapping[str, Any]) -> Any:
        left = self._left()
        if left <= 0:
            return highspy.HighsModelStatus.kTimeLimit
        for option, value in way.items():
            self._highs.setOptionValue(option, value)
        limit = np.inf if left == np.inf else self._highs.getRunTime() + left
        self._highs.setOptionValue("time_limit", limit)
        if self._large:
            run_highs(self._highs)
        else:
            run_briefly(self._highs)
        return self._highs.getModelStatus()

    @property
    def late(self) -> bool:
        """Whether time is up."""
        return bool(self._left() <= 0)

    @property
    def seconds(self) -> float:
        """Seconds that the solver has taken."""
        return float(self._highs.getRunTime())

    def basis(self) -> Any:
        """Where the last solve ended: a start for `start_from`."""
        return copied_basis(self._highs.getBasis())

    def start_from(self, basis: Any) -> None:
        """Let the next solve start there."""
        self._highs.setBasis(basis)


def _add_rows(highs: Any, rows: sp.csr_matrix, lower: FloatArray, upper: FloatArray) -> None:
    rows.sort_indices()
    highs.addRows(
        rows.shape[0], lower, upper, rows.nnz, rows.indptr[:-1].astype(np.int32), rows.indices.astype(np.int32),
        rows.data.astype(np.float64),
    )  # fmt: skip
