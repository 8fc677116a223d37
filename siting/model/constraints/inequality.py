"""Inequality between regions: the Gini coefficient, exactly and linearly."""

from __future__ import annotations

from siting.model.arrays import Terms
from siting.model.data import ModelData
from siting.model.registry import constraint
from siting.model.rows import Block
from siting.model.variables import Variables


@constraint("inequality_pair_up", over=("region", "other"), unit="jobs")
def inequality_pair_up(v: Variables, d: ModelData) -> Block | None:
    r"""The gap of a pair of regions is at least the lead of the first.

    $$ g_{rr'} \ge \alpha_{r'} N_r - \alpha_r N_{r'} \qquad \forall r < r', \quad \alpha_r = A_r / A $$

    Dual: the weight of this pair in the price of inequality (objective unit per job).
    Source: Drezner, Drezner and Guyse (2009); Lejeune and Prasad (2013).
    """
    return _pairs(v, d, sign=-1.0)


@constraint("inequality_pair_down", over=("region", "other"), unit="jobs")
def inequality_pair_down(v: Variables, d: ModelData) -> Block | None:
    r"""The gap of a pair of regions is at least the lead of the second.

    $$ g_{rr'} \ge \alpha_r N_{r'} - \alpha_{r'} N_r \qquad \forall r < r' $$

    Dual: the weight of this pair in the price of inequality (objective unit per job).
    Source: Drezner, Drezner and Guyse (2009); Lejeune and Prasad (2013).
    """
    return _pairs(v, d, sign=1.0)


@constraint("inequality", over=(), unit="jobs")
def inequality(v: Variables, d: ModelData) -> Block | None:
    r"""The Gini coefficient of jobs per active over the regions stays below its limit in the final year.

    $$ \sum_{r<r'} g_{rr'} \le G^{max} N, \qquad
       G = \frac{1}{A N} \sum_{r<r'} A_r A_{r'} \left| e_r - e_{r'} \right|, \quad e_r = N_r / A_r $$

    Dual: minus what one more job of allowed gap is worth (objective unit per job).
    Source: Drezner, Drezner and Guyse (2009); Lejeune and Prasad (2013).
    """
    limit = d.scalars.balance.gini_max
    if limit is None:
        return None
    total = v.jobs.at("year", d.last) * -limit
    return d.rows().sum(v.distance, total) <= 0.0


def _pairs(v: Variables, d: ModelData, sign: float) -> Block | None:
    if not len(v.distance):
        return None
    rows = d.rows(keys={dim: v.distance.index[dim] for dim in ("region", "other")})
    jobs = v.jobs.at("year", d.last).join("region", d.region_of)
    parts: list[Terms] = [v.distance]
    for one, other in zip(v.distance.index["region"], v.distance.index["other"], strict=True):
        for here, there, way in ((one, other, sign), (other, one, -sign)):
            part = jobs.where(jobs.index["region"] == here) * (way * d.active_share.values[there])
            parts.append(part.labelled("region", one).labelled("other", other))
    return rows.sum(*parts) >= 0.0
