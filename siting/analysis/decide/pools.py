"""What it costs to be sure of the staff of every park when some of the places it recruits from fall short."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from siting.errors import UsageError
from siting.model.build import build
from siting.model.inputs import Inputs
from siting.model.stochastic.linear import Living
from siting.model.stochastic.protection import guarded_pools
from siting.solving import Step

__all__ = ["price_of_protection"]


def price_of_protection(
    inputs: Inputs, shortfall: float, budgets: Sequence[float], progress: Step = lambda message: None
) -> pd.DataFrame:
    """The least cost when in every park any so many of the places it recruits from send fewer people than planned.

    ``shortfall`` is the share of its recruits that a place may lack, in [0, 1]; ``budgets`` are the numbers of places
    (Gamma of Bertsimas and Sim; see `siting.model.stochastic.protection.guarded_pools`). One row a budget: places,
    cost_mmad (million MAD at present value, infinite where no plan is left), extra_mmad (over the plan without
    protection). Raises `UsageError` for no budgets, figures outside their range and whole parks, `NoPlan`.
    """
    if not len(budgets):
        raise UsageError("give at least one number of places to be protected against")
    program = build(inputs)
    costs = []
    for places in (0.0, *budgets):
        progress(f"protection against {places:g} places that fall short")
        found = Living(guarded_pools(program, shortfall, places)).solve()
        costs.append(np.inf if found is None else found[0])
    nominal, guarded = costs[0], np.array(costs[1:])
    extra = np.maximum(guarded - nominal, 0.0) if np.isfinite(nominal) else np.full(len(guarded), np.nan)
    return pd.DataFrame({"places": np.array(budgets, dtype=np.float64), "cost_mmad": guarded, "extra_mmad": extra})
