"""What a manifest says of the values that scenarios and settings changed against the model file."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from siting.config import load_model, parse_model
from siting.config.changes import changed_values
from siting.results.manifest import read_changes

ROOT = Path(__file__).parents[2]
NATIONAL = ROOT / "models/tech-valley-2030"


def _values(**asked: Any) -> dict[str, dict[str, Any]]:
    told = changed_values(load_model(NATIONAL, **asked))
    assert told is not None
    return {each["key"]: each for each in told["values"]}


def test_a_model_alone_has_no_changes() -> None:
    assert changed_values(load_model(NATIONAL)) == {"scenarios": [], "values": []}


def test_a_model_that_was_not_read_from_a_file_cannot_tell() -> None:
    model = parse_model(load_model(NATIONAL).resolved(), NATIONAL)
    assert changed_values(model) is None
    assert read_changes({"changed": None}) is None
    assert read_changes({}) is None


def test_scenario_and_setting_each_speak_for_their_own_values() -> None:
    told = _values(scenario="training-doubled", settings=["goals.jobs.2030=250000"])
    assert {key: (each["base"], each["value"], each["by"], each["scenario"]) for key, each in told.items()} == {
        "goals.jobs.2030": (270_000, 250_000, "setting", None),
        "talent.training_grant_mad": (20_000, 40_000, "scenario", "training-doubled"),
        "talent.training_places.per_new_entrant": (0.02, 0.04, "scenario", "training-doubled"),
        "talent.training_places.per_young_person": (0.0005, 0.001, "scenario", "training-doubled"),
    }


def test_a_setting_goes_before_the_scenario_and_a_value_set_to_what_it_was_is_no_change() -> None:
    told = _values(scenario="training-doubled", settings=["talent.training_grant_mad=30000"])
    assert told["talent.training_grant_mad"]["by"] == "setting"
    assert told["talent.training_grant_mad"]["base"] == 20_000
    assert "talent.training_grant_mad" not in _values(
        scenario="training-doubled", settings=["talent.training_grant_mad=20000"]
    )


def test_texts_and_what_the_model_file_does_not_have() -> None:
    told = _values(scenario="budget-cut")
    assert (told["goals.soft"]["base"], told["goals.soft"]["value"]) == (None, ["jobs"])
    assert {key: each["value"] for key, each in told.items() if key.startswith("budgets")} == {
        f"budgets_mmad.state.{year}": value
        for year, value in zip(range(2025, 2031), (382, 431, 488, 529, 546, 514), strict=True)
    }
    assert _values(level="region")["level"] == {
        "key": "level", "base": "province", "value": "region", "by": "setting", "scenario": None, "source": None,
    }  # fmt: skip


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy of the national model with two scenarios, the second after the first."""
    folder = Path(shutil.copytree(NATIONAL, tmp_path / "own"))
    (folder / "scenarios/first.yaml").write_text(
        """title: {fr: premier, ar: أول, en: first}
why: a dearer grant
changes:
  talent: {training_grant_mad: 30000}
  sources:
    talent.training_grant_mad: {unit: MAD/person, source: a decree, year: 2026, grade: A}
""",
        "utf-8",
    )
    (folder / "scenarios/second.yaml").write_text(
        """title: {fr: second, ar: ثان, en: second}
why: more places, no goal of exports
extends: first
changes:
  talent: {training_places: {per_new_entrant: 0.05}}
  goals: {exports_mmad: null}
""",
        "utf-8",
    )
    return folder


def test_each_scenario_of_a_chain_is_named_with_its_reason_and_source(own: Path) -> None:
    told = changed_values(load_model(own, scenario="second"))
    changes = read_changes({"changed": told})
    assert changes is not None
    grant, places = changes["talent.training_grant_mad"], changes["talent.training_places.per_new_entrant"]
    assert (grant.scenario, grant.why, grant.title["en"]) == ("first", "a dearer grant", "first")
    assert (grant.source["source"], grant.source["grade"]) == ("a decree", "A")
    assert (places.scenario, places.why, dict(places.source)) == ("second", "more places, no goal of exports", {})
    gone = changes["goals.exports_mmad.2030"]
    assert (gone.base, gone.value, gone.scenario) == (40_000, None, "second")
