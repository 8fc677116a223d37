"""What is looked at in plans: jobs and new seats of each region, new seats of each park."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp

from siting.model.arrays import FloatArray, IntArray
from siting.model.program import Program

__all__ = ["Measures", "vector"]


@dataclass(frozen=True)
class Measures:
    """Sparse matrices with a row for each place and a column for each variable.

    ``jobs`` counts jobs of the final year by region, ``seats`` and ``parks`` seats built over the horizon by region and
    by zone.
    """

    jobs: Any
    seats: Any
    parks: Any

    @classmethod
    def of(cls, program: Program) -> Measures:
        """The measures of the plans of a program; regions and zones in the order of its sets."""
        d, v = program.data, program.variables
        jobs = v.jobs.at("year", d.last).join("region", d.region_of)
        seats = v.build.join("region", d.region_of)
        count = len(program.cost)
        return cls(
            _counts(jobs.index["region"], jobs.column, d.sizes["region"], count),
            _counts(seats.index["region"], seats.column, d.sizes["region"], count),
            _counts(v.build.index["zone"], v.build.column, d.sizes["zone"], count),
        )


def _counts(place: IntArray, column: IntArray, places: int, columns: int) -> Any:
    return sp.csr_matrix((np.ones(len(column)), (place, column)), shape=(places, columns))


def vector(matrix: Any, row: int) -> FloatArray:
    """A row of a matrix, by column of the program."""
    dense: FloatArray = matrix[[row]].toarray().ravel()
    return dense
