"""The figures that a document tells about one plan: whole, adding up, gathered once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from siting.report.facts import RegionFacts, own_words, region_facts
from siting.words import Lang, money, number, plural, say

if TYPE_CHECKING:
    from siting.results import Run

__all__ = ["PlanFacts", "amount", "plan_facts", "reached"]

_BILLION = 1000.0  #: million MAD
_HALF = 0.5  #: a goal missed by less than half a job is reached


@dataclass(frozen=True)
class PlanFacts:
    """One plan in figures. Money in million MAD at present value, exports in billion MAD."""

    run: Run
    lang: Lang
    regions: tuple[RegionFacts, ...]
    gini_base: float

    @property
    def base_year(self) -> int:
        """Base year."""
        return int(self.run.inputs.scalars.base_year)

    @property
    def last_year(self) -> int:
        """Last year of the plan."""
        return int(self.run.inputs.scalars.years[-1])

    @property
    def first_year(self) -> int:
        """First year of the plan, the one after the base year."""
        return int(self.run.inputs.scalars.years[0])

    @property
    def jobs_base(self) -> int:
        """Jobs of the base year."""
        return sum(region.jobs_base for region in self.regions)

    @property
    def jobs_last(self) -> int:
        """Jobs of the last year."""
        return sum(region.jobs_last for region in self.regions)

    @property
    def seats(self) -> int:
        """Seats built."""
        return sum(region.seats_built for region in self.regions)

    @property
    def state(self) -> float:
        """What the state bears."""
        return float(self.payers.get("state", 0.0))

    @cached_property
    def payers(self) -> dict[str, float]:
        """Cost by payer."""
        return {str(payer): float(mmad) for payer, mmad in self.run.summary["cost_by_payer_mmad"].items()}

    @property
    def cost(self) -> float:
        """What all payers bear together, without the penalty of missed goals, which nobody pays."""
        return sum(self.payers.values())

    @property
    def exports(self) -> float:
        """Exports of the last year."""
        return float(self.run.summary["exports_bmad"][str(self.last_year)])

    def goal(self, kind: str) -> float | None:
        """The goal of the last year (``jobs`` or ``exports_bmad``), if there is one."""
        value = self.run.summary["goals"].get(kind, {}).get(str(self.last_year))
        return None if value is None else float(value)

    @property
    def top(self) -> RegionFacts:
        """The region with most jobs."""
        return max(self.regions, key=lambda region: (region.jobs_last, region.code))

    @property
    def least(self) -> RegionFacts:
        """The region with fewest jobs per active."""
        return min(self.regions, key=lambda region: (region.per_1000, region.code))

    @property
    def per_1000(self) -> float:
        """Jobs of the country per 1,000 active."""
        regions = self.run.table("regions")
        last = regions[regions["year"] == self.last_year]
        return 1000.0 * float(last["jobs"].sum()) / float(last["active"].sum())

    @property
    def model(self) -> str:
        """Title of the model."""
        told = self.run.manifest.get("model") or {}
        return own_words(told.get("title"), self.lang) or str(told.get("name") or self.run.name)

    @property
    def scenario(self) -> str:
        """Title of the scenario, its name, or that there is none."""
        told = self.run.manifest.get("scenario")
        if isinstance(told, dict):
            return own_words(told.get("title"), self.lang) or str(told.get("name") or "")
        return str(told) if told else say("document-no-scenario", self.lang)


def reached(value: float, goal: float | None, unit: float = 1.0) -> bool:
    """Whether a goal is reached, but for the solver's last digits (half a job; ``unit`` for other quantities)."""
    return goal is None or value >= goal - _HALF * unit


def amount(mmad: float, lang: Lang) -> str:
    """An amount given in million MAD: billions from one on, so that the amounts of a list have one scale."""
    if abs(mmad) < _BILLION:
        return money(mmad, lang)
    return say("money-billion", lang, amount=number(mmad / _BILLION, lang, 2), count=plural(mmad / _BILLION, lang, 2))


def plan_facts(run: Run, lang: Lang) -> PlanFacts:
    """The figures of a run for a document in a language."""
    from siting.results.inequality import gini

    table = run.table("regions")
    base = table[table["year"] == run.inputs.scalars.base_year]
    before = gini(base["jobs"].to_numpy(dtype=float), base["active"].to_numpy(dtype=float))
    return PlanFacts(run=run, lang=lang, regions=region_facts(run, lang), gini_base=before)
