"""The ground of every map: outlines, names and centres of the zones and regions of a run, projected."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from siting.errors import Problem, RunError
from siting.report.maps.levels import data_set, outlines, parents
from siting.report.maps.picture import project
from siting.words import Lang

if TYPE_CHECKING:
    import geopandas as gpd

    from siting.results import Run

__all__ = ["Ground", "centres", "ground_of", "run_geometry"]


@dataclass(frozen=True)
class Ground:
    """Two layers in one equal-area projection, indexed by code.

    ``zones`` has region, name, x, y (metres; population-weighted centre) and geometry; ``regions`` has name and
    geometry. At level region ``zones`` holds the regions themselves.
    """

    zones: gpd.GeoDataFrame
    regions: gpd.GeoDataFrame
    level: str

    def name(self, code: str) -> str:
        """Name of a zone."""
        return str(self.zones.at[code, "name"])


@dataclass(frozen=True)
class _Key:
    """What decides the ground. The key holds the run, so that its identity is not given to another one."""

    identity: int
    lang: Lang
    level: str
    run: Run = field(compare=False, repr=False)


def run_geometry(run: Run) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Zones and regions of the data set that the run was computed on, in WGS84, indexed by code.

    Raises `RunError` when they do not cover the zones of the run, and `DataError` when they cannot be read.
    """
    zones, regions = outlines(run, run.inputs.level), outlines(run, "region")
    missing = sorted(set(run.inputs.zones["zone"]) - set(zones.index))
    if missing:
        raise RunError(
            [
                Problem(
                    str(data_set(run).folder),
                    f"has no boundaries for {len(missing)} zones of the run",
                    ", ".join(missing[:5]),
                    "draw the map with the data set that the run was computed on",
                )
            ]
        )
    return zones, regions


def ground_of(run: Run, lang: Lang, level: str | None = None) -> Ground:
    """The ground of a run with names in ``lang``, at its own level or a coarser one; kept for its next map.

    Raises as `run_geometry` and `parents`.
    """
    return _ground(_Key(id(run), lang, level or run.inputs.level, run))


@lru_cache(maxsize=6)
def _ground(key: _Key) -> Ground:
    run, name, level = key.run, f"name_{key.lang}", key.level
    zones, regions = run_geometry(run)
    crs, inputs = project(zones), run.inputs
    labels = inputs.labels.set_index("zone")[["region", name, "longitude", "latitude"]].rename(columns={name: "name"})
    placed = zones[["geometry"]].to_crs(crs).join(labels, how="inner").sort_index()
    x, y = centres(placed, crs)
    placed = placed.assign(x=x, y=y).drop(columns=["longitude", "latitude"])
    names = inputs.region_labels.set_index("region")[name].rename("name")
    borders = regions[["geometry"]].to_crs(crs).join(names, how="inner").sort_index()
    if level == inputs.level:
        return Ground(placed, borders, level)
    coarse = borders.assign(region=borders.index) if level == "region" else _coarse(run, level, name, crs)
    people = inputs.zones.set_index("zone")["active"].reindex(placed.index).clip(lower=1.0)
    above = parents(run, level).reindex(placed.index)
    total = people.groupby(above).sum()
    means = {side: (placed[side] * people).groupby(above).sum() / total for side in ("x", "y")}
    return Ground(coarse.assign(**means), borders, level)


def _coarse(run: Run, level: str, name: str, crs: str) -> gpd.GeoDataFrame:
    """Outlines, names and regions of the places of a coarser level of which zones of the run are parts."""
    codes = sorted(set(parents(run, level)))
    table = data_set(run).zones(level).set_index("code").rename(columns={"region_code": "region", name: "name"})
    layer = outlines(run, level)[["geometry"]].to_crs(crs).join(table[["region", "name"]], how="inner")
    return layer.loc[codes]


def centres(zones: gpd.GeoDataFrame, crs: str) -> tuple[Any, Any]:
    """Population-weighted centres (columns longitude, latitude) in a projection: x and y in metres."""
    import geopandas as gpd

    points = gpd.points_from_xy(zones["longitude"], zones["latitude"], crs="EPSG:4326").to_crs(crs)
    return points.x, points.y
