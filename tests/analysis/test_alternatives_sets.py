"""Parks that open or not: next best sets against all sets tried, ranges and losses against scipy."""

from __future__ import annotations

import numpy as np
import pytest

from siting.analysis.alternatives import alternatives
from siting.model.inputs import Inputs
from siting.model.nearby.sets import next_sets
from siting.model.nearby.space import NearSpace
from siting.model.options import SolverOptions
from tests.analysis.near_plans import Oracle, broken, pressed
from tests.model.tiny import plain

EXACT = SolverOptions(gap=0.0)


def whole_parks(seed: int) -> Inputs:
    """Four zones whose parks come in phases of 40 seats, two at least."""
    return pressed(seed, zones=4, indivisible=True, phase_seats=40.0, min_park_seats=80.0)


@pytest.mark.parametrize("seed", range(2))
def test_sets_come_one_after_the_other_and_none_is_missing(seed: int) -> None:
    inputs, slack = whole_parks(seed), 0.08
    found, oracle = alternatives(inputs, slack, count=30, options=EXACT), Oracle(inputs, slack)
    tried = {parks: cost for parks, cost in oracle.sets_of_parks().items() if cost <= oracle.limit}
    told = found.plan_parks.groupby("plan")["zone"].agg(frozenset)
    sets = [told.get(plan, frozenset()) for plan in found.plans["plan"]]
    costs = found.plans["cost_mmad"].to_numpy()
    assert len(set(sets)) == len(sets)
    assert set(sets) == set(tried)
    assert costs == pytest.approx([tried[each] for each in sets], rel=1e-6)
    assert (np.diff(costs) >= -1e-6 * costs[0]).all()
    assert found.complete
    assert found.method == "sets"


def test_a_count_that_is_reached_says_nothing_about_the_rest() -> None:
    found = alternatives(whole_parks(0), 0.08, count=2, options=EXACT)
    assert len(found.plans) == 3
    assert found.complete is False
    assert found.notes == ()


def test_plans_of_sets_obey_every_row() -> None:
    space = NearSpace(whole_parks(1), 0.08, EXACT)
    oracle = Oracle(whole_parks(1), 0.08)
    for plan in next_sets(space, 10).plans:
        assert broken(oracle.program, plan.plan) <= 1e-6
        whole = plan.plan[oracle.program.integer]
        assert np.abs(whole - np.round(whole)).max() <= 1e-6
        assert plan.cost <= oracle.limit * (1 + 1e-9)
    with pytest.raises(ValueError, match="whole parks"):
        next_sets(NearSpace(pressed(0), 0.1, EXACT), 3)


def test_ranges_and_losses_of_whole_parks() -> None:
    inputs = whole_parks(2)
    found = alternatives(inputs, 0.05, count=3, bounds="all", importance=True, options=EXACT)
    oracle = Oracle(inputs, 0.05)
    for code, row in enumerate(found.parks.itertuples()):
        assert (row.lowest, row.highest) == pytest.approx(oracle.extremes(oracle.seats_of(np.array([code]))), abs=1e-3)
    assert found.importance is not None
    d = oracle.program.data
    for row in found.importance[found.importance["kind"] == "park"].itertuples():
        shut = oracle.seats_of(np.array([d.sets["zone"].index(row.code)]))
        wanted = oracle.solve(oracle.program.cost, shut=shut) - oracle.least
        assert row.replacement_cost_mmad == pytest.approx(wanted, abs=1e-3)


def test_sets_by_hand() -> None:
    """A park of 50 seats costs 50 in A, 60 in B, 75 in C; 50 jobs. Within 30 %: B alone (60). Within 60 %: C too."""
    given = {"capex_per_seat": {"A": 1.0, "B": 1.2, "C": 1.5}}
    inputs = plain(
        {"A": "N", "B": "S", "C": "S"}, given=given, jobs_goal={2025: 50.0},
        indivisible=True, phase_seats=50.0, min_park_seats=50.0,
    )  # fmt: skip
    near, far = (alternatives(inputs, slack, options=EXACT) for slack in (0.3, 0.6))
    assert near.plan_parks[["plan", "zone"]].values.tolist() == [[0, "A"], [1, "B"]]
    assert far.plan_parks["zone"].tolist() == ["A", "B", "C"]
    assert near.complete
    assert "2 told are all" in near.notes[0]
    assert near.regions.empty  # ranges of whole parks are long searches: only where they are asked for
    assert (near.parks["class"] == "").all()


def test_plans_that_differ_can_be_looked_for_with_whole_parks_too() -> None:
    found = alternatives(whole_parks(3), 0.1, count=3, method="spores", options=EXACT)
    assert found.complete is None
    assert (found.plans["cost_mmad"] <= found.limit_mmad * (1 + 1e-7)).all()
    assert (found.distances["distance"] >= 0.01).all()
