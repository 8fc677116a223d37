"""What the employment premium costs the state."""

from __future__ import annotations

from siting.model.arrays import Terms
from siting.model.data import ModelData
from siting.model.registry import term
from siting.model.variables import Variables


@term("employment_premium", payer="state")
def employment_premium(v: Variables, d: ModelData) -> tuple[Terms, ...]:
    r"""Premium paid once for each job added, a share of its annual gross wage.

    $$ \sum_{z,s,t} \delta_t\, \pi^E\, \omega_{st}\, a_{zst} $$

    Source: circular 15/2025, 17 % of annual gross wage.
    """
    return (v.added * (d.wage * d.scalars.employment_premium),)
