"""The sector and its programme: segments, incentives, known jobs, the baseline."""

from __future__ import annotations

from siting.regions.columns import Column, Table, citation, count, number, text

__all__ = ["METHODS", "TABLES"]

#: How a cell of the baseline was obtained.
METHODS = ("anchor", "derived", "estimate")

TABLES = (
    Table(
        "baseline_jobs",
        "Jobs at the end of the base year",
        "Offshoring jobs by zone and segment. An estimate: nobody publishes the split; a planner may replace"
        " the file. All rows are of one level; a cell that is not listed is zero.",
        ("code", "segment"),
        (
            text("code", "zone; all rows of one level", reference="any_zone"),
            text("segment", "segment, as named in the model file (CRM, BPO, ITO, ESO, KPO)"),
            count("jobs", "jobs at the end of the base year", "jobs"),
            text(
                "method",
                "how the zone's total was obtained; its split by segment is always an estimate",
                enum=METHODS,
            ),
            text("source", "who published the anchor, or the rule used"),
            text("note", "what was assumed", required=False),
        ),
        required=True,
    ),
    Table(
        "jobs_anchors",
        "Known jobs",
        "The only published job figures by place, and what the baseline does with each.",
        ("place",),
        (
            text("place", "park, firm or area"),
            text("region_code", "region", required=False, reference="region"),
            text("province_code", "province where it is placed", required=False, reference="province"),
            number("jobs", "published jobs", "jobs", required=False),
            text("period", "date of the figure", required=False),
            text("role", "what the baseline does with it", enum=("province", "region", "inside", "not_used")),
            *citation(),
        ),
    ),
    Table(
        "segments",
        "Exports by segment",
        "Exports and jobs of the sector. Perimeter says which of two series a row is of: never mix them.",
        ("segment", "period", "perimeter"),
        (
            text("segment", "segment or total"),
            text("period", "year or half-year"),
            text(
                "perimeter",
                "wide series (26.2 bn in 2024) or narrow (17.9 bn in 2023)",
                enum=("wide", "narrow", "unknown"),
            ),
            number("exports_mmad", "exports", "million MAD", required=False),
            number(
                "share",
                "share of the sector's exports, turnover or jobs: see note",
                "fraction",
                required=False,
                maximum=1,
            ),
            Column("growth", "number", "growth on the period before", "fraction", False, minimum=-1),
            number("jobs", "jobs", "jobs", required=False),
            *citation(),
        ),
    ),
    Table(
        "incentives",
        "Incentives",
        "State premiums of circular 15/2025 and local top-ups, as reported.",
        ("instrument",),
        (
            text("instrument", "instrument"),
            text("value", "rate or amount, as reported", required=False),
            text("scope", "who gets it", required=False),
            text("period", "from when to when", required=False),
            *citation(),
        ),
    ),
)
