"""Cheap proofs that no plan can exist, with numbers and a remedy, before any solver runs.

Each proof is a bound that every plan obeys: if a goal lies above it, the goal cannot be met. That none applies does
not mean that a plan exists.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from siting.model.arrays import FloatArray
from siting.model.data import ModelData
from siting.model.inputs import Inputs
from siting.model.presolve_groups import group_proofs

__all__ = ["largest_jobs", "presolve_check"]

#: Figures that miss a bound by less than this are rounding (jobs, seats, people).
TOLERANCE = 1e-6


def presolve_check(inputs: Inputs) -> tuple[str, ...]:
    """Sentences that prove the instance infeasible; empty if no cheap proof applies."""
    d = ModelData.of(inputs)
    of_rules = [sentence for proof in (_shares, _floors, _groups, _locks) for sentence in proof(d)]
    by_year = [list(proof(d)) for proof in (_pace, _growth, _seats, _talent, _exports)]
    return (*of_rules, *(max(found, key=lambda miss: miss.ratio).sentence for found in by_year if found))


class _Miss(NamedTuple):
    """A goal of one year out of reach. Only the worst year of a rule is told: its remedy serves the others too."""

    ratio: float  #: what is asked for over what can be had
    sentence: str


def _hard_goals(d: ModelData) -> list[tuple[int, int, float]]:
    """Code, year and jobs of every hard jobs goal."""
    if "jobs" in d.scalars.soft_goals:
        return []
    goals = d.jobs_goal.values
    return [(code, d.scalars.years[code], float(goals[code])) for code in d.goal_years("jobs")]


def _some_jobs(d: ModelData, code: int) -> bool:
    """Whether every plan has jobs in a year: jobs stand that must stay, or a hard goal asks for some."""
    standing = float(d.baseline_jobs.values.sum()) > 0 and d.scalars.shrink_limit < 1
    return standing or any(year_code == code for year_code, _, _ in _hard_goals(d))


def _shares(d: ModelData) -> Iterator[str]:
    """Segment shares that cannot add up to one."""
    lowest, highest = d.share_min.values.sum(axis=0), d.share_max.values.sum(axis=0)
    for code, year in enumerate(d.scalars.years):
        if not _some_jobs(d, code):
            continue
        if lowest[code] > 1 + TOLERANCE:
            yield (
                f"the lowest shares of the segments add up to {lowest[code]:.3f} in {year}, more than the whole: "
                "lower a segment's share_min"
            )
        if highest[code] < 1 - TOLERANCE:
            yield (
                f"the highest shares of the segments add up to {highest[code]:.3f} in {year}, less than the whole: "
                "raise a segment's share_max"
            )


def _floors(d: ModelData) -> Iterator[str]:
    """Territorial rules that contradict one another as soon as there are jobs to share."""
    balance = d.scalars.balance
    if balance.on == "added":
        start = float(d.baseline_jobs.values.sum())
        shared = any(code == d.last and goal > start + TOLERANCE for code, _, goal in _hard_goals(d))
    else:
        shared = _some_jobs(d, d.last)
    if not shared:
        return
    if balance.floor is not None and balance.floor > 1:
        yield f"a territorial floor of {balance.floor:g} asks every region for more than its share: at most 1"
    if balance.cap is not None and balance.cap < 1:
        yield f"a territorial cap of {balance.cap:g} allows every region less than its share: at least 1"


def _groups(d: ModelData) -> Iterator[str]:
    """Shares of groups of zones against one another and against what zones can hold."""
    if not d.sets["group"]:
        return
    goal = max((goal for code, _, goal in _hard_goals(d) if code == d.last), default=0.0)
    stays = float(d.baseline_jobs.values.sum()) * (1 - d.scalars.shrink_limit) ** d.sizes["year"]
    seats, per_job = _room(d, d.last)
    fit = np.divide(seats, per_job, out=np.full_like(seats, np.inf), where=per_job > 0)
    yield from group_proofs(d, np.minimum(fit, largest_jobs(d)[:, d.last]), max(goal, stays))


def _locks(d: ModelData) -> Iterator[str]:
    """Decided seats and locked zones against the room there is."""
    scalars, zones = d.scalars, d.sets["zone"]
    room = dict(zip(zones, d.max_new_seats.values, strict=True))
    both = sorted(set(scalars.locks.zones_in) & set(scalars.locks.zones_out))
    for zone in both if scalars.min_park_seats > TOLERANCE else ():
        yield f"zone {zone} is locked in and locked out: take it off one of the lists"
    for zone in scalars.locks.zones_in:
        if scalars.min_park_seats > room[zone] + TOLERANCE:
            yield (
                f"zone {zone} is locked in for a park of {scalars.min_park_seats:,.0f} seats but has room for "
                f"{room[zone]:,.0f}: take it off parks.locks.zones_in, or lower parks.min_park_seats to at most "
                f"{room[zone]:,.0f}"
            )
    for zone, plan in scalars.locks.seats.items():
        total = sum(plan.values())
        if total > room[zone] + TOLERANCE:
            yield (
                f"the decided plan of zone {zone} has {total:,.0f} seats but there is room for {room[zone]:,.0f}: "
                "shorten the plan, or raise parks.market_seats_per_1000_active"
            )


def _pace(d: ModelData) -> Iterator[_Miss]:
    """The goal against the number of jobs that the country may add a year."""
    pace = d.scalars.national_pace
    if pace is None:
        return
    start = float(d.baseline_jobs.values.sum())
    for code, year, goal in _hard_goals(d):
        reach = start + pace * (code + 1)
        if goal > reach + TOLERANCE:
            needed = (goal - start) / (code + 1)
            yield _Miss(
                needed,
                f"the {year} goal of {goal:,.0f} jobs needs {needed:,.0f} new jobs a year from {start:,.0f}; "
                f"national_pace allows {pace:,.0f}, so {reach:,.0f} at most: raise national_pace to at least "
                f"{np.ceil(needed):,.0f} "
                "or lower the goal",
            )


def largest_jobs(d: ModelData) -> FloatArray:
    """Most jobs of each zone and year by growth alone; a zone that is not eligible keeps what it has."""
    growth, entry = 1 + d.scalars.growth_limit, d.entry_limit.values
    base = d.baseline_jobs.values
    stock, largest = base.sum(axis=1), []
    for code in range(d.sizes["year"]):
        open_to_all = d.eligible.values[:, :, code] > 0
        ceiling = np.where(open_to_all.any(axis=1), np.inf, base.sum(axis=1))
        stock = np.minimum(stock * growth + entry, ceiling)
        largest.append(stock)
    return np.stack(largest, axis=1)


def _growth(d: ModelData) -> Iterator[_Miss]:
    """The goal against how fast places can fill."""
    reach = largest_jobs(d).sum(axis=0)
    for code, year, goal in _hard_goals(d):
        if goal > reach[code] + TOLERANCE:
            yield _Miss(
                goal / max(reach[code], 1.0),
                f"the {year} goal of {goal:,.0f} jobs is above the {reach[code]:,.0f} that places can fill by then "
                f"at {d.scalars.growth_limit:.0%} a year and their entry limits: raise parks.growth_limit or "
                "parks.entry_limit_jobs, or lower the segments' connectivity_min and infrastructure_min",
            )


def _room(d: ModelData, code: int) -> tuple[FloatArray, FloatArray]:
    """Seats that can stand in each zone by a year, and the fewest that a job there needs (infinite: none may be)."""
    locked_out = np.array([zone in d.scalars.locks.zones_out for zone in d.sets["zone"]])
    seats = d.seats_available.values[:, code] + np.where(locked_out, 0.0, d.max_new_seats.values)
    per_job = np.where(d.has_jobs[:, :, code], d.seats_per_job.values[None, :, code], np.inf).min(axis=1)
    return seats, per_job


def _seats(d: ModelData) -> Iterator[_Miss]:
    """The goal against the seats that can stand."""
    for code, year, goal in _hard_goals(d):
        seats, per_job = _room(d, code)
        here = np.isfinite(per_job)
        if (per_job[here] <= 0).any():
            continue  # some jobs need no seat at all
        reach = float((seats[here] / per_job[here]).sum())
        if goal > reach + TOLERANCE:
            yield _Miss(
                goal / max(reach, 1.0),
                f"the {year} goal of {goal:,.0f} jobs needs more seats than can stand: usable zones have "
                f"{seats[here].sum():,.0f} with everything built, enough for {reach:,.0f} jobs at most: "
                "raise parks.market_seats_per_1000_active, lower the segments' connectivity_min and infrastructure_min"
                ", or allow more shifts or a higher remote_share",
            )


def _talent(d: ModelData) -> Iterator[_Miss]:
    """The goal against the people who can reach a usable zone."""
    origin, zone, _ = d.arcs
    goals = _hard_goals(d)
    rates = d.scalars.recruit_rate
    skills = d.sets["skill"]
    for code, year, goal in goals:
        usable = np.flatnonzero(d.has_jobs[:, :, code].any(axis=1))
        near = np.unique(origin[np.isin(zone, usable)])
        staff = float(d.baseline_staff.values[near].sum())
        entrants = float(d.entrants.values[near][:, :, code].sum())
        places = float(d.training_places.values[near, : code + 1].sum())
        missing = goal - staff - entrants - places
        if missing > TOLERANCE and entrants > 0:
            factor = (goal - staff - places) / entrants
            raised = ", ".join(f"{skill} to at least {_up(rates[skill] * factor)}" for skill in skills)
            yield _Miss(
                factor,
                f"the {year} goal needs {goal - staff:,.0f} more people; the pool within reach of eligible zones gives "
                f"{entrants:,.0f} and training {places:,.0f}: raise talent.recruit_rate ({raised}), allow longer "
                f"commutes (travel.max_commute_minutes), or fund at least {missing:,.0f} more training places",
            )
        elif missing > TOLERANCE:
            told = (
                f"the {year} goal needs {goal - staff:,.0f} more people and no pool is within reach of eligible zones: "
                "allow longer commutes (travel.max_commute_minutes)"
            )
            yield _Miss(np.inf, told)


def _exports(d: ModelData) -> Iterator[_Miss]:
    """The export goal against the richest mix of the largest number of jobs."""
    if "exports" in d.scalars.soft_goals:
        return
    jobs = largest_jobs(d).sum(axis=0)
    pace = d.scalars.national_pace
    start = float(d.baseline_jobs.values.sum())
    for code in d.goal_years("exports"):
        year, goal = d.scalars.years[code], float(d.export_goal.values[code])
        most = min(jobs[code], np.inf if pace is None else start + pace * (code + 1))
        per_job = _richest_mix(d, int(code))
        if goal > most * per_job * (1 + 1e-9):
            yield _Miss(
                goal / max(most * per_job, 1e-9),
                f"the {year} export goal of {goal:,.0f} million MAD is above the {most * per_job:,.0f} that "
                f"{most:,.0f} jobs can earn at the richest mix allowed ({per_job * 1e6:,.0f} MAD a job): lower the "
                "goal, raise the share_max of a high-value segment, or let more jobs be added",
            )


def _richest_mix(d: ModelData, code: int) -> float:
    """Highest exports per job that the segment shares allow: fill from the best segment down."""
    low, high = d.share_min.values[:, code], d.share_max.values[:, code]
    value = d.export_per_job.values[:, code]
    share, left = low.copy(), 1.0 - float(low.sum())
    for segment in np.argsort(-value):
        more = min(left, float(high[segment] - low[segment]))
        share[segment] += more
        left -= more
    return float(share @ value)


def _up(rate: float) -> str:
    """A rate with four digits that is not less than it is: a remedy rounded down would not help."""
    return f"{np.ceil(rate * 1e4 - 1e-6) / 1e4:.4f}"
