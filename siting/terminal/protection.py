"""Protected plans on the terminal: what protection costs and which regions it moves jobs to."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siting.terminal.output import console, number, table

if TYPE_CHECKING:
    from siting.analysis.decide.pools import Protection

__all__ = ["print_protection"]

#: Plans side by side in the table of regions.
_SIDE_BY_SIDE = 6


def print_protection(folder: Path, found: Protection, names: Mapping[str, str]) -> None:
    """A line for each number of places, the regions under the first few, and what to make of it."""
    print(f"Plans of least cost when places may send {100 * found.shortfall:g} % fewer recruits")
    shown = console()
    rows = [_line(row) for row in found.plans.to_dict("records")]
    heads = ["places that fall short", "cost", "more than unprotected", "people in reserve"]
    shown.print(table("In every park, any so many of the places it recruits from", heads, rows, left=1))
    plans = found.regions["places"].unique().tolist()[:_SIDE_BY_SIDE]
    if plans:
        jobs = found.regions.pivot_table(index="region", columns="places", values="jobs", sort=False)
        lines = [
            [names.get(str(code), str(code)), *(number(jobs[each][code]) for each in plans)] for code in jobs.index
        ]
        heads = ["region", *(f"{each:g} places" if each != 1 else "1 place" for each in plans)]
        shown.print(table(f"Jobs of {found.last_year} by region", heads, lines, left=1))
    print(f"Costs are MAD million at present value. Folder: {folder}")


def _line(row: Mapping[Any, Any]) -> list[str]:
    if not math.isfinite(row["cost_mmad"]):
        return [f"{row['places']:g}", "no plan", "", ""]
    return [f"{row['places']:g}", *(number(row[key], 1) for key in ("cost_mmad", "extra_mmad")), number(row["reserve"])]
