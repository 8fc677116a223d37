"""How wide: quantiles of jobs and seats by region and year, of cost and other figures of the country."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from siting.analysis.uncertainty.shares import drawn_samples, of_samples

if TYPE_CHECKING:
    from siting.analysis.uncertainty.design import Design
    from siting.ensemble import EnsembleResult

__all__ = ["QUANTILES", "country_quantiles", "region_quantiles"]

#: The quantiles that are told, and their columns.
QUANTILES = {"q10": 0.10, "q25": 0.25, "q50": 0.50, "q75": 0.75, "q90": 0.90}


def region_quantiles(found: EnsembleResult, design: Design) -> pd.DataFrame:
    """Quantiles over the samples with a plan, by region and year.

    Columns: ``region``, ``year``, ``measure`` (``jobs`` at the end of the year, ``seats_built`` from the first planned
    year to this one), ``samples``, ``mean`` and those of `QUANTILES`.
    """
    samples = drawn_samples(found, design)
    rows = of_samples(found.frame("regions"), samples)
    rows = rows.assign(region=rows["region"].astype(str)).sort_values(["sample", "region", "year"], kind="stable")
    rows["seats_built"] = rows.groupby(["sample", "region"], observed=True)["seats_built"].cumsum()
    long = rows.melt(["region", "year"], ["jobs", "seats_built"], var_name="measure", value_name="figure")
    return _told(long, ["region", "year", "measure"])


def country_quantiles(found: EnsembleResult, design: Design) -> pd.DataFrame:
    """Quantiles over the samples with a plan, of the country.

    Columns: ``measure`` (``value``: the least cost in million MAD at present value, penalties of soft goals included,
    or the weighted sum; ``jobs`` of the last year; ``seats_built``; ``parks``), ``samples``, ``mean`` and those of
    `QUANTILES`.
    """
    samples = drawn_samples(found, design)
    measures = ["value", "jobs", "seats_built", "parks"]
    long = samples.loc[samples["has_plan"], measures].melt(var_name="measure", value_name="figure")
    told = _told(long, ["measure"])
    return told.sort_values("measure", key=lambda names: names.map(measures.index), ignore_index=True)


def _told(long: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Number, mean and quantiles of the column ``figure`` for each of the ``keys``."""
    groups = long.groupby(keys, observed=True)["figure"]
    made = pd.DataFrame({"samples": groups.size(), "mean": groups.mean()})
    for name, level in QUANTILES.items():
        made[name] = groups.quantile(level)
    return made.reset_index()
