"""A model that can be asked "and if this key were that?": from its file, or from its numbers alone.

Both answer with `Inputs` for a set of ``key -> value`` in the language of ``--set``.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from siting.config.walk import locate
from siting.model.inputs import Balance, Inputs, Limits, Locks, ParkCount

if TYPE_CHECKING:
    from siting.regions import Dataset

__all__ = ["Case", "InputsCase", "Recipe", "RecipeCase", "Settings", "setting_texts"]

#: key of the model file -> its new value; None takes the key away.
Settings = Mapping[str, Any]


def setting_texts(settings: Settings) -> tuple[str, ...]:
    """``key=value`` texts for the command line."""
    return tuple(f"{key}={_text(value)}" for key, value in settings.items())


def _text(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.10g}"
    return json.dumps(value, ensure_ascii=False)


class Case(Protocol):
    """A model whose keys can be changed."""

    inputs: Inputs
    tree: Mapping[str, Any]  #: the values of the model file, as far as they are known
    from_file: bool  #: whether all of the model file is known, or only what enters the mathematics

    def changed(self, settings: Settings) -> Inputs:
        """The inputs with some keys changed. Raises `InvalidInput` where the model then contradicts itself."""
        ...


@dataclass(frozen=True)
class Recipe:
    """How a model was loaded, and the data set that it was given."""

    model: str | Path
    scenario: str | None
    settings: Sequence[str]
    level: str | None
    dataset: Dataset


class RecipeCase:
    """A model of a file: every change is loaded, checked and prepared as if it were typed with ``--set``."""

    from_file = True

    def __init__(self, recipe: Recipe, inputs: Inputs) -> None:
        self.recipe, self.inputs = recipe, inputs
        self.tree: Mapping[str, Any] = self._load({}).model_dump()

    def _load(self, settings: Settings) -> Any:
        from siting.config import load_model

        recipe = self.recipe
        texts = (*recipe.settings, *setting_texts(settings))
        return load_model(recipe.model, scenario=recipe.scenario, settings=texts, level=recipe.level)

    def changed(self, settings: Settings) -> Inputs:
        """The inputs with some keys changed."""
        from siting.geo.prepare import prepare

        return prepare(self._load(settings), self.recipe.dataset)


class InputsCase:
    """A model of which only the numbers are known: the keys that are numbers of `Scalars` or by-segment shares."""

    from_file = False

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        scalars = inputs.scalars
        entry = inputs.zones["entry_limit"].unique().tolist()
        shares = {
            str(segment): {
                bound: dict(zip(rows["year"].tolist(), rows[bound].tolist(), strict=True))
                for bound in ("share_min", "share_max")
            }
            for segment, rows in inputs.segments.groupby("segment", sort=True)
        }
        self.tree: Mapping[str, Any] = {
            "goals": {
                "jobs": dict(scalars.jobs_goal),
                "exports_mmad": dict(scalars.export_goal),
                "soft": scalars.soft_goals,
                "shortfall_penalty": dict(scalars.shortfall_penalty),
            },
            "segments": shares,
            "talent": {"recruit_rate": dict(scalars.recruit_rate)},
            "parks": {
                "growth_limit": scalars.growth_limit,
                "shrink_limit": scalars.shrink_limit,
                **({"entry_limit_jobs": entry[0]} if len(entry) == 1 else {}),
                "indivisible": scalars.indivisible,
                "min_park_seats": scalars.min_park_seats,
                "park_count": scalars.park_count.model_dump(),
                "locks": scalars.locks.model_dump(),
            },
            "budgets_mmad": {payer: dict(years) for payer, years in scalars.budgets.items()},
            "national_pace": scalars.national_pace,
            "balance": scalars.balance.model_dump(),
            "limits": scalars.limits.model_dump(),
        }

    def changed(self, settings: Settings) -> Inputs:
        """The inputs with some keys changed."""
        tree: dict[str, Any] = copy.deepcopy(dict(self.tree))
        for key, value in settings.items():
            *path, last = locate(key)[0]
            here: dict[Any, Any] = tree
            for part in path:
                here = here.setdefault(part, {})
            if value is None and isinstance(here.get(last), (int, float)) and path:
                here.pop(last)
            else:
                here[last] = value
        return self._inputs(tree)

    def _inputs(self, tree: Mapping[str, Any]) -> Inputs:
        goals, parks = tree["goals"], tree["parks"]
        scalars = self.inputs.scalars.model_copy(
            update={
                "jobs_goal": goals["jobs"],
                "export_goal": goals["exports_mmad"],
                "soft_goals": tuple(goals["soft"]),
                "shortfall_penalty": goals["shortfall_penalty"],
                "recruit_rate": tree["talent"]["recruit_rate"],
                "growth_limit": parks["growth_limit"],
                "shrink_limit": parks["shrink_limit"],
                "indivisible": parks["indivisible"],
                "min_park_seats": parks["min_park_seats"],
                "park_count": ParkCount.model_validate(parks["park_count"]),
                "locks": Locks.model_validate(parks["locks"]),
                "budgets": tree["budgets_mmad"],
                "national_pace": tree["national_pace"],
                "balance": Balance.model_validate(tree["balance"]),
                "limits": Limits.model_validate(tree["limits"]),
            }
        )
        segments = self.inputs.segments.copy()
        keys = list(zip(segments["segment"], segments["year"], strict=True))
        for bound in ("share_min", "share_max"):
            segments[bound] = [float(tree["segments"][name][bound][year]) for name, year in keys]
        zones = self.inputs.zones
        if "entry_limit_jobs" in parks:
            zones = zones.assign(entry_limit=float(parks["entry_limit_jobs"]))
        return replace(self.inputs, scalars=scalars, segments=segments, zones=zones)
