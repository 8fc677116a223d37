"""The policy brief: two to four pages for who decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from siting.report.documents.blocks import Block, Document, Heading, Paragraph
from siting.report.documents.opening import key_figures, lead, warnings
from siting.report.documents.pictures import chart_figure, map_figure
from siting.report.documents.plan_tables import cost_table, region_table
from siting.report.documents.plans import Plans, gather
from siting.report.documents.proof import certificate_blocks, limits
from siting.report.documents.reasons import TOLD, explained, reason_blocks
from siting.report.documents.scenarios import overview_table, regional_jobs_table
from siting.report.page.style import Style
from siting.words import Lang, say

if TYPE_CHECKING:
    from siting.analysis.compare.comparison import Comparison
    from siting.results import Run

__all__ = ["brief"]

#: Heights in inches, so that text, pictures and tables of a page fill it: of the map of one plan, of the map that
#: stands before a comparison, of the chart of regions, of the slopes of plans.
_MAP, _SMALL_MAP, _BARS, _SLOPE = 5.3, 4.5, 3.6, 3.5
#: Limits that are told beside a comparison.
_FEW = 3


def brief(
    runs: Sequence[Run],
    *,
    lang: Lang = "fr",
    style: Style | None = None,
    progress: Callable[[str], None] | None = None,
) -> Document:
    """A brief on the first run; further runs are compared with it.

    Raises `RunError` for runs that cannot be compared and `NoPlan` where the solver cannot repeat the first stage.
    """
    plans = gather(runs, lang, style, progress)
    return plans.document("brief", _blocks(plans))


def _blocks(plans: Plans) -> Iterator[Block]:
    first, lang, alone = plans.first, plans.lang, plans.comparison is None
    yield from warnings(plans.facts)
    if not alone:
        yield Paragraph(say("document-figures-of", lang, scenario=first.scenario), "lead")
    yield from lead(first)
    yield key_figures(first, named=not alone)
    plans.step("map")
    yield from _one(plans) if plans.comparison is None else _several(plans, plans.comparison)
    yield Heading(say("document-heading-why", lang))
    found = None if first.run.certificate.refuted else explained(first.run, "country", plans.step)
    yield from reason_blocks(found, lang, whole=False, most=TOLD if alone else _FEW)
    yield Heading(say("document-heading-proof", lang))
    yield from certificate_blocks(first.run, lang, whole=False)
    yield Heading(say("document-heading-limits", lang))
    yield limits(first.run, lang)
    yield Paragraph(say("document-more", lang), "note")


def _one(plans: Plans) -> Iterator[Block]:
    """One plan: its map, its regions, its cost."""
    first, lang, style = plans.first, plans.lang, plans.style
    yield map_figure(first.run, "plan", lang=lang, style=style, high=_MAP)
    yield Heading(say("document-heading-regions", lang))
    yield region_table(first)
    plans.step("chart")
    yield chart_figure([first.run], "bars", lang=lang, style=style, high=_BARS)
    yield Heading(say("document-heading-cost", lang))
    yield cost_table(first)


def _several(plans: Plans, comparison: Comparison) -> Iterator[Block]:
    """Several plans: the first one's jobs on a map, its regions, then all of them side by side.

    The map is without circles and inset: on half a page they would leave no room for the country.
    """
    first, lang, style = plans.first, plans.lang, plans.style
    yield map_figure(first.run, "choropleth", measure="jobs", lang=lang, style=style, high=_SMALL_MAP)
    yield Heading(say("document-heading-regions", lang))
    yield region_table(first)
    yield Heading(say("document-heading-compare", lang))
    yield overview_table(plans.facts, comparison)
    if (table := regional_jobs_table(plans.facts, comparison)) is not None:
        yield table
    yield chart_figure(plans.runs, "slope", lang=lang, style=style, high=_SLOPE)
