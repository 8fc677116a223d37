"""Every number of the resolved model of a run, with unit, source, year and grade."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from siting.config.schema import Model
    from siting.results import Run

__all__ = ["assumptions_table"]

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
