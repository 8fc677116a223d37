"""Routes to studies that are kept: frontiers, alternatives, ensembles."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from starlette.exceptions import HTTPException

from siting.web.background import background_of
from siting.web.export_routes import attachment
from siting.web.run_schemas import FolderName, NotePatch, StudyDetail, StudyView
from siting.web.runs import Confirm

__all__ = ["router"]

router = APIRouter(prefix="/studies", tags=["studies"])
PictureName = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9_-]{0,60}\.(?:png|svg)$")]


@router.get("", summary="The studies that are kept")
def studies(request: Request) -> list[StudyView]:
    """Newest first."""
    return background_of(request).store.studies()


@router.get("/{name}", summary="A study with its tables")
def study(name: FolderName, request: Request) -> StudyDetail:
    """Tables as lists of rows, of long ones the first 5,000; points of a frontier by the names of their runs."""
    return background_of(request).store.study(name)


@router.get("/{name}/files/{file}", summary="A picture of a study", response_class=Response)
def picture(name: FolderName, file: PictureName, request: Request) -> Response:
    """As the command has drawn it, in the language in which the study was ordered."""
    store = background_of(request).store
    if file not in store.study(name).files:
        raise HTTPException(404, "the study has no such picture")
    try:
        content = (store.folder(name) / file).read_bytes()
    except OSError:
        raise HTTPException(404, "the study has no such picture") from None
    return attachment(content, f"{name}-{file}")


@router.patch("/{name}", summary="Title, note and pin of a study")
def describe(name: FolderName, patch: NotePatch, request: Request) -> StudyView:
    """What is left out stays as it is."""
    store = background_of(request).store
    store.study(name)
    told = store.describe(name, patch)
    if not isinstance(told, StudyView):
        raise HTTPException(404, "this is a run, not a study")
    return told


@router.delete("/{name}", summary="Delete a study, with its runs, for good", status_code=204)
def delete(name: FolderName, confirm: Confirm, request: Request) -> Response:
    """The name has to be repeated as ``confirm``. A study that is pinned is kept."""
    store = background_of(request).store
    store.study(name)
    if confirm != name:
        raise HTTPException(400, "confirm has to be the name of the study")
    store.delete(name)
    return Response(status_code=204)
