"""Whole jobs and seats that add up: zones to regions and country, and the years of a row to its total."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

    from siting.results import Run

__all__ = ["WholeSeats", "whole_seats", "whole_table", "whole_zones"]

_NEAR = 1e-6  #: a figure this close to a whole one is that one: the rest is the solver's last digits


class WholeSeats(NamedTuple):
    """Whole seats of a run by zone: ``base`` of the base year; ``built`` and ``committed`` in each year, by year."""

    base: pd.Series
    built: pd.DataFrame
    committed: pd.DataFrame

    def standing(self, year: int) -> pd.Series:
        """Seats that stand at the end of a year: those of the base year and all that came since."""
        total: pd.Series = self.base + self.until(self.built, year) + self.until(self.committed, year)
        return total

    @staticmethod
    def until(table: pd.DataFrame, year: int) -> pd.Series:
        """What came up to the end of a year, by zone."""
        total: pd.Series = table.loc[:, table.columns.to_numpy() <= year].sum(axis=1)
        return total


def whole_zones(values: pd.Series, region: pd.Series) -> pd.Series:
    """Whole figures of zones that add up to the whole figures of their regions, and those to the country's."""
    import pandas as pd

    from siting.results import round_whole

    totals = round_whole(values.groupby(region).sum())
    parts = [round_whole(part, total=int(totals[code])) for code, part in values.groupby(region)]
    whole: pd.Series = pd.concat(parts).reindex(values.index)
    return whole


def whole_seats(run: Run) -> WholeSeats:
    """Seats of each zone: those of the base year, and those built and delivered in each year."""
    zones = run.inputs.zones.set_index("zone").sort_index()
    region = run.inputs.labels.set_index("zone")["region"].reindex(zones.index)
    seats, years = run.table("seats"), list(run.inputs.scalars.years)

    def by_year(column: str) -> pd.DataFrame:
        wide = seats.pivot_table(index="zone", columns="year", values=column, aggfunc="sum")
        return whole_table(wide.reindex(index=zones.index, columns=years).fillna(0.0), region)

    return WholeSeats(whole_zones(zones["seats_start"], region), by_year("built"), by_year("committed"))


def whole_table(exact: pd.DataFrame, region: pd.Series) -> pd.DataFrame:
    """Whole figures of a table of zones (rows) by year (columns, in order); ``region`` by zone.

    Controlled rounding (L. H. Cox, A constructive procedure for unbiased controlled rounding, JASA 82, 1987): each
    figure is rounded down or up, and so is every sum of them - a zone up to each year, a region in each year and over
    all, the country in each year and up to each year -, while the country's total is the nearest whole one. Rounding
    each year on its own would leave rows that do not add up. Each of these sums is in one of two nested families, so
    a linear programme with these limits has whole solutions; the one that rounds up the largest remainders is taken.
    Raises ``ValueError`` on missing or infinite figures.
    """
    import numpy as np
    import pandas as pd

    figures = exact.to_numpy(dtype=float)
    if not np.isfinite(figures).all():
        raise ValueError("cannot round missing or infinite figures")
    near = np.round(figures)
    figures = np.where(np.abs(figures - near) < _NEAR, near, figures)
    low = np.floor(figures)
    up = _rounded_up(figures - low, region.reindex(exact.index).to_numpy())
    return pd.DataFrame((low + up).astype("int64"), index=exact.index, columns=exact.columns)


def _rounded_up(rest: Any, region: Any) -> Any:
    """Which remainders become one and which none, as an array of the same shape."""
    import numpy as np
    from scipy.optimize import linprog
    from scipy.sparse import coo_array, vstack

    loose = np.flatnonzero(rest)
    up = np.zeros(rest.size)
    if not len(loose):
        return up.reshape(rest.shape)
    place = np.full(rest.size, -1)
    place[loose] = np.arange(len(loose))
    rows: list[int] = []
    columns: list[int] = []
    least: list[float] = []
    most: list[float] = []
    for cells, country in _sums(rest.shape, region):
        free = place[cells][place[cells] >= 0]
        total = float(rest.ravel()[cells].sum())
        nearest = np.floor(total + 0.5 + _NEAR)
        rows += [len(least)] * len(free)
        columns += free.tolist()
        least.append(nearest if country else np.floor(total + _NEAR))
        most.append(nearest if country else np.ceil(total - _NEAR))
    sums = coo_array((np.ones(len(rows)), (rows, columns)), shape=(len(least), len(loose)))
    # Equal remainders go to the earlier row and year.
    worth = rest.ravel()[loose] - _NEAR * np.arange(len(loose)) / len(loose)
    limits = np.concatenate([most, -np.array(least)])
    found = linprog(-worth, A_ub=vstack([sums, -sums]), b_ub=limits, bounds=(0, 1), method="highs-ds")
    up[loose] = np.rint(found.x)
    return up.reshape(rest.shape)


def _sums(shape: tuple[int, int], region: Any) -> Iterator[tuple[Any, bool]]:
    """Positions of the cells of every sum, and whether it is the country's, which is the nearest whole one."""
    import numpy as np

    height, width = shape
    cells = np.arange(height * width).reshape(shape)
    for zone in range(height):
        for years in range(2, width + 1):
            yield cells[zone, :years], False
    for code in sorted(set(region)):
        own = cells[region == code]
        yield own.ravel(), False
        for year in range(width):
            yield own[:, year], False
    for year in range(width):
        yield cells[:, year], False
        yield cells[:, : year + 1].ravel(), year == width - 1
