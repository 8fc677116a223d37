"""The export goal."""

from __future__ import annotations

import numpy as np

from siting.model.data import ModelData
from siting.model.registry import constraint
from siting.model.rows import Block
from siting.model.variables import Variables


@constraint("export_goal", over=("year",), unit="MMAD")
def export_goal(v: Variables, d: ModelData) -> Block | None:
    r"""Exports of the sector reach the goal in every year for which one is set.

    $$ \sum_{z,s} \xi_{st}\, n_{zst} + h^{exports}_t \ge E^{goal}_t \qquad \forall t \text{ with a goal} $$

    Dual: what one more million MAD of exports asked for in year t costs (MMAD per MMAD).
    Source: Morocco's goal of 40 bn MAD in 2030.
    """
    years = d.goal_years("exports")
    if not len(years):
        return None
    exports = (v.jobs * d.export_per_job).where(np.isin(v.jobs.index["year"], years))
    return d.rows(keys={"year": years}).sum(exports, v.export_shortfall) >= d.export_goal
