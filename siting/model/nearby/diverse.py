"""Plans near the least cost that build elsewhere than those found before.

Each new plan minimises the weighted seats of the parks, where a park weighs the more the more it was used before:

    min  sum_z w_z x_z + e c x    over N(s),      w_z <- w_z + x_z / X_z^max   after each plan (spores)
                                                  w_z = 1 where a plan so far builds in z, else 0 (hsj)

The cost enters with a small weight ``e``, so that the slack is not spent on nothing.

Source: SPORES, Lombardi, Pickering, Colombo and Pfenninger (2020); hop, skip, jump, Brill, Chang and Hopkins (1982).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import numpy as np

from siting.model.arrays import FloatArray
from siting.model.nearby.ranges import NOTHING
from siting.model.nearby.space import Found, NearSpace

__all__ = ["DIFFERENT", "STALLED", "distance", "diverse"]

#: Plans of which a smaller share of the seats stands elsewhere are one plan.
DIFFERENT = 0.01
#: Tries in a row without a new plan after which no more is looked for.
STALLED = 5
#: Weight of the cost: as a part of what all seats weigh at most.
_COST = 1e-3


def distance(one: FloatArray, other: FloatArray) -> float:
    r"""Share of the seats that stand elsewhere: $1 - \sum_z \min(x_z, x'_z) / \max(\sum_z x_z, \sum_z x'_z)$.

    Of two plans by park (seats): 0 where they are the same or build nothing, 1 where they share no seat.
    """
    most = max(float(one.sum()), float(other.sum()))
    return 0.0 if most <= NOTHING else max(0.0, 1.0 - float(np.minimum(one, other).sum()) / most)


def diverse(
    space: NearSpace,
    parks: Any,
    room: FloatArray,
    count: int,
    method: Literal["spores", "hsj"] = "spores",
    progress: Callable[[int], None] = lambda found: None,
) -> list[Found]:
    """At most ``count`` plans that differ from the cheapest and from one another by `DIFFERENT` or more.

    ``parks`` counts seats by park, ``room`` are the most seats that each can have. Ends early after `STALLED` tries
    that gave no new plan.
    """
    first = np.maximum(0.0, parks @ space.cheapest.plan)
    kept: list[Found] = []
    seats = [first]
    weight = np.zeros(len(first))
    latest, stalled = first, 0
    while len(kept) < count and stalled < STALLED:
        if method == "spores":
            weight = weight + np.divide(latest, room, out=np.zeros(len(room)), where=room > NOTHING)
        else:
            weight = np.maximum(weight, (latest > NOTHING).astype(np.float64))
        heaviest = float(weight.max(initial=0.0))
        if heaviest <= 0.0:  # nothing is built: there is no elsewhere
            break
        scale = _COST * max(1.0, float(first.sum())) / max(1.0, abs(space.limit))
        found = space.minimise(parks.T @ (weight / heaviest) + scale * space.program.cost)
        if found is None:
            break
        latest = np.maximum(0.0, parks @ found.plan)
        if min(distance(latest, each) for each in seats) >= DIFFERENT:
            kept.append(found)
            seats.append(latest)
            stalled = 0
            progress(len(kept))
        else:
            stalled += 1
    return kept
