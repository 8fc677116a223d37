"""All scenarios of a model: what fails fails alone, what has not changed is skipped, Ctrl-C leaves only whole runs."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from siting.analysis.batch import solving as batch
from siting.analysis.batch import unchanged
from siting.analysis.batch.lanes import Death, run_each
from siting.analysis.batch.solving import BatchRow, batch_records, solve_all
from siting.analysis.batch.unchanged import find_unchanged
from siting.errors import ModelError, NoPlan, RunError, UsageError
from siting.model.options import SolverOptions
from siting.planning import plan, prepared
from siting.results import Run, read_run
from siting.results.write import fingerprint_inputs
from siting.terminal.batch import print_batch

ROOT = Path(__file__).parents[2]
SCENARIO = "title: {{fr: a, ar: b, en: c}}\nwhy: a test\nchanges: {changes}\n"
OTHERS = {
    "broken": "{gaols: {soft: [jobs]}, parks: {occupancy: 2}}",
    "greedy": "{goals: {jobs: {2028: 90000}}}",
    "deadly": "{goals: {jobs: {2028: 15000}}}",
    "sleepy": "{goals: {jobs: {2028: 15500}}}",
    "whole": "{parks: {indivisible: true, phase_seats: 100, min_park_seats: 100}}",
}
#: Runs at the start of every process that is spawned: one scenario kills its process, one takes a minute.
HOOK = """
import os, signal, time
import siting.planning

def prepared(model, scenario, *rest, real=siting.planning.prepared):
    if scenario == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    if scenario == "sleepy":
        time.sleep(60)
    return real(model, scenario, *rest)

siting.planning.prepared = prepared
"""


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A copy of the example, with `balanced` only."""
    return shutil.copytree(ROOT / "models/example", tmp_path / "example")


def add(model: Path, *names: str) -> None:
    for name in names:
        (model / f"scenarios/{name}.yaml").write_text(SCENARIO.format(changes=OTHERS[name]), "utf-8")


@pytest.fixture
def hook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook/sitecustomize.py").write_text(HOOK, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "hook"), prepend=os.pathsep)


def test_what_fails_fails_alone_and_what_is_done_is_not_done_again(model: Path, tmp_path: Path, hook: None) -> None:
    add(model, "broken", "deadly", "greedy", "whole")
    out = tmp_path / "new/runs"
    said: list[str] = []
    rows = solve_all(model, out=out, workers=2, progress=said.append)
    assert [row.scenario for row in rows] == ["balanced", "broken", "deadly", "greedy", "whole"]
    by_name = {row.scenario: row for row in rows}
    assert {name: (row.status, row.exit_code) for name, row in by_name.items()} == {
        "balanced": ("solved", 0),
        "broken": ("failed", 3),
        "deadly": ("failed", 5),
        "greedy": ("failed", 4),
        "whole": ("solved", 0),
    }
    broken = by_name["broken"].message or ""
    assert "broken.yaml:3" in broken
    assert "unknown key" in broken
    assert "occupancy" in broken  # every problem, not the first
    assert "killed by SIGKILL" in (by_name["deadly"].message or "")
    assert "2028 goal of 90,000" in (by_name["greedy"].message or "")
    assert said[0] == "solving 5 scenarios, 2 at a time"
    assert [line.split(":")[0] for line in said[1:]] == [f"{n} of 5" for n in range(1, 6)]
    assert sorted(line.split()[3] for line in said[1:]) == sorted(by_name)
    runs = sorted(path.name for path in out.iterdir())
    assert runs == sorted(row.run.name for row in rows if row.run is not None)
    assert [name.rsplit("-", 2)[0] for name in runs] == ["example-balanced", "example-whole"]

    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    again = solve_all(model, out=out, workers=1)
    assert [row.status for row in again] == ["unchanged", "failed", "failed", "failed", "unchanged"]
    assert [row.run for row in again] == [row.run for row in rows]
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before


@pytest.mark.usefixtures("in_this_process")
def test_a_changed_setting_an_edited_run_and_a_changed_scenario_are_solved_anew(model: Path, tmp_path: Path) -> None:
    out = tmp_path / "runs"

    def statuses(**changes: object) -> str:
        (row,) = solve_all(model, out=out, **changes)  # type: ignore[arg-type]
        return row.status

    assert statuses() == "solved"
    assert statuses(settings=["goals.jobs.2028=15900"]) == "solved"
    assert statuses() == "unchanged"
    assert len(list(out.iterdir())) == 2
    scenario = model / "scenarios/balanced.yaml"
    scenario.write_text(scenario.read_text("utf-8").replace("floor: 0.5", "floor: 0.4"), "utf-8")
    assert statuses() == "solved"
    edited = max(out.iterdir(), key=lambda run: run.name)
    (edited / "summary.json").write_text((edited / "summary.json").read_text("utf-8") + "\n", "utf-8")
    assert statuses() == "solved"


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run, Run]:
    """The example with a second scenario of whole parks, and its two runs."""
    home = tmp_path_factory.mktemp("solved")
    model = shutil.copytree(ROOT / "models/example", home / "example")
    add(model, "whole")
    runs = [plan(model, scenario=name, out=home / name) for name in ("balanced", "whole")]
    return model, runs[0], runs[1]


def found(solved: tuple[Path, Run, Run], scenario: str = "balanced", runs: list[Run] | None = None, **options: object):
    """What `find_unchanged` makes of the runs when a scenario is to be solved with other options."""
    model, _, inputs = prepared(solved[0], scenario, (), None, lambda message: None)
    asked = replace(SolverOptions(threads=2), **options)
    return find_unchanged(runs if runs is not None else list(solved[1:]), model, inputs, asked)


def test_the_fingerprint_of_inputs_is_that_of_the_manifest(solved: tuple[Path, Run, Run]) -> None:
    _, _, inputs = prepared(solved[0], "balanced", (), None, lambda message: None)
    assert fingerprint_inputs(inputs) == solved[1].manifest["inputs_sha256"]
    assert fingerprint_inputs(inputs) != solved[2].manifest["inputs_sha256"]
    assert solved[1].manifest["options"] == {
        "solver": "highs", "time_limit_s": None, "gap": 0.01, "threads": 2, "seed": 0, "algorithm": "auto",
    }  # fmt: skip


def test_options_count_where_they_can_matter(solved: tuple[Path, Run, Run]) -> None:
    assert found(solved) is solved[1]
    assert found(solved, gap=0.5, threads=None) is solved[1]  # a linear programme has no use for them
    for changed in ({"seed": 1}, {"time_limit_s": 60.0}, {"solver": "cbc"}, {"algorithm": "simplex"}):
        assert found(solved, **changed) is None
    assert found(solved, "whole") is solved[2]
    for changed in ({"gap": 0.5}, {"threads": None}, {"seed": 1}):
        assert found(solved, "whole", **changed) is None


@pytest.mark.parametrize(
    "change",
    [
        {"status": "feasible"},
        {"inputs_sha256": "0"},
        {"options": None},
        {"engine": {"name": "siting", "version": "0.0.1"}},
        {"packages": {"highspy": "1.0.0"}},
        {"scenario": {"name": "other"}},
        {"scenario": None},
        {"model": {"name": "other"}},
    ],
)
def test_what_a_run_must_have_in_common(solved: tuple[Path, Run, Run], change: dict[str, object]) -> None:
    run = solved[1]
    if "status" in change:
        other = replace(run, summary={**run.summary, **change})
    else:
        other = replace(run, manifest={**run.manifest, **change})
    assert found(solved, runs=[other]) is None
    assert found(solved, runs=[run, other]) is run


def test_a_refuted_run_is_not_taken_for_done(solved: tuple[Path, Run, Run]) -> None:
    run = solved[1]
    refuted = replace(run, certificate=replace(run.certificate, verdict="REFUTED: a test"))
    assert found(solved, runs=[refuted]) is None


def test_another_version_of_siting_solves_anew(solved: tuple[Path, Run, Run], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unchanged, "__version__", "9.9")
    assert found(solved) is None


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"model": "no-such-model"}, ModelError, "no such model"),
        ({"scenarios": ["balanced", "balnced", "fair"]}, ModelError, "did you mean 'balanced'"),
        ({"settings": ["gaols.jobs=3"]}, ModelError, "no such key"),
        ({"settings": ["goals.jobs"]}, ModelError, "key=value"),
        ({"out": "file"}, RunError, "cannot be written to"),
        ({"out": "run"}, RunError, "is a run, not a folder of runs"),
        ({"workers": 0}, UsageError, "at least one"),
        ({"scenarios": []}, ModelError, "has no scenarios"),
    ],
)
def test_refused_at_once(
    arguments: dict[str, object], error: type[Exception], words: str, model: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    (tmp_path / "run").mkdir()
    (tmp_path / "run/manifest.json").write_text("{}", "utf-8")
    before = sorted(tmp_path.rglob("*"))
    asked = {"model": model, "out": "runs", **arguments}
    with pytest.raises(error) as caught:
        solve_all(**{**asked, "out": tmp_path / str(asked["out"])})
    assert words in str(caught.value)
    assert sorted(tmp_path.rglob("*")) == before
    if arguments.get("scenarios"):
        assert len(caught.value.problems) == 2


@pytest.fixture
def others() -> set[Any]:
    """Processes that are not ours: those of a server that other tests ask."""
    return set(multiprocessing.active_children())


@pytest.mark.usefixtures("in_this_process")
def test_no_folder_is_left_where_nothing_was_solved(model: Path, tmp_path: Path) -> None:
    add(model, "greedy")
    (row,) = solve_all(model, scenarios=["greedy", "greedy"], out=tmp_path / "a/b", level="province")
    assert (row.status, row.exit_code, row.run) == ("failed", 4, None)
    last = (row.message or "").splitlines()[-1]
    command = f"siting solve {model} --scenario greedy --level province"
    assert last == f"{command} says which rules contradict one another and what to change"
    assert not (tmp_path / "a").exists()


@pytest.mark.usefixtures("in_this_process")
def test_a_model_file_of_another_name_is_the_one_that_is_solved(model: Path, tmp_path: Path) -> None:
    other = model / "other.yaml"
    other.write_text((model / "model.yaml").read_text("utf-8").replace("16000", "15000"), "utf-8")
    (row,) = solve_all(other, out=tmp_path / "runs")
    assert row.run is not None
    assert read_run(row.run).summary["goals"]["jobs"]["2028"] == 15_000


def test_ctrl_c_keeps_what_is_finished_and_nothing_else(
    model: Path, tmp_path: Path, hook: None, others: set[Any]
) -> None:
    add(model, "sleepy")
    out = tmp_path / "runs"

    def stop(message: str) -> None:
        if message.startswith("1 of 2"):  # `sleepy` is in the middle of its work
            threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()

    kept = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may start us with Ctrl-C ignored
    try:
        with pytest.raises(KeyboardInterrupt):
            solve_all(model, out=out, workers=2, progress=stop)
    finally:
        signal.signal(signal.SIGINT, kept)
    assert [path.name.rsplit("-", 2)[0] for path in out.iterdir()] == ["example-balanced"]
    assert read_run(next(out.iterdir())).certificate.proven
    assert set(multiprocessing.active_children()) <= others


def test_those_that_take_longest_begin_first(model: Path, tmp_path: Path) -> None:
    add(model, "broken", "sleepy", "whole")
    tasks = [
        batch._Task(model, name, (), None, tmp_path, "highs") for name in ("balanced", "broken", "sleepy", "whole")
    ]
    assert [task.scenario for task in batch._longest_first(tasks)] == ["whole", "balanced", "broken", "sleepy"]
    for scenario, seconds in (("sleepy", 9.0), ("whole", 2.0)):
        run = plan(model, scenario=scenario, out=tmp_path / scenario)
        summary = json.loads((run.folder / "summary.json").read_text("utf-8"))
        summary["timings_s"] |= {"solve": seconds, "stages": 0.0}
        (run.folder / "summary.json").write_text(json.dumps(summary), "utf-8")
    assert [task.scenario for task in batch._longest_first(tasks)] == ["sleepy", "whole", "balanced", "broken"]


@pytest.mark.parametrize(
    ("error", "message", "code"),
    [
        (NoPlan("too slow"), "too slow", 5),
        (MemoryError(), "out of memory", 5),
        (OSError(28, "No space left on device", "x.parquet"), "x.parquet: No space left on device", 3),
        (ZeroDivisionError("1/0"), "internal error (ZeroDivisionError: 1/0); please report it", 1),
    ],
)
def test_what_is_said_of_an_error(error: Exception, message: str, code: int) -> None:
    assert batch._failure(error) == (message, code)


def test_a_plan_that_the_verifier_refutes_is_a_failure(
    solved: tuple[Path, Run, Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    refuted = replace(solved[1], certificate=replace(solved[1].certificate, verdict="REFUTED: a test"))
    monkeypatch.setattr(batch, "_solved_or_found", lambda task: ("solved", refuted))
    row = batch._solve(batch._Task(solved[0], "balanced", (), None, solved[0], "highs"))
    assert (row.status, row.exit_code, row.run) == ("failed", 1, refuted.folder)
    assert row.message == "REFUTED: a test"


def test_records_and_table(solved: tuple[Path, Run, Run], capsys: pytest.CaptureFixture[str]) -> None:
    run = solved[1]
    rows = (
        BatchRow("balanced", "solved", run.folder, 1.26),
        BatchRow("broken", "failed", None, 0.2, "a.yaml:3: unknown key\na.yaml:4: no number", 3),
    )
    first, second = batch_records(rows)
    assert first["run"] == str(run.folder)
    assert (first["year"], first["jobs"]) == (2028, pytest.approx(16_000))
    assert first["cost_mmad"] == pytest.approx(run.summary["objective_mmad"])
    assert (second["jobs"], second["exit_code"], second["message"]) == (None, 3, rows[1].message)
    json.dumps([first, second], allow_nan=False)
    print_batch(rows)
    shown = capsys.readouterr().out
    assert "jobs 2028" in shown
    assert "16,000" in shown
    assert f"Runs: {run.folder.parent}" in shown
    assert "  - a.yaml:3: unknown key\n  - a.yaml:4: no number\n" in shown


def test_each_item_gets_its_answer_and_a_death_is_told(others: set[Any]) -> None:
    assert sorted(run_each(abs, [-3, 2, -1], 2)) == [(-3, 3), (-1, 1), (2, 2)]
    (pair,) = run_each(os._exit, [7], 1)
    assert str(pair[1]) == "its process ended with exit code 7"
    deaths = dict(run_each(signal.raise_signal, [signal.SIGKILL, signal.SIGSEGV, signal.SIGWINCH], 1))
    assert deaths[signal.SIGWINCH] is None  # ignored: the process made anew after two deaths answers
    assert str(deaths[signal.SIGKILL]) == "its process was killed by SIGKILL (the memory may have run out)"
    assert str(deaths[signal.SIGSEGV]) == "its process was killed by SIGSEGV"
    assert str(Death(-200, 0.0)) == "its process was killed by signal 200"
    assert set(multiprocessing.active_children()) <= others


def test_leaving_the_loop_stops_the_work(others: set[Any]) -> None:
    answers = run_each(time.sleep, [1.0, 60.0], 2)
    assert next(answers) == (1.0, None)
    began = time.monotonic()
    answers.close()
    assert time.monotonic() - began < 4, "was killed after its time to tidy up, not interrupted"
    assert set(multiprocessing.active_children()) <= others
