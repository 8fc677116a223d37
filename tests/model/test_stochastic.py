"""Deciding before the future is known: the textbook's farmer, random programmes by scipy, what is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from siting.errors import Infeasible, ModelError, NoPlan, UsageError
from siting.model.build import build
from siting.model.stochastic.linear import Linear, Living, average
from siting.model.stochastic.two_stage import Aim, Scenario, TwoStage, cvar
from siting.model.stochastic.worth import worth_of
from tests.model import farmer
from tests.model.country import country
from tests.model.two_stages import NOW, Futures

SEEDS = st.integers(0, 10_000)
FEW = settings(max_examples=15, deadline=None)


# --- the farmer of Birge and Louveaux ------------------------------------------------------------------
@pytest.fixture(scope="module")
def farm() -> TwoStage:
    return TwoStage(farmer.farm(), farmer.NOW)


def test_the_farmer_decides_as_in_the_textbook(farm: TwoStage) -> None:
    found = farm.decide()
    assert found.now == pytest.approx([170, 80, 250])
    assert found.value == pytest.approx(-108_390)
    assert found.costs == pytest.approx([-48_820, -109_350, -167_000])
    worth = worth_of(farm, found)
    assert worth.rp == pytest.approx(-108_390)
    assert worth.ws == pytest.approx(-115_405.556)
    assert worth.evpi == pytest.approx(7_015.556)
    assert worth.eev == pytest.approx(-107_240)
    assert worth.vss == pytest.approx(1_150)
    assert worth.average_costs == pytest.approx([-55_120, -118_600, -148_000])


def test_each_season_known_beforehand_earns_what_the_textbook_says(farm: TwoStage) -> None:
    assert -farm.least == pytest.approx([59_950, 118_600, 167_666.667])
    assert farm.decided_alone(1) == pytest.approx([120, 80, 300])
    assert farm.under(farm.decided_alone(1), 0) == pytest.approx(-55_120)


def test_the_farmers_risk(farm: TwoStage) -> None:
    assert farm.decide(Aim("cvar", 0.0)).value == pytest.approx(-108_390), "at level 0 the mean"
    careful = farm.decide(Aim("cvar", 0.9))
    assert careful.value == pytest.approx(-59_950), "one season in three is bad: the worst case"
    assert careful.costs.max() == pytest.approx(-59_950)
    assert careful.costs @ farm.probabilities > -108_390


# --- random programmes ---------------------------------------------------------------------------------
@FEW
@given(SEEDS)
def test_expected_cost_is_scipys_and_stands_between_its_bounds(seed: int) -> None:
    futures = Futures.random(seed)
    stages = TwoStage(futures.scenarios(), NOW)
    found = stages.decide()
    none = np.zeros((3, 1))
    assert found.value == pytest.approx(futures.together(futures.shares, none, np.full(3, np.inf), np.zeros(1)))
    assert found.costs == pytest.approx([futures.least(s, found.now) for s in range(3)], rel=1e-6)
    worth = worth_of(stages, found)
    assert worth.ws == pytest.approx(futures.shares @ [futures.least(s) for s in range(3)])
    assert worth.ws <= worth.rp + 1e-7
    assert worth.rp <= worth.eev + 1e-7
    assert worth.evpi >= 0
    assert worth.vss >= 0


@FEW
@given(SEEDS)
def test_the_average_plan_is_that_of_the_mean_figures(seed: int) -> None:
    futures = Futures.random(seed)
    linears = [each.linear for each in futures.scenarios()]
    mean = average(linears, futures.shares.tolist())
    p = futures.shares
    by_hand = Futures(
        np.ones(1),
        (p @ futures.costs)[None],
        np.einsum("s,sij->ij", p, futures.matrix)[None],
        (p @ futures.needs)[None],
    )
    found = Living(mean).solve()
    assert found is not None
    assert found[0] == pytest.approx(by_hand.least(0))


@FEW
@given(SEEDS, st.floats(0, 0.95), st.floats(0, 1))
def test_risk_is_scipys_and_between_mean_and_worst(seed: int, level: float, weight: float) -> None:
    futures = Futures.random(seed)
    found = TwoStage(futures.scenarios(), NOW).decide(Aim("cvar", level, weight))
    extra = np.c_[-np.ones(3), -np.eye(3)]
    price = weight * np.r_[1.0, futures.shares / (1 - level)]
    assert found.value == pytest.approx(futures.together((1 - weight) * futures.shares, extra, np.zeros(3), price))
    mean, risk = float(futures.shares @ found.costs), cvar(found.costs, futures.shares, level)
    assert found.value == pytest.approx((1 - weight) * mean + weight * risk)
    assert mean - 1e-7 <= risk <= found.costs.max() + 1e-7
    assert found.costs == pytest.approx([futures.least(s, found.now) for s in range(3)], rel=1e-5)


@FEW
@given(SEEDS)
def test_risk_at_its_ends_is_the_mean_and_the_worst_case(seed: int) -> None:
    futures = Futures.random(seed)
    stages = TwoStage(futures.scenarios(), NOW)
    assert stages.decide(Aim("cvar", 0.0)).value == pytest.approx(stages.decide().value)
    worst = futures.together(np.zeros(3), -np.ones((3, 1)), np.zeros(3), np.ones(1))
    assert stages.decide(Aim("cvar", 1 - futures.shares.min())).value == pytest.approx(worst)


@FEW
@given(SEEDS, st.booleans())
def test_regret_is_scipys_and_no_decision_on_a_grid_has_less(seed: int, relative: bool) -> None:
    futures = Futures.random(seed)
    stages = TwoStage(futures.scenarios(), NOW)
    found = stages.decide(Aim("regret", relative=relative))
    least = np.array([futures.least(s) for s in range(3)])
    scale = least if relative else np.ones(3)
    direct = futures.together(np.zeros(3), -scale[:, None], least, np.ones(1))
    assert found.value == pytest.approx(direct, abs=1e-6)
    assert ((found.costs - least) / scale).max() == pytest.approx(direct, abs=1e-6)
    assert found.costs == pytest.approx([futures.least(s, found.now) for s in range(3)], rel=1e-5)
    for now in np.random.default_rng(seed).uniform(0, 8, (6, 2)):
        assert ((stages.costs_of(now) - least) / scale).max() >= direct - 1e-6


def test_risk_of_costs_by_hand() -> None:
    costs, shares = np.array([10.0, 20.0, 40.0]), np.array([0.5, 0.3, 0.2])
    assert cvar(costs, shares, 0.0) == pytest.approx(19.0)
    assert cvar(costs, shares, 0.8) == pytest.approx(40.0)
    assert cvar(costs, shares, 0.6) == pytest.approx(30.0)  # 0.2 of 40 and 0.2 of 20
    assert cvar(np.array([1.0, np.inf]), np.array([0.9, 0.1]), 0.0) == np.inf


# --- names, rows that only some have, failures ---------------------------------------------------------
def _one(lower: float, cost: float = 1.0, rows: tuple[str, ...] = ("need",)) -> Linear:
    """Minimise cost x + 3 y with x + y >= lower in each of ``rows``, x <= 10."""
    count = len(rows)
    return Linear(
        ("x", "y"), rows, np.array([cost, 3.0]), sp.csr_array(np.ones((count, 2))), np.full(count, lower),
        np.full(count, np.inf), np.zeros(2), np.array([10.0, np.inf]),
    )  # fmt: skip


def test_a_rule_that_only_some_have_counts_in_the_average_as_they_state_it() -> None:
    plain, more = _one(4.0), _one(8.0, rows=("need", "floor"))
    mean = average([plain, more], [0.75, 0.25])
    assert mean.rows == ("need", "floor")
    assert mean.row_lower == pytest.approx([5.0, 8.0])
    assert mean.matrix.toarray() == pytest.approx(np.ones((2, 2)))
    stages = TwoStage([Scenario("plain", 0.75, plain), Scenario("more", 0.25, more)], ["x"])
    assert stages.decide().value == pytest.approx(0.75 * 4 + 0.25 * (4 + 3 * 4)), "x = 4; the rest later, at 3"


def test_the_average_plan_may_leave_no_plan_and_its_value_is_then_infinite() -> None:
    capped = [replace(_one(need), column_upper=np.array([10.0, 0.0])) for need in (2.0, 6.0)]
    stages = TwoStage([Scenario("a", 0.5, capped[0]), Scenario("b", 0.5, capped[1])], ["x"])
    worth = worth_of(stages, stages.decide())
    assert worth.rp == pytest.approx(6.0)
    assert worth.average_costs == pytest.approx([4.0, np.inf])
    assert worth.vss == np.inf
    assert worth.evpi == pytest.approx(6.0 - 4.0)


def test_what_is_decided_must_suit_the_bounds_of_every_scenario() -> None:
    locked = replace(_one(4.0), column_upper=np.array([1.0, np.inf]))
    stages = TwoStage([Scenario("free", 0.5, _one(4.0)), Scenario("locked", 0.5, locked)], ["x"])
    assert stages.decide().now == pytest.approx([1.0])
    assert stages.under(np.array([4.0]), 1) == np.inf
    assert stages.under(np.array([4.0]), 0) == pytest.approx(4.0)
    forced = replace(_one(4.0), column_lower=np.array([2.0, 0.0]))
    with pytest.raises(Infeasible, match="no value of it suits all"):
        TwoStage([Scenario("forced", 0.5, forced), Scenario("locked", 0.5, locked)], ["x"]).decide()


def test_a_scenario_without_a_plan_is_named() -> None:
    never = replace(_one(4.0), column_upper=np.array([1.0, 1.0]))
    with pytest.raises(Infeasible, match="scenario never has no plan"):
        TwoStage([Scenario("ok", 0.5, _one(4.0)), Scenario("never", 0.5, never)], ["x"])


def test_scenarios_that_exclude_one_another_have_no_decision() -> None:
    high = replace(_one(6.0), column_upper=np.array([10.0, 0.0]))
    low = replace(_one(0.0), row_upper=np.array([2.0]), column_upper=np.array([10.0, 0.0]))
    with pytest.raises(Infeasible, match="nothing decided now leaves a plan in all"):
        TwoStage([Scenario("high", 0.5, high), Scenario("low", 0.5, low)], ["x"]).decide()


def test_a_cost_without_limit_is_told() -> None:
    with pytest.raises(NoPlan, match="without limit"):
        Living(replace(_one(4.0), cost=np.array([1.0, -1.0]))).solve()


def test_all_wrong_scenarios_are_told_at_once() -> None:
    other = replace(_one(4.0), columns=("w", "y"))
    with pytest.raises(ModelError) as error:
        TwoStage([Scenario("a", 0.7, _one(4.0)), Scenario("a", -0.1, _one(4.0)), Scenario("b", 0.7, other)], ["x"])
    told = str(error.value)
    assert all(words in told for words in ("more than once", "-0.1", "lacks a column", "do not add up to 1"))
    assert len(error.value.problems) == 4
    with pytest.raises(ModelError, match="do not add up"):
        TwoStage([Scenario("a", 0.5, _one(4.0)), Scenario("b", 0.5 + 1e-8, _one(4.0))], ["x"])
    TwoStage([Scenario("a", 0.5, _one(4.0)), Scenario("b", 0.5 + 1e-10, _one(4.0))], ["x"])
    with pytest.raises(UsageError, match="two scenarios"):
        TwoStage([Scenario("a", 1.0, _one(4.0))], ["x"])


@pytest.mark.parametrize("figures", [{"level": 1.0}, {"level": -0.1}, {"weight": 1.1}, {"level": float("nan")}])
def test_figures_outside_their_range_are_refused(figures: dict[str, float]) -> None:
    with pytest.raises(UsageError, match="risk is"):
        Aim("cvar", **figures)


def test_relative_regret_of_a_scenario_that_costs_nothing_is_refused() -> None:
    stages = TwoStage([Scenario("some", 0.5, _one(4.0)), Scenario("nothing", 0.5, _one(0.0))], ["x"])
    with pytest.raises(UsageError, match="which is nothing in nothing"):
        stages.decide(Aim("regret", relative=True))


def test_a_program_keeps_its_figures_and_names() -> None:
    program = build(country())
    linear = Linear.of(program)
    found = Living(linear).solve()
    assert found is not None
    assert ("build", "Z00", "2025") in linear.place
    assert len(set(linear.columns)) == len(linear.columns)
    assert len(set(linear.rows)) == len(linear.rows)
    assert linear.places([("build", "Z00", "2025")]).tolist() == [program.variables.build.first]
    with pytest.raises(UsageError, match="whole parks"):
        Linear.of(build(country(indivisible=True)))
