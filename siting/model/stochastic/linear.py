"""A linear programme with a name for each column and row, and a solver that keeps it alive."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import highspy
import numpy as np
import scipy.sparse as sp

from siting.errors import NoPlan, UsageError
from siting.model.arrays import FloatArray, Index, IntArray
from siting.model.backend import DUAL, EXACT_ENDS, INTERIOR, NO_LIMIT, PRIMAL, ROW_TOLERANCE
from siting.model.program import Program
from siting.model.pulp_problem import BRIEF, empty_highs, run_briefly, run_highs

__all__ = ["Linear", "Living", "Name", "average"]

Name = Hashable

#: Dual steps of the simplex method (as a share of the rows, and at least) after which a new start is faster.
_STEPS_PER_ROW, _LEAST_STEPS = 0.2, 500
#: How far (relative) a plan may be outside the rows before it is taken for a failure of the solver.
_OFF = 1e-5


@dataclass(frozen=True)
class Linear:
    """Minimise ``cost @ x`` with ``row_lower <= matrix @ x <= row_upper`` and ``column_lower <= x <= column_upper``.

    ``columns`` and ``rows`` name what stands at each place; no name stands twice. ``matrix`` is (rows x columns).
    """

    columns: tuple[Name, ...]
    rows: tuple[Name, ...]
    cost: FloatArray
    matrix: sp.csr_array
    row_lower: FloatArray
    row_upper: FloatArray
    column_lower: FloatArray
    column_upper: FloatArray

    @classmethod
    def of(cls, program: Program) -> Linear:
        """The arrays of ``program`` with its names: family or block, then the ids of the key (years as text).

        Raises `UsageError` where some columns must be whole.
        """
        if len(program.integer):
            raise UsageError("whole parks (parks.indivisible) cannot be decided for several futures at once")
        shape = len(program.row_lower), len(program.cost)
        return cls(
            _named(program, [(each.name, each.index, len(each)) for each in program.variables.families()]),
            _named(program, [(each.name, each.keys, len(each)) for each in program.blocks]),
            program.cost,
            sp.csr_array((program.coefficient, program.column, program.start), shape=shape),
            program.row_lower,
            program.row_upper,
            program.column_lower,
            program.column_upper,
        )

    @cached_property
    def place(self) -> Mapping[Name, int]:
        """Where each column stands."""
        return {name: number for number, name in enumerate(self.columns)}

    def places(self, names: Sequence[Name]) -> IntArray:
        """Where the columns called ``names`` stand. Raises ``KeyError`` for one that is not there."""
        return np.array([self.place[name] for name in names], dtype=np.int64)

    def with_rows(self, names: Sequence[Name], matrix: sp.csr_array, lower: FloatArray, upper: FloatArray) -> Linear:
        """With further rows over the same columns."""
        return replace(
            self,
            rows=(*self.rows, *names),
            matrix=sp.csr_array(sp.vstack([self.matrix, matrix])),
            row_lower=np.concatenate([self.row_lower, lower]),
            row_upper=np.concatenate([self.row_upper, upper]),
        )

    def with_columns(self, names: Sequence[Name], lower: FloatArray) -> Linear:
        """With further columns that cost nothing, stand in no row yet and have no upper bound."""
        count = len(names)
        return replace(
            self,
            columns=(*self.columns, *names),
            cost=np.concatenate([self.cost, np.zeros(count)]),
            matrix=sp.csr_array(sp.hstack([self.matrix, sp.csr_array((len(self.rows), count))])),
            column_lower=np.concatenate([self.column_lower, lower]),
            column_upper=np.concatenate([self.column_upper, np.full(count, np.inf)]),
        )


def _named(program: Program, groups: Sequence[tuple[str, Index, int]]) -> tuple[Name, ...]:
    sets = program.data.sets
    names: list[Name] = []
    for stem, index, count in groups:
        ids = [np.array(sets[dim], dtype=object)[codes].tolist() for dim, codes in index.items() if dim in sets]
        names.extend(zip([stem] * count, *ids, strict=True))
    return tuple(names)


def average(linears: Sequence[Linear], weights: Sequence[float]) -> Linear:
    r"""The programme whose figures are the weighted means of those of ``linears``, matched by name.

    $$ \bar c = \sum_s p_s c_s, \quad \bar A = \sum_s p_s A_s, \quad \bar b = \sum_s p_s b_s $$

    A column or row that only some of them have is averaged over these; a bound that is infinite in one of them is
    infinite.
    """
    columns = tuple(dict.fromkeys(name for each in linears for name in each.columns))
    rows = tuple(dict.fromkeys(name for each in linears for name in each.rows))
    to_columns = [_found(columns, each.columns) for each in linears]
    to_rows = [_found(rows, each.rows) for each in linears]

    def mean(figures: Sequence[FloatArray], places: Sequence[IntArray], count: int) -> FloatArray:
        total, weight = np.zeros(count), np.zeros(count)
        for figure, place, share in zip(figures, places, weights, strict=True):
            total[place] += share * figure
            weight[place] += share
        return np.asarray(total / weight, dtype=np.float64)

    total = sp.csr_array((len(rows), len(columns)))
    for each, row, column, share in zip(linears, to_rows, to_columns, weights, strict=True):
        entries = each.matrix.tocoo()
        where = row[entries.coords[0]], column[entries.coords[1]]
        total = total + sp.csr_array((share * entries.data, where), shape=total.shape)
    entries = total.tocoo()
    weight = np.zeros(len(entries.data))  # of those that have both the row and the column of an entry
    for row, column, share in zip(to_rows, to_columns, weights, strict=True):
        weight += share * (np.isin(entries.coords[0], row) & np.isin(entries.coords[1], column))
    return Linear(
        columns,
        rows,
        mean([each.cost for each in linears], to_columns, len(columns)),
        sp.csr_array((entries.data / weight, entries.coords), shape=total.shape),
        mean([each.row_lower for each in linears], to_rows, len(rows)),
        mean([each.row_upper for each in linears], to_rows, len(rows)),
        mean([each.column_lower for each in linears], to_columns, len(columns)),
        mean([each.column_upper for each in linears], to_columns, len(columns)),
    )


def _found(names: Sequence[Name], wanted: Sequence[Name]) -> IntArray:
    place = {name: number for number, name in enumerate(names)}
    return np.array([place[name] for name in wanted], dtype=np.int64)


class Living:
    """A `Linear` inside HiGHS: solved, changed in bounds and costs, solved again from where it was."""

    def __init__(self, linear: Linear, seed: int = 0) -> None:
        self._linear, self._count = linear, len(linear.cost)
        self._lower, self._upper = linear.column_lower.copy(), linear.column_upper.copy()
        self._highs = highs = empty_highs(threads=1)
        highs.setOptionValue("random_seed", seed)
        highs.setOptionValue("primal_feasibility_tolerance", ROW_TOLERANCE)
        for option, value in EXACT_ENDS.items():
            highs.setOptionValue(option, value)
        # Later solves are not scaled (`DUAL`, `PRIMAL`). HiGHS goes on with the factors of the first one, whose scale
        # must then be the same: otherwise it tells of an optimum that is not even within the rows.
        highs.setOptionValue("simplex_scale_strategy", 0)
        none = np.zeros(0, dtype=np.int32)
        lower, upper = linear.column_lower, linear.column_upper
        highs.addCols(self._count, linear.cost, lower, upper, 0, none, none, np.zeros(0))
        start, column = linear.matrix.indptr[:-1].astype(np.int32), linear.matrix.indices.astype(np.int32)
        coefficient = linear.matrix.data.astype(np.float64)
        highs.addRows(len(linear.rows), linear.row_lower, linear.row_upper, len(column), start, column, coefficient)
        self._fresh = True

    def bound_columns(self, columns: IntArray, lower: FloatArray, upper: FloatArray) -> None:
        """Other bounds for some columns."""
        self._lower[columns], self._upper[columns] = lower, upper
        self._highs.changeColsBounds(len(columns), columns.astype(np.int32), lower, upper)

    def price(self, cost: FloatArray) -> None:
        """Another objective."""
        self._highs.changeColsCost(self._count, np.arange(self._count, dtype=np.int32), cost)

    def add_row(self, columns: IntArray, coefficients: FloatArray, upper: float) -> None:
        """A further row: a sum that may be ``upper`` at most."""
        self._highs.addRow(-np.inf, upper, len(columns), columns.astype(np.int32), coefficients)

    def solve(self, *, same_point: bool = False) -> tuple[float, FloatArray] | None:
        """The least value and its plan by column, ``None`` where there is no plan.

        ``same_point`` tells that the last plan is still within all bounds. Raises `NoPlan` where the objective falls
        without limit or the solver gives up.
        """
        first = {"solver": "ipm" if self._count >= INTERIOR else "simplex", "simplex_iteration_limit": NO_LIMIT}
        ways: list[Mapping[str, Any]] = [{**first, "presolve": "choose"}, {**DUAL, "presolve": "off"}]
        if not self._fresh:  # primal steps are few for what they save; dual ones may go far astray
            steps = max(_LEAST_STEPS, int(_STEPS_PER_ROW * self._highs.getNumRow()))
            ways.insert(0, PRIMAL if same_point else {**DUAL, "simplex_iteration_limit": steps})
        status = None
        for number, way in enumerate(ways):
            if number:
                self._highs.clearSolver()
            status = self._run(way)
            if status == highspy.HighsModelStatus.kOptimal:
                told = self._highs.getSolution().col_value
                plan = np.fromiter(told, np.float64, len(told))
                if self._holds(plan):
                    self._fresh = False
                    return float(self._highs.getInfo().objective_function_value), plan
            if status == highspy.HighsModelStatus.kInfeasible:
                return None
        if status == highspy.HighsModelStatus.kUnbounded:
            raise NoPlan("the cost falls without limit: a cost is wrong, or a bound is missing")
        raise NoPlan("the solver gave up for numerical reasons; try fewer scenarios, or another model")

    def _holds(self, plan: FloatArray) -> bool:
        """Whether a plan that HiGHS calls optimal is within the bounds and rows that it was given."""
        rows = self._linear.matrix @ plan
        parts = (self._lower, plan, self._upper), (self._linear.row_lower, rows, self._linear.row_upper)
        return all(
            bool((lower - value <= _OFF * np.maximum(1.0, np.abs(value))).all())
            and bool((value - upper <= _OFF * np.maximum(1.0, np.abs(value))).all())
            for lower, value, upper in parts
        )

    def _run(self, way: Mapping[str, Any]) -> Any:
        for option, value in way.items():
            self._highs.setOptionValue(option, value)
        (run_highs if self._count >= BRIEF else run_briefly)(self._highs)
        return self._highs.getModelStatus()
