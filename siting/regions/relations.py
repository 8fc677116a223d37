"""What tables must agree on: codes, hierarchy, sums, totals."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

import pandas as pd

from siting.errors import Problem
from siting.regions.tables import LEVELS, ZONE_TABLES
from siting.regions.typing_cells import Loaded

__all__ = ["related", "right_code"]

#: Sums of people may differ from their total by this much: nothing, the census adds up.
SLACK = 0.5


def related(tables: Mapping[str, Loaded], totals: Mapping[str, float]) -> Iterator[Problem]:
    """Every disagreement within and between the tables; ``totals`` are the sums that the data package states."""
    for loaded in tables.values():
        yield from _duplicates(loaded)
    if "zones" not in tables:
        return
    if tables["zones"].frame.empty:
        yield Problem("zones.csv", "has no rows", remedy="add the regions and their provinces")
        return
    zones = tables["zones"]
    known = {str(level): set(group["code"].dropna()) for level, group in zones.frame.groupby("level")}
    yield from _hierarchy(zones, known)
    for name, loaded in tables.items():
        if name != "zones":
            yield from _references(loaded, known)
    for name in ZONE_TABLES:
        if name in tables:
            yield from _complete(tables[name], zones)
    if "talent" in tables:
        yield from _people(tables["talent"], zones, totals)
    if "baseline_jobs" in tables:
        yield from _baseline(tables["baseline_jobs"], zones, known, totals)
        if "talent" in tables:
            yield from _room(tables["baseline_jobs"], tables["talent"])
    if "park_deliveries" in tables and "parks" in tables:
        yield from _deliveries(tables["park_deliveries"], set(tables["parks"].frame["park"].dropna()))


def _duplicates(loaded: Loaded) -> Iterator[Problem]:
    keys = list(loaded.table.key)
    again = loaded.frame.duplicated(keys, keep="first") & loaded.frame[keys].notna().all(axis=1)
    for row in again.to_numpy().nonzero()[0]:
        found = " ".join(str(value) for value in loaded.frame.loc[row, keys])
        first = (loaded.frame[keys] == loaded.frame.loc[row, keys]).all(axis=1).to_numpy().nonzero()[0][0]
        message = f"stands twice ({', '.join(keys)}), first on line {loaded.places[first][1]}"
        yield Problem(loaded.place(int(row)), message, found, "remove one of the rows")


def _plain(code: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", code).upper().lstrip("0")


def right_code(found: str, codes: set[str]) -> str | None:
    """The code that was probably meant: the same letters and digits in another dress, else a near miss."""
    same = [code for code in codes if _plain(code) == _plain(found)]
    if len(same) == 1:
        return same[0]
    close = get_close_matches(found, sorted(codes), n=1, cutoff=0.8)
    return close[0] if close else None


def _unknown(place: str, what: str, found: str, codes: set[str]) -> Problem:
    right = right_code(found, codes)
    if right is not None and _plain(right) == _plain(found):
        return Problem(place, "code is written in another form", found, f"write {right}")
    remedy = f"did you mean {right}?" if right else "see zones.csv; keep the column as text in a spreadsheet"
    return Problem(place, f"no {what} has this code", found, remedy)


def _hierarchy(zones: Loaded, known: Mapping[str, set[str]]) -> Iterator[Problem]:
    frame = zones.frame
    present = [level for level in LEVELS if level in known]
    for level in ("region", "province"):
        if level not in known:
            yield Problem(zones.place(0), f"no zone of level {level}", remedy="region and province must be there")
    region_of = dict(zip(frame["code"], frame["region_code"], strict=True))
    for row, zone in enumerate(frame.to_dict("records")):
        level, region, parent = zone["level"], zone["region_code"], zone["parent_code"]
        if level not in present:
            continue
        if isinstance(region, str) and region not in known.get("region", set()):
            yield _unknown(zones.place(row, "region_code"), "region", region, known.get("region", set()))
        if level == "region":
            if isinstance(parent, str):
                yield Problem(zones.place(row, "parent_code"), "a region has no parent", parent, "leave it empty")
            if isinstance(region, str) and region != zone["code"]:
                yield Problem(zones.place(row, "region_code"), "a region names itself", region, f"write {zone['code']}")
            continue
        above = present[present.index(level) - 1]
        if not isinstance(parent, str):
            yield Problem(zones.place(row, "parent_code"), f"{level} without a {above}", str(zone["code"]), "add it")
        elif parent not in known[above]:
            yield _unknown(zones.place(row, "parent_code"), above, parent, known[above])
        elif region in known.get("region", set()) and region_of[parent] != region:
            message = f"its {above} {parent} lies in another region ({region_of[parent]})"
            yield Problem(zones.place(row, "region_code"), message, str(region), "make the two agree")


def _references(loaded: Loaded, known: Mapping[str, set[str]]) -> Iterator[Problem]:
    every = set().union(*known.values())
    levels = loaded.frame.get("level")
    for column in loaded.table.columns:
        if column.reference is None:
            continue
        values = loaded.frame[column.name]
        if column.reference == "zone" and levels is not None:
            for row, (level, code) in enumerate(zip(levels, values, strict=True)):
                if isinstance(code, str) and code not in known.get(level, set()) and level in LEVELS:
                    yield _unknown(loaded.place(row, column.name), str(level), code, known.get(level, set()))
            continue
        level = "zone" if column.reference in ("any_zone", "zone", "parent") else str(column.reference)
        codes = every if level == "zone" else known.get(level, set())
        for at, found in enumerate(values):
            if isinstance(found, str) and found not in codes:
                yield _unknown(loaded.place(at, column.name), level, found, codes)


def _complete(loaded: Loaded, zones: Loaded) -> Iterator[Problem]:
    have = set(zip(loaded.frame["level"], loaded.frame["code"], strict=True))
    for level, code in zip(zones.frame["level"], zones.frame["code"], strict=True):
        if (level, code) not in have and isinstance(code, str):
            yield Problem(f"{loaded.table.name}.csv", f"{level} has no row", code, "add a row for every zone")


def _people(talent: Loaded, zones: Loaded, totals: Mapping[str, float]) -> Iterator[Problem]:
    frame = talent.frame.merge(zones.frame[["level", "code", "parent_code"]], on=["level", "code"], how="left")
    stated = totals.get("population")
    expected = frame.loc[frame["level"] == "region", "population"].sum() if stated is None else stated
    for level in [level for level in LEVELS if (frame["level"] == level).any()]:
        found = frame.loc[frame["level"] == level, "population"].sum()
        if abs(found - expected) > SLACK:
            message = f"population of level {level} does not add up to {expected:,.0f}"
            yield Problem("talent.csv, column population", message, f"{found:,.0f}", _difference(found - expected))
    parts = frame.dropna(subset=["parent_code"]).groupby("parent_code")["population"].sum()
    sums = {str(code): float(found) for code, found in parts.items()}
    for row, (code, own) in enumerate(zip(talent.frame["code"], talent.frame["population"], strict=True)):
        found = sums.get(str(code), float(own))
        if abs(found - float(own)) > SLACK:
            message = f"the parts of {code} add up to {found:,.0f} people"
            yield Problem(talent.place(row, "population"), message, f"{own:,.0f}", _difference(found - float(own)))
    for inner, outer in (("employed", "labour_force"), ("labour_force", "population_15_plus")):
        for row, (small, large) in enumerate(zip(talent.frame[inner], talent.frame[outer], strict=True)):
            if small > large:
                place = talent.place(row, inner)
                yield Problem(place, f"is more than {outer}", f"{small:,.0f}", "correct one of the two")


def _difference(value: float) -> str:
    return f"{abs(value):,.0f} too {'many' if value > 0 else 'few'}"


def _baseline(
    jobs: Loaded, zones: Loaded, known: Mapping[str, set[str]], totals: Mapping[str, float]
) -> Iterator[Problem]:
    levels = [level for level in known if set(jobs.frame["code"].dropna()) & known[level]]
    level_of: dict[Any, Any] = dict(zip(zones.frame["code"], zones.frame["level"], strict=True))
    if len(levels) > 1 and jobs.frame["code"].map(level_of).dropna().nunique() > 1:
        found = ", ".join(sorted(levels))
        yield Problem(jobs.places[0][0], "rows are of more than one level", found, "keep the zones of one level")
    total, expected = float(jobs.frame["jobs"].sum()), totals.get("baseline_jobs")
    if expected is not None and abs(total - expected) > SLACK:
        place = f"{jobs.places[-1][0] if jobs.places else 'baseline_jobs.csv'}, column jobs"
        message = f"jobs do not add up to {expected:,.0f}"
        remedy = f"{_difference(total - expected)}; for another total state it in datapackage.json, siting.totals"
        yield Problem(place, message, f"{total:,.0f}", remedy)


def _room(jobs: Loaded, talent: Loaded) -> Iterator[Problem]:
    """Regions and provinces with more jobs in the sector than people at work; a commune may hold more than live
    in it."""
    people = talent.frame[talent.frame["level"] != "commune"]
    employed: dict[Any, Any] = dict(zip(people["code"], people["employed"], strict=True))
    for code, found in jobs.frame.groupby("code")["jobs"].sum().items():
        if found > employed.get(code, math.inf):
            row = int((jobs.frame["code"] == code).to_numpy().argmax())
            message = f"{code} has more jobs in the sector than people at work ({employed[code]:,.0f})"
            yield Problem(jobs.place(row, "jobs"), message, f"{found:,.0f}", "correct the jobs or the code")


def _deliveries(deliveries: Loaded, parks: set[str]) -> Iterator[Problem]:
    names: pd.Series = deliveries.frame["park"]
    for row in (names.notna() & ~names.isin(parks)).to_numpy().nonzero()[0]:
        close = get_close_matches(str(names[row]), sorted(parks), n=1)
        remedy = f"did you mean {close[0]}?" if close else "name a park of parks.csv"
        yield Problem(deliveries.place(int(row), "park"), "no park has this name", str(names[row]), remedy)
