"""What a scenario and settings changed against the model file, key by key: who, from what, to what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from siting.config.merge import scenario_chain
from siting.config.schema import Model
from siting.config.sources import source_of
from siting.config.walk import KeyPath, dotted, locate

__all__ = ["changed_values"]


def changed_values(model: Model) -> dict[str, Any] | None:
    """What a manifest says on it, ready for JSON; None for a model that was not read from a file.

    ``scenarios``: name, title and ``why`` of the scenarios that were applied, in that order. ``values``: in the order
    of the model file ``key`` (dotted), ``base`` (value by the model file alone, its defaults filled in; null: none),
    ``value`` (null: removed), ``by`` (``scenario`` or ``setting``, whichever spoke last), ``scenario`` (its name, or
    null) and ``source`` (the entry that the scenario itself gives under ``sources``, else null). A list of texts is one
    value; of other lists each entry is one, numbered from 0. Titles, descriptions, sources and ranges are no values of
    a plan.
    """
    if model._stated is None:
        return None
    chain = scenario_chain(model.folder, model.scenario) if model.scenario is not None else ()
    settings = [tuple(map(str, locate(each.partition("=")[0].strip())[0])) for each in model.settings]
    before, after = dict(_leaves(_base(model._stated))), dict(_leaves(model.resolved()))
    values = []
    for path in dict.fromkeys([*after, *before]):
        old, new = before.get(path), after.get(path)
        if old == new:
            continue
        key = dotted(path)
        last = next((each.name for each in reversed(chain) if _touches(each.document.data.get("changes"), path)), None)
        by_hand = any(path[: len(each)] == each for each in settings) or (
            path == ("level",) and model.place("level").startswith("--level")
        )
        name = None if by_hand else last
        source = _own_source(model, key) if name is not None else None
        values.append(
            {
                "key": key, "base": old, "value": new, "by": "scenario" if name is not None else "setting",
                "scenario": name, "source": source,
            }
        )  # fmt: skip
    told = [{"name": each.name, "title": each.title.model_dump(mode="json"), "why": each.why} for each in chain]
    return {"scenarios": told, "values": values}


def _base(stated: Mapping[str, Any]) -> dict[str, Any]:
    """The model file alone with its defaults; as it is written where it is no whole model without a scenario."""
    try:
        return Model.model_validate(stated).resolved()
    except ValidationError:
        return dict(stated)


def _leaves(value: Any, path: KeyPath = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every value of a tree with its path, parts as text as in JSON; nothing for what is empty."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if path or key not in ("title", "description", "sources", "uncertainty"):
                yield from _leaves(inner, (*path, str(key)))
    elif isinstance(value, list | tuple) and not all(isinstance(each, str) for each in value):
        for position, inner in enumerate(value):
            yield from _leaves(inner, (*path, str(position)))
    elif value is not None and value != [] and value != ():
        yield tuple(map(str, path)), list(value) if isinstance(value, tuple) else value


def _touches(changes: Any, path: tuple[str, ...]) -> bool:
    """Whether changes say something on a path: its value, a value that holds it, or that it is removed."""
    here = changes
    for part in path:
        if not isinstance(here, Mapping):
            break
        named = {str(key): inner for key, inner in here.items()}
        if part not in named:
            return False
        here = named[part]
    return here is not changes


def _own_source(model: Model, key: str) -> dict[str, Any] | None:
    """The source of a value that only the scenario states: none where the model file's own entry speaks."""
    entry = source_of(model, key)
    if entry is None:
        return None
    told = entry.model_dump(mode="json")
    stated = (model._stated or {}).get("sources") or {}
    names = [name for name, each in model.sources.items() if each is entry]
    same = any(_plain(stated.get(name)) == _plain(told) for name in names if name in stated)
    return None if same else told


def _plain(entry: Any) -> dict[str, Any]:
    """An entry without the keys that say nothing."""
    return {str(key): value for key, value in dict(entry or {}).items() if value is not None}
