"""The first stage as a living linear programme: ask it what a rule is worth and what another job would cost.

It is the model of a run without the stages that follow the first: "cost at least", or the weighted sum. Indivisible
parks are fixed at a plan, so what is left is a linear programme: its prices are local to those parks. Money in million
MAD (MMAD) at present value; with weighted goals every "cost" is the weighted sum.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np
import pandas as pd

from siting.errors import NoPlan
from siting.model.arrays import FloatArray, IntArray
from siting.model.backend import LARGE, Answer
from siting.model.build import build
from siting.model.data import ModelData
from siting.model.inputs import Inputs
from siting.model.living import LivingLP
from siting.model.objectives import objective_terms
from siting.model.options import SolverOptions
from siting.model.program import Program, cost_vector
from siting.model.regional import plan_by_column, values_at
from siting.model.rows import Block
from siting.results.solution import Basis

__all__ = ["Bounds", "CostModel", "Point", "Scope"]

Scope = Literal["region", "zone"]
#: Rows whose bounds differ from those of the model as built: row -> (lower, upper).
Bounds = Mapping[int, tuple[float, float]]

_NONE: Bounds = {}


@dataclass(frozen=True)
class Point:
    """An optimum: its value (MMAD or weighted sum), the plan by column, the price of each row."""

    value: float
    plan: FloatArray
    prices: FloatArray


class CostModel:
    """The first stage of a run, solved and ready to be asked.

    ``seats`` is the run's table of seats; its ``open`` and ``phases`` fix indivisible parks. Raises `NoPlan` where
    the programme cannot be solved, ``ValueError`` for indivisible parks without ``seats``. ``basis`` tells where it was
    optimal before (one that does not fit is not used).
    """

    def __init__(
        self,
        inputs: Inputs,
        seats: pd.DataFrame | None = None,
        options: SolverOptions | None = None,
        basis: Basis | None = None,
    ) -> None:
        program = build(inputs)
        self.parks_fixed = bool(len(program.integer))  #: whether prices hold for the parks of one plan
        if self.parks_fixed:
            if seats is None:
                raise ValueError("indivisible parks have no prices of their own: give the table of seats of a plan")
            program = _fixed(program, seats)
        self.program: Program = program
        self.data: ModelData = program.data
        self.weighted = inputs.scalars.objective.method == "weighted"  #: whether the cost is a weighted sum
        self.large = len(program.cost) >= LARGE  #: whether each question takes long
        self._lp = LivingLP(program, replace(options or SolverOptions(), time_limit_s=None))
        first = self._lp.first_from(basis) if basis is not None and _fits(program, basis) else self._lp.first()
        if not first.outcome.has_plan:
            raise NoPlan("the least cost of this run could not be computed again; solve it anew")
        self.base = Point(first.value, first.plan, first.prices)
        self._watched: dict[tuple[Scope, str], int] = {}

    # --- rows ------------------------------------------------------------------------------------
    @cached_property
    def _blocks(self) -> dict[str, tuple[int, Block]]:
        first = self.program.first_row
        return {block.name: (first[block.name], block) for block in self.program.blocks}

    def rows_of(self, block: str) -> range:
        """Numbers of the rows of a block; empty where the run does not switch it on."""
        if block not in self._blocks:
            return range(0)
        first, rows = self._blocks[block]
        return range(first, first + len(rows))

    def rows_at(self, block: str, scope: Scope, code: str) -> IntArray:
        """Rows of a block that belong to a zone, or to a region (its own and those of its zones)."""
        rows = np.array(self.rows_of(block), dtype=np.int64)
        if not len(rows):
            return rows
        keys = self._blocks[block][1].keys
        here = np.zeros(len(rows), dtype=bool)
        if scope in keys:
            here = keys[scope] == self.data.sets[scope].index(code)
        elif scope == "region" and "zone" in keys:
            here = self.data.region_of.values[keys["zone"]] == self.data.sets["region"].index(code)
        found: IntArray = rows[here]
        return found

    def ids(self, row: int) -> dict[str, str | int]:
        """The ids that name a row (years as numbers); none for a rule of the whole country."""
        block, place = self._place(row)
        found: dict[str, str | int] = {}
        for dim, codes in block.keys.items():
            code = self.data.sets[dim][int(codes[place])]
            found[dim] = int(code) if dim == "year" else str(code)
        return found

    def block_of(self, row: int) -> str:
        """Name of the rule that a row belongs to."""
        return self._place(row)[0].name

    def _place(self, row: int) -> tuple[Block, int]:
        for first, block in self._blocks.values():
            if first <= row < first + len(block):
                return block, row - first
        raise KeyError(row)

    def bounds(self, row: int) -> tuple[float, float]:
        """Lower and upper bound of a row as built."""
        if row < len(self.program.row_lower):
            return float(self.program.row_lower[row]), float(self.program.row_upper[row])
        return -np.inf, np.inf

    def rhs(self, row: int) -> float:
        """Right-hand side of a row as built."""
        lower, upper = self.bounds(row)
        return upper if np.isfinite(upper) else lower

    def activity(self, plan: FloatArray) -> FloatArray:
        """Left-hand side of each row at a plan."""
        total = np.zeros(len(self.program.row_lower))
        rows = np.repeat(np.arange(len(total)), np.diff(self.program.start))
        np.add.at(total, rows, self.program.coefficient * plan[self.program.column])
        return total

    def slack(self, plan: FloatArray) -> FloatArray:
        """Distance of a plan from the nearer bound of each row, in the row's unit."""
        activity = self.activity(plan)
        slack: FloatArray = np.minimum(activity - self.program.row_lower, self.program.row_upper - activity)
        return slack

    def size(self, row: int) -> float:
        """A natural length for a row: its right-hand side, or what its terms add up to at the optimum."""
        here = slice(int(self.program.start[row]), int(self.program.start[row + 1]))
        parts = self.program.coefficient[here] * self.base.plan[self.program.column[here]]
        return max(abs(self.rhs(row)), float(parts[parts > 0].sum()))

    # --- solving ---------------------------------------------------------------------------------
    def solve(
        self, bounds: Bounds = _NONE, *, warm: bool = False, start: Any = None, cheaper: FloatArray | None = None
    ) -> Point | None:
        """The optimum with some rows bounded otherwise; ``None`` where no plan exists. Nothing stays changed.

        Each solve starts from the optimum as built, or from ``start``, a `mark`; with ``warm`` from where the last
        solve ended: a step further along the same line. ``cheaper`` is taken off the costs by column. Raises `NoPlan`
        where the solver gives up.
        """
        lp = self._lp
        if not warm:
            lp.home(start)
        for row, (lower, upper) in bounds.items():
            lp.set_row_bounds(row, lower, upper)
        try:
            answer = lp.again() if cheaper is None else lp.minimise(self.program.cost - cheaper)
        finally:
            for row in bounds:
                lp.set_row_bounds(row, *self.bounds(row))
            if cheaper is not None:
                lp.set_costs(self.program.cost)
        return _point(answer, len(self.program.cost))

    def mark(self) -> Any:
        """Where the last solve ended: a start for `solve`."""
        return self._lp.basis()

    def moved(
        self, direction: Mapping[int, float], step: float, held: Bounds = _NONE
    ) -> dict[int, tuple[float, float]]:
        """Bounds with the right-hand side of each row of ``direction`` moved by its weight x ``step``."""
        bounds = dict(held)
        for row, weight in direction.items():
            lower, upper = held.get(row, self.bounds(row))
            bounds[row] = (lower + weight * step, upper + weight * step)
        return bounds

    def watch(self, scope: Scope, code: str) -> int:
        """The row "jobs of a region or zone in the last year", free until it is bounded in `solve`.

        Raises ``KeyError`` for a code that the run does not have.
        """
        if (scope, code) not in self._watched:
            columns = self._last_jobs(scope, code)
            self._watched[scope, code] = self._lp.add_row(columns, np.ones(len(columns)), -np.inf, np.inf)
        return self._watched[scope, code]

    def _last_jobs(self, scope: Scope, code: str) -> IntArray:
        if code not in self.data.sets[scope]:
            raise KeyError(code)
        jobs = self.program.variables.jobs.at("year", self.data.last)
        if scope == "region":
            jobs = jobs.join("region", self.data.region_of)
        columns: IntArray = jobs.column[jobs.index[scope] == self.data.sets[scope].index(code)]
        return columns

    # --- reading ---------------------------------------------------------------------------------
    @cached_property
    def _terms(self) -> dict[str, FloatArray]:
        d, v = self.data, self.program.variables
        chosen = objective_terms(d.scalars.objective)
        return {term.name: cost_vector({term: weight}, v, d) for term, weight in chosen.items()}

    def cost_by_term(self, plan: FloatArray) -> dict[str, float]:
        """What each term of the first stage comes to (weighted, if the goals are): adds up to its value."""
        return {name: float(vector @ plan) for name, vector in self._terms.items()}

    def jobs_by(self, scope: Scope, plan: FloatArray) -> dict[str, float]:
        """Jobs of the last year by region or zone."""
        jobs = self.program.variables.jobs.at("year", self.data.last)
        if scope == "region":
            jobs = jobs.join("region", self.data.region_of)
        total = np.zeros(len(self.data.sets[scope]))
        np.add.at(total, jobs.index[scope], plan[jobs.column])
        return dict(zip(self.data.sets[scope], total.tolist(), strict=True))

    def job_years(self, zone: str) -> FloatArray:
        """By column: the present value of one MAD for each job and year in a zone."""
        jobs = self.program.variables.jobs
        vector = np.zeros(len(self.program.cost))
        here = jobs.index["zone"] == self.data.sets["zone"].index(zone)
        vector[jobs.column[here]] = self.data.discount.values[jobs.index["year"][here]]
        return vector

    def plan_of(self, tables: Mapping[str, pd.DataFrame]) -> FloatArray:
        """A plan by column, from the tables ``jobs``, ``seats``, ``staff``, ``trained`` and ``shortfall`` of a run."""
        return plan_by_column(self.program, tables)


def _fits(program: Program, basis: Basis) -> bool:
    """Whether a basis has a status for each column and row, and as many basic ones as there are rows."""
    sizes = (len(basis.columns), len(basis.rows)) == (len(program.cost), len(program.row_lower))
    status = np.concatenate((basis.columns, basis.rows))
    return sizes and bool(((status >= 0) & (status <= 4)).all()) and int((status == 1).sum()) == len(basis.rows)


def _fixed(program: Program, seats: pd.DataFrame) -> Program:
    """The program with its parks fixed: a linear programme."""
    v, d = program.variables, program.data
    lower, upper = program.column_lower.copy(), program.column_upper.copy()
    for family, column in ((v.open, "open"), (v.phases, "phases")):
        table = seats.drop_duplicates("zone") if column == "open" else seats
        whole = np.round(values_at(d, family, table, column))
        lower[family.column] = upper[family.column] = whole
    none: Any = np.zeros(0, dtype=np.int64)
    return replace(program, column_lower=lower, column_upper=upper, integer=none)


def _point(answer: Answer, columns: int) -> Point | None:
    if answer.outcome.has_plan:
        return Point(answer.value, answer.plan[:columns], answer.prices)
    if answer.outcome.value == "infeasible":
        return None
    raise NoPlan("the solver gave up on one of the questions for numerical reasons; try again after solving anew")
