"""Ranges for tests, and a small ensemble written by hand."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from siting.analysis.uncertainty import Design
from siting.config.uncertain import Uncertain
from siting.ensemble import EnsembleResult, read_ensemble
from siting.ensemble.measure import TABLES, arrow_type
from siting.ensemble.store import Folder, Plan


def a_range(
    distribution: str, inputs: tuple[str, ...] = ("growth_limit",), how: str = "times", **keys: Any
) -> Uncertain:
    """A range with a reason."""
    told = {"inputs": inputs, "how": how, "distribution": distribution, **keys}
    return Uncertain(**told, why="test", source="made up", grade="C")


def by_hand(folder: Path, tables: Mapping[str, pd.DataFrame]) -> EnsembleResult:
    """An ensemble of one part with these tables; columns that are left out are zero."""
    count = len(tables["samples"])
    content = {}
    for name in ("samples", "goals", "regions", "parks"):
        frame = tables[name]
        columns = {
            column: pa.array(frame[column].tolist() if column in frame else [0.0] * len(frame), arrow_type(kind))
            for column, kind in TABLES[name].items()
        }
        file = io.BytesIO()
        pq.write_table(pa.table(columns), file)
        content[name] = file.getvalue()
    with Folder.open(folder, Plan("i", "s", count, count, False, {}), ["{}\n"] * count) as home:
        home.keep(0, content)
    return read_ensemble(folder)


def a_design(kind: Any, shares: Any, names: tuple[str, ...] = ("a", "b")) -> Design:
    """A design whose values are its shares."""
    points = np.asarray(shares, dtype=np.float64)
    ids = tuple(f"{number:04d}" for number in range(len(points)))
    return Design(kind, 0, len(points), names, ids, points, points)
