"""The policy brief: two to four pages for who decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from siting.report.documents.blocks import Block, Document, Heading, Paragraph
from siting.report.documents.facts import PlanFacts, plan_facts
from siting.report.documents.opening import finding, key_figures, lead, running_head, subtitle, warnings
from siting.report.documents.pictures import chart_figure, map_figure
from siting.report.documents.plan_tables import cost_table, region_table
from siting.report.documents.proof import certificate_blocks, limits
from siting.report.documents.reasons import TOLD, explained, reason_blocks
from siting.report.documents.scenarios import overview_table, regional_jobs_table
from siting.report.page.notes import run_notes
from siting.report.page.style import Style, default_style
from siting.words import Lang, say

if TYPE_CHECKING:
    from siting.analysis.compare.comparison import Comparison
    from siting.results import Run

__all__ = ["assemble", "brief", "compared"]

Step = Callable[[str], None]


def brief(
    runs: Sequence[Run], *, lang: Lang = "fr", style: Style | None = None, progress: Step | None = None
) -> Document:
    """A brief on the first run; further runs are compared with it.

    Raises `RunError` for runs that cannot be compared and `NoPlan` where the solver cannot repeat the first stage.
    """
    step = progress or (lambda _: None)
    style, comparison = style or default_style(), compared(runs)
    facts = [plan_facts(run, lang) for run in runs]
    blocks = tuple(_blocks(facts, comparison, style, step))
    return assemble(facts, comparison, style, "brief", blocks)


def compared(runs: Sequence[Run]) -> Comparison | None:
    """The comparison of several runs; None for one. Raises `RunError` with every reason why there is none."""
    if len(runs) < 2:
        return None
    from siting.analysis.compare import compare

    return compare(runs)


def assemble(
    facts: Sequence[PlanFacts], comparison: Comparison | None, style: Style, kind: str, blocks: tuple[Block, ...]
) -> Document:
    """A document around its blocks: title, properties, the notes that close it."""
    from datetime import date

    first, lang = facts[0], facts[0].lang
    started = first.run.started
    title = finding(facts, comparison)
    words = say("document-keywords", lang).split(", ")
    return Document(
        title=title,
        subtitle=subtitle(facts, kind),
        lang=lang,
        style=style,
        day=started.date() if started else date(2000, 1, 1),
        blocks=blocks,
        notes=run_notes(first.run, first.jobs_base, lang),
        subject=subtitle(facts, kind),
        keywords=(*words, first.model, *dict.fromkeys(each.scenario for each in facts)),
        running_head=running_head(first),
    )


def _blocks(facts: list[PlanFacts], comparison: Comparison | None, style: Style, step: Step) -> Iterator[Block]:
    first, lang = facts[0], facts[0].lang
    run = first.run
    yield from warnings(facts)
    if comparison is not None:
        yield Paragraph(say("document-figures-of", lang, scenario=first.scenario), "lead")
    yield from lead(first)
    yield key_figures(first, named=comparison is not None)
    step("plan map")
    if comparison is None:
        yield map_figure(run, "plan", lang=lang, style=style, high=4.9)
    else:  # less room on the page: a map drawn larger and set smaller
        yield map_figure(run, "plan", lang=lang, style=style, share=0.58, shrunk=True)
    yield Heading(say("document-heading-regions", lang))
    yield region_table(first)
    if comparison is None:
        step("chart")
        yield chart_figure([run], "bars", lang=lang, style=style, high=4.2)
    else:
        yield Heading(say("document-heading-compare", lang))
        yield overview_table(facts, comparison)
        if (table := regional_jobs_table(facts, comparison)) is not None:
            yield table
        yield chart_figure([each.run for each in facts], "slope", lang=lang, style=style, high=3.5)
    if comparison is None:
        yield Heading(say("document-heading-cost", lang))
        yield cost_table(first)
    yield Heading(say("document-heading-why", lang))
    found = None if run.certificate.refuted else explained(run, "country", step)
    yield from reason_blocks(found, lang, whole=False, most=TOLD if comparison is None else 3)
    yield Heading(say("document-heading-proof", lang))
    yield from certificate_blocks(run, lang, whole=False)
    yield Heading(say("document-heading-limits", lang))
    yield limits(run, lang)
    yield Paragraph(say("document-more", lang), "note")
