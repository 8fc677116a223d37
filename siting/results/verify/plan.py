"""The plan of a run folder, put into the column space."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from siting.results.verify.case import Case, Floats, Ints
from siting.results.verify.columns import Columns
from siting.results.verify.welfare import curve_of, rank_weights

__all__ = ["PLAN_TABLES", "Plan", "place_plan"]

PLAN_TABLES = ("jobs", "seats", "staff", "trained")

_SMALL = 1e-6  # people or seats: below this a figure where nothing may stand is the solver's dust


@dataclass(frozen=True)
class Plan:
    """Values over the columns, and what is wrong with the tables they came from."""

    x: Floats
    faults: tuple[str, ...]


class _Reader:
    def __init__(self, case: Case, columns: Columns) -> None:
        self.case, self.columns = case, columns
        self.x = np.zeros(columns.count)
        self.faults: list[str] = []
        self.years = pd.Index([str(year) for year in case.years])

    def codes(self, frame: pd.DataFrame, column: str, known: pd.Index) -> Ints:
        return np.asarray(known.get_indexer(pd.Index(frame[column].astype(str))), dtype=np.int64)

    def put(self, table: str, frame: pd.DataFrame, at: Ints, column: str, name: str) -> None:
        """Values of ``column`` at the columns ``at`` (-1: no such quantity exists)."""
        values = frame[column].to_numpy(dtype=float)
        if not np.isfinite(values).all():
            self.faults.append(f"{table}: {column} is missing or infinite in {_where(frame, ~np.isfinite(values))}")
            values = np.nan_to_num(values, posinf=0.0, neginf=0.0)
        stray = (at < 0) & (np.abs(values) > _SMALL)
        if stray.any():
            self.faults.append(f"{table}: {name} where none may be: {_where(frame, stray)}")
        kept = at >= 0
        found, count = np.unique(at[kept], return_counts=True)
        if (count > 1).any():
            twice = at == found[count > 1][0]
            self.faults.append(f"{table}: two rows for {_where(frame, twice)}")
        self.x[at[kept]] = values[kept]

    def complete(self, table: str, expected: Ints, given: Ints, labels: tuple[pd.Index, ...]) -> None:
        """Every quantity of a table must have its row."""
        there = np.zeros(self.columns.count + 1, dtype=bool)
        there[given] = True
        lacking = np.argwhere((expected >= 0) & ~there[expected])
        if len(lacking):
            ids = ", ".join(str(label[at]) for label, at in zip(labels, lacking[0], strict=True))
            self.faults.append(f"{table}: {len(lacking)} row(s) missing, the first for {ids}")


def place_plan(case: Case, c: Columns, tables: Mapping[str, pd.DataFrame], settled: Collection[str] = ()) -> Plan:
    """Read jobs, seats, staff, trained (and shortfall, if there) into one vector.

    ``settled``: regions that do not count for the level that the last stage raised.
    """
    reader = _Reader(case, c)
    _jobs(reader, tables["jobs"])
    _seats(reader, tables["seats"])
    _people(reader, tables["staff"], tables["trained"])
    shortfall = tables.get("shortfall")
    if shortfall is not None and len(shortfall):
        year = reader.codes(shortfall, "year", reader.years)
        jobs = (shortfall["goal"].astype(str) == "jobs").to_numpy()
        at = np.where(jobs, c.jobs_missing[year], c.exports_missing[year])
        reader.put("shortfall", shortfall, np.where(year < 0, -1, at), "shortfall", "a shortfall")
    _derive(case, c, reader.x, settled)
    return Plan(reader.x, tuple(reader.faults))


def _jobs(reader: _Reader, frame: pd.DataFrame) -> None:
    case, c = reader.case, reader.columns
    zone = reader.codes(frame, "zone", case.zones)
    segment = reader.codes(frame, "segment", case.segments)
    year = reader.codes(frame, "year", reader.years)
    known = (zone >= 0) & (segment >= 0) & (year >= 0)
    at = np.where(known, c.jobs[zone, segment, year], -1)
    reader.put("jobs", frame, at, "jobs", "jobs")
    reader.put("jobs", frame, np.where(known, c.added[zone, segment, year], -1), "added", "jobs added")
    reader.complete("jobs", c.jobs, at, (case.zones, case.segments, reader.years))


def _seats(reader: _Reader, frame: pd.DataFrame) -> None:
    case, c = reader.case, reader.columns
    zone, year = reader.codes(frame, "zone", case.zones), reader.codes(frame, "year", reader.years)
    known = (zone >= 0) & (year >= 0)
    at = np.where(known, c.build[zone, year], -1)
    reader.put("seats", frame, at, "built", "seats built")
    reader.complete("seats", c.build, at, (case.zones, reader.years))
    if len(c.integers):
        reader.put("seats", frame, np.where(known, c.phases[zone, year], -1), "phases", "phases")
        opened = np.bincount(zone[known], frame["open"].to_numpy(dtype=float)[known], len(case.zones))
        count = np.bincount(zone[known], minlength=len(case.zones))
        reader.x[c.open] = opened / np.maximum(count, 1)
        spread = np.abs(frame["open"].to_numpy(dtype=float) - reader.x[c.open][zone]) > _SMALL
        if (spread & known).any():
            reader.faults.append(f"seats: open differs between years in {_where(frame, spread & known)}")
    if not known.all():
        reader.faults.append(f"seats: unknown zone or year in {_where(frame, ~known)}")
        return
    standing = case.seats_start[:, None] + np.cumsum(case.committed + reader.x[c.build], axis=1)
    used = (case.seats_per_job[None] * np.where(c.jobs >= 0, reader.x[c.jobs], 0.0)).sum(axis=1)
    for column, right in (("committed", case.committed), ("standing", standing), ("used", used)):
        wrong = np.abs(frame[column].to_numpy(dtype=float) - right[zone, year]) > 1e-6 * (1 + right[zone, year])
        if wrong.any():
            reader.faults.append(f"seats: {column} does not follow from the rest in {_where(frame, wrong)}")


def _people(reader: _Reader, staff: pd.DataFrame, trained: pd.DataFrame) -> None:
    case, c = reader.case, reader.columns
    origin, work = reader.codes(staff, "origin", case.zones), reader.codes(staff, "zone", case.zones)
    skill, year = reader.codes(staff, "skill", case.skills), reader.codes(staff, "year", reader.years)
    pair, wanted = case.origin * len(case.zones) + case.work, origin * len(case.zones) + work
    order = np.argsort(pair)
    arc = order[np.minimum(np.searchsorted(pair[order], wanted), len(order) - 1)]
    known = (origin >= 0) & (work >= 0) & (skill >= 0) & (year >= 0) & (pair[arc] == wanted)
    reader.put("staff", staff, np.where(known, c.staff[arc, skill, year], -1), "staff", "staff")
    zone = reader.codes(trained, "zone", case.zones)
    skill, year = reader.codes(trained, "skill", case.skills), reader.codes(trained, "year", reader.years)
    known = (zone >= 0) & (skill >= 0) & (year >= 0)
    reader.put("trained", trained, np.where(known, c.trained[zone, skill, year], -1), "trained", "people trained")


def _derive(case: Case, c: Columns, x: Floats, settled: Collection[str]) -> None:
    """Distances between regions, the level being raised, ranks and losses follow from the jobs."""
    last = np.where(c.jobs[:, :, -1] >= 0, x[c.jobs[:, :, -1]], 0.0).sum(axis=1)
    jobs = np.bincount(case.region_of, last, len(case.regions))
    share = case.active / case.active.sum()
    one, other = c.pair_of
    x[c.pairs] = np.abs(share[other] * jobs[one] - share[one] * jobs[other])
    free = ~np.isin(case.regions.to_numpy(dtype=str), list(settled))
    rate = 1000.0 * jobs / case.active
    x[c.level] = float(rate[free].min()) if free.any() else 0.0
    lowest = np.sort(rate)[np.array([rank - 1 for rank in rank_weights(case)], dtype=np.int64)]
    x[c.threshold] = lowest
    x[c.lacking] = np.maximum(0.0, lowest[:, None] - rate)
    curve = curve_of(case)
    if curve is not None:
        x[c.loss] = np.max([height + slope * rate for slope, height in curve.chords()], axis=0)


def _where(frame: pd.DataFrame, mask: np.ndarray) -> str:
    """The ids of the first row that ``mask`` marks, and how many there are."""
    rows = frame.loc[mask]
    ids = [name for name in ("goal", "origin", "zone", "segment", "skill", "year") if name in frame]
    first = ", ".join(f"{name} {rows[name].iloc[0]}" for name in ids)
    more = f" and {len(rows) - 1} more" if len(rows) > 1 else ""
    return first + more
