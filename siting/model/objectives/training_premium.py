"""What the training premium costs the state."""

from __future__ import annotations

from siting.model.arrays import Terms
from siting.model.data import ModelData
from siting.model.registry import term
from siting.model.variables import Variables


@term("training_premium", payer="state")
def training_premium(v: Variables, d: ModelData) -> tuple[Terms, ...]:
    r"""Premium for each job added, a share of its annual gross wage, in each of its first years.

    $$ \sum_{z,s,t} \; \sum_{\tau = t}^{\min(t + Y - 1,\, T)} \delta_\tau\, \pi^F\, \omega_{st}\, a_{zst} $$

    Source: circular 15/2025, 3.5 % of annual gross wage for five years.
    """
    paid = v.added * (d.wage * d.scalars.training_premium)
    return (paid.cumulative(d.scalars.training_premium_years),)
