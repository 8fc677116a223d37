"""The figures of a region on its page of the atlas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from siting.report.maps.flow_table import Flows, commuters
from siting.report.maps.measures import find_measures
from siting.report.maps.rounded import shown_figures
from siting.words import Lang, money, number, percent, say

if TYPE_CHECKING:
    from siting.report.maps.picture import PlanPicture
    from siting.results import Run

__all__ = ["Atlas", "RegionFacts"]


@dataclass(frozen=True)
class RegionFacts:
    """What is told of a region: jobs and seats in units, state's cost in million MAD (present value)."""

    code: str
    name: str
    jobs_base: int
    jobs_last: int
    seats_built: float
    trained: float
    state_mmad: float
    per_1000: float
    share: float

    @property
    def added(self) -> int:
        """Jobs more than in the base year."""
        return self.jobs_last - self.jobs_base


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
        run, regions = self.run, self.picture.regions
        known = find_measures(run)
        seats, trained, state = (
            shown_figures(run, known[key], self.picture.last_year, "region")[1].reindex(regions.index).fillna(0.0)
            for key in ("seats-built", "trained", "cost-state")
        )
        told = run.table("regions")
        last: Any = told[told["year"] == self.picture.last_year].set_index("region")
        return {
            str(code): RegionFacts(
                str(code), str(row["name"]), int(row["jobs_base"]), int(row["jobs_last"]), float(seats[code]),
                float(trained[code]), float(state[code]), float(last.at[code, "per_1000_active"]),
                float(last.at[code, "share"]),
            )
            for code, row in regions.iterrows()
        }  # fmt: skip

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
