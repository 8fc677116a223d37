"""What travelling to work costs the workers."""

from __future__ import annotations

from siting.model.arrays import Terms
from siting.model.data import ModelData
from siting.model.registry import term
from siting.model.variables import Variables


@term("commuting_cost", payer="worker")
def commuting_cost(v: Variables, d: ModelData) -> tuple[Terms, ...]:
    r"""Cost of commuting, by minute of one way.

    $$ \sum_{(i,z) \in \mathcal{A},\, q, t} \delta_t\, c^{com}\, \ell_{iz}\, w_{izqt} $$

    Source: transportation costs of the location-allocation problem, Cooper (1963).
    """
    _, _, minutes = d.arcs
    return (v.staff.weighted(minutes[v.staff.index["arc"]] * d.scalars.commuting_cost),)
