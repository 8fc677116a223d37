"""A place fills only so fast."""

from __future__ import annotations

from siting.model.data import ModelData
from siting.model.registry import constraint
from siting.model.rows import Block
from siting.model.variables import Variables


@constraint("absorption", over=("zone", "year"), unit="jobs")
def absorption(v: Variables, d: ModelData) -> Block:
    r"""Jobs in a zone grow by a share of what stands there and an entry allowance a year.

    $$ \sum_{s} n_{zst} \le (1+\gamma) \sum_{s} n_{zs,t-1} + \varepsilon_z \qquad \forall z, t $$

    Dual: minus what one more job of allowance in z in year t is worth (MMAD per job).
    Source: growth-limited expansion, as in Loulou and Labriet (2008); the slow fill of Oujda Shore, 2013-2019.
    """
    growth = 1.0 + d.scalars.growth_limit
    before = d.first_year_only(d.baseline_jobs.total("segment")) * growth
    return d.rows("zone", "year").sum(v.jobs, -(v.jobs.lagged() * growth)) <= before + d.entry_limit
