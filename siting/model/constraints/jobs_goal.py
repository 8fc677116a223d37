"""The jobs goal."""

from __future__ import annotations

import numpy as np

from siting.model.data import ModelData
from siting.model.registry import constraint
from siting.model.rows import Block
from siting.model.variables import Variables


@constraint("jobs_goal", over=("year",), unit="jobs")
def jobs_goal(v: Variables, d: ModelData) -> Block | None:
    r"""The country reaches its jobs in every year for which a goal is set.

    $$ \sum_{z,s} n_{zst} + h^{jobs}_t \ge N^{goal}_t \qquad \forall t \text{ with a goal} $$

    The shortfall $h$ exists only where the goal is declared soft.

    Dual: what one more job asked for in year t costs (MMAD per job).
    Source: Morocco's goal of 270,000 jobs in 2030; demand rows of the location problem.
    """
    years = d.goal_years("jobs")
    if not len(years):
        return None
    counted = v.jobs.where(np.isin(v.jobs.index["year"], years))
    return d.rows(keys={"year": years}).sum(counted, v.jobs_shortfall) >= d.jobs_goal
