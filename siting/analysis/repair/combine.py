"""The smallest combination of moves, where no single one is enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from siting.analysis.repair.levers import Lever
from siting.analysis.repair.search import Search
from siting.model.conflict import Rule
from siting.model.feasibility import System
from siting.model.moves import Reach, least_moves

__all__ = ["Combined", "combine"]

#: A move below this share of a limit's size is rounding.
_NOTHING = 1e-9


@dataclass(frozen=True)
class Combined:
    """Levers with the number of readable steps each moves, what the plan comes to, and whether the sum of relative
    moves over the levers that were tried is least (before rounding)."""

    steps: tuple[tuple[Lever, int], ...]
    reach: Reach
    least: bool


def combine(search: Search, every: Sequence[Lever], rules: Sequence[Rule]) -> Combined | None:
    """Moves of several levers that together make a plan possible; None where none was found in time.

    Levers of the conflicting ``rules`` are tried alone before all levers are: moves that the conflicts explain are
    worth more than a smaller sum of many.
    """
    search.tell("the least combination of moves")
    search.allot(1.0)
    near = [lever for lever in every if lever.touches(rules)]
    for chosen in (near, every) if len(near) < len(every) else (near,):
        found = _combined(search, chosen)
        if found is not None:
            return found
    return None


def _combined(search: Search, every: Sequence[Lever]) -> Combined | None:
    """Moves of the levers ``every``.

    One linear programme finds the least sum of relative moves over those that shift right-hand sides. If these cannot
    do it, those that also change coefficients are moved as far as they go first. In the end every move is pulled back
    as far as the others let it.
    """
    plain = {lever.key: lever for lever in every}
    shifting = [lever for lever in every if search.shift(lever) is not None]
    bent = [lever for lever in every if lever not in shifting and lever.kind != "commute"]
    steps = _programme(search, search.system, shifting)
    least = steps is not None and not search.is_mip
    if steps is None and bent:
        far = {lever.key: lever.count for lever in bent}
        base = search.at(_settings(plain, far))
        more = None if base is None else _programme(search, base, shifting)
        steps = None if more is None else far | more
    if not steps:
        return None
    steps = _pulled_back(search, plain, steps, [lever.key for lever in bent])
    moved = tuple((plain[key], count) for key, count in steps.items() if count)
    reach = search.reach(_settings(plain, steps), late=True)
    return None if reach is None else Combined(moved, reach, least)


def _programme(search: Search, base: System, shifting: Sequence[Lever]) -> dict[str, int] | None:
    """Steps of the shifting levers with the least sum of relative moves that make ``base`` feasible."""
    plain = {lever.key: lever for lever in shifting}
    directions = [shift for lever in shifting if (shift := search.shift(lever)) is not None]
    costs = [1.0 / lever.scale for lever in shifting]
    moved = least_moves(base, directions, costs, [lever.reach for lever in shifting], search.seconds())
    if moved is None:
        return None
    amounts = dict(zip(plain, moved.tolist(), strict=True))
    return {key: plain[key].steps_for(by) for key, by in amounts.items() if by > _NOTHING * plain[key].scale}


def _pulled_back(
    search: Search, plain: Mapping[str, Lever], steps: Mapping[str, int], first: Sequence[str]
) -> dict[str, int]:
    """Each move made as small as the others let it: those of ``first`` first, then the largest."""
    left = dict(steps)
    order = sorted(left, key=lambda key: (key not in first, -_relative(plain[key], left[key])))
    for key in order:
        enough, short = left[key], -1
        if key not in first and not _works(search, plain, {**left, key: enough - 1}):
            continue
        while enough - short > 1 and search.deadline.left > 0:
            middle = (enough + short) // 2
            if _works(search, plain, {**left, key: middle}):
                enough = middle
            else:
                short = middle
        left[key] = enough
    return left


def _works(search: Search, plain: Mapping[str, Lever], steps: Mapping[str, int]) -> bool:
    system = search.at(_settings(plain, steps))
    return system is not None and search.deadline.left > 0 and bool(system.solve(seconds=search.seconds()).feasible)


def _settings(plain: Mapping[str, Lever], steps: Mapping[str, int]) -> dict[str, Any]:
    return {
        key: value
        for name, count in steps.items()
        if count > 0
        for key, value in plain[name].settings(plain[name].value(count)).items()
    }


def _relative(lever: Lever, steps: int) -> float:
    return abs(lever.value(steps) - lever.old) / lever.scale
