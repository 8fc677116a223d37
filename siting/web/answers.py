"""A live plan as the answer of the interface: a few sums over the columns of the plan, in milliseconds."""

from __future__ import annotations

from typing import Any

import numpy as np

from siting.config.schema import ObjectiveConfig
from siting.model.arrays import FloatArray
from siting.model.data import ModelData
from siting.model.objectives import COST_TERMS
from siting.model.program import Program
from siting.model.variables import Variables
from siting.results.inequality import gini
from siting.web.schemas import Aim, Goal, RegionAnswer

__all__ = ["aims", "plan_parts"]

_PAYERS = ("state", "developer", "firm", "worker")


def plan_parts(program: Program, plan: FloatArray) -> dict[str, Any]:
    """The fields of a `PlanAnswer` that follow from a plan by column."""
    d, v = program.data, program.variables
    jobs = np.zeros((d.sizes["zone"], d.sizes["segment"], d.sizes["year"]))
    jobs[v.jobs.index["zone"], v.jobs.index["segment"], v.jobs.index["year"]] = plan[v.jobs.column]
    built = np.zeros((d.sizes["zone"], d.sizes["year"]))
    built[v.build.index["zone"], v.build.index["year"]] = plan[v.build.column]
    base = d.baseline_jobs.values
    stock = np.concatenate((base.sum(axis=1)[:, None], jobs.sum(axis=1)), axis=1)
    own = d.inputs.zones.set_index("zone").reindex(list(d.sets["zone"]))
    start = own["seats_start"].to_numpy(np.float64)
    seats = np.concatenate((start[:, None], d.seats_available.values + np.cumsum(built, axis=1)), axis=1)
    region = d.region_of.values.astype(np.int64)
    by_region = np.zeros((d.sizes["region"], stock.shape[1]))
    np.add.at(by_region, region, stock)
    seats_by_region = np.bincount(region, built.sum(axis=1), d.sizes["region"])
    exports = (d.export_per_job.values[None] * jobs).sum(axis=(0, 1)) / 1000.0
    segments = np.concatenate((base.sum(axis=0)[:, None], jobs.sum(axis=0)), axis=1)
    costs, penalty = _costs(v, d, plan)
    present = {payer: float(amount @ d.discount.values) for payer, amount in costs.items()}
    return {
        "zones": list(d.sets["zone"]),
        "active": own["active"].to_numpy(np.float64).tolist(),
        "jobs": _rounded(stock, 2),
        "seats": _rounded(seats, 2),
        "built": _rounded(built, 2),
        "regions": [
            RegionAnswer(code=code, active=float(active), jobs=_rounded(own, 2), seats_built=round(float(made), 2))
            for code, active, own, made in zip(
                d.sets["region"], d.active.values, by_region, seats_by_region, strict=True
            )
        ],
        "goals": _goals(d, stock.sum(axis=0)[1:], exports),
        "exports_bmad": _rounded(exports, 4),
        "segments": {code: _rounded(own, 2) for code, own in zip(d.sets["segment"], segments, strict=True)},
        "cost_mmad": sum(present.values()),
        "penalty_mmad": penalty,
        "payers_mmad": {payer: round(amount, 4) for payer, amount in present.items()},
        "cost_by_payer": {payer: _rounded(amount, 4) for payer, amount in costs.items()},
        "gini": [round(gini(own, d.active.values), 6) for own in by_region.T],
    }


def aims(objective: ObjectiveConfig) -> list[Aim]:
    """What a model aims at, in turn or weighed."""
    if objective.method == "weighted":
        return [Aim(objective=term, weight=weight) for term, weight in objective.weights.items()]
    return [Aim(objective=stage.objective, tolerance=stage.tolerance) for stage in objective.stages]


def _rounded(values: FloatArray, digits: int) -> Any:
    return (np.round(values, digits) + 0.0).tolist()


def _costs(v: Variables, d: ModelData, plan: FloatArray) -> tuple[dict[str, FloatArray], float]:
    """What each payer bears in each year as it is paid (the opening of parks in the first), and the penalty."""
    costs = {payer: np.zeros(d.sizes["year"]) for payer in _PAYERS}
    penalty = 0.0
    for term in COST_TERMS:
        for part in term.terms(v, d):
            amount = part.coefficient * plan[part.column]
            if term.payer == "none":
                penalty += float(amount.sum())
            elif "year" in part.index:
                np.add.at(costs[term.payer], part.index["year"], amount)
            else:
                costs[term.payer][0] += float(amount.sum())
    return costs, penalty


def _goals(d: ModelData, jobs: FloatArray, exports: FloatArray) -> list[Goal]:
    scalars = d.scalars
    found = []
    for name, asked, reached, unit in (
        ("jobs", scalars.jobs_goal, jobs, 1.0),
        ("exports", scalars.export_goal, exports, 1000.0),
    ):
        for year, value in sorted(asked.items()):
            if year in scalars.years:
                at = scalars.years.index(year)
                found.append(
                    Goal(
                        goal=name,  # type: ignore[arg-type]
                        year=year,
                        asked=round(value / unit, 4),
                        reached=round(float(reached[at]), 4),
                        soft=name in scalars.soft_goals,
                    )
                )
    return found
