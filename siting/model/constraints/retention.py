"""Nobody is moved."""

from __future__ import annotations

from siting.model.data import ModelData
from siting.model.registry import constraint
from siting.model.rows import Block
from siting.model.variables import Variables


@constraint("retention", over=("zone", "year"), unit="jobs")
def retention(v: Variables, d: ModelData) -> Block:
    r"""A zone keeps its jobs, but for the share that it may lose in a year.

    $$ \sum_{s} n_{zst} \ge (1-\lambda) \sum_{s} n_{zs,t-1} \qquad \forall z, t $$

    Dual: what it costs to keep one more job in z in year t (MMAD per job).
    Source: existing facilities that must stay, Melo, Nickel and Saldanha-da-Gama (2006).
    """
    kept = 1.0 - d.scalars.shrink_limit
    before = d.first_year_only(d.baseline_jobs.total("segment")) * kept
    return d.rows("zone", "year").sum(v.jobs, -(v.jobs.lagged() * kept)) >= before
