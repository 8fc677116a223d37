"""Words for a few regions on a small map: as near to their region as there is room, with a line from farther off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from siting.report.page.labels import Box, Label, Spot, place
from siting.report.page.layout import Frame
from siting.report.page.sheet import Sheet

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["Callout", "draw_callouts"]

_SIZE = 6.6  #: points
_REACH = (0.75, 0.6)  #: inches across and up that a name may stand off its region
_STEP = 0.07
_POINT_COST = 400.0  #: of covering the point of another region, per square inch


@dataclass(frozen=True)
class Callout:
    """What is written for a region (its code), and in which colour."""

    code: str
    text: str
    colour: str


def draw_callouts(
    sheet: Sheet,
    axes: Any,
    frame: Frame,
    regions: Mapping[str, BaseGeometry],
    callouts: Sequence[Callout],
    *,
    taken: Sequence[Box] = (),
) -> dict[str, Box]:
    """Write the callouts so that none covers another; returns their boxes (page inches) by code.

    ``regions`` are all outlines by code: a name rather stands on its own region or on none than on another; ``taken``
    (page inches) may not be covered.
    """
    import shapely

    points = {each.code: frame.to_page(*shapely.point_on_surface(regions[each.code]).coords[0]) for each in callouts}
    requests = []
    for each in callouts:
        wide, high = sheet.text_size(each.text, _SIZE, "bold")
        size = (wide + 0.05, high + 0.02)
        requests.append(Label(each.code, *size, _spots(frame, each.code, regions, points[each.code], size)))
    dots = [(Box(x, y, x, y).grown(0.04), _POINT_COST) for x, y in points.values()]
    chosen = place(requests, frame.page.grown(0.12), taken, dots)
    boxes = {}
    for each, label in zip(callouts, requests, strict=True):
        if each.code not in chosen:
            continue
        spot = chosen[each.code]
        boxes[each.code] = label.box(spot)
        _lead(axes, frame, points[each.code], boxes[each.code], each.colour)
        at = frame.to_ground(spot.x, spot.y)
        sheet.write(axes, *at, each.text, size=_SIZE, weight="bold", colour=each.colour, halo=True, gid="region")
    return boxes


def _spots(
    frame: Frame,
    code: str,
    regions: Mapping[str, BaseGeometry],
    point: tuple[float, float],
    size: tuple[float, float],
) -> list[Spot]:
    """Places around the point of a region, dearer the farther off and the more of another region they cover."""
    import numpy as np
    import shapely

    own = regions[code]
    others = shapely.union_all([shape for key, shape in regions.items() if key != code])
    shapely.prepare(own)
    shapely.prepare(others)
    wide, high = size
    across = np.arange(-_REACH[0] - wide / 2, _REACH[0] + wide / 2 + _STEP, _STEP)
    up = np.arange(-_REACH[1] - high / 2, _REACH[1] + high / 2 + _STEP, _STEP)
    grids: list[Any] = [
        *np.meshgrid(point[0] + across, point[1] + up),
        *np.meshgrid(np.linspace(-0.5, 0.5, 9), np.linspace(-0.5, 0.5, 4)),
    ]
    xs, ys, off_x, off_y = (grid.ravel() for grid in grids)
    ground = frame.to_ground(xs[:, None] + off_x * wide, ys[:, None] + off_y * high)
    inside = shapely.contains_xy(own, *ground).mean(axis=1)
    foreign = shapely.contains_xy(others, *ground).mean(axis=1)
    far = np.hypot(
        np.maximum(abs(xs - point[0]) - wide / 2, 0.0), np.maximum(abs(ys - point[1]) - high / 2, 0.0)
    ) + 0.3 * np.hypot(xs - point[0], ys - point[1])
    cost = 0.5 * (1 - inside - foreign) + 1.5 * foreign + far
    return [Spot(float(x), float(y), float(each)) for x, y, each in zip(xs, ys, cost, strict=True)]


def _lead(axes: Any, frame: Frame, point: tuple[float, float], box: Box, colour: str) -> None:
    """A line from a name to the point of its region, unless the name stands on it."""
    near = (min(max(point[0], box.left), box.right), min(max(point[1], box.bottom), box.top))
    if near == point:
        return
    ends = [frame.to_ground(*near), frame.to_ground(*point)]
    axes.plot([x for x, _ in ends], [y for _, y in ends], color=colour, linewidth=0.7, zorder=5)
    axes.plot(*ends[1], "o", color=colour, markersize=2.2, markeredgewidth=0, zorder=5)
