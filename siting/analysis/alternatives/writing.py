"""The folder of alternatives, and the same as one JSON document.

```
alternatives.json   what it was computed from, least cost, inequality, sha256 of every table
regions.parquet, regions.csv, ...   one pair for each table of `Alternatives`
```
"""

from __future__ import annotations

import math
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siting.analysis.alternatives.types import Alternatives
from siting.errors import RunError

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
    from siting.results.write import check_out, write_json, write_parquet

    out = check_out(out)
    try:
        with _workplace(out) as work:
            for name, table in found.tables.items():
                write_parquet(work / f"{name}.parquet", table)
                table.to_csv(work / f"{name}.csv", index=False, encoding="utf-8", lineterminator="\n")
            known = {"inputs_sha256": inputs_sha256, "versions": versions(), "sha256": hash_files(work)}
            write_json(work / _MANIFEST, {**alternatives_record(found, told), **known})
            if out.exists():
                raise RunError.one(str(out), "was made by somebody else meanwhile", remedy="give another --out")
            work.rename(out)
    except OSError as error:
        remedy = "free some space or give another --out"
        raise RunError.one(str(out), f"could not be written: {error.strerror or error}", remedy=remedy) from error
    return out


@contextmanager
def _workplace(out: Path) -> Iterator[Path]:
    """A temporary folder beside ``out``; it goes again, and the parents made for it, unless it got its name."""
    missing = [parent for parent in out.parents if not parent.exists()]
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".siting-", dir=out.parent))
    try:
        work.chmod(0o755)
        yield work
    finally:
        if work.exists():
            shutil.rmtree(work, ignore_errors=True)
        for parent in missing if not out.exists() else ():
            with suppress(OSError):  # in use by somebody else
                parent.rmdir()
