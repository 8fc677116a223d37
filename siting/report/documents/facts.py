"""The figures that a document tells about one plan: whole, adding up, gathered once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from siting.words import LANGS, Lang, money, number, say

if TYPE_CHECKING:
    import pandas as pd

    from siting.results import Run

__all__ = ["PlanFacts", "RegionFacts", "amount", "own_words", "plan_facts", "reached"]

_BILLION = 1000.0  #: million MAD
_LEAST_MMAD = 1000.0  #: below this the state's amounts have one decimal
_HALF = 0.5  #: a goal missed by less than half a job is reached


@dataclass(frozen=True)
class RegionFacts:
    """A region: whole jobs and seats; share in percent and state cost in million MAD, rounded so that they add up."""

    code: str
    name: str
    jobs_base: int
    jobs_last: int
    share: float
    share_base: float  #: fraction, not rounded
    per_1000: float
    seats: int  #: built by the plan
    state_mmad: float

    @property
    def added(self) -> int:
        """Difference of the whole figures."""
        return self.jobs_last - self.jobs_base


@dataclass(frozen=True)
class PlanFacts:
    """One plan in figures. Money in million MAD at present value, exports in billion MAD."""

    run: Run
    lang: Lang
    regions: tuple[RegionFacts, ...]
    state_digits: int
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
        return sum(region.seats for region in self.regions)

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
    return say("money-billion", lang, amount=number(mmad / _BILLION, lang, 2))


def own_words(told: Any, lang: Lang) -> str:
    """A user's own words (language -> text) in a language, in another one where that is missing."""
    if not isinstance(told, dict):
        return str(told or "")
    order = [lang, *(other for other in ("fr", "en", *LANGS) if other != lang)]
    return next((str(told[other]) for other in order if told.get(other)), "")


def plan_facts(run: Run, lang: Lang) -> PlanFacts:
    """The figures of a run for a document in a language."""
    from siting.analysis.explain.whole import whole_jobs
    from siting.results import round_whole
    from siting.results.inequality import gini

    table = run.table("regions").set_index("region")
    years = run.inputs.scalars
    base, last = (table[table["year"] == year] for year in (years.base_year, years.years[-1]))
    home = run.inputs.zones.set_index("zone")["region"].astype(str)
    built = run.table("seats").groupby("zone")["built"].sum().groupby(home).sum().reindex(last.index, fill_value=0.0)
    costs = run.table("costs")
    state = costs[costs["payer"] == "state"].groupby("zone")["mmad"].sum().groupby(home).sum()
    state = state.reindex(last.index, fill_value=0.0)
    digits = 0 if abs(float(state.sum())) >= _LEAST_MMAD else 1
    whole, seats = whole_jobs(run), round_whole(built.astype(float))
    shares = round_whole(last["share"].astype(float) * 1000.0)
    amounts = round_whole(state.astype(float) * 10.0**digits) / 10.0**digits
    names = _names(run, lang)
    regions = tuple(
        RegionFacts(
            code=str(code),
            name=names.get(str(code), str(code)),
            jobs_base=whole["region", str(code)][0],
            jobs_last=whole["region", str(code)][1],
            share=float(shares[code]) / 10.0,
            share_base=float(base.loc[code, "share"]),
            per_1000=float(last.loc[code, "per_1000_active"]),
            seats=int(seats[code]),
            state_mmad=float(amounts[code]),
        )
        for code in sorted(last.index)
    )
    before = gini(base["jobs"].to_numpy(dtype=float), base["active"].to_numpy(dtype=float))
    return PlanFacts(run=run, lang=lang, regions=regions, state_digits=digits, gini_base=before)


def _names(run: Run, lang: Lang) -> dict[str, str]:
    """Code -> name of a region, in another language where the data set has none in this one."""
    labels: pd.DataFrame = run.inputs.region_labels
    found: dict[str, str] = {}
    for row in labels.to_dict(orient="records"):
        told = {other: str(row.get(f"name_{other}") or "").strip() for other in LANGS}
        found[str(row["region"])] = own_words(told, lang) or str(row["region"])
    return found
