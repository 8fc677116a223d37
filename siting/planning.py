"""What the commands do, as functions: each takes plain arguments, calls the engine, returns a value to show."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siting.errors import DataError, Infeasible, Problem, UsageError
from siting.paths import shipped
from siting.solving import SHIPPED_DATA, Step, new_run_folder, solve_prepared, solver_options

if TYPE_CHECKING:
    from siting.config import Model
    from siting.model.inputs import Inputs
    from siting.regions import Dataset
    from siting.results import Certificate, Run

__all__ = [
    "data_inventory",
    "data_problems",
    "formulation_text",
    "plan",
    "prepared",
    "rebuild_data",
    "run_records",
    "scenario_records",
    "schema_text",
    "verified",
]


def plan(
    model: str | Path = "models/tech-valley-2030",
    *,
    scenario: str | None = None,
    settings: Sequence[str] = (),
    level: str | None = None,
    out: Path | str | None = None,
    solver: str = "highs",
    limits: Mapping[str, Any] | None = None,
    diagnose: bool = True,
    progress: Step | None = None,
) -> Run:
    """Solve a model, prove the plan and write its run folder.

    ``settings`` are ``key=value`` texts; ``limits`` may hold ``time_limit_s`` (seconds), ``gap`` (relative),
    ``seed`` and ``threads`` and wins over the model file. Raises `SitingError`: invalid input, no feasible plan,
    or no plan within the limits; then nothing is written. With ``diagnose`` an `Infeasible` tells which rules
    contradict one another and what would help, which takes up to half a minute more (indivisible parks: three times
    that).
    """
    from siting.results import check_out

    step = progress or (lambda message: None)
    started = datetime.now(UTC)
    if out is not None:
        check_out(out)
    chosen, dataset, inputs = prepared(model, scenario, settings, level, step)
    folder = check_out(out if out is not None else new_run_folder(chosen, started))
    options = solver_options(chosen, solver, limits)
    try:
        return solve_prepared(chosen, dataset, inputs, folder=folder, options=options, started=started, step=step)
    except Infeasible as error:
        if diagnose:
            from siting.analysis import repair

            recipe = repair.Recipe(model, scenario, settings, level, dataset)
            found = repair.diagnose(inputs, recipe=recipe, progress=step)
            error.diagnosis = found if found.tells else None
        raise


def prepared(
    model: str | Path,
    scenario: str | None,
    settings: Sequence[str],
    level: str | None,
    step: Step,
) -> tuple[Model, Dataset, Inputs]:
    """Model, data set and inputs: the steps that every command with a model shares."""
    from siting.config import load_model

    step("reading the model")
    chosen = load_model(model, scenario=scenario, settings=settings, level=level)
    from siting.geo.prepare import prepare
    from siting.regions import load_dataset
    from siting.regions.geometry import outline_problems

    step("reading and checking the data")
    dataset = load_dataset(chosen.data_folder, chosen.overrides_folder)
    wrong = outline_problems(dataset, shipped(SHIPPED_DATA))
    if wrong:
        raise DataError(wrong)
    step("travel times, catchments, indices")
    return chosen, dataset, prepare(chosen, dataset)


def verified(run: Path) -> Certificate:
    """The certificate of a run, computed anew from its own tables. Raises RunError when they cannot be read."""
    from siting.results import verify_run

    return verify_run(run)


def scenario_records(model: str | Path) -> tuple[list[dict[str, Any]], tuple[Problem, ...]]:
    """Name, title, reason and ancestors of each scenario of a model; and what is wrong with files that are none."""
    from siting.config import readable_scenarios
    from siting.paths import resolve_model

    scenarios, problems = readable_scenarios(resolve_model(model))
    records = [
        {
            "name": each.name,
            "title": each.title.model_dump(mode="json"),
            "why": each.why,
            "extends": list(each.extends),
        }
        for each in scenarios
    ]
    return records, problems


def run_records(folder: Path) -> list[dict[str, Any]]:
    """The runs in a folder, newest first, with what tells them apart; damaged ones are left out.

    Raises UsageError if it is not a folder.
    """
    from siting.results import list_runs

    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is not a folder")
    records = []
    for run in reversed(list_runs(folder)):
        try:
            records.append(_run_record(run))
        except (KeyError, TypeError, ValueError, AttributeError):  # a summary that was edited by hand
            continue
    return records


def _run_record(run: Run) -> dict[str, Any]:
    """What tells a run apart from others."""
    from siting.results.summary import paid_mmad, penalty_mmad

    jobs = run.summary["jobs"]
    return {
        "run": str(run.folder),
        "started": run.manifest.get("started"),
        "model": _named(run.manifest.get("model")),
        "scenario": _named(run.manifest.get("scenario")),
        "settings": run.manifest.get("settings", []),
        "level": run.summary.get("level"),
        "status": run.summary["status"],
        "jobs": float(jobs[max(jobs, key=int)]),
        "objective_mmad": float(run.summary["objective_mmad"]),
        "paid_mmad": paid_mmad(run.summary),
        "penalty_mmad": penalty_mmad(run.summary),
        "verdict": run.certificate.verdict,
    }


def _named(told: Any) -> str | None:
    """The name of a model or scenario as a manifest tells it: its content, its bare name, or nothing."""
    name = told.get("name") if isinstance(told, Mapping) else told
    return None if name is None else str(name)


def formulation_text(model: str | Path, scenario: str | None) -> str:
    """The formulation as Markdown; with a scenario, the blocks that it switches on, with their row counts."""
    from siting.model.formulation import formulation_markdown

    if scenario is None:
        return formulation_markdown()
    _, _, inputs = prepared(model, scenario, (), None, lambda message: None)
    return formulation_markdown(inputs)


def schema_text() -> str:
    """The JSON Schema of model files."""
    from siting.config import model_schema

    return json.dumps(model_schema(), ensure_ascii=False, indent=2) + "\n"


def data_problems(folder: Path | None, overrides: Path | None) -> tuple[Path, tuple[Problem, ...]]:
    """The data folder that was checked and every problem found in it."""
    from siting.regions import check_dataset

    place = folder or shipped(SHIPPED_DATA)
    return place, check_dataset(place, overrides)


def rebuild_data(facts: Path | None, out: Path | None, step: Step) -> Path:
    """Regenerate a data folder from the census and boundary packages and the fact tables; returns it."""
    from siting.regions import build_dataset

    place = out or shipped(SHIPPED_DATA)
    step("building the data set from the census, the boundaries and the facts")
    build_dataset(facts or shipped(SHIPPED_DATA) / "facts", place)
    return place


def data_inventory(folder: Path | None) -> list[dict[str, Any]]:
    """One record for each table of a data set."""
    from siting.regions import inventory, load_dataset

    frame = inventory(load_dataset(folder or shipped(SHIPPED_DATA)))
    table = frame.astype(object).where(frame.notna(), None)
    return [{str(key): value for key, value in row.items()} for row in table.to_dict(orient="records")]
