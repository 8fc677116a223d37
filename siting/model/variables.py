"""The variables of the model: which exist, their bounds, their kind. Notation: `models/FORMULATION.md`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np

from siting.model.arrays import Family, IntArray
from siting.model.data import ModelData
from siting.model.welfare import falls

__all__ = ["Variables", "make_variables"]


@dataclass(frozen=True)
class Variables:
    """All families, in column order. A family that a run does not need has no columns."""

    jobs: Family  #: n[z,s,t] (zone, segment, year): jobs at year end
    added: Family  #: a[z,s,t] (zone, segment, year): jobs added in the year
    build: Family  #: x[z,t] (zone, year): seats delivered
    staff: Family  #: w[i,z,q,t] (origin, zone, skill, year, arc): people living in i and working in z
    trained: Family  #: u[i,q,t] (zone, skill, year): grant-trained entrants living in i
    open: Family  #: y[z] (zone): a park is opened, binary
    phases: Family  #: m[z,t] (zone, year): phases delivered, integer
    jobs_shortfall: Family  #: (year): jobs missing to a soft goal
    export_shortfall: Family  #: (year): MMAD missing to a soft goal
    distance: Family  #: g[r,r'] (region, other): gap between two regions, in jobs
    least: Family  #: v (no keys): jobs per 1,000 active in the least-served region
    threshold: Family  #: t[k] (rank): about the rate of the region of rank k, jobs per 1,000 active
    below: Family  #: d[k,r] (rank, region): what a region lacks to it, jobs per 1,000 active
    loss: Family  #: h[r] (region): loss by Kolm and Pollak, jobs per 1,000 active

    def families(self) -> Iterator[Family]:
        """Every family, in column order."""
        for field in fields(self):
            yield getattr(self, field.name)

    @property
    def count(self) -> int:
        """Number of columns."""
        return sum(len(family) for family in self.families())


def _jobs_keys(d: ModelData) -> tuple[dict[str, IntArray], np.ndarray]:
    """Where jobs can be, and how many: unlimited where eligible, else what stands there already."""
    zone, segment, year = np.nonzero(d.has_jobs)
    eligible = d.eligible.values[zone, segment, year] > 0
    upper = np.where(eligible, np.inf, d.baseline_jobs.values[zone, segment])
    return {"zone": zone, "segment": segment, "year": year}, upper


def _staff_keys(d: ModelData, usable: IntArray) -> dict[str, IntArray]:
    """Arcs into zones where a job can stand, times skills and years."""
    origin, zone, _ = d.arcs
    arc = np.flatnonzero(np.isin(zone, usable))
    skills, years = d.sizes["skill"], d.sizes["year"]
    repeated = np.repeat(arc, skills * years)
    return {
        "origin": origin[repeated],
        "zone": zone[repeated],
        "skill": np.tile(np.repeat(np.arange(skills), years), len(arc)),
        "year": np.tile(np.arange(years), len(arc) * skills),
        "arc": repeated,
    }


def make_variables(d: ModelData) -> Variables:
    """Create every family that ``d`` needs; columns are numbered in the order of the fields."""
    first = 0
    made: dict[str, Family] = {}
    years = d.sizes["year"]

    def add(name: str, index: dict[str, IntArray], upper: np.ndarray | float = np.inf, integer: bool = False) -> None:
        nonlocal first
        made[name] = Family.make(name, first, index, years, upper=upper, integer=integer)
        first += len(made[name])

    none = np.zeros(0, dtype=np.int64)
    scalars = d.scalars
    jobs, jobs_upper = _jobs_keys(d)
    locked_out = np.isin(np.array(d.sets["zone"]), np.array(scalars.locks.zones_out, dtype=str))
    build = d.grid("zone", "year")
    add("jobs", jobs, jobs_upper)
    add("added", jobs)
    add("build", build, np.where(locked_out[build["zone"]], 0.0, np.inf))
    staff = _staff_keys(d, np.unique(jobs["zone"]))
    add("staff", staff)
    add("trained", d.grid("zone", "skill", "year", only={"zone": np.unique(staff["origin"])}))
    parks = scalars.indivisible
    add("open", d.grid("zone") if parks else {"zone": none}, 1.0, integer=True)
    add("phases", build if parks else {"zone": none, "year": none}, integer=True)
    soft = scalars.soft_goals
    add("jobs_shortfall", {"year": d.goal_years("jobs") if "jobs" in soft else none})
    add("export_shortfall", {"year": d.goal_years("exports") if "exports" in soft else none})
    one, other = np.triu_indices(d.sizes["region"], k=1)
    bounded = scalars.balance.gini_max is not None or scalars.limits.gaps_max is not None
    paired = bounded or _uses(d, "inequality")
    add("distance", {"region": one if paired else none, "other": other if paired else none})
    add("least", {} if _uses(d, "least_served") else {"year": none})
    ordered = scalars.balance.ordered_median
    ranks = none
    if ordered is not None and (ordered.min is not None or _uses(d, "ordered_median")):
        ranks = np.array([rank - 1 for rank, _ in falls(ordered.weights)], dtype=np.int64)
    add("threshold", {"rank": ranks})
    add("below", d.grid("rank", "region", only={"rank": ranks}))
    averse = scalars.balance.kolm_pollak
    lossy = averse is not None and (averse.min is not None or _uses(d, "kolm_pollak"))
    add("loss", d.grid("region") if lossy else {"region": none})
    return Variables(**made)


def _uses(d: ModelData, objective: str) -> bool:
    """Whether the objective has this term."""
    wanted = d.scalars.objective
    if wanted.method == "weighted":
        return bool(wanted.weights.get(objective))
    return any(stage.objective == objective for stage in wanted.stages)
