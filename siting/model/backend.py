"""A built model inside a solver: solve, change, solve again. One interface, two ways to keep it.

`HighsBackend` keeps the HiGHS instance that PuLP filled and re-solves from its last basis. `PulpBackend` keeps the
PuLP problem and has CBC solve it afresh each time, as a second opinion.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib import metadata
from types import MappingProxyType
from typing import Any, Protocol

import highspy
import numpy as np
import pulp

from siting.errors import UsageError
from siting.model.arrays import FloatArray, IntArray
from siting.model.options import SolverOptions
from siting.model.program import Program
from siting.model.pulp_problem import ArrayHiGHS, make_problem, run_highs
from siting.results.solution import Outcome

__all__ = ["Answer", "Backend", "HighsBackend", "PulpBackend", "make_backend"]

#: Ways to solve again, as HiGHS's options (simplex_strategy 1 is dual, 4 primal). One thread: the simplex method has no
#: use for more, and starting them costs as much as a short solve.
PRIMAL: Mapping[str, Any] = MappingProxyType({"solver": "simplex", "simplex_strategy": 4, "threads": 1})
DUAL: Mapping[str, Any] = MappingProxyType({"solver": "simplex", "simplex_strategy": 1, "threads": 1})
AFRESH: Mapping[str, Any] = MappingProxyType({"solver": "ipm", "threads": 0})

#: How far a row may be off. Stages stand on one another's optima: at HiGHS's own 1e-7 one in a hundred small
#: countries lost its last stages to rounding, at this none.
ROW_TOLERANCE = 1e-9

#: From this many variables on, HiGHS's interior point (with crossover) finds a first optimum faster than its simplex.
INTERIOR = 2_000
#: From this many on each further solve takes tens of seconds.
LARGE = 60_000


@dataclass(frozen=True)
class Answer:
    """What one solve gave. Arrays are empty without a plan; prices are d(objective)/d(right-hand side)."""

    outcome: Outcome
    value: float
    bound: float
    plan: FloatArray
    prices: FloatArray
    seconds: float


class Backend(Protocol):
    """What the stages of an objective need of a solver."""

    program: Program
    solver_seconds: float
    hand_over_seconds: float  #: giving the built problem to the solver, part of `first`
    version: str
    large: bool  #: so large that a further solve is not quick: regional ranges are left out unless asked for
    accuracy: float  #: slack that later stages need so that rounding does not make them infeasible

    def first(self) -> Answer:
        """Solve the program as built (with its integers)."""
        ...

    def minimise(self, cost: FloatArray, *, same_point: bool = True, limited: bool = True) -> Answer:
        """Minimise another linear objective.

        ``same_point`` tells that the last plan is still feasible; ``limited`` that the time limit holds.
        """
        ...

    def add_row(self, columns: IntArray, coefficients: FloatArray, lower: float, upper: float) -> int:
        """Add a row; gives its number."""
        ...

    def settle(self, row: int, column: int, lower: float) -> None:
        """Take ``column`` out of ``row`` and ask for at least ``lower``."""
        ...

    def fix(self, columns: IntArray, values: FloatArray) -> None:
        """Fix integer columns at whole values and drop their integrality."""
        ...


def make_backend(program: Program, options: SolverOptions) -> Backend:
    """The backend for ``options.solver``. Raises `UsageError` where that solver is not installed."""
    if options.solver == "highs":
        return HighsBackend(program, options)
    if not pulp.getSolver("COIN_CMD").available():
        raise UsageError("CBC is not installed here: install the extra pulp[cbc], or leave out --solver")
    return PulpBackend(program, options)


def _outcome(stats: pulp.LpSolveStats) -> Outcome:
    """What a PuLP solve came to; read both the status and whether there is a solution."""
    status = pulp.const.LpSolveStatus
    if stats.status in (status.Optimal, status.GapLimit) and stats.has_solution:
        return Outcome.OPTIMAL
    if stats.has_solution:
        return Outcome.FEASIBLE
    known = {status.Infeasible: Outcome.INFEASIBLE, status.Unbounded: Outcome.UNBOUNDED}
    stopped = (status.TimeLimit, status.MemoryLimit, status.IterationLimit, status.Interrupted)
    return known.get(stats.status, Outcome.STOPPED if stats.status in stopped else Outcome.ERROR)


class HighsBackend:
    """PuLP builds and HiGHS solves; later solves change the living HiGHS instance."""

    def __init__(self, program: Program, options: SolverOptions) -> None:
        self.program = program
        self.options = options
        self.solver_seconds = 0.0
        self.hand_over_seconds = 0.0
        self.problem, _ = make_problem(program)
        self.highs: Any = None
        self._go: Callable[[Any], None] = run_highs
        self.version = f"HiGHS {metadata.version('highspy')}"
        self.accuracy = 1e-7
        self.large = len(program.cost) >= LARGE
        self._limit = options.time_limit_s
        self._columns = np.arange(len(program.cost), dtype=np.int32)

    def first(self) -> Answer:
        """Solve the program as built, through PuLP."""
        started = time.perf_counter()
        solver = ArrayHiGHS(self.program, self._settings())
        stats = self.problem.solve(solver)
        self.highs = self.problem.solverModel
        self.solver_seconds += self.highs.getRunTime()
        self.hand_over_seconds = solver.hand_over_seconds
        outcome = _outcome(stats)
        if outcome is Outcome.ERROR and not len(self.program.integer):
            # Presolve may leave "infeasible or unbounded" open; the simplex method decides.
            outcome = self._run({**DUAL, "presolve": "off"})
        answer = self._answer(outcome, time.perf_counter() - started)
        if len(self.program.integer) and outcome.has_plan:
            return replace(answer, bound=float(self.highs.getInfo().mip_dual_bound))
        return answer

    def _settings(self) -> Mapping[str, Any]:
        options = self.options
        settings: dict[str, Any] = {"random_seed": options.seed, "primal_feasibility_tolerance": ROW_TOLERANCE}
        if options.threads is not None:
            settings["threads"] = options.threads
        if options.time_limit_s is not None:
            settings["timeLimit"] = options.time_limit_s
        if len(self.program.integer):
            settings["gapRel"] = options.gap
        elif options.algorithm != "auto":
            settings["solver"] = options.algorithm
        elif len(self.program.cost) >= INTERIOR:
            settings["solver"] = "ipm"
        return settings

    def minimise(self, cost: FloatArray, *, same_point: bool = True, limited: bool = True) -> Answer:
        """Minimise another objective from the last basis; primal simplex while the last plan is feasible.

        The last plan satisfies the rows, so an answer other than optimal (or a limit) is a loss of accuracy along the
        way: then the dual simplex is tried, then a fresh start.
        """
        started = time.perf_counter()
        self._limit = self.options.time_limit_s if limited else None
        self.highs.setOptionValue("time_limit", np.inf if self._limit is None else float(self._limit))
        self.highs.changeColsCost(len(cost), self._columns, cost)
        outcome = self._run(PRIMAL if same_point else DUAL)
        if outcome not in (Outcome.OPTIMAL, Outcome.STOPPED):
            outcome = self._run(DUAL)
        if outcome not in (Outcome.OPTIMAL, Outcome.STOPPED):
            self.highs.clearSolver()
            outcome = self._run(AFRESH)
        return self._answer(outcome, time.perf_counter() - started)

    def _run(self, method: Mapping[str, Any]) -> Outcome:
        """Run the living instance by one method, within what is left of the time limit."""
        highs = self.highs
        for option, value in method.items():
            highs.setOptionValue(option, value)
        before = highs.getRunTime()
        if self._limit is not None and before >= self._limit:
            return Outcome.STOPPED
        self._go(highs)
        self.solver_seconds += highs.getRunTime() - before
        status = highspy.HighsModelStatus
        return {
            status.kOptimal: Outcome.OPTIMAL,
            status.kInfeasible: Outcome.INFEASIBLE,
            status.kUnbounded: Outcome.UNBOUNDED,
            status.kTimeLimit: Outcome.STOPPED,
            status.kInterrupt: Outcome.STOPPED,
        }.get(highs.getModelStatus(), Outcome.ERROR)

    def _answer(self, outcome: Outcome, seconds: float) -> Answer:
        if not outcome.has_plan:
            return Answer(outcome, np.nan, np.nan, np.zeros(0), np.zeros(0), seconds)
        solution = self.highs.getSolution()
        value = float(self.highs.getInfo().objective_function_value)
        plan, prices = np.array(solution.col_value), np.array(solution.row_dual)
        return Answer(outcome, value, value if outcome is Outcome.OPTIMAL else -np.inf, plan, prices, seconds)

    def add_row(self, columns: IntArray, coefficients: FloatArray, lower: float, upper: float) -> int:
        """Add a row to the living instance."""
        row = int(self.highs.getNumRow())
        self.highs.addRow(lower, upper, len(columns), columns.astype(np.int32), coefficients)
        return row

    def settle(self, row: int, column: int, lower: float) -> None:
        """Take ``column`` out of ``row`` and ask for at least ``lower``."""
        self.highs.changeCoeff(row, column, 0.0)
        self.highs.changeRowBounds(row, lower, np.inf)

    def fix(self, columns: IntArray, values: FloatArray) -> None:
        """Turn the MIP into the LP with its integers fixed."""
        narrow = columns.astype(np.int32)
        kinds = np.full(len(narrow), highspy.HighsVarType.kContinuous)
        self.highs.changeColsIntegrality(len(narrow), narrow, kinds)
        self.highs.changeColsBounds(len(narrow), narrow, values, values)


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
        outcome = _outcome(stats)
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

    def settle(self, row: int, column: int, lower: float) -> None:
        """Take ``column`` out of ``row`` and ask for at least ``lower``."""
        live = self.problem.constraints()[row]
        live[self.variables[column]] = 0.0
        live.changeRHS(lower)

    def fix(self, columns: IntArray, values: FloatArray) -> None:
        """Fix integer columns and drop their integrality."""
        self._whole = False
        for column, value in zip(columns.tolist(), values.tolist(), strict=True):
            variable = self.variables[column]
            variable.cat = "Continuous"
            variable.bounds(value, value)
