"""Where a number comes from, and how far it can be trusted."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from siting.config.types import Frozen, Text, Year, quantity

__all__ = ["Grade", "Source"]

Grade = Annotated[
    Literal["A", "B", "B-derived", "C", "choice"],
    Field(
        description="A official table; B press relaying an official release; B-derived arithmetic on B; "
        "C inferred or estimated; choice a decision of the planner, not a fact"
    ),
]


class Source(Frozen):
    """Where a number comes from. One entry may cover a group of keys: a prefix, or ``*`` for one part."""

    unit: Text | None = Field(
        default=None, description="unit of the value; left out where the entry covers several units"
    )
    source: Text = Field(description="who published it, or how it was chosen")
    year: Year | None = quantity("year", "year of the figure", None)
    grade: Grade
    url: Text | None = Field(default=None, description="page")
    note: Text | None = Field(default=None, description="range, caution, or arithmetic")
