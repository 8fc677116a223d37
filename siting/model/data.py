"""`Inputs` as dense arrays over the sets of the model, under the names that the equations use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from siting.model.arrays import FloatArray, Index, IntArray, Param, Terms
from siting.model.inputs import Inputs, Scalars
from siting.model.reads import Memory, derived
from siting.model.rows import Rows
from siting.model.welfare import CHORDS

__all__ = ["ModelData"]


@dataclass(frozen=True)
class ModelData:
    """The sets (dimension -> ids) and parameters of one instance.

    Dimensions: ``zone``, ``origin`` (the same ids), ``region``, ``other`` (the same ids), ``segment``, ``skill``,
    ``year``, ``payer``, ``group``, ``rank`` (the lowest first), ``chord`` (`siting.model.welfare`).

    Every parameter is computed once, and `memory` knows which inputs it was computed from (`siting.model.reads`): what
    other inputs leave as it is can be carried over by `moved`.
    """

    inputs: Inputs
    sets: Mapping[str, tuple[str, ...]]
    memory: Memory = field(default_factory=Memory, repr=False, compare=False)

    @classmethod
    def of(cls, inputs: Inputs) -> ModelData:
        """Number the ids of ``inputs``: zones and regions sorted, the rest in the order of the tables."""
        zones, regions = tuple(inputs.zones["zone"]), tuple(sorted(set(inputs.zones["region"])))
        return cls(
            inputs,
            {
                **dict.fromkeys(("zone", "origin"), zones),
                **dict.fromkeys(("region", "other"), regions),
                "segment": tuple(dict.fromkeys(inputs.segments["segment"])),
                "skill": tuple(dict.fromkeys(inputs.skill_mix["skill"])),
                "year": tuple(str(year) for year in inputs.scalars.years),
                "payer": ("developer", "firm", "state", "worker"),
                "group": tuple(sorted(inputs.scalars.balance.groups)),
                "rank": tuple(str(at + 1) for at in range(len(regions))),
                "chord": CHORDS,
            },
        )

    def moved(self, inputs: Inputs, changed: frozenset[str]) -> ModelData:
        """The data of ``inputs``, which differ in what ``changed`` names and have the same ids; the rest is kept."""
        return ModelData(inputs, self.sets, self.memory.without(changed))

    @property
    def scalars(self) -> Scalars:
        """Goals, rates, limits and policies."""
        return self.memory.watched(self.inputs.scalars)

    def _column(self, table: str, column: str) -> pd.Series:
        """A column of a table of the inputs."""
        self.memory.note(f"{table}.{column}")
        return self.inputs.table(table)[column]

    @derived
    def sizes(self) -> dict[str, int]:
        """Length of each dimension."""
        return {dim: len(ids) for dim, ids in self.sets.items()}

    def codes(self, frame: pd.DataFrame, dim: str, column: str | None = None) -> IntArray:
        """Positions of the ids in a table's column. Raises ``ValueError`` for an id that is not in the set."""
        values = frame[column or dim]
        found = pd.Index(self.sets[dim], dtype="str").get_indexer(pd.Index(values.astype("str")))
        if len(found) and found.min() < 0:
            raise ValueError(f"unknown {dim}: {values[found < 0].iloc[0]}")
        return np.asarray(found, dtype=np.int64)

    def _places(self, table: str, dim: str) -> IntArray:
        return self.codes(self.inputs.table(table), dim)

    def _param(self, table: str, column: str, *dims: str) -> Param:
        places = tuple(self.memory.value(f"{table}/{dim}", partial(self._places, table, dim)) for dim in dims)
        values = np.zeros([self.sizes[dim] for dim in dims])
        values[places] = self._column(table, column).to_numpy(np.float64)
        return Param(dims, values)

    def _by_year(self, numbers: Mapping[int, float], default: float = 0.0) -> Param:
        return Param(("year",), np.array([float(numbers.get(year, default)) for year in self.scalars.years]))

    def grid(self, *dims: str, only: Index | None = None) -> dict[str, IntArray]:
        """Keys of the full product of ``dims``, some of them restricted to the codes in ``only``."""
        codes = [(only or {}).get(dim, np.arange(self.sizes[dim])) for dim in dims]
        grids = np.meshgrid(*codes, indexing="ij")
        return {dim: grid.ravel().astype(np.int64) for dim, grid in zip(dims, grids, strict=True)}

    def rows(self, *dims: str, only: Index | None = None, keys: Index | None = None) -> Rows:
        """Rows over the product of ``dims`` (see `grid`), or over the ``keys`` given."""
        return Rows(self.sizes, self.grid(*dims, only=only) if keys is None else keys)

    # --- territory -------------------------------------------------------------------------------
    @derived
    def region_of(self) -> Param:
        """Code of the region of each zone."""
        return Param(("zone",), self.codes(self.inputs.zones, "region").astype(np.float64))

    @derived
    def active(self) -> Param:
        """Labour force by region (people)."""
        values = np.zeros(self.sizes["region"])
        np.add.at(values, self.codes(self.inputs.zones, "region"), self._column("zones", "active").to_numpy())
        return Param(("region",), values)

    @derived
    def active_share(self) -> Param:
        """Share of the country's labour force by region."""
        return Param(("region",), self.active.values / self.active.values.sum())

    @derived
    def in_group(self) -> NDArray[np.bool_]:
        """Whether each group (first axis) holds each zone. Raises ``ValueError`` for a zone that is not in the set."""
        inside = np.zeros((self.sizes["group"], self.sizes["zone"]), dtype=bool)
        for code, name in enumerate(self.sets["group"]):
            members = pd.DataFrame({"zone": self.scalars.balance.groups[name].zones}, dtype="str")
            inside[code, self.codes(members, "zone")] = True
        return inside

    # --- jobs and seats --------------------------------------------------------------------------
    @derived
    def baseline_jobs(self) -> Param:
        """Jobs at the end of the base year, by zone and segment."""
        return self._param("zone_segment", "baseline_jobs", "zone", "segment")

    @derived
    def eligible(self) -> Param:
        """1 where zone, segment and year clear the thresholds."""
        return self._param("zone_segment_year", "eligible", "zone", "segment", "year")

    @derived
    def seats_available(self) -> Param:
        """Seats that stand or are committed by each year, before anything is built."""
        start = self._param("zones", "seats_start", "zone")
        return self._param("zone_year", "seats_committed", "zone", "year").cumulative() + start

    @derived
    def seats_per_job(self) -> Param:
        """Seats that one job needs, by segment and year."""
        return self._param("segments", "seats_per_job", "segment", "year")

    @derived
    def max_new_seats(self) -> Param:
        """Most seats that can be built in a zone over the horizon."""
        return self._param("zones", "max_new_seats", "zone")

    @derived
    def entry_limit(self) -> Param:
        """Jobs that a zone may take in a year whatever stands there."""
        return self._param("zones", "entry_limit", "zone")

    # --- people ----------------------------------------------------------------------------------
    @derived
    def skill_mix(self) -> Param:
        """Share of a segment's staff that needs each skill."""
        return self._param("skill_mix", "share", "segment", "skill")

    @derived
    def entrants(self) -> Param:
        """People whom the sector can have added by each year: recruit_rate x eligible_pool, running total."""
        rate = Param(("skill",), np.array([self.scalars.recruit_rate[skill] for skill in self.sets["skill"]]))
        return (self._param("pool", "eligible_pool", "zone", "skill", "year") * rate).cumulative()

    @derived
    def baseline_staff(self) -> Param:
        """People already in the sector, by zone and skill."""
        return self._param("staff_start", "baseline_staff", "zone", "skill")

    @derived
    def training_places(self) -> Param:
        """Training-grant places by zone and year."""
        return self._param("zone_year", "training_places", "zone", "year")

    @derived
    def arcs(self) -> tuple[IntArray, IntArray, FloatArray]:
        """Commuting arcs: origin codes, zone codes, minutes of one way."""
        arcs = self.inputs.arcs
        return (
            self.codes(arcs, "zone", "origin"),
            self.codes(arcs, "zone"),
            self._column("arcs", "minutes").to_numpy(np.float64),
        )

    # --- money -----------------------------------------------------------------------------------
    @derived
    def discount(self) -> Param:
        """Present value in the base year of one MMAD paid in each year."""
        scalars = self.scalars
        return self._by_year(
            {year: (1 + scalars.discount_rate) ** -(year - scalars.base_year) for year in scalars.years}
        )

    @derived
    def capex_per_seat(self) -> Param:
        """Building cost (MMAD per seat)."""
        return self._param("zones", "capex_per_seat", "zone")

    @derived
    def opening_cost(self) -> Param:
        """Cost of opening a park where none stands (MMAD)."""
        return self._param("zones", "opening_cost", "zone")

    @derived
    def territorial_premium(self) -> Param:
        """Share of the investment that the state refunds."""
        return self._param("zones", "territorial_premium", "zone")

    @derived
    def wage(self) -> Param:
        """Annual gross wage (MMAD per job)."""
        return self._param("segments", "wage", "segment", "year")

    @derived
    def export_per_job(self) -> Param:
        """Export revenue (MMAD per job and year)."""
        return self._param("segments", "export_per_job", "segment", "year")

    @derived
    def share_min(self) -> Param:
        """Lowest share of a segment in all jobs."""
        return self._param("segments", "share_min", "segment", "year")

    @derived
    def share_max(self) -> Param:
        """Highest share of a segment in all jobs."""
        return self._param("segments", "share_max", "segment", "year")

    @derived
    def operating_difference(self) -> Param:
        """What a place costs a firm beyond the national mean (MMAD per job and year)."""
        return self._param("zone_segment_year", "operating_difference", "zone", "segment", "year")

    @derived
    def suitability(self) -> Param:
        """Index of the zone in [0, 1], by zone, segment and year."""
        return self._param("zone_segment_year", "suitability", "zone", "segment", "year")

    # --- goals -----------------------------------------------------------------------------------
    @derived
    def jobs_goal(self) -> Param:
        """Jobs to reach by year; 0 where no goal is set."""
        return self._by_year(dict(self.scalars.jobs_goal))

    @derived
    def export_goal(self) -> Param:
        """Exports to reach by year (MMAD); 0 where no goal is set."""
        return self._by_year(dict(self.scalars.export_goal))

    def goal_years(self, goal: str) -> IntArray:
        """Codes of the years for which a goal (``jobs`` or ``exports``) is set."""
        wanted = self.jobs_goal if goal == "jobs" else self.export_goal
        return np.flatnonzero(wanted.values > 0).astype(np.int64)

    def first_year_only(self, param: Param) -> Param:
        """The values in the first year and zero later: what a balance carries over from the base year."""
        return param * Param(("year",), np.eye(1, self.sizes["year"])[0])

    @derived
    def has_jobs(self) -> NDArray[np.bool_]:
        """Where a jobs variable exists (zone x segment x year): eligible, or jobs stand there."""
        return (self.eligible.values > 0) | (self.baseline_jobs.values[:, :, None] > 0)

    def shares_of_all(self, jobs: Terms, share: Param) -> tuple[Terms, ...]:
        """``share[s,t]`` times all jobs of year t, counted in the row of segment s."""
        return tuple(
            jobs.labelled("segment", code) * share.slice("segment", code) for code in range(self.sizes["segment"])
        )

    def against_share(self, jobs: Terms, factor: float) -> tuple[tuple[Terms, ...], Param]:
        """Jobs of a region less ``factor`` x its share of the labour force x all jobs, in the final year.

        Gives the terms by region and the right-hand side: zero, or with ``balance.on = "added"`` what the jobs of
        the base year contribute to the difference.
        """
        here = jobs.at("year", self.last).join("region", self.region_of)
        shares = enumerate(self.active_share.values.tolist())
        terms = [here, *(here.labelled("region", code) * (-factor * share) for code, share in shares)]
        base = np.zeros(self.sizes["region"])
        if self.scalars.balance.on == "added":
            by_zone = self.baseline_jobs.total("segment").values
            np.add.at(base, self.region_of.values.astype(np.int64), by_zone)
        right = base - factor * self.active_share.values * base.sum()
        return tuple(terms), Param(("region",), right)

    @property
    def last(self) -> int:
        """Code of the final year."""
        return self.sizes["year"] - 1
