"""What an explanation consists of: frozen records of plain numbers, without words.

Money in million MAD at present value (or the weighted sum, if ``weighted``); jobs are those of the last year. Numbers
are the solver's own, not rounded.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from siting.model.prices import Price

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Binding",
    "Brief",
    "Explanation",
    "Lever",
    "Miss",
    "Move",
    "PlaceStory",
    "StageNote",
    "WhyNot",
]

Reason = Literal["not eligible", "locked out", "no pool", "no plan", "cost", "later goals"]
#: Of a zone that cost does not exclude: what does. ``regions``: the money is spent on the totals of the regions;
#: ``suitability``; ``cheapest``: among plans that serve the regions alike the cheapest was taken; ``tie``.
Decided = Literal["", "regions", "suitability", "cheapest", "tie"]


@dataclass(frozen=True)
class StageNote:
    """One goal of the objective, in order: its name, what later goals may give back (relative), its weight."""

    objective: str
    tolerance: float
    weight: float | None = None


@dataclass(frozen=True)
class Brief:
    """The plan in a few figures."""

    base_year: int
    last_year: int
    level: str
    stages: tuple[StageNote, ...]
    least: float  #: optimum of the first stage: least cost, or least weighted sum
    cost: float  #: the same measure for the plan shown
    by_cost: tuple[str, ...]  #: regions whose total cost alone decides, within the tolerance
    by_fairness: dict[str, tuple[float, float]]  #: regions with a choice: the range of their totals
    weighted: bool
    parks_fixed: bool
    large: bool  #: so large that regions are explained only when asked for
    allowed: float = 0.0  #: what the goals after the first may spend above the least cost
    fair: bool = False  #: whether a later goal counts regions: the least served, or gaps between them
    suited: bool = False  #: whether a later goal is suitability
    penalty_least: float = 0.0  #: part of ``least`` that is penalty of missed goals, which nobody pays
    penalty: float = 0.0  #: the same part of ``cost``
    penalty_rates: dict[str, float] = field(default_factory=dict)  #: soft goal (jobs, exports) -> MMAD a unit missing


@dataclass(frozen=True)
class Move:
    """What happens when a place must have some jobs more (or fewer) than in the plan: all changes, least cost."""

    step: float  #: jobs more (negative: fewer)
    mmad: float  #: change of the least cost
    terms: dict[str, float]  #: the same by cost term
    regions: dict[str, float]  #: change of jobs by region, without the region that is asked about
    zones: dict[str, float]  #: change of jobs by zone
    price: float | None = None  #: for each job, as long as it holds
    holds_to: float | None = None  #: jobs of the place up to (down to) which the price holds
    end: str = ""  #: why it ends: kink, limit, no plan


@dataclass(frozen=True)
class Binding:
    """A kind of rule that binds in a place: its zones and the dearest of its rows."""

    block: str
    zones: tuple[str, ...]
    dearest: Price


@dataclass(frozen=True)
class Lever:
    """The rule in a place whose price is highest, and how much of it pays for one more job there."""

    block: str
    ids: dict[str, str | int]
    rhs: float
    price: float  #: what one unit more adds to the cost
    units: float | None  #: units that bring the cost back to what it was; ``None``: no amount of it alone does

    @property
    def whole_units(self) -> float | None:
        """Whole units that suffice: loosening a limit by more never costs anything."""
        return None if self.units is None else max(1.0, math.ceil(self.units - 1e-9))


@dataclass(frozen=True)
class Miss:
    """A threshold that a zone misses, and the indicator that costs it most of the index."""

    segments: tuple[str, ...]
    index: str  #: connectivity or infrastructure
    value: float
    threshold: float
    year: int
    indicator: str = ""
    scaled: float = 0.0
    lost: float = 0.0  #: weight x (1 - scaled): what the indicator takes off the index


@dataclass(frozen=True)
class WhyNot:
    """Why nothing comes to a zone."""

    reason: Reason
    misses: tuple[Miss, ...] = ()
    known: bool = True  #: whether the thresholds are known
    one: Move | None = None  #: what one job there would cost
    per_job_year: float | None = None  #: how much cheaper a job there must become, MMAD a year
    block: Move | None = None  #: a readable number of jobs there
    block_wanted: float = 0.0  #: jobs that were tried first; more than ``block.step`` if no plan has so many
    in_all: float | None = None  #: what the block costs above the least cost of the run
    least_jobs: float = 0.0  #: jobs there in the cheapest plan that was found
    decided: Decided = ""
    held_mmad: float | None = None  #: what the block costs with every region at its jobs of the plan; None: no plan
    left: float | None = None  #: what may still be spent with every region at its jobs of the plan
    better: str = ""  #: zone of the same region that gives most of the block, if it suits ``segment`` better
    segment: str = ""
    suits: float = 0.0  #: suitability of the zone for the segment, 0 to 1
    better_suits: float = 0.0


@dataclass(frozen=True)
class PlaceStory:
    """A region or a zone: what it has, what cost and fairness decide, what one job more would mean."""

    scope: Literal["region", "zone"]
    code: str
    jobs_base: float
    jobs: float
    seats_built: float
    per_1000: float | None = None
    low: float | None = None  #: total allowed at the first stage's cost and tolerance
    high: float | None = None
    round: int | None = None  #: round of the leximin that settled the region
    level: float | None = None  #: jobs per 1,000 active reached there
    tied: tuple[str, ...] = ()
    least_low: float | None = None  #: totals among the plans of least cost, to the last dirham
    least_high: float | None = None
    least_high_end: str = ""
    held_mmad: float | None = None  #: what holding this total costs above the least cost
    one_more: Move | None = None  #: ``None``: no plan has one more
    beyond: Move | None = None  #: one more than the most that costs nothing, where the plan has less than that
    one_fewer: Move | None = None  #: ``None``: no plan has one fewer
    block_more: Move | None = None  #: a readable number of jobs more: where they stand, who loses them
    block_fewer: Move | None = None
    block_wanted: float = 0.0  #: jobs that were tried first; more than the blocks if no plan has so many
    shown_base: int | None = None  #: whole jobs that add up over the regions, as every command prints them
    shown_jobs: int | None = None
    before: tuple[str, ...] = ()  #: regions that were settled in earlier rounds
    money_spent: bool = False  #: whether the later goals spent all they might
    binding: tuple[Binding, ...] = ()
    shared: bool = False  #: whether a rule on several regions together (a group, inequality) has a price
    lever: Lever | None = None
    why_not: WhyNot | None = None
    whole: bool = True  #: told at length; otherwise in one line


@dataclass(frozen=True)
class Explanation:
    """Everything that was found out about a run; `sentences` tells it. Tables are made from the records."""

    run: str
    brief: Brief
    goals: tuple[Price, ...]
    rules: tuple[Price, ...]
    idle: tuple[Price, ...]
    counted: dict[str, int]  #: rules of the country, by kind, that do not bind and are not told one by one
    places: tuple[PlaceStory, ...]
    asked: bool  #: whether places were asked for by name
    region_of: dict[str, str] = field(default_factory=dict)  #: zone -> region, of the zones that are mentioned
    names: dict[str, dict[str, str]] = field(default_factory=dict)  #: language -> code -> name

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """``goals``, ``rules``, ``regions``, ``zones``: see docs/explain.md."""
        from siting.analysis.explain.tables import make_tables

        return make_tables(self)
