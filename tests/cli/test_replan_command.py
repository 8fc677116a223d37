"""The template of `siting replan`: written, handed back, refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from siting.cli import run
from siting.planning import plan
from siting.results.hashes import hash_files

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return plan(ROOT / "models/example", out=tmp_path_factory.mktemp("runs") / "plain").folder


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_template_is_written_and_taken_back(folder: Path, work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = hash_files(folder)
    assert run(["replan", str(folder), "--template", "t.csv", "--until", "2026", "--lang", "fr"]) == 0
    assert capsys.readouterr().out == "t.csv\n"
    assert run(["replan", str(folder), "--outturn", "t.csv", "--out", "new", "--lang", "fr", "--quiet"]) == 0
    assert run(["replan", str(folder), "--template", "u.csv", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"template": "u.csv"}
    assert run(["replan", str(folder), "--template", "v.csv", "--quiet"]) == 0
    assert capsys.readouterr().out == ""
    assert sorted(path.name for path in work.iterdir()) == ["new", "t.csv", "u.csv", "v.csv"]
    assert hash_files(folder) == before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], 2, "--template FILE"),
        (["--until", "2026"], 2, "--template FILE"),
        (["--outturn", "x.csv", "--until", "2026"], 2, "--until belongs to --template"),
        (["--outturn", "x.csv", "--template", "t.csv"], 2, "leave --outturn"),
        (["--out", "new", "--template", "t.csv"], 2, "leave --outturn"),
        (["--missing-as-planned", "--template", "t.csv"], 2, "leave --outturn"),
        (["--template", "t.csv", "--until", "2028"], 2, "2025 to 2027"),
        (["--template", "nowhere/t.csv"], 3, "no such folder"),
        (["--template", "."], 3, "exists already"),
    ],
)
def test_refusals(
    arguments: list[str], code: int, words: str, folder: Path, work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["replan", str(folder), *arguments]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert list(work.iterdir()) == []
