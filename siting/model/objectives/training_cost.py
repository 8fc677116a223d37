"""What training grants cost the state."""

from __future__ import annotations

from siting.model.arrays import Terms
from siting.model.data import ModelData
from siting.model.registry import term
from siting.model.variables import Variables


@term("training_cost", payer="state")
def training_cost(v: Variables, d: ModelData) -> tuple[Terms, ...]:
    r"""Grants for people trained for the sector.

    $$ \sum_{i,q,t} \delta_t\, c^{grant}\, u_{iqt} $$

    Source: training grant of the model file.
    """
    return (v.trained * d.scalars.training_grant,)
