"""What must hold of every country: names, units and empty places do not matter; less room never helps."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siting.errors import Infeasible
from siting.model.build import build
from siting.model.highs_backend import HighsBackend
from siting.model.inputs import TABLES, Balance, Inputs, Objective, Scalars, Stage
from siting.model.options import SolverOptions
from siting.model.stages import run_stages
from tests.model.country import STAGES, canonical, country
from tests.model.proven import solve_inputs
from tests.model.tiny import COST_ONLY

QUICK = Objective(stages=STAGES, region_ranges=False)
seeds = st.integers(min_value=0, max_value=5000)
few = settings(
    max_examples=8, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)


def tables(inputs: Inputs) -> dict[str, pd.DataFrame]:
    return {name: inputs.table(name).copy() for name in TABLES}


def rebuilt(inputs: Inputs, changed: dict[str, pd.DataFrame]) -> Inputs:
    return replace(inputs, **canonical(changed))


def with_scalars(inputs: Inputs, **changes: Any) -> Inputs:
    return replace(inputs, scalars=Scalars(**(inputs.scalars.model_dump() | changes)))


def stage_values(inputs: Inputs) -> list[float] | None:
    """Value of each distinct stage: cost, the level of each region in order, suitability, cost of the plan shown."""
    try:
        solution = solve_inputs(inputs)
    except Infeasible:
        return None
    levels = sorted((region, stage.value) for stage in solution.stages for region in stage.settled)
    rest = [stage.value for stage in solution.stages if stage.objective != "least_served"]
    return [*rest, *(level for _, level in levels)]


def cost(inputs: Inputs) -> float:
    """Least cost; infinite where no plan exists."""
    found = stage_values(with_scalars(inputs, objective=COST_ONLY))
    return np.inf if found is None else found[0]


def same(values: list[float] | None) -> Any:
    return None if values is None else pytest.approx(values, rel=1e-5, abs=1e-5)


@few
@given(seeds)
def test_other_names_of_zones_change_nothing(seed):
    inputs = country(seed, objective=QUICK)
    zones = list(inputs.zones["zone"])
    shuffled = np.random.default_rng(seed).permutation(len(zones))
    names = {zone: f"06.{number:03d}-x" for zone, number in zip(zones, shuffled, strict=True)}
    changed = tables(inputs)
    for frame in changed.values():
        for column in ("zone", "origin"):
            if column in frame:
                frame[column] = frame[column].map(names)
    assert stage_values(rebuilt(inputs, changed)) == same(stage_values(inputs))


@few
@given(seeds)
def test_money_in_other_units_scales_the_cost(seed):
    inputs = country(
        seed,
        export_goal={2026: 270.0},
        budgets={"state": {2026: 12.0}},
        soft_goals=("jobs",),
        shortfall_penalty={"jobs": 0.2},
        objective=Objective(stages=STAGES[:3], region_ranges=False),
    )
    factor = 1000.0
    changed = tables(inputs)
    for table, column in (
        ("zones", "capex_per_seat"),
        ("zones", "opening_cost"),
        ("zone_segment_year", "operating_difference"),
        ("segments", "wage"),
        ("segments", "export_per_job"),
    ):
        changed[table][column] *= factor
    scaled = with_scalars(
        rebuilt(inputs, changed),
        export_goal={2026: 270.0 * factor},
        budgets={"state": {2026: 12.0 * factor}},
        shortfall_penalty={"jobs": 0.2 * factor},
        training_grant=inputs.scalars.training_grant * factor,
        commuting_cost=inputs.scalars.commuting_cost * factor,
    )
    before, after = stage_values(inputs), stage_values(scaled)
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert after == same([before[0] * factor, *before[1:]])


def halved(inputs: Inputs, zone: str) -> Inputs:
    """``zone`` in two halves, with the way inside the zone and between the halves at no minutes."""
    counts = {
        "zones": ["seats_start", "max_new_seats", "entry_limit", "active"],
        "zone_segment": ["baseline_jobs"],
        "zone_year": ["seats_committed", "training_places"],
        "pool": ["eligible_pool"],
        "staff_start": ["baseline_staff"],
    }
    changed = tables(inputs)
    for name, frame in changed.items():
        if name in ("segments", "skill_mix"):
            continue
        columns = [column for column in ("origin", "zone") if column in frame]
        split = frame
        for column in columns:
            here = split[column] == zone
            half = split[here].assign(**{column: f"{zone}b"})
            split = pd.concat([split.assign(**{column: split[column].mask(here, f"{zone}a")}), half])
        touched = split["zone"].isin([f"{zone}a", f"{zone}b"])
        for column in counts.get(name, []):
            split[column] = split[column].where(~touched, split[column] / 2)
        changed[name] = split
    return rebuilt(inputs, changed)


@few
@given(seeds, st.integers(min_value=0, max_value=5))
def test_a_zone_split_in_halves_changes_nothing(seed, which):
    inputs = country(seed, objective=QUICK)
    changed = tables(inputs)
    arcs = changed["arcs"]
    zone = f"Z{which:02d}"
    arcs.loc[(arcs["origin"] == zone) & (arcs["zone"] == zone), "minutes"] = 0.0
    whole = rebuilt(inputs, changed)
    split = halved(whole, zone)
    assert len(split.zones) == len(whole.zones) + 1
    assert len(split.arcs) > len(whole.arcs) + 3
    assert stage_values(split) == same(stage_values(whole))


@few
@given(seeds, st.booleans())
def test_a_zone_that_nobody_uses_can_be_left_out(seed, indivisible):
    changes = {"indivisible": True, "phase_seats": 100.0, "min_park_seats": 200.0} if indivisible else {}
    inputs = country(seed, zones=5, objective=QUICK if not indivisible else COST_ONLY, **changes)
    with_more = tables(inputs)
    last = "Z04"
    for name, frame in with_more.items():
        if "zone" not in frame or name == "arcs":
            continue
        more = frame[frame["zone"] == last].assign(zone="Z99")
        for column, nothing in (("active", 0.0), ("baseline_jobs", 0.0), ("baseline_staff", 0.0), ("eligible", False)):
            if column in more:
                more[column] = nothing
        with_more[name] = pd.concat([frame, more], ignore_index=True)
    own = pd.DataFrame({"origin": ["Z99"], "zone": ["Z99"], "minutes": [0.0]})
    with_more["arcs"] = pd.concat([with_more["arcs"], own], ignore_index=True)
    bigger = rebuilt(inputs, with_more)
    if indivisible:
        exact = SolverOptions(gap=0.0)
        here, there = (solve_inputs(one, exact).stages[0].value for one in (inputs, bigger))
        assert there == pytest.approx(here, rel=1e-6)
    else:
        assert stage_values(bigger) == same(stage_values(inputs))


def _less(table: str, column: str, factor: float) -> Any:
    def tighten(inputs: Inputs) -> Inputs:
        changed = tables(inputs)
        changed[table][column] *= factor
        return rebuilt(inputs, changed)

    return tighten


def _now(**changes: Any) -> Any:
    return lambda inputs: with_scalars(inputs, **changes)


BINDING: dict[str, Any] = {
    "recruit_rate": {"secondary": 0.0125, "higher": 0.0125},
    "training_grant": 0.001,
    "national_pace": 180.0,
    "export_goal": {2026: 270.0},
    "budgets": {"state": {2025: 9.0, 2026: 12.0}},
    "balance": Balance(floor=0.3, cap=2.2, gini_max=0.4, least_served_min=2.0),
}
TIGHTER: dict[str, Any] = {
    "site_limit": _less("zones", "max_new_seats", 0.1),
    "seats standing": _less("zones", "seats_start", 0.97),
    "absorption": _less("zones", "entry_limit", 0.15),
    "talent": _less("pool", "eligible_pool", 0.8),
    "training": _less("zone_year", "training_places", 0.5),
    "segment_max": _less("segments", "share_max", 0.65),
    "segment_min": _less("segments", "share_min", 2.4),
    "jobs_goal": _now(jobs_goal={2026: 1310.0}),
    "export_goal": _now(export_goal={2026: 280.0}),
    "national_pace": _now(national_pace=160.0),
    "budget": _now(budgets={"state": {2025: 4.0, 2026: 4.0}}),
    "growth": _now(growth_limit=0.0),
    "floor": _now(balance=BINDING["balance"].model_copy(update={"floor": 0.7})),
    "cap": _now(balance=BINDING["balance"].model_copy(update={"cap": 1.3})),
    "Gini": _now(balance=BINDING["balance"].model_copy(update={"gini_max": 0.2})),
    "least_served": _now(balance=BINDING["balance"].model_copy(update={"least_served_min": 7.0})),
    "indivisible": _now(indivisible=True, phase_seats=50.0, min_park_seats=100.0),
}


@cache
def bound(seed: int) -> tuple[Inputs, float]:
    """A country in which every rule binds, and its least cost."""
    inputs = country(seed, zones=5, objective=COST_ONLY, **BINDING)
    return inputs, cost(inputs)


@pytest.mark.parametrize("what", TIGHTER)
def test_tightening_never_helps_and_somewhere_hurts(what):
    changes = []
    for seed in (0, 4, 7):
        inputs, before = bound(seed)
        after = cost(TIGHTER[what](inputs))
        assert np.isfinite(before)
        assert after >= before - 1e-6 * abs(before)
        changes.append(after - before)
    assert max(changes) > 1e-4


@few
@given(seeds, st.floats(min_value=1.01, max_value=3.0))
def test_a_larger_pool_never_costs_more(seed, factor):
    inputs = country(seed, objective=COST_ONLY, recruit_rate={"secondary": 0.03, "higher": 0.03})
    assert cost(_less("pool", "eligible_pool", factor)(inputs)) <= cost(inputs) * (1 + 1e-7) + 1e-7


@few
@given(seeds, st.sampled_from([{}, {"balance": Balance(gini_max=0.2)}, {"growth_limit": 0.05}]))
def test_leximin_leaves_each_region_one_total(seed, rules):
    """Lowest and highest jobs of each region on the face that leximin leaves lie within one job."""
    stages = (Stage(objective="cost", tolerance=0.001), Stage(objective="least_served"))
    inputs = country(seed, zones=8, regions=4, objective=Objective(stages=stages, region_ranges=False), **rules)
    program = build(inputs)
    backend = HighsBackend(program, SolverOptions())
    first = backend.first()
    if not first.outcome.has_plan:
        return
    run = run_stages(backend, first, is_mip=False, progress=lambda _: None)
    assert sorted(region for stage in run.stages for region in stage.settled) == list(program.data.sets["region"])
    v, d = program.variables, program.data
    for code in range(d.sizes["region"]):
        last = v.jobs.at("year", d.last).join("region", d.region_of)
        here = last.where(last.index["region"] == code).column
        vector = np.zeros(v.count)
        vector[here] = 1.0
        low, high = backend.minimise(vector), backend.minimise(-vector)
        assert -high.value - low.value < 1.0
        assert low.value - 0.01 <= run.plan[here].sum() <= -high.value + 0.01


def test_leximin_treats_twins_alike():
    """Regions that are each other's copies end at the same level although all prices are degenerate."""
    inputs = country(3, zones=3, regions=3, objective=QUICK, jobs_goal={2026: 1200.0})
    changed = tables(inputs)
    for name, columns in TABLES.items():
        frame = changed[name]
        if "zone" in columns and name != "arcs":
            one = frame[frame["zone"] == "Z01"]
            fields = [c for c in columns if c not in ("zone", "region", "segment", "skill", "year")]
            for zone in ("Z00", "Z02"):
                frame.loc[frame["zone"] == zone, fields] = one[fields].to_numpy()
    arcs = changed["arcs"]
    changed["arcs"] = arcs[arcs["origin"] == arcs["zone"]]
    changed["zone_segment"]["baseline_jobs"] = 100.0
    changed["zones"][["seats_start", "max_new_seats"]] = 500.0
    changed["zone_segment_year"]["eligible"] = True
    changed["staff_start"]["baseline_staff"] = 500.0
    solution = solve_inputs(rebuilt(inputs, changed))
    levels = [stage.value for stage in solution.stages for _ in stage.settled]
    assert levels == pytest.approx([levels[0]] * 3, abs=1e-4)
