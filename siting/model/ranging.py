"""How far a price holds: one-sided prices of a right-hand side and their exact ranges, by tangents.

The optimal value of a minimised linear programme is a convex, piecewise linear function of its right-hand sides along
any direction. Its slope to the left and to the right of a point are the two prices that are true there: what one unit
fewer saves and what one unit more costs. They agree unless the dual is degenerate. How far each holds is found without
looking at bases, which a degenerate vertex has many of: solve at the point and further on; if the second value lies on
the line of the first, the price holds at least so far; if not, the two tangents cross nearer, and the next solve is
there (Eisner and Severance 1976). When the value at a crossing lies on the first line, the crossing is the kink.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

__all__ = ["End", "Sample", "Side", "one_side"]

#: What ends a range: another price, the end of the search ("at least so far"), or that no plan exists beyond.
End = Literal["kink", "limit", "no plan"]

#: A value lies on a line if it is off by less than this, relative to the value and to the change.
ON_VALUE, ON_CHANGE = 5e-12, 1e-8
#: Slopes that differ by less than this, relative and absolute, are one price.
SAME_SLOPE, NO_SLOPE = 1e-7, 1e-10
#: The end of feasibility is found this close, relative to the length searched and to where it is.
WALL, WALL_HERE = 1e-9, 1e-7
#: A plan that is there for less than this beyond the point is the solver's tolerance, not a plan.
TOLERATED = 1e-8
#: First look and growth of the steps while a price holds, relative to the length searched.
FIRST, GROWTH = 1e-3, 8.0
#: Solves after which a search ends where it is.
MOST = 120


@dataclass(frozen=True)
class Sample:
    """The optimal value at a point and the slope of a tangent there (any price that is valid there)."""

    value: float
    slope: float


@dataclass(frozen=True)
class Side:
    """One side of a point: the price there (``None``: no plan exists on that side), how far it holds and why it ends.

    ``reach`` is a distance, at least 0. Going down, the price is what one unit fewer saves, so both sides have the
    sign of d(value)/d(right-hand side).
    """

    price: float | None
    reach: float
    end: End


def one_side(sample: Callable[[float], Sample | None], here: Sample, *, way: Literal[1, -1], limit: float) -> Side:
    """The price on one side of a point and the exact range over which it holds.

    ``sample(step)`` solves at a signed ``step`` from the point (``None`` where no plan exists); ``here`` is
    ``sample(0)``; ``way`` is 1 for more and -1 for less; the search ends at the distance ``limit``.
    """

    def ahead(distance: float) -> Sample | None:
        found = sample(way * distance)
        return None if found is None else Sample(found.value, way * found.slope)

    side = _Search(ahead, Sample(here.value, way * here.slope), limit).run()
    return Side(None if side.price is None else way * side.price, side.reach, side.end)


class _Search:
    """The line through the point and how far it is known to hold."""

    def __init__(self, ahead: Callable[[float], Sample | None], here: Sample, limit: float) -> None:
        self.ahead, self.start, self.limit = ahead, here.value, limit
        self.slope = here.slope
        self.known = 0.0  #: the line holds up to here
        self.true = False  #: whether the slope is known to be that of this side
        self.wall: float | None = None  #: no plan exists here
        self.crossing = False  #: whether the next point is where two tangents cross

    def run(self) -> Side:
        side = self._walk()
        if side.end == "no plan" and side.reach <= TOLERATED * max(1.0, self.limit):
            return Side(None, 0.0, "no plan")
        return side

    def _walk(self) -> Side:
        point = FIRST * self.limit
        for _ in range(MOST):
            found = self.ahead(point)
            if found is None:
                self.wall, self.crossing = point, False
                if point - self.known <= WALL * self.limit + WALL_HERE * self.known:
                    return Side(self.slope if self.true else None, self.known, "no plan")
                point = self._next()
            elif self._on_line(found, point):
                self.known, self.true = point, True
                if self.crossing:
                    return Side(self.slope, point, "kink")
                if point >= self.limit:
                    return Side(self.slope, self.limit, "limit")
                if self.wall is not None and self.wall - point <= WALL * self.limit + WALL_HERE * point:
                    return Side(self.slope, point, "no plan")
                point = self._next()
            elif not self.true and abs(found.value - found.slope * point - self.start) <= self._room(found, point):
                # The tangent passes through the point we started from: by convexity it is the line between them.
                self.slope, self.known, self.true, self.crossing = found.slope, point, True, False
                if point >= self.limit:
                    return Side(self.slope, self.limit, "limit")
                point = self._next()
            else:
                cross = (found.value - found.slope * point - self.start) / (self.slope - found.slope)
                if self.true and cross <= self.known:
                    return Side(self.slope, self.known, "kink")
                point, self.crossing = min(max(cross, self.known), point), True
                if point <= WALL * self.limit * 1e-3:
                    return Side(found.slope if not self.true else self.slope, self.known, "kink")
        return Side(self.slope, self.known, "limit")

    def _next(self) -> float:
        """Further on while the price holds; halfway where no plan exists."""
        if self.wall is None:
            return min(self.limit, self.known * GROWTH)
        return (self.known + self.wall) / 2.0 if self.known else self.wall / GROWTH

    def _room(self, found: Sample, point: float) -> float:
        return ON_VALUE * max(1.0, abs(self.start)) + ON_CHANGE * abs(found.slope * point)

    def _on_line(self, found: Sample, point: float) -> bool:
        if abs(found.slope - self.slope) <= SAME_SLOPE * abs(self.slope) + NO_SLOPE:
            return True  # a tangent there with this slope leaves no room for a kink between
        off = found.value - self.start - self.slope * point
        return off <= ON_VALUE * max(1.0, abs(self.start)) + ON_CHANGE * abs(self.slope * point)
