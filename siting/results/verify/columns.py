"""The column space: which quantities a plan consists of, where each one stands, and its bounds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from siting.results.verify.case import Case, Floats, Ints
from siting.results.verify.welfare import curve_of, rank_weights

__all__ = ["Columns", "make_columns"]


@dataclass(frozen=True)
class Columns:
    """Column numbers by quantity (-1 where a quantity does not exist), and bounds over all columns.

    ``implied`` are upper bounds that follow from the constraints, or beyond which a cheaper plan exists with
    the same rest: finite for every column, so that weak duality always gives a finite bound.
    """

    jobs: Ints  #: (Z,S,T)
    added: Ints  #: (Z,S,T)
    build: Ints  #: (Z,T)
    staff: Ints  #: (A,Q,T)
    trained: Ints  #: (Z,Q,T)
    open: Ints  #: (Z,)
    phases: Ints  #: (Z,T)
    jobs_missing: Ints  #: (T,)
    exports_missing: Ints  #: (T,)
    pairs: Ints  #: (P,) distances between regions, in jobs
    level: int  #: jobs per 1,000 active of the least-served region
    threshold: Ints  #: (K,) rate up to which a region counts among the lowest, by rank with a weight of its own
    lacking: Ints  #: (K,R) what a region's rate lacks to it
    loss: Ints  #: (R,) loss by Kolm and Pollak
    pair_of: tuple[Ints, Ints]  #: positions of the two regions of each pair
    lower: Floats
    upper: Floats
    implied: Floats

    @property
    def count(self) -> int:
        """Number of columns."""
        return len(self.lower)

    @cached_property
    def integers(self) -> Ints:
        """Columns that must be whole."""
        found = np.concatenate([self.open, self.phases.ravel()])
        return found[found >= 0]


class _Numbering:
    """Hands out consecutive column numbers."""

    def __init__(self) -> None:
        self.count = 0

    def take(self, exists: npt.NDArray[np.bool_]) -> Ints:
        number = np.full(exists.shape, -1, dtype=np.int64)
        number[exists] = np.arange(self.count, self.count + int(exists.sum()))
        self.count += int(exists.sum())
        return number


def make_columns(case: Case) -> Columns:
    """Number the quantities of ``case`` and bound them."""
    rules, years = case.rules, len(case.years)
    zones, skills = len(case.zones), len(case.skills)
    exists = case.eligible | (case.baseline > 0)[:, :, None]
    usable = exists.any(axis=(1, 2))
    arcs = np.broadcast_to(usable[case.work][:, None, None], (len(case.work), skills, years))
    parks = bool(rules.get("indivisible", False))
    one, other = np.triu_indices(len(case.regions), k=1)
    take = _Numbering()
    jobs, added = take.take(exists), take.take(exists)
    build = take.take(np.ones((zones, years), dtype=bool))
    staff = take.take(arcs)
    trained = take.take(np.ones((zones, skills, years), dtype=bool))
    opened = take.take(np.full(zones, parks))
    phases = take.take(np.full((zones, years), parks))
    missing = [_missing(case, goal, take) for goal in ("jobs", "exports")]
    pairs = take.take(np.full(len(one), True))
    level = int(take.take(np.ones(1, dtype=bool))[0])
    ranks, averse = len(rank_weights(case)), curve_of(case) is not None
    threshold = take.take(np.ones(ranks, dtype=bool))
    lacking = take.take(np.ones((ranks, len(case.regions)), dtype=bool))
    loss = take.take(np.full(len(case.regions), averse))
    lower, upper = np.zeros(take.count), np.full(take.count, np.inf)
    capped = exists & ~case.eligible
    upper[jobs[capped]] = np.broadcast_to(case.baseline[:, :, None], exists.shape)[capped]
    out = np.isin(case.zones.to_numpy(dtype=str), list(rules.get("locks", {}).get("zones_out", ())))
    upper[build[out]] = 0.0
    upper[opened[opened >= 0]] = 1.0
    columns = Columns(
        jobs, added, build, staff, trained, opened, phases, missing[0], missing[1],
        pairs, level, threshold, lacking, loss, (one.astype(np.int64), other.astype(np.int64)),
        lower, upper, upper.copy(),
    )  # fmt: skip
    _imply(case, columns)
    return columns


def _missing(case: Case, goal: str, take: _Numbering) -> Ints:
    """Columns for what is missing to a soft goal, one per year that has the goal."""
    exists = np.zeros(len(case.years), dtype=bool)
    if goal in case.rules.get("soft_goals", ()):
        exists[list(case.by_year(case.rules["jobs_goal" if goal == "jobs" else "export_goal"]))] = True
    return take.take(exists)


def _imply(case: Case, c: Columns) -> None:
    """Fill ``implied`` (in place, before anybody else sees the columns)."""
    most = np.zeros((len(case.zones), len(case.years)))
    before = case.baseline.sum(axis=1)
    for at in range(len(case.years)):  # absorption, year by year
        before = (1.0 + float(case.rules["growth_limit"])) * before + case.entry
        most[:, at] = before
    bound = c.implied
    _lower_to(bound, c.jobs, most[:, None, :])
    _lower_to(bound, c.added, most[:, None, :])  # adding more than there are jobs only costs
    _lower_to(bound, c.build, case.max_new_seats[:, None])
    _lower_to(bound, c.staff, most[case.work][:, None, :])  # mix is at most 1
    _lower_to(bound, c.trained, case.places[:, None, :])
    _lower_to(bound, c.phases, case.max_new_seats[:, None] / float(case.rules.get("phase_seats", 1.0)))
    for columns, goal in ((c.jobs_missing, "jobs_goal"), (c.exports_missing, "export_goal")):
        wanted = np.zeros(len(case.years))
        for at, value in case.by_year(case.rules.get(goal, {})).items():
            wanted[at] = value
        _lower_to(bound, columns, wanted)
    last = np.bincount(case.region_of, most[:, -1], len(case.regions))
    highest = float((1000.0 * last / case.active).max())
    bound[c.level] = bound[c.threshold] = bound[c.lacking] = highest
    curve = curve_of(case)
    if curve is not None:
        bound[c.loss] = curve.loss[0]
    one, other = c.pair_of
    share = case.active / case.active.sum()
    bound[c.pairs] = np.maximum(share[other] * last[one], share[one] * last[other])


def _lower_to(bound: Floats, columns: Ints, value: Floats) -> None:
    exists = columns >= 0
    wide = np.broadcast_to(value, columns.shape)
    bound[columns[exists]] = np.minimum(bound[columns[exists]], wide[exists])
