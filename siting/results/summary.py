"""The figures of a run on one page: `summary.json`."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from siting.results.binding import binding
from siting.results.inequality import gini, kolm_pollak, kolm_pollak_kappa, least_served, ordered_median, theil
from siting.results.tables import costs_table, regions_table

if TYPE_CHECKING:
    from siting.model.inputs import Inputs
    from siting.results.solution import Solution, StageResult

__all__ = ["missed_goals", "over_bound", "paid_mmad", "penalty_mmad", "summarise", "summary_of"]

#: What is missing counts from half a job, and from 5 million MAD of exports, on.
_JOB, _EXPORT = 0.5, 0.005


def summarise(inputs: Inputs, solution: Solution) -> dict[str, Any]:
    """The content of ``summary.json``, ready for JSON: numbers, texts, lists, objects.

    Money in million MAD at present value, exports in bn MAD of the year, jobs and seats as the
    solver has them (round with `round_whole` for people). ``regions`` is a list ordered by code; its keys
    ``jobs_2024`` and ``jobs_2030`` follow the base year and the last year of the data. ``low`` and ``high``
    are what the region's jobs could be at the first stage's cost. What was not computed, and a bound that does not
    exist, is ``null``. Raises ``ValueError`` for a solution without a plan.
    """
    if not solution.outcome.has_plan:
        raise ValueError(f"a solution that is {solution.outcome.value} has no plan to summarise")
    return summary_of(inputs, solution, costs_table(inputs, solution), regions_table(inputs, solution))


def summary_of(inputs: Inputs, solution: Solution, costs: pd.DataFrame, regions: pd.DataFrame) -> dict[str, Any]:
    """As `summarise`, for whoever has the tables of costs and regions of this plan already."""
    last = regions[regions["year"] == inputs.scalars.years[-1]]
    seats = solution.seats
    return {
        "status": solution.outcome.value,
        "level": inputs.level,
        "objective_mmad": float(costs["mmad"].sum()),
        "best_bound_mmad": _number(solution.best_bound_mmad),
        "gap": _number(solution.gap),
        "jobs": _by_year(regions, "jobs"),
        "exports_bmad": _exports(inputs, solution),
        "goals": _goals(inputs),
        "cost_mmad": {term: _total(costs, "term", term) for term in _terms(inputs)},
        "cost_by_payer_mmad": {payer: _total(costs, "payer", payer) for payer in _PAYERS},
        "seats_built": float(seats["built"].sum()),
        "parks_opened": _parks(inputs, seats),
        "trained": float(solution.trained["trained"].sum()),
        "gini": gini(last["jobs"].tolist(), last["active"].tolist()),
        "theil": theil(last["jobs"].tolist(), last["active"].tolist()),
        "least_served": least_served(last["jobs"].tolist(), last["active"].tolist()),
        **_measures(inputs, regions),
        "commute_minutes_mean": _minutes(inputs, solution),
        "regions": _regions(inputs, solution, regions),
        "stages": [_stage(stage) for stage in solution.stages],
        "binding": binding(solution),
        "solver": {"name": solution.solver, "version": solution.solver_version, "seed": solution.seed},
        "size": {name: int(count) for name, count in solution.size.items()},
        "timings_s": {name: float(seconds) for name, seconds in solution.timings_s.items()},
    }


def _measures(inputs: Inputs, regions: pd.DataFrame) -> dict[str, float]:
    """The further measures of balance that the model states, from the jobs of the regions themselves."""
    balance = inputs.scalars.balance
    first, last = (regions[regions["year"] == year] for year in (inputs.scalars.base_year, inputs.scalars.years[-1]))
    jobs, active = last["jobs"].tolist(), last["active"].tolist()
    found: dict[str, float] = {}
    if balance.ordered_median is not None:
        found["ordered_median"] = ordered_median(jobs, active, balance.ordered_median.weights)
    if balance.kolm_pollak is not None:
        kappa = kolm_pollak_kappa(balance.kolm_pollak.aversion, first["jobs"].tolist(), active)
        found["kolm_pollak"] = kolm_pollak(jobs, active, kappa)
    return found


def over_bound(summary: Mapping[str, Any]) -> float:
    """How far the objective (cost, and the penalty of soft goals) lies above its proven bound, as a share; 0 without.

    Of a first stage other than cost the bound is not one on the cost: then 0 too.
    """
    bound = summary["best_bound_mmad"]
    if bound is None or bound <= 0 or summary["stages"][0]["objective"] == "weighted":
        return 0.0
    return max(0.0, float(summary["objective_mmad"]) / float(bound) - 1.0)


def missed_goals(summary: Mapping[str, Any]) -> tuple[tuple[str, int, float], ...]:
    """Goals that the plan does not reach: ``jobs`` or ``exports_bmad``, year, what is missing (jobs; bn MAD)."""
    missed = []
    for goal, whole in (("jobs", _JOB), ("exports_bmad", _EXPORT)):
        for year, asked in sorted((summary["goals"].get(goal) or {}).items(), key=lambda item: int(item[0])):
            missing = float(asked) - float(summary[goal].get(str(year), 0.0))
            if missing >= whole:
                missed.append((goal, int(year), missing))
    return tuple(missed)


def paid_mmad(summary: Mapping[str, Any]) -> float:
    """What all payers bear together, million MAD at present value: ``objective_mmad`` without the penalty."""
    return math.fsum(summary["cost_by_payer_mmad"].values())


def penalty_mmad(summary: Mapping[str, Any]) -> float:
    """The penalty for soft goals that are missed. It weighs like so many million MAD, but nobody pays it."""
    return float(summary["cost_mmad"].get("shortfall", 0.0))


_PAYERS = ("state", "developer", "firm", "worker")


def _terms(inputs: Inputs) -> tuple[str, ...]:
    terms = (
        "build_cost",
        "territorial_premium",
        "training_cost",
        "employment_premium",
        "training_premium",
        "commuting_cost",
        "operating_difference",
    )
    return (*terms, "shortfall") if inputs.scalars.soft_goals else terms


def _total(costs: pd.DataFrame, column: str, value: str) -> float:
    return float(costs.loc[costs[column] == value, "mmad"].sum())


def _by_year(regions: pd.DataFrame, column: str) -> dict[str, float]:
    return {str(year): float(value) for year, value in regions.groupby("year")[column].sum().items()}


def _exports(inputs: Inputs, solution: Solution) -> dict[str, float]:
    jobs = solution.jobs.merge(inputs.segments[["segment", "year", "export_per_job"]], on=["segment", "year"])
    worth = (jobs["jobs"] * jobs["export_per_job"]).groupby(jobs["year"]).sum() / 1000.0
    return {str(year): float(worth.get(year, 0.0)) for year in inputs.scalars.years}


def _goals(inputs: Inputs) -> dict[str, dict[str, float]]:
    """What was asked for, beside what was reached: jobs, and exports in bn MAD."""
    s = inputs.scalars
    return {
        "jobs": {str(year): float(goal) for year, goal in sorted(s.jobs_goal.items())},
        "exports_bmad": {str(year): float(goal) / 1000.0 for year, goal in sorted(s.export_goal.items())},
    }


def _parks(inputs: Inputs, seats: pd.DataFrame) -> int:
    """Zones where a park is opened or extended: ``open``, or in a linear programme any seat at all."""
    if inputs.scalars.indivisible:
        return int((seats.groupby("zone")["open"].max() > 0.5).sum())
    return int((seats.groupby("zone")["built"].sum() > 0.5).sum())


def _minutes(inputs: Inputs, solution: Solution) -> float:
    """Mean minutes of one way in the last year, over everybody who works in the sector."""
    last = solution.staff[solution.staff["year"] == inputs.scalars.years[-1]]
    staff = last.merge(inputs.arcs, on=["origin", "zone"])
    people = float(staff["staff"].sum())
    return float((staff["staff"] * staff["minutes"]).sum()) / people if people > 0 else 0.0


def _regions(inputs: Inputs, solution: Solution, regions: pd.DataFrame) -> list[dict[str, Any]]:
    base, last = inputs.scalars.base_year, inputs.scalars.years[-1]
    names = _indexed(inputs.region_labels)
    ranges = _indexed(solution.region_ranges)
    start = _indexed(regions[regions["year"] == base])
    end = _indexed(regions[regions["year"] == last])
    out: list[dict[str, Any]] = []
    for code in sorted(end):
        jobs, before = float(end[code]["jobs"]), float(start[code]["jobs"])
        name = names.get(code, {})
        low_high = ranges.get(code, {})
        out.append(
            {
                "code": code,
                **{key: str(name.get(key, code)) for key in ("name_fr", "name_ar", "name_en")},
                f"jobs_{base}": before,
                f"jobs_{last}": jobs,
                "added": jobs - before,
                "share": float(end[code]["share"]),
                "per_1000_active": float(end[code]["per_1000_active"]),
                "low": _number(low_high.get("low")),
                "high": _number(low_high.get("high")),
            }
        )
    return out


def _indexed(frame: pd.DataFrame) -> dict[str, dict[Any, Any]]:
    """Rows of a table by region; nothing for an empty table."""
    if frame.empty:
        return {}
    return {str(row["region"]): dict(row) for row in frame.to_dict(orient="records")}


def _number(value: Any) -> float | None:
    return None if value is None or not math.isfinite(value) else float(value)


def _stage(stage: StageResult) -> dict[str, Any]:
    return {
        "objective": stage.objective,
        "value": float(stage.value),
        "bound": _number(stage.bound),
        "tolerance": float(stage.tolerance),
        "kept": _number(stage.kept),
        "round": int(stage.round),
        "fixed": {region: float(level) for region, level in sorted(stage.fixed.items())},
        "settled": sorted(stage.settled),
        "integers_fixed": bool(stage.integers_fixed),
        "seconds": float(stage.seconds),
    }
