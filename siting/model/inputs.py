"""Everything that enters the mathematics, as plain numbers by id.

`Inputs` is the last stop of geography and the first of algebra: below it nothing knows about maps, files or
census columns. Its tables are the `inputs/` folder of a run, column for column, so that a run can be solved again
from its own folder.

Units: people, jobs and seats in units; money in million MAD (MMAD); time in minutes; rates as fractions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "TABLES",
    "Balance",
    "Group",
    "Inputs",
    "KolmPollak",
    "Limits",
    "Locks",
    "Objective",
    "OrderedMedian",
    "ParkCount",
    "Payer",
    "Scalars",
    "Stage",
]

#: Table name -> its columns in order, ids first; the ids together are the key of the table.
TABLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "zones": (
            "zone",
            "region",
            "seats_start",
            "max_new_seats",
            "capex_per_seat",
            "opening_cost",
            "territorial_premium",
            "entry_limit",
            "active",
        ),
        "zone_segment": ("zone", "segment", "baseline_jobs"),
        "zone_segment_year": (
            "zone",
            "segment",
            "year",
            "eligible",
            "operating_difference",
            "suitability",
        ),
        "zone_year": ("zone", "year", "seats_committed", "training_places"),
        "pool": ("zone", "skill", "year", "eligible_pool"),
        "staff_start": ("zone", "skill", "baseline_staff"),
        "arcs": ("origin", "zone", "minutes"),
        "segments": (
            "segment",
            "year",
            "export_per_job",
            "wage",
            "seats_per_job",
            "share_min",
            "share_max",
        ),
        "skill_mix": ("segment", "skill", "share"),
    }
)

Payer = Literal["state", "developer", "firm", "worker"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Group(_Frozen):
    """A share of the country's jobs for a group of zones, in the final year. ``None`` switches a bound off."""

    zones: tuple[str, ...]
    on: Literal["added", "stock"] = "added"  #: of the net change since the base year, or of the final-year stock
    min: float | None = None
    max: float | None = None


class OrderedMedian(_Frozen):
    """A weighted mean of the regions' rates in order, the lowest first; weights never rise."""

    weights: tuple[float, ...]  #: of the lowest rate, the next, ...; regions beyond the list weigh nothing
    min: float | None = None  #: jobs per 1,000 active, final year


class KolmPollak(_Frozen):
    """The rate that, if every region had it, would be as good as the rates that they have."""

    aversion: float  #: aversion to inequality; its size per job per 1,000 active follows from the base year
    min: float | None = None  #: jobs per 1,000 active, final year


class Balance(_Frozen):
    """Territorial rules. ``None`` switches a rule off."""

    floor: float | None = None  #: phi: N_r >= phi * (A_r / A) * N
    cap: float | None = None  #: psi: N_r <= psi * (A_r / A) * N
    on: Literal["stock", "added"] = "stock"  #: floor and cap hold on final-year stock or on jobs added
    gini_max: float | None = None  #: highest Gini of jobs per active over regions, final year
    least_served_min: float | None = None  #: lowest jobs per 1,000 active in any region, final year
    ordered_median: OrderedMedian | None = None
    kolm_pollak: KolmPollak | None = None
    groups: dict[str, Group] = Field(default_factory=dict)  #: name -> share of a group of zones


class Limits(_Frozen):
    """Limits on terms of the objective, at present value where they are money. ``None`` switches one off."""

    cost_max: float | None = None  #: MMAD, penalties of soft goals included
    commuting_max: float | None = None  #: MMAD
    suitability_min: float | None = None  #: index x jobs, final year
    gaps_max: float | None = None  #: jobs, sum of the gaps between pairs of regions, final year


class ParkCount(_Frozen):
    """How many zones may or must have a park opened (counts `open`; needs indivisible parks)."""

    min: int | None = None
    max: int | None = None
    one_per_region: bool = False


class Locks(_Frozen):
    """Decisions taken out of the solver's hands."""

    zones_in: tuple[str, ...] = ()  #: a park must be opened there (at least min_park_seats)
    zones_out: tuple[str, ...] = ()  #: no seat may be built there
    seats: dict[str, dict[int, float]] = Field(default_factory=dict)  #: zone -> year -> seats delivered


class Stage(_Frozen):
    """One goal of a lexicographic objective and how much of it later goals may give back."""

    objective: Literal["cost", "least_served", "suitability", "inequality", "ordered_median", "kolm_pollak"]
    tolerance: float = 0.0  #: relative to this stage's optimum


class Objective(_Frozen):
    """What is optimised. ``weights`` maps term names to weights and is read by method ``weighted`` only."""

    method: Literal["lexicographic", "weighted"] = "lexicographic"
    stages: tuple[Stage, ...] = ()
    weights: dict[str, float] = Field(default_factory=dict)
    #: also compute each region's lowest and highest total at the first stage's cost; auto: unless the model is large
    region_ranges: bool | Literal["auto"] = "auto"


class Scalars(_Frozen):
    """Every number of the model that has no zone: goals, rates, limits, unit costs, policies."""

    base_year: int
    years: tuple[int, ...]
    jobs_goal: dict[int, float]  #: year -> jobs, stock at year end (path already filled in)
    export_goal: dict[int, float]  #: year -> MMAD
    soft_goals: tuple[Literal["jobs", "exports"], ...] = ()
    shortfall_penalty: dict[Literal["jobs", "exports"], float] = Field(
        default_factory=dict
    )  #: jobs: MMAD per job missing; exports: MMAD per MMAD missing
    recruit_rate: dict[str, float]  #: skill -> share of the eligible pool a year
    growth_limit: float
    shrink_limit: float
    national_pace: float | None  #: most jobs added over the country in one year
    discount_rate: float
    training_grant: float  #: MMAD per person trained
    employment_premium: float  #: share of the annual gross wage, once per new job
    training_premium: float  #: share of the annual gross wage, per new job and year
    training_premium_years: int
    commuting_cost: float  #: MMAD per person, minute of one way and year
    budgets: dict[Payer, dict[int, float]] = Field(default_factory=dict)  #: payer -> year -> MMAD, not discounted
    balance: Balance = Balance()
    limits: Limits = Limits()
    indivisible: bool = False
    phase_seats: float = 500.0
    min_park_seats: float = 500.0
    park_count: ParkCount = ParkCount()
    locks: Locks = Locks()
    objective: Objective = Objective()


@dataclass(frozen=True)
class Inputs:
    """The frozen input of the model.

    Each table has exactly the columns of `TABLES`, sorted by its ids, with a plain `RangeIndex`; ids are ``str``
    (years ``int``), every other column ``float64`` (``eligible`` is ``bool``), without NaN.

    ``labels`` (zone, region, name_fr, name_ar, name_en, longitude, latitude, standing_park, estimate) and
    ``indicators`` (zone, year, index, indicator, unit, raw, scaled, weight) and ``region_labels`` (region, name_fr,
    name_ar, name_en) are carried along for people; the mathematics does not read them.
    """

    level: str
    zones: pd.DataFrame
    zone_segment: pd.DataFrame
    zone_segment_year: pd.DataFrame
    zone_year: pd.DataFrame
    pool: pd.DataFrame
    staff_start: pd.DataFrame
    arcs: pd.DataFrame
    segments: pd.DataFrame
    skill_mix: pd.DataFrame
    scalars: Scalars
    labels: pd.DataFrame = field(default_factory=pd.DataFrame)
    region_labels: pd.DataFrame = field(default_factory=pd.DataFrame)
    indicators: pd.DataFrame = field(default_factory=pd.DataFrame)

    def table(self, name: str) -> pd.DataFrame:
        """One of the tables named in `TABLES`."""
        if name not in TABLES:
            raise KeyError(name)
        frame: pd.DataFrame = getattr(self, name)
        return frame
