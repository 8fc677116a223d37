"""Efficient points of two or three objectives on a grid of bounds, for linear programs and whole quantities.

The first objective is minimised while each of the others is held below a value that steps from its worst to its best.
A small reward for what stays unused of each bound, earlier objectives before later ones, keeps points out that another
betters. What stays unused tells how many steps of the grid would give the same point: those are skipped.

    min  f_1 - eps (s_2 / r_2 + s_3 / (10 r_3) + ...)      f_k + s_k = e_k,  s_k >= 0

Source: AUGMECON2, Mavrotas and Florios (2013); skips in every direction: AUGMECON-R, Nikas, Fountoulakis, Forouli and
Doukas (2022).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from siting.model.arrays import FloatArray, IntArray
from siting.model.tradeoffs.objectives import Efficient, Objectives, Payoff

__all__ = ["Grid", "on_grid"]

#: Weight of what stays unused of the bounds, as a part of the range of the first objective.
REWARD = 1e-6
#: Values closer than this (as a part of the range) are one.
SAME = 1e-9


@dataclass(frozen=True)
class Grid:
    """Efficient points by rising first objective, the payoff table, and how much work it was.

    ``cells`` are those of the grid, ``solved`` those that HiGHS was asked for; the others were skipped.
    """

    points: tuple[Efficient, ...]
    payoff: Payoff
    cells: int
    solved: int

    @property
    def values(self) -> FloatArray:
        """Values of the points, one row a point."""
        return np.array([point.values for point in self.points])


def on_grid(
    objectives: Objectives,
    steps: Sequence[int] | None = None,
    progress: Callable[[int, int], None] = lambda done, cells: None,
) -> Grid | None:
    """Points of a grid with ``steps`` intervals for each objective after the first; ``None`` without any plan.

    Without ``steps`` each whole number within the range is a step, which for objectives of whole values finds every
    efficient point. ``progress`` is told how many cells are done, and of how many.

    Raises ``ValueError`` for fewer than two objectives, or steps that are no such numbers.
    """
    if len(objectives) < 2:
        raise ValueError("a trade-off has two objectives or more")
    payoff = objectives.payoff()
    if payoff is None:
        return None
    ranges = payoff.nadir - payoff.ideal
    some = ranges > SAME * np.maximum(1.0, np.abs(payoff.ideal))
    if not some[1:].any():
        return Grid((payoff.points[0],), payoff, 1, 0)
    counts = _counts(ranges, some, steps)
    size = ranges[1:] / counts
    weights = _weights(ranges, some)
    skips: IntArray = np.zeros(counts + 1, dtype=np.int64)
    cells, done, solved = int(np.prod(counts + 1)), 0, 0
    found: list[Efficient] = []
    # The last objective is the outermost, the second the innermost.
    for outer in itertools.product(*(range(count + 1) for count in counts[:0:-1])):
        later = outer[::-1]
        inner = 0
        while inner <= counts[0]:
            cell = (inner, *later)
            if skips[cell]:
                inner += int(skips[cell])
                continue
            bound = payoff.nadir[1:] - np.array(cell) * size
            objectives.bound(np.concatenate(([np.inf], _roomy(bound, payoff.ideal[1:]))))
            point = objectives.weighted(weights)
            solved += 1
            if point is None:  # and none where any bound is tighter
                skips[tuple(slice(at, None) for at in cell)] = counts[0] + 1 - inner
                break
            found.append(point)
            unused = np.maximum(0.0, bound - point.values[1:])
            whole = np.where(some[1:], np.floor(unused / np.where(size > 0, size, 1.0) + SAME), 0).astype(np.int64)
            # The same point answers every cell whose bounds it is within.
            reach = tuple(slice(at, at + int(more) + 1) for at, more in zip(cell, whole, strict=True))
            ahead = inner + int(whole[0]) + 1 - np.arange(inner, min(inner + int(whole[0]), int(counts[0])) + 1)
            skips[reach] = np.maximum(skips[reach], ahead.reshape(-1, *([1] * len(later))))
            inner += int(whole[0]) + 1
        done += int(counts[0]) + 1
        progress(done, cells)
    return Grid(tuple(_efficient(found, ranges)), payoff, cells, solved)


def _counts(ranges: FloatArray, some: NDArray[np.bool_], steps: Sequence[int] | None) -> IntArray:
    """Intervals for each objective after the first; one for those that have no range."""
    if steps is None:
        counts = np.round(ranges[1:]).astype(np.int64)
    else:
        counts = np.array(steps, dtype=np.int64)
        if counts.shape != (len(ranges) - 1,) or (counts < 1).any():
            raise ValueError(f"{len(ranges) - 1} numbers of steps, each 1 or more, are asked for, not {list(steps)}")
    return np.where(some[1:], np.maximum(1, counts), 1)


def _weights(ranges: FloatArray, some: NDArray[np.bool_]) -> FloatArray:
    """One for the first objective, the reward for the others: less of f_k is more of s_k."""
    weights = np.zeros(len(ranges))
    weights[0] = 1.0
    lead = ranges[0] if some[0] else 1.0
    for number, (width, used) in enumerate(zip(ranges[1:], some[1:], strict=True)):
        if used:
            weights[1 + number] = REWARD * lead / width / 10.0**number
    return weights


def _roomy(bound: FloatArray, ideal: FloatArray) -> FloatArray:
    """Bounds with room for the last digits."""
    roomy: FloatArray = bound + SAME * np.maximum(1.0, np.abs(ideal))
    return roomy


def _efficient(points: Sequence[Efficient], ranges: FloatArray) -> list[Efficient]:
    """Points that no other betters, each once, by rising first objective."""
    slack = 1e-7 * np.maximum(ranges, SAME)
    kept: list[Efficient] = []
    for point in sorted(points, key=lambda each: tuple(each.values)):
        better = (np.all(other.values <= point.values + slack) for other in kept)
        if not any(better):
            kept.append(point)
    return kept
