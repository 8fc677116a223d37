"""Outlines: read, and checked against the table of zones."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siting.errors import Problem
from siting.regions.reading import layers
from siting.regions.tables import LEVELS

if TYPE_CHECKING:
    import geopandas as gpd

    from siting.regions.dataset import Dataset

__all__ = ["WGS84", "dissolve_problems", "outline_file", "outline_problems", "read_outlines"]

WGS84 = "EPSG:4326"
#: Kinds of files that may hold outlines, in the order in which they are looked for.
SUFFIXES = (".geojson", ".gpkg")


def outline_file(dataset: Dataset, level: str) -> tuple[Path, str | None] | None:
    """The file of a level's outlines and its layer: the user's before the data set's; None if there is none."""
    for folder in (dataset.overrides, dataset.folder):
        if folder is None:
            continue
        for suffix in SUFFIXES:
            path = folder / f"{level}s{suffix}"
            if path.is_file():
                return path, _only_layer(path, level)
        for path in sorted(folder.glob("*.gpkg")):
            if f"{level}s" in _drawn(path):
                return path, f"{level}s"
    return None


def outline_problems(dataset: Dataset, trusted: Path) -> list[Problem]:
    """What is wrong with the outlines that do not stand in the folder ``trusted``; none are needed to solve.

    Outlines that were found sound before are not read again while their files stay the same (see `load_dataset`).
    """
    from siting.regions.cache import known_outlines, outlines_key, remember_outlines

    files = {level: outline_file(dataset, level) for level in dataset.levels}
    asked = [level for level, found in files.items() if found and found[0].parent.resolve() != trusted.resolve()]
    key = outlines_key(dataset, trusted) if asked else None
    if not asked or known_outlines(key):
        return []
    problems = [problem for level in asked for problem in read_outlines(dataset, level)[1]]
    if key is not None and not problems and outlines_key(dataset, trusted) == key:
        remember_outlines(key)
    return problems


def _drawn(path: Path) -> list[str]:
    """The layers of a file that have geometry; none if it cannot be read, which the tables' check reports."""
    try:
        return [name for name, has_geometry in layers(path) if has_geometry]
    except Exception:  # pyogrio raises several kinds
        return []


def _only_layer(path: Path, level: str) -> str | None:
    if path.suffix != ".gpkg":
        return None
    names = _drawn(path)
    return f"{level}s" if f"{level}s" in names else (names[0] if names else None)


def read_outlines(dataset: Dataset, level: str) -> tuple[gpd.GeoDataFrame, list[Problem]]:
    """Outlines of a level (code, geometry; sorted by code) and everything that is wrong with them."""
    import geopandas as gpd
    import pyogrio

    empty = gpd.GeoDataFrame({"code": []}, geometry=[], crs=WGS84)
    if level not in dataset.levels:
        return empty, [Problem("zones.csv", f"there is no level {level}", remedy=", ".join(dataset.levels))]
    found = outline_file(dataset, level)
    if found is None:
        remedy = "add the outlines, or solve without a map"
        return empty, [Problem(f"{level}s.geojson", f"outlines of level {level} are missing", remedy=remedy)]
    path, layer = found
    place = path.name if path.parent == dataset.folder else f"{path.parent.name}/{path.name}"
    try:
        raw = pyogrio.read_dataframe(path, layer=layer)
    except Exception as error:  # pyogrio, GDAL and GEOS raise several kinds
        return empty, [Problem(place, "outlines cannot be read", str(error).splitlines()[0][:200])]
    if not isinstance(raw, gpd.GeoDataFrame) or "code" not in raw.columns:
        what = "have no geometry" if not isinstance(raw, gpd.GeoDataFrame) else "have no column code"
        return empty, [Problem(place, f"outlines {what}", remedy="one polygon a zone, with its code")]
    problems = _crs_problems(place, raw)
    if problems:
        return empty, problems
    outlines = gpd.GeoDataFrame({"code": raw["code"].astype(str)}, geometry=raw.geometry.array, crs=raw.crs)
    problems = _code_problems(place, outlines, dataset, level) + _shape_problems(place, outlines)
    if not problems:
        problems = _border_problems(place, outlines)
    return outlines.sort_values("code").reset_index(drop=True), problems


def _crs_problems(place: str, raw: gpd.GeoDataFrame) -> list[Problem]:
    remedy = "save it in WGS84 (EPSG:4326)"
    if raw.crs is None:
        return [Problem(place, "outlines do not name their CRS", remedy=remedy)]
    if raw.crs.to_epsg(min_confidence=20) not in (4326, 4979) and not raw.crs.equals("OGC:CRS84"):
        return [Problem(place, "outlines are in another CRS than WGS84", raw.crs.name, remedy)]
    west, south, east, north = (float(value) for value in raw.total_bounds)
    if west < -180 or east > 180 or south < -90 or north > 90:
        found = f"{west:.0f} {south:.0f} {east:.0f} {north:.0f}"
        return [Problem(place, "coordinates are not degrees: another CRS than WGS84", found, remedy)]
    return []


def _code_problems(place: str, outlines: gpd.GeoDataFrame, dataset: Dataset, level: str) -> list[Problem]:
    from siting.regions.relations import right_code

    codes = set(dataset.zones(level)["code"])
    problems = []
    for code in outlines["code"][outlines["code"].duplicated()]:
        problems.append(Problem(place, "zone has two outlines", code, "unite them"))
    for code in sorted(set(outlines["code"]) - codes):
        right = right_code(code, codes)
        remedy = f"write {right}" if right else "leave it out"
        problems.append(Problem(place, f"no {level} has this code", code, remedy))
    for code in sorted(codes - set(outlines["code"])):
        problems.append(Problem(place, f"{level} has no outline", code, "add it"))
    return problems


def _shape_problems(place: str, outlines: gpd.GeoDataFrame) -> list[Problem]:
    import shapely

    problems = []
    for code, shape in zip(outlines["code"], outlines.geometry, strict=True):
        if shape is None or shape.is_empty:
            problems.append(Problem(place, "outline is empty", code, "draw it"))
        elif shape.geom_type not in ("Polygon", "MultiPolygon"):
            problems.append(Problem(place, f"outline of {code} is not an area", shape.geom_type, "draw a polygon"))
        elif not shape.is_valid:
            why = shapely.is_valid_reason(shape)
            problems.append(Problem(place, f"outline of {code} is invalid", why, "repair it: make_valid, or buffer 0"))
    return problems


def _border_problems(place: str, outlines: gpd.GeoDataFrame) -> list[Problem]:
    """Neighbours that overlap, or whose common border is drawn twice in different ways."""
    import numpy as np
    import shapely

    shapes: Any = np.array(outlines.geometry.to_list(), dtype=object)
    if shapely.coverage_is_valid(shapes):
        return []
    edges = shapely.coverage_invalid_edges(shapes)
    wrong = [i for i, edge in enumerate(edges) if not edge.is_empty]
    tree = shapely.STRtree(shapes[wrong])
    problems = []
    for one, other in zip(*tree.query(shapes[wrong], predicate="intersects"), strict=True):
        if one >= other:
            continue
        a, b = shapes[wrong[one]], shapes[wrong[other]]
        pair = f"{outlines['code'].iloc[wrong[one]]} and {outlines['code'].iloc[wrong[other]]}"
        if a.intersection(b).area > 0:
            problems.append(Problem(place, "outlines overlap", pair, "make them share one border"))
    if not problems:
        codes = ", ".join(outlines["code"].iloc[i] for i in wrong[:10])
        message = "borders of neighbours do not match point by point"
        problems.append(Problem(place, message, codes, "clean the layer as a coverage"))
    return problems


def dissolve_problems(dataset: Dataset) -> list[Problem]:
    """Zones of a coarser level whose outline is not the union of its parts."""
    import shapely

    problems: list[Problem] = []
    levels = [level for level in LEVELS if level in dataset.levels and outline_file(dataset, level) is not None]
    shapes = {}
    for level in levels:
        outlines, wrong = read_outlines(dataset, level)
        if wrong:
            return []
        shapes[level] = outlines.set_index("code").geometry
    for coarse, fine in pairwise(levels):
        zones = dataset.zones(fine)
        key = "region_code" if coarse == "region" else "parent_code"
        for code, members in zones.groupby(key)["code"]:
            union = shapely.union_all(shapes[fine].loc[list(members)].to_list())
            whole = shapes[coarse].get(code)
            if whole is not None and shapely.symmetric_difference(union, whole).area > 1e-9 * whole.area:
                message = f"outline of {coarse} {code} is not the union of its {fine}s"
                problems.append(Problem(f"{coarse}s", message, remedy=f"dissolve the {fine}s"))
    return problems
