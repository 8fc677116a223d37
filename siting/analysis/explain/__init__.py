"""Why a run gives each place what it gives, in sentences with numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siting.lazy import lazy

if TYPE_CHECKING:
    from siting.analysis.explain.explanation import explain, explanation_record
    from siting.analysis.explain.types import Explanation
    from siting.analysis.explain.wording import Section, sentences

__all__ = [
    "Explanation",
    "Section",
    "explain",
    "explanation_record",
    "sentences",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "Explanation": "siting.analysis.explain.types",
        "Section": "siting.analysis.explain.wording",
        "explain": "siting.analysis.explain.explanation",
        "explanation_record": "siting.analysis.explain.explanation",
        "sentences": "siting.analysis.explain.wording",
    },
)
