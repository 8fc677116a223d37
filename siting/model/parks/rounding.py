"""Plans with whole parks, by rounding linear programmes: openings priced by use, then dives.

Openings: the cost of opening a park is spread over the phases that the last optimum delivers there, again and again
until the set of parks settles (dynamic slope scaling, Kim and Pardalos 1999). Phases: the quantities nearest to a whole
number are fixed, the programme is solved again from the last basis, and so on; single doubtful ones are tried both ways
(a guided dive, after Danna, Rothberg and Le Pape 2005).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from siting.model.arrays import FloatArray
from siting.model.parks.relaxation import Bounds, Relaxation, Relaxed

__all__ = ["dive", "priced_openings"]

#: Values closer than this to a whole number are whole.
WHOLE = 1e-6
_ROUNDS = 8  #: of slope scaling at most
_NEAR = 0.25  #: quantities nearer than this to a whole number are rounded together
_SHARE = 0.15  #: ... so many of those that are left at a time

Solver = Callable[[Bounds], Relaxed | None]


def priced_openings(relaxation: Relaxation, start: Relaxed) -> list[frozenset[int]]:
    """Sets of zones to open, the most promising first. The objective of ``relaxation`` is as before afterwards."""
    program = relaxation.program
    opening, phases = program.cost[relaxation.open], relaxation.phases
    found: dict[frozenset[int], float] = {}
    now: Relaxed | None = start
    for _ in range(_ROUNDS):
        if now is None:
            break
        size = now.plan[phases].sum(axis=1)
        used = frozenset(np.flatnonzero(size > WHOLE).tolist())
        value = float(program.cost @ now.plan) - float(opening @ now.plan[relaxation.open])
        if used in found:
            break
        found[used] = value + float(opening[list(used)].sum())
        cost = program.cost.copy()
        cost[relaxation.open] = 0.0
        cost[phases] += (opening / np.maximum(size, 0.5))[:, None]
        now = relaxation.solve(cost)
    relaxation.solve(program.cost)
    return sorted(found, key=lambda used: found[used])


def dive(relaxation: Relaxation, begin: Bounds) -> Relaxed | None:
    """A plan with whole openings and phases within the bounds ``begin``; ``None`` where the dive ends nowhere."""
    bounds = dict(begin)
    relaxation.hold(bounds)
    now = relaxation.solve()
    openings = range(relaxation.zones)
    for group in (openings, relaxation.totals.tolist(), relaxation.entities):
        if now is None:
            return None
        now = _fixed(relaxation, bounds, now, [each for each in group if not _is_fixed(bounds, each)])
    return now


def _is_fixed(bounds: Bounds, entity: int) -> bool:
    low, high = bounds.get(entity, (0.0, 1.0))
    return low == high


def _fixed(relaxation: Relaxation, bounds: dict[int, tuple[float, float]], now: Relaxed, group: Sequence[int]) -> (
    Relaxed | None
):  # fmt: skip
    """Fix every entity of ``group`` at a whole number, adding to ``bounds``."""
    left = np.array(group, dtype=np.int64)
    while len(left):
        values = now.whole[left]
        distance = np.abs(values - np.round(values))
        whole = distance <= WHOLE
        if whole.any():  # the optimum stays where it is
            bounds.update(_at(left[whole], values[whole]))
            left = left[~whole]
            continue
        near = np.argsort(distance, kind="stable")
        batch = near[: max(1, int(_SHARE * len(left)))]
        batch = batch[distance[batch] <= _NEAR]
        step = _together(relaxation, bounds, left[batch], values[batch]) if len(batch) > 1 else None
        step = step or _one(relaxation, bounds, int(left[near[0]]), float(values[near[0]]))
        if step is None:
            return None
        now = step
        left = left[[not _is_fixed(bounds, int(each)) for each in left]]
    relaxation.hold(bounds)
    return now


def _at(entities: Sequence[int] | np.ndarray, values: FloatArray) -> dict[int, tuple[float, float]]:
    return {int(e): (float(x), float(x)) for e, x in zip(entities, np.round(values), strict=True)}


def _together(
    relaxation: Relaxation, bounds: dict[int, tuple[float, float]], batch: np.ndarray, values: FloatArray
) -> Relaxed | None:
    """Round several entities to the nearest; nothing is kept where no plan is left."""
    tried = bounds | _at(batch, values)
    relaxation.hold(tried)
    step = relaxation.solve()
    if step is not None:
        bounds.update(tried)
    return step


def _one(relaxation: Relaxation, bounds: dict[int, tuple[float, float]], entity: int, value: float) -> Relaxed | None:
    """Round one entity to the side that costs less."""
    found: list[tuple[float, dict[int, tuple[float, float]], Relaxed]] = []
    for side in (np.floor(value), np.ceil(value)):
        tried = bounds | {entity: (float(side), float(side))}
        relaxation.hold(tried)
        step = relaxation.solve()
        if step is not None:
            found.append((step.value, tried, step))
    if not found:
        return None
    _, tried, step = min(found, key=lambda each: each[0])
    bounds.update(tried)
    return step
