"""The ordered median and the Kolm-Pollak rate in a model file: what is refused, and where."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from siting.config import load_model
from tests.config.test_load import refused, write


def stated(folder: Path, **changes: Any) -> Path:
    """A model with a scenario ``s`` of these changes."""
    return write(folder, scenarios={"s": {"changes": changes}})


ORDERED = {"ordered_median": {"weights": [3, 2, 1]}}
OBJECTIVE = {"stages": [{"objective": "cost"}, {"objective": "kolm_pollak"}]}


def test_what_the_sections_say_by_default(tmp_path: Path) -> None:
    balance = ORDERED | {"kolm_pollak": {}}
    model = load_model(stated(tmp_path, balance=balance, objective=OBJECTIVE), "s")
    assert model.balance.ordered_median is not None
    assert model.balance.kolm_pollak is not None
    assert (model.balance.ordered_median.weights, model.balance.ordered_median.min) == ((3.0, 2.0, 1.0), None)
    assert (model.balance.kolm_pollak.aversion, model.balance.kolm_pollak.min) == (1.0, None)


@pytest.mark.parametrize(
    ("changes", "place", "told"),
    [
        ({"balance": {"ordered_median": {}}}, "balance.ordered_median.weights", "is missing"),
        ({"balance": {"ordered_median": {"weights": []}}}, "ordered_median.weights", "the lowest rate has no weight"),
        ({"balance": {"ordered_median": {"weights": [0, 0]}}}, "ordered_median.weights", "(found: 0, 0) -> write"),
        (
            {"balance": {"ordered_median": {"weights": [2, 3, 1]}}},
            "ordered_median.weights",
            "a weight is above the one before: a higher rate would weigh more than a lower one (found: 2, 3, 1)",
        ),
        ({"balance": {"ordered_median": {"weights": [2, -1]}}}, "weights.1", "must be at least 0"),
        ({"balance": {"ordered_median": {"weights": ["2"]}}}, "weights.0", "must be a number"),
        ({"balance": {"ordered_median": {"weights": 3}}}, "weights", "must be a list"),
        ({"balance": {"ordered_median": {"weights": [1], "min": -1}}}, "ordered_median.min", "must be at least 0"),
        ({"balance": {"kolm_pollak": {"aversion": 0}}}, "kolm_pollak.aversion", "must be more than 0"),
        ({"balance": {"kolm_pollak": {"aversion": 11}}}, "kolm_pollak.aversion", "must be at most 10"),
        ({"balance": {"kolm_pollak": {"aversoin": 1}}}, "kolm_pollak.aversoin", "did you mean 'aversion'?"),
        (
            {"objective": OBJECTIVE},
            "objective.stages",
            "kolm_pollak is optimised, but balance.kolm_pollak is not set -> set balance.kolm_pollak to {aversion: 1}",
        ),
        (
            {"objective": {"method": "weighted", "stages": None, "weights": {"cost": 1, "ordered_median": 2}}},
            "objective.weights",
            "ordered_median is optimised, but balance.ordered_median is not set",
        ),
    ],
)
def test_refusals(tmp_path: Path, changes: dict[str, Any], place: str, told: str) -> None:
    problems = refused(stated(tmp_path, **changes), scenario="s")
    assert len(problems) == 1
    assert place in problems[0]
    assert told in problems[0]


def test_a_weight_of_zero_asks_for_nothing(tmp_path: Path) -> None:
    objective = {"method": "weighted", "stages": None, "weights": {"cost": 1, "kolm_pollak": 0}}
    assert load_model(stated(tmp_path, objective=objective), "s").balance.kolm_pollak is None
