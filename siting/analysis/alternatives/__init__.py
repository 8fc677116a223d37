"""Plans that cost little more than the cheapest: what is certain in all of them, what is open, how they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siting.lazy import lazy

if TYPE_CHECKING:
    from siting.analysis.alternatives.computing import alternatives
    from siting.analysis.alternatives.making import make_alternatives
    from siting.analysis.alternatives.types import Alternatives, Inequality
    from siting.analysis.alternatives.writing import alternatives_record, write_alternatives

__all__ = [
    "Alternatives",
    "Inequality",
    "alternatives",
    "alternatives_record",
    "make_alternatives",
    "write_alternatives",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "Alternatives": "siting.analysis.alternatives.types",
        "Inequality": "siting.analysis.alternatives.types",
        "alternatives": "siting.analysis.alternatives.computing",
        "alternatives_record": "siting.analysis.alternatives.writing",
        "make_alternatives": "siting.analysis.alternatives.making",
        "write_alternatives": "siting.analysis.alternatives.writing",
    },
)
