"""Scenario files: settings of the page written as one, and one that is brought in, checked against a model."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from siting.errors import ModelError, Problem
from siting.web.failures import problem_view
from siting.web.run_schemas import ScenarioCheck, ScenarioFileOrder
from siting.web.run_views import plain
from siting.web.schemas import Names, PlanRequest
from siting.web.settings import settings_of

if TYPE_CHECKING:
    from siting.config.merge import Scenario
    from siting.config.yaml import Document

__all__ = ["check_scenario", "scenario_text"]

#: What problems call a file that is brought in.
NAME = "scenario.yaml"
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_\-]*")
_WORDS = ("null", "true", "false", "yes", "no", "on", "off", "y", "n")
_KEY = re.compile(r"[A-Za-z0-9_.\-]{1,200}")
#: Letters that YAML reads as line ends or not at all.
_SPECIAL = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def scenario_text(order: ScenarioFileOrder) -> str:
    """A scenario file in YAML: title, why, extends and changes, which loads again and gives the same plan.

    Raises `ModelError` for settings that no model file has.
    """
    from siting.config.walk import locate
    from siting.config.yaml import parse_scalar

    request = order.request
    changes: dict[Any, Any] = {} if request.level is None else {"level": request.level}
    problems = []
    for text in settings_of(request.settings):
        key, _, value = text.partition("=")
        path, remedy = locate(key)
        if remedy is not None:
            problems.append(Problem(f"--set {key}=", "no such key in a model file", key, remedy))
            continue
        nested = parse_scalar(value, key)
        for part in reversed(path):
            nested = {part: nested}
        _merge(changes, nested)
    if problems:
        raise ModelError(problems)
    told: dict[Any, Any] = {"title": order.title.model_dump(), "why": order.why}
    if request.scenario is not None:
        told["extends"] = request.scenario
    return "\n".join(_lines({**told, "changes": changes})) + "\n"


def _merge(tree: dict[Any, Any], changes: Mapping[Any, Any]) -> None:
    """Later changes win; mappings are merged key by key, as settings are."""
    for key, value in changes.items():
        if isinstance(value, Mapping) and isinstance(tree.get(key), dict):
            _merge(tree[key], value)
        else:
            tree[key] = value


def _lines(tree: Mapping[Any, Any], indent: str = "") -> Iterator[str]:
    """Mappings as lines below their keys, everything else as JSON, which is YAML too."""
    for key, value in tree.items():
        name = str(key) if isinstance(key, int) or _is_plain(key) else _json(key)
        if isinstance(value, Mapping) and value:
            yield f"{indent}{name}:"
            yield from _lines(value, f"{indent}  ")
        else:
            yield f"{indent}{name}: {_json(value)}"


def _is_plain(key: str) -> bool:
    return _PLAIN.fullmatch(key) is not None and key.lower() not in _WORDS


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return _SPECIAL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def check_scenario(raw: bytes, model: str, folder: Path) -> ScenarioCheck:
    """Check a scenario file for a model. Everything that is wrong is told at once, with lines and keys."""
    problems: list[Problem] = []
    try:
        from siting.config.yaml import parse_yaml

        document = parse_yaml(raw, NAME)
    except ModelError as error:
        return _refused(error.problems)
    except (ValueError, RecursionError):
        return _refused([Problem(NAME, "holds characters that are not text", remedy="save it as UTF-8")])
    changes = document.data.get("changes")
    if isinstance(changes, dict) and "data" in changes:
        line = document.lines.get(("changes", "data"), 1)
        remedy = "bring the tables in as own data, or start the server with a model that names their folder"
        problems.append(Problem(f"{NAME}:{line}, data", "names folders of data", remedy=remedy))
    scenario: Scenario | None = None
    try:
        scenario = _read(raw)
    except ModelError as error:
        problems += error.problems
    try:
        _try(document, scenario, folder)
    except ModelError as error:
        problems += error.problems
    if problems or scenario is None:
        return _refused(problems)
    return _accepted(document, scenario, model, folder)


def _read(raw: bytes) -> Scenario:
    """The file as a scenario of its own. Raises `ModelError`, with places as `NAME` has them."""
    from siting.config.merge import read_scenario

    with tempfile.TemporaryDirectory(prefix="siting-") as home:
        file = Path(home) / NAME
        file.write_bytes(raw)
        try:
            return read_scenario("uploaded", file)
        except ModelError as error:
            raise ModelError(
                Problem(each.place.replace(f"{home}/", ""), each.message, each.value, each.remedy)
                for each in error.problems
            ) from None


def _parents(scenario: Scenario | None, folder: Path) -> list[Scenario]:
    """The scenarios that a file extends, in the order of application. Raises `ModelError` for one that is not there."""
    from siting.config.merge import scenario_chain

    found: dict[str, Scenario] = {}
    problems: list[Problem] = []
    for name in scenario.extends if scenario is not None else ():
        try:
            found |= {each.name: each for each in scenario_chain(folder, name) if each.name not in found}
        except ModelError as error:
            line = scenario.document.lines.get(("extends",), 1) if scenario is not None else 1
            problems += [
                Problem(f"{NAME}:{line}, extends" if each.place.startswith("--") else each.place, *_rest(each))
                for each in error.problems
            ]
    if problems:
        raise ModelError(problems)
    return list(found.values())


def _rest(problem: Problem) -> tuple[str, str | None, str | None]:
    return problem.message, problem.value, problem.remedy


def _try(document: Document, scenario: Scenario | None, folder: Path) -> Any:
    """The model under a scenario file. Raises `ModelError` with every problem of its changes."""
    from siting.config import OpenModel, open_model
    from siting.config.merge import Tree, overlay

    parents: list[Scenario] = []
    problems: list[Problem] = []
    try:
        parents = _parents(scenario, folder)
    except ModelError as error:
        problems += error.problems
    given = open_model(folder)
    tree = Tree.of(given.document)
    for parent in parents:
        problems += overlay(tree, Tree.of(parent.document, ("changes",)))
    if isinstance(document.data.get("changes"), dict):
        problems += overlay(tree, Tree.of(document, ("changes",)))
    return OpenModel(given.file, None, None, given.document, tree, tuple(problems)).with_settings(sources=True)


def _accepted(document: Document, scenario: Scenario, model: str, folder: Path) -> ScenarioCheck:
    """What a file without problems says: the scenario that it extends, and everything else as settings."""
    parents = _parents(scenario, folder)
    base = scenario.extends[0] if len(scenario.extends) == 1 else None
    documents = [document] if base is not None else [*(each.document for each in parents), document]
    settings: dict[str, Any] = {}
    for each in documents:
        for key, value in _flat(each.data.get("changes") or {}):
            settings.pop(key, None)
            settings[key] = value
    level = settings.pop("level", None)
    title = scenario.title.model_dump()
    first = next(text for text in (title["fr"], title["en"], title["ar"]) if text)
    try:
        request = PlanRequest(model=model, scenario=base, level=level, settings=settings)
    except ValidationError:
        what = "says more than the page can show as settings"
        return _refused([Problem(NAME, what, remedy="put it into the model's folder of scenarios")])
    return ScenarioCheck(
        problems=[],
        title=Names(**{lang: title.get(lang) or first for lang in ("fr", "ar", "en")}),
        why=scenario.why,
        extends=list(scenario.extends),
        settings=settings,
        request=request,
        level=level,
    )


def _flat(tree: Mapping[Any, Any], path: tuple[Any, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Changes as settings: the deepest keys that a setting can name, with their values."""
    for key, value in tree.items():
        here = (*path, key)
        if isinstance(value, Mapping) and value and all(_is_setting((*here, inner)) for inner in value):
            yield from _flat(value, here)
        else:
            yield ".".join(map(str, here)), plain(value)


def _is_setting(path: tuple[Any, ...]) -> bool:
    """Whether a key, written with dots, is understood as this path."""
    from siting.config.walk import dotted, locate

    key = dotted(path)
    if not _KEY.fullmatch(key):
        return False
    found, remedy = locate(key)
    return remedy is None and found == path


def _refused(problems: Any) -> ScenarioCheck:
    views = [problem_view(each).model_dump() for each in dict.fromkeys(problems)]
    return ScenarioCheck(problems=views[:100])
