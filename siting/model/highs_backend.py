"""HiGHS behind `Backend`: PuLP fills an instance once, later solves change it and start from its last basis."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, cached_property
from importlib import metadata
from typing import Any

import highspy
import numpy as np
import pandas as pd
import pulp

from siting.model.arrays import FloatArray, IntArray
from siting.model.backend import AFRESH, DUAL, EXACT_ENDS, INTERIOR, LARGE, PRIMAL, ROW_TOLERANCE, Answer, outcome_of
from siting.model.options import SolverOptions
from siting.model.parks import search_parks
from siting.model.program import Program
from siting.model.pulp_problem import (
    ArrayHiGHS,
    copied_basis,
    empty_highs,
    make_problem,
    pass_columns,
    pass_rows,
    run_briefly,
    run_highs,
    told_basis,
)
from siting.results.solution import Outcome

__all__ = ["HighsBackend"]

#: Steps of the simplex method (for each row, and at least) after which a solve from the last basis is given up: without
#: perturbation it may hardly move where many rows bind at once.
STEPS_PER_ROW, LEAST_STEPS = 2, 5_000
#: Where rates of regions (jobs per 1,000 active) alone are optimised, a job has a price of a millionth, and HiGHS takes
#: what is below a ten-millionth for nothing: it is told of them so many times as large.
LEVEL_SIZE = 1e4
#: Options that an instance is given once, however it is filled.
_FOR_LIFE = ("random_seed", "primal_feasibility_tolerance", "dual_feasibility_tolerance", *EXACT_ENDS)


_version = cache(lambda: f"HiGHS {metadata.version('highspy')}")


class HighsBackend:
    """PuLP builds and HiGHS solves; later solves change the living HiGHS instance."""

    def __init__(
        self,
        program: Program,
        options: SolverOptions,
        progress: Callable[[str], None] = lambda _: None,
        known: pd.DataFrame | None = None,
    ) -> None:
        self.program = program
        self.known = known  #: seats of an earlier plan, where whole parks are searched
        self.options = options
        self.progress = progress
        self.solver_seconds = self.hand_over_seconds = 0.0
        self.highs: Any = None
        self.version = _version()
        self.accuracy = 1e-7
        self.large = len(program.cost) >= LARGE
        self._begun = time.perf_counter()
        self._columns = np.arange(len(program.cost), dtype=np.int32)
        self._solved = False  #: whether the instance has been run
        self._limited = True  #: whether the time limit holds for the next run
        self._size = 1.0  #: by how much the objective in HiGHS is larger than what is asked
        self._tuned = False  #: whether the instance has been told options of the simplex method
        self._stale = False  #: whether HiGHS would go on by the options and the scaling of its first run

    @cached_property
    def problem(self) -> pulp.LpProblem:
        """The program as a PuLP problem."""
        return make_problem(self.program)[0]

    def first(self) -> Answer:
        """Solve the program as built, through PuLP.

        Whole parks are searched first (`siting.model.parks`); where that plan is not good enough yet, HiGHS's own
        branch and cut goes on from it.
        """
        self._begun = time.perf_counter()
        return self._first_whole() if len(self.program.integer) else self._first()

    def _first(self, start: FloatArray | None = None) -> Answer:
        started = time.perf_counter()
        solver = ArrayHiGHS(self.program, self._settings(), start)
        stats = self.problem.solve(solver)
        self.highs, self._solved = self.problem.solverModel, True
        self._stale = not len(self.program.integer)
        self.solver_seconds += self.highs.getRunTime()
        self.hand_over_seconds = solver.hand_over_seconds
        outcome = outcome_of(stats)
        if outcome is Outcome.ERROR and not len(self.program.integer):
            # Presolve may leave "infeasible or unbounded" open; the simplex method decides.
            outcome = self._run({**DUAL, "presolve": "off"})
        answer = self._answer(outcome, time.perf_counter() - started)
        if len(self.program.integer) and outcome.has_plan:
            return replace(answer, bound=float(self.highs.getInfo().mip_dual_bound))
        return replace(answer, basis=told_basis(self.highs)) if self.large and outcome.has_plan else answer

    def _first_whole(self) -> Answer:
        found = search_parks(self.program, self.options, self.progress, self.known)
        self.solver_seconds += found.solver_seconds
        seconds = time.perf_counter() - self._begun
        if not found.feasible:
            return Answer(Outcome.INFEASIBLE, np.nan, np.nan, np.zeros(0), np.zeros(0), seconds)
        close = found.gap <= self.options.gap
        if close or self._left() <= 0:
            solver = ArrayHiGHS(self.program, self._settings())
            solver.createAndConfigureSolver(self.problem)
            solver.buildSolverModel(self.problem)
            self.highs, self.hand_over_seconds = self.problem.solverModel, solver.hand_over_seconds
            if found.plan is None:
                return Answer(Outcome.STOPPED, np.nan, np.nan, np.zeros(0), np.zeros(0), seconds)
            outcome = Outcome.OPTIMAL if close else Outcome.FEASIBLE
            return Answer(outcome, found.value, found.bound, found.plan, np.zeros(0), seconds)
        self.progress("branch and cut goes on from the plan found so far")
        answer = self._first(found.plan)
        return replace(answer, bound=max(answer.bound, found.bound), seconds=time.perf_counter() - self._begun)

    def _left(self) -> float:
        """Seconds left of the time limit."""
        limit = self.options.time_limit_s
        return np.inf if limit is None else limit - (time.perf_counter() - self._begun)

    def _settings(self) -> Mapping[str, Any]:
        options = self.options
        settings: dict[str, Any] = {"random_seed": options.seed, "primal_feasibility_tolerance": ROW_TOLERANCE}
        if options.threads is not None:
            settings["threads"] = options.threads
        if options.time_limit_s is not None:
            settings["timeLimit"] = max(0.0, self._left())
        if len(self.program.integer):
            settings["gapRel"] = options.gap
            return settings
        settings.update(EXACT_ENDS)
        if options.algorithm != "auto":
            settings["solver"] = options.algorithm
        elif len(self.program.cost) >= INTERIOR:
            settings["solver"] = "ipm"
        return settings

    def _tell_options(self, highs: Any) -> None:
        """Tell an instance that PuLP has not filled what holds for all its solves."""
        for option, value in self._settings().items():
            if option in _FOR_LIFE:
                highs.setOptionValue(option, value)

    def adopt(self, basis: Any) -> None:
        """Fill an instance without PuLP and let it start from a basis (``None``: from nothing)."""
        self.highs = empty_highs(threads=1)
        self._tell_options(self.highs)
        pass_columns(self.highs, self.program)
        pass_rows(self.highs, self.program)
        if basis is not None:
            self.highs.setBasis(basis)
            self._solved = True

    def solve_by(self, *ways: Mapping[str, Any]) -> Answer:
        """The optimum of the instance as it stands, by the first of ``ways`` that comes to a plan or a proof."""
        started = time.perf_counter()
        self._limited, self._begun = True, started
        outcome = Outcome.ERROR
        for number, way in enumerate(ways):
            if number:
                self.highs.clearSolver()
            outcome = self._run(way)
            if outcome is not Outcome.ERROR:
                break
        return self._answer(outcome, time.perf_counter() - started)

    def minimise(self, cost: FloatArray, *, same_point: bool = True, limited: bool = True) -> Answer:
        """Minimise another objective from the last basis; primal simplex while the last plan is feasible.

        The last plan satisfies the rows, so an answer other than optimal (or a limit) is a loss of accuracy along the
        way: then the dual simplex is tried, then a fresh start.
        """
        started = time.perf_counter()
        self._limited, self._size = limited, self._size_of(cost)
        self.highs.changeColsCost(len(cost), self._columns, self._size * cost)
        steps = {"simplex_iteration_limit": max(LEAST_STEPS, STEPS_PER_ROW * len(self.program.row_lower))}
        for way in (PRIMAL, DUAL) if same_point else (DUAL,):
            outcome = self._run({**way, **steps}) if self._solved else Outcome.ERROR
            if outcome in (Outcome.OPTIMAL, Outcome.STOPPED):
                break
        else:
            self.highs.clearSolver()
            outcome = self._run(AFRESH)
        return self._answer(outcome, time.perf_counter() - started)

    def _size_of(self, cost: FloatArray) -> float:
        """`LEVEL_SIZE` where an objective is one of rates of regions alone: the lowest, a mean of them, their loss."""
        v = self.program.variables
        rates = sum(np.count_nonzero(cost[each.column]) for each in (v.least, v.threshold, v.below, v.loss))
        return LEVEL_SIZE if 0 < rates == np.count_nonzero(cost) else 1.0

    def _run(self, method: Mapping[str, Any]) -> Outcome:
        """Run the living instance by one method, within what is left of the time limit."""
        highs = self.highs
        for option, value in method.items():
            highs.setOptionValue(option, value)
        if self._stale and method["solver"] == "simplex" and highs.getBasis().valid:
            self.go_to(copied_basis(highs.getBasis()))
        before, left = highs.getRunTime(), self._left() if self._limited else np.inf
        if left <= 0:
            return Outcome.STOPPED
        highs.setOptionValue("time_limit", before + left)  # it counts over the life of the instance
        (run_highs if self.large else run_briefly)(highs)
        self._solved = True
        self._tuned |= method["solver"] == "simplex"
        self._stale = not self._tuned and not len(self.program.integer)
        self.solver_seconds += highs.getRunTime() - before
        status = highspy.HighsModelStatus
        return {
            status.kOptimal: Outcome.OPTIMAL,
            status.kInfeasible: Outcome.INFEASIBLE,
            status.kUnbounded: Outcome.UNBOUNDED,
            status.kTimeLimit: Outcome.STOPPED,
            status.kInterrupt: Outcome.STOPPED,
        }.get(highs.getModelStatus(), Outcome.ERROR)

    def go_to(self, basis: Any) -> None:
        """Let the next solve start from a basis, by the options that it is given.

        HiGHS keeps those of the first time that it needed its simplex method, which may have been to tidy up after
        interior point, until it is told to forget all that it knows. Factors of a scaled matrix that are gone on with
        unscaled cost digits: an optimum may come out a millionth beside itself.
        """
        self._stale = False
        self.highs.clearSolver()
        self.highs.setBasis(basis)

    def _answer(self, outcome: Outcome, seconds: float) -> Answer:
        if not outcome.has_plan:
            return Answer(outcome, np.nan, np.nan, np.zeros(0), np.zeros(0), seconds)
        solution = self.highs.getSolution()
        value = float(self.highs.getInfo().objective_function_value) / self._size
        plan, prices = (np.fromiter(told, np.float64, len(told)) for told in (solution.col_value, solution.row_dual))
        prices /= self._size
        return Answer(outcome, value, value if outcome is Outcome.OPTIMAL else -np.inf, plan, prices, seconds)

    def add_row(self, columns: IntArray, coefficients: FloatArray, lower: float, upper: float) -> int:
        """Add a row to the living instance."""
        row = int(self.highs.getNumRow())
        self.highs.addRow(lower, upper, len(columns), columns.astype(np.int32), coefficients)
        return row

    def settle(self, rows: IntArray, column: int, lower: float, heir: int | None) -> None:
        """Take ``column`` out of ``rows`` and ask for at least ``lower``; ``heir`` is the row that holds it next.

        A basis in which ``column`` was held by one of these rows would become singular: HiGHS then makes the slack of
        any row basic and starts thousands of steps away. Here the row of the highest price of the last solve lets go of
        the column (its entry in the inverse of the basis is not zero: that is its price), and ``heir`` takes it over:
        one step of the simplex method.
        """
        prices = np.asarray(self.highs.getSolution().row_dual)[rows] if self._solved else np.zeros(len(rows))
        for row in rows.tolist():
            self.highs.changeCoeff(row, column, 0.0)
            self.highs.changeRowBounds(row, lower, np.inf)
        if self._solved:
            self._hand_on(int(rows[np.argmax(np.abs(prices))]), column, heir)

    def _hand_on(self, row: int, column: int, heir: int | None) -> None:
        """Let ``row`` leave the rows that bind, and ``heir`` (or the bound of ``column``) bind in its place."""
        basis = copied_basis(self.highs.getBasis())
        basic, binds = highspy.HighsBasisStatus.kBasic, highspy.HighsBasisStatus.kLower
        row_status = list(basis.row_status)
        if not basis.valid or row_status[row] == basic or (heir is not None and row_status[heir] != basic):
            return  # not the basis of the last solve, or held by the heir already
        row_status[row] = basic
        if heir is None:
            col_status = list(basis.col_status)
            if col_status[column] != basic:
                return
            col_status[column] = binds
            basis.col_status = col_status
        else:
            row_status[heir] = binds
        basis.row_status = row_status
        self.highs.setBasis(basis)

    def loosen(self, row: int, lower: float) -> None:
        """Ask for at least ``lower`` in a row that was settled."""
        self.highs.changeRowBounds(row, lower, np.inf)

    def fix(self, columns: IntArray, values: FloatArray) -> None:
        """Turn the MIP into the LP with its integers fixed."""
        narrow = columns.astype(np.int32)
        kinds = np.full(len(narrow), highspy.HighsVarType.kContinuous)
        self.highs.changeColsIntegrality(len(narrow), narrow, kinds)
        self.highs.changeColsBounds(len(narrow), narrow, values, values)
        for option, value in EXACT_ENDS.items():  # branch and cut needs none of it, the stages that follow do
            self.highs.setOptionValue(option, value)
