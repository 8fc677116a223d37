"""Load a model: read, merge, validate, check. Every problem of a step is reported in one go."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from siting.config.checks import check_model
from siting.config.merge import (
    Scenario,
    Tree,
    apply_settings,
    overlay,
    read_scenario,
    scenario_chain,
    scenario_files,
)
from siting.config.problems import translate
from siting.config.schema import Model
from siting.config.sources import check_sources
from siting.config.yaml import Document, read_yaml
from siting.errors import ModelError, Problem
from siting.paths import resolve_model

__all__ = [
    "OpenModel",
    "list_scenarios",
    "load_model",
    "model_schema",
    "open_model",
    "parse_model",
    "readable_scenarios",
]


def load_model(
    path: str | Path,
    scenario: str | None = None,
    settings: Sequence[str] = (),
    level: str | None = None,
) -> Model:
    """The model in a folder (or a ``model.yaml``) with a scenario, settings and a level applied.

    Raises `ModelError` with every problem found: file, line, value, remedy.
    """
    return open_model(path, scenario, level).with_settings(settings, sources=True)


@dataclass(frozen=True)
class OpenModel:
    """A model file and a scenario, read and merged, which takes settings again and again."""

    file: Path
    scenario: str | None
    level: str | None
    document: Document
    _tree: Tree
    _problems: tuple[Problem, ...]

    def with_settings(self, settings: Sequence[str] = (), *, sources: bool = False) -> Model:
        """The model with ``key=value`` settings over it; ``sources``: also check that its file states them.

        Raises `ModelError` with every problem found.
        """
        tree = Tree(copy.deepcopy(self._tree.data), dict(self._tree.places))
        problems = [*self._problems, *apply_settings(tree, settings)]
        if self.level is not None:
            tree.data["level"] = self.level
            tree.places[("level",)] = f"--level {self.level}"
        model, found = _validate(tree)
        problems += found
        if model is not None:
            model._folder = self.file.parent.resolve()
            model._scenario = self.scenario
            model._settings = tuple(settings)
            model._stated = self.document.data
            model._places.update(tree.places)
            problems += check_model(model)
            problems += check_sources(self.document.data, model, tree.places) if sources else []
        if problems or model is None:
            raise ModelError(problems)
        return model


def open_model(path: str | Path, scenario: str | None = None, level: str | None = None) -> OpenModel:
    """Read a model, its scenario and those that it extends. Raises `ModelError` for files that cannot be read.

    What is in them is checked with the settings, by `OpenModel.with_settings`.
    """
    file = _shown(_model_file(path))
    document = read_yaml(file)
    tree = Tree.of(document)
    problems: list[Problem] = []
    for step in scenario_chain(file.parent, scenario) if scenario is not None else ():
        changes = Tree.of(step.document, ("changes",))
        problems += overlay(tree, changes)
    return OpenModel(file, scenario, level, document, tree, tuple(problems))


def parse_model(data: Mapping[str, Any], folder: Path | None = None, name: str = "model") -> Model:
    """A model from plain values, for example `Model.resolved` out of a manifest."""
    model, problems = _validate(Tree(dict(data), {(): name}))
    if model is not None:
        if folder is not None:
            model._folder = folder.resolve()
        problems = check_model(model)
    if problems or model is None:
        raise ModelError(problems)
    return model


def list_scenarios(path: str | Path) -> tuple[Scenario, ...]:
    """Every scenario of a model, by name. Raises `ModelError` with the problems of all of them."""
    scenarios, problems = readable_scenarios(path)
    if problems:
        raise ModelError(problems)
    return scenarios


def readable_scenarios(path: str | Path) -> tuple[tuple[Scenario, ...], tuple[Problem, ...]]:
    """The scenarios of a model that can be read, by name, and what is wrong with the files of the others.

    Raises `ModelError` when there is no such model.
    """
    folder = _shown(_model_file(path)).parent
    scenarios = []
    problems: list[Problem] = []
    for name, file in scenario_files(folder).items():
        try:
            scenarios.append(read_scenario(name, file))
        except ModelError as error:
            problems += error.problems
    return tuple(scenarios), tuple(problems)


def model_schema() -> dict[str, Any]:
    """The JSON Schema of a model file, with the unit of every number, for editors."""
    schema = Model.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "siting model file"
    return schema


def _validate(tree: Tree) -> tuple[Model | None, list[Problem]]:
    try:
        return Model.model_validate(tree.data), []
    except ValidationError as error:
        return None, translate(error, tree.data, tree.places)


def _model_file(path: str | Path) -> Path:
    given = resolve_model(path)
    file = given / "model.yaml" if given.is_dir() else given
    if not file.exists():
        what = "the folder has no model.yaml" if given.is_dir() else "no such model"
        raise ModelError.one(str(path) or ".", what, remedy="name a folder with a model.yaml, or the file itself")
    return file


def _shown(file: Path) -> Path:
    """The path as a person in this folder would write it."""
    try:
        return file.resolve().relative_to(Path.cwd())
    except ValueError:
        return file
