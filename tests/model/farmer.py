"""The farmer's problem of Birge and Louveaux (Introduction to Stochastic Programming, section 1.1)."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from siting.model.stochastic.linear import Linear
from siting.model.stochastic.two_stage import Scenario

#: Acres of wheat, corn and sugar beets, decided before the weather.
NOW = ("wheat", "corn", "beets")
LATER = ("buy wheat", "sell wheat", "buy corn", "sell corn", "sell beets dear", "sell beets cheap")


def season(factor: float) -> Linear:
    """One season, yields being ``factor`` times the mean; what is earned is a negative cost ($)."""
    wheat, corn, beets = 2.5 * factor, 3.0 * factor, 20.0 * factor
    rows = [
        [1, 1, 1, 0, 0, 0, 0, 0, 0],
        [wheat, 0, 0, 1, -1, 0, 0, 0, 0],
        [0, corn, 0, 0, 0, 1, -1, 0, 0],
        [0, 0, beets, 0, 0, 0, 0, -1, -1],
    ]
    return Linear(
        (*NOW, *LATER),
        ("land", "wheat", "corn", "beets"),
        np.array([150.0, 230, 260, 238, -170, 210, -150, -36, -10]),
        sp.csr_array(np.array(rows, dtype=np.float64)),
        np.array([-np.inf, 200, 240, 0]),
        np.array([500, np.inf, np.inf, np.inf]),
        np.zeros(9),
        np.array([np.inf] * 7 + [6000, np.inf]),
    )


def farm() -> list[Scenario]:
    """Bad, mean and good yields, each with probability 1/3."""
    return [Scenario(name, 1 / 3, season(factor)) for name, factor in (("bad", 0.8), ("mean", 1.0), ("good", 1.2))]
