"""Every region gets a minimum of what its labour force would give it."""

from __future__ import annotations

from siting.model.data import ModelData
from siting.model.registry import constraint
from siting.model.rows import Block
from siting.model.variables import Variables


@constraint("territorial_floor", over=("region",), unit="jobs")
def territorial_floor(v: Variables, d: ModelData) -> Block | None:
    r"""A region has at least a given part of the jobs that its share of the labour force would give it.

    $$ N_r - \varphi \frac{A_r}{A} N \ge 0 \qquad \forall r $$

    $N_r$ are the jobs of region r in the final year, or their net change since the base year; $N$ likewise.

    Dual: what it costs to place one more job in r (MMAD per job).
    Source: territorial floors of spatial planning, after Marsh and Schilling (1994).
    """
    floor = d.scalars.balance.floor
    if floor is None:
        return None
    left, right = d.against_share(v.jobs, floor)
    return d.rows("region").sum(*left) >= right
