"""Land and market set a limit to what is built."""

from __future__ import annotations

from siting.model.data import ModelData
from siting.model.registry import constraint
from siting.model.rows import Block
from siting.model.variables import Variables


@constraint("site_limit", over=("zone",), unit="seats")
def site_limit(v: Variables, d: ModelData) -> Block:
    r"""A zone takes no more new seats over the horizon than its land and market allow.

    $$ \sum_{t} x_{zt} \le X^{max}_z \qquad \forall z $$

    Dual: minus what room for one more seat in z is worth (MMAD per seat).
    Source: capacitated location with limits on expansion, Jena, Cordeau and Gendron (2015).
    """
    return d.rows("zone").sum(v.build) <= d.max_new_seats
