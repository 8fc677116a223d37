"""Facts that stand at a place: parks, deliveries, airports, stations, cables, data centres, network access."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from siting.regions.rebuild.facts import Facts, amount, cite, latest_year
from siting.regions.rebuild.writing import Rows

__all__ = [
    "airports",
    "cable_landings",
    "data_centres",
    "network_access",
    "park_deliveries",
    "parks",
    "rail_stations",
]

#: The new high-speed line is announced for 2029-2030: the later year is taken.
LATE_OPENING = 2030
#: 5G: 20 cities in 2026 and 40 more by 2028, so the second wave is the 60 largest urban communes.
SECOND_WAVE_CITIES = 60


def parks(facts: Facts) -> Rows:
    """Parks, placed in communes; the aggregate of all parks and the programme without sites are left out."""
    found = {row["park"]: row for row in facts.read("parks")}
    rows: Rows = []
    for place in facts.read("park_places"):
        park = found[place["park"]]
        rows.append(
            {
                "park": place["park"],
                "operator": park["operator"],
                "commune_code": place["commune_code"],
                "province_code": place["province_code"],
                "region_code": park["region_code"],
                "kind": place["kind"],
                "status": place["status"],
                "opening_year": amount(place["opening_year"]),
                "site_ha": amount(park["site_ha"]),
                "floor_m2": amount(park["floor_m2_built"]),
                "floor_planned_m2": amount(park["floor_m2_planned"]),
                "occupancy": amount(place["occupancy"]),
                "jobs": amount(park["jobs_current"]),
                "jobs_planned": amount(park["jobs_planned"]),
                "rent_mad_m2_month": amount(place["rent_mad_m2_month"]) or amount(park["rent_mad_m2_month"]),
                "invest_mmad": amount(park["invest_mdh"]),
                **cite(park, note=place["note"]),
            }
        )
    return rows


def park_deliveries(facts: Facts) -> Rows:
    """Seats to come, as assumed in the fact table."""
    return [row | {"year": int(row["year"]), "seats": amount(row["seats"])} for row in facts.read("park_deliveries")]


def airports(facts: Facts) -> Rows:
    """Airports with traffic; coordinates are those of the package `airportsdata` where it has the airport."""
    import airportsdata

    known = airportsdata.load("ICAO")
    estimates = {row["iata"]: row for row in facts.read("airport_estimates")}
    rows: Rows = []
    for row in facts.read("airports"):
        if not row["icao"]:
            continue
        point = known.get(row["icao"], {"lon": float(row["lon"]), "lat": float(row["lat"])})
        estimate = estimates.get(row["iata"])
        passengers = amount(row["passengers"])
        note = ""
        if passengers is None:
            if estimate is None:
                raise ValueError(f"airport {row['iata']} has neither traffic nor an estimate")
            passengers, note = amount(estimate["passengers"]), "estimate: " + estimate["note"]
        rows.append(
            {
                "iata": row["iata"],
                "icao": row["icao"],
                "airport": row["airport"],
                "province_code": row["province_code"],
                "longitude": round(point["lon"], 5),
                "latitude": round(point["lat"], 5),
                "passengers": passengers,
                **cite(row, note=note, graded="C" if note else None),
                "year": latest_year(row["year"]) or 2024,
            }
        )
    return rows


def rail_stations(facts: Facts, zones: pd.DataFrame) -> Rows:
    """High-speed stations; a station without coordinates is placed at the centre of its commune."""
    fine = zones[zones["level"] == "commune"]
    points = zip(fine["longitude"].astype(float), fine["latitude"].astype(float), strict=True)
    centres: dict[str, tuple[float, float]] = dict(zip(fine["code"].astype(str), points, strict=True))
    status = {"operating": "operating", "under construction": "under_construction"}
    communes = {"Grand Stade Hassan II": "06.111.01.05", "Casa-Sud (Sidi Maârouf/Hay Hassani)": "06.141.01.0"}
    rows: Rows = []
    for row in facts.read("lgv_stations"):
        commune, notes = communes.get(row["station"], ""), []
        longitude, latitude = amount(row["lon"]), amount(row["lat"])
        if longitude is None:
            longitude, latitude = centres[commune]
            notes.append("placed at the centre of its commune")
        state = status.get(row["status"], "announced")
        if state != "operating":
            notes.append(f"announced for {row['opening']}")
        rows.append(
            {
                "station": row["station"],
                "province_code": row["province_code"],
                "commune_code": commune,
                "longitude": longitude,
                "latitude": latitude,
                "high_speed": 1,
                "status": state,
                "opening_year": int(row["opening"]) if state == "operating" else LATE_OPENING,
                **cite(row, note="; ".join(notes)),
            }
        )
    return rows


def network_access(facts: Facts, zones: pd.DataFrame, population: Mapping[str, int]) -> Rows:
    """Motorway, expressway, trains and the wave of 5G by province, an assumption but for regional capitals."""
    capitals = {row["region_code"]: row for row in facts.read("connectivity_region_capitals")}
    communes = zones[(zones["level"] == "commune") & (zones["kind"] == "urban")]
    largest = sorted(communes["code"], key=lambda code: -population[code])[:SECOND_WAVE_CITIES]
    second = {code[:6] for code in communes.set_index("code").loc[largest, "parent_code"]}
    rows: Rows = []
    for row in facts.read("network_access"):
        code = row["province_code"]
        first = row["mobile_5g_first"] == "1"
        rows.append(
            {
                "province_code": code,
                "motorway": int(row["motorway"]),
                "expressway": int(row["expressway"]),
                "passenger_rail": int(row["passenger_rail"]),
                "mobile_5g_wave": 1 if first else 2 if code in second else 3,
                "source": "motorway, expressway and rail networks as known; first 5G cities: Ookla via THD.tn",
                "year": 2025,
                "url": capitals[code[:2]]["url"],
                "grade": "C",
                "note": "; ".join(
                    part for part in (row["note"], "second wave: has one of the 60 largest urban communes") if part
                ),
            }
        )
    return rows


def cable_landings(facts: Facts, zones: pd.DataFrame) -> Rows:
    """Cable landings by province."""
    codes = _province_codes(zones)
    return [
        {
            "landing": row["landing"],
            "province_code": codes[row["province"]],
            "longitude": amount(row["lon"]),
            "latitude": amount(row["lat"]),
            "cables": row["cables"],
            "operator": row["operator"],
            "opening_year": latest_year(row["in_service"]),
            **cite(row),
        }
        for row in facts.read("cable_landings")
    ]


def data_centres(facts: Facts, zones: pd.DataFrame) -> Rows:
    """Data centres at the centre of their province; the commercial ones that nobody lists stand in two cities."""
    codes = _province_codes(zones)
    centres = zones[zones["level"] == "province"].set_index("code")
    rows: Rows = []
    for row in facts.read("data_centres"):
        names = {row["province"]: row["name"]}
        if not row["province"]:
            names = {city: f"{row['name']}, {city}" for city in ("Casablanca", "Rabat")}
        operating = row["status"].startswith("operating")
        for province, name in names.items():
            code = codes[province]
            place: dict[str, Any] = {key: centres.loc[code, key] for key in ("longitude", "latitude")}
            rows.append(
                {
                    "data_centre": name,
                    "province_code": code,
                    **place,
                    "capacity_mw": amount(row["mw"]),
                    "status": "operating" if operating else "planned",
                    "opening_year": latest_year(row["status"]) if operating else None,
                    **cite(row, note="" if operating else row["status"]),
                    "year": latest_year(row["year"]),
                }
            )
    return rows


def _province_codes(zones: pd.DataFrame) -> dict[str, str]:
    provinces = zones[zones["level"] == "province"]
    return dict(zip(provinces["name_fr"], provinces["code"], strict=True))
