"""The section ``uncertainty`` of model and scenario files: what is refused, where, and that a plan does not read it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from siting.analysis.uncertainty.design import check_ranges
from siting.config import load_model, parse_model
from siting.config.changes import changed_values
from siting.ensemble.content import inputs_sha256
from siting.errors import ModelError
from siting.planning import prepared
from tests.config.test_load import line_of, refused, write

ROOT = Path(__file__).parents[2]
WHY = {"why": "test", "source": "made up", "grade": "C"}
GOOD: dict[str, dict[str, Any]] = {
    "pool": {"inputs": ["pool.eligible_pool"], "how": "times", "distribution": "uniform", "low": 0.8, "high": 1.1},
    "cost": {"inputs": ["zones.capex_per_seat[zone=P1]"], "how": "times", "distribution": "lognormal", "median": 1.0,
             "sd_log": 0.2},
    "goal": {"inputs": ["jobs_goal.2026"], "how": "plus", "distribution": "discrete", "values": [-1.0, 1.0],
             "probabilities": [0.5, 0.5]},
}  # fmt: skip


def _with(name: str = "pool", **keys: Any) -> Any:
    """A change of the hand-made model: the good ranges, one of them with other keys (None: without)."""

    def change(data: dict[str, Any]) -> None:
        told = {each: dict(keys_) | WHY for each, keys_ in GOOD.items()}
        told[name] = {key: value for key, value in (told[name] | keys).items() if value is not None}
        data["uncertainty"] = told

    return change


@pytest.mark.parametrize(
    ("name", "keys", "message"),
    [
        ("pool", {"low": 1.2}, "is above high (found: 1.2 and 1.1) -> swap or widen them"),
        ("pool", {"low": 1.1}, "is the same as high: the range is empty"),
        ("pool", {"high": float("inf")}, "must be a finite number"),
        ("pool", {"low": float("nan")}, "must be a finite number"),
        ("pool", {"low": "0.8"}, "must be a number"),
        ("pool", {"low": -0.5}, "multiplies by less than 0"),
        ("pool", {"high": None}, "the key 'high' is missing -> a uniform takes low, high"),
        ("pool", {"mode": 1.0}, "has no meaning for a uniform distribution"),
        ("pool", {"distribution": "triangular", "mode": 2.0}, "is outside the bounds (found: 2, 0.8 to 1.1)"),
        ("pool", {"distribution": "normal", "mean": 0.9, "sd": 0.0}, "must be more than 0"),
        ("pool", {"distribution": "normal", "mean": 0.9, "sd": -1.0}, "must be more than 0"),
        ("pool", {"distribution": "normal", "mean": 3.0, "sd": 1.0}, "is outside the bounds"),
        ("pool", {"distribution": "beta"}, "is not one of the words allowed here"),
        ("pool", {"how": "by"}, "is not one of the words allowed here"),
        ("pool", {"why": None}, "the key 'why' is missing"),
        ("pool", {"grade": None}, "the key 'grade' is missing"),
        ("pool", {"grade": "D"}, "is not one of the words allowed here"),
        ("pool", {"inputs": []}, "at least 1 item"),
        ("pool", {"inputs": "pool.eligible_pool"}, "must be a list"),
        ("pool", {"inputs": ["pool.eligible_pol"]}, "no such column in pool (found: eligible_pol) -> did you mean"),
        ("pool", {"inputs": ["growth_limt"]}, "no such input (found: growth_limt) -> did you mean 'growth_limit'?"),
        ("pool", {"inputs": ["pool"]}, "does not name a column"),
        ("pool", {"inputs": ["jobs_goal.2026"]}, "is already moved by 'pool'"),
        ("cost", {"sd_log": 0.0}, "must be more than 0"),
        ("cost", {"median": 0.0}, "must be more than 0"),
        ("cost", {"low": 1.5}, "is outside the bounds (found: 1, 1.5 to -)"),
        ("goal", {"probabilities": [0.5, 0.4]}, "the probabilities do not sum to 1 (found: 0.9)"),
        ("goal", {"probabilities": [1.0, 0.0]}, "holds a value that cannot be"),
        ("goal", {"probabilities": [1.0]}, "are not as many as the values (found: 2 values, 1 probabilities)"),
        ("goal", {"values": [1.0], "probabilities": [1.0]}, "holds one value: the range is empty"),
        ("goal", {"values": [1.0, 1.0]}, "holds a value twice"),
    ],
)
def test_refused_with_file_and_line(tmp_path: Path, name: str, keys: dict[str, Any], message: str) -> None:
    problems = refused(write(tmp_path, _with(name, **keys)))
    assert len(problems) == 1
    assert message in problems[0]
    place, line = problems[0].split(",")[0].rsplit(":", 1)
    assert place == str(tmp_path / "model.yaml")
    assert int(line) > line_of(tmp_path, "uncertainty")


def test_all_problems_in_one_go(tmp_path: Path) -> None:
    def change(data: dict[str, Any]) -> None:
        _with(low=1.2)(data)
        data["uncertainty"]["cost"]["sd_log"] = 0.0
        data["uncertainty"]["goal"] |= {"probabilities": [0.5, 0.4], "inputs": ["jobs_gaol.2026"]}

    assert len(refused(write(tmp_path, change))) == 4


def test_a_scenario_and_settings_change_ranges(tmp_path: Path) -> None:
    wider = {"changes": {"uncertainty": {"pool": {"high": 2.0}, "cost": None}}}
    folder = write(tmp_path, _with(), {"wide": wider})
    assert set(load_model(folder).uncertainty) == {"pool", "cost", "goal"}
    model = load_model(folder, "wide", ["uncertainty.pool.low=0.5", "uncertainty.goal.values=[-2.0, 2.0]"])
    assert set(model.uncertainty) == {"pool", "goal"}
    assert (model.uncertainty["pool"].low, model.uncertainty["pool"].high) == (0.5, 2.0)
    assert model.uncertainty["goal"].values == (-2.0, 2.0)
    assert parse_model(model.resolved()).uncertainty == model.uncertainty
    assert load_model(folder, settings=["uncertainty=null"]).uncertainty == {}
    found = refused(folder, settings=["uncertainty.pool.low=3"])
    assert found[0].startswith("--set uncertainty.pool.low=3: is above high")


def test_what_the_inputs_do_not_have_is_told_with_the_line_of_the_range() -> None:
    settings = [
        "uncertainty.late-tenant.inputs=['zones.entry_limit[zone=S-9]', national_pace, 'jobs_goal.2040']",
        "uncertainty.filling.low=-1",
    ]
    model, _, inputs = prepared(ROOT / "models/example", None, settings, None, lambda step: None)
    with pytest.raises(ModelError) as caught:
        check_ranges(model, inputs)
    told = [str(problem) for problem in caught.value.problems]
    assert len(told) == 4
    assert "model.yaml:" in told[0]
    assert "uncertainty.filling.inputs.0: growth_limit at -1: is below zero" in told[0]
    assert "zones.entry_limit[zone=S-9] times 0.2: no such name (found: S-9)" in told[1]
    assert "national_pace times 0.2: has no number to change" in told[2]
    assert "jobs_goal.2040 times 0.2: is outside the horizon" in told[3]


def test_the_mathematics_does_not_read_ranges() -> None:
    found = []
    for settings in ([], ["uncertainty=null"]):
        model, _, inputs = prepared(ROOT / "models/example", None, settings, None, lambda step: None)
        found.append((inputs_sha256(inputs), len(model.resolved()["uncertainty"])))
    assert found[0][0] == found[1][0]
    assert [count for _, count in found] == [4, 0]


def test_ranges_of_the_national_model_hold_what_it_assumes() -> None:
    model, _, inputs = prepared(ROOT / "models/tech-valley-2030", None, (), None, lambda step: None)
    check_ranges(model, inputs)
    assert len(model.uncertainty) >= 5
    assumed = {"growth_limit": inputs.scalars.growth_limit, "recruit_rate": inputs.scalars.recruit_rate["higher"]}
    for name, told in model.uncertainty.items():
        assert told.grade == "C", f"{name} is an estimate"
        assert told.why
        value = 1.0 if told.how == "times" else assumed[told.inputs[0].split(".")[0]]
        assert told.low is not None
        assert told.high is not None
        assert told.low <= value <= told.high, name
        if told.mode is not None:
            assert told.mode == value, name
    travel = model.parks
    land, building = travel.land_cost_mad_m2, travel.build_cost_mad_m2
    cost = model.uncertainty["build-cost"]
    assert [cost.low, cost.high] == pytest.approx(np.array([5_000 + land, 15_517]) / (building + land), abs=0.005)


def test_ranges_are_no_change_of_a_plan(tmp_path: Path) -> None:
    wider = {"changes": {"uncertainty": {"pool": {"high": 2.0}}, "national_pace": 70}}
    model = load_model(write(tmp_path, _with(), {"wide": wider}), "wide")
    told = changed_values(model)
    assert told is not None
    assert [each["key"] for each in told["values"]] == ["national_pace"]
