"""Work in the background as it is ordered, and as a command of `siting`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from siting.errors import ModelError
from siting.web.own_data import OwnData, data_settings
from siting.web.run_schemas import Line, Prose, RunName
from siting.web.schemas import Language, PlanRequest, Slug
from siting.web.settings import settings_of

__all__ = ["SECONDS", "PlanningOrder", "ReportOrder", "TaskOrder", "arguments_of", "check_request", "document_name"]

#: Longest time of each kind of work, in seconds.
SECONDS: Mapping[str, float] = {
    "solve": 900,
    "frontier": 1_800,
    "alternatives": 1_800,
    "ensemble": 3_600,
    "report": 300,
}

Aim = Literal["cost", "inequality", "least_served", "suitability", "commuting"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SolveOptions(_Frozen):
    """Limits of the solver: seconds, and how close to the best a plan of whole parks must be proven (0.01 is 1 %)."""

    time_limit_s: float | None = Field(default=None, gt=0, le=850)
    gap: float | None = Field(default=None, ge=0, le=1)


class FrontierOptions(_Frozen):
    """Two or three aims, the first of which is optimised; how many plans at most; the gap for whole parks."""

    objectives: list[Aim] = Field(default=["cost", "inequality"], min_length=2, max_length=3)
    points: int = Field(default=20, ge=2, le=40)
    gap: float | None = Field(default=None, ge=0, le=1)


class AlternativesOptions(_Frozen):
    """How much dearer other plans may be (0.02 is 2 %), how many, whose ranges, how they are found."""

    slack: float = Field(default=0.02, ge=0, le=1)
    count: int = Field(default=8, ge=1, le=20)
    bounds: Literal["none", "regions", "classes", "all"] | None = None
    method: Literal["spores", "hsj", "sets"] | None = None
    importance: bool = False


class EnsembleOptions(_Frozen):
    """How many samples, of which design, from which seed."""

    samples: int = Field(default=200, ge=10, le=2_000)
    design: Literal["lhs", "morris", "sobol"] = "lhs"
    seed: int = Field(default=0, ge=0, le=2**31 - 1)


class _Planning(_Frozen):
    request: PlanRequest
    name: Annotated[Slug, StringConstraints(max_length=60)] | None = None
    title: Line = ""
    note: Prose = ""
    lang: Language = "en"


class SolveOrder(_Planning):
    """A plan, solved to the end, proven, and kept as a run."""

    kind: Literal["solve"]
    options: SolveOptions = SolveOptions()


class FrontierOrder(_Planning):
    """What one aim costs in another; every point is kept as a run."""

    kind: Literal["frontier"]
    options: FrontierOptions = FrontierOptions()


class AlternativesOrder(_Planning):
    """Plans that cost little more than the cheapest, and the range of every region."""

    kind: Literal["alternatives"]
    options: AlternativesOptions = AlternativesOptions()


class EnsembleOrder(_Planning):
    """The plan under assumptions that are drawn from their ranges."""

    kind: Literal["ensemble"]
    options: EnsembleOptions = EnsembleOptions()


class ReportOptions(_Frozen):
    """A brief of a few pages or the full report, and its format."""

    document: Literal["brief", "full"] = "full"
    format: Literal["pdf", "html", "docx"] = "pdf"


class ReportOrder(_Frozen):
    """A document on a run; further runs are compared with it."""

    kind: Literal["report"]
    runs: list[RunName] = Field(min_length=1, max_length=4)
    lang: Language = "fr"
    options: ReportOptions = ReportOptions()


PlanningOrder = SolveOrder | FrontierOrder | AlternativesOrder | EnsembleOrder
TaskOrder = Annotated[
    SolveOrder | FrontierOrder | AlternativesOrder | EnsembleOrder | ReportOrder, Field(discriminator="kind")
]


def check_request(request: PlanRequest, models: Mapping[str, Path], own: OwnData) -> tuple[str, ...]:
    """The settings of a request as `--set` takes them.

    Raises `ModelError` with every problem of what cannot be planned, as the command itself would.
    """
    from siting.config import open_model

    if request.model not in models:
        raise ModelError.one("model", "no such model here", request.model, f"one of: {', '.join(sorted(models))}")
    settings = (*data_settings(own, request.data, request.model), *settings_of(request.settings))
    open_model(models[request.model], request.scenario, request.level).with_settings(settings, sources=True)
    return settings


def document_name(order: ReportOrder) -> str:
    """What the file of a report is called."""
    return f"{'-'.join(order.runs)[:80].replace('.', '-')}-{order.options.document}-{order.lang}.{order.options.format}"


def arguments_of(order: PlanningOrder | ReportOrder, name: str, settings: Sequence[str] = ()) -> tuple[str, ...]:
    """The command of an order, in a folder that has its model under ``models/`` and its runs under ``runs/``.

    ``settings`` are those that `check_request` gave. What it makes is written to ``runs/NAME``, a report to a file
    ``NAME``.
    """
    if isinstance(order, ReportOrder):
        runs = [f"runs/{run.replace('.', '-')}" for run in order.runs]
        return ("report", *runs, f"--kind={order.options.document}", f"--lang={order.lang}", f"--out={name}", "--json")
    request = order.request
    asked: list[str] = [order.kind, f"models/{request.model}"]
    asked += [f"--scenario={request.scenario}"] if request.scenario is not None else []
    asked += [f"--level={request.level}"] if request.level is not None else []
    for setting in settings:
        asked += ["--set", setting]
    asked += [f"--{key.replace('_', '-')}={value}" for key, value in _options(order).items()]
    asked += ["--importance"] if isinstance(order, AlternativesOrder) and order.options.importance else []
    asked += [f"--lang={order.lang}"] if order.kind != "ensemble" else []
    return (*asked, f"--out=runs/{name}", "--json")


def _options(order: PlanningOrder) -> dict[str, Any]:
    """The options of an order under the names of the command line."""
    told = {key: value for key, value in order.options.model_dump().items() if value is not None}
    told.pop("importance", None)
    if "time_limit_s" in told:
        told["time-limit"] = told.pop("time_limit_s")
    if isinstance(order, FrontierOrder):
        told["objectives"] = ",".join(order.options.objectives)
    if isinstance(order, EnsembleOrder):
        told["workers"] = 1
    return told
