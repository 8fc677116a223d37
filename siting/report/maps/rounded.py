"""Whole figures of places that add up at every level, as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from siting.report.maps.measures import Measure
    from siting.results import Run

__all__ = ["shown_figures", "whole_figures"]


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


def shown_figures(run: Run, measure: Measure, year: int, level: str) -> tuple[pd.Series, pd.Series]:
    """Figures of a measure by place of a level and by region, as every map, table and page shows them.

    Counts are whole and add up; jobs added are the whole jobs of the year less those of the base year, so that a
    reader can subtract.
    """
    from siting.report.maps.amounts import jobs
    from siting.report.maps.levels import parents

    if measure.kind != "count":
        return measure.figures(run, year, level), measure.figures(run, year, "region")
    region = run.inputs.labels.set_index("zone")["region"]
    if measure.key == "jobs-added":
        after, before = (whole_figures(jobs()(run, each), region) for each in (year, run.inputs.scalars.base_year))
        zones = (after - before).astype(float)
    else:
        zones = whole_figures(measure.figures(run, year, run.inputs.level), region).astype(float)
    return zones.groupby(parents(run, level)).sum(), zones.groupby(region).sum()
