"""Small random two-stage programmes, and their answers by scipy from matrices put together here."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from scipy.optimize import linprog

from siting.model.stochastic.linear import Linear
from siting.model.stochastic.two_stage import Scenario

NOW = ("x0", "x1")


@dataclass(frozen=True)
class Futures:
    """Cover needs h with capacity x decided now (at most 8 each), with y later, or dearly with the last columns.

    Arrays have one entry a scenario: costs (S, 7), matrix (S, 3, 7), needs (S, 3).
    """

    shares: np.ndarray
    costs: np.ndarray
    matrix: np.ndarray
    needs: np.ndarray

    @classmethod
    def random(cls, seed: int, count: int = 3) -> Futures:
        """Scenarios that have a plan whatever is decided."""
        rng = np.random.default_rng(seed)
        shares = rng.dirichlet(np.full(count, 3.0))
        shares[-1] = 1.0 - shares[:-1].sum()
        now = np.tile(rng.uniform(1, 4, 2), (count, 1))
        costs = np.hstack([now, rng.uniform(2, 9, (count, 2)), np.full((count, 3), 30.0)])
        matrix = np.concatenate([rng.uniform(0, 2, (count, 3, 4)), np.tile(np.eye(3), (count, 1, 1))], axis=2)
        return cls(shares, costs, matrix, rng.uniform(1, 12, (count, 3)))

    def scenarios(self) -> list[Scenario]:
        """As `TwoStage` takes them; every second with its columns and rows the other way round."""
        return [Scenario(f"s{s}", float(p), self.linear(s, turned=s % 2 == 1)) for s, p in enumerate(self.shares)]

    def linear(self, s: int, turned: bool = False) -> Linear:
        """One scenario."""
        step = -1 if turned else 1
        names = (*NOW, "y0", "y1", "z0", "z1", "z2")[::step]
        matrix = sp.csr_array(self.matrix[s][::step, ::step])
        upper = np.array([8.0, 8.0] + [np.inf] * 5)[::step]
        needs = self.needs[s][::step]
        return Linear(
            names, ("a", "b", "c")[::step], self.costs[s][::step], matrix, needs, np.full(3, np.inf), np.zeros(7), upper
        )

    def least(self, s: int, now: np.ndarray | None = None) -> float:
        """The least cost of a scenario, by itself or with ``now`` decided."""
        bounds = [(0, 8)] * 2 if now is None else [(value, value) for value in now]
        return float(linprog(self.costs[s], -self.matrix[s], -self.needs[s], bounds=bounds + [(0, None)] * 5).fun)

    def together(self, shares: np.ndarray, extra: np.ndarray, right: np.ndarray, cost: np.ndarray) -> float:
        """The least of ``shares`` @ costs + ``cost`` @ e, with costs_s + ``extra``[s] @ e <= ``right``[s] beside."""
        count, more = len(self.shares), extra.shape[1]
        width = 2 + 5 * count + more
        rows, sides, prices = [], [], np.zeros((count, width))
        for s in range(count):
            here = np.r_[0, 1, 2 + 5 * s + np.arange(5)]
            prices[s, here] = self.costs[s]
            block = np.zeros((3, width))
            block[:, here] = -self.matrix[s]
            rows.append(block)
            sides.append(-self.needs[s])
        bound = prices.copy()
        bound[:, width - more :] = extra
        held = np.isfinite(right)
        objective = shares @ prices
        objective[width - more :] = cost
        bounds = [(0, 8)] * 2 + [(0, None)] * (5 * count) + [(None, None)] + [(0, None)] * (more - 1)
        return float(
            linprog(
                objective, np.vstack([*rows, bound[held]]), np.concatenate([*sides, right[held]]), bounds=bounds[:width]
            ).fun
        )
