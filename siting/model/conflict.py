"""Which rules contradict one another: a smallest set of a planner's rules that no plan can satisfy together.

Rules are groups of rows (`siting.model.rule_groups`); what is left of the model, that jobs need seats and people,
always holds. For a mixed-integer model the linear relaxation is asked first: where no plan exists even with parks of
any size, whole parks are not to blame.

Method: an elastic programme (Chinneck 2008, chapter 6), in which every row of a rule may be broken at a price, names
the suspects by its dual prices, which are a Farkas certificate; `siting.model.smallest_set` reduces them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from siting.model.arrays import IntArray
from siting.model.deadline import Deadline
from siting.model.feasibility import Found, System
from siting.model.program import Program
from siting.model.rule_groups import Cell, RuleGroup, rule_groups
from siting.model.smallest_set import ConflictSet, Rules, conflict_sets, reduced

__all__ = ["Conflict", "Conflicts", "Rule", "find_conflicts"]

#: A row is part of a proof where its price is at least this share of the largest.
_PRICED = 1e-7
#: A row is broken from this much on (jobs, seats, people, MMAD).
_BROKEN = 1e-6
#: Rules of so many rows are told row by row, larger ones (places, people) by their numbers.
_FEW = 40
#: Rules that are goals.
_GOALS = ("jobs_goal", "export_goal")
#: Most seconds that one question to a mixed-integer model may take.
_PATIENCE = 10.0


@dataclass(frozen=True)
class Rule:
    """A member of a conflict: the rule ``name`` (of the year, segment, payer, zone or group ``of``, or empty), and the
    ids of its rows that the contradiction needs. ``exact``: these rows alone, and none fewer, suffice."""

    name: str
    of: str
    cells: tuple[Cell, ...]
    exact: bool

    @property
    def key(self) -> str:
        """``segment_max:CRM``, or the bare name."""
        return f"{self.name}:{self.of}" if self.of else self.name

    def ids(self, dimension: str) -> tuple[str, ...]:
        """The different ids of one dimension (``year``, ``zone``, ``region`` ...) among its rows, in order."""
        return tuple(dict.fromkeys(value for cell in self.cells for name, value in cell if name == dimension))


@dataclass(frozen=True)
class Conflict:
    """Rules that no plan satisfies together.

    ``irreducible``: without any one of them a plan satisfies the others (and all that is structure);
    ``minimum``: no set of fewer rules contradicts itself; ``relaxed``: both are said of the model with parks of any
    size, in which the contradiction shows already. ``critical`` are the keys of members without which a plan satisfies
    every other rule of the model too. ``without`` holds, for each goal (``jobs_goal``, ``export_goal``) among the
    members that is not enough to give up, rules that contradict one another without it.
    """

    rules: tuple[Rule, ...]
    irreducible: bool
    minimum: bool
    relaxed: bool
    critical: tuple[str, ...]
    without: tuple[tuple[str, tuple[Rule, ...]], ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """Keys of the rules."""
        return frozenset(rule.key for rule in self.rules)


@dataclass(frozen=True)
class Conflicts:
    """What was found: conflicts without a common rule, and whether a plan exists (None: not decided in time)."""

    found: tuple[Conflict, ...]
    feasible: bool | None


def find_conflicts(program: Program, deadline: Deadline, tell: Callable[[str], None] | None = None) -> Conflicts:
    """The smallest contradiction among the rules of ``program``, and others that share no rule with it."""
    system = System.of(program)
    groups = rule_groups(program, system)
    if tell is not None:
        tell(f"which of {len(groups)} rules contradict one another")
    relaxed = system.without(np.zeros(0, dtype=np.int64), whole=False)
    judge = _Judge(relaxed, groups, deadline)
    answer = judge.possible(judge.all)
    is_mip = bool(len(program.integer))
    if answer and is_mip:
        judge = _Judge(system, groups, deadline)
        answer = judge.possible(judge.all)
    if answer is not False:
        return Conflicts((), answer)
    first, *others = conflict_sets(judge, judge.all) or (None,)
    # One more that time was too short to reduce would name nearly every rule.
    sets = [each for each in (first, *others) if each is not None and (each is first or each.irreducible)]
    found = tuple(_told(judge, each, is_mip and judge.system is relaxed) for each in sets)
    if len(found) == 1 and not judge.is_mip:
        found = (replace(found[0], without=tuple(_without_goals(judge, found[0]))),)
    return Conflicts(tuple(each for each in found if each.rules), False)


class _Judge:
    """Answers about sets of rules (numbers of ``groups``), by solving; remembers what was proven."""

    def __init__(self, system: System, groups: Sequence[RuleGroup], deadline: Deadline) -> None:
        self.system, self.groups, self.deadline = system, groups, deadline
        self._for_proof = 0.5 * deadline.left
        self.is_mip = bool(len(system.integer))
        kept = [n for n, group in enumerate(groups) if len(group.rows) or self.is_mip]
        self.all: Rules = frozenset(kept)
        self._possible: list[Rules] = []
        self._impossible: list[Rules] = []

    def in_time(self, proof: bool = False) -> bool:
        """Whether there is time for another question; a proof that a set is smallest gets a part of it only."""
        return self.deadline.left > (self._for_proof if proof else 0.0)

    def possible(self, rules: Rules) -> bool | None:
        """Whether some plan satisfies ``rules``; None if that was not decided in time."""
        if any(rules <= known for known in self._possible):
            return True
        if any(known <= rules for known in self._impossible):
            return False
        found = self._solve(rules)
        if found.feasible:
            self._possible.append(rules | self._kept_by(found))
        elif found.feasible is False:
            self._impossible.append(rules)
        return found.feasible

    def suspects(self, rules: Rules) -> Rules:
        """The rules that an elastic programme's prices name."""
        if self.is_mip:
            return rules
        blamed = self.blamed(rules)
        return frozenset(n for n in rules if np.isin(self.groups[n].rows, blamed).any())

    def victims(self, kept: Rules, rules: Rules) -> Rules:
        """The rules that a plan with the least total breach of ``rules`` breaks."""
        if self.is_mip:
            return rules
        found, _ = self._elastic(kept, rules)
        if not found.feasible:
            return rules
        held = self._kept_by(found)
        self._possible.append(held)
        return rules - held

    def blamed(self, rules: Rules) -> IntArray:
        """The rows of ``rules`` with a price when every one of them may be broken."""
        found, soft = self._elastic(frozenset(), rules)
        if not found.feasible or not len(soft):
            return soft
        size = np.abs(found.prices[soft])
        return soft[size > _PRICED * max(float(size.max()), 1e-12)]

    def rows_suffice(self, rows: IntArray) -> bool:
        """Whether structure and these rows alone contradict one another."""
        off = np.setdiff1d(self.rows_of(self.all), rows)
        return self.system.without(off).solve(seconds=self._seconds()).feasible is False

    def rows_of(self, rules: Rules) -> IntArray:
        """The rows of ``rules``."""
        parts = [self.groups[n].rows for n in sorted(rules)]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)

    def _seconds(self) -> float:
        left = self.deadline.left
        return self.deadline.on_the_clock(min(left, _PATIENCE) if self.is_mip else left)

    def _solve(self, rules: Rules) -> Found:
        whole = any(self.groups[n].name == "whole_parks" for n in rules)
        return self.system.without(self.rows_of(self.all - rules), whole=whole).solve(seconds=self._seconds())

    def _kept_by(self, found: Found) -> Rules:
        """The rules that a plan happens to satisfy."""
        plan = found.plan[: self.system.columns]
        value = self.system.activity(plan)
        miss = np.maximum(self.system.lower - value, value - self.system.upper)
        uneven = self.system.integer[np.abs(plan[self.system.integer] - np.round(plan[self.system.integer])) > _BROKEN]
        return frozenset(
            n
            for n in self.all
            if (miss[self.groups[n].rows] <= _BROKEN / 10).all()
            and (self.groups[n].name != "whole_parks" or not len(uneven))
        )

    def _elastic(self, kept: Rules, soft: Rules) -> tuple[Found, IntArray]:
        """The plan that breaks ``soft`` least, all other rules but ``kept`` left out; and the rows of ``soft``."""
        rows = self.rows_of(soft)
        system = self.system.without(self.rows_of(self.all - kept - soft), whole=False)
        below, above = rows[np.isfinite(system.lower[rows])], rows[np.isfinite(system.upper[rows])]
        at = np.concatenate((below, above))
        sign = np.concatenate((np.ones(len(below)), -np.ones(len(above))))
        many = len(at)
        grown, cost = system.with_columns(np.ones(many), np.full(many, np.inf), at, np.arange(many), sign)
        return grown.solve(cost, self._seconds()), rows


def _told(judge: _Judge, found: ConflictSet, relaxed: bool) -> Conflict:
    """The conflict with the rows of each rule that it needs."""
    critical = tuple(sorted(judge.groups[n].key for n in found.critical))
    return Conflict(_rules(judge, found.rules), found.irreducible, found.minimum, relaxed, critical)


def _rules(judge: _Judge, members: Rules) -> tuple[Rule, ...]:
    """The members of a conflict, each with the rows that it needs."""
    rows, exact = _needed(judge, members) if not judge.is_mip else (judge.rows_of(members), False)
    rules = []
    for n in sorted(members, reverse=True):
        group = judge.groups[n]
        inside = np.isin(group.rows, rows)
        cells = tuple(cell for cell, kept in zip(group.cells, inside.tolist(), strict=True) if kept)
        rules.append(Rule(group.name, group.of, cells, exact and len(group.rows) <= _FEW))
    return tuple(rules)


def _without_goals(judge: _Judge, conflict: Conflict) -> Iterator[tuple[str, tuple[Rule, ...]]]:
    """For each goal in the conflict whose loss, in all years, is not enough: what contradicts itself without it."""
    for name in _GOALS:
        rest = frozenset(n for n in judge.all if judge.groups[n].name != name)
        named = any(rule.name == name for rule in conflict.rules)
        if named and judge.in_time() and judge.possible(rest) is False:
            members, irreducible = reduced(judge, rest)
            if irreducible and members:
                yield name, _rules(judge, members)


def _needed(judge: _Judge, rules: Rules) -> tuple[IntArray, bool]:
    """Rows of a conflict that contradict one another without the others; True if none of the few can be spared."""
    everything = judge.rows_of(rules)
    rows = judge.blamed(rules)
    if not judge.in_time() or not judge.rows_suffice(rows):
        return everything, False
    few = [
        row for n in sorted(rules) if len(judge.groups[n].rows) <= _FEW for row in judge.groups[n].rows if row in rows
    ]
    many = np.setdiff1d(rows, np.array(few, dtype=np.int64))
    kept = _spared(judge, many, few)
    return (rows, False) if kept is None else (np.union1d(many, kept), True)


def _spared(judge: _Judge, ground: IntArray, rows: Sequence[int]) -> IntArray | None:
    """An irreducible part of ``rows`` that contradicts ``ground``, later rows preferred; None when time ran out.

    QuickXplain (Junker 2004): halves, so that few rows out of many are found with few questions.
    """

    def search(base: Sequence[int], changed: bool, among: Sequence[int]) -> list[int] | None:
        if not judge.in_time():
            return None
        if changed and judge.rows_suffice(np.union1d(ground, np.array(base, dtype=np.int64))):
            return []
        if len(among) == 1:
            return list(among)
        half = len(among) // 2
        late, early = among[half:], among[:half]
        first = search([*base, *late], True, early)
        if first is None:
            return None
        second = search([*base, *first], bool(first), late)
        return None if second is None else [*first, *second]

    if not rows or judge.rows_suffice(ground):
        return np.zeros(0, dtype=np.int64)
    kept = search([], False, rows)
    return None if kept is None else np.array(kept, dtype=np.int64)
