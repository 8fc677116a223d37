"""A decision as a folder: decide.json and its tables, each as Parquet and CSV; there whole or not at all."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from siting.analysis.decide.types import Decided
from siting.results.write import check_out, published, write_both, write_json

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
    with published(out) as work:
        for name in TABLES:
            write_both(work, name, getattr(decided, name))
        values = {key: value for key, value in decided_record(decided).items() if key not in TABLES}
        write_json(work / "decide.json", {"format": FORMAT, **told, **values})
    return out
