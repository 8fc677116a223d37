"""`siting decide`: its page, its documents, what it refuses and that nothing is left behind then."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from siting.cli import run
from tests.cli import test_worked_examples as pages

ROOT = Path(__file__).parents[2]
SCENARIO = "title: {{fr: {name}, ar: {name}, en: {name}}}\nwhy: A future.\nchanges:\n  {change}\n"


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a copy of the example and four futures."""
    shutil.copytree(ROOT / "models/example", tmp_path / "models/example")
    for name, change in (
        ("plain", "goals: {jobs: {2028: 16000}}"),
        ("more", "goals: {jobs: {2028: 17000}}"),
        ("later", "horizon: {last_year: 2029}"),
        ("never", "goals: {jobs: {2028: 90000}}"),
    ):
        text = SCENARIO.format(name=name, change=change)
        (tmp_path / f"models/example/scenarios/{name}.yaml").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_page_does_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(pages.PAGES, "decide", 7)
    pages.test_every_block_of_a_page("decide", tmp_path, monkeypatch, capsys)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all", "models", "now", "soft", "sure"]


def test_json_is_one_document_and_says_what_the_folder_says(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["decide", "models/example", "--scenario", "plain=1/4", "--scenario", "more=3/4", "--decide-until", "2026"]
    assert run([*asked, "--aim", "regret", "--json", "--out", "one"]) == 0
    told = json.loads(capsys.readouterr().out)
    kept = json.loads((work / "one/decide.json").read_text("utf-8"))
    assert told["evpi_mmad"] == kept["evpi_mmad"] >= 0
    assert [each["probability"] for each in kept["scenarios_from"]] == [0.25, 0.75]
    assert [each["scenario"] for each in told["scenarios"]] == ["plain", "more"]
    assert kept["aim"] == "regret"
    assert kept["decided_until"] == 2026
    assert run([*asked, "--quiet"]) == 0
    assert capsys.readouterr().out == ""
    (made,) = (work / "runs").iterdir()
    assert made.name.startswith("example-decide-")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--scenario", "plain"], 2, "2 to 20 scenarios"),
        ([], 2, "2 to 20 scenarios"),
        (["--scenario", "plain=0.5", "--scenario", "more"], 2, "to every --scenario"),
        (["--scenario", "plain=0.5", "--scenario", "more=0.4"], 3, "do not add up to 1"),
        (["--scenario", "plain=0.5", "--scenario", "plain=0.5"], 3, "more than once"),
        (["--scenario", "plain", "--scenario", "nowhere", "--scenario", "nobody"], 3, "nobody"),
        (["--scenario", "plain", "--scenario", "more", "--level-of-risk", "1"], 2, "level of risk"),
        (["--scenario", "plain", "--scenario", "more", "--weight", "1.5"], 2, "weight of risk"),
        (["--scenario", "plain", "--scenario", "more", "--decide-until", "2030"], 2, "2025 to 2028"),
        (["--scenario", "plain", "--scenario", "later"], 3, "other years than scenario plain (found: with 2029)"),
        (["--scenario", "plain", "--scenario", "more", "--set", "parks.indivisible=true"], 2, "whole parks"),
        (["--scenario", "plain", "--scenario", "never"], 4, "scenario never has no plan"),
        (["--scenario", "plain", "--scenario", "more", "--out", "models"], 3, "exists already"),
        (["--scenario", "plain", "--scenario", "more", "--aim", "luck"], 2, "luck"),
    ],
)
def test_refusals_leave_nothing_behind(
    arguments: list[str], code: int, words: str, work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["decide", "models/example", *arguments]) == code
    told = capsys.readouterr()
    assert words in told.err
    assert told.out == ""
    assert "Traceback" not in told.err
    assert [path.name for path in work.iterdir()] == ["models"]


def test_protection_is_one_document_and_a_folder(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["protect", "models/example", "--places", "0, 1", "--json", "--out", "sure"]) == 0
    told = json.loads(capsys.readouterr().out)
    kept = json.loads((work / "sure/protection.json").read_text("utf-8"))
    assert [row["places"] for row in told["plans"]] == [0.0, 1.0]
    assert told["cost_without_protection_mmad"] == kept["cost_without_protection_mmad"] == told["plans"][0]["cost_mmad"]
    assert sorted(path.name for path in (work / "sure").iterdir()) == [
        *("plans.csv", "plans.parquet", "protection.json", "regions.csv", "regions.parquet"),
    ]
    assert run(["protect", "models/example", "--scenario", "plain", "--places", "1", "--quiet"]) == 0
    (made,) = (work / "runs").iterdir()
    assert made.name.startswith("example-plain-protect-")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--places", "0,many,"], 3, "--places: is not a number (found: many)"),
        (["--places", "1", "--shortfall", "0"], 3, "--shortfall: is no share of the recruits (found: 0)"),
        (["--places", "-1"], 3, "--places: is no number of places (found: -1)"),
        (["--places", "1", "--set", "parks.indivisible=true"], 3, "whole parks cannot be protected"),
        (["--places", "1", "--scenario", "never"], 4, ""),
        (["--places", "1", "--out", "models"], 3, "exists already"),
    ],
)
def test_protection_that_cannot_be_leaves_nothing_behind(
    arguments: list[str], code: int, words: str, work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["protect", "models/example", *arguments]) == code
    told = capsys.readouterr()
    assert words in told.err
    assert told.out == ""
    assert "Traceback" not in told.err
    assert [path.name for path in work.iterdir()] == ["models"]
