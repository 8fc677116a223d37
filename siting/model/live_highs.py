"""The HiGHS instance of a live model: moved number by number, or replaced with its basis carried over by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import highspy
import numpy as np

from siting.model.arrays import FloatArray, IntArray
from siting.model.backend import AFRESH, DEVEX, DUAL, FRESH, PRIMAL, Answer
from siting.model.highs_backend import HighsBackend
from siting.model.options import SolverOptions
from siting.model.program import Program
from siting.model.pulp_problem import copied_basis
from siting.model.remembered import STEPS, Remembered
from siting.results.solution import Outcome

__all__ = ["LiveHighs"]

#: Steps of the simplex method (as a share of the rows, and at least) after which a solve from the last basis is no gain
#: over a new one.
_STEPS_PER_ROW, _LEAST_STEPS = 0.25, 1_500
#: Ways to solve anew; the simplex method decides what interior point cannot.
_ANEW: tuple[Mapping[str, Any], ...] = (AFRESH, {**DUAL, **DEVEX, "presolve": "off"})


class LiveHighs:
    """One instance, always equal to one `Program`.

    ``remembers`` tells whether optima come by are kept to start from, which makes a solve depend on all before it.
    """

    def __init__(self, program: Program, options: SolverOptions, *, remembers: bool = True) -> None:
        self._program, self._options = program, options
        self._backend = HighsBackend(program, options)
        self._solved = False
        self._start: Any = None
        self._last = program  #: what the basis of the instance is the optimum of
        self._remembered = Remembered() if remembers else None
        self._start_program = program
        self._costs_moved = self._bounds_moved = False
        self._cost: FloatArray | None = None  #: what the basis of the instance is optimal for, as far as it is known
        self._lost = False  #: whether the last solve ended far from any plan, at a proof that there is none
        self._priced = True  #: whether the instance knows its steepest edges: working them out costs a hundred steps
        self._steps = max(_LEAST_STEPS, int(_STEPS_PER_ROW * len(program.row_lower)))

    @classmethod
    def at(cls, program: Program, options: SolverOptions, basis: Any) -> LiveHighs:
        """An instance that begins at the optimum ``basis`` of ``program``, and remembers none but this."""
        live = cls(program, options, remembers=False)
        live._backend.adopt(basis)
        live._start, live._solved, live._priced = basis, True, False
        live._cost = program.cost
        return live

    def stand_for(self, program: Program) -> bool:
        """Be equal to ``program`` from now on; whether only numbers had to be moved."""
        before, self._program = self._program, program
        alike = program.alike(before)
        if not self._solved:  # nothing was handed over yet
            self._backend = HighsBackend(program, self._options)
        elif alike:
            self._move(before, program)
        else:
            self._replace(before, program)
        return alike

    def _move(self, before: Program, program: Program) -> None:
        """Tell HiGHS the numbers that differ from those of the program before."""
        self._backend.program = program
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
        if len(entries) and self._priced:
            self._go_to(copied_basis(highs.getBasis()))
        if _differ(before.cost, program.cost).any():
            self._tell_cost(program.cost)
            self._costs_moved = True
        self._bounds_moved |= bool(rows.any() or columns.any() or len(entries))

    def _replace(self, before: Program, program: Program) -> None:
        """Give HiGHS another program; rows and columns of the same names keep their place in the basis."""
        basis = carried(self._backend.highs.getBasis(), before, program)
        backend = HighsBackend(program, self._options)
        backend.adopt(basis)
        self._backend = backend
        self._cost = None
        self._costs_moved = self._bounds_moved = True
        self._priced = False

    def solve(self, *, from_start: bool = False) -> Answer:
        """The optimum from the last basis, or from that of the first solve."""
        if not self._solved:
            answer = self._backend.first()
            self._solved = True
        else:
            if (from_start or self._lost) and self._start is not None:
                alike = _alike(self._start_program, self._program)
                self._go_to(self._started())
                self._cost = self._start_program.cost if alike else None
                self._costs_moved = self._cost is None or bool(_differ(self._cost, self._program.cost).any())
                self._bounds_moved = True  # against the start, whatever the last solve was
            elif self._remembered and (near := self._remembered.nearest(self._program, self._last)) is not None:
                self._go_to(near)
            answer = self._again()
        self._costs_moved = self._bounds_moved = False
        self._lost = not answer.outcome.has_plan
        if not self._lost:
            self._last = self._program
        self._cost = None if self._lost else self._program.cost
        if answer.outcome.has_plan and self._start is None:
            self._start, self._start_program = copied_basis(self._backend.highs.getBasis()), self._program
            if self._priced:
                self._backend.go_to(self._start)
        return answer

    def _started(self) -> Any:
        """The basis of the first optimum, for the program as it stands."""
        if not _alike(self._start_program, self._program):
            self._start = carried(self._start, self._start_program, self._program)
            self._start_program = self._program
        return self._start

    def _go_to(self, basis: Any) -> None:
        """Start the next solve from another basis, or the same of another matrix: nothing is known of its edges."""
        if self._priced:
            self._backend.go_to(basis)
            self._priced = False
        else:
            self._backend.highs.setBasis(basis)

    def _tell_cost(self, cost: FloatArray) -> None:
        self._backend.highs.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)

    def _again(self) -> Answer:
        """Primal steps where only costs have moved, else dual ones; afresh where either loses its way.

        Where both have moved the basis is optimal for neither: dual steps with the costs of before, then primal ones.
        """
        both = self._costs_moved and self._bounds_moved and self._cost is not None
        halfway = self._sides_first() if both else Outcome.OPTIMAL
        if halfway is Outcome.INFEASIBLE:
            return Answer(halfway, np.nan, np.nan, np.zeros(0), np.zeros(0), 0.0)
        primal = self._costs_moved and (both or not self._bounds_moved)
        way = PRIMAL if primal else (DUAL if self._priced else {**DUAL, **DEVEX})
        ways = ({**way, **FRESH, "simplex_iteration_limit": self._steps}, *_ANEW)
        answer = self._backend.solve_by(*(ways if halfway is Outcome.OPTIMAL else ways[1:]))
        highs = self._backend.highs
        steps = int(highs.getInfo().simplex_iteration_count)
        if self._remembered:
            if steps > 0:  # the interior point method tells none
                self._remembered.walked(steps)
            keeps = steps > STEPS and not self._costs_moved and not self._backend.large
            if answer.outcome.has_plan and keeps:
                self._remembered.keep(self._program, copied_basis(highs.getBasis()))
        return answer

    def _sides_first(self) -> Outcome:
        """Go to the optimum for the costs that the basis is optimal for, and turn to those of the program there."""
        assert self._cost is not None
        if self._priced:
            self._go_to(copied_basis(self._backend.highs.getBasis()))
        self._tell_cost(self._cost)
        way = {**DUAL, **DEVEX, **FRESH, "simplex_iteration_limit": self._steps}
        outcome = self._backend.solve_by(way).outcome
        self._tell_cost(self._program.cost)
        return outcome

    def basis(self) -> Any:
        """Where the last solve ended."""
        return copied_basis(self._backend.highs.getBasis())

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
