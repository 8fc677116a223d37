"""The whole way on the made-up country: solve, prove, list, draw. Nothing in it knows Morocco."""

from __future__ import annotations

import json
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from siting.cli import run
from siting.results import read_run

ROOT = Path(__file__).parents[2]
MODEL = str(ROOT / "models/example")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of the example, solved once through the command line."""
    out = tmp_path_factory.mktemp("example") / "run"
    assert run(["solve", MODEL, "--out", str(out), "--quiet"]) == 0
    return out


def test_the_plan_is_proven_and_meets_the_goals(folder: Path) -> None:
    opened = read_run(folder)
    assert opened.certificate.proven
    for goal in ("jobs", "exports_bmad"):
        for year, asked in opened.summary["goals"][goal].items():
            assert opened.summary[goal][year] >= asked * (1 - 1e-6)


def test_the_manifest_says_where_the_run_comes_from(folder: Path) -> None:
    told = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert told["model"]["name"] == "example"
    assert told["data"]["shipped"] is False
    assert Path(told["data"]["folder"]).is_dir()
    assert told["data"]["content_hash"]
    assert told["started"] <= told["ended"]


def test_verify_agrees_with_the_certificate_of_the_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", str(folder), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    written = json.loads((folder / "certificate.json").read_text("utf-8"))
    assert {name: told[name] for name in written} == written


def test_a_run_that_was_edited_is_refuted(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    summary = json.loads((copy / "summary.json").read_text("utf-8"))
    summary["objective_mmad"] *= 0.9
    (copy / "summary.json").write_text(json.dumps(summary), "utf-8")
    assert run(["verify", str(copy)]) == 3
    assert "REFUTED" in capsys.readouterr().out
    assert run(["map", str(copy)]) == 3
    assert "changed" in capsys.readouterr().err


def test_json_of_solve_is_one_document(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["solve", MODEL, "--out", str(tmp_path / "again"), "--json"]) == 0
    told = json.loads(capfd.readouterr().out)
    assert told["status"] == "optimal"
    assert told["certificate"]["verdict"] == "proven optimal"


def test_the_default_place_is_named_after_the_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["solve", MODEL]) == 0
    assert "Jobs and seats by region" in capsys.readouterr().out
    (made,) = (tmp_path / "runs").iterdir()
    assert made.name.startswith("example-20")
    assert run(["runs"]) == 0
    assert made.name in capsys.readouterr().out


def test_an_impossible_goal_is_code_4_with_numbers_and_a_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "never"
    assert run(["solve", MODEL, "--set", "goals.jobs.2028=9000000", "--out", str(out), "--json"]) == 4
    told = json.loads(capsys.readouterr().out)
    assert told["error"] == "Infeasible"
    assert any(any(letter.isdigit() for letter in reason) for reason in told["reasons"])
    assert list(tmp_path.iterdir()) == []


def test_a_limit_too_short_for_any_plan_is_code_5(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "never"
    assert run(["solve", MODEL, "--time-limit", "0", "--out", str(out)]) == 5
    assert "limit" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lang", ["fr", "ar", "en"])
def test_the_map_names_every_region(folder: Path, lang: str, tmp_path: Path) -> None:
    from siting.report.maps.names import wrap

    out = tmp_path / "map.svg"
    assert run(["map", str(folder), "--lang", lang, "--out", str(out)]) == 0
    root = ET.fromstring(out.read_text("utf-8"))
    marks = " \u200f\u2067\u2069"  # the direction of a line
    texts = {(node.text or "").strip(marks) for node in root.iter("{http://www.w3.org/2000/svg}text")}
    for region in read_run(folder).summary["regions"]:
        assert set(wrap(region[f"name_{lang}"]).split("\n")) <= texts


def test_the_map_stands_beside_the_run_by_default(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["map", str(folder)]) == 0
    picture = Path(capsys.readouterr().out.strip())
    assert picture == folder.with_name("run.png").resolve()
    first = picture.read_bytes()
    assert run(["map", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"picture": str(picture)}
    assert picture.read_bytes() == first


def test_math_of_a_scenario_leaves_out_what_it_does_not_switch_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["math", MODEL, "--scenario", "balanced"]) == 0
    text = capsys.readouterr().out
    assert "territorial_floor" in text
    assert "`park_count_min`" not in text
    assert run(["math"]) == 0
    assert "park_count_min" in capsys.readouterr().out


def test_the_note_on_estimates_is_about_the_data_of_the_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from siting.terminal import print_plan

    print_plan(read_run(folder))
    told = capsys.readouterr().out
    assert "an estimate of the data set" in told
    assert "docs/baseline.md" not in told, "that page is about Morocco"


def test_the_map_tells_values_changed_by_hand(tmp_path: Path) -> None:
    assert run(["solve", MODEL, "--out", str(tmp_path / "run"), "--quiet", "--set", "parks.occupancy=0.8"]) == 0
    out = tmp_path / "map.svg"
    assert run(["map", str(tmp_path / "run"), "--lang", "en", "--out", str(out)]) == 0
    assert "Values changed for this plan: parks.occupancy=0.8." in out.read_text("utf-8")
