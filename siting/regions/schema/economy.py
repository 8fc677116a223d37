"""Economy: regional accounts, labour survey, wages."""

from __future__ import annotations

from siting.regions.columns import Column, Table, citation, number, text

__all__ = ["TABLES"]

TABLES = (
    Table(
        "regional_accounts",
        "Regional accounts",
        "Regional GDP, growth and household consumption, long form.",
        ("area", "ref_year", "indicator"),
        (
            text("area", "region or group of regions: code, codes joined by + or `country`"),
            text(
                "region_code",
                "region; empty for the country and for groups",
                required=False,
                reference="region",
            ),
            Column(
                "ref_year",
                "integer",
                "year that the figure describes",
                "year",
                True,
                minimum=1900,
                maximum=2100,
            ),
            text("indicator", "what is measured; the name ends in its unit"),
            number("value", "figure; shares and growth are fractions", "see indicator", minimum=-1),
            *citation(),
        ),
    ),
    Table(
        "labour_survey",
        "Labour force survey",
        "Rates of HCP's labour survey: another definition than the census, never mix the two.",
        ("area", "indicator", "period"),
        (
            text("area", "region code, `south` for the three southern regions, `country`"),
            text("region_code", "region; empty for groups", required=False, reference="region"),
            text("indicator", "what is measured"),
            text("period", "year or quarter"),
            number("value", "rate", "fraction", maximum=1),
            *citation(),
        ),
    ),
    Table(
        "wages",
        "Wages",
        "Published wages; most are old. By region there is one pay scale of 2013 and a proxy of living cost.",
        ("group", "measure", "period"),
        (
            text("group", "whose wage"),
            text("measure", "what is measured"),
            number("low", "figure, or the low end of a band", "see unit", minimum=-1),
            number("high", "figure, or the high end of a band", "see unit", minimum=-1),
            text("unit", "unit of the figure"),
            text("period", "year, as published", required=False),
            *citation(),
        ),
    ),
)
