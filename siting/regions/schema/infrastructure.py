"""Infrastructure: establishments, networks, dwellings, parks."""

from __future__ import annotations

from siting.regions.columns import Column, Table, citation, count, number, share, text, year_of
from siting.regions.schema.territory import LEVELS

__all__ = ["TABLES"]


def _place() -> tuple[Column, ...]:
    return (
        text("province_code", "province", reference="province"),
        text("commune_code", "commune, where known", required=False, reference="commune"),
    )


TABLES = (
    Table(
        "infrastructure",
        "Establishments, networks and dwellings, census 2024",
        "Establishments mapped by the census, households on networks, urban dwellings, by zone.",
        ("level", "code"),
        (
            text("level", "level of the zone", enum=LEVELS),
            text("code", "zone", reference="zone"),
            count("establishments", "business establishments", "establishments", required=False),
            count("establishments_services", "of which in services", "establishments", required=False),
            count(
                "establishments_50_plus",
                "of which with 50 permanent jobs and more",
                "establishments",
                required=False,
            ),
            count("establishment_jobs", "permanent jobs in the business establishments", "jobs", required=False),
            count("households", "households", "households", required=False),
            share("electricity_share", "households on the electricity network", required=False),
            share("water_share", "households on the water network", required=False),
            share("sewer_share", "households on the sewer network", required=False),
            count("urban_dwellings", "urban dwellings; 0 where a zone has no urban part", "dwellings"),
            share("vacant_share", "vacant share of urban dwellings; empty where there are none", required=False),
        ),
        required=True,
    ),
    Table(
        "parks",
        "Parks",
        "Offshoring parks, tech valleys and technoparks: standing, committed, announced and shelved.",
        ("park",),
        (
            text("park", "name"),
            text("operator", "operator", required=False),
            text("commune_code", "commune, where known", required=False, reference="commune"),
            text("province_code", "province", reference="province"),
            text("region_code", "region", reference="region"),
            text("kind", "kind of park", enum=("offshoring", "tech_valley", "technopark")),
            text("status", "how real it is", enum=("standing", "committed", "announced", "shelved")),
            year_of("opening_year", "year of opening, past or announced"),
            number("site_ha", "site", "ha", required=False),
            number("floor_m2", "floor that stands", "m2", required=False),
            number("floor_planned_m2", "floor when complete, as planned", "m2", required=False),
            share("occupancy", "let share of the floor that stands", required=False),
            number("jobs", "jobs there, latest figure", "jobs", required=False),
            number("jobs_planned", "jobs when complete, as announced", "jobs", required=False),
            number("rent_mad_m2_month", "rent", "MAD per m2 and month", required=False),
            number("invest_mmad", "investment, as announced", "million MAD", required=False),
            *citation(),
        ),
        required=True,
    ),
    Table(
        "park_deliveries",
        "Seats to come",
        "Deliveries of seats by park and year. Only rows with status `committed` enter the model.",
        ("park", "year"),
        (
            text("park", "park, as in the table of parks"),
            *_place(),
            year_of("year", "year of delivery", required=True),
            number("seats", "seats delivered in that year", "seats"),
            text("status", "committed enters the model, announced does not", enum=("committed", "announced")),
            text("grade", "A, B, B-derived or C", enum=("A", "B", "B-derived", "C")),
            text("source", "who published the figure"),
            text("note", "what was assumed", required=False),
        ),
        required=True,
    ),
    Table(
        "park_costs",
        "Cost of parks",
        "Investment, floor and jobs of parks that were built or planned: the ground of the unit costs.",
        ("item", "measure"),
        (
            text("item", "park or tranche"),
            text("city", "city", required=False),
            text("measure", "what is measured"),
            number("value", "figure", "see unit"),
            text("unit", "unit of the figure"),
            text("period", "date of the figure, as published", required=False),
            *citation(),
        ),
    ),
    Table(
        "rents",
        "Office rents",
        "Published office rents by city and year.",
        ("city", "area", "period", "unit"),
        (
            text("city", "city"),
            text("area", "part of the city or class of offices"),
            number("value", "rent", "see unit"),
            text("unit", "unit of the figure"),
            text("period", "year, as published", required=False),
            *citation(),
        ),
    ),
)
