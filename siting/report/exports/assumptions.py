"""Every number of the resolved model of a run, with unit, source, year and grade."""

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

__all__ = ["assumptions_table", "quantity_name", "unit_name"]

_COLUMNS = ("key", "value", "unit", "source", "source_yr", "grade", "note")


def assumptions_table(run: Run) -> pd.DataFrame:
    """key, value, unit, source, source_yr, grade, note: one row for each number of the model file as resolved.

    The source is the model file's; it does not speak for what ``--set`` changed, and has no row for what only the
    scenario states: there the source is empty. A run whose model this version cannot read gets numbers without units.
    """
    import pandas as pd

    from siting.config.walk import dotted, numbers

    told = run.manifest.get("model")
    told = told if isinstance(told, Mapping) else {}
    plain = {key: value for key, value in told.items() if key != "sources"}
    model = _model(told)
    changed = [str(each).split("=")[0] for each in run.manifest.get("settings") or []]
    rows = []
    for path, value, unit in numbers(plain):
        key = dotted(path)
        by_hand = any(key == name or key.startswith(f"{name}.") for name in changed)
        rows.append((key, value, unit, *(_source(model, key) if not by_hand else (None,) * 4)))
    return pd.DataFrame(rows, columns=list(_COLUMNS))


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
