"""What would help: repairs worked by hand, checked on both sides by the model written a second time."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siting.analysis.repair import Diagnosis, Repair, diagnose, diagnosis_lines, diagnosis_record
from siting.analysis.repair.cases import InputsCase
from siting.analysis.repair.levers import Lever, levers
from siting.errors import NoPlan
from siting.model.inputs import Balance, Inputs, Locks, ParkCount
from siting.model.moves import direction, least_move, reach_of, system_of
from siting.words import LANGS
from tests.model.country import country
from tests.model.oracle import Oracle
from tests.model.proven import solve_inputs
from tests.model.tiny import plain

TWO = {"A": "N", "B": "S"}


def _exists(inputs: Inputs) -> bool:
    """Whether a plan exists, asked of the independent model."""
    oracle = Oracle(inputs)
    return (oracle.enumerate_parks() if inputs.scalars.indivisible else oracle.minimise()) is not None


def _lever(inputs: Inputs, key: str) -> Lever:
    return next(each for each in levers(InputsCase(inputs)) if each.key == key)


def _judge(inputs: Inputs, found: Diagnosis) -> None:
    """Each repair gives a plan, one readable step less none, by the independent model."""
    assert not _exists(inputs)
    case = InputsCase(inputs)
    for repair in found.repairs:
        if repair.move.new is None:
            continue
        lever = _lever(inputs, repair.move.key)
        steps = lever.steps_for(abs(repair.move.new - lever.old))
        assert lever.value(steps) == repair.move.new
        assert repair.least
        assert _exists(case.changed(lever.settings(repair.move.new))), repair
        assert not _exists(case.changed(lever.settings(lever.value(steps - 1)))), repair


def _moves(found: Diagnosis) -> dict[str, float | None]:
    return {repair.move.kind: repair.move.new for repair in found.repairs}


def _found(inputs: Inputs) -> Diagnosis:
    found = diagnose(inputs, budget_s=60.0)
    _judge(inputs, found)
    assert found.conflict is not None
    return found


def test_more_people_or_fewer_jobs() -> None:
    # 5 % of 1,000 people is 50; 100 jobs need 10 %, or there are 50 jobs.
    inputs = plain({"A": "N"}, jobs_goal={2025: 100.0}, recruit_rate={"higher": 0.05}, given={"eligible_pool": 1e3})
    found = _found(inputs)
    assert _moves(found) == {"recruit": 0.1, "jobs": 50.0, "soft-jobs": None}
    soft = next(repair for repair in found.repairs if repair.move.kind == "soft-jobs")
    assert soft.reached == pytest.approx(50.0)
    assert soft.cost_mmad == pytest.approx(50.0)  # a seat costs 1 million MAD; the penalty is no cost
    assert found.combination is None
    assert [repair.move.kind for repair in found.repairs] == ["jobs", "recruit", "soft-jobs"]  # halved, doubled


@pytest.mark.parametrize(
    ("moves", "inputs"),
    [
        (
            {"jobs": 60.0, "pace": 100.0, "soft-jobs": None},
            plain({"A": "N"}, jobs_goal={2025: 100.0}, national_pace=60.0),
        ),
        (
            {"jobs": 10.0, "budget": 100.0, "soft-jobs": None},
            plain({"A": "N"}, jobs_goal={2025: 100.0}, budgets={"developer": {2025: 10.0}}),
        ),
        # B can have 10 jobs of 100: 0.2 of its half. With its floor of 0.5 there can be 40.
        (
            {"floor": 0.2, "jobs": 40.0, "recruit": None, "soft-jobs": None},
            plain(
                TWO,
                jobs_goal={2025: 100.0},
                balance=Balance(floor=0.5),
                given={"eligible_pool": {"A": 1e4, "B": 10.0}},
            ),
        ),
        # 90 and 10 jobs for equal labour forces: Gini 0.4.
        (
            {"gini": 0.4, "jobs": None, "recruit": None, "soft-jobs": None},
            plain(
                TWO,
                jobs_goal={2025: 100.0},
                balance=Balance(gini_max=0.1),
                given={"eligible_pool": {"A": 1e4, "B": 10.0}},
            ),
        ),
        # 80 CRM jobs stand; of 100 jobs at most 70 may be CRM, and 20 are added: 80 CRM, or 30 added. With fewer than
        # 100 it is no better: 80 must stay.
        (
            {"share-max": 0.8, "pace": 30.0},
            plain(
                {"A": "N"},
                segments=("CRM", "ITO"),
                jobs_goal={2025: 100.0},
                national_pace=20.0,
                given={"baseline_jobs": {"CRM": 80.0, "ITO": 0.0}, "share_max": {"CRM": 0.7, "ITO": 1.0}},
            ),
        ),
    ],
    ids=["pace", "budget", "floor", "gini", "share"],
)
def test_by_hand(moves: dict[str, float | None], inputs: Inputs) -> None:
    found = _moves(_found(inputs))
    assert {kind: value for kind, value in found.items() if moves.get(kind) is not None} == {
        kind: value for kind, value in moves.items() if value is not None
    }
    assert set(found) <= set(moves)


def _both_goals_too_dear() -> Inputs:
    """50 seats can be paid for; 100 jobs are asked for, and exports that need 90."""
    return plain(
        TWO,
        jobs_goal={2025: 100.0},
        export_goal={2025: 9.0},
        budgets={"developer": {2025: 50.0}},
        given={"export_per_job": 0.1},
    )


def test_where_one_goal_is_not_enough_both_are_given_up() -> None:
    found = _found(_both_goals_too_dear())
    assert _moves(found) == {"budget": 100.0, "soft-goals": None}
    soft = next(repair for repair in found.repairs if repair.move.kind == "soft-goals")
    assert soft.settings[0] == 'goals.soft=["jobs", "exports"]'
    assert soft.reached == pytest.approx(50.0)
    assert soft.reached_exports_mmad == pytest.approx(5.0)
    assert soft.cost_mmad == pytest.approx(50.0)  # a seat costs 1 million MAD; the penalty is no cost
    lines = diagnosis_lines(found, "en")
    assert (
        "Giving up the jobs goal alone is not enough: without it the export goal of 2025 and the budget of the "
        "developers (2025) still contradict one another."
    ) in lines
    assert (
        "  - both goals are declared soft: 50 jobs and exports of MAD 5.0 million are then reached in 2025; what is "
        "then built and done costs MAD 50.0 million, the penalty for what is missing left out"
    ) in lines
    assert diagnosis_record(found)["conflict"]["without"] == [
        {"rule": "jobs_goal", "rules": ["export_goal:2025", "budget:developer"]}
    ]


def test_where_one_goal_is_enough_both_are_not_offered() -> None:
    given = {"export_per_job": 0.1}
    inputs = plain(TWO, jobs_goal={2025: 100.0}, export_goal={2025: 1.0}, national_pace=60.0, given=given)
    found = _found(inputs)
    assert found.conflict is not None
    assert found.conflict.without == ()
    assert "soft-goals" not in _moves(found)


def test_a_path_keeps_its_form() -> None:
    # From 100 jobs: 150, 200; the pace allows 30 a year. Half of the path is 125, 150; the last year 160.
    goals = {2025: 150.0, 2026: 200.0}
    given = {"baseline_jobs": {"A": 100.0}, "seats_start": 1e4}
    found = _found(plain({"A": "N"}, years=(2025, 2026), jobs_goal=goals, national_pace=30.0, given=given))
    jobs = next(repair for repair in found.repairs if repair.move.kind == "jobs")
    assert jobs.settings == ("goals.jobs.2025=130", "goals.jobs.2026=160")


def test_what_no_single_limit_can_do_a_combination_does() -> None:
    # Seats decided in A cost 50 and 10 are there; 100 jobs at 60 a year. Enough seats stand for the jobs.
    inputs = plain(
        TWO,
        jobs_goal={2025: 100.0},
        national_pace=60.0,
        budgets={"developer": {2025: 10.0}},
        locks=Locks(seats={"A": {2025: 50.0}}),
        given={"seats_start": 1e3},
    )
    found = diagnose(inputs, budget_s=60.0)
    assert len(found.conflicts) == 2
    assert found.repairs == ()
    assert found.combination is not None
    assert found.combination.least
    # 100 -> 60 jobs is a smaller part of its size (0.4) than 60 -> 100 of the pace (0.67).
    assert {(move.kind, move.new) for move in found.combination.moves} == {("jobs", 60.0), ("budget", 50.0)}
    changed = InputsCase(inputs).changed({"goals.jobs.2025": 60.0, "budgets_mmad.developer.2025": 50.0})
    solve_inputs(changed)


def test_where_only_the_goal_helps_a_combination_keeps_it() -> None:
    # People for 80 and a pace of 60: each forbids 100.
    inputs = plain(
        {"A": "N"},
        jobs_goal={2025: 100.0},
        national_pace=60.0,
        recruit_rate={"higher": 0.08},
        given={"eligible_pool": 1e3},
    )
    found = _found(inputs)
    assert set(_moves(found)) == {"jobs", "soft-jobs"}
    assert found.combination is not None
    assert {(move.kind, move.new) for move in found.combination.moves} == {("pace", 100.0), ("recruit", 0.1)}
    assert found.combination.cost_mmad == pytest.approx(100.0)


def test_a_rule_that_bends_rows_can_be_part_of_a_combination() -> None:
    # B's 10 people give 0.2 of its share of 100 jobs, as above, and the pace allows 60.
    inputs = plain(
        TWO,
        jobs_goal={2025: 100.0},
        national_pace=60.0,
        balance=Balance(floor=0.5),
        given={"eligible_pool": {"A": 1e4, "B": 10.0}},
    )
    found = _found(inputs)
    assert found.combination is not None
    case, changes = InputsCase(inputs), {}
    for setting in found.combination.settings:
        key, value = setting.split("=")
        changes[key] = float(value)
    assert _exists(case.changed(changes))


@pytest.mark.parametrize(
    ("kind", "inputs"),
    [
        ("lock-out", plain(TWO, jobs_goal={2025: 1e3}, locks=Locks(zones_out=("A", "B")))),
        ("lock-in", plain(TWO, given={"max_new_seats": 400.0}, locks=Locks(zones_in=("B",)))),
        (
            "lock-seats",
            plain(TWO, budgets={"developer": {2025: 5.0}}, locks=Locks(seats={"A": {2025: 20.0}})),
        ),
        (
            "per-region",
            plain(
                TWO,
                indivisible=True,
                phase_seats=10.0,
                min_park_seats=10.0,
                park_count=ParkCount(one_per_region=True),
                budgets={"developer": {2025: 10.0}},
            ),
        ),
    ],
)
def test_a_decision_can_be_taken_back(kind: str, inputs: Inputs) -> None:
    found = diagnose(inputs, budget_s=60.0)
    kinds = {repair.move.kind for repair in found.repairs}
    if kind == "lock-out":  # presolve says that there is no seat at all; one zone is enough
        assert [repair.move.of for repair in found.repairs if repair.move.kind == kind] == ["A", "B"]
    assert kind in kinds


def test_one_park_too_few() -> None:
    # 50 seats a zone: 100 jobs need both.
    inputs = plain(
        TWO,
        jobs_goal={2025: 100.0},
        indivisible=True,
        phase_seats=10.0,
        min_park_seats=10.0,
        park_count=ParkCount(max=1),
        given={"max_new_seats": 50.0},
    )
    found = _found(inputs)
    assert found.conflict is not None
    assert found.conflict.keys >= {"jobs_goal:2025", "park_count_max"}
    assert found.conflict.relaxed
    moves = _moves(found)
    assert moves["park-max"] == 2.0
    assert moves["jobs"] == 50.0
    assert "divisible" in moves


def _whole(**changes: Any) -> Inputs:
    """A, with phases of 20 seats and room for any number."""
    return plain({"A": "N"}, indivisible=True, phase_seats=20.0, min_park_seats=0.0, **changes)


def test_the_least_move_with_whole_parks_comes_with_its_bound() -> None:
    # 50 jobs need three phases: 60 seats at 1 million MAD. 40 are there; with parks of any size 10 more would do.
    inputs = _whole(jobs_goal={2025: 50.0}, budgets={"developer": {2025: 40.0}})
    system, there = (system_of(_paid(inputs, amount), 1e6) for amount in (40.0, 41.0))
    shift = direction(system, there, 1.0)
    assert shift is not None
    found = least_move(system, shift, 100.0, 40.0, None)
    assert found is not None
    assert (found.by, found.bound) == (pytest.approx(20.0), pytest.approx(20.0))
    enough = reach_of(_paid(inputs, 60.0), found.plan)
    assert enough is not None
    assert (enough.jobs[2025], enough.least) == (pytest.approx(50.0), False)
    assert reach_of(_paid(inputs, 59.0), found.plan) is None


def _paid(inputs: Inputs, amount: float) -> Inputs:
    return InputsCase(inputs).changed({"budgets_mmad.developer.2025": amount})


def test_a_plan_found_on_the_way_stands_where_time_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """With no time to look for the plan of least cost the repair is told all the same, without a cost."""
    from siting.analysis.repair import search

    monkeypatch.setattr(search, "first_stage", lambda *_: None)
    found = diagnose(_whole(jobs_goal={2025: 50.0}, budgets={"developer": {2025: 40.0}}), budget_s=60.0)
    budget = next(repair for repair in found.repairs if repair.move.kind == "budget")
    assert (budget.move.new, budget.cost_mmad, budget.least) == (60.0, None, True)


def test_whole_phases_can_be_given_up() -> None:
    inputs = plain(
        {"A": "N"},
        jobs_goal={2025: 30.0},
        indivisible=True,
        phase_seats=20.0,
        min_park_seats=0.0,
        given={"max_new_seats": 30.0},
    )
    found = _found(inputs)
    assert found.conflict is not None
    assert "whole_parks" in found.conflict.keys
    assert _moves(found) == {"jobs": 20.0, "soft-jobs": None, "divisible": None}


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 40), goal=st.sampled_from([1600.0, 2500.0]), rate=st.sampled_from([0.002, 0.02]))
def test_on_random_countries_every_repair_is_enough_and_none_smaller_is(seed: int, goal: float, rate: float) -> None:
    inputs = country(
        seed,
        zones=4,
        jobs_goal={2025: 1100.0, 2026: goal},
        national_pace=400.0,
        balance=Balance(floor=0.6),
        recruit_rate={"secondary": rate, "higher": rate},
        budgets={"state": {2025: 9.0, 2026: 9.0}},
    )
    if _exists(inputs):
        assert diagnose(inputs).notes == ("feasible",)
        return
    found = diagnose(inputs, budget_s=60.0)
    _judge(inputs, found)
    assert found.repairs or found.combination
    for lang in LANGS:
        assert diagnosis_lines(found, lang)


def test_repairs_come_by_relative_size() -> None:
    inputs = plain({"A": "N"}, jobs_goal={2025: 100.0}, recruit_rate={"higher": 0.09}, given={"eligible_pool": 1e3})
    changes = [repair.move.change for repair in diagnose(inputs).repairs if repair.move.change is not None]
    assert changes == sorted(changes)
    assert changes == pytest.approx([0.1, 1 / 9])


def test_out_of_time_it_says_so_and_claims_nothing() -> None:
    found = diagnose(plain({"A": "N"}, jobs_goal={2025: 100.0}, national_pace=60.0), budget_s=0.0)
    assert found.notes == ("undecided",)
    assert found.conflict is None
    assert found.repairs == ()
    assert diagnosis_lines(found, "en") == ["Which rules contradict one another was not decided in the time allowed."]


def test_steps_read_well() -> None:
    lever = Lever("jobs", "", "k", frozenset(), 350_400.0, 148_500.0, 1_000.0, lambda value: {"k": value})
    assert [lever.value(steps) for steps in (0, 1, 2)] == [350_400.0, 350_000.0, 349_000.0]
    assert lever.steps_for(0.5) == 1
    assert lever.steps_for(400.0) == 1
    assert lever.steps_for(401.0) == 2
    assert lever.value(lever.count) == 148_500.0
    upward = Lever("recruit", "", "k", frozenset(), 0.016, 0.16, 0.0001, lambda value: {"k": value})
    assert upward.value(upward.steps_for(0.00195)) == 0.018


def test_all_languages_tell_the_same_figures() -> None:
    inputs = plain({"A": "N"}, jobs_goal={2025: 100.0}, recruit_rate={"higher": 0.05}, given={"eligible_pool": 1e3})
    found = diagnose(inputs)
    english, french, arabic = (diagnosis_lines(found, lang) for lang in ("en", "fr", "ar"))
    assert "  - jobs goal of 2025: 100 → 50, and the path to it alike; least cost MAD 50.0 million" in english
    assert "      --set goals.jobs.2025=50" in english
    assert "  - l’objectif d’emplois (2025)" in french
    assert "  - هدف مناصب الشغل (2025)" in arabic
    assert len(english) == len(french) == len(arabic)
    told = (english, french, arabic)
    figures = [[re.findall(r"\d+", line.replace(",", ".")) for line in lines] for lines in told]
    assert figures[0] == figures[1] == figures[2]


def test_the_record_is_plain() -> None:
    import json

    inputs = plain({"A": "N"}, jobs_goal={2025: 100.0}, recruit_rate={"higher": 0.05}, given={"eligible_pool": 1e3})
    told: dict[str, Any] = json.loads(json.dumps(diagnosis_record(diagnose(inputs)), allow_nan=False))
    assert [rule["rule"] for rule in told["conflict"]["rules"]] == ["jobs_goal", "talent", "training"]
    assert told["repairs"][0]["settings"] == ["goals.jobs.2025=50"]
    assert told["combination"] is None


def test_a_repair_is_never_told_unsolved(monkeypatch: pytest.MonkeyPatch) -> None:
    """A value with which the solver then finds no plan is dropped."""
    from siting.analysis.repair import search

    monkeypatch.setattr(search, "first_stage", lambda *_: None)
    inputs = plain({"A": "N"}, jobs_goal={2025: 100.0}, national_pace=60.0)
    repairs: tuple[Repair, ...] = diagnose(inputs).repairs
    assert repairs == ()
    assert NoPlan.exit_code == 5
