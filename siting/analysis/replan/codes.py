"""Codes of an outturn file that are no zones of the run: what they are, or what a spreadsheet made of them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from siting.analysis.replan.reading import Sheet
from siting.analysis.replan.world import World
from siting.errors import Problem

__all__ = ["unknown_zones"]

_SHOWN = 5  #: at most so many codes are named in one problem


def unknown_zones(sheet: Sheet, world: World) -> Iterator[Problem]:
    """Each unknown code once; one problem for all that lost a zero, where those are most of the unknown ones."""
    first: dict[str, int] = {}
    for line in sheet.lines:
        if line.zone and line.zone not in world.region.index:
            first.setdefault(line.zone, line.number)
    numbers = {_as_number(str(zone)): str(zone) for zone in world.region.index}
    meant = {code: numbers[key] for code in first if (key := _as_number(code)) is not None and key in numbers}
    if 2 * len(meant) <= len(first):
        meant = {}
    if meant:
        lost, right = next(iter(meant.items()))
        more = f" and {len(meant) - _SHOWN} more" if len(meant) > _SHOWN else ""
        yield Problem(
            f"{sheet.name}, column zone",
            "zone codes lost their leading zero (a spreadsheet read them as numbers)",
            ", ".join(list(meant)[:_SHOWN]) + more,
            f"format the column as text before you fill it in: {right}, not {lost}",
        )
    for code, row in first.items():
        if code not in meant:
            yield _unknown_zone(f"{sheet.name}, row {row}, column zone", code, world)


def _as_number(code: str) -> float | None:
    """What a spreadsheet makes of a code: 01.051, 1.051, 1,051 and 1.0510 are one number. ``None`` for other codes."""
    text = code.replace(",", ".")
    return float(text) if text.replace(".", "", 1).isdecimal() else None


def _unknown_zone(place: str, code: str, world: World) -> Problem:
    """A code that the run does not plan: of another level, or with the nearest code or name."""
    zones = [str(zone) for zone in world.region.index]
    remedy = f"write codes of the level {world.level}"
    if code in set(world.region):
        return Problem(place, f"is a region; the run plans at the level {world.level}", code, remedy)
    if any(zone.startswith(f"{code}.") for zone in zones):
        return Problem(place, f"is a coarser unit; the run plans at the level {world.level}", code, remedy)
    if any(code.startswith(f"{zone}.") for zone in zones):
        return Problem(place, f"is a finer unit; the run plans at the level {world.level}", code, remedy)
    by_name = {name.casefold(): zone for zone, name in world.names.items()}
    near = difflib.get_close_matches(code, zones, n=1) or [
        by_name[name] for name in difflib.get_close_matches(code.casefold(), list(by_name), n=1)
    ]
    remedy = f"did you mean {world.named(near[0])}?" if near else remedy
    return Problem(place, "the run has no such zone", code, remedy)
