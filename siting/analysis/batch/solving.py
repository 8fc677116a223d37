"""Every scenario of a model, several at a time; one that fails does not stop the others."""

from __future__ import annotations

import math
import os
import shlex
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from siting.errors import Infeasible, InvalidInput, ModelError, NoPlan, Problem, RunError, SitingError, UsageError

if TYPE_CHECKING:
    from siting.results import Run

__all__ = ["BatchRow", "batch_records", "solve_all"]

#: Most scenarios at a time unless asked for more: each has its own copy of the data and of the model.
_MOST = 8


@dataclass(frozen=True)
class BatchRow:
    """What became of one scenario.

    ``run`` is the folder of its run, also of one that was there already (``unchanged``) or that the verifier refutes
    (``failed``); ``seconds`` is the time from reading the model to the finished run; ``message`` says why it failed;
    ``exit_code`` is what solving it alone would have ended with (see `siting.errors`).
    """

    scenario: str
    status: Literal["solved", "unchanged", "failed"]
    run: Path | None
    seconds: float
    message: str | None = None
    exit_code: int = 0


@dataclass(frozen=True)
class _Task:
    """What a process needs to know to solve one scenario."""

    model: Path
    scenario: str
    settings: tuple[str, ...]
    level: str | None
    home: Path
    solver: str
    limits: Mapping[str, Any] = field(default_factory=dict)
    typed: str | None = None  #: the model as it was asked for


def solve_all(
    model: str | Path = "models/tech-valley-2030",
    *,
    scenarios: Sequence[str] | None = None,
    settings: Sequence[str] = (),
    level: str | None = None,
    out: Path | str = "runs",
    solver: str = "highs",
    limits: Mapping[str, Any] | None = None,
    workers: int | None = None,
    progress: Callable[[str], None] | None = None,
) -> tuple[BatchRow, ...]:
    """Solve the scenarios of a model (``scenarios``; all of them by default), each to a run folder in ``out``.

    The other arguments are those of `siting.plan`, for every scenario. ``workers`` scenarios are solved at a time, as
    many as there are cores by default, at most 8; those that take longest begin first. One that has not changed since
    its run in ``out`` is skipped (see `siting.analysis.batch.unchanged`). A scenario that is invalid or
    infeasible, finds no plan or whose process is killed becomes a row that says so. ``progress`` is told as each ends.

    Returns a row for each scenario, in the order asked for. Raises `ModelError` for a model that cannot be read, an
    unknown scenario or a setting that is none, `RunError` if nothing can be written to ``out``, `UsageError` for fewer
    workers than one. After Ctrl-C the finished runs stay, and nothing of the others.
    """
    if workers is not None and workers < 1:
        raise UsageError(f"--workers {workers}: at least one is needed")
    path, names = _chosen(model, scenarios, settings)
    home = _writable(out)
    given = tuple(settings)
    tasks = [_Task(path, name, given, level, home, solver, dict(limits or {}), str(model)) for name in names]
    say = progress or (lambda message: None)
    lanes = min(len(tasks), workers or min(_MOST, _cores()))
    say(f"solving {len(tasks)} scenario{'s' if len(tasks) > 1 else ''}, {lanes} at a time")
    rows: dict[str, BatchRow] = {}
    with _folder(home):
        for row in _rows(_longest_first(tasks), lanes):
            rows[row.scenario] = row
            say(f"{len(rows)} of {len(tasks)}: {_ended(row)}")
    return tuple(rows[name] for name in names)


def batch_records(rows: Sequence[BatchRow]) -> list[dict[str, Any]]:
    """Rows as plain values, with jobs and balance in the last year, seats built and cost, where there is a run."""
    return [
        {
            "scenario": row.scenario,
            "status": row.status,
            "run": None if row.run is None else str(row.run),
            "seconds": round(row.seconds, 3),
            **_figures(row.run),
            "message": row.message,
            "exit_code": row.exit_code,
        }
        for row in rows
    ]


def _figures(folder: Path | None) -> dict[str, Any]:
    """Jobs, cost (MMAD at present value, without the penalty of soft goals) and Gini of a run; nothing without one."""
    from siting.results import read_run

    if folder is None:
        return dict.fromkeys(("year", "jobs", "cost_mmad", "seats_built", "least_served", "gini"))
    summary = read_run(folder, check=False).summary
    last = max(summary["jobs"], key=int)
    cost = math.fsum(summary["cost_by_payer_mmad"].values())
    same = {name: summary[name] for name in ("seats_built", "least_served", "gini")}
    return {"year": int(last), "jobs": summary["jobs"][last], "cost_mmad": cost, **same}


def _chosen(
    model: str | Path, scenarios: Sequence[str] | None, settings: Sequence[str]
) -> tuple[Path, tuple[str, ...]]:
    """Path of the model and names of the scenarios to solve; refuses what would fail for every one of them."""
    from siting.config import load_model
    from siting.config.merge import Tree, apply_settings, scenario_files
    from siting.config.walk import nearest
    from siting.config.yaml import read_yaml
    from siting.paths import resolve_model

    path = resolve_model(model).absolute()
    folder = load_model(path).folder
    files = scenario_files(folder)
    names = tuple(files if scenarios is None else dict.fromkeys(scenarios))
    there = f"no such scenario (there are: {', '.join(files) or 'none'})"
    problems = [Problem("--scenario", there, name, nearest(name, files)) for name in names if name not in files]
    problems += apply_settings(Tree.of(read_yaml(path / "model.yaml" if path.is_dir() else path)), settings)
    if not names:
        problems.append(Problem(str(model), "has no scenarios", None, "leave out --all to solve the model itself"))
    if problems:
        raise ModelError(problems)
    return path, names


def _writable(out: Path | str) -> Path:
    """The absolute path of a folder for runs, if runs can be written there."""
    from siting.results import check_out

    home = Path(out).expanduser().absolute()
    if (home / "manifest.json").exists():
        raise RunError.one(str(out), "is a run, not a folder of runs", remedy="give another --out")
    check_out(home / f"run-{os.getpid()}")
    return home


@contextmanager
def _folder(home: Path) -> Iterator[None]:
    """The folder of the runs, there from the beginning; gone again, with its parents, if it stays empty."""
    missing = [folder for folder in (home, *home.parents) if not folder.exists()]
    home.mkdir(parents=True, exist_ok=True)
    try:
        yield
    finally:
        for folder in missing:
            with suppress(OSError):  # it holds a run
                folder.rmdir()


def _cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _longest_first(tasks: Sequence[_Task]) -> list[_Task]:
    """Tasks by how long their last run took; those with whole parks first where there was none."""
    from siting.analysis.batch.unchanged import runs_of
    from siting.config import load_model
    from siting.results import list_runs

    runs = list_runs(tasks[0].home)

    def expected(task: _Task) -> float:
        try:
            model = load_model(task.model, task.scenario, task.settings, task.level)
        except SitingError:  # its own process says what is wrong
            return 0.0
        known = runs_of(runs, model.name, task.scenario)
        if known:
            return sum(float(known[-1].summary.get("timings_s", {}).get(part, 0.0)) for part in ("solve", "stages"))
        return math.inf if model.parks.indivisible else 0.0

    return sorted(tasks, key=expected, reverse=True)


def _rows(tasks: Sequence[_Task], lanes: int) -> Iterator[BatchRow]:
    """The row of each task as it ends."""
    from siting.analysis.batch.lanes import Death, run_each

    with closing(run_each(_solve, tasks, lanes)) as ended:
        for task, answer in ended:
            if isinstance(answer, Death):
                yield BatchRow(task.scenario, "failed", None, answer.seconds, str(answer), NoPlan.exit_code)
            else:
                yield answer


def _solve(task: _Task) -> BatchRow:
    """One scenario, in a process of its own; failures are part of the answer."""
    began = time.monotonic()
    try:
        status, run = _solved_or_found(task)
    except Exception as error:
        message, code = _failure(error)
        if isinstance(error, Infeasible):
            message += f"\n{_alone(task)} says which rules contradict one another and what to change"
        return BatchRow(task.scenario, "failed", None, time.monotonic() - began, message, code)
    seconds = time.monotonic() - began
    if run.certificate.refuted:
        return BatchRow(task.scenario, "failed", run.folder, seconds, run.certificate.verdict, 1)
    return BatchRow(task.scenario, status, run.folder, seconds)


def _solved_or_found(task: _Task) -> tuple[Literal["solved", "unchanged"], Run]:
    """The run of a task: the one that is there if nothing has changed, else a new one."""
    from siting.analysis.batch.unchanged import find_unchanged
    from siting.planning import prepared
    from siting.results import check_out, list_runs
    from siting.solving import new_run_folder, solve_prepared, solver_options

    started = datetime.now(UTC)
    model, dataset, inputs = prepared(task.model, task.scenario, task.settings, task.level, _silent)
    options = solver_options(model, task.solver, task.limits)
    if (found := find_unchanged(list_runs(task.home), model, inputs, options)) is not None:
        return "unchanged", found
    folder = check_out(new_run_folder(model, started, task.home))
    run = solve_prepared(model, dataset, inputs, folder=folder, options=options, started=started, step=_silent)
    return "solved", run


def _silent(message: str) -> None:
    """Steps of one scenario among many are not told."""


def _failure(error: Exception) -> tuple[str, int]:
    """What to say of an error, and the exit code that goes with it."""
    if isinstance(error, SitingError):
        return str(error), error.exit_code
    if isinstance(error, MemoryError):
        return "out of memory", NoPlan.exit_code
    if isinstance(error, OSError):
        return f"{error.filename or 'a file'}: {error.strerror or error}", InvalidInput.exit_code
    return f"internal error ({type(error).__name__}: {error}); please report it", SitingError.exit_code


def _alone(task: _Task) -> str:
    """The command that solves one scenario by itself."""
    settings = [part for setting in task.settings for part in ("--set", setting)]
    level = [] if task.level is None else ["--level", task.level]
    return shlex.join(
        ["siting", "solve", task.typed or str(task.model), "--scenario", task.scenario, *settings, *level]
    )


def _ended(row: BatchRow) -> str:
    """How a scenario ended, on one line."""
    if row.status == "failed":
        return f"{row.scenario} failed: {(row.message or '').splitlines()[0]}"
    return f"{row.scenario} {row.status}" + (f" in {row.seconds:.1f} s" if row.status == "solved" else "")
