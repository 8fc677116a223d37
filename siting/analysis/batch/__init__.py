"""Every scenario of a model, several at a time; what has not changed is not solved again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siting.lazy import lazy

if TYPE_CHECKING:
    from siting.analysis.batch.solving import BatchRow, batch_records, solve_all

__all__ = [
    "BatchRow",
    "batch_records",
    "solve_all",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "BatchRow": "siting.analysis.batch.solving",
        "batch_records": "siting.analysis.batch.solving",
        "solve_all": "siting.analysis.batch.solving",
    },
)
