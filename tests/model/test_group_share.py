"""Shares of groups of zones: against the model written again, as properties, before the solver, in the verifier."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siting.errors import Infeasible
from siting.model.build import build
from siting.model.highs_backend import HighsBackend
from siting.model.inputs import Balance, Group, Inputs, Objective, Scalars
from siting.model.options import SolverOptions
from siting.model.presolve import presolve_check
from siting.results.binding import binding
from siting.results.run_folder import read_inputs, write_run
from siting.results.solution import Outcome
from siting.results.verify.check import verify_files
from tests.model.country import STAGES, country
from tests.model.oracle import Oracle, plus, times
from tests.model.proven import solve_inputs
from tests.model.tiny import COST_ONLY, plain

QUICK = Objective(stages=STAGES, region_ranges=False)
TWO = {"A": "N", "B": "S"}
THREE = {"A": "N", "B": "N", "C": "S"}
GOAL = {2025: 100.0}
few = settings(
    max_examples=4, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)


def of(**groups: Group) -> Balance:
    return Balance(groups={name.replace("_", "-"): group for name, group in groups.items()})


def zones(*numbers: int) -> tuple[str, ...]:
    return tuple(f"Z{number:02d}" for number in numbers)


def final(inputs: Inputs, jobs: pd.DataFrame, group: Group) -> float:
    """The share that a group has in a plan."""
    last = jobs[jobs["year"] == jobs["year"].max()].groupby("zone")["jobs"].sum()
    if group.on == "added":
        last = last - inputs.zone_segment.groupby("zone")["baseline_jobs"].sum().reindex(last.index)
    return float(last.reindex(list(group.zones)).sum() / last.sum())


# --- the model written again ---------------------------------------------------------------------------
class GroupOracle(Oracle):
    """The second model, with groups."""

    def _territory(self) -> None:
        super()._territory()
        for group in self.scalars.balance.groups.values():
            inside = {key: one for key, one in self.jobs_of().items() if key[1] in group.zones}
            before = {zone: self._baseline(zone) if group.on == "added" else 0.0 for zone in self.zones}
            own, total = sum(before[zone] for zone in group.zones), sum(before.values())
            for share, sense in ((group.min, ">="), (group.max, "<=")):
                if share is not None:
                    self.need(plus(inside, times(-share, self.jobs_of())), sense, own - share * total)


RULES: dict[str, Balance] = {
    "lowest of those added": of(odd=Group(zones=zones(1, 3), min=0.8)),
    "lowest of the stock": of(odd=Group(zones=zones(0, 1), on="stock", min=0.48)),
    "highest": of(a=Group(zones=zones(0, 1, 2), max=0.3), b=Group(zones=zones(4), on="stock", max=0.1)),
    "a band of two that overlap": of(
        x=Group(zones=zones(0, 1, 2), min=0.45, max=0.5), y=Group(zones=zones(2, 3), min=0.4, max=0.6)
    ),
    "with a floor": Balance(floor=0.5, on="added", groups={"x": Group(zones=zones(0, 5), min=0.6)}),
}


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("seed", [1, 2])
def test_least_cost_and_leximin_agree_with_the_model_written_again(rules: str, seed: int) -> None:
    inputs = country(seed, balance=RULES[rules], objective=QUICK)
    oracle = GroupOracle(inputs)
    least = oracle.minimise()
    assert least is not None
    free = Oracle(replace(inputs, scalars=inputs.scalars.model_copy(update={"balance": Balance()}))).minimise()
    assert free is not None
    assert least[0] > free[0] + 1e-3, "no share binds: the case says nothing"
    solution = solve_inputs(inputs)
    assert solution.stages[0].value == pytest.approx(least[0], rel=1e-6)
    levels = oracle.leximin(least[0] + 0.001 * abs(least[0]))
    reached = {region: stage.value for stage in solution.stages for region in stage.settled}
    assert reached == {region: pytest.approx(level, rel=1e-5) for region, level in levels.items()}
    for group in inputs.scalars.balance.groups.values():
        share = final(inputs, solution.jobs, group)
        assert (group.min or 0.0) - 1e-6 <= share <= (1.0 if group.max is None else group.max) + 1e-6


# --- properties ----------------------------------------------------------------------------------------
def cost(inputs: Inputs, balance: Balance) -> float:
    """Least cost; infinite where no plan exists."""
    scalars = Scalars(**(inputs.scalars.model_dump() | {"balance": balance, "objective": COST_ONLY}))
    try:
        return solve_inputs(replace(inputs, scalars=scalars)).stages[0].value
    except Infeasible:
        return np.inf


@few
@given(st.integers(0, 5000), st.floats(0.0, 1.0), st.sampled_from(["added", "stock"]), st.integers(1, 62))
def test_a_lowest_share_is_a_highest_share_of_everything_else(seed: int, share: float, on: Any, members: int) -> None:
    inputs = country(seed)
    inside = tuple(zone for number, zone in enumerate(inputs.zones["zone"]) if members >> number & 1)
    outside = tuple(zone for zone in inputs.zones["zone"] if zone not in inside)
    asked = cost(inputs, of(g=Group(zones=inside, on=on, min=share)))
    left = cost(inputs, of(g=Group(zones=outside, on=on, max=1.0 - share)))
    assert left == (asked if np.isinf(asked) else pytest.approx(asked, rel=1e-6))


@few
@given(st.integers(0, 5000))
def test_more_is_never_cheaper_and_a_group_is_the_union_of_its_zones(seed: int) -> None:
    inputs = country(seed)
    costs = [cost(inputs, of(g=Group(zones=zones(1, 4), min=share))) for share in (0.0, 0.3, 0.7)]
    assert costs[0] == pytest.approx(cost(inputs, Balance()), rel=1e-6)
    assert all(after >= before - 1e-6 * abs(before) for before, after in pairwise(costs))
    shuffled = of(g=Group(zones=zones(4, 1), min=0.3), vacuous=Group(zones=zones(0), min=0.0, max=1.0))
    assert cost(inputs, shuffled) == pytest.approx(costs[1], rel=1e-6)


def test_a_region_as_a_group_with_its_fair_share_is_the_territorial_floor() -> None:
    inputs = country(1)
    active = inputs.zones.groupby("region")["active"].sum()
    regions = {name: tuple(rows["zone"]) for name, rows in inputs.zones.groupby("region")}
    for on in ("added", "stock"):
        shares = {name: 0.7 * active[name] / active.sum() for name in regions}
        groups = {name.lower(): Group(zones=regions[name], on=on, min=shares[name]) for name in regions}
        floor = cost(inputs, Balance(floor=0.7, on=on))
        assert cost(inputs, Balance(groups=groups)) == pytest.approx(floor, rel=1e-7)
        assert floor > cost(inputs, Balance()) + 1e-3


@pytest.mark.parametrize("zone", ["Z99", ""])
def test_a_zone_that_is_not_there_is_refused(zone: str) -> None:
    with pytest.raises(ValueError, match=f"unknown zone: {zone}"):
        build(country(1, balance=of(g=Group(zones=("Z01", zone), min=0.1))))


# --- before the solver ---------------------------------------------------------------------------------
def outcome(inputs: Inputs) -> Outcome:
    """What the solver says without any proof before it."""
    return HighsBackend(build(inputs), SolverOptions()).first().outcome


STANDING = {"baseline_jobs": {"A": 20.0}, "seats_start": 20.0}
CASES: dict[str, tuple[Inputs, tuple[str, ...]]] = {
    "apart": (
        plain(
            THREE,
            jobs_goal=GOAL,
            balance=of(a=Group(zones=("A",), min=0.7), all_b=Group(zones=("B", "C"), min=0.4)),
        ),
        ("a (70.0%), all-b (40.0%)", "110.0% of the jobs added", "lower a min"),
    ),
    "apart on the stock": (
        plain(
            TWO,
            jobs_goal=GOAL,
            shrink_limit=1.0,
            balance=of(a=Group(zones=("A",), on="stock", min=0.7), b=Group(zones=("B",), on="stock", min=0.4)),
        ),
        ("110.0% of the jobs,",),
    ),
    "apart, all of it, though jobs may leave": (
        plain(
            TWO,
            jobs_goal=GOAL,
            shrink_limit=1.0,
            balance=of(a=Group(zones=("A",), min=0.7), b=Group(zones=("B",), min=0.4)),
        ),
        ("110.0% of the jobs added",),
    ),
    "too little, though jobs may leave": (
        plain(
            TWO,
            jobs_goal=GOAL,
            shrink_limit=1.0,
            balance=of(a=Group(zones=("A",), max=0.5), b=Group(zones=("B",), max=0.4)),
        ),
        ("allow 90.0% of the jobs added",),
    ),
    "all of it, too little": (
        plain(TWO, jobs_goal=GOAL, balance=of(a=Group(zones=("A",), max=0.5), b=Group(zones=("B",), max=0.4))),
        ("b (40.0%), a (50.0%)", "hold every zone", "allow 90.0% of the jobs added", "raise a max"),
    ),
    "one within another": (
        plain(
            THREE,
            jobs_goal=GOAL,
            balance=of(inner=Group(zones=("A",), min=0.6), outer=Group(zones=("A", "B"), max=0.5)),
        ),
        ("group inner asks for 60.0%", "within group outer", "allows 50.0%"),
    ),
    # 20 stand in A and 1.1 x 20 + 8 = 30 may; of 80 to add the 60 % are 48.
    "out of reach by growth": (
        plain(
            TWO,
            jobs_goal=GOAL,
            given=STANDING | {"entry_limit": {"A": 8.0}},
            growth_limit=0.1,
            balance=of(a=Group(zones=("A",), min=0.6)),
        ),
        (
            "group a must have 60.0%",
            "jobs added of 2025, at least 48;",
            "can take 10 by",
            "lower its min to at most 0.125",
        ),
    ),
    # 30 seats at 0.8 a job hold 37.5 of 100 jobs.
    "out of reach by seats": (
        plain(
            TWO,
            jobs_goal=GOAL,
            given={"max_new_seats": {"A": 30.0}, "seats_per_job": 0.8},
            balance=of(a=Group(zones=("A",), on="stock", min=0.4)),
        ),
        ("at least 40;", "can take 38", "lower its min to at most 0.375"),
    ),
    "nowhere else to go": (
        plain(
            TWO,
            jobs_goal=GOAL,
            given={"max_new_seats": {"B": 30.0}},
            balance=of(a=Group(zones=("A",), max=0.6)),
        ),
        ("group a may have 60.0%", "at least 40 go elsewhere, where 30 fit", "raise its max to at least 0.7"),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_proof_fires_with_the_right_numbers_and_is_true(case: str) -> None:
    inputs, phrases = CASES[case]
    (sentence,) = presolve_check(inputs)
    for phrase in phrases:
        assert phrase in sentence
    assert outcome(inputs) is Outcome.INFEASIBLE
    with pytest.raises(Infeasible) as caught:
        solve_inputs(inputs)
    assert caught.value.reasons == (sentence,)


LEAVING = {"baseline_jobs": {"C": 50.0}, "seats_start": 50.0}
CROWDED = of(a=Group(zones=("A",), min=0.7), b=Group(zones=("B",), min=0.5))
#: A plan exists and nothing may fire.
EDGES: dict[str, Inputs] = {
    "apart, just the whole": plain(
        TWO, jobs_goal=GOAL, balance=of(a=Group(zones=("A",), min=0.6), b=Group(zones=("B",), min=0.4))
    ),
    "overlapping": plain(
        THREE, jobs_goal=GOAL, balance=of(x=Group(zones=("A", "B"), min=0.9), y=Group(zones=("B", "C"), min=0.9))
    ),
    "on different bases": plain(
        TWO,
        jobs_goal=GOAL,
        given={"baseline_jobs": {"B": 60.0}, "seats_start": 60.0},
        balance=of(a=Group(zones=("A",), min=0.9), b=Group(zones=("B",), on="stock", min=0.6)),
    ),
    # 50 jobs leave C: A and B gain 50 + 20, which is 350 % of the 20 added.
    "jobs leave a third place": plain(THREE, jobs_goal={2025: 70.0}, given=LEAVING, shrink_limit=1.0, balance=CROWDED),
    "nested, where jobs leave": plain(
        THREE,
        jobs_goal={2025: 70.0},
        given={"baseline_jobs": {"B": 50.0}, "seats_start": 50.0},
        shrink_limit=1.0,
        balance=of(inner=Group(zones=("A",), min=1.0), outer=Group(zones=("A", "B"), max=0.5)),
    ),
    "covering with overlap, where jobs leave": plain(
        THREE,
        jobs_goal={2025: 70.0},
        given={"baseline_jobs": {"B": 50.0}, "seats_start": 50.0},
        shrink_limit=1.0,
        balance=of(x=Group(zones=("A", "B"), max=0.4), y=Group(zones=("B", "C"), max=0.4)),
    ),
    "nothing to share": plain(TWO, balance=of(a=Group(zones=("A",), min=0.7), b=Group(zones=("B",), min=0.7))),
    "nothing added": plain(THREE, jobs_goal={2025: 50.0}, given=LEAVING | {"capex_per_seat": 1.0}, balance=CROWDED),
    "within reach": plain(
        TWO,
        jobs_goal=GOAL,
        given=STANDING | {"entry_limit": {"A": 8.0}},
        growth_limit=0.1,
        balance=of(a=Group(zones=("A",), min=0.125)),
    ),
    "no seat needed": plain(
        TWO,
        jobs_goal=GOAL,
        given={"max_new_seats": 0.0, "seats_per_job": 0.0},
        balance=of(a=Group(zones=("A",), min=1.0)),
    ),
    "fits elsewhere": plain(
        TWO, jobs_goal=GOAL, given={"max_new_seats": {"B": 30.0}}, balance=of(a=Group(zones=("A",), max=0.7))
    ),
}


@pytest.mark.parametrize("edge", EDGES)
def test_no_proof_fires_at_the_edge(edge: str) -> None:
    assert presolve_check(EDGES[edge]) == ()
    assert outcome(EDGES[edge]) is Outcome.OPTIMAL


fired: list[bool] = []
shares = st.none() | st.sampled_from([0.0, 0.1, 0.25, 0.4, 0.6, 0.8, 1.0])


@st.composite
def hard_countries(draw: Any) -> Inputs:
    """Random countries with three random groups."""
    rules = {
        name: Group(
            zones=draw(st.lists(st.sampled_from(zones(0, 1, 2, 3)), min_size=1, max_size=3, unique=True)),
            on=draw(st.sampled_from(["added", "stock"])),
            min=draw(shares),
            max=draw(shares),
        )
        for name in "xyz"
    }
    goal = draw(st.floats(1000, 1900))
    leaving = draw(st.sampled_from([0.0, 0.3, 1.0]))
    fixed: dict[str, Any] = {"jobs_goal": {2026: goal}, "shrink_limit": leaving, "objective": COST_ONLY}
    return country(draw(st.integers(0, 300)), zones=4, regions=2, balance=Balance(groups=rules), **fixed)


@settings(max_examples=40, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(hard_countries())
def test_whenever_a_proof_fires_the_solver_finds_no_plan_either(inputs: Inputs) -> None:
    sentences = presolve_check(inputs)
    fired.append(bool(sentences))
    if sentences:
        assert outcome(inputs) is Outcome.INFEASIBLE, sentences


def test_the_random_countries_above_are_hard_enough_to_say_something() -> None:
    if fired:  # the test above may have been left out
        assert 0.2 < np.mean(fired) < 0.95


# --- run folder and verifier ---------------------------------------------------------------------------
@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run in which two shares bind."""
    groups = of(far=Group(zones=zones(1, 3), min=0.8), first=Group(zones=zones(5), on="stock", max=0.19))
    inputs = country(1, balance=groups, objective=QUICK)
    return write_run(tmp_path_factory.mktemp("shares") / "run", inputs=inputs, solution=solve_inputs(inputs))


@pytest.fixture
def run(solved: Path, tmp_path: Path) -> Path:
    """A copy of the run, to be spoilt."""
    return Path(shutil.copytree(solved, tmp_path / "run"))


def rewrite(run: Path, **groups: Any) -> None:
    path = run / "inputs" / "scalars.json"
    told = json.loads(path.read_text("utf-8"))
    told["balance"]["groups"] = groups
    path.write_text(json.dumps(told), "utf-8")


def test_the_folder_holds_the_groups_and_their_prices(run: Path) -> None:
    groups = read_inputs(run).scalars.balance.groups
    assert list(groups) == ["far", "first"]
    assert groups["far"] == Group(zones=zones(1, 3), on="added", min=0.8)
    duals = pd.read_parquet(run / "outputs" / "duals.parquet")
    priced = duals[duals["group"] != ""]
    assert set(zip(priced["block"], priced["group"], strict=True)) == {("group_min", "far"), ("group_max", "first")}
    assert not duals["group"].isna().any()
    assert verify_files(run).verdict == "proven optimal"


def test_the_summary_says_that_they_bind() -> None:
    inputs = country(1, balance=of(far=Group(zones=zones(1, 3), min=0.8)), objective=QUICK)
    lines = [line for line in binding(solve_inputs(inputs)) if line["block"] == "group_min"]
    assert [(line["group"], line["unit"], line["rows"]) for line in lines] == [("far", "MMAD per job", 1)]
    assert lines[0]["price"] > 0


def test_the_verifier_refutes_a_plan_that_misses_a_share(run: Path) -> None:
    rewrite(run, far={"zones": ["Z01", "Z03"], "on": "added", "min": 0.81, "max": None})
    certificate = verify_files(run)
    assert certificate.refuted
    assert any("group_min: lowest share of the group far: off by" in reason for reason in certificate.reasons)
    rewrite(run, first={"zones": ["Z05"], "on": "stock", "min": None, "max": 0.18})
    assert any("highest share of the group first" in reason for reason in verify_files(run).reasons)


def test_the_verifier_refutes_a_price_of_a_share_that_was_never_asked(run: Path) -> None:
    rewrite(run, far={"zones": ["Z01", "Z03"], "on": "added", "min": 0.8, "max": None})
    assert any("a price for group_max, which is no constraint" in reason for reason in verify_files(run).reasons)


def test_the_verifier_needs_every_price_of_a_share(run: Path) -> None:
    path = run / "outputs" / "duals.parquet"
    duals = pd.read_parquet(path)
    for block in ("group_min", "group_max"):
        duals.assign(price=duals["price"].where(duals["block"] != block, duals["price"] / 2)).to_parquet(path)
        assert verify_files(run).refuted
    duals.assign(group=duals["group"].replace("far", "first")).to_parquet(path)
    assert any("name no row of this stage" in reason for reason in verify_files(run).reasons)


def test_an_unknown_zone_in_a_group_is_an_error_of_the_run(run: Path) -> None:
    from siting.errors import RunError

    rewrite(run, far={"zones": ["Z77"], "on": "added", "min": 0.8, "max": None})
    with pytest.raises(RunError, match="Z77"):
        verify_files(run)


def test_a_run_of_an_earlier_version_still_verifies(tmp_path: Path) -> None:
    """Without the column of groups and without the key in ``scalars.json``."""
    inputs = country(1, balance=Balance(floor=0.5), objective=QUICK)
    run = write_run(tmp_path / "old", inputs=inputs, solution=solve_inputs(inputs))
    path = run / "outputs" / "duals.parquet"
    pd.read_parquet(path).drop(columns="group").to_parquet(path)
    scalars = json.loads((run / "inputs" / "scalars.json").read_text("utf-8"))
    del scalars["balance"]["groups"]
    (run / "inputs" / "scalars.json").write_text(json.dumps(scalars), "utf-8")
    assert verify_files(run).verdict == "proven optimal"
    assert read_inputs(run).scalars == inputs.scalars
