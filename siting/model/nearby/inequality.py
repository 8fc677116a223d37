r"""How even and how uneven plans near the least cost can be.

$$ I(x) = \sum_{r<r'} \left| \alpha_{r'} N_r - \alpha_r N_{r'} \right|, \quad \alpha_r = A_r / A, \qquad G = I / N $$

The least of I is a linear programme (`siting.model.objectives.inequality`). The most of a convex function is none: from
the most uneven plan found, steps to the plan that is best for the present order of the regions go up until none does
(a local maximum). The truth is at least that.

Source: Drezner, Drezner and Guyse (2009); linear steps on a convex function, Mangasarian (1996).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from siting.model.arrays import FloatArray
from siting.model.backend import AFRESH, DUAL
from siting.model.build import build
from siting.model.inputs import Inputs
from siting.model.nearby.space import Found, NearSpace, cost_only, searching
from siting.model.objectives import TERMS
from siting.model.program import cost_vector
from siting.results.solution import Outcome

__all__ = ["climb", "least", "uneven"]

#: Steps up after which the search for an uneven plan ends.
MOST_STEPS = 50
_GAIN = 1e-6  #: jobs, relative to the inequality: less is rounding


def uneven(jobs: FloatArray, share: FloatArray) -> float:
    """I of jobs by region (jobs), with the share of each region in the labour force."""
    gaps = np.abs(np.outer(jobs, share) - np.outer(share, jobs))
    return float(gaps.sum() / 2.0)


def least(space: NearSpace, inputs: Inputs) -> Found | None:
    """The plan of least inequality within the limit, kept among those found; ``None`` if the solver lost its way."""
    program = build(cost_only(inputs, "inequality"))
    backend = searching(program, space.options)
    columns = np.flatnonzero(program.cost).astype(np.int64)
    backend.add_row(columns, program.cost[columns], -np.inf, space.held)
    gaps = next(term for term in TERMS if term.name == "inequality")
    vector = cost_vector({gaps: 1.0}, program.variables, program.data)
    backend.highs.changeColsCost(len(vector), np.arange(len(vector), dtype=np.int32), vector)
    answer = backend.solve_by({"solver": "choose", "threads": 1}) if space.whole else backend.solve_by(AFRESH, DUAL)
    space.solves += 1
    if answer.outcome is not Outcome.OPTIMAL:
        return None
    # The gaps are the last columns: those before are the columns of the space.
    plan = answer.plan[: len(space.program.cost)]
    return space.keep(Found(plan, float(space.program.cost @ plan)))


def climb(space: NearSpace, jobs: Any, share: FloatArray) -> float:
    """The most inequality (I, jobs) that linear steps from the most uneven plan found so far reach."""
    here = max((jobs @ found.plan for found in space.found), key=lambda each: uneven(each, share))
    most = uneven(here, share)
    for _ in range(MOST_STEPS):
        order = np.sign(np.subtract.outer(here / share, here / share))  # who is ahead of whom
        found = space.minimise(jobs.T @ -(order @ share))
        if found is None:
            break
        here = jobs @ found.plan
        reached = uneven(here, share)
        if reached <= most + _GAIN * max(1.0, most):
            break
        most = reached
    return max(most, *(uneven(jobs @ found.plan, share) for found in space.found))
