"""Does the plan keep every rule?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from siting.results.verify.case import Floats
from siting.results.verify.columns import Columns
from siting.results.verify.rows import Block, Names
from siting.results.verify.words import describe

__all__ = ["Breach", "check_bounds", "check_rows", "column_name"]

#: Columns -> what they count.
_QUANTITIES: Mapping[str, str] = {
    "jobs": "jobs",
    "added": "jobs added",
    "build": "seats built",
    "staff": "staff",
    "trained": "people trained",
    "open": "parks opened",
    "phases": "phases of parks",
    "jobs_missing": "jobs missing to the goal",
    "exports_missing": "exports missing to the goal",
    "pairs": "gap between two regions",
    "level": "jobs per 1,000 active of the least-served region",
    "threshold": "the rate at which a rank stands",
    "lacking": "what a region lacks to the rate of a rank",
    "loss": "the loss of a region to inequality",
}


@dataclass(frozen=True)
class Breach:
    """The worst row of one block: by how much, in the row's unit and scaled by the row's size."""

    what: str
    by: float
    scaled: float


def check_rows(blocks: Sequence[Block], x: Floats, names: Names) -> list[Breach]:
    """The worst row of each block, worst block first; blocks that hold exactly are left out."""
    breaches = []
    for block in blocks:
        if not len(block):
            continue
        left = np.asarray(block.matrix @ x)
        off = {
            ">=": np.maximum(block.rhs - left, 0.0),
            "<=": np.maximum(left - block.rhs, 0.0),
            "=": np.abs(left - block.rhs),
        }[block.sense]
        moved = np.asarray(abs(block.matrix) @ np.abs(x))
        size = np.maximum(1.0, np.maximum(np.abs(block.rhs), 0.5 * moved))
        scaled = off / size
        worst = int(scaled.argmax())
        if scaled[worst] > 0:
            what = describe(block.name, block.labels(names, worst))
            breaches.append(Breach(f"{block.name}: {what}", float(off[worst]), float(scaled[worst])))
    return sorted(breaches, key=lambda breach: -breach.scaled)


def check_bounds(columns: Columns, x: Floats) -> list[Breach]:
    """Figures below zero, and figures above their bound."""
    breaches = []
    for what, off in (
        ("a figure is negative", np.maximum(columns.lower - x, 0.0)),
        ("more than may be there", np.where(np.isfinite(columns.upper), x - columns.upper, 0.0)),
    ):
        scaled = np.maximum(off, 0.0) / (1.0 + np.abs(x))
        worst = int(scaled.argmax())
        if scaled[worst] > 0:
            breaches.append(Breach(f"{column_name(columns, worst)}: {what}", float(off[worst]), float(scaled[worst])))
    return breaches


def column_name(columns: Columns, at: int) -> str:
    """What a column counts, in the planner's words."""
    for name, words in _QUANTITIES.items():
        if np.any(getattr(columns, name) == at):
            return words
    raise KeyError(at)
