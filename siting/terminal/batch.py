"""What became of each scenario when all were solved, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siting.terminal.output import console, number, table

if TYPE_CHECKING:
    from siting.analysis.batch.solving import BatchRow

__all__ = ["print_batch"]


def print_batch(rows: Sequence[BatchRow]) -> None:
    """Scenarios with their main figures and runs; below the table, why some failed."""
    from siting.analysis.batch.solving import batch_records

    records = batch_records(rows)
    years = {record["year"] for record in records} - {None}
    jobs = f"jobs {years.pop()}" if len(years) == 1 else "jobs"
    columns = ["scenario", "status", "seconds", jobs, "cost, MAD million", "Gini", "run"]
    drawn = table("Scenarios", columns, [_line(record) for record in records], left=2)
    last = drawn.columns[-1]
    last.justify, last.no_wrap, last.overflow = "left", False, "fold"
    console().print(drawn)
    for row in rows:
        if row.status == "failed":
            print("\n".join([f"{row.scenario} failed:", *(f"  - {line}" for line in (row.message or "").splitlines())]))


def _line(record: dict[str, Any]) -> list[str]:
    """One scenario; what it does not have is a dash."""
    gini = "-" if record["gini"] is None else number(record["gini"], 3)
    seconds = number(record["seconds"], 1)
    run = "-" if record["run"] is None else Path(record["run"]).name
    return [
        record["scenario"],
        record["status"],
        seconds,
        number(record["jobs"]),
        number(record["cost_mmad"]),
        gini,
        run,
    ]
