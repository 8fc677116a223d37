"""The answer of one run: frozen, picklable, free of the modeller and of the solver."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["Basis", "Outcome", "Solution", "StageResult"]


class Outcome(Enum):
    """How a solve ended. Only the first two come with a plan."""

    OPTIMAL = "optimal"  #: proven optimal (LP) or within the gap asked for (MIP)
    FEASIBLE = "feasible"  #: a plan, stopped at a limit before its proof; the bound says how good it is
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"
    STOPPED = "stopped"  #: a limit was reached before any plan was found
    ERROR = "error"

    @property
    def has_plan(self) -> bool:
        """Whether values may be read."""
        return self in (Outcome.OPTIMAL, Outcome.FEASIBLE)


@dataclass(frozen=True)
class StageResult:
    """One stage of the objective, in the order solved.

    ``objective`` is ``cost`` (MMAD, minimised), ``least_served`` (jobs per 1,000 active, maximised; one stage
    per round of the leximin), ``suitability`` (index x jobs, maximised), ``inequality`` (numerator of the Gini
    coefficient, jobs, minimised) or ``weighted`` (the weighted sum, minimised). ``value`` is its optimum, ``bound``
    the proven bound (equal to ``value`` for an LP). ``tolerance`` is what later stages may give back, relative.
    ``fixed`` maps a region to the level (jobs per 1,000 active) that earlier rounds of the leximin have settled;
    ``settled`` are the regions that this round settles at ``value``. ``kept`` is the value that later stages hold:
    ``value`` less its tolerance, or less the solver's last digits where that is less.
    """

    objective: str
    value: float
    bound: float
    tolerance: float = 0.0
    round: int = 0
    fixed: Mapping[str, float] = field(default_factory=dict)
    settled: tuple[str, ...] = ()
    kept: float | None = None
    integers_fixed: bool = False  #: a MIP's parks were fixed before this stage, which is then an LP
    seconds: float = 0.0


@dataclass(frozen=True)
class Basis:
    """Where a linear programme was optimal: the status of each column and row, in HiGHS's numbers (0 at the lower
    bound, 1 basic, 2 at the upper bound, 3 at zero, 4 not basic)."""

    columns: npt.NDArray[np.int8]
    rows: npt.NDArray[np.int8]


@dataclass(frozen=True)
class Solution:
    """A plan and what was proven about it.

    Tables (ids first, long format; solver's figures, not rounded):

    * ``jobs``: zone, segment, year, jobs (stock at year end), added
    * ``seats``: zone, year, built, committed, standing (all seats that stand at year end), used, phases, open
    * ``staff``: origin, zone, skill, year, staff
    * ``trained``: zone, skill, year, trained
    * ``shortfall``: goal, year, shortfall (only for soft goals; else empty)
    * ``duals``: stage (position in ``stages``), block, zone, region, segment, skill, year, payer, price,
      slack. Ids that a block does not have are empty strings (year: 0). Rows with price zero may be left out.
      ``price`` is the change of the stage's *minimised* objective per unit of right-hand side, whatever the
      row's sense; maximised objectives are minimised with the sign turned. ``slack`` is how far the final plan is
      from the bound of the row as built, in its unit; 0 for rows that stages add. Blocks added by stages, without
      ids: ``cost_limit``, ``suitability_limit``, ``inequality_limit``.
    * ``region_ranges``: region, low, high (jobs in the final year at the first stage's cost and tolerance; NaN
      where a limit stopped the search); may be empty.
    """

    outcome: Outcome
    jobs: pd.DataFrame
    seats: pd.DataFrame
    staff: pd.DataFrame
    trained: pd.DataFrame
    shortfall: pd.DataFrame
    duals: pd.DataFrame
    region_ranges: pd.DataFrame
    stages: tuple[StageResult, ...]
    objective_mmad: float  #: total discounted cost of the plan shown, all payers
    best_bound_mmad: float  #: proven lower bound on the first stage's value: the cost, or the weighted sum
    gap: float  #: (first stage's value - bound) / |value|; 0 for a proven LP
    is_mip: bool
    solver: str
    solver_version: str
    seed: int
    timings_s: Mapping[str, float]
    size: Mapping[str, int] = field(default_factory=dict)  #: variables, rows, coefficients, integers
    basis: Basis | None = None  #: of the first stage, where finding it again takes long
