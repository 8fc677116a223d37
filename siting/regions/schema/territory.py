"""Territory: zones and what the investment charter grants them."""

from __future__ import annotations

from siting.regions.columns import Table, citation, number, share, text

__all__ = ["TABLES"]

LEVELS = ("region", "province", "commune")

TABLES = (
    Table(
        "zones",
        "Zones",
        "Every zone of every level: its place in the hierarchy, names and population-weighted centre.",
        ("level", "code"),
        (
            text("level", "level of the zone", enum=LEVELS),
            text("code", "code of the zone, unique within its level (HCP's for Morocco)"),
            text("region_code", "region that the zone lies in; a region names itself", reference="region"),
            text(
                "parent_code",
                "zone of the next coarser level; empty for a region",
                required=False,
                reference="parent",
            ),
            text("name_fr", "name in French"),
            text("name_ar", "name in Arabic"),
            text("name_en", "name in English; the French name where English has none of its own"),
            text("kind", "region, province, prefecture, urban or rural commune"),
            number(
                "longitude",
                "population-weighted centre, WGS84 (commune: a point inside it)",
                "degrees",
                minimum=-180,
                maximum=180,
            ),
            number("latitude", "same", "degrees", minimum=-90, maximum=90),
            number("area_km2", "area of the simplified outline in an equal-area projection", "km2"),
            number(
                "internal_km",
                "mean distance from where people live to the centre; a commune: two thirds of the radius of"
                " the circle of its area, at most 5",
                "km",
            ),
        ),
        required=True,
    ),
    Table(
        "charter",
        "Investment charter",
        "Category of each province in the Investment Charter and the share of an investment that is repaid.",
        ("province_code",),
        (
            text("province_code", "province", reference="province"),
            text("category", "category of the charter", enum=("A", "B", "none")),
            share("premium_share", "territorial premium, share of the eligible investment"),
            *citation(),
        ),
        required=True,
    ),
    Table(
        "poverty",
        "Multidimensional poverty 2024",
        "Share of people who are poor in the multidimensional sense, where published.",
        ("level", "code"),
        (
            text("level", "level of the zone", enum=LEVELS),
            text("code", "zone", reference="zone"),
            share("rate", "share of the population that is poor", required=False),
            number(
                "change_points",
                "change of the rate from 2014 to 2024 (-0.05 is five points less)",
                "fraction",
                required=False,
                minimum=-1,
                maximum=1,
            ),
            *citation(),
        ),
    ),
)
