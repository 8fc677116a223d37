"""A frontier against linear programmes asked one by one, by hand, and as runs."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from siting.analysis.frontier import Frontier, frontier, read_frontier
from siting.analysis.frontier.folder import Recipe, point_runs, run_points, write_frontier
from siting.errors import Infeasible, ModelError, RunError
from siting.model.inputs import Inputs, Limits
from siting.model.solve import SolverOptions, solve_inputs
from siting.planning import prepared
from siting.results import gini, read_run, verify_run
from tests.model.country import country
from tests.model.oracle import Oracle
from tests.model.tiny import plain

EXAMPLE = str(Path(__file__).parents[2] / "models/example")


def limited(inputs: Inputs, name: str, value: float) -> Inputs:
    """The country with one term held."""
    key = {"inequality": "gaps_max", "suitability": "suitability_min", "commuting": "commuting_max"}[name]
    return Inputs(**{**vars(inputs), "scalars": inputs.scalars.model_copy(update={"limits": Limits(**{key: value})})})


@pytest.mark.parametrize(
    ("seed", "second"),
    [(1, "inequality"), (4, "inequality"), (1, "suitability"), (4, "suitability"), (2, "commuting"), (11, "commuting")],
)
def test_the_curve_is_the_least_cost_for_any_bound(seed: int, second: str) -> None:
    """Asked of another formulation and scipy, at bounds between the points: the lines are true where it says exact."""
    inputs = country(seed, zones=6)
    found = frontier(inputs, ("cost", second), points=200)
    assert found.exact
    values = found.values
    for share in (0.05, 0.3, 0.5, 0.77, 0.95):
        bound = (1 - share) * values[0, 1] + share * values[-1, 1]
        least = Oracle(limited(inputs, second, bound)).minimise()
        assert least is not None
        order = np.argsort(values[:, 1])
        assert least[0] == pytest.approx(float(np.interp(bound, values[order, 1], values[order, 0])), rel=1e-6)


@pytest.mark.parametrize("names", [("cost", "inequality"), ("cost", "least_served"), ("commuting", "suitability")])
def test_no_point_is_bettered_by_another_and_prices_rise(names: tuple[str, str]) -> None:
    found = frontier(country(3, zones=10), names, points=12)
    signs = np.array([term.sign for term in found.terms])
    values = found.values * signs
    for at, one in enumerate(values):
        others = np.delete(values, at, axis=0)
        assert not ((others <= one + 1e-9).all(axis=1) & (others < one - 1e-6).any(axis=1)).any()
    prices = found.points["price"].to_numpy()[1:]
    assert (np.diff(prices) > -1e-9).all()
    ideal = np.array([values[0, 0], values[-1, 1]])
    payoff = found.payoff[list(names)].to_numpy() * signs
    assert np.diag(payoff) == pytest.approx(ideal)


def test_three_aims_hold_the_ends_of_each_pair() -> None:
    inputs = country(3, zones=6)
    found = frontier(inputs, ("cost", "inequality", "suitability"), points=25)
    values = found.values * np.array([1.0, 1.0, -1.0])
    for at, one in enumerate(values):
        others = np.delete(values, at, axis=0)
        assert not ((others <= one + 1e-9).all(axis=1) & (others < one - 1e-6).any(axis=1)).any()
    two = frontier(inputs, ("cost", "inequality"), points=5)
    assert found.points["cost"].min() == pytest.approx(two.points["cost"].min())
    assert found.points["inequality"].min() == pytest.approx(two.points["inequality"].min(), rel=1e-6, abs=1e-6)
    assert list(found.payoff["first"]) == ["cost", "inequality", "suitability"]


def test_whole_parks_are_weighed_on_a_grid() -> None:
    inputs = country(2, zones=3, indivisible=True, phase_seats=200.0, min_park_seats=200.0)
    found = frontier(inputs, ("cost", "inequality"), points=4, gap=0.0)
    cheapest = solve_inputs(inputs, SolverOptions(gap=0.0)).stages[0].value
    assert found.points["cost"].iloc[0] == pytest.approx(cheapest, rel=1e-6)
    assert (np.diff(found.points["cost"]) > 0).all()
    assert (np.diff(found.points["inequality"]) < 0).all()
    assert not found.exact


def test_by_hand() -> None:
    # 100 new jobs in A at 1 or in B at 2; both regions have half of the labour force. A job that moves costs 1 and
    # closes the gap by 1 (half of the two by which their jobs come nearer).
    inputs = plain({"A": "N", "B": "S"}, jobs_goal={2025: 100.0}, given={"capex_per_seat": {"A": 1.0, "B": 2.0}})
    found = frontier(inputs, ("cost", "inequality"), points=10)
    assert found.exact
    assert found.values.tolist() == [pytest.approx([100.0, 50.0]), pytest.approx([150.0, 0.0], abs=1e-6)]
    assert found.points["moved"].iloc[1] == pytest.approx(50.0)
    assert found.points["per_job_moved"].iloc[1] == pytest.approx(1.0)
    assert found.points["price"].iloc[1] == pytest.approx(1.0)
    assert found.points["gini"].tolist() == pytest.approx([0.5, 0.0], abs=1e-6)
    last = found.regions[found.regions["point"] == 2].set_index("region")["jobs"]
    assert last.to_dict() == pytest.approx({"N": 50.0, "S": 50.0})
    assert gini(last.to_numpy(), [1000.0, 1000.0]) == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize(
    ("names", "points", "error", "words"),
    [
        (("cost",), 10, ModelError, "two or three"),
        (("cost", "inequality", "suitability", "commuting"), 10, ModelError, "two or three"),
        (("cost", "cost"), 10, ModelError, "against itself"),
        (("cost", "inequalty"), 10, ModelError, "did you mean inequality"),
        (("cost", "inequality"), 1, ModelError, "between 2 and"),
        (("cost", "inequality"), 10**9, ModelError, "between 2 and"),
    ],
)
def test_refusals(names: tuple[str, ...], points: int, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        frontier(country(1, zones=4), names, points=points)


def test_aims_that_do_not_conflict_and_models_without_a_plan_are_told() -> None:
    alike = plain({"A": "N", "B": "S"}, jobs_goal={2025: 100.0})  # all costs alike: the cheapest may be even
    with pytest.raises(ModelError, match="one plan is best"):
        frontier(alike, ("cost", "inequality"))
    with pytest.raises(Infeasible):
        frontier(country(1, jobs_goal={2026: 90_000.0}), ("cost", "inequality"))


@pytest.fixture(scope="module")
def made() -> tuple[Frontier, Recipe]:
    model, dataset, inputs = prepared(EXAMPLE, None, (), None, lambda step: None)
    return frontier(inputs, ("cost", "inequality"), points=4), Recipe(EXAMPLE, model, dataset, inputs)


def test_every_point_is_a_run_that_is_proven(made: tuple[Frontier, Recipe], tmp_path: Path) -> None:
    found, recipe = made
    folder = write_frontier(tmp_path / "f", found, recipe)
    again = read_frontier(folder)
    assert again.values == pytest.approx(found.values)
    told: list[str] = []

    def stop(message: str) -> None:
        told.append(message)
        if message == "point 3 of 4":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_points(folder, found, recipe, stop)
    assert sorted(point_runs(folder)) == [1, 2]
    before = (folder / "runs/point-01/manifest.json").stat().st_mtime_ns
    runs = run_points(write_frontier(folder, found, recipe), found, recipe)
    assert sorted(runs) == [1, 2, 3, 4]
    assert (folder / "runs/point-01/manifest.json").stat().st_mtime_ns == before
    for row in found.points.to_dict("records"):
        run = read_run(runs[int(row["point"])])
        assert verify_run(run.folder).verdict == "proven optimal"
        assert run.summary["objective_mmad"] == pytest.approx(row["cost"], rel=1e-7)
        assert run.summary["gini"] == pytest.approx(row["gini"], abs=1e-6)


def test_the_folder_of_another_frontier_is_left_alone(made: tuple[Frontier, Recipe], tmp_path: Path) -> None:
    found, recipe = made
    folder = write_frontier(tmp_path / "f", found, recipe)
    other = frontier(recipe.inputs, ("cost", "suitability"), points=3)
    with pytest.raises(RunError, match="another frontier"):
        write_frontier(folder, other, recipe)
    assert read_frontier(folder).terms == found.terms
    (tmp_path / "g").mkdir()
    with pytest.raises(RunError, match="exists already"):
        write_frontier(tmp_path / "g", found, recipe)
    with pytest.raises(RunError, match="is not a frontier"):
        read_frontier(tmp_path / "g")
    (folder / "points.parquet").write_bytes(b"nothing")
    with pytest.raises(RunError, match="is damaged"):
        read_frontier(folder)


def test_other_aims_than_cost_first_are_runs_too(made: tuple[Frontier, Recipe], tmp_path: Path) -> None:
    _, recipe = made
    found = frontier(recipe.inputs, ("inequality", "cost"), points=3)
    runs = run_points(write_frontier(tmp_path / "f", found, recipe), found, recipe)
    for row in found.points.to_dict("records"):
        run = read_run(runs[int(row["point"])])
        assert run.summary["stages"][0]["objective"] == "weighted"
        assert run.summary["stages"][0]["value"] == pytest.approx(row["inequality"], rel=1e-5)
        assert run.summary["objective_mmad"] <= row["cost"] + 1e-6
        assert run.certificate.verdict == "proven optimal"


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from siting.cli import run

    monkeypatch.chdir(tmp_path)
    asked = ["frontier", EXAMPLE, "--points", "4", "--out", "f"]
    assert run([*asked, "--no-runs", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [row["point"] for row in told["points"]] == [1, 2, 3, 4]
    assert told["points"][0]["price"] is None
    assert told["points"][0]["run"] is None
    assert sorted(path.name for path in (tmp_path / "f").iterdir()) == [
        "frontier.json", "frontier.png", "frontier.svg", "payoff.csv", "payoff.parquet",
        "points.csv", "points.parquet", "regions.csv", "regions.parquet",
    ]  # fmt: skip
    assert run([*asked, "--quiet"]) == 0
    assert len(point_runs("f")) == 4
    capsys.readouterr()
    assert run(asked) == 0
    shown = capsys.readouterr().out
    assert "MAD per job moved" in shown
    assert "4 runs in f/runs" in shown
    for options, code, words in (
        (["--objectives", "cost"], 3, "two or three"),
        (["--objectives", "cost,cots"], 3, "did you mean cost"),
        (["--points", "0"], 3, "between 2 and"),
        (["--objectives", "cost,suitability", "--out", "f"], 3, "another frontier"),
        (["--set", "goals.jobs.2028=900000"], 4, ""),
    ):
        assert run(["frontier", EXAMPLE, "--points", "4", *options]) == code
        assert words in " ".join(capsys.readouterr().err.split())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["f"]
