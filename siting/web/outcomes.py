"""What became of work in the background: its state as the interface tells it, and its problems as data."""

from __future__ import annotations

import signal
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from siting.config.yaml import parse_scalar
from siting.errors import ModelError, Problem
from siting.web.failures import problem_view
from siting.web.processes import Ended, unplaced
from siting.web.schemas import ProblemView

__all__ = ["Progress", "Repair", "TaskProblems", "TaskResult", "TaskView", "crashed", "problem_views", "problems_of"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Progress(_Frozen):
    """A step that began: after how many seconds, and what it is."""

    seconds: float
    message: str


class Repair(_Frozen):
    """What would make a plan possible: a sentence for each move, the settings to make, and what the plan would cost."""

    sentences: list[str]
    settings: dict[str, Any]
    cost_mmad: float | None = None


class TaskProblems(_Frozen):
    """Why there is no result.

    ``error``: ``Infeasible`` (then ``reasons``, ``conflict`` and ``repairs`` tell more, ``combination`` the least
    change of several settings together), ``ModelError``, ``NoPlan``, ``TimedOut``, ``TooLarge``, ``Crashed`` and so on.
    """

    error: str
    message: str
    problems: list[ProblemView] = Field(default_factory=list)
    reasons: list[str] = Field(default_factory=list)
    conflict: list[str] = Field(default_factory=list)
    repairs: list[Repair] = Field(default_factory=list)
    combination: Repair | None = None
    notes: list[str] = Field(default_factory=list)


class TaskResult(_Frozen):
    """What a task has made: a run, a study, or a file to fetch."""

    run: str | None = None
    study: str | None = None
    file: str | None = None


class TaskView(_Frozen):
    """A task. ``seconds`` that it has run, ``before`` it how many wait or run."""

    id: str
    kind: Literal["solve", "frontier", "alternatives", "ensemble", "report"]
    name: str | None
    title: str
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    created: str
    seconds: float
    before: int
    progress: list[Progress]
    result: TaskResult | None
    problems: TaskProblems | None


def crashed(message: str) -> TaskProblems:
    """A task that ended by no fault of who ordered it."""
    return TaskProblems(error="Crashed", message=unplaced(message)[:300])


def problems_of(ended: Ended, seconds: float) -> TaskProblems | None:
    """What went wrong with a command that was not stopped; None where nothing did."""
    if ended.how == "late":
        return TaskProblems(error="TimedOut", message=f"stopped after {seconds:g} seconds, the longest it may take")
    if ended.how == "large":
        return TaskProblems(error="TooLarge", message="stopped: it writes more than it may")
    if ended.code == 0:
        return None
    told = ended.document
    if "error" not in told:
        if told and ended.code == 1:
            return crashed("the verifier refutes what was computed; it is not kept, please report it")
        return crashed(f"the process that computed this {_death(ended.code)}")
    return TaskProblems(
        error=str(told["error"]),
        message=unplaced(str(told.get("message", ""))),
        problems=problem_views(told),
        reasons=[unplaced(str(each)) for each in _list(told, "reasons")],
        conflict=[str(rule.get("sentence", "")) for rule in _list(told.get("conflict"), "rules")],
        repairs=[_repair([each], each) for each in _list(told, "repairs")],
        combination=_repair(_list(told.get("combination"), "moves"), told["combination"])
        if isinstance(told.get("combination"), Mapping)
        else None,
        notes=[str(each) for each in _list(told, "notes")],
    )


def problem_views(told: Mapping[str, Any]) -> list[ProblemView]:
    """The problems of an error document of the command line."""
    return [
        problem_view(
            Problem(
                unplaced(str(each.get("place", ""))), unplaced(str(each.get("message", ""))),
                each.get("value"), each.get("remedy"),
            )
        )
        for each in _list(told, "problems")
    ]  # fmt: skip


def _death(code: int) -> str:
    if code >= 0:
        return f"ended with code {code} and told nothing"
    try:
        return f"was ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"was ended by signal {-code}"


def _list(told: Any, key: str) -> list[Any]:
    found = told.get(key) if isinstance(told, Mapping) else None
    return found if isinstance(found, list) else []


def _repair(moves: list[Any], told: Mapping[str, Any]) -> Repair:
    settings = {}
    for text in _list(told, "settings"):
        key, _, value = str(text).partition("=")
        try:
            settings[key] = parse_scalar(value, key)
        except ModelError:
            continue
    cost = told.get("cost_mmad")
    return Repair(
        sentences=[str(each.get("sentence", "")) for each in moves],
        settings=settings,
        cost_mmad=cost if isinstance(cost, int | float) else None,
    )
