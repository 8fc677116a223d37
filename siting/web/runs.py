"""Routes to runs that are kept: list, read, describe, delete."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from starlette.exceptions import HTTPException

from siting.web.background import background_of
from siting.web.run_schemas import FolderName, NotePatch, RunDetail, RunName, RunView

__all__ = ["Confirm", "router"]

router = APIRouter(prefix="/runs", tags=["runs"])
Confirm = Annotated[str, Query(max_length=100, description="The name once more: what is deleted is gone.")]


@router.get("", summary="The runs that are kept")
def runs(request: Request) -> list[RunView]:
    """Newest first. Folders that are no whole run are left out, and points of frontiers."""
    return background_of(request).store.runs()


@router.get("/{name}", summary="A run with its plan")
def run(name: RunName, request: Request) -> RunDetail:
    """Also a point of a frontier, as ``FRONTIER.point-07``. 409 tells that the run was deleted meanwhile."""
    return background_of(request).store.detail(name)


@router.patch("/{name}", summary="Title, note and pin of a run")
def describe(name: RunName, patch: NotePatch, request: Request) -> RunView:
    """What is left out stays as it is."""
    store = background_of(request).store
    store.run(name)
    told = store.describe(name, patch)
    if not isinstance(told, RunView):
        raise HTTPException(404, "this is a study, not a run")
    return told


@router.delete("/{name}", summary="Delete a run for good", status_code=204)
def delete(name: FolderName, confirm: Confirm, request: Request) -> Response:
    """The name has to be repeated as ``confirm``. A run that is pinned is kept."""
    store = background_of(request).store
    store.run(name)
    if confirm != name:
        raise HTTPException(400, "confirm has to be the name of the run")
    store.delete(name)
    return Response(status_code=204)
