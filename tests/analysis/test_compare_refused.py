"""What cannot be subtracted is refused, with every reason and the run it is about; no run folder is touched."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from siting.analysis.compare.comparison import compare
from siting.errors import RunError
from siting.results.hashes import hash_files
from tests.analysis.compare_runs import forged, solved, told


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.getbasetemp()


@pytest.fixture(scope="module")
def run(base: Path) -> Path:
    return solved(base, "run")


def _refused(*runs: Path) -> list[str]:
    with pytest.raises(RunError) as caught:
        compare(runs)
    assert caught.value.exit_code == 3
    return [str(problem) for problem in caught.value.problems]


def _scalars(**changes: object) -> Callable[[Path], None]:
    return lambda folder: told(folder, "inputs/scalars.json", **changes)


def _scaled(table: str, column: str, factor: float, rows: slice = slice(None)) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / f"inputs/{table}.parquet"
        frame = pd.read_parquet(path)
        frame.loc[frame.index[rows], column] *= factor
        frame.to_parquet(path)

    return change


def _other_regions(folder: Path) -> None:
    path = folder / "inputs/zones.parquet"
    zones = pd.read_parquet(path)
    zones["region"] = zones["region"].replace({zones["region"].iloc[0]: "99"})
    zones.to_parquet(path)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_scalars(base_year=2023), "the base year differs (found: 2023, not 2024)"),
        (_scalars(years=[2025, 2026, 2027]), "the last year differs (found: 2027, not 2028)"),
        (_scaled("zones", "active", 1.01), "the labour force by region differs"),
        (_scaled("zone_segment", "baseline_jobs", 1.1, slice(0, 5)), "jobs at the end of 2024 by region differs"),
        (_other_regions, "the regions differ, so it is another country or data set"),
        (lambda folder: told(folder, "certificate.json", verdict="REFUTED: capacity"), "is refuted"),
    ],
)
def test_runs_that_cannot_be_subtracted(run: Path, tmp_path: Path, change: Callable[[Path], None], words: str) -> None:
    other = forged(run, tmp_path / "other", change)
    found = _refused(run, other)
    assert len(found) == 1
    assert found[0].startswith(f"{other}: ")
    assert words in found[0]
    assert "->" in found[0], "says what to do"


def test_another_level_is_refused(base: Path, run: Path) -> None:
    (problem,) = _refused(run, solved(base, "regions"))
    assert "the level differs (found: region, not province) -> solve it with --level province" in problem


@pytest.mark.parametrize("count", [0, 1, 21])
def test_too_few_or_too_many(run: Path, tmp_path: Path, count: int) -> None:
    paths = [run, *(tmp_path / str(position) for position in range(20))][:count]
    for path in paths[1:]:
        shutil.copytree(run, path)
    assert any(f"takes 2 to 20 of them, not {count}" in problem for problem in _refused(*paths))


def test_the_same_folder_twice_by_another_name(run: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(run, target_is_directory=True)
    (problem,) = _refused(run, tmp_path / "link")
    assert "is the same run as another one named" in problem


def test_edited_newer_damaged_and_missing_runs_are_all_named_at_once(run: Path, tmp_path: Path) -> None:
    edited, newer, damaged = (shutil.copytree(run, tmp_path / name) for name in ("edited", "newer", "damaged"))
    told(edited, "summary.json", objective_mmad=1.0)
    told(newer, "manifest.json", format=99)
    (damaged / "inputs/zones.parquet").write_bytes(b"no table")
    manifest = json.loads((damaged / "manifest.json").read_text("utf-8"))
    told(damaged, "manifest.json", sha256=manifest["sha256"] | hash_files(damaged))
    found = _refused(run, edited, newer, damaged, tmp_path / "nowhere")
    for place, words in (
        (edited / "summary.json", "was changed"),
        (newer / "manifest.json", "newer siting"),
        (damaged, ""),
        (tmp_path / "nowhere", "is not a run folder"),
    ):
        assert any(problem.startswith(str(place)) and words in problem for problem in found), (place, found)


def test_two_edited_runs_of_one_name_are_told_apart(run: Path, tmp_path: Path) -> None:
    copies = [shutil.copytree(run, tmp_path / part / "run") for part in ("a", "b")]
    for copy in copies:
        told(copy, "summary.json", gini=0.0)
    assert [problem.split(": ")[0] for problem in _refused(run, *copies)] == [str(c / "summary.json") for c in copies]


def test_several_differences_of_several_runs_are_one_error(run: Path, tmp_path: Path) -> None:
    one = forged(run, tmp_path / "one", _scalars(base_year=2023, years=[2024, 2025]))
    two = forged(run, tmp_path / "two", _scaled("zones", "active", 2.0))
    found = _refused(run, one, two)
    assert [problem.split(": ")[0] for problem in found] == [str(one), str(one), str(two)]


def test_a_re_plan_is_no_other_data_set(run: Path, tmp_path: Path) -> None:
    """Jobs at the end of two years are not compared; the reader is sent to the drift."""

    def later(folder: Path) -> None:
        _scalars(base_year=2026, years=[2027, 2028])(folder)
        _scaled("zone_segment", "baseline_jobs", 1.2)(folder)

    (problem,) = _refused(run, forged(run, tmp_path / "replanned", later))
    assert "the base year differs (found: 2026, not 2024)" in problem
    assert "outputs/drift.parquet" in problem


def test_rounding_between_levels_is_no_other_data_set(run: Path, tmp_path: Path) -> None:
    def coarser(folder: Path) -> None:
        _scalars(level="region")(folder)
        _scaled("zones", "active", 1.00001)(folder)

    (problem,) = _refused(run, forged(run, tmp_path / "coarse", coarser))
    assert "the level differs" in problem


def test_neither_a_comparison_nor_a_refusal_changes_a_run(base: Path, run: Path, tmp_path: Path) -> None:
    other = solved(base, "more")
    before = [hash_files(each) for each in (run, other)]
    compare([run, other])
    _refused(run, other, tmp_path / "nowhere")
    assert [hash_files(each) for each in (run, other)] == before
