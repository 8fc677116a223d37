"""Routes for tables that people bring in: what a model has, files in, checked, kept, used by plans, deleted."""

from __future__ import annotations

import asyncio
import io
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, File, Form, Request, Response, UploadFile
from fastapi import Path as InPath
from starlette.exceptions import HTTPException

from siting.config import open_model
from siting.errors import DataError, ModelError
from siting.web.background import Background, background_of
from siting.web.data_check import Findings, data_problem, table_title
from siting.web.data_schemas import DataCheck, DataView, TableView
from siting.web.export_routes import attachment
from siting.web.languages import AskedLanguage
from siting.web.own_data import Brought, data_settings, named_files, stage
from siting.web.run_schemas import Line, SessionId
from siting.web.runs import Confirm
from siting.web.schemas import Slug

if TYPE_CHECKING:
    from siting.config.schema import Model
    from siting.regions import Dataset

__all__ = ["router"]

router = APIRouter(prefix="/models/{model}", tags=["data"])
TableFile = Annotated[str, InPath(pattern=r"^[a-z_]{1,40}\.(csv|xlsx)$")]
#: Seconds that a check may take.
SECONDS = 60.0


@router.get("/tables", summary="The tables of a model's data")
def tables(model: Slug, request: Request, data: Slug | None = None) -> list[TableView]:
    """Name, title, rows and columns; also of tables that are optional and empty."""
    from siting.regions.tables import TABLES

    dataset = _dataset(model, request, data)
    return [
        TableView(
            name=name,
            title=table_title(name),
            rows=len(dataset.table(name)),
            columns=list(table.names),
            required=table.required,
        )
        for name, table in TABLES.items()
    ]


@router.get("/tables/{file}", summary="A table of a model's data as a file", response_class=Response)
def table(model: Slug, file: TableFile, request: Request, data: Slug | None = None) -> Response:
    """As CSV or Excel, ready to be changed and brought in again: codes are text."""
    from siting.regions.tables import TABLES

    name, _, ending = file.partition(".")
    if name not in TABLES:
        raise HTTPException(404, f"there is no such table; there are: {', '.join(TABLES)}")
    frame = _dataset(model, request, data).table(name)
    if ending == "csv":
        return attachment(frame.to_csv(index=False, lineterminator="\n", float_format="%.15g").encode(), file)
    import pandas as pd

    whole = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with pd.ExcelWriter(whole, engine="xlsxwriter", engine_kwargs={"options": options}) as book:
        frame.to_excel(book, sheet_name=name, index=False, freeze_panes=(1, 0))
        book.sheets[name].set_column(0, len(frame.columns) - 1, 16)
    return attachment(whole.getvalue(), file)


@router.get("/data", summary="Tables that were brought in for a model")
def sets(model: Slug, request: Request) -> list[DataView]:
    """Newest first. They belong to everybody who uses the server, like runs."""
    _model(model, request)
    return background_of(request).store.own.views(model)


@router.post("/data", summary="Bring in tables")
async def bring(
    model: Slug,
    request: Request,
    speaker: AskedLanguage,
    files: Annotated[list[UploadFile], File(description="CSV, Excel, GeoPackage, GeoJSON; datapackage.json")],
    title: Annotated[Line, Form()] = "",
    session: SessionId = "",
) -> DataCheck:
    """They replace or extend the model's tables of the same name (docs/data.md), are checked with all others as
    `siting data check` does, and are kept if nothing is wrong. A `PlanRequest` takes them by their name.
    """
    given = _model(model, request)
    background = background_of(request)
    try:
        found = named_files([(each.filename or "", await each.read()) for each in files])
        staged = background.store.work()
    except DataError as error:
        return speaker.tell(DataCheck(problems=[data_problem(each) for each in error.problems]))
    except OSError as error:
        raise HTTPException(409, f"the folder of the runs cannot be written to: {error.strerror}") from None
    try:
        placed = await asyncio.to_thread(stage, staged, found, given.overrides_folder)
        findings: Findings = await request.app.state.workers.ask(
            "data_check", model, placed, session=session, aside=True, seconds=SECONDS
        )
        if findings.problems:
            return speaker.tell(DataCheck(problems=[data_problem(each) for each in findings.problems[:200]]))
        return await asyncio.to_thread(_keep, background, staged, found, title, model, findings)
    finally:
        await asyncio.to_thread(shutil.rmtree, staged, ignore_errors=True)


def _keep(
    background: Background, staged: Path, files: Sequence[Brought], title: str, model: str, findings: Findings
) -> DataCheck:
    name = title.strip() or ", ".join(each.name for each in files)[:200]
    try:
        return DataCheck(problems=[], data=background.store.own.keep(staged, files, name, model, findings))
    except OSError as error:
        raise HTTPException(409, f"the folder of the runs cannot be written to: {error.strerror}") from None


@router.get("/data/{name}", summary="A set of tables that was brought in")
def data(model: Slug, name: Slug, request: Request) -> DataView:
    """Its files, and what it changes."""
    _model(model, request)
    return background_of(request).store.own.view(name, model)


@router.delete("/data/{name}", summary="Delete tables that were brought in", status_code=204)
def delete(model: Slug, name: Slug, confirm: Confirm, request: Request) -> Response:
    """The name has to be repeated as ``confirm``. Tables on which a kept run stands stay: its maps need them."""
    _model(model, request)
    store = background_of(request).store
    store.own.view(name, model)
    if confirm != name:
        raise HTTPException(400, "confirm has to be the name of the data")
    users = [each.name for each in store.runs() if each.request is not None and each.request.data == name]
    if users:
        raise HTTPException(409, f"{len(users)} runs stand on these tables; delete them first: {', '.join(users[:5])}")
    try:
        store.own.delete(name, store.work("trash"))
    except OSError as error:
        raise HTTPException(409, f"the folder of the runs cannot be changed: {error.strerror}") from None
    return Response(status_code=204)


def _model(model: str, request: Request) -> Model:
    """A model as its file has it. Raises `ModelError`."""
    models = background_of(request).config.models
    if model not in models:
        raise ModelError.one("model", "no such model here", model, f"one of: {', '.join(sorted(models))}")
    return open_model(models[model]).with_settings()


def _dataset(model: str, request: Request, data: str | None) -> Dataset:
    from siting.regions import load_dataset

    _model(model, request)
    background = background_of(request)
    settings = data_settings(background.store.own, data, model)
    given = open_model(background.config.models[model]).with_settings(settings)
    return load_dataset(given.data_folder, given.overrides_folder)
