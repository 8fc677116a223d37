"""`siting ensemble`: end to end, stopped and gone on with, on one worker and two, and what it refuses."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from siting.analysis.uncertainty import read_study, run_study
from siting.cli import run
from siting.ensemble import Progress
from siting.errors import RunError
from tests.ensemble.futures import files
from tests.ensemble.processes import Cluster

ROOT = Path(__file__).parents[2]
EXAMPLE = str(ROOT / "models/example")
GOAL = "goals.jobs.2028=17000"  # out of reach of some samples
UNCERTAIN = ["ensemble", EXAMPLE, "--set", GOAL]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty samples by one process of this machine."""
    out = tmp_path_factory.mktemp("command") / "one"
    assert run([*UNCERTAIN, "--samples", "40", "--workers", "1", "--out", str(out), "--quiet"]) == 0
    return out


def test_the_same_by_one_worker_and_two_and_after_a_stop(
    whole: Path, cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    given = [*UNCERTAIN, "--samples", "40", "--scheduler", cluster.address]
    shown = Progress.__str__

    def stop(self: Progress) -> str:
        if self.done >= 6:
            raise KeyboardInterrupt
        return shown(self)

    with monkeypatch.context() as patch:
        patch.setattr(Progress, "__str__", stop)
        assert run([*given, "--json"]) == 130
    told = capsys.readouterr()
    record = json.loads(told.out)
    (folder,) = Path("runs").glob("example-ensemble-*")
    assert (record["error"], record["exit_code"]) == ("stopped", 130)
    assert f"of 40 samples are kept in {folder}; the same command with --out {folder} goes on" in record["message"]
    assert told.err.count("stopped") == 1
    before = {path: path.stat().st_mtime_ns for path in (folder / "parts").rglob("*.parquet")}
    assert 0 < len(before) < len(files(whole))
    assert not (folder / "analysis").exists()
    assert run([*given, "--out", str(folder), "--quiet"]) == 0
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert files(folder) == files(whole)
    ours, theirs = (contents(each / "analysis") for each in (whole, folder))
    assert len(ours) == 17
    assert {name for name in ours if ours[name] != theirs[name]} == {"study.json"}  # command and times


def test_tables_as_files_json_and_objects_are_the_same(whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*UNCERTAIN, "--samples", "40", "--workers", "1", "--out", str(whole), "--quiet", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    study = read_study(whole)
    assert told["design"] == {"kind": "lhs", "seed": 0, "asked": 40, "samples": 40}
    assert set(told["uncertainty"]) == {"talent", "building", "filling", "late-tenant"}
    assert sum(row["samples"] for row in told["outcomes"]) == 40
    for name, table in study.tables.items():
        written = pd.read_parquet(whole / f"analysis/{name}.parquet")
        pd.testing.assert_frame_equal(written, table, check_dtype=False)
        assert len(pd.read_csv(whole / f"analysis/{name}.csv")) == len(told[name]) == len(table)
    record = json.loads((whole / "analysis/study.json").read_text("utf-8"))
    assert record["model"]["uncertainty"]["talent"]["high"] == 0.9
    assert (record["scenario"], record["settings"]) == (None, [GOAL])
    goal = study.tables["goals"].set_index(["goal", "year"]).loc[("jobs", 2028)]
    samples = pd.concat(pd.read_parquet(path) for path in sorted((whole / "parts").rglob("samples.parquet")))
    assert goal["met"] == (samples["outcome"] == "optimal").sum() < 40
    values = pd.read_csv(whole / "analysis/design.csv").pivot(index="sample", columns="assumption", values="value")
    changes = [json.loads(line)["changes"] for line in (whole / "samples.jsonl").read_text("utf-8").splitlines()]
    assert [each["growth_limit"] for each in changes] == pytest.approx(values["filling"].tolist(), rel=1e-9)


def test_the_terminal_shows_what_the_tables_say(whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*UNCERTAIN, "--samples", "40", "--workers", "1", "--out", str(whole)]) == 0
    told = capsys.readouterr()
    study = read_study(whole)
    met = study.tables["goals"].query("goal == 'jobs' and year == 2028")["met"].item()
    assert f"{met} of 40" in told.out
    assert "40 samples over 4 assumptions (Latin hypercube, seed 0)" in told.out
    for name in ("Capital", "Centre", "cost (MMAD)", "building", "have no plan"):
        assert name in told.out
    assert "reading the model" in told.err


@pytest.mark.parametrize(("design", "samples"), [("morris", 20), ("sobol", 48)])
def test_other_designs(
    design: str, samples: int, cluster: Cluster, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Goals that may be missed at a price, so that every sample has a plan."""
    soft = ["--set", "goals.soft=[jobs]", "--set", "goals.shortfall_penalty.jobs=1"]
    given = [*UNCERTAIN, "--samples", str(samples + 3), "--design", design, *soft, "--out", str(tmp_path / "e")]
    assert run([*given, "--scheduler", cluster.address, "--quiet", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["outcomes"] == [{"outcome": "optimal", "samples": samples}]
    assert ("goals" in told) is (design == "sobol")
    assert f"{samples} of the {samples + 3} samples asked for" in " ".join(told["notes"])
    strongest = {row["measure"]: row["assumption"] for row in reversed(told["influence"])}
    assert strongest["jobs short 2028"] == "talent"
    assert strongest["has_plan"] == ""
    assert run([*given, "--scheduler", cluster.address]) == 0  # nothing is left to compute
    assert "Which assumption matters" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        (["--samples", "0"], 3, "--samples: is out of range (found: 0)"),
        (["--samples", "1000000000"], 3, "between 1 and 1,000,000"),
        (["--samples", "many"], 2, "valid integer"),
        (["--seed", "-1"], 2, "seed -1"),
        (["--design", "sobol", "--samples", "40"], 2, "48 in all"),
        (["--workers", "0"], 2, "workers"),
        (["--workers", "1", "--scheduler", "tcp://127.0.0.1:1"], 2, "leave out --workers"),
        (["--seed", "1"], 3, "holds an ensemble of other samples"),
        (["--samples", "41"], 3, "holds an ensemble of other samples"),
        (["--set", "goals.jobs.2028=16000"], 3, "holds an ensemble of other inputs"),
        (["--set", "uncertainty=null"], 3, "states no range"),
        (["--set", "uncertainty.talent.low=2"], 3, "is above high"),
        (["--set", "uncertainty.talent.inputs=['pool.eligible_pool[zone=X]']"], 3, "no such name"),
        (["--set", "parks.indivisible=true"], 2, "whole parks"),
    ],
)
def test_what_is_refused_leaves_earlier_results_as_they_were(
    more: list[str], code: int, words: str, whole: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(whole)
    options = ["--samples", "40", "--out", str(whole), "--quiet", *more]
    assert run([*UNCERTAIN, *options]) == code
    assert words in capsys.readouterr().err
    assert contents(whole) == before


def test_folders_that_cannot_be_used(whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for name in ("full", "file"):
        assert run([*UNCERTAIN, "--samples", "5", "--out", str(tmp_path / name), "--quiet"]) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "full"]
    with pytest.raises(RunError, match="has no analysis"):
        read_study(tmp_path / "full")
    for damage in ("{", '{"format": 1}', '{"format": 99}'):
        shutil.copytree(whole, tmp_path / "copy")
        (tmp_path / "copy/analysis/study.json").write_text(damage)
        with pytest.raises(RunError, match=r"cannot be read|newer siting"):
            read_study(tmp_path / "copy")
        shutil.rmtree(tmp_path / "copy")
    assert "internal error" not in capsys.readouterr().err


def test_a_disk_that_is_full_keeps_the_earlier_analysis(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(whole)

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pd.DataFrame, "to_csv", full)
    with pytest.raises(RunError, match="No space left on device"):
        run_study(EXAMPLE, settings=(GOAL,), samples=40, workers=1, out=whole)
    assert contents(whole) == before


def test_a_cluster_that_is_gone_says_how_to_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("siting.ensemble.cluster._PATIENCE_S", 0.5)
    with pytest.raises(RunError) as caught:
        run_study(EXAMPLE, settings=(GOAL,), samples=5, scheduler="tcp://127.0.0.1:1")
    told = [str(problem) for problem in caught.value.problems]
    assert "no scheduler answers there" in told[0]
    assert "0 of 5 samples are kept in runs/example-ensemble-" in told[1]
    assert "the same command with --out runs/" in told[1]
