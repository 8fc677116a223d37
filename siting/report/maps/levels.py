"""Levels of a run: its own, and the coarser ones to which its zones add up."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from siting.errors import RunError

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from siting.regions.dataset import Dataset
    from siting.results import Run

__all__ = ["data_set", "levels_of", "outlines", "parents"]

_ORDER = ("commune", "province", "region")  #: from fine to coarse


def levels_of(run: Run) -> tuple[str, ...]:
    """The level of a run and those that are coarser."""
    own = run.inputs.level
    return _ORDER[_ORDER.index(own) :] if own in _ORDER else (own, "region")


def parents(run: Run, level: str) -> pd.Series:
    """Zone of the run -> the place of ``level`` that it is a part of; the zone itself at the run's own level.

    Regions are those of the run, other levels those of the data set that it was computed on. Raises `RunError` when
    the data set does not tell them, `DataError` when it cannot be read.
    """
    labels = run.inputs.labels.set_index("zone")["region"]
    if level == run.inputs.level:
        return labels.index.to_series()
    if level == "region":
        return labels
    data = data_set(run)
    table = data.zones(run.inputs.level) if run.inputs.level in data.levels else None
    found = None if table is None else table.set_index("code")["parent_code"].reindex(labels.index)
    if found is None or level not in data.levels or not found.isin(data.zones(level)["code"]).all():
        what = f"does not tell of which {level} the zones of the run are parts"
        raise RunError.one(str(data.folder), what, remedy=f"map the run by {run.inputs.level} or region")
    return found.astype(str)


def data_set(run: Run) -> Dataset:
    """The data set that a run was computed on, read once. Raises `DataError` when it cannot be read."""
    return _read(*_place(run))


def outlines(run: Run, level: str) -> gpd.GeoDataFrame:
    """Outlines of a level of the run's data set in WGS84, indexed by code. Raises `DataError` for what is missing."""
    return _outlines(*_place(run), level).copy()


def _place(run: Run) -> tuple[Path, Path | None, int]:
    """Folders of a run's data set, and when a file of it last changed, so that a new one is read anew."""
    from siting.paths import shipped

    told = run.manifest.get("data") or {}
    folder = shipped("data/regions") if told.get("shipped") else Path(str(told.get("folder")))
    overrides = told.get("overrides")
    files = folder.iterdir() if folder.is_dir() else []
    changed = max((file.stat().st_mtime_ns for file in files), default=0)
    return folder, None if overrides is None else Path(str(overrides)), changed


@lru_cache(maxsize=4)
def _read(folder: Path, overrides: Path | None, changed: int) -> Dataset:
    from siting.regions import load_dataset

    return load_dataset(folder, overrides)


@lru_cache(maxsize=8)
def _outlines(folder: Path, overrides: Path | None, changed: int, level: str) -> gpd.GeoDataFrame:
    return _read(folder, overrides, changed).geometry(level).set_index("code")
