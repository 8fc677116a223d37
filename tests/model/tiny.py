"""Instances small enough to be worked out on paper.

`plain` makes a country in which every rule is slack until a test tightens it, so that a test states only the numbers
that its arithmetic needs. `two_zones` is the fixed country of the golden files: two zones, two segments, two years,
every block switched on, every number different so that it is recognised in a row.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

import pandas as pd

from siting.model.inputs import (
    Balance,
    Group,
    Inputs,
    KolmPollak,
    Limits,
    Locks,
    Objective,
    OrderedMedian,
    ParkCount,
    Scalars,
    Stage,
)
from tests.model.country import canonical, scalars

COST_ONLY = Objective(stages=(Stage(objective="cost"),), region_ranges=False)

#: column -> value where a test says nothing.
DEFAULTS: Mapping[str, Any] = {
    "seats_start": 0.0,
    "max_new_seats": 1e4,
    "capex_per_seat": 1.0,
    "opening_cost": 0.0,
    "territorial_premium": 0.0,
    "entry_limit": 1e4,
    "active": 1000.0,
    "baseline_jobs": 0.0,
    "eligible": True,
    "operating_difference": 0.0,
    "suitability": 0.0,
    "seats_committed": 0.0,
    "training_places": 0.0,
    "eligible_pool": 1e4,
    "export_per_job": 0.0,
    "wage": 0.0,
    "seats_per_job": 1.0,
    "share_min": 0.0,
    "share_max": 1.0,
}
#: table -> its ids; the tables of two columns of values take them from `DEFAULTS`.
KEYED: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "zone_segment": (("zone", "segment"), ("baseline_jobs",)),
    "zone_segment_year": (("zone", "segment", "year"), ("eligible", "operating_difference", "suitability")),
    "zone_year": (("zone", "year"), ("seats_committed", "training_places")),
    "pool": (("zone", "skill", "year"), ("eligible_pool",)),
    "segments": (
        ("segment", "year"),
        ("export_per_job", "wage", "seats_per_job", "share_min", "share_max"),
    ),
}


def plain(
    zones: Mapping[str, str],
    *,
    years: tuple[int, ...] = (2025,),
    segments: tuple[str, ...] = ("CRM",),
    mix: Mapping[str, Mapping[str, float]] | None = None,
    arcs: Mapping[tuple[str, str], float] | None = None,
    given: Mapping[str, Any] | None = None,
    **changes: Any,
) -> Inputs:
    """A country of ``zones`` (zone -> region). ``given`` maps a column to one number or to {ids: number}.

    Keys of ``given``'s dictionaries are ids or tuples of ids, as short as they are unique: ``{"A": 3}`` for a zone
    whatever the year, ``{("A", 2026): 3}`` for one year. Everybody may recruit the whole pool, nothing is discounted,
    no premium is paid and nothing is free to shrink unless ``changes`` (scalars) say so.
    """
    mix = mix or {segment: {"higher": 1.0} for segment in segments}
    skills = tuple(dict.fromkeys(skill for shares in mix.values() for skill in shares))
    sets: dict[str, tuple[Any, ...]] = {
        "zone": tuple(zones),
        "segment": segments,
        "skill": skills,
        "year": years,
    }
    given = dict(given or {})
    tables = {
        name: pd.DataFrame(
            [
                (*key, *(_pick(given, column, key) for column in columns))
                for key in itertools.product(*(sets[dim] for dim in dims))
            ],
            columns=[*dims, *columns],
        )
        for name, (dims, columns) in KEYED.items()
    }
    values = ("seats_start", "max_new_seats", "capex_per_seat", "opening_cost")
    more = ("territorial_premium", "entry_limit", "active")
    tables["zones"] = pd.DataFrame(
        [
            (zone, region, *(_pick(given, column, (zone,)) for column in (*values, *more)))
            for zone, region in zones.items()
        ],
        columns=["zone", "region", *values, *more],
    )
    jobs = tables["zone_segment"].set_index(["zone", "segment"])["baseline_jobs"]
    tables["staff_start"] = pd.DataFrame(
        [
            (zone, skill, sum(jobs[zone, segment] * mix[segment].get(skill, 0.0) for segment in segments))
            for zone in zones
            for skill in skills
        ],
        columns=["zone", "skill", "baseline_staff"],
    )
    tables["skill_mix"] = pd.DataFrame(
        [(segment, skill, mix[segment].get(skill, 0.0)) for segment in segments for skill in skills],
        columns=["segment", "skill", "share"],
    )
    reach = {(zone, zone): 0.0 for zone in zones} | dict(arcs or {})
    tables["arcs"] = pd.DataFrame(
        [(*pair, minutes) for pair, minutes in reach.items()], columns=["origin", "zone", "minutes"]
    )
    return Inputs(level="province", scalars=_scalars(skills, years, changes), **canonical(tables))


def _scalars(skills: tuple[str, ...], years: tuple[int, ...], changes: Mapping[str, Any]) -> Scalars:
    quiet: dict[str, Any] = {
        "base_year": years[0] - 1,
        "years": years,
        "jobs_goal": {},
        "recruit_rate": dict.fromkeys(skills, 1.0),
        "growth_limit": 0.0,
        "discount_rate": 0.0,
        "training_grant": 0.0,
        "employment_premium": 0.0,
        "training_premium": 0.0,
        "training_premium_years": 1,
        "commuting_cost": 0.0,
        "objective": COST_ONLY,
    }
    return scalars(**(quiet | dict(changes)))


def _pick(given: Mapping[str, Any], column: str, key: tuple[Any, ...]) -> Any:
    wanted = given.get(column, DEFAULTS[column])
    if not isinstance(wanted, Mapping):
        return wanted
    for ids, value in wanted.items():
        if set(ids if isinstance(ids, tuple) else (ids,)) <= set(key):
            return value
    return DEFAULTS[column]


def two_zones() -> Inputs:
    """The country of the golden files: A in region N, B in region S; people of A can also work in B."""
    given: dict[str, Any] = {
        "seats_start": {"A": 130.0, "B": 25.0},
        "max_new_seats": {"A": 300.0, "B": 120.0},
        "capex_per_seat": {"A": 0.08, "B": 0.06},
        "opening_cost": {"A": 0.0, "B": 5.0},
        "territorial_premium": {"A": 0.0, "B": 0.15},
        "entry_limit": {"A": 11.0, "B": 13.0},
        "active": {"A": 4000.0, "B": 1000.0},
        "baseline_jobs": {("A", "CRM"): 100.0, ("A", "ITO"): 50.0, ("B", "ITO"): 20.0},
        # B: CRM from 2026 on only, ITO never: its 20 jobs may stay but not grow.
        "eligible": {("B", "CRM", 2025): False, ("B", "ITO"): False},
        "operating_difference": {("A", "CRM"): -0.003, ("A", "ITO"): -0.004, ("B", "CRM"): 0.006, ("B", "ITO"): 0.007},
        "suitability": {("A", "CRM"): 0.9, ("A", "ITO"): 0.8, ("B", "CRM"): 0.3, ("B", "ITO"): 0.2},
        "seats_committed": {("A", 2026): 40.0, ("B", 2025): 10.0},
        "training_places": {("A", 2025): 7.0, ("A", 2026): 8.0, ("B", 2025): 3.0, ("B", 2026): 4.0},
        "eligible_pool": {
            ("A", "secondary", 2025): 1000.0,
            ("A", "secondary", 2026): 1100.0,
            ("A", "higher", 2025): 400.0,
            ("A", "higher", 2026): 500.0,
            ("B", "secondary"): 300.0,
            ("B", "higher"): 200.0,
        },
        "export_per_job": {
            ("CRM", 2025): 0.12,
            ("CRM", 2026): 0.13,
            ("ITO", 2025): 0.30,
            ("ITO", 2026): 0.32,
        },
        "wage": {"CRM": 0.07, "ITO": 0.2},
        "seats_per_job": {"CRM": 0.5, ("ITO", 2025): 0.8, ("ITO", 2026): 0.75},
        "share_min": {"CRM": 0.35, "ITO": 0.15},
        "share_max": {"CRM": 0.85, "ITO": 0.65},
    }
    stages = tuple(Stage(objective=name) for name in ("cost", "least_served", "suitability", "inequality"))
    return plain(
        {"A": "N", "B": "S"},
        years=(2025, 2026),
        segments=("CRM", "ITO"),
        mix={"CRM": {"secondary": 0.7, "higher": 0.3}, "ITO": {"secondary": 0.2, "higher": 0.8}},
        arcs={("A", "A"): 10.0, ("B", "B"): 6.0, ("A", "B"): 30.0},
        given=given,
        jobs_goal={2025: 180.0, 2026: 220.0},
        export_goal={2026: 25.0},
        soft_goals=("jobs", "exports"),
        shortfall_penalty={"jobs": 0.9, "exports": 1.7},
        recruit_rate={"secondary": 0.02, "higher": 0.03},
        growth_limit=0.5,
        shrink_limit=0.1,
        national_pace=44.0,
        discount_rate=0.25,  # present value 0.8 and 0.64
        training_grant=0.05,
        employment_premium=0.1,
        training_premium=0.01,
        training_premium_years=5,
        commuting_cost=0.001,
        budgets={"state": {2025: 3.3, 2026: 4.4}, "developer": {2025: 9.9}, "worker": {2026: 2.2}},
        balance=Balance(
            floor=0.5,
            cap=1.5,
            on="added",
            gini_max=0.25,
            least_served_min=12.0,
            ordered_median=OrderedMedian(weights=(3.0, 1.0), min=17.0),
            kolm_pollak=KolmPollak(aversion=2.0, min=19.0),
            groups={
                "south-1": Group(zones=("B",), min=0.25, max=0.7),
                "north": Group(zones=("A",), on="stock", max=0.8),
            },
        ),
        limits=Limits(cost_max=777.0, commuting_max=55.0, suitability_min=3.5, gaps_max=66.0),
        indivisible=True,
        phase_seats=20.0,
        min_park_seats=60.0,
        park_count=ParkCount(min=1, max=2, one_per_region=True),
        locks=Locks(zones_in=("A",), seats={"B": {2025: 40.0}}),
        objective=Objective(stages=stages),
    )
