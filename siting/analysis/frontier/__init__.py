"""What one aim costs in another: efficient plans of two or three terms, each a run that can be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siting.lazy import lazy

if TYPE_CHECKING:
    from siting.analysis.frontier.folder import read_frontier, write_frontier
    from siting.analysis.frontier.points import Frontier, frontier
    from siting.analysis.frontier.terms import TERMS, FrontierTerm, frontier_terms

__all__ = [
    "TERMS",
    "Frontier",
    "FrontierTerm",
    "frontier",
    "frontier_terms",
    "read_frontier",
    "write_frontier",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "TERMS": "siting.analysis.frontier.terms",
        "Frontier": "siting.analysis.frontier.points",
        "FrontierTerm": "siting.analysis.frontier.terms",
        "frontier": "siting.analysis.frontier.points",
        "frontier_terms": "siting.analysis.frontier.terms",
        "read_frontier": "siting.analysis.frontier.folder",
        "write_frontier": "siting.analysis.frontier.folder",
    },
)
