"""Many variants of one plan, on the cores of a laptop or on a cluster; written as they come, gone on with at will."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siting.lazy import lazy

if TYPE_CHECKING:
    from siting.ensemble.result import EnsembleResult, read_ensemble
    from siting.ensemble.running import Progress, run_ensemble
    from siting.ensemble.samples import Sample

__all__ = [
    "EnsembleResult",
    "Progress",
    "Sample",
    "read_ensemble",
    "run_ensemble",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "EnsembleResult": "siting.ensemble.result",
        "Progress": "siting.ensemble.running",
        "Sample": "siting.ensemble.samples",
        "read_ensemble": "siting.ensemble.result",
        "run_ensemble": "siting.ensemble.running",
    },
)
