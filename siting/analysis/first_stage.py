"""Where the first stage of a fine run was optimal, kept beside it: finding that again takes minutes.

It is a start and no more: whoever goes on from it solves to the optimum, which is reached in a step or none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from siting.analysis.derived import read_derived_table, write_derived

if TYPE_CHECKING:
    from siting.results import Run
    from siting.results.solution import Basis

__all__ = ["keep_basis", "kept_basis"]

_NAME = "first-stage"


def keep_basis(run: Run, basis: Basis) -> None:
    """Write a basis to ``RUN/analysis/first-stage/``: ``columns`` and ``rows``, one status (0 to 4) a line."""
    import pandas as pd

    tables = {kind: pd.DataFrame({"status": getattr(basis, kind)}) for kind in ("columns", "rows")}
    write_derived(run, _NAME, {}, {}, tables)


def kept_basis(run: Run) -> Basis | None:
    """The basis that lies beside a run; ``None`` where there is none, or one that cannot be read."""
    import numpy as np

    from siting.results.solution import Basis

    found = [read_derived_table(run, _NAME, {}, kind) for kind in ("columns", "rows")]
    told = [table["status"].to_numpy() for table in found if table is not None and "status" in table]
    if len(told) != len(found) or not all(np.issubdtype(each.dtype, np.integer) for each in told):
        return None
    return Basis(*(np.clip(each, -1, 5).astype(np.int8) for each in told))
