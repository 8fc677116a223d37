"""Where names may stand on a map: those of regions on their land, those of circles beside them. Page inches."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from siting.report.page.labels import Spot
from siting.report.page.layout import Frame

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["DISC_COST", "circle_labels", "region_spots"]

#: Cost of covering a circle with a name, per square inch.
DISC_COST = 400.0

_REACH = 0.6  #: inches around a region in which others matter for where its name stands


def region_spots(
    frame: Frame,
    code: str,
    regions: Mapping[str, BaseGeometry],
    size: tuple[float, float],
    step: float = 0.09,
) -> list[Spot]:
    """Where a region's name may stand: best inside the region near its middle, then at sea, last on a neighbour."""
    own = regions[code]
    reach = _REACH * frame.scale + max(size) * frame.scale
    west, south, east, north = own.bounds
    near = [
        shape.wkb for key, shape in regions.items()
        if key != code and _meet(shape.bounds, (west - reach, south - reach, east + reach, north + reach))
    ]  # fmt: skip
    return list(_region_spots(frame, own.wkb, tuple(near), size, step))


def _meet(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether two bounds (west, south, east, north) have ground in common."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


@lru_cache(maxsize=2_000)
def _region_spots(
    frame: Frame, shape: bytes, around: tuple[bytes, ...], size: tuple[float, float], step: float
) -> tuple[Spot, ...]:
    """As `region_spots`, of an outline and those around it (WKB)."""
    import numpy as np
    import shapely

    own, others = shapely.from_wkb(shape), shapely.union_all([shapely.from_wkb(each) for each in around])
    shapely.prepare(own)
    shapely.prepare(others)
    middle = frame.to_page(*shapely.point_on_surface(own).coords[0])
    heart = frame.to_page(*own.centroid.coords[0])
    west, south, east, north = own.bounds
    left, bottom = frame.to_page(west, south)
    right, top = frame.to_page(east, north)
    wide, high = size
    xs = np.arange(left - wide / 2 - 0.3, right + wide / 2 + 0.3, step)
    ys = np.arange(bottom - high - 0.2, top + high + 0.2, step)
    grid_x, grid_y = (part.ravel() for part in np.meshgrid(xs, ys))
    across, up = (part.ravel() for part in np.meshgrid(np.linspace(-0.5, 0.5, 9), np.linspace(-0.5, 0.5, 4)))
    ground = frame.to_ground(grid_x[:, None] + across * wide, grid_y[:, None] + up * high)
    inside = shapely.contains_xy(own, *ground).mean(axis=1)
    foreign = shapely.contains_xy(others, *ground).mean(axis=1)
    away = np.minimum(np.hypot(grid_x - heart[0], grid_y - heart[1]), np.hypot(grid_x - middle[0], grid_y - middle[1]))
    cost = 1.2 * (1 - inside) + 2.5 * foreign + 0.35 * away
    clear = (inside >= 0.4) | ((inside > foreign) & (inside > 0.2))
    sea = np.flatnonzero(~clear & (foreign == 0))  # only there does it matter whose coast is nearer
    if len(sea):
        x, y = grid_x[sea], grid_y[sea]
        rectangles = shapely.box(
            *frame.to_ground(x - wide / 2, y - high / 2), *frame.to_ground(x + wide / 2, y + high / 2)
        )
        own_gap = shapely.distance(rectangles, own)
        near = own_gap < 0.25 * frame.scale
        other_gap = np.full(len(sea), np.inf)
        other_gap[near] = shapely.distance(rectangles[near], others)
        clear[sea] = near & (own_gap < other_gap)
    return tuple(
        Spot(float(x), float(y), float(c)) for x, y, c, good in zip(grid_x, grid_y, cost, clear, strict=True) if good
    )


def circle_labels(
    x: float,
    y: float,
    radius: float,
    size: tuple[float, float],
    others: Sequence[tuple[float, float, float]] = (),
) -> list[Spot]:
    """Where the name of a circle may stand: beside it, close by, then a little off; inside one that holds it.

    ``others`` are the other circles (x, y, radius): a spot whose nearest edge is not that of its own circle would
    name the wrong one and is left out, however small the other is.
    """
    wide, high = size
    spots = []
    if math.hypot(wide, high) < 1.9 * radius:  # what it costs to cover its own circle is given back
        inside = Spot(x, y, 0.3 - DISC_COST * wide * high)
        if all(_gap(inside, size, other) > 0.02 for other in others):
            spots.append(inside)
    for order, (dx, dy) in enumerate(
        ((1, 0), (-1, 0), (1, 0.8), (1, -0.8), (-1, 0.8), (-1, -0.8), (0, 1), (0, -1), (0.5, 1), (-0.5, 1))
    ):
        for far in (0.02, 0.04, 0.07, 0.12):
            reach = radius + far
            cost = 0.02 * order + 1.5 * (far - 0.03)
            if dx in (1, -1):
                spot = Spot(
                    x + dx * (reach * math.cos(math.asin(abs(dy) * 0.9)) + wide / 2),
                    y + dy * 0.9 * reach,
                    cost,
                )
            else:
                spot = Spot(x + dx * wide * 0.6, y + dy * (reach + high / 2), cost)
            own = _gap(spot, size, (x, y, radius))
            if all(_gap(spot, size, other) > own + 0.05 for other in others):
                spots.append(spot)
    return spots


def _gap(spot: Spot, size: tuple[float, float], circle: tuple[float, float, float]) -> float:
    """Distance in inches between a label's rectangle and the edge of a circle; negative when they overlap."""
    x, y, radius = circle
    wide = max(abs(spot.x - x) - size[0] / 2, 0.0)
    high = max(abs(spot.y - y) - size[1] / 2, 0.0)
    return math.hypot(wide, high) - radius
