"""Talent: people, education, languages, universities, training."""

from __future__ import annotations

from siting.regions.columns import Column, Table, citation, count, number, share, text
from siting.regions.schema.territory import LEVELS

__all__ = ["TABLES"]


def _people(name: str, description: str) -> Column:
    return count(name, description, "people", required=False)


TABLES = (
    Table(
        "talent",
        "Talent pool, census 2024",
        "People, education, languages and labour force of every zone. Empty where the census publishes"
        " nothing; an empty pool counts as nobody.",
        ("level", "code"),
        (
            text("level", "level of the zone", enum=LEVELS),
            text("code", "zone", reference="zone"),
            count("population", "legal population", "people"),
            _people("population_municipal", "municipal population, on which most percentages stand"),
            _people("aged_20_34", "people aged 20 to 34 (percentages of age x municipal population)"),
            _people("population_15_plus", "people aged 15 and over"),
            _people("literate_10_plus", "people aged 10 and over who read and write"),
            share(
                "upper_secondary_share",
                "highest level is upper secondary, share of the municipal population",
                required=False,
            ),
            share(
                "higher_share",
                "highest level is higher education, share of the municipal population",
                required=False,
            ),
            share("french_share", "read and write French, share of literate people aged 10+", required=False),
            share("english_share", "read and write English, share of literate people aged 10+", required=False),
            share("arabic_share", "read and write Arabic, share of literate people aged 10+", required=False),
            _people("labour_force", "people aged 15+ who work or look for work"),
            _people("employed", "people aged 15+ who work"),
            share(
                "unemployment_rate",
                "census unemployment (not the survey's), share of the labour force",
                required=False,
            ),
            number(
                "young_secondary",
                "people aged 20-34 with upper secondary: adults' share x aged_20_34 (grade C, see docs/data.md)",
                "people",
                required=False,
            ),
            number(
                "young_higher",
                "people aged 20-34 with higher education: adults' share x aged_20_34 (grade C, see docs/data.md)",
                "people",
                required=False,
            ),
        ),
        required=True,
    ),
    Table(
        "universities",
        "University campuses",
        "New entrants by university, split over campuses where a university has several (assumed, grade C).",
        ("university", "campus"),
        (
            text("university", "university"),
            text("campus", "town of the campus"),
            text("province_code", "province of the campus", reference="province"),
            text("commune_code", "commune of the campus", required=False, reference="commune"),
            number("new_entrants", "new entrants a year; empty where not published", "people", required=False),
            *citation(year="academic year, first of the two"),
        ),
        required=True,
    ),
    Table(
        "training_programmes",
        "Training programmes",
        "National programmes of digital training, as announced.",
        ("programme",),
        (
            text("programme", "programme"),
            number("value", "figure", "see unit", required=False),
            text("unit", "unit of the figure", required=False),
            text("place", "where", required=False),
            *citation(),
        ),
    ),
    Table(
        "training_centres",
        "Vocational training places",
        "Skills cities (CMC) and vocational training (OFPPT) by region, where published.",
        ("network", "area", "period", "measure"),
        (
            text("network", "cmc (skills city) or ofppt (all centres)", enum=("cmc", "ofppt")),
            text("area", "town or area as published"),
            text(
                "region_code",
                "region; empty for the country and for groups of regions",
                required=False,
                reference="region",
            ),
            text("province_code", "province of a skills city", required=False, reference="province"),
            text("period", "school year, opening or date as published", required=False),
            text("measure", "what is counted"),
            number("places", "places, trainees or graduates", "people", required=False),
            *citation(),
        ),
    ),
)
