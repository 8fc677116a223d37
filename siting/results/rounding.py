"""Whole people for people: rounding that keeps every total."""

from __future__ import annotations

import numpy as np
import pandas as pd

__all__ = ["round_whole"]

#: Differences of remainders below this are ties: they come from the solver's last digits.
_TIE = 1e-6


def round_whole(values: pd.Series, total: int | None = None) -> pd.Series:
    """Whole numbers by largest remainder, as ``int64`` with the index of ``values``.

    The sum is ``total``, or the sum of ``values`` rounded half up. Each figure is rounded down or up, never
    further, unless ``total`` asks for more than that. Equal remainders go to the smaller id of the index, so
    the order of the rows does not matter. Raises ``ValueError`` on missing or infinite figures, on an index
    with duplicates, and on a ``total`` that needs a figure to move by more than one.
    """
    figures = values.to_numpy(dtype=float)
    if not np.isfinite(figures).all():
        raise ValueError("cannot round missing or infinite figures")
    if values.index.has_duplicates:
        raise ValueError("cannot break ties: ids are not unique")
    near = np.round(figures)
    figures = np.where(np.abs(figures - near) < _TIE, near, figures)  # 11.9999999 is 12, not 11 and a remainder
    whole = np.floor(figures).astype(np.int64)
    wanted = int(np.floor(figures.sum() + 0.5 + _TIE)) if total is None else int(total)
    missing = wanted - int(whole.sum())
    if not 0 <= missing <= len(whole):
        raise ValueError(f"a total of {wanted} cannot be reached from figures that sum to {figures.sum():.6g}")
    rank = values.index.argsort().argsort()
    remainder = np.round((figures - whole) / _TIE)
    order = np.lexsort((rank, -remainder))
    whole[order[:missing]] += 1
    return pd.Series(whole, index=values.index, name=values.name)
