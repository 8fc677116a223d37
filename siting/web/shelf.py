"""Models that were read, data with their tables, tables that were brought in: what a desk plans with."""

from __future__ import annotations

import json
import os
import secrets
import tempfile
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from siting.config import OpenModel, open_model
from siting.config.schema import Model
from siting.errors import DataError, ModelError
from siting.geo.preparing import Preparation
from siting.model.inputs import Inputs
from siting.web.own_data import OwnData, data_settings
from siting.web.schemas import PlanRequest
from siting.web.settings import settings_of

if TYPE_CHECKING:
    from siting.regions import Dataset

__all__ = ["Opened", "Shelf", "recent"]

#: Models that are kept as they were read, some 2 MB each.
OPEN = 24
#: Data sets whose tables are kept, some 20 MB each: those of the models, and some that were brought in.
PREPARED = 8


@dataclass
class Opened:
    """A model file with a scenario, and the model that it gives without further settings."""

    opened: OpenModel
    given: Model


class Shelf:
    """``models`` (name -> folder) and their data; ``own`` is where tables that were brought in are kept."""

    def __init__(self, models: Mapping[str, Path], own: Path | None = None) -> None:
        self._models = dict(models)
        self._own = None if own is None else OwnData(own)
        self._work = Path(tempfile.gettempdir()) if own is None else own.parent
        self._open: OrderedDict[tuple[str, str | None, str | None, str | None], Opened] = OrderedDict()
        self._prepared: OrderedDict[tuple[Path, Path | None], tuple[Dataset, Preparation]] = OrderedDict()

    def model(self, request: PlanRequest, settings: Sequence[str] = ()) -> Model:
        """The model of a request, checked. Raises `ModelError` with every problem."""
        opened = self.opened(request.model, request.scenario, request.level, request.data)
        return opened.opened.with_settings([*self._data(request), *settings_of(request.settings), *settings])

    def given(self, name: str) -> Model:
        """A model as its file has it. Raises `ModelError`."""
        return self.opened(name).given

    def settings(self, request: PlanRequest) -> tuple[str, ...]:
        """The settings of a request as `--set` takes them. Raises `ModelError`."""
        return (*self._data(request), *settings_of(request.settings))

    def scratch(self) -> Path:
        """A new folder for what is solved beside, which the store sweeps away when the server has gone."""
        path = self._work / f"work-{os.getppid()}-{secrets.token_hex(6)}"
        path.mkdir(parents=True)
        return path

    def _data(self, request: PlanRequest) -> list[str]:
        return data_settings(self._own, request.data, request.model)

    def folder(self, name: str) -> Path:
        """The folder of a model. Raises `ModelError` where there is none of this name."""
        if name not in self._models:
            raise ModelError.one("model", "no such model here", name, f"one of: {', '.join(sorted(self._models))}")
        return self._models[name]

    def opened(
        self, name: str, scenario: str | None = None, level: str | None = None, data: str | None = None
    ) -> Opened:
        """A model with a scenario, a level and tables that were brought in. Raises `ModelError`."""
        key = (name, scenario, level, data)
        if key not in self._open:
            opened = open_model(self.folder(name), scenario, level)
            self._open[key] = Opened(opened, opened.with_settings(data_settings(self._own, data, name)))
        return recent(self._open, key, OPEN)

    def inputs(self, model: Model) -> Inputs:
        """The inputs of a model; tables that no setting has changed are kept. Raises `SitingError`."""
        return self._preparation(model).inputs(model)

    def dataset(self, model: Model) -> Dataset:
        """The data set of a model, read once. Raises `DataError`."""
        return self._ready(model)[0]

    def _preparation(self, model: Model) -> Preparation:
        return self._ready(model)[1]

    def _ready(self, model: Model) -> tuple[Dataset, Preparation]:
        key = (model.data_folder, model.overrides_folder)
        if key not in self._prepared:
            from siting.paths import shipped
            from siting.regions import load_dataset
            from siting.regions.geometry import outline_problems
            from siting.solving import SHIPPED_DATA

            dataset = load_dataset(*key)
            wrong = outline_problems(dataset, shipped(SHIPPED_DATA))
            if wrong:
                raise DataError(wrong)
            self._prepared[key] = dataset, Preparation(dataset)
        return recent(self._prepared, key, PREPARED)

    def try_data(self, name: str, tables: Path) -> None:
        """Raises `SitingError` where no plan of a model can be stated with the overrides in ``tables``."""
        opened = self.opened(name).opened
        model = opened.with_settings([f"data.overrides={json.dumps(str(tables))}"])
        self.inputs(model)
        del self._prepared[model.data_folder, model.overrides_folder]


def recent[K, V](kept: OrderedDict[K, V], key: K, most: int) -> V:
    """What is kept under a key, used just now; of others the oldest are forgotten."""
    kept.move_to_end(key)
    while len(kept) > most:
        kept.popitem(last=False)
    return kept[key]
