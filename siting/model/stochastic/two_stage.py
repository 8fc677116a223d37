r"""Two stages: some columns are decided now, the others when it is known which scenario has come.

$$ \min_{x}\; \rho\bigl(f_1(x), \dots, f_S(x)\bigr), \qquad
   f_s(x) = \min_{y} \{\, c_s x + q_s y : T_s x + W_s y \lessgtr h_s \,\} $$

What is made small, $\rho$, is one of

* the expected cost $\sum_s p_s f_s$ (Birge and Louveaux, Introduction to Stochastic Programming, 2011, chapter 2);
* $(1 - \lambda) \sum_s p_s f_s + \lambda\, \mathrm{CVaR}_\alpha$, the conditional value at risk being the mean of the
  costliest $1 - \alpha$ of all futures: $\min_\eta\, \eta + \frac{1}{1 - \alpha} \sum_s p_s e_s$ with
  $e_s \ge f_s - \eta$, $e_s \ge 0$ (Rockafellar and Uryasev 2000);
* the largest regret $\max_s f_s(x) - f_s^*$, $f_s^*$ being the least cost of scenario s by itself, or that divided by
  $|f_s^*|$ (Savage 1951; Kouvelis and Yu 1997).

Where the last two leave a choice, the least expected cost decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from siting.errors import Infeasible, ModelError, Problem, UsageError
from siting.model.arrays import FloatArray
from siting.model.stochastic.extensive import Aim, Extensive, Scenario
from siting.model.stochastic.linear import Living, Name

__all__ = ["Aim", "Decision", "Scenario", "TwoStage", "cvar"]

#: How far from 1 probabilities may add up to.
SUM = 1e-9
#: Relative room of a value that was reached, as a bound of what follows.
_ROOM = 1e-9
#: Relative room that a decision gets in another scenario where the solver's last digits leave it none.
_DIGITS = 1e-7


@dataclass(frozen=True)
class Decision:
    """What is decided now (by column), what is done and paid in each scenario then, and the value of the aim."""

    now: FloatArray
    plans: tuple[FloatArray, ...]
    costs: FloatArray
    value: float


def cvar(costs: FloatArray, probabilities: FloatArray, level: float) -> float:
    """The mean of the costliest ``1 - level`` of the futures; infinite where one of those has no plan."""
    order = np.argsort(-costs, kind="stable")
    left = 1.0 - level
    taken = np.diff(np.minimum(np.cumsum(probabilities[order]), left), prepend=0.0)
    held = taken > SUM * left
    return float(costs[order][held] @ taken[held] / taken[held].sum())


class TwoStage:
    """Scenarios, of which the columns called ``now`` are decided before it is known which of them comes.

    A scenario may lack rows and later columns that others have. Raises `UsageError` for fewer than two scenarios,
    `ModelError` with every wrong name, probability and column, `Infeasible` naming the scenarios that have no plan by
    themselves.
    """

    def __init__(self, scenarios: Sequence[Scenario], now: Sequence[Name], seed: int = 0) -> None:
        _check(scenarios, now)
        self.scenarios, self.names_now, self._seed = tuple(scenarios), tuple(now), seed
        self.probabilities: FloatArray = np.array([each.probability for each in scenarios])
        self._now = [each.linear.places(now) for each in scenarios]
        self._living = [Living(each.linear, seed) for each in scenarios]
        solved = [each.solve() for each in self._living]
        without = [each.name for each, found in zip(scenarios, solved, strict=True) if found is None]
        if without:
            raise Infeasible(f"scenario {name} has no plan, even if it were known to come" for name in without)
        self.alone: tuple[tuple[float, FloatArray], ...] = tuple(found for found in solved if found is not None)

    @property
    def least(self) -> FloatArray:
        """What each scenario costs at least, planned for by itself."""
        return np.array([value for value, _ in self.alone])

    def decided_alone(self, scenario: int) -> FloatArray:
        """What the plan for one scenario by itself decides now."""
        now: FloatArray = self.alone[scenario][1][self._now[scenario]]
        return now

    def under(self, now: FloatArray, scenario: int) -> float:
        """The least cost of a scenario once ``now`` is decided; infinite where nothing can be made of it."""
        linear, living, columns = self.scenarios[scenario].linear, self._living[scenario], self._now[scenario]
        lower, upper = linear.column_lower[columns], linear.column_upper[columns]
        room = _DIGITS * np.maximum(1.0, np.abs(now))
        if (now < lower - room).any() or (now > upper + room).any():
            return np.inf
        fixed = np.clip(now, lower, upper)
        try:
            living.bound_columns(columns, fixed, fixed)
            found = living.solve()
            if found is None:
                living.bound_columns(columns, np.maximum(fixed - room, lower), np.minimum(fixed + room, upper))
                found = living.solve()
        finally:
            living.bound_columns(columns, lower, upper)
        return np.inf if found is None else found[0]

    def costs_of(self, now: FloatArray) -> FloatArray:
        """`under` for every scenario."""
        return np.array([self.under(now, number) for number in range(len(self.scenarios))])

    @cached_property
    def _extensive(self) -> Extensive:
        return Extensive.of(self.scenarios, self.names_now)

    def decide(self, aim: Aim | None = None) -> Decision:
        """The decision that serves ``aim`` best (by default the expected cost).

        Raises `Infeasible` where no decision leaves a plan in every scenario, `UsageError` for relative regret where
        a scenario costs nothing.
        """
        aim = aim or Aim()
        linear, cost = self._extensive.for_aim(aim, self.least)
        living = Living(linear, self._seed)
        living.price(cost)
        found = living.solve()
        if found is None:
            raise Infeasible(["each scenario has a plan, but nothing decided now leaves a plan in all of them"])
        value, plan = found
        if aim.blind:  # of the plans that reach the value, one of least expected cost
            priced = np.flatnonzero(cost).astype(np.int64)
            living.add_row(priced, cost[priced], value + _ROOM * max(1.0, float(np.abs(self.least).max())))
            living.price(linear.cost)
            found = living.solve(same_point=True)
        return self._decision(plan if found is None else found[1], value)

    def _decision(self, plan: FloatArray, value: float) -> Decision:
        """What a plan of the extensive form comes to in each scenario."""
        form, first = self._extensive, len(self.names_now)
        now, plans = plan[:first], []
        for scenario, here, later in zip(self.scenarios, form.now, form.later, strict=True):
            whole = np.zeros(len(scenario.linear.cost))
            whole[here], whole[later] = now, plan[first : first + len(later)]
            first += len(later)
            plans.append(whole)
        costs = [float(each.linear.cost @ whole) for each, whole in zip(self.scenarios, plans, strict=True)]
        return Decision(now, tuple(plans), np.array(costs), value)


def _check(scenarios: Sequence[Scenario], now: Sequence[Name]) -> None:
    """Raises `UsageError` and `ModelError` as `TwoStage` does."""
    if len(scenarios) < 2:
        raise UsageError("give two scenarios or more: with fewer nothing is uncertain")
    problems: list[Problem] = []
    names = [each.name for each in scenarios]
    for name in sorted({name for name in names if names.count(name) > 1}):
        problems.append(Problem("scenarios", "stands there more than once", name, "name each scenario once"))
    for each in scenarios:
        if not 0 < each.probability <= 1:
            remedy = "give a share above 0 and up to 1, or leave the scenario out"
            problems.append(Problem(f"scenario {each.name}", "has no probability", f"{each.probability:g}", remedy))
        lacking = [name for name in now if name not in each.linear.place]
        if lacking:
            remedy = "what is decided now must exist in every scenario"
            problems.append(Problem(f"scenario {each.name}", "lacks a column", str(lacking[0]), remedy))
    total = sum(each.probability for each in scenarios)
    if not abs(total - 1.0) <= SUM:
        problems.append(Problem("probabilities", "do not add up to 1", f"{total:.10g}", "change them so that they do"))
    if problems:
        raise ModelError(problems)
