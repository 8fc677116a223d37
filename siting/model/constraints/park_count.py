"""How many parks, and where at least one."""

from __future__ import annotations

from siting.model.data import ModelData
from siting.model.registry import constraint
from siting.model.rows import Block
from siting.model.variables import Variables


@constraint("park_count_min", over=(), unit="parks")
def park_count_min(v: Variables, d: ModelData) -> Block | None:
    r"""At least so many zones have a park opened or extended.

    $$ \sum_{z} y_z \ge k^{min} $$

    Dual: from the linear programme with the parks fixed (MMAD per park).
    Source: p-median rows, ReVelle and Swain (1970).
    """
    fewest = d.scalars.park_count.min
    return None if fewest is None else d.rows().sum(v.open) >= float(fewest)


@constraint("park_count_max", over=(), unit="parks")
def park_count_max(v: Variables, d: ModelData) -> Block | None:
    r"""At most so many zones have a park opened or extended.

    $$ \sum_{z} y_z \le k^{max} $$

    Dual: from the linear programme with the parks fixed (MMAD per park).
    Source: p-median rows, ReVelle and Swain (1970).
    """
    most = d.scalars.park_count.max
    return None if most is None else d.rows().sum(v.open) <= float(most)


@constraint("park_per_region", over=("region",), unit="parks")
def park_per_region(v: Variables, d: ModelData) -> Block | None:
    r"""Every region has a park opened or extended.

    $$ \sum_{z : r(z) = r} y_z \ge 1 \qquad \forall r $$

    Dual: from the linear programme with the parks fixed (MMAD per park).
    Source: one park per region, as a covering row, Toregas et al. (1971).
    """
    if not d.scalars.park_count.one_per_region:
        return None
    return d.rows("region").sum(v.open.join("region", d.region_of)) >= 1.0
