"""Routes for what is brought in: a scenario file, checked as the command line checks it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from siting.errors import ModelError
from siting.web.background import background_of
from siting.web.languages import AskedLanguage
from siting.web.run_schemas import ScenarioCheck, SessionId
from siting.web.scenario_files import check_scenario
from siting.web.schemas import Slug

__all__ = ["router"]

router = APIRouter(tags=["uploads"])
#: Largest scenario file that is read, in bytes.
LARGEST = 256 * 1024
_BODY = {
    "requestBody": {
        "required": True,
        "description": "A scenario file: YAML in UTF-8, at most 256 KB.",
        "content": {"application/yaml": {"schema": {"type": "string"}}},
    }
}


@router.post("/models/{model}/scenario-check", summary="Check a scenario file", openapi_extra=_BODY)
async def check(model: Slug, request: Request, speaker: AskedLanguage, session: SessionId = "") -> ScenarioCheck:
    """What it says as settings, or everything that is wrong with it, with lines and keys. Nothing is kept."""
    background = background_of(request)
    models = background.config.models
    if model not in models:
        raise ModelError.one("model", "no such model here", model, f"one of: {', '.join(sorted(models))}")
    raw = await _body(request)
    answer: ScenarioCheck = await background.soon(session, check_scenario, raw, model, models[model])
    return speaker.tell(answer)


async def _body(request: Request) -> bytes:
    """The body of a request. Raises ``HTTPException`` 413 where it is too long, 400 where it breaks off."""
    raw = bytearray()
    try:
        async for part in request.stream():
            raw += part
            if len(raw) > LARGEST:
                raise HTTPException(413, f"a scenario file may have {LARGEST // 1024} KB")
    except ClientDisconnect:
        raise HTTPException(400, "the file broke off") from None
    return bytes(raw)
