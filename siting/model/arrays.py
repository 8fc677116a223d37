"""Numbers and variables with named dimensions: the small language in which the blocks are written.

A `Param` is a dense array over named dimensions. A `Family` is a block of variables, one per key that exists;
`Terms` are variables with coefficients; `Rows` collects terms into linear rows by matching dimensions: a dimension
that the terms have and the rows lack is summed over. So

    d.rows("zone", "year").sum(v.jobs * d.seats_per_job, -v.build.cumulative()) <= d.seats_available

reads like the equation it states, and everything happens in arrays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Family", "FloatArray", "Index", "IntArray", "Param", "Terms", "shared"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Index = Mapping[str, IntArray]


def shared[T: np.generic](mine: NDArray[T], other: NDArray[T]) -> NDArray[T]:
    """``other`` where it holds the same, else ``mine``: what is one object need not be compared again."""
    return other if mine is other or np.array_equal(mine, other) else mine


@dataclass(frozen=True)
class Param:
    """Numbers over named dimensions: ``values`` has one axis per name in ``dims``."""

    dims: tuple[str, ...]
    values: FloatArray

    def __post_init__(self) -> None:
        if self.values.ndim != len(self.dims):
            raise ValueError(f"{self.dims} does not name the {self.values.ndim} axes")

    def at(self, index: Index) -> FloatArray:
        """The value at each key of ``index``, which must have every dimension of this parameter."""
        missing = [dim for dim in self.dims if dim not in index]
        if missing:
            raise ValueError(f"keys have no {', '.join(missing)}")
        return np.asarray(self.values[tuple(index[dim] for dim in self.dims)], dtype=np.float64)

    def _spread(self, dims: tuple[str, ...]) -> FloatArray:
        order = [self.dims.index(dim) for dim in dims if dim in self.dims]
        shape = tuple(self.values.shape[self.dims.index(dim)] if dim in self.dims else 1 for dim in dims)
        return self.values.transpose(order).reshape(shape)

    def _with(self, other: Param | float, operation: np.ufunc) -> Param:
        if not isinstance(other, Param):
            return Param(self.dims, operation(self.values, other))
        dims = self.dims + tuple(dim for dim in other.dims if dim not in self.dims)
        return Param(dims, operation(self._spread(dims), other._spread(dims)))

    def __mul__(self, other: Param | float) -> Param:
        return self._with(other, np.multiply)

    __rmul__ = __mul__

    def __add__(self, other: Param | float) -> Param:
        return self._with(other, np.add)

    __radd__ = __add__

    def __sub__(self, other: Param | float) -> Param:
        return self._with(other, np.subtract)

    def __neg__(self) -> Param:
        return Param(self.dims, -self.values)

    def reciprocal(self) -> Param:
        """One over each value."""
        return Param(self.dims, 1.0 / self.values)

    def cumulative(self, dim: str = "year") -> Param:
        """Running total along ``dim``."""
        return Param(self.dims, np.cumsum(self.values, axis=self.dims.index(dim)))

    def total(self, *dims: str) -> Param:
        """Summed over ``dims``."""
        kept = tuple(dim for dim in self.dims if dim not in dims)
        return Param(kept, self.values.sum(axis=tuple(self.dims.index(dim) for dim in dims)))

    def slice(self, dim: str, position: int) -> Param:
        """The values at one position of ``dim``, which disappears."""
        kept = tuple(name for name in self.dims if name != dim)
        return Param(kept, np.take(self.values, position, axis=self.dims.index(dim)))


@dataclass(frozen=True)
class Terms:
    """Variables (by column number) with a coefficient each, and the keys at which they count."""

    index: Index
    column: IntArray
    coefficient: FloatArray
    years: int  #: length of the year dimension, which `cumulative` and `lagged` need

    def __len__(self) -> int:
        return len(self.column)

    def __mul__(self, factor: Param | float) -> Terms:
        scale = factor.at(self.index) if isinstance(factor, Param) else factor
        return Terms(self.index, self.column, self.coefficient * scale, self.years)

    __rmul__ = __mul__

    def __neg__(self) -> Terms:
        return Terms(self.index, self.column, -self.coefficient, self.years)

    def where(self, mask: NDArray[np.bool_]) -> Terms:
        """Only the terms at which ``mask`` is true."""
        index = {dim: codes[mask] for dim, codes in self.index.items()}
        return Terms(index, self.column[mask], self.coefficient[mask], self.years)

    def at(self, dim: str, position: int) -> Terms:
        """Only the terms at one position of ``dim``, which disappears."""
        kept = self.where(self.index[dim] == position)
        return Terms(
            {name: codes for name, codes in kept.index.items() if name != dim},
            kept.column,
            kept.coefficient,
            self.years,
        )

    def join(self, dim: str, codes: Param) -> Terms:
        """With a further dimension ``dim`` whose code at each key is given by ``codes`` (region of a zone)."""
        return Terms(
            {**self.index, dim: codes.at(self.index).astype(np.int64)},
            self.column,
            self.coefficient,
            self.years,
        )

    def labelled(self, dim: str, code: int) -> Terms:
        """With the same code of a further (or replaced) dimension at every key."""
        codes = np.full(len(self.column), code, dtype=np.int64)
        return Terms({**self.index, dim: codes}, self.column, self.coefficient, self.years)

    def renamed(self, **names: str | None) -> Terms:
        """Other names for dimensions; ``None`` drops one (its keys are then summed over)."""
        index = {names.get(dim, dim): codes for dim, codes in self.index.items() if names.get(dim, dim) is not None}
        return Terms(
            {dim: codes for dim, codes in index.items() if dim is not None},
            self.column,
            self.coefficient,
            self.years,
        )

    def weighted(self, weight: FloatArray) -> Terms:
        """Multiplied by one number for each term."""
        return Terms(self.index, self.column, self.coefficient * weight, self.years)

    def lagged(self) -> Terms:
        """Counted one year later; what would fall after the last year is dropped."""
        later = Terms({**self.index, "year": self.index["year"] + 1}, self.column, self.coefficient, self.years)
        return later.where(later.index["year"] < self.years)

    def cumulative(self, for_years: int | None = None) -> Terms:
        """Counted in its own year and in every later one, for at most ``for_years`` years in all."""
        span = self.years if for_years is None else min(for_years, self.years)
        parts = [(np.flatnonzero(self.index["year"] + delay < self.years), delay) for delay in range(span)]
        chosen = np.concatenate([rows for rows, _ in parts])
        delays = np.concatenate([np.full(len(rows), delay, dtype=np.int64) for rows, delay in parts])
        index = {dim: codes[chosen] for dim, codes in self.index.items()}
        index["year"] = index["year"] + delays
        return Terms(index, self.column[chosen], self.coefficient[chosen], self.years)


@dataclass(frozen=True)
class Family(Terms):
    """One block of variables: consecutive columns from ``first``, each with its key, bounds and kind."""

    name: str
    first: int
    lower: FloatArray
    upper: FloatArray
    integer: bool = False

    @classmethod
    def make(
        cls,
        name: str,
        first: int,
        index: Index,
        years: int,
        *,
        upper: FloatArray | float = np.inf,
        integer: bool = False,
    ) -> Family:
        """Variables over the keys of ``index``, from zero up to ``upper``."""
        count = len(next(iter(index.values()))) if index else 1
        return cls(
            dict(index),
            np.arange(first, first + count, dtype=np.int64),
            np.ones(count),
            years,
            name,
            first,
            np.zeros(count),
            np.broadcast_to(np.asarray(upper, dtype=np.float64), (count,)).copy(),
            integer,
        )
