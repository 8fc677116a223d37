"""An outturn file against the run that it is about: ids, years, rows that contradict one another, capacity."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from siting.analysis.replan.capacity import over_capacity
from siting.analysis.replan.codes import unknown_zones
from siting.analysis.replan.notes import Note
from siting.analysis.replan.outturn import Outturn
from siting.analysis.replan.reading import Line, Sheet
from siting.analysis.replan.world import NONE, World
from siting.errors import Problem

__all__ = ["Placed", "complete", "place_lines"]

#: The country's jobs may not fall below this share, or rise above its inverse, of those of the base year: they would be
#: in other units.
_ABSURD = 0.1
_SHOWN = 12  #: at most so many missing zones are named in one problem


@dataclass
class Cell:
    """What the lines of one zone and year say: ``jobs`` by segment, or under the empty segment for all together."""

    first: int  #: row of the first line
    jobs: dict[str, float] = field(default_factory=dict)
    seats: list[float] = field(default_factory=list)
    trained: list[float] = field(default_factory=list)
    segments_seen: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Placed:
    """The lines by zone and year, the years they cover, and what is wrong with them."""

    cells: Mapping[tuple[str, int], Cell]
    years: tuple[int, ...]
    problems: tuple[Problem, ...]


def place_lines(sheet: Sheet, world: World) -> Placed:
    """Sort lines by zone and year; every id, year and row that does not fit is a problem."""
    problems: list[Problem] = []
    cells: dict[tuple[str, int], Cell] = {}
    problems += unknown_zones(sheet, world)
    for line in sheet.lines:
        place = f"{sheet.name}, row {line.number}"
        if line.segment and line.segment not in world.segments:
            near = difflib.get_close_matches(line.segment.upper(), world.segments, n=1)
            remedy = f"did you mean {near[0]}?" if near else f"segments of the run: {', '.join(world.segments)}"
            problems.append(Problem(f"{place}, column segment", "the run has no such segment", line.segment, remedy))
        elif line.zone in world.region.index and line.year is not None:
            cell = cells.setdefault((line.zone, line.year), Cell(line.number))
            problems += _take(place, line, cell)
    years = tuple(sorted({line.year for line in sheet.lines if line.year is not None}))
    problems += _wrong_years(sheet, years, world)
    for (zone, year), cell in cells.items():
        where = f"{world.named(zone)}, {year}"
        problems += _contradictions(f"{sheet.name}, row {cell.first}", where, cell, "trained" in sheet.columns)
    return Placed(cells, years, tuple(problems))


def _take(place: str, line: Line, cell: Cell) -> Iterator[Problem]:
    """Add a line to its zone and year."""
    if line.segment in cell.segments_seen:
        what = f"segment {line.segment}" if line.segment else "no segment"
        value = f"{line.zone}, {line.year}, {what}"
        yield Problem(place, "zone, year and segment are those of an earlier row", value, "keep one row")
        return
    cell.segments_seen.add(line.segment)
    jobs = line.figures.get("jobs")
    if jobs is not None:
        cell.jobs[line.segment] = jobs
    for column, found in (("seats_delivered", cell.seats), ("trained", cell.trained)):
        figure = line.figures.get(column)
        if figure is not None:
            found.append(figure)


def _wrong_years(sheet: Sheet, years: tuple[int, ...], world: World) -> Iterator[Problem]:
    """Years must be the first of the plan, without a gap, and leave one to plan."""
    place = f"{sheet.name}, column year"
    first, last = world.years[0], world.years[-1]
    outside = [year for year in years if year not in world.years]
    if outside:
        value = ", ".join(str(year) for year in outside)
        yield Problem(place, f"the plan has the years {first} to {last}", value, "drop these rows")
    inside = [year for year in years if year in world.years]
    if not inside:
        return
    gaps = [year for year in world.years if year <= inside[-1] and year not in inside]
    if gaps:
        names = ", ".join(str(year) for year in gaps)
        what = f"observed years must follow one another from {first} on: {names} missing"
        yield Problem(place, what, remedy="add them, or drop the later ones")
    if inside[-1] == last:
        yield Problem(place, "no year is left to plan", str(last), f"leave out {last}")


def _contradictions(place: str, where: str, cell: Cell, trained: bool) -> Iterator[Problem]:
    """What is missing or said twice about one zone and year, which ``where`` names."""
    parts = {segment: jobs for segment, jobs in cell.jobs.items() if segment}
    if not cell.jobs:
        yield Problem(f"{place}, column jobs", f"no jobs are given for {where}", remedy="write 0 if none")
    if parts and "" in cell.jobs and abs(sum(parts.values()) - cell.jobs[""]) > NONE:
        what = f"the segments of {where} add up to {sum(parts.values()):,.1f}, the row without segment says"
        yield Problem(f"{place}, column jobs", what, f"{cell.jobs['']:,.1f}", "correct one, or leave the total out")
    empty = sorted(segment for segment in cell.segments_seen - set(cell.jobs) if segment)
    if empty:
        what = f"rows of {where} have a segment and no jobs: {', '.join(empty)}"
        yield Problem(f"{place}, column jobs", what, remedy="write 0 if there are none")
    for column, found, needed in (("seats_delivered", cell.seats, True), ("trained", cell.trained, trained)):
        if needed and not found:
            yield Problem(f"{place}, column {column}", f"no figure for {where}", remedy="write 0 if none")
        if len(found) > 1:
            what = "stands on more than one row of this zone and year"
            yield Problem(f"{place}, column {column}", what, where, "write it once, leave the other cells empty")


def complete(
    sheet: Sheet, placed: Placed, world: World, missing: Literal["refuse", "plan"]
) -> tuple[Outturn, list[Problem]]:
    """Every zone, segment and year of the observed years, and what the whole of it cannot be."""
    has_trained = "trained" in sheet.columns
    absent = sorted(world.busy(placed.years, trained=has_trained) - set(placed.cells), key=lambda key: (key[1], key[0]))
    problems = [] if missing == "plan" else list(_absent(sheet.name, absent, world))
    notes: list[Note] = []
    if absent and missing == "plan":
        names = tuple(dict.fromkeys(zone for zone, _ in absent))
        notes.append(Note("replan-note-missing", {"zones": names[:_SHOWN], "count": len(names)}))
    jobs = _jobs(placed, world, set(absent), notes)
    problems += _unsaid_segments(sheet.name, placed, world)
    seats = pd.DataFrame(
        [(*key, *_figure(placed, key, "seats", world.delivered[key], set(absent))) for key in _pairs(world, placed)],
        columns=["zone", "year", "seats_delivered", "source"],
    )
    trained = _trained(placed, world, set(absent), has_trained, notes)
    rows = {key: cell.first for key, cell in placed.cells.items()}
    problems += over_capacity(sheet.name, rows, world, jobs, seats, notes)
    problems += _absurd(sheet.name, world, jobs)
    return Outturn(placed.years, jobs, seats, trained, tuple(notes), sheet.name, sheet.sha256), problems


def _pairs(world: World, placed: Placed) -> Iterator[tuple[str, int]]:
    return ((str(zone), year) for zone in world.region.index for year in placed.years)


def _absent(name: str, absent: list[tuple[str, int]], world: World) -> Iterator[Problem]:
    for year in sorted({year for _, year in absent}):
        zones = [world.named(zone) for zone, other in absent if other == year]
        more = f" and {len(zones) - _SHOWN} more" if len(zones) > _SHOWN else ""
        what = f"{len(zones)} zone(s) with jobs or seats have no row for {year}: {', '.join(zones[:_SHOWN])}{more}"
        yield Problem(name, what, remedy="add a row for each, with 0 where there is nothing")


def _figure(
    placed: Placed, key: tuple[str, int], what: str, planned: float, absent: set[tuple[str, int]]
) -> tuple[float, str]:
    """Seats of a zone and year with their source; nothing stands where a file need not have a row."""
    if key in placed.cells:
        return float(getattr(placed.cells[key], what)[0]), "observed"
    return (float(planned), "plan") if key in absent else (0.0, "observed")


def _jobs(placed: Placed, world: World, absent: set[tuple[str, int]], notes: list[Note]) -> pd.DataFrame:
    """Jobs by segment; totals are split as the plan splits the zone in that year, else as it splits the country."""
    of_country = world.jobs.groupby(["segment", "year"]).sum()
    planned = {str(key): part.droplevel("zone") for key, part in world.jobs.groupby("zone")}
    rows = []
    split = 0
    for zone, year in _pairs(world, placed):
        cell = placed.cells.get((zone, year))
        own = planned[zone].xs(year, level="year")
        if cell is None:
            source = "plan" if (zone, year) in absent else "observed"
            figures = {name: float(own[name]) if source == "plan" else 0.0 for name in world.segments}
        elif any(cell.jobs.keys() - {""}):
            source, figures = "observed", {name: cell.jobs.get(name, 0.0) for name in world.segments}
        else:
            share = next(
                (part for part in (own, of_country.xs(year, level="year")) if part.sum() > NONE), own * 0.0 + 1.0
            )
            whole = cell.jobs[""]
            source = "split" if whole > 0 and len(world.segments) > 1 else "observed"
            split += source == "split"
            figures = {name: whole * float(share[name]) / float(share.sum()) for name in world.segments}
        rows += [(zone, name, year, figures[name], source) for name in world.segments]
    if split:
        notes.append(Note("replan-note-split", {"count": split}))
    frame = pd.DataFrame(rows, columns=["zone", "segment", "year", "jobs", "source"])
    return frame.sort_values(["zone", "segment", "year"], ignore_index=True)


def _unsaid_segments(name: str, placed: Placed, world: World) -> Iterator[Problem]:
    """Segments that have jobs by the plan but no row where the other segments of the zone and year have one."""
    for (zone, year), cell in placed.cells.items():
        parts = cell.jobs.keys() - {""}
        unsaid = [s for s in world.segments if s not in parts and world.jobs[zone, s, year] >= NONE] if parts else []
        if unsaid:
            place = f"{name}, row {cell.first}, column segment"
            what = (
                f"no row for {world.named(zone)} in {year} for segments in which the plan has jobs: {', '.join(unsaid)}"
            )
            yield Problem(place, what, remedy="add a row, with 0 jobs where there are none")


def _trained(
    placed: Placed, world: World, absent: set[tuple[str, int]], has_trained: bool, notes: list[Note]
) -> pd.DataFrame:
    """People trained by skill: totals split as the plan splits them in the zone, else in the country, else evenly."""
    of_country = world.trained.groupby("skill").sum()
    rows = []
    for zone, year in _pairs(world, placed):
        own = {skill: float(world.trained[zone, skill, year]) for skill in world.skills}
        cell = placed.cells.get((zone, year))
        if not has_trained or (zone, year) in absent:
            rows += [(zone, skill, year, own[skill], "plan") for skill in world.skills]
            continue
        whole = cell.trained[0] if cell else 0.0
        share = own if sum(own.values()) > 0 else {skill: float(of_country[skill]) for skill in world.skills}
        if sum(share.values()) <= 0:
            share = dict.fromkeys(world.skills, 1.0)
        source = "split" if whole > 0 and len(world.skills) > 1 else "observed"
        rows += [(zone, skill, year, whole * share[skill] / sum(share.values()), source) for skill in world.skills]
    frame = pd.DataFrame(rows, columns=["zone", "skill", "year", "trained", "source"])
    if not has_trained and frame["trained"].sum() >= NONE:
        notes.append(Note("replan-note-trained", {"people": float(frame["trained"].sum())}))
    return frame.sort_values(["zone", "skill", "year"], ignore_index=True)


def _absurd(name: str, world: World, jobs: pd.DataFrame) -> Iterator[Problem]:
    """A country whose total cannot be in jobs."""
    start = float(world.baseline.sum())
    for year, total in jobs.groupby("year")["jobs"].sum().items():
        if start > 0 and not _ABSURD <= total / start <= 1 / _ABSURD:
            what = f"the country had {start:,.0f} jobs in {world.base_year}; in {year} the file gives it"
            yield Problem(f"{name}, column jobs", what, f"{total:,.0f}", "give jobs, not thousands or hundreds of them")
