"""Text cells to typed columns, with a problem for every cell that does not fit its column."""

from __future__ import annotations

import math
from collections.abc import Iterator
from difflib import get_close_matches

import numpy as np
import pandas as pd

from siting.errors import Problem
from siting.regions.columns import Column, Table
from siting.regions.reading import Sheet

__all__ = ["LARGEST", "Loaded", "cell", "header_problems", "typed"]

#: Words that spreadsheets and programs write for "no number".
NOT_NUMBERS = frozenset({"nan", "na", "n/a", "#n/a", "null", "none", "inf", "-inf", "infinity", "#div/0!", "#value!"})
PERCENT = 100.0
#: No count, amount or measure of a country is larger: people, MAD, square metres.
LARGEST = 1e12


class Loaded:
    """A typed table with the place of each of its rows: ``frame`` and, row by row, ``places``."""

    def __init__(self, table: Table, frame: pd.DataFrame, places: list[tuple[str, int]]) -> None:
        self.table = table
        self.frame = frame
        self.places = places

    def place(self, row: int, column: str | None = None) -> str:
        """Where row ``row`` (a position) stands: file, line and column."""
        name, line = self.places[row]
        return f"{name}, line {line}" + ("" if column is None else f", column {column}")

    def extended(self, other: Loaded) -> Loaded:
        """This table with the rows of ``other`` in place of those of the same key, and the rest added."""
        keys = list(self.table.key)
        new = {tuple(row) for row in other.frame[keys].astype(str).to_numpy()}
        keep = [i for i, row in enumerate(self.frame[keys].astype(str).to_numpy()) if tuple(row) not in new]
        frames = [part for part in (self.frame.iloc[keep], other.frame) if len(part)] or [self.frame]
        places = [self.places[i] for i in keep] + other.places
        return Loaded(self.table, pd.concat(frames, ignore_index=True), places)


def cell(sheet: Sheet, row: int, column: str) -> str:
    """The place of one cell."""
    return f"{sheet.place}, line {sheet.lines[row]}, column {column}"


def header_problems(table: Table, sheet: Sheet) -> Iterator[Problem]:
    """Missing, extra and repeated columns, and rows of another length than the header."""
    place = f"{sheet.place}, line 1"
    for name in dict.fromkeys(sheet.header):
        if sheet.header.count(name) > 1:
            yield Problem(place, "column stands twice", name, "remove one of them")
        if name not in table.names:
            close = get_close_matches(name, set(table.names) - set(sheet.header), n=1)
            remedy = f"did you mean {close[0]}?" if close else f"remove it; columns are {', '.join(table.names)}"
            yield Problem(place, "column is not one of this table", name or "(no name)", remedy)
    for column in table.columns:
        if column.name not in sheet.header:
            yield Problem(place, "column is missing", column.name, f"add it: {column.description}")
    for row, line in zip(sheet.rows, sheet.lines, strict=True):
        if len(row) != len(sheet.header):
            message = f"row has {len(row)} cells, the header has {len(sheet.header)}"
            yield Problem(f"{sheet.place}, line {line}", message, remedy="quote cells that hold a comma")


def typed(table: Table, sheet: Sheet) -> tuple[Loaded, list[Problem]]:
    """The table with typed columns, and what is wrong with its cells.

    Text columns have dtype ``str`` with NaN for empty, numbers ``float64``, whole numbers ``int64`` when no cell is
    empty and else ``float64``. Cells that cannot be read are NaN.
    """
    problems: list[Problem] = []
    columns: dict[str, pd.Series] = {}
    position = {name: i for i, name in enumerate(sheet.header)}
    width = len(sheet.header)
    rows = [row if len(row) == width else (row + [""] * width)[:width] for row in sheet.rows]
    for column in table.columns:
        at = position.get(column.name)
        text = [""] * len(rows) if at is None else [row[at].strip() for row in rows]
        read = _strings if column.kind == "string" else _numbers
        columns[column.name] = read(column, sheet, text, problems)
    places = [(sheet.place, line) for line in sheet.lines]
    return Loaded(table, pd.DataFrame(columns), places), problems


def _empty(column: Column, sheet: Sheet, text: list[str], problems: list[Problem]) -> None:
    if column.required and "" in text and column.name in sheet.header:
        places = (cell(sheet, i, column.name) for i, found in enumerate(text) if not found)
        problems += [Problem(place, "is empty") for place in places]


def _strings(column: Column, sheet: Sheet, text: list[str], problems: list[Problem]) -> pd.Series:
    _empty(column, sheet, text, problems)
    if column.enum:
        known = {"", *column.enum}
        one_of = f"one of: {', '.join(column.enum)}"
        for i, found in enumerate(text):
            if found not in known:
                problems.append(Problem(cell(sheet, i, column.name), "is not known here", found, one_of))
    return pd.Series([found or None for found in text], dtype="str")


def _parse(text: str) -> float:
    """A number, or NaN for text that is none or a number that nothing in a country reaches; underscores and words
    are not numbers."""
    try:
        value = float(text) if text and "_" not in text else math.nan
    except ValueError:
        return math.nan
    return value if abs(value) <= LARGEST else math.nan


def _numbers(column: Column, sheet: Sheet, text: list[str], problems: list[Problem]) -> pd.Series:
    _empty(column, sheet, text, problems)
    values = np.array([_parse(found) for found in text], dtype=float)
    lost = np.isnan(values)
    if int(lost.sum()) != text.count(""):
        problems += [_not_number(column, cell(sheet, i, column.name), text[i]) for i in _where(lost) if text[i]]
    whole = column.kind == "integer"
    if whole:
        for i in _where(~lost & (values != np.round(values))):
            problems.append(Problem(cell(sheet, i, column.name), "is not a whole number", text[i], "round it"))
            whole = False
    problems += _range_problems(column, sheet, text, values)
    return pd.Series(values.astype("int64") if whole and not lost.any() else values)


def _where(mask: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[int]:
    return [int(i) for i in mask.nonzero()[0]]


def _not_number(column: Column, place: str, text: str) -> Problem:
    if text.lower() in NOT_NUMBERS:
        remedy = "write the number" if column.required else "leave the cell empty if it is not known"
    else:
        remedy = _number_remedy(text)
    return Problem(place, "is not a number", text, remedy)


def _number_remedy(text: str) -> str:
    if text.startswith("="):
        return (
            "open the file in a spreadsheet program and save it, or write the number: the formula has no stored value"
        )
    plain = text.replace("\u202f", "").replace("\u00a0", "").replace(" ", "")
    if plain.endswith("%"):
        plain = plain.removesuffix("%").replace(",", ".")
        try:
            return f"write a fraction: {float(plain) / PERCENT:g}"
        except ValueError:
            return "write a fraction between 0 and 1"
    try:
        value = float(plain.replace(",", "."))
        if abs(value) > LARGEST:
            return f"write a number of at most {LARGEST:g}"
        return f"write {value:g}, with a point and no spaces"
    except ValueError:
        return "write a number, with a point for decimals"


def _range_problems(
    column: Column, sheet: Sheet, text: list[str], values: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> Iterator[Problem]:
    low, high = column.minimum, column.maximum
    if low is not None:
        for i in _where(values < low):
            message = "is negative" if low == 0 else f"is below {low:g}"
            yield Problem(cell(sheet, i, column.name), message, text[i], f"at least {low:g} {column.unit}".strip())
    if high is not None:
        for i in _where(values > high):
            message, remedy = f"is above {high:g}", f"at most {high:g} {column.unit}".strip()
            if column.unit == "fraction":
                message = "is above 1: a fraction is asked for, this looks like percent"
                remedy = f"divide by 100: {values[i] / PERCENT:g}"
            yield Problem(cell(sheet, i, column.name), message, text[i], remedy)
