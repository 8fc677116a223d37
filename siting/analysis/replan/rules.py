"""Goals, budgets, decisions and balance of the years that are left, from those of the earlier plan."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from siting.analysis.replan.cost import restated
from siting.analysis.replan.notes import Note
from siting.errors import Infeasible

if TYPE_CHECKING:
    from siting.model.inputs import Balance, Inputs, Locks, Objective, ParkCount, Scalars

__all__ = ["Past", "later_rules"]

#: Seats and jobs below this are none.
_NONE = 0.5
#: A budget missed by less (million MAD) is the solver's last digits.
_CENT = 1e-6
#: Terms of a weighted objective that are no money: they are not restated with it.
_NO_MONEY = ("suitability", "inequality", "least_served", "ordered_median", "kolm_pollak")


@dataclass(frozen=True)
class Past:
    """The observed years in the figures that rules need."""

    last: int  #: last observed year, the new base year
    jobs: pd.Series  #: zone: jobs at its end
    built: pd.Series  #: zone: seats delivered beyond what was committed, all observed years
    delivered: pd.Series  #: zone: seats delivered, all observed years
    owed: pd.Series  #: year: training premiums due for jobs added (MMAD)
    planned: pd.DataFrame  #: the earlier plan's table of seats
    planned_jobs: float  #: the earlier plan's jobs in its last year


def later_rules(inputs: Inputs, past: Past, stated: Collection[int] | None) -> tuple[Scalars, list[Note]]:
    """The scalars of the years after ``past.last``. Raises `Infeasible` when a budget is spent before it begins."""
    from siting.model.inputs import Scalars

    s = inputs.scalars
    notes: list[Note] = []
    goals = _goals(s, past, stated, notes)
    factor = restated(inputs, past.last)
    locks = _locks(inputs, past, notes)
    count, more = _park_count(inputs, past, notes)
    zones_in = tuple(dict.fromkeys([*locks.zones_in, *more]))
    changed: dict[str, Any] = {
        "base_year": past.last,
        "years": tuple(year for year in s.years if year > past.last),
        "jobs_goal": goals,
        "export_goal": {year: goal for year, goal in s.export_goal.items() if year > past.last},
        "shortfall_penalty": {goal: price * factor for goal, price in s.shortfall_penalty.items()},
        "budgets": _budgets(s, past, notes),
        "balance": _balance(inputs, past, goals, notes),
        "park_count": count,
        "locks": locks.model_copy(update={"zones_in": zones_in}),
        "objective": _objective(s, factor),
    }
    told = {name: getattr(s, name) for name in Scalars.model_fields}
    return Scalars.model_validate({**told, **changed}), notes


def _goals(s: Scalars, past: Past, stated: Collection[int] | None, notes: list[Note]) -> dict[int, float]:
    """Stated goals stay. A path to them starts anew where the observed stock is below it; it is never raised.

    A soft path stays: it may be missed, and a plan that was to miss it would else change though it went as planned.
    """
    goals = {year: goal for year, goal in sorted(s.jobs_goal.items()) if year > past.last}
    if stated is None or not goals or "jobs" in s.soft_goals:
        return goals
    corners = [year for year in goals if year in stated]
    if not corners:
        return goals
    total = float(past.jobs.sum())
    line = np.interp(list(goals), [past.last, *corners], [total, *(goals[year] for year in corners)])
    drawn = {
        year: goal if year in stated or year > corners[-1] else min(goal, float(level))
        for (year, goal), level in zip(goals.items(), line, strict=True)
    }
    if any(goals[year] - drawn[year] >= _NONE for year in goals):
        before = float(s.jobs_goal[past.last]) if past.last in s.jobs_goal else total
        notes.append(Note("replan-note-path", {"jobs": total, "goal": before, "year": past.last}))
    return drawn


def _budgets(s: Scalars, past: Past, notes: list[Note]) -> dict[Any, dict[int, float]]:
    """Budgets of the years left, the state's less the premiums that past hires are owed."""
    left: dict[Any, dict[int, float]] = {}
    spent = []
    for payer, by_year in s.budgets.items():
        left[payer] = {year: amount for year, amount in by_year.items() if year > past.last}
    for year, amount in left.get("state", {}).items():
        owed = float(past.owed.get(year, 0.0))
        left["state"][year] = max(0.0, amount - owed)
        if amount - owed < -_CENT:
            spent.append(
                f"the state's budget of {year} is {amount:,.1f} million MAD; training premiums owed for jobs added up "
                f"to {past.last} already come to {owed:,.1f}: raise budgets_mmad.state.{year}"
            )
    if spent:
        raise Infeasible(spent)
    taken = sum(float(past.owed.get(year, 0.0)) for year in left.get("state", {}))
    if taken > 0:
        notes.append(Note("replan-note-budget", {"mmad": taken}))
    return {payer: years for payer, years in left.items() if years}


def _objective(s: Scalars, factor: float) -> Objective:
    """Weights of what is no money grow with the money that they are weighed against."""
    weights = {name: weight * factor if name in _NO_MONEY else weight for name, weight in s.objective.weights.items()}
    return s.objective.model_copy(update={"weights": weights})


def _locks(inputs: Inputs, past: Past, notes: list[Note]) -> Locks:
    """Decided seats of later years; zones locked in that have not got their smallest park."""
    s = inputs.scalars
    seats = {
        zone: kept
        for zone, plan in s.locks.seats.items()
        if (kept := {year: built for year, built in plan.items() if year > past.last})
    }
    undone = {
        zone: short
        for zone, plan in s.locks.seats.items()
        if (short := sum(x for year, x in plan.items() if year <= past.last) - float(past.built[zone])) >= _NONE
    }
    if undone:
        notes.append(Note("replan-note-undone", {"seats": float(sum(undone.values())), "zones": tuple(sorted(undone))}))
    zones_in = []
    for zone in s.locks.zones_in:
        short = s.min_park_seats - float(past.built[zone])
        if short < _NONE:
            continue
        if s.indivisible or float(past.built[zone]) < _NONE or zone in seats:
            zones_in.append(zone)
            continue
        seats[zone] = _completion(past, zone, short)
        notes.append(Note("replan-note-completed", {"zone": zone, "seats": float(sum(seats[zone].values()))}))
    return s.locks.model_copy(update={"zones_in": tuple(zones_in), "seats": seats})


def _completion(past: Past, zone: str, short: float) -> dict[int, float]:
    """A park that was begun is finished as the earlier plan said, with what it still lacks in the last year."""
    own = past.planned[(past.planned["zone"] == zone) & (past.planned["year"] > past.last)]
    plan = {int(year): float(built) for year, built in zip(own["year"], own["built"], strict=True) if built > 1e-9}
    missing = short - sum(plan.values())
    if missing > 0:
        end = int(own["year"].max())
        plan[end] = plan.get(end, 0.0) + missing
    return plan


def _park_count(inputs: Inputs, past: Past, notes: list[Note]) -> tuple[ParkCount, list[str]]:
    """Counts of parks less those opened; with one park a region, the zones locked in where one is still to come."""
    s = inputs.scalars
    count = s.park_count
    if not s.indivisible or (count.min is None and count.max is None and not count.one_per_region):
        return count, []
    opened = set(past.built.index[past.built.to_numpy() >= _NONE])
    if not opened:
        return count, []
    plan = past.planned
    later = plan[plan["year"] > past.last].groupby("zone")["built"].sum()
    idle = sum(float(later.get(zone, 0.0)) < _NONE for zone in opened)
    more: list[str] = []
    if count.one_per_region:
        region = inputs.zones.set_index("zone")["region"]
        size = plan.groupby("zone")["built"].sum()
        for code in sorted(set(region) - {region[zone] for zone in opened}):
            more.append(str(size[region.index[region == code]].idxmax()))
    least = None if count.min is None else max(0, count.min - len(opened))
    most = None if count.max is None else max(0, count.max - idle)
    notes.append(Note("replan-note-parks", {"count": len(opened)}))
    return count.model_copy(update={"min": least, "max": most, "one_per_region": False}), more


def _balance(inputs: Inputs, past: Past, goals: Mapping[int, float], notes: list[Note]) -> Balance:
    """Rules on jobs added go on counting from the earlier base year.

    A share m of what is added from n0 to N is met exactly when the last year's stock is at least n0_b + m (N - n0).
    With N the jobs of the last year's goal that is a share of its stock, which a group on the stock asks for.
    """
    from siting.model.inputs import Group

    s = inputs.scalars
    balance = s.balance
    start = inputs.zone_segment.groupby("zone")["baseline_jobs"].sum()
    before = float(start.sum())
    hard = "jobs" not in s.soft_goals and s.years[-1] in goals
    total = float(goals[s.years[-1]]) if hard else past.planned_jobs
    groups: dict[str, Group] = {}
    changed = False

    def stock(zones: tuple[str, ...], share: float | None) -> float | None:
        if share is None:
            return None
        needed = float(start.reindex(list(zones)).sum()) + share * (total - before)
        return min(1.0, max(0.0, needed / total)) if total > 0 else share

    for name, rule in balance.groups.items():
        groups[name] = rule
        if rule.on == "added":
            changed = True
            groups[name] = Group(
                zones=rule.zones, on="stock", min=stock(rule.zones, rule.min), max=stock(rule.zones, rule.max)
            )
    floor, cap = balance.floor, balance.cap
    if balance.on == "added" and (floor is not None or cap is not None):
        changed = True
        active = inputs.zones.groupby("region")["active"].sum()
        for region, share in (active / active.sum()).items():
            zones = tuple(inputs.zones.loc[inputs.zones["region"] == region, "zone"])
            low = None if floor is None else floor * float(share)
            high = None if cap is None else cap * float(share)
            groups[_free(f"region-{region}".lower(), groups)] = Group(
                zones=zones, on="stock", min=stock(zones, low), max=stock(zones, high)
            )
        floor = cap = None
    if changed:
        notes.append(Note("replan-note-balance", {"from_year": s.base_year, "last_year": s.years[-1], "jobs": total}))
    return balance.model_copy(update={"floor": floor, "cap": cap, "groups": groups})


def _free(name: str, taken: Collection[str]) -> str:
    """A name that no group has."""
    while name in taken:
        name += "-added"
    return name
