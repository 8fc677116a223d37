"""A run is found by path, by folder name, by scenario; an unknown name is an error that helps."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from siting.errors import RunError
from siting.results.finding import find_run


@pytest.fixture
def root(tmp_path: Path, shipped: Path) -> Path:
    """Three runs: two of the scenario ``tiny``, the newer one second, and one of another model."""
    folder = tmp_path / "runs"
    folder.mkdir()
    for name, day, model, scenario in (
        ("first", "01", "a", "tiny"),
        ("second", "02", "a", "tiny"),
        ("other", "03", "b", "wide"),
    ):
        shutil.copytree(shipped, folder / name)
        manifest = json.loads((folder / name / "manifest.json").read_text("utf-8"))
        manifest |= {
            "started": f"2026-11-{day}T10:00:00+00:00",
            "model": {"name": model},
            "scenario": {"name": scenario},
        }
        (folder / name / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    return folder


def test_a_path_wins(root: Path) -> None:
    assert find_run(root / "first", root / "elsewhere") == root / "first"


def test_a_folder_of_the_root(root: Path) -> None:
    assert find_run("first", root) == root / "first"


def test_the_newest_run_of_a_scenario(root: Path) -> None:
    assert find_run("tiny", root) == root / "second"


def test_a_scenario_of_two_models_is_ambiguous(root: Path) -> None:
    manifest = json.loads((root / "other/manifest.json").read_text("utf-8"))
    (root / "other/manifest.json").write_text(json.dumps(manifest | {"scenario": "tiny"}), "utf-8")
    with pytest.raises(RunError, match="several models"):
        find_run("tiny", root)


def test_an_unknown_name_gets_the_nearest(root: Path) -> None:
    with pytest.raises(RunError, match="tiny"):
        find_run("tinny", root)


def test_no_runs_at_all(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="is not a run folder"):
        find_run("anything", tmp_path / "none")
