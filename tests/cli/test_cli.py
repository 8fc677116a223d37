"""The command line: exit codes, messages, clean JSON; nothing is written when something is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from siting import __version__, planning
from siting.cli import run
from siting.errors import Infeasible, NoPlan, Problem, RunError

ROOT = Path(__file__).parents[2]
MODEL = str(ROOT / "models/tech-valley-2030")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run in an empty folder, so that what they leave behind is seen."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


def _nothing_written() -> bool:
    return list(Path.cwd().iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["solve", "--no-such-option"], "--no-such-option"),
        (["solve", "--level", "galaxy"], "'galaxy'"),
        (["solve", "--gap", "7"], "--gap"),
        (["solve", "--threads", "0"], "--threads"),
        (["solve", "--solver", "abacus"], "'abacus'"),
        (["frobnicate"], "frobnicate"),
        (["data", "frobnicate"], "frobnicate"),
        (["verify"], "RUN"),
        (["map", "x", "--lang", "de"], "'de'"),
    ],
)
def test_wrong_usage_is_code_2(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert "--help" in err
    assert _nothing_written()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["solve", "no-such-model"], "no such model"),
        (["solve", MODEL, "--scenario", "referense"], "referense"),
        (["solve", MODEL, "--set", "goals.jbos.2030=1"], "goals.jbos.2030"),
        (["solve", MODEL, "--set", "parks.occupancy=90"], "parks.occupancy"),
        (["solve", MODEL, "--set", "nonsense"], "key=value"),
        (["scenarios", "no-such-model"], "no such model"),
        (["verify", "no-such-run"], "no-such-run"),
        (["map", "no-such-run"], "no-such-run"),
    ],
)
def test_invalid_input_is_code_3(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert "Traceback" not in err
    assert _nothing_written()


def test_all_problems_come_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["solve", MODEL, "--set", "parks.occupancy=90", "--set", "travel.circuity=0", "--json"]) == 3
    told = json.loads(capsys.readouterr().out)
    assert told["error"] == "ModelError"
    assert len(told["problems"]) == 2
    assert all(each["place"] and each["message"] for each in told["problems"])


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_an_existing_out_is_refused_before_any_work(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    place = Path("there")
    place.mkdir() if kind == "folder" else place.write_text("mine")
    assert run(["solve", MODEL, "--out", "there"]) == 3
    err = capsys.readouterr().err
    assert "exists already" in err
    assert "reading the model" not in err
    assert place.is_dir() == (kind == "folder")
    assert kind == "folder" or place.read_text() == "mine"


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (Infeasible(["needs 121,500 people, 98,400 in reach: raise recruit_rate to 0.037"]), 4, "recruit_rate"),
        (NoPlan("stopped after 10 s without a plan"), 5, "without a plan"),
        (RunError([Problem("runs/x", "no space left", remedy="give another --out")]), 3, "give another --out"),
        (OSError(28, "No space left on device", "runs/x"), 3, "No space left"),
        (MemoryError(), 5, "memory"),
        (KeyError("zone"), 1, "--debug"),
    ],
)
def test_every_failure_has_its_code_and_no_traceback(
    error: Exception, code: int, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(planning, "plan", _raises(error))
    assert run(["solve"]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert "Traceback" not in err
    assert run(["solve", "--json"]) == code
    told = json.loads(capsys.readouterr().out)
    assert told["exit_code"] == code
    assert run(["solve", "--debug"]) == code
    assert "Traceback" in capsys.readouterr().err


def _raises(error: BaseException) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def test_ctrl_c_is_code_130_and_says_that_nothing_was_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(planning, "plan", _raises(KeyboardInterrupt()))
    assert run(["solve"]) == 130
    assert "stopped; nothing written" in capsys.readouterr().err
    assert run(["solve", "--json"]) == 130
    assert json.loads(capsys.readouterr().out)["error"] == "stopped"


def test_usage_errors_are_json_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["solve", "--gap", "7", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"] == "UsageError"


def test_scenarios_are_listed_with_their_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scenarios", MODEL, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {each["name"] for each in told["scenarios"]} >= {"reference", "balanced", "indivisible-parks"}
    assert all(each["why"] for each in told["scenarios"])
    assert run(["scenarios", MODEL]) == 0
    assert "indivisible-parks" in capsys.readouterr().out


def test_no_run_yet(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["runs"]) == 0
    assert "no run yet" in capsys.readouterr().out
    assert run(["runs", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"runs": []}


def test_math_prints_the_formulation_and_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["math"]) == 0
    assert capsys.readouterr().out.startswith("# Formulation")
    assert run(["math", "--schema", "--out", "schema.json"]) == 0
    assert capsys.readouterr().out == ""
    assert json.loads(Path("schema.json").read_text("utf-8"))["$schema"].startswith("https://json-schema.org")


def test_math_that_cannot_be_written_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["math", "--out", "no/such/folder/x.md"]) == 2
    assert "cannot write" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["solve", "--help"], ["data", "--help"]])
def test_help_is_code_0(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 0
    assert "Usage: siting" in capsys.readouterr().out


def test_the_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"siting {__version__}\n"


def test_a_solver_that_is_not_installed_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import pulp

    monkeypatch.setattr(pulp.COIN_CMD, "available", lambda self: False)
    assert run(["solve", "example", "--solver", "cbc", "--out", "x"]) == 2
    assert "CBC is not installed" in capsys.readouterr().err
    assert _nothing_written()


def test_help_of_every_option_says_something(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["solve", "--help"]) == 0
    text = capsys.readouterr().out
    for option in (
        "scenario",
        "set",
        "level",
        "out",
        "time-limit",
        "gap",
        "seed",
        "threads",
        "solver",
        "json",
        "debug",
    ):
        assert f"--{option}" in text


def test_output_to_a_reader_that_left_is_no_error() -> None:
    code = f"{sys.executable} -m siting math | head -1"
    answer = subprocess.run(
        ["bash", "-o", "pipefail", "-c", code], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert answer.returncode == 0
    assert answer.stdout == "# Formulation\n"
    assert answer.stderr == ""
