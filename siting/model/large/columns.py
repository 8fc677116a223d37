"""The columns of a program, one by one: to hand some of them over, and to price those that were left out."""

from __future__ import annotations

import numpy as np

from siting.model.arrays import FloatArray, IntArray
from siting.model.program import Program

__all__ = ["Columns"]


class Columns:
    """The matrix of a program in compressed column form, with the rows that are added while it is solved."""

    def __init__(self, program: Program) -> None:
        self._count = len(program.cost)
        row = np.repeat(np.arange(len(program.row_lower)), np.diff(program.start))
        order = np.argsort(program.column, kind="stable")
        self._row: IntArray = row[order]
        self._coefficient: FloatArray = program.coefficient[order]
        self._start: IntArray = np.concatenate(([0], np.cumsum(np.bincount(program.column, minlength=self._count))))
        self._added: dict[int, FloatArray] = {}

    def add_row(self, row: int, coefficients: FloatArray) -> None:
        """Know a row that was added to the program, with its coefficients by column."""
        self._added[row] = coefficients

    def entries(self, columns: IntArray) -> tuple[IntArray, IntArray, FloatArray]:
        """Coefficients of ``columns``: position in ``columns`` (rising), row, coefficient."""
        first, length = self._start[columns], self._start[columns + 1] - self._start[columns]
        position = np.repeat(np.arange(len(columns)), length)
        ends = np.cumsum(length)
        places = np.arange(len(position)) + np.repeat(first - (ends - length), length)
        parts = [(position, self._row[places], self._coefficient[places])]
        for number, vector in self._added.items():
            has = np.flatnonzero(vector[columns])
            parts.append((has, np.full(len(has), number), vector[columns[has]]))
        position, row, coefficient = (np.concatenate(each) for each in zip(*parts, strict=True))
        order = np.argsort(position, kind="stable")
        return position[order], row[order], coefficient[order]

    def reduced_costs(self, columns: IntArray, cost: FloatArray, prices: FloatArray) -> FloatArray:
        """Cost of each of ``columns`` less what it takes from the rows, at their ``prices``."""
        position, row, coefficient = self.entries(columns)
        worth = np.bincount(position, weights=coefficient * prices[row], minlength=len(columns))
        reduced: FloatArray = cost[columns] - worth
        return reduced
