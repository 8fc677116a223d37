"""A comparison as tables of text, for a terminal or a page: figures add up, a change is that of the figures shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from siting.results import round_whole
from siting.words import Lang, keys, number, say, signed

if TYPE_CHECKING:
    from siting.analysis.compare.comparison import Comparison

__all__ = [
    "MEASURES",
    "Printed",
    "assumption_tables",
    "group_name",
    "item_name",
    "national_tables",
    "regional_tables",
    "section_name",
    "shown",
    "unit_name",
    "value_name",
    "verdict_name",
]

#: Columns of the regional table that are told, in order.
MEASURES = ("jobs_last", "added", "seats_last", "share", "per_1000_active", "cost_mmad", "state_mmad", "rank")

#: unit of the national table -> (its name in the catalogue, digits shown, factor).
_UNITS = {
    "jobs": ("jobs", 0, 1.0),
    "bn MAD": ("exports", 2, 1.0),
    "seats": ("seats", 0, 1.0),
    "parks": ("parks", 0, 1.0),
    "people": ("people", 0, 1.0),
    "MMAD": ("mmad", 0, 1.0),
    "MMAD of penalty": ("penalty", 0, 1.0),
    "MAD per job": ("per-job", 0, 1.0),
    "index": ("index", 3, 1.0),
    "jobs per 1,000 active": ("rate", 1, 1.0),
    "minutes": ("minutes", 1, 1.0),
    "fraction": ("fraction", 2, 100.0),
}
#: Under which head of the national table a quantity stands.
_SECTIONS = {
    "jobs": "jobs",
    "exports": "jobs",
    "jobs_added": "jobs",
    "seats_built": "means",
    "parks_opened": "means",
    "trained": "means",
    "cost_total": "cost",
    "state_per_job": "cost",
    "cost_by_payer": "payer",
    "cost_by_term": "term",
    "penalty": "penalty",
    "verdict": "proof",
    "gap": "proof",
}
_COUNTRY = "~country"  #: the row after every region's code
_LEAST_MMAD = 1000.0  #: below this an amount is shown with one decimal
_MISSING = "–"


@dataclass(frozen=True)
class Printed:
    """A table of text: the first ``text_columns`` are words, the others figures; ``total`` if the last row sums up.

    Rows at ``subheads`` head those below them: only their first cell has words.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    text_columns: int = 1
    total: bool = False
    subheads: tuple[int, ...] = ()


def shown(comparison: Comparison, measure: str) -> tuple[pd.DataFrame, int]:
    """The figures of a measure as they are shown, and their decimals: a row for each region and the country.

    Jobs, seats, shares (in percent) and costs are rounded by largest remainder, so that the regions add up to the last
    row; jobs added are the difference of whole jobs, and a change is the difference of two figures shown.
    """
    table, digits = comparison.wide(measure), 0
    if measure == "rank":
        return table.astype(float), 0
    if measure == "per_1000_active":
        country = comparison.national[comparison.national["quantity"] == measure].set_index("run")["value"]
        table.loc[_COUNTRY] = country
        return table.round(1), 1
    if measure == "share":
        table, digits = table * 100.0, 1
    if measure in ("cost_mmad", "state_mmad"):
        digits = _cost_digits(comparison)
    if measure == "added":
        whole = (comparison.whole("jobs_last") - comparison.whole("jobs_base")).astype(float)
    else:
        whole = table.apply(lambda column: _rounded(column, digits))
    whole.loc[_COUNTRY] = whole.sum(skipna=False)
    return whole.round(digits), digits


def _rounded(column: pd.Series, digits: int) -> pd.Series:
    """A column rounded by largest remainder; one with missing figures stays missing."""
    size = 10.0**digits
    return column.astype(float) if column.isna().any() else round_whole(column * size) / size


def _cost_digits(comparison: Comparison) -> int:
    """Decimals of amounts in million MAD: one in a small country, none in a large one."""
    total = comparison.national.loc[comparison.national["quantity"] == "cost_total", "value"]
    return 0 if total.abs().max() >= _LEAST_MMAD else 1


def regional_tables(comparison: Comparison, lang: Lang, most: int) -> Iterator[Printed]:
    """One table for each measure; with more than ``most`` runs, several, each with the first run in front."""
    names = comparison.names(lang).to_dict()
    names[_COUNTRY] = say("compare-country", lang)
    for measure in MEASURES:
        figures, digits = shown(comparison, measure)
        years = {"year": str(comparison.last_year), "base": str(comparison.base_year)}
        title = say(f"compare-regions-{measure.replace('_', '-')}", lang, **years)
        total = _COUNTRY in figures.index
        for block in _blocks(comparison.labels, most):
            front = [[names[str(code)]] for code in figures.index]
            heads = [say("compare-head-region", lang)]
            if measure == "jobs_last":
                heads.append(say("compare-head-jobs-base", lang, year=str(comparison.base_year)))
                base = comparison.whole("jobs_base")[comparison.labels[0]]
                for line, jobs in zip(front, [*base, base.sum()], strict=True):
                    line.append(number(jobs, lang))
            exact = _exact(comparison, measure, figures)
            columns, cells = _columns(figures, block, [digits] * len(figures), lang, exact)
            rows = tuple((*line, *cell) for line, cell in zip(front, cells, strict=True))
            yield Printed(title, (*heads, *columns), rows, total=total)


def national_tables(comparison: Comparison, lang: Lang, most: int) -> Iterator[Printed]:
    """The country, quantity by quantity; nothing is told of what is zero or unknown in every run."""
    table = comparison.national
    order = table[table["run"] == comparison.labels[0]][["quantity", "item", "unit"]]
    values = table.pivot(index=["quantity", "item"], columns="run", values="value")
    rows, digits, front, sections = [], [], [], []
    for quantity, item, unit in order.itertuples(index=False):
        line = values.loc[(quantity, item), list(comparison.labels)]
        if quantity != "verdict" and (line.fillna(0.0).abs() < 1e-9).all():
            continue
        _, places, factor = _UNITS.get(unit, ("", 0, 1.0))
        digits.append(_cost_digits(comparison) if unit.startswith("MMAD") else places)
        rows.append((line.astype(float) * factor).round(digits[-1]))
        front.append((item_name(quantity, item, lang), unit_name(unit, lang)))
        sections.append(section_name(quantity, lang))
    figures = pd.DataFrame(rows).reset_index(drop=True)
    verdicts = table[table["quantity"] == "verdict"].set_index("run")["text"].to_dict()
    for block in _blocks(comparison.labels, most):
        columns, cells = _columns(figures, block, digits, lang, None)
        told = [verdict_name(str(verdicts[run]), lang) for run in block]
        word = say("compare-quantity-verdict", lang)
        lines = [
            (*begin, *told, *([""] * (len(columns) - len(block)))) if begin[0] == word else (*begin, *cell)
            for begin, cell in zip(front, cells, strict=True)
        ]
        heads = (say("compare-head-quantity", lang), say("compare-head-unit", lang), *columns)
        lines, subheads = _headed(lines, sections)
        yield Printed(say("compare-national", lang), heads, tuple(lines), text_columns=2, subheads=subheads)


def _headed(lines: Sequence[tuple[str, ...]], sections: Sequence[str]) -> tuple[list[tuple[str, ...]], tuple[int, ...]]:
    """The rows of a table with a row that names the section before the first of each, and where those rows are."""
    rows: list[tuple[str, ...]] = []
    subheads = []
    for position, (line, section) in enumerate(zip(lines, sections, strict=True)):
        if position == 0 or section != sections[position - 1]:
            subheads.append(len(rows))
            rows.append((section, *([""] * (len(line) - 1))))
        rows.append(line)
    return rows, tuple(subheads)


def assumption_tables(comparison: Comparison, lang: Lang, most: int) -> Iterator[Printed]:
    """What differs between the runs, as text."""
    table = comparison.assumptions
    values = {(row.group, row.key, row.run): str(row.value) for row in table.itertuples()}
    keys_in_order = list(dict.fromkeys(zip(table["group"], table["key"], strict=True)))
    for block in _blocks(comparison.labels, most):
        rows = tuple(
            (group_name(group, lang), key, *(value_name(values[group, key, run], lang) for run in block))
            for group, key in keys_in_order
        )
        heads = (say("compare-head-group", lang), say("compare-head-key", lang), *block)
        yield Printed(say("compare-assumptions", lang), heads, rows, text_columns=len(heads))


def _exact(comparison: Comparison, measure: str, figures: pd.DataFrame) -> pd.DataFrame | None:
    """What changes in percent are worked out from: for people the whole figures shown, for rates and costs those before
    rounding, which would lose too much. Nothing for shares and ranks.
    """
    if measure in ("share", "rank", "jobs_last", "added", "seats_last"):
        return None if measure in ("share", "rank") else figures
    exact = comparison.wide(measure)
    of_rate = comparison.national.query("quantity == @measure").set_index("run")["value"]
    exact.loc[_COUNTRY] = of_rate if measure == "per_1000_active" else exact.sum(min_count=1)
    return exact.reindex(figures.index)


def _percent(shown: float, before: float, after: float, lang: Lang) -> str:
    """A change in percent; a dash where there is no size to measure it by: nothing before, or another sign."""
    sized = bool(shown) and before > 0.0 and after >= 0.0  # false for what is missing too
    return _signed(100.0 * (after / before - 1.0), lang, 1) if sized else _MISSING


def _blocks(labels: Sequence[str], most: int) -> list[tuple[str, ...]]:
    """The runs of each table: the first, and as many others as fit."""
    first, others = labels[0], labels[1:]
    return [(first, *others[start : start + most - 1]) for start in range(0, len(others), most - 1)]


def _columns(
    figures: pd.DataFrame, block: Sequence[str], digits: Sequence[int], lang: Lang, exact: pd.DataFrame | None
) -> tuple[list[str], list[list[str]]]:
    """Heads and cells of a block: of two runs both and the change, of more the change in brackets.

    ``exact`` holds the figures behind the change in percent, where two runs also get one.
    """
    first, others = figures[block[0]], block[1:]
    cells = [[_text(value, lang, places)] for value, places in zip(first, digits, strict=True)]
    if len(figures.columns) == 2:
        (other,) = others
        for line, before, after, places in zip(cells, first, figures[other], digits, strict=True):
            line += [_text(after, lang, places), _signed(after - before, lang, places)]
        heads = [block[0], other, say("compare-head-change", lang)]
        if exact is None:
            return heads, cells
        for line, shown_first, before, after in zip(cells, first, exact[block[0]], exact[other], strict=True):
            line.append(_percent(shown_first, before, after, lang))
        return [*heads, say("compare-head-percent", lang)], cells
    for run in others:
        pairs = list(zip(first, figures[run], digits, strict=True))
        changes = [_signed(after - before, lang, places) for before, after, places in pairs]
        wide = max(map(len, changes), default=0) + 2
        for line, (_, after, places), change in zip(cells, pairs, changes, strict=True):
            line.append(_MISSING if after != after else f"{_text(after, lang, places)} {f'({change})':>{wide}}")
    return [str(block[0]), *others], cells


def _text(value: float, lang: Lang, digits: int) -> str:
    """A figure, or a dash for what is missing."""
    return _MISSING if value != value else number(value, lang, digits)


def _signed(change: float, lang: Lang, digits: int) -> str:
    """A change with its sign; a dash for what is missing."""
    return _MISSING if change != change else signed(change, lang, digits)


def item_name(quantity: str, item: str, lang: Lang) -> str:
    """What a row of the national table is about; a payer or term without a name keeps its own."""
    part = item.replace("_", "-")
    if quantity == "cost_by_payer":
        return say(f"compare-payer-{part}", lang) if f"compare-payer-{part}" in keys(lang) else item
    if quantity == "cost_by_term":
        return say(f"compare-term-{part}", lang) if f"compare-term-{part}" in keys(lang) else item
    return say(f"compare-quantity-{quantity.replace('_', '-')}", lang, item=item)


def section_name(quantity: str, lang: Lang) -> str:
    """The head of the national table that a quantity stands under."""
    return say(f"compare-section-{_SECTIONS.get(quantity, 'fairness')}", lang)


def unit_name(unit: str, lang: Lang) -> str:
    """A unit of the national table in words; nothing for what has none."""
    return say(f"compare-unit-{_UNITS[unit][0]}", lang) if unit in _UNITS else ""


def group_name(group: str, lang: Lang) -> str:
    """A part of the assumptions in words."""
    return say(f"compare-group-{group}", lang)


def value_name(value: str, lang: Lang) -> str:
    """A value of the assumptions: a dash where a run has no such key."""
    return say("compare-none", lang) if value == "none" else value or _MISSING


def verdict_name(verdict: str, lang: Lang) -> str:
    """The verdict of the verifier in words."""
    key = f"compare-verdict-{verdict.replace(', ', '-').replace(' ', '-')}"
    return say(key, lang) if key in keys(lang) else verdict
