"""Runs are written whole or not at all, read back exactly, and never silently changed."""

import errno
import json
import os
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from siting.errors import RunError
from siting.model.inputs import TABLES
from siting.results import write
from siting.results.hashes import hash_all
from siting.results.run_folder import check_out, list_runs, read_inputs, read_run, write_run
from siting.results.solution import Outcome
from tests.results.oracle import solve_tiny

FILES = {
    *(f"inputs/{name}.parquet" for name in TABLES),
    "inputs/scalars.json",
    "inputs/region_labels.parquet",
    *(
        f"outputs/{name}.parquet"
        for name in ("jobs", "seats", "staff", "trained", "costs", "regions", "indicators", "duals")
    ),
    "summary.json",
    "certificate.json",
    "manifest.json",
}


def contents(folder):
    return {path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file()}


def test_the_folder_is_the_contract(shipped):
    assert contents(shipped) == FILES
    assert os.listdir(shipped.parent) == ["tiny"]


def test_input_tables_have_exactly_their_columns(shipped):
    for name, columns in TABLES.items():
        assert tuple(pd.read_parquet(shipped / "inputs" / f"{name}.parquet").columns) == columns


def test_manifest(shipped):
    manifest = read_run(shipped).manifest
    assert manifest["format"] == 1
    assert manifest["engine"]["name"] == "siting"
    assert manifest["command"] == "siting solve"
    assert manifest["scenario"] == "tiny"
    assert set(manifest["sha256"]) == FILES - {"manifest.json"}
    inputs = {name: value for name, value in manifest["sha256"].items() if name.startswith("inputs/")}
    assert manifest["inputs_sha256"] == hash_all(inputs)
    assert manifest["seed"] == 0
    assert {"pandas", "pyarrow", "highspy"} <= set(manifest["packages"])


def test_two_runs_have_the_same_bytes(tmp_path, shipped, inputs, solution):
    again = write_run(tmp_path / "again", inputs=inputs, solution=solution)
    assert read_run(again).manifest["sha256"] == read_run(shipped).manifest["sha256"]


def test_inputs_come_back(shipped, inputs):
    back = read_inputs(shipped)
    assert back.level == inputs.level
    assert back.scalars == inputs.scalars
    for name in (*TABLES, "region_labels"):
        pd.testing.assert_frame_equal(getattr(back, name), getattr(inputs, name))


def test_a_run_can_be_solved_again_from_its_own_folder(shipped, solution):
    again = solve_tiny(read_inputs(shipped))
    assert again.stages[0].value == pytest.approx(solution.stages[0].value, rel=1e-9)
    assert again.stages[-1].value == pytest.approx(solution.stages[-1].value, rel=1e-9)


def test_tables_are_lazy_and_fresh(shipped, solution):
    run = read_run(shipped)
    first = run.table("jobs")
    first["jobs"] = 0.0
    assert run.table("jobs")["jobs"].sum() == pytest.approx(solution.jobs["jobs"].sum())
    assert "costs" in run.tables
    with pytest.raises(KeyError):
        run.table("secrets")
    with pytest.raises(TypeError):
        run.summary["gap"] = 1.0


def test_existing_out_is_refused_before_work(tmp_path, inputs, solution):
    (tmp_path / "run").mkdir()
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for name in ("run", "file"):
        with pytest.raises(RunError, match="exists already"):
            check_out(tmp_path / name)
        with pytest.raises(RunError, match="exists already"):
            write_run(tmp_path / name, inputs=inputs, solution=solution)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_a_parent_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(RunError, match="cannot be written to"):
        check_out(tmp_path / "file" / "run")


def test_a_parent_that_cannot_be_written_is_refused(tmp_path, monkeypatch):
    def refuse(**_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(write.tempfile, "TemporaryDirectory", refuse)
    with pytest.raises(RunError, match="Permission denied"):
        check_out(tmp_path / "run")


def test_check_out_leaves_nothing(tmp_path):
    assert check_out(tmp_path / "a" / "b" / "run") == tmp_path / "a" / "b" / "run"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("after", range(0, 22, 3))
def test_a_full_disk_leaves_nothing(tmp_path, monkeypatch, inputs, solution, after):
    written = []
    real = write.write_parquet

    def fail(path, *rest):
        written.append(path)
        if len(written) > after:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(path, *rest)

    monkeypatch.setattr(write, "write_parquet", fail)
    if after < 18:
        with pytest.raises(RunError, match="No space left on device"):
            write_run(tmp_path / "run", inputs=inputs, solution=solution)
        assert list(tmp_path.iterdir()) == []
        assert list_runs(tmp_path) == ()
    else:
        write_run(tmp_path / "run", inputs=inputs, solution=solution)
        assert len(list_runs(tmp_path)) == 1


@pytest.mark.parametrize("step", ["write_json", "verify_files", "make_manifest", "_make_durable", "_sync"])
def test_an_interrupt_leaves_nothing(tmp_path, monkeypatch, inputs, solution, step):
    def interrupt(*_):
        assert list_runs(tmp_path) == ()
        raise KeyboardInterrupt

    monkeypatch.setattr(write, step, interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_run(tmp_path / "run", inputs=inputs, solution=solution)
    assert list(tmp_path.iterdir()) == []


def test_killed_in_the_middle_is_never_listed(tmp_path, shipped):
    """What a power cut leaves: a temporary folder, or a folder without its manifest."""
    (tmp_path / ".siting-abc").symlink_to(shipped, target_is_directory=True)
    (tmp_path / "half").mkdir()
    (tmp_path / "half" / "summary.json").write_text("{}", encoding="utf-8")
    assert list_runs(tmp_path) == ()


def test_list_runs_by_start(tmp_path, inputs, solution):
    for name, start in (("b", "2026-11-02"), ("a", "2026-11-03"), ("c", "2026-11-01")):
        write_run(tmp_path / name, inputs=inputs, solution=solution, manifest={"started": f"{start}T00:00:00+00:00"})
    (tmp_path / "notes").mkdir()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "manifest.json").write_text("{", encoding="utf-8")
    assert [run.name for run in list_runs(tmp_path)] == ["c", "b", "a"]
    assert list_runs(tmp_path)[0].started.isoformat() == "2026-11-01T00:00:00+00:00"
    assert list_runs(tmp_path / "nowhere") == ()


@pytest.mark.parametrize("name", ["summary.json", "inputs/scalars.json", "outputs/regions.parquet", "certificate.json"])
def test_an_edited_file_is_named(run, name):
    with (run / name).open("ab") as file:
        file.write(b"\n")
    with pytest.raises(RunError) as caught:
        read_run(run)
    assert [problem.place for problem in caught.value.problems] == [f"run/{name}"]
    assert read_run(run, check=False).name == "run"


def test_every_edited_file_is_named_at_once(run):
    (run / "outputs" / "extra.parquet").write_bytes(b"")
    (run / "outputs" / "trained.parquet").unlink()
    with pytest.raises(RunError) as caught:
        read_run(run)
    assert len(caught.value.problems) == 2


def test_a_map_beside_the_run_does_no_harm(run):
    (run / "plan.png").write_bytes(b"")
    assert read_run(run).name == "run"


@pytest.mark.parametrize(
    ("manifest", "says"),
    [
        ({"format": 2}, "newer siting"),
        ({"format": "1"}, "does not say which format"),
        ({}, "does not say which format"),
        ([], "is not a JSON object"),
    ],
)
def test_versions(run, manifest, says):
    (run / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(RunError, match=says):
        read_run(run)


def test_no_manifest(run):
    (run / "manifest.json").unlink()
    with pytest.raises(RunError, match=r"run: is not a run folder: it has no manifest\.json"):
        read_run(run)


def test_a_solution_without_a_plan_is_not_written(tmp_path, inputs, solution):
    with pytest.raises(ValueError, match="no plan to write"):
        write_run(tmp_path / "run", inputs=inputs, solution=replace(solution, outcome=Outcome.INFEASIBLE))
    assert list(tmp_path.iterdir()) == []


def test_not_a_number_is_not_written(tmp_path, inputs, solution):
    with pytest.raises(ValueError, match="Out of range"):
        write_run(tmp_path / "run", inputs=inputs, solution=replace(solution, timings_s={"solve": float("nan")}))
    assert list(tmp_path.iterdir()) == []


def test_a_run_without_a_bound_says_so(tmp_path, inputs, solution):
    bare = replace(solution, outcome=Outcome.FEASIBLE, best_bound_mmad=float("-inf"), gap=float("inf"))
    run = read_run(write_run(tmp_path / "run", inputs=inputs, solution=bare))
    assert run.summary["best_bound_mmad"] is None
    assert run.summary["gap"] is None
    assert run.certificate.verdict == "feasible, not proven"
    assert "the run has no bound on the first stage" in run.certificate.reasons
