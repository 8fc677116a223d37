"""Errors as answers: the same messages as on the terminal, with the setting that each is about."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.responses import Response

from siting.errors import InvalidInput, Problem, SitingError, UsageError
from siting.web.schemas import Problems, ProblemView
from siting.web.workers import Busy, Crashed, TimedOut

__all__ = ["Gone", "failure", "problem_view", "problems_answer", "shown"]

_SET = re.compile(r"^--set (?P<key>[A-Za-z0-9_.\-]+)=")
_KEY = re.compile(r", (?P<key>[a-z_0-9]+(?:\.[A-Za-z0-9_\-]+)*)$")
#: Most characters of a text in an answer, and most problems of one.
MOST_LONG, MOST = 400, 100


class Gone(Exception):
    """Who asked has left before the answer."""


def shown(text: str) -> str:
    """A text of somebody else's, fit for an answer: whole characters, and not too many."""
    whole = text.encode("utf-8", "replace").decode()
    return whole if len(whole) <= MOST_LONG else f"{whole[: MOST_LONG - 3]}..."


def problem_view(problem: Problem) -> ProblemView:
    """A problem without folders of this machine, and with the key of the setting that it is about."""
    own = _SET.match(problem.place)
    found = own or _KEY.search(problem.place)
    return ProblemView(
        place=shown(f"settings.{own['key']}" if own else _bare(problem.place)),
        message=shown(problem.message),
        value=None if problem.value is None else shown(problem.value),
        remedy=None if problem.remedy is None else shown(problem.remedy),
        key=found["key"] if found else None,
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
        views = [problem_view(problem) for problem in error.problems[:MOST]]
        missing = any("no such" in view.message for view in views) and len(views) == 1 and views[0].place == "model"
        return 404 if missing else 422, Problems(error=name, message="the request cannot be used", problems=views)
    if isinstance(error, SitingError):
        return 400 if isinstance(error, UsageError) else 409, Problems(error=name, message=shown(str(error)))
    statuses: dict[type[Exception], tuple[int, str]] = {
        Gone: (499, "who asked has left"),
        Busy: (503, "too many questions wait already; ask again in a moment"),
        TimedOut: (504, "this took longer than a request may take; solve it in the background"),
        Crashed: (502, str(error)),
    }
    for kind, (status, message) in statuses.items():
        if isinstance(error, kind):
            return status, Problems(error=name, message=message)
    return 500, Problems(error="InternalError", message="an error of the program; please report it")


def problems_answer(status: int, problems: Problems, headers: Mapping[str, str] | None = None) -> Response:
    """The answer that tells problems."""
    body: Any = json.dumps(problems.model_dump(mode="json"))
    return Response(body, status, {**(headers or {})}, "application/json")
