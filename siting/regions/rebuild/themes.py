"""Facts about regions, training, travel and the sector, re-keyed to the columns of the data set."""

from __future__ import annotations

import re
from typing import Any

from siting.regions.rebuild.facts import Facts, amount, cite, grade, latest_year
from siting.regions.rebuild.writing import Rows

__all__ = [
    "charter",
    "connectivity_speed",
    "labour_survey",
    "poverty",
    "rail_times",
    "regional_accounts",
    "training_centres",
    "training_programmes",
    "travel_times",
    "universities",
]


def charter(facts: Facts) -> Rows:
    """Investment Charter by province; eleven categories are inferred by elimination (grade C)."""
    return [
        {
            "province_code": row["province_code"],
            "category": row["category"],
            "premium_share": amount(row["territorial_premium_pct"], percent=True),
            **cite(row),
        }
        for row in facts.read("investment_charter_provinces")
    ]


def poverty(facts: Facts) -> Rows:
    """Poverty 2024; later figures win over earlier ones, and old methods are left out.

    A rate that is known only for a group of regions stands at each of them, grade C.
    """
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for name in ("poverty_multidimensional", "poverty_2024_additions"):
        for row in facts.read(name):
            rate, change = amount(row["rate_pct"], percent=True), amount(row["change_2014_2024_pts"], percent=True)
            group = row["level"] == "region group" and re.fullmatch(r"\d\d(\+\d\d)+", row["code"]) is not None
            if not (group or row["level"] in ("region", "province")) or (rate is None and change is None):
                continue
            level = "region" if group else row["level"]
            for code in row["code"].split("+"):
                told = cite(row, graded="C" if group else None)
                new = {"level": level, "code": code, "rate": rate, "change_points": change, **told}
                old = rows.get((level, code), {})
                for column in ("rate", "change_points"):
                    if new[column] is None:
                        new[column] = old.get(column)
                rows[level, code] = new
    return list(rows.values())


def universities(facts: Facts) -> Rows:
    """New entrants by campus: a university's figure times the assumed share of each campus."""
    figures = {row["university"]: row for row in facts.read("universities")}
    rest = next(r for r in facts.read("universities_update") if r["item"].startswith("Hassan Premier (Settat)"))
    group = "Settat, El Jadida, Al Quaraouiyine"
    figures[group] = rest | {"new_entrants": rest["value"], "new_entrants_year": rest["academic_year"]}
    split = facts.read("campus_split")
    rows: Rows = []
    for part in split:
        row = figures[part["university"]]
        entrants = amount(row["new_entrants"])
        share = float(part["share"])
        note = "" if share == 1 else f"{share:.0%} of {entrants:.0f} new entrants: an assumed split"
        rows.append(
            {
                "university": part["university"],
                "campus": part["campus"],
                "province_code": part["province_code"],
                "commune_code": part["commune_code"],
                "new_entrants": None if entrants is None else round(entrants * share),
                **cite(row, note="; ".join(n for n in (part["note"], note) if n), graded="C" if note else None),
                "year": int(row["new_entrants_year"][:4]),
            }
        )
    for name, row in figures.items():
        private = name.endswith(("(UM6P)", "(UIR)", "Al Akhawayn"))
        if private:
            rows.append(
                {
                    "university": name,
                    "campus": row["city"],
                    "province_code": row["province_code"],
                    **cite(row, note="new entrants not published", graded="C"),
                }
            )
    return rows


def training_programmes(facts: Facts) -> Rows:
    """National programmes of digital training."""
    return [
        {
            "programme": row["programme"],
            "value": amount(row["value"]),
            "unit": row["unit"],
            "place": row["where"],
            **cite(row),
        }
        for row in facts.read("talent_programmes")
        if row["source"] != "not found"
    ]


def training_centres(facts: Facts) -> Rows:
    """Skills cities and vocational training by region."""
    rows: dict[tuple[str, str, str, str], dict[str, Any]] = {}
    for row in facts.read("cmc_capacity"):
        for column, measure in (("capacity_places", "places"), ("digital_offshoring_places", "digital places")):
            if not row[column]:
                continue
            area = row["city"] or row["region"]
            rows["cmc", area, row["opened"], measure] = {
                "network": "cmc",
                "area": area,
                "region_code": row["region_code"],
                "province_code": row["province_code"],
                "period": row["opened"],
                "measure": measure,
                "places": amount(row[column]),
                **cite(row),
            }
    for row in facts.read("ofppt_region"):
        unit, value = row["unit"], amount(row["value"])
        if value is None or unit.startswith("%"):
            continue
        code = row["region_code"] if re.fullmatch(r"\d\d", row["region_code"]) else ""
        rows["ofppt", row["region"], row["school_year"], unit] = {
            "network": "ofppt",
            "area": row["region"],
            "region_code": code,
            "period": row["school_year"],
            "measure": unit,
            "places": value,
            **cite(row),
        }
    return list(rows.values())


def connectivity_speed(facts: Facts) -> Rows:
    """Measured speeds by city and national network figures."""
    rows: Rows = [
        {
            "area": row["city"],
            "province_code": row["province_code"],
            "indicator": row["indicator"],
            "value": amount(row["value"]),
            "unit": row["unit"],
            "period": row["period"],
            **cite(row),
        }
        for row in facts.read("connectivity_speed_city")
    ]
    for row in facts.read("connectivity_national"):
        lines = row["indicator"] == "FTTH lines"
        note = "sits badly with 2.6 million fixed subscriptions: read it as lines passed" if lines else ""
        unit = "fraction" if row["unit"] == "%" else row["unit"]
        rows.append(
            {
                "area": "country",
                "indicator": row["indicator"],
                "value": amount(row["value"], percent=row["unit"] == "%"),
                "unit": unit,
                "period": row["date"],
                **cite(row, note=note),
            }
        )
    return rows


def travel_times(facts: Facts) -> Rows:
    """Routed road times, one row a direction (ODbL)."""
    rows: Rows = []
    for row in facts.read("travel_road_osrm"):
        ends = (row["from_code"], row["to_code"])
        for (start, end), column in ((ends, "minutes_out"), (ends[::-1], "minutes_back")):
            minutes = amount(row[column])
            rows.append({"from_code": start, "to_code": end, "minutes": minutes, "km": amount(row["km"])})
    return rows


TOWNS = {
    "Tanger": "01.511",
    "Casablanca": "06.141",
    "Casablanca airport CMN": "06.385",
    "Rabat": "04.421",
    "Kénitra": "04.281",
    "Fès": "03.231",
    "Marrakech": "07.351",
    "Oujda": "02.411",
    "Meknès": "03.061",
}


def rail_times(facts: Facts) -> Rows:
    """Train times, today and announced."""
    services = {"travel_rail": {"rail_now": "now", "rail_2030": "2030"}, "rail_times_gtfs": {"rail_now": "feed"}}
    return [
        {
            "from_place": row["from"],
            "to_place": row["to"],
            "from_code": TOWNS[row["from"]],
            "to_code": TOWNS[row["to"]],
            "minutes": amount(row["minutes"]),
            "service": service[row["mode"]],
            **cite(row),
        }
        for name, service in services.items()
        for row in facts.read(name)
    ]


ACCOUNTS = {
    "GDP": ("gdp_mmad", 1000.0),
    "GDP per capita": ("gdp_per_capita_mad", 1.0),
    "GDP share": ("gdp_share", 0.01),
    "GDP share top 3 regions": ("gdp_share", 0.01),
    "real GDP growth": ("gdp_growth_real", 0.01),
    "household consumption per capita": ("household_consumption_per_capita_mad", 1.0),
    "household consumption share": ("household_consumption_share", 0.01),
}


def regional_accounts(facts: Facts) -> Rows:
    """Regional accounts 2021-2023 in long form; the second pass wins over the first."""
    rows: dict[tuple[str, int, str], dict[str, Any]] = {}

    def add(area: str, year: str, indicator: str, value: float, row: dict[str, str], derived: bool) -> None:
        name, factor = ACCOUNTS[indicator]
        code = area if re.fullmatch(r"\d\d", area) else ""
        rows[area or "country", int(year), name] = {
            "area": area or "country",
            "region_code": code,
            "ref_year": int(year),
            "indicator": name,
            "value": round(value * factor, 6),
            **cite(row, graded="B-derived" if derived else grade(row["confidence"])),
        }

    columns = {
        "share_pct": ("GDP share", False),
        "gdp_bn_mad_derived": ("GDP", True),
        "gdp_per_capita_mad_derived": ("GDP per capita", True),
        "gdp_per_capita_mad": ("GDP per capita", False),
        "real_growth_pct": ("real GDP growth", False),
    }
    for row in facts.read("regional_gdp"):
        for column, (indicator, derived) in columns.items():
            value = amount(row[column])
            if value is not None:
                add(row["region_code"], row["gdp_year"], indicator, value, row, derived)
    for row in facts.read("gdp_consumption_region"):
        value = amount(row["value"])
        if value is not None:
            add(row["region_code"], row["ref_year"], row["indicator"], value, row, False)
    return list(rows.values())


def labour_survey(facts: Facts) -> Rows:
    """Rates of the labour survey as fractions."""
    return [
        {
            "area": row["region_code"] or "country",
            "region_code": row["region_code"] if row["region_code"] != "south" else "",
            "indicator": row["indicator"],
            "period": row["period"],
            "value": amount(row["value"], percent=True),
            **cite(row),
            "year": latest_year(row["year"]),
        }
        for row in facts.read("labour_survey_region")
    ]
