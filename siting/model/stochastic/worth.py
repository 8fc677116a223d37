r"""What it is worth to know first, and what it costs to plan for the average future.

For a minimisation (Birge and Louveaux 2011, chapter 4), with $f_s(x)$ the least cost of scenario s once $x$ is decided:

$$ WS = \sum_s p_s \min_x f_s(x) \;\le\; RP = \min_x \sum_s p_s f_s(x) \;\le\; EEV = \sum_s p_s f_s(\bar x) $$

$\bar x$ being what the plan for the average scenario decides. $EVPI = RP - WS$ is the most that perfect information is
worth; $VSS = EEV - RP$ is what planning for the average loses. It is infinite where $\bar x$ leaves no plan in some
scenario.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from siting.errors import NoPlan
from siting.model.arrays import FloatArray
from siting.model.stochastic.linear import Linear, Living, average
from siting.model.stochastic.two_stage import Decision, TwoStage

__all__ = ["Worth", "decided_on_average", "worth_of"]

#: Relative size below which a difference of two values is the solver's rounding.
_ROUNDING = 1e-7


@dataclass(frozen=True)
class Worth:
    """Values in the unit of the cost. ``average_costs`` are those of the scenarios with the average plan's decision;
    they and ``eev`` are infinite where it leaves no plan, and all are where the average scenario has none."""

    rp: float
    ws: float
    eev: float
    average_costs: FloatArray

    @property
    def evpi(self) -> float:
        """The expected value of perfect information, at least 0."""
        return _difference(self.rp, self.ws)

    @property
    def vss(self) -> float:
        """The value of the stochastic solution, at least 0; infinite where the average plan fails in a scenario."""
        return _difference(self.eev, self.rp)


def _difference(high: float, low: float) -> float:
    """``high - low``, 0 where only rounding makes it less. Raises `NoPlan` where it is less by more than that."""
    found = high - low
    if found < -_ROUNDING * max(1.0, abs(low)):
        raise NoPlan(f"the solver lost accuracy: {high:.9g} came out below its bound {low:.9g}")
    return max(0.0, found)


def worth_of(stages: TwoStage, expected: Decision) -> Worth:
    """RP, WS and EEV of ``stages``; ``expected`` is their decision of least expected cost."""
    p = stages.probabilities
    rp, ws = float(p @ expected.costs), float(p @ stages.least)
    now = decided_on_average(stages)
    costs = np.full(len(p), np.inf) if now is None else stages.costs_of(now)
    return Worth(rp, ws, float(p @ costs), costs)


def decided_on_average(stages: TwoStage) -> FloatArray | None:
    """What the plan for the average scenario decides now; ``None`` where the average scenario has no plan."""
    mean: Linear = average([each.linear for each in stages.scenarios], stages.probabilities.tolist())
    found = Living(mean).solve()
    return None if found is None else found[1][mean.places(stages.names_now)]
