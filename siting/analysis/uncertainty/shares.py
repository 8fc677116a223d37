"""How often: each goal met, each park built and by when, with the interval that so many samples leave open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from siting.analysis.uncertainty.design import Design
    from siting.ensemble import EnsembleResult
    from siting.model.arrays import FloatArray

__all__ = ["drawn_samples", "goal_shares", "of_samples", "park_shares", "parks_by_year", "wilson"]

#: Standard normal below which 97.5 % lie: intervals hold 95 %.
_Z = 1.959963984540054
#: Share of a target that may be missing and is rounding.
_ROUNDING = 1e-6


def wilson(count: FloatArray, of: FloatArray | float) -> tuple[FloatArray, FloatArray]:
    r"""The 95 % interval of a share ``count / of`` (Wilson 1927); nothing is known of none.

    With share p of n: (p + z^2/2n ± z sqrt(p(1 - p)/n + z^2/4n^2)) / (1 + z^2/n), z = 1.96.
    """
    n = np.broadcast_to(np.asarray(of, dtype=np.float64), np.shape(count))
    with np.errstate(invalid="ignore", divide="ignore"):
        p = count / n
        middle = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z * np.sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2)) / (1 + _Z**2 / n)
    return np.where(p == 0, 0.0, middle - half), np.where(p == 1, 1.0, middle + half)


def drawn_samples(found: EnsembleResult, design: Design) -> pd.DataFrame:
    """The table ``samples`` of those that are draws from the distributions, with ``has_plan``."""
    samples = found.frame("samples")
    drawn: pd.DataFrame = samples[design.drawn[samples["position"].to_numpy()]]
    return drawn.assign(has_plan=drawn["jobs"].notna())


def of_samples(frame: pd.DataFrame, samples: pd.DataFrame) -> pd.DataFrame:
    """Those rows of a table that belong to some samples."""
    rows: pd.DataFrame = frame[frame["sample"].astype(str).isin(samples["sample"])]
    return rows


def goal_shares(found: EnsembleResult, design: Design, goals: Iterable[tuple[str, int]]) -> pd.DataFrame:
    """How often each goal is met, of all samples: where there is no plan, none is.

    Columns: ``goal``, ``year``, ``samples``, ``without_plan``, ``met``, ``share`` with its 95 % interval ``low`` to
    ``high``, and the shortfall (jobs, or million MAD of exports) over the samples with a plan: ``shortfall_mean``,
    ``shortfall_90`` (nine of ten fall no shorter). ``goals`` are goal and year of those that the model has.
    """
    samples = drawn_samples(found, design)
    rows = of_samples(found.frame("goals"), samples)
    made = []
    for goal, year in goals:
        here = rows[(rows["goal"].astype(str) == goal) & (rows["year"] == year)]
        short = here["shortfall"].to_numpy(np.float64)
        limit = _ROUNDING * np.maximum(here["target"].to_numpy(np.float64), 1.0)
        told = {
            "goal": goal,
            "year": year,
            "samples": len(samples),
            "without_plan": int((~samples["has_plan"]).sum()),
            "met": int((short <= limit).sum()),
            "shortfall_mean": float(short.mean()) if len(short) else np.nan,
            "shortfall_90": float(np.quantile(short, 0.9)) if len(short) else np.nan,
        }
        made.append(told)
    columns = ["goal", "year", "samples", "without_plan", "met", "shortfall_mean", "shortfall_90"]
    return _with_share(pd.DataFrame(made, columns=columns), "met", "samples")


def park_shares(found: EnsembleResult, design: Design) -> pd.DataFrame:
    """How often a park is built in each zone, of the samples with a plan, the most certain first.

    Columns: ``zone``, ``samples`` (with a plan), ``built``, ``share`` with its 95 % interval ``low`` to ``high``;
    where it is built the year in which its first seats are delivered (``first_year_10``, ``_50``, ``_90``: by then it
    has begun in one of ten, half, nine of ten) and its seats over all years (``seats_10``, ``_50``, ``_90``). A zone
    that is built in no sample has no row.
    """
    samples = drawn_samples(found, design)
    rows = of_samples(found.frame("parks"), samples)
    rows = rows.assign(zone=rows["zone"].astype(str))
    each = rows.groupby(["zone", "sample"], observed=True).agg(first=("year", "min"), seats=("seats_built", "sum"))
    by_zone = each.groupby("zone")
    made = pd.DataFrame({"built": by_zone.size()})
    made.insert(0, "samples", int(samples["has_plan"].sum()))
    for level in (0.1, 0.5, 0.9):
        made[f"first_year_{level * 100:.0f}"] = by_zone["first"].quantile(level, interpolation="higher")
    for level in (0.1, 0.5, 0.9):
        made[f"seats_{level * 100:.0f}"] = by_zone["seats"].quantile(level)
    made = _with_share(made.reset_index(names="zone"), "built", "samples")
    return made.sort_values(["share", "zone"], ascending=[False, True], ignore_index=True)


def parks_by_year(found: EnsembleResult, design: Design) -> pd.DataFrame:
    """How often each park has begun by the end of each year, of the samples with a plan.

    Columns: ``zone``, ``year``, ``samples``, ``built``, ``share`` with its 95 % interval ``low`` to ``high``.
    """
    samples = drawn_samples(found, design)
    rows = of_samples(found.frame("parks"), samples)
    rows = rows.assign(zone=rows["zone"].astype(str))
    first = rows.groupby(["zone", "sample"], observed=True)["year"].min().reset_index()
    years = sorted(set(found.frame("regions", ["year"])["year"].tolist()))
    begun = first.groupby(["zone", "year"]).size().unstack(fill_value=0).reindex(columns=years, fill_value=0)
    made = begun.cumsum(axis=1).rename_axis(columns="year").reset_index().melt("zone", value_name="built")
    made = made.astype({"year": int}).sort_values(["zone", "year"], ignore_index=True)
    made.insert(2, "samples", int(samples["has_plan"].sum()))
    return _with_share(made, "built", "samples")


def _with_share(frame: pd.DataFrame, count: str, of: str) -> pd.DataFrame:
    """The table with ``share``, ``low`` and ``high`` behind the count."""
    counts, total = frame[count].to_numpy(np.float64), frame[of].to_numpy(np.float64)
    low, high = wilson(counts, total)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = counts / total
    at = frame.columns.get_loc(count)
    for position, (name, values) in enumerate((("share", share), ("low", low), ("high", high)), start=1):
        frame.insert(int(at) + position, name, values)  # type: ignore[arg-type]
    return frame
