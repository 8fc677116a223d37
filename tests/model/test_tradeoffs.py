"""Trade-offs between objectives: published fronts, every plan tried, the curve asked at other bounds."""

from __future__ import annotations

import itertools
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pandas as pd
import pytest

from siting.model.arrays import FloatArray
from siting.model.build import build
from siting.model.inputs import Objective, Stage
from siting.model.objectives import COST_TERMS, TERMS
from siting.model.program import Program, cost_vector
from siting.model.tradeoffs.breakpoints import breakpoints
from siting.model.tradeoffs.grid import on_grid
from siting.model.tradeoffs.objectives import Objectives
from tests.model.country import country

FRONT = Path(__file__).parents[2] / "../shared/known-optima/pareto/2kp50"
ALL = Objective(stages=tuple(Stage(objective=each) for each in ("cost", "least_served", "suitability", "inequality")))


def knapsack(weights: FloatArray, limits: FloatArray, *, whole: bool = True) -> Program:
    """Items that are taken or left (or in part), within limits of weight."""
    rows, items = weights.shape
    return Program(
        data=cast("Any", None),
        variables=cast("Any", SimpleNamespace(staff=())),
        blocks=(),
        cost=np.zeros(items),
        start=np.arange(rows + 1) * items,
        column=np.tile(np.arange(items), rows),
        coefficient=weights.ravel(),
        row_lower=np.full(rows, -np.inf),
        row_upper=limits,
        column_lower=np.zeros(items),
        column_upper=np.ones(items),
        integer=np.arange(items) if whole else np.zeros(0, dtype=np.int64),
    )


def tried(weights: FloatArray, limits: FloatArray, profits: FloatArray) -> set[tuple[float, ...]]:
    """Profits of every plan that no other betters."""
    plans = np.array(list(itertools.product((0.0, 1.0), repeat=weights.shape[1])))
    values = plans[(plans @ weights.T <= limits).all(axis=1)] @ profits.T
    values = np.unique(values, axis=0)
    return {
        tuple(value)
        for value in values.tolist()
        if not ((values >= value).all(axis=1) & (values > value).any(axis=1)).any()
    }


def of_country(seed: int, second: str, **changes: Any) -> tuple[Program, list[FloatArray]]:
    """A country's least cost against another term."""
    program = build(country(seed, objective=ALL, **changes))
    other = next(term for term in TERMS if term.name == second)
    terms = (dict.fromkeys(COST_TERMS, 1.0), {other: 1.0})
    return program, [cost_vector(each, program.variables, program.data) for each in terms]


# --- whole quantities ---------------------------------------------------------------------------------
@pytest.mark.skipif(not FRONT.exists(), reason=f"no published fronts at {FRONT}")
def test_the_published_front_of_the_knapsack_with_50_items() -> None:
    a, b, c = (pd.read_csv(FRONT / f"{name}.csv", index_col=0).to_numpy(float) for name in "abc")
    grid = on_grid(Objectives(knapsack(a, b.ravel()), list(-c)))
    assert grid is not None
    published = pd.read_csv(FRONT / "pareto_sols.csv", index_col=0).to_numpy(float)
    assert {tuple(value) for value in np.round(-grid.values).tolist()} == {tuple(value) for value in published.tolist()}
    assert len(grid.points) == len(published) == 35
    assert grid.solved == 35 < grid.cells == 492  # the others were skipped


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("goals", [2, 3])
def test_no_efficient_plan_is_missing_and_none_betters_another(seed: int, goals: int) -> None:
    rng = np.random.default_rng(seed)
    weights, profits = rng.integers(1, 9, (1, 8)).astype(float), rng.integers(1, 7, (goals, 8)).astype(float)
    limits = np.array([float(weights.sum() // 2)])
    grid = on_grid(Objectives(knapsack(weights, limits), list(-profits)))
    assert grid is not None
    found = {tuple(value) for value in np.round(-grid.values).tolist()}
    every = tried(weights, limits, profits)
    assert found <= every
    inside = {value for value in every if all(np.array(value) >= -grid.payoff.nadir - 1e-9)}
    assert found >= inside  # with three goals the table only estimates the worst values
    if goals == 2:
        assert found == every
    assert grid.solved <= grid.cells


def test_a_plan_that_a_single_cell_of_the_grid_has_is_not_skipped() -> None:
    """Of 60 random knapsacks with three goals, the one in which skipping a cell too many loses a plan."""
    rng = np.random.default_rng(45)
    weights, profits = rng.integers(1, 9, (1, 8)).astype(float), rng.integers(1, 12, (3, 8)).astype(float)
    limits = np.array([float(weights.sum() // 2)])
    grid = on_grid(Objectives(knapsack(weights, limits), list(-profits)))
    assert grid is not None
    found = {tuple(value) for value in np.round(-grid.values).tolist()}
    every = tried(weights, limits, profits)
    assert {value for value in every if all(np.array(value) >= -grid.payoff.nadir - 1e-9)} <= found <= every


def test_steps_that_are_no_steps_and_single_objectives_are_refused() -> None:
    program = knapsack(np.ones((1, 3)), np.array([2.0]))
    two = Objectives(program, [np.array([-1.0, -2.0, -3.0]), np.array([-3.0, -2.0, -1.0])])
    for steps in ([0], [2, 2], []):
        with pytest.raises(ValueError, match="numbers of steps"):
            on_grid(two, steps)
    with pytest.raises(ValueError, match="two objectives or more"):
        on_grid(Objectives(program, [np.ones(3)]))
    with pytest.raises(ValueError, match="linear program"):
        breakpoints(two)


def test_objectives_that_agree_have_one_best_plan() -> None:
    program = knapsack(np.ones((1, 3)), np.array([2.0]))
    gain = np.array([-1.0, -2.0, -3.0])
    grid = on_grid(Objectives(program, [gain, 2.0 * gain]))
    assert grid is not None
    assert grid.values.tolist() == [[-5.0, -10.0]]
    curve = breakpoints(Objectives(knapsack(np.ones((1, 3)), np.array([2.0]), whole=False), [gain, 2.0 * gain]))
    assert curve is not None
    assert curve.values.tolist() == [[-5.0, -10.0]]
    assert len(curve.prices) == 0


def test_without_a_plan_there_is_no_trade_off() -> None:
    for whole in (True, False):
        program = knapsack(-np.ones((1, 3)), np.array([-4.0]), whole=whole)
        objectives = Objectives(program, [np.ones(3), -np.arange(3.0)])
        assert (on_grid(objectives) if whole else breakpoints(objectives)) is None


# --- corners of linear programs -----------------------------------------------------------------------
@pytest.mark.parametrize("second", ["inequality", "least_served", "suitability"])
@pytest.mark.parametrize("seed", range(4))
def test_between_corners_the_curve_is_a_line_whatever_bound_is_asked(seed: int, second: str) -> None:
    program, vectors = of_country(seed, second)
    curve = breakpoints(Objectives(program, vectors))
    assert curve is not None
    assert curve.missed == 0.0
    values = curve.values
    asked = Objectives(program, vectors)
    high, low = values[0, 1], values[-1, 1]
    for bound in np.random.default_rng(seed).uniform(min(high, low), max(high, low), 12).tolist():
        asked.bound(np.array([np.inf, bound]))
        point = asked.weighted(np.array([1.0, 0.0]))
        assert point is not None
        on_line = np.interp(-bound, -values[:, 1], values[:, 0])
        assert point.values[0] == pytest.approx(on_line, rel=1e-6, abs=1e-5)
    assert (np.diff(values[:, 0]) > 0).all()  # dearer,
    assert (np.diff(values[:, 1]) < 0).all()  # and better in the other
    assert (np.diff(curve.prices) > 0).all()  # each further step costs more


def test_a_knapsack_in_parts_by_hand() -> None:
    """Two items of weight 1, room for one: profits 3 and 1, or 1 and 2. Halves lie on the line between them."""
    profits = np.array([[3.0, 1.0], [1.0, 2.0]])
    curve = breakpoints(Objectives(knapsack(np.ones((1, 2)), np.array([1.0]), whole=False), list(-profits)))
    assert curve is not None
    assert curve.values == pytest.approx(np.array([[-3.0, -1.0], [-1.0, -2.0]]))
    assert curve.prices == pytest.approx([2.0])


@pytest.mark.parametrize("seed", range(3))
def test_a_search_that_ends_early_says_how_much_it_may_miss(seed: int) -> None:
    program, vectors = of_country(seed, "inequality")
    whole = breakpoints(Objectives(program, vectors))
    assert whole is not None
    assert len(whole.points) > 5
    for most in (2, 3, 5):
        some = breakpoints(Objectives(program, vectors), most)
        assert some is not None
        assert len(some.points) <= most
        assert some.values[[0, -1]] == pytest.approx(whole.values[[0, -1]], rel=1e-7)
        lines = np.interp(-whole.values[:, 1], -some.values[:, 1], some.values[:, 0])
        missed = float((lines - whole.values[:, 0]).max())
        assert missed <= some.missed + 1e-6
        assert missed > 0.0
    with pytest.raises(ValueError, match="two points or more"):
        breakpoints(Objectives(program, vectors), 1)
