"""What runs assumed differently: model, settings, scenario, solver, versions, data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from siting.analysis.compare.labels import scenario_name
from siting.results import Run

__all__ = ["ASSUMPTION_COLUMNS", "assumptions_table"]

ASSUMPTION_COLUMNS = ("group", "key", "run", "value")

#: Parts of a model that describe it and change no figure of a plan.
_TEXTS = ("title", "description", "sources", "uncertainty")
_HASH = 12  #: letters of a fingerprint that tell two apart


def assumptions_table(runs: Sequence[Run], labels: Sequence[str]) -> pd.DataFrame:
    """Only what differs between the runs: group, key, run, value (text; empty where a run has no such key).

    ``group`` is scenario, settings, model, data, solver or versions; the keys of the model are dotted, as ``--set``
    takes them. A list of plain values is one text, a list of objects is numbered from 0.
    """
    told = [dict(_told(run)) for run in runs]
    keys = list(dict.fromkeys(key for each in told for key in each))
    rows = [
        (group, key, label, each.get((group, key), ""))
        for group, key in keys
        if len({each.get((group, key)) for each in told}) > 1
        for label, each in zip(labels, told, strict=True)
    ]
    return pd.DataFrame(rows, columns=list(ASSUMPTION_COLUMNS), dtype="str")


def _told(run: Run) -> Iterator[tuple[tuple[str, str], str]]:
    """Everything that the manifest of a run says about what it assumed."""
    manifest = run.manifest
    yield ("scenario", "scenario"), scenario_name(run) or "none"
    yield ("settings", "settings"), "; ".join(str(each) for each in manifest.get("settings") or []) or "none"
    model = manifest.get("model")
    if isinstance(model, Mapping):
        for key, value in _flat({name: part for name, part in model.items() if name not in _TEXTS}):
            yield ("model", key), value
    data = manifest.get("data") or {}
    yield ("data", "content_hash"), str(data.get("content_hash") or "none")[:_HASH]
    yield ("data", "overrides"), _text(data.get("overrides"))
    for key, value in _flat({**(manifest.get("solver") or {}), "seed": manifest.get("seed")}):
        yield ("solver", key), value
    engine = (manifest.get("engine") or {}).get("version")
    packages = manifest.get("packages") or {}
    for key, value in _flat({"siting": engine, "python": manifest.get("python"), **packages}):
        yield ("versions", key), value


def _flat(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """A tree as dotted keys with their values as text."""
    if isinstance(value, Mapping) and value:
        for name, part in value.items():
            yield from _flat(part, f"{key}.{name}" if key else str(name))
    elif isinstance(value, list) and any(isinstance(part, Mapping | list) for part in value):
        for position, part in enumerate(value):
            yield from _flat(part, f"{key}.{position}")
    elif not isinstance(value, Mapping):  # an empty table says nothing: its keys are missing
        yield key, _text(value)


def _text(value: Any) -> str:
    """A value as a model file would write it."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, list):
        return ", ".join(_text(part) for part in value) or "none"
    return str(value)
