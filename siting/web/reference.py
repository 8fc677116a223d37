"""What does not change while one plans: models, scenarios, controls, maps, words."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

from fastapi import APIRouter, Request

from siting.errors import ModelError
from siting.web.background import background_of
from siting.web.controls import control_groups
from siting.web.own_data import data_settings
from siting.web.schemas import ControlGroup, Language, Level, MapView, ModelView, Names, ScenarioView, Slug
from siting.web.shapes import map_view

__all__ = ["router", "warm"]

router = APIRouter(tags=["reference"])


def warm(folders: Iterable[Path]) -> None:
    """Read models and words once before anybody asks: the first time takes seconds, and many may ask at once."""
    from siting.config import open_model
    from siting.words.catalogue import plain_texts
    from siting.words.messages import say_message

    for folder in folders:
        control_groups(open_model(folder).with_settings())
    for lang in get_args(Language):
        plain_texts("web", lang)
        say_message("reading the model", lang)


@router.get("/models", summary="The models of this server")
def models(request: Request) -> list[ModelView]:
    """Name, title, levels and years of each model."""
    return [_model_view(name, request) for name in request.app.state.config.models]


@router.get("/models/{model}/scenarios", summary="The scenarios of a model")
def scenarios(model: Slug, request: Request) -> list[ScenarioView]:
    """By name; files that are no scenarios are left out."""
    from siting.config import readable_scenarios

    found, _ = readable_scenarios(_folder(model, request))
    return [
        ScenarioView(name=each.name, title=_names(each.title), why=each.why, extends=list(each.extends))
        for each in found
    ]


@router.get("/models/{model}/controls", summary="The settings that the page offers")
def controls(model: Slug, request: Request, scenario: Slug | None = None) -> list[ControlGroup]:
    """Grouped, with ranges and the scenario's values."""
    from siting.config import open_model

    return control_groups(open_model(_folder(model, request), scenario).with_settings())


@router.get("/models/{model}/map", summary="Shapes of the places of a level")
def shapes(model: Slug, request: Request, level: Level = "province", data: Slug | None = None) -> MapView:
    """SVG paths in one projection, borders shared. ``data``: with outlines that were brought in."""
    from siting.config import open_model

    folder = _folder(model, request)
    chosen = open_model(folder).with_settings(data_settings(background_of(request).store.own, data, model))
    return map_view(chosen.data_folder, chosen.overrides_folder, level)


@router.get("/words/{lang}", summary="Words of the page")
def words(lang: Language) -> dict[str, str]:
    """Key -> text of the page in a language; ``{name}`` stands for a value."""
    from siting.words.catalogue import plain_texts

    return plain_texts("web", lang)


def _folder(model: str, request: Request) -> Any:
    models = request.app.state.config.models
    if model not in models:
        raise ModelError.one("model", "no such model here", model, f"one of: {', '.join(sorted(models))}")
    return models[model]


def _model_view(name: str, request: Request) -> ModelView:
    from siting.config import open_model
    from siting.regions import load_dataset

    chosen = open_model(_folder(name, request)).with_settings()
    levels = load_dataset(chosen.data_folder, chosen.overrides_folder).levels
    return ModelView(
        name=name,
        title=_names(chosen.title),
        levels=list(levels),  # type: ignore[arg-type]
        level=chosen.level,  # type: ignore[arg-type]
        base_year=chosen.horizon.base_year,
        years=list(chosen.years),
        segments=sorted(chosen.segments),
    )


def _names(title: Any) -> Names:
    told = title.model_dump(mode="json")
    first = next(text for text in (told.get("fr"), told.get("en"), told.get("ar")) if text)
    return Names(**{lang: told.get(lang) or first for lang in ("fr", "ar", "en")})
