"""From a loaded model to its run folder: what `plan` and `siting.analysis.batch` have in common."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siting.paths import shipped

if TYPE_CHECKING:
    from siting.config import Model
    from siting.model.inputs import Inputs
    from siting.model.options import SolverOptions
    from siting.regions import Dataset
    from siting.results import Run

__all__ = ["SHIPPED_DATA", "Step", "is_shipped", "new_folder", "new_run_folder", "solve_prepared", "solver_options"]

Step = Callable[[str], None]

#: The data set that comes with siting.
SHIPPED_DATA = "data/regions"


def solver_options(model: Model, solver: str, limits: Mapping[str, Any] | None) -> SolverOptions:
    """The solver's options: those of the model file, and ``limits`` (as in `siting.plan`) over them."""
    from siting.model.options import SolverOptions

    own = {name: getattr(model.solver, name) for name in ("time_limit_s", "gap", "threads", "seed")}
    return SolverOptions(solver=solver, **{**own, **(limits or {})})


def new_run_folder(model: Model, started: datetime, home: Path | str = "runs") -> Path:
    """``HOME/MODEL-SCENARIO-TIME``, as `new_folder`."""
    return new_folder((model.name, model.scenario), started, home)


def new_folder(parts: Sequence[str | None], started: datetime, home: Path | str = "runs") -> Path:
    """``HOME/PART-PART-TIME``, local time; what is None is left out. A second one in the same second gets a number."""
    first = Path(home) / "-".join([*filter(None, parts), f"{started.astimezone():%Y%m%d-%H%M%S}"])
    folder, count = first, 2
    while folder.exists():
        folder = first.with_name(f"{first.name}-{count}")
        count += 1
    return folder


def solve_prepared(
    model: Model,
    dataset: Dataset,
    inputs: Inputs,
    *,
    folder: Path,
    options: SolverOptions,
    started: datetime,
    step: Step,
) -> Run:
    """Solve ``inputs``, prove the plan and write its run to ``folder``, which must not exist.

    ``model`` and ``dataset`` are what ``inputs`` were made of, for the manifest. Raises `SitingError` where there is no
    plan or the folder cannot be written; then nothing is left behind.
    """
    from siting.analysis.first_stage import keep_basis
    from siting.model.solve import solve_inputs
    from siting.results import read_run, write_run

    solution = solve_inputs(inputs, options, step)
    step("checking every rule and writing the run")
    told = {**_told(model, dataset, started), "options": asdict(options)}
    run = read_run(write_run(folder, inputs=inputs, solution=solution, manifest=told), check=False)
    if solution.basis is not None:
        keep_basis(run, solution.basis)
    return run


def is_shipped(dataset: Dataset) -> bool:
    """Whether a data set is the one that comes with siting."""
    return dataset.folder.resolve() == shipped(SHIPPED_DATA).resolve()


def _told(model: Model, dataset: Dataset, started: datetime) -> dict[str, Any]:
    """What the manifest says about where the run comes from."""
    from siting.config.changes import changed_values

    ours = is_shipped(dataset)
    return {
        "model": model.resolved(),
        "scenario": _scenario_told(model),
        "settings": list(model.settings),
        "changed": changed_values(model),
        "command": shlex.join(["siting", *sys.argv[1:]]) if sys.argv[:1] else "siting",
        "data": {
            "folder": SHIPPED_DATA if ours else str(dataset.folder.resolve()),
            "shipped": ours,
            "overrides": None if dataset.overrides is None else str(dataset.overrides.resolve()),
            "content_hash": dataset.content_hash,
        },
        "started": started.isoformat(timespec="seconds"),
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _scenario_told(model: Model) -> dict[str, Any] | None:
    """Name, title and reason of the scenario of a model."""
    from siting.config.merge import read_scenario, scenario_files

    if model.scenario is None:
        return None
    scenario = read_scenario(model.scenario, scenario_files(model.folder)[model.scenario])
    return {"name": scenario.name, "title": scenario.title.model_dump(mode="json"), "why": scenario.why}
