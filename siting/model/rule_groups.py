"""The rows of a model as the rules that a planner can set: one group for each goal, limit or policy.

What is left is structure, which nobody can give up: jobs need seats and staff, a job added is a rise of the stock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from siting.model.arrays import IntArray
from siting.model.data import ModelData
from siting.model.feasibility import Bools, System, bound_columns
from siting.model.program import Program

__all__ = ["Cell", "RuleGroup", "rule_groups"]

#: Blocks that say what words mean.
STRUCTURE = (
    "capacity",
    "staffing",
    "jobs_added",
    "inequality_pair_up",
    "inequality_pair_down",
    "region_level",
    "rank_gap",
    "loss_chord",
    "indivisible_phase",
)
#: Blocks of which each value of one dimension is a rule of its own.
SPLIT: Mapping[str, str] = MappingProxyType(
    {
        "export_goal": "year",
        "segment_min": "segment",
        "segment_max": "segment",
        "budget": "payer",
        "group_min": "group",
        "group_max": "group",
        "lock_in": "zone",
        "lock_seats": "zone",
    }
)
#: Blocks that planners know under another name; that nothing is built outside parks stays without the room they have.
RENAMED = {"indivisible_min": "smallest_park", "indivisible_max": "site_limit"}
#: In the order in which a conflict would rather do without them: what describes the country goes first, and what
#: somebody decided goes last, so that of two explanations the one in terms of decisions is found.
ORDER = (
    "eligibility",
    "retention",
    "training",
    "segment_min",
    "segment_max",
    "absorption",
    "site_limit",
    "smallest_park",
    "whole_parks",
    "talent",
    "national_pace",
    "lock_out",
    "lock_in",
    "lock_seats",
    "park_count_min",
    "park_per_region",
    "park_count_max",
    "territorial_cap",
    "territorial_floor",
    "group_min",
    "group_max",
    "least_served",
    "ordered_median",
    "kolm_pollak",
    "inequality",
    "limit_gaps",
    "limit_suitability",
    "limit_commuting",
    "limit_cost",
    "budget",
    "export_goal",
    "jobs_goal",
)

#: Ids of one row: ``(("zone", "06.141"), ("year", "2030"))``.
Cell = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class RuleGroup:
    """One rule of a planner: its rows in the `System`, with the ids of each.

    ``of`` is the year, segment, payer, zone or named group that the rule is about, or empty. The rule ``whole_parks``
    has no rows: it is that phases and openings are whole numbers.
    """

    name: str
    of: str
    rows: IntArray
    cells: tuple[Cell, ...]

    @property
    def key(self) -> str:
        """``segment_max:CRM``, or the bare name."""
        return f"{self.name}:{self.of}" if self.of else self.name

    def with_rows(self, other: RuleGroup) -> RuleGroup:
        """The rule with further rows."""
        return replace(self, rows=np.concatenate((self.rows, other.rows)), cells=(*self.cells, *other.cells))


def rule_groups(program: Program, system: System) -> tuple[RuleGroup, ...]:
    """The rules of ``program``, in the order of `ORDER`; rules that forbid nothing are left out."""
    found: dict[str, RuleGroup] = {}
    for group in _all(program, system):
        known = found.get(group.key)
        found[group.key] = group if known is None else known.with_rows(group)
    rank = {name: position for position, name in enumerate(ORDER)}
    return tuple(sorted(found.values(), key=lambda group: rank.get(group.name, rank["lock_out"])))


def _all(program: Program, system: System) -> Iterator[RuleGroup]:
    d = program.data
    first = program.first_row
    live = ~system.vacuous
    for block in program.blocks:
        if block.name in STRUCTURE:
            continue
        rows = first[block.name] + np.arange(len(block))
        cells = _cells(d, block.keys, len(block))
        split = SPLIT.get(block.name)
        if block.name == "jobs_goal" and not _is_path(d):
            split = "year"
        yield from _split(RENAMED.get(block.name, block.name), rows, cells, split, live)
    bound = bound_columns(program)
    numbers = len(program.row_lower) + np.arange(len(bound))
    v = program.variables
    for name, family in (("eligibility", v.jobs), ("lock_out", v.build)):
        at = np.flatnonzero(np.isin(family.column, bound))
        cells = _cells(d, {dim: codes[at] for dim, codes in family.index.items()}, len(at))
        yield from _split(name, numbers[np.isin(bound, family.column)], cells, None, live)
    if len(program.integer):
        yield RuleGroup("whole_parks", "", np.zeros(0, dtype=np.int64), ())


def _is_path(d: ModelData) -> bool:
    """Whether the jobs goals of the years follow one another from the first year on: one goal with its path."""
    years = d.goal_years("jobs")
    return len(years) > 1 and bool((years == np.arange(len(years))).all())


def _cells(d: ModelData, keys: Mapping[str, IntArray], count: int) -> tuple[Cell, ...]:
    columns = [[(dim, d.sets[dim][code]) for code in codes] for dim, codes in keys.items() if dim in d.sets]
    return tuple(zip(*columns, strict=True)) if columns else ((),) * count


def _split(name: str, rows: IntArray, cells: tuple[Cell, ...], split: str | None, live: Bools) -> Iterator[RuleGroup]:
    """One group for each id of the dimension ``split``, of the rows that forbid something."""
    parts: dict[str, list[int]] = {}
    for position, cell in enumerate(cells):
        if live[rows[position]]:
            parts.setdefault(dict(cell)[split] if split else "", []).append(position)
    for of, positions in parts.items():
        yield RuleGroup(name, of, rows[positions], tuple(cells[position] for position in positions))
