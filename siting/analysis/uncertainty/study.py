"""From a model with ranges to tables: draw the samples, compute them, tell what came out."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

import siting
from siting.analysis.uncertainty.design import Design, check_ranges, check_request, draw, samples_of
from siting.analysis.uncertainty.folder import read_record, write_analysis
from siting.analysis.uncertainty.influences import influence
from siting.analysis.uncertainty.notes import notes_on
from siting.analysis.uncertainty.shares import goal_shares, park_shares, parks_by_year
from siting.analysis.uncertainty.spread import country_quantiles, region_quantiles
from siting.errors import Problem, RunError
from siting.solving import Step, new_folder

if TYPE_CHECKING:
    from siting.config import Model
    from siting.ensemble import EnsembleResult, Progress
    from siting.model.inputs import Inputs

__all__ = ["Study", "read_study", "run_study", "study_record"]


@dataclass(frozen=True)
class Study:
    """An ensemble that is complete, and what its tables say.

    ``tables``: ``outcomes``, ``influence`` and, where samples are draws (`Design.drawn`), ``goals``, ``parks``,
    ``parks_by_year``, ``regions``, ``country``. ``record`` tells the model, its ranges and the names of places.
    """

    folder: Path
    design: Design
    record: Mapping[str, Any]
    tables: Mapping[str, pd.DataFrame]
    notes: tuple[str, ...]


def run_study(
    model: str | Path = "models/tech-valley-2030",
    *,
    scenario: str | None = None,
    settings: Sequence[str] = (),
    level: str | None = None,
    samples: int = 1000,
    design: str = "lhs",
    seed: int = 0,
    workers: int | None = None,
    scheduler: str | None = None,
    out: Path | str | None = None,
    progress: Step | None = None,
) -> Study:
    """Compute an ensemble over the ranges of a model (its section ``uncertainty``) and analyse it.

    ``workers`` processes of this machine, as many as there are cores by default, or all of those that ``scheduler``
    has. ``out`` is a new folder (default ``runs/MODEL-SCENARIO-ensemble-TIME``) or one of an earlier call with the same
    model and samples, which is gone on with. Where Ctrl-C is pressed, ``KeyboardInterrupt`` tells what is kept.

    Raises, before anything is computed, `UsageError`, `ModelError`, `DataError` and `RunError` as `draw`,
    `siting.planning.prepared`, `check_ranges` and `siting.ensemble.run_ensemble` do; later `RunError` where the cluster
    fails, with what is kept.
    """
    from siting.ensemble import run_ensemble
    from siting.planning import prepared

    step = progress or (lambda message: None)
    started = datetime.now(UTC)
    check_request(samples, design, seed)
    chosen, dataset, inputs = prepared(model, scenario, settings, level, step)
    drawn = draw(chosen.uncertainty, samples, design, seed)
    check_ranges(chosen, inputs)
    folder = Path(out) if out is not None else new_folder((chosen.name, chosen.scenario, "ensemble"), started)
    step(f"checking {len(drawn.ids):,} samples")
    try:
        found = run_ensemble(
            inputs,
            samples_of(drawn, chosen.uncertainty),
            out=folder,
            scheduler=scheduler,
            workers=_cores() if workers is None else workers,
            progress=_Sparing(step),
        )
        step("analysing")
        study = _analysed(found, drawn, _record(chosen, inputs, started, dataset.content_hash))
        write_analysis(folder, study.record, drawn, study.tables)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(_kept(folder) or "nothing was computed yet") from None
    except RunError as error:
        kept = _kept(folder) if out is None else None  # a folder of its own: the same call would begin another
        if kept is None:
            raise
        raise RunError([*error.problems, Problem(str(folder), kept)]) from error
    return study


def read_study(folder: Path | str) -> Study:
    """The study in a folder, its tables made anew from the answers. Raises `RunError` where there is none."""
    from siting.ensemble import read_ensemble

    record, design = read_record(Path(folder))
    return _analysed(read_ensemble(folder), design, record)


def study_record(study: Study) -> dict[str, Any]:
    """A study as plain values for JSON: folder, design, ranges, notes, and every table as a list of rows."""
    rows = {
        name: [
            {key: None if value != value else value for key, value in row.items()} for row in table.to_dict("records")
        ]
        for name, table in study.tables.items()
    }
    design = study.design
    told = {"kind": design.kind, "seed": design.seed, "asked": design.asked, "samples": len(design.ids)}
    return {
        "folder": str(study.folder), "design": told, "uncertainty": study.record["model"]["uncertainty"],
        "notes": list(study.notes), **rows,
    }  # fmt: skip


def _analysed(found: EnsembleResult, design: Design, record: Mapping[str, Any]) -> Study:
    """Every table of a complete ensemble. Raises `RunError` where samples are missing."""
    if not found.complete or found.samples != len(design.ids):
        what = f"{found.done:,} of {len(design.ids):,} samples have been computed"
        raise RunError.one(str(found.folder), what, remedy="let the same call go on first")
    counts = found.frame("samples", ["outcome"])["outcome"].value_counts()
    tables = {"outcomes": counts.rename_axis("outcome").reset_index(name="samples")}
    if design.drawn.any():
        tables["goals"] = goal_shares(found, design, [(goal, year) for goal, year in record["goals"]])
        tables["parks"] = _named(park_shares(found, design), "zone", record)
        tables["parks_by_year"] = _named(parks_by_year(found, design), "zone", record)
        tables["regions"] = _named(region_quantiles(found, design), "region", record)
        tables["country"] = country_quantiles(found, design)
    tables["influence"] = influence(found, design)
    return Study(found.folder, design, record, tables, notes_on(design, tables))


def _named(table: pd.DataFrame, place: str, record: Mapping[str, Any]) -> pd.DataFrame:
    """A table with the name of each place behind its code."""
    at = table.columns.get_loc(place)
    table.insert(int(at) + 1, "name", table[place].map(record[f"{place}s"]))  # type: ignore[arg-type]
    return table


def _record(model: Model, inputs: Inputs, started: datetime, data: str) -> dict[str, Any]:
    """What the tables come from: the resolved model, its goals, the names of its places."""
    from siting.ensemble.content import versions

    scalars = inputs.scalars
    goals = [("jobs", year) for year in scalars.jobs_goal] + [("exports", year) for year in scalars.export_goal]
    return {
        "siting": siting.__version__,
        "versions": versions(),
        "command": shlex.join(["siting", *sys.argv[1:]]) if sys.argv[:1] else "siting",
        "model": model.resolved(),
        "scenario": model.scenario,
        "settings": list(model.settings),
        "data": data,
        "started": started.isoformat(timespec="seconds"),
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "goals": goals,
        "zones": _names(inputs.labels, "zone"),
        "regions": _names(inputs.region_labels, "region"),
    }


def _names(labels: pd.DataFrame, place: str) -> dict[str, str]:
    """Code -> English name, the French one where there is none."""
    if labels.empty:
        return {}
    names = labels["name_en"].where(labels["name_en"].astype(bool) & labels["name_en"].notna(), labels["name_fr"])
    return dict(zip(labels[place].astype(str).tolist(), names.astype(str).tolist(), strict=True))


def _kept(folder: Path) -> str | None:
    """What is there of an ensemble that was stopped, and how to go on."""
    from siting.ensemble import read_ensemble

    try:
        found = read_ensemble(folder)
    except RunError:
        return None
    there = shlex.quote(str(folder))
    return (
        f"{found.done:,} of {found.samples:,} samples are kept in {there}; "
        f"the same command with --out {there} goes on from there"
    )


class _Sparing:
    """Tells of progress at every twentieth of the samples, or after half a minute."""

    def __init__(self, step: Step) -> None:
        self._step, self._told, self._next = step, -1, 0.0

    def __call__(self, done: Progress) -> None:
        part = 20 * done.done // done.samples
        if part != self._told or done.seconds >= self._next:
            self._step(str(done))
            self._told, self._next = part, done.seconds + 30.0


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
