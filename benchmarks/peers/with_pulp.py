"""The model in PuLP as its pages teach it: variables in dicts, rows as `lpSum` of products."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pulp
from pulp import lpSum

from benchmarks.peers.country import Country


def solve(c: Country, options: dict[str, Any]) -> tuple[float, float, dict[str, int]]:
    """Build, solve and read: objective, seconds of HiGHS, size."""
    m = pulp.LpProblem("siting", pulp.const.LpMinimize)
    v = _variables(m, c)
    m.setObjective(_cost(c, *v))
    _places(m, c, *v)
    _people(m, c, *v)
    _country(m, c, *v)
    named = {"threads": options["threads"], "timeLimit": options.get("time_limit")}
    stats = m.solve(pulp.HiGHS(msg=False, solver=options["algorithm"], **{k: x for k, x in named.items() if x}))
    if stats.status != pulp.const.LpSolveStatus.Optimal:
        raise RuntimeError(f"PuLP's solve ended as {stats.status}")
    for family in v:
        {key: x.varValue for key, x in family.items()}  # what a user reads
    return (
        pulp.value(m.objective),
        m.solverModel.getRunTime(),
        {"variables": m.numVariables(), "rows": m.numConstraints()},
    )


def _variables(m: Any, c: Country) -> tuple[dict[Any, Any], ...]:
    def add(name: str, keys: Any) -> dict[Any, Any]:
        return {key: m.add_variable(f"{name}_{'_'.join(str(k) for k in key)}", lowBound=0) for key in keys}

    jobs = add("jobs", c.jobs.index)
    for key, upper in c.jobs["upper"].items():
        if upper < float("inf"):
            jobs[key].upBound = upper
    staff = add("staff", _staff_keys(c))
    origins = dict.fromkeys(c.arcs["origin"])
    return (
        jobs,
        add("added", c.jobs.index),
        add("build", ((z, t) for z in c.zones.index for t in c.years)),
        staff,
        add("trained", ((i, q, t) for i in origins for q in c.skills for t in c.years)),
    )


def _staff_keys(c: Country) -> Any:
    pairs = list(zip(c.arcs["origin"], c.arcs["zone"], strict=True))
    return ((i, z, q, t) for i, z in pairs for q in c.skills for t in c.years)


def _cost(c: Country, jobs: Any, added: Any, build: Any, staff: Any, trained: Any) -> Any:
    discount, capex = c.discount.to_dict(), c.zones["capex_per_seat"].to_dict()
    minutes = dict(zip(zip(c.arcs["origin"], c.arcs["zone"], strict=True), c.arcs["minutes"], strict=True))
    operating, premium = c.jobs["operating_difference"].to_dict(), c.premium.to_dict()
    grant, commuting = c.scalars["training_grant"], c.scalars["commuting_cost"]
    return (
        lpSum(discount[t] * capex[z] * x for (z, t), x in build.items())
        + lpSum(discount[t] * grant * u for (_, _, t), u in trained.items())
        + lpSum(premium[s, t] * a for (_, s, t), a in added.items())
        + lpSum(discount[t] * commuting * minutes[i, z] * w for (i, z, _, t), w in staff.items())
        + lpSum(discount[t] * operating[z, s, t] * n for (z, s, t), n in jobs.items())
    )


def _places(m: Any, c: Country, jobs: Any, added: Any, build: Any, staff: Any, trained: Any) -> None:
    here = defaultdict(list)
    for z, s, t in jobs:
        here[z, t].append(s)
    kappa, seats = c.by_segment["seats_per_job"].to_dict(), c.seats.to_dict()
    growth, kept = 1 + c.scalars["growth_limit"], 1 - c.scalars["shrink_limit"]
    entry, standing, room = c.zones["entry_limit"], c.standing.to_dict(), c.zones["max_new_seats"]
    for z in c.zones.index:
        m.addConstraint(lpSum(build[z, t] for t in c.years) <= float(room[z]))
        for t in c.years:
            built = lpSum(build[z, y] for y in c.years if y <= t)
            m.addConstraint(lpSum(kappa[s, t] * jobs[z, s, t] for s in here[z, t]) - built <= seats[z, t])
            if not here[z, t] and not here[z, t - 1]:
                continue
            now = lpSum(jobs[z, s, t] for s in here[z, t])
            if t == c.years[0]:
                m.addConstraint(now <= growth * standing[z] + float(entry[z]))
                m.addConstraint(now >= kept * standing[z])
            else:
                before = lpSum(jobs[z, s, t - 1] for s in here[z, t - 1])
                m.addConstraint(now - growth * before <= float(entry[z]))
                m.addConstraint(now - kept * before >= 0)
    baseline = c.jobs["baseline_jobs"].to_dict()
    for z, s, t in jobs:
        if t == c.years[0]:
            m.addConstraint(added[z, s, t] - jobs[z, s, t] >= -baseline[z, s, t])
        elif (z, s, t - 1) in jobs:
            m.addConstraint(added[z, s, t] - jobs[z, s, t] + jobs[z, s, t - 1] >= 0)
        else:
            m.addConstraint(added[z, s, t] - jobs[z, s, t] >= 0)


def _people(m: Any, c: Country, jobs: Any, added: Any, build: Any, staff: Any, trained: Any) -> None:
    into, out_of = defaultdict(list), defaultdict(list)
    for i, z in zip(c.arcs["origin"], c.arcs["zone"], strict=True):
        into[z].append(i)
        out_of[i].append(z)
    needed = defaultdict(list)
    for z, s, t in jobs:
        needed[z, t].append(s)
    mix, entrants, places = c.mix.to_dict(), c.entrants.to_dict(), c.places.to_dict()
    for z in dict.fromkeys(key[0] for key in jobs):
        for q in c.skills:
            for t in c.years:
                working = lpSum(staff[i, z, q, t] for i in into[z])
                m.addConstraint(working - lpSum(mix[s, q] * jobs[z, s, t] for s in needed[z, t]) == 0)
    for i, zones in out_of.items():
        for t in c.years:
            m.addConstraint(lpSum(trained[i, q, t] for q in c.skills) <= places[i, t])
            for q in c.skills:
                leaving = lpSum(staff[i, z, q, t] for z in zones)
                grown = lpSum(trained[i, q, y] for y in c.years if y <= t)
                m.addConstraint(leaving - grown <= entrants[i, q, t])


def _country(m: Any, c: Country, jobs: Any, added: Any, build: Any, staff: Any, trained: Any) -> None:
    exports, pace = c.by_segment["export_per_job"].to_dict(), c.scalars["national_pace"]
    low, high = c.by_segment["share_min"].to_dict(), c.by_segment["share_max"].to_dict()
    of = defaultdict(list)
    for z, s, t in jobs:
        of[s, t].append(z)
    for t, goal in c.goal("jobs_goal").items():
        m.addConstraint(lpSum(jobs[z, s, t] for s in c.segments for z in of[s, t]) >= goal)
    for t, goal in c.goal("export_goal").items():
        m.addConstraint(lpSum(exports[s, t] * jobs[z, s, t] for s in c.segments for z in of[s, t]) >= goal)
    for t in c.years:
        if pace is not None:
            m.addConstraint(lpSum(added[z, s, t] for s in c.segments for z in of[s, t]) <= pace)
        every = lpSum(jobs[z, s, t] for s in c.segments for z in of[s, t])
        for s in c.segments:
            here = lpSum(jobs[z, s, t] for z in of[s, t])
            m.addConstraint(here - low[s, t] * every >= 0)
            m.addConstraint(here - high[s, t] * every <= 0)
