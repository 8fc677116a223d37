"""The zones of each group that has a share of the country's jobs (``balance.groups``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from siting.config.schema import Model
from siting.errors import Problem
from siting.geo.arrays import Bools
from siting.geo.hierarchy import Hierarchy

__all__ = ["group_problems", "group_zones"]


def group_zones(zones: Hierarchy, model: Model) -> dict[str, tuple[str, ...]]:
    """Name -> codes of the zones of the level that is solved, sorted.

    A zone belongs if its own code or that of a unit around it is named (``zones``), or if neither is
    (``except_zones``). Has a meaning only where `group_problems` finds nothing.
    """
    return {
        name: tuple(code for code, inside in zip(zones.codes, _inside(zones, model, name)[0], strict=True) if inside)
        for name in model.balance.groups
    }


def group_problems(zones: Hierarchy, model: Model) -> Iterator[Problem]:
    """Unknown codes, zones named twice over, codes too fine for the level, groups of every zone or of none."""
    for name, group in model.balance.groups.items():
        key = "zones" if group.zones else "except_zones"
        place = model.place("balance", "groups", name, key)
        codes = getattr(group, key)
        unknown = zones.unknown(codes, any_level=True)
        for code in unknown:
            yield Problem(place, "no zone has this code", code, "see zones.csv")
        if unknown:
            continue
        for inner, outer in _nested(zones, codes):
            yield Problem(place, f"is named twice: it lies within {outer}", inner, "name only one of them")
        inside, split = _inside(zones, model, name)
        if split.any():
            yield _too_coarse(zones, place, codes, split)
        elif inside.all() or not inside.any():
            what = "every zone" if inside.all() else "no zone"
            yield Problem(place, f"the group holds {what}, so its share says nothing", name, "change the list")


def _finest(zones: Hierarchy, codes: Sequence[str]) -> str:
    """The finest level among that of the zones and those of the codes."""
    own = [level for level in zones.levels if set(codes) & set(zones.every[level]["code"])]
    return max([zones.level, *own], key=zones.levels.index)


def _inside(zones: Hierarchy, model: Model, name: str) -> tuple[Bools, Bools]:
    """Which zones belong to a group, and which of them only in part."""
    group = model.balance.groups[name]
    codes = set(group.zones or group.except_zones)
    finest = _finest(zones, tuple(codes))
    whole = _named(zones, zones.level, codes)
    split = np.zeros_like(whole)
    if finest != zones.level:
        up = zones.to_coarser(finest, zones.level)
        parts = np.bincount(up, minlength=len(whole))
        named = np.bincount(up, weights=_named(zones, finest, codes), minlength=len(whole))
        whole |= (named == parts) & (parts > 0)
        split = ~whole & (named > 0)
    return (whole if group.zones else ~whole) | split, split


def _named(zones: Hierarchy, level: str, codes: set[str]) -> Bools:
    """Whether each zone of a level, or a unit around it, is named."""
    found = np.zeros(len(zones.every[level]), dtype=bool)
    for above in zones.levels[: zones.levels.index(level) + 1]:
        here = zones.every[above]["code"].isin(codes).to_numpy(dtype=bool)
        found |= here if above == level else here[zones.to_coarser(level, above)]
    return found


def _nested(zones: Hierarchy, codes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of named codes of which the first lies within the second."""
    named = set(codes)
    for at, level in enumerate(zones.levels):
        own = zones.every[level]["code"].to_numpy()
        for above in zones.levels[:at]:
            outer = zones.every[above]["code"].to_numpy()[zones.to_coarser(level, above)]
            for inner, around in zip(own, outer, strict=True):
                if inner in named and around in named and inner != around:
                    yield str(inner), str(around)


def _too_coarse(zones: Hierarchy, place: str, codes: Sequence[str], split: Bools) -> Problem:
    """The zones of the chosen level of which a group would hold a part only."""
    finest = _finest(zones, codes)
    cut = [code for code, part in zip(zones.codes, split, strict=True) if part]
    own = set(zones.every[finest]["code"])
    finer = [code for code in codes if code in own]
    message = f"a {finest} cannot be told apart at the level of {zones.level}s: the group would hold a part of "
    message += ", ".join(cut)
    return Problem(place, message, ", ".join(finer), f"solve with --level {finest}, or name whole {zones.level}s")
