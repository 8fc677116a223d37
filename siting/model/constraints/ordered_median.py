"""A floor under a mean of the regions' rates in which low rates weigh more."""

from __future__ import annotations

from siting.model.constraints.least_served import density
from siting.model.data import ModelData
from siting.model.objectives.ordered_median import ordered_median as term
from siting.model.registry import constraint
from siting.model.rows import Block
from siting.model.variables import Variables


@constraint("rank_gap", over=("rank", "region"), unit="jobs per 1,000 active")
def rank_gap(v: Variables, d: ModelData) -> Block | None:
    r"""What a region lacks to a rank's threshold is at least the threshold less its rate.

    $$ d_{jr} \ge v^{rank}_j - \frac{1000}{A_r} N_r \qquad \forall j, r $$

    Dual: the weight of region r in the sum of the j lowest rates.
    Source: Ogryczak and Tamir (2003).
    """
    if not len(v.below):
        return None
    keys = {dim: v.below.index[dim] for dim in ("rank", "region")}
    rates = density(v, d)
    ranks = v.threshold.index["rank"].tolist()
    regions = range(d.sizes["region"])
    return (
        d.rows(keys=keys).sum(
            v.below,
            *(rates.labelled("rank", rank) for rank in ranks),
            *(-v.threshold.labelled("region", region) for region in regions),
        )
        >= 0.0
    )


@constraint("ordered_median", over=(), unit="jobs per 1,000 active")
def ordered_median(v: Variables, d: ModelData) -> Block | None:
    r"""The weighted mean of the regions' rates in rising order reaches at least a given value in the final year.

    $$ \sum_j (w^{rank}_j - w^{rank}_{j+1}) \left( j\, v^{rank}_j - \sum_r d_{jr} \right) \ge \underline M,
       \qquad w^{rank}_j \ge w^{rank}_{j+1}, \quad \sum_j w^{rank}_j = 1 $$

    Dual: what one more job per 1,000 active in the mean costs (MMAD per job per 1,000 active).
    Source: ordered median, Nickel and Puerto (2005); sums of the k lowest, Ogryczak and Tamir (2003).
    """
    rule = d.scalars.balance.ordered_median
    if rule is None or rule.min is None:
        return None
    return d.rows().sum(*term.terms(v, d)) >= rule.min
