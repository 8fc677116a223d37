"""A frontier on the terminal: the plans from one end to the other, and what each step costs."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siting.terminal.output import console, number, table

if TYPE_CHECKING:
    from siting.analysis.frontier import Frontier

__all__ = ["print_frontier"]

_HEADS = {
    "cost": "cost, MAD million",
    "inequality": "gaps, jobs",
    "least_served": "least per 1,000",
    "suitability": "suitability",
    "commuting": "commuting, MAD million",
}
#: Aims with decimals that count.
_FINE = {"least_served": 2, "cost": 1, "commuting": 1}


def print_frontier(found: Frontier, folder: Path, runs: int) -> None:
    """Print the points, how much of the curve they tell, and where the runs are."""
    from rich.text import Text

    out = console()
    names = [term.name for term in found.terms]
    out.print(Text(" against ".join(name.replace("_", " ") for name in names), style="bold"))
    others = [name for name in ("cost", "least_served") if name not in names]
    heads = ["point", *(_HEADS[name] for name in [*names, *others]), "Gini"]
    two = len(names) == 2
    priced = two and names[0] in ("cost", "commuting")
    if two:
        heads += ["jobs moved", "MAD per job moved" if priced else f"{names[0]} per job moved"]
    rows = [_row(row, [*names, *others], two, priced) for row in found.points.to_dict("records")]
    out.print(table("", heads, rows, left=0))
    for line in _told(found):
        out.print(f"  {line}", markup=False)
    out.print(f"  {folder}", markup=False)
    if runs:
        out.print(f"  {runs} runs in {folder / 'runs'}: siting explain, compare and map open them", markup=False)


def _row(row: Mapping[Any, Any], names: list[str], two: bool, priced: bool) -> list[str]:
    cells = [str(int(row["point"])), *(number(row[name], _FINE.get(name, 0)) for name in names)]
    cells.append(number(row["gini"], 3))
    if two:
        cells.append("" if math.isnan(row["moved"]) else number(row["moved"]))
        each = row["per_job_moved"]
        cells.append("" if math.isnan(each) else number(each * 1e6 if priced else each, 0 if priced else 3))
    return cells


def _told(found: Frontier) -> list[str]:
    first = found.terms[0]
    if len(found.terms) > 2:
        return ["Points of a grid: between them there are others. No point shown is bettered by another in all aims."]
    if found.exact:
        return ["Every corner of the curve: between two points, mixtures of both plans."]
    if found.missed:
        size = number(found.missed, 2)
        return [f"Between two points the curve lies at most {size} {first.unit} below the line; more with --points."]
    return ["Points of a grid: between them there may be others (--points)."]
