"""The ground of a map: outlines and centres of the zones and regions of a run, projected; read once a data set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from siting.errors import Problem, RunError
from siting.report.maps.levels import data_set, outlines, parents
from siting.report.maps.picture import project

if TYPE_CHECKING:
    import geopandas as gpd

    from siting.results import Run

__all__ = ["Ground", "centres", "ground_of", "run_geometry"]

_NAMES = ["name_fr", "name_ar", "name_en"]


@dataclass(frozen=True)
class Ground:
    """Two layers in one equal-area projection, indexed by code.

    ``zones`` has region, name_fr, name_ar, name_en, x, y (metres; population-weighted centre) and geometry;
    ``regions`` has the names and geometry. At level region ``zones`` holds the regions themselves.
    """

    zones: gpd.GeoDataFrame
    regions: gpd.GeoDataFrame
    level: str


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


def ground_of(run: Run, level: str | None = None) -> Ground:
    """The ground of a run at its own level or a coarser one; raises as `run_geometry` and `parents`."""
    zones, regions = run_geometry(run)
    crs, inputs = project(zones), run.inputs
    labels = inputs.labels.set_index("zone")
    placed = zones[["geometry"]].to_crs(crs).join(labels[["region", *_NAMES, "longitude", "latitude"]], how="inner")
    x, y = centres(placed, crs)
    placed = placed.assign(x=x, y=y).drop(columns=["longitude", "latitude"]).sort_index()
    borders = regions[["geometry"]].to_crs(crs).join(inputs.region_labels.set_index("region")[_NAMES], how="inner")
    borders = borders.sort_index()
    if level in (None, inputs.level):
        return Ground(placed, borders, inputs.level)
    coarse = borders.assign(region=borders.index) if level == "region" else _coarse(run, str(level), crs)
    people = inputs.zones.set_index("zone")["active"].reindex(placed.index).clip(lower=1.0)
    above = parents(run, str(level)).reindex(placed.index)
    total = people.groupby(above).sum()
    means = {side: (placed[side] * people).groupby(above).sum() / total for side in ("x", "y")}
    return Ground(coarse.assign(**means), borders, str(level))


def _coarse(run: Run, level: str, crs: str) -> gpd.GeoDataFrame:
    """Outlines, names and regions of the places of a coarser level of which zones of the run are parts."""
    codes = sorted(set(parents(run, level)))
    table = data_set(run).zones(level).set_index("code").rename(columns={"region_code": "region"})
    layer = outlines(run, level)[["geometry"]].to_crs(crs).join(table[["region", *_NAMES]], how="inner")
    return layer.loc[codes]


def centres(zones: gpd.GeoDataFrame, crs: str) -> tuple[Any, Any]:
    """Population-weighted centres (columns longitude, latitude) in a projection: x and y in metres."""
    import geopandas as gpd

    points = gpd.points_from_xy(zones["longitude"], zones["latitude"], crs="EPSG:4326").to_crs(crs)
    return points.x, points.y
