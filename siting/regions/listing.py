"""The inventory of a data set: what `siting data show` prints."""

from __future__ import annotations

from typing import Any

import pandas as pd

from siting.regions.dataset import Dataset

__all__ = ["COLUMNS", "inventory"]

COLUMNS = ("table", "rows", "unit", "source", "year", "grade", "licence")


def inventory(dataset: Dataset) -> pd.DataFrame:
    """One row a table and a level of outlines, with the columns of COLUMNS, in the order of the data package.

    A table that a user's file replaces or extends names that file as its source and has no grade or licence.
    """
    described = {str(entry.get("path", "")): entry for entry in dataset.package.get("resources", [])}
    rows = []
    for name, frame in dataset.tables.items():
        file = f"{name}.csv"
        own = [place for place in dataset.origins[name] if not _ships(dataset, place, file)]
        rows.append(_row(name, len(frame), described.get(file, {}), own))
    for level in dataset.levels:
        file = f"{level}s.geojson"
        if (dataset.folder / file).is_file():
            rows.append(_row(f"{level}s (outlines)", len(dataset.zones(level)), described.get(file, {}), []))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _ships(dataset: Dataset, place: str, file: str) -> bool:
    replaced = dataset.overrides is not None and (dataset.overrides / file).is_file()
    return place == file and not replaced


def _row(name: str, count: int, entry: dict[str, Any], own: list[str]) -> dict[str, Any]:
    extra = entry.get("siting", {})
    base = "; ".join(source.get("title", "") for source in entry.get("sources", []))
    licence = ", ".join(found.get("name", "") for found in entry.get("licenses", []))
    source = base
    if own:
        extends = any("extend" in place for place in own)
        source = f"{base} + {', '.join(own)}" if extends else ", ".join(own)
    return {
        "table": name,
        "rows": count,
        "unit": extra.get("unit", ""),
        "source": source,
        "year": "" if own else str(extra.get("year", "")),
        "grade": "" if own else extra.get("grade", ""),
        "licence": "" if own else licence,
    }
