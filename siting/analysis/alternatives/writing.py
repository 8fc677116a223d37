"""The folder of alternatives, and the same as one JSON document.

```
alternatives.json   what it was computed from, least cost, inequality, sha256 of every table
regions.parquet, regions.csv, ...   one pair for each table of `Alternatives`
```
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siting.analysis.alternatives.types import Alternatives

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FORMAT", "alternatives_record", "write_alternatives"]

#: Version of the folder.
FORMAT = 1
_MANIFEST = "alternatives.json"


def alternatives_record(found: Alternatives, told: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """All but the tables in plain JSON types; ``told`` is what the caller knows about where they come from."""
    from siting.model.nearby.diverse import DIFFERENT
    from siting.model.nearby.ranges import NOTHING

    return {
        "format": FORMAT,
        **(told or {}),
        "slack": found.slack,
        "count": found.count,
        "method": found.method,
        "bounds": found.bounds,
        "thresholds": {"nothing_up_to": NOTHING, "plans_differ_from": DIFFERENT},
        "least_cost_mmad": found.least_cost_mmad,
        "bound_mmad": found.bound_mmad,
        "limit_mmad": found.limit_mmad,
        "whole_parks": found.whole_parks,
        "plans_found": len(found.plans) - 1,
        "complete": found.complete,
        "inequality": asdict(found.inequality),
        "solves": found.solves,
        "notes": list(found.notes),
    }


def table_records(found: Alternatives) -> dict[str, list[dict[str, Any]]]:
    """The tables as JSON objects: what is not known, and what is infinite, is null."""
    return {name: _records(table) for name, table in found.tables.items()}


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    rows = table.astype(object).to_dict(orient="records")
    return [{str(key): _plain(value) for key, value in row.items()} for row in rows]


def _plain(value: Any) -> Any:
    plain = value.item() if hasattr(value, "item") else value
    return None if isinstance(plain, float) and not math.isfinite(plain) else plain


def write_alternatives(
    found: Alternatives, out: Path | str, told: Mapping[str, Any] | None = None, *, inputs_sha256: str = ""
) -> Path:
    """Write the folder under a temporary name and rename it when it is whole; returns its path.

    Raises `RunError` when ``out`` exists or cannot be written; then nothing is left behind.
    """
    from siting.ensemble.content import versions
    from siting.results.hashes import hash_files
    from siting.results.write import check_out, published, write_both, write_json

    out = check_out(out)
    with published(out) as work:
        for name, table in found.tables.items():
            write_both(work, name, table)
        known = {"inputs_sha256": inputs_sha256, "versions": versions(), "sha256": hash_files(work)}
        write_json(work / _MANIFEST, {**alternatives_record(found, told), **known})
    return out
