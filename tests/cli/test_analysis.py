"""Commands about runs: what they refuse, with which code, and that nothing is written or changed then."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from siting.cli import run
from siting.results.hashes import hash_files

ROOT = Path(__file__).parents[2]
EXAMPLE = str(ROOT / "models/example")


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the runs of the example: plain, balanced, and one by region."""
    home = tmp_path_factory.mktemp("solved")
    for name, options in (("plain", []), ("balanced", ["--scenario", "balanced"]), ("wide", ["--level", "region"])):
        assert run(["solve", EXAMPLE, *options, "--out", str(home / name), "--quiet"]) == 0
    return home


@pytest.fixture
def work(tmp_path: Path, solved: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder with the runs beside it as ``runs/``."""
    shutil.copytree(solved, tmp_path / "runs")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _untouched(work: Path, before: dict[str, str]) -> bool:
    return hash_files(work) == before and sorted(path.name for path in work.iterdir()) == ["runs"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["compare", "plain"], 3, "2 to 20"),
        (["compare", "plain", "plain"], 3, "once"),
        (["compare", "plain", "balnced"], 3, "balanced"),
        (["compare", "plain", "wide"], 3, "level"),
        (["compare", "plain", "balanced", "--out", "x.doc"], 2, ".doc"),
        (["compare", "plain", "balanced", "--out", "missing/x.csv"], 3, "missing"),
        (["compare", "plain", "balanced", "--out", "runs/plain/x.csv"], 3, "run folder"),
        (["compare", "plain", "balanced", "--pair", "wide", "--out", "x.png"], 3, "wide"),
        (["explain", "plian"], 3, "plain"),
        (["explain", "plain", "--region", "99"], 3, "99"),
        (["explain", "plain", "--zone", "99.999"], 3, "99.999"),
        (["replan", "plain", "--outturn", "nothing.csv"], 3, "nothing.csv"),
        (["replan", "nothing", "--outturn", "nothing.csv"], 3, "nothing"),
        (["solve", EXAMPLE, "--all", "--scenario", "balanced"], 2, "--scenario"),
        (["solve", EXAMPLE, "--workers", "2"], 2, "--all"),
        (["solve", "no-such-model", "--all"], 3, "no such model"),
    ],
)
def test_refusals(arguments: list[str], code: int, words: str, work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = hash_files(work)
    assert run(arguments) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert "Traceback" not in err
    assert _untouched(work, before)


@pytest.mark.parametrize("command", [["compare", "balanced"], ["explain"], ["replan", "--outturn", "x.csv"], ["map"]])
def test_an_edited_run_and_one_of_a_newer_version_are_refused(
    command: list[str], work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (work / "x.csv").write_text("zone,year,jobs,seats_delivered\n", "utf-8")
    summary = work / "runs/plain/summary.json"
    kept = summary.read_text("utf-8")
    summary.write_text(kept.replace("optimal", "splendid"), "utf-8")
    assert run([command[0], "plain", *command[1:]]) == 3
    assert "changed" in capsys.readouterr().err
    summary.write_text(kept, "utf-8")
    path = work / "runs/plain/manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(manifest | {"format": 99}), "utf-8")
    assert run([command[0], "plain", *command[1:]]) == 3
    assert "newer" in capsys.readouterr().err


def test_scenarios_name_their_newest_run(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "plain", "balanced", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["files"] == []
    assert len(told["runs"]) == 2


def test_files_are_written_and_named(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ["c.csv", "c.xlsx", "c.md", "c.svg"]
    options = [part for name in names for part in ("--out", name)]
    assert run(["compare", "plain", "balanced", *options, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["files"] == names
    assert all((work / name).stat().st_size > 100 for name in names)


def test_explain_speaks_two_languages(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "plain", "--lang", "fr", "--quiet"]) == 0
    french, progress = capsys.readouterr()
    assert "emplois" in french
    assert progress == ""
    assert run(["explain", "plain"]) == 0
    assert "jobs" in capsys.readouterr().out


def test_stopping_all_scenarios_says_that_finished_runs_are_kept(
    work: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("siting.analysis.batch.solving.solve_all", stop)
    assert run(["solve", EXAMPLE, "--all"]) == 130
    assert "finished are kept" in capsys.readouterr().err
    assert run(["solve", EXAMPLE, "--all", "--json"]) == 130
    told = capsys.readouterr()
    assert "finished are kept" in json.loads(told.out)["message"]  # one document
    assert told.err.count("stopped") == 1
