"""Does the plan keep every rule?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from siting.results.verify.case import Floats
from siting.results.verify.columns import Columns
from siting.results.verify.rows import Block, Names
from siting.results.verify.words import describe

__all__ = ["Breach", "check_bounds", "check_rows", "column_name"]


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
    """Which table a column belongs to."""
    for name in (
        "jobs",
        "added",
        "build",
        "staff",
        "trained",
        "open",
        "phases",
        "jobs_missing",
        "exports_missing",
    ):
        if (getattr(columns, name) == at).any():
            return name
    return "level" if at == columns.level else "pairs"
