"""What the state refunds of the investment."""

from __future__ import annotations

from siting.model.arrays import Terms
from siting.model.data import ModelData
from siting.model.registry import term
from siting.model.variables import Variables


@term("territorial_premium", payer="state")
def territorial_premium(v: Variables, d: ModelData) -> tuple[Terms, ...]:
    r"""Territorial premium: the part of the building cost that the state refunds in favoured provinces.

    $$ \sum_{z,t} \delta_t\, \chi_z\, c^{seat}_z\, x_{zt} $$

    Source: Investment Charter, categories A (10 %) and B (15 %), 2023.
    """
    return (v.build * (d.capex_per_seat * d.territorial_premium),)
