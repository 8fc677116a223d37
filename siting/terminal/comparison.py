"""A comparison of runs on the terminal: regions, country, assumptions that differ, notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siting.terminal.output import console

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from siting.analysis.compare import Comparison
    from siting.analysis.compare.printed import Printed
    from siting.words import Lang

__all__ = ["print_comparison"]

#: Runs side by side in one table at 130 columns; more are folded into several.
_MOST = 6
#: Columns of text, such as values of a model, are narrower: fewer runs side by side.
_MOST_TEXT = 4
_HEAD = 15  #: letters on a line of a head


def print_comparison(comparison: Comparison, lang: Lang = "en") -> None:
    """Print what each region and the country get in every run, what was assumed differently, and what to know.

    Tables of up to six runs fit 130 columns; more runs are folded into tables that repeat the first one.
    """
    from rich.text import Text

    from siting.analysis.compare.printed import assumption_tables, national_tables, regional_tables
    from siting.words import say

    out = console()
    years = {"first": str(comparison.base_year), "last": str(comparison.last_year)}
    out.print(Text(say("compare-title", lang, count=len(comparison.labels), **years), style="bold"))
    out.print()
    for printed in (*regional_tables(comparison, lang, _MOST), *national_tables(comparison, lang, _MOST - 1)):
        _show(out, printed)
    if comparison.assumptions.empty:
        out.print(Text(say("compare-assumptions", lang), style="bold"))
        out.print(Text("  " + say("compare-same", lang)))
    else:
        for printed in assumption_tables(comparison, lang, _MOST_TEXT):
            _show(out, printed)
    out.print(Text(say("compare-notes", lang), style="bold"))
    for note in comparison.notes_in(lang):
        out.print(f"  - {note}", markup=False)


def _show(out: Console, printed: Printed) -> None:
    """A table under its title: the title is not folded to the width of the table."""
    from rich.text import Text

    out.print(Text(printed.title, style="bold"))
    out.print(_drawn(printed))


def _drawn(printed: Printed) -> Table:
    """A table whose heads fold, so that long names of runs do not widen it; the country stands out."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for position, head in enumerate(printed.heads):
        words = position < printed.text_columns
        drawn.add_column(
            Text(head if words else _folded(head)),
            justify="left" if words else "right",
            no_wrap=not words,
            overflow="fold",
            vertical="top",
        )
    for position, row in enumerate(printed.rows):
        bold = position in printed.subheads or (printed.total and position == len(printed.rows) - 1)
        drawn.add_row(*(Text(cell) for cell in row), style="bold" if bold else None)
    return drawn


def _folded(head: str) -> str:
    """A head on lines of about fifteen letters, broken after hyphens and at blanks, else in the middle of a word."""
    lines = [""]
    for part in re.findall(rf"[^\s-]{{1,{_HEAD - 1}}}(?:-|\s+)?|\S|\s+", head):
        if lines[-1] and len(lines[-1] + part.rstrip()) > _HEAD:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += part
    return "\n".join(line for line in (each.strip() for each in lines) if line)
