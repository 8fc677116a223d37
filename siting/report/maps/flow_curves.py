"""Flows as curved arrows: width by people, bent to one side so that both directions between two places are seen.

Curves with an arrow head are read more surely than tapered or straight lines: Jenny et al. (2018), "Design principles
for origin-destination flow maps", Cartography and Geographic Information Science 45(1).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from siting.report.maps.scales import round_down_nice
from siting.report.page.labels import Box
from siting.report.page.layout import Frame

if TYPE_CHECKING:
    from siting.report.page.sheet import Sheet

__all__ = ["Curve", "FlowScale", "curve_between", "draw_arrow"]

_BEND = 0.2  #: how far a curve leaves the straight line, as a share of its length
_STEPS = 60
_POINT = 1.0 / 72.0

Disc = tuple[float, float, float]  #: x, y, radius in page inches


@dataclass(frozen=True)
class FlowScale:
    """Lines whose width is proportional to people: ``largest`` people get ``points``."""

    largest: float
    points: float

    def width(self, people: float) -> float:
        """Width in points for a number of people."""
        return self.points * people / self.largest if self.largest > 0 else 0.0

    def examples(self) -> tuple[float, ...]:
        """The widest flow, to its first figure, and two smaller round numbers of people; largest first."""
        most = max(self.largest, 1.0)
        power = 10.0 ** math.floor(math.log10(most) + 1e-12)
        top = math.floor(most / power + 1e-9) * power
        return tuple(value for value in (top, round_down_nice(top / 2), round_down_nice(top / 5)) if value >= 1)


@dataclass(frozen=True)
class Curve:
    """Where an arrow runs, in page inches: the points of its shaft, and tip and corners of its head."""

    shaft: tuple[tuple[float, float], ...]
    head: tuple[tuple[float, float], ...]

    @property
    def middle(self) -> tuple[float, float]:
        """The point half way along the shaft."""
        return self.shaft[len(self.shaft) // 2]

    def boxes(self, width: float) -> list[Box]:
        """Small rectangles along the arrow, ``width`` points wide, that names should not cover."""
        reach = max(width * _POINT / 2, 0.015)
        points = [*self.shaft[::4], self.head[0]]
        return [Box(x, y, x, y).grown(reach) for x, y in points]


def curve_between(start: Disc, end: Disc, width: float) -> Curve:
    """The arrow of ``width`` points from the edge of one disc to the edge of another, bent to its left."""
    (x0, y0, r0), (x1, y1, r1) = start, end
    far = math.hypot(x1 - x0, y1 - y0) or 1e-6
    bend = (x0 + x1) / 2 - (y1 - y0) * _BEND, (y0 + y1) / 2 + (x1 - x0) * _BEND
    gap = 0.015
    begin, stop = min(r0 + gap, 0.3 * far), min(r1 + gap, 0.3 * far)
    points = [_bezier((x0, y0), bend, (x1, y1), step / _STEPS) for step in range(_STEPS + 1)]
    points = [
        point
        for point in points
        if math.hypot(point[0] - x0, point[1] - y0) >= begin and math.hypot(point[0] - x1, point[1] - y1) >= stop
    ]
    tip, thick = points[-1], width * _POINT
    long = min(max(1.7 * thick, 0.055), 0.5 * far)
    shaft = [point for point in points if math.hypot(point[0] - tip[0], point[1] - tip[1]) >= 0.9 * long] or points[:1]
    base = shaft[-1]
    away = math.hypot(tip[0] - base[0], tip[1] - base[1]) or 1e-6
    along = (tip[0] - base[0]) / away, (tip[1] - base[1]) / away
    half = max(0.95 * thick, 0.026)
    corners = [(base[0] - side * along[1] * half, base[1] + side * along[0] * half) for side in (1, -1)]
    return Curve(tuple(shaft), (tip, *corners))


def _bezier(a: Sequence[float], b: Sequence[float], c: Sequence[float], t: float) -> tuple[float, float]:
    """A point of the quadratic Bezier curve from ``a`` to ``c`` drawn towards ``b``."""
    one, two, three = (1 - t) ** 2, 2 * t * (1 - t), t**2
    return one * a[0] + two * b[0] + three * c[0], one * a[1] + two * b[1] + three * c[1]


def draw_arrow(
    sheet: Sheet, axes: Any, frame: Frame | None, curve: Curve, width: float, colour: str, order: float, gid: str
) -> None:
    """Draw an arrow ``width`` points wide with a thin light edge. Without a frame one unit of the axes is an inch."""
    from matplotlib.patches import PathPatch, Polygon
    from matplotlib.path import Path

    def ground(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        return [frame.to_ground(*point) for point in points] if frame else list(points)

    paper = sheet.style.colours.paper
    line, head = Path(ground(curve.shaft)), ground(curve.head)
    edge = {"facecolor": "none", "capstyle": "butt", "joinstyle": "round"}  # add_artist: limits are set already
    axes.add_artist(PathPatch(line, edgecolor=paper, linewidth=width + 1.0, zorder=order, **edge))
    axes.add_artist(Polygon(head, facecolor=colour, edgecolor=paper, linewidth=0.5, zorder=order + 0.0002))
    axes.add_artist(PathPatch(line, edgecolor=colour, linewidth=width, zorder=order + 0.0003, gid=gid, **edge))
