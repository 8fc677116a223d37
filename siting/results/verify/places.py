"""Rows about places: seats, how fast jobs come and go, parks and locks."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from siting.results.verify.case import Case, Floats
from siting.results.verify.columns import Columns
from siting.results.verify.rows import Block, Entries, make_block

__all__ = ["place_blocks"]


def place_blocks(case: Case, c: Columns) -> Iterator[Block]:
    """capacity, absorption, retention, jobs_added, site_limit, indivisible_*, park_*, lock_*."""
    yield _capacity(case, c)
    yield from _pace(case, c)
    yield _added(case, c)
    zone = np.arange(len(case.zones))
    yield make_block("site_limit", c.count, "<=", case.max_new_seats, {"zone": zone}, (zone[:, None], c.build, 1.0))
    if case.rules.get("indivisible", False):
        yield from _parks(case, c)
    yield from _locks(case, c)


def _grid(case: Case) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Row numbers over (zone, year), and the codes of both."""
    zones, years = len(case.zones), len(case.years)
    rows = np.arange(zones * years).reshape(zones, years)
    return rows, np.repeat(np.arange(zones), years), np.tile(np.arange(years), zones)


def _capacity(case: Case, c: Columns) -> Block:
    rows, zone, year = _grid(case)
    stands = case.seats_start[:, None] + np.cumsum(case.committed, axis=1)
    entries: list[Entries] = [(rows[:, None, :], c.jobs, case.seats_per_job[None, :, :])]
    entries += [(rows[:, at], c.build[:, made], -1.0) for at in range(len(case.years)) for made in range(at + 1)]
    return make_block("capacity", c.count, "<=", stands.ravel(), {"zone": zone, "year": year}, *entries)


def _pace(case: Case, c: Columns) -> Iterator[Block]:
    """Jobs of a zone against those of the year before."""
    rows, zone, year = _grid(case)
    start = case.baseline.sum(axis=1)
    for name, sense, factor, allowance in (
        ("absorption", "<=", 1.0 + float(case.rules["growth_limit"]), case.entry),
        ("retention", ">=", 1.0 - float(case.rules["shrink_limit"]), np.zeros(len(case.zones))),
    ):
        rhs: Floats = np.repeat(allowance[:, None], len(case.years), axis=1)
        rhs[:, 0] += factor * start
        yield make_block(
            name, c.count, sense, rhs.ravel(), {"zone": zone, "year": year},
            (rows[:, None, :], c.jobs, 1.0), (rows[:, None, 1:], c.jobs[:, :, :-1], -factor),
        )  # fmt: skip


def _added(case: Case, c: Columns) -> Block:
    zone, segment, year = np.nonzero(c.jobs >= 0)
    row = np.full(c.jobs.shape, -1, dtype=np.int64)
    row[zone, segment, year] = np.arange(len(zone))
    before = np.full_like(c.jobs, -1)
    before[:, :, 1:] = c.jobs[:, :, :-1]
    rhs = np.where(year == 0, -case.baseline[zone, segment], 0.0)
    at = (zone, segment, year)
    return make_block(
        "jobs_added", c.count, ">=", rhs, {"zone": zone, "segment": segment, "year": year},
        (row[at], c.added[at], 1.0), (row[at], c.jobs[at], -1.0), (row[at], before[at], 1.0),
    )  # fmt: skip


def _parks(case: Case, c: Columns) -> Iterator[Block]:
    rules, zone = case.rules, np.arange(len(case.zones))
    rows, zones, years = _grid(case)
    module, least = float(rules["phase_seats"]), float(rules["min_park_seats"])
    yield make_block(
        "indivisible_phase", c.count, "=", np.zeros(rows.size), {"zone": zones, "year": years},
        (rows, c.build, 1.0), (rows, c.phases, -module),
    )  # fmt: skip
    nothing = np.zeros(len(zone))
    built: Entries = (zone[:, None], c.build, 1.0)
    yield make_block(
        "indivisible_max", c.count, "<=", nothing, {"zone": zone}, built, (zone, c.open, -case.max_new_seats)
    )
    yield make_block("indivisible_min", c.count, ">=", nothing, {"zone": zone}, built, (zone, c.open, -least))
    count = rules.get("park_count") or {}
    for name, sense, bound in (
        ("park_count_min", ">=", count.get("min")),
        ("park_count_max", "<=", count.get("max")),
    ):
        if bound is not None:
            yield make_block(name, c.count, sense, float(bound), {}, (0, c.open, 1.0))
    if count.get("one_per_region"):
        region = np.arange(len(case.regions))
        yield make_block(
            "park_per_region",
            c.count,
            ">=",
            np.ones(len(region)),
            {"region": region},
            (case.region_of, c.open, 1.0),
        )


def _locks(case: Case, c: Columns) -> Iterator[Block]:
    locks = case.rules.get("locks") or {}
    inside = np.sort(case.zones.get_indexer(pd.Index(list(locks.get("zones_in", ())), dtype="str")))
    if len(inside):
        row = np.arange(len(inside))[:, None]
        least = np.full(len(inside), float(case.rules["min_park_seats"]))
        yield make_block("lock_in", c.count, ">=", least, {"zone": inside}, (row, c.build[inside], 1.0))
    place = {str(zone): at for at, zone in enumerate(case.zones)}
    fixed = [
        (place[zone], year, seats)
        for zone, plan in (locks.get("seats") or {}).items()
        for year, seats in case.by_year(plan).items()
    ]
    if fixed:
        zones, years, seats = (np.array(part) for part in zip(*fixed, strict=True))
        row = np.arange(len(fixed))
        codes = {"zone": zones, "year": years}
        yield make_block("lock_seats", c.count, "=", seats, codes, (row, c.build[zones, years], 1.0))
