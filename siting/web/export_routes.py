"""Routes to what can be taken away: files of a run, of a comparison, and settings as a scenario file."""

from __future__ import annotations

import mimetypes
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.exceptions import HTTPException

from siting.web.background import Background, background_of
from siting.web.compare_routes import ComparedRuns, distinct
from siting.web.exports import CompareFile, ExportFile, Made, Source
from siting.web.orders import check_request
from siting.web.plan_routes import while_there
from siting.web.run_schemas import RunName, ScenarioFileOrder, SessionId
from siting.web.scenario_files import scenario_text
from siting.web.schemas import Language, Names, PlanRequest

__all__ = ["attachment", "router"]

router = APIRouter(tags=["exports"])
_TYPES = {
    ".svg": "image/svg+xml",
    ".gpkg": "application/geopackage+sqlite3",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".yaml": "application/yaml",
    ".md": "text/markdown; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
}
Year = Annotated[int, Query(ge=1900, le=2200)]
Measure = Annotated[str, Query(pattern=r"^[a-z0-9][a-z0-9-]{0,60}$")]


async def _map_options(file: ExportFile, year: Year | None = None, measure: Measure | None = None) -> list[str]:
    """What a map shows, as options of the command. Raises ``HTTPException`` where it is asked of another file."""
    options = [f"--measure={measure}"] if measure is not None else []
    options += [f"--year={year}"] if year is not None else []
    options += ["--kind=choropleth"] if options else []
    if options and not file.startswith("map."):
        raise HTTPException(400, "year and measure are for maps")
    return options


MapOptions = Annotated[list[str], Depends(_map_options)]


def attachment(content: bytes, name: str) -> Response:
    """An answer that is saved as a file, never shown as a page of this server."""
    ending = name[name.rfind(".") :]
    kind = _TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Response(content, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})


@router.get("/runs/{name}/exports/{file}", summary="A file of a run", response_class=Response)
async def export(
    name: RunName,
    file: ExportFile,
    options: MapOptions,
    request: Request,
    lang: Language = "fr",
    session: SessionId = "",
) -> Response:
    """Pictures, tables, layers, documents; made when first asked for, which takes some seconds.

    ``year`` and ``measure`` are for maps: then it is one of a measure (as `siting map --list` names them; jobs by
    default) in a year (the last by default), without them the plan.
    """
    background = background_of(request)
    if file == "scenario.yaml":
        made: Made = await background.soon(session, _scenario, background, name)
    else:
        background.store.run(name)
        made = await background.soon(session, background.exports.file, [name], file, lang, options)
    return attachment(made.content, made.name)


@router.post("/plans/exports/{file}", summary="A file of a plan that is not kept", response_class=Response)
async def export_plan(
    order: PlanRequest,
    file: ExportFile,
    options: MapOptions,
    request: Request,
    lang: Language = "fr",
    session: SessionId = "",
) -> Response:
    """As of a run; the plan is solved to its end first, unless it just was. Whole parks have to be kept as a run."""
    background = background_of(request)
    if file == "scenario.yaml":
        raise HTTPException(400, "the settings of a plan are to be had at /api/v1/scenario-file")
    asking = request.app.state.workers.ask("folder_of", order, session=session, aside=True, seconds=90.0)
    folder = await while_there(request, asking)
    name = "-".join(filter(None, (order.model, order.scenario, "changed" if order.settings or order.data else None)))
    source = Source(name, folder, order.model_dump_json())
    made: Made = await background.soon(session, background.exports.made, [source], file, lang, options)
    return attachment(made.content, made.name)


@router.get("/compare/exports/{file}", summary="A file of a comparison", response_class=Response)
async def compared(
    file: CompareFile, runs: ComparedRuns, request: Request, lang: Language = "fr", session: SessionId = ""
) -> Response:
    """Tables, maps and slopes of two to four runs, the first as the reference."""
    background = background_of(request)
    names = distinct(runs)
    for name in names:
        background.store.run(name)
    made: Made = await background.soon(session, background.exports.file, names, file, lang)
    return attachment(made.content, made.name)


@router.post("/scenario-file", summary="Settings as a scenario file", response_class=Response)
def scenario_file(order: ScenarioFileOrder, request: Request) -> Response:
    """YAML that goes into ``scenarios/`` of the model, or is brought in again. Settings are checked first."""
    background = background_of(request)
    check_request(order.request, background.config.models, background.store.own)
    return attachment(scenario_text(order).encode(), f"{order.request.model}-scenario.yaml")


def _scenario(background: Background, name: str) -> Made:
    """What a run was asked for, as a scenario file."""
    view = background.store.detail(name)
    if view.request is None:
        raise HTTPException(409, "this server does not have the model of this run, or not as it was")
    title = view.title or view.name
    order = ScenarioFileOrder(
        request=view.request.model_copy(update={"level": _level(background, view.request.model, view.level)}),
        title=Names(fr=title, ar=title, en=title),
        why=view.note or f"settings of the run {name}",
    )
    return Made(f"{name.replace('.', '-')}-scenario.yaml", scenario_text(order).encode())


def _level(background: Background, model: str, level: str) -> str | None:
    """The level of a run, where it is not the model's own."""
    from siting.config import open_model

    own = open_model(background.config.models[model]).with_settings().level
    return None if level == own else level
