"""A mean of the regions' rates in which low rates weigh more, as an objective."""

from __future__ import annotations

import numpy as np

from siting.model.arrays import Param, Terms
from siting.model.data import ModelData
from siting.model.registry import term
from siting.model.variables import Variables
from siting.model.welfare import falls


@term("ordered_median", payer="none", unit="jobs per 1,000 active", discounted=False, maximised=True)
def ordered_median(v: Variables, d: ModelData) -> tuple[Terms, ...]:
    r"""Weighted mean of the regions' rates of the final year in rising order; maximised.

    $$ \max \sum_j (w^{rank}_j - w^{rank}_{j+1}) \left( j\, v^{rank}_j - \sum_r d_{jr} \right) $$

    Source: ordered median, Nickel and Puerto (2005); sums of the k lowest, Ogryczak and Tamir (2003).
    """
    rule = d.scalars.balance.ordered_median
    drop, times = np.zeros(d.sizes["rank"]), np.zeros(d.sizes["rank"])
    for rank, fall in falls(rule.weights) if rule is not None else ():
        drop[rank - 1], times[rank - 1] = fall, rank * fall
    raised = v.threshold * Param(("rank",), times)
    lacking = v.below * Param(("rank",), -drop)
    return raised.labelled("year", d.last), lacking.labelled("year", d.last)
