"""What the HTTP interface takes and gives: frozen types, from which its OpenAPI description is made.

Jobs are stocks at year end, not rounded; money is in million MAD, present value where nothing else is said. Arrays of
zones and regions are in the order of their codes, arrays of years begin with the base year where they say so.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

__all__ = [
    "Aim",
    "Changed",
    "ControlGroup",
    "ControlView",
    "Goal",
    "Language",
    "Level",
    "Login",
    "MapView",
    "ModelView",
    "Names",
    "PlanAnswer",
    "PlanRequest",
    "ProblemView",
    "Problems",
    "RegionAnswer",
    "ScenarioView",
    "Shape",
    "Status",
    "Timings",
]

Level = Literal["region", "province", "commune"]
Language = Literal["fr", "ar", "en"]
Status = Literal["optimal", "infeasible", "stopped"]
#: Names of models and scenarios: what a folder or a file may be called, so that no path can be meant.
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$")]
SettingKey = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[A-Za-z0-9_.\-]+$")]
#: Most settings of one request.
MOST_SETTINGS = 200


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Names(_Frozen):
    """A name in three languages."""

    fr: str
    ar: str
    en: str


class ProblemView(_Frozen):
    """One thing that is wrong: where, what, which value, and what to do. ``key`` is the setting concerned, if any."""

    place: str
    message: str
    value: str | None = None
    remedy: str | None = None
    key: str | None = None


class Problems(_Frozen):
    """The body of every answer that is not the one asked for."""

    error: str
    message: str
    problems: list[ProblemView] = Field(default_factory=list)


class Login(_Frozen):
    """The token of a server that listens beyond its own machine."""

    token: str = Field(max_length=200)


class ModelView(_Frozen):
    """A model that can be planned with."""

    name: str
    title: Names
    levels: list[Level]
    level: Level
    base_year: int
    years: list[int]
    segments: list[str]


class ScenarioView(_Frozen):
    """A scenario of a model."""

    name: str
    title: Names
    why: str
    extends: list[str]


class ControlView(_Frozen):
    """A setting that the page offers: what it is called, its unit and range, and its value in model and scenario.

    ``kind``: ``number`` (a slider and a field), ``share`` (a number that is shown in per cent), ``flag``, ``choice``
    (one of ``options``). ``given`` is the value with the scenario alone; ``None`` where the rule is off: then ``start``
    is where the slider begins when it is switched on (``optional``: it can be switched off). ``digits`` are the
    decimals to show (of a share: of the percentage). ``live`` tells that it can be moved while one waits.
    """

    key: str
    kind: Literal["number", "share", "flag", "choice"]
    label: Names
    help: Names
    unit: str
    low: float | None = None
    high: float | None = None
    step: float | None = None
    digits: int = 0
    given: Any = None
    start: Any = None
    optional: bool = False
    options: list[str] = Field(default_factory=list)
    live: bool = True


class ControlGroup(_Frozen):
    """Controls that belong together: goals, balance, talent, parks, costs, dates."""

    name: str
    label: Names
    controls: list[ControlView]


class Shape(_Frozen):
    """A place on the map. ``path`` is SVG path data in the units of the map's ``view_box``; ``at`` its middle."""

    code: str
    name: Names
    region: str
    path: str
    at: tuple[float, float]
    standing_park: bool = False


class MapView(_Frozen):
    """The shapes of one level, and the regions as lines over them."""

    level: Level
    view_box: tuple[float, float, float, float]
    zones: list[Shape]
    regions: list[Shape]
    source: Names


class PlanRequest(_Frozen):
    """A plan that is asked for: model, scenario, level, and settings over them (values as in a model file).

    ``data`` names tables that were brought in, in place of those of the model (`POST /models/{model}/data`).
    """

    model: Slug
    scenario: Slug | None = None
    level: Level | None = None
    data: Slug | None = None
    settings: dict[SettingKey, Any] = Field(default_factory=dict, max_length=MOST_SETTINGS)


class Goal(_Frozen):
    """A goal and what the plan reaches of it: jobs, or exports in bn MAD."""

    goal: Literal["jobs", "exports"]
    year: int
    asked: float
    reached: float
    soft: bool


class RegionAnswer(_Frozen):
    """A region in a plan: jobs from the base year on."""

    code: str
    active: float
    jobs: list[float]
    seats_built: float


class Changed(_Frozen):
    """A setting that differs: from the scenario's (a plan), or from the model file's (a run that is kept)."""

    key: str
    value: Any
    given: Any


class Timings(_Frozen):
    """Milliseconds: settings to inputs, solving, reading the answer."""

    settle: float
    solve: float
    read: float


class Aim(_Frozen):
    """What a plan aims at: a stage of the objective, which later stages may miss by ``tolerance`` (a share of it), or a
    term with its ``weight`` where aims are weighed.
    """

    objective: str
    tolerance: float = 0.0
    weight: float | None = None


class PlanAnswer(_Frozen):
    """A plan, or that there is none.

    ``refined`` tells that all stages of the objective were solved (by default the fairest among the cheapest), else it
    is a plan of least cost; ``aims`` are the stages in turn. ``active`` is the labour force by zone. ``jobs`` and
    ``seats`` (standing at year end) are by zone, then year from the base year on; ``built`` by zone, then planned year.
    ``cost_by_payer`` by planned year, not discounted. ``segments``: jobs by year from the base year on. ``gini``: of
    jobs per active over regions, from the base year on. ``reasons``: why there is no plan, where a glance shows it.
    """

    request: PlanRequest
    status: Status
    refined: bool
    level: Level
    base_year: int
    years: list[int]
    zones: list[str] = Field(default_factory=list)
    active: list[float] = Field(default_factory=list)
    jobs: list[list[float]] = Field(default_factory=list)
    seats: list[list[float]] = Field(default_factory=list)
    built: list[list[float]] = Field(default_factory=list)
    regions: list[RegionAnswer] = Field(default_factory=list)
    goals: list[Goal] = Field(default_factory=list)
    exports_bmad: list[float] = Field(default_factory=list)
    segments: dict[str, list[float]] = Field(default_factory=dict)
    cost_mmad: float | None = None
    penalty_mmad: float = 0.0
    payers_mmad: dict[str, float] = Field(default_factory=dict)
    cost_by_payer: dict[str, list[float]] = Field(default_factory=dict)
    gini: list[float] = Field(default_factory=list)
    changed: list[Changed] = Field(default_factory=list)
    aims: list[Aim] = Field(default_factory=list)
    reasons: list[str] = Field(default_factory=list)
    ms: Timings
