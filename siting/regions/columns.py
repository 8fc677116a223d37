"""What a column and a table of the data set may hold: the two types that the schema is written in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["GRADES", "Column", "Reference", "Table", "citation", "count", "flag", "number", "share", "text", "year_of"]

Kind = Literal["string", "integer", "number"]
Reference = Literal["zone", "region", "province", "commune", "parent", "any_zone"]

#: A official table read in full; B press, company or agency report; B-derived arithmetic on B; C assumption.
GRADES = ("A", "B", "B-derived", "C")


@dataclass(frozen=True)
class Column:
    """One column: its type, unit, range and meaning.

    ``required`` means never empty. ``reference`` says which zones a code must be one of: ``zone`` the zone of
    the row's ``level``, ``parent`` a zone of any coarser level, ``any_zone`` a zone of any level.
    """

    name: str
    kind: Kind
    description: str
    unit: str = ""
    required: bool = True
    minimum: float | None = None
    maximum: float | None = None
    enum: tuple[str, ...] = ()
    reference: Reference | None = None


@dataclass(frozen=True)
class Table:
    """One table: a CSV of the same name. ``key`` columns together identify a row.

    ``required`` tables must be in every data set (a header alone will do where a country has none of the
    thing); the others may be absent and are then read as empty.
    """

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    required: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in file order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column called ``name``; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


def text(
    name: str,
    description: str,
    *,
    required: bool = True,
    enum: tuple[str, ...] = (),
    reference: Reference | None = None,
) -> Column:
    """A column of words or codes."""
    return Column(name, "string", description, "", required, enum=enum, reference=reference)


def count(name: str, description: str, unit: str, *, required: bool = True, minimum: float | None = 0) -> Column:
    """A column of whole numbers, not negative unless ``minimum`` says otherwise."""
    return Column(name, "integer", description, unit, required, minimum=minimum)


def number(
    name: str,
    description: str,
    unit: str,
    *,
    required: bool = True,
    minimum: float | None = 0,
    maximum: float | None = None,
) -> Column:
    """A column of decimal numbers, not negative unless ``minimum`` says otherwise."""
    return Column(name, "number", description, unit, required, minimum=minimum, maximum=maximum)


def share(name: str, description: str, *, required: bool = True) -> Column:
    """A column of fractions between 0 and 1."""
    return Column(name, "number", description, "fraction", required, minimum=0, maximum=1)


def flag(name: str, description: str) -> Column:
    """A column of yes (1) or no (0)."""
    return Column(name, "integer", description, "0 or 1", True, minimum=0, maximum=1)


def year_of(name: str, description: str, *, required: bool = False) -> Column:
    """A column of calendar years."""
    return Column(name, "integer", description, "year", required, minimum=1900, maximum=2100)


def citation(*, year: str = "year of the source") -> tuple[Column, ...]:
    """The columns that every table of facts ends with: where a number comes from, how far to trust it."""
    return (
        text("source", "who published the figure"),
        year_of("year", year),
        text("url", "page where it was read", required=False),
        text(
            "grade",
            "A official table read in full, B report, B-derived arithmetic on B, C assumption",
            enum=GRADES,
        ),
        text("note", "what a reader must know before using the row", required=False),
    )
