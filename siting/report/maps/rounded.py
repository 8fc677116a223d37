"""Whole figures of places that add up at every level, as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["whole_figures"]


def whole_figures(values: pd.Series, region: pd.Series) -> pd.Series:
    """Whole figures of zones that add up to the whole figures of their regions, and those to the country's.

    By largest remainder (Hamilton); ``values`` and ``region`` have the codes of zones as their index. Raises
    ``ValueError`` on missing figures.
    """
    import pandas as pd

    from siting.results import round_whole

    totals = round_whole(values.groupby(region).sum())
    parts = [round_whole(part, total=int(totals[code])) for code, part in values.groupby(region)]
    whole: pd.Series = pd.concat(parts).reindex(values.index)
    return whole
