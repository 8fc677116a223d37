"""What a document starts from: the plans with their figures, their comparison, the look; and the frame around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from siting.report.documents.blocks import Block, Document
from siting.report.documents.facts import PlanFacts, plan_facts
from siting.report.documents.opening import finding, running_head, subtitle
from siting.report.page.notes import run_notes
from siting.report.page.style import Style, default_style
from siting.words import Lang, say

if TYPE_CHECKING:
    from siting.analysis.compare.comparison import Comparison
    from siting.results import Run

__all__ = ["Plans", "gather"]


@dataclass(frozen=True)
class Plans:
    """One plan, or several of which the first is the reference (then with ``comparison``)."""

    facts: tuple[PlanFacts, ...]
    comparison: Comparison | None
    style: Style
    step: Callable[[str], None]

    @property
    def first(self) -> PlanFacts:
        """The plan that the document is about."""
        return self.facts[0]

    @property
    def lang(self) -> Lang:
        """Language of the document."""
        return self.first.lang

    @property
    def runs(self) -> list[Run]:
        """The runs in their order."""
        return [each.run for each in self.facts]

    def document(self, kind: Literal["brief", "report"], blocks: Iterable[Block]) -> Document:
        """A document around its blocks: title, properties, the notes that close it."""
        from datetime import date

        first, lang = self.first, self.lang
        started = first.run.started
        words = say("document-keywords", lang).split(", ")
        return Document(
            title=finding(self.facts, self.comparison),
            subtitle=subtitle(self.facts, kind),
            lang=lang,
            style=self.style,
            day=started.date() if started else date(2000, 1, 1),
            blocks=tuple(blocks),
            notes=run_notes(first.run, first.jobs_base, lang),
            subject=subtitle(self.facts, kind),
            keywords=(*words, first.model, *dict.fromkeys(each.scenario for each in self.facts)),
            running_head=running_head(first),
        )


def gather(runs: Sequence[Run], lang: Lang, style: Style | None, progress: Callable[[str], None] | None) -> Plans:
    """The plans of some runs. Raises `RunError` with every reason why runs cannot be compared."""
    comparison = None
    if len(runs) > 1:
        from siting.analysis.compare import compare

        comparison = compare(runs)
    facts = tuple(plan_facts(run, lang) for run in runs)
    return Plans(facts, comparison, style or default_style(), progress or (lambda _: None))
