"""Optima that a live model has come by: the nearest of them is where the next solve begins.

A planner drags a goal up and down and comes past the same places again. From the optimum of the last place there may be
a hundred steps to go, from one that was found near here long ago a few.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from siting.model.arrays import FloatArray
from siting.model.program import Program

__all__ = ["Remembered"]

#: So many optima are kept; the oldest makes room first.
MOST = 48
#: Steps that must be saved to be worth a change of the basis, which has to be factored anew.
WORTH = 80
#: Where more figures than this move, no place is passed twice.
FEW = 400
#: Optima closer than so many steps to the last one are not worth keeping.
STEPS = 60


class Remembered:
    """Bases of programs that differ in right-hand sides and bounds of columns only."""

    def __init__(self) -> None:
        self._of: Program | None = None
        self._first: FloatArray = np.zeros(0)
        self._moving: NDArray[np.bool_] = np.zeros(0, dtype=bool)
        self._sides: FloatArray = np.zeros((0, 0))
        self._bases: list[Any] = []
        self._next = 0
        self._way = 0.0  #: from the last optimum to what was asked last, over all figures that move
        self._pace = 0.0  #: steps for each unit of way, of late

    def walked(self, steps: int) -> None:
        """Learn how many steps the way asked about last took."""
        if self._way > 0.0:
            self._pace = 0.5 * (self._pace + steps / self._way)

    def keep(self, program: Program, basis: Any) -> None:
        """Remember an optimum; those of programs with other costs or coefficients are forgotten."""
        sides = _sides(program)
        if self._of is None or not _alike(self._of, program):
            self._first, self._moving = sides, np.zeros(len(sides), dtype=bool)
            self._sides, self._bases, self._next = np.zeros((MOST, len(sides))), [], 0
        self._of = program
        self._moving |= sides != self._first
        self._sides[self._next] = sides
        self._bases[self._next : self._next + 1] = [basis]
        self._next = (self._next + 1) % MOST

    def nearest(self, program: Program, last: Program) -> Any:
        """The basis of an optimum that is much nearer to ``program`` than that of ``last``, if there is one."""
        self._way = 0.0
        if self._of is None or not _alike(self._of, program) or not _alike(self._of, last):
            return None
        here, there = _sides(program), _sides(last)
        self._moving |= (here != self._first) | (there != self._first)
        moving = np.flatnonzero(self._moving)
        if not 0 < len(moving) <= FEW:
            return None
        ways = np.abs(self._sides[: len(self._bases), moving] - here[moving]).sum(axis=1)
        best = int(np.argmin(ways))
        self._way = float(np.abs(there - here)[moving].sum())
        if self._pace * (self._way - ways[best]) < WORTH:
            return None
        self._way = float(ways[best])
        return self._bases[best]


def _alike(one: Program, other: Program) -> bool:
    """Whether two programs differ in right-hand sides and bounds of columns only."""
    names = ("cost", "coefficient", "column", "start")
    pairs = ((getattr(one, name), getattr(other, name)) for name in names)
    return all(a is b or np.array_equal(a, b) for a, b in pairs)


def _sides(program: Program) -> FloatArray:
    """Right-hand sides and bounds of columns, in one row; without limit: zero."""
    every = np.concatenate((program.row_lower, program.row_upper, program.column_lower, program.column_upper))
    return np.where(np.isfinite(every), every, 0.0)
