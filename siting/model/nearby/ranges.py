"""The lowest and the highest that each measure can have in plans near the least cost, and what that makes of a park.

    low_i = min { a_i x : x in N(s) },   high_i = max { a_i x : x in N(s) }

No question is asked whose answer a plan found so far gives: where one has nothing of a measure, its lowest is nothing;
where one fills a park to its limit, its highest is the limit.

Source: Neumann and Brown (2021); answers without solves as in flux variability analysis, Gudmundsson and Thiele (2010).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from siting.model.arrays import FloatArray
from siting.model.nearby.measures import vector
from siting.model.nearby.space import NearSpace

__all__ = ["AVOID", "CHOICE", "MUST", "NOTHING", "Ranges", "classed", "park_classes", "ranges"]

#: Seats (or jobs) up to which a place has nothing: less than half of one is rounding.
NOTHING = 0.5
MUST, CHOICE, AVOID = "must-have", "real choice", "must-avoid"
#: A value this close to a bound, relative to it, has reached it.
_AT = 1e-9


@dataclass(frozen=True)
class Ranges:
    """Lowest and highest of each measure; NaN where the solver lost its way."""

    low: FloatArray
    high: FloatArray


def ranges(
    space: NearSpace,
    matrix: Any,
    ceiling: FloatArray,
    order: Iterable[tuple[int, int]] | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> Ranges:
    """Ranges of the rows of ``matrix``, none of which can be below 0 or above ``ceiling`` (infinite: no limit known).

    ``order`` are pairs of row and sense (1: lowest, -1: highest); related ones are best asked one after the other.
    """
    count = matrix.shape[0]
    asked = [(row, sense) for row in range(count) for sense in (1, -1)] if order is None else list(order)
    told = np.full((2, count), np.nan)
    for done, (row, sense) in enumerate(asked, 1):
        a = vector(matrix, row)
        seen = [float(a @ found.plan) for found in space.found]
        if sense > 0:
            best = 0.0 if min(seen) <= _AT else _value(space, a)
        else:
            full = max(seen) >= ceiling[row] * (1.0 - _AT)
            best = float(ceiling[row]) if full else -_value(space, -a)
        told[0 if sense > 0 else 1, row] = best
        progress(done)
    return Ranges(np.maximum(told[0], 0.0), np.maximum(told[1], 0.0))


def _value(space: NearSpace, a: FloatArray) -> float:
    found = space.minimise(a)
    return float("nan") if found is None else float(a @ found.plan)


def classed(low: FloatArray, high: FloatArray) -> list[str]:
    """``must-have`` where even the lowest is more than `NOTHING`, ``must-avoid`` where the highest is not, else
    ``real choice``; empty where a range is not known."""
    told = []
    for least, most in zip(low.tolist(), high.tolist(), strict=True):
        known = least == least and most == most
        told.append("" if not known else MUST if least > NOTHING else AVOID if most <= NOTHING else CHOICE)
    return told


def park_classes(space: NearSpace, parks: Any, progress: Callable[[str], None] = lambda _: None) -> list[str]:
    """The class of each park by as few solves as it takes.

    A park seen with and without seats in plans found so far is a real choice. Parks never seen are maximised all
    together: those that then have seats are seen, and where none has, none can have any. Parks always seen are
    minimised one by one.
    """
    count = parks.shape[0]
    told = [""] * count

    def seen() -> tuple[FloatArray, FloatArray]:
        values = np.array([parks @ found.plan for found in space.found])
        return values.min(axis=0), values.max(axis=0)

    while True:
        never = np.flatnonzero(seen()[1] <= NOTHING)
        if not len(never):
            break
        together: FloatArray = -np.asarray(parks[never].sum(axis=0)).ravel()
        found = space.minimise(together)
        if found is None:
            break
        progress(f"{len(never)} parks not seen so far")
        if ((parks[never] @ found.plan) <= NOTHING).all():
            _avoided(space, parks, never.tolist(), -float(together @ found.plan), told)
            break
    low, high = seen()
    for park in np.flatnonzero((low > NOTHING) & (high > NOTHING)).tolist():
        least = _value(space, vector(parks, park))
        told[park] = "" if least != least else MUST if least > NOTHING else CHOICE
    low, high = seen()
    for park in np.flatnonzero((low <= NOTHING) & (high > NOTHING)).tolist():
        told[park] = CHOICE
    return told


def _avoided(space: NearSpace, parks: Any, never: list[int], total: float, told: list[str]) -> None:
    """Parks of which all together have ``total`` seats at most: at most `NOTHING` each, or asked one by one."""
    for park in never:
        most = total if total <= NOTHING else -_value(space, -vector(parks, park))
        told[park] = "" if most != most else AVOID if most <= NOTHING else CHOICE
