"""Plans while one waits: of least cost, completed, and what would help where there is none."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException

from siting.web.failures import Gone
from siting.web.languages import AskedLanguage, Speaker
from siting.web.repairs import DiagnosisAnswer
from siting.web.run_schemas import ExplanationOrder, ExplanationView, SessionId
from siting.web.schemas import PlanAnswer, PlanRequest
from siting.web.settings import settings_of

__all__ = ["router", "while_there"]

router = APIRouter(tags=["plans"])


@router.post("/plans", summary="The plan of least cost, at once")
async def plan(request: PlanRequest, http: Request, speaker: AskedLanguage, session: SessionId = "") -> PlanAnswer:
    """Settings over a scenario, from the session's last plan. Whole parks are refused: solve them as a task."""
    settings_of(request.settings)
    seconds = http.app.state.config.seconds
    asking = http.app.state.workers.ask("plan", request, session, session=session, seconds=seconds)
    return await _told(await while_there(http, asking), speaker)


@router.post("/plans/refined", summary="The plan after all stages of the objective")
async def refined(request: PlanRequest, http: Request, speaker: AskedLanguage, session: SessionId = "") -> PlanAnswer:
    """By default the fairest among the cheapest; takes about half a second at province level."""
    settings_of(request.settings)
    asking = http.app.state.workers.ask("refined", request, session, session=session, slow=True, seconds=60.0)
    return await _told(await while_there(http, asking), speaker)


@router.post("/plans/repairs", summary="Why there is no plan, and what would help")
async def repairs(request: PlanRequest, http: Request, session: SessionId = "") -> DiagnosisAnswer:
    """The rules that contradict one another and the least moves after which a plan exists: up to half a minute."""
    settings_of(request.settings)
    asking = http.app.state.workers.ask("diagnosis", request, session=session, aside=True, seconds=60.0)
    answer: DiagnosisAnswer = await while_there(http, asking)
    return answer


@router.post("/plans/explain", summary="Why a plan, a region or a zone of it is as it is")
async def explain(order: ExplanationOrder, http: Request, session: SessionId = "") -> ExplanationView:
    """The plan is solved to its end first, unless it was just explained: some seconds. Nothing is kept."""
    if order.zone is not None and order.region is not None:
        raise HTTPException(400, "ask for a zone or for a region")
    settings_of(order.request.settings)
    place = ("zone", order.zone) if order.zone else ("region", order.region) if order.region else None
    asking = http.app.state.workers.ask(
        "explanation", order.request, place, order.lang, session=session, aside=True, seconds=90.0
    )
    return ExplanationView(name=None, lang=order.lang, sections=await while_there(http, asking))


async def _told(answer: PlanAnswer, speaker: Speaker) -> PlanAnswer:
    """An answer with its reasons, where there are any, in the language of who asks."""
    return await asyncio.to_thread(speaker.tell, answer) if answer.reasons else answer


async def while_there(http: Request, asking: Coroutine[Any, Any, Any]) -> Any:
    """What a question comes to; who hangs up leaves the queue. Raises `Gone` then, else what the question raises.

    The request's body must have been read.
    """

    async def left() -> None:
        while (await http.receive())["type"] != "http.disconnect":
            pass

    both = asyncio.ensure_future(asking), asyncio.ensure_future(left())
    try:
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        if not both[0].done():
            raise Gone("who asked has left")
        return both[0].result()
    finally:
        for each in both:
            each.cancel()
