"""Shapes of places as SVG paths: one projection, borders shared, small enough to be sent at once."""

from __future__ import annotations

import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from siting.web.schemas import Level, MapView, Names, Shape

__all__ = ["map_view"]

#: Width of the map in its own units; borders are simplified to a fraction of one.
WIDTH = 1000.0
#: Tolerance of the simplification in units of the map, by level.
_FINE = {"region": 0.5, "province": 0.5, "commune": 0.35}
_MARGIN = 8.0
_drawing = threading.Lock()


def map_view(folder: Path, overrides: Path | None, level: Level) -> MapView:
    """The map of one level of a data set, drawn once however many ask for it.

    Raises `DataError` where the data set has no such shapes.
    """
    with _drawing:
        return _drawn(folder, overrides, level)


@lru_cache(maxsize=8)
def _drawn(folder: Path, overrides: Path | None, level: Level) -> MapView:
    from siting.regions import load_dataset

    dataset = load_dataset(folder, overrides)
    names: set[str] = {level, "region"}
    frames = _projected(dataset, names)
    bounds = np.array(frames["region"].total_bounds)
    scale = (WIDTH - 2 * _MARGIN) / (bounds[2] - bounds[0])
    height = (bounds[3] - bounds[1]) * scale + 2 * _MARGIN

    def place(x: Any, y: Any) -> tuple[Any, Any]:
        return (x - bounds[0]) * scale + _MARGIN, (bounds[3] - y) * scale + _MARGIN

    zones = dataset.table("zones").set_index("code")
    parks = dataset.table("parks")
    standing = set(parks.loc[parks["status"] == "standing", f"{level}_code"]) if f"{level}_code" in parks else set()
    return MapView(
        level=level,
        view_box=(0.0, 0.0, WIDTH, round(float(height), 1)),
        zones=[
            _shape(code, geometry, zones, place, code in standing) for code, geometry in _simple(frames, level, scale)
        ],
        regions=[_shape(code, geometry, zones, place, False) for code, geometry in _simple(frames, "region", scale)],
        source=_source(),
    )


def _projected(dataset: Any, levels: set[str]) -> dict[str, Any]:
    """Outlines of each level, in the equal-area projection of the reports' maps."""
    from siting.errors import DataError
    from siting.regions.geometry import read_outlines
    from siting.report.maps.picture import project

    frames = {}
    for level in levels:
        frame, problems = read_outlines(dataset, level)
        if problems:
            raise DataError(problems)
        frames[level] = frame
    crs = project(frames["region"])
    return {level: frame.to_crs(crs) for level, frame in frames.items()}


def _simple(frames: dict[str, Any], level: str, scale: float) -> list[tuple[str, Any]]:
    frame = frames[level]
    shapes = frame.geometry.simplify_coverage(_FINE[level] / scale)
    return sorted(zip(frame["code"].astype(str), shapes, strict=True), key=lambda pair: pair[0])


def _shape(code: str, geometry: Any, zones: Any, place: Any, standing: bool) -> Shape:
    row = zones.loc[code]
    inside = geometry.representative_point()
    x, y = place(inside.x, inside.y)
    return Shape(
        code=code,
        name=Names(fr=str(row["name_fr"]), ar=str(row["name_ar"]), en=str(row["name_en"])),
        region=str(row["region_code"]),
        path=_path(geometry, place),
        at=(round(float(x), 1), round(float(y), 1)),
        standing_park=standing,
    )


def _path(geometry: Any, place: Any) -> str:
    """Rings as moves and lines, to a tenth of a unit; `evenodd` leaves holes open."""
    parts = []
    for polygon in getattr(geometry, "geoms", [geometry]):
        for ring in (polygon.exterior, *polygon.interiors):
            points = np.asarray(ring.coords)[:-1, :2]
            x, y = place(points[:, 0], points[:, 1])
            told = [f"{a:.1f} {b:.1f}" for a, b in zip(x.tolist(), y.tolist(), strict=True)]
            parts.append("M" + "L".join(told) + "Z")
    return "".join(parts)


def _source() -> Names:
    from siting.words import say

    return Names(**{lang: say("web-map-source", lang) for lang in ("fr", "ar", "en")})
