"""Place labels so that none covers another. Works on rectangles in inches; knows nothing of maps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Box", "Label", "Spot", "place"]

#: Cost per square inch of covering another label (never accepted), and of leaving the frame.
_FORBIDDEN = 1e6


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


@dataclass(frozen=True)
class Spot:
    """A possible centre of a label and what it costs to stand there."""

    x: float
    y: float
    cost: float = 0.0


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


def place(
    labels: Sequence[Label], frame: Box, taken: Sequence[Box], soft: Sequence[tuple[Box, float]], margin: float = 0.03
) -> dict[str, Spot]:
    """The spot of each label, by key. A label that fits nowhere is left out.

    ``taken`` may not be covered; each of ``soft`` may, at a cost per square inch. Labels are placed in order, each
    where it costs least, and then moved again three times while others stand, so that an early label makes room.
    """
    chosen: dict[str, Spot] = {}
    ordered = sorted(labels, key=lambda label: not label.required)
    for _ in range(4):
        for label in ordered:
            others = [
                other.box(chosen[other.key]).grown(margin)
                for other in labels
                if other.key != label.key and other.key in chosen
            ]
            best = _best(label, frame, [*taken, *others], soft)
            if best is not None:
                chosen[label.key] = best
            else:
                chosen.pop(label.key, None)
    return chosen


def _best(label: Label, frame: Box, taken: Sequence[Box], soft: Sequence[tuple[Box, float]]) -> Spot | None:
    """The cheapest spot at which the label covers nothing that is taken and stays in the frame."""
    best, least = None, _FORBIDDEN
    for spot in label.spots:
        if spot.cost >= least:
            continue
        box = label.box(spot)
        if not box.inside(frame) or any(box.overlap(other) > 0 for other in taken):
            continue
        cost = spot.cost + sum(rate * box.overlap(other) for other, rate in soft)
        if cost < least:
            best, least = spot, cost
    return best
