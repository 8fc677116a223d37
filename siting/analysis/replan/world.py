"""What an outturn is checked against and completed with: the ids, the capacity and the plan of a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from siting.analysis.replan.outturn import Outturn

if TYPE_CHECKING:
    from siting.results import Run

__all__ = ["World"]

#: Jobs, seats and people below this are none.
NONE = 0.5


@dataclass(frozen=True)
class World:
    """A run as an outturn sees it. Series are indexed by ids in the order zone, segment or skill, year."""

    level: str
    base_year: int
    years: tuple[int, ...]
    region: pd.Series  #: zone -> region
    names: dict[str, str]  #: zone -> name
    segments: tuple[str, ...]
    skills: tuple[str, ...]
    seats_start: pd.Series  #: zone
    seats_per_job: pd.Series  #: segment, year
    baseline: pd.Series  #: zone, segment: jobs
    jobs: pd.Series  #: zone, segment, year: planned stock
    delivered: pd.Series  #: zone, year: seats planned, built and committed
    trained: pd.Series  #: zone, skill, year: planned

    @classmethod
    def of(cls, run: Run) -> World:
        """Ids and figures of a run, zeros where its tables leave rows out."""
        inputs = run.inputs
        zones = inputs.zones.set_index("zone")
        years = inputs.scalars.years
        segments = tuple(dict.fromkeys(inputs.segments["segment"]))
        skills = tuple(dict.fromkeys(inputs.skill_mix["skill"]))
        seats = run.table("seats")
        labels = inputs.labels
        names = dict(zip(labels["zone"], labels["name_fr"], strict=True)) if "name_fr" in labels else {}
        ids = list(zones.index)
        full = {
            "jobs": pd.MultiIndex.from_product([ids, segments, years], names=["zone", "segment", "year"]),
            "trained": pd.MultiIndex.from_product([ids, skills, years], names=["zone", "skill", "year"]),
        }
        planned = {name: run.table(name).set_index(list(keys.names))[name] for name, keys in full.items()}
        seats["delivered"] = (seats["built"] + seats["committed"]).clip(lower=0.0)
        cells = pd.MultiIndex.from_product([ids, segments], names=["zone", "segment"])
        baseline = inputs.zone_segment.set_index(["zone", "segment"])["baseline_jobs"]
        return cls(
            level=inputs.level,
            base_year=inputs.scalars.base_year,
            years=years,
            region=zones["region"],
            names=names,
            segments=segments,
            skills=skills,
            seats_start=zones["seats_start"],
            seats_per_job=inputs.segments.set_index(["segment", "year"])["seats_per_job"],
            baseline=baseline.reindex(cells, fill_value=0.0),
            jobs=planned["jobs"].reindex(full["jobs"], fill_value=0.0).clip(lower=0.0),
            delivered=seats.set_index(["zone", "year"])["delivered"].sort_index(),
            trained=planned["trained"].reindex(full["trained"], fill_value=0.0).clip(lower=0.0),
        )

    def as_planned(self, years: tuple[int, ...]) -> Outturn:
        """The plan of ``years`` as if it had been observed."""
        jobs, seats, trained = (
            series[series.index.get_level_values("year").isin(years)].reset_index(name=name).assign(source="plan")
            for series, name in (
                (self.jobs, "jobs"),
                (self.delivered, "seats_delivered"),
                (self.trained, "trained"),
            )
        )
        return Outturn(years, jobs, seats, trained)

    def busy(self, years: tuple[int, ...], *, trained: bool) -> set[tuple[str, int]]:
        """The zones and years that a file must have: jobs or seats stand there, or are planned (or people trained)."""
        seats = self.delivered.groupby("zone").cumsum() + self.seats_start.reindex(
            self.delivered.index.get_level_values("zone")
        ).to_numpy(dtype=float)
        before = self.baseline.groupby("zone").sum()
        jobs = self.jobs.groupby(["zone", "year"]).sum()
        people = self.trained.groupby(["zone", "year"]).sum()
        return {
            (str(zone), year)
            for zone in self.region.index
            for year in years
            if max(seats[zone, year], before[zone], jobs[zone, year], people[zone, year] if trained else 0.0) >= NONE
        }

    def named(self, zone: str) -> str:
        """A zone for a message: code and name."""
        return f"{zone} {self.names[zone]}" if zone in self.names else zone
