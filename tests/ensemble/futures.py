"""Samples of a small country, and what one process makes of them without any cluster."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from siting.ensemble import Sample
from siting.ensemble.content import inputs_sha256, versions
from siting.ensemble.order import walks
from siting.ensemble.worker import ChunkTask, packed, solve_chunk
from siting.model.changes import times
from siting.model.inputs import Inputs
from tests.model.country import country

COUNTRY = country(2, zones=10)


def futures(count: int, seed: int = 0) -> list[Sample]:
    """Samples of numbers, of costs alone, of a rule that is new, and (each seventh) of a goal out of reach."""
    rng = np.random.default_rng(seed)
    made = []
    for number in range(count):
        changes: dict[str, Any] = {
            "jobs_goal.2026": 90_000.0 if number % 7 == 5 else 1300.0 * rng.uniform(0.95, 1.2),
            "pool.eligible_pool": times(rng.uniform(0.9, 1.1)),
        }
        if number % 4 == 1:
            changes = {"zones.capex_per_seat": times(rng.uniform(0.8, 1.2))}
        if number % 4 == 2:
            changes["balance.floor"] = rng.uniform(0.1, 0.4)
        made.append(Sample(f"future {number}", changes))
    return made


def alone(samples: Sequence[Sample], inputs: Inputs = COUNTRY, zones: bool = True) -> dict[str, bytes]:
    """The tables of all samples as one chunk, computed here."""
    task = ChunkTask(inputs_sha256(inputs), tuple(range(len(samples))), tuple(samples), zones, versions())
    return dict(solve_chunk(packed(inputs), task).tables)


def undisturbed(samples: Sequence[Sample], chunk: int) -> dict[str, bytes]:
    """What `files` finds where every chunk has been computed, by one process."""
    made: dict[str, bytes] = {}
    for part, walk in enumerate(walks(samples, chunk)):
        positions = tuple(walk.tolist())
        few = tuple(samples[position] for position in positions)
        task = ChunkTask(inputs_sha256(COUNTRY), positions, few, True, versions())
        for name, content in solve_chunk(packed(COUNTRY), task).tables.items():
            made[f"parts/{part:05d}/{name}.parquet"] = content
    return made


def files(folder: Path) -> dict[str, bytes]:
    """Content of every table of an ensemble's folder."""
    parts = sorted((folder / "parts").rglob("*.parquet"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in parts}
