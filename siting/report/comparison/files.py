"""A comparison of runs as a file: tables for programs, spreadsheets and pages, or a picture. Whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from siting.analysis.compare.labels import named_runs
from siting.analysis.compare.printed import Printed, assumption_tables, national_tables, regional_tables
from siting.analysis.compare.tables import REGION_CHANGES
from siting.errors import Problem, RunError, UsageError
from siting.report.page.places import check_place
from siting.report.page.save import KINDS as PICTURES
from siting.report.page.save import write_whole
from siting.words import Lang, say

if TYPE_CHECKING:
    from siting.analysis.compare.comparison import Comparison

__all__ = ["KINDS", "long_table", "markdown", "write_comparison", "write_comparisons"]

#: Endings that a comparison can be written to.
KINDS = ("csv", "xlsx", "md", *PICTURES)

#: Runs side by side in one table of a page.
_MOST = 6
_UNITS = {
    "jobs_base": "jobs",
    "jobs_last": "jobs",
    "added": "jobs",
    "seats_last": "seats",
    "share": "fraction",
    "per_1000_active": "jobs per 1,000 active",
    "cost_mmad": "MMAD",
    "state_mmad": "MMAD",
    "rank": "rank",
}


def write_comparisons(
    comparison: Comparison, outs: Sequence[Path], *, lang: Lang = "en", beside: Path | None = None
) -> tuple[Path, ...]:
    """Write a comparison to several files, each as `write_comparison` does; every place is judged before the first.

    ``beside`` is the folder of the run whose map a picture shows beside the first one's; by default the last run.
    Raises what `write_comparison` raises, and `RunError` when ``beside`` is not one of the runs compared.
    """
    pair = None if beside is None else (comparison.labels[0], _label(comparison, beside))
    for out in outs:
        _kind(out)
        check_place(out)
    return tuple(write_comparison(comparison, out, lang=lang, pair=pair) for out in outs)


def _label(comparison: Comparison, folder: Path) -> str:
    """The label of the run in ``folder``."""
    for label, run in zip(comparison.labels, comparison.runs, strict=True):
        if run.folder.resolve() == folder.resolve():
            return label
    known = named_runs(comparison.runs, comparison.labels)
    raise RunError([Problem(str(folder), "is not one of the runs compared", remedy=f"take one of {known}")])


def _kind(out: Path) -> str:
    """The ending of a file. Raises `UsageError` for one that cannot be written."""
    kind = out.suffix.lstrip(".").lower()
    if kind not in KINDS:
        raise UsageError(f"cannot write a comparison to {out}: choose a file that ends in .{', .'.join(KINDS)}")
    return kind


def write_comparison(
    comparison: Comparison, out: Path | str, *, lang: Lang = "en", pair: tuple[str, str] | None = None
) -> Path:
    """Write a comparison to ``out`` by its ending: csv, xlsx, md, or a picture (png, svg, pdf); returns the file.

    ``lang`` is that of heads and names; ``pair`` names the two runs whose maps a picture shows (labels), by default the
    first and the last. Raises `UsageError` for an ending or a pair that there is not, `RunError` for a place that
    cannot be used, such as one inside a run folder.
    """
    out = Path(out)
    kind = _kind(out)
    check_place(out)
    if kind in PICTURES:
        from siting.report.comparison.picture import draw_comparison

        return draw_comparison(comparison, out, lang=lang, kind=kind, pair=pair)
    return write_whole(out, _content(comparison, kind, lang))


def _content(comparison: Comparison, kind: str, lang: Lang) -> bytes:
    """The bytes of a table file."""
    if kind == "xlsx":
        from siting.report.comparison.sheets import workbook

        return workbook(comparison, lang)
    if kind == "md":
        return markdown(comparison, lang).encode("utf-8")
    text: str = long_table(comparison, lang).to_csv(index=False, lineterminator="\n")
    return text.encode("utf-8")


def long_table(comparison: Comparison, lang: Lang = "en") -> pd.DataFrame:
    """Every figure of regions and country as one tidy table: scope, code, name, run, quantity, unit, value, change.

    ``scope`` is ``region`` or ``country``; ``code`` is the region's, for the country the year, payer or term. The
    solver's figures; missing where there is none. What has no figure (verdicts, assumptions) is not here.
    """
    regions = comparison.regions
    parts = [
        pd.DataFrame(
            {
                "scope": "region",
                "code": regions["region"],
                "name": regions[f"name_{lang}"],
                "run": regions["run"],
                "quantity": quantity,
                "unit": unit,
                "value": regions[quantity].astype(float),
                "change": _change(comparison, quantity),
            }
        )
        for quantity, unit in _UNITS.items()
    ]
    national = comparison.national[comparison.national["quantity"] != "verdict"]
    country = national.rename(columns={"item": "code"}).assign(scope="country", name=say("compare-country", lang))
    return pd.concat([*parts, country[list(parts[0].columns)]], ignore_index=True)


def _change(comparison: Comparison, quantity: str) -> pd.Series:
    """By how much a column of the regional table differs from the first run's."""
    table = comparison.regions
    if quantity in REGION_CHANGES:
        return table[REGION_CHANGES[quantity]].astype(float)
    first = table[table["run"] == comparison.labels[0]].set_index("region")[quantity]
    change: pd.Series = table[quantity] - table["region"].map(first)
    return change


def markdown(comparison: Comparison, lang: Lang = "en") -> str:
    """The tables of the terminal as Markdown, with notes: to paste into a note or a report."""
    years = {"first": str(comparison.base_year), "last": str(comparison.last_year)}
    parts = ["# " + say("compare-title", lang, count=len(comparison.labels), **years)]
    tables = [*regional_tables(comparison, lang, _MOST), *national_tables(comparison, lang, _MOST)]
    if not comparison.assumptions.empty:
        tables += assumption_tables(comparison, lang, _MOST)
    previous = ""
    for printed in tables:
        if printed.title != previous:
            parts.append(f"## {printed.title}")
        parts.append("\n".join(_lines(printed)))
        previous = printed.title
    if comparison.assumptions.empty:
        parts += ["## " + say("compare-assumptions", lang), say("compare-same", lang)]
    parts.append("## " + say("compare-notes", lang))
    parts.append("\n".join(f"- {_plain(note)}" for note in comparison.notes_in(lang)))
    return "\n\n".join(parts) + "\n"


def _lines(printed: Printed) -> Iterator[str]:
    """The lines of a table; the last row stands out where it sums up the others."""
    yield _row(printed.heads)
    yield _row([":---" if position < printed.text_columns else "---:" for position in range(len(printed.heads))])
    for position, row in enumerate(printed.rows):
        bold = position in printed.subheads or (printed.total and position == len(printed.rows) - 1)
        yield _row([f"**{cell}**" if bold and cell else cell for cell in map(_plain, row)])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """Text in which nothing is taken for a table's border or a mark; runs of blanks are one."""
    return re.sub(r" +", " ", re.sub(r"([\\|*])", r"\\\1", text))
