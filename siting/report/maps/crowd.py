"""Where circles cover one another on a map, and whether an inset or smaller circles help."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from siting.report.maps.scales import CircleScale
from siting.report.page.layout import Dot, window_around

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["choose_circles", "dots_of", "inset_window"]

#: Radius in inches of the largest circle, tried in turn.
_RADII = (0.32, 0.26, 0.2, 0.15)
#: An inset that enlarges less than this is not worth its room.
_LEAST_ZOOM = 1.8
_REACH = 16_000.0  #: metres shown beyond the outermost centre of an inset

Disc = tuple[str, float, float, float]  #: code, x, y, radius, all in metres


def choose_circles(zones: gpd.GeoDataFrame, scale: float, shape: tuple[float, float]) -> tuple[CircleScale, list[str]]:
    """The largest circles that can be told apart, and the codes of the bunch that an inset has to show.

    ``scale`` is the map's metres per inch, ``shape`` the inset's width and height in inches. The list is empty when no
    more than three circles cover one another.
    """
    largest = float(zones["seats_last"].max())
    for radius in _RADII:
        circles = CircleScale(largest, radius)
        crowd = _bunch(zones, circles, scale)
        if not crowd:
            return circles, []
        west, _, east, _ = inset_window(zones, crowd, shape)
        if scale * shape[0] / (east - west) >= _LEAST_ZOOM:
            return circles, crowd
    return circles, []


def dots_of(zones: gpd.GeoDataFrame, circles: CircleScale) -> list[Dot]:
    """The circles of zones (columns x, y, seats_last), for a map that has to leave them whole."""
    return [(float(row.x), float(row.y), circles.inches(row.seats_last)) for row in zones.itertuples()]


def inset_window(zones: gpd.GeoDataFrame, crowd: Sequence[str], shape: tuple[float, float]) -> list[float]:
    """West, south, east, north in metres of an inset that shows a bunch."""
    return window_around([(zones.at[code, "x"], zones.at[code, "y"]) for code in crowd], _REACH, shape)


def _bunch(zones: gpd.GeoDataFrame, circles: CircleScale, scale: float) -> list[str]:
    """The largest bunch of circles that cover one another, when there are more than three."""
    drawn = zones[zones["seats_last"] >= 1.0].sort_values("seats_last", ascending=False, kind="stable")
    bunches: list[list[Disc]] = []
    for row in drawn.itertuples():
        disc = (str(row.Index), row.x, row.y, circles.inches(row.seats_last) * scale)
        touching = [bunch for bunch in bunches if any(_touch(disc, other) for other in bunch)]
        bunches = [bunch for bunch in bunches if bunch not in touching]
        bunches.append([disc, *(other for bunch in touching for other in bunch)])
    largest = max(bunches, key=len, default=[])
    return sorted(disc[0] for disc in largest) if len(largest) > 3 else []


def _touch(one: Disc, other: Disc) -> bool:
    """Whether two circles cover one another."""
    return math.hypot(one[1] - other[1], one[2] - other[2]) < one[3] + other[3]
