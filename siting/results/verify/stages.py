"""What each stage of the objective asked: its rows, its bounds and its minimised objective."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from siting.results.verify.case import Case, Floats
from siting.results.verify.columns import Columns
from siting.results.verify.goals import goal_blocks, level_entries, loss_vector, rank_vector
from siting.results.verify.people import people_blocks
from siting.results.verify.places import place_blocks
from siting.results.verify.rows import Block, make_block
from siting.results.verify.terms import cost_vector, cost_vectors, suitability_vector

__all__ = ["Programme", "Record", "base_blocks", "programme", "read_records"]


@dataclass(frozen=True)
class Record:
    """One stage as ``summary.json`` reports it."""

    objective: str
    value: float
    bound: float
    tolerance: float = 0.0
    round: int = 0
    fixed: Mapping[str, float] = field(default_factory=dict)
    settled: tuple[str, ...] = ()
    kept: float | None = None
    integers_fixed: bool = False

    @property
    def sense(self) -> float:
        """1 if the stage minimises, -1 if it maximises."""
        return -1.0 if self.objective in ("least_served", "suitability", "ordered_median") else 1.0

    @property
    def limit(self) -> float:
        """What later stages may fall back to; runs of earlier versions do not say to which digit."""
        return self.kept if self.kept is not None else self.allowed

    @property
    def allowed(self) -> float:
        """What the tolerance lets later stages fall back to."""
        return self.value + self.sense * self.tolerance * abs(self.value)


@dataclass(frozen=True)
class Programme:
    """One stage as a linear programme: minimise ``cost @ x`` over rows and bounds."""

    cost: Floats
    blocks: tuple[Block, ...]
    lower: Floats
    upper: Floats


def read_records(stages: Sequence[Mapping[str, Any]]) -> tuple[Record, ...]:
    """The stages of ``summary.json``. Raises ``KeyError`` or ``ValueError`` if one says too little."""
    return tuple(
        Record(
            objective=str(stage["objective"]),
            value=float(stage["value"]),
            bound=_bound(stage),
            tolerance=float(stage.get("tolerance", 0.0)),
            round=int(stage.get("round", 0)),
            fixed={str(region): float(level) for region, level in (stage.get("fixed") or {}).items()},
            settled=tuple(str(region) for region in stage.get("settled") or ()),
            kept=None if stage.get("kept") is None else float(stage["kept"]),
            integers_fixed=bool(stage.get("integers_fixed", False)),
        )
        for stage in stages
    )


def _bound(stage: Mapping[str, Any]) -> float:
    """The bound a stage states: its value if it says nothing, none at all if it says ``null``."""
    bound = stage.get("bound", stage["value"])
    return -np.inf if bound is None else float(bound)


def base_blocks(case: Case, c: Columns, records: Sequence[Record]) -> tuple[Block, ...]:
    """The rows that hold at every stage."""
    balance = case.rules.get("balance") or {}
    bounded = balance.get("gini_max") is not None or (case.rules.get("limits") or {}).get("gaps_max") is not None
    pairs = bounded or _uses(case, records, "inequality")
    return (*place_blocks(case, c), *people_blocks(case, c), *goal_blocks(case, c, pairs=pairs))


def _uses(case: Case, records: Sequence[Record], objective: str) -> bool:
    weighted = any(record.objective == "weighted" for record in records)
    return any(record.objective == objective for record in records) or (
        weighted and bool(_weights(case).get(objective))
    )


def _weights(case: Case) -> Mapping[str, float]:
    return (case.rules.get("objective") or {}).get("weights") or {"cost": 1.0}


def programme(
    case: Case,
    c: Columns,
    base: Sequence[Block],
    records: Sequence[Record],
    at: int,
    integers: Floats | None = None,
) -> Programme:
    """The linear programme of stage ``at``; ``integers`` are the values at which whole numbers are fixed."""
    record = records[at]
    blocks = list(base)
    blocks += _limits(case, c, records[:at])
    if record.fixed or _uses(case, records, "least_served"):
        blocks.append(_levels(case, c, record))
    lower, upper = c.lower.copy(), c.upper.copy()
    if integers is not None:
        lower[c.integers] = upper[c.integers] = integers
    return Programme(_objective(case, c, record), tuple(blocks), lower, upper)


def _objective(case: Case, c: Columns, record: Record) -> Floats:
    if record.objective == "cost":
        return cost_vector(case, c)
    if record.objective == "weighted":
        terms = {
            **cost_vectors(case, c),
            **{name: _objective(case, c, Record(name, 0.0, 0.0)) for name in _GOALS},
            "cost": cost_vector(case, c),
        }
        parts = [float(weight) * terms[name] for name, weight in _weights(case).items() if name in terms]
        return np.asarray(sum(parts, np.zeros(c.count)), dtype=float)
    if record.objective == "suitability":
        return -suitability_vector(case, c)
    if record.objective == "ordered_median":
        return -rank_vector(case, c)
    if record.objective == "kolm_pollak":
        return loss_vector(case, c)
    vector = np.zeros(c.count)
    if record.objective == "least_served":
        vector[c.level] = -1.0
    elif record.objective == "inequality":
        vector[c.pairs] = 1.0
    else:
        raise ValueError(f"unknown objective {record.objective}")
    return vector


_GOALS = ("suitability", "least_served", "inequality", "ordered_median", "kolm_pollak")


def _limits(case: Case, c: Columns, before: Sequence[Record]) -> list[Block]:
    """What the stages before allow this one to give back: each objective, in its minimised form, below its
    limit.

    Of two stages with the same objective the tighter limit counts.
    """
    limits: dict[str, float] = {}
    for record in before:
        if record.objective != "least_served":
            limit = record.sense * record.limit
            limits[record.objective] = min(limit, limits.get(record.objective, np.inf))
    blocks = []
    for name, limit in limits.items():
        vector = _objective(case, c, Record(name, 0.0, 0.0))
        columns = np.flatnonzero(vector)
        blocks.append(make_block(f"{name}_limit", c.count, "<=", limit, {}, (0, columns, vector[columns])))
    return blocks


def _levels(case: Case, c: Columns, record: Record) -> Block:
    """Jobs per 1,000 active: settled regions keep their level, the others bear the level being raised."""
    region = np.arange(len(case.regions))
    level = np.array([record.fixed.get(str(code), np.nan) for code in case.regions])
    free = np.isnan(level)
    return make_block(
        "region_level", c.count, ">=", np.where(free, 0.0, level), {"region": region},
        level_entries(case, c, region),
        (region, np.where(free, c.level, -1), -1.0),
    )  # fmt: skip
