"""`solve_inputs` for tests: every plan it gives is judged by the independent verifier before a test sees it."""

from __future__ import annotations

import json
from collections.abc import Callable

from siting.model import solve
from siting.model.inputs import TABLES, Inputs
from siting.model.options import SolverOptions
from siting.results.solution import Outcome, Solution
from siting.results.summary import summary_of
from siting.results.tables import costs_table, regions_table
from siting.results.verify.case import make_case
from siting.results.verify.check import verify_tables

__all__ = ["SolverOptions", "solve_inputs"]


def solve_inputs(
    inputs: Inputs, options: SolverOptions | None = None, progress: Callable[[str], None] | None = None
) -> Solution:
    """As `siting.model.solve.solve_inputs`; fails the test if the verifier contradicts the plan.

    Plans of HiGHS that ran to the end must be proven; CBC writes its prices with too few digits for that.
    """
    solution = solve.solve_inputs(inputs, options, progress)
    rules = json.loads(inputs.scalars.model_dump_json())
    case = make_case({name: inputs.table(name) for name in TABLES}, rules)
    costs, regions = costs_table(inputs, solution), regions_table(inputs, solution)
    tables = {
        "jobs": solution.jobs,
        "seats": solution.seats,
        "staff": solution.staff,
        "trained": solution.trained,
        "shortfall": solution.shortfall,
        "duals": solution.duals,
        "costs": costs,
        "regions": regions,
    }
    summary = json.loads(json.dumps(summary_of(inputs, solution, costs, regions), default=str))
    certificate = verify_tables(case, tables, summary)
    assert not certificate.refuted, certificate.reasons
    if solution.solver == "highs" and solution.outcome is Outcome.OPTIMAL:
        wanted = "within gap" if solution.is_mip else "proven optimal"
        assert certificate.verdict == wanted, certificate.reasons
    return solution
