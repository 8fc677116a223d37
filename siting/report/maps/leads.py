"""Names of regions that are too full of circles to bear one: outside the country, a thin line leads into the region."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from siting.report.page.labels import Spot
from siting.report.page.layout import Frame

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["SEEN", "clear_spots", "led_spots"]

#: Radius in inches (3 points across) from which a circle may not be covered by the name of a region.
SEEN = 1.5 / 72

_CLEAR = 0.015  #: inches between a name and a circle
_NEAR = 0.16  #: inches: a name at sea that is farther from its region needs a line
_REACH, _STEP = 1.3, 0.09  #: inches around a region in which its name may stand, and between places tried
_ENDS = 9  #: points of a region tried as end of a line
_KEPT = 150  #: cheapest places kept
_LED, _LENGTH, _ABROAD, _CROSSED = 1.25, 0.35, 1.0, 3.0  #: cost of a line, an inch of it, one abroad, a circle under it

Disc = tuple[float, float, float]  #: x, y and radius in page inches


def clear_spots(
    frame: Frame, own: BaseGeometry, spots: Sequence[Spot], size: tuple[float, float], discs: Sequence[Disc]
) -> list[Spot]:
    """Those of ``spots`` where a name of a ``size`` covers no circle and is near enough to need no line."""
    import numpy as np
    import shapely

    if not spots:
        return []
    x, y = np.array([(spot.x, spot.y) for spot in spots]).T
    west, south = frame.to_ground(x - size[0] / 2, y - size[1] / 2)
    east, north = frame.to_ground(x + size[0] / 2, y + size[1] / 2)
    shapely.prepare(own)
    near = shapely.distance(own, shapely.box(west, south, east, north)) <= _NEAR * frame.scale
    good = near & ~_covers(x, y, size, discs)
    return [spot for spot, each in zip(spots, good, strict=True) if each]


def led_spots(
    frame: Frame, code: str, regions: Mapping[str, BaseGeometry], size: tuple[float, float], discs: Sequence[Disc]
) -> list[Spot]:
    """Where the name of a region may stand off the land of all ``regions``, each with the point its line leads to.

    Cheapest is a short line that crosses neither another region nor a circle.
    """
    import numpy as np
    import shapely

    own = regions[code]
    x, y = _free(frame, own, shapely.union_all(list(regions.values())), size, discs)
    ends = _ends(frame, own, discs)
    others = shapely.union_all([shape for key, shape in regions.items() if key != code])
    shapely.prepare(others)
    costs, along = [], np.linspace(0.0, 1.0, 9)
    for end_x, end_y in ends:
        from_x = np.clip(end_x, x - size[0] / 2, x + size[0] / 2)
        from_y = np.clip(end_y, y - size[1] / 2, y + size[1] / 2)
        length = np.hypot(from_x - end_x, from_y - end_y)
        points = from_x[:, None] + along * (end_x - from_x)[:, None], from_y[:, None] + along * (end_y - from_y)[:, None]
        abroad = shapely.contains_xy(others, *frame.to_ground(*points)).mean(axis=1) * length
        crossed = sum((_passes((from_x, from_y), (end_x, end_y), disc) for disc in discs), np.zeros(len(x)))
        costs.append(_LED + _LENGTH * length + _ABROAD * abroad + _CROSSED * crossed)
    best = np.argmin(costs, axis=0)
    cost = np.min(costs, axis=0)
    order = np.argsort(cost, kind="stable")[:_KEPT]
    return [Spot(float(x[each]), float(y[each]), float(cost[each]), ends[int(best[each])]) for each in order]


def _free(
    frame: Frame, own: BaseGeometry, land: BaseGeometry, size: tuple[float, float], discs: Sequence[Disc]
) -> tuple[Any, Any]:
    """Centres of rectangles around a region that cover neither land nor a circle."""
    import numpy as np
    import shapely

    west, south, east, north = own.bounds
    (left, bottom), (right, top) = frame.to_page(west, south), frame.to_page(east, north)
    page, wide, high = frame.page, size[0] / 2, size[1] / 2
    xs = np.arange(max(left - _REACH, page.left) + wide, min(right + _REACH, page.right) - wide, _STEP)
    ys = np.arange(max(bottom - _REACH, page.bottom) + high, min(top + _REACH, page.top) - high, _STEP)
    x, y = (part.ravel() for part in np.meshgrid(xs, ys))
    lower, upper = frame.to_ground(x - wide, y - high), frame.to_ground(x + wide, y + high)
    shapely.prepare(land)
    clear = ~shapely.intersects(land, shapely.box(*lower, *upper)) & ~_covers(x, y, size, discs)
    return x[clear], y[clear]


def _ends(frame: Frame, own: BaseGeometry, discs: Sequence[Disc]) -> list[tuple[float, float]]:
    """Page points well inside a region and off its circles, spread over it."""
    import numpy as np
    import shapely

    inner = own
    for inches in (0.07, 0.04, 0.02):
        inner = own.buffer(-inches * frame.scale)
        if not inner.is_empty:
            break
    west, south, east, north = own.bounds
    grid = np.meshgrid(np.linspace(west, east, 14)[1:-1], np.linspace(south, north, 14)[1:-1])
    ground_x, ground_y = (part.ravel() for part in grid)
    within = shapely.contains_xy(inner, ground_x, ground_y)
    x, y = frame.to_page(ground_x[within], ground_y[within])
    off = np.full(len(x), True)
    for disc in discs:
        off &= np.hypot(x - disc[0], y - disc[1]) > disc[2] + 0.04
    found = [(float(a), float(b)) for a, b in zip(x[off], y[off], strict=True)]
    if not found:
        return [frame.to_page(*shapely.point_on_surface(own).coords[0])]
    return [found[round(at)] for at in np.linspace(0, len(found) - 1, min(_ENDS, len(found)))]


def _covers(x: Any, y: Any, size: tuple[float, float], discs: Sequence[Disc]) -> Any:
    """Whether rectangles of a ``size`` around centres cover one of the circles that are seen."""
    import numpy as np

    covered = np.full(len(x), False)
    for at_x, at_y, radius in discs:
        if radius > SEEN:
            gap = np.hypot(
                np.maximum(abs(x - at_x) - size[0] / 2, 0.0), np.maximum(abs(y - at_y) - size[1] / 2, 0.0)
            )
            covered |= gap < radius + _CLEAR
    return covered


def _passes(start: tuple[Any, Any], end: tuple[float, float], disc: Disc) -> Any:
    """Whether lines from ``start`` to ``end`` pass over a circle that is seen."""
    import numpy as np

    if disc[2] <= SEEN:
        return np.zeros(len(start[0]))
    across, up = end[0] - start[0], end[1] - start[1]
    square = np.maximum(across**2 + up**2, 1e-12)
    at = np.clip(((disc[0] - start[0]) * across + (disc[1] - start[1]) * up) / square, 0.0, 1.0)
    gap = np.hypot(start[0] + at * across - disc[0], start[1] + at * up - disc[1])
    return (gap < disc[2] + 0.01).astype(float)
