"""Turn what pydantic found into problems that a planner can act on: file, line, value, remedy."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from siting.config.walk import KeyPath, describe, dotted, literals, nearest, valid_keys
from siting.errors import Problem

__all__ = ["place_of", "translate"]

_NUMBERS = {"float_type", "int_type", "float_parsing", "int_parsing", "int_from_float"}
_BOUNDS = {
    "greater_than": ("gt", "must be more than"),
    "greater_than_equal": ("ge", "must be at least"),
    "less_than": ("lt", "must be less than"),
    "less_than_equal": ("le", "must be at most"),
}

_MAPPINGS = ("model_type", "dict_type", "model_attributes_type")
_MULTIPLE = 10  #: largest limit on a fraction above which a value is taken for percent


def place_of(path: KeyPath, places: Mapping[KeyPath, str]) -> str:
    """``model.yaml:12, goals.jobs``: where the value, or the nearest key above it, was set."""
    for end in range(len(path), 0, -1):
        if path[:end] in places:
            at = places[path[:end]]
            return at if at.startswith("--set") else f"{at}, {dotted(path)}"
    top = places.get((), "model")
    return f"{top}, {dotted(path)}" if path else top


def translate(error: ValidationError, data: Any, places: Mapping[KeyPath, str]) -> list[Problem]:
    """One problem for each thing that is wrong, in the order of the file."""
    problems = []
    for item in error.errors(include_url=False):
        path = _concrete(item["loc"], data, item["type"])
        problems.append(_problem(path, dict(item), places))
    return sorted(set(problems), key=_by_line)


def _by_line(problem: Problem) -> tuple[str, int, str]:
    place = problem.place.split(",")[0]
    name, _, line = place.rpartition(":")
    return (name, int(line), problem.message) if line.isdigit() else (place, 0, problem.message)


def _concrete(loc: tuple[str | int, ...], data: Any, kind: str) -> KeyPath:
    """The path in the file: pydantic's location without the names of union branches and ``[key]``."""
    path: list[str | int] = []
    here = data
    parts = [part for part in loc if part != "[key]"]
    for i, part in enumerate(parts):
        if isinstance(here, Mapping) and part in here:
            here = here[part]
        elif isinstance(here, Mapping) and str(part) in map(str, here):
            path.append(next(key for key in here if str(key) == str(part)))
            here = here[path[-1]]
            continue
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            here = here[part]
        elif not (kind == "missing" and i == len(parts) - 1):
            continue
        path.append(part)
    return tuple(path)


def _problem(path: KeyPath, item: dict[str, Any], places: Mapping[KeyPath, str]) -> Problem:
    kind, value = item["type"], item["input"]
    place = place_of(path, places)
    spec = describe(path)
    unit = spec.unit if spec else None
    of = f" ({unit})" if unit else ""
    if item["loc"] and item["loc"][-1] == "[key]":
        words = valid_keys(path[:-1])
        remedy = nearest(str(path[-1]), words) if words else _key_remedy(kind, item)
        return Problem(place, f"'{path[-1]}' cannot be a key here", str(path[-1]), remedy)
    if kind == "extra_forbidden":
        return Problem(place, "unknown key", str(path[-1]), nearest(str(path[-1]), valid_keys(path[:-1])))
    if kind == "missing":
        meaning = f": {spec.description}" if spec and spec.description else ""
        return Problem(place, f"the key '{path[-1]}' is missing", None, f"add it{of}{meaning}")
    shown = _show(value)
    if kind in _NUMBERS:
        whole = "whole number" if kind.startswith("int") else "number"
        return Problem(place, f"must be a {whole}{of}", shown, _number_remedy(value))
    if kind in _BOUNDS:
        key, words_ = _BOUNDS[kind]
        limit = item["ctx"][key]
        return Problem(place, f"{words_} {limit:g}{of}", shown, _share_remedy(unit, value, limit))
    if kind == "finite_number":
        return Problem(place, f"must be a finite number{of}", shown, "write a number")
    if kind == "literal_error":
        words = literals(spec.annotation) if spec else ()
        return Problem(place, "is not one of the words allowed here", shown, nearest(str(value), words))
    if kind in _MAPPINGS and spec is not None and spec.by_year():
        return Problem(
            place,
            "must be a mapping of years",
            shown,
            f"write {{2025: {_figure(value)}, 2026: {_figure(value)}}}, every year named",
        )
    return Problem(place, *_other(kind, item, value, shown))


def _other(kind: str, item: dict[str, Any], value: Any, shown: str) -> tuple[str, str, str | None]:
    if kind == "string_type":
        coded = isinstance(value, int | float) and not isinstance(value, bool)
        return "must be text", shown, "put codes in quotes: '06.141'" if coded else "write text"
    if kind in _MAPPINGS:
        return (
            "must be a mapping (key: value)",
            shown,
            "write {key: value}, or its keys on lines below, indented",
        )
    if kind == "tuple_type":
        return "must be a list", shown, "write [a, b]"
    if kind == "bool_type":
        return "must be true or false", shown, "write true or false"
    if kind == "string_pattern_mismatch":
        return "has characters that are not allowed", shown, f"it must match {item['ctx']['pattern']}"
    return str(item["msg"]), shown, None


def _key_remedy(kind: str, item: dict[str, Any]) -> str:
    if kind.startswith("int"):
        return "write a year such as 2030"
    if kind == "string_pattern_mismatch":
        return f"it must match {item['ctx']['pattern']}"
    return "put codes in quotes, names without spaces"


def _number_remedy(value: Any) -> str:
    text = str(value).strip()
    if isinstance(value, str) and text.endswith("%"):
        try:
            return f"write {float(text[:-1].replace(',', '.')) / 100:g}: shares are fractions"
        except ValueError:
            return "write a number"
    if isinstance(value, str):
        bare = text.replace(" ", "").replace("_", "").replace(",", ".")
        try:
            number = float(bare)
        except ValueError:
            return "write a number"
        return f"write {number:g} without quotes" if math.isfinite(number) else "write a number"
    if isinstance(value, float):
        return "write it without a decimal part"
    return "write a number"


def _share_remedy(unit: str | None, value: Any, limit: Any) -> str | None:
    share = unit is not None and unit.startswith(("fraction", "index", "weight")) and limit <= _MULTIPLE
    if share and isinstance(value, int | float) and max(1, limit) < value <= 100:
        return f"write {value / 100:g}: shares are fractions, not percent"
    return "choose a value within the range"


def _figure(value: Any) -> str:
    """A number as an example repeats it."""
    return f"{value:g}" if isinstance(value, int | float) and not isinstance(value, bool) else "100"


def _show(value: Any) -> str:
    text = repr(value) if isinstance(value, str) else "null" if value is None else str(value)
    return text if len(text) <= 80 else text[:77] + "..."
