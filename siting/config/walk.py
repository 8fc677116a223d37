"""Walk the schema: what may stand at a path, with which unit, range and default.

Paths are tuples of keys (``("goals", "jobs", 2030)``). `locate` turns a key as a person types it into a
path and says what is wrong with it; `fields` lists every key of the schema for the docs; `numbers` every
number of a model.
"""

from __future__ import annotations

import difflib
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from siting.config.schema import Model

__all__ = ["FieldSpec", "describe", "dotted", "fields", "locate", "nearest", "numbers"]

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class FieldSpec:
    """One key of the schema; ``*`` stands for a key that the user names (a segment, a zone, a year)."""

    path: tuple[str, ...]
    annotation: Any
    info: FieldInfo | None
    required: bool

    @property
    def unit(self) -> str | None:
        """Unit of the number or numbers under this key."""
        extra = self.info.json_schema_extra if self.info else None
        return str(extra["unit"]) if isinstance(extra, dict) and "unit" in extra else None

    @property
    def description(self) -> str:
        """Meaning of the key."""
        return (self.info.description if self.info else None) or ""

    def key_words(self) -> tuple[str, ...]:
        """The words that may be keys of this mapping, where they are not free."""
        pair = _mapping(self.annotation)
        return literals(pair[0]) if pair else ()

    def by_year(self) -> bool:
        """Whether the keys of this mapping are years."""
        pair = _mapping(self.annotation)
        return pair is not None and _year_key(pair[0])


def dotted(path: Iterable[str | int]) -> str:
    """``goals.jobs.2030``."""
    return ".".join(str(part) for part in path)


def _close(word: str, names: Iterable[str]) -> str | None:
    """The name that begins with the word, or looks much like it."""
    known = sorted(names)
    longer = [name for name in known if len(word) > 2 and name.startswith(word)]
    return next(iter(longer or difflib.get_close_matches(word, known, n=1, cutoff=0.7)), None)


def nearest(word: str, names: Iterable[object]) -> str | None:
    """A remedy that names the most similar valid name, or lists them when none is similar."""
    known = sorted(str(name) for name in names)
    longer = [name for name in known if len(str(word)) > 2 and name.startswith(str(word))]
    close = longer or difflib.get_close_matches(str(word), known, n=1, cutoff=0.5)
    if close:
        return f"did you mean '{close[0]}'?"
    return f"valid here: {', '.join(known[:20])}" if known else None


def _strip(annotation: Any) -> Any:
    """The bare type: without Annotated, without None."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, types.UnionType):
        rest = [a for a in get_args(annotation) if a is not type(None)]
        if len(rest) == 1:
            return _strip(rest[0])
    return annotation


def _branches(annotation: Any) -> list[Any]:
    bare = _strip(annotation)
    if get_origin(bare) in (Union, types.UnionType):
        return [_strip(a) for a in get_args(bare)]
    return [bare]


def _model(annotation: Any) -> type[BaseModel] | None:
    bare = _strip(annotation)
    return bare if isinstance(bare, type) and issubclass(bare, BaseModel) else None


def _mapping(annotation: Any) -> tuple[Any, Any] | None:
    for branch in _branches(annotation):
        if get_origin(branch) is dict:
            key, value = get_args(branch)
            return key, value
    return None


def _item(annotation: Any) -> Any | None:
    bare = _strip(annotation)
    return get_args(bare)[0] if get_origin(bare) is tuple else None


def literals(annotation: Any) -> tuple[str, ...]:
    """The words that a key or value of this type may be; empty if it is free."""
    bare = _strip(annotation)
    return tuple(str(a) for a in get_args(bare)) if get_origin(bare) is Literal else ()


def describe(path: KeyPath) -> FieldSpec | None:
    """The schema's entry for a concrete path; None if no such key can exist."""
    annotation: Any = Model
    info: FieldInfo | None = None
    required = True
    pattern: list[str] = []
    for part in path:
        if (model := _model(annotation)) is not None:
            field = model.model_fields.get(str(part))
            if field is None:
                return None
            annotation, info, required = _full(field), field, field.is_required()
            pattern.append(str(part))
        elif (pair := _mapping(annotation)) is not None:
            words = literals(pair[0])
            if words and str(part) not in words:
                return None
            annotation = pair[1]
            pattern.append("*")
        elif (item := _item(annotation)) is not None and isinstance(part, int):
            annotation = item
            pattern.append("*")
        else:
            return None
    return FieldSpec(tuple(pattern), annotation, info, required)


def _full(field: FieldInfo) -> Any:
    return Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation


def valid_keys(path: KeyPath) -> tuple[str, ...]:
    """The names that may follow a path; empty where the user names the keys."""
    spec = describe(path)
    if spec is None:
        return ()
    if (model := _model(spec.annotation)) is not None:
        return tuple(model.model_fields)
    if (pair := _mapping(spec.annotation)) is not None:
        return literals(pair[0])
    return ()


def is_mapping(path: KeyPath) -> bool:
    """Whether keys (named by the schema or by the user) may follow a path."""
    spec = describe(path)
    return spec is not None and (_model(spec.annotation) is not None or _mapping(spec.annotation) is not None)


def _year_key(key: Any) -> bool:
    return _strip(key) is int


def locate(key: str) -> tuple[KeyPath, str | None]:
    """The path of a key as typed (``goals.jobs.2030``), and a remedy if no such key can exist.

    Codes keep their dots: ``costs.rent_mad_m2_month.zones.06.141`` and ``parks.locks.seats.06.141.2027`` are
    understood, with or without quotes around the code.
    """
    rest = [part.strip("\"'") for part in key.replace("[", ".").replace("]", "").split(".")]
    path: list[str | int] = []
    annotation: Any = Model
    while rest:
        if (model := _model(annotation)) is not None:
            field = model.model_fields.get(rest[0])
            if field is None:
                return tuple(path), _remedy(path, rest[0], model.model_fields)
            annotation = _full(field)
            path.append(rest.pop(0))
            continue
        pair = _mapping(annotation)
        if pair is None:
            return tuple(path), f"{dotted(path)} has no keys below it"
        words = literals(pair[0])
        if words and rest[0] not in words:
            return tuple(path), _remedy(path, rest[0], words)
        inner = _mapping(pair[1])
        take = 1 if words or _model(pair[1]) is not None else len(rest) - (1 if inner and len(rest) > 1 else 0)
        part = ".".join(rest[:take])
        rest = rest[take:]
        if _year_key(pair[0]) and not (part.isdigit() and len(part) == 4):
            return tuple(path), f"after '{dotted(path)}' comes a year such as 2030"
        path.append(int(part) if _year_key(pair[0]) else part)
        annotation = pair[1]
    return tuple(path), None


def _remedy(path: list[str | int], word: str, names: Iterable[str]) -> str:
    """The nearest key here, or anywhere in a model file where the last part of a key is nearer."""
    names = tuple(names)
    leaves = {spec.path[-1]: dotted(spec.path) for spec in reversed(tuple(fields())) if "*" not in spec.path}
    if not _close(word, names) and (leaf := _close(word, leaves)):
        return f"did you mean '{leaves[leaf]}'?"
    below = nearest(word, names) or ""
    where = dotted(path)
    return below.replace("'", f"'{where}.", 1) if where and "did you mean" in below else below


def fields() -> Iterator[FieldSpec]:
    """Every key of the schema, depth first, in file order."""
    yield from _fields(Model, ())


def _fields(model: type[BaseModel], prefix: tuple[str, ...]) -> Iterator[FieldSpec]:
    for name, field in model.model_fields.items():
        spec = FieldSpec((*prefix, name), _full(field), field, field.is_required())
        yield spec
        inner: Any = spec.annotation
        path = spec.path
        while (pair := _mapping(inner)) is not None and len(_branches(inner)) == 1:
            inner = pair[1]
            path = (*path, "*")
        if (item := _item(inner)) is not None and _model(item) is not None:
            inner = item
            path = (*path, "*")
        if (sub := _model(inner)) is not None:
            yield from _fields(sub, path)


def numbers(data: Mapping[Any, Any]) -> Iterator[tuple[KeyPath, float, str | None]]:
    """Every number in a tree of plain values, with its path and the unit that the schema gives it."""
    yield from _numbers(data, ())


def _numbers(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, float, str | None]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _numbers(inner, (*path, key))
    elif isinstance(value, list | tuple):
        for i, inner in enumerate(value):
            yield from _numbers(inner, (*path, i))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        spec = describe(path)
        yield path, float(value), spec.unit if spec else None
