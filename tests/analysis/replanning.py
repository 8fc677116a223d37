"""Small runs to re-plan, and the rest of a plan solved with every answer judged by the verifier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from siting.analysis.replan.cost import remaining_cost
from siting.analysis.replan.outturn import Outturn, planned_outturn
from siting.analysis.replan.rebasing import Rebased, rebase
from siting.model.inputs import Inputs
from siting.results import Run, Solution, read_run, write_run
from siting.results.tables import costs_table
from tests.model.proven import SolverOptions, solve_inputs

EXACT = SolverOptions(gap=0.0)


def written(folder: Path, inputs: Inputs, manifest: Mapping[str, Any] | None = None) -> Run:
    """Solve, judge and write a run."""
    return read_run(write_run(folder, inputs=inputs, solution=solve_inputs(inputs, EXACT), manifest=manifest))


def plan_tables(inputs: Inputs, solution: Solution) -> dict[str, pd.DataFrame]:
    """What a re-plan reads of a plan."""
    return {"jobs": solution.jobs, "seats": solution.seats, "costs": costs_table(inputs, solution)}


def left_to_pay(run: Run, last: int) -> float:
    """Cost of the years after ``last`` in money of that year."""
    tables = {name: run.table(name) for name in ("jobs", "seats", "costs")}
    return float(remaining_cost(run.inputs, tables, last)["mmad"].sum())


def rest(run: Run, outturn: Outturn, stated: tuple[int, ...] | None = None) -> Rebased:
    """The rebased inputs of a run."""
    return rebase(run.inputs, outturn, {name: run.table(name) for name in ("jobs", "seats")}, stated=stated)


def observed(
    run: Run,
    years: int,
    *,
    jobs: Mapping[Any, float] | None = None,
    seats: Mapping[Any, float] | None = None,
    trained: Mapping[Any, float] | None = None,
) -> Outturn:
    """The plan of the first ``years`` with other figures: {(zone, segment, year): jobs}, {(zone, year): seats}, ..."""
    seen = planned_outturn(run, years)
    tables = {
        "jobs": _changed(seen.jobs, ["zone", "segment", "year"], "jobs", jobs or {}),
        "seats": _changed(seen.seats, ["zone", "year"], "seats_delivered", seats or {}),
        "trained": _changed(seen.trained, ["zone", "skill", "year"], "trained", trained or {}),
    }
    return replace(seen, **tables)


def _changed(table: pd.DataFrame, ids: list[str], column: str, figures: Mapping[Any, float]) -> pd.DataFrame:
    whole = table.set_index(ids)
    for key, value in figures.items():
        assert key in whole.index, key
        whole.loc[key, column] = value
    return whole.reset_index()
