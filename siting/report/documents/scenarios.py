"""Several plans side by side: the country in a row each, the regions, what was assumed otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from siting.report.documents.assumed import zone_names
from siting.report.documents.blocks import Block, Bullets, Heading, Paragraph, Table
from siting.report.documents.facts import PlanFacts
from siting.report.documents.settings import setting_name, setting_value
from siting.words import Lang, number, say

if TYPE_CHECKING:
    from siting.analysis.compare.comparison import Comparison
    from siting.analysis.compare.notes import Remark
    from siting.analysis.compare.printed import Printed

__all__ = ["comparison_blocks", "overview_table", "regional_jobs_table"]

#: Plans side by side in one table on an upright page, and on its side.
_UPRIGHT, _SIDEWAYS = 4, 7
#: A value with its change behind it.
_CHANGED = re.compile(r"(\S*\d\S*) \(([^()]*)\)")
#: Regional tables of the whole report: the rank is left to the spreadsheet.
_LEFT_OUT = 1


def overview_table(facts: Sequence[PlanFacts], comparison: Comparison) -> Table:
    """A row for each plan: jobs, exports, cost, the state's part, seats, inequality, least-served region."""
    lang = facts[0].lang
    costs = comparison.national[comparison.national["quantity"] == "cost_total"].set_index("run")["value"]
    none = say("document-none", lang)
    rows = []
    for each, label, title in zip(facts, comparison.labels, _titles(facts, comparison), strict=True):
        counted = float(costs[label]) == float(costs[label])  # money of another discount rate is other money
        rows.append(
            (
                title,
                number(each.jobs_last, lang),
                number(each.exports, lang, 2),
                number(each.cost, lang) if counted else none,
                number(each.state, lang) if counted else none,
                number(each.seats, lang),
                number(each.run.summary["gini"], lang, 3),
                number(each.run.summary["least_served"], lang, 1),
            )
        )
    heads = [say("document-head-plan", lang)]
    heads += [say("document-head-jobs", lang, year=facts[0].last_year)]
    heads += [say(f"document-head-{key}", lang) for key in ("exports", "cost", "state", "seats", "gini")]
    heads.append(say("document-head-least", lang, thousand=number(1000, lang)))
    return Table(say("document-table-plans", lang, count=len(facts)), tuple(heads), tuple(rows))


def _titles(facts: Sequence[PlanFacts], comparison: Comparison) -> list[str]:
    """Titles of the scenarios; labels where two have the same title."""
    titles = [each.scenario for each in facts]
    return [label if titles.count(title) > 1 else title for title, label in zip(titles, comparison.labels, strict=True)]


def regional_jobs_table(facts: Sequence[PlanFacts], comparison: Comparison) -> Table | None:
    """Jobs of the last year by region and plan; None for more plans than stand side by side."""
    if len(facts) > _SIDEWAYS - 1:
        return None
    lang = facts[0].lang
    by_plan = [{region.code: region.jobs_last for region in each.regions} for each in facts]
    rows = [
        (region.name, number(region.jobs_base, lang), *(number(jobs[region.code], lang) for jobs in by_plan))
        for region in facts[0].regions
    ]
    sums = (number(facts[0].jobs_base, lang), *(number(each.jobs_last, lang) for each in facts))
    rows.append((say("document-country", lang), *sums))
    heads = (say("document-head-region", lang), str(facts[0].base_year), *_titles(facts, comparison))
    caption = say("document-table-plan-regions", lang, last=facts[0].last_year)
    return Table(caption, heads, tuple(rows), total=True)


def comparison_blocks(facts: Sequence[PlanFacts], comparison: Comparison) -> Iterator[Block]:
    """Every table of the comparison, with its notes."""
    from siting.analysis.compare.printed import assumption_tables, national_tables, regional_tables

    lang = facts[0].lang
    named = dict(zip(comparison.labels, _titles(facts, comparison), strict=True))
    wide = len(comparison.labels) > _UPRIGHT
    most = _SIDEWAYS if wide else _UPRIGHT
    yield Heading(say("document-heading-national", lang), 2)
    caption = say("document-table-national", lang)
    yield from (_table(each, wide, lang, named, caption) for each in national_tables(comparison, lang, most))
    yield Heading(say("document-heading-regional", lang), 2)
    printed = list(regional_tables(comparison, lang, most))
    titles = list(dict.fromkeys(each.title for each in printed))
    yield from (_table(each, wide, lang, named) for each in printed if each.title in titles[: len(titles) - _LEFT_OUT])
    yield Heading(say("document-heading-differs", lang), 2)
    if comparison.assumptions.empty:
        yield Paragraph(say("compare-same", lang))
    else:
        yield from (
            _assumed(_table(each, wide, lang, named), facts, named)
            for each in assumption_tables(comparison, lang, most)
        )
    yield Heading(say("compare-notes", lang), 2)
    yield Bullets(tuple(_titled(remark, named).text(lang) for remark in comparison.remarks))


def _titled(remark: Remark, named: Mapping[str, str]) -> Remark:
    """A note that speaks of plans by their titles."""
    values = tuple((place, named.get(value, value)) for place, value in remark.values)
    return replace(remark, runs=tuple(named.get(run, run) for run in remark.runs), values=values)


def _assumed(table: Table, facts: Sequence[PlanFacts], named: Mapping[str, str]) -> Table:
    """What is assumed otherwise in words: titles of scenarios, names of settings and zones, figures, choices.

    The key stands behind the name of a setting, for ``--set``.
    """
    lang = facts[0].lang
    zones = zone_names(facts[0].run, lang)

    def row_of(row: tuple[str, ...]) -> tuple[str, ...]:
        group, key, *values = row
        told = [named.get(value) or setting_value(key, value, lang, zones) for value in values]
        if key == "scenario":
            return (group, say("document-key-scenario", lang), *told)
        name = setting_name(key, lang, zones)
        return (group, say("document-key-of", lang, name=name, key=key) if name else key, *told)

    return replace(table, caption=say("document-table-differs", lang), rows=tuple(map(row_of, table.rows)))


def _table(printed: Printed, wide: bool, lang: Lang, named: Mapping[str, str], caption: str = "") -> Table:
    """A table of the terminal as a block: blanks that line up columns there are one here, runs have their titles."""
    rows = tuple(tuple(" ".join(cell.split(" ")).strip() for cell in row) for row in printed.rows)
    heads = tuple(named.get(head, head) for head in printed.heads)
    return Table(
        caption or printed.title, heads, tuple(tuple(_told(cell, lang) for cell in row) for row in rows),
        text_columns=printed.text_columns, total=printed.total, subheads=printed.subheads, wide=wide,
    )  # fmt: skip


def _told(cell: str, lang: Lang) -> str:
    """A cell; a value and its change keep their places in a line from the right, whatever their signs."""
    text = _single(cell)
    if (found := _CHANGED.fullmatch(text)) is None:
        return text
    return say("document-value-change", lang, value=found.group(1), change=found.group(2))


def _single(text: str) -> str:
    while "  " in text:
        text = text.replace("  ", " ")
    return text
