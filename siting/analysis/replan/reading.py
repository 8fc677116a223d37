"""The lines of an outturn file as typed cells; everything that can be said against them without knowing the run."""

from __future__ import annotations

import csv
import difflib
import hashlib
import io
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from siting.errors import DataError, Problem

__all__ = ["FIGURES", "Line", "Sheet", "read_sheet", "shortened"]

REQUIRED = ("zone", "year", "jobs", "seats_delivered")
#: ``name`` is for the reader of the file; the code counts.
OPTIONAL = ("name", "segment", "trained")
#: Columns with a figure; the others are ids.
FIGURES = ("jobs", "seats_delivered", "trained")

#: At most so many problems of one kind are listed, as the check of the data does.
_SHOWN = 10
#: A kind of problem is known by its column and the first words of its message; what follows names places and figures.
_WORDS = 3
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_YEAR = re.compile(r"\d{4}")
_REMEDY = "digits and at most one decimal point: 12345.5 (with ; between columns also 12345,5)"


@dataclass(frozen=True)
class Line:
    """One line: its number in the file (the head is 1), ids, and figures; ``None``: empty cell, NaN: unusable."""

    number: int
    zone: str
    year: int | None
    segment: str
    figures: Mapping[str, float | None]


@dataclass(frozen=True)
class Sheet:
    """A file that was read: name without folder, fingerprint, columns in order, lines, what is wrong with cells."""

    name: str
    sha256: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]


def read_sheet(path: Path | str) -> Sheet:
    """Read a CSV file in UTF-8 (a byte-order mark does no harm), columns separated by ``,`` or ``;``.

    Raises `DataError` when the file cannot be read, is not UTF-8, is empty or has not the columns that it should have;
    problems of single cells are in the sheet.
    """
    path = Path(path)
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise DataError.one(str(path), f"cannot be read: {error.strerror or error}", remedy="name a CSV file") from None
    except UnicodeDecodeError as error:
        what = f"is not UTF-8 text (byte {error.start})"
        raise DataError.one(path.name, what, remedy="save it as CSV in UTF-8") from None
    head = text.lstrip("\r\n").split("\n", 1)[0]
    mark = ";" if ";" in head else ","
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error as error:
        raise DataError.one(path.name, f"is not a CSV file: {error}", remedy="save it as CSV in UTF-8") from None
    rows = [(number, row) for number, row in rows if any(row)]
    if not rows:
        raise DataError.one(path.name, "is empty", remedy=f"columns: {', '.join(REQUIRED)}")
    columns = tuple(rows[0][1])
    _check_head(path.name, columns)
    if len(rows) == 1:
        raise DataError.one(path.name, "has a head but no line", remedy="one line for each zone and year")
    problems: list[Problem] = []
    lines = [_line(path.name, number, columns, row, mark, problems) for number, row in rows[1:]]
    found = tuple(line for line in lines if line is not None)
    return Sheet(path.name, hashlib.sha256(raw).hexdigest(), columns, found, tuple(problems))


def shortened(problems: Iterable[Problem]) -> list[Problem]:
    """At most ten problems of one kind in one column, and behind them a line that counts the rest."""
    kinds: dict[tuple[str, ...], list[Problem]] = {}
    for problem in problems:
        parts = problem.place.split(", ")
        column = parts[-1] if "column" in parts[-1] else ""
        words = re.sub(r"\d", "", problem.message).split()[:_WORDS]
        kinds.setdefault((parts[0], column, *words), []).append(problem)
    kept: list[Problem] = []
    for (name, column, *_), alike in kinds.items():
        kept += alike[:_SHOWN]
        if len(alike) > _SHOWN:
            place = f"{name}, {column}" if column else name
            kept.append(Problem(place, f"and {len(alike) - _SHOWN} more like it", remedy=alike[-1].remedy))
    return kept


def _check_head(name: str, columns: Sequence[str]) -> None:
    """Raises `DataError` with every column that is unknown, missing or there twice."""
    known = (*REQUIRED, *OPTIONAL)
    place = f"{name}, row 1"
    problems = []
    for column in dict.fromkeys(columns):
        if column not in known:
            near = difflib.get_close_matches(column.lower(), known, n=1)
            remedy = f"did you mean {near[0]}?" if near else f"columns: {', '.join(known)}"
            problems.append(Problem(place, "unknown column", column or "(no name)", remedy))
        elif columns.count(column) > 1:
            problems.append(Problem(place, "the column is there twice", column, "keep one"))
    for column in REQUIRED:
        if column not in columns:
            problems.append(Problem(place, f"the column {column} is missing", remedy=f"columns: {', '.join(known)}"))
    if problems:
        raise DataError(problems)


def _line(
    name: str, number: int, columns: Sequence[str], row: Sequence[str], mark: str, problems: list[Problem]
) -> Line | None:
    """One line with its cells typed; ``None`` if it has not as many cells as the head."""
    place = f"{name}, row {number}"
    if len(row) != len(columns):
        what = f"has {len(row)} cells, the head has {len(columns)}"
        problems.append(Problem(place, what, mark.join(row), f"separate cells by {mark} as in the head"))
        return None
    cells = dict(zip(columns, row, strict=True))
    year = int(cells["year"]) if _YEAR.fullmatch(cells["year"]) else None
    if year is None:
        problems.append(Problem(f"{place}, column year", "is not a year", cells["year"], "four digits: 2025"))
    if not cells["zone"]:
        problems.append(Problem(f"{place}, column zone", "is empty", remedy="write the code of the zone"))
    figures = {
        column: _figure(cells[column], f"{place}, column {column}", mark, problems)
        for column in FIGURES
        if column in cells
    }
    return Line(number, cells["zone"], year, cells.get("segment", ""), figures)


def _figure(cell: str, place: str, mark: str, problems: list[Problem]) -> float | None:
    """A figure, zero or above; ``None`` for an empty cell, NaN for one that cannot be used.

    A decimal comma is read only where columns are separated by semicolons.
    """
    if not cell:
        return None
    text = cell.replace(",", ".") if mark == ";" and "." not in cell and cell.count(",") == 1 else cell
    if not _NUMBER.fullmatch(text):
        problems.append(Problem(place, "is not a number", cell, _REMEDY))
        return math.nan
    value = float(text)
    if not math.isfinite(value):
        problems.append(Problem(place, "is not a finite number", cell, _REMEDY))
        return math.nan
    if value < 0:
        problems.append(Problem(place, "is below zero", cell, "stocks and deliveries are zero or more"))
        return math.nan
    return value
