r"""The extensive form: what is decided now once, all the rest and all rows once for each scenario.

$$ \min_{x, y_1, \dots, y_S} \rho(f_1, \dots, f_S), \qquad f_s = c_s x + q_s y_s, \qquad
   T_s x + W_s y_s \lessgtr h_s \quad \forall s $$

What $\rho$ may be stands in `siting.model.stochastic.two_stage`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import scipy.sparse as sp

from siting.errors import Infeasible, UsageError
from siting.model.arrays import FloatArray, IntArray
from siting.model.stochastic.linear import Linear, Name

__all__ = ["Aim", "Extensive", "Scenario"]

#: A least cost below which relative regret has nothing to divide by.
_NOTHING = 1e-9


@dataclass(frozen=True)
class Scenario:
    """A future: its name, its probability (above 0) and the programme that holds in it."""

    name: str
    probability: float
    linear: Linear


@dataclass(frozen=True)
class Aim:
    """What is made small. ``level`` is the share of futures that CVaR leaves out, in [0, 1); ``weight`` that of CVaR
    beside the expected cost, in [0, 1]; ``relative`` divides each regret by the least cost of its scenario.

    Raises `UsageError` for figures outside these ranges.
    """

    kind: Literal["expected", "cvar", "regret"] = "expected"
    level: float = 0.9
    weight: float = 1.0
    relative: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.level < 1:
            raise UsageError(f"the level of risk is {self.level:g}: give a share from 0 to below 1")
        if not 0 <= self.weight <= 1:
            raise UsageError(f"the weight of risk is {self.weight:g}: give a share from 0 to 1")

    @property
    def blind(self) -> bool:
        """Whether the cost of some scenarios may not count at all, so that it need not be the least."""
        return self.kind == "regret" or (self.kind == "cvar" and self.weight == 1.0)


@dataclass(frozen=True)
class Extensive:
    """The extensive form. The cost of ``linear`` is the expected cost; ``now`` and ``later`` tell for each scenario
    which of its columns are shared (the first of ``linear``, in this order) and which are its own (then, scenario by
    scenario)."""

    scenarios: tuple[Scenario, ...]
    now: tuple[IntArray, ...]
    later: tuple[IntArray, ...]
    linear: Linear

    @classmethod
    def of(cls, scenarios: Sequence[Scenario], names: Sequence[Name]) -> Extensive:
        """The extensive form of ``scenarios``, of which the columns called ``names`` are decided now.

        Raises `Infeasible` where the bounds of a shared column exclude one another.
        """
        parts = [each.linear for each in scenarios]
        now = tuple(part.places(names) for part in parts)
        later = tuple(np.setdiff1d(np.arange(len(part.cost)), here) for part, here in zip(parts, now, strict=True))
        own = list(zip(parts, later, strict=True))
        both = list(zip(parts, now, strict=True))
        lowest = np.max([part.column_lower[here] for part, here in both], axis=0)
        highest = np.min([part.column_upper[here] for part, here in both], axis=0)
        if (lowest > highest).any():
            wrong = [name for name, off in zip(names, lowest > highest, strict=True) if off]
            raise Infeasible(f"{name} is decided now, and no value of it suits all scenarios" for name in wrong)
        shares = np.array([each.probability for each in scenarios])
        shared = sp.vstack([part.matrix[:, here] for part, here in both])
        blocks = sp.block_diag([part.matrix[:, rest] for part, rest in own])
        linear = Linear(
            (*names, *((n, part.columns[c]) for n, (part, rest) in enumerate(own) for c in rest.tolist())),
            tuple((number, row) for number, part in enumerate(parts) for row in part.rows),
            np.r_[
                shares @ np.array([part.cost[here] for part, here in both]),
                np.concatenate([p * part.cost[rest] for p, (part, rest) in zip(shares, own, strict=True)]),
            ],
            sp.csr_array(sp.hstack([shared, blocks])),
            np.concatenate([part.row_lower for part in parts]),
            np.concatenate([part.row_upper for part in parts]),
            np.concatenate([lowest, *(part.column_lower[rest] for part, rest in own)]),
            np.concatenate([highest, *(part.column_upper[rest] for part, rest in own)]),
        )
        return cls(tuple(scenarios), now, later, linear)

    def costs(self) -> sp.csr_array:
        """The cost of each scenario (rows) over the columns of the extensive form."""
        parts = [each.linear for each in self.scenarios]
        shared = np.array([part.cost[here] for part, here in zip(parts, self.now, strict=True)])
        own = [sp.csr_array(part.cost[rest][None, :]) for part, rest in zip(parts, self.later, strict=True)]
        return sp.csr_array(sp.hstack([sp.csr_array(shared), sp.block_diag(own)]))

    def for_aim(self, aim: Aim, least: FloatArray) -> tuple[Linear, FloatArray]:
        r"""The extensive form with what ``aim`` needs beside it (its cost stays the expected cost), and the aim's cost.

        CVaR adds $\eta$ and the excesses $e_s \ge 0$ with rows $f_s - \eta - e_s \le 0$. Regret adds the largest regret
        r with rows $f_s - k_s r \le f_s^*$; $f_s^*$ is ``least``, $k_s$ is 1 or $|f_s^*|$. Raises `UsageError` for
        relative regret where a scenario costs nothing.
        """
        whole, count = self.linear, len(self.scenarios)
        if aim.kind == "expected":
            return whole, whole.cost
        if aim.kind == "cvar":
            extra = sp.csr_array(sp.hstack([-np.ones((count, 1)), -sp.eye_array(count)]))
            upper, lowest = np.zeros(count), np.r_[-np.inf, np.zeros(count)]
            shares = np.array([each.probability for each in self.scenarios])
            dear = np.r_[1.0, shares / (1.0 - aim.level)]
            cost = np.r_[(1.0 - aim.weight) * whole.cost, aim.weight * dear]
        else:
            scale = np.abs(least) if aim.relative else np.ones(count)
            if (scale < _NOTHING).any():
                names = [each.name for each, size in zip(self.scenarios, scale, strict=True) if size < _NOTHING]
                raise UsageError(f"relative regret divides by the least cost, which is nothing in {', '.join(names)}")
            extra, upper, lowest = sp.csr_array(-scale[:, None]), least, np.zeros(1)
            cost = np.r_[np.zeros(len(whole.cost)), 1.0]
        rows = sp.csr_array(sp.hstack([self.costs(), extra]))
        wider = whole.with_columns([(aim.kind, number) for number in range(extra.shape[1])], lowest)
        return wider.with_rows([("cost", n) for n in range(count)], rows, np.full(count, -np.inf), upper), cost
