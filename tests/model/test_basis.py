"""A basis that was read stays as it was, whatever HiGHS solves afterwards."""

from __future__ import annotations

import numpy as np

from siting.model.pulp_problem import copied_basis, empty_highs


def test_a_basis_that_was_read_is_a_copy() -> None:
    highs = empty_highs(threads=1)
    none = np.zeros(0, dtype=np.int32)
    highs.addCols(2, np.array([-1.0, -2.0]), np.zeros(2), np.full(2, 5.0), 0, none, none, np.zeros(0))
    highs.addRow(-np.inf, 6.0, 2, np.array([0, 1], dtype=np.int32), np.ones(2))
    highs.run()
    kept = copied_basis(highs.getBasis())
    columns, rows = list(kept.col_status), list(kept.row_status)
    highs.changeColsCost(2, np.array([0, 1], dtype=np.int32), np.array([2.0, 1.0]))
    highs.run()
    moved = highs.getBasis()
    assert (list(moved.col_status), list(moved.row_status)) != (columns, rows)
    assert (list(kept.col_status), list(kept.row_status)) == (columns, rows)
    highs.setBasis(kept)
    assert (list(highs.getBasis().col_status), list(highs.getBasis().row_status)) == (columns, rows)
    del highs
    assert (list(kept.col_status), list(kept.row_status)) == (columns, rows)
