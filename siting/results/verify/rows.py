"""A family of constraint rows as a sparse matrix, and the ids by which people and prices name a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from siting.results.verify.case import Case, Floats, Ints
from siting.results.verify.welfare import CHORDS

__all__ = ["IDS", "PAYERS", "Block", "Entries", "Names", "make_block"]

#: The id columns of the table of duals, in order.
IDS = ("zone", "region", "segment", "skill", "year", "payer", "group")

#: (row numbers, column numbers, coefficients): arrays that broadcast against one another.
Entries = tuple[npt.ArrayLike, Ints, npt.ArrayLike]

#: Who bears a cost, in the order in which rows of budgets are numbered.
PAYERS = ("developer", "firm", "state", "worker")


@dataclass(frozen=True)
class Names:
    """Every id that may name a row, by kind; rows carry positions in these, -1 for none."""

    ids: Mapping[str, pd.Index]

    @classmethod
    def of(cls, case: Case) -> Names:
        """The ids of ``case``; after the regions themselves pairs of them (``r|r'``) count as regions, and regions
        with the number of a rank or a chord (``r|#1``), all regions of a number together."""
        one, other = np.triu_indices(len(case.regions), k=1)
        pairs = [f"{case.regions[a]}|{case.regions[b]}" for a, b in zip(one.tolist(), other.tolist(), strict=True)]
        most = max(len(case.regions), CHORDS)
        numbered = [f"{region}|#{number + 1}" for number in range(most) for region in case.regions]
        return cls(
            {
                "zone": case.zones,
                "region": pd.Index([*case.regions, *pairs, *numbered]),
                "segment": case.segments,
                "skill": case.skills,
                "year": pd.Index([str(year) for year in case.years]),
                "payer": pd.Index(PAYERS),
                "group": pd.Index(case.groups),
            }
        )

    def key(self, codes: Mapping[str, Ints], count: int) -> Ints:
        """One number per row from its codes; -1 where a code is below -1 (an unknown id)."""
        key, unknown = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=bool)
        for kind in IDS:
            code = codes.get(kind, np.full(count, -1, dtype=np.int64))
            unknown |= code < -1
            key = key * (len(self.ids[kind]) + 1) + code + 1
        key[unknown] = -1
        return key

    def codes(self, frame: pd.DataFrame) -> dict[str, Ints]:
        """Codes of a table's ids: -1 for an empty id (year 0), -2 for one that nobody knows."""
        out = {}
        for kind in IDS:
            if kind in frame:
                at, seen = pd.factorize(frame[kind])  # few ids, many rows; -1 for no id
                text = np.asarray(pd.Index(seen).astype(str), dtype=object)
                code = np.asarray(self.ids[kind].get_indexer(pd.Index(text)), dtype=np.int64)
                empty = (text == "") | ((text == "0") if kind == "year" else False)
                out[kind] = np.append(np.where(empty, -1, np.where(code < 0, -2, code)), -1)[at]
        return out


@dataclass(frozen=True)
class Block:
    """Rows ``matrix @ x (sense) rhs``; ``codes`` say which zone, year, ... each row is about."""

    name: str
    matrix: sparse.csr_array
    sense: str  #: ">=", "<=" or "="
    rhs: Floats
    codes: Mapping[str, Ints] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rhs)

    def labels(self, names: Names, row: int) -> dict[str, str]:
        """The ids of one row."""
        return {kind: str(names.ids[kind][code[row]]) for kind, code in self.codes.items()}


def make_block(
    name: str,
    columns: int,
    sense: str,
    rhs: npt.ArrayLike,
    codes: Mapping[str, npt.ArrayLike],
    *entries: Entries,
) -> Block:
    """Assemble rows. Entries whose column is -1 (no such quantity) are left out; equal places add up."""
    bound = np.atleast_1d(np.asarray(rhs, dtype=float)).ravel()
    parts: list[tuple[Ints, Ints, Floats]] = []
    for rows, cols, values in entries:
        row, column, value = np.broadcast_arrays(rows, cols, np.asarray(values, dtype=float))
        kept = column.ravel() >= 0
        parts.append((row.ravel()[kept], column.ravel()[kept], value.ravel()[kept]))
    row, column, value = (np.concatenate([part[at] for part in parts]) for at in range(3))
    matrix = sparse.coo_array((value, (row, column)), shape=(len(bound), columns)).tocsr()
    shaped = {kind: np.broadcast_to(code, bound.shape).astype(np.int64) for kind, code in codes.items()}
    return Block(name, matrix, sense, bound, shaped)
