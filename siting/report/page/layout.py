"""Where map, inset and legend go on the page, so that none covers land. All page sizes are in inches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from siting.report.page.labels import Box

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["Dot", "Frame", "arrange", "centred", "fit", "fit_dots", "window_around"]

#: A circle on the ground: x and y in metres, radius in inches of the page.
Dot = tuple[float, float, float]
#: Circles keep so far from the edge of a map, in inches; how often a map is drawn in until they do.
_EDGE, _TRIES = 0.02, 5
_MOVE = 0.05  #: inches: the step in which a map is moved


@dataclass(frozen=True)
class Frame:
    """A window of the ground on the page: page rectangle, ground point at its lower left corner, metres per inch."""

    page: Box
    x: float
    y: float
    scale: float

    def to_page(self, x: float, y: float) -> tuple[float, float]:
        """Page position in inches of a ground position in metres."""
        return self.page.left + (x - self.x) / self.scale, self.page.bottom + (y - self.y) / self.scale

    def to_ground(self, left: float, bottom: float) -> tuple[float, float]:
        """Ground position in metres of a page position in inches."""
        return self.x + (left - self.page.left) * self.scale, self.y + (bottom - self.page.bottom) * self.scale

    @property
    def limits(self) -> tuple[float, float, float, float]:
        """West, south, east, north of the window in metres."""
        east, north = self.to_ground(self.page.right, self.page.top)
        return self.x, self.y, east, north

    def ground_box(self, box: Box) -> tuple[float, float, float, float]:
        """A page rectangle as west, south, east, north in metres."""
        return (*self.to_ground(box.left, box.bottom), *self.to_ground(box.right, box.top))


def fit(page: Box, bounds: Sequence[float], shrink: float = 1.0, across: float = 0.5, up: float = 0.5) -> Frame:
    """A frame that shows ``bounds`` (metres) on ``page`` as large as it can times ``shrink``.

    ``across`` and ``up`` say where the spare room goes: 0 puts the bounds at the left (bottom), 1 at the right (top).
    """
    west, south, east, north = bounds
    wide, high = page.right - page.left, page.top - page.bottom
    scale = max((east - west) / wide, (north - south) / high) / shrink
    x = west - (wide * scale - (east - west)) * across
    y = south - (high * scale - (north - south)) * up
    return Frame(page, x, y, scale)


def fit_dots(page: Box, bounds: Sequence[float], dots: Sequence[Dot]) -> Frame:
    """As `fit`, and the map only as large as leaves every circle whole whose centre is on it."""
    inner = page
    for _ in range(_TRIES):
        frame = _widened(fit(inner, bounds), page)
        west, south, east, north = frame.limits
        inside = [dot for dot in dots if west <= dot[0] <= east and south <= dot[1] <= north]
        smaller = _drawn_in(inner, frame, inside)
        if smaller == inner:
            break
        inner = smaller
    return frame


def _widened(frame: Frame, page: Box) -> Frame:
    """The same map on a larger page rectangle."""
    x, y = frame.to_ground(page.left, page.bottom)
    return Frame(page, x, y, frame.scale)


def _drawn_in(inner: Box, frame: Frame, dots: Sequence[Dot]) -> Box:
    """``inner`` less what circles reach over the edges of the frame's page; itself when none does."""
    page, left, bottom, right, top = frame.page, 0.0, 0.0, 0.0, 0.0
    for x, y, radius in dots:
        across, up = frame.to_page(x, y)
        reach = radius + _EDGE
        left, right = max(left, page.left - across + reach), max(right, across + reach - page.right)
        bottom, top = max(bottom, page.bottom - up + reach), max(top, up + reach - page.top)
    if max(left, bottom, right, top) <= 1e-9:
        return inner
    smaller = Box(inner.left + left, inner.bottom + bottom, inner.right - right, inner.top - top)
    return smaller if smaller.right - smaller.left > 1.0 and smaller.top - smaller.bottom > 1.0 else inner


def arrange(
    page: Box, land: BaseGeometry, slots: Sequence[tuple[float, float]], dots: Sequence[Dot] = ()
) -> tuple[Frame, list[Box]]:
    """The map as large as it can be while every slot (width, height) finds a corner that is free of land.

    The first slot may choose first. Shrinks the map down to 40 % when it must, and then takes the best there is. No
    circle of ``dots`` reaches over the edge of the page.
    """
    inner = page
    for _ in range(_TRIES):
        frame, boxes = _arranged(inner, land, slots)
        frame = _widened(frame, page)
        smaller = _drawn_in(inner, frame, dots)
        if smaller == inner:
            break
        inner = smaller
    return frame, boxes


def centred(frame: Frame, land: BaseGeometry, boxes: Sequence[Box], dots: Sequence[Dot] = ()) -> Frame:
    """The map moved left or right to the middle of the room that the slots in ``boxes`` leave it.

    Names then find as much room on one side as on the other. It covers no more of a slot than before.
    """
    from shapely import box as rectangle
    from shapely import union_all

    west, _, east, _ = land.bounds
    left, right = (frame.to_page(x, 0.0)[0] for x in (west, east))
    for x, _, radius in dots:
        across = frame.to_page(x, 0.0)[0]
        left, right = min(left, across - radius - _EDGE), max(right, across + radius + _EDGE)

    def covered(moved: Frame) -> float:
        slots = union_all([rectangle(*moved.ground_box(slot.grown(0.08))) for slot in boxes])
        return float(land.intersection(slots).area) / frame.scale**2

    least, ends = covered(frame) + 1e-6, []
    for step, room in ((-_MOVE, left - frame.page.left), (_MOVE, frame.page.right - right)):
        moved = 0.0
        while abs(moved + step) <= room and covered(_moved(frame, moved + step)) <= least:
            moved += step
        ends.append(moved)
    return _moved(frame, sum(ends) / 2)


def _moved(frame: Frame, by: float) -> Frame:
    """The same map ``by`` inches to the right."""
    return Frame(frame.page, frame.x - by * frame.scale, frame.y, frame.scale)


def _arranged(page: Box, land: BaseGeometry, slots: Sequence[tuple[float, float]]) -> tuple[Frame, list[Box]]:
    """The map and the slots, by what they cover of one another."""
    best: tuple[float, Frame, list[Box]] | None = None
    for shrink in (1.0, 0.96, 0.92, 0.88, 0.84, 0.8, 0.75, 0.7, 0.65, 0.6, 0.5, 0.4):
        for across, up in (
            (0.5, 0.5),
            (1.0, 0.5),
            (0.0, 0.5),
            (1.0, 0.0),
            (0.0, 1.0),
            (0.0, 0.0),
            (1.0, 1.0),
        ):
            frame = fit(page, land.bounds, shrink, across, up)
            covered, boxes = _corners(frame, land, slots)
            if best is None or covered < best[0] - 1e-9:
                best = (covered, frame, boxes)
        if best is not None and best[0] <= 1e-9:
            break
    assert best is not None
    return best[1], best[2]


def _corners(frame: Frame, land: BaseGeometry, slots: Sequence[tuple[float, float]]) -> tuple[float, list[Box]]:
    """Each slot in the corner where it covers the least land, and how much is covered in all (square inches)."""
    from shapely.geometry import box as rectangle

    page, covered = frame.page, 0.0
    boxes: list[Box] = []
    for number, (wide, high) in enumerate(slots, start=1):
        corners = [
            Box(left, bottom, left + wide, bottom + high)
            for bottom in (page.top - high, page.bottom)
            for left in (page.left, page.right - wide)
        ]
        if number == len(slots):  # the last slot, the legend, goes low where it can choose
            corners.reverse()
        costs = []
        for corner in corners:
            ground = rectangle(*frame.ground_box(corner.grown(0.08)))
            cost = land.intersection(ground).area / frame.scale**2
            costs.append(cost + 100.0 * sum((corner.overlap(other) for other in boxes), 0.0))
        least = min(range(len(corners)), key=lambda position: (round(costs[position], 6), position))
        boxes.append(corners[least])
        covered += costs[least]
    return covered, boxes


def window_around(points: Sequence[tuple[float, float]], reach: float, shape: tuple[float, float]) -> list[float]:
    """West, south, east, north of a window of the given width : height that holds ``points`` with a margin.

    ``reach`` (metres) is the margin on each side.
    """
    west, east = min(x for x, _ in points) - reach, max(x for x, _ in points) + reach
    south, north = min(y for _, y in points) - reach, max(y for _, y in points) + reach
    wide, high = east - west, north - south
    ratio = shape[0] / shape[1]
    if wide < high * ratio:
        middle, wide = (west + east) / 2, high * ratio
        west, east = middle - wide / 2, middle + wide / 2
    else:
        middle, high = (south + north) / 2, wide / ratio
        south, north = middle - high / 2, middle + high / 2
    return [west, south, east, north]
