"""Routes to work in the background: order, look, cancel, fetch."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from siting.web.background import background_of
from siting.web.export_routes import attachment
from siting.web.languages import AskedLanguage
from siting.web.orders import TaskOrder
from siting.web.outcomes import TaskView
from siting.web.run_schemas import SessionId

__all__ = ["router"]

router = APIRouter(prefix="/tasks", tags=["tasks"])
TaskId = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{16}$")]


@router.post("", summary="Order work in the background", status_code=202)
def order(order: TaskOrder, request: Request, speaker: AskedLanguage, session: SessionId = "") -> TaskView:
    """One task of a session runs at a time, two in all; others wait. A request that no plan can have is refused."""
    return speaker.tell(background_of(request).tasks.add(order, session))


@router.get("", summary="The tasks of a session")
def tasks(request: Request, speaker: AskedLanguage, session: SessionId = "") -> list[TaskView]:
    """Newest first; those that have ended for an hour."""
    return speaker.tell(background_of(request).tasks.of_session(session))


@router.get("/{number}", summary="How a task stands")
def task(number: TaskId, request: Request, speaker: AskedLanguage, session: SessionId = "") -> TaskView:
    """State, progress, and in the end the result or what is wrong."""
    return speaker.tell(background_of(request).tasks.get(number, session))


@router.delete("/{number}", summary="Cancel a task, or forget one that has ended")
def cancel(number: TaskId, request: Request, speaker: AskedLanguage, session: SessionId = "") -> TaskView:
    """What a cancelled task has made so far is removed."""
    return speaker.tell(background_of(request).tasks.cancel(number, session))


@router.get("/{number}/file", summary="The document that a task wrote", response_class=Response)
def file(number: TaskId, request: Request, session: SessionId = "") -> Response:
    """Of a report that is done."""
    name, content = background_of(request).tasks.file(number, session)
    return attachment(content, name)
