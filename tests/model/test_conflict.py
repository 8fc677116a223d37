"""Which rules contradict one another: cases worked by hand, and every set of rules tried on small countries."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import csr_array

from siting.model.build import build
from siting.model.conflict import Conflict, find_conflicts
from siting.model.deadline import Deadline
from siting.model.feasibility import System
from siting.model.inputs import Balance, Inputs, Locks, ParkCount
from siting.model.rule_groups import RuleGroup, rule_groups
from tests.model.country import country
from tests.model.tiny import plain

TWO = {"A": "N", "B": "S"}


def _conflicts(inputs: Inputs) -> tuple[Conflict, ...]:
    found = find_conflicts(build(inputs), Deadline(60.0))
    assert found.feasible is False
    return found.found


def _only(inputs: Inputs) -> Conflict:
    (found,) = _conflicts(inputs)
    assert found.irreducible
    assert found.minimum
    return found


def test_a_plan_that_exists_has_no_conflict() -> None:
    found = find_conflicts(build(plain({"A": "N"}, jobs_goal={2025: 100.0})), Deadline(60.0))
    assert found.feasible is True
    assert found.found == ()


def test_people_are_recruited_or_trained() -> None:
    # 50 people can be recruited and nobody trained; with more of either there are 100.
    inputs = plain({"A": "N"}, jobs_goal={2025: 100.0}, given={"eligible_pool": 50.0})
    found = _only(inputs)
    assert found.keys == {"jobs_goal:2025", "talent", "training"}
    assert set(found.critical) == found.keys
    (talent,) = (rule for rule in found.rules if rule.name == "talent")
    assert talent.cells == ((("zone", "A"), ("skill", "higher"), ("year", "2025")),)


def test_the_years_that_matter_are_told() -> None:
    # Nothing stands; 60 jobs a year. 50, 130, 180: the second year is out of reach, and the third is with 180 = 3 x 60.
    goals = {2025: 50.0, 2026: 130.0, 2027: 180.0}
    found = _only(plain({"A": "N"}, years=(2025, 2026, 2027), jobs_goal=goals, national_pace=60.0, growth_limit=10.0))
    assert found.keys == {"jobs_goal", "national_pace"}
    goal, pace = found.rules
    assert goal.ids("year") == ("2026",)
    assert pace.ids("year") == ("2025", "2026")
    assert goal.exact
    assert pace.exact


@pytest.mark.parametrize(
    ("keys", "inputs"),
    [
        # A seat costs 1 million MAD.
        ({"jobs_goal:2025", "budget:developer"}, plain(TWO, jobs_goal={2025: 9.0}, budgets={"developer": {2025: 8.0}})),
        # B can have 10 jobs; half of its share of 100 is 25.
        (
            {"jobs_goal:2025", "territorial_floor", "talent", "training"},
            plain(
                TWO, jobs_goal={2025: 100.0}, given={"eligible_pool": {"A": 1e4, "B": 10.0}}, balance=Balance(floor=0.5)
            ),
        ),
        # Zones may take 40 jobs each.
        ({"jobs_goal:2025", "absorption"}, plain(TWO, jobs_goal={2025: 100.0}, given={"entry_limit": 40.0})),
        # and 40 seats each.
        ({"jobs_goal:2025", "site_limit"}, plain(TWO, jobs_goal={2025: 100.0}, given={"max_new_seats": 40.0})),
        # 200 jobs at 0.1 MMAD a job is the most that the pace allows.
        (
            {"export_goal:2025", "national_pace"},
            plain(TWO, export_goal={2025: 21.0}, national_pace=200.0, given={"export_per_job": 0.1}),
        ),
        # Seats decided where nothing may be built.
        (
            {"lock_out", "lock_seats:A"},
            plain(TWO, locks=Locks(zones_out=("A", "B"), seats={"A": {2025: 20.0}})),
        ),
        # A park of 500 seats decided where there is room for 400.
        ({"lock_in:B", "site_limit"}, plain(TWO, given={"max_new_seats": 400.0}, locks=Locks(zones_in=("B",)))),
    ],
    ids=lambda value: "-".join(sorted(value)) if isinstance(value, set) else "",
)
def test_by_hand(keys: set[str], inputs: Inputs) -> None:
    assert _only(inputs).keys == keys


def test_of_two_ways_to_say_it_the_shorter_is_told() -> None:
    # The pace alone forbids 100 jobs; so do people and training places together.
    inputs = plain({"A": "N"}, jobs_goal={2025: 100.0}, national_pace=60.0, given={"eligible_pool": 50.0})
    found = _only(inputs)
    assert found.keys == {"jobs_goal:2025", "national_pace"}
    assert found.critical == ("jobs_goal:2025",)


def test_two_conflicts_without_a_common_rule_are_both_told() -> None:
    # Enough seats stand for the goal; those decided cost more than there is.
    inputs = plain(
        TWO,
        jobs_goal={2025: 100.0},
        national_pace=60.0,
        budgets={"developer": {2025: 10.0}},
        locks=Locks(seats={"A": {2025: 50.0}}),
        given={"seats_start": 1000.0},
    )
    one, other = _conflicts(inputs)
    assert {one.keys, other.keys} == {
        frozenset({"jobs_goal:2025", "national_pace"}),
        frozenset({"lock_seats:A", "budget:developer"}),
    }
    assert one.critical == ()


def test_what_contradicts_itself_without_the_goal_is_told() -> None:
    # 50 seats can be paid for. 100 jobs are asked for, and exports that need 90.
    inputs = plain(
        TWO,
        jobs_goal={2025: 100.0},
        export_goal={2025: 9.0},
        budgets={"developer": {2025: 50.0}},
        given={"export_per_job": 0.1},
    )
    found = _only(inputs)
    assert found.keys == {"jobs_goal:2025", "budget:developer"}
    assert found.critical == ("budget:developer",)
    ((goal, rules),) = found.without
    assert goal == "jobs_goal"
    assert {rule.key for rule in rules} == {"export_goal:2025", "budget:developer"}


def test_a_cell_that_may_not_grow_is_a_rule() -> None:
    # 10 jobs of a segment that is not eligible stand in A and nothing else can.
    given = {"baseline_jobs": {"A": 10.0}, "eligible": False, "seats_start": 1e4}
    found = _only(plain({"A": "N"}, jobs_goal={2025: 20.0}, given=given))
    assert found.keys == {"jobs_goal:2025", "eligibility"}


def test_parks_of_any_size_contradict_already() -> None:
    inputs = plain(TWO, indivisible=True, phase_seats=10.0, park_count=ParkCount(max=1, one_per_region=True))
    found = _only(inputs)
    assert found.keys == {"park_count_max", "park_per_region"}
    assert found.relaxed


def test_whole_phases_are_a_rule() -> None:
    # Room for 30 seats, phases of 20: one phase, 20 jobs. With parks of any size 30.
    changes = {"indivisible": True, "phase_seats": 20.0, "min_park_seats": 0.0}
    found = _only(plain({"A": "N"}, jobs_goal={2025: 30.0}, given={"max_new_seats": 30.0}, **changes))
    assert found.keys == {"jobs_goal:2025", "site_limit", "whole_parks"}
    assert not found.relaxed


def test_the_smallest_park_is_a_rule() -> None:
    # 60 seats is the smallest park; the developer can pay for 40.
    changes = {"indivisible": True, "phase_seats": 20.0, "min_park_seats": 60.0}
    found = _only(plain({"A": "N"}, jobs_goal={2025: 30.0}, budgets={"developer": {2025: 40.0}}, **changes))
    assert found.keys == {"jobs_goal:2025", "smallest_park", "budget:developer", "whole_parks"}


def test_without_time_nothing_is_claimed() -> None:
    inputs = plain({"A": "N"}, jobs_goal={2025: 100.0}, given={"eligible_pool": 50.0})
    found = find_conflicts(build(inputs), Deadline(0.0))
    assert found.feasible is None
    assert found.found == ()


def _possible(system: System, groups: tuple[RuleGroup, ...], kept: frozenset[str]) -> bool:
    """Whether structure and the rules ``kept`` can hold together: by scipy, rows picked afresh."""
    out = {row for group in groups if group.key not in kept for row in group.rows.tolist()}
    rows = [row for row in range(len(system.lower)) if row not in out]
    matrix = csr_array((system.coefficient, system.column, system.start), shape=(len(system.lower), system.columns))
    lower, upper = system.lower[rows], system.upper[rows]
    above, below = np.isfinite(lower), np.isfinite(upper)
    picked = matrix[rows]
    left = csr_array(np.vstack([picked[below].toarray(), -picked[above].toarray()]))
    right = np.concatenate([upper[below], -lower[above]])
    bounds = list(zip(system.column_lower.tolist(), system.column_upper.tolist(), strict=True))
    return bool(linprog(np.zeros(system.columns), left, right, bounds=bounds, method="highs").status == 0)


@settings(max_examples=12, deadline=None)
@given(
    seed=st.integers(0, 50),
    goal=st.sampled_from([1500.0, 2500.0]),
    pace=st.sampled_from([None, 120.0]),
    floor=st.sampled_from([None, 0.9]),
    rate=st.sampled_from([0.002, 0.05]),
)
def test_every_smaller_set_of_rules_can_hold(
    seed: int, goal: float, pace: float | None, floor: float | None, rate: float
) -> None:
    inputs = country(
        seed,
        zones=4,
        jobs_goal={2026: goal},
        national_pace=pace,
        balance=Balance(floor=floor, gini_max=0.1),
        recruit_rate={"secondary": rate, "higher": rate},
    )
    program = build(inputs)
    system = System.of(program)
    groups = rule_groups(program, system)
    every = frozenset(group.key for group in groups)
    found = find_conflicts(program, Deadline(60.0))
    assert found.feasible is _possible(system, groups, every)
    if found.feasible:
        return
    conflict = found.found[0]
    assert conflict.minimum
    assert not _possible(system, groups, conflict.keys)
    for key in conflict.keys:
        assert _possible(system, groups, conflict.keys - {key})
        assert _possible(system, groups, every - {key}) is (key in conflict.critical)
    smaller = (frozenset(some) for some in combinations(sorted(every), len(conflict.keys) - 1))
    assert all(_possible(system, groups, some) for some in smaller)


def test_the_rows_told_are_enough() -> None:
    inputs = country(3, zones=4, jobs_goal={2025: 1200.0, 2026: 2500.0}, balance=Balance(cap=1.0))
    program = build(inputs)
    system = System.of(program)
    groups = rule_groups(program, system)
    conflict = find_conflicts(program, Deadline(60.0)).found[0]
    told = {rule.key: set(rule.cells) for rule in conflict.rules}
    kept = tuple(
        replace(
            group,
            rows=np.array(
                [row for row, cell in zip(group.rows, group.cells, strict=True) if cell not in told.get(group.key, ())],
                dtype=np.int64,
            ),
        )
        for group in groups
    )
    assert not _possible(system, kept, frozenset())
