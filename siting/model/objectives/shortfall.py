"""What missing a soft goal costs."""

from __future__ import annotations

from siting.model.arrays import Terms
from siting.model.data import ModelData
from siting.model.registry import term
from siting.model.variables import Variables


@term("shortfall", payer="none", discounted=False)
def shortfall(v: Variables, d: ModelData) -> tuple[Terms, ...]:
    r"""Penalty on each job and each million MAD of exports missing to a soft goal; not discounted.

    $$ \sum_{t} (p^{jobs} h^{jobs}_t + p^{exports} h^{exports}_t) $$

    Source: goal programming, Charnes and Cooper (1961).
    """
    penalty = d.scalars.shortfall_penalty
    return (
        v.jobs_shortfall * penalty.get("jobs", 0.0),
        v.export_shortfall * penalty.get("exports", 0.0),
    )
