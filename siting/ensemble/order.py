"""In which order samples are computed: neighbours one after the other, so that few steps are between them.

Samples are points, one axis for each figure that they change, in standard deviations. They are halved across the
widest axis until a chunk is left (a k-d tree, Bentley 1975), and within a chunk each sample is followed by the nearest
one that is not done yet. The order is a function of the samples and the size of a chunk alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from siting.model.changes import Change

if TYPE_CHECKING:
    from siting.ensemble.samples import Sample
    from siting.model.arrays import FloatArray, IntArray

__all__ = ["walks"]


def walks(samples: Sequence[Sample], chunk: int) -> list[IntArray]:
    """Positions of the samples of each chunk, in the order in which they are computed; the last may be shorter."""
    points, home = _points(samples)
    pieces: list[IntArray] = []
    waiting = [np.arange(len(samples))]
    while waiting:
        some = waiting.pop()
        if len(some) <= chunk:
            pieces.append(_walk(some, points, home))
            continue
        axis = int(np.argmax(np.ptp(points[some], axis=0))) if points.shape[1] else 0
        if points.shape[1]:
            some = some[np.argsort(points[some, axis], kind="stable")]
        half = chunk * max(1, -(-len(some) // chunk) // 2)
        waiting += [some[half:], some[:half]]
    return pieces


def _walk(some: IntArray, points: FloatArray, home: FloatArray) -> IntArray:
    """From sample to nearest sample, beginning near the model as given; of those equally near, the first told."""
    left = np.sort(some)
    at, order = home, []
    while len(left):
        nearest = int(np.argmin(((points[left] - at) ** 2).sum(axis=1)))
        order.append(int(left[nearest]))
        at = points[left[nearest]]
        left = np.delete(left, nearest)
    return np.array(order, dtype=np.int64)


def _points(samples: Sequence[Sample]) -> tuple[FloatArray, FloatArray]:
    """A point for each sample, and that of the model as given as far as it is known (else the middle)."""
    names = sorted({name for sample in samples for name in sample.changes})
    columns: list[FloatArray] = []
    known: list[float] = []
    for name in names:
        told = [sample.changes.get(name) if name in sample.changes else _ABSENT for sample in samples]
        there = np.array([value is not _ABSENT for value in told])
        figures = np.array([_figures(value) for value in told])
        relative = all(isinstance(value, Change) for value in told if value is not _ABSENT)
        for number in range(figures.shape[1]):
            middle = float((1.0, 0.0)[number]) if relative else float(figures[there, number].mean())
            columns.append(np.where(there, figures[:, number], middle))
            known.append(middle)
        columns.append(there.astype(np.float64))
        known.append(0.0 if relative else float(there.mean()))
    if not columns:
        return np.zeros((len(samples), 0)), np.zeros(0)
    points, home = np.array(columns).T, np.array(known)
    spread = points.std(axis=0)
    some = spread > 0
    return points[:, some] / spread[some], home[some] / spread[some]


_ABSENT = object()


def _figures(value: Any) -> tuple[float, float]:
    """A change as two figures that are near where changes are: factor and shift, or a value and nothing."""
    if isinstance(value, Change):
        return value.factor, value.shift
    found = list(_numbers(value))
    return (float(np.mean(found)) if found else 0.0), 0.0


def _numbers(value: Any) -> Sequence[float]:
    if isinstance(value, bool | int | float | np.generic):
        return [float(value)]
    if isinstance(value, np.ndarray):
        return [float(value.mean())] if value.size and value.dtype.kind in "fiub" else []
    if isinstance(value, Mapping):
        return [each for part in value.values() for each in _numbers(part)]
    if isinstance(value, list | tuple):
        return [each for part in value for each in _numbers(part)]
    return []
