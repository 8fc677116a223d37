"""Protection of rows: every subset enumerated, nothing protected is the nominal problem, all is Soyster's."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from siting.errors import ModelError, UsageError
from siting.model.build import build
from siting.model.stochastic.linear import Linear, Living
from siting.model.stochastic.protection import Uncertain, guarded_pools, protected
from tests.model.country import country

COLUMNS = 4


def _random(seed: int) -> tuple[Linear, np.ndarray, np.ndarray]:
    """Maximise a value of x in [-3, 5] under one row; half-widths of its figures and of two parts of its side."""
    rng = np.random.default_rng(seed)
    row, value = rng.uniform(1, 3, COLUMNS), rng.uniform(-1, 3, COLUMNS)
    lower = np.where(rng.random(COLUMNS) < 0.5, 0.0, -3.0)
    linear = Linear(
        tuple(range(COLUMNS)), ("row",), -value, sp.csr_array(row[None, :]), np.array([-np.inf]), np.array([12.0]),
        lower, np.full(COLUMNS, 5.0),
    )  # fmt: skip
    return linear, rng.uniform(0, 1, COLUMNS), rng.uniform(0, 2, 2)


def _value(linear: Linear) -> float:
    found = Living(linear).solve()
    assert found is not None
    return found[0]


def _enumerated(linear: Linear, half: np.ndarray, sides: np.ndarray, gamma: int) -> float:
    """The same with one row for each subset of ``gamma`` figures; |x| by its parts above and below zero."""
    row, side = linear.matrix.toarray()[0], float(linear.row_upper[0])
    rows, right = [], []
    for chosen in combinations(range(COLUMNS + len(sides)), gamma):
        worse = np.array([half[j] if j in chosen else 0.0 for j in range(COLUMNS)])
        rows.append(np.r_[row + worse, -row + worse])  # columns x+ and x-
        right.append(side - sum(sides[k] for k in range(len(sides)) if COLUMNS + k in chosen))
    bounds = [(0, 5)] * COLUMNS + [(0, -low) for low in linear.column_lower]
    return float(linprog(np.r_[linear.cost, -linear.cost], np.array(rows), np.array(right), bounds=bounds).fun)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_every_budget_agrees_with_all_its_subsets(seed: int) -> None:
    linear, half, sides = _random(seed)
    uncertain = [Uncertain(0, np.arange(COLUMNS), half, sides)]
    values = [_value(protected(linear, uncertain, gamma)) for gamma in range(COLUMNS + 3)]
    for gamma in range(COLUMNS + 3):
        assert values[gamma] == pytest.approx(_enumerated(linear, half, sides, gamma)), gamma
    assert values[0] == pytest.approx(_value(linear)), "nothing protected: the nominal problem"
    assert _value(protected(linear, uncertain, 100.0)) == pytest.approx(values[-1]), "more than there are: all"
    assert all(a <= b + 1e-9 for a, b in pairwise(values)), "more protection costs more"
    half_way = _value(protected(linear, uncertain, 1.5))
    assert values[1] - 1e-9 <= half_way <= values[2] + 1e-9


def test_a_row_of_at_least_loses_what_may_fall_short() -> None:
    linear = Linear(
        ("a", "b"), ("need",), np.array([1.0, 1.1]), sp.csr_array(np.ones((1, 2))), np.array([10.0]),
        np.array([np.inf]), np.zeros(2), np.full(2, np.inf),
    )  # fmt: skip
    uncertain = [Uncertain(0, np.array([0, 1]), np.array([0.5, 0.5]))]
    found = Living(protected(linear, uncertain, 1.0)).solve()
    assert found is not None
    # Half of the larger of the two is lost: with a = b the loss is a quarter of all, so a + b = 10 / 0.75.
    assert found[1][:2] == pytest.approx([20 / 3, 20 / 3])
    assert _value(protected(linear, uncertain, 2.0)) == pytest.approx(20.0), "all at once: a alone, twice"


def test_what_cannot_be_protected_is_told_at_once() -> None:
    linear, half, _ = _random(1)
    columns = np.arange(COLUMNS)
    equation = Linear(
        linear.columns, linear.rows, linear.cost, linear.matrix, linear.row_upper, linear.row_upper,
        linear.column_lower, linear.column_upper,
    )  # fmt: skip
    with pytest.raises(ModelError, match="not bounded on one side"):
        protected(equation, [Uncertain(0, columns, half)], 1.0)
    with pytest.raises(ModelError, match="below zero"):
        protected(linear, [Uncertain(0, columns, -half)], 1.0)
    for gamma in (-1.0, float("nan")):
        with pytest.raises(UsageError, match="give 0 or more"):
            protected(linear, [Uncertain(0, columns, half)], gamma)


# --- the talent pools of the siting model --------------------------------------------------------------
SHORT = 0.6


@pytest.mark.parametrize("seed", [1, 3])
def test_staff_is_enough_whichever_places_fall_short(seed: int) -> None:
    program = build(country(seed))
    v, d = program.variables, program.data
    nominal = _value(Linear.of(program))
    costs = []
    for gamma in (0, 1, 2, 9):
        linear = guarded_pools(program, SHORT, gamma)
        found = Living(linear).solve()
        assert found is not None
        costs.append(found[0])
        plan = found[1]
        need = (v.jobs * 1.0).index, plan[v.jobs.column]
        for zone in range(d.sizes["zone"]):
            for skill in range(d.sizes["skill"]):
                for year in range(d.sizes["year"]):
                    here = (v.staff.index["zone"] == zone) & (v.staff.index["skill"] == skill)
                    here &= v.staff.index["year"] == year
                    people, origin = plan[v.staff.column[here]], v.staff.index["origin"][here]
                    sure, new = d.baseline_staff.values[origin, skill], d.entrants.values[origin, skill, year]
                    lost = np.sort(people * SHORT * new / (sure + new))[::-1][:gamma].sum()
                    index, jobs = need
                    at = (index["zone"] == zone) & (index["year"] == year)
                    wanted = jobs[at] @ d.skill_mix.values[index["segment"][at], skill]
                    assert people.sum() - lost >= wanted - 1e-6
    assert costs[0] == pytest.approx(nominal)
    assert all(a <= b + 1e-6 for a, b in pairwise(costs))
    assert costs[1] > nominal + 1e-3
    assert costs[3] == pytest.approx(_soyster(program))


def _soyster(program: object) -> float:
    """Every place sends its share fewer: coefficients of staff in its rows replaced by hand."""
    linear, v, d = Linear.of(program), program.variables, program.data  # type: ignore[arg-type,attr-defined]
    first = program.first_row["staffing"]  # type: ignore[attr-defined]
    count = next(len(block) for block in program.blocks if block.name == "staffing")  # type: ignore[attr-defined]
    index = v.staff.index
    sure = d.baseline_staff.values[index["origin"], index["skill"]]
    new = d.entrants.values[index["origin"], index["skill"], index["year"]]
    matrix = linear.matrix.tolil()
    matrix[first : first + count, v.staff.first : v.staff.first + len(v.staff)] = (
        linear.matrix[first : first + count, v.staff.first : v.staff.first + len(v.staff)].toarray()
        * (1.0 - SHORT * new / (sure + new))[None, :]
    )
    upper = linear.row_upper.copy()
    upper[first : first + count] = np.inf
    return _value(
        Linear(
            linear.columns,
            linear.rows,
            linear.cost,
            sp.csr_array(matrix),
            linear.row_lower,
            upper,
            linear.column_lower,
            linear.column_upper,
        )
    )


def test_a_shortfall_outside_0_and_1_is_refused() -> None:
    with pytest.raises(UsageError, match="from 0 to 1"):
        guarded_pools(build(country()), 1.5, 1.0)
