"""A country small enough to check by hand: inputs for tests, with every number in sight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from siting.model.inputs import TABLES, Inputs, Scalars

SEGMENTS = ("CRM", "ITO")
SKILLS = ("secondary", "higher")
YEARS = (2025, 2026)

RULES: dict[str, Any] = {
    "base_year": 2024,
    "years": YEARS,
    "jobs_goal": {2025: 1300.0, 2026: 1600.0},
    "export_goal": {2026: 500.0},
    "recruit_rate": {"secondary": 0.02, "higher": 0.02},
    "growth_limit": 0.3,
    "shrink_limit": 0.0,
    "national_pace": 400.0,
    "discount_rate": 0.06,
    "training_grant": 0.03,
    "employment_premium": 0.17,
    "training_premium": 0.035,
    "training_premium_years": 5,
    "commuting_cost": 0.0002,
    "objective": {
        "stages": [
            {"objective": "cost", "tolerance": 0.01},
            {"objective": "least_served"},
            {"objective": "suitability"},
        ]
    },
}


def tiny_inputs(
    zones: int = 2, segments: int = 2, seed: int | None = None, rules: Mapping[str, Any] | None = None, **cells: Any
) -> Inputs:
    """A feasible country of ``zones`` zones in two regions (``01``, ``02``), two skills and two years.

    Zone ``01.001`` has most of the jobs and dear land, the others have people and cheap land; everybody can commute
    within a region. ``seed`` shakes every number a little, feasibility kept. ``rules`` replaces entries of
    `RULES`; ``cells`` replaces whole columns: ``zones__entry_limit=[...]``.
    """
    rng = np.random.default_rng(seed)

    def shaken(values: Any) -> np.ndarray:
        figures = np.asarray(values, dtype=float)
        return figures if seed is None else figures * rng.uniform(0.95, 1.05, figures.shape)

    ids = [f"{1 + at % 2:02d}.{1 + at // 2:03d}" for at in range(zones)]
    ids = sorted(ids)
    first = np.array([zone == "01.001" for zone in ids])
    names = SEGMENTS[:segments]
    tables = {
        **_places(ids, first, names, shaken),
        **_yearly(ids, first, names, shaken),
        "arcs": pd.DataFrame(
            [(a, b, 10.0 if a == b else 40.0) for a in ids for b in ids if a[:2] == b[:2]],
            columns=["origin", "zone", "minutes"],
        ),
    }
    for name, column in tables.items():
        tables[name] = column[list(TABLES[name])].reset_index(drop=True)
    for cell, values in cells.items():
        table, column = cell.split("__")
        tables[table] = tables[table].assign(**{column: values})
    labels = pd.DataFrame({"region": ["01", "02"], "name_fr": ["Une", "Deux"], "name_ar": ["واحدة", "اثنتان"]})
    return Inputs(
        level="province",
        scalars=Scalars.model_validate({**RULES, **(rules or {})}),
        region_labels=labels.assign(name_en=["One", "Two"]),
        **tables,
    )


def _places(ids: list[str], first: np.ndarray, names: tuple[str, ...], shaken: Any) -> dict[str, pd.DataFrame]:
    baseline = pd.DataFrame(
        [
            (zone, name, (500.0 if big else 60.0) * (2.0 if len(names) == 1 else 1.0))
            for zone, big in zip(ids, first, strict=True)
            for name in names
        ],
        columns=["zone", "segment", "baseline_jobs"],
    )
    staff = baseline.merge(_mix(names), on="segment")
    staff["baseline_staff"] = staff["baseline_jobs"] * staff["share"]
    staff = staff.groupby(["zone", "skill"], as_index=False)["baseline_staff"].sum()
    return {
        "zones": pd.DataFrame(
            {
                "zone": ids,
                "region": [zone[:2] for zone in ids],
                "seats_start": np.where(first, 720.0, 90.0),
                "max_new_seats": shaken(np.full(len(ids), 2000.0)),
                "capex_per_seat": shaken(np.where(first, 0.12, 0.09)),
                "opening_cost": np.where(first, 0.0, 5.0),
                "territorial_premium": np.where(first, 0.0, 0.1),
                "entry_limit": shaken(np.full(len(ids), 250.0)),
                "active": shaken(np.where(first, 50_000.0, 30_000.0)),
            }
        ),
        "zone_segment": baseline,
        "staff_start": staff,
        "skill_mix": _mix(names),
    }


def _mix(names: tuple[str, ...]) -> pd.DataFrame:
    share = {"CRM": (0.7, 0.3), "ITO": (0.1, 0.9)}
    rows = [(name, skill, share[name][at]) for name in names for at, skill in enumerate(SKILLS)]
    return pd.DataFrame(rows, columns=["segment", "skill", "share"])


def _yearly(ids: list[str], first: np.ndarray, names: tuple[str, ...], shaken: Any) -> dict[str, pd.DataFrame]:
    big = dict(zip(ids, first, strict=True))
    cells = pd.MultiIndex.from_product([ids, names, YEARS], names=["zone", "segment", "year"]).to_frame(index=False)
    dear = cells["zone"].map(big).to_numpy(dtype=bool)
    cells["eligible"] = True
    cells["operating_difference"] = shaken(np.where(dear, 0.0, 0.004))
    cells["suitability"] = shaken(np.where(dear, 0.9, 0.4))
    places = pd.MultiIndex.from_product([ids, YEARS], names=["zone", "year"]).to_frame(index=False)
    places["seats_committed"] = np.where(places["zone"].map(big) & (places["year"] == YEARS[1]), 50.0, 0.0)
    places["training_places"] = shaken(np.full(len(places), 80.0))
    pool = pd.MultiIndex.from_product([ids, SKILLS, YEARS], names=["zone", "skill", "year"]).to_frame(index=False)
    pool["eligible_pool"] = shaken(np.where(pool["zone"].map(big), 3000.0, 2500.0))
    kinds = pd.MultiIndex.from_product([names, YEARS], names=["segment", "year"]).to_frame(index=False)
    crm = (kinds["segment"] == "CRM").to_numpy()
    kinds["export_per_job"] = np.where(crm, 0.3, 0.5)
    kinds["wage"] = shaken(np.where(crm, 0.08, 0.16))
    kinds["seats_per_job"] = np.where(crm, 0.6, 0.8)
    kinds["share_min"] = 0.2
    kinds["share_max"] = 1.0 if len(names) == 1 else 0.8
    return {
        "zone_segment_year": cells,
        "zone_year": places,
        "pool": pool.sort_values(["zone", "skill", "year"], key=None),
        "segments": kinds,
    }


def with_rules(inputs: Inputs, **changes: Any) -> Inputs:
    """The same country under other rules."""
    told = inputs.scalars.model_dump()
    return replace(inputs, scalars=Scalars.model_validate({**told, **changes}))
