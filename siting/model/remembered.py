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
    """Bases of programs that differ in a few right-hand sides and bounds of columns."""

    def __init__(self) -> None:
        self._of: Program | None = None
        self._moving: NDArray[np.bool_] = np.zeros(0, dtype=bool)  #: figures in which what is kept differs
        self._sides: list[FloatArray] = []
        self._bases: list[Any] = []
        self._way = 0.0  #: from where the last solve began to what it was asked, over all figures that move
        self._pace = 0.0  #: steps for each unit of way, of late

    def walked(self, steps: int) -> None:
        """Learn how many steps a solve took from where `nearest` had it begin."""
        if self._way > 0.0:
            self._pace = 0.5 * (self._pace + steps / self._way)
        self._way = 0.0

    def keep(self, program: Program, basis: Any) -> None:
        """Remember an optimum; those that differ from it in costs, coefficients or too many figures are forgotten."""
        sides = _sides(program)
        alike = self._of is not None and _alike(self._of, program)
        moving = self._moving | (sides != self._sides[-1]) if alike else np.zeros(len(sides), dtype=bool)
        if not alike or np.count_nonzero(moving) > FEW:
            self._sides, self._bases, moving = [], [], np.zeros(len(sides), dtype=bool)
        self._of, self._moving = program, moving
        self._sides = [*self._sides, sides][-MOST:]
        self._bases = [*self._bases, basis][-MOST:]

    def nearest(self, program: Program, last: Program) -> Any:
        """The basis of an optimum that is much nearer to ``program`` than that of ``last``, if there is one."""
        if self._of is None or not _alike(self._of, program) or not _alike(self._of, last):
            return None
        here, there = _sides(program), _sides(last)
        known = self._sides[-1]
        moving = np.flatnonzero(self._moving | (here != known) | (there != known))
        if not 0 < len(moving) <= FEW:
            return None
        ways = [_way(sides[moving], here[moving]) for sides in self._sides]
        best = min(range(len(ways)), key=ways.__getitem__)
        self._way = _way(there[moving], here[moving])
        if self._pace * (self._way - ways[best]) < WORTH:
            return None
        self._way = ways[best]
        return self._bases[best]


def _way(one: FloatArray, other: FloatArray) -> float:
    """How far figures are apart; no limit counts as zero."""
    one, other = (np.where(np.isfinite(figures), figures, 0.0) for figures in (one, other))
    return float(np.abs(one - other).sum())


def _alike(one: Program, other: Program) -> bool:
    """Whether two programs differ in right-hand sides and bounds of columns only."""
    names = ("cost", "coefficient", "column", "start")
    pairs = ((getattr(one, name), getattr(other, name)) for name in names)
    return all(a is b or np.array_equal(a, b) for a, b in pairs)


def _sides(program: Program) -> FloatArray:
    """Right-hand sides and bounds of columns, in one row."""
    return np.concatenate((program.row_lower, program.row_upper, program.column_lower, program.column_upper))
