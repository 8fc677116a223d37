"""The model in Pyomo: indexed variables and constraints with rules."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pyomo.environ as pyo
from pyomo.contrib.appsi.solvers import Highs

from benchmarks.peers.country import Country


def solve(c: Country, options: dict[str, Any]) -> tuple[float, float, dict[str, int]]:
    """Build, solve and read: objective, seconds of HiGHS, size."""
    m = pyo.ConcreteModel()
    _variables(m, c)
    _cost(m, c)
    _places(m, c)
    _people(m, c)
    _country(m, c)
    solver = Highs()
    named = {"threads": options["threads"], "solver": options["algorithm"], "time_limit": options.get("time_limit")}
    solver.highs_options = {key: value for key, value in named.items() if value}
    results = solver.solve(m)
    if results.termination_condition.name != "optimal":
        raise RuntimeError(f"Pyomo's solve ended as {results.termination_condition.name}")
    for family in (m.jobs, m.added, m.build, m.staff, m.trained):
        family.extract_values()  # what a user reads
    highs = solver._solver_model
    return pyo.value(m.cost), highs.getRunTime(), {"variables": highs.getNumCol(), "rows": highs.getNumRow()}


def _variables(m: Any, c: Country) -> None:
    keys, upper = list(c.jobs.index), c.jobs["upper"].to_dict()
    positive = pyo.NonNegativeReals

    def bounds(_: Any, *key: Any) -> tuple[float, float | None]:
        return 0.0, None if upper[key] == float("inf") else upper[key]

    m.jobs = pyo.Var(keys, domain=positive, bounds=bounds)
    m.added = pyo.Var(keys, domain=positive)
    m.build = pyo.Var(list(c.zones.index), c.years, domain=positive)
    m.arcs = pyo.Set(initialize=list(zip(c.arcs["origin"], c.arcs["zone"], strict=True)), dimen=2)
    m.staff = pyo.Var(m.arcs, c.skills, c.years, domain=positive)
    m.trained = pyo.Var(list(dict.fromkeys(c.arcs["origin"])), c.skills, c.years, domain=positive)


def _cost(m: Any, c: Country) -> None:
    discount, capex = c.discount.to_dict(), c.zones["capex_per_seat"].to_dict()
    minutes = dict(zip(zip(c.arcs["origin"], c.arcs["zone"], strict=True), c.arcs["minutes"], strict=True))
    operating, premium = c.jobs["operating_difference"].to_dict(), c.premium.to_dict()
    grant, commuting = c.scalars["training_grant"], c.scalars["commuting_cost"]
    m.cost = pyo.Objective(
        expr=pyo.quicksum(discount[t] * capex[z] * m.build[z, t] for z, t in m.build)
        + pyo.quicksum(discount[t] * grant * m.trained[i, q, t] for i, q, t in m.trained)
        + pyo.quicksum(premium[s, t] * m.added[z, s, t] for z, s, t in m.added)
        + pyo.quicksum(discount[t] * commuting * minutes[i, z] * m.staff[i, z, q, t] for i, z, q, t in m.staff)
        + pyo.quicksum(discount[t] * operating[z, s, t] * m.jobs[z, s, t] for z, s, t in m.jobs)
    )


def _places(m: Any, c: Country) -> None:
    here = defaultdict(list)
    for z, s, t in c.jobs.index:
        here[z, t].append(s)
    kappa, seats, first = c.by_segment["seats_per_job"].to_dict(), c.seats.to_dict(), c.years[0]
    growth, kept = 1 + c.scalars["growth_limit"], 1 - c.scalars["shrink_limit"]
    entry, standing = c.zones["entry_limit"].to_dict(), c.standing.to_dict()
    room, baseline = c.zones["max_new_seats"].to_dict(), c.jobs["baseline_jobs"].to_dict()

    def total(z: str, t: int) -> Any:
        return pyo.quicksum(m.jobs[z, s, t] for s in here[z, t])

    def capacity(_: Any, z: str, t: int) -> Any:
        used = pyo.quicksum(kappa[s, t] * m.jobs[z, s, t] for s in here[z, t])
        return used - pyo.quicksum(m.build[z, y] for y in c.years if y <= t) <= seats[z, t]

    def absorption(_: Any, z: str, t: int) -> Any:
        if not here[z, t] and not here[z, t - 1]:
            return pyo.Constraint.Skip
        if t == first:
            return total(z, t) <= growth * standing[z] + entry[z]
        return total(z, t) - growth * total(z, t - 1) <= entry[z]

    def retention(_: Any, z: str, t: int) -> Any:
        if not here[z, t] and not here[z, t - 1]:
            return pyo.Constraint.Skip
        return total(z, t) >= kept * standing[z] if t == first else total(z, t) - kept * total(z, t - 1) >= 0

    def jobs_added(_: Any, z: str, s: str, t: int) -> Any:
        rise = m.added[z, s, t] - m.jobs[z, s, t]
        if t == first:
            return rise >= -baseline[z, s, t]
        return rise + m.jobs[z, s, t - 1] >= 0 if (z, s, t - 1) in m.jobs else rise >= 0

    zones = list(c.zones.index)
    m.capacity = pyo.Constraint(zones, c.years, rule=capacity)
    m.absorption = pyo.Constraint(zones, c.years, rule=absorption)
    m.retention = pyo.Constraint(zones, c.years, rule=retention)
    m.site_limit = pyo.Constraint(zones, rule=lambda _, z: pyo.quicksum(m.build[z, t] for t in c.years) <= room[z])
    m.jobs_added = pyo.Constraint(list(c.jobs.index), rule=jobs_added)


def _people(m: Any, c: Country) -> None:
    into, out_of, needed = defaultdict(list), defaultdict(list), defaultdict(list)
    for i, z in zip(c.arcs["origin"], c.arcs["zone"], strict=True):
        into[z].append(i)
        out_of[i].append(z)
    for z, s, t in c.jobs.index:
        needed[z, t].append(s)
    mix, entrants, places = c.mix.to_dict(), c.entrants.to_dict(), c.places.to_dict()

    def staffing(_: Any, z: str, q: str, t: int) -> Any:
        working = pyo.quicksum(m.staff[i, z, q, t] for i in into[z])
        return working - pyo.quicksum(mix[s, q] * m.jobs[z, s, t] for s in needed[z, t]) == 0

    def talent(_: Any, i: str, q: str, t: int) -> Any:
        leaving = pyo.quicksum(m.staff[i, z, q, t] for z in out_of[i])
        return leaving - pyo.quicksum(m.trained[i, q, y] for y in c.years if y <= t) <= entrants[i, q, t]

    def training(_: Any, i: str, t: int) -> Any:
        return pyo.quicksum(m.trained[i, q, t] for q in c.skills) <= places[i, t]

    zones = list(dict.fromkeys(z for z, _ in needed))
    m.staffing = pyo.Constraint(zones, c.skills, c.years, rule=staffing)
    m.talent = pyo.Constraint(list(out_of), c.skills, c.years, rule=talent)
    m.training = pyo.Constraint(list(out_of), c.years, rule=training)


def _country(m: Any, c: Country) -> None:
    exports = c.by_segment["export_per_job"].to_dict()
    low, high = c.by_segment["share_min"].to_dict(), c.by_segment["share_max"].to_dict()
    of = defaultdict(list)
    for z, s, t in c.jobs.index:
        of[s, t].append(z)
    jobs_goal, export_goal, pace = c.goal("jobs_goal"), c.goal("export_goal"), c.scalars["national_pace"]

    def of_segment(s: str, t: int) -> Any:
        return pyo.quicksum(m.jobs[z, s, t] for z in of[s, t])

    def every(t: int) -> Any:
        return pyo.quicksum(of_segment(s, t) for s in c.segments)

    def earned(t: int) -> Any:
        return pyo.quicksum(exports[s, t] * m.jobs[z, s, t] for s in c.segments for z in of[s, t])

    def arrivals(t: int) -> Any:
        return pyo.quicksum(m.added[z, s, t] for s in c.segments for z in of[s, t])

    m.jobs_goal = pyo.Constraint(list(jobs_goal), rule=lambda _, t: every(t) >= jobs_goal[t])
    m.export_goal = pyo.Constraint(list(export_goal), rule=lambda _, t: earned(t) >= export_goal[t])
    if pace is not None:
        m.national_pace = pyo.Constraint(c.years, rule=lambda _, t: arrivals(t) <= pace)
    m.segment_min = pyo.Constraint(
        c.segments, c.years, rule=lambda _, s, t: of_segment(s, t) - low[s, t] * every(t) >= 0
    )
    m.segment_max = pyo.Constraint(
        c.segments, c.years, rule=lambda _, s, t: of_segment(s, t) - high[s, t] * every(t) <= 0
    )
