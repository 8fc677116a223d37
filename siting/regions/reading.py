"""Files to text cells: CSV, Excel sheets and GeoPackage tables, each cell with the line that it stands on."""

from __future__ import annotations

import csv
import io
import math
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from siting.errors import Problem
from siting.regions.tables import LEVELS, TABLES

__all__ = ["LIMIT_MB", "Sheet", "layers", "read_csv", "read_workbook", "tables_in"]

#: A table larger than this is refused: the largest that ships has 0.2 MB.
LIMIT_MB = 50
#: A workbook that unpacks to more is refused, and a sheet with more rows; further columns are not read.
UNPACKED_MB, MOST_ROWS, MOST_COLUMNS = 200, 200_000, 100
#: Kinds of files that hold tables, and kinds that people expect to be read.
READ, OTHERS = (".csv", ".xlsx", ".gpkg"), (".xls", ".xlsm", ".xlsb", ".ods", ".tsv", ".parquet")


@dataclass(frozen=True)
class Sheet:
    """A table as text. ``place`` names the file (and sheet); ``lines`` are the line numbers of the rows."""

    place: str
    header: tuple[str, ...]
    rows: list[list[str]]
    lines: list[int]
    extends: bool = False


def read_csv(path: Path, extends: bool = False) -> Sheet | Problem:
    """A CSV file as text (UTF-8, commas), or what keeps it from being read."""
    place = path.name
    if (refused := _unreadable(path)) is not None:
        return refused
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Problem(f"{place}, line {line}", "is not UTF-8 text", remedy="save it as CSV UTF-8")
    reader = csv.reader(io.StringIO(text, newline=""))
    header: tuple[str, ...] = ()
    rows: list[list[str]] = []
    lines: list[int] = []
    first = 1
    try:
        for cells in reader:
            if not header:
                header = tuple(cell.strip() for cell in cells)
            elif any(cells):
                rows.append(cells)
                lines.append(first)
            first = reader.line_num + 1
    except csv.Error as error:
        return Problem(f"{place}, line {first}", "is not valid CSV", str(error), "save it again as CSV UTF-8")
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        return Problem(f"{place}, line 1", "cells are not separated by commas", header[0][:60], "save it with commas")
    if not any(header):
        return Problem(f"{place}, line 1", "has no header", remedy="the first line names the columns")
    return Sheet(place, header, rows, lines, extends)


def _unreadable(path: Path) -> Problem | None:
    """Why a table's file cannot be opened: not a file, a broken or circular link, no permission, too large."""
    try:
        if path.is_dir():
            return Problem(path.name, "is a folder, not a file", remedy="take it out, or put a file in its place")
        size = path.stat().st_size
        if not path.is_file():
            return Problem(path.name, "is not a file", remedy="put a file in its place")
        if size > LIMIT_MB * 1_000_000:
            return Problem(path.name, f"file is larger than {LIMIT_MB} MB", f"{size / 1e6:.0f} MB", "split it")
        path.open("rb").close()
    except OSError as error:
        return Problem(path.name, f"cannot be read: {error.strerror or error}", remedy="check the file and its rights")
    return None


def _text(value: Any) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float) and value == round(value):
        return str(round(value))
    return str(value)


def read_workbook(path: Path) -> Iterator[tuple[str, Sheet | Problem]]:
    """The tables of an Excel file: sheets named like tables, or the only sheet of a file named like a table."""
    import openpyxl

    if (refused := _too_much(path)) is not None:
        yield path.stem, refused
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            source = openpyxl.load_workbook(path, read_only=True)
    except Exception as error:  # openpyxl raises whatever its parsers raise
        yield path.stem, _no_workbook(path.name, error)
        return
    try:
        named = _table_name(path.stem)
        for sheet in book.worksheets:
            name, extends = _table_name(sheet.title)
            if name not in TABLES and named[0] in TABLES and len(book.worksheets) == 1:
                name, extends = named
            place = f"{path.name}, sheet {sheet.title}"
            try:
                cells = _cells(sheet, source[sheet.title]) if name in TABLES else []
            except Exception as error:  # sheets are parsed only now
                yield name, _no_workbook(place, error)
                continue
            if len(cells) > MOST_ROWS:
                yield name, Problem(place, f"has more than {MOST_ROWS:,} rows", remedy="delete rows that are empty")
                continue
            header = tuple(cell.strip() for cell in cells[0]) if cells else ()
            while header and not header[-1]:
                header = header[:-1]
            kept = [(n, row[: len(header)]) for n, row in enumerate(cells[1:], start=2) if any(row)]
            if name not in TABLES:
                yield name, Problem(place, "is not a table of the data set", remedy=_choose())
            elif not header:
                yield name, Problem(f"{place}, line 1", "has no header", remedy="the first line names the columns")
            else:
                yield name, Sheet(place, header, [row for _, row in kept], [n for n, _ in kept], extends)
    finally:
        book.close()
        source.close()


def _no_workbook(place: str, error: Exception) -> Problem:
    return Problem(place, "cannot be read as an Excel file", str(error), "save it as .xlsx")


def _too_much(path: Path) -> Problem | None:
    """Why a workbook is not unpacked: it would fill memory. What its parts say of their size holds: no more is read."""
    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(part.file_size for part in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return None  # openpyxl tells what is wrong
    if size <= UNPACKED_MB * 1_000_000:
        return None
    return Problem(path.name, f"unpacks to more than {UNPACKED_MB} MB", f"{size / 1e6:.0f} MB", "save it anew")


def _cells(values: Any, formulas: Any) -> list[list[str]]:
    """A sheet as text, at most a row and a column more than are allowed, whatever it claims to have.

    A formula that was never computed stands as itself, for the typing of cells to refuse.
    """
    within = {"max_row": MOST_ROWS + 1, "max_col": MOST_COLUMNS + 1, "values_only": True}
    cells = [[_text(cell) for cell in row] for row in values.iter_rows(**within)]
    for row, written in zip(cells, formulas.iter_rows(**within), strict=False):
        for i, formula in enumerate(written[: len(row)]):
            if not row[i] and isinstance(formula, str) and formula.startswith("="):
                row[i] = formula
    return cells


def layers(path: Path) -> list[tuple[str, bool]]:
    """The layers of a GeoPackage or GeoJSON and whether each has geometry."""
    import pyogrio

    return [(str(name), kind is not None and str(kind) != "None") for name, kind in pyogrio.list_layers(path)]


def _read_layer(path: Path, layer: str) -> Sheet:
    import pyogrio

    frame = pyogrio.read_dataframe(path, layer=layer, read_geometry=False)
    name, extends = _table_name(layer)
    rows = [[_text(value) for value in row] for row in frame.itertuples(index=False, name=None)]
    header = tuple(str(column) for column in frame.columns if column != "fid")
    return Sheet(f"{path.name}, layer {name}", header, rows, list(range(2, len(rows) + 2)), extends)


def _table_name(stem: str) -> tuple[str, bool]:
    """A file, sheet or layer name as table and whether it extends: ``parks.extend`` -> parks, True."""
    base = stem.strip().lower().replace("-", "_").replace(" ", "_")
    for tail in (".extend", "_extend"):
        if base.endswith(tail):
            return base.removesuffix(tail), True
    return base, False


def _choose() -> str:
    return f"name it like a table: {', '.join(TABLES)}"


def tables_in(folder: Path, user: bool) -> Iterator[tuple[str, Sheet | Problem]]:
    """Every table that a folder holds, or a problem for what is not one; ``user`` folders may hold Excel and
    GeoPackage files and extensions."""
    for path in sorted(folder.iterdir()):
        suffix = path.suffix.lower()
        if path.name.startswith((".", "~")) or (path.is_dir() and not suffix):
            continue
        if suffix in READ and (user or suffix == ".csv") and (refused := _unreadable(path)) is not None:
            yield _table_name(path.stem)[0], refused
        elif suffix == ".csv":
            name, extends = _table_name(path.stem)
            if name not in TABLES or (extends and not user):
                yield name, Problem(path.name, "is not a table of the data set", remedy=_choose())
            else:
                yield name, read_csv(path, extends)
        elif suffix == ".xlsx" and user:
            yield from read_workbook(path)
        elif suffix == ".gpkg" and user:
            yield from _geopackage(path)
        elif user and (suffix in OTHERS or (_table_name(path.stem)[0] in TABLES and suffix != ".geojson")):
            yield path.stem, Problem(path.name, "is of a kind that is not read", suffix, "save it as .csv or .xlsx")


def _geopackage(path: Path) -> Iterator[tuple[str, Sheet | Problem]]:
    outlines = {f"{level}s" for level in LEVELS}
    try:
        found = layers(path)
    except Exception as error:  # pyogrio raises several kinds
        why = str(error).split(".;")[0]
        yield path.stem, Problem(path.name, "cannot be read as a GeoPackage", why, "save it again as GeoPackage")
        return
    for layer, has_geometry in found:
        name, _ = _table_name(layer)
        if name in TABLES:
            yield name, _read_layer(path, layer)
        elif not (has_geometry and (name in outlines or path.stem in outlines)):
            place = f"{path.name}, layer {layer}"
            remedy = f"{_choose()}, or like outlines: {', '.join(sorted(outlines))}"
            yield name, Problem(place, "is neither a table nor outlines of the data set", remedy=remedy)
