"""A run as a workbook: summary, regions, zones, years, costs, assumptions, fields, sources. Nothing is a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from siting.report.exports.assumptions import BY_HAND, quantity_name, unit_name
from siting.report.exports.fields import DESCRIPTIVE, Field, layer_named
from siting.report.exports.sheet import Book, number_format
from siting.report.exports.whole import whole_zones
from siting.report.exports.workbook_country import costs_sheet, segments_sheet, summary_sheet
from siting.results.manifest import read_changes
from siting.words import Lang, say

if TYPE_CHECKING:
    import pandas as pd

    from siting.report.exports.layers import Export
    from siting.report.page.style import Style

__all__ = ["workbook"]

#: A workbook needs a date of creation: the run's, or this one, so that the same run gives the same bytes.
_SOME_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_NAME, _FIGURE = 27.0, 12.5  #: widths of columns in characters
_LEFT_OUT = {"year", "longitude", "latitude"}


def workbook(export: Export, style: Style) -> bytes:
    """The bytes of a workbook with ten sheets; the same export gives the same bytes.

    Jobs and seats are whole and add up to the country; costs are million MAD at present value; shares are fractions
    shown in percent. Figures that are an estimate are in italics.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    file = xlsxwriter.Workbook(buffer, options)
    told = export.provenance
    created = (export.run.started or _SOME_DAY).astimezone(UTC).replace(tzinfo=None)
    file.set_properties(
        {
            "title": told.title, "subject": told.items.get("scenario", ""), "comments": told.summary,
            "author": f"siting {told.items['siting']}", "created": created,
        }
    )  # fmt: skip
    for key, text in told.items.items():
        file.set_custom_property(f"siting.{key}", text[:255], "text")
    # An ampersand begins a code in a footer.
    foot = told.title.replace("&", "&&")[:120]
    book = Book(file, export.lang, style, foot)
    summary_sheet(book, export)
    _places(book, export, "regions")
    _places(book, export, "zones")
    _jobs(book, export)
    segments_sheet(book, export)
    _seats(book, export)
    costs_sheet(book, export)
    _assumptions(book, export)
    for name in DESCRIPTIVE:
        _described(book, export, name)
    file.close()
    return buffer.getvalue()


def _notes(export: Export, *, estimate: bool) -> list[str]:
    lang, notes = export.lang, [say("export-note-whole", export.lang)]
    if estimate and bool(export.frames["zones"]["estimate"].any()):
        notes.append(say("export-note-estimate", lang, base=export.run.inputs.scalars.base_year))
    return notes


def _head(field: Field, export: Export) -> str:
    """Title, year and unit of a column."""
    lang, base = export.lang, export.run.inputs.scalars.base_year
    if field.name in ("jobs", "seats", "jobs_base", "seats_base"):
        bare = layer_named("zones").field(field.name.removesuffix("_base"))
        year = base if field.name.endswith("_base") else export.year
        return say("export-head-year-unit", lang, name=bare.title(lang), year=year, unit=field.unit_in(lang))
    return field.head(lang)


def _places(book: Book, export: Export, name: str) -> None:
    """Regions or zones with all figures; the last row is the country."""
    lang, frame, layer = export.lang, export.frames[name], layer_named(name)
    skipped = {*_LEFT_OUT, "name_fr", "name_ar", "name_en", "code"}
    fields = [field for field in layer.fields if field.name not in skipped]
    heads = [
        layer.field("code").title(lang),
        say("export-column-name", lang),
        *(_head(field, export) for field in fields),
    ]
    widths = [9.0, _NAME, *(_NAME if field.name == "region" else _FIGURE for field in fields)]
    title = layer.title(lang)
    sheet = book.sheet(say(f"export-sheet-{name}", lang), title, widths, _notes(export, estimate=True), large=True)
    sheet.heads(heads, 2)
    regions = export.frames["regions"].set_index("code")[f"name_{lang}"]
    unsure = _unsure(export, name)
    for row in frame.to_dict(orient="records"):
        cells: list[Any] = [row["code"], row[f"name_{lang}"]]
        looks = ["code", "text"]
        for field in fields:
            value = row[field.name]
            cells.append(str(regions.get(value, value)) if field.name == "region" else _cell(value, lang))
            marked = field.nature == "estimate" and str(row["code"]) in unsure
            looks.append(number_format(field) + ("-estimate" if marked else ""))
        sheet.row(cells, looks)
    sheet.filter(len(heads))
    total = ["", say("export-column-country", lang), *(_total(frame, field) for field in fields)]
    sheet.row(total, ["text-total", "text-total", *(f"{number_format(field)}-total" for field in fields)])


def _unsure(export: Export, name: str) -> set[str]:
    """Codes of places whose jobs of the base year are an estimate, wholly or in part."""
    zones = export.frames["zones"]
    column = "code" if name == "zones" else "region"
    return set(zones.loc[zones["estimate"], column].astype(str))


def _total(frame: pd.DataFrame, field: Field) -> float | None:
    """The country's figure where places add up to it; jobs per 1,000 active from their sums."""
    if field.unit in ("jobs", "seats", "people", "mmad", "fraction", "zones") and field.name not in (
        "jobs_low", "jobs_high",
    ):  # fmt: skip
        return round(float(frame[field.name].sum()), field.digits)
    if field.name == "per_1000" and frame["active"].sum() > 0:
        return float(1000 * frame["jobs"].sum() / frame["active"].sum())
    return None


def _cell(value: Any, lang: Lang) -> Any:
    """A value for a cell; missing ones leave it empty, true and false are yes and no."""
    import pandas as pd

    if isinstance(value, str) or value is None or pd.isna(value):
        return value if isinstance(value, str) else None
    if pd.api.types.is_bool(value):
        return say("export-yes" if value else "export-no", lang)
    return float(value)


def _by_year(export: Export, table: str, column: str, years: Sequence[int]) -> pd.DataFrame:
    """Whole figures of zones by year that add up to regions and country in every year."""
    import pandas as pd

    frame, zones = export.frames[table], export.frames["zones"].set_index("code")
    sums = frame.groupby(["zone", "year"])[column].sum().unstack("year")
    exact = sums.reindex(index=zones.index, columns=list(years)).fillna(0.0)
    return pd.DataFrame({year: whole_zones(exact[year], zones["region"]) for year in years})


def _jobs(book: Book, export: Export) -> None:
    """A row for each zone, a column for each year."""
    lang, scalars = export.lang, export.run.inputs.scalars
    years = (scalars.base_year, *scalars.years)
    table = _by_year(export, "jobs", "jobs", years)
    unit = layer_named("zones").field("jobs")
    heads = [
        say("export-head-year-unit", lang, name=unit.title(lang), year=year, unit=unit.unit_in(lang)) for year in years
    ]
    looks = ["whole"] * len(years)
    _wide(book, export, "jobs", table, heads, looks, (years[0],))


def _seats(book: Book, export: Export) -> None:
    """Seats of the base year, built by year, committed, and standing in the last year: the sum of those before."""
    lang, scalars = export.lang, export.run.inputs.scalars
    last, seats = scalars.years[-1], export.seats
    table = seats.built.copy()
    table.insert(0, "base", seats.base)
    table["committed"] = seats.committed.sum(axis=1)
    table["last"] = seats.standing(last)
    heads = [
        say("export-column-standing", lang, year=scalars.base_year),
        *(say("export-column-built", lang, year=year) for year in scalars.years),
        say("export-column-committed", lang, year=last),
        say("export-column-standing", lang, year=last),
    ]
    _wide(book, export, "seats", table, heads, ["whole"] * len(heads), ("base",))


def _wide(
    book: Book,
    export: Export,
    name: str,
    table: pd.DataFrame,
    heads: list[str],
    looks: list[str],
    estimated: tuple[Any, ...],
) -> None:
    """A sheet of zones with a column for each year; ``estimated`` are the columns that may be an estimate."""
    lang, zones = export.lang, export.frames["zones"].set_index("code")
    regions = export.frames["regions"].set_index("code")[f"name_{lang}"]
    first = [layer_named("zones").field("code").title(lang), say("export-column-name", lang)]
    widths = [9.0, _NAME, _NAME, *([_FIGURE] * len(heads))]
    title, notes = say(f"export-sheet-{name}", lang), _notes(export, estimate=True)
    sheet = book.sheet(title, title, widths, notes)
    all_heads = [*first, say("export-column-region", lang), *heads]
    sheet.heads(all_heads, 2)
    unsure = _unsure(export, "zones")
    marks = [column in estimated for column in table.columns]
    for code, row in table.iterrows():
        zone = zones.loc[str(code)]
        own = [f"{look}-estimate" if mark and code in unsure else look for look, mark in zip(looks, marks, strict=True)]
        cells = [str(code), str(zone[f"name_{lang}"]), str(regions[str(zone["region"])])]
        sheet.row([*cells, *map(float, row)], ["code", "text", "text", *own])
    sheet.filter(len(all_heads))
    total = ["", say("export-column-country", lang), "", *map(float, table.sum())]
    sheet.row(total, ["text-total"] * 3 + [f"{look}-total" for look in looks])


def _assumptions(book: Book, export: Export) -> None:
    """Every number of the model with its name and unit in words, source and grade; the key stands grey behind.

    What a scenario or a setting changed is in bold, with the model's own value and who changed it.
    """
    lang, frame, layer = export.lang, export.frames["assumptions"], layer_named("assumptions")
    changes = read_changes(export.run.manifest)
    by = {each.scenario: each.title.get(lang) or each.scenario for each in (changes or {}).values() if each.scenario}
    by[BY_HAND] = say("export-by-hand", lang)
    fields = [field for field in layer.fields if field.name != "key"]
    note = say("export-note-assumptions" if changes is not None else "export-note-assumptions-unknown", lang)
    widths = [44.0, 24.0, 12.0, 22.0, 12.0, 24.0, 60.0, 9.0, 10.0, 60.0]
    sheet = book.sheet(say("export-sheet-assumptions", lang), layer.title(lang), widths, [note])
    heads = [say("export-column-quantity", lang), layer.field("key").title(lang)]
    sheet.heads([*heads, *(field.title(lang) for field in fields)], 2)
    looks = {
        "value": "any", "base_value": "any", "source_yr": "year", "source": "english", "note": "english",
        "unit": "wrap", "changed_by": "wrap",
    }  # fmt: skip
    for row in frame.to_dict(orient="records"):
        own = {field.name: looks.get(field.name, "text") for field in fields}
        if isinstance(row["changed_by"], str):
            row["changed_by"] = by.get(row["changed_by"], row["changed_by"])
            own["value"] = "any-changed"
        elif row["grade"] == "C":  # an estimate, not a published figure
            own["value"] = "any-estimate"
        row["unit"] = unit_name(row["unit"], lang)
        cells = [quantity_name(row["key"], lang), row["key"], *(_cell(row[field.name], lang) for field in fields)]
        sheet.row(cells, ["wrap", "key", *own.values()])
    sheet.filter(len(fields) + 2)


def _described(book: Book, export: Export, name: str) -> None:
    """The dictionary of fields, or provenance and sources."""
    lang, frame, layer = export.lang, export.frames[name], layer_named(name)
    widths = [14.0, 14.0, 10.0, 16.0, 18.0, 34.0, 80.0] if name == "fields" else [18.0, 36.0, 120.0]
    sheet = book.sheet(say(f"export-sheet-{name}", lang), layer.title(lang), widths)
    sheet.heads([field.title(lang) for field in layer.fields], 2 if name == "fields" else 1)
    for row in frame.to_dict(orient="records"):
        sheet.row([_cell(row[field.name], lang) for field in layer.fields], "wrap")
    if name == "fields":
        sheet.filter(len(layer.fields))
