"""Why nothing comes to a zone: thresholds, decisions, people, cost, or what the goals after the cost decide.

Cost is the reason only where a readable number of jobs there costs more than the later goals may spend. Where it does
not, the same jobs are asked for again with every region at its jobs of the plan: if that no longer fits the money, the
goals between regions have spent it; if it fits, what comes after them decides.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from siting.analysis.explain.country import LEAST_PRICE, shown_plan
from siting.analysis.explain.places import BLOCK, Place, same_value
from siting.analysis.explain.types import Brief, Miss, Move, WhyNot
from siting.model.cost_model import CostModel

if TYPE_CHECKING:
    import pandas as pd

    from siting.model.arrays import FloatArray
    from siting.results import Run

__all__ = ["why_not"]

#: The indices with thresholds, and the key of each in the model file.
THRESHOLDS = {"connectivity": "connectivity_min", "infrastructure": "infrastructure_min"}
#: As in the preparation of the inputs: an index is a sum of weights.
ROUNDING = 1e-9
_STEPS = 25
#: Regions are held at their jobs of the plan but for so many: the plan is the solver's, not exact.
HELD_LOOSELY = 1e-3


def why_not(run: Run, model: CostModel, brief: Brief, zone: str, jobs: float, *, whole: bool) -> WhyNot:
    """Why a zone gets nothing; ``whole`` asks also how much cheaper a job there would have to be.

    ``brief`` says what the later goals may spend and which they are.
    """
    inputs = run.inputs
    misses, known = _misses(run, zone)
    rules = inputs.zone_segment_year
    if not bool(rules.loc[rules["zone"] == zone, "eligible"].any()):
        return WhyNot("not eligible", misses, known)
    place = Place(model, "zone", zone, jobs)
    one = place.move(1.0)
    locked = zone in inputs.scalars.locks.zones_out
    if one is None:
        return WhyNot("locked out" if locked else "no plan" if _pool(inputs.pool, inputs, zone) else "no pool", misses)
    if locked and float(inputs.zones.set_index("zone")["seats_start"][zone]) <= 0:
        return WhyNot("locked out", misses, known, one)
    block = place.block(BLOCK, 1) or one
    in_all = block.mmad + place.here.value - model.base.value
    why = WhyNot("cost", misses, known, one, block=block, block_wanted=BLOCK, in_all=in_all)
    why = replace(why, least_jobs=place.least_jobs)
    if in_all <= max(brief.allowed, LEAST_PRICE):
        return _decided(run, place, brief, replace(why, reason="later goals"))
    return replace(why, per_job_year=_per_job_year(place, one) if whole else None)


def _decided(run: Run, place: Place, brief: Brief, why: WhyNot) -> WhyNot:
    """What keeps jobs out of a zone that cost does not exclude."""
    model, block = place.model, why.block
    if brief.weighted or not (brief.fair or brief.suited) or block is None:
        return replace(why, decided="tie")
    jobs = {code: count for code, count in model.jobs_by("region", shown_plan(run, model)).items() if brief.fair}
    held = {model.watch("region", code): (count - HELD_LOOSELY, np.inf) for code, count in jobs.items()}
    before = model.solve(held)
    after = model.solve({**held, place.row: (place.jobs + block.step,) * 2})
    if before is None:
        return why
    left = model.base.value + brief.allowed - before.value
    left = 0.0 if left <= 1e-6 * abs(model.base.value) else left
    why = replace(why, left=left, held_mmad=None if after is None else after.value - before.value)
    if after is None or after.value - before.value > left + LEAST_PRICE:
        return replace(why, decided="regions")
    if not brief.suited:
        return replace(why, decided="tie" if same_value(after.value, before.value) else "cheapest")
    return _better_suited(run, place, after.plan, replace(why, decided="suitability"))


def _better_suited(run: Run, place: Place, plan: FloatArray, why: WhyNot) -> WhyNot:
    """The zone of the same region that would lose most of the block, if it suits the block's main segment better."""
    model, inputs = place.model, run.inputs
    jobs = model.program.variables.jobs.at("year", model.data.last)
    sets = model.data.sets
    mine = jobs.index["zone"] == sets["zone"].index(place.code)
    count = np.zeros(len(sets["segment"]))
    np.add.at(count, jobs.index["segment"][mine], plan[jobs.column[mine]])
    segment = str(sets["segment"][int(count.argmax())])
    was, now = model.jobs_by("zone", shown_plan(run, model)), model.jobs_by("zone", plan)
    region = dict(zip(inputs.zones["zone"].astype(str), inputs.zones["region"].astype(str), strict=True))
    lost = {zone: was[zone] - now[zone] for zone in was if region[zone] == region[place.code] and zone != place.code}
    better = max(lost, key=lambda zone: lost[zone], default="")
    rules = inputs.zone_segment_year
    rules = rules[(rules["year"] == inputs.scalars.years[-1]) & (rules["segment"] == segment)]
    suits = dict(zip(rules["zone"].astype(str), rules["suitability"].astype(float), strict=True))
    here, there = suits.get(place.code, 0.0), suits.get(better, 0.0)
    if not better or lost[better] <= 0 or there <= here:
        return why
    return replace(why, better=better, segment=segment, suits=here, better_suits=there)


def _pool(pool: pd.DataFrame, inputs: Any, zone: str) -> bool:
    """Whether anybody can be recruited within reach."""
    origins = inputs.arcs.loc[inputs.arcs["zone"] == zone, "origin"]
    staff = inputs.staff_start
    return bool(
        pool.loc[pool["zone"].isin(origins), "eligible_pool"].sum() > 0
        or staff.loc[staff["zone"].isin(origins), "baseline_staff"].sum() > 0
    )


def _misses(run: Run, zone: str) -> tuple[tuple[Miss, ...], bool]:
    """The thresholds that a zone misses in the last year, and whether thresholds and indices are known at all."""
    inputs = run.inputs
    told: Any = run.manifest.get("model")
    segments = told.get("segments") if isinstance(told, dict) else None
    parts = run.table("indicators")
    year = inputs.scalars.years[-1]
    parts = parts[(parts["zone"] == zone) & (parts["year"] == year)]
    if not isinstance(segments, dict) or parts.empty or inputs.level == "region":
        return (), False  # a region is judged by its provinces, whose indices the run does not hold
    rules = inputs.zone_segment_year
    here = rules[(rules["zone"] == zone) & (rules["year"] == year)].set_index("segment")["eligible"]
    found: dict[tuple[str, float], list[str]] = {}
    values = {index: float((rows["weight"] * rows["scaled"]).sum()) for index, rows in parts.groupby("index")}
    for segment, each in segments.items():
        for index, key in THRESHOLDS.items():
            least = float(each.get(key, 0.0))
            if not bool(here.get(segment, True)) and values.get(index, 1.0) < least - ROUNDING:
                found.setdefault((index, least), []).append(str(segment))
    return tuple(
        _miss(parts[parts["index"] == index], index, values[index], least, names, year)
        for (index, least), names in sorted(found.items())
    ), True


def _miss(parts: pd.DataFrame, index: str, value: float, least: float, segments: list[str], year: int) -> Miss:
    lost = (parts["weight"] * (1.0 - parts["scaled"])).to_numpy(np.float64)
    worst = parts.iloc[int(lost.argmax())]
    return Miss(
        segments=tuple(sorted(segments)),
        index=index,
        value=value,
        threshold=least,
        year=year,
        indicator=str(worst["indicator"]),
        scaled=float(worst["scaled"]),
        lost=float(lost.max()),
    )


def _per_job_year(place: Place, one: Move) -> float | None:
    """How much cheaper a job there must be, a year, so that one more costs the country nothing.

    The least such amount: with the cost of a job-year lowered by c, the cost of one job more falls to zero; each
    round takes c from the plan that is best at the last one (Dinkelbach 1967).
    """
    model = place.model
    years = model.job_years(place.code)
    less = 0.0
    for _ in range(_STEPS):
        before = model.solve(place.held.bounds, cheaper=less * years)
        after = model.solve({place.row: (place.jobs + 1.0,) * 2}, cheaper=less * years)
        if before is None or after is None:
            return None
        gap = after.value - before.value
        worked = float(years @ after.plan - years @ before.plan)
        if abs(gap) <= 1e-6 * max(one.mmad, LEAST_PRICE) or worked <= 0:
            return less if worked > 0 else None
        less += gap / worked
    return less
