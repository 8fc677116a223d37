"""The figures of a comparison: what each region and the country get, and how far that is from the first run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from siting.results import Run
from siting.results.summary import paid_mmad, penalty_mmad

__all__ = ["NATIONAL_COLUMNS", "REGION_CHANGES", "REGION_COLUMNS", "national_table", "regions_table"]

#: quantity -> the column with its change against the first run.
REGION_CHANGES = {
    "jobs_last": "jobs_change",
    "seats_last": "seats_change",
    "share": "share_change",
    "per_1000_active": "per_1000_change",
    "cost_mmad": "cost_change",
    "state_mmad": "state_change",
    "rank": "rank_change",
}
REGION_COLUMNS = (
    "region", "name_fr", "name_ar", "name_en", "run", "jobs_base", "jobs_last", "added", "seats_last", "share",
    "per_1000_active", "cost_mmad", "state_mmad", "rank", *REGION_CHANGES.values(),
)  # fmt: skip
NATIONAL_COLUMNS = ("quantity", "item", "unit", "run", "value", "change", "text")

_RANK_DIGITS = 3  #: jobs that are equal to so many digits share a rank: the rest is the solver's last digits
_MMAD, _RATE = "MMAD", "jobs per 1,000 active"
_PENALTY = "MMAD of penalty"  #: weighs like million MAD in the objective, but is not money
_PER_JOB = "MAD per job"


def regions_table(runs: Sequence[Run], labels: Sequence[str], costed: Sequence[bool]) -> pd.DataFrame:
    """One row for each run and region, with the columns `REGION_COLUMNS`; the solver's figures.

    Jobs and seats in units, share as a fraction, cost in million MAD at present value: all terms of the region's
    zones, and what the state bears of them; ``NaN`` for runs that are not ``costed``. Rank 1 has the most jobs in
    the last year; equal jobs share a rank.
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
    paid = {"cost_mmad": _cost_by_region(run), "state_mmad": _cost_by_region(run, "state")}
    for column, cost in paid.items():
        table[column] = table["region"].map(cost).fillna(0.0) if costed else np.nan
    table["rank"] = table["jobs_last"].round(_RANK_DIGITS).rank(method="min", ascending=False).astype("int64")
    return table


def _cost_by_region(run: Run, payer: str | None = None) -> pd.Series:
    """Present value of all cost terms by region, MMAD, or of those of one payer; the penalty of soft goals has none."""
    costs = run.table("costs")
    costs = costs if payer is None else costs[costs["payer"] == payer]
    region = costs["zone"].map(run.inputs.zones.set_index("zone")["region"])
    total: pd.Series = costs.groupby(region)["mmad"].sum()
    return total


Figure = tuple[str, str, str, float, str]  #: quantity, item, unit, value, text


def national_table(runs: Sequence[Run], labels: Sequence[str], costed: Sequence[bool]) -> pd.DataFrame:
    """The country in every run: quantity, item (year, payer or term, else empty), unit, run, value, change, text.

    ``change`` is the value minus the first run's. Costs are ``NaN`` for runs that are not ``costed``. The verdict of
    the verifier is the one row with a ``text`` and no value. A cost term that a run does not have is zero there. Costs
    are what is paid; the penalty for missed goals is the quantity ``penalty``.
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
    last, added = _ends(summary)
    for year, value in sorted(summary["jobs"].items()):
        yield "jobs", str(year), "jobs", float(value), ""
    yield "jobs_added", "", "jobs", added, ""
    for year, value in sorted(summary["exports_bmad"].items()):
        yield "exports", str(year), "bn MAD", float(value), ""
    for quantity, unit in (("seats_built", "seats"), ("parks_opened", "parks"), ("trained", "people")):
        yield quantity, "", unit, float(summary[quantity]), ""
    yield from _costs(summary, added) if costed else ((*figure[:3], np.nan, "") for figure in _costs(summary, added))
    yield "gini", "", "index", float(summary["gini"]), ""
    yield "theil", "", "index", float(summary["theil"]), ""
    yield "per_1000_active", "", _RATE, 1000.0 * last / float(run.inputs.zones["active"].sum()), ""
    yield "least_served", "", _RATE, float(summary["least_served"]), ""
    for quantity in ("ordered_median", "kolm_pollak"):
        if quantity in summary:
            yield quantity, "", _RATE, float(summary[quantity]), ""
    yield "commute_minutes", "", "minutes", float(summary["commute_minutes_mean"]), ""
    yield "verdict", "", "", np.nan, run.certificate.verdict
    gap = summary.get("gap")
    yield "gap", "", "fraction", np.nan if gap is None else float(gap), ""


def _ends(summary: Mapping[str, Any]) -> tuple[float, float]:
    """Jobs at the end of the last year, and by how many more than in the base year."""
    jobs = {int(year): float(value) for year, value in summary["jobs"].items()}
    return jobs[max(jobs)], jobs[max(jobs)] - jobs[min(jobs)]


def _costs(summary: Mapping[str, Any], added: float) -> Iterator[Figure]:
    """What is paid: in all, by the state for each job added, by payer and by term; then the penalty, which is not."""
    yield "cost_total", "", _MMAD, paid_mmad(summary), ""
    state = float(summary["cost_by_payer_mmad"]["state"])
    yield "state_per_job", "", _PER_JOB, 1e6 * state / added if added > 0 else np.nan, ""
    for quantity, key in (("cost_by_payer", "cost_by_payer_mmad"), ("cost_by_term", "cost_mmad")):
        for item, value in summary[key].items():
            if item != "shortfall":
                yield quantity, str(item), _MMAD, float(value), ""
    yield "penalty", "", _PENALTY, penalty_mmad(summary), ""
