"""Classes of shading and sizes of circles: honest steps that a reader can check against the legend."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from siting.report.page.style import Colours

__all__ = ["CircleScale", "class_breaks", "class_of", "colour_of", "round_down_nice"]

#: Jobs below this are "none": less than half a person.
LEAST = 0.5


def round_down_nice(value: float) -> float:
    """The largest of 1, 2, 5 times a power of ten that does not exceed ``value`` (which must be positive)."""
    if value <= 0:
        raise ValueError(f"not positive: {value}")
    power = 10.0 ** math.floor(math.log10(value) + 1e-12)
    return max(step * power for step in (1.0, 2.0, 5.0) if step * power <= value * (1 + 1e-12))


def class_breaks(values: Sequence[float]) -> tuple[float, ...]:
    """Round inner breaks for ``values`` (jobs) that spread over orders of magnitude: four of them or fewer.

    Each is 1, 2 or 5 times a power of ten. They start from the quantiles of the values that are not "none", so
    that no class is empty, and the top class keeps the few places that stand apart (the top tenth).
    """
    positive = sorted(value for value in values if value >= LEAST)
    if not positive:
        return ()
    found: list[float] = []
    for share in (0.25, 0.5, 0.75, 0.9):
        candidate = round_down_nice(max(positive[min(len(positive) - 1, int(share * len(positive)))], 1.0))
        below = found[-1] if found else 0.0
        if candidate > below and any(below <= value < candidate for value in positive):
            found.append(candidate)
    while found and positive[-1] < found[-1]:  # fewer than one job: round numbers start at 1
        found.pop()
    return tuple(found)


def class_of(value: float, breaks: Sequence[float]) -> int:
    """0 for "none", then 1 for values below the first break (or all, without breaks), 2 from the first break on, ..."""
    if value < LEAST:
        return 0
    return 1 + sum(value >= limit for limit in breaks)


def colour_of(position: int, breaks: Sequence[float], colours: Colours) -> str:
    """The colour of a class (see `class_of`): from light to the darkest, whatever the number of classes."""
    if position == 0:
        return colours.none
    ramp = colours.sequential
    last = len(ramp) - 1
    return ramp[last if not breaks else round(last * (position - 1) / len(breaks))]


@dataclass(frozen=True)
class CircleScale:
    """Circles whose area is proportional to seats: ``largest`` seats get ``radius`` inches."""

    largest: float
    radius: float

    def inches(self, seats: float) -> float:
        """Radius in inches for a number of seats."""
        return self.radius * math.sqrt(max(seats, 0.0) / self.largest) if self.largest > 0 else 0.0

    def examples(self) -> tuple[float, ...]:
        """Three round numbers of seats for the legend, largest first."""
        top = round_down_nice(max(self.largest, 1.0))
        return tuple(value for value in (top, round_down_nice(top / 5), round_down_nice(top / 25)) if value >= 1)
