"""Errors as answers: the same messages as on the terminal, with the setting that each is about."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from siting.errors import Infeasible, InvalidInput, NoPlan, Problem, SitingError, UsageError
from siting.web.schemas import Problems, ProblemView
from siting.web.workers import Busy, Crashed, TimedOut

__all__ = ["failure", "problem_view"]

_SET = re.compile(r"^--set (?P<key>[A-Za-z0-9_.\-]+)=")
_KEY = re.compile(r"(?:, |^)(?P<key>[a-z_]+(?:\.[A-Za-z0-9_\-]+)+)$")


def problem_view(problem: Problem) -> ProblemView:
    """A problem without folders of this machine, and with the key of the setting that it is about."""
    found = _SET.match(problem.place) or _KEY.search(problem.place)
    key = found["key"] if found else None
    return ProblemView(
        place=_bare(problem.place), message=problem.message, value=problem.value, remedy=problem.remedy, key=key
    )


def _bare(place: str) -> str:
    """A place whose path is only the last two names of it."""
    head, colon, rest = place.partition(":")
    if head.startswith("/"):
        return str(Path(*Path(head).parts[-2:])) + colon + rest
    return place


def failure(error: Exception) -> tuple[int, Problems]:
    """Status and body for an error. What is nobody's fault but ours is 500, without its inside."""
    name = type(error).__name__
    if isinstance(error, InvalidInput):
        views = [problem_view(problem) for problem in error.problems]
        missing = any("no such" in view.message for view in views) and len(views) == 1 and views[0].place == "model"
        return 404 if missing else 422, Problems(error=name, message="the request cannot be used", problems=views)
    if isinstance(error, Infeasible):
        return 409, Problems(error=name, message=str(error))
    if isinstance(error, UsageError):
        return 400, Problems(error=name, message=str(error))
    if isinstance(error, NoPlan | SitingError):
        return 409, Problems(error=name, message=str(error))
    statuses: dict[type[Exception], tuple[int, str]] = {
        Busy: (503, "too many questions wait already; ask again in a moment"),
        TimedOut: (504, "this took longer than a request may take; solve it in the background"),
        Crashed: (502, "the process that computed this died; the next request finds a fresh one"),
    }
    for kind, (status, message) in statuses.items():
        if isinstance(error, kind):
            return status, Problems(error=name, message=message)
    return 500, Problems(error="InternalError", message="an error of the program; please report it")


def body(problems: Problems) -> dict[str, Any]:
    """As JSON."""
    return problems.model_dump(mode="json")
