"""Proofs of infeasibility: each fires with the right numbers, is true, and none ever fires where a plan exists."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siting.config.walk import fields
from siting.errors import Infeasible
from siting.model.build import build
from siting.model.highs_backend import HighsBackend
from siting.model.inputs import Balance, Inputs, Locks
from siting.model.options import SolverOptions
from siting.model.presolve import presolve_check
from siting.results.solution import Outcome
from tests.model.country import country
from tests.model.proven import solve_inputs
from tests.model.tiny import COST_ONLY, plain

ONE, TWO = {"A": "N"}, {"A": "N", "B": "S"}
YEARS = (2025, 2026)
GOAL = {2025: 100.0}


def outcome(inputs: Inputs) -> Outcome:
    """What the solver says without any proof before it."""
    return HighsBackend(build(inputs), SolverOptions()).first().outcome


CASES: dict[str, tuple[Inputs, tuple[str, ...]]] = {
    "lowest shares": (
        plain(ONE, segments=("CRM", "ITO"), jobs_goal=GOAL, given={"share_min": {"CRM": 0.7, "ITO": 0.5}}),
        ("lowest shares", "1.200 in 2025", "lower a segment's share_min"),
    ),
    "highest shares": (
        plain(ONE, segments=("CRM", "ITO"), jobs_goal=GOAL, given={"share_max": {"CRM": 0.3, "ITO": 0.5}}),
        ("highest shares", "0.800 in 2025", "raise a segment's share_max"),
    ),
    "floor": (plain(TWO, jobs_goal=GOAL, balance=Balance(floor=1.2)), ("floor of 1.2", "at most 1")),
    "cap": (plain(TWO, jobs_goal=GOAL, balance=Balance(cap=0.9)), ("cap of 0.9", "at least 1")),
    "locked in and out": (
        plain(TWO, jobs_goal=GOAL, locks=Locks(zones_in=("A",), zones_out=("A",))),
        ("zone A", "locked in and locked out"),
    ),
    "locked in without room": (
        plain(TWO, jobs_goal=GOAL, given={"max_new_seats": {"A": 200.0}}, locks=Locks(zones_in=("A",))),
        ("zone A", "500 seats", "room for 200"),
    ),
    "decided plan without room": (
        plain(
            TWO,
            years=YEARS,
            jobs_goal=GOAL,
            given={"max_new_seats": {"A": 200.0}},
            locks=Locks(seats={"A": {2025: 150.0, 2026: 75.0}}),
        ),
        ("zone A", "225 seats", "room for 200"),
    ),
    # 30 jobs stand and 20 may be added a year: 70 after two years; 100 need 35 a year.
    "pace": (
        plain(ONE, years=YEARS, jobs_goal={2026: 100.0}, given={"baseline_jobs": 30.0}, national_pace=20.0),
        ("2026 goal of 100", "35 new jobs a year from 30", "national_pace allows 20", "70 at most", "to at least 35"),
    ),
    # 30 x 1.1 + 5 = 38, 38 x 1.1 + 5 = 46.8.
    "growth": (
        plain(
            ONE,
            years=YEARS,
            jobs_goal={2026: 100.0},
            given={"baseline_jobs": 30.0, "entry_limit": 5.0},
            growth_limit=0.1,
        ),
        ("2026 goal of 100", "above the 47", "10% a year", "raise parks.growth_limit or parks.entry_limit_jobs"),
    ),
    # 30 stand, 20 can be built, 0.8 seats a job: 62.5 jobs.
    "seats": (
        plain(ONE, jobs_goal=GOAL, given={"seats_start": 30.0, "max_new_seats": 20.0, "seats_per_job": 0.8}),
        (
            "2025 goal of 100",
            "have 50 with everything built",
            "enough for 62 jobs",
            "raise parks.market_seats_per_1000_active",
        ),
    ),
    # 10 stand, a tenth of 200 is recruited, 15 trained: 55 of the 90 missing. 75 = 0.1 x 200 x 3.75: rate 0.375.
    "talent": (
        plain(
            ONE,
            jobs_goal=GOAL,
            given={"baseline_jobs": 10.0, "eligible_pool": 200.0, "training_places": 15.0},
            recruit_rate={"higher": 0.1},
        ),
        (
            "needs 90 more people",
            "gives 20 and training 15",
            "talent.recruit_rate (higher to at least 0.3750)",
            "travel.max_commute_minutes",
            "fund at least 55 more training places",
        ),
    ),
    "talent with nobody": (
        plain(ONE, jobs_goal=GOAL, given={"eligible_pool": 0.0}),
        ("needs 100 more people", "no pool is within reach"),
    ),
    # At most 50 jobs (entry), at most half of them ITO: 25 x 0.1 + 25 x 0.3 = 10.
    "exports": (
        plain(
            ONE,
            segments=("CRM", "ITO"),
            export_goal={2025: 12.0},
            given={
                "entry_limit": 50.0,
                "export_per_job": {"CRM": 0.1, "ITO": 0.3},
                "share_max": {"ITO": 0.5},
            },
        ),
        ("2025 export goal of 12", "above the 10", "50 jobs", "200,000 MAD a job"),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_proof_fires_with_the_right_numbers_and_is_true(case):
    inputs, phrases = CASES[case]
    sentences = presolve_check(inputs)
    assert len(sentences) == 1
    for phrase in phrases:
        assert phrase in sentences[0]
    assert outcome(inputs) is Outcome.INFEASIBLE
    with pytest.raises(Infeasible) as caught:
        solve_inputs(inputs)
    assert caught.value.reasons == sentences


def test_all_proofs_are_told_at_once():
    inputs = plain(
        ONE, jobs_goal=GOAL, given={"entry_limit": 5.0, "max_new_seats": 7.0, "eligible_pool": 20.0}, national_pace=3.0
    )
    assert len(presolve_check(inputs)) == 4


#: Numbers just inside what each proof forbids: a plan exists and nothing may fire.
EDGES: dict[str, Inputs] = {
    "shares": plain(ONE, segments=("CRM", "ITO"), jobs_goal=GOAL, given={"share_min": {"CRM": 0.4, "ITO": 0.6}}),
    "floor": plain(TWO, jobs_goal=GOAL, balance=Balance(floor=1.0)),
    "cap": plain(TWO, jobs_goal=GOAL, balance=Balance(cap=1.0)),
    "pace": plain(ONE, years=YEARS, jobs_goal={2026: 70.0}, given={"baseline_jobs": 30.0}, national_pace=20.0),
    "growth": plain(
        ONE, years=YEARS, jobs_goal={2026: 46.8}, given={"baseline_jobs": 30.0, "entry_limit": 5.0}, growth_limit=0.1
    ),
    "seats": plain(ONE, jobs_goal={2025: 62.5}, given={"max_new_seats": 50.0, "seats_per_job": 0.8}),
    "no seat needed": plain(ONE, jobs_goal=GOAL, given={"max_new_seats": 0.0, "seats_per_job": 0.0}),
    "talent": plain(ONE, jobs_goal=GOAL, given={"eligible_pool": 85.0, "training_places": 15.0}),
    "exports": plain(ONE, export_goal={2025: 5.0}, given={"entry_limit": 50.0, "export_per_job": 0.1}),
    "no jobs to share": plain(TWO, balance=Balance(floor=1.2, cap=0.9), given={"share_min": 1.3}),
    "no jobs added to share": plain(
        TWO, given={"baseline_jobs": 50.0, "seats_start": 50.0}, jobs_goal=GOAL, balance=Balance(floor=1.2, on="added")
    ),
    "soft goals": plain(ONE, jobs_goal=GOAL, given={"max_new_seats": 0.0}, soft_goals=("jobs",)),
    "locked in and out of nothing": plain(
        TWO, jobs_goal=GOAL, locks=Locks(zones_in=("A",), zones_out=("A",)), min_park_seats=0.0
    ),
}


@pytest.mark.parametrize("edge", EDGES)
def test_no_proof_fires_at_the_edge(edge):
    assert presolve_check(EDGES[edge]) == ()
    assert outcome(EDGES[edge]) is Outcome.OPTIMAL


@st.composite
def hard_countries(draw: Any) -> Inputs:
    """Random countries with goals around what they can reach."""

    def maybe(values: st.SearchStrategy[float]) -> float | None:
        return draw(st.none() | values)

    rules: dict[str, Any] = {
        "jobs_goal": {2025: draw(st.floats(800, 1300)), 2026: draw(st.floats(1000, 2500))},
        "export_goal": {2026: draw(st.floats(150, 500))} if draw(st.booleans()) else {},
        "national_pace": maybe(st.floats(50, 600)),
        "growth_limit": draw(st.floats(0, 0.6)),
        "shrink_limit": draw(st.sampled_from([0.0, 0.3, 1.0])),
        "recruit_rate": {"secondary": draw(st.floats(0, 0.06)), "higher": draw(st.floats(0, 0.06))},
        "soft_goals": draw(st.sampled_from([(), (), ("jobs",), ("exports",)])),
        "balance": Balance(
            floor=maybe(st.floats(0, 1.3)), cap=maybe(st.floats(0.8, 3)), on=draw(st.sampled_from(["stock", "added"]))
        ),
        "min_park_seats": draw(st.floats(0, 400)),
        "locks": Locks(
            zones_in=draw(st.sampled_from([(), ("Z01",)])),
            zones_out=draw(st.sampled_from([(), ("Z00", "Z01"), ("Z02",)])),
            seats=draw(st.sampled_from([{}, {"Z03": {2025: 120.0, 2026: 130.0}}])),
        ),
        "objective": COST_ONLY,
    }
    return country(draw(st.integers(0, 500)), zones=4, regions=2, **rules)


fired: list[bool] = []


@settings(max_examples=70, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(hard_countries())
def test_whenever_a_proof_fires_the_solver_finds_no_plan_either(inputs):
    sentences = presolve_check(inputs)
    fired.append(bool(sentences))
    if sentences:
        assert outcome(inputs) is Outcome.INFEASIBLE, sentences


def test_the_random_countries_above_are_hard_enough_to_say_something():
    if fired:  # the test above may have been left out
        assert 0.2 < np.mean(fired) < 0.95


def test_keys_that_a_proof_names_are_keys_of_a_model_file():
    """A remedy is of use only if its key can be given to ``--set``."""
    known = {".".join(spec.path) for spec in fields()} | {".".join(spec.path[2:]) for spec in fields()}
    named = {
        key
        for inputs, _ in CASES.values()
        for sentence in presolve_check(inputs)
        for key in re.findall(r"\b(?:[a-z]+\.)*[a-z]+_[a-z0-9_]+\b", sentence)
    }
    assert {"parks.growth_limit", "talent.recruit_rate", "travel.max_commute_minutes", "national_pace"} <= named
    assert named - known == set()


def test_a_rate_that_a_proof_proposes_is_not_rounded_down():
    """A third of the pool is needed: 0.3333 would not do."""
    inputs = plain(ONE, jobs_goal={2025: 100.0}, given={"eligible_pool": 300.0}, recruit_rate={"higher": 0.1})
    (sentence,) = presolve_check(inputs)
    assert "higher to at least 0.3334" in sentence
