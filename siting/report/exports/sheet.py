"""A sheet of a workbook that is filled row by row: heads that stay in view, formats by name, print set-up."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from siting.report.exports.fields import Field
from siting.words import Lang

if TYPE_CHECKING:
    from siting.report.page.style import Style

__all__ = ["Book", "Sheet", "number_format"]

_NUMBERS: Mapping[str, Mapping[str, Any]] = {
    "text": {},
    "code": {"align": "center"},
    "wrap": {"text_wrap": True},
    "whole": {"num_format": "#,##0"},
    "year": {"num_format": "0"},
    "one": {"num_format": "#,##0.0"},
    "two": {"num_format": "#,##0.00"},
    "three": {"num_format": "0.000"},
    "five": {"num_format": "0.00000"},
    "percent": {"num_format": "0.0%"},
    "any": {"num_format": "General"},
}


_A4, _A3 = 9, 8  #: numbers of paper sizes
_LINE = 15.0  #: height of a line in points


def _lines(text: str, width: float) -> int:
    """Lines that a text takes in a column of a width in characters, folded between words."""
    count, room = 1, 0.0
    for word in text.split(" "):
        room += 1.05 * len(word) + 1
        if room > width and room > 1.05 * len(word) + 1:
            count, room = count + 1, 1.05 * len(word) + 1
    return count


def number_format(field: Field) -> str:
    """The format of a column of the dictionary, by kind and unit."""
    if field.unit == "year":
        return "year"
    if field.kind != "number":
        return "whole" if field.kind == "integer" else "text"
    by_unit = {"fraction": "percent", "mmad": "one", "rate": "one", "index": "two", "minutes": "one", "degrees": "five"}
    return by_unit.get(field.unit, "whole" if field.digits == 0 else "one")


class Book:
    """A workbook under construction: formats of a style, sheets that run from the right in Arabic."""

    def __init__(self, book: Any, lang: Lang, style: Style, foot: str) -> None:
        self.lang, self._book, self._foot = lang, book, foot
        colours = style.colours
        # In Arabic a cell is read from the right even if it begins with a figure or a Latin name.
        side: dict[str, Any] = {"reading_order": 2} if lang == "ar" else {}
        begin = {"align": "right" if lang == "ar" else "left", "indent": 1}
        head = {
            "bold": True,
            "text_wrap": True,
            "valign": "top",
            "bottom": 1,
            "bg_color": colours.sequential[0],
            **side,
        }
        self._formats = {
            "head": book.add_format(head),
            "title": book.add_format({"bold": True, "font_size": 13, "font_color": colours.accent, **side}),
            "note": book.add_format({"font_color": colours.muted, **side}),
            "told": book.add_format({"font_color": colours.muted, "text_wrap": True, "valign": "top", **side}),
            "section": book.add_format({"bold": True, "top": 1, **side}),
        }
        for name, own in _NUMBERS.items():
            look = {"valign": "top", **(begin if name in ("text", "wrap") else {}), **own, **side}
            self._formats[name] = book.add_format(look)
            self._formats[f"{name}-total"] = book.add_format({**look, "bold": True, "top": 1})
            self._formats[f"{name}-missed"] = book.add_format({**look, "bold": True, "font_color": colours.accent})
            self._formats[f"{name}-changed"] = book.add_format({**look, "bold": True})
            self._formats[f"{name}-estimate"] = book.add_format({**look, "italic": True})
        # Text of the model file is English in every language.
        self._formats["english"] = book.add_format({"valign": "top", "text_wrap": True, **begin, "reading_order": 1})
        key = {"valign": "top", "font_color": colours.muted, "font_size": 8, **begin, "reading_order": 1}
        self._formats["key"] = book.add_format(key)

    def sheet(
        self, name: str, title: str, widths: Sequence[float], notes: Sequence[str] = (), *, large: bool = False
    ) -> Sheet:
        """A new sheet with its title and notes above the table; a ``large`` one is printed on A3."""
        made = self._book.add_worksheet(name[:31])
        if self.lang == "ar":
            made.right_to_left()
        for position, width in enumerate(widths):
            made.set_column(position, position, width)
        made.set_landscape()
        made.set_paper(_A3 if large else _A4)
        made.fit_to_pages(1, 0)
        made.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        made.set_footer(f"&L&8{self._foot}&R&8&P / &N")
        sheet = Sheet(made, self._formats, widths)
        sheet.row([title], "title")
        for note in notes:
            sheet.row([note], "note")
        return sheet


class Sheet:
    """Rows from the top. Make one with `Book.sheet`."""

    def __init__(self, sheet: Any, formats: Mapping[str, Any], widths: Sequence[float]) -> None:
        self._sheet, self._formats, self._row, self._first = sheet, formats, 0, 0
        self._widths = widths

    def row(self, cells: Sequence[Any], formats: Sequence[str] | str = "text") -> None:
        """Write a row; a missing figure leaves its cell empty."""
        names = [formats] * len(cells) if isinstance(formats, str) else formats
        folded = zip(cells, names, self._widths, strict=False)
        lines = [_lines(str(cell), width - 2) for cell, name, width in folded if name in ("wrap", "english") and cell]
        if max(lines, default=1) > 1:
            self._sheet.set_row(self._row, _LINE * max(lines))
        for position, (cell, name) in enumerate(zip(cells, names, strict=True)):
            look = self._formats[name]
            if isinstance(cell, str):
                self._sheet.write_string(self._row, position, cell, look)
            elif cell is None or not math.isfinite(cell):
                self._sheet.write_blank(self._row, position, None, look)
            else:
                self._sheet.write_number(self._row, position, cell, look)
        self._row += 1

    def told(self, text: str) -> None:
        """Write a note over the whole width, as high as it needs."""
        self._sheet.set_row(self._row, _LINE * _lines(text, sum(self._widths) - 2))
        self._sheet.merge_range(self._row, 0, self._row, len(self._widths) - 1, text, self._formats["told"])
        self._row += 1

    def space(self) -> None:
        """Leave a row empty."""
        self._row += 1

    def heads(self, heads: Sequence[str], frozen: int) -> None:
        """Write the heads; they and the first ``frozen`` columns stay in view, and every printed page repeats them."""
        self.head_row(heads)
        self._first = self._row - 1
        self._sheet.freeze_panes(self._row, frozen)
        self._sheet.repeat_rows(self._first)

    def head_row(self, heads: Sequence[str]) -> None:
        """Write heads, as high as their longest one needs: a row of wrapped text does not grow by itself."""
        lines = [_lines(head, width - 1) for head, width in zip(heads, self._widths, strict=False)]
        self._sheet.set_row(self._row, _LINE * max(lines, default=1))
        self.row(heads, "head")

    def filter(self, columns: int) -> None:
        """Let the reader choose among the rows since the heads."""
        self._sheet.autofilter(self._first, 0, max(self._row - 1, self._first), columns - 1)
