"""Names of regions that are too full of circles to bear one: outside the country, a thin line leads into the region."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from siting.report.page.labels import Spot
from siting.report.page.layout import Frame

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["SEEN", "spots_off_circles"]

#: Radius in inches (3 points across) from which a circle may not be covered by the name of a region.
SEEN = 1.5 / 72

_NEAR = 0.24  #: inches: a name at sea that is farther from its region needs a line
_EMPTY = 0.03  #: inches at both ends of a name that hold no letters
_EASY = 0.9  #: a place on its own land that costs less is good enough
_REACH, _STEP = 1.3, 0.09  #: inches around a region in which its name may stand, and between places tried
_ENDS, _TRIED = 24, 3  #: points of a region tried as end of a line, the best of them looked at closely
_KEPT = 300  #: cheapest places kept
_LED, _LENGTH, _ABROAD = 1.6, 0.35, 1.0  #: cost of a line, of each inch of it, of each inch through another region

Disc = tuple[float, float, float]  #: x, y and radius in page inches


def spots_off_circles(
    frame: Frame,
    code: str,
    regions: Mapping[str, BaseGeometry],
    spots: Sequence[Spot],
    size: tuple[float, float],
    discs: Sequence[Disc],
) -> list[Spot]:
    """Those of ``spots`` where the name of a region covers no circle; ones off the land too, when none is good.

    ``regions`` are all outlines by code, ``discs`` the circles. A name off the land has a line into its region.
    """
    clear = _clear(frame, regions[code], spots, size, discs)
    if clear and min(spot.cost for spot in clear) < _EASY:
        return clear
    return [*clear, *_led(frame, code, regions, size, discs)]


def _clear(
    frame: Frame, own: BaseGeometry, spots: Sequence[Spot], size: tuple[float, float], discs: Sequence[Disc]
) -> list[Spot]:
    """Those of ``spots`` where a name of a ``size`` covers no circle that is seen and stands close to its region."""
    import numpy as np
    import shapely

    if not spots:
        return []
    x, y = np.array([(spot.x, spot.y) for spot in spots]).T
    lower = frame.to_ground(x - size[0] / 2, y - size[1] / 2)
    upper = frame.to_ground(x + size[0] / 2, y + size[1] / 2)
    near = shapely.distance(own, shapely.box(*lower, *upper)) <= _NEAR * frame.scale
    good = near & ~_covers(x, y, size, discs)
    return [spot for spot, each in zip(spots, good, strict=True) if each]


def _led(
    frame: Frame, code: str, regions: Mapping[str, BaseGeometry], size: tuple[float, float], discs: Sequence[Disc]
) -> list[Spot]:
    """Where the name of a region may stand off the land of all ``regions``, each with the point its line leads to.

    No line passes over a circle that is seen; a short one that crosses no other region is cheapest.
    """
    import numpy as np
    import shapely

    own = regions[code]
    x, y = _free(frame, own, shapely.union_all(list(regions.values())), size, discs)
    others = shapely.union_all([shape for key, shape in regions.items() if key != code])
    shapely.prepare(others)
    end_x, end_y = np.array(_ends(frame, own, discs)).T
    from_x = np.clip(end_x, x[:, None] - size[0] / 2, x[:, None] + size[0] / 2)
    from_y = np.clip(end_y, y[:, None] - size[1] / 2, y[:, None] + size[1] / 2)
    length = np.hypot(from_x - end_x, from_y - end_y)
    length[_passes((from_x, from_y), (end_x, end_y), discs)] = np.inf
    spots = []
    for end in np.argsort(length, axis=1, kind="stable")[:, :_TRIED].T:
        row = np.arange(len(x))
        start, to, far = (from_x[row, end], from_y[row, end]), (end_x[end], end_y[end]), length[row, end]
        part = np.linspace(0.0, 1.0, 9)
        line = [begin[:, None] + part * (stop - begin)[:, None] for begin, stop in zip(start, to, strict=True)]
        abroad = shapely.contains_xy(others, *frame.to_ground(line[0], line[1])).mean(axis=1)
        for at in np.flatnonzero(np.isfinite(far)):
            cost = _LED + float(far[at]) * (_LENGTH + _ABROAD * float(abroad[at]))
            spots.append(Spot(float(x[at]), float(y[at]), cost, (float(to[0][at]), float(to[1][at]))))
    return sorted(spots, key=lambda spot: spot.cost)[:_KEPT]


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
    for inches in (0.05, 0.03, 0.015):
        inner = own.buffer(-inches * frame.scale)
        if not inner.is_empty:
            break
    west, south, east, north = own.bounds
    grid = np.meshgrid(np.linspace(west, east, 20)[1:-1], np.linspace(south, north, 20)[1:-1])
    ground_x, ground_y = (part.ravel() for part in grid)
    within = shapely.contains_xy(inner, ground_x, ground_y)
    points: Any = frame.to_page(ground_x[within], ground_y[within])
    x, y = points
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
                np.maximum(abs(x - at_x) - size[0] / 2 + _EMPTY, 0.0), np.maximum(abs(y - at_y) - size[1] / 2, 0.0)
            )
            covered |= gap < radius
    return covered


def _passes(start: tuple[Any, Any], end: tuple[Any, Any], discs: Sequence[Disc]) -> Any:
    """Whether lines from ``start`` (a row for each place) to ``end`` (a column for each) pass over a circle seen."""
    import numpy as np

    across, up = end[0] - start[0], end[1] - start[1]
    square = np.maximum(across**2 + up**2, 1e-12)
    passed = np.full(across.shape, False)
    for x, y, radius in discs:
        if radius > SEEN:
            at = np.clip(((x - start[0]) * across + (y - start[1]) * up) / square, 0.0, 1.0)
            passed |= np.hypot(start[0] + at * across - x, start[1] + at * up - y) < radius + 0.01
    return passed
