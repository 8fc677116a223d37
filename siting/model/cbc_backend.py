"""CBC behind `Backend`: the PuLP problem is kept and solved from scratch each time, as a second opinion."""

from __future__ import annotations

import time

import numpy as np
import pulp

from siting.model.arrays import FloatArray, IntArray
from siting.model.backend import Answer, outcome_of
from siting.model.options import SolverOptions
from siting.model.program import Program
from siting.model.pulp_problem import make_problem
from siting.results.solution import Outcome

__all__ = ["PulpBackend"]


class PulpBackend:
    """PuLP builds and CBC solves, from scratch each time."""

    def __init__(self, program: Program, options: SolverOptions) -> None:
        self.program = program
        self.options = options
        self.solver_seconds = 0.0
        self.hand_over_seconds = 0.0
        self.problem, self.variables = make_problem(program)
        self.version = "CBC (COIN_CMD)"
        self.accuracy = 1e-6
        self.large = False
        self._cost = program.cost
        self._whole = bool(len(program.integer))  #: whether some columns must be whole numbers
        self.started = time.perf_counter()

    def first(self) -> Answer:
        """Solve the program as built."""
        return self._solve()

    def minimise(self, cost: FloatArray, *, same_point: bool = True, limited: bool = True) -> Answer:
        """Minimise another objective, from scratch."""
        self._cost = cost
        priced = np.flatnonzero(cost).tolist()
        self.problem.setObjective(pulp.lpSum_vars_coefs((self.variables[j], float(cost[j])) for j in priced))
        return self._solve(limited=limited)

    def _solve(self, *, limited: bool = True) -> Answer:
        started = time.perf_counter()
        options = self.options
        limit = options.time_limit_s if limited else None
        remaining = None if limit is None else max(0.1, limit - (started - self.started))
        solver = pulp.getSolver(
            "COIN_CMD",
            msg=False,
            timeLimit=remaining,
            gapRel=options.gap if self._whole else None,
            threads=options.threads,
            randomSeed=options.seed or None,
        )
        stats = self.problem.solve(solver)
        outcome = outcome_of(stats)
        seconds = time.perf_counter() - started
        self.solver_seconds += seconds
        if not outcome.has_plan:
            return Answer(outcome, np.nan, np.nan, np.zeros(0), np.zeros(0), seconds)
        plan = np.array([float(variable.varValue or 0.0) for variable in self.variables])
        prices = np.array([float(row.pi or 0.0) for row in self.problem.constraints()])
        value = float(self._cost @ plan)
        proven = value if outcome is Outcome.OPTIMAL else -np.inf
        bound = proven if stats.best_bound is None else min(value, float(stats.best_bound))
        return Answer(outcome, value, bound, plan, prices, seconds)

    def add_row(self, columns: IntArray, coefficients: FloatArray, lower: float, upper: float) -> int:
        """Add a row to the PuLP problem."""
        pairs = zip((self.variables[j] for j in columns.tolist()), coefficients.tolist(), strict=True)
        row = pulp.lpSum_vars_coefs(pairs)
        number = len(self.problem.constraints())
        self.problem.addConstraint(row <= upper if np.isfinite(upper) else row >= lower, f"added_{number}")
        return number

    def settle(self, rows: IntArray, column: int, lower: float, heir: int | None) -> None:
        """Take ``column`` out of ``rows`` and ask for at least ``lower``; solves start afresh, with no ``heir``."""
        listed = self.problem.constraints()
        for row in rows.tolist():
            live = listed[row]
            live[self.variables[column]] = 0.0
            live.changeRHS(lower)

    def loosen(self, row: int, lower: float) -> None:
        """Ask for at least ``lower`` in a row that was settled."""
        self.problem.constraints()[row].changeRHS(lower)

    def fix(self, columns: IntArray, values: FloatArray) -> None:
        """Fix integer columns and drop their integrality."""
        self._whole = False
        for column, value in zip(columns.tolist(), values.tolist(), strict=True):
            variable = self.variables[column]
            variable.cat = "Continuous"
            variable.bounds(value, value)
