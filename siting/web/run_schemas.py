"""What the interface says of runs that are kept, studies, comparisons and background work: frozen types.

Jobs are stocks at year end, money is in million MAD at present value, exports in bn MAD, where nothing else is said.
Moments are ISO 8601 with their offset. What is not known is null.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Header
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from siting.web.schemas import Changed, Goal, Language, Level, Names, PlanRequest, RegionAnswer

__all__ = [
    "ComparedRun",
    "ComparisonView",
    "ExplainedSection",
    "ExplanationOrder",
    "ExplanationView",
    "FolderName",
    "Line",
    "NotePatch",
    "PlaceCode",
    "Prose",
    "RunDetail",
    "RunName",
    "RunPlan",
    "RunView",
    "ScenarioCheck",
    "ScenarioFileOrder",
    "SessionId",
    "StudyDetail",
    "StudyView",
]

#: Who asks: any text that a page keeps for itself. Work in the background belongs to it.
SessionId = Annotated[str, Header(alias="X-Session", max_length=64, pattern=r"^[A-Za-z0-9_-]*$")]
_PRINTED = r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
#: A line, and a text of several, without control characters.
Line = Annotated[str, StringConstraints(max_length=200, pattern=rf"^{_PRINTED}*$")]
Prose = Annotated[str, StringConstraints(max_length=4_000, pattern=rf"^(?:{_PRINTED}|\n)*$")]
#: What a folder of the run store may be called; and a run, which is also a point of a frontier: ``FRONTIER.point-07``.
FolderName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$")]
RunName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\.point-[0-9]{2,3})?$")]
#: The code of a zone or a region.
PlaceCode = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9][A-Za-z0-9.\-]*$")]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NotePatch(_Frozen):
    """What people say about a run or a study. What is left out stays as it is."""

    title: Line | None = None
    note: Prose | None = None
    pinned: bool | None = None


class RunView(_Frozen):
    """A run in the list.

    ``changed`` are the settings over its scenario, by hand; ``request`` is what to plan on from here, null where this
    server has no such model. ``jobs`` are those of ``last_year``, ``gini`` is of jobs per active over regions then.
    ``cost_mmad`` is what all payers bear; ``penalty_mmad`` weighs for soft goals that are missed. ``study`` is the
    frontier of which the run is a point.
    """

    name: str
    title: str = ""
    note: str = ""
    pinned: bool = False
    model: str | None
    scenario: str | None
    level: str
    created: str | None
    status: str
    verdict: str
    last_year: int
    jobs: float
    cost_mmad: float
    penalty_mmad: float
    gini: float
    parks: int
    changed: list[Changed]
    request: PlanRequest | None
    study: str | None = None


class RunPlan(_Frozen):
    """The plan of a run in arrays, as in a `PlanAnswer`: by zone or region, then year from the base year on.

    ``built`` and ``cost_by_payer`` are by planned year, the latter as paid (not discounted).
    """

    level: str
    base_year: int
    years: list[int]
    zones: list[str]
    active: list[float]
    jobs: list[list[float]]
    seats: list[list[float]]
    built: list[list[float]]
    regions: list[RegionAnswer]
    goals: list[Goal]
    exports_bmad: list[float]
    segments: dict[str, list[float]]
    cost_mmad: float
    penalty_mmad: float
    payers_mmad: dict[str, float]
    cost_by_payer: dict[str, list[float]]
    gini: list[float]


class RunDetail(RunView):
    """A run with its plan, and what its scenario is called and asks."""

    scenario_title: Names | None
    scenario_why: str
    plan: RunPlan


class StudyView(_Frozen):
    """A frontier, a set of alternatives or an ensemble in the list."""

    name: str
    kind: Literal["frontier", "alternatives", "ensemble"]
    title: str = ""
    note: str = ""
    pinned: bool = False
    model: str | None
    scenario: str | None
    level: str | None
    created: str | None


class StudyDetail(StudyView):
    """A study: what it was computed from and its figures (``facts``), its tables as rows, its points as runs.

    ``runs`` tells the name of the run for each point of a frontier. ``files`` are its pictures.
    """

    facts: dict[str, Any]
    tables: dict[str, list[dict[str, Any]]]
    runs: dict[int, str] = Field(default_factory=dict)
    files: list[str] = Field(default_factory=list)


class ComparedRun(_Frozen):
    """A run of a comparison; ``label`` is what the notes call it."""

    name: str
    label: str
    title: str
    scenario: str | None
    created: str | None
    verdict: str


class ComparisonView(_Frozen):
    """Runs side by side; changes are against the first.

    ``regions``: a row for each region and run (jobs, seats, shares, costs, ranks and their changes); ``national``: for
    each quantity and run; ``assumptions``: what differs; ``notes``: what a reader has to know besides.
    """

    runs: list[ComparedRun]
    level: str
    base_year: int
    last_year: int
    regions: list[dict[str, Any]]
    national: list[dict[str, Any]]
    assumptions: list[dict[str, Any]]
    notes: list[str]


class ExplainedSection(_Frozen):
    """A heading and its sentences."""

    title: str
    lines: list[str]


class ExplanationOrder(_Frozen):
    """A plan that is to be explained: the whole, or one region or zone of it, by its code."""

    request: PlanRequest
    region: PlaceCode | None = None
    zone: PlaceCode | None = None
    lang: Language = "fr"


class ExplanationView(_Frozen):
    """Why a plan, a region or a zone is as it is. ``name`` is the run; null for a plan that is not kept."""

    name: str | None
    lang: Language
    sections: list[ExplainedSection]


class ScenarioFileOrder(_Frozen):
    """A scenario file that is asked for: what it changes, its title, and what it asks and on what ground."""

    request: PlanRequest
    title: Names
    why: Annotated[Prose, StringConstraints(min_length=1)] = "set by hand on the planner's page"


class ScenarioCheck(_Frozen):
    """What a scenario file says, or what is wrong with it.

    Without ``problems``, ``request`` is the plan that it asks for: the scenario that it extends, where that is one, and
    its changes as settings.
    """

    problems: list[dict[str, Any]]
    title: Names | None = None
    why: str = ""
    extends: list[str] = Field(default_factory=list)
    settings: dict[str, Any] = Field(default_factory=dict)
    request: PlanRequest | None = None
    level: Level | None = None
