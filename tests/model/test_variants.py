"""A variant's answer is the cold optimum, and the same bits whatever was asked before."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from siting.errors import ModelError, UsageError
from siting.model.assembly import Assembly
from siting.model.changes import apply_changes, plus, times
from siting.model.highs_backend import HighsBackend
from siting.model.inputs import Inputs
from siting.model.options import SolverOptions
from siting.model.variants import Variants
from siting.results.solution import Outcome
from tests.model.country import country

CHANGES: list[dict[str, Any]] = [
    {"jobs_goal.2026": times(1.1)},
    {"zones.capex_per_seat": times(1.3)},  # costs alone: primal steps
    {"zone_segment_year.operating_difference": plus(0.01), "zones.max_new_seats": times(0.8)},
    {"balance.floor": 0.4},  # rows come
    {"balance.least_served_min": 2.0, "growth_limit": 0.25},
    {"soft_goals": ["jobs"], "shortfall_penalty": {"jobs": 0.02}, "jobs_goal.2026": 5000.0},  # columns come
    {"jobs_goal.2026": 90_000.0},  # no plan
    {"pool.eligible_pool[zone=Z01]": times(0.1), "recruit_rate.higher": 0.03},
    {},
]


def cold(inputs: Inputs, changes: dict[str, Any]) -> Any:
    program = Assembly.of(apply_changes(inputs, changes)).program()
    return HighsBackend(program, SolverOptions(threads=1)).first()


@pytest.mark.parametrize("seed", range(4))
def test_a_variant_is_the_optimum_of_a_cold_solve(seed: int) -> None:
    given = country(seed, zones=10)
    variants = Variants(given)
    outcomes = set()
    for changes in CHANGES:
        mine, other = variants.solve(changes), cold(given, changes)
        assert mine.outcome is other.outcome, changes
        assert mine.value == pytest.approx(other.value, rel=1e-8, nan_ok=True), changes
        outcomes.add(mine.outcome)
    assert outcomes == {Outcome.OPTIMAL, Outcome.INFEASIBLE}


def test_a_variant_is_the_same_bit_by_bit_whatever_was_asked_before() -> None:
    given = country(2, zones=10)
    told = {}
    for order in (range(len(CHANGES)), reversed(range(len(CHANGES))), np.random.default_rng(0).permutation(9)):
        variants = Variants(given)
        for number in order:
            answer = variants.solve(CHANGES[number])
            first = told.setdefault(number, answer)
            assert answer.plan.tobytes() == first.plan.tobytes()
            assert repr(answer.value) == repr(first.value)


@pytest.mark.parametrize("seed", range(3))
def test_a_walk_comes_to_the_optimum_of_each_and_is_the_same_bit_by_bit(seed: int) -> None:
    given = country(seed, zones=10)
    way = [CHANGES[number] for number in np.random.default_rng(seed).permutation(len(CHANGES))] * 2
    variants = Variants(given)
    found = list(variants.along(way))
    for changes, mine in zip(way, found, strict=True):
        other = cold(given, changes)
        assert mine.outcome is other.outcome, changes
        assert mine.value == pytest.approx(other.value, rel=1e-8, nan_ok=True), changes
    variants.solve({"jobs_goal.2026": times(1.05)})  # what is asked between two walks does not matter
    for mine, again in zip(found, Variants(given).along(way), strict=True):
        assert again.plan.tobytes() == mine.plan.tobytes()
    for mine, again in zip(found, variants.along(way), strict=True):
        assert again.plan.tobytes() == mine.plan.tobytes()


def test_where_the_model_as_given_has_no_plan_its_variants_are_still_answered() -> None:
    given = country(1, jobs_goal={2026: 90_000.0})
    variants = Variants(given)
    assert variants.given.outcome is Outcome.INFEASIBLE
    for goal in (1300.0, 1200.0, 1300.0):
        changes = {"jobs_goal.2026": goal}
        assert variants.solve(changes).value == cold(given, changes).value


def test_what_has_no_variants_is_refused() -> None:
    with pytest.raises(UsageError, match="whole parks"):
        Variants(country(indivisible=True))
    with pytest.raises(UsageError, match="whole parks"):
        Variants(country()).solve({"indivisible": True})
    with pytest.raises(ModelError, match="jobs_gaol"):
        Variants(country()).solve({"jobs_gaol.2026": 1.0})
