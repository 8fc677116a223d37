"""Connectivity: airports, rail, roads, mobile networks, cables, data centres, known travel times."""

from __future__ import annotations

from siting.regions.columns import Column, Table, citation, flag, number, text, year_of

__all__ = ["TABLES"]


def _point() -> tuple[Column, ...]:
    return (
        number("longitude", "WGS84", "degrees", minimum=-180, maximum=180),
        number("latitude", "WGS84", "degrees", minimum=-90, maximum=90),
    )


TABLES = (
    Table(
        "airports",
        "Airports",
        "Airports with their traffic; figures that are not published are estimates of grade C.",
        ("airport",),
        (
            text("iata", "IATA code", required=False),
            text("icao", "ICAO code", required=False),
            text("airport", "name"),
            text("province_code", "province", reference="province"),
            *_point(),
            number("passengers", "passengers a year", "passengers"),
            *citation(),
        ),
        required=True,
    ),
    Table(
        "rail_stations",
        "High-speed stations",
        "Stations of the high-speed line and of the services on it, with the year they open.",
        ("station",),
        (
            text("station", "name"),
            text("province_code", "province", reference="province"),
            text("commune_code", "commune, where known", required=False, reference="commune"),
            *_point(),
            flag("high_speed", "whether high-speed trains stop there once it is open"),
            text("status", "how real it is", enum=("operating", "under_construction", "announced")),
            year_of("opening_year", "first full year of service, past or announced", required=True),
            *citation(),
        ),
        required=True,
    ),
    Table(
        "network_access",
        "Access to networks",
        "Whether a province is reached by motorway, expressway and passenger trains, and its wave of 5G.",
        ("province_code",),
        (
            text("province_code", "province", reference="province"),
            flag("motorway", "a motorway interchange lies in the province"),
            flag("expressway", "a dual-carriageway expressway crosses the province"),
            flag("passenger_rail", "a station with passenger trains lies in the province"),
            Column(
                "mobile_5g_wave",
                "integer",
                "1 cities served first (2025-26), 2 cities of the second wave (to 2028), 3 later",
                "wave",
                True,
                minimum=1,
                maximum=3,
            ),
            *citation(),
        ),
        required=True,
    ),
    Table(
        "cable_landings",
        "Submarine cables",
        "Places where submarine cables land.",
        ("landing",),
        (
            text("landing", "place"),
            text("province_code", "province", reference="province"),
            *_point(),
            text("cables", "cables", required=False),
            text("operator", "operator", required=False),
            year_of("opening_year", "year in service, where known"),
            *citation(),
        ),
        required=True,
    ),
    Table(
        "data_centres",
        "Data centres",
        "Data centres, operating and planned, placed in the centre of their province.",
        ("data_centre",),
        (
            text("data_centre", "name"),
            text("province_code", "province", reference="province"),
            *_point(),
            number("capacity_mw", "capacity, where published", "MW", required=False),
            text("status", "operating or planned", enum=("operating", "planned")),
            year_of("opening_year", "year in service, where known"),
            *citation(),
        ),
        required=True,
    ),
    Table(
        "connectivity_speed",
        "Broadband speed",
        "Measured broadband speed and national network figures.",
        ("area", "indicator", "period"),
        (
            text("area", "city or country"),
            text("province_code", "province of the city", required=False, reference="province"),
            text("indicator", "what is measured"),
            number("value", "figure", "see unit"),
            text("unit", "unit of the figure"),
            text("period", "quarter or date", required=False),
            *citation(),
        ),
    ),
    Table(
        "travel_times",
        "Road times",
        "Routed road times between towns, one row a direction; used in place of computed times. ODbL.",
        ("from_code", "to_code"),
        (
            text("from_code", "zone where the trip starts", reference="any_zone"),
            text("to_code", "zone where it ends", reference="any_zone"),
            number("minutes", "free-flow driving time", "minutes"),
            number("km", "road distance", "km", required=False),
        ),
    ),
    Table(
        "rail_times",
        "Train times",
        "Train times between towns, today and announced. Rows read in a feed are ODbL.",
        ("from_place", "to_place", "service"),
        (
            text("from_place", "town"),
            text("to_place", "town"),
            text("from_code", "province of the first town", reference="province"),
            text("to_code", "province of the second town", reference="province"),
            number("minutes", "time on the train", "minutes"),
            text(
                "service",
                "service the time belongs to: now, feed (now), 2030 (announced)",
                enum=("now", "feed", "2030"),
            ),
            *citation(),
        ),
    ),
)
