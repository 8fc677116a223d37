"""Runs and studies on disk as the interface shows them."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from pydantic import ValidationError

from siting.web.own_data import data_name, told_settings
from siting.web.processes import unplaced
from siting.web.run_schemas import RunDetail, RunPlan, RunView, StudyDetail, StudyView
from siting.web.schemas import Changed, Goal, Names, PlanRequest, RegionAnswer

if TYPE_CHECKING:
    import pandas as pd

    from siting.model.arrays import FloatArray
    from siting.model.inputs import Inputs
    from siting.results import Run

__all__ = ["plain", "rows", "run_detail", "run_view", "study_detail", "study_kind", "study_view"]

Kind = Literal["frontier", "alternatives", "ensemble"]
#: The file that tells what a study is, by kind, and what else a whole one has.
_STUDIES: Mapping[Kind, tuple[str, str]] = {
    "frontier": ("frontier.json", "points.parquet"),
    "alternatives": ("alternatives.json", "plans.parquet"),
    "ensemble": ("ensemble.json", "analysis/study.json"),
}
#: Most rows of a table of a study that are sent.
MOST_ROWS = 5_000
#: What a study tells about its making that is no figure of it.
_INSIDE = ("sha256", "versions", "format", "command", "model", "fingerprint", "data", "inputs_sha256", "settings")


def plain(value: Any) -> Any:
    """A value as strict JSON has it: what is no finite number is null, numpy's numbers are numbers."""
    value = value.item() if hasattr(value, "item") else value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return unplaced(value) if isinstance(value, str) else value


def rows(table: pd.DataFrame, most: int = MOST_ROWS) -> list[dict[str, Any]]:
    """The first rows of a table as objects; what is missing is null."""
    part = table.head(most).astype(object)
    return [plain(row) for row in part.where(part.notna(), None).to_dict(orient="records")]


# --- runs --------------------------------------------------------------------------------------------
def run_view(name: str, run: Run, models: Mapping[str, Path]) -> RunView:
    """A run in the list, without what people say about it. Raises what a summary that was edited by hand raises."""
    from siting.results.finding import scenario_of
    from siting.results.summary import paid_mmad, penalty_mmad

    summary = run.summary
    jobs = {int(year): float(value) for year, value in summary["jobs"].items()}
    last = max(jobs)
    model = run.manifest.get("model")
    told = model.get("name") if isinstance(model, Mapping) else model
    started = run.started
    return RunView(
        name=name,
        model=None if told is None else str(told),
        scenario=scenario_of(run),
        level=str(summary["level"]),
        created=None if started is None else started.isoformat(),
        status=str(summary["status"]),
        verdict=str(run.certificate.verdict),
        last_year=last,
        jobs=jobs[last],
        cost_mmad=paid_mmad(summary),
        penalty_mmad=penalty_mmad(summary),
        gini=float(summary["gini"]),
        parks=int(summary["parks_opened"]),
        changed=_changed(run),
        request=_request(run, None if told is None else str(told), models),
        study=name.partition(".")[0] if "." in name else None,
    )


def _changed(run: Run) -> list[Changed]:
    """What was set by hand over the scenario, against the model file."""
    from siting.results.manifest import read_changes

    found = read_changes(run.manifest) or {}
    return [
        Changed(key=each.key, value=plain(each.value), given=plain(each.base))
        for each in found.values()
        if each.scenario is None and each.key not in ("level", "data.overrides")
    ]


def _request(run: Run, model: str | None, models: Mapping[str, Path]) -> PlanRequest | None:
    """What a run was asked for, for a page that goes on from it; None where that cannot be said."""
    from siting.config.yaml import parse_scalar
    from siting.errors import ModelError
    from siting.results.finding import scenario_of

    if model is None or model not in models:
        return None
    try:
        pairs = [str(each).partition("=") for each in run.manifest.get("settings") or []]
        settings = {key.strip(): parse_scalar(text, key) for key, _, text in pairs}
        return PlanRequest(
            model=model,
            scenario=scenario_of(run),
            level=run.summary["level"],
            data=_data(run),
            settings=told_settings(settings),
        )
    except (ModelError, ValidationError):
        return None


def _data(run: Run) -> str | None:
    """The name of the tables that were brought in with which a run was computed."""
    told = run.manifest.get("data")
    return data_name(told.get("overrides")) if isinstance(told, Mapping) else None


def run_detail(name: str, run: Run, models: Mapping[str, Path]) -> RunDetail:
    """A run with its plan in arrays. Raises `RunError` and what tables that were edited by hand raise."""
    told = run.manifest.get("scenario")
    scenario: Mapping[str, Any] = told if isinstance(told, Mapping) else {}
    view = run_view(name, run, models)
    return RunDetail(
        **{field: getattr(view, field) for field in RunView.model_fields},
        scenario_title=_names(scenario.get("title")),
        scenario_why=str(scenario.get("why") or ""),
        plan=_plan(run),
    )


def _names(title: Any) -> Names | None:
    if not isinstance(title, Mapping):
        return None
    first = next((str(text) for text in (title.get("fr"), title.get("en"), title.get("ar")) if text), "")
    return Names(**{lang: str(title.get(lang) or first) for lang in ("fr", "ar", "en")})


def _plan(run: Run) -> RunPlan:
    from siting.report.charts.costs import costs_of
    from siting.results.inequality import gini
    from siting.results.summary import penalty_mmad

    inputs = run.inputs
    scalars = inputs.scalars
    zones = sorted(map(str, inputs.zones["zone"]))
    years = [scalars.base_year, *scalars.years]
    seats, own = run.table("seats"), inputs.zones.set_index("zone")
    jobs, segments, exports = _jobs(run, inputs, zones)
    standing = _wide(seats, "zone", "standing", zones, scalars.years)
    built = _wide(seats, "zone", "built", zones, scalars.years)
    start = own["seats_start"].reindex(zones).to_numpy(np.float64)
    labour = own["active"].reindex(zones).to_numpy(np.float64)
    table = run.table("regions")
    regions = sorted(map(str, table["region"].unique()))
    by_region = _wide(table, "region", "jobs", regions, years)
    active = _wide(table, "region", "active", regions, years)[:, -1]
    home = own["region"].reindex(zones).astype(str).to_numpy()
    made = [float(built[np.asarray(home == code)].sum()) for code in regions]
    costs = costs_of(run)
    return RunPlan(
        level=inputs.level,
        base_year=scalars.base_year,
        years=list(scalars.years),
        zones=zones,
        active=labour.tolist(),
        jobs=_rounded(jobs),
        seats=_rounded(np.concatenate((start[:, None], standing), axis=1)),
        built=_rounded(built),
        regions=[
            RegionAnswer(code=code, active=float(people), jobs=_rounded(line), seats_built=round(new, 2))
            for code, people, line, new in zip(regions, active, by_region, made, strict=True)
        ],
        goals=_goals(inputs, jobs.sum(axis=0)[1:], exports),
        exports_bmad=_rounded(exports, 4),
        segments={code: _rounded(line) for code, line in segments.items()},
        cost_mmad=sum(map(sum, costs.discounted.values())),
        penalty_mmad=penalty_mmad(run.summary),
        payers_mmad={payer: round(sum(line), 4) for payer, line in costs.discounted.items()},
        cost_by_payer={payer: _rounded(np.array(line), 4) for payer, line in costs.paid.items()},
        gini=[round(gini(line, active), 6) for line in by_region.T],
    )


def _jobs(run: Run, inputs: Inputs, zones: list[str]) -> tuple[FloatArray, dict[str, FloatArray], FloatArray]:
    """Jobs by zone and by segment, from the base year on; exports by planned year in bn MAD."""
    years, table, base = list(inputs.scalars.years), run.table("jobs"), inputs.zone_segment
    codes = sorted(map(str, inputs.segments["segment"].unique()))
    first = base.groupby("zone")["baseline_jobs"].sum().reindex(zones).fillna(0.0).to_numpy(np.float64)
    jobs = np.concatenate((first[:, None], _wide(table, "zone", "jobs", zones, years)), axis=1)
    start = base.groupby("segment")["baseline_jobs"].sum().reindex(codes).fillna(0.0).to_numpy(np.float64)
    planned = _wide(table, "segment", "jobs", codes, years)
    worth = _wide(inputs.segments, "segment", "export_per_job", codes, years)
    segments = dict(zip(codes, np.concatenate((start[:, None], planned), axis=1), strict=True))
    return jobs, segments, (planned * worth).sum(axis=0) / 1000.0


def _wide(table: pd.DataFrame, by: str, column: str, items: list[str], years: Any) -> FloatArray:
    """Sums by item and year; 0 where the table has no row."""
    wide = table.pivot_table(index=by, columns="year", values=column, aggfunc="sum", observed=True)
    found: FloatArray = wide.reindex(index=items, columns=list(years)).fillna(0.0).to_numpy(np.float64)
    return found


def _goals(inputs: Inputs, jobs: FloatArray, exports: FloatArray) -> list[Goal]:
    scalars = inputs.scalars
    names: tuple[tuple[Literal["jobs", "exports"], Mapping[int, float], FloatArray, float], ...] = (
        ("jobs", scalars.jobs_goal, jobs, 1.0),
        ("exports", scalars.export_goal, exports, 1000.0),
    )
    return [
        Goal(
            goal=name,
            year=year,
            asked=round(value / unit, 4),
            reached=round(float(reached[scalars.years.index(year)]), 4),
            soft=name in scalars.soft_goals,
        )
        for name, asked, reached, unit in names
        for year, value in sorted(asked.items())
        if year in scalars.years
    ]


def _rounded(values: FloatArray, digits: int = 2) -> Any:
    return (np.round(values, digits) + 0.0).tolist()


# --- studies -----------------------------------------------------------------------------------------
def study_kind(folder: Path) -> Kind | None:
    """Which study a folder is; None for anything else."""
    for kind, names in _STUDIES.items():
        if all((folder / name).is_file() and not (folder / name).is_symlink() for name in names):
            return kind
    return None


def study_view(name: str, folder: Path, kind: Kind) -> StudyView:
    """A study in the list, without what people say about it."""
    told = _told(folder, kind)
    return StudyView(name=name, kind=kind, **_origin(told))


def _told(folder: Path, kind: Kind) -> dict[str, Any]:
    own, further = _STUDIES[kind]
    told = json.loads((folder / (further if kind == "ensemble" else own)).read_text("utf-8"))
    if not isinstance(told, dict):
        raise ValueError("not an object")
    return told


def _origin(told: Mapping[str, Any]) -> dict[str, Any]:
    """Where a study comes from: the kinds name it differently."""
    model = told.get("model")
    name = model.get("name") if isinstance(model, Mapping) else str(model or "").rpartition("/")[2]
    scenario = told.get("scenario")
    level = told.get("level") or (model.get("level") if isinstance(model, Mapping) else None)
    created = told.get("written") or told.get("started")
    return {
        "model": str(name) if name else None,
        "scenario": str(scenario.get("name")) if isinstance(scenario, Mapping) else scenario,
        "level": None if level is None else str(level),
        "created": None if created is None else str(created),
    }


def study_detail(name: str, folder: Path, kind: Kind) -> StudyDetail:
    """A study with its tables. Raises what a folder that was edited by hand raises."""
    import pandas as pd

    told = _told(folder, kind)
    home = folder / "analysis" if kind == "ensemble" else folder
    files = [path for path in sorted(home.iterdir()) if path.is_file() and not path.is_symlink()]
    tables = {path.stem: rows(pd.read_parquet(path)) for path in files if path.suffix == ".parquet"}
    points = sorted((folder / "runs").glob("point-*/manifest.json")) if kind == "frontier" else []
    return StudyDetail(
        name=name,
        kind=kind,
        **_origin(told),
        facts={key: plain(value) for key, value in told.items() if key not in _INSIDE},
        tables=tables,
        runs={int(path.parent.name.partition("-")[2]): f"{name}.{path.parent.name}" for path in points},
        files=[path.name for path in files if path.suffix in (".png", ".svg")],
    )
