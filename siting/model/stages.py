"""Goals optimised in turn: least cost, then the fairest among the cheapest, then the best placed.

Each stage is a linear programme on the same rows plus what the stages before have settled:

* after ``cost`` the row ``cost_limit`` keeps the cost within its tolerance;
* ``least_served`` is a leximin by successive saturation: raise the lowest level v of all regions that are not settled;
  those whose ``region_level`` row has a positive price cannot be raised any further in any optimum, so they are
  settled at v; repeat. At most one LP per region (Ogryczak, Pioro and Tomaszewski 2005; the use of prices follows
  from complementary slackness);
* after ``suitability``, ``inequality``, ``ordered_median`` and ``kolm_pollak`` a row of the same kind keeps their
  value.

A last stage ``cost`` takes back what the tolerance let slip: of all plans that good, the cheapest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from siting.errors import NoPlan
from siting.model.arrays import FloatArray
from siting.model.backend import Answer, Backend
from siting.model.constraints.least_served import density
from siting.model.inputs import Stage
from siting.model.objectives import COST_TERMS, TERMS
from siting.model.program import cost_vector
from siting.results.solution import Outcome, StageResult

__all__ = ["Progress", "StageRun", "run_stages"]

Progress = Callable[[str], None]

#: A region is settled where raising v is worth at least this much of one unit spread over all regions.
PRICE_THRESHOLD = 1e-7
#: Solvers let rows be off by a little: a level (jobs per 1,000 active) that is settled closer than this to what was
#: reached can make the next stage infeasible.
LEVEL_SLACK = 5e-7
#: Where the last plan misses a settled level, the level is settled so far below what the plan has.
ROOM = 1e-7
#: Objectives of which more is better.
MAXIMISED = frozenset(term.name for term in TERMS if term.maximised)


@dataclass
class StageRun:
    """What the stages leave behind; grows as they are solved."""

    plan: FloatArray
    outcome: Outcome
    stages: list[StageResult] = field(default_factory=list)
    prices: list[FloatArray] = field(default_factory=list)
    #: rows added to the program while solving: number -> (block name, region or "")
    added_rows: dict[int, tuple[str, str]] = field(default_factory=dict)
    region_ranges: pd.DataFrame = field(default_factory=lambda: pd.DataFrame({"region": [], "low": [], "high": []}))

    def record(self, stage: StageResult, answer: Answer) -> None:
        """Keep the plan and the prices of a stage that was solved."""
        self.plan = answer.plan
        self.stages.append(stage)
        self.prices.append(answer.prices)


def run_stages(backend: Backend, first: Answer, *, is_mip: bool, progress: Progress) -> StageRun:
    """Solve every stage after ``first``, which solved the first.

    For a MIP the parks are fixed at the plan of ``first`` and every stage, the first again, is the LP that is left;
    that first LP is solved even past the time limit, because without it the plan has no prices.
    A stage that reaches a limit ends the run with the plan of the stage before (outcome ``FEASIBLE``).
    """
    objective = backend.program.data.scalars.objective
    run = StageRun(first.plan, first.outcome)
    answer = first
    if is_mip:
        integer = backend.program.integer
        backend.fix(integer, np.round(first.plan[integer]))
        answer = backend.minimise(backend.program.cost, limited=False)
        if not answer.outcome.has_plan:
            raise NoPlan("the plan with its parks fixed could not be solved; try another seed (--seed)")
    name, tolerance = _first_name(backend), 0.0
    if objective.method == "lexicographic" and objective.stages:
        tolerance = objective.stages[0].tolerance
    kept = None if name == "weighted" else _limit(answer.value, tolerance, backend)
    run.record(StageResult(name, answer.value, first.bound, tolerance, kept=kept, seconds=first.seconds), answer)
    if objective.method == "weighted":
        return run
    steps = _Steps(backend, run, progress, is_mip)
    steps.keep("cost", answer.value, tolerance)
    if objective.region_ranges is True or (objective.region_ranges == "auto" and not backend.large):
        steps.region_ranges()
    for stage in objective.stages[1:]:
        if run.outcome is first.outcome:
            steps.solve(stage)
    return run


def _limit(value: float, tolerance: float, backend: Backend) -> float:
    """What an objective, in its minimised form, may rise to in later stages."""
    return value + max(tolerance, backend.accuracy) * abs(value)


def _first_name(backend: Backend) -> str:
    objective = backend.program.data.scalars.objective
    return "weighted" if objective.method == "weighted" else "cost"


class _Steps:
    """The stages after the first, on one backend."""

    def __init__(self, backend: Backend, run: StageRun, progress: Progress, is_mip: bool) -> None:
        self.backend, self.run, self.progress, self.is_mip = backend, run, progress, is_mip
        self.program = backend.program
        self.d, self.v = self.program.data, self.program.variables
        self.settled: dict[str, float] = {}
        self._vectors: dict[str, FloatArray] = {}

    def vector(self, name: str) -> FloatArray:
        """Coefficients of a stage's objective, to be minimised."""
        if name not in self._vectors:
            chosen = COST_TERMS if name == "cost" else tuple(term for term in TERMS if term.name == name)
            self._vectors[name] = cost_vector(dict.fromkeys(chosen, 1.0), self.v, self.d)
        return self._vectors[name]

    def keep(self, name: str, value: float, tolerance: float) -> None:
        """Add the row that keeps an objective, in its minimised form, within its tolerance of ``value``."""
        vector = self.vector(name)
        columns = np.flatnonzero(vector).astype(np.int64)
        limit = _limit(value, tolerance, self.backend)
        row = self.backend.add_row(columns, vector[columns], -np.inf, limit)
        self.run.added_rows[row] = (f"{name}_limit", "")

    def _minimise(self, name: str, cost: FloatArray) -> Answer | None:
        """One more solve; a limit reached ends the run with the plan it has."""
        answer = self.backend.minimise(cost)
        if answer.outcome not in (Outcome.OPTIMAL, Outcome.STOPPED) and self._loosen():
            answer = self.backend.minimise(cost)
        if answer.outcome is Outcome.OPTIMAL:
            return answer
        what = "reached a limit" if answer.outcome is Outcome.STOPPED else "could not be solved accurately"
        self.progress(f"stage {name} {what}; the plan of the stage before is kept")
        self.run.outcome = Outcome.FEASIBLE
        return None

    def _loosen(self) -> bool:
        """Settle levels where the last plan has them, if it misses them by the solver's last digits; whether any did.

        Rounds stand on one another's optima: what each is off adds up, until no point is exact enough for all of them.
        """
        reached = self._levels()
        missed = False
        for region, kept in self.settled.items():
            code = self.d.sets["region"].index(region)
            within = float(reached[code]) - ROOM
            if within < kept:
                self.backend.loosen(self.program.first_row["region_level"] + code, within)
                self.settled[region] = within
                missed = True
        return missed

    def _levels(self) -> FloatArray:
        """Jobs per 1,000 active of each region in the last plan."""
        jobs = density(self.v, self.d)
        regions = jobs.index["region"]
        levels: FloatArray = np.bincount(regions, jobs.coefficient * self.run.plan[jobs.column], self.d.sizes["region"])
        return levels

    def _settle(self, regions: list[str], level: float) -> None:
        """Hold regions at a level (jobs per 1,000 active) from here on; the lowest of the others is raised next."""
        names, first = self.d.sets["region"], self.program.first_row["region_level"]
        self.settled |= dict.fromkeys(regions, level)
        levels = self._levels()
        free = [code for code, region in enumerate(names) if region not in self.settled]
        heir = min(free, key=lambda code: float(levels[code]), default=None)
        rows = np.array([first + names.index(region) for region in regions], dtype=np.int64)
        self.backend.settle(rows, int(self.v.least.column[0]), level, None if heir is None else first + heir)

    def solve(self, stage: Stage) -> None:
        """Solve one stage and keep its value for the next."""
        if stage.objective == "least_served":
            self._leximin(stage)
            return
        answer = self._minimise(stage.objective, self.vector(stage.objective))
        if answer is None:
            return
        sign = -1.0 if stage.objective in MAXIMISED else 1.0
        result = StageResult(
            stage.objective,
            sign * answer.value,
            sign * answer.value,
            stage.tolerance,
            fixed=dict(self.settled),
            kept=sign * _limit(answer.value, stage.tolerance, self.backend),
            integers_fixed=self.is_mip,
            seconds=answer.seconds,
        )
        self.run.record(result, answer)
        self.keep(stage.objective, answer.value, stage.tolerance)
        self.progress(f"{stage.objective}: {sign * answer.value:,.2f}")

    def _leximin(self, stage: Stage) -> None:
        regions = self.d.sets["region"]
        first = self.program.first_row["region_level"]
        least = int(self.v.least.column[0])
        cost = self.vector("least_served")
        rounds = 0
        while len(self.settled) < len(regions):
            answer = self._minimise("least_served", cost)
            if answer is None:
                return
            rounds += 1
            level = max(0.0, float(answer.plan[least]))
            prices = answer.prices[first : first + len(regions)]
            chosen = _saturated(prices, regions, self.settled)
            result = StageResult(
                "least_served",
                level,
                level,
                stage.tolerance,
                round=rounds,
                fixed=dict(self.settled),
                settled=tuple(chosen),
                integers_fixed=self.is_mip,
                seconds=answer.seconds,
            )
            self.run.record(result, answer)
            kept = level - stage.tolerance * abs(level) - max(self.backend.accuracy, LEVEL_SLACK)
            self._settle(chosen, kept)
            self.progress(f"least served, round {rounds}: {level:.3f} jobs per 1,000 active")

    def region_ranges(self) -> None:
        """Lowest and highest jobs of each region in the final year at the cost of the first stage."""
        regions = self.d.sets["region"]
        jobs = density(self.v, self.d)
        rows: dict[str, list[object]] = {"region": [], "low": [], "high": []}
        for code, region in enumerate(regions):
            here = jobs.where(jobs.index["region"] == code)
            vector = np.zeros(self.v.count)
            np.add.at(vector, here.column, 1.0)
            bounds = []
            for sign in (1.0, -1.0):
                answer = self.backend.minimise(sign * vector)
                bounds.append(max(0.0, sign * answer.value) if answer.outcome is Outcome.OPTIMAL else np.nan)
            rows["region"].append(region)
            rows["low"].append(bounds[0])
            rows["high"].append(bounds[1])
            self.progress(f"range of region {code + 1} of {len(regions)}")
        self.run.region_ranges = pd.DataFrame(rows)


def _saturated(prices: FloatArray, regions: tuple[str, ...], settled: dict[str, float]) -> list[str]:
    """The regions not settled whose level has a price. Some region always has: the prices add up to one."""
    free = [code for code, region in enumerate(regions) if region not in settled]
    chosen = [regions[code] for code in free if prices[code] > PRICE_THRESHOLD]
    return chosen or [regions[max(free, key=lambda code: float(prices[code]))]]
