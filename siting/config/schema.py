"""Everything that a model file may say, as one frozen tree.

Money is in MAD (``_mad``) or million MAD (``_mmad``) as the name of the key says, at constant prices of
the base year; shares are fractions; years are calendar years, and a figure of a year is the stock at its
end.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, PrivateAttr

from siting.config.balance import BalanceConfig, LimitsConfig
from siting.config.grades import Source
from siting.config.places import Costs, Incentives, Indices, Parks, Talent, Title, Travel
from siting.config.types import (
    Amount,
    Count,
    Flag,
    Frozen,
    Growth,
    Positive,
    Real,
    Share,
    ShareByYear,
    Text,
    Year,
    quantity,
)
from siting.config.uncertain import Uncertain

__all__ = ["Model", "Segment", "Source"]


class Data(Frozen):
    """Where the regional data come from."""

    folder: Text | None = Field(
        default=None,
        description="data folder, relative to the model file; absent: the data set that ships with siting",
    )
    overrides: Text | None = Field(
        default=None,
        description="folder of CSV, GeoPackage or Excel files that replace or extend single tables",
    )


class Horizon(Frozen):
    """The years that are planned: base_year + 1 to last_year."""

    base_year: Year = quantity("year", "year of the baseline; nothing is decided in it")
    last_year: Year = quantity("year", "last planned year")


class ShortfallPenalty(Frozen):
    """What missing a soft goal costs in the objective."""

    jobs: Amount | None = quantity("MMAD/job", "per job missing", None)
    exports: Amount | None = quantity("MMAD/MMAD", "per MMAD of exports missing", None)


class Goals(Frozen):
    """What the country wants, and when."""

    jobs: dict[Year, Amount] = quantity("jobs", "year -> jobs over the country, stock at year end")
    path: Literal["straight", "none"] = Field(
        default="straight",
        description="straight: goals also hold on straight lines from the baseline through the stated years; "
        "none: only in the stated years",
    )
    exports_mmad: dict[Year, Amount] = quantity("MMAD", "year -> export revenue of the year", factory=dict)
    soft: tuple[Literal["jobs", "exports"], ...] = Field(default=(), description="goals that may be missed at a price")
    shortfall_penalty: ShortfallPenalty = Field(
        default_factory=ShortfallPenalty, description="price of missing a soft goal"
    )


class SkillMix(Frozen):
    """Share of a segment's staff by the education it needs; sums to 1."""

    secondary: Share = quantity("fraction", "upper secondary education")
    higher: Share = quantity("fraction", "higher education")


class Segment(Frozen):
    """One line of business."""

    wage_mad_month: Positive = quantity("MAD/month", "gross pay")
    export_mad_per_job: Amount = quantity("MAD/job/year", "export revenue per job in the base year")
    export_growth: Growth = quantity("fraction/year", "yearly growth of export revenue per job", 0.0)
    remote_share: Annotated[Share, Field(lt=1)] = quantity("fraction", "of staff at home on a given day")
    shifts: Annotated[Real, Field(ge=1, le=4)] = quantity("people/seat", "people who share one seat in a day")
    skill_mix: SkillMix = Field(description="education that the staff needs")
    language: Literal["french", "english", "arabic"] = Field(
        default="french", description="working language that recruits must read and write"
    )
    share_min: ShareByYear = quantity("fraction", "lowest share of all jobs; by year with straight lines between", 0.0)
    share_max: ShareByYear = quantity("fraction", "highest share of all jobs; by year with straight lines between", 1.0)
    isolation_cost: Share = quantity("fraction", "of the wage, at a place with connectivity 0")
    connectivity_min: Share = quantity("index", "lowest connectivity at which the segment may grow", 0.0)
    infrastructure_min: Share = quantity("index", "lowest infrastructure at which the segment may grow", 0.0)


class Budgets(Frozen):
    """Most that a payer spends in a year, not discounted. Absent: no limit."""

    state: dict[Year, Amount] = quantity("MMAD", "premiums and grants", factory=dict)
    developer: dict[Year, Amount] = quantity("MMAD", "buildings and sites", factory=dict)
    firm: dict[Year, Amount] = quantity("MMAD", "differences in operating cost", factory=dict)
    worker: dict[Year, Amount] = quantity("MMAD", "commuting", factory=dict)


class StageConfig(Frozen):
    """One goal of a lexicographic objective."""

    objective: Literal["cost", "least_served", "suitability", "inequality", "ordered_median", "kolm_pollak"] = Field(
        description="what is optimised"
    )
    tolerance: Share = quantity("fraction", "of this stage's optimum that later stages may give back", 0.0)


Term = Literal[
    "cost",
    "build_cost",
    "territorial_premium",
    "training_cost",
    "employment_premium",
    "training_premium",
    "commuting_cost",
    "operating_difference",
    "shortfall",
    "suitability",
    "least_served",
    "inequality",
    "ordered_median",
    "kolm_pollak",
]


class ObjectiveConfig(Frozen):
    """What is optimised. Default: the fairest among the cheapest."""

    method: Literal["lexicographic", "weighted"] = Field(default="lexicographic", description="how goals are combined")
    stages: tuple[StageConfig, ...] = Field(
        default=(
            StageConfig(objective="cost", tolerance=0.001),
            StageConfig(objective="least_served"),
            StageConfig(objective="suitability"),
            StageConfig(objective="cost"),
        ),
        description="goals in turn (method lexicographic)",
    )
    weights: dict[Term, Real] = quantity("weight", "term -> weight (method weighted)", factory=dict)
    region_ranges: Flag | Literal["auto"] = Field(
        default="auto",
        description="also compute the lowest and highest total of each region at the first stage's cost; "
        "auto: where that takes seconds (not at the level of communes)",
    )


class Solver(Frozen):
    """Limits of the solver."""

    time_limit_s: Positive | None = quantity("seconds", "stop after so long; absent: no limit", None)
    gap: Share = quantity("fraction", "relative gap at which an indivisible plan counts as optimal", 0.01)
    threads: Annotated[Count, Field(ge=1, le=256)] = quantity("threads", "threads of the solver", 2)
    seed: Count = quantity("number", "seed of the solver's random choices", 0)


class Model(Frozen):
    """A resolved model: the file, its scenario and the settings of one run, merged and checked."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)] = Field(
        description="short name, lower case with hyphens"
    )
    title: Title = Field(description="title in reports")
    description: Text | None = Field(default=None, description="what the model is for")
    data: Data = Field(default_factory=Data, description="data set")
    level: Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")] = Field(
        default="province",
        description="level of the zones: region, province or commune (what the data set has)",
    )
    horizon: Horizon = Field(description="years")
    goals: Goals = Field(description="goals of the country")
    segments: dict[Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$", max_length=20)], Segment] = Field(
        description="lines of business", min_length=1
    )
    talent: Talent = Field(description="people")
    parks: Parks = Field(description="seats")
    travel: Travel = Field(description="commuting")
    costs: Costs = Field(description="cost differences between places")
    incentives: Incentives = Field(description="state premiums")
    indices: Indices = Field(description="how zones are scored")
    budgets_mmad: Budgets = Field(default_factory=Budgets, description="budgets by payer and year")
    national_pace: Amount | None = quantity("jobs/year", "most jobs added over the country in a year", None)
    balance: BalanceConfig = Field(default_factory=BalanceConfig, description="territorial rules")
    limits: LimitsConfig = Field(default_factory=LimitsConfig, description="limits on the plan as a whole")
    objective: ObjectiveConfig = Field(default_factory=ObjectiveConfig, description="what is optimised")
    solver: Solver = Field(default_factory=Solver, description="limits of the solver")
    uncertainty: dict[Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=40)], Uncertain] = Field(
        default_factory=dict, description="name -> how far an assumption may be from the truth (`siting ensemble`)"
    )
    sources: dict[str, Source] = Field(default_factory=dict, description="key of a number -> where it comes from")

    _folder: Path = PrivateAttr(default_factory=Path)
    _scenario: str | None = PrivateAttr(default=None)
    _settings: tuple[str, ...] = PrivateAttr(default=())
    _stated: dict[str, Any] | None = PrivateAttr(default=None)  # the model file as read, before all changes
    _places: dict[tuple[str | int, ...], str] = PrivateAttr(default_factory=dict)

    @property
    def folder(self) -> Path:
        """The folder of the model file; relative paths in it start there."""
        return self._folder

    @property
    def scenario(self) -> str | None:
        """Name of the scenario that was applied, if any."""
        return self._scenario

    @property
    def settings(self) -> tuple[str, ...]:
        """The ``key=value`` settings that were applied, in order."""
        return self._settings

    @property
    def years(self) -> tuple[int, ...]:
        """The planned years."""
        return tuple(range(self.horizon.base_year + 1, self.horizon.last_year + 1))

    @property
    def data_folder(self) -> Path:
        """The data folder that this model names."""
        from siting.paths import shipped

        if self.data.folder is None:
            return shipped("data/regions")
        return _below(self._folder, self.data.folder)

    @property
    def overrides_folder(self) -> Path | None:
        """The folder of replaced tables, if the model names one."""
        return None if self.data.overrides is None else _below(self._folder, self.data.overrides)

    def place(self, *path: str | int) -> str:
        """Where a value was set (``model.yaml:12, goals.jobs``), for messages; falls back to the key."""
        for end in range(len(path), 0, -1):
            if path[:end] in self._places:
                at = self._places[path[:end]]
                return at if at.startswith("--set") else f"{at}, {'.'.join(map(str, path))}"
        return ".".join(map(str, path))

    def resolved(self) -> dict[str, Any]:
        """The whole model as plain values, for a manifest; `parse_model` reads it back."""
        return self.model_dump(mode="json")


def _below(folder: Path, name: str) -> Path:
    """A folder that a model file names: relative to the file, absolute, or with ``~`` for the user's own.

    By `os.path`: pathlib raises for a user that is not known and for a ring of links, of which the data's own check
    tells more.
    """
    given = Path(os.path.expanduser(name))
    return Path(os.path.realpath(folder / given))
