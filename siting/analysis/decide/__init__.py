"""Parks decided now, jobs later: one decision for several futures, and what it is worth to know which one comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siting.lazy import lazy

if TYPE_CHECKING:
    from siting.analysis.decide.deciding import decide
    from siting.analysis.decide.folder import decided_record, write_decided
    from siting.analysis.decide.outlooks import Outlook, outlooks_by_changes, outlooks_of, read_shares
    from siting.analysis.decide.pools import Protection, price_of_protection, protect
    from siting.analysis.decide.types import Decided

__all__ = [
    "Decided",
    "Outlook",
    "Protection",
    "decide",
    "decided_record",
    "outlooks_by_changes",
    "outlooks_of",
    "price_of_protection",
    "protect",
    "read_shares",
    "write_decided",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "Decided": "siting.analysis.decide.types",
        "Outlook": "siting.analysis.decide.outlooks",
        "Protection": "siting.analysis.decide.pools",
        "decide": "siting.analysis.decide.deciding",
        "decided_record": "siting.analysis.decide.folder",
        "outlooks_by_changes": "siting.analysis.decide.outlooks",
        "outlooks_of": "siting.analysis.decide.outlooks",
        "price_of_protection": "siting.analysis.decide.pools",
        "protect": "siting.analysis.decide.pools",
        "read_shares": "siting.analysis.decide.outlooks",
        "write_decided": "siting.analysis.decide.folder",
    },
)
