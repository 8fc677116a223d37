"""From a model to the folder of its protected plans: what `siting protect` does."""

from __future__ import annotations

import math
import shlex
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from siting import __version__
from siting.analysis.decide.pools import Protection, protect
from siting.results.write import check_out, published, write_both, write_json
from siting.solving import Step, new_folder

__all__ = ["FORMAT", "protect_model", "protection_record"]

#: Version of the folder.
FORMAT = 1


def protection_record(found: Protection) -> dict[str, Any]:
    """All of it in plain JSON types; what is infinite or unknown is null."""
    return {
        "shortfall": found.shortfall,
        "cost_without_protection_mmad": found.base_mmad,
        "plans": _records(found.plans),
        "regions": _records(found.regions),
    }


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {
            str(key): None if isinstance(value, float) and not math.isfinite(value) else value
            for key, value in row.items()
        }
        for row in table.to_dict(orient="records")
    ]


def protect_model(
    model: str | Path,
    shortfall: float,
    budgets: Sequence[float],
    *,
    scenario: str | None = None,
    settings: Sequence[str] = (),
    level: str | None = None,
    out: Path | str | None = None,
    progress: Step = lambda message: None,
) -> tuple[Path, Protection, dict[str, str]]:
    """Protect the plan of a model and write ``out`` (by default ``runs/NAME-protect-TIME``).

    Gives the folder, what was found, and the English name of each region.

    The folder has ``protection.json`` and the tables ``plans`` and ``regions`` as Parquet and CSV; it is there whole or
    not at all. Raises as `protect` and `siting.plan`, and `RunError` where ``out`` exists or cannot be written.
    """
    from siting.ensemble.content import inputs_sha256
    from siting.planning import prepared

    started = datetime.now(UTC)
    if out is not None:
        check_out(out)
    chosen, _, inputs = prepared(model, scenario, settings, level, progress)
    folder = check_out(out if out is not None else new_folder((chosen.name, chosen.scenario, "protect"), started))
    found = protect(inputs, shortfall, budgets, progress)
    told = {
        "format": FORMAT,
        "siting": __version__,
        "command": shlex.join(["siting", *sys.argv[1:]]),
        "model": chosen.name,
        "scenario": chosen.scenario,
        "settings": list(chosen.settings),
        "inputs_sha256": inputs_sha256(inputs),
        "started": started.isoformat(timespec="seconds"),
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    with published(folder) as work:
        for name in ("plans", "regions"):
            write_both(work, name, getattr(found, name))
        values = {key: value for key, value in protection_record(found).items() if key not in ("plans", "regions")}
        write_json(work / "protection.json", told | values)
    names = dict(zip(inputs.region_labels["region"], inputs.region_labels["name_en"], strict=True))
    return folder, found, names
