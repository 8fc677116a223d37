"""A plan with whole parks and a bound on the least cost, as good as the gap asks or as time allows."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from siting.model.arrays import FloatArray
from siting.model.options import SolverOptions
from siting.model.parks.relaxation import Bounds, Relaxation, Relaxed
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


def search_parks(
    program: Program,
    options: SolverOptions,
    progress: Callable[[str], None],
    known: pd.DataFrame | None = None,
) -> ParkPlan:
    """Search plans of ``program`` whose openings and phases are whole.

    ``known`` is the table of seats of an earlier plan (``zone``, ``year``, ``built``), to be tried first. Ends at
    ``options.gap``, at ``options.time_limit_s``, or after `MOST_SOLVES` linear programmes.
    """
    started, limit = time.perf_counter(), options.time_limit_s
    relaxation = Relaxation(
        program, options.seed, lambda: np.inf if limit is None else started + limit - time.perf_counter()
    )
    root = relaxation.solve()
    if root is None:  # no plan, or a cost that falls without limit: the solver's own search tells which
        return _told(relaxation, None, -np.inf)
    best = _best([*_from_known(relaxation, known), *_rounded(relaxation, root)])
    tree = Tree(relaxation, root, best, options.gap)

    def told() -> None:
        assert tree.best is not None
        above = (tree.best.value - tree.bound) / max(abs(tree.best.value), 1e-9)
        progress(f"whole parks for {tree.best.value:,.2f}, at most {100 * above:.2f} % above the least")

    if best is not None:
        told()
    tree.search(MOST_SOLVES, told)
    return _told(relaxation, tree.best, tree.bound)


def _best(plans: list[Relaxed | None]) -> Relaxed | None:
    found = [plan for plan in plans if plan is not None]
    return min(found, key=lambda plan: plan.value) if found else None


def _rounded(relaxation: Relaxation, root: Relaxed) -> list[Relaxed | None]:
    """A few dives: from the sets of parks that slope scaling proposes, else from the relaxation itself."""
    found = [dive(relaxation, _opened(relaxation, used)) for used in priced_openings(relaxation, root)[:_SETS]]
    return found if _best(found) is not None else [dive(relaxation, {})]


def _opened(relaxation: Relaxation, used: Iterable[int]) -> Bounds:
    """Exactly the parks of ``used`` are open."""
    chosen = set(used)
    return {zone: (1.0, 1.0) if zone in chosen else (0.0, 0.0) for zone in range(relaxation.zones)}


def _from_known(relaxation: Relaxation, known: pd.DataFrame | None) -> list[Relaxed | None]:
    """An earlier plan phase by phase, where it can be carried out, and a new dive with its parks.

    Years and zones that the earlier plan does not have stay open to the dive.
    """
    if known is None or known.empty:
        return []
    d = relaxation.program.data
    table = known.pivot_table(index="zone", columns="year", values="built", aggfunc="sum")
    built = table.reindex(index=list(d.sets["zone"]), columns=list(d.scalars.years)).to_numpy(np.float64)
    phases = np.cumsum(np.round(built / d.scalars.phase_seats), axis=1)
    numbers = relaxation.zones + np.arange(phases.size).reshape(phases.shape)
    told = np.isfinite(phases)
    kept = {int(e): (float(x), float(x)) for e, x in zip(numbers[told], phases[told], strict=True)}
    used = np.flatnonzero(np.nanmax(np.where(told, phases, 0.0), axis=1) > 0)
    return [dive(relaxation, kept), dive(relaxation, _opened(relaxation, used.tolist()))]


def _told(relaxation: Relaxation, best: Relaxed | None, bound: float) -> ParkPlan:
    plan, value = (None, np.inf) if best is None else (best.plan, best.value)
    return ParkPlan(plan, value, bound, bound < np.inf, relaxation.solves, relaxation.seconds)
