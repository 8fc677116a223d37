"""The national model, by province and by region: conflicts and repairs as a planner would meet them."""

from __future__ import annotations

import pytest

from siting.analysis.repair import Diagnosis, Recipe, diagnose
from siting.model.build import build
from siting.model.conflict import find_conflicts
from siting.model.deadline import Deadline
from siting.model.inputs import Inputs
from siting.model.moves import system_of
from siting.planning import prepared

MODEL = "models/tech-valley-2030"
#: Far more than a machine with nothing else to do needs.
PATIENCE_S = 240.0


def _inputs(*settings: str, level: str | None = None) -> Inputs:
    return prepared(MODEL, None, settings, level, lambda _: None)[2]


def _diagnosed(*settings: str, level: str | None = None) -> Diagnosis:
    _, dataset, inputs = prepared(MODEL, None, settings, level, lambda _: None)
    return diagnose(inputs, recipe=Recipe(MODEL, None, settings, level, dataset), budget_s=PATIENCE_S)


def test_too_high_a_goal_is_given_up_or_pace_and_people_are() -> None:
    goal = "goals.jobs.2030=350000"
    found = _diagnosed(goal)
    assert found.conflict is not None
    assert found.conflict.minimum
    assert found.conflict.keys == {"jobs_goal", "national_pace"}  # 148,500 + 6 x 30,000 = 328,500
    jobs, soft = found.repairs
    assert (jobs.move.new, jobs.least) == (328_000.0, True)
    assert soft.reached == pytest.approx(328_500.0, abs=1.0)
    assert found.combination is not None
    moved = {move.kind: move.new for move in found.combination.moves}
    assert moved["pace"] == 33_600.0  # 201,500 / 6 = 33,583
    # Nothing of the combination can be left out, or be one step smaller.
    assert system_of(_inputs(goal, *found.combination.settings)).solve().feasible
    assert not system_of(_inputs(goal, *found.combination.settings, "national_pace=33500")).solve().feasible
    assert not system_of(_inputs(goal, "national_pace=33600")).solve().feasible


def test_people_are_short_and_each_repair_holds_on_both_sides() -> None:
    rates = ("talent.recruit_rate.secondary=0.006", "talent.recruit_rate.higher=0.006")
    found = _diagnosed(*rates, level="region")
    assert found.conflict is not None
    assert found.conflict.keys == {"jobs_goal", "talent", "training"}
    moves = {repair.move.kind: repair for repair in found.repairs}
    assert {"jobs", "recruit", "training"} <= set(moves)
    assert all(repair.least for repair in found.repairs)
    rate = moves["recruit"].move.new
    assert rate is not None
    for value, expected in ((rate, True), (rate - 1e-4, False)):
        tried = (f"talent.recruit_rate.{skill}={value:.4f}" for skill in ("secondary", "higher"))
        assert system_of(_inputs(*rates, *tried, level="region")).solve().feasible is expected


def test_too_few_parks_show_with_parks_of_any_size() -> None:
    inputs = _inputs("parks.indivisible=true", "parks.park_count.max=2")
    (found,) = find_conflicts(build(inputs), Deadline(PATIENCE_S)).found
    assert found.minimum
    assert found.relaxed
    assert found.keys == {"jobs_goal", "park_count_max", "site_limit", "talent", "training"}
    assert set(found.critical) == found.keys
