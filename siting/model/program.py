"""The whole model as frozen arrays: columns, rows, cost. What `build` makes and every solver path reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from siting.model.arrays import Family, FloatArray, IntArray
from siting.model.data import ModelData
from siting.model.registry import Term
from siting.model.rows import Block
from siting.model.variables import Variables

__all__ = ["Program", "cost_vector"]


@dataclass(frozen=True)
class Program:
    """Minimise ``cost @ x`` subject to ``lower <= A x <= upper`` and bounds, some columns integer.

    Rows of all blocks stand one after the other; ``A`` is in compressed row form (``start``, ``column``,
    ``coefficient``); ``integer`` are the columns that must be whole.
    """

    data: ModelData
    variables: Variables
    blocks: tuple[Block, ...]
    cost: FloatArray
    start: IntArray
    column: IntArray
    coefficient: FloatArray
    row_lower: FloatArray
    row_upper: FloatArray
    column_lower: FloatArray
    column_upper: FloatArray
    integer: IntArray

    def alike(self, other: Program) -> bool:
        """Whether two programs have the same columns and rows by name, with coefficients in the same places."""
        return (
            len(self.blocks) == len(other.blocks)
            and len(self.cost) == len(other.cost)
            and all(_same_rows(a, b) for a, b in zip(self.blocks, other.blocks, strict=True))
            and all(_same_keys(a, b) for a, b in zip(self._families, other._families, strict=True))
            and _same(self.start, other.start)
            and _same(self.column, other.column)
        )

    @cached_property
    def _families(self) -> tuple[Family, ...]:
        return tuple(self.variables.families())

    @property
    def first_row(self) -> Mapping[str, int]:
        """Number of the first row of each block."""
        starts = np.concatenate(([0], np.cumsum([len(block) for block in self.blocks])))
        return {block.name: int(first) for block, first in zip(self.blocks, starts, strict=False)}

    @property
    def size(self) -> dict[str, int]:
        """Counts of variables, rows, coefficients and integers."""
        return {
            "variables": len(self.cost),
            "rows": len(self.row_lower),
            "coefficients": len(self.coefficient),
            "integers": len(self.integer),
        }


def _same(one: IntArray, other: IntArray) -> bool:
    return one is other or np.array_equal(one, other)


def _same_keys(one: Family, other: Family) -> bool:
    return one is other or (
        len(one) == len(other) and all(_same(one.index[dim], other.index[dim]) for dim in one.index)
    )


def _same_rows(one: Block, other: Block) -> bool:
    if one is other:
        return True
    same = one.name == other.name and len(one) == len(other)
    return same and (one.keys is other.keys or all(_same(one.keys[dim], other.keys[dim]) for dim in one.keys))


def cost_vector(terms: Mapping[Term, float], v: Variables, d: ModelData) -> FloatArray:
    """Coefficients of the weighted sum of ``terms`` at present value, to be minimised (maximised terms negated)."""
    cost = np.zeros(v.count)
    for term, weight in terms.items():
        sign = -weight if term.maximised else weight
        for part in term.terms(v, d):
            amount = part * d.discount if term.discounted else part
            np.add.at(cost, amount.column, sign * amount.coefficient)
    return cost
