"""What counts as a job added."""

from __future__ import annotations

from siting.model.data import ModelData
from siting.model.registry import constraint
from siting.model.rows import Block
from siting.model.variables import Variables


@constraint("jobs_added", over=("zone", "segment", "year"), unit="jobs")
def jobs_added(v: Variables, d: ModelData) -> Block:
    r"""A rise of the stock of jobs is made of jobs added; a fall adds nothing.

    $$ a_{zst} \ge n_{zst} - n_{zs,t-1} \qquad \forall (z,s,t) $$

    One row for each jobs variable; jobs of a year before that has no variable count as none.

    Dual: what the premiums on one job added in z, s, t cost (MMAD per job).
    Source: linearised expansion, Luss (1982).
    """
    rows = d.rows(keys={dim: v.jobs.index[dim] for dim in ("zone", "segment", "year")})
    before = v.jobs.lagged()
    known = d.has_jobs[before.index["zone"], before.index["segment"], before.index["year"]]
    return rows.sum(v.added, -v.jobs, before.where(known)) >= -d.first_year_only(d.baseline_jobs)
