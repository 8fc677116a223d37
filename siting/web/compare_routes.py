"""Routes that put runs side by side and explain one."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.exceptions import HTTPException

from siting.errors import RunError
from siting.web.background import Background, background_of
from siting.web.run_schemas import (
    ComparedRun,
    ComparisonView,
    ExplainedSection,
    ExplanationView,
    PlaceCode,
    RunName,
    RunView,
    SessionId,
    StudyView,
)
from siting.web.run_views import rows
from siting.web.schemas import Language
from siting.web.store import without_places
from siting.web.workers import Crashed

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ComparedRuns", "distinct", "router"]

router = APIRouter(tags=["compare"])
#: A setting that names a folder of data.
_SETTING = re.compile(r'data\.overrides="[^"]*"(?:; )?')
ComparedRuns = Annotated[list[RunName], Query(min_length=2, max_length=4)]


@router.get("/compare", summary="Two to four runs side by side")
async def compare(
    runs: ComparedRuns, request: Request, lang: Language = "en", session: SessionId = ""
) -> ComparisonView:
    """Changes are against the first. Runs of different countries, levels or years cannot be compared: 422."""
    background = background_of(request)
    answer: ComparisonView = await background.soon(session, _compared, background, distinct(runs), lang)
    return answer


def distinct(runs: Sequence[str]) -> list[str]:
    """Runs of a comparison. Raises `RunError` where one is named twice."""
    twice = sorted({each for each in runs if list(runs).count(each) > 1})
    if twice:
        raise RunError.one("runs", "a run is named twice", twice[0], "name each run once")
    return list(runs)


def _compared(background: Background, names: list[str], lang: Language) -> ComparisonView:
    from siting.analysis.compare import compare as put_side_by_side

    store = background.store
    opened = [store.run(name) for name in names]
    views = [store.view(name) for name in names]
    try:
        found = put_side_by_side(opened)
    except RunError as error:
        for name in names:
            store.folder(name)
        raise without_places(error) from error
    except (OSError, KeyError, ValueError, TypeError) as error:
        for name in names:
            store.folder(name)
        raise RunError.one(", ".join(names), f"cannot be compared ({type(error).__name__})") from error
    called = dict(zip(found.labels, names, strict=True))

    def told(table: pd.DataFrame) -> list[dict[str, Any]]:
        return [{**row, "run": called.get(str(row["run"]), row["run"])} for row in rows(table, most=100_000)]

    return ComparisonView(
        runs=[
            ComparedRun(
                name=name,
                label=label,
                title=view.title,
                scenario=view.scenario,
                created=view.created,
                verdict=run.certificate.verdict,
            )
            for name, label, view, run in zip(names, found.labels, views, opened, strict=True)
        ],
        level=found.level,
        base_year=found.base_year,
        last_year=found.last_year,
        regions=told(found.regions),
        national=told(found.national),
        assumptions=_assumptions(told(found.assumptions), _data_titles(background, views)),
        notes=list(found.notes_in(lang)),
    )


def _data_titles(background: Background, views: Sequence[RunView | StudyView]) -> dict[str, str]:
    """Run -> title of the tables that were brought in with which it was computed."""
    requests = {each.name: each.request for each in views if isinstance(each, RunView) and each.request is not None}
    own = background.store.own
    return {run: title for run, each in requests.items() if each.data and (title := own.title(each.data, each.model))}


def _assumptions(told: list[dict[str, Any]], titles: Mapping[str, str]) -> list[dict[str, Any]]:
    """What differs, with tables that were brought in under their titles instead of the folder in which they lie."""
    rows = [row for row in told if not (titles and (row["group"], row["key"]) == ("model", "data.overrides"))]
    found = [{**row, "value": _assumed(row, titles)} for row in rows]
    settings = {row["value"] for row in found if row["group"] == "settings"}
    return [row for row in found if row["group"] != "settings" or len(settings) > 1]


def _assumed(row: Mapping[str, Any], titles: Mapping[str, str]) -> Any:
    if row["group"] == "settings":
        return _SETTING.sub("", str(row["value"])).strip("; ") or "none"
    if (row["group"], row["key"]) == ("data", "overrides"):
        return titles.get(str(row["run"]), row["value"])
    return row["value"]


@router.get("/runs/{name}/explain", summary="Why a run, a region or a zone is as it is", tags=["runs"])
async def explain(
    name: RunName,
    request: Request,
    zone: PlaceCode | None = None,
    region: PlaceCode | None = None,
    lang: Language = "fr",
    session: SessionId = "",
) -> ExplanationView:
    """Of one zone, one region, or the whole plan. Solves again what it needs: a few seconds (of a run by commune up to
    some minutes), the second time none.
    """
    if zone is not None and region is not None:
        raise HTTPException(400, "ask for a zone or for a region")
    background = background_of(request)
    place = [f"--zone={zone}"] if zone is not None else [f"--region={region}"] if region is not None else []
    long = background.store.run(name).summary["level"] == "commune"
    asked = partial(background.exports.document, long=long)
    text = await background.soon(session, asked, name, ("explain", *place, f"--lang={lang}", "--quiet"), long=long)
    try:
        sections = [
            ExplainedSection(title=each["title"], lines=each["lines"]) for each in json.loads(text)["sentences"]
        ]
    except (ValueError, KeyError, TypeError):
        raise Crashed("the process that explains this wrote what cannot be read") from None
    return ExplanationView(name=name, lang=lang, sections=sections)
