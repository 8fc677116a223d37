"""A plan by column from its tables; what follows from the jobs of the regions: gaps, levels, ranks, losses."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from siting.model.arrays import Family, FloatArray
from siting.model.constraints.kolm_pollak import loss_curve
from siting.model.data import ModelData
from siting.model.program import Program

__all__ = ["follow_jobs", "plan_by_column", "values_at"]


def follow_jobs(program: Program, jobs: FloatArray, plan: FloatArray) -> None:
    """Fill ``plan`` (by column, in place) where it follows from ``jobs`` (regions,) of the final year: as small, or as
    high, as the rows let them be."""
    v, d = program.variables, program.data
    rates = 1000.0 * jobs / d.active.values
    if len(v.distance):
        one, other, share = v.distance.index["region"], v.distance.index["other"], d.active_share.values
        plan[v.distance.column] = np.abs(share[other] * jobs[one] - share[one] * jobs[other])
    if len(v.least):
        plan[v.least.column] = float(rates.min())
    if len(v.threshold):
        ranked = np.sort(rates)[v.threshold.index["rank"]]
        plan[v.threshold.column] = ranked
        plan[v.below.column] = np.maximum(0.0, ranked[:, None] - rates[None, :]).ravel()
    if len(v.loss):
        curve = loss_curve(d)
        plan[v.loss.column] = np.interp(rates, curve.levels, curve.losses)


def plan_by_column(program: Program, tables: Mapping[str, pd.DataFrame]) -> FloatArray:
    """A plan by column, from the tables ``jobs``, ``seats``, ``staff``, ``trained`` and ``shortfall`` of a run."""
    v, d = program.variables, program.data
    plan = np.zeros(len(program.cost))
    seats, jobs, short = tables["seats"], tables["jobs"], tables.get("shortfall")
    sources: list[tuple[Family, pd.DataFrame, str]] = [
        (v.jobs, jobs, "jobs"),
        (v.added, jobs, "added"),
        (v.build, seats, "built"),
        (v.staff, tables["staff"], "staff"),
        (v.trained, tables["trained"], "trained"),
        (v.open, seats.drop_duplicates("zone"), "open"),
        (v.phases, seats, "phases"),
    ]
    if short is not None:
        sources += [
            (v.jobs_shortfall, short[short["goal"] == "jobs"], "shortfall"),
            (v.export_shortfall, short[short["goal"] == "exports"], "shortfall"),
        ]
    for family, table, column in sources:
        if len(family):
            plan[family.column] = values_at(d, family, table, column)
    zone = v.jobs.index["zone"]
    last = v.jobs.index["year"] == d.last
    region = d.region_of.values.astype(np.int64)[zone[last]]
    follow_jobs(program, np.bincount(region, plan[v.jobs.column[last]], d.sizes["region"]), plan)
    return plan


def values_at(d: ModelData, family: Family, table: pd.DataFrame, column: str) -> FloatArray:
    """Values of a table at the keys of a family; zero where it has no line."""
    dims = [dim for dim in family.index if dim in d.sets]
    keys = [np.array(d.sets[dim], dtype=object)[family.index[dim]] for dim in dims]
    wanted = pd.MultiIndex.from_arrays(keys, names=dims)
    known = pd.MultiIndex.from_arrays([table[dim].astype(str) for dim in dims], names=dims)
    found = pd.Series(table[column].to_numpy(np.float64), index=known).reindex(wanted, fill_value=0.0)
    return np.asarray(found.to_numpy(), dtype=np.float64)
