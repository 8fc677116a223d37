"""Where no plan exists: which rules contradict one another, and moves of settings after which one does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from siting.config.yaml import parse_scalar
from siting.errors import SitingError
from siting.web.schemas import Names, PlanRequest
from siting.words import LANGS

if TYPE_CHECKING:
    from siting.analysis.repair import Diagnosis
    from siting.web.desk import Desk

__all__ = ["DiagnosisAnswer", "RepairView", "diagnosed", "repair_answer"]

#: Seconds that a diagnosis may take.
BUDGET_S = 25.0


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RepairView(_Frozen):
    """What would help, in three languages, and the settings that carry it out.

    ``cost_mmad`` is the least cost with it (present value, without penalties); ``least`` tells that a readable step
    less was shown not to be enough.
    """

    text: Names
    settings: dict[str, Any]
    cost_mmad: float | None = None
    least: bool


class DiagnosisAnswer(_Frozen):
    """Why there is no plan. ``conflict``: rules that contradict one another; ``notes``: keys of what stayed open."""

    request: PlanRequest
    feasible: bool
    conflict: list[Names] = Field(default_factory=list)
    repairs: list[RepairView] = Field(default_factory=list)
    notes: list[str] = Field(default_factory=list)


def diagnosed(desk: Desk, request: PlanRequest) -> DiagnosisAnswer:
    """The diagnosis of a request on a desk. Raises `SitingError` for settings that cannot be used."""
    from siting.analysis.repair import Recipe, diagnose

    model = desk.model(request)
    inputs = desk.inputs(model)
    recipe = Recipe(
        desk.folder(request.model),
        request.scenario,
        desk.settings(request),
        request.level,
        desk.dataset(model),
    )
    return repair_answer(request, diagnose(inputs, recipe=recipe, budget_s=BUDGET_S))


def repair_answer(request: PlanRequest, found: Diagnosis) -> DiagnosisAnswer:
    """A diagnosis as an answer: its sentences in three languages, its settings as values."""
    from siting.analysis.repair import diagnosis_record

    told = {lang: diagnosis_record(found, lang) for lang in LANGS}
    any_lang = told["en"]
    repairs = [
        RepairView(
            text=_names({lang: told[lang]["repairs"][number]["sentence"] for lang in LANGS}),
            settings=_values(each["settings"]),
            cost_mmad=each["cost_mmad"],
            least=bool(each["least"]),
        )
        for number, each in enumerate(any_lang["repairs"])
    ]
    together = any_lang["combination"]
    if together is not None:
        moves = {lang: [move["sentence"] for move in told[lang]["combination"]["moves"]] for lang in LANGS}
        repairs.append(
            RepairView(
                text=_names({lang: _joined(moves[lang], lang) for lang in LANGS}),
                settings=_values(together["settings"]),
                cost_mmad=together["cost_mmad"],
                least=bool(together["least"]),
            )
        )
    rules = any_lang["conflict"]["rules"] if any_lang["conflict"] else []
    conflict = [
        _names({lang: told[lang]["conflict"]["rules"][number]["sentence"] for lang in LANGS})
        for number in range(len(rules))
    ]
    return DiagnosisAnswer(
        request=request,
        feasible="feasible" in found.notes,
        conflict=conflict,
        repairs=repairs,
        notes=[note for note in found.notes if note != "feasible"],
    )


def _names(texts: dict[Any, str]) -> Names:
    return Names(**texts)


def _joined(texts: list[str], lang: Any) -> str:
    from siting.words import listing

    return listing(texts, lang)


def _values(settings: list[str]) -> dict[str, Any]:
    """``key=value`` texts as values. A text that cannot be read, which none of ours is, stays a text."""
    found = {}
    for text in settings:
        key, _, value = text.partition("=")
        try:
            found[key] = parse_scalar(value, key)
        except SitingError:
            found[key] = value
    return found
