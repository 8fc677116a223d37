"""Jobs need seats."""

from __future__ import annotations

from siting.model.data import ModelData
from siting.model.registry import constraint
from siting.model.rows import Block
from siting.model.variables import Variables


@constraint("capacity", over=("zone", "year"), unit="seats")
def capacity(v: Variables, d: ModelData) -> Block:
    r"""Jobs in a zone never need more seats than stand there.

    $$ \sum_{s} \kappa_{st}\, n_{zst} \le K^0_z + \sum_{\tau \le t} (K^c_{z\tau} + x_{z\tau}) \qquad \forall z, t $$

    Dual: minus what one more seat standing in z in year t is worth (MMAD per seat).
    Source: multi-period capacitated location, Melo, Nickel and Saldanha-da-Gama (2006).
    """
    used = v.jobs * d.seats_per_job
    return d.rows("zone", "year").sum(used, -v.build.cumulative()) <= d.seats_available
