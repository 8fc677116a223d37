"""Influences on functions whose indices are known."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import spearmanr

from siting.analysis.uncertainty import draw
from siting.analysis.uncertainty.design import Design
from siting.analysis.uncertainty.influences import influence_on
from tests.uncertainty.made import a_design, a_range

PI = {name: a_range("uniform", how="plus", low=-np.pi, high=np.pi) for name in ("x1", "x2", "x3")}
UNIT = {name: a_range("uniform", low=0.0, high=1.0) for name in ("x1", "x2", "x3")}


def ishigami(made: Design) -> np.ndarray:
    x1, x2, x3 = made.values.T
    values: np.ndarray = np.sin(x1) + 7 * np.sin(x2) ** 2 + 0.1 * x3**4 * np.sin(x1)
    return values


def test_sobol_indices_of_the_ishigami_function() -> None:
    """Ishigami and Homma 1990: first 0.314, 0.442, 0; total 0.558, 0.442, 0.244."""
    made = draw(PI, 5 * 1024, "sobol")
    told = influence_on("y", ishigami(made), made).set_index("assumption")
    names = ["x1", "x2", "x3"]
    assert told.loc[names, "first"].tolist() == pytest.approx([0.314, 0.442, 0.0], abs=0.03)
    assert told.loc[names, "total"].tolist() == pytest.approx([0.558, 0.442, 0.244], abs=0.03)
    assert (told["first_conf"] < 0.15).all()
    assert told.index.tolist() == ["x1", "x2", "x3"]  # the strongest first
    assert (told["why"] == "").all()


def test_morris_effects_of_a_linear_function_are_its_slopes() -> None:
    made = draw(UNIT, 40, "morris")
    told = influence_on("y", made.values @ [3.0, -5.0, 0.0], made).set_index("assumption")
    assert told.index.tolist()[:2] == ["x2", "x1"]
    assert told.loc[["x1", "x2", "x3"], "mu"].tolist() == pytest.approx([3.0, -5.0, 0.0])
    assert told.loc[["x1", "x2", "x3"], "mu_star"].tolist() == pytest.approx([3.0, 5.0, 0.0])
    assert told["sigma"].tolist() == pytest.approx([0.0] * 3, abs=1e-9)
    assert set(told["samples"]) == {40}


def test_rank_coefficients_of_a_monotone_function() -> None:
    made = draw(UNIT, 2000)
    values = np.exp(4 * made.values[:, 0] - 2 * made.values[:, 1])
    told = influence_on("y", values, made).set_index("assumption")
    # assumptions are independent: a coefficient is near the correlation of ranks
    near = [spearmanr(column, values).statistic for column in made.values.T]
    assert told.loc[["x1", "x2", "x3"], "coefficient"].tolist() == pytest.approx(near, abs=0.05)
    assert near[0] > 0.8 > 0 > near[1]
    assert told["r2"].iloc[0] > 0.95


def test_what_ranks_do_not_explain_is_not_told() -> None:
    made = draw(UNIT, 200)
    bent = (made.values[:, 0] - 0.5) ** 2
    told = influence_on("y", bent, made)
    assert told["coefficient"].isna().all()
    assert (told["r2"] < 0.2).all()
    assert told["why"].str.contains("less than 70%").all()
    few = draw(UNIT, 14)
    assert influence_on("y", few.values[:, 0], few)["why"].str.contains("fewer than 5 samples").all()


def test_rank_coefficients_by_numpy_alone() -> None:
    shares = [[0.1, 0.8], [0.3, 0.2], [0.5, 0.9], [0.7, 0.1], [0.9, 0.5]] * 2
    made = a_design("lhs", shares)
    values = np.array([1.0, 2, 3, 4, 5, 1, 2, 3, 4, 5])
    told = influence_on("y", values, made).set_index("assumption")
    assert told["coefficient"].to_dict() == pytest.approx({"a": 1.0, "b": 0.0}, abs=1e-12)


def test_samples_without_a_plan_are_counted() -> None:
    lhs = draw(UNIT, 100)
    values = lhs.values[:, 0].copy()
    values[:7] = np.nan
    told = influence_on("y", values, lhs)
    assert told[["samples", "left_out"]].drop_duplicates().to_numpy().tolist() == [[93, 7]]
    morris = draw(UNIT, 40, "morris")
    values = morris.values @ [3.0, -5.0, 1.0]
    values[[0, 1, 13]] = np.nan  # of the first and the fourth trajectory
    told = influence_on("y", values, morris)
    assert told[["samples", "left_out"]].drop_duplicates().to_numpy().tolist() == [[32, 8]]
    assert sorted(told["mu"]) == pytest.approx([-5.0, 1.0, 3.0])
    values[::4] = np.nan
    assert influence_on("y", values, morris)["why"].str.contains("fewer than 4 trajectories").all()
    sobol = draw(UNIT, 5 * 64, "sobol")
    values = sobol.values @ [3.0, -5.0, 1.0]
    values[0] = np.nan
    assert influence_on("y", values, sobol)["left_out"].tolist() == [5] * 3
    values[: 5 * 4] = np.nan
    told = influence_on("y", values, sobol)
    assert told["why"].str.contains("more than 5% of the base points").all()
    assert told["first"].isna().all()


def test_what_does_not_vary_has_no_influence() -> None:
    made = draw(UNIT, 40)
    assert influence_on("y", np.full(40, 270_000.0), made)["why"].tolist() == ["does not vary"]
    assert influence_on("y", np.full(40, np.nan), made)["why"].tolist() == ["no plan"]


def test_a_discrete_assumption_is_told_by_every_design() -> None:
    told = UNIT | {"x2": a_range("discrete", values=(0.0, 1.0), probabilities=(0.7, 0.3))}
    for kind, count, column in (("lhs", 200, "coefficient"), ("morris", 80, "mu_star"), ("sobol", 5 * 128, "total")):
        made = draw(told, count, kind)
        found = influence_on("y", made.values @ [0.3, 2.0, 0.0], made)
        assert found["assumption"].iloc[0] == "x2"
        assert found[column].iloc[0] > 0.75
