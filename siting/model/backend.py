"""A built model inside a solver: solve, change, solve again. One interface, two ways to keep it.

`siting.model.highs_backend` keeps the HiGHS instance that PuLP filled and re-solves from its last basis;
`siting.model.cbc_backend` keeps the PuLP problem and has CBC solve it afresh each time, as a second opinion.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol

import pandas as pd
import pulp

from siting.errors import UsageError
from siting.model.arrays import FloatArray, IntArray
from siting.model.options import SolverOptions
from siting.model.program import Program
from siting.results.solution import Basis, Outcome

__all__ = [
    "AFRESH",
    "DEVEX",
    "DUAL",
    "EXACT_ENDS",
    "FRESH",
    "INTERIOR",
    "LARGE",
    "PRIMAL",
    "ROW_TOLERANCE",
    "Answer",
    "Backend",
    "make_backend",
    "outcome_of",
]

#: HiGHS's "as many steps as it takes". Every way below says so, because a limit stays with an instance.
NO_LIMIT = 2**31 - 1

#: Ways to solve again from a basis, as HiGHS's options (simplex_strategy 1 is dual, 4 primal). One thread: the simplex
#: method has no use for more, and starting them costs as much as a short solve. Nothing is perturbed: from an optimum a
#: few steps away, undoing the perturbation takes hundreds. Nothing is scaled: people, seats and jobs are of one size,
#: and what is exact enough for the scaled rows is not for the real ones, which are then solved once more.
_AGAIN: Mapping[str, Any] = MappingProxyType(
    {
        "solver": "simplex",
        "simplex_iteration_limit": NO_LIMIT,
        "threads": 1,
        "simplex_scale_strategy": 0,
        "simplex_dual_edge_weight_strategy": -1,
        "primal_simplex_bound_perturbation_multiplier": 0.0,
        "dual_simplex_cost_perturbation_multiplier": 0.0,
    }
)
PRIMAL: Mapping[str, Any] = MappingProxyType({**_AGAIN, "simplex_strategy": 4})
DUAL: Mapping[str, Any] = MappingProxyType({**_AGAIN, "simplex_strategy": 1})
#: Added to `DUAL` where the steepest edges are not known: HiGHS would work them out first, which costs a hundred steps.
DEVEX: Mapping[str, Any] = MappingProxyType({"simplex_dual_edge_weight_strategy": 1})
#: Added where a few steps are to go, again and again: the basis is factored anew before its updates make steps slow.
FRESH: Mapping[str, Any] = MappingProxyType({"simplex_update_limit": 100})
AFRESH: Mapping[str, Any] = MappingProxyType({"solver": "ipm", "simplex_iteration_limit": NO_LIMIT})

#: How far a row may be off. Stages stand on one another's optima: at HiGHS's own 1e-7 one in a hundred small
#: countries lost its last stages to rounding, at this none.
ROW_TOLERANCE = 1e-9

#: HiGHS ends on the factors that it has, updated by every step, as long as they solve a random system to 1e-8. One row
#: of 77,000 was 3e-6 beside what was told of it, at no infeasibility: each end is factored anew, then rows are exact.
EXACT_ENDS: Mapping[str, Any] = MappingProxyType({"no_unnecessary_rebuild_refactor": False})

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
    basis: Basis | None = None  #: kept by large linear programs at their first optimum


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

    def settle(self, rows: IntArray, column: int, lower: float, heir: int | None) -> None:
        """Take ``column`` out of ``rows`` and ask for at least ``lower``; ``heir`` is the row that holds it next."""
        ...

    def loosen(self, row: int, lower: float) -> None:
        """Ask for at least ``lower`` in a row that was settled."""
        ...

    def fix(self, columns: IntArray, values: FloatArray) -> None:
        """Fix integer columns at whole values and drop their integrality."""
        ...


def make_backend(
    program: Program,
    options: SolverOptions,
    progress: Callable[[str], None] = lambda _: None,
    known: pd.DataFrame | None = None,
) -> Backend:
    """The backend for ``options.solver``; ``known`` are the seats of an earlier plan, which only HiGHS starts from.

    Raises `UsageError` where that solver is not installed.
    """
    if options.solver == "highs":
        from siting.model.highs_backend import HighsBackend
        from siting.model.large.sifted_backend import SiftedBackend, sifts

        if sifts(program, options):
            return SiftedBackend(program, options, progress)
        return HighsBackend(program, options, progress, known)
    from siting.model.cbc_backend import PulpBackend

    if not pulp.getSolver("COIN_CMD").available():
        raise UsageError("CBC is not installed here: install the extra pulp[cbc], or leave out --solver")
    return PulpBackend(program, options)


def outcome_of(stats: pulp.LpSolveStats) -> Outcome:
    """What a PuLP solve came to; read both the status and whether there is a solution."""
    status = pulp.const.LpSolveStatus
    if stats.status in (status.Optimal, status.GapLimit) and stats.has_solution:
        return Outcome.OPTIMAL
    if stats.has_solution:
        return Outcome.FEASIBLE
    known = {status.Infeasible: Outcome.INFEASIBLE, status.Unbounded: Outcome.UNBOUNDED}
    stopped = (status.TimeLimit, status.MemoryLimit, status.IterationLimit, status.Interrupted)
    return known.get(stats.status, Outcome.STOPPED if stats.status in stopped else Outcome.ERROR)
