"""The ground under maps of trips: outlines and population-weighted centres of the zones of a run, projected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from siting.errors import UsageError
from siting.report.maps.ground import centres, run_geometry
from siting.report.maps.picture import project
from siting.words import Lang

if TYPE_CHECKING:
    import geopandas as gpd

    from siting.results import Run

__all__ = ["Ground", "check_year", "ground_of", "region_code", "zone_code"]


@dataclass(frozen=True)
class Ground:
    """Zones and regions of a run in one equal-area projection.

    ``zones`` is indexed by code: region, name, x, y (metres, the centre of its people) and geometry; ``regions`` is
    indexed by code: name and geometry. ``level`` is the run's.
    """

    zones: gpd.GeoDataFrame
    regions: gpd.GeoDataFrame
    level: str

    def name(self, code: str) -> str:
        """Name of a zone."""
        return str(self.zones.at[code, "name"])


@dataclass(frozen=True)
class _Key:
    """What decides the ground: a run folder never changes."""

    folder: Path
    inputs: str
    lang: Lang
    run: Run = field(compare=False, repr=False)


def ground_of(run: Run, lang: Lang) -> Ground:
    """The ground of a run with names in ``lang``; kept for the next map of the same run.

    Raises `RunError` when the boundaries of the run's data set cannot be found or do not cover its zones.
    """
    return _ground(_Key(run.folder, str(run.manifest.get("inputs_sha256")), lang, run))


@lru_cache(maxsize=6)
def _ground(key: _Key) -> Ground:
    run, lang = key.run, key.lang
    shapes, outlines = run_geometry(run)
    crs = project(shapes)
    labels = run.inputs.labels.set_index("zone")
    named = labels[["region", f"name_{lang}", "longitude", "latitude"]].rename(columns={f"name_{lang}": "name"})
    zones = shapes.to_crs(crs)[["geometry"]].join(named, how="inner").sort_index()
    x, y = centres(zones, crs)
    names = run.inputs.region_labels.set_index("region")[f"name_{lang}"].rename("name")
    regions = outlines.to_crs(crs)[["geometry"]].join(names, how="inner").sort_index()
    return Ground(zones.assign(x=x, y=y), regions, run.inputs.level)


def check_year(run: Run, year: int | None, *, base: bool = False) -> int:
    """A year of the plan, the last one for None; ``base`` allows the base year too. Raises `UsageError` otherwise."""
    years = [*([run.inputs.scalars.base_year] if base else []), *run.inputs.scalars.years]
    if year is None:
        return int(years[-1])
    if year not in years:
        raise UsageError(f"{year} is not a year of this plan: choose one from {years[0]} to {years[-1]}")
    return year


def region_code(run: Run, asked: str) -> str:
    """The code of a region given by code or name in any language. Raises `UsageError` with the nearest names."""
    table = run.inputs.region_labels
    return _code_of(asked, {str(row["region"]): _names(row) for _, row in table.iterrows()}, "region")


def zone_code(run: Run, asked: str) -> str:
    """The code of a zone given by code or name in any language. Raises `UsageError` with the nearest names."""
    table = run.inputs.labels
    return _code_of(asked, {str(row["zone"]): _names(row) for _, row in table.iterrows()}, run.inputs.level)


def _names(row: object) -> list[str]:
    return [str(row[f"name_{lang}"]) for lang in ("fr", "ar", "en")]  # type: ignore[index]


def _code_of(asked: str, known: dict[str, list[str]], what: str) -> str:
    import difflib

    if asked in known:
        return asked
    plain = asked.strip().casefold()
    found = [code for code, names in known.items() if plain in {name.casefold() for name in names}]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{asked} is the name of several zones of level {what}: give a code, {_told(found, known)}")
    words = {name.casefold(): code for code, names in known.items() for name in names} | {code: code for code in known}
    near = [words[word] for word in difflib.get_close_matches(plain, words, n=4, cutoff=0.5)]
    holding = [code for word, code in words.items() if len(plain) > 2 and plain in word]
    told = list(dict.fromkeys([*near, *holding]))[:3]
    hint = f"did you mean {_told(told, known)}?" if told else f"codes are like {next(iter(known))}"
    raise UsageError(f"there is no {what} {asked} in this run: {hint}")


def _told(codes: Iterable[str], known: dict[str, list[str]]) -> str:
    return " or ".join(f"{code} ({known[code][2]})" for code in codes)
