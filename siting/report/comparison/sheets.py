"""A comparison of runs as a spreadsheet: regions, country, assumptions, notes; real numbers that add up."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from siting.analysis.compare.labels import run_titles
from siting.analysis.compare.printed import group_name, item_name, section_name, unit_name, value_name, verdict_name
from siting.words import Lang, say

if TYPE_CHECKING:
    import pandas as pd

    from siting.analysis.compare.comparison import Comparison

__all__ = ["workbook"]

_FORMATS: Mapping[str, Mapping[str, Any]] = {
    "head": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#dbe7f1"},
    "title": {"bold": True, "font_size": 13},
    "section": {"bold": True, "top": 1},
    "text": {"valign": "top"},
    "wrap": {"text_wrap": True, "valign": "top"},
    "whole": {"num_format": "#,##0"},
    "one": {"num_format": "#,##0.0"},
    "two": {"num_format": "#,##0.00"},
    "three": {"num_format": "0.000"},
    "percent": {"num_format": "0.0%"},
    "signed": {"num_format": "+#,##0;-#,##0;0"},
    "signed_one": {"num_format": "+#,##0.0;-#,##0.0;0.0"},
    "signed_two": {"num_format": "+#,##0.00;-#,##0.00;0.00"},
    "signed_three": {"num_format": "+0.000;-0.000;0.000"},
    "signed_percent": {"num_format": "+0.0%;-0.0%;0.0%"},
}

#: column of the regional table -> format, in the order of the sheet.
_REGIONS = {
    "jobs_base": "whole",
    "jobs_last": "whole",
    "added": "whole",
    "seats_last": "whole",
    "share": "percent",
    "per_1000_active": "one",
    "cost_mmad": "one",
    "state_mmad": "one",
    "rank": "whole",
    "jobs_change": "signed",
    "seats_change": "signed",
    "share_change": "signed_one",
    "per_1000_change": "signed_one",
    "cost_change": "signed_one",
    "state_change": "signed_one",
    "rank_change": "signed",
}
_UNIT_FORMATS = {
    "bn MAD": "two",
    "MMAD": "one",
    "MMAD of penalty": "one",
    "index": "three",
    "minutes": "one",
    "fraction": "percent",
}
_UNIT_FORMATS |= {"jobs per 1,000 active": "one"}
_NAME, _FIGURE, _VALUE = 34, 13, 26  #: widths of columns in characters
_LINE = 15.0  #: height of a line in points
#: A workbook needs a date of creation: the first run's, or this one, so that the same runs give the same bytes.
_SOME_DAY = datetime(2000, 1, 1, tzinfo=UTC)


def _lines(text: str, width: int) -> int:
    """Lines that a text in bold takes in a cell, on the safe side; long words are broken."""
    lines, left = 1, 0.0
    for word in text.split(" "):
        size = 1.15 * len(word)
        if left and left + size > width:
            lines, left = lines + 1, 0.0
        lines += int(size // (width + 1))
        left = left + size + 1
    return lines


class _Sheet:
    """A sheet that is filled row by row, with formats by name."""

    def __init__(self, book: Any, formats: Mapping[str, Any], name: str, widths: Sequence[int], lang: Lang) -> None:
        self._sheet, self._formats, self._row = book.add_worksheet(name), formats, 0
        self._widths = widths
        if lang == "ar":
            self._sheet.right_to_left()
        for position, width in enumerate(widths):
            self._sheet.set_column(position, position, width)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)

    def row(self, cells: Sequence[Any], formats: Sequence[str] | str = "text") -> None:
        """Write a row; a missing figure leaves its cell empty."""
        names = [formats] * len(cells) if isinstance(formats, str) else formats
        for position, (cell, name) in enumerate(zip(cells, names, strict=True)):
            if isinstance(cell, str):
                self._sheet.write_string(self._row, position, cell, self._formats[name])
            elif cell is None or not math.isfinite(cell):
                self._sheet.write_blank(self._row, position, None, self._formats[name])
            else:
                self._sheet.write_number(self._row, position, cell, self._formats[name])
        self._row += 1

    def heads(self, heads: Sequence[str], frozen: int) -> None:
        """Write the heads, keep them and the first ``frozen`` columns in view, repeat them on every printed page."""
        lines = max(_lines(head, width) for head, width in zip(heads, self._widths, strict=True))
        self._sheet.set_row(self._row, _LINE * lines)
        self.row(heads, "head")
        self._sheet.freeze_panes(self._row, frozen)
        self._sheet.repeat_rows(self._row - 1)

    def filter(self, columns: int) -> None:
        """Let the reader choose rows by the heads."""
        self._sheet.autofilter(0, 0, self._row - 1, columns - 1)


def workbook(comparison: Comparison, lang: Lang) -> bytes:
    """The bytes of a workbook with four sheets, in Arabic read from the right; the same runs give the same bytes.

    Jobs and seats are whole and add up to the country, their changes too; shares are fractions shown in percent, costs
    million MAD. Nothing is a formula.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    started = comparison.runs[0].started or _SOME_DAY
    years = {"first": str(comparison.base_year), "last": str(comparison.last_year)}
    title = say("compare-title", lang, count=len(comparison.labels), **years)
    book.set_properties({"title": title, "created": started.astimezone(UTC).replace(tzinfo=None)})
    words = {"reading_order": 2, "align": "right"} if lang == "ar" else {}
    formats = {
        name: book.add_format({**look, **({} if "num_format" in look else words)}) for name, look in _FORMATS.items()
    }
    _regions(book, formats, comparison, lang)
    _country(book, formats, comparison, lang)
    _assumptions(book, formats, comparison, lang)
    _notes(book, formats, comparison, lang, title)
    book.close()
    return buffer.getvalue()


def _whole_table(comparison: Comparison) -> pd.DataFrame:
    """The regional table with whole jobs and seats that add up; a change is the difference of two whole figures."""
    table = comparison.regions.set_index(["region", "run"])
    for column in ("jobs_base", "jobs_last", "seats_last"):
        table[column] = comparison.whole(column).stack()
    table["added"] = table["jobs_last"] - table["jobs_base"]
    first = table.xs(comparison.labels[0], level="run")
    for column, change in (("jobs_last", "jobs_change"), ("seats_last", "seats_change")):
        table[change] = table[column] - first[column].reindex(table.index.get_level_values("region")).to_numpy()
    table["share_change"] = table["share_change"] * 100.0
    return table.reset_index()


def _regions(book: Any, formats: Mapping[str, Any], comparison: Comparison, lang: Lang) -> None:
    """One row for each run and region, to be filtered or pivoted."""
    widths = [8, _NAME, _VALUE, *([_FIGURE] * len(_REGIONS))]
    sheet = _Sheet(book, formats, say("compare-sheet-regions", lang), widths, lang)
    heads = [say(f"compare-head-{key}", lang) for key in ("code", "region", "run")]
    for column in _REGIONS:
        year = comparison.base_year if column == "jobs_base" else comparison.last_year
        heads.append(say(f"compare-head-{column.replace('_', '-')}", lang, year=str(year)))
    sheet.heads(heads, 3)
    for row in _whole_table(comparison).to_dict(orient="records"):
        words = [str(row["region"]), str(row[f"name_{lang}"]), str(row["run"])]
        figures = [float(row[column]) for column in _REGIONS]
        sheet.row([*words, *figures], ["text"] * 3 + list(_REGIONS.values()))
    sheet.filter(len(heads))


def _country(book: Any, formats: Mapping[str, Any], comparison: Comparison, lang: Lang) -> None:
    """A row for each quantity, a column for each run, then the changes against the first."""
    labels = comparison.labels
    widths = [_NAME + 4, 18, *([16] * (2 * len(labels) - 1))]
    sheet = _Sheet(book, formats, say("compare-sheet-country", lang), widths, lang)
    changes = [say("compare-head-change-of", lang, run=label) for label in labels[1:]]
    sheet.heads([say("compare-head-quantity", lang), say("compare-head-unit", lang), *labels, *changes], 2)
    before = ""
    for (quantity, item), rows in comparison.national.groupby(["quantity", "item"], sort=False):
        if (section := section_name(str(quantity), lang)) != before:
            sheet.row([section], "section")
            before = section
        by_run = rows.set_index("run").loc[list(labels)]
        unit = str(by_run["unit"].iloc[0])
        words = [item_name(str(quantity), str(item), lang), "" if unit == "fraction" else unit_name(unit, lang)]
        if quantity == "verdict":
            sheet.row([*words, *(verdict_name(str(text), lang) for text in by_run["text"])])
            continue
        look = _UNIT_FORMATS.get(unit, "whole")
        values = [float(value) if look != "whole" else _half_up(value) for value in by_run["value"]]
        signed = "signed" if look == "whole" else f"signed_{look}"
        looks = ["text"] * 2 + [look] * len(labels) + [signed] * len(changes)
        sheet.row([*words, *values, *(value - values[0] for value in values[1:])], looks)


def _half_up(value: float) -> float:
    """A whole figure of the country, as the regions add up to it."""
    return value if not math.isfinite(value) else float(math.floor(value + 0.5 + 1e-6))


def _assumptions(book: Any, formats: Mapping[str, Any], comparison: Comparison, lang: Lang) -> None:
    """What differs, a column for each run; values of the model that are numbers are numbers."""
    widths = [18, _NAME, *([_VALUE] * len(comparison.labels))]
    sheet = _Sheet(book, formats, say("compare-sheet-assumptions", lang), widths, lang)
    sheet.heads([say("compare-head-group", lang), say("compare-head-key", lang), *comparison.labels], 2)
    for (group, key), rows in comparison.assumptions.groupby(["group", "key"], sort=False):
        by_run = rows.set_index("run")["value"]
        values = [str(by_run[label]) for label in comparison.labels]
        cells = [_number(value) if group == "model" else None for value in values]
        told = [value_name(value, lang) if cell is None else cell for value, cell in zip(values, cells, strict=True)]
        sheet.row([group_name(str(group), lang), str(key), *told], "wrap")
    if comparison.assumptions.empty:
        sheet.row([say("compare-same", lang)])


def _number(text: str) -> float | None:
    """A value of the model as a number, if it is one."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _notes(book: Any, formats: Mapping[str, Any], comparison: Comparison, lang: Lang, title: str) -> None:
    """Notes, the plans compared and where their figures come from."""
    sheet = _Sheet(book, formats, say("compare-sheet-notes", lang), [_VALUE, 44, 44, 26, 20], lang)
    sheet.row([title], "title")
    for note in comparison.notes_in(lang):
        sheet.row([note])
    sheet.row([])
    sheet.row([say("compare-runs", lang)], "title")
    heads = ("run", "scenario", "folder", "started", "verdict")
    sheet.row([say(f"compare-head-{head}", lang) for head in heads], "head")
    titles = run_titles(comparison.runs, comparison.labels, lang)
    for run, label, scenario in zip(comparison.runs, comparison.labels, titles, strict=True):
        verdict = verdict_name(run.certificate.verdict, lang)
        sheet.row([label, scenario, run.folder.resolve().name, str(run.manifest.get("started") or ""), verdict])
    sheet.row([])
    ours = all(bool((run.manifest.get("data") or {}).get("shipped")) for run in comparison.runs)
    sheet.row([say("picture-sources-shipped" if ours else "picture-sources-own", lang)])
    sheet.row([say("picture-boundaries" if ours else "picture-boundaries-plain", lang)])
