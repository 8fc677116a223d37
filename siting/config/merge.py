"""Merge a model file, scenarios and settings into one tree that remembers where each value came from.

Order, later wins: the model file; the scenarios that a scenario extends, in the order listed and each after
what it extends itself; the scenario; ``--set``, in the order given. Mappings are merged key by key,
everything else is replaced. ``null`` removes a key, which then takes its default.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from siting.config.places import Title
from siting.config.problems import translate
from siting.config.types import Frozen, Text
from siting.config.walk import KeyPath, dotted, is_mapping, locate, nearest
from siting.config.yaml import Document, parse_scalar, read_yaml
from siting.errors import ModelError, Problem

__all__ = [
    "Scenario",
    "Tree",
    "apply_settings",
    "overlay",
    "read_scenario",
    "scenario_chain",
    "scenario_files",
]


class ScenarioFile(Frozen):
    """What a scenario file may say."""

    title: Title = Field(description="title in reports")
    why: Text = Field(description="what the scenario asks, and on what ground")
    extends: Text | tuple[Text, ...] = Field(default=(), description="scenarios that are applied first")
    changes: dict[str, Any] = Field(default_factory=dict, description="what differs from the model file")


@dataclass(frozen=True)
class Scenario:
    """A scenario of a model: its name, what it says about itself, and what it extends."""

    name: str
    title: Title
    why: str
    extends: tuple[str, ...]
    path: Path
    document: Document = field(repr=False)


@dataclass
class Tree:
    """A tree of plain values with the place where each key was set."""

    data: dict[Any, Any]
    places: dict[KeyPath, str]

    @classmethod
    def of(cls, document: Document, at: KeyPath = ()) -> Tree:
        """The tree under a key of a document."""
        data: Any = document.data
        for part in at:
            data = data.get(part) or {}
        places = {
            path[len(at) :]: f"{document.name}:{line}" for path, line in document.lines.items() if path[: len(at)] == at
        }
        places.setdefault((), document.name)
        return cls(copy.deepcopy(data), places)


def overlay(base: Tree, changes: Tree) -> list[Problem]:
    """Apply changes to a tree in place. Returns a problem for each ``null`` whose key cannot exist."""
    problems: list[Problem] = []
    _overlay(base, changes, changes.data, (), problems)
    return problems


def _overlay(base: Tree, changes: Tree, new: Mapping[Any, Any], at: KeyPath, problems: list[Problem]) -> None:
    target: Any = base.data
    for part in at:
        target = target[part]
    for key, value in new.items():
        path = (*at, key)
        place = changes.places.get(path, changes.places.get((), "changes"))
        if value is None:
            _, remedy = locate(dotted(path))
            if remedy is not None and key not in target:
                problems.append(Problem(f"{place}, {dotted(path)}", "no such key to remove", str(key), remedy))
            target.pop(key, None)
            _forget(base, path)
        elif isinstance(value, Mapping) and isinstance(target.get(key), dict):
            base.places.setdefault(path, place)
            _overlay(base, changes, value, path, problems)
        elif isinstance(value, Mapping) and is_mapping(path):
            target[key] = {}
            _forget(base, path)
            base.places[path] = place
            _overlay(base, changes, value, path, problems)
        else:
            target[key] = copy.deepcopy(value)
            _forget(base, path)
            base.places.update({p: at_ for p, at_ in changes.places.items() if p[: len(path)] == path})
            base.places[path] = place


def _forget(tree: Tree, path: KeyPath) -> None:
    for old in [p for p in tree.places if p[: len(path)] == path]:
        del tree.places[old]


def apply_settings(tree: Tree, settings: Sequence[str]) -> list[Problem]:
    """Apply settings in place. Returns the problems; valid settings are applied all the same."""
    problems: list[Problem] = []
    for setting in settings:
        place = f"--set {setting}"
        key, equals, text = setting.partition("=")
        key = key.strip()
        if not equals or not key:
            problems.append(Problem(place, "is not of the form key=value", setting, "write goals.jobs.2030=250000"))
            continue
        path, remedy = locate(key)
        if remedy is not None:
            problems.append(Problem(place, "no such key in a model file", key, remedy))
            continue
        try:
            value = parse_scalar(text, place)
        except ModelError as error:
            problems.extend(error.problems)
            continue
        if (problem := _blocked(tree, path, place)) is not None:
            problems.append(problem)
            continue
        nested: Any = value
        for part in reversed(path):
            nested = {part: nested}
        problems.extend(overlay(tree, Tree(nested, {(): place, **{path[:i]: place for i in range(1, len(path) + 1)}})))
    return problems


def _blocked(tree: Tree, path: KeyPath, place: str) -> Problem | None:
    """A number that stands where the setting wants to go deeper: which years keep it would be a guess."""
    here: Any = tree.data
    for i, part in enumerate(path[:-1]):
        here = here.get(part)
        if here is None:
            return None
        if not isinstance(here, dict):
            key = dotted(path[: i + 1])
            remedy = f"set the whole of it: {key}={{2025: ..., 2030: ...}}"
            return Problem(place, f"{key} is one value for every year", str(here), remedy)
    return None


def scenario_files(folder: Path) -> dict[str, Path]:
    """Name -> file of the scenarios that lie in ``scenarios/`` under a model's folder."""
    return {path.stem: path for path in sorted((folder / "scenarios").glob("*.yaml"))}


def read_scenario(name: str, path: Path) -> Scenario:
    """Read and check one scenario file. Its changes are checked when they are merged."""
    document = read_yaml(path)
    try:
        parsed = ScenarioFile.model_validate(document.data)
    except ValidationError as error:
        tree = Tree.of(document)
        known = ScenarioFile.model_fields
        problems = [
            Problem(
                p.place,
                p.message,
                p.value,
                nearest(p.value or "", known) if p.message == "unknown key" else p.remedy,
            )
            for p in translate(error, document.data, tree.places)
        ]
        raise ModelError(problems) from None
    extends = (parsed.extends,) if isinstance(parsed.extends, str) else parsed.extends
    return Scenario(name, parsed.title, parsed.why, extends, path, document)


def scenario_chain(folder: Path, name: str) -> tuple[Scenario, ...]:
    """A scenario and all it extends, in the order of application. Refuses rings and unknown names."""
    files = scenario_files(folder)
    done: dict[str, Scenario] = {}

    def visit(current: str, trail: tuple[str, ...], place: str) -> None:
        if current in trail:
            ring = " -> ".join((*trail[trail.index(current) :], current))
            raise ModelError.one(place, "a scenario extends itself", ring, "take one 'extends' out of the ring")
        if current in done:
            return
        if current not in files:
            remedy = nearest(current, files) if files else "this model has no scenarios"
            raise ModelError.one(place, f"no such scenario (there are: {', '.join(files) or 'none'})", current, remedy)
        scenario = read_scenario(current, files[current])
        line = scenario.document.lines.get(("extends",), 1)
        for parent in scenario.extends:
            visit(parent, (*trail, current), f"{scenario.document.name}:{line}")
        done[current] = scenario

    visit(name, (), f"--scenario {name}")
    return tuple(done.values())
