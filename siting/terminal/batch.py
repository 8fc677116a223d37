"""What became of each scenario when all were solved, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from siting.terminal.output import console, number, table

if TYPE_CHECKING:
    from siting.analysis.batch import BatchRow

__all__ = ["print_batch"]


def print_batch(rows: Sequence[BatchRow]) -> None:
    """Scenarios with their main figures; below the table, why some failed and where the runs are."""
    from siting.analysis.batch import batch_records

    records = batch_records(rows)
    years = {record["year"] for record in records} - {None}
    jobs = f"jobs {years.pop()}" if len(years) == 1 else "jobs"
    columns = ["scenario", "status", "seconds", jobs, "cost, MAD million", "new seats", "least served", "Gini"]
    console().print(table("Scenarios", columns, [_line(record) for record in records], left=2))
    for row in rows:
        if row.status == "failed":
            print("\n".join([f"{row.scenario} failed:", *(f"  - {line}" for line in (row.message or "").splitlines())]))
    for home in sorted({row.run.parent for row in rows if row.run is not None}):
        print(f"Least served: jobs per 1,000 active in the region with the fewest. Runs: {home}")


def _line(record: dict[str, Any]) -> list[str]:
    """One scenario; what it does not have is a dash."""
    return [
        record["scenario"],
        record["status"],
        number(record["seconds"], 1),
        number(record["jobs"]),
        number(record["cost_mmad"]),
        number(record["seats_built"]),
        number(record["least_served"], 1),
        number(record["gini"], 3),
    ]
