"""The figures of a comparison: what each region and the country get, and how far that is from the first run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from siting.results import Run

__all__ = ["NATIONAL_COLUMNS", "REGION_CHANGES", "REGION_COLUMNS", "national_table", "regions_table"]

#: quantity -> the column with its change against the first run.
REGION_CHANGES = {
    "jobs_last": "jobs_change",
    "seats_last": "seats_change",
    "share": "share_change",
    "per_1000_active": "per_1000_change",
    "cost_mmad": "cost_change",
    "rank": "rank_change",
}
REGION_COLUMNS = (
    "region", "name_fr", "name_ar", "name_en", "run", "jobs_base", "jobs_last", "added", "seats_last", "share",
    "per_1000_active", "cost_mmad", "rank", *REGION_CHANGES.values(),
)  # fmt: skip
NATIONAL_COLUMNS = ("quantity", "item", "unit", "run", "value", "change", "text")

_RANK_DIGITS = 3  #: jobs that are equal to so many digits share a rank: the rest is the solver's last digits
_MMAD, _RATE = "MMAD", "jobs per 1,000 active"


def regions_table(runs: Sequence[Run], labels: Sequence[str], costed: Sequence[bool]) -> pd.DataFrame:
    """One row for each run and region, with the columns `REGION_COLUMNS`; the solver's figures.

    Jobs and seats in units, share as a fraction, cost in million MAD at present value: all terms of the region's
    zones, ``NaN`` for runs that are not ``costed``. Rank 1 has the most jobs in the last year; equal jobs share a rank.
    A change is the run's figure minus the first run's: a negative change of rank is a step up.
    """
    parts = [_of_run(run, label, cost) for run, label, cost in zip(runs, labels, costed, strict=True)]
    for quantity, change in REGION_CHANGES.items():
        first = parts[0].set_index("region")[quantity]
        for part in parts:
            part[change] = part[quantity] - part["region"].map(first)
    return pd.concat(parts, ignore_index=True)[list(REGION_COLUMNS)]


def _of_run(run: Run, label: str, costed: bool) -> pd.DataFrame:
    """The regions of one run, ordered by code."""
    base, last = run.inputs.scalars.base_year, run.inputs.scalars.years[-1]
    names = ["name_fr", "name_ar", "name_en"]
    table = pd.DataFrame(list(run.summary["regions"])).rename(columns={"code": "region"})
    table = table.rename(columns={f"jobs_{base}": "jobs_base", f"jobs_{last}": "jobs_last"})
    table = table[["region", *names, "jobs_base", "jobs_last", "added", "share", "per_1000_active"]]
    table = table.sort_values("region", ignore_index=True).assign(run=label)
    stock = run.table("regions")
    seats = stock[stock["year"] == last].set_index("region")["seats"]
    table["seats_last"] = table["region"].map(seats).astype(float)
    table["cost_mmad"] = table["region"].map(_cost_by_region(run)).fillna(0.0) if costed else np.nan
    table["rank"] = table["jobs_last"].round(_RANK_DIGITS).rank(method="min", ascending=False).astype("int64")
    return table


def _cost_by_region(run: Run) -> pd.Series:
    """Present value of all cost terms by region, MMAD; under ``""`` what has no zone (the penalty of soft goals)."""
    costs = run.table("costs")
    region = costs["zone"].map(run.inputs.zones.set_index("zone")["region"]).fillna("")
    total: pd.Series = costs.groupby(region)["mmad"].sum()
    return total


Figure = tuple[str, str, str, float, str]  #: quantity, item, unit, value, text


def national_table(runs: Sequence[Run], labels: Sequence[str], costed: Sequence[bool]) -> pd.DataFrame:
    """The country in every run: quantity, item (year, payer or term, else empty), unit, run, value, change, text.

    ``change`` is the value minus the first run's. Costs are ``NaN`` for runs that are not ``costed``. The verdict of
    the verifier is the one row with a ``text`` and no value. A cost term that a run does not have is zero there.
    """
    told = [list(_figures(run, cost)) for run, cost in zip(runs, costed, strict=True)]
    keys = list(dict.fromkeys(figure[:3] for figures in sorted(told, key=len, reverse=True) for figure in figures))
    by_run = [{figure[:3]: figure[3:] for figure in figures} for figures in told]
    rows = []
    for quantity, item, unit in keys:
        absent = (0.0 if quantity == "cost_by_term" else np.nan, "")
        for label, figures, cost in zip(labels, by_run, costed, strict=True):
            value, text = figures.get((quantity, item, unit), absent if cost else (np.nan, ""))
            rows.append((quantity, item, unit, label, value, text))
    table = pd.DataFrame(rows, columns=["quantity", "item", "unit", "run", "value", "text"])
    first = table[table["run"] == labels[0]].set_index(["quantity", "item"])["value"]
    begin = pd.MultiIndex.from_frame(table[["quantity", "item"]])
    table["change"] = table["value"] - first.reindex(begin).to_numpy()
    return table[list(NATIONAL_COLUMNS)]


def _figures(run: Run, costed: bool) -> Iterator[Figure]:
    """Everything that is told about the country, in the order of a page."""
    summary = run.summary
    for quantity, key, unit in (("jobs", "jobs", "jobs"), ("exports", "exports_bmad", "bn MAD")):
        for year, value in sorted(summary[key].items()):
            yield quantity, str(year), unit, float(value), ""
    for quantity, unit in (("seats_built", "seats"), ("parks_opened", "parks"), ("trained", "people")):
        yield quantity, "", unit, float(summary[quantity]), ""
    yield "cost_total", "", _MMAD, float(summary["objective_mmad"]) if costed else np.nan, ""
    for quantity, key in (("cost_by_payer", "cost_by_payer_mmad"), ("cost_by_term", "cost_mmad")):
        for item, value in summary[key].items():
            yield quantity, str(item), _MMAD, float(value) if costed else np.nan, ""
    unplaced = float(_cost_by_region(run).get("", 0.0))
    yield "cost_unplaced", "", _MMAD, unplaced if costed else np.nan, ""
    yield "gini", "", "index", float(summary["gini"]), ""
    yield "theil", "", "index", float(summary["theil"]), ""
    active, jobs = float(run.inputs.zones["active"].sum()), summary["jobs"]
    yield "per_1000_active", "", _RATE, 1000.0 * float(jobs[max(jobs, key=int)]) / active, ""
    yield "least_served", "", _RATE, float(summary["least_served"]), ""
    yield "commute_minutes", "", "minutes", float(summary["commute_minutes_mean"]), ""
    yield "verdict", "", "", np.nan, run.certificate.verdict
    gap = summary.get("gap")
    yield "gap", "", "fraction", np.nan if gap is None else float(gap), ""
