"""What plans near the least cost can have, by scipy: no code of ours but the arrays of the programme."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pandas as pd
import scipy.sparse as sp
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from siting.model.build import build
from siting.model.inputs import Inputs
from siting.model.nearby.space import cost_only
from siting.model.program import Program
from tests.model.country import country


def pressed(seed: int, **changes: Any) -> Inputs:
    """A small country that must build about 450 seats."""
    return country(seed, **({"jobs_goal": {2026: 1900.0}, "growth_limit": 0.5} | changes))


def matrix(program: Program) -> Any:
    """The rows of a programme."""
    shape = (len(program.row_lower), len(program.cost))
    return sp.csr_matrix((program.coefficient, program.column, program.start), shape=shape)


def broken(program: Program, plan: np.ndarray) -> float:
    """By how much a plan breaks the worst row or bound, relative to its size."""
    value = matrix(program) @ plan
    scale = np.maximum(1.0, np.abs(value))
    rows = np.maximum(program.row_lower - value, value - program.row_upper) / scale
    columns = np.maximum(program.column_lower - plan, plan - program.column_upper)
    return float(max(rows.max(), columns.max()))


class Oracle:
    """The programme of ``inputs`` and its least cost by scipy, and the extremes of anything near it."""

    def __init__(self, inputs: Inputs, slack: float) -> None:
        self.program = program = build(cost_only(inputs))
        self.a = matrix(program)
        self.least = self.solve(program.cost)
        self.limit = self.least + slack * abs(self.least)

    def solve(self, cost: np.ndarray, limit: float = np.inf, shut: np.ndarray | None = None) -> float:
        """Least ``cost`` of plans no dearer than ``limit``, with columns ``shut`` at zero; infinite without a plan."""
        program = self.program
        upper = program.column_upper.copy()
        if shut is not None:
            upper[shut] = 0.0
        if len(program.integer):
            whole = np.zeros(len(cost))
            whole[program.integer] = 1
            rows = [LinearConstraint(self.a, program.row_lower, program.row_upper)]
            rows += [LinearConstraint(program.cost[None, :], -np.inf, limit)] if np.isfinite(limit) else []
            told = milp(cost, integrality=whole, bounds=Bounds(program.column_lower, upper), constraints=rows)
        else:
            below, above = np.isfinite(program.row_upper), np.isfinite(program.row_lower)
            a = sp.vstack([self.a[below], -self.a[above]])
            b = np.concatenate((program.row_upper[below], -program.row_lower[above]))
            if np.isfinite(limit):
                a, b = sp.vstack([a, sp.csr_matrix(program.cost)]), np.append(b, limit)
            told = linprog(cost, A_ub=a, b_ub=b, bounds=np.column_stack((program.column_lower, upper)))
        assert told.status in (0, 2), told.message
        return float(told.fun) if told.status == 0 else np.inf

    def extremes(self, columns: np.ndarray) -> tuple[float, float]:
        """Lowest and highest sum of ``columns`` near the least cost."""
        vector = np.zeros(len(self.program.cost))
        vector[columns] = 1.0
        return self.solve(vector, self.limit), -self.solve(-vector, self.limit)

    def jobs_of(self, region: int) -> np.ndarray:
        """Columns of the jobs of a region in the final year."""
        d, jobs = self.program.data, self.program.variables.jobs
        here = d.region_of.values[jobs.index["zone"]] == region
        return jobs.column[here & (jobs.index["year"] == d.last)]

    def seats_of(self, zones: np.ndarray) -> np.ndarray:
        """Columns of the seats built in zones (codes)."""
        build_ = self.program.variables.build
        return build_.column[np.isin(build_.index["zone"], zones)]

    def zones_of(self, region: int) -> np.ndarray:
        """Codes of the zones of a region."""
        return np.flatnonzero(self.program.data.region_of.values == region)

    def sets_of_parks(self) -> dict[frozenset[str], float]:
        """The least cost of every set of whole parks that has a plan, by trying them all."""
        program, zones = self.program, self.program.data.sets["zone"]
        found = {}
        for chosen in itertools.product((0.0, 1.0), repeat=len(zones)):
            lower, upper = program.column_lower.copy(), program.column_upper.copy()
            lower[program.variables.open.column] = upper[program.variables.open.column] = chosen
            whole = np.zeros(len(program.cost))
            whole[program.integer] = 1
            rows = LinearConstraint(self.a, program.row_lower, program.row_upper)
            told = milp(program.cost, integrality=whole, bounds=Bounds(lower, upper), constraints=rows)
            if told.status == 0:
                found[frozenset(zone for zone, on in zip(zones, chosen, strict=True) if on)] = float(told.fun)
        return found


def same_tables(one: Any, other: Any) -> bool:
    """Whether two `Alternatives` tell the same to the last digit."""
    for name, table in one.tables.items():
        pd.testing.assert_frame_equal(table, other.tables[name], check_exact=True)
    return bool(one.inequality == other.inequality and one.solves == other.solves)
