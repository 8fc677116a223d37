"""The inputs as a modeller's user has them: tables and numbers, read from a folder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

TABLES = (
    "zones",
    "zone_segment",
    "zone_segment_year",
    "zone_year",
    "pool",
    "staff_start",
    "arcs",
    "segments",
    "skill_mix",
)
#: Rules that the models of this package do not have: they may not be switched on.
_ABSENT = ("soft_goals", "budgets", "indivisible", "balance", "locks", "park_count")


@dataclass(frozen=True)
class Country:
    """Tables by name and scalars. ``plain``: every job and every arc has a variable, whether it can be used or not."""

    tables: dict[str, pd.DataFrame]
    scalars: dict[str, Any]
    plain: bool = False

    @classmethod
    def read(cls, folder: Path, plain: bool = False) -> Country:
        """The country in ``folder`` (one ``.parquet`` a table, ``scalars.json``).

        Raises ``ValueError`` where a rule is switched on that the models do not have.
        """
        scalars = json.loads((folder / "scalars.json").read_text("utf-8"))
        on = [name for name in _ABSENT if _switched_on(scalars[name])]
        if on:
            raise ValueError(f"the peers' models do not have {', '.join(on)}")
        return cls({name: pd.read_parquet(folder / f"{name}.parquet") for name in TABLES}, scalars, plain)

    @cached_property
    def zones(self) -> pd.DataFrame:
        """Zones by code."""
        return self.tables["zones"].set_index("zone")

    @cached_property
    def years(self) -> list[int]:
        """Years of the plan."""
        return list(self.scalars["years"])

    @cached_property
    def segments(self) -> list[str]:
        """Segments of the sector."""
        return list(self.tables["segments"]["segment"].unique())

    @cached_property
    def skills(self) -> list[str]:
        """Levels of education."""
        return list(self.tables["skill_mix"]["skill"].unique())

    @cached_property
    def discount(self) -> pd.Series:
        """Present value of one MMAD by year."""
        rate, base = self.scalars["discount_rate"], self.scalars["base_year"]
        return pd.Series({year: (1 + rate) ** -(year - base) for year in self.years})

    @cached_property
    def jobs(self) -> pd.DataFrame:
        """Where jobs can be (zone, segment, year) with ``upper``, ``baseline_jobs`` and ``operating_difference``."""
        found = self.tables["zone_segment_year"].merge(self.tables["zone_segment"], on=["zone", "segment"])
        found["upper"] = found["baseline_jobs"].where(~found["eligible"], float("inf"))
        if not self.plain:
            found = found[found["eligible"] | (found["baseline_jobs"] > 0)]
        return found.set_index(["zone", "segment", "year"]).sort_index()

    @cached_property
    def arcs(self) -> pd.DataFrame:
        """Commuting arcs (origin, zone, minutes); but for ``plain``, only into zones where a job can stand."""
        arcs = self.tables["arcs"]
        usable = self.jobs.index.get_level_values("zone").unique()
        return arcs if self.plain else arcs[arcs["zone"].isin(usable)].reset_index(drop=True)

    @cached_property
    def entrants(self) -> pd.Series:
        """People whom the sector can have by each year (zone, skill, year): those there, and those recruited so far."""
        pool = self.tables["pool"].set_index(["zone", "skill", "year"]).sort_index()["eligible_pool"]
        rate = pool.index.get_level_values("skill").map(self.scalars["recruit_rate"])
        recruited = (pool * rate).groupby(level=["zone", "skill"]).cumsum()
        start = self.tables["staff_start"].set_index(["zone", "skill"])["baseline_staff"]
        return recruited.add(start.reindex(recruited.index.droplevel("year")).to_numpy())

    @cached_property
    def seats(self) -> pd.Series:
        """Seats that stand or are committed by each year (zone, year)."""
        committed = self.tables["zone_year"].set_index(["zone", "year"]).sort_index()["seats_committed"]
        total = committed.groupby(level="zone").cumsum()
        return total.add(self.zones["seats_start"].reindex(total.index.get_level_values("zone")).to_numpy())

    @cached_property
    def places(self) -> pd.Series:
        """Training places (zone, year)."""
        return self.tables["zone_year"].set_index(["zone", "year"]).sort_index()["training_places"]

    @cached_property
    def standing(self) -> pd.Series:
        """Jobs of the base year by zone."""
        return self.tables["zone_segment"].groupby("zone")["baseline_jobs"].sum()

    @cached_property
    def by_segment(self) -> pd.DataFrame:
        """Figures of segments (segment, year)."""
        return self.tables["segments"].set_index(["segment", "year"]).sort_index()

    @cached_property
    def mix(self) -> pd.Series:
        """Share of a segment's staff that needs a skill (segment, skill)."""
        return self.tables["skill_mix"].set_index(["segment", "skill"])["share"]

    @cached_property
    def premium(self) -> pd.Series:
        """Present value of the premiums on one job added (segment, year)."""
        scalars, last = self.scalars, self.years[-1]
        found = {}
        for (segment, year), wage in self.by_segment["wage"].items():
            paid = range(year, min(year + scalars["training_premium_years"] - 1, last) + 1)
            training = scalars["training_premium"] * sum(self.discount[each] for each in paid)
            found[segment, year] = wage * (scalars["employment_premium"] * self.discount[year] + training)
        return pd.Series(found)

    def goal(self, name: str) -> dict[int, float]:
        """Goals by year: ``jobs_goal`` or ``export_goal``."""
        return {int(year): value for year, value in self.scalars[name].items() if value > 0}


def _switched_on(value: Any) -> bool:
    """Whether a setting, or any within it, is more than its default."""
    if isinstance(value, dict):
        return any(_switched_on(each) for key, each in value.items() if key != "on")
    return bool(value)
