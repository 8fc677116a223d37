"""The HiGHS instance of a live model: moved number by number, or replaced with its basis carried over by name."""

from __future__ import annotations

from typing import Any

import highspy
import numpy as np

from siting.model.arrays import FloatArray, IntArray
from siting.model.backend import AFRESH, DUAL, PRIMAL, Answer
from siting.model.highs_backend import HighsBackend
from siting.model.options import SolverOptions
from siting.model.program import Program
from siting.model.pulp_problem import copied_basis
from siting.model.remembered import STEPS, Remembered

__all__ = ["LiveHighs"]

#: Steps of the simplex method after which a solve from the last basis is no gain over a new one.
_STEPS = 1_500


class LiveHighs:
    """One instance, always equal to one `Program`."""

    def __init__(self, program: Program, options: SolverOptions) -> None:
        self._program, self._options = program, options
        self._backend = HighsBackend(program, options)
        self._solved = False
        self._start: Any = None
        self._last = program  #: what the basis of the instance is the optimum of
        self._remembered = Remembered()
        self._start_program = program
        self._costs_moved = self._bounds_moved = False
        self._lost = False  #: whether the last solve ended far from any plan, at a proof that there is none

    def move(self, program: Program) -> None:
        """Tell HiGHS the numbers that differ from those of the program before."""
        before, self._program = self._program, program
        self._backend.program = program
        if not self._solved:  # nothing was handed over yet
            self._backend = HighsBackend(program, self._options)
            return
        highs = self._backend.highs
        rows = _differ(before.row_lower, program.row_lower) | _differ(before.row_upper, program.row_upper)
        columns = _differ(before.column_lower, program.column_lower) | _differ(
            before.column_upper, program.column_upper
        )
        if rows.any():
            moved = np.flatnonzero(rows).astype(np.int32)
            highs.changeRowsBounds(len(moved), moved, program.row_lower[moved], program.row_upper[moved])
        if columns.any():
            moved = np.flatnonzero(columns).astype(np.int32)
            highs.changeColsBounds(len(moved), moved, program.column_lower[moved], program.column_upper[moved])
        entries = np.flatnonzero(_differ(before.coefficient, program.coefficient))
        row = np.searchsorted(program.start, entries, side="right") - 1
        for place, number in zip(entries.tolist(), row.tolist(), strict=True):
            highs.changeCoeff(number, int(program.column[place]), float(program.coefficient[place]))
        if _differ(before.cost, program.cost).any():
            highs.changeColsCost(len(program.cost), np.arange(len(program.cost), dtype=np.int32), program.cost)
            self._costs_moved = True
        self._bounds_moved |= bool(rows.any() or columns.any() or len(entries))

    def replace(self, program: Program) -> None:
        """Give HiGHS another program; rows and columns of the same names keep their place in the basis."""
        before, self._program = self._program, program
        if not self._solved:
            self._backend = HighsBackend(program, self._options)
            return
        basis = carried(self._backend.highs.getBasis(), before, program)
        backend = HighsBackend(program, self._options)
        backend.adopt(basis)
        self._backend = backend
        self._costs_moved = self._bounds_moved = True

    def solve(self, *, from_start: bool = False) -> Answer:
        """The optimum from the last basis, or from that of the first solve."""
        if not self._solved:
            answer = self._backend.first()
            self._solved = True
        else:
            if (from_start or self._lost) and self._start is not None:
                self._backend.highs.setBasis(self._started())
                self._costs_moved, self._bounds_moved = True, True  # against the start, whatever the last solve was
            elif (near := self._remembered.nearest(self._program, self._last)) is not None:
                self._backend.highs.setBasis(near)
            answer = self._again()
        self._costs_moved = self._bounds_moved = False
        self._lost = not answer.outcome.has_plan
        if not self._lost:
            self._last = self._program
        if answer.outcome.has_plan and self._start is None:
            self._start, self._start_program = copied_basis(self._backend.highs.getBasis()), self._program
        return answer

    def _started(self) -> Any:
        """The basis of the first optimum, for the program as it stands."""
        if not _alike(self._start_program, self._program):
            self._start = carried(self._start, self._start_program, self._program)
            self._start_program = self._program
        return self._start

    def _again(self) -> Answer:
        """Primal steps where only costs have moved, else dual ones; afresh where either loses its way."""
        way = PRIMAL if self._costs_moved and not self._bounds_moved else DUAL
        answer = self._backend.solve_by({**way, "simplex_iteration_limit": _STEPS}, AFRESH)
        highs = self._backend.highs
        steps = int(highs.getInfo().simplex_iteration_count)
        if steps > 0:  # the interior point method tells none
            self._remembered.walked(steps)
        if answer.outcome.has_plan and steps > STEPS and not self._backend.large:
            self._remembered.keep(self._program, copied_basis(highs.getBasis()))
        return answer

    def copy(self) -> HighsBackend:
        """A backend of its own at the last optimum, for the stages that follow."""
        backend = HighsBackend(self._program, self._options)
        backend.adopt(copied_basis(self._backend.highs.getBasis()))
        return backend


def _differ(one: FloatArray, other: FloatArray) -> Any:
    return one != other if one is not other else np.zeros(len(one), dtype=bool)


def _alike(one: Program, other: Program) -> bool:
    """Whether a basis of one program is one of the other: as many columns and rows, of the same names."""
    return one is other or (_columns(one).keys() == _columns(other).keys() and _rows(one).keys() == _rows(other).keys())


def carried(basis: Any, before: Program, after: Program) -> Any:
    """A basis of ``after`` in which columns and rows stand as those of the same name did in ``before``.

    Columns that are new stand at their bound, rows that are new are basic. HiGHS repairs what is not a basis then.
    """
    status = highspy.HighsBasisStatus
    mine = highspy.HighsBasis()
    mine.col_status = _carried(list(basis.col_status), _columns(before), _columns(after), status.kLower)
    mine.row_status = _carried(list(basis.row_status), _rows(before), _rows(after), status.kBasic)
    mine.valid = True
    return mine


def _carried(known: list[Any], before: dict[Any, int], after: dict[Any, int], else_: Any) -> list[Any]:
    return [known[before[name]] if name in before else else_ for name in after]


def _columns(program: Program) -> dict[Any, int]:
    names: dict[Any, int] = {}
    for family in program.variables.families():
        for name in _names(program, family.name, family.index, len(family)):
            names[name] = len(names)
    return names


def _rows(program: Program) -> dict[Any, int]:
    names: dict[Any, int] = {}
    for block in program.blocks:
        for name in _names(program, block.name, block.keys, len(block)):
            names[name] = len(names)
    return names


def _names(program: Program, stem: str, index: Any, count: int) -> list[Any]:
    """Names of rows or columns: the stem and the ids of the key."""
    sets = program.data.sets
    ids: list[IntArray] = [np.array(sets[dim], dtype=object)[codes] for dim, codes in index.items() if dim in sets]
    return list(zip([stem] * count, *(each.tolist() for each in ids), strict=True))
