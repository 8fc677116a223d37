"""A group of zones has its share of the country."""

from __future__ import annotations

from typing import Literal

import numpy as np

from siting.model.arrays import Param
from siting.model.data import ModelData
from siting.model.registry import constraint
from siting.model.rows import Block, Rows
from siting.model.variables import Variables


@constraint("group_min", over=("group",), unit="jobs")
def group_min(v: Variables, d: ModelData) -> Block | None:
    r"""A group of zones has at least its lowest share of the country's jobs.

    $$ N_b - \underline\beta_b N \ge 0 \qquad \forall b $$

    $N_b$ are the jobs of the zones $Z_b$ in the final year, or their net change since the base year; $N$ likewise.

    Dual: what one more job in b beyond its lowest share costs (MMAD per job).
    Source: minimum shares of groups of sites, after Marsh and Schilling (1994).
    """
    built = _against(v, d, "min")
    return None if built is None else built[0] >= built[1]


@constraint("group_max", over=("group",), unit="jobs")
def group_max(v: Variables, d: ModelData) -> Block | None:
    r"""A group of zones has at most its highest share of the country's jobs.

    $$ N_b - \overline\beta_b N \le 0 \qquad \forall b $$

    $N_b$ are the jobs of the zones $Z_b$ in the final year, or their net change since the base year; $N$ likewise.

    Dual: minus what room for one more job in b is worth (MMAD per job).
    Source: maximum shares of groups of sites, after Marsh and Schilling (1994).
    """
    built = _against(v, d, "max")
    return None if built is None else built[0] <= built[1]


def _against(v: Variables, d: ModelData, bound: Literal["min", "max"]) -> tuple[Rows, Param] | None:
    """Jobs of each group that has the bound less its share of all jobs in the final year, and the right-hand side.

    That is zero, or for a share of the jobs added what the jobs of the base year contribute to the difference.
    """
    rules = [d.scalars.balance.groups[name] for name in d.sets["group"]]
    shares = {code: share for code, rule in enumerate(rules) if (share := getattr(rule, bound)) is not None}
    if not shares:
        return None
    jobs, base = v.jobs.at("year", d.last), d.baseline_jobs.total("segment").values
    rows = d.rows(keys={"group": np.array(list(shares), dtype=np.int64)})
    right = np.zeros(d.sizes["group"])
    for code, share in shares.items():
        inside = d.in_group[code]
        rows.sum(jobs.where(inside[jobs.index["zone"]]).labelled("group", code))
        rows.sum(jobs.labelled("group", code) * -share)
        if rules[code].on == "added":
            right[code] = base[inside].sum() - share * base.sum()
    return rows, Param(("group",), right)
