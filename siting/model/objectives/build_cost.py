"""What building parks costs the developer."""

from __future__ import annotations

from siting.model.arrays import Terms
from siting.model.data import ModelData
from siting.model.registry import term
from siting.model.variables import Variables


@term("build_cost", payer="developer")
def build_cost(v: Variables, d: ModelData) -> tuple[Terms, ...]:
    r"""Building cost of new seats, less the part that the state refunds.

    $$ \sum_{z,t} \delta_t\, c^{seat}_z (1 - \chi_z)\, x_{zt} $$

    Source: park costs of the model file; territorial premium of the Investment Charter (2023).
    """
    return (v.build * (d.capex_per_seat * (1.0 + -d.territorial_premium)),)
