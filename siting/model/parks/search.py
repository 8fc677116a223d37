"""A plan with whole parks and a bound on the least cost, as good as the gap asks or as time allows."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from siting.model.arrays import FloatArray
from siting.model.options import SolverOptions
from siting.model.parks.relaxation import Relaxation, Relaxed
from siting.model.parks.rounding import dive, priced_openings
from siting.model.parks.tree import Tree
from siting.model.program import Program

__all__ = ["MOST_SOLVES", "ParkPlan", "search_parks"]

#: Linear programmes after which the search gives up and the solver's own branch and cut goes on from its plan.
MOST_SOLVES = 2_000
_SETS = 3  #: sets of openings that are tried out at the beginning


@dataclass(frozen=True)
class ParkPlan:
    """The best plan found (by column; ``None`` without one), its cost, and what no plan can cost less than.

    ``feasible`` is false where the search has shown that no plan exists; ``solves`` linear programmes were solved, in
    ``solver_seconds``.
    """

    plan: FloatArray | None
    value: float
    bound: float
    feasible: bool
    solves: int
    solver_seconds: float

    @property
    def gap(self) -> float:
        """How far the plan may be above the least cost, relative to its own."""
        return max(0.0, self.value - self.bound) / max(abs(self.value), 1e-9) if self.plan is not None else np.inf


def search_parks(program: Program, options: SolverOptions, progress: Callable[[str], None]) -> ParkPlan:
    """Search plans of ``program`` whose openings and phases are whole.

    Ends at ``options.gap``, at ``options.time_limit_s``, or after `MOST_SOLVES` linear programmes.
    """
    started, limit = time.perf_counter(), options.time_limit_s
    relaxation = Relaxation(
        program, options.seed, lambda: np.inf if limit is None else started + limit - time.perf_counter()
    )
    root = relaxation.solve()
    if root is None:  # no plan, or a cost that falls without limit: the solver's own search tells which
        return _told(relaxation, None, -np.inf)
    best = _rounded(relaxation, root)
    tree = Tree(relaxation, root, best, options.gap)

    def told() -> None:
        assert tree.best is not None
        above = (tree.best.value - tree.bound) / max(abs(tree.best.value), 1e-9)
        progress(f"whole parks for {tree.best.value:,.2f}, at most {100 * above:.2f} % above the least")

    if best is not None:
        told()
    tree.search(MOST_SOLVES, told)
    return _told(relaxation, tree.best, tree.bound)


def _rounded(relaxation: Relaxation, root: Relaxed) -> Relaxed | None:
    """The best of a few dives: from the sets of parks that slope scaling proposes, and from the relaxation itself."""
    found = []
    for used in priced_openings(relaxation, root)[:_SETS]:
        opened = {zone: (1.0, 1.0) if zone in used else (0.0, 0.0) for zone in range(relaxation.zones)}
        found.append(dive(relaxation, opened))
    if not any(found):
        found.append(dive(relaxation, {}))
    plans = [plan for plan in found if plan is not None]
    return min(plans, key=lambda plan: plan.value) if plans else None


def _told(relaxation: Relaxation, best: Relaxed | None, bound: float) -> ParkPlan:
    plan, value = (None, np.inf) if best is None else (best.plan, best.value)
    return ParkPlan(plan, value, bound, bound < np.inf, relaxation.solves, relaxation.seconds)
