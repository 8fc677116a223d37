"""Parks come in phases and are not opened below a size."""

from __future__ import annotations

from siting.model.data import ModelData
from siting.model.registry import constraint
from siting.model.rows import Block
from siting.model.variables import Variables


@constraint("indivisible_phase", over=("zone", "year"), unit="seats")
def indivisible_phase(v: Variables, d: ModelData) -> Block | None:
    r"""Seats are delivered in whole phases.

    $$ x_{zt} = M\, m_{zt}, \quad m_{zt} \in \mathbb{N} \qquad \forall z, t $$

    Dual: from the linear programme with the phases fixed (MMAD per seat).
    Source: modular capacities, Jena, Cordeau and Gendron (2015).
    """
    if not d.scalars.indivisible:
        return None
    return d.rows("zone", "year").sum(v.build, -(v.phases * d.scalars.phase_seats)).equals(0.0)


@constraint("indivisible_max", over=("zone",), unit="seats")
def indivisible_max(v: Variables, d: ModelData) -> Block | None:
    r"""Nothing is built where no park is opened.

    $$ \sum_{t} x_{zt} \le X^{max}_z\, y_z, \quad y_z \in \{0, 1\} \qquad \forall z $$

    Dual: from the linear programme with the parks fixed (MMAD per seat).
    Source: Van Roy and Erlenkotter (1982).
    """
    if not d.scalars.indivisible:
        return None
    return d.rows("zone").sum(v.build, -(v.open * d.max_new_seats)) <= 0.0


@constraint("indivisible_min", over=("zone",), unit="seats")
def indivisible_min(v: Variables, d: ModelData) -> Block | None:
    r"""A park that is opened reaches its smallest size by the final year.

    $$ \sum_{t} x_{zt} \ge X^{min}\, y_z \qquad \forall z $$

    Dual: from the linear programme with the parks fixed (MMAD per seat).
    Source: semi-continuous capacities, Jena, Cordeau and Gendron (2015).
    """
    if not d.scalars.indivisible:
        return None
    return d.rows("zone").sum(v.build, -(v.open * d.scalars.min_park_seats)) >= 0.0
