"""A decision as a folder: decide.json and its tables, each as Parquet and CSV; there whole or not at all."""

from __future__ import annotations

import math
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pandas as pd

from siting.analysis.decide.types import Decided
from siting.errors import RunError
from siting.results.write import PREFIX, check_out, write_json, write_parquet

__all__ = ["FORMAT", "TABLES", "decided_record", "write_decided"]

#: Version of the folder.
FORMAT = 1
TABLES = ("decisions", "costs", "parks", "scenarios", "regions")


def decided_record(decided: Decided) -> dict[str, Any]:
    """The decision as one JSON object; what is infinite (no plan is left) is null."""
    return {
        "aim": decided.aim,
        "relative_regret": decided.relative,
        "level_of_risk": decided.level_of_risk,
        "weight": decided.weight,
        "level": decided.level,
        "base_year": decided.base_year,
        "last_year": decided.last_year,
        "decided_until": decided.until,
        "costs_include_penalties": decided.soft_goals,
        "expected_cost_mmad": _plain(decided.expected),
        "least_expected_cost_mmad": _plain(decided.rp),
        "cost_knowing_first_mmad": _plain(decided.ws),
        "cost_of_average_plan_mmad": _plain(decided.eev),
        "evpi_mmad": _plain(decided.evpi),
        "vss_mmad": _plain(decided.vss),
        "vss_is_infinite": math.isinf(decided.vss),
        **{name: _records(getattr(decided, name)) for name in TABLES},
    }


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): _plain(value) for key, value in row.items()} for row in table.to_dict(orient="records")]


def _plain(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def write_decided(out: Path | str, decided: Decided, told: Mapping[str, Any]) -> Path:
    """Write a decision to ``out``, which must not exist; ``told`` is what it was computed from. Returns the folder.

    In the tables a cost that is infinite (no plan is left) is ``inf``. Raises `RunError` where ``out`` is there
    already or cannot be written; nothing half-written stays.
    """
    out = check_out(out)
    missing = [parent for parent in out.parents if not parent.exists()]
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=PREFIX, dir=out.parent))
        try:
            work.chmod(0o755)
            for name in TABLES:
                table: pd.DataFrame = getattr(decided, name)
                write_parquet(work / f"{name}.parquet", table)
                table.to_csv(work / f"{name}.csv", index=False, lineterminator="\n")
            values = {key: value for key, value in decided_record(decided).items() if key not in TABLES}
            write_json(work / "decide.json", {"format": FORMAT, **told, **values})
            if out.exists():
                raise RunError.one(str(out), "was made by somebody else meanwhile", remedy="give another --out")
            work.rename(out)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        remedy = "free some space or give another --out"
        raise RunError.one(str(out), f"could not be written: {error.strerror or error}", remedy=remedy) from error
    finally:
        for parent in missing if not out.exists() else ():
            with suppress(OSError):
                parent.rmdir()
    return out
