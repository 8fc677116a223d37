"""Plans near the least cost: ranges against scipy, plans against the rows, classes by hand."""

from __future__ import annotations

import numpy as np
import pytest

from siting.analysis.alternatives import alternatives
from siting.errors import Infeasible, ModelError
from siting.model.inputs import Balance, Inputs, Objective
from siting.model.nearby import inequality
from siting.model.nearby.diverse import DIFFERENT, distance, diverse
from siting.model.nearby.measures import Measures
from siting.model.nearby.ranges import classed, park_classes
from siting.model.nearby.space import NearSpace
from siting.model.options import SolverOptions
from siting.results.inequality import gini
from tests.analysis.near_plans import Oracle, broken, pressed, same_tables
from tests.model.tiny import plain

SLACK = 0.03


def two_places(**changes: object) -> Inputs:
    """A and B in two regions, C in A's: 100 jobs, a seat of A costs 1.0, of B 1.2, of C 3.0; A has room for 60."""
    given = {
        "capex_per_seat": {"A": 1.0, "B": 1.2, "C": 3.0},
        "max_new_seats": {"A": 60.0, "B": 500.0, "C": 500.0},
    }
    return plain({"A": "N", "B": "S", "C": "N"}, given=given, jobs_goal={2025: 100.0}, **changes)


# --- ranges ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("seed", range(3))
def test_lowest_and_highest_are_those_of_scipy_and_hold_every_plan(seed: int) -> None:
    inputs = pressed(seed)
    found, oracle = alternatives(inputs, SLACK, count=6), Oracle(inputs, SLACK)
    assert found.least_cost_mmad == pytest.approx(oracle.least, rel=1e-7)
    table = found.regions.set_index(["region", "quantity"])
    for code, region in enumerate(oracle.program.data.sets["region"]):
        columns = {"jobs": oracle.jobs_of(code), "seats": oracle.seats_of(oracle.zones_of(code))}
        for quantity, chosen in columns.items():
            wanted = oracle.extremes(chosen)
            assert table.loc[(region, quantity), ["lowest", "highest"]].tolist() == pytest.approx(wanted, abs=1e-4)
    for code, row in enumerate(found.parks.itertuples()):
        wanted = oracle.extremes(oracle.seats_of(np.array([code])))
        assert (row.lowest, row.highest) == pytest.approx(wanted, abs=1e-4)
    for row in found.plan_regions.itertuples():
        for quantity in ("jobs", "seats"):
            span = table.loc[(row.region, quantity)]
            assert span["lowest"] <= getattr(row, quantity) <= span["highest"]
    parks = found.parks.set_index("zone")
    for row in found.plan_parks.itertuples():
        assert parks.loc[row.zone, "lowest"] <= row.seats <= parks.loc[row.zone, "highest"]
    assert (found.parks["lowest"] <= found.parks["cheapest"]).all()
    assert (found.parks["cheapest"] <= found.parks["highest"]).all()


@pytest.mark.parametrize("seed", range(4))
def test_classes_alone_are_those_of_the_ranges(seed: int) -> None:
    inputs = pressed(seed)
    whole, few = (alternatives(inputs, SLACK, count=3, bounds=each) for each in ("all", "classes"))
    assert few.parks["class"].tolist() == whole.parks["class"].tolist()
    assert few.parks["class"].tolist() == classed(whole.parks["lowest"].to_numpy(), whole.parks["highest"].to_numpy())
    assert few.parks["highest"].isna().all()
    assert few.solves < whole.solves
    assert few.plans.equals(whole.plans)  # which ranges are asked for does not change the plans


def test_classes_by_hand() -> None:
    """At least 100 seats: 60 in A and 40 in B cost 108. A slack of 5 % is 5.4.

    A seat of A that goes to B costs 0.2: 27 can, so A has 33 to 60 and B up to 67. A seat of C in place of one of B
    costs 1.8: C has up to 3, and B at least 37. To lose B costs 72, two thirds of the least.
    """
    found = alternatives(two_places(), 0.05, count=4)
    assert found.least_cost_mmad == pytest.approx(108.0)
    parks = found.parks.set_index("zone")
    assert parks["class"].to_dict() == {"A": "must-have", "B": "must-have", "C": "real choice"}
    assert parks["lowest"].tolist() == pytest.approx([33.0, 37.0, 0.0], abs=1e-5)
    assert parks["highest"].tolist() == pytest.approx([60.0, 67.0, 3.0], abs=1e-5)
    regions = found.regions.set_index(["region", "quantity"])
    assert regions.loc[("N", "seats"), ["lowest", "highest"]].tolist() == pytest.approx([33.0, 63.0], abs=1e-5)
    tight = alternatives(two_places(), 0.005, count=4)  # 0.54: 0.3 seats of C
    assert tight.parks.set_index("zone")["class"].to_dict() == {"A": "must-have", "B": "must-have", "C": "must-avoid"}
    few = alternatives(two_places(), 0.005, count=4, bounds="classes")
    assert few.parks["class"].tolist() == tight.parks["class"].tolist()
    wide = alternatives(two_places(), 0.67, count=4)
    assert set(wide.parks["class"]) == {"real choice"}


def test_jobs_of_the_base_year_do_not_make_a_region_a_must_have() -> None:
    given = {"baseline_jobs": {"A": 50.0}, "seats_start": {"A": 50.0}, "capex_per_seat": {"A": 1.0, "B": 1.0}}
    inputs = plain({"A": "N", "B": "S"}, given=given, jobs_goal={2025: 100.0})
    table = alternatives(inputs, 0.01).regions.set_index(["region", "quantity"])
    assert table.loc[("N", "jobs"), ["start", "lowest", "highest"]].tolist() == pytest.approx(
        [50.0, 50.0, 100.0], abs=1.0
    )
    assert table.loc[("N", "jobs"), "class"] == "real choice"


# --- plans -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("method", ["spores", "hsj"])
@pytest.mark.parametrize("seed", range(3))
def test_every_plan_obeys_every_row_stays_within_the_slack_and_differs(seed: int, method: str) -> None:
    inputs = pressed(seed)
    space = NearSpace(inputs, SLACK, SolverOptions())
    measures, room = Measures.of(space.program), inputs.zones["max_new_seats"].to_numpy()
    plans = diverse(space, measures.parks, room, 6, "hsj" if method == "hsj" else "spores")
    oracle = Oracle(inputs, SLACK)
    assert len(plans) == 6 if method == "spores" else plans  # hsj ends where every park was used
    seats = [measures.parks @ each.plan for each in (space.cheapest, *plans)]
    for plan in plans:
        assert broken(oracle.program, plan.plan) <= 1e-7
        assert plan.cost == pytest.approx(float(oracle.program.cost @ plan.plan))
        assert plan.cost <= oracle.limit * (1 + 1e-7)
    for one in range(len(seats)):
        for other in range(one):
            assert distance(seats[one], seats[other]) >= DIFFERENT


def test_all_plans_found_on_the_way_obey_every_row() -> None:
    inputs = pressed(5)
    space = NearSpace(inputs, SLACK, SolverOptions())
    measures = Measures.of(space.program)
    assert set(park_classes(space, measures.parks)) <= {"must-have", "real choice", "must-avoid"}
    assert inequality.least(space, inputs) is not None
    inequality.climb(space, measures.jobs, space.program.data.active_share.values)
    assert len(space.found) > 4
    for found in space.found:
        assert broken(space.program, found.plan) <= 1e-7
        assert found.cost <= space.limit * (1 + 1e-7)


def test_distances_by_hand() -> None:
    assert distance(np.array([60.0, 40.0]), np.array([30.0, 70.0])) == pytest.approx(0.3)
    assert distance(np.array([60.0, 40.0]), np.array([60.0, 0.0])) == pytest.approx(0.4)
    assert distance(np.array([5.0, 0.0]), np.array([0.0, 5.0])) == 1.0
    assert distance(np.zeros(2), np.zeros(2)) == 0.0


def test_tables_agree_with_one_another() -> None:
    found = alternatives(pressed(1), SLACK, count=5)
    seats = found.plan_parks.groupby("plan")["seats"].sum()
    assert seats.to_numpy() == pytest.approx(found.plans["seats"].to_numpy(), abs=2.0)  # parks below half a seat
    by_plan = found.plan_regions.groupby("plan")
    assert by_plan["jobs"].sum().to_numpy() == pytest.approx(found.plans["jobs"].to_numpy())
    assert by_plan["seats"].sum().to_numpy() == pytest.approx(found.plans["seats"].to_numpy())
    pairs = found.distances.set_index(["plan", "other"])["distance"]
    for one, other in pairs.index:
        assert pairs[one, other] == pairs[other, one]
    assert found.plans["from_cheapest"].tolist()[1:] == [pairs[plan, 0] for plan in found.plans["plan"][1:]]
    assert (found.plans["above_least"] <= SLACK + 1e-8).all()
    assert found.parks["plans"].sum() == len(found.plan_parks)


def test_a_second_run_gives_the_same() -> None:
    inputs = pressed(2)
    one, other = (alternatives(inputs, SLACK, count=5, importance=True) for _ in range(2))
    assert same_tables(one, other)


def test_where_nothing_is_built_there_is_one_plan() -> None:
    given = {"baseline_jobs": {"A": 100.0}, "seats_start": {"A": 100.0}}
    found = alternatives(plain({"A": "N", "B": "S"}, given=given, jobs_goal={2025: 100.0}), 0.1, importance=True)
    assert found.least_cost_mmad == pytest.approx(0.0, abs=1e-9)
    assert len(found.plans) == 1
    assert found.importance is not None
    assert found.importance.empty
    assert "0 of 8 plans" in found.notes[0]
    assert set(found.parks["class"]) == {"must-avoid"}


# --- inequality --------------------------------------------------------------------------------------
@pytest.mark.parametrize("seed", range(3))
def test_the_range_of_inequality_holds_every_plan_and_the_least_is_that_of_scipy(seed: int) -> None:
    inputs = pressed(seed)
    found, oracle = alternatives(inputs, SLACK, count=6), Oracle(inputs, SLACK)
    told = found.inequality
    assert told.least is not None
    assert told.least - 1e-9 <= found.plans["inequality"].min()
    assert found.plans["inequality"].max() <= told.most_found + 1e-9
    active = inputs.zones.groupby("region")["active"].sum()
    first = found.plan_regions[found.plan_regions["plan"] == 0].set_index("region")["jobs"]
    assert told.gini_cheapest == pytest.approx(gini(first[active.index].to_numpy(), active.to_numpy()))
    assert told.least == pytest.approx(_least_gaps(oracle), abs=1e-4)


def _least_gaps(oracle: Oracle) -> float:
    """Least sum of gaps, with a gap for each pair written out for scipy."""
    import scipy.sparse as sp
    from scipy.optimize import linprog

    program, d = oracle.program, oracle.program.data
    share, size = d.active_share.values, len(oracle.program.cost)
    pairs = [(one, other) for one in range(len(share)) for other in range(one)]
    gaps = np.zeros((2 * len(pairs), size + len(pairs)))
    for number, (one, other) in enumerate(pairs):
        for row, sign in ((2 * number, 1.0), (2 * number + 1, -1.0)):
            gaps[row, oracle.jobs_of(one)] = sign * share[other]
            gaps[row, oracle.jobs_of(other)] = -sign * share[one]
            gaps[row, size + number] = -1.0
    below, above = np.isfinite(program.row_upper), np.isfinite(program.row_lower)
    rows = sp.vstack([oracle.a[below], -oracle.a[above], sp.csr_matrix(program.cost)])
    right = np.concatenate((program.row_upper[below], -program.row_lower[above], [oracle.limit], np.zeros(len(gaps))))
    rows = sp.vstack([sp.hstack([rows, sp.csr_matrix((rows.shape[0], len(pairs)))]), sp.csr_matrix(gaps)])
    ends = np.column_stack((program.column_lower, program.column_upper))
    told = linprog(
        np.append(np.zeros(size), np.ones(len(pairs))),
        A_ub=rows,
        b_ub=right,
        bounds=[*ends, *[(0, np.inf)] * len(pairs)],
    )
    return float(told.fun)


def test_climbing_finds_the_most_uneven_plan_where_there_are_two_regions() -> None:
    """100 jobs over two regions as large as one another: all in one gives 50 jobs of gap, and costs allow it here."""
    given = {"capex_per_seat": {"A": 1.0, "B": 1.1}}
    inputs = plain({"A": "N", "B": "S"}, given=given, jobs_goal={2025: 100.0})
    space = NearSpace(inputs, 0.06, SolverOptions())
    share = space.program.data.active_share.values
    assert inequality.climb(space, Measures.of(space.program).jobs, share) == pytest.approx(53.0, abs=1e-3)
    found = alternatives(inputs, 0.06)
    # the cheapest has all in A; B can have 60: the most even plan has 50 in each.
    assert found.inequality.cheapest == pytest.approx(50.0)
    assert found.inequality.least == pytest.approx(0.0, abs=1e-6)
    assert found.inequality.most_found == pytest.approx(53.0, abs=1e-3)  # 106 jobs in A


# --- importance --------------------------------------------------------------------------------------
@pytest.mark.parametrize("seed", range(3))
def test_replacement_costs_are_those_of_cold_solves_and_agree_with_the_classes(seed: int) -> None:
    inputs = pressed(seed)
    found, oracle = alternatives(inputs, SLACK, count=2, importance=True), Oracle(inputs, SLACK)
    assert found.importance is not None
    d = oracle.program.data
    for row in found.importance.itertuples():
        codes = d.sets["region" if row.kind == "region" else "zone"].index(row.code)
        zones = oracle.zones_of(codes) if row.kind == "region" else np.array([codes])
        wanted = oracle.solve(oracle.program.cost, shut=oracle.seats_of(zones)) - oracle.least
        assert row.replacement_cost_mmad == pytest.approx(wanted, abs=1e-5)
        assert row.irreplaceable == np.isinf(wanted)
    parks = found.parks.set_index("zone")
    used = found.importance[found.importance["kind"] == "park"]
    assert set(used["code"]) == set(parks.index[parks["cheapest"] > 0.5])
    for row in used.itertuples():  # what costs more than the slack to lose cannot be lost within it
        beyond = row.replacement_cost_mmad > SLACK * oracle.least
        assert beyond == (parks.loc[row.code, "lowest"] > 1e-6)


def test_what_is_lost_by_hand() -> None:
    """Without A, 100 seats of B: 120, 12 more than 108. Without B, 40 of C: 180, 72 more."""
    table = alternatives(two_places(), 0.05, importance=True).importance
    assert table is not None
    costs = table.set_index(["kind", "code"])["replacement_cost_mmad"]
    assert costs["park", "A"] == pytest.approx(12.0)
    assert costs["park", "B"] == pytest.approx(72.0)
    assert costs["region", "N"] == pytest.approx(12.0)
    assert costs["region", "S"] == pytest.approx(72.0)
    alone = plain({"A": "N", "B": "S"}, given={"max_new_seats": {"B": 0.0}}, jobs_goal={2025: 10.0})
    only = alternatives(alone, 0.05, importance=True).importance
    assert only is not None
    assert only["irreplaceable"].tolist() == [True, True]
    assert np.isinf(only["replacement_cost_mmad"]).all()


# --- questions ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("slack", [0, -0.1, float("nan"), float("inf"), 2, "0.02", None, True])
def test_a_slack_that_is_none_is_refused(slack: object) -> None:
    with pytest.raises(ModelError, match="slack"):
        alternatives(two_places(), slack)  # type: ignore[arg-type]


@pytest.mark.parametrize("count", [0, -1, 10**9, 2.5, True])
def test_a_count_that_is_none_is_refused_together_with_all_else(count: object) -> None:
    with pytest.raises(ModelError) as refused:
        alternatives(two_places(), 2, count=count, method="magic", bounds="some")  # type: ignore[arg-type]
    assert [problem.place for problem in refused.value.problems] == ["slack", "count", "method", "bounds"]


def test_sets_of_parks_need_whole_parks() -> None:
    with pytest.raises(ModelError, match="indivisible"):
        alternatives(two_places(), 0.1, method="sets")


def test_without_a_plan_there_are_no_alternatives() -> None:
    with pytest.raises(Infeasible):
        alternatives(plain({"A": "N"}, given={"max_new_seats": 5.0}, jobs_goal={2025: 100.0}), 0.1)


def test_rules_of_balance_hold_in_every_plan_and_other_objectives_do_not_matter() -> None:
    inputs = two_places(
        balance=Balance(floor=0.9), objective=Objective(method="weighted", weights={"suitability": 1.0})
    )
    found = alternatives(inputs, 0.1, count=4)
    shares = found.plan_regions.merge(found.plans[["plan", "jobs"]], on="plan", suffixes=("", "_all"))
    north = shares[shares["region"] == "N"]
    assert (north["jobs"] >= 0.9 * 2 / 3 * north["jobs_all"] - 1e-6).all()
    with_limit = two_places(balance=Balance(gini_max=0.1))  # whose gaps are variables already
    told = alternatives(with_limit, 0.05, count=2)
    assert told.inequality.gini_most_found <= 0.1 + 1e-6
