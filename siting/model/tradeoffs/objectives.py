"""A program with several objectives, kept alive in HiGHS: any of them minimised, weighted or bounded, in turn.

All objectives are minimised here; whoever maximises one gives it with its sign turned and turns the values back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from siting.model.arrays import FloatArray
from siting.model.backend import AFRESH, DEVEX, DUAL, FRESH, PRIMAL, Answer
from siting.model.highs_backend import HighsBackend
from siting.model.options import SolverOptions
from siting.model.program import Program
from siting.model.pulp_problem import copied_basis
from siting.results.solution import Outcome

__all__ = ["Efficient", "Objectives", "Payoff"]

#: Relative room that a value which was reached gets when it becomes a bound: rows are exact to so much.
ROOM = 1e-9
#: Steps of the simplex method (as a share of the rows, and at least) after which it is given up for a new start.
_STEPS_PER_ROW, _LEAST_STEPS = 0.3, 500
#: On the way from one end of a trade-off to the other: the first weight of the second objective (where both are taken
#: relative to their size), how often it doubles at most, how often in vain before the end is thought to be reached, and
#: by how much the second objective must have fallen for a basis to be kept.
_LEAST_WEIGHT, _DOUBLINGS, _STILL, _PACE = 5e-4, 60, 2, 0.03
_WHOLE = {"solver": "choose", "threads": 1}


@dataclass(frozen=True)
class Efficient:
    """A plan that no other betters in every objective: its values (in the order of the objectives) and its columns."""

    values: FloatArray
    plan: FloatArray


@dataclass(frozen=True)
class Payoff:
    """The payoff table: row k is the plan that minimises objective k first and then the others in order.

    ``ideal`` is the best of each objective, ``nadir`` the worst in the table, which for two objectives is the worst of
    all efficient points and for three an estimate of it (Isermann and Steuer 1988).
    """

    points: tuple[Efficient, ...]

    @property
    def table(self) -> FloatArray:
        """Values, one row a plan."""
        return np.array([point.values for point in self.points])

    @property
    def ideal(self) -> FloatArray:
        """The best value of each objective."""
        best: FloatArray = np.diag(self.table).copy()
        return best

    @property
    def nadir(self) -> FloatArray:
        """The worst value of each objective in the table."""
        worst: FloatArray = self.table.max(axis=0)
        return worst


class Objectives:
    """``program`` with ``vectors``: coefficients by column of each objective, all minimised.

    ``gap`` is the relative gap to which programs with whole quantities are solved (0: to the optimum). ``solves``
    counts what was asked of HiGHS.
    """

    def __init__(self, program: Program, vectors: Sequence[FloatArray], seed: int = 0, gap: float = 0.0) -> None:
        self.program = program
        self.vectors = np.array(vectors, dtype=np.float64)
        self.whole = bool(len(program.integer))
        self.solves = 0
        self._backend = HighsBackend(program, SolverOptions(seed=seed, threads=1))
        self._backend.adopt(None)
        highs = self._backend.highs
        if self.whole:
            kinds = np.full(len(program.integer), highspy.HighsVarType.kInteger)
            highs.changeColsIntegrality(len(program.integer), program.integer.astype(np.int32), kinds)
            highs.setOptionValue("mip_rel_gap", gap)
            highs.setOptionValue("mip_abs_gap", 0.0)
        self._rows = [self._row(vector) for vector in self.vectors]
        self._upper = np.full(len(self.vectors), np.inf)
        self._moved, self._fresh = False, True
        self._steps = max(_LEAST_STEPS, int(_STEPS_PER_ROW * len(program.row_lower)))
        self._prices: FloatArray = np.zeros(0)
        self.passed: list[tuple[float, Any]] = []  #: bounds on the second objective with the basis of the optimum there

    def __len__(self) -> int:
        return len(self.vectors)

    def _row(self, vector: FloatArray) -> int:
        columns = np.flatnonzero(vector).astype(np.int64)
        return self._backend.add_row(columns, vector[columns], -np.inf, np.inf)

    # --- solving ---------------------------------------------------------------------------------
    def bound(self, upper: FloatArray) -> None:
        """Hold each objective at ``upper`` at most (infinite: free) from the next solve on."""
        for row, now, wanted in zip(self._rows, self._upper.tolist(), upper.tolist(), strict=True):
            if now != wanted:
                self._backend.highs.changeRowBounds(row, -np.inf, wanted)
                self._moved = True
        self._upper = np.array(upper, dtype=np.float64)

    def weighted(self, weights: FloatArray) -> Efficient | None:
        """The plan of the least weighted sum within the bounds; ``None`` where no plan is within them."""
        cost = weights @ self.vectors
        highs = self._backend.highs
        highs.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        answer = self._solved()
        self._moved = False
        if not answer.outcome.has_plan:
            return None
        self._prices = answer.prices
        return Efficient(self.vectors @ answer.plan, answer.plan)

    def _solved(self) -> Answer:
        self.solves += 1
        if self.whole:
            return self._backend.solve_by(_WHOLE)
        if self._fresh:
            self._fresh = False
            return self._backend.solve_by(AFRESH, DUAL)
        way = {**(DUAL if self._moved else PRIMAL), **DEVEX, **FRESH, "simplex_iteration_limit": self._steps}
        answer = self._backend.solve_by(way, AFRESH, DUAL)
        if answer.outcome is Outcome.UNBOUNDED:
            return self._backend.solve_by(AFRESH)
        return answer

    def lexicographic(self, order: Sequence[int], upper: FloatArray | None = None) -> Efficient | None:
        """Objectives minimised one after the other in ``order``, each kept at its optimum for those that follow."""
        held = np.full(len(self), np.inf) if upper is None else np.array(upper, dtype=np.float64)
        found = None
        self.bound(held)
        for objective in order:
            weights = np.zeros(len(self))
            weights[objective] = 1.0
            better = self.weighted(weights)
            if better is None:  # the last plan is within the bounds to the last digits; the solver's word is not
                return found
            found = better
            held[objective] = found.values[objective] + ROOM * max(1.0, abs(float(found.values[objective])))
            if objective != order[-1]:
                self.bound(held)
                self._moved = False  # the plan found is within the bounds: primal steps go on from it
        return found

    def ends(self) -> tuple[Efficient, Efficient] | None:
        """The ends of the trade-off between the first two objectives: the best of each, then the best of the other.

        `basis` is then one that is optimal for the first objective under any bounds (`price` tells that of the last
        end); ``None`` where there is no plan at all. `passed` are bases come by on the way from one end to the other,
        which is gone by giving the second objective more and more weight: at once it would be too far for the simplex
        method.
        """
        free = np.full(len(self), np.inf)
        first = np.eye(len(self))[0]
        self.bound(free)
        if self.weighted(first) is None:
            return None
        home = self.basis()
        left = self.lexicographic([0, 1])
        self.bound(free)
        self.start_from(home)
        self._moved = False  # the optimum of the first objective is within all bounds: costs move from here on
        lowest = None if left is None else self._walked(left.values)
        if left is None or lowest is None:
            return None
        held = free.copy()
        held[1] = lowest + ROOM * max(1.0, abs(lowest))
        self.bound(held)
        right = self.weighted(first)
        return None if right is None else (left, right)

    def _walked(self, values: FloatArray) -> float | None:
        """The least of the second objective, reached from the optimum of the first by weights that double.

        A plan that no larger weight moves is the best of the second objective, or the search was too coarse: the second
        objective alone decides.
        """
        first, second = np.eye(len(self))[:2]
        weight = _LEAST_WEIGHT * max(1.0, abs(float(values[0]))) / max(1.0, abs(float(values[1])))
        self.passed = []
        still, before, kept = 0, float(values[1]), float(values[1])
        for _ in range(_DOUBLINGS):
            found = self.weighted(first + weight * second)
            if found is None:
                return None
            now = float(found.values[1])
            still = 0 if abs(now - before) > ROOM * max(1.0, abs(before)) else still + 1
            if still >= _STILL and self.passed:
                break
            if abs(now - kept) > _PACE * max(1.0, abs(float(values[1]))):
                kept = now
                self._pass(now)
            before, weight = now, 2.0 * weight
        best = self.weighted(second)
        return None if best is None else float(best.values[1])

    def _pass(self, bound: float) -> None:
        """Keep a basis of the least of the first objective where the second is held at ``bound``, as it is now."""
        here, held = self.basis(), np.full(len(self), np.inf)
        held[1] = bound + ROOM * max(1.0, abs(bound))
        self.bound(held)
        self._moved = False  # the plan is within the bound
        if self.weighted(np.eye(len(self))[0]) is not None:
            self.passed.append((held[1], self.basis()))
        self.bound(np.full(len(self), np.inf))
        self.start_from(here)
        self._moved = False

    # --- where a solve starts and what bounds are worth ---------------------------------------------
    def basis(self) -> Any:
        """Where the last solve ended."""
        return copied_basis(self._backend.highs.getBasis())

    def start_from(self, basis: Any) -> None:
        """Let the next solve, whose bounds may differ, start there."""
        self._backend.highs.setBasis(basis)
        self._moved = True

    def price(self, objective: int) -> float:
        """What the bound of an objective was worth in the last solve: d(value)/d(bound), at most 0."""
        return min(0.0, float(self._prices[self._rows[objective]]))

    def payoff(self) -> Payoff | None:
        """The payoff table by lexicographic solves; ``None`` where there is no plan at all (Mavrotas 2009)."""
        points = []
        for first in range(len(self)):
            others = [each for each in range(len(self)) if each != first]
            point = self.lexicographic([first, *others])
            if point is None:
                return None
            points.append(point)
        return Payoff(tuple(points))
