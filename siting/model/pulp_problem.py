"""A `Program` as a PuLP problem, and PuLP's HiGHS interface fed from arrays.

The PuLP problem is complete: it can be written to LP or MPS and solved by any PuLP solver. What PuLP's own HiGHS
interface does row by row in Python, `ArrayHiGHS` does in two calls, from the arrays that the problem was made of. It
overrides four public methods of ``pulp.HiGHS``; the one private part of PuLP stands in `siting.model.pulp_rows`.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from typing import Any, Literal

import highspy
import numpy as np
import pulp

from siting.model.arrays import FloatArray, Index
from siting.model.console import silenced
from siting.model.data import ModelData
from siting.model.program import Program
from siting.model.pulp_rows import add_rows
from siting.results.solution import Basis

__all__ = [
    "ArrayHiGHS",
    "copied_basis",
    "empty_highs",
    "highs_basis",
    "make_problem",
    "pass_columns",
    "pass_rows",
    "run_briefly",
    "run_highs",
    "told_basis",
]


def make_problem(program: Program) -> tuple[pulp.LpProblem, list[pulp.LpVariable]]:
    """The program as a PuLP problem (minimised), with its variables in column order.

    Names are ASCII: the family or block and the ids of the key, so that an LP file can be read.
    """
    problem = pulp.LpProblem("siting", pulp.const.LpMinimize)
    variables: list[pulp.LpVariable] = []
    for family in program.variables.families():
        names = _names(family.name, family.index, program.data, len(family))
        kind: Literal["Integer", "Continuous"] = "Integer" if family.integer else "Continuous"
        made = problem.add_variable_dict("%s", names, 0.0, None, kind)
        block = [made[name] for name in names]
        for position in np.flatnonzero(np.isfinite(family.upper)).tolist():
            block[position].upBound = float(family.upper[position])
        variables.extend(block)
    priced = np.flatnonzero(program.cost).tolist()
    cost = program.cost.tolist()
    problem.setObjective(pulp.lpSum_vars_coefs((variables[j], cost[j]) for j in priced))
    names = [name for block in program.blocks for name in _names(block.name, block.keys, program.data, len(block))]
    bounds = program.row_lower, program.row_upper
    add_rows(problem, variables, names, program.start, program.column, program.coefficient, bounds)
    return problem, variables


def _names(stem: str, index: Index, d: ModelData, count: int) -> list[str]:
    """One ASCII name per key; ids that read alike without their punctuation get their position too."""
    dims = [dim for dim in index if dim in d.sets]
    if not dims:
        return [stem] * count
    columns = [np.array(_ascii(d.sets[dim]))[index[dim]] for dim in dims]
    return ["_".join((stem, *key)) for key in zip(*(column.tolist() for column in columns), strict=True)]


def _ascii(ids: tuple[str, ...]) -> list[str]:
    plain = [re.sub(r"[^A-Za-z0-9.]", ".", name) for name in ids]
    alike = len(set(plain)) < len(plain)
    return [f"{name}.{number}" for number, name in enumerate(plain)] if alike else plain


#: Columns below which a linear programme is solved in a fraction of a second, even from nothing.
BRIEF = 10_000


def run_highs(highs: Any) -> None:
    """Run a HiGHS instance, silently. Raises ``KeyboardInterrupt`` where Ctrl-C stopped it, which HiGHS swallows."""
    highs.HandleKeyboardInterrupt = True
    with silenced():
        highs.solve()
    if highs.getModelStatus() == highspy.HighsModelStatus.kInterrupt:
        raise KeyboardInterrupt


def run_briefly(highs: Any) -> None:
    """Run an instance that takes well below a second: the thread that lets Ctrl-C through would take longer to start.

    Python tells of Ctrl-C when the run has ended. One thread: HiGHS refuses another number than the one that the first
    run in this thread of Python had, whoever's run that was, until its scheduler is reset.
    """
    highs.HandleKeyboardInterrupt = False
    highs.setOptionValue("threads", 1)
    with silenced():
        if highs.run() == highspy.HighsStatus.kError:
            highspy.Highs.resetGlobalScheduler(True)
            highs.run()


def _instance(lp: pulp.LpProblem) -> Any:
    """The HiGHS object that PuLP keeps with the problem."""
    return lp.solverModel


def empty_highs(threads: int) -> Any:
    """A HiGHS instance without a model, silent, with so many threads (0: its own choice)."""
    with silenced():  # the first option prints a banner
        highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        highs.setOptionValue("output_flag", False)
        highs.setOptionValue("threads", threads)
    return highs


def pass_columns(highs: Any, program: Program) -> None:
    """Give an empty HiGHS instance all columns with their costs and bounds, as continuous variables, in one call."""
    none = np.zeros(0, dtype=np.int32)
    highs.addCols(
        len(program.cost), program.cost, program.column_lower, program.column_upper, 0, none, none, np.zeros(0)
    )


def pass_rows(highs: Any, program: Program) -> None:
    """Give HiGHS all rows, in one call."""
    highs.addRows(
        len(program.row_lower),
        program.row_lower,
        program.row_upper,
        len(program.column),
        program.start[:-1].astype(np.int32),
        program.column.astype(np.int32),
        program.coefficient,
    )


def copied_basis(basis: Any) -> Any:
    """What ``getBasis`` of HiGHS gives, as a start for any model of this size: it is a copy, of our own.

    Its statuses are left alone: each look at them from Python copies them all, which takes longer than a short solve.
    """
    basis.valid = basis.alien = basis.was_alien = True
    basis.debug_id = basis.debug_update_count = -1
    return basis


def told_basis(highs: Any) -> Basis | None:
    """The basis of an instance as numbers; ``None`` where it has none."""
    basis = highs.getBasis()
    if not basis.valid:
        return None
    columns, rows = (np.array(list(map(int, told)), dtype=np.int8) for told in (basis.col_status, basis.row_status))
    return Basis(columns, rows)


def highs_basis(basis: Basis) -> Any:
    """A start for HiGHS from numbers."""
    made, kinds = highspy.HighsBasis(), [highspy.HighsBasisStatus(number) for number in range(5)]
    made.col_status = [kinds[number] for number in basis.columns.tolist()]
    made.row_status = [kinds[number] for number in basis.rows.tolist()]
    return copied_basis(made)


class ArrayHiGHS(pulp.HiGHS):
    """PuLP's HiGHS interface, with the model handed over as arrays and the answer left in HiGHS.

    ``start`` is a plan by column that branch and cut begins with.
    """

    def __init__(self, program: Program, options: Mapping[str, Any], start: FloatArray | None = None) -> None:
        super().__init__(msg=False, **options)
        self.program = program
        self.start = start
        self.hand_over_seconds = 0.0

    def createAndConfigureSolver(self, lp: pulp.LpProblem) -> None:
        """Make the HiGHS object without the banner that its first option prints."""
        with silenced():
            super().createAndConfigureSolver(lp)

    def buildSolverModel(self, lp: pulp.LpProblem) -> None:
        """Give HiGHS all columns and all rows, in one call each."""
        started = time.perf_counter()
        program, highs = self.program, _instance(lp)
        pass_columns(highs, program)
        if len(program.integer):
            kinds = np.full(len(program.integer), highspy.HighsVarType.kInteger)
            highs.changeColsIntegrality(len(program.integer), program.integer.astype(np.int32), kinds)
        pass_rows(highs, program)
        self.hand_over_seconds = time.perf_counter() - started

    def callSolver(self, lp: pulp.LpProblem) -> None:
        """Run HiGHS without its banner, and let Ctrl-C through."""
        if self.start is not None:
            solution = highspy.HighsSolution()
            solution.col_value = self.start.tolist()
            _instance(lp).setSolution(solution)
        small = len(self.program.cost) < BRIEF and not len(self.program.integer)
        (run_briefly if small else run_highs)(_instance(lp))

    def findSolutionValues(self, lp: pulp.LpProblem) -> tuple[pulp.const.LpSolveStatus, bool]:
        """Read the status only; values stay in HiGHS, where they are read as arrays."""
        highs = _instance(lp)
        status = highs.getModelStatus()
        optimal = status == highspy.HighsModelStatus.kOptimal
        incumbent = status in _STOPPED and bool(np.isfinite(highs.getInfo().objective_function_value))
        if incumbent and not len(self.program.integer):
            incumbent = highs.getInfo().primal_solution_status == FEASIBLE_POINT
        return _STATUS.get(status, pulp.const.LpSolveStatus.Undefined), optimal or incumbent


#: HiGHS's code for "the primal point is feasible".
FEASIBLE_POINT = 2

_STATUS = {
    highspy.HighsModelStatus.kOptimal: pulp.const.LpSolveStatus.Optimal,
    highspy.HighsModelStatus.kInfeasible: pulp.const.LpSolveStatus.Infeasible,
    highspy.HighsModelStatus.kUnbounded: pulp.const.LpSolveStatus.Unbounded,
    highspy.HighsModelStatus.kTimeLimit: pulp.const.LpSolveStatus.TimeLimit,
    highspy.HighsModelStatus.kIterationLimit: pulp.const.LpSolveStatus.IterationLimit,
    highspy.HighsModelStatus.kMemoryLimit: pulp.const.LpSolveStatus.MemoryLimit,
    highspy.HighsModelStatus.kInterrupt: pulp.const.LpSolveStatus.Interrupted,
}
_STOPPED = (
    highspy.HighsModelStatus.kTimeLimit,
    highspy.HighsModelStatus.kIterationLimit,
    highspy.HighsModelStatus.kMemoryLimit,
    highspy.HighsModelStatus.kInterrupt,
)
