"""The full report: everything that a run holds, with its reasons, assumptions, rules and proof."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from siting.report.documents.assumed import assumption_table, data_table, scenario_blocks
from siting.report.documents.blocks import Block, Document, Heading, PageBreak, Paragraph, Table
from siting.report.documents.opening import key_figures, lead, plan_title, warnings
from siting.report.documents.pictures import change_figure, chart_figure, map_figure
from siting.report.documents.plan_tables import cost_table, region_table, year_table
from siting.report.documents.plans import Plans, gather
from siting.report.documents.proof import certificate_blocks, colophon_table, limits, reading
from siting.report.documents.reasons import explained, reason_blocks
from siting.report.documents.rules import rule_equations
from siting.report.documents.scenarios import comparison_blocks, overview_table
from siting.report.page.style import Style
from siting.words import Lang, say

if TYPE_CHECKING:
    from siting.report.documents.facts import PlanFacts
    from siting.results import Run

__all__ = ["full_report"]


def full_report(
    runs: Sequence[Run],
    *,
    lang: Lang = "fr",
    style: Style | None = None,
    progress: Callable[[str], None] | None = None,
) -> Document:
    """A report on the first run; further runs are compared with it.

    Raises `RunError` for runs that cannot be compared and `NoPlan` where the solver cannot repeat the first stage.
    """
    plans = gather(runs, lang, style, progress)
    first = plans.first
    return plans.document(
        "report",
        (
            *_plan(plans),
            *_compared(plans),
            *_reasons(plans),
            *_assumed(first),
            *_rules(first),
            *_proof(first),
        ),
    )


def _plan(plans: Plans) -> Iterator[Block]:
    first, lang, style, run = plans.first, plans.lang, plans.style, plans.first.run
    yield from warnings(plans.facts)
    yield Heading(say("document-heading-plan", lang))
    if plans.comparison is not None:
        yield Paragraph(say("document-first-plan", lang, scenario=first.scenario, title=plan_title(first)))
    yield from lead(first)
    yield key_figures(first, named=plans.comparison is not None)
    plans.step("maps")
    yield map_figure(run, "plan", lang=lang, style=style)
    yield Heading(say("document-heading-regions", lang))
    yield region_table(first)
    plans.step("charts")
    yield chart_figure([run], "bars", lang=lang, style=style)
    yield map_figure(run, "choropleth", measure="per-1000-active", lang=lang, style=style, share=0.9)
    yield chart_figure([run], "lorenz", lang=lang, style=style)
    yield Heading(say("document-heading-path", lang))
    yield year_table(first)
    yield chart_figure([run], "path", lang=lang, style=style)
    yield Heading(say("document-heading-cost", lang))
    yield cost_table(first)
    yield chart_figure([run], "costs", lang=lang, style=style)


def _compared(plans: Plans) -> Iterator[Block]:
    if plans.comparison is None:
        return
    lang, style = plans.lang, plans.style
    plans.step("comparison")
    yield Heading(say("document-heading-compare", lang))
    yield overview_table(plans.facts, plans.comparison)
    yield chart_figure(plans.runs, "slope", lang=lang, style=style)
    if len(plans.runs) == 2:
        before, after = plans.runs
        yield change_figure((before, after), lang=lang, style=style)
    yield from comparison_blocks(plans.facts, plans.comparison)


def _reasons(plans: Plans) -> Iterator[Block]:
    run = plans.first.run
    yield Heading(say("document-heading-why", plans.lang))
    found = None if run.certificate.refuted else explained(run, "regions", plans.step)
    yield from reason_blocks(found, plans.lang, whole=True)


def _assumed(facts: PlanFacts) -> Iterator[Block]:
    lang = facts.lang
    yield Heading(say("document-heading-assumptions", lang))
    yield from scenario_blocks(facts.run, lang)
    yield assumption_table(facts.run, lang)
    table = data_table(facts.run, lang)
    yield Paragraph(say("document-data-unknown", lang), "note") if table is None else table


def _rules(facts: PlanFacts) -> Iterator[Block]:
    lang = facts.lang
    rules, costs, goals = rule_equations(facts.run, lang)
    yield Heading(say("document-heading-rules", lang))
    yield Paragraph(say("document-rules-intro", lang))
    for key, equations in (("constraints", rules), ("costs", costs), ("goals", goals)):
        if equations:
            yield Heading(say(f"document-rules-{key}", lang), 2)
            yield from equations
    yield _symbols(lang)


def _symbols(lang: Lang) -> Table:
    """The indices and variables in words."""
    from siting.report.documents.rules import notation_rows

    heads = (say("document-head-symbol", lang), say("document-head-meaning", lang))
    return Table(say("document-table-symbols", lang), heads, notation_rows(lang), text_columns=2)


def _proof(facts: PlanFacts) -> Iterator[Block]:
    lang, run = facts.lang, facts.run
    yield Heading(say("document-heading-proof", lang))
    yield from certificate_blocks(run, lang, whole=True)
    yield Heading(say("document-heading-limits", lang))
    yield limits(run, lang)
    yield Heading(say("document-heading-reading", lang))
    yield reading(run, lang)
    yield PageBreak()
    yield Heading(say("document-heading-colophon", lang))
    yield colophon_table(run, lang)
