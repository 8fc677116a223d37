"""Efficient plans of two or three aims: of each, no other plan is better in one aim and as good in the others.

Two aims of a linear programme: every corner of the curve (`siting.model.tradeoffs.breakpoints`), or those that leave
least of it untold. Three aims, or whole parks: a grid of bounds (AUGMECON-R, `siting.model.tradeoffs.grid`).
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from siting.analysis.frontier.terms import FrontierTerm, frontier_terms
from siting.errors import Infeasible, ModelError

if TYPE_CHECKING:
    from siting.model.arrays import FloatArray
    from siting.model.inputs import Inputs
    from siting.model.program import Program
    from siting.model.tradeoffs.objectives import Efficient, Objectives

__all__ = ["MOST", "Frontier", "frontier"]

#: Most points of a frontier: each is a plan that somebody has to look at.
MOST = 500


@dataclass(frozen=True)
class Frontier:
    """Efficient plans, from the best of the first aim to the best of the last.

    ``points``: one row a plan: ``point`` (1, 2, ...), a column for each aim (in its own unit, the right way round),
    ``cost`` (MMAD), ``jobs``, ``gini`` and ``least_served`` (jobs per 1,000 active) of the final year, ``moved`` (jobs
    that regions gain over the plan before). Of two aims also, from the plan before to this one: ``price`` (units of the
    first aim for one unit of the second) and ``per_job_moved`` (units of the first aim for each job moved).
    ``regions``: ``point``, ``region``, ``jobs`` of the final year, ``seats_built``.
    ``payoff``: one row for each aim put first, with the values of all aims.
    ``exact`` tells that no corner is missing; ``missed`` is how far the curve lies below the lines at most (unit of the
    first aim). ``asked`` is how many points were asked for; ``solves`` counts what was asked of HiGHS, ``seconds`` how
    long it took.
    """

    terms: tuple[FrontierTerm, ...]
    points: pd.DataFrame
    regions: pd.DataFrame
    payoff: pd.DataFrame
    exact: bool
    missed: float
    asked: int
    solves: int
    seconds: float

    @property
    def values(self) -> FloatArray:
        """Values of the aims, one row a point."""
        return self.points[[term.name for term in self.terms]].to_numpy(np.float64)


def frontier(
    inputs: Inputs,
    objectives: Sequence[str] = ("cost", "inequality"),
    *,
    points: int = 20,
    gap: float = 0.01,
    progress: Callable[[str], None] = lambda _: None,
) -> Frontier:
    """Efficient plans of the aims ``objectives`` (`siting.analysis.frontier.TERMS`), at most about ``points`` of them.

    All rules of ``inputs`` hold; its own objective does not count. Of three aims or with whole parks a grid of about
    ``points`` cells is asked; whole parks are solved to the relative ``gap``.

    Raises `ModelError` for aims or points that are none and where the aims do not conflict (one plan is best in all of
    them), `Infeasible` where no plan exists.
    """
    from siting.model.build import build
    from siting.model.presolve import presolve_check
    from siting.model.solve import NO_PROOF
    from siting.model.tradeoffs.breakpoints import breakpoints
    from siting.model.tradeoffs.grid import on_grid
    from siting.model.tradeoffs.objectives import Objectives

    began = time.monotonic()
    terms = frontier_terms(list(objectives))
    if not 2 <= points <= MOST:
        raise ModelError.one("--points", "is out of range", points, f"between 2 and {MOST} can be asked for")
    reasons = presolve_check(inputs)
    if reasons:
        raise Infeasible(reasons)
    progress("building the model")
    program = build(replace(inputs, scalars=inputs.scalars.model_copy(update={"objective": _all_terms()})))
    vectors = [_vector(program, term) for term in terms]
    living = Objectives(program, vectors, gap=gap)
    exact, missed = False, 0.0
    found: Sequence[Efficient] | None
    if len(terms) == 2 and not living.whole:
        curve = breakpoints(living, points, lambda done: progress(f"{done} of {points} points of the curve"))
        found = None if curve is None else curve.points
        if curve is not None:
            missed = float(curve.missed)
            exact = bool(missed <= _EXACT * float(np.ptp(curve.values[:, 0])))
    else:
        steps = _steps(points, len(terms))
        grid = on_grid(living, steps, lambda done, cells: progress(f"{done} of {cells} cells of the grid"))
        found = None if grid is None else grid.points
    if found is None:
        raise Infeasible([NO_PROOF])
    if len(found) < 2:
        names = " and ".join(term.name for term in terms)
        raise ModelError.one("--objectives", "do not conflict: one plan is best in all of them", names, "name others")
    payoff = _payoff(living, terms, found)
    solves = living.solves
    table, regions = _tables(program, terms, found)
    return Frontier(terms, table, regions, payoff, exact, missed, points, solves, time.monotonic() - began)


_EXACT = 1e-6


def _all_terms() -> Any:
    """An objective that makes the variables of every aim."""
    from siting.model.inputs import Objective, Stage

    names = ("cost", "least_served", "inequality")
    return Objective(stages=tuple(Stage(objective=name) for name in names), region_ranges=False)  # type: ignore[arg-type]


def _vector(program: Program, term: FrontierTerm) -> FloatArray:
    """Coefficients by column of an aim, to be minimised."""
    from siting.model.objectives import COST_TERMS, TERMS
    from siting.model.program import cost_vector

    parts = COST_TERMS if term.name == "cost" else [part for part in TERMS if part.name == term.weight]
    return cost_vector(dict.fromkeys(parts, 1.0), program.variables, program.data)


def _steps(points: int, aims: int) -> list[int]:
    """Intervals of a grid of about ``points`` cells."""
    if aims == 2:
        return [points - 1]
    side = max(1, round(math.sqrt(points)) - 1)
    return [side, side]


def _payoff(living: Objectives, terms: Sequence[FrontierTerm], found: Sequence[Efficient]) -> pd.DataFrame:
    """Each aim put first, then the others in order. Of two aims those are the ends of the curve."""
    if len(terms) == 2:
        best = [found[0], found[-1]]
    else:
        told = living.payoff()
        best = [] if told is None else list(told.points)
    signs = np.array([term.sign for term in terms])
    rows = {term.name: point.values * signs for term, point in zip(terms, best, strict=False)}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=[term.name for term in terms])
    return table.rename_axis("first").reset_index()


def _tables(
    program: Program, terms: Sequence[FrontierTerm], found: Sequence[Efficient]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The points and their regions."""
    from siting.model.objectives import COST_TERMS
    from siting.model.program import cost_vector
    from siting.results.inequality import gini, least_served

    cost = cost_vector(dict.fromkeys(COST_TERMS, 1.0), program.variables, program.data)
    active, names = program.data.active.values, program.data.sets["region"]
    rows, regions = [], []
    before: FloatArray | None = None
    for number, point in enumerate(found, start=1):
        jobs, seats = _by_region(program, point.plan)
        row: dict[str, Any] = {"point": number}
        row |= {term.name: term.sign * value for term, value in zip(terms, point.values.tolist(), strict=True)}
        row |= {"cost": float(cost @ point.plan), "jobs": float(jobs.sum())}
        row |= {"gini": gini(jobs, active), "least_served": least_served(jobs, active)}
        row["moved"] = np.nan if before is None else float(np.maximum(jobs - before, 0.0).sum())
        rows.append(row)
        regions.append(pd.DataFrame({"point": number, "region": names, "jobs": jobs, "seats_built": seats}))
        before = jobs
    table = pd.DataFrame(rows)
    if len(terms) == 2:
        first, second = (np.diff(table[term.name].to_numpy()) for term in terms)
        with np.errstate(divide="ignore", invalid="ignore"):
            table["price"] = np.r_[np.nan, np.abs(first / second)]
            moved = table["moved"].to_numpy()[1:]
            table["per_job_moved"] = np.r_[np.nan, np.where(moved > _MOVED, np.abs(first) / moved, np.nan)]
    return table, pd.concat(regions, ignore_index=True)


#: Fewer jobs than this have not moved.
_MOVED = 0.5


def _by_region(program: Program, plan: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Jobs of the final year and seats built over all years, each by region."""
    d, v = program.data, program.variables
    plan = np.clip(plan, program.column_lower, program.column_upper)
    of = d.region_of.values.astype(np.int64)
    last = v.jobs.index["year"] == d.last
    jobs = np.bincount(of[v.jobs.index["zone"][last]], plan[v.jobs.column[last]], d.sizes["region"])
    seats = np.bincount(of[v.build.index["zone"]], plan[v.build.column], d.sizes["region"])
    return jobs, seats
