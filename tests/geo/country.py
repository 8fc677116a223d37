"""A country small enough to work out by hand: 2 regions, 3 provinces, 4 communes, on the equator."""

from __future__ import annotations

import copy
from typing import Any

import pandas as pd

from siting.config import Model, parse_model
from siting.regions.tables import TABLES

#: Degrees of longitude for 28 km on the equator: 28 x 1.25 / 70 x 60 = 30 minutes.
STEP = 28 / 111.19508

ZONES = [
    # level, code, region, parent, lon, internal_km
    ("region", "R1", "R1", None, 0.0, 10.0),
    ("region", "R2", "R2", None, 5.0, 10.0),
    ("province", "P1", "R1", "R1", 0.0, 4.0),
    ("province", "P2", "R1", "R1", STEP, 100.0),
    ("province", "P3", "R2", "R2", 5.0, 2.0),
    ("commune", "C1", "R1", "P1", 0.0, 1.0),
    ("commune", "C2", "R1", "P1", STEP / 2, 1.0),
    ("commune", "C3", "R1", "P2", STEP, 1.0),
    ("commune", "C4", "R2", "P3", 5.0, 1.0),
]
PEOPLE = {
    # code: population, aged 20-34, french, english, labour force, young secondary, young higher
    "C1": (600, 150, 0.5, 0.2, 240, 60, 30),
    "C2": (200, 50, 0.5, 0.2, 80, 20, 10),
    "C3": (400, 100, 0.4, 0.1, 160, 30, 10),
    "C4": (400, 100, 0.25, 0.1, 160, 20, 10),
}
FIRMS = {"C1": (10, 3), "C2": (5, 1), "C3": (4, 2), "C4": (1, 0)}  # services, 50 and more
PARTS = {"P1": ("C1", "C2"), "P2": ("C3",), "P3": ("C4",), "R1": ("C1", "C2", "C3"), "R2": ("C4",)}

MODEL: dict[str, Any] = {
    "name": "hand",
    "title": {"fr": "Pays d'essai"},
    "level": "province",
    "horizon": {"base_year": 2024, "last_year": 2026},
    "goals": {"jobs": {2026: 60}, "exports_mmad": {2026: 5}},
    "segments": {
        "ITO": {
            "wage_mad_month": 10000,
            "export_mad_per_job": 300000,
            "export_growth": 0.1,
            "remote_share": 0.2,
            "shifts": 1.0,
            "skill_mix": {"secondary": 0.0, "higher": 1.0},
            "language": "english",
            "share_max": {2024: 0.4, 2026: 0.6},
            "isolation_cost": 0.15,
        },
        "CRM": {
            "wage_mad_month": 5000,
            "export_mad_per_job": 100000,
            "remote_share": 0.0,
            "shifts": 1.25,
            "skill_mix": {"secondary": 0.75, "higher": 0.25},
            "language": "french",
            "isolation_cost": 0.05,
        },
    },
    "talent": {
        "pool_growth": {"secondary": 0.0, "higher": 0.1},
        "recruit_rate": {"secondary": 0.02, "higher": 0.03},
        "training_grant_mad": 20000,
        "training_places": {"per_new_entrant": 0.1, "per_young_person": 0.01},
    },
    "parks": {
        "m2_per_seat": 10,
        "build_cost_mad_m2": 8000,
        "land_cost_mad_m2": 500,
        "occupancy": 0.8,
        "growth_limit": 0.2,
        "entry_limit_jobs": 50,
        "market_seats_per_1000_active": 50,
        "opening_cost_mmad": 30,
    },
    "travel": {
        "max_commute_minutes": 60,
        "circuity": 1.25,
        "speed_kmh": {"internal": 30, "short": 70, "long": 80, "motorway": 90, "threshold_km": 150},
        "max_internal_minutes": 45,
        "commuting_cost_mad": 250,
    },
    "costs": {
        "discount_rate": 0.06,
        "wage_difference": {"default": -0.1, "zones": {"P1": 0.0}},
        "rent_mad_m2_month": {"default": 80, "zones": {"R1": 100}},
    },
    "incentives": {
        "employment_premium": 0.17,
        "training_premium": 0.035,
        "training_premium_years": 5,
        "territorial_premium": {"A": 0.10},
    },
    "indices": {
        "connectivity": {"high_speed_minutes": 1.0, "motorway": 1.0},
        "infrastructure": {"establishments_50_plus": 1.0, "water": 3.0},
        "talent": {"pool_in_reach": 1.0},
        "suitability": {"connectivity": 0.5, "infrastructure": 0.3, "talent": 0.2},
        "low_percentile": 0.0,
        "high_percentile": 1.0,
    },
}


def model(**changes: Any) -> Model:
    """The model with top-level keys merged over it: ``model(goals={"jobs": {2026: 80}})``."""
    data = copy.deepcopy(MODEL)
    for key, value in changes.items():
        if isinstance(value, dict) and isinstance(data.get(key), dict):
            data[key].update(value)
        else:
            data[key] = value
    return parse_model(data)


class Country:
    """Tables by name; any that is not given is empty."""

    def __init__(self, **tables: pd.DataFrame) -> None:
        self.tables = {"zones": zones(), "talent": talent(), "infrastructure": infrastructure()} | facilities() | tables

    def table(self, name: str) -> pd.DataFrame:
        if name in self.tables:
            return self.tables[name]
        return pd.DataFrame({column: pd.Series(dtype=object) for column in TABLES[name].names})

    def replace(self, name: str, rows: list[dict[str, Any]]) -> Country:
        """A copy with another table."""
        return Country(**(self.tables | {name: rows_of(name, rows)}))


def rows_of(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """A table with all the columns of its schema, from rows that name only some of them."""
    return pd.DataFrame(rows).reindex(columns=list(TABLES[name].names))


def zones() -> pd.DataFrame:
    return rows_of(
        "zones",
        [
            {
                "level": level,
                "code": code,
                "region_code": region,
                "parent_code": parent,
                "name_fr": f"{code} fr",
                "name_ar": f"{code} ar",
                "name_en": f"{code} en",
                "longitude": lon,
                "latitude": 0.0,
                "internal_km": internal,
            }
            for level, code, region, parent, lon, internal in ZONES
        ],
    )


def _level(code: str) -> str:
    return {"R": "region", "P": "province", "C": "commune"}[code[0]]


def talent() -> pd.DataFrame:
    rows = []
    for code in [z[1] for z in ZONES]:
        parts = PARTS.get(code, (code,))
        people = sum(PEOPLE[c][0] for c in parts)
        rows.append(
            {
                "level": _level(code),
                "code": code,
                "population": people,
                "aged_20_34": sum(PEOPLE[c][1] for c in parts),
                "french_share": sum(PEOPLE[c][0] * PEOPLE[c][2] for c in parts) / people,
                "english_share": sum(PEOPLE[c][0] * PEOPLE[c][3] for c in parts) / people,
                "labour_force": sum(PEOPLE[c][4] for c in parts),
                "employed": sum(PEOPLE[c][4] for c in parts) - 10,
                "young_secondary": sum(PEOPLE[c][5] for c in parts),
                "young_higher": sum(PEOPLE[c][6] for c in parts),
            }
        )
    return rows_of("talent", rows)


def infrastructure() -> pd.DataFrame:
    water = {"P1": 0.9, "P2": 0.7, "P3": 0.5, "C1": 0.95, "C2": 0.8, "C3": 0.7, "C4": 0.5, "R1": 0.8, "R2": 0.5}
    rows = []
    for code, share in water.items():
        parts = PARTS.get(code, (code,))
        rows.append(
            {
                "level": _level(code),
                "code": code,
                "establishments_services": sum(FIRMS[c][0] for c in parts),
                "establishments_50_plus": sum(FIRMS[c][1] for c in parts),
                "water_share": share,
            }
        )
    return rows_of("infrastructure", rows)


def facilities() -> dict[str, pd.DataFrame]:
    return {
        "network_access": rows_of(
            "network_access",
            [
                {"province_code": "P1", "motorway": 1, "expressway": 0, "passenger_rail": 1, "mobile_5g_wave": 1},
                {"province_code": "P2", "motorway": 0, "expressway": 1, "passenger_rail": 0, "mobile_5g_wave": 2},
                {"province_code": "P3", "motorway": 0, "expressway": 0, "passenger_rail": 0, "mobile_5g_wave": 3},
            ],
        ),
        "rail_stations": rows_of(
            "rail_stations",
            [
                {
                    "station": "a",
                    "province_code": "P1",
                    "longitude": 0.0,
                    "latitude": 0.0,
                    "high_speed": 1,
                    "opening_year": 2018,
                },
                {
                    "station": "b",
                    "province_code": "P3",
                    "longitude": 5.0,
                    "latitude": 0.0,
                    "high_speed": 1,
                    "opening_year": 2026,
                },
                {
                    "station": "c",
                    "province_code": "P2",
                    "longitude": STEP,
                    "latitude": 0.0,
                    "high_speed": 0,
                    "opening_year": 2000,
                },
            ],
        ),
        "parks": rows_of(
            "parks",
            [
                {
                    "park": "old",
                    "province_code": "P1",
                    "commune_code": "C2",
                    "region_code": "R1",
                    "kind": "offshoring",
                    "status": "standing",
                    "floor_m2": 100,
                    "floor_planned_m2": 300,
                    "occupancy": 0.9,
                    "jobs": 6,
                },
                {
                    "park": "idea",
                    "province_code": "P3",
                    "region_code": "R2",
                    "kind": "offshoring",
                    "status": "shelved",
                    "floor_planned_m2": 9999,
                },
            ],
        ),
        "park_deliveries": rows_of(
            "park_deliveries",
            [
                {
                    "park": "old",
                    "province_code": "P1",
                    "commune_code": "C2",
                    "year": 2025,
                    "seats": 5,
                    "status": "committed",
                },
                {
                    "park": "old",
                    "province_code": "P1",
                    "commune_code": "C2",
                    "year": 2024,
                    "seats": 7,
                    "status": "committed",
                },
                {"park": "idea", "province_code": "P3", "year": 2026, "seats": 50, "status": "announced"},
            ],
        ),
        "charter": rows_of(
            "charter",
            [
                {"province_code": "P1", "category": "none", "premium_share": 0.0},
                {"province_code": "P2", "category": "A", "premium_share": 0.05},
                {"province_code": "P3", "category": "B", "premium_share": 0.15},
            ],
        ),
        "universities": rows_of(
            "universities", [{"university": "u", "campus": "c", "province_code": "P1", "new_entrants": 40}]
        ),
        "baseline_jobs": rows_of(
            "baseline_jobs",
            [
                {"code": "P1", "segment": "CRM", "jobs": 20, "method": "anchor"},
                {"code": "P1", "segment": "ITO", "jobs": 10, "method": "anchor"},
                {"code": "P2", "segment": "CRM", "jobs": 10, "method": "estimate"},
            ],
        ),
    }
