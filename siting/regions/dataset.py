"""The data set as one frozen object, loaded from a folder and a user's overrides, checked on the way."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pandas as pd

from siting.errors import DataError, Problem
from siting.regions.package import FILE, read_package
from siting.regions.reading import Sheet, tables_in
from siting.regions.relations import related
from siting.regions.tables import LEVELS, REQUIRED, TABLES
from siting.regions.typing_cells import LARGEST, Loaded, header_problems, typed

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["Dataset", "load_dataset", "read_dataset"]

#: Problems of one kind in one column of one file that are spelt out; the rest are counted.
SHOWN = 10


@dataclass(frozen=True)
class Dataset:
    """Tables and outlines of a country. Build it with `load_dataset`.

    ``tables`` maps a name to a DataFrame with exactly the columns of `TABLES`, in file order; an optional table that
    is absent is not in it (`table` gives it empty). ``origins`` names the files that each table was read from.
    """

    folder: Path
    overrides: Path | None
    tables: Mapping[str, pd.DataFrame]
    origins: Mapping[str, tuple[str, ...]]
    package: Mapping[str, Any]

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels that the data set has, coarse to fine."""
        found = set(self.tables["zones"]["level"])
        return tuple(level for level in LEVELS if level in found)

    def zones(self, level: str) -> pd.DataFrame:
        """The zones of one level, sorted by code. KeyError if the data set has no such level."""
        if level not in self.levels:
            raise KeyError(level)
        zones = self.tables["zones"]
        return zones[zones["level"] == level].sort_values("code").reset_index(drop=True)

    def table(self, name: str) -> pd.DataFrame:
        """One table; empty if it is optional and absent. KeyError if there is no such table."""
        if name in self.tables:
            return self.tables[name]
        return typed(TABLES[name], Sheet(name, TABLES[name].names, [], []))[0].frame

    def geometry(self, level: str) -> gpd.GeoDataFrame:
        """Outlines of one level in WGS84: columns code and geometry, sorted by code.

        DataError with every problem if a zone has none, or one is empty, invalid, in another CRS or overlaps.
        """
        from siting.regions.geometry import read_outlines

        outlines, problems = read_outlines(self, level)
        if problems:
            raise DataError(problems)
        return outlines

    @cached_property
    def content_hash(self) -> str:
        """sha256 over the name and sha256 of every file that the data set was or may be read from."""
        whole = hashlib.sha256()
        for folder in (self.folder, self.overrides):
            for path in sorted(folder.iterdir()) if folder else ():
                if path.is_file() and path.suffix.lower() in (".csv", ".xlsx", ".gpkg", ".geojson", ".json"):
                    whole.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
            whole.update(b"|")
        return whole.hexdigest()


def load_dataset(folder: Path, overrides: Path | None = None) -> Dataset:
    """The data set in ``folder`` with the tables of ``overrides`` in place of or added to its own.

    Types, ranges, codes, hierarchy and sums are checked; outlines when they are used (or by `check_dataset`). What
    passed is kept in the user's cache folder and read from there while files, code and libraries stay the same.
    Raises `DataError` with every problem found.
    """
    from siting.regions.cache import dataset_key, recall, remember

    folder, overrides = Path(folder), None if overrides is None else Path(overrides)
    key = dataset_key(folder, overrides)
    known = recall(key, folder, overrides)
    if known is not None:
        return known
    dataset, problems = read_dataset(folder, overrides)
    if problems or dataset is None:
        raise DataError(problems)
    # A file that changed while it was read would put the wrong tables under this key.
    if key is not None and dataset_key(folder, overrides) == key:
        remember(key, dataset)
    return dataset


def read_dataset(folder: Path, overrides: Path | None) -> tuple[Dataset | None, list[Problem]]:
    """As `load_dataset`, but gives the problems back; no Dataset if there is no table of zones to speak of."""
    problems = []
    if not folder.is_dir():
        problems.append(Problem(str(folder), "data folder not found", remedy="name a folder with a zones.csv"))
    if overrides is not None and not overrides.is_dir():
        remedy = "make the folder, or correct its name in the model file (data.overrides) or after --overrides"
        problems.append(Problem(str(overrides), "folder of your own tables not found", remedy=remedy))
    if problems:
        return None, problems
    package, totals = _package(folder, overrides, problems)
    loaded: dict[str, Loaded] = {}
    broken: set[str] = set()
    for place, user in ((folder, False), (overrides, True)):
        if place is not None:
            broken |= _read_folder(place, user, loaded, problems)
    for name in REQUIRED:
        if name not in loaded and name not in broken:
            problems.append(Problem(f"{name}.csv", "table is missing", remedy=f"add it: {TABLES[name].title}"))
    sound = {name: table for name, table in loaded.items() if name not in broken}
    problems += related(sound, totals)
    if "zones" not in sound:
        return None, _shortened(problems)
    tables = {name: sound[name].frame for name in TABLES if name in sound}
    origins = {name: tuple(dict.fromkeys(place for place, _ in sound[name].places)) for name in tables}
    dataset = Dataset(folder, overrides, MappingProxyType(tables), MappingProxyType(origins), MappingProxyType(package))
    return dataset, _shortened(problems)


def _package(folder: Path, overrides: Path | None, problems: list[Problem]) -> tuple[dict[str, Any], dict[str, float]]:
    package: dict[str, Any] = {}
    totals: dict[str, float] = {}
    for place in (folder, overrides):
        try:
            found = {} if place is None else read_package(place)
        except (ValueError, OSError, RecursionError) as error:
            problems.append(Problem(FILE, "is not a data package", str(error), "write JSON, UTF-8"))
            continue
        extra = found.get("siting", {})
        stated = extra.get("totals", {}) if isinstance(extra, dict) else {}
        if not isinstance(stated, dict):
            problems.append(
                Problem(f"{FILE}, siting.totals", "is not an object", str(stated), "name each total with its number")
            )
            stated = {}
        for name, value in dict(stated).items():
            if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= LARGEST:
                totals[name] = float(value)
            else:
                problems.append(Problem(f"{FILE}, siting.totals.{name}", "is not a number", str(value)))
        package = package or found
    return package, totals


def _read_folder(folder: Path, user: bool, loaded: dict[str, Loaded], problems: list[Problem]) -> set[str]:
    """Add the tables of a folder to ``loaded``; the names of those that cannot be used."""
    broken = set()
    seen: dict[tuple[str, bool], str] = {}
    for name, read in tables_in(folder, user):
        # Files of the user's own folder are told from those of the data set by its name.
        sheet = replace(read, place=f"{folder.name}/{read.place}") if user else read
        if isinstance(sheet, Problem):
            problems.append(sheet)
            broken.add(name)
            continue
        again = seen.setdefault((name, sheet.extends), sheet.place)
        if again != sheet.place:
            problems.append(
                Problem(sheet.place, f"the table {name} is in {again} already", remedy="keep one of the two")
            )
            continue
        table = TABLES[name]
        wrong_header = list(header_problems(table, sheet))
        found, wrong_cells = typed(table, sheet)
        problems += wrong_header + wrong_cells
        if any(problem.message == "column is missing" for problem in wrong_header):
            broken.add(name)
        loaded[name] = loaded[name].extended(found) if sheet.extends and name in loaded else found
    return broken


def _shortened(problems: Iterable[Problem]) -> list[Problem]:
    """At most SHOWN problems of one kind in one column of one file, and a line that counts the rest."""
    seen: Counter[tuple[str, ...]] = Counter()
    kept: list[Problem] = []
    for problem in problems:
        parts = problem.place.split(", ")
        kind = (parts[0], parts[-1] if "column" in parts[-1] else "", problem.message.split(" (")[0])
        seen[kind] += 1
        if seen[kind] <= SHOWN:
            kept.append(problem)
    for (name, column, message), count in seen.items():
        if count > SHOWN:
            place = f"{name}, {column}" if column else name
            kept.append(Problem(place, f"{message}: and {count - SHOWN} more rows like these"))
    return kept
