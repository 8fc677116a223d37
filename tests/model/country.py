"""Small made-up countries for tests of the mathematics."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from siting.model.inputs import TABLES, Inputs, Objective, Scalars, Stage

STAGES = (
    Stage(objective="cost", tolerance=0.001),
    Stage(objective="least_served"),
    Stage(objective="suitability"),
    Stage(objective="cost"),
)


def scalars(**changes: Any) -> Scalars:
    """Scalars of a two-year plan that a test may change."""
    values: dict[str, Any] = {
        "base_year": 2024,
        "years": (2025, 2026),
        "jobs_goal": {2026: 1300.0},
        "export_goal": {},
        "recruit_rate": {"secondary": 0.05, "higher": 0.05},
        "growth_limit": 0.2,
        "shrink_limit": 0.0,
        "national_pace": None,
        "discount_rate": 0.06,
        "training_grant": 0.03,
        "employment_premium": 0.17,
        "training_premium": 0.035,
        "training_premium_years": 5,
        "commuting_cost": 0.0001,
        "objective": Objective(stages=STAGES),
    }
    return Scalars(**(values | changes))


def country(seed: int = 0, zones: int = 6, regions: int = 3, **changes: Any) -> Inputs:
    """A random country that can meet a modest goal: zones on a line, neighbours within reach."""
    rng = np.random.default_rng(seed)
    numbers = scalars(**changes)
    years = list(numbers.years)
    ids = [f"Z{number:02d}" for number in range(zones)]
    segments, skills = ["CRM", "ITO"], ["secondary", "higher"]
    baseline = rng.integers(0, 300, (zones, 2)).astype(float)
    baseline *= 1000.0 / max(1.0, baseline.sum())
    mix = np.array([[0.7, 0.3], [0.1, 0.9]])
    seats = baseline.sum(axis=1) * 1.05 + 20
    conn = rng.random(zones)
    tables: dict[str, pd.DataFrame] = {
        "zones": pd.DataFrame(
            {
                "zone": ids,
                "region": [f"R{number % regions}" for number in range(zones)],
                "seats_start": seats,
                "max_new_seats": rng.uniform(150, 600, zones),
                "capex_per_seat": rng.uniform(0.06, 0.09, zones),
                "opening_cost": np.where(seats > 150, 0.0, 5.0),
                "territorial_premium": rng.choice([0.0, 0.1, 0.15], zones),
                "entry_limit": 100.0,
                "active": rng.uniform(5e3, 5e4, zones),
            }
        ),
        "zone_segment": _grid({"zone": ids, "segment": segments}, baseline_jobs=baseline),
        "zone_segment_year": _grid(
            {"zone": ids, "segment": segments, "year": years},
            eligible=np.repeat(np.stack([conn > 0.05, conn > 0.3], axis=1)[:, :, None], len(years), axis=2),
            operating_difference=rng.uniform(-0.01, 0.02, (zones, 2, len(years))),
            suitability=np.broadcast_to(conn[:, None, None], (zones, 2, len(years))),
        ),
        "zone_year": _grid(
            {"zone": ids, "year": years},
            seats_committed=np.zeros((zones, len(years))),
            training_places=np.full((zones, len(years)), 30.0),
        ),
        "pool": _grid(
            {"zone": ids, "skill": skills, "year": years},
            eligible_pool=rng.uniform(500, 3000, (zones, 2, len(years))),
        ),
        "staff_start": _grid({"zone": ids, "skill": skills}, baseline_staff=baseline @ mix),
        "segments": _grid(
            {"segment": segments, "year": years},
            export_per_job=np.repeat([[0.12], [0.32]], len(years), axis=1),
            wage=np.repeat([[0.072], [0.18]], len(years), axis=1),
            seats_per_job=np.repeat([[0.8], [0.95]], len(years), axis=1),
            share_min=np.full((2, len(years)), 0.2),
            share_max=np.full((2, len(years)), 0.8),
        ),
        "skill_mix": _grid({"segment": segments, "skill": skills}, share=mix),
    }
    pairs = [(a, b) for a in range(zones) for b in range(zones) if abs(a - b) <= 1]
    tables["arcs"] = pd.DataFrame(
        {
            "origin": [ids[a] for a, _ in pairs],
            "zone": [ids[b] for _, b in pairs],
            "minutes": [5.0 if a == b else 35.0 for a, b in pairs],
        }
    )
    return Inputs(level="province", scalars=numbers, **canonical(tables))


def _grid(ids: dict[str, list[Any]], **columns: np.ndarray) -> pd.DataFrame:
    frame = pd.MultiIndex.from_product(list(ids.values()), names=list(ids)).to_frame(index=False)
    return frame.assign(**{name: np.asarray(values).ravel() for name, values in columns.items()})


def canonical(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Columns in the order of the contract, rows sorted by ids."""
    made = {}
    for name, columns in TABLES.items():
        frame = tables[name][list(columns)]
        keys = [c for c in columns if c in ("zone", "origin", "segment", "skill", "year")]
        if name == "zones":
            keys = ["zone"]
        made[name] = frame.sort_values(keys).reset_index(drop=True)
    return made
