"""The rest of a plan: its principle on random countries, each of its rules by hand."""

from __future__ import annotations

import itertools
import tempfile
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from siting.analysis.replan.cost import restated
from siting.analysis.replan.outturn import planned_outturn
from siting.errors import Infeasible
from siting.model.inputs import Balance, Group, Inputs, Locks, Objective, ParkCount, Stage
from siting.results import Run
from tests.analysis.replanning import left_to_pay, observed, rest, solve_inputs, written
from tests.model.country import country
from tests.model.tiny import COST_ONLY, plain

YEARS = (2025, 2026, 2027)
#: objectives and rules under which the rest of a plan must be an optimum of the rebased model
RULES = {
    "cost": {},
    "pace and exports": {"national_pace": 110.0, "export_goal": {2027: 240.0}},
    "added": {"balance": Balance(floor=0.5, on="added")},
    "groups": {"balance": Balance(groups={"some": Group(zones=("Z00", "Z01"), min=0.3, max=0.6)})},
    "soft": {"soft_goals": ("jobs",), "shortfall_penalty": {"jobs": 0.13}},
    "weighted": {
        "objective": Objective(
            method="weighted",
            weights={"build_cost": 1.0, "employment_premium": 0.5, "training_cost": 1.0, "inequality": 0.05},
        )
    },
}


def _country(seed: int, years: tuple[int, ...] = YEARS, **rules) -> Inputs:
    goals = dict(zip(YEARS, (1080.0, 1180.0, 1300.0), strict=True))
    return country(seed, years=years, jobs_goal=goals, **({"objective": COST_ONLY} | rules))


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.integers(0, 10_000), st.sampled_from(sorted(RULES)), st.integers(1, 2))
def test_the_rest_of_an_optimal_plan_is_optimal(seed: int, rules: str, years: int) -> None:
    """If all went as planned, the rebased model has the value of the plan's own rest, in money of the new base year.

    Where jobs left a place that is not eligible, the plan may let them come back and the re-plan does not: then it can
    only be dearer.
    """
    inputs = _country(seed, **RULES[rules])
    with tempfile.TemporaryDirectory() as home:
        try:
            run = written(Path(home) / "run", inputs)
        except Infeasible:
            assume(False)
        seen = planned_outturn(run, years)
        rebased = rest(run, seen).inputs
        again = solve_inputs(rebased).stages[0].value
        planned = _rest_value(run, seen.years[-1])
        room = 1e-6 * max(1.0, abs(planned))
        assert again >= planned - room
        if not _left_ineligible(run, seen.years):
            assert again == pytest.approx(planned, rel=1e-6, abs=1e-6)


def _rest_value(run: Run, last: int) -> float:
    """The objective of a plan without its past: weighted terms, or the whole cost."""
    from siting.analysis.replan.cost import remaining_cost

    weights = run.inputs.scalars.objective.weights
    tables = {name: run.table(name) for name in ("jobs", "seats", "costs")}
    cost = remaining_cost(run.inputs, tables, last).groupby("term")["mmad"].sum()
    if not weights:
        return float(cost.sum())
    jobs = run.table("regions").query("year == 2027").set_index("region")
    share = jobs["active"] / jobs["active"].sum()
    gaps = sum(
        abs(share[b] * jobs["jobs"][a] - share[a] * jobs["jobs"][b]) for a, b in itertools.combinations(jobs.index, 2)
    )
    money = sum(weights.get(str(term), 0.0) * float(value) for term, value in cost.items())
    return money + weights["inequality"] * restated(run.inputs, last) * gaps


def _left_ineligible(run: Run, years: tuple[int, ...]) -> bool:
    jobs = run.table("jobs").merge(run.inputs.zone_segment_year, on=["zone", "segment", "year"])
    jobs = jobs.merge(run.inputs.zone_segment, on=["zone", "segment"])
    there = jobs[jobs["year"].isin(years) & ~jobs["eligible"]]
    return bool((there["jobs"] < there["baseline_jobs"] - 1e-6).any())


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.integers(0, 10_000), st.floats(0.0, 1.0))
def test_being_behind_never_makes_the_same_goals_cheaper(seed: int, kept: float) -> None:
    """True where jobs cost nothing to run: what is behind has still to be added, in seats that stand either way."""
    base = _country(seed)
    free = base.zone_segment_year.assign(operating_difference=0.0, eligible=True)
    many = base.pool.assign(eligible_pool=1e5)
    shares = base.segments.assign(share_min=0.0, share_max=1.0)
    scalars = base.scalars.model_copy(update={"commuting_cost": 0.0})
    inputs = replace(base, zone_segment_year=free, pool=many, segments=shares, scalars=scalars)
    with tempfile.TemporaryDirectory() as home:
        run = written(Path(home) / "run", inputs)
        ahead = planned_outturn(run, 1)
        start = inputs.zone_segment.set_index(["zone", "segment"])["baseline_jobs"]
        now = ahead.jobs.set_index(["zone", "segment", "year"])["jobs"]
        fewer = {
            key: float(start[key[:2]] + kept * (value - start[key[:2]])) if value > start[key[:2]] else float(value)
            for key, value in now.items()
        }
        behind = observed(run, 1, jobs=fewer)
        cost = [solve_inputs(rest(run, seen).inputs).stages[0].value for seen in (ahead, behind)]
        assert cost[1] >= cost[0] - 1e-6


# --- by hand: one zone, one segment, one skill, seats at 1 MMAD, everything else free --------------------------------


def _hand(tmp_path: Path, zones=None, manifest=None, **told) -> Run:
    told = {"years": YEARS, "jobs_goal": {2025: 110.0, 2026: 120.0, 2027: 130.0}} | told
    base = {"seats_start": {"A": 100.0}, "baseline_jobs": {"A": 100.0}}
    return written(
        tmp_path / "run", plain(zones or {"A": "N"}, **(told | {"given": base | told.get("given", {})})), manifest
    )


def _keys(rebased) -> list[str]:
    return [note.key for note in rebased.notes]


def _built(inputs: Inputs) -> dict[tuple[str, int], float]:
    seats = solve_inputs(inputs).seats.set_index(["zone", "year"])["built"]
    return {key: round(float(value), 6) for key, value in seats.items() if value > 1e-6}


def test_seats_that_come_late_slip_to_the_first_open_year(tmp_path: Path) -> None:
    """30 seats are committed for 2025, 12 come; the other 18 come in 2026, 5 more in 2027: 135, and 130 are needed.

    Were they lost, 13 would have to be built.
    """
    run = _hand(tmp_path, given={"seats_committed": {2025: 30.0, 2027: 5.0}, "wage": 1.0}, employment_premium=0.1)
    rebased = rest(run, observed(run, 1, jobs={("A", "CRM", 2025): 108.0}, seats={("A", 2025): 12.0}))
    inputs = rebased.inputs
    assert inputs.zones["seats_start"].tolist() == [112.0]
    assert inputs.zone_year["seats_committed"].tolist() == [18.0, 5.0]
    assert inputs.zones["max_new_seats"].tolist() == [1e4]
    assert _built(inputs) == {}
    (note,) = rebased.notes
    assert note.values == {"seats": 18.0, "zones": ("A",), "year": 2026}
    assert "18 seats" in note.text("en")
    assert "2026" in note.text("fr")


def test_seats_beyond_commitments_use_up_room(tmp_path: Path) -> None:
    """5 committed, 25 delivered: 20 of the room for 30 are used; of 60 delivered 55 would be, more than there is."""
    run = _hand(tmp_path, given={"seats_committed": {2025: 5.0}, "max_new_seats": 30.0, "opening_cost": 7.0})
    for delivered, room in ((25.0, 10.0), (60.0, 0.0)):
        rebased = rest(run, observed(run, 1, seats={("A", 2025): delivered}))
        assert rebased.inputs.zones["max_new_seats"].tolist() == [room]
        assert rebased.inputs.zones["seats_start"].tolist() == [100.0 + delivered]
        assert rebased.inputs.zones["opening_cost"].tolist() == [0.0]
        assert ("replan-note-room" in _keys(rebased)) is (delivered == 60.0)


def test_half_a_seat_of_rounding_stands(tmp_path: Path) -> None:
    """110.4 jobs in 110 seats, 111 asked for: 0.6 seats are built, none to hold what already works."""
    run = _hand(tmp_path, jobs_goal={2025: 110.0, 2027: 111.0})
    inputs = rest(run, observed(run, 1, jobs={("A", "CRM", 2025): 110.4}, seats={("A", 2025): 10.0})).inputs
    assert inputs.zones["seats_start"].tolist() == [110.4]
    assert sum(_built(inputs).values()) == pytest.approx(0.6)


def test_people_who_were_not_recruited_remain(tmp_path: Path) -> None:
    """10 recruits a year; none was hired in 2025 and 4 were trained: 24 can be hired in 2026, not 25."""
    run = _hand(tmp_path, given={"eligible_pool": 10.0, "training_places": 9.0})
    seen = observed(run, 1, jobs={("A", "CRM", 2025): 100.0}, trained={("A", "higher", 2025): 4.0})
    inputs = rest(run, seen).inputs
    assert inputs.staff_start["baseline_staff"].tolist() == [114.0]
    for goal, feasible in ((124.0 + 9.0, True), (125.0 + 9.0, False)):
        asked = replace(inputs, scalars=inputs.scalars.model_copy(update={"jobs_goal": {2026: goal}}))
        if feasible:
            solve_inputs(asked)
        else:
            with pytest.raises(Infeasible):
                solve_inputs(asked)


def test_what_reality_hired_beyond_the_rates_is_there(tmp_path: Path) -> None:
    """100 staff, 10 recruits, 125 jobs: 15 too many. They are counted, and next year only 10 more can be hired."""
    run = _hand(tmp_path, given={"eligible_pool": 10.0})
    rebased = rest(run, observed(run, 1, jobs={("A", "CRM", 2025): 125.0}, seats={("A", 2025): 25.0}))
    assert rebased.inputs.staff_start["baseline_staff"].tolist() == pytest.approx([125.0])
    (note,) = rebased.notes
    assert note.key == "replan-note-overdraft"
    assert note.values["people"] == pytest.approx(15.0)
    goal = rebased.inputs.scalars.model_copy(update={"jobs_goal": {2026: 135.5}})
    with pytest.raises(Infeasible):
        solve_inputs(replace(rebased.inputs, scalars=goal))


def test_neighbours_fill_jobs_before_anybody_is_overdrawn(tmp_path: Path) -> None:
    """B lives beside A and has 10 recruits too: of the 25 jobs added in A only 5 are beyond the rates, and in A."""
    run = _hand(tmp_path, {"A": "N", "B": "S"}, arcs={("B", "A"): 30.0}, given={"eligible_pool": 10.0})
    rebased = rest(
        run, observed(run, 1, jobs={("A", "CRM", 2025): 125.0, ("B", "CRM", 2025): 0.0}, seats={("A", 2025): 25.0})
    )
    staff = rebased.inputs.staff_start.set_index("zone")["baseline_staff"]
    assert staff.to_dict() == pytest.approx({"A": 115.0, "B": 10.0})
    assert staff.sum() == pytest.approx(125.0)


@pytest.mark.parametrize(
    ("stated", "jobs", "goals"),
    [
        ((2027,), 102.0, {2026: 116.0, 2027: 130.0}),  # behind: a straight line from 102 to 130
        ((2027,), 110.0, {2026: 120.0, 2027: 130.0}),  # as planned: the path that was
        ((2027,), 118.0, {2026: 120.0, 2027: 130.0}),  # ahead: no goal is raised
        ((2026, 2027), 102.0, {2026: 120.0, 2027: 130.0}),  # stated goals stay
        (None, 102.0, {2026: 120.0, 2027: 130.0}),
    ],
)
def test_the_path_to_the_goal(tmp_path: Path, stated, jobs: float, goals: dict[int, float]) -> None:
    run = _hand(tmp_path)
    seen = observed(run, 1, jobs={("A", "CRM", 2025): jobs}, seats={("A", 2025): 20.0})
    rebased = rest(run, seen, stated)
    assert rebased.inputs.scalars.jobs_goal == pytest.approx(goals)
    assert ("replan-note-path" in _keys(rebased)) is (stated == (2027,) and jobs == 102.0)


def test_a_soft_path_stays(tmp_path: Path) -> None:
    run = _hand(tmp_path, soft_goals=("jobs",), shortfall_penalty={"jobs": 0.5}, national_pace=6.0)
    assert run.summary["jobs"]["2025"] < 110.0
    for seen in (planned_outturn(run, 1), observed(run, 1, jobs={("A", "CRM", 2025): 95.0})):
        assert rest(run, seen, (2027,)).inputs.scalars.jobs_goal == {2026: 120.0, 2027: 130.0}


def test_premiums_owed_come_off_the_budget(tmp_path: Path) -> None:
    """10 jobs added in 2025 at a wage of 2 and 5 % for two years: 1 MMAD is owed in 2026, nothing in 2027."""
    told = {"training_premium": 0.05, "training_premium_years": 2, "given": {"wage": 2.0}}
    run = _hand(tmp_path, **told, budgets={"state": {2025: 5.0, 2026: 2.5, 2027: 2.5}, "developer": {2025: 99.0}})
    rebased = rest(run, observed(run, 1, jobs={("A", "CRM", 2025): 110.0}, seats={("A", 2025): 20.0}))
    assert rebased.inputs.scalars.budgets == {"state": {2026: pytest.approx(1.5), 2027: 2.5}}
    assert rebased.notes[0].values == {"mmad": pytest.approx(1.0)}
    seen = observed(run, 1, jobs={("A", "CRM", 2025): 126.0}, seats={("A", 2025): 30.0})
    with pytest.raises(Infeasible, match=r"budget of 2026 is 2\.5 million MAD; .* already come to 2\.6"):
        rest(run, seen)


def test_undiscounted_money_is_restated(tmp_path: Path) -> None:
    """Fees of parks and penalties are money of the base year: at 25 % they are 1.5625 times as much two years later."""
    run = _hand(tmp_path, given={"opening_cost": 8.0}, discount_rate=0.25, soft_goals=("jobs",),
                shortfall_penalty={"jobs": 2.0})  # fmt: skip
    inputs = rest(run, observed(run, 2, seats={("A", 2025): 0.0, ("A", 2026): 0.0})).inputs
    assert inputs.zones["opening_cost"].tolist() == [12.5]
    assert inputs.scalars.shortfall_penalty == {"jobs": 3.125}
    assert (inputs.scalars.base_year, inputs.scalars.years) == (2026, (2027,))


def test_a_floor_on_jobs_added_goes_on_counting_from_the_first_base_year(tmp_path: Path) -> None:
    """N has 100 jobs, S none, the same labour force; half of what is added by 2027 goes to each: 15 of 30.

    In 2025 all 10 went to N, so S gets 15 of the next 20 and N 5. A rule that began anew would give S only 10.
    """
    run = _hand(tmp_path, {"A": "N", "B": "S"}, balance=Balance(floor=1.0, on="added"),
                given={"capex_per_seat": {"A": 1.0, "B": 2.0}})  # fmt: skip
    rebased = rest(run, observed(run, 1, jobs={("A", "CRM", 2025): 110.0}, seats={("A", 2025): 10.0, ("B", 2025): 0.0}))
    balance = rebased.inputs.scalars.balance
    assert balance.floor is None
    assert {name: (group.on, group.min) for name, group in balance.groups.items()} == {
        "region-n": ("stock", pytest.approx(115 / 130)),
        "region-s": ("stock", pytest.approx(15 / 130)),
    }
    jobs = solve_inputs(rebased.inputs).jobs.query("year == 2027").groupby("zone")["jobs"].sum()
    assert jobs.to_dict() == pytest.approx({"A": 115.0, "B": 15.0})


def test_decided_seats_and_locked_zones(tmp_path: Path) -> None:
    """A is locked in with a smallest park of 40, B's seats are decided: 6 in 2025, of which 2 came, and 7 in 2027."""
    locks = Locks(zones_in=("A",), seats={"B": {2025: 6.0, 2027: 7.0}})
    run = _hand(tmp_path, {"A": "N", "B": "S"}, locks=locks, min_park_seats=40.0)
    begun = rest(run, observed(run, 1, seats={("A", 2025): 10.0, ("B", 2025): 2.0}))
    assert begun.inputs.scalars.locks.zones_in == ()
    plan = run.table("seats").query("zone == 'A' and year > 2025")["built"].sum()
    assert sum(begun.inputs.scalars.locks.seats["A"].values()) == pytest.approx(max(plan, 30.0))
    assert begun.inputs.scalars.locks.seats["B"] == {2027: 7.0}
    assert {"replan-note-undone", "replan-note-completed"} <= set(_keys(begun))
    whole = rest(run, observed(run, 1, seats={("A", 2025): 40.0, ("B", 2025): 6.0}))
    assert whole.inputs.scalars.locks == Locks(seats={"B": {2027: 7.0}})
    nothing = rest(run, observed(run, 1, seats={("A", 2025): 0.0, ("B", 2025): 6.0}))
    assert nothing.inputs.scalars.locks.zones_in == ("A",)


def test_parks_that_were_opened_count(tmp_path: Path) -> None:
    """One park in each of three regions; A has got its park. B's plan has it in B, C's in C: both are locked in."""
    zones = {"A": "N", "B": "S", "C": "E"}
    run = _hand(tmp_path, zones, indivisible=True, phase_seats=10.0, min_park_seats=10.0,
                park_count=ParkCount(min=3, max=4, one_per_region=True))  # fmt: skip
    rebased = rest(run, observed(run, 1, seats={("A", 2025): 10.0, ("B", 2025): 0.0, ("C", 2025): 0.0}))
    scalars = rebased.inputs.scalars
    assert scalars.locks.zones_in == ("C", "B")  # regions in order: E, S
    assert (scalars.park_count.min, scalars.park_count.one_per_region) == (2, False)
    parks = solve_inputs(rebased.inputs).seats.groupby("zone")["built"].sum()
    assert (parks[["B", "C"]] >= 10.0 - 1e-6).all()
    fresh = rest(run, observed(run, 1, jobs={("A", "CRM", 2025): 100.0}, seats={(z, 2025): 0.0 for z in zones}))
    assert fresh.inputs.scalars.park_count == run.inputs.scalars.park_count


def test_jobs_where_the_model_saw_none_stay_there(tmp_path: Path) -> None:
    """B is not eligible and has no way to itself; 5 jobs were observed: they stay, they do not grow."""
    inputs = plain({"A": "N", "B": "S"}, years=YEARS, jobs_goal={2027: 130.0},
                   given={"seats_start": {"A": 100.0}, "baseline_jobs": {"A": 100.0}, "eligible": {"B": False}},
                   arcs={("A", "A"): 20.0})  # fmt: skip
    inputs = replace(inputs, arcs=inputs.arcs[inputs.arcs["zone"] == "A"].reset_index(drop=True))
    run = written(tmp_path / "run", inputs)
    rebased = rest(run, observed(run, 1, jobs={("B", "CRM", 2025): 5.0}, seats={("B", 2025): 5.0}))
    assert rebased.inputs.arcs.to_dict("list") == {"origin": ["A", "B"], "zone": ["A", "B"], "minutes": [20.0, 20.0]}
    jobs = solve_inputs(rebased.inputs).jobs.query("zone == 'B'")["jobs"]
    assert jobs.tolist() == pytest.approx([5.0, 5.0])
    assert "replan-note-arc" in _keys(rebased)


def test_stages_keep_their_order_and_tables_their_form(tmp_path: Path) -> None:
    inputs = country(3, years=YEARS, jobs_goal={2027: 1300.0})
    run = written(tmp_path / "run", inputs)
    made = rest(run, planned_outturn(run, 2)).inputs
    assert made.scalars.objective == inputs.scalars.objective
    assert made.scalars.objective.stages[0] == Stage(objective="cost", tolerance=0.001)
    for name in ("zones", "zone_segment", "zone_segment_year", "zone_year", "pool", "staff_start", "arcs", "segments"):
        before, after = run.inputs.table(name), made.table(name)
        assert list(before.columns) == list(after.columns)
        assert before.dtypes.to_dict() == after.dtypes.to_dict(), name
        assert after.index.equals(pd.RangeIndex(len(after)))
    assert left_to_pay(run, 2026) > 0
