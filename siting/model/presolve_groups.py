"""Cheap proofs that the shares asked of groups of zones contradict one another, or what the zones can hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from siting.model.arrays import FloatArray
from siting.model.data import ModelData

__all__ = ["group_proofs"]

TOLERANCE = 1e-6
_JOBS = {"stock": "jobs", "added": "jobs added"}


class _Share(NamedTuple):
    """One bound of one group."""

    name: str
    share: float
    inside: NDArray[np.bool_]


def group_proofs(d: ModelData, most: FloatArray, least: float) -> Iterator[str]:
    """Sentences that prove the shares of groups impossible.

    ``most`` are the most jobs that each zone can hold in the final year, ``least`` what every plan has over the
    country then (0 where nothing is known).
    """
    start = d.baseline_jobs.total("segment").values
    for on in ("stock", "added"):
        total = least if on == "stock" else least - float(start.sum())
        if total <= TOLERANCE:
            continue  # without jobs to share every share is met
        lowest, highest = _shares(d, on, "min"), _shares(d, on, "max")
        # Where jobs may leave, the rest of the country can lose what the groups gain.
        steady = on == "stock" or d.scalars.shrink_limit <= 0
        yield from _too_much(lowest, _JOBS[on], steady)
        yield from _too_little(highest, _JOBS[on], steady)
        yield from _nested(lowest, highest, _JOBS[on]) if steady else ()
        room = most if on == "stock" else most - start
        yield from _out_of_reach(lowest, highest, room, total, f"{_JOBS[on]} of {d.scalars.years[-1]}")


def _shares(d: ModelData, on: str, bound: str) -> list[_Share]:
    """The bounds of one kind, by name of the group."""
    rules = d.scalars.balance.groups
    chosen = [(code, name) for code, name in enumerate(d.sets["group"]) if rules[name].on == on]
    stated = [(name, getattr(rules[name], bound), d.in_group[code]) for code, name in chosen]
    return [_Share(name, float(share), inside) for name, share, inside in stated if share is not None]


def _too_much(lowest: list[_Share], jobs: str, steady: bool) -> Iterator[str]:
    """Groups without a zone in common that ask for more than the whole, the largest shares first."""
    taken = np.zeros_like(lowest[0].inside) if lowest else np.zeros(0, dtype=bool)
    apart: list[_Share] = []
    for one in sorted(lowest, key=lambda one: (-one.share, one.name)):
        if not (one.inside & taken).any():
            apart.append(one)
            taken = taken | one.inside
    total = sum(one.share for one in apart)
    if total > 1 + TOLERANCE and (steady or taken.all()):
        yield (
            f"the groups {_listed(apart)} have no zone in common and ask for {total:.1%} of the {jobs}, more than the "
            "whole: lower a min"
        )


def _too_little(highest: list[_Share], jobs: str, steady: bool) -> Iterator[str]:
    """Groups that hold every zone between them and allow less than the whole, the smallest shares first."""
    times = np.zeros(len(highest[0].inside) if highest else 1, dtype=np.int64)
    cover: list[_Share] = []
    for one in sorted(highest, key=lambda one: (one.share, one.name)):
        if (one.inside & (times == 0)).any():
            cover.append(one)
            times = times + one.inside
    total = sum(one.share for one in cover)
    if (times > 0).all() and total < 1 - TOLERANCE and (steady or (times == 1).all()):
        yield (
            f"the groups {_listed(cover)} hold every zone between them and allow {total:.1%} of the {jobs}, less than "
            "the whole: raise a max"
        )


def _nested(lowest: list[_Share], highest: list[_Share], jobs: str) -> Iterator[str]:
    """A group that asks for more than a group around it allows."""
    for one in lowest:
        for around in highest:
            if one.share > around.share + TOLERANCE and not (one.inside & ~around.inside).any():
                yield (
                    f"group {one.name} asks for {one.share:.1%} of the {jobs} and lies within group {around.name}, "
                    f"which allows {around.share:.1%}: lower the min of the first or raise the max of the second"
                )


def _out_of_reach(
    lowest: list[_Share], highest: list[_Share], room: FloatArray, total: float, jobs: str
) -> Iterator[str]:
    """Shares of at least ``total`` jobs that the zones inside, or those outside, cannot hold."""
    for one in lowest:
        needed, held = one.share * total, float(room[one.inside].sum())
        if needed > held + TOLERANCE:
            yield (
                f"group {one.name} must have {one.share:.1%} of the {jobs}, at least {needed:,.0f}; its zones can take "
                f"{max(held, 0.0):,.0f} by growth and seats: lower its min to at most {_down(held / total)}, name "
                "more zones, or raise parks.growth_limit, parks.entry_limit_jobs or parks.market_seats_per_1000_active"
            )
    for one in highest:
        needed, held = (1 - one.share) * total, float(room[~one.inside].sum())
        if needed > held + TOLERANCE:
            yield (
                f"group {one.name} may have {one.share:.1%} of the {jobs}, so at least {needed:,.0f} go elsewhere, "
                f"where {max(held, 0.0):,.0f} fit by growth and seats: raise its max to at least "
                f"{_up(1 - held / total)}, or raise parks.growth_limit, "
                "parks.entry_limit_jobs or parks.market_seats_per_1000_active"
            )


def _listed(shares: list[_Share]) -> str:
    return ", ".join(f"{one.name} ({one.share:.1%})" for one in shares)


def _down(share: float) -> str:
    """A share with three digits that does not promise more than it is."""
    return f"{np.floor(max(share, 0.0) * 1000) / 1000:g}"


def _up(share: float) -> str:
    return f"{np.ceil(min(share, 1.0) * 1000) / 1000:g}"
