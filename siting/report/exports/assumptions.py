"""Every number of the resolved model of a run, with unit, source, year and grade, and what it was changed from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Any

from siting.words import Lang, keys, say, series

if TYPE_CHECKING:
    import pandas as pd

    from siting.config.schema import Model
    from siting.results import Run
    from siting.results.manifest import ChangedValue

__all__ = ["BY_HAND", "assumptions_table", "quantity_name", "unit_name"]

_COLUMNS = ("key", "value", "unit", "base_value", "changed_by", "source", "source_yr", "grade", "note")
#: What the column ``changed_by`` says of values that were changed on the command line.
BY_HAND = "--set"
_CHOICE = "choice"  #: grade of what a planner decided


def assumptions_table(run: Run) -> pd.DataFrame:
    """One row for each number of the model file as resolved, and for each that was taken away; columns `_COLUMNS`.

    ``changed_by`` is the scenario that changed the number, or ``--set``; ``base_value`` what the model file says. For
    such a number source, year, grade and note are the scenario's own, else they are empty, the grade is ``choice`` and
    the note the scenario's ``why``: the model file's source speaks for its own value only. Runs of earlier versions
    know only what ``--set`` changed. A run whose model this version cannot read gets numbers without units.
    """
    import pandas as pd

    from siting.config.walk import describe, dotted, locate, numbers

    told = run.manifest.get("model")
    told = told if isinstance(told, Mapping) else {}
    plain = {key: value for key, value in told.items() if key not in ("sources", "uncertainty")}  # no plan reads ranges
    model, changes = _model(told), _changes(run.manifest)
    rows: list[tuple[Any, ...]] = []
    for path, value, unit in numbers(plain):
        key = dotted(path)
        change = _change_of(changes, key)
        base = _number(change.base) if change is not None else None
        own = _source(model, key) if change is None else _told(change)
        rows.append((key, value, unit, base, _by(change), *own))
    stated = {row[0] for row in rows}
    for key, change in changes.items():
        if key not in stated and change.value is None and (base := _number(change.base)) is not None:
            spec = describe(locate(key)[0])
            rows.append((key, None, spec.unit if spec else None, base, _by(change), *_told(change)))
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def _changes(manifest: Mapping[str, Any]) -> Mapping[str, ChangedValue]:
    """What was changed, by key; of an earlier version's run what its settings name, without the model's value."""
    from siting.results.manifest import ChangedValue, read_changes

    known = read_changes(manifest)
    if known is not None:
        return known
    names = [str(each).split("=")[0].strip() for each in manifest.get("settings") or []]
    return {name: ChangedValue(name, None, None, None, {}, "", {}) for name in names}


def _change_of(changes: Mapping[str, ChangedValue], key: str) -> ChangedValue | None:
    """The change of a number: its own, or that of all the numbers above it."""
    return next((each for name, each in changes.items() if key == name or key.startswith(f"{name}.")), None)


def _by(change: ChangedValue | None) -> str | None:
    return None if change is None else change.scenario or BY_HAND


def _told(change: ChangedValue) -> tuple[str | None, int | None, str | None, str | None]:
    """Source, year, grade and note of a number that was changed."""
    own = change.source
    return own.get("source"), own.get("year"), own.get("grade") or _CHOICE, own.get("note") or change.why or None


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def quantity_name(key: str, lang: Lang) -> str:
    """An assumption in words, with the parts of its key that the words leave open: ``gross monthly wage (CRM)``.

    The key where the catalogue has no words.
    """
    parts, known = key.split("."), keys(lang)
    for left_out in range(len(parts)):
        for chosen in combinations(range(len(parts)), len(parts) - left_out):
            stem = "-".join(_part(parts[each]) for each in chosen)
            name = next((own for own in (f"document-key-{stem}", f"export-assumption-{stem}") if own in known), None)
            if name is not None:
                open_parts = _joined([part for each, part in enumerate(parts) if each not in chosen])
                words = say(name, lang)
                if not open_parts:
                    return words
                return say("export-head", lang, name=words, unit=series((_label(p, lang) for p in open_parts), lang))
    return key


def unit_name(unit: str | None, lang: Lang) -> str | None:
    """A unit of the model file in words; as the file writes it where the catalogue has none."""
    stem = _part(unit or "")
    for name in (f"document-unit-{stem}", f"export-assumed-unit-{stem}"):
        if name in keys(lang):
            return say(name, lang)
    return unit


def _joined(parts: list[str]) -> list[str]:
    """Parts of a key; the code of a zone, which has a point of its own, as one."""
    return [".".join(parts[1:])] if parts[:1] == ["zones"] else parts


def _label(part: str, lang: Lang) -> str:
    name = f"document-label-{_part(part)}"
    return say(name, lang) if name in keys(lang) else part


def _part(text: str) -> str:
    """A key or unit of the model file as a part of a key of the catalogue."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _model(told: Mapping[str, Any]) -> Model | None:
    from siting.config.schema import Model

    try:
        return Model.model_validate(told)
    except ValueError:  # of another version: its numbers are still told
        return None


def _source(model: Model | None, key: str) -> tuple[str | None, int | None, str | None, str | None]:
    from siting.config.sources import source_of

    entry = source_of(model, key) if model is not None else None
    return (None,) * 4 if entry is None else (entry.source, entry.year, entry.grade, entry.note)
