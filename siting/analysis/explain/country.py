"""The country's part of an explanation: the plan in brief, what its goals and limits are worth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from siting.analysis.explain.types import Brief, StageNote
from siting.model.prices import Price, idle_price, price_along, price_of, stepped
from siting.results.binding import LOCAL, NATIONAL

if TYPE_CHECKING:
    from siting.model.arrays import FloatArray
    from siting.model.cost_model import CostModel
    from siting.results import Run

__all__ = ["GOALS", "LEAST_PRICE", "NO_RANGE", "brief", "country_prices", "directions", "shown_plan"]

GOALS = ("jobs_goal", "export_goal")
#: Rules of the country that are told one by one even where they do not bind; of the others only the number is.
TOLD = (
    *GOALS, "national_pace", "budget", "inequality", "group_min", "group_max", "park_count_min", "park_count_max",
    "limit_cost", "limit_commuting", "limit_suitability", "limit_gaps", "ordered_median", "kolm_pollak",
)  # fmt: skip
#: A price below this (MMAD, or weighted sum) is not worth a word.
LEAST_PRICE = 1e-7
#: Rules of single zones: so many of each kind are told.
DEAREST = 2
TRIED = 6
#: A price that holds for fewer units than this is the trace of a row that is all but empty.
NO_RANGE = 0.01
#: A region has no choice where its lowest and highest total differ by less than this many jobs.
ONE_TOTAL = 1.0


def brief(run: Run, model: CostModel) -> Brief:
    """The plan in a few figures, from the run's summary and the first stage solved again."""
    summary, scalars = run.summary, model.data.scalars
    objective = scalars.objective
    if model.weighted:
        weights = dict(objective.weights) or {"cost": 1.0}
        stages = tuple(StageNote(name, 0.0, float(weight)) for name, weight in weights.items() if weight)
    else:
        stages = tuple(StageNote(stage.objective, stage.tolerance) for stage in objective.stages)
        stages = stages or (StageNote("cost", 0.0),)
    ranges = {
        str(region["code"]): (float(region["low"]), float(region["high"]))
        for region in summary["regions"]
        if region.get("low") is not None and region.get("high") is not None
    }
    shown = shown_plan(run, model)
    later = {stage.objective for stage in stages[1:]} if not model.weighted else set()
    return Brief(
        base_year=scalars.base_year,
        last_year=scalars.years[-1],
        level=model.data.inputs.level,
        stages=stages,
        least=model.base.value,
        cost=float(model.program.cost @ shown),
        by_cost=tuple(code for code, (low, high) in ranges.items() if high - low < ONE_TOTAL),
        by_fairness={code: span for code, span in ranges.items() if span[1] - span[0] >= ONE_TOTAL},
        weighted=model.weighted,
        parks_fixed=model.parks_fixed,
        large=model.large,
        allowed=stages[0].tolerance * abs(model.base.value) if later else 0.0,
        fair=bool(later & {"least_served", "inequality", "ordered_median", "kolm_pollak"}),
        suited="suitability" in later,
        penalty_least=model.cost_by_term(model.base.plan).get("shortfall", 0.0),
        penalty=model.cost_by_term(shown).get("shortfall", 0.0),
        penalty_rates={goal: float(scalars.shortfall_penalty.get(goal, 0.0)) for goal in scalars.soft_goals},
    )


def shown_plan(run: Run, model: CostModel) -> FloatArray:
    """The plan of the run by column of the model."""
    names = ("jobs", "seats", "staff", "trained", "shortfall")
    return model.plan_of({name: run.table(name) for name in names if name in run.tables})


def directions(model: CostModel, path: str | None) -> Iterator[tuple[int, dict[int, float], dict[int, float]]]:
    """Goals and limits that a planner sets by one number for several years: row, row -> weight, year -> weight.

    A stated jobs goal takes the years on its straight path with it, before and after; the national pace is one number
    for all years. ``path`` is what the model file says (``straight``, ``none``; ``None``: not known, then goals that
    lie on straight lines count as a path).
    """
    rows = {int(model.ids(row)["year"]): row for row in model.rows_of("jobs_goal")}
    if rows and path != "none":
        start = model.data.scalars.base_year
        jobs = float(model.data.baseline_jobs.values.sum())
        for weights in _tents({start: jobs} | {year: model.rhs(row) for year, row in rows.items()}).values():
            top = max(weights, key=lambda year: weights[year])
            if len(weights) > 1:
                yield rows[top], {rows[year]: weight for year, weight in weights.items()}, weights
    pace = {int(model.ids(row)["year"]): row for row in model.rows_of("national_pace")}
    if len(pace) > 1:
        yield pace[max(pace)], dict.fromkeys(pace.values(), 1.0), dict.fromkeys(pace, 1.0)


def _tents(goals: Mapping[int, float]) -> dict[int, dict[int, float]]:
    """For each goal that was stated (a bend of the path, or its end): by how much each year moves with it."""
    years = sorted(goals)
    levels = [goals[year] for year in years]
    scale = max(1.0, *map(abs, levels))

    def bends(k: int) -> bool:
        before = (levels[k] - levels[k - 1]) / (years[k] - years[k - 1])
        after = (levels[k + 1] - levels[k]) / (years[k + 1] - years[k])
        return abs(after - before) > 1e-9 * scale

    knots = [k for k in range(1, len(years)) if k == len(years) - 1 or bends(k)]
    tents = {}
    for knot in knots:
        stated = [0, *knots]
        height = [1.0 if k == knot else 0.0 for k in stated]
        moved = np.interp(years, [years[k] for k in stated], height)
        tents[years[knot]] = {year: float(part) for year, part in zip(years, moved, strict=True) if part > 0}
    return tents


def country_prices(
    run: Run, model: CostModel, progress: Callable[[str], None]
) -> tuple[tuple[Price, ...], tuple[Price, ...], tuple[Price, ...], dict[str, int]]:
    """Goals that bind, other rules that bind (dearest first), rules with room, and how many more have room by kind."""
    slack = model.slack(shown_plan(run, model))
    told: Any = run.manifest.get("model")
    path = told.get("goals", {}).get("path") if isinstance(told, dict) else None
    bind: list[Price] = []
    idle: list[Price] = []
    counted: dict[str, int] = {}
    for row, weights, years in directions(model, path):
        progress(f"price of {model.block_of(row).replace('_', ' ')}, years together")
        price = price_along(model, row, weights, path=years, slack=float(slack[row]))
        bind.append(stepped(model, price, weights))
    for block in NATIONAL:
        for row in model.rows_of(block):
            spare = idle_price(model, row, float(slack[row]))
            if spare is None:
                progress(f"price of {block.replace('_', ' ')} {' '.join(map(str, model.ids(row).values()))}".strip())
                price = price_of(model, row, slack=float(slack[row]))
                bind.append(stepped(model, price, {row: 1.0}))
            elif block in TOLD:
                idle.append(spare)
            else:
                counted[block] = counted.get(block, 0) + 1
    if not model.large:
        bind.extend(_local(model, slack, progress))
    kept = sorted((price for price in bind if _worth_telling(price)), key=lambda each: -each.size)
    goals = tuple(price for price in kept if price.block in GOALS)
    return goals, tuple(price for price in kept if price.block not in GOALS), tuple(idle), counted


def _local(model: CostModel, slack: FloatArray, progress: Callable[[str], None]) -> Iterator[Price]:
    """The dearest rules of single zones, by kind. Seats are left out: where more can be built they are no limit."""
    for block in LOCAL:
        rows = np.array(model.rows_of(block), dtype=np.int64)
        if block == "capacity" or not len(rows):
            continue
        size = np.abs(model.base.prices[rows])
        told = 0
        for row in rows[np.argsort(-size, kind="stable")][: int((size > LEAST_PRICE).sum())][:TRIED].tolist():
            progress(f"price of {block.replace('_', ' ')}")
            price = price_of(model, row, slack=float(slack[row]))
            if price.high - price.low > NO_RANGE:
                yield stepped(model, price, {row: 1.0})
                told += 1
            if told == DEAREST:
                break


def _worth_telling(price: Price) -> bool:
    return price.size > LEAST_PRICE or price.left is None or price.right is None
