"""Variables that follow from the jobs of the regions: gaps, levels, ranks, losses."""

from __future__ import annotations

import numpy as np

from siting.model.arrays import FloatArray
from siting.model.constraints.kolm_pollak import loss_curve
from siting.model.program import Program

__all__ = ["follow_jobs"]


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
