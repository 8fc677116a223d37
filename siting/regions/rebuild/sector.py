"""Facts about the sector: segments, wages, rents, incentives, cost of parks, known jobs."""

from __future__ import annotations

import re

from siting.regions.rebuild.facts import Facts, amount, cite
from siting.regions.rebuild.writing import Rows

__all__ = ["incentives", "jobs_anchors", "park_costs", "rents", "segments", "wages"]


def segments(facts: Facts) -> Rows:
    """Exports by segment and period, with the perimeter of each row made plain."""
    rows: Rows = []
    for row in facts.read("segments"):
        wide = row["period"] in ("2023", "2024", "H1 2025")
        narrow = (
            row["segment"].startswith("TOTAL target")
            or "narrow" in row["segment"]
            or "narrow" in row["note"].split("(")[0]
        )
        exports = amount(row["exports_bn_mad"])
        rows.append(
            {
                "segment": row["segment"].replace(" narrow perimeter", ""),
                "period": row["period"],
                "perimeter": "narrow" if narrow else "wide" if wide else "unknown",
                "exports_mmad": None if exports is None else round(exports * 1000, 3),
                "share": amount(row["share_pct"], percent=True),
                "growth": amount(row["growth_pct"], percent=True),
                "jobs": amount(row["jobs"]),
                **cite(row),
            }
        )
    return rows


def wages(facts: Facts) -> Rows:
    """Published wages; a band keeps both its ends, percentages become fractions."""
    rows: Rows = []
    units = {"": "MAD a month", "MAD": "MAD a month"}
    for name, column in (("wages", "mad_per_month"), ("wages_update", "value")):
        for row in facts.read(name):
            text = row[column]
            if not text:
                continue
            percent = text.endswith("%") or row.get("unit") == "%"
            band = re.fullmatch(r"(\d+)-(\d+)", text)
            low, high = (band[1], band[2]) if band else (text, text)
            rows.append(
                {
                    "group": row["group"],
                    "measure": row["measure"],
                    "low": amount(low, percent=percent),
                    "high": amount(high, percent=percent),
                    "unit": "fraction" if percent else units.get(row.get("unit", ""), row.get("unit", "")),
                    "period": row.get("period") or row["year"],
                    **cite(row, note=row.get("where", "")),
                }
            )
    return rows


def rents(facts: Facts) -> Rows:
    """Office rents and prices."""
    return [
        {
            "city": row["city"],
            "area": row["area"],
            "value": amount(row["value"]),
            "unit": row["unit"],
            "period": row["period"],
            **cite(row),
        }
        for row in facts.read("office_rents")
    ]


def incentives(facts: Facts) -> Rows:
    """State premiums and local top-ups, as reported."""
    return [
        {key: row[key] for key in ("instrument", "value", "scope", "period")} | cite(row)
        for row in facts.read("incentives")
    ]


def park_costs(facts: Facts) -> Rows:
    """Investment, floor and jobs of parks, long form; ratios are derived."""
    measures = {
        "invest_mdh": ("investment", "million MAD"),
        "m2": ("floor", "m2"),
        "jobs": ("jobs", "jobs"),
        "derived_mad_per_m2": ("investment per m2", "MAD per m2"),
        "derived_mad_per_job": ("investment per job", "MAD per job"),
        "derived_m2_per_job": ("floor per job", "m2 per job"),
    }
    rows: Rows = []
    for row in facts.read("park_cost_benchmarks"):
        for column, (measure, unit) in measures.items():
            value = amount(row[column])
            if value is not None:
                graded = "B-derived" if column.startswith("derived") and row["confidence"] == "B" else None
                rows.append(
                    {"item": row["item"], "city": row["city"], "measure": measure, "value": value, "unit": unit}
                    | {"period": row["year"]}
                    | cite(row, graded=graded)
                )
    for row in facts.read("parks_update"):
        value = amount(row["value"])
        if value is not None:
            percent = row["unit"] == "%"
            rows.append(
                {
                    "item": row["park"],
                    "measure": f"{row['indicator']}, {row['period']}",
                    "value": amount(row["value"], percent=percent),
                    "unit": "fraction" if percent else row["unit"],
                    "period": row["period"],
                    **cite(row),
                }
            )
    return rows


def jobs_anchors(facts: Facts) -> Rows:
    """The published job figures by place and what the baseline does with each."""
    figures = {row["place"]: row for row in facts.read("jobs_anchors")}
    rows: Rows = []
    for part in facts.read("anchor_roles"):
        row = figures[part["place"]]
        rows.append(
            {
                "place": part["place"],
                "region_code": row["region_code"],
                "province_code": part["province_code"],
                "jobs": amount(part["jobs_used"]) or amount(row["jobs"]),
                "period": row["jobs_year"],
                "role": part["role"],
                **cite(row, note=part["note"]),
            }
        )
    return rows
