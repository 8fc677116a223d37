"""Re-planning: the past as it was observed, the years that are left optimised anew."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from siting.analysis.replan.notes import zone_names
from siting.analysis.replan.outturn import Outturn, planned_outturn, read_outturn
from siting.analysis.replan.rebasing import Rebased, rebase
from siting.errors import Infeasible, RunError

if TYPE_CHECKING:
    from siting.model.inputs import Inputs
    from siting.model.options import SolverOptions
    from siting.results import Run

__all__ = ["Rebased", "rebase", "replan", "stated_years"]

Step = Callable[[str], None]


def replan(
    run: Run,
    outturn: Outturn | Path | str,
    *,
    out: Path | str | None = None,
    missing: Literal["refuse", "plan"] = "refuse",
    solver: str = "highs",
    limits: Mapping[str, Any] | None = None,
    progress: Step | None = None,
) -> Run:
    """Fix the observed years, optimise the others, write a run folder; returns the new run.

    ``outturn`` is a file (see `read_outturn`, also for ``missing``) or what was read from one. ``out`` is the folder to
    write, by default beside ``run``; ``limits`` may hold ``time_limit_s``, ``gap``, ``seed`` and ``threads`` and wins
    over the model file of ``run``. The new run has two tables more: ``inputs/outturn`` and ``outputs/drift``; its
    manifest tells under ``replanned`` which run and which file it comes from and what was assumed.

    Raises `RunError` for a run that its verifier refuted or an ``out`` that cannot be used, `DataError` for an outturn
    that does not fit, `Infeasible` and `NoPlan` as solving does; then nothing is written.
    """
    from siting.analysis.replan.drifting import drift_table
    from siting.model.solve import solve_inputs
    from siting.results import check_out, read_run, write_run

    step = progress or (lambda message: None)
    started = datetime.now(UTC)
    if out is not None:
        check_out(out)
    if run.certificate.refuted:
        what = f"its plan is not valid: {run.certificate.verdict}"
        raise RunError.one(str(run.folder), what, remedy="solve again, then re-plan")
    step("reading the outturn")
    seen = outturn if isinstance(outturn, Outturn) else read_outturn(outturn, run, missing=missing)
    folder = check_out(out if out is not None else _folder(run, started))
    options = _options(run, solver, limits or {})
    step("fixing the observed years")
    plan = {name: run.table(name) for name in ("jobs", "seats")}
    rebased = rebase(run.inputs, seen, plan, stated=stated_years(run))
    inputs = _with_tolerance(run, seen, rebased, options, step)
    solution = solve_inputs(inputs, options, step, known=plan["seats"])
    step("checking every rule and writing the run")
    drift = drift_table(run, inputs, solution, seen)
    told = _told(run, seen, rebased, options, started)
    extra = {"inputs/outturn": seen.table(), "outputs/drift": drift}
    return read_run(write_run(folder, inputs=inputs, solution=solution, manifest=told, extra=extra), check=False)


def stated_years(run: Run) -> tuple[int, ...] | None:
    """The years whose jobs goal the model file of a run states; ``None`` if it draws no path between them."""
    goals = (_model(run).get("goals") or {}) if _model(run) else {}
    if goals.get("path") != "straight":
        return None
    return tuple(sorted(int(year) for year in goals.get("jobs") or {}))


def _model(run: Run) -> Mapping[str, Any]:
    """The model file of a run as resolved; empty if the manifest has only its name."""
    told = run.manifest.get("model")
    return told if isinstance(told, Mapping) else {}


def _folder(run: Run, started: datetime) -> Path:
    """``RUN-replan-TIME`` beside the run, local time; a second one within the same second gets a number."""
    home = run.folder.resolve()
    first = home.with_name(f"{home.name}-replan-{started.astimezone():%Y%m%d-%H%M%S}")
    folder, count = first, 2
    while folder.exists():
        folder = first.with_name(f"{first.name}-{count}")
        count += 1
    return folder


def _options(run: Run, solver: str, limits: Mapping[str, Any]) -> SolverOptions:
    """What the model file of the run asks of the solver, and what is asked now."""
    from siting.model.options import SolverOptions

    names = ("time_limit_s", "gap", "threads", "seed")
    own = {name: value for name, value in (_model(run).get("solver") or {}).items() if name in names}
    return SolverOptions(solver=solver, **{**own, **limits})


def _with_tolerance(run: Run, seen: Outturn, rebased: Rebased, options: SolverOptions, step: Step) -> Inputs:
    """The rebased inputs with what the earlier tolerance on cost leaves to later goals.

    The first stage lets later ones give back a share of its cost: an amount over all years of the earlier plan. What of
    that amount the past has not used is left for the years to come. Taking the same share of the smaller remaining cost
    instead would change the regions' totals of a plan that goes exactly as planned. Two least-cost programmes more: of
    the rest as it now is, and of the rest had all gone as planned. With indivisible parks the share stays as it is.
    """
    from siting.analysis.replan.cost import remaining_cost, restated

    objective = run.inputs.scalars.objective
    stages = objective.stages
    first = stages[0] if objective.method == "lexicographic" and len(stages) > 1 else None
    if first is None or first.tolerance <= 0 or run.inputs.scalars.indivisible or first.objective != "cost":
        return rebased.inputs
    last = seen.years[-1]
    step("what the tolerance leaves")
    tables = {name: run.table(name) for name in ("jobs", "seats", "costs")}
    least = _least_cost(rebased.inputs, options)
    try:
        as_planned = rebase(run.inputs, planned_outturn(run, seen.years), tables, stated=stated_years(run)).inputs
        planned_least = _least_cost(as_planned, options)
    except Infeasible:  # the solver's last digits: the plan itself is such a rest
        return rebased.inputs
    best = run.summary["stages"][0]["value"]
    unused = best + first.tolerance * abs(best) - run.summary["objective_mmad"]
    left = float(remaining_cost(run.inputs, tables, last)["mmad"].sum()) - planned_least
    left += unused * restated(run.inputs, last)
    if abs(least) < 1e-9:
        return rebased.inputs
    kept = first.model_copy(update={"tolerance": max(0.0, left) / abs(least)})
    return _with_stages(rebased.inputs, (kept, *stages[1:]))


def _with_stages(inputs: Inputs, stages: tuple[Any, ...], **changes: Any) -> Inputs:
    """The same inputs with other stages of the objective."""
    objective = inputs.scalars.objective.model_copy(update={"stages": stages, **changes})
    return replace(inputs, scalars=inputs.scalars.model_copy(update={"objective": objective}))


def _least_cost(inputs: Inputs, options: SolverOptions) -> float:
    """Least cost of all payers together, nothing else asked."""
    from siting.model.inputs import Stage
    from siting.model.solve import solve_inputs

    alone = _with_stages(inputs, (Stage(objective="cost"),), region_ranges=False)
    return solve_inputs(alone, options).stages[0].value


#: What a re-planned run has from the earlier one.
_KEPT = ("model", "scenario", "settings", "changed", "data")


def _told(run: Run, seen: Outturn, rebased: Rebased, options: SolverOptions, started: datetime) -> dict[str, Any]:
    """The manifest: model, scenario, settings and data of the earlier run, and how it was re-planned."""
    kept = {name: run.manifest[name] for name in _KEPT if name in run.manifest}
    return {
        **kept,
        "command": shlex.join(["siting", *sys.argv[1:]]) if sys.argv[:1] else "siting",
        "options": asdict(options),
        "started": started.isoformat(timespec="seconds"),
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "replanned": {
            "run": run.folder.resolve().name,
            "inputs_sha256": run.manifest.get("inputs_sha256"),
            "outturn": {"file": seen.file, "sha256": seen.sha256},
            "years": list(seen.years),
            "notes": [note.record(zone_names(run.inputs, "en")) for note in rebased.notes],
        },
    }
