"""Place labels so that none covers another. Works on rectangles in inches; knows nothing of maps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Box", "Label", "Line", "Spot", "place"]

#: A straight line: x and y of one end, x and y of the other (inches).
Line = tuple[float, float, float, float]

#: Cost of covering another label, and of each square inch of it.
_CLASH = 50.0
#: Above this cost an optional label hides more than it says.
_WORTH_LEAVING_OUT = 1.0
_ROUNDS = 12


@dataclass(frozen=True)
class Box:
    """A rectangle: left, bottom, right, top (inches)."""

    left: float
    bottom: float
    right: float
    top: float

    def overlap(self, other: Box) -> float:
        """Area shared with another rectangle."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        return wide * high if wide > 0 and high > 0 else 0.0

    def grown(self, by: float) -> Box:
        """The rectangle with a margin on all sides."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def inside(self, other: Box) -> bool:
        """Whether it lies within another rectangle."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.bottom >= other.bottom
            and self.top <= other.top
        )

    def crossed(self, line: Line) -> bool:
        """Whether a line passes through the rectangle (Liang and Barsky's clipping)."""
        x, y, across, up = line[0], line[1], line[2] - line[0], line[3] - line[1]
        begin, end = 0.0, 1.0
        for start, low, high, step in ((x, self.left, self.right, across), (y, self.bottom, self.top, up)):
            if step == 0:
                if not low < start < high:
                    return False
                continue
            first, last = sorted(((low - start) / step, (high - start) / step))
            begin, end = max(begin, first), min(end, last)
        return begin < end


@dataclass(frozen=True)
class Spot:
    """A possible centre of a label, what it costs to stand there, and the point that a line leads to from there."""

    x: float
    y: float
    cost: float = 0.0
    lead: tuple[float, float] | None = None


@dataclass(frozen=True)
class Label:
    """A text of a known size with the places where it may stand. ``required`` ones are placed first."""

    key: str
    width: float
    height: float
    spots: Sequence[Spot]
    required: bool = True

    def box(self, spot: Spot) -> Box:
        """The rectangle that the text fills at a spot."""
        wide, high = self.width / 2, self.height / 2
        return Box(spot.x - wide, spot.y - high, spot.x + wide, spot.y + high)

    def line(self, spot: Spot) -> Line | None:
        """The line from the edge of the text to what it names, at a spot that needs one."""
        if spot.lead is None:
            return None
        box, (x, y) = self.box(spot), spot.lead
        return min(max(x, box.left), box.right), min(max(y, box.bottom), box.top), x, y


def place(
    labels: Sequence[Label],
    frame: Box,
    taken: Sequence[Box],
    soft: Sequence[tuple[Box, float]],
    margin: float = 0.03,
) -> dict[str, Spot]:
    """The spot of each label, by key; no two labels overlap. A label that fits nowhere is left out.

    ``taken`` may not be covered, nor crossed by a line; each of ``soft`` may be covered, at a cost per square inch.
    Every label goes where it costs least; then all are moved again while the others stand, and covering another label
    or its line costs so much that whoever has a second choice gives way. Where labels may have lines that is tried in
    several orders. What overlaps at the end is left out, optional labels first.
    """
    options = {label.key: sorted(_options(label, frame, taken, soft), key=lambda each: each[1]) for label in labels}
    near = {key: sum(spot.lead is None for spot, _ in found) for key, found in options.items()}
    least = {key: min((cost for _, cost in found), default=0.0) for key, found in options.items()}
    ordered = sorted(labels, key=lambda label: (not label.required, near[label.key]))
    orders = [ordered]
    if any(spot.lead for found in options.values() for spot, _ in found):  # who comes first matters more with lines
        orders.append(sorted(labels, key=lambda label: (not label.required, len(options[label.key]))))
        orders.append(sorted(labels, key=lambda label: (not label.required, -least[label.key])))
        orders.append(sorted(labels, key=lambda label: (not label.required, least[label.key])))
        orders.append(sorted(labels, key=lambda label: (not label.required, -label.width)))
    best: tuple[float, dict[str, Spot]] | None = None
    for order in orders:
        chosen, costs = _settled(labels, order, options, margin)
        total = sum(costs.get(label.key, _CLASH) for label in labels if label.required)
        if best is None or total < best[0] - 1e-9:
            best = (total, _apart(order, chosen))
    assert best is not None
    return best[1]


def _settled(
    labels: Sequence[Label], ordered: Sequence[Label], options: Mapping[str, list[tuple[Spot, float]]], margin: float
) -> tuple[dict[str, Spot], dict[str, float]]:
    """The spot of each label once none has a better one while the others stand, and what it costs, by key."""
    chosen: dict[str, Spot] = {}
    costs: dict[str, float] = {}
    for _ in range(_ROUNDS):
        before = dict(chosen)
        for label in ordered:
            standing = [other for other in labels if other.key != label.key and other.key in chosen]
            others = [other.box(chosen[other.key]).grown(margin) for other in standing]
            lines = [line for other in standing if (line := other.line(chosen[other.key]))]
            best = _cheapest(label, options[label.key], others, lines)
            if best is not None:
                costs[label.key], chosen[label.key] = best
        if chosen == before:
            break
    return chosen, costs


def _cheapest(
    label: Label, options: Sequence[tuple[Spot, float]], others: Sequence[Box], lines: Sequence[Line]
) -> tuple[float, Spot] | None:
    """The option that costs least while the other labels stand; ``options`` by their cost without them.

    Others only add to a cost, so none is better that costs as much without them.
    """
    best: tuple[float, Spot] | None = None
    for option in options:
        if best is not None and option[1] >= best[0]:
            break
        cost = _cost(label, option, others, lines)
        if best is None or cost < best[0]:
            best = cost, option[0]
    return best


def _apart(ordered: Sequence[Label], chosen: Mapping[str, Spot]) -> dict[str, Spot]:
    """The labels that cover none before them; an optional one does not stand on a line either."""
    kept: dict[str, Spot] = {}
    boxes: list[Box] = []
    lines: list[Line] = []
    for label in ordered:
        if label.key not in chosen:
            continue
        spot = chosen[label.key]
        box, line = label.box(spot), label.line(spot)
        if any(box.overlap(other) > 0 for other in boxes):
            continue
        if not label.required and any(box.crossed(other) for other in lines):
            continue
        kept[label.key] = spot
        boxes.append(box)
        lines += [line] if line else []
    return {key: spot for key, spot in chosen.items() if key in kept}


def _options(
    label: Label, frame: Box, taken: Sequence[Box], soft: Sequence[tuple[Box, float]]
) -> list[tuple[Spot, float]]:
    """The spots that are allowed, each with its cost; for an optional label only those that hide little."""
    import numpy as np

    if not label.spots:
        return []
    at = np.array([(spot.x, spot.y, spot.cost) for spot in label.spots])
    left, right = at[:, 0] - label.width / 2, at[:, 0] + label.width / 2
    bottom, top = at[:, 1] - label.height / 2, at[:, 1] + label.height / 2

    def shared(other: Box) -> Any:
        """Area that the label shares with a rectangle, for every spot."""
        wide = np.minimum(right, other.right) - np.maximum(left, other.left)
        high = np.minimum(top, other.top) - np.maximum(bottom, other.bottom)
        return np.where((wide > 0) & (high > 0), wide * high, 0.0)

    allowed = (left >= frame.left) & (right <= frame.right) & (bottom >= frame.bottom) & (top <= frame.top)
    for other in taken:
        allowed &= shared(other) <= 0
    cost = at[:, 2].copy()
    for other, rate in soft:
        cost += rate * shared(other)
    if not label.required:
        allowed &= cost < _WORTH_LEAVING_OUT
    found = [(label.spots[int(position)], float(cost[position])) for position in np.flatnonzero(allowed)]
    return [
        (spot, each) for spot, each in found
        if (line := label.line(spot)) is None or not any(box.crossed(line) for box in taken)
    ]  # fmt: skip


def _cost(label: Label, option: tuple[Spot, float], others: Sequence[Box], lines: Sequence[Line]) -> float:
    """Cost of an option while the other labels stand."""
    spot, cost = option
    left, right = spot.x - label.width / 2, spot.x + label.width / 2
    bottom, top = spot.y - label.height / 2, spot.y + label.height / 2
    for other in others:
        if left < other.right and other.left < right and bottom < other.top and other.bottom < top:
            wide = min(right, other.right) - max(left, other.left)
            high = min(top, other.top) - max(bottom, other.bottom)
            cost += _CLASH + _CLASH * wide * high
    own = label.line(spot)
    if own is not None:
        cost += _CLASH * sum(other.crossed(own) for other in others)
        cost += _CLASH * sum(_cross(own, other) for other in lines)
    if lines:
        box = Box(left, bottom, right, top)
        cost += _CLASH * sum(box.crossed(line) for line in lines)
    return cost


def _cross(one: Line, other: Line) -> bool:
    """Whether two lines cross."""

    def side(line: Line, x: float, y: float) -> float:
        """On which side of a line a point lies, by its sign."""
        return (line[2] - line[0]) * (y - line[1]) - (line[3] - line[1]) * (x - line[0])

    apart = side(one, *other[:2]) * side(one, *other[2:]) < 0
    return apart and side(other, *one[:2]) * side(other, *one[2:]) < 0
