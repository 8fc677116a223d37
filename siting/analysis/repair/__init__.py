"""When no plan exists: which rules contradict one another, and the least that would have to give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siting.lazy import lazy

if TYPE_CHECKING:
    from siting.analysis.repair.diagnosis import Diagnosis, Recipe, Repair, diagnose
    from siting.analysis.repair.sentences import diagnosis_lines, diagnosis_record

__all__ = [
    "Diagnosis",
    "Recipe",
    "Repair",
    "diagnose",
    "diagnosis_lines",
    "diagnosis_record",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "Diagnosis": "siting.analysis.repair.diagnosis",
        "Recipe": "siting.analysis.repair.diagnosis",
        "Repair": "siting.analysis.repair.diagnosis",
        "diagnose": "siting.analysis.repair.diagnosis",
        "diagnosis_lines": "siting.analysis.repair.sentences",
        "diagnosis_record": "siting.analysis.repair.sentences",
    },
)
