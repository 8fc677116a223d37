"""Has this been solved before? The run of a scenario that would come out the same again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from importlib import metadata
from typing import TYPE_CHECKING, Any

from siting import __version__

if TYPE_CHECKING:
    from siting.config import Model
    from siting.model.inputs import Inputs
    from siting.model.options import SolverOptions
    from siting.results import Run

__all__ = ["find_unchanged", "runs_of"]

#: Options that only a search for whole parks has use for.
_OF_WHOLE_PARKS = ("gap", "threads")


def runs_of(runs: Sequence[Run], model: str, scenario: str) -> tuple[Run, ...]:
    """Those of ``runs`` that are of a scenario of a model, in their order."""
    return tuple(run for run in runs if _names(run) == (model, scenario))


def find_unchanged(runs: Sequence[Run], model: Model, inputs: Inputs, options: SolverOptions) -> Run | None:
    """The last of ``runs`` that solving ``inputs`` with ``options`` would only repeat; none if there is none.

    It is of the same model and scenario by name, has the same inputs (by their sha256), solver, solver's options,
    version of the solver and of siting; it is proven optimal (or within its gap), not refuted, and nobody edited it.
    """
    from siting.results.hashes import changed_files
    from siting.results.write import fingerprint_inputs

    known = runs_of(runs, model.name, str(model.scenario))
    if not known:
        return None
    whole = inputs.scalars.indivisible
    wanted = (fingerprint_inputs(inputs), __version__, _solver_version(options.solver), _mattering(options, whole))
    for run in reversed(known):
        if (
            _told(run, options.solver, whole) == wanted
            and run.summary.get("status") == "optimal"
            and not run.certificate.refuted
            and not changed_files(run.folder)
        ):
            return run
    return None


def _names(run: Run) -> tuple[str | None, str | None]:
    """Names of the model and the scenario of a run."""
    return _name(run.manifest.get("model")), _name(run.manifest.get("scenario"))


def _name(told: Any) -> str | None:
    return str(told["name"]) if isinstance(told, dict) and "name" in told else None


def _told(run: Run, solver: str, whole: bool) -> tuple[Any, ...] | None:
    """What a manifest says of inputs, versions and options; nothing if it is not of the solver, or does not say."""
    manifest = run.manifest
    options, engine, packages = (manifest.get(key) for key in ("options", "engine", "packages"))
    if not (isinstance(options, dict) and isinstance(engine, dict) and isinstance(packages, dict)):
        return None
    version = packages.get("highspy") if solver == "highs" else None
    kept = {name: value for name, value in options.items() if whole or name not in _OF_WHOLE_PARKS}
    return (manifest.get("inputs_sha256"), engine.get("version"), version, kept)


def _mattering(options: SolverOptions, whole: bool) -> dict[str, Any]:
    """The options that can change what comes out."""
    return {name: value for name, value in asdict(options).items() if whole or name not in _OF_WHOLE_PARKS}


def _solver_version(solver: str) -> str | None:
    """Version of HiGHS. CBC does not tell its own."""
    return metadata.version("highspy") if solver == "highs" else None
