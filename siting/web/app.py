"""The application: routes of the interface, the page's files, errors as answers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

from fastapi import FastAPI, Header, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from siting import __version__
from siting.errors import ModelError
from siting.web.config import ServerConfig
from siting.web.failures import failure
from siting.web.reference import router as reference_router
from siting.web.schemas import Login, PlanAnswer, PlanRequest, Problems, ProblemView
from siting.web.security import COOKIE, Guard, knows_token, same_token
from siting.web.workers import Workers

__all__ = ["create_app"]

STATIC = Path(__file__).parent / "static"
_log = logging.getLogger("siting.web")
#: What every route may answer besides what it is for.
ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problems} for status in (400, 401, 403, 404, 409, 413, 421, 422, 502, 503, 504)
}
Session = Annotated[str, Header(alias="X-Session", max_length=64, pattern=r"^[A-Za-z0-9_-]*$")]


def create_app(config: ServerConfig) -> FastAPI:
    """The ASGI application of a server. Its workers live as long as it does."""
    workers = Workers(config.models, config.live)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await workers.start()
        yield
        await asyncio.to_thread(workers.stop)

    app = FastAPI(
        title="siting",
        version=__version__,
        summary="Where a country should put its offshoring jobs and parks",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        responses=ERRORS,
    )
    app.state.config, app.state.workers = config, workers
    app.add_middleware(Guard, config=config)
    _errors(app)
    app.include_router(reference_router, prefix="/api/v1")
    _plans(app)
    _page(app, config)
    return app


def _plans(app: FastAPI) -> None:
    @app.post("/api/v1/plans", tags=["plans"], summary="The plan of least cost, at once")
    async def plan(request: PlanRequest, http: Request, session: Session = "") -> PlanAnswer:
        """Settings over a scenario, from the session's last plan. Whole parks are refused: solve them as a task."""
        workers: Workers = http.app.state.workers
        seconds = http.app.state.config.seconds
        answer: PlanAnswer = await workers.ask("plan", request, session, session=session, seconds=seconds)
        return answer

    @app.post("/api/v1/plans/refined", tags=["plans"], summary="The plan after all stages of the objective")
    async def refined(request: PlanRequest, http: Request, session: Session = "") -> PlanAnswer:
        """By default the fairest among the cheapest; takes about half a second at province level."""
        workers: Workers = http.app.state.workers
        answer: PlanAnswer = await workers.ask("refined", request, session, slow=True, seconds=60.0)
        return answer


def _errors(app: FastAPI) -> None:
    @app.exception_handler(RequestValidationError)
    async def unreadable(_: Request, error: RequestValidationError) -> JSONResponse:
        problems = [
            ProblemView(place=".".join(map(str, each["loc"])), message=str(each["msg"]), value=_told(each.get("input")))
            for each in error.errors()[:50]
        ]
        told = Problems(error="InvalidRequest", message="the request cannot be read", problems=problems)
        return JSONResponse(told.model_dump(mode="json"), 422)

    @app.exception_handler(HTTPException)
    async def refused(_: Request, error: HTTPException) -> JSONResponse:
        told = Problems(error=f"Http{error.status_code}", message=str(error.detail))
        return JSONResponse(told.model_dump(mode="json"), error.status_code, error.headers)

    @app.exception_handler(Exception)
    async def failed(_: Request, error: Exception) -> JSONResponse:
        status, told = failure(error)
        if status >= 500:
            _log.error("%s: %s", type(error).__name__, error)
        return JSONResponse(told.model_dump(mode="json"), status)

    for kind in _known_errors():
        app.add_exception_handler(kind, failed)


def _known_errors() -> list[type[Exception]]:
    from siting.errors import SitingError
    from siting.web.workers import Busy, Crashed, TimedOut

    return [SitingError, ModelError, Busy, Crashed, TimedOut]


def _told(value: Any) -> str | None:
    text = repr(value)
    return None if value is None else text if len(text) <= 80 else f"{text[:77]}..."


def _page(app: FastAPI, config: ServerConfig) -> None:
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    fonts = Path(__file__).parents[1] / "report" / "fonts"
    app.mount("/fonts", StaticFiles(directory=fonts), name="fonts")

    @app.get("/", include_in_schema=False)
    async def page(request: Request) -> FileResponse:
        name = "index.html" if knows_token(config, request.headers) else "login.html"
        return FileResponse(STATIC / name, headers={"cache-control": "no-cache"})

    @app.post("/login", include_in_schema=False)
    async def login(entered: Login) -> JSONResponse:
        if not same_token(config, entered.token):
            told = Problems(error="Unauthorized", message="this is not the token of the server")
            return JSONResponse(told.model_dump(mode="json"), 401)
        answer = JSONResponse({})
        answer.set_cookie(COOKIE, entered.token, httponly=True, samesite="strict", max_age=30 * 86_400)
        return answer
