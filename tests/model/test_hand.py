"""Optima worked out on paper. The arithmetic stands in the comments; every other rule is slack (see `tiny.plain`)."""

from __future__ import annotations

from typing import Any

import pytest

from siting.errors import Infeasible
from siting.model.inputs import Balance, Group, Inputs, Limits, Locks, Objective, ParkCount, Stage
from siting.results.solution import Solution
from tests.model.proven import SolverOptions, solve_inputs
from tests.model.tiny import plain

ONE = {"A": "N"}
TWO = {"A": "N", "B": "S"}
CHEAP_AND_DEAR = {"capex_per_seat": {"A": 1.0, "B": 2.0}}
GOAL = {2025: 100.0}
BOTH_YEARS = (2025, 2026)


def solve(inputs: Inputs) -> Solution:
    return solve_inputs(inputs, SolverOptions(gap=0.0))


def cost(inputs: Inputs) -> float:
    return solve(inputs).stages[0].value


def jobs(solution: Solution, zone: str, year: int = 2025) -> float:
    table = solution.jobs
    return float(table.loc[(table["zone"] == zone) & (table["year"] == year), "jobs"].sum())


def price(solution: Solution, block: str, **ids: Any) -> float:
    duals = solution.duals[(solution.duals["stage"] == 0) & (solution.duals["block"] == block)]
    for name, value in ids.items():
        duals = duals[duals[name] == value]
    return float(duals["price"].sum())


def test_the_cheap_site_fills_first_and_the_dear_one_sets_the_price():
    # A has room for 60 at 1 each; the other 40 go to B at 2: 60 + 80 = 140. One more job costs 2; room in A saves 1.
    solution = solve(plain(TWO, jobs_goal=GOAL, given=CHEAP_AND_DEAR | {"max_new_seats": {"A": 60.0}}))
    assert solution.stages[0].value == pytest.approx(140.0)
    assert (jobs(solution, "A"), jobs(solution, "B")) == pytest.approx((60.0, 40.0))
    assert price(solution, "jobs_goal", year=2025) == pytest.approx(2.0)
    assert price(solution, "site_limit", zone="A") == pytest.approx(-1.0)
    assert price(solution, "site_limit", zone="B") == 0.0


def test_shifts_and_remote_work_save_seats_and_standing_seats_come_first():
    # 100 jobs need 0.5 x 100 = 50 seats; 12 stand, 8 are committed, 30 are built.
    given = {"seats_per_job": 0.5, "seats_start": 12.0, "seats_committed": 8.0}
    assert cost(plain(ONE, jobs_goal=GOAL, given=given)) == pytest.approx(30.0)


def test_seats_are_built_when_they_are_needed_because_later_is_cheaper():
    # Present values 0.8 and 0.64: 40 in 2025 and 60 in 2026 cost 32 + 38.4 = 70.4.
    goal = {2025: 40.0, 2026: 100.0}
    assert cost(plain(ONE, years=BOTH_YEARS, jobs_goal=goal, discount_rate=0.25)) == pytest.approx(70.4)


def test_a_pace_spreads_the_jobs_and_so_the_seats():
    # At most 60 jobs a year, so 40 in 2025 at 0.8 and 60 in 2026 at 0.64: 70.4 again. One more job of pace in 2026
    # moves a seat from 2025 to 2026 and saves 0.16.
    inputs = plain(ONE, years=BOTH_YEARS, jobs_goal={2026: 100.0}, discount_rate=0.25, national_pace=60.0)
    solution = solve(inputs)
    assert solution.stages[0].value == pytest.approx(70.4)
    assert price(solution, "national_pace", year=2026) == pytest.approx(-0.16)


@pytest.mark.parametrize(("grant", "expected"), [(0.5, 13.0), (0.05, 4.0)])
def test_people_come_from_next_door_or_from_training_whichever_is_cheaper(grant, expected):
    # 100 jobs in A: 50 people live there, 30 can come from B at 10 minutes x 0.01 = 0.1 each, 20 can be trained.
    # All are needed: 30 x 0.1 + 20 x grant, so 3 + 10 or 3 + 1.
    given = {
        "capex_per_seat": 0.0,
        "eligible": {"B": False},
        "eligible_pool": {"A": 50.0, "B": 30.0},
        "training_places": {"A": 20.0},
    }
    arcs = {("B", "A"): 10.0}
    inputs = plain(TWO, jobs_goal=GOAL, arcs=arcs, given=given, training_grant=grant, commuting_cost=0.01)
    assert cost(inputs) == pytest.approx(expected)


def test_two_parks_never_count_the_same_graduate():
    # The 50 people of C can reach A and B, 20 live in each: 90 jobs at most, although each park alone reaches 70.
    zones = {"A": "N", "B": "S", "C": "S"}
    given = {"eligible": {"C": False}, "eligible_pool": {"A": 20.0, "B": 20.0, "C": 50.0}}
    arcs = {("C", "A"): 1.0, ("C", "B"): 1.0}
    solution = solve(plain(zones, jobs_goal={2025: 90.0}, arcs=arcs, given=given))
    assert sum(jobs(solution, zone) for zone in "AB") == pytest.approx(90.0)
    assert solution.staff["staff"].sum() == pytest.approx(90.0)
    with pytest.raises(Infeasible):
        solve(plain(zones, jobs_goal={2025: 91.0}, arcs=arcs, given=given))


def test_recruits_add_up_over_the_years_and_trained_people_stay():
    # A tenth of 300 a year: 30 and 60 people; 5 and then 10 trained in all. Goals 35 and 70 need every one of them.
    given = {"eligible_pool": 300.0, "training_places": 5.0, "capex_per_seat": 0.0}
    goals = {2025: 35.0, 2026: 70.0}
    inputs = plain(
        ONE, years=BOTH_YEARS, jobs_goal=goals, given=given, recruit_rate={"higher": 0.1}, training_grant=1.0
    )
    assert cost(inputs) == pytest.approx(10.0)


def test_a_mix_of_skills_binds_on_the_scarce_one():
    # 100 CRM jobs need 70 secondary and 30 higher; 25 higher are there, so 5 are trained at 2 each.
    given = {"eligible_pool": {"secondary": 500.0, "higher": 25.0}, "training_places": 50.0, "capex_per_seat": 0.0}
    mix = {"CRM": {"secondary": 0.7, "higher": 0.3}}
    assert cost(plain(ONE, jobs_goal=GOAL, mix=mix, given=given, training_grant=2.0)) == pytest.approx(10.0)


def test_a_place_fills_only_so_fast():
    # A has 20 jobs: at most 1.5 x 20 + 10 = 40 in 2025 and 1.5 x 40 + 10 = 70 in 2026. The goal of 100 leaves 30 to B
    # at 2 each; A pays 20 + 30 for the 50 seats that do not stand.
    given = CHEAP_AND_DEAR | {"baseline_jobs": {"A": 20.0}, "seats_start": {"A": 20.0}, "entry_limit": {"A": 10.0}}
    solution = solve(plain(TWO, years=BOTH_YEARS, jobs_goal={2026: 100.0}, given=given, growth_limit=0.5))
    assert solution.stages[0].value == pytest.approx(50.0 + 60.0)
    assert [jobs(solution, "A", year) for year in BOTH_YEARS] == pytest.approx([40.0, 70.0])


def test_nobody_is_moved_beyond_the_shrink_limit():
    # 50 jobs in dear A (1 a job and year), free room in B. A fifth may leave a year: 40 then 32 jobs stay: 72.
    given = {
        "baseline_jobs": {"A": 50.0},
        "seats_start": 50.0,
        "operating_difference": {"A": 1.0},
        "eligible_pool": 1000.0,
    }
    inputs = plain(TWO, years=BOTH_YEARS, jobs_goal={2025: 50.0, 2026: 50.0}, given=given, shrink_limit=0.2)
    assert cost(inputs) == pytest.approx(72.0)


def test_jobs_that_may_not_grow_stay_as_they_are():
    # A holds 30 jobs but clears no threshold: the 70 others go to B at 2 each although A is cheaper.
    given = CHEAP_AND_DEAR | {"baseline_jobs": {"A": 30.0}, "seats_start": {"A": 100.0}, "eligible": {"A": False}}
    solution = solve(plain(TWO, jobs_goal=GOAL, given=given))
    assert solution.stages[0].value == pytest.approx(140.0)
    assert jobs(solution, "A") == pytest.approx(30.0)


@pytest.mark.parametrize(("years_paid", "expected"), [(1, 11.8), (2, 12.2), (5, 12.2)])
def test_premiums_are_paid_on_jobs_added_only_and_for_their_years_only(years_paid, expected):
    # 20 jobs stand; 20 are added in 2025 (goal 40) and 60 in 2026 (goal 100), wage 1, nothing discounted.
    # Employment premium 0.1 x 80 = 8; training premium 0.02 x (20 + 60) = 1.6 in the year of entry and 0.02 x 20 = 0.4
    # in the second year of the first 20. Operating cost 0.02 x 40 + 0.014 x 100 = 2.2. In all 11.8, or 12.2.
    given = {
        "baseline_jobs": 20.0,
        "wage": 1.0,
        "capex_per_seat": 0.0,
        "operating_difference": {("A", 2025): 0.02, ("A", 2026): 0.014},
    }
    inputs = plain(
        ONE,
        years=BOTH_YEARS,
        jobs_goal={2025: 40.0, 2026: 100.0},
        given=given,
        employment_premium=0.1,
        training_premium=0.02,
        training_premium_years=years_paid,
    )
    assert cost(inputs) == pytest.approx(expected)


def test_moving_a_job_pays_the_premium_again():
    # 50 jobs in A cost 0.3 each to run there; B is free, but a job added in B earns a premium of 0.2 from the state.
    # All move: 50 x 0.2 = 10. Were the premium 0.4 they would stay: 50 x 0.3 = 15.
    given = {"baseline_jobs": {"A": 50.0}, "seats_start": 50.0, "wage": 1.0, "operating_difference": {"A": 0.3}}
    for premium, expected in ((0.2, 10.0), (0.4, 15.0)):
        inputs = plain(TWO, jobs_goal={2025: 50.0}, given=given, shrink_limit=1.0, employment_premium=premium)
        assert cost(inputs) == pytest.approx(expected)


def test_segments_keep_their_shares():
    # ITO costs 0.5 more a job and must be 30 of 100; with at most 60 CRM it must be 40.
    given: dict[str, Any] = {"operating_difference": {"ITO": 0.5}, "capex_per_seat": 0.0}
    both = {"jobs_goal": GOAL, "segments": ("CRM", "ITO")}
    assert cost(plain(ONE, given=given | {"share_min": {"ITO": 0.3}}, **both)) == pytest.approx(15.0)
    assert cost(plain(ONE, given=given | {"share_max": {"CRM": 0.6}}, **both)) == pytest.approx(20.0)


def test_the_export_goal_shifts_the_mix():
    # 0.1 (100 - x) + 0.3 x = 20 gives x = 50 ITO jobs at 0.02 more each: 1. One more MMAD of exports needs 5 jobs to
    # change segment: 0.1.
    given = {
        "operating_difference": {"ITO": 0.02},
        "capex_per_seat": 0.0,
        "export_per_job": {"CRM": 0.1, "ITO": 0.3},
        "eligible_pool": 100.0,
    }
    solution = solve(plain(ONE, segments=("CRM", "ITO"), jobs_goal=GOAL, export_goal={2025: 20.0}, given=given))
    assert solution.stages[0].value == pytest.approx(1.0)
    assert price(solution, "export_goal", year=2025) == pytest.approx(0.1)


def test_budgets_move_building_to_another_year():
    # All of 100 would be built in 2026 at 0.64; the developer has 70 then, so 30 come in 2025 at 0.8: 24 + 44.8.
    inputs = plain(
        ONE,
        years=BOTH_YEARS,
        jobs_goal={2026: 100.0},
        discount_rate=0.25,
        budgets={"developer": {2026: 70.0}},
    )
    solution = solve(inputs)
    assert solution.stages[0].value == pytest.approx(68.8)
    assert price(solution, "budget", payer="developer", year=2026) == pytest.approx(-0.16)


def test_a_budget_of_the_state_limits_what_it_refunds():
    # In B the state refunds a fifth of 1 per seat and has 10: 50 seats there, 50 in A at 1.5: 50 + 75 = 125.
    given = {"capex_per_seat": {"A": 1.5, "B": 1.0}, "territorial_premium": {"B": 0.2}}
    assert cost(plain(TWO, jobs_goal=GOAL, given=given, budgets={"state": {2025: 10.0}})) == pytest.approx(125.0)


@pytest.mark.parametrize(("penalty", "expected"), [(0.5, 50.0), (1.5, 120.0), (3.0, 140.0)])
def test_a_soft_goal_is_missed_where_missing_it_is_cheaper(penalty, expected):
    # Seats at 1 (60 of them) and 2. At 0.5 a job all 100 are missed; at 1.5 the last 40: 60 + 60; at 3 none: 140.
    # The penalty is not discounted.
    inputs = plain(
        TWO,
        jobs_goal=GOAL,
        given=CHEAP_AND_DEAR | {"max_new_seats": {"A": 60.0}},
        soft_goals=("jobs",),
        shortfall_penalty={"jobs": penalty},
    )
    solution = solve(inputs)
    assert solution.stages[0].value == pytest.approx(expected)
    missing = {0.5: 100.0, 1.5: 40.0, 3.0: 0.0}[penalty]
    assert solution.shortfall["shortfall"].tolist() == pytest.approx([missing])


def test_a_soft_export_goal_counts_each_missing_million():
    # 100 jobs earn 10; 4 MMAD are missing to 14 at 0.7 each. More jobs would earn 0.1 for 1.
    given = {"export_per_job": 0.1}
    inputs = plain(
        ONE,
        jobs_goal=GOAL,
        export_goal={2025: 14.0},
        given=given,
        soft_goals=("exports",),
        shortfall_penalty={"exports": 0.7},
    )
    assert cost(inputs) == pytest.approx(100.0 + 2.8)


@pytest.mark.parametrize(
    ("balance", "expected"),
    [
        # Both regions have half of the labour force. 20 jobs stand in dear S; 120 are the goal.
        (Balance(), 100.0),  # all 100 new ones in A
        (Balance(floor=0.5), 110.0),  # S needs 0.5 x 60 = 30: 10 more at 2, 90 at 1
        (Balance(floor=0.5, on="added"), 125.0),  # S needs 0.5 x 50 = 25 of those added: 25 x 2 + 75
        (Balance(cap=1.2), 128.0),  # N at most 1.2 x 60 = 72: 72 + 28 x 2
        (Balance(cap=1.2, on="added"), 140.0),  # N at most 1.2 x 50 = 60 of those added: 60 + 40 x 2
        (Balance(least_served_min=45.0), 125.0),  # S needs 45: 25 more: 75 + 50
        (Balance(gini_max=0.1), 128.0),  # half of |72 - 48| / 120 = 0.1: 72 + 56
        (Balance(groups={"b": Group(zones=("B",), min=0.25)}), 125.0),  # a quarter of 100 added: 25 x 2 + 75
        (Balance(groups={"b": Group(zones=("B",), on="stock", min=0.25)}), 110.0),  # 30 of 120: 10 x 2 + 90
        (Balance(groups={"a": Group(zones=("A",), max=0.6)}), 140.0),  # 60 of 100 added: 60 + 40 x 2
        (Balance(groups={"a": Group(zones=("A",), on="stock", max=0.7)}), 116.0),  # 84 of 120: 84 + 16 x 2
        (Balance(groups={"both": Group(zones=("A", "B"), min=1.0, max=1.0)}), 100.0),  # says nothing
    ],
)
def test_balance_rules(balance, expected):
    given = CHEAP_AND_DEAR | {"baseline_jobs": {"B": 20.0}, "seats_start": {"B": 20.0}}
    assert cost(plain(TWO, jobs_goal={2025: 120.0}, given=given, balance=balance)) == pytest.approx(expected)


def test_limits_on_the_terms_of_the_objective():
    given = CHEAP_AND_DEAR | {"baseline_jobs": {"B": 20.0}, "seats_start": {"B": 20.0}}
    given |= {"suitability": {"A": 0.2, "B": 1.0}}

    def limited(**limits: float) -> Inputs:
        return plain(TWO, jobs_goal={2025: 120.0}, given=given, limits=Limits(**limits))

    assert cost(limited(gaps_max=12.0)) == pytest.approx(128.0)  # half of 72 - 48: 72 + 28 x 2
    assert cost(limited(gaps_max=50.0)) == pytest.approx(100.0)  # half of 100 - 20 is 40
    assert cost(limited(suitability_min=60.0)) == pytest.approx(125.0)  # 0.2 (100 - b) + 20 + b: b = 25
    assert cost(limited(cost_max=100.0)) == pytest.approx(100.0)
    with pytest.raises(Infeasible):
        solve(limited(cost_max=99.0))


def test_a_limit_on_commuting_keeps_jobs_where_people_live():
    # All people live in A, seats are dear there (2); B is cheap (1) and ten minutes away, 0.5 a job. 40 may travel.
    given = {"capex_per_seat": {"A": 2.0, "B": 1.0}, "eligible_pool": {"B": 0.0}}
    arcs = {("A", "A"): 0.0, ("A", "B"): 10.0}
    free = plain(TWO, jobs_goal=GOAL, given=given, arcs=arcs, commuting_cost=0.05)
    bound = plain(TWO, jobs_goal=GOAL, given=given, arcs=arcs, commuting_cost=0.05, limits=Limits(commuting_max=20.0))
    assert cost(free) == pytest.approx(150.0)
    assert cost(bound) == pytest.approx(180.0)
    assert price(solve(bound), "limit_commuting") == pytest.approx(-1.0)


def test_shares_of_groups_that_cross_regions_and_overlap():
    # Seats at 1, 2, 3, 4 in A, B, C, D; 100 jobs. B, C and D have 60 at least, C and D 30 at least, D 10 at least of
    # all: 40 + 30 x 2 + 20 x 3 + 10 x 4 = 200. One more job in D takes one from C (1), in C and D from B (1), in the
    # three from A (1). A job more costs 0.4 + 0.6 + 0.6 + 0.4.
    zones = {"A": "N", "B": "N", "C": "S", "D": "S"}
    groups = {
        "three": Group(zones=("B", "C", "D"), min=0.6),
        "two": Group(zones=("C", "D"), min=0.3),
        "last": Group(zones=("D",), on="stock", min=0.1),
    }
    given = {"capex_per_seat": {"A": 1.0, "B": 2.0, "C": 3.0, "D": 4.0}}
    solution = solve(plain(zones, jobs_goal=GOAL, given=given, balance=Balance(groups=groups)))
    assert solution.stages[0].value == pytest.approx(200.0)
    assert [jobs(solution, zone) for zone in "ABCD"] == pytest.approx([40.0, 30.0, 20.0, 10.0])
    assert [price(solution, "group_min", group=name) for name in groups] == pytest.approx([1.0, 1.0, 1.0])
    assert price(solution, "jobs_goal", year=2025) == pytest.approx(2.0)


def test_a_share_of_the_jobs_added_counts_those_that_leave():
    # 50 jobs stand in dear A (1 a year each), a fifth may leave; 60 are the goal. Then B gains 20, which is 200 % of
    # the 10 that the country adds, net. With at most 100 % it gains 10 and the 50 stay.
    given = {"baseline_jobs": {"A": 50.0}, "seats_start": 50.0, "operating_difference": {"A": 1.0}}
    groups = {"b": Group(zones=("B",), max=1.0)}
    free = plain(TWO, jobs_goal={2025: 60.0}, given=given, shrink_limit=0.2)
    bound = plain(TWO, jobs_goal={2025: 60.0}, given=given, shrink_limit=0.2, balance=Balance(groups=groups))
    assert jobs(solve(free), "A") == pytest.approx(40.0)
    assert jobs(solve(bound), "A") == pytest.approx(50.0)
    assert cost(bound) == pytest.approx(50.0)


def test_the_gini_bound_weighs_regions_by_their_labour_force():
    # S has three quarters of the labour force. With x of 100 jobs in S: G = |0.75 (100 - x) - 0.25 x| / 100
    # = |75 - x| / 100 <= 0.25 gives x >= 50.
    given = CHEAP_AND_DEAR | {"active": {"A": 1000.0, "B": 3000.0}}
    solution = solve(plain(TWO, jobs_goal=GOAL, given=given, balance=Balance(gini_max=0.25)))
    assert jobs(solution, "B") == pytest.approx(50.0)
    assert solution.stages[0].value == pytest.approx(150.0)


@pytest.mark.parametrize(
    ("locks", "expected"),
    [
        (Locks(zones_out=("A",)), 200.0),
        (Locks(zones_in=("B",)), 130.0),  # 30 seats at 2, 70 at 1
        (Locks(seats={"B": {2025: 10.0}}), 110.0),
        (Locks(seats={"A": {2025: 0.0}}), 200.0),
        (Locks(seats={"A": {2025: 150.0}}), 150.0),  # decided seats are paid even where nobody needs them
    ],
)
def test_decisions_that_are_taken(locks, expected):
    inputs = plain(TWO, jobs_goal=GOAL, given=CHEAP_AND_DEAR, locks=locks, min_park_seats=30.0)
    assert cost(inputs) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("given", "count", "expected"),
    [
        # Phases of 50, parks of 50 at least, 100 jobs; A at 1, B at 2.
        ({}, ParkCount(), 100.0),
        ({}, ParkCount(one_per_region=True), 150.0),
        ({}, ParkCount(min=2), 150.0),
        ({"max_new_seats": {"A": 60.0, "B": 500.0}}, ParkCount(), 150.0),  # room for one phase in A
        ({"max_new_seats": {"A": 60.0, "B": 500.0}}, ParkCount(max=1), 200.0),
        ({"max_new_seats": {"A": 60.0, "B": 500.0}, "opening_cost": {"A": 60.0}}, ParkCount(), 200.0),
        ({"opening_cost": {"A": 60.0}}, ParkCount(), 160.0),
        ({"seats_start": {"A": 60.0}}, ParkCount(), 50.0),  # 40 seats are missing: one whole phase
    ],
)
def test_whole_parks(given, count, expected):
    inputs = plain(
        TWO,
        jobs_goal=GOAL,
        given=CHEAP_AND_DEAR | {"max_new_seats": 500.0} | given,
        indivisible=True,
        phase_seats=50.0,
        min_park_seats=50.0,
        park_count=count,
    )
    assert cost(inputs) == pytest.approx(expected)


def test_a_park_below_its_smallest_size_is_not_opened():
    # 100 seats in phases of 50: a park has 150 at least, so one of 150 in A beats everything else.
    inputs = plain(TWO, jobs_goal=GOAL, given=CHEAP_AND_DEAR, indivisible=True, phase_seats=50.0, min_park_seats=150.0)
    assert cost(inputs) == pytest.approx(150.0)


THREE = {"A": "N", "B": "S", "C": "W"}


def staged(*names: str, tolerance: float = 0.0) -> Objective:
    stages = (Stage(objective="cost", tolerance=tolerance), *(Stage(objective=name) for name in names))
    return Objective(stages=stages)


def test_leximin_raises_the_lowest_then_the_next():
    # Same cost everywhere, room for 20 in A: 20, then 50 and 50 of 120 (per 1,000 active).
    given = {"max_new_seats": {"A": 20.0}}
    solution = solve(plain(THREE, jobs_goal={2025: 120.0}, given=given, objective=staged("least_served")))
    assert [jobs(solution, zone) for zone in "ABC"] == pytest.approx([20.0, 50.0, 50.0], abs=1e-4)
    rounds = [(stage.settled, stage.value) for stage in solution.stages[1:]]
    assert rounds == [(("N",), pytest.approx(20.0)), (("S", "W"), pytest.approx(50.0, abs=1e-4))]
    # The range says what cost alone decides: anything from nothing to all in S and W, 0 to 20 in N.
    ranges = solution.region_ranges.set_index("region")
    assert ranges.loc["N"].tolist() == pytest.approx([0.0, 20.0], abs=1e-4)
    assert ranges.loc["S"].tolist() == pytest.approx([0.0, 120.0], abs=1e-4)


def test_leximin_goes_by_jobs_per_active():
    # Labour forces 1,000 and 3,000: equal levels mean 25 and 75 of 100 jobs.
    given = {"active": {"A": 1000.0, "B": 3000.0}}
    solution = solve(plain(TWO, jobs_goal=GOAL, given=given, objective=staged("least_served")))
    assert (jobs(solution, "A"), jobs(solution, "B")) == pytest.approx((25.0, 75.0), abs=1e-4)


def test_the_tolerance_is_what_fairness_may_cost():
    # Cheapest: 100 in A at 1. With 10 % of tolerance 110 are to spend: 10 jobs may go to B at 2.
    solution = solve(plain(TWO, jobs_goal=GOAL, given=CHEAP_AND_DEAR, objective=staged("least_served", tolerance=0.1)))
    assert solution.stages[0].value == pytest.approx(100.0)
    assert solution.objective_mmad == pytest.approx(110.0)
    assert (jobs(solution, "A"), jobs(solution, "B")) == pytest.approx((90.0, 10.0), abs=1e-4)


def test_suitability_places_jobs_within_regions_only():
    # B and C share region S; C suits better. Half of the jobs go to N by fairness (2,000 active in S: two thirds).
    zones = {"A": "N", "B": "S", "C": "S"}
    given = {"suitability": {"A": 0.9, "B": 0.2, "C": 0.6}}
    inputs = plain(zones, jobs_goal={2025: 90.0}, given=given, objective=staged("least_served", "suitability"))
    solution = solve(inputs)
    assert [jobs(solution, zone) for zone in "ABC"] == pytest.approx([30.0, 0.0, 60.0], abs=1e-4)
    assert solution.stages[-1].value == pytest.approx(0.9 * 30 + 0.6 * 60)


def test_the_gini_stage_finds_the_most_equal_plan():
    # Room for 20 in A, 120 jobs: gaps (|20 - x| + |20 - y| + |x - y|) / 3 with x + y = 100 are least, 20, at 50 / 50.
    given = {"max_new_seats": {"A": 20.0}}
    solution = solve(plain(THREE, jobs_goal={2025: 120.0}, given=given, objective=staged("inequality")))
    assert [jobs(solution, zone) for zone in "ABC"] == pytest.approx([20.0, 50.0, 50.0], abs=1e-4)
    assert solution.stages[-1].value == pytest.approx(20.0)
