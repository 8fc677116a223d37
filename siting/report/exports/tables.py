"""The long tables of an export: one row a figure, the solver's own, base year included where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from siting.results import Run

__all__ = ["long_tables"]


def long_tables(run: Run) -> dict[str, pd.DataFrame]:
    """Tables by zone or region and year, sorted by their ids: jobs, seats, costs, region_years, indicators."""
    return {
        "jobs": _jobs(run),
        "seats": run.table("seats").sort_values(["zone", "year"], ignore_index=True),
        "costs": run.table("costs").sort_values(["term", "payer", "zone", "year"], ignore_index=True),
        "region_years": run.table("regions")
        .rename(columns={"per_1000_active": "per_1000", "seats": "standing"})
        .sort_values(["region", "year"], ignore_index=True),
        "indicators": run.table("indicators")
        .rename(columns={"index": "index_name"})
        .sort_values(["zone", "year", "index_name", "indicator"], ignore_index=True),
    }


def _jobs(run: Run) -> pd.DataFrame:
    """Stock and rise of each zone and segment by year; the base year has a stock only, and rows above zero."""
    import pandas as pd

    base = run.inputs.zone_segment.rename(columns={"baseline_jobs": "jobs"})
    base = base[base["jobs"] > 0].assign(year=run.inputs.scalars.base_year, added=float("nan"))
    both = pd.concat([base, run.table("jobs")], ignore_index=True)
    return both.sort_values(["zone", "segment", "year"], ignore_index=True)
