"""Runs by the names that people give: a path, a folder of ``runs/``, or a scenario, whose newest run is meant."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from siting.errors import RunError
from siting.results.run_folder import Run, list_runs

__all__ = ["find_run", "scenario_of"]

#: Where `siting solve` writes unless told otherwise.
RUNS = Path("runs")


def find_run(name: Path | str, root: Path | str = RUNS) -> Path:
    """The folder that ``name`` means; its content is not looked at.

    A path that exists wins; then a folder of that name in ``root``; then, where ``name`` is a scenario, its newest run
    with a plan in ``root``. Raises `RunError` with the nearest names where there is none, or where the scenario's runs
    are of different models.
    """
    given, root = Path(name), Path(root)
    if given.exists():
        return given
    if len(given.parts) == 1 and (root / given).is_dir():
        return root / given
    runs = list_runs(root)
    of_scenario = [run for run in runs if scenario_of(run) == str(name)]
    models = sorted({str(_model_of(run)) for run in of_scenario})
    if len(models) > 1:
        what = f"is a scenario of several models in {root}: {', '.join(models)}"
        raise RunError.one(str(name), what, remedy="name the run's folder")
    if of_scenario:
        return of_scenario[-1].folder
    known = [*(run.name for run in runs), *sorted({scenario for run in runs if (scenario := scenario_of(run))})]
    near = difflib.get_close_matches(str(name), known, n=3, cutoff=0.5)
    remedy = f"did you mean {' or '.join(near)}?" if near else "siting runs lists the runs there are"
    raise RunError.one(str(name), f"is not a run folder, nor a run or a scenario in {root}", remedy=remedy)


def scenario_of(run: Run) -> str | None:
    """Name of the scenario of a run, if it had one."""
    return _name(run.manifest.get("scenario"))


def _model_of(run: Run) -> str | None:
    return _name(run.manifest.get("model"))


def _name(told: Any) -> str | None:
    """The name of a model or scenario as a manifest tells it: its content, or its bare name."""
    name = told.get("name") if isinstance(told, Mapping) else told
    return None if name is None else str(name)
