"""`siting alternatives`: what it writes, what it says, what it refuses, and that nothing half-written stays."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from siting.cli import run
from siting.results.hashes import hash_files

ROOT = Path(__file__).parents[2]
EXAMPLE = str(ROOT / "models/example")
TABLES = ["distances", "importance", "parks", "plan_parks", "plan_regions", "plans", "regions"]
ASKED = ["alternatives", EXAMPLE, "--count", "3"]


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_is_written_and_tells_where_it_comes_from(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--scenario", "balanced", "--set", "goals.jobs.2028=15000", "--slack", "0.05", "--importance"]
    assert run([*ASKED, *options, "--out", "deep/near"]) == 0
    out, err = capsys.readouterr()
    assert "Plans up to 5 % dearer" in out
    assert "What it costs to do without" in out
    assert "ranges of the parks" in err
    folder = work / "deep/near"
    tables = [f"{name}.{ending}" for name in TABLES for ending in ("parquet", "csv")]
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["alternatives.json", "ranges.png", "ranges.svg", *tables]
    )
    told = json.loads((folder / "alternatives.json").read_text("utf-8"))
    assert (told["model"], told["scenario"], told["slack"], told["method"]) == ("example", "balanced", 0.05, "spores")
    assert told["settings"] == ["goals.jobs.2028=15000"]
    assert len(told["inputs_sha256"]) == 64
    assert told["versions"]["highspy"]
    ours = {name: sha for name, sha in hash_files(folder).items() if name.endswith((".csv", ".parquet"))}
    assert told["sha256"] == ours
    for name in TABLES:
        parquet, csv = pd.read_parquet(folder / f"{name}.parquet"), pd.read_csv(folder / f"{name}.csv")
        assert list(parquet.columns) == list(csv.columns)
        assert len(parquet) == len(csv)
    plans = pd.read_parquet(folder / "plans.parquet")
    assert (plans["cost_mmad"] <= told["limit_mmad"] * (1 + 1e-9)).all()
    assert told["plans_found"] == len(plans) - 1


def test_the_same_question_gives_the_same_tables(work: Path) -> None:
    for name in ("one", "two"):
        assert run([*ASKED, "--importance", "--quiet", "--out", name]) == 0
    one, two = (
        {k: v for k, v in hash_files(work / name).items() if k != "alternatives.json"} for name in ("one", "two")
    )
    assert one == two
    assert len(one) == 2 * len(TABLES) + 2  # and the picture, in two formats


def test_json_is_one_document_and_the_folder_has_a_name(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*ASKED, "--json", "--importance"]) == 0
    told = json.loads(capsys.readouterr().out)
    folder = Path(told["folder"])
    assert folder.parent == work / "runs"
    assert folder.name.startswith("example-alternatives-")
    assert sorted(told["tables"]) == TABLES
    assert {row["class"] for row in told["tables"]["parks"]} <= {"must-have", "real choice", "must-avoid"}
    assert told["tables"]["plans"][0]["kind"] == "cheapest"


def test_whole_parks_are_told_by_their_sets(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = ["--set", "parks.indivisible=true", "--gap", "0.02", "--slack", "0.1"]
    assert run([*ASKED, *whole, "--out", "sets", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["method"] == "sets"
    parks = pd.DataFrame(told["tables"]["plan_parks"]).groupby("plan")["zone"].agg(frozenset)
    assert len(set(parks)) == len(parks) == told["plans_found"] + 1
    assert told["tables"]["regions"] == []


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--slack", "0"], 3, "leaves no room"),
        (["--slack", "-0.1"], 3, "leaves no room"),
        (["--slack", "nan"], 3, "is not a number"),
        (["--slack", "2"], 3, "0.02 is 2 %"),
        (["--slack", "two"], 2, "valid number"),
        (["--count", "0"], 3, "1 to 1,000"),
        (["--count", "1000000000"], 3, "1,000,000,000"),
        (["--slack", "0", "--count", "0"], 3, "2 problems"),
        (["--method", "sets"], 3, "parks.indivisible"),
        (["--bounds", "some"], 2, "some"),
        (["--out", "taken"], 3, "exists already"),
        (["--scenario", "balnced"], 3, "balanced"),
        (["--set", "goals.jbos.2028=1"], 3, "jbos"),
    ],
)
def test_refusals(options: list[str], code: int, words: str, work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (work / "taken").mkdir()
    assert run(["alternatives", EXAMPLE, *options]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert "Traceback" not in err
    assert [path.name for path in work.iterdir()] == ["taken"]
    assert not any((work / "taken").iterdir())


def test_without_a_plan_the_usual_message_is_given(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["alternatives", EXAMPLE, "--set", "goals.jobs.2028=40000", "--json"]) == 4
    told = json.loads(capsys.readouterr().out)
    assert told["exit_code"] == 4
    assert told["repairs"]
    assert list(work.iterdir()) == []


@pytest.mark.parametrize("place", ["siting.model.nearby.diverse.diverse", "siting.results.write.write_parquet"])
def test_ctrl_c_leaves_nothing_behind(
    place: str, work: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(place, stop)
    assert run([*ASKED, "--bounds", "none"]) == 130
    assert "nothing written" in capsys.readouterr().err
    assert list(work.iterdir()) == []


def test_a_full_disk_leaves_nothing_behind(
    work: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("siting.results.write.write_json", full)
    assert run([*ASKED, "--bounds", "none", "--out", "a/b"]) == 3
    assert "No space left" in capsys.readouterr().err
    assert list(work.iterdir()) == []
