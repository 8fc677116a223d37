"""Families of linear rows, made of terms that share their keys. See `siting.model.arrays`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from siting.model.arrays import FloatArray, Index, IntArray, Param, Terms, shared

__all__ = ["Block", "Rows"]


@dataclass(frozen=True)
class Block:
    """A family of linear rows in coordinate form: ``lower <= sum(coefficient * variable) <= upper``."""

    name: str
    dims: tuple[str, ...]
    keys: Index
    row: IntArray
    column: IntArray
    coefficient: FloatArray
    lower: FloatArray
    upper: FloatArray

    def __len__(self) -> int:
        return len(self.lower)

    def named(self, name: str) -> Block:
        """The same rows under another name."""
        return Block(name, self.dims, self.keys, self.row, self.column, self.coefficient, self.lower, self.upper)

    def sharing(self, other: Block) -> Block:
        """The same rows, in which arrays that equal those of ``other`` are its objects."""
        if self.keys.keys() != other.keys.keys() or len(self) != len(other):
            return self
        keys = {dim: shared(codes, other.keys[dim]) for dim, codes in self.keys.items()}
        same = all(codes is other.keys[dim] for dim, codes in keys.items())
        names = ("row", "column", "coefficient", "lower", "upper")
        arrays: dict[str, Any] = {name: shared(getattr(self, name), getattr(other, name)) for name in names}
        return replace(self, keys=other.keys if same else keys, **arrays)


class Rows:
    """Linear rows over keys; built by `sum`, closed by ``<=``, ``>=`` or `equals`."""

    def __init__(self, sizes: Mapping[str, int], keys: Index) -> None:
        self.dims = tuple(keys)
        self.keys = dict(keys)
        self._shape = tuple(sizes[dim] for dim in self.dims)
        self.count = len(next(iter(keys.values()))) if keys else 1
        self._number = np.full(int(np.prod(self._shape)), -1, dtype=np.int64)
        self._number[self._flat(self.keys)] = np.arange(self.count)
        self._parts: list[tuple[IntArray, Terms]] = []

    def _flat(self, index: Index) -> IntArray:
        if not self.dims:
            length = len(next(iter(index.values()))) if index else 1
            return np.zeros(length, dtype=np.int64)
        flat = np.ravel_multi_index(tuple(index[dim] for dim in self.dims), self._shape)
        return np.asarray(flat, dtype=np.int64)

    def sum(self, *terms: Terms) -> Rows:
        """Add terms; each counts in the row whose key it shares. A term without a row is an error."""
        for part in terms:
            number = self._number[self._flat(part.index)] if self.dims else np.zeros(len(part), dtype=np.int64)
            if number.size and number.min() < 0:
                raise ValueError(f"terms over {tuple(part.index)} have no row over {self.dims}")
            self._parts.append((number, part))
        return self

    def _close(self, bound: Param | float, sense: Literal["<=", ">=", "=="]) -> Block:
        value = bound.at(self.keys) if isinstance(bound, Param) else np.full(self.count, float(bound))
        value = np.broadcast_to(value, (self.count,)).astype(np.float64)
        row, column, coefficient = _merged(self._parts)
        return Block(
            "",
            self.dims,
            self.keys,
            row,
            column,
            coefficient,
            value if sense != "<=" else np.full(self.count, -np.inf),
            value if sense != ">=" else np.full(self.count, np.inf),
        )

    def __le__(self, bound: Param | float) -> Block:
        return self._close(bound, "<=")

    def __ge__(self, bound: Param | float) -> Block:
        return self._close(bound, ">=")

    def equals(self, bound: Param | float) -> Block:
        """Close the rows as equations (``==`` would be a comparison)."""
        return self._close(bound, "==")


def _merged(parts: Sequence[tuple[IntArray, Terms]]) -> tuple[IntArray, IntArray, FloatArray]:
    """Coordinates sorted by row and column, equal places added up, exact zeros left out."""
    if not parts:
        empty = np.zeros(0, dtype=np.int64)
        return empty, empty, np.zeros(0)
    row = np.concatenate([number for number, _ in parts])
    column = np.concatenate([terms.column for _, terms in parts])
    coefficient = np.concatenate([terms.coefficient for _, terms in parts])
    order = np.lexsort((column, row))
    row, column, coefficient = row[order], column[order], coefficient[order]
    if row.size:
        starts = np.flatnonzero(np.r_[True, (row[1:] != row[:-1]) | (column[1:] != column[:-1])])
        row, column, coefficient = row[starts], column[starts], np.add.reduceat(coefficient, starts)
    kept = coefficient != 0.0
    return row[kept], column[kept], coefficient[kept]
