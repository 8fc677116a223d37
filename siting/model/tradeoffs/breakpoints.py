"""Every corner of the trade-off between two objectives of a linear program.

The least of the first objective for each bound on the second is a convex, piecewise linear curve, and the price of the
bound is its slope. Two points and their slopes leave a triangle in which the curve runs; the bound at which the two
lines meet is asked next. Either the curve goes through that very point, which then is a corner, or the point that is
found parts the stretch in two. The bound moves and all else stays, so every answer is a few dual steps from the last
one. Stretches are taken in the order of the height of their triangles: a search that is ended early misses least, and
says how much at most.

Source: sandwich algorithms, Rote (1992); the dual simplex method after a right-hand side has moved, Chvatal (1983).
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from siting.model.arrays import FloatArray
from siting.model.tradeoffs.objectives import Efficient, Objectives

__all__ = ["Curve", "breakpoints"]

#: How far apart, as a part of the ranges of the objectives, two values or two slopes must be to differ.
EXACT = 1e-7


@dataclass(frozen=True)
class Curve:
    """Corners from the best of the first objective to the best of the second.

    ``missed`` is how far, at most, the curve lies below the lines between them (in the first objective); 0 where every
    corner was found.
    """

    points: tuple[Efficient, ...]
    missed: float

    @property
    def values(self) -> FloatArray:
        """Values of the corners, one row a corner."""
        return np.array([point.values for point in self.points])

    @property
    def prices(self) -> FloatArray:
        """For each stretch between corners, what one unit less of the second objective costs in the first."""
        step = np.diff(self.values, axis=0)
        ratio: FloatArray = step[:, 0] / -step[:, 1]
        return ratio


@dataclass(frozen=True)
class _Known:
    """A point of the curve, scaled: bound ``at``, value ``high``, ``slope`` (at most 0), and where it was found."""

    at: float
    high: float
    slope: float
    point: Efficient
    basis: Any


class _Stretch(NamedTuple):
    """Two neighbouring points, and (negative) the height of the triangle that they leave."""

    height: float
    left: int
    right: int


def breakpoints(
    objectives: Objectives, most: int | None = None, progress: Callable[[int], None] = lambda _: None
) -> Curve | None:
    """Corners of the curve of two objectives, at most ``most`` of them (``None``: all); ``None`` without any plan.

    ``progress`` is told how many points are known. Raises ``ValueError`` for another number of objectives, whole
    quantities, or ``most`` below 2.
    """
    if len(objectives) != 2 or objectives.whole:
        raise ValueError("breakpoints are those of two objectives of a linear program")
    if most is not None and most < 2:
        raise ValueError("a curve has two ends: ask for two points or more")
    ends = objectives.ends()
    if ends is None:
        return None
    first, last = ends
    scale = np.abs(last.values - first.values)
    if (scale <= EXACT * np.maximum(1.0, np.abs(first.values))).any():
        return Curve((first,), 0.0)
    search = _Search(objectives, first, last, scale)
    while search.stretches and (most is None or search.count < most):
        search.part()
        progress(search.count)
    missed = -min((stretch.height for stretch in search.stretches), default=0.0)
    return Curve(_corners([known.point for known in search.known], scale), missed * float(scale[0]))


class _Search:
    """The points known, from left (cheapest) to right, and the stretches between them that are not decided."""

    def __init__(self, objectives: Objectives, first: Efficient, last: Efficient, scale: FloatArray) -> None:
        self._objectives, self._scale = objectives, scale
        self._from = first.values
        basis = objectives.basis()
        # Bounds rise to the right here: ``at`` is how much less of the second objective is allowed.
        steep = -objectives.price(1) * scale[1] / scale[0]
        self._points = {0: _Known(0.0, 0.0, 0.0, first, basis), 1: _Known(1.0, 1.0, steep, last, basis)}
        self._after = {0: 1}
        self.stretches: list[_Stretch] = []
        self._ask(0, 1)

    @property
    def count(self) -> int:
        """How many points are known."""
        return len(self._points)

    @property
    def known(self) -> list[_Known]:
        """The points from left to right."""
        order = [0]
        while order[-1] != 1:
            order.append(self._after[order[-1]])
        return [self._points[number] for number in order]

    def part(self) -> None:
        """Ask where the lines of the highest triangle meet."""
        stretch = heapq.heappop(self.stretches)
        left, right = self._points[stretch.left], self._points[stretch.right]
        at, low = _meeting(left, right)
        found = self._solved(at, left if at - left.at <= right.at - at else right)
        if found is None:
            return
        new = self.count
        self._points[new] = found
        self._after[stretch.left], self._after[new] = new, stretch.right
        if found.high - low > EXACT:  # above the corner of the triangle: the curve is parted
            self._ask(stretch.left, new)
            self._ask(new, stretch.right)

    def _ask(self, left: int, right: int) -> None:
        """Keep a stretch to be asked about, unless it is one line."""
        a, b = self._points[left], self._points[right]
        at, low = _meeting(a, b)
        chord = a.high + (b.high - a.high) * (at - a.at) / (b.at - a.at)
        if chord - low > EXACT and a.at < at < b.at:
            heapq.heappush(self.stretches, _Stretch(low - chord, left, right))

    def _solved(self, at: float, near: _Known) -> _Known | None:
        """The point of the curve at a bound, from the basis of a point near it."""
        objectives, scale = self._objectives, self._scale
        bound = self._from[1] - at * scale[1]
        passed = min(objectives.passed, key=lambda each: abs(each[0] - bound), default=(np.inf, None))
        closer = abs(passed[0] - bound) < abs(at - near.at) * scale[1]
        objectives.start_from(passed[1] if closer else near.basis)
        objectives.bound(np.array([np.inf, bound]))
        point = objectives.weighted(np.array([1.0, 0.0]))
        if point is None:
            return None
        slope = -objectives.price(1) * scale[1] / scale[0]
        return _Known(at, float((point.values[0] - self._from[0]) / scale[0]), slope, point, objectives.basis())


def _meeting(left: _Known, right: _Known) -> tuple[float, float]:
    """Where the lines through two points of the curve meet (where they are one line: at the left point)."""
    rise = right.slope - left.slope
    if rise <= EXACT:
        return left.at, left.high
    at = (left.high - right.high + right.slope * right.at - left.slope * left.at) / rise
    return at, left.high + left.slope * (at - left.at)


def _corners(points: list[Efficient], scale: FloatArray) -> tuple[Efficient, ...]:
    """Points that are corners: those on the line between their neighbours are left out."""
    kept = points[:1]
    for point, following in pairwise(points[1:]):
        one, two = (point.values - kept[-1].values) / scale, (following.values - kept[-1].values) / scale
        if abs(float(one[0] * two[1] - one[1] * two[0])) > EXACT * float(np.hypot(*two)):
            kept.append(point)
    return (*kept, points[-1])
