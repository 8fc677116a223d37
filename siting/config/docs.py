"""`docs/model-file.md`, written from the schema: every key with unit, default and meaning."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from siting.config.walk import FieldSpec, dotted, fields, literals

__all__ = ["model_file_page"]

_HEAD = """# The model file

This page is written by the program from its schema (`siting.config.docs.model_file_page`); do not edit it.

A model is a folder with a `model.yaml`, and scenarios in `scenarios/*.yaml`. The dialect is plain YAML 1.2: UTF-8, no
tabs, no anchors, no tags, one document of at most 1 MB. Unknown keys are refused, and so is a number written as text.
Shares are fractions (0.17, never 17). Money is in MAD where a key ends in `_mad`, in million MAD where it ends in
`_mmad` or its unit says MMAD, at constant prices of the base year. A figure of a year is the stock at its end. Zone
codes are written in quotes: YAML reads an unquoted `06.141` as a number.

## Scenarios and settings

A scenario file has `title` (`fr`, `ar`, `en`), `why`, optionally `extends` (a name or a list of names) and `changes`: a
tree of the keys below that is merged over the model. Order, later wins:

1. `model.yaml`;
2. the scenarios that are extended, in the order listed, each after what it extends itself;
3. the scenario;
4. `--set key=value`, in the order given: `--set goals.jobs.2030=250000`, `--set parks.locks.zones_in=['06.141']`.

Mappings are merged key by key; numbers, words and lists are replaced. `null` removes a key, which then takes its
default (`balance: null` switches every territorial rule off).

## Sources

Every number in `model.yaml` needs an entry in `sources`: the key of the number, or of a group of numbers (`*` stands
for one part), with `unit` (which must be the one below; left out where a group has several), `source`, `year`, `grade`
(A, B, B-derived, C, or `choice` for a decision of the planner) and `note`. Exempt are `horizon`, `solver`, `objective`
and `parks.locks`; each range under `uncertainty` carries its own source and grade. What a scenario or a setting changes
is explained by the scenario's `why`.

## Keys

`*` stands for a key that you name: a segment, a zone's code, a year. A dash in the column of defaults means that the
key must be there.

| key | unit | default | meaning |
|---|---|---|---|
"""


def model_file_page() -> str:
    """The page, as Markdown."""
    return _HEAD + "".join(_row(spec) for spec in fields())


def _row(spec: FieldSpec) -> str:
    meaning = spec.description
    words = literals(spec.annotation)
    if words:
        meaning += f" (one of: {', '.join(words)})"
    keys = spec.key_words()
    if keys:
        meaning += f" (keys: {', '.join(keys)})"
    return f"| `{dotted(spec.path)}` | {spec.unit or ''} | {_default(spec)} | {meaning} |\n"


def _default(spec: FieldSpec) -> str:
    if spec.required or spec.info is None:
        return "-"
    value: Any = spec.info.get_default(call_default_factory=True, validated_data={})
    if value is PydanticUndefined or value is None:
        return "none"
    if isinstance(value, BaseModel):
        return "see below"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"{value:g}"
    if isinstance(value, tuple | dict):
        return ", ".join(_stage(item) for item in value) or "none"
    return str(value)


def _stage(item: Any) -> str:
    if isinstance(item, BaseModel):
        data = item.model_dump(exclude_defaults=True)
        return " ".join(f"{value:g}" if isinstance(value, float) else str(value) for value in data.values())
    return str(item)
