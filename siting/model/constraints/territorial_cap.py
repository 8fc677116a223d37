"""No region takes more than a multiple of what its labour force would give it."""

from __future__ import annotations

from siting.model.data import ModelData
from siting.model.registry import constraint
from siting.model.rows import Block
from siting.model.variables import Variables


@constraint("territorial_cap", over=("region",), unit="jobs")
def territorial_cap(v: Variables, d: ModelData) -> Block | None:
    r"""A region has at most a given multiple of the jobs that its share of the labour force would give it.

    $$ N_r - \psi \frac{A_r}{A} N \le 0 \qquad \forall r $$

    $N_r$ are the jobs of region r in the final year, or their net change since the base year; $N$ likewise.

    Dual: minus what room for one more job in r is worth (MMAD per job).
    Source: territorial caps of spatial planning, after Marsh and Schilling (1994).
    """
    cap = d.scalars.balance.cap
    if cap is None:
        return None
    left, right = d.against_share(v.jobs, cap)
    return d.rows("region").sum(*left) <= right
