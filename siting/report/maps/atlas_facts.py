"""The figures of a region on its page of the atlas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from siting.report.facts import RegionFacts, region_facts
from siting.report.maps.flow_table import Flows, commuters
from siting.words import Lang, money, number, percent, say

if TYPE_CHECKING:
    from siting.report.maps.picture import PlanPicture
    from siting.results import Run

__all__ = ["Atlas"]


@dataclass(frozen=True)
class Atlas:
    """A run with its figures by region: everything that the pages are drawn from."""

    run: Run
    picture: PlanPicture

    @cached_property
    def flows(self) -> Flows:
        """Trips to work in the last year."""
        return commuters(self.run, self.picture.last_year)

    @cached_property
    def facts(self) -> dict[str, RegionFacts]:
        """Figures by code of region."""
        return {each.code: each for each in region_facts(self.run, self.picture.lang)}

    def rows(self, code: str) -> list[tuple[str, str]]:
        """The figures of a region with their words."""
        facts, picture, lang = self.facts[code], self.picture, self.picture.lang
        estimate = "estimate" in self.run.inputs.labels and bool(self.run.inputs.labels["estimate"].any())
        key = "atlas-jobs-base" if estimate else "atlas-jobs-base-known"
        figures = (
            (say(key, lang, year=picture.base_year), number(facts.jobs_base, lang)),
            (say("atlas-jobs-last", lang, year=picture.last_year), number(facts.jobs_last, lang)),
            (say("atlas-added", lang), number(facts.added, lang)),
            (say("atlas-share", lang), percent(facts.share, lang, 1)),
            (say("atlas-per-1000", lang), number(facts.per_1000, lang, 1)),
            (say("atlas-seats", lang), number(facts.seats_built, lang)),
            (say("atlas-trained", lang), number(facts.trained, lang)),
            (say("atlas-state", lang), _amount(facts.state_mmad, lang)),
        )
        return list(figures)


def _amount(mmad: float, lang: Lang) -> str:
    return money(mmad, lang) if abs(mmad) >= 0.05 else number(0, lang)
