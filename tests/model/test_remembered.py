"""Optima that a live model has come by: a shorter way to the same answer."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from siting.model import live_highs, remembered
from siting.model.build import build
from siting.model.highs_backend import HighsBackend
from siting.model.inputs import Inputs, Objective, Stage
from siting.model.live import LiveModel
from siting.model.options import SolverOptions
from siting.model.remembered import Remembered
from tests.model.country import country

COST = Objective(stages=(Stage(objective="cost"),))


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every optimum is kept and taken, however little that saves."""
    monkeypatch.setattr(remembered, "WORTH", -1e9)
    monkeypatch.setattr(live_highs, "STEPS", -1)


def cold(inputs: Inputs) -> float:
    answer = HighsBackend(build(inputs), SolverOptions()).first()
    return answer.value if answer.outcome.has_plan else np.inf


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize("seed", range(6))
def test_the_optimum_is_the_same_wherever_a_solve_begins(seed: int) -> None:
    rng = np.random.default_rng(seed)
    live = LiveModel(country(seed, objective=COST))
    live.solve()
    for _ in range(25):
        change: dict[str, Any] = {"jobs_goal.2026": float(rng.uniform(1_050.0, 1_400.0))}
        if rng.random() < 0.3:
            change["growth_limit"] = float(rng.uniform(0.15, 0.3))  # a coefficient
        if rng.random() < 0.2:
            change["discount_rate"] = float(rng.uniform(0.02, 0.08))  # a cost
        if rng.random() < 0.1:
            change["balance.floor"] = 0.1 if live.inputs.scalars.balance.floor is None else None  # a rule
        live.change(change)
        plan = live.solve()
        assert (plan.value if plan.outcome.has_plan else np.inf) == pytest.approx(cold(live.inputs), rel=1e-7)


@pytest.mark.usefixtures("eager")
def test_a_place_passed_before_takes_no_step() -> None:
    live = LiveModel(country(2, zones=10, objective=COST))
    live.solve()
    highs = live._highs._backend
    steps = {}
    for goal in (1_100.0, 1_350.0, 1_100.0, 1_350.0):
        live.change({"jobs_goal.2026": goal})
        live.solve()
        steps.setdefault(goal, []).append(int(highs.highs.getInfo().simplex_iteration_count))
    assert max(first for first, _ in steps.values()) > 0
    assert [again for _, again in steps.values()] == [0, 0]


def test_only_what_is_far_from_the_last_and_near_to_another_goes_back() -> None:
    kept = Remembered()
    programs = {goal: build(country(1, objective=COST, jobs_goal={2026: goal})) for goal in (1_100.0, 1_200.0, 1_300.0)}
    here, middle, far = programs.values()
    kept.keep(here, "here")
    assert kept.nearest(far, middle) is None  # no pace is known yet
    kept.walked(1_000)
    kept.keep(middle, "middle")
    assert kept.nearest(here, far) == "here"
    assert kept.nearest(far, middle) is None  # the last one is the nearest
    other = build(country(1, objective=COST, jobs_goal={2026: 1_100.0}, discount_rate=0.01))
    assert kept.nearest(other, far) is None  # other costs: no basis here is its optimum
    kept.keep(other, "other")
    assert kept.nearest(here, far) is None  # and those before are forgotten


def test_the_oldest_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST", 3)
    monkeypatch.setattr(remembered, "WORTH", -1e9)
    kept = Remembered()
    goals = [1_100.0, 1_150.0, 1_200.0, 1_250.0]
    programs = [build(country(1, objective=COST, jobs_goal={2026: goal})) for goal in goals]
    for goal, program in zip(goals, programs, strict=True):
        kept.keep(program, goal)
    assert kept.nearest(programs[0], programs[3]) == 1_150.0  # 1,100 is gone
    assert kept.nearest(programs[3], programs[1]) == 1_250.0
