"""Two to twenty runs side by side: what each gives the regions, what it costs, what it assumes differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siting.lazy import lazy

if TYPE_CHECKING:
    from siting.analysis.compare.comparison import Comparison, compare, comparison_record

__all__ = [
    "Comparison",
    "compare",
    "comparison_record",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "Comparison": "siting.analysis.compare.comparison",
        "compare": "siting.analysis.compare.comparison",
        "comparison_record": "siting.analysis.compare.comparison",
    },
)
