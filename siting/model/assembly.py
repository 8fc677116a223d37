"""The model in pieces, each with what it was read from: variables, rules, cost terms.

`Assembly.of` makes all pieces; `Assembly.moved` makes again only those that read something that has changed. Both end
in the same `Program`, number for number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pandas as pd

from siting.model.arrays import FloatArray, IntArray, shared
from siting.model.constraints import CONSTRAINTS
from siting.model.data import ModelData
from siting.model.inputs import TABLES, Inputs, Scalars
from siting.model.objectives import objective_terms
from siting.model.program import Program, cost_vector
from siting.model.registry import Constraint, Term
from siting.model.rows import Block
from siting.model.variables import Variables, make_variables

__all__ = ["Assembly", "changed_inputs"]

#: Columns that name things: a change of one is another country, not another value.
_IDS = ("zone", "region", "origin", "segment", "skill", "year")


@dataclass(frozen=True)
class _Rule:
    block: Block | None
    reads: frozenset[str]


@dataclass(frozen=True)
class _Cost:
    vector: FloatArray
    reads: frozenset[str]


@dataclass(frozen=True)
class Assembly:
    """All pieces of one instance."""

    data: ModelData
    variables: Variables
    variable_reads: frozenset[str]
    rules: Mapping[str, _Rule]
    costs: Mapping[str, _Cost]

    @classmethod
    def of(cls, inputs: Inputs) -> Assembly:
        """Every variable, row and cost of ``inputs``. Raises `ModelError` for an objective that does not begin with
        cost."""
        d = ModelData.of(inputs)
        with d.memory.reading() as reads:
            v = make_variables(d)
        rules = {rule.name: _rule(rule, v, d) for rule in CONSTRAINTS}
        costs = {term.name: _cost(term, v, d) for term in objective_terms(inputs.scalars.objective)}
        return cls(d, v, frozenset(reads), rules, costs)

    def moved(self, inputs: Inputs, changed: frozenset[str]) -> Assembly:
        """The pieces of ``inputs``, which differ in what ``changed`` names and have the same ids and years.

        Pieces that did not read any of it are kept, the very same objects.
        """
        d = self.data.moved(inputs, changed)
        v, reads = self.variables, self.variable_reads
        fresh = bool(reads & changed)
        if fresh:
            with d.memory.reading() as found:
                made = make_variables(d)
            reads = frozenset(found)
            fresh = not _same_columns(v, made)
            v = made
        rules = {
            rule.name: _rule(rule, v, d, self.rules[rule.name].block)
            if fresh or self.rules[rule.name].reads & changed
            else self.rules[rule.name]
            for rule in CONSTRAINTS
        }
        wanted = objective_terms(inputs.scalars.objective)
        costs = {
            term.name: _cost(term, v, d)
            if fresh or term.name not in self.costs or self.costs[term.name].reads & changed
            else self.costs[term.name]
            for term in wanted
        }
        return Assembly(d, v, reads, rules, costs)

    def program(self, before: Program | None = None) -> Program:
        """The pieces put together. Arrays that are as they were in ``before`` are the very same objects."""
        blocks = tuple(piece.block for piece in self.rules.values() if piece.block is not None)
        rows = _Joined(blocks, () if before is None else before.blocks, before)
        families = tuple(self.variables.families())
        columns = _Joined(families, () if before is None else tuple(before.variables.families()), before)
        return Program(
            data=self.data,
            variables=self.variables,
            blocks=blocks,
            cost=self.cost() if before is None else shared(self.cost(), before.cost),
            start=before.start if before is not None and rows.same("row") else _starts(blocks),
            column=rows.joined("column", "column"),
            coefficient=rows.joined("coefficient", "coefficient"),
            row_lower=rows.joined("lower", "row_lower"),
            row_upper=rows.joined("upper", "row_upper"),
            column_lower=columns.joined("lower", "column_lower"),
            column_upper=columns.joined("upper", "column_upper"),
            integer=np.concatenate([family.column for family in families if family.integer]),
        )

    def cost(self) -> FloatArray:
        """Coefficients of the first stage, or of the weighted sum."""
        total = np.zeros(self.variables.count)
        for term, weight in objective_terms(self.data.inputs.scalars.objective).items():
            total += weight * self.costs[term.name].vector
        return total


@dataclass(frozen=True)
class _Joined:
    """Arrays put together of ``pieces``; where all are those of ``old``, the array of the program ``before``."""

    pieces: Sequence[Any]
    old: Sequence[Any]
    before: Program | None

    def same(self, part: str) -> bool:
        """Whether all pieces have the very same arrays as the old ones."""
        pairs = zip(self.pieces, self.old, strict=False)
        return len(self.pieces) == len(self.old) and all(getattr(a, part) is getattr(b, part) for a, b in pairs)

    def joined(self, part: str, name: str) -> Any:
        """The array ``name`` of a program: ``part`` of all pieces."""
        if self.before is not None and self.same(part):
            return getattr(self.before, name)
        return np.concatenate([getattr(piece, part) for piece in self.pieces])


def _starts(blocks: Sequence[Block]) -> IntArray:
    """Where the coefficients of each row begin."""
    lengths = [np.bincount(block.row, minlength=len(block)) for block in blocks]
    return np.concatenate(([0], np.cumsum(np.concatenate(lengths)))).astype(np.int64)


def changed_inputs(before: Inputs, after: Inputs, among: frozenset[str] | None = None) -> frozenset[str] | None:
    """Names of the columns and scalars that differ; ``None`` where ids or years do: then nothing can be kept.

    ``among`` names all columns of tables that may differ, where that is known.
    """
    if before.level != after.level or before.scalars.years != after.scalars.years:
        return None
    found: set[str] = set()
    for name in TABLES:
        one, other = before.table(name), after.table(name)
        if one is other:
            continue
        if len(one) != len(other):
            return None
        for column in one.columns:
            if among is not None and f"{name}.{column}" not in among:
                continue
            if one[column] is not other[column] and not _alike(one[column], other[column]):
                if column in _IDS:
                    return None
                found.add(f"{name}.{column}")
    if before.scalars is not after.scalars:
        found.update(
            f"scalars.{name}"
            for name in Scalars.model_fields
            if getattr(before.scalars, name) != getattr(after.scalars, name)
        )
        if set(before.scalars.balance.groups) != set(after.scalars.balance.groups):
            return None
    return frozenset(found)


def _alike(one: pd.Series, other: pd.Series) -> bool:
    return bool(np.array_equal(one.to_numpy(), other.to_numpy()))


def _rule(rule: Constraint, v: Variables, d: ModelData, old: Block | None = None) -> _Rule:
    with d.memory.reading() as reads:
        block = rule.rows(v, d)
    if block is None or not len(block):
        return _Rule(None, frozenset(reads))
    block = block.named(rule.name)
    return _Rule(block if old is None else block.sharing(old), frozenset(reads))


def _cost(term: Term, v: Variables, d: ModelData) -> _Cost:
    with d.memory.reading() as reads:
        vector = cost_vector({term: 1.0}, v, d)
    return _Cost(vector, frozenset(reads))


def _same_columns(one: Variables, other: Variables) -> bool:
    """Whether two sets of variables have the same keys in the same columns (bounds may differ)."""
    for name in (field.name for field in fields(one)):
        a, b = getattr(one, name), getattr(other, name)
        if a.first != b.first or len(a) != len(b) or a.integer != b.integer:
            return False
        if any(not np.array_equal(a.index[dim], b.index[dim]) for dim in a.index):
            return False
    return True
