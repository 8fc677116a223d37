"""What a payer can spend in a year."""

from __future__ import annotations

import numpy as np

from siting.model.arrays import Param
from siting.model.data import ModelData
from siting.model.objectives import COST_TERMS
from siting.model.registry import constraint
from siting.model.rows import Block
from siting.model.variables import Variables


@constraint("budget", over=("payer", "year"), unit="MMAD")
def budget(v: Variables, d: ModelData) -> Block | None:
    r"""What a payer bears in a year stays within the budget set for that year, in money of the year.

    $$ \sum_{k \in C_p} c_{kt} \le B_{pt} \qquad \forall (p,t) \text{ with a budget} $$

    $C_p$ are the cost terms that payer p bears, $c_{kt}$ what term k costs in year t, not discounted. The training
    premium counts in each year in which it is paid, the opening of parks in the first year.

    Dual: minus what one more million MAD of budget of p in year t saves (MMAD per MMAD).
    Source: budget rows of the programme of public investment.
    """
    limits = np.full((d.sizes["payer"], d.sizes["year"]), np.nan)
    for payer, by_year in d.scalars.budgets.items():
        for year, amount in by_year.items():
            limits[d.sets["payer"].index(payer), d.sets["year"].index(str(year))] = amount
    payers, years = np.nonzero(~np.isnan(limits))
    if not len(payers):
        return None
    rows = d.rows(keys={"payer": payers, "year": years})
    for cost in COST_TERMS:
        if cost.payer == "none":
            continue
        code = d.sets["payer"].index(cost.payer)
        for part in cost.terms(v, d):
            paid = part.labelled("payer", code)
            rows.sum(paid.where(~np.isnan(limits[code, paid.index["year"]])))
    return rows <= Param(("payer", "year"), limits)
