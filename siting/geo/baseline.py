"""Jobs at the end of the base year, brought to the level that is planned.

A table of a finer level is added up. A table of a coarser level is spread: parks' known jobs go to the zone
of the park (scaled down where they exceed the total), the rest by business establishments with 50 jobs and
more, by establishments in services where there are none, by population where there are none of these
either. Jobs stay whole: each cell is split by largest remainder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from siting.errors import DataError, Problem
from siting.geo.arrays import Bools, Floats, Ints
from siting.geo.hierarchy import Hierarchy, numeric, refuse
from siting.geo.sites import PARK_KINDS

__all__ = ["Baseline", "baseline", "split_whole"]


@dataclass(frozen=True)
class Baseline:
    """``jobs``: shape (zones, segments). ``estimate``: zones whose figure is not a published one."""

    jobs: Floats
    estimate: Bools


def baseline(zones: Hierarchy, segments: Sequence[str]) -> Baseline:
    """The table ``baseline_jobs`` at the level of ``zones``. Raises `DataError` for unknown segments or mixed
    levels."""
    table = zones.tables.table("baseline_jobs")
    codes = table["code"].astype(str)
    source = _level_of(zones, set(codes))
    strange = sorted(set(table["segment"]) - set(segments))
    refuse(
        (
            Problem("baseline_jobs.csv", "the model has no such segment", name, f"valid: {', '.join(segments)}")
            for name in strange
        ),
        DataError,
    )
    position = {code: i for i, code in enumerate(zones.every[source]["code"])}
    column = {name: k for k, name in enumerate(segments)}
    jobs = np.zeros((len(position), len(segments)))
    row = np.array([position[code] for code in codes], dtype=np.intp)
    col = np.array([column[name] for name in table["segment"]], dtype=np.intp)
    np.add.at(jobs, (row, col), numeric(table, "jobs", 0.0))
    guessed = np.zeros(len(position), dtype=bool)
    guessed[row[(table["method"] != "anchor").to_numpy() & (numeric(table, "jobs", 0.0) > 0)]] = True
    if source == zones.level:
        return Baseline(jobs, guessed)
    if zones.is_finer(source, zones.level):
        up = zones.to_coarser(source, zones.level)
        out = np.zeros((len(zones.codes), len(segments)))
        np.add.at(out, up, jobs)
        mark = np.zeros(len(zones.codes), dtype=bool)
        np.logical_or.at(mark, up, guessed)
        return Baseline(out, mark)
    spread = _spread(zones, jobs, zones.to_coarser(zones.level, source))
    return Baseline(spread, spread.sum(axis=1) > 0)


def _level_of(zones: Hierarchy, codes: set[str]) -> str:
    for level in reversed(zones.levels):
        if codes <= set(zones.every[level]["code"]):
            return level
    unknown = zones.unknown(codes, any_level=True)
    message = "codes of several levels are mixed" if not unknown else "no zone of the data set has this code"
    raise DataError.one("baseline_jobs.csv", message, ", ".join(unknown[:5]) or None, "use one level throughout")


def _spread(zones: Hierarchy, jobs: Floats, up: Ints) -> Floats:
    large = zones.values("infrastructure", "establishments_50_plus")
    services = zones.values("infrastructure", "establishments_services")
    people = zones.values("talent", "population")
    parks = zones.tables.table("parks")
    held = (parks["status"] == "standing") & parks["kind"].isin(PARK_KINDS)
    parks = parks[held & (numeric(parks, "jobs", 0.0) > 0)]
    anchors = np.bincount(zones.locate(parks), weights=numeric(parks, "jobs", 0.0), minlength=len(zones.codes))
    out = np.zeros((len(zones.codes), jobs.shape[1]))
    for i in np.flatnonzero(jobs.sum(axis=1) > 0):
        inside = np.flatnonzero(up == i)
        total = jobs[i].sum()
        known = anchors[inside] * min(1.0, total / max(anchors[inside].sum(), 1e-9))
        weight = next((w[inside] for w in (large, services, people) if w[inside].sum() > 0), np.ones(len(inside)))
        share = (known + (total - known.sum()) * weight / weight.sum()) / total
        for s in np.flatnonzero(jobs[i] > 0):
            out[inside, s] = split_whole(jobs[i, s], share)
    return out


def split_whole(total: float, shares: Floats) -> Floats:
    """Split a whole number by shares that sum to 1, by largest remainder (ties: the first zone)."""
    exact = total * shares
    whole = np.floor(exact + 1e-9)
    missing = round(total - whole.sum())
    order = np.argsort(-(exact - whole), kind="stable")
    whole[order[:missing]] += 1
    return whole
