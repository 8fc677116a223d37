"""The application: routes of the interface, the page's files, errors as answers."""

from __future__ import annotations

import asyncio
import logging
import reprlib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.routing import Match

from siting import __version__
from siting.errors import SitingError
from siting.web.background import install_background
from siting.web.config import ServerConfig
from siting.web.failures import Gone, failure, problems_answer, shown
from siting.web.languages import spoken_problems
from siting.web.plan_routes import router as plan_router
from siting.web.reference import router as reference_router
from siting.web.reference import warm
from siting.web.schemas import Login, Problems, ProblemView
from siting.web.security import COOKIE, Guard, knows_token, same_token
from siting.web.workers import Busy, Crashed, Failed, TimedOut, Workers

__all__ = ["create_app"]

STATIC = Path(__file__).parent / "static"
_log = logging.getLogger("siting.web")
_REPR = reprlib.Repr()
_REPR.maxstring = _REPR.maxother = 80
#: What every route may answer besides what it is for.
ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problems} for status in (400, 401, 403, 404, 408, 409, 413, 421, 422, 500, 502, 503, 504)
}


def create_app(config: ServerConfig) -> FastAPI:
    """The ASGI application of a server. Its workers live as long as it does."""
    workers = Workers(config.models, config.live, own=config.own_data)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await asyncio.to_thread(background.start)
        try:
            await asyncio.gather(workers.start(), asyncio.to_thread(warm, config.models.values()))
            yield
        finally:
            await asyncio.gather(asyncio.to_thread(background.stop), asyncio.to_thread(workers.stop))
            await asyncio.to_thread(background.store.sweep)

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
    background = install_background(app, config)
    app.include_router(plan_router, prefix="/api/v1")
    _page(app, config)
    return app


def _errors(app: FastAPI) -> None:
    @app.exception_handler(RequestValidationError)
    async def unreadable(request: Request, error: RequestValidationError) -> Response:
        problems = [
            ProblemView(
                place=shown(".".join(map(str, each["loc"]))), message=shown(each["msg"]), value=_told(each.get("input"))
            )
            for each in error.errors()[:50]
        ]
        told = Problems(error="InvalidRequest", message="the request cannot be read", problems=problems)
        return _spoken(request, 422, told)

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        told = Problems(error=f"Http{error.status_code}", message=str(error.detail))
        headers = dict(error.headers or {})
        if error.status_code == 405:
            headers["allow"] = ", ".join(_methods(request)) or headers.get("allow", "")
        return _spoken(request, error.status_code, told, headers)

    async def failed(request: Request, error: Exception) -> Response:
        status, told = failure(error)
        if status >= 500:
            _log.error("%s: %s", type(error).__name__, error)
        return _spoken(request, status, told)

    for kind in (SitingError, Busy, Crashed, Failed, Gone, TimedOut):
        app.add_exception_handler(kind, failed)


def _spoken(request: Request, status: int, told: Problems, headers: Mapping[str, str] | None = None) -> Response:
    """Problems in the language of who asks."""
    spoken, language = spoken_problems(told, request)
    return problems_answer(status, spoken, {**(headers or {}), **language})


def _methods(request: Request) -> list[str]:
    """Every method that a path takes, over all of its routes."""
    return [
        method
        for method in ("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT")
        if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in request.app.routes)
    ]


def _told(value: Any) -> str | None:
    """A value as a person may look at it: not all of a long one, nor the depths of a nested one."""
    return None if value is None else shown(_REPR.repr(value))


class _Fresh(StaticFiles):
    """Files that a browser asks about each time: after an update no page is made of old and new modules."""

    def file_response(self, *given: Any, **options: Any) -> Response:
        answer = super().file_response(*given, **options)
        answer.headers["cache-control"] = "no-cache"
        return answer


def _page(app: FastAPI, config: ServerConfig) -> None:
    app.mount("/static", _Fresh(directory=STATIC), name="static")
    fonts = Path(__file__).parents[1] / "report" / "fonts"
    app.mount("/fonts", StaticFiles(directory=fonts), name="fonts")

    @app.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
    async def page(request: Request) -> FileResponse:
        name = "index.html" if knows_token(config, request.headers) else "login.html"
        return FileResponse(STATIC / name, headers={"cache-control": "no-cache"})

    @app.post("/login", include_in_schema=False)
    async def login(entered: Login) -> Response:
        if not same_token(config, entered.token):
            return problems_answer(401, Problems(error="Unauthorized", message="this is not the token of the server"))
        answer = JSONResponse({})
        answer.set_cookie(COOKIE, entered.token, httponly=True, samesite="strict", max_age=30 * 86_400)
        return answer
