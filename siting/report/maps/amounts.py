"""Figures of a run by zone and year, each as a function of run and year; zones without any have zero."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from siting.results import Run

__all__ = [
    "active",
    "cost",
    "index",
    "indicator",
    "jobs",
    "jobs_added",
    "jobs_risen",
    "pool",
    "seats_built",
    "seats_standing",
    "segments_open",
    "staff",
    "staff_minutes",
    "suitability",
    "trained",
]

Amount = Callable[["Run", int], "pd.Series"]
_SMALL = 0.5  #: jobs added below half a job are none: a cost per job of them would be noise


def _by_zone(run: Run, frame: pd.DataFrame, column: str, empty: float = 0.0) -> pd.Series:
    """Sums of a column by zone, for every zone of the run."""
    zones = run.inputs.zones["zone"]
    figures: pd.Series = frame.groupby("zone")[column].sum().reindex(sorted(zones)).fillna(empty).astype(float)
    return figures


def _until(frame: pd.DataFrame, year: int) -> pd.DataFrame:
    return frame[frame["year"] <= year]


def _of(frame: pd.DataFrame, year: int) -> pd.DataFrame:
    return frame[frame["year"] == year]


def jobs(segment: str = "") -> Amount:
    """Jobs at the end of a year, base year included; of one segment or of all."""

    def amount(run: Run, year: int) -> pd.Series:
        first = year == run.inputs.scalars.base_year
        frame = run.inputs.zone_segment if first else _of(run.table("jobs"), year)
        frame = frame[frame["segment"] == segment] if segment else frame
        return _by_zone(run, frame, "baseline_jobs" if first else "jobs")

    return amount


def jobs_added(run: Run, year: int) -> pd.Series:
    """Jobs at the end of a year less those of the base year."""
    return jobs()(run, year) - jobs()(run, run.inputs.scalars.base_year)


def jobs_risen(run: Run, year: int) -> pd.Series:
    """Jobs added where there are any; zero elsewhere."""
    added = jobs_added(run, year)
    return added.where(added >= _SMALL, 0.0)


def seats_standing(run: Run, year: int) -> pd.Series:
    """Seats standing at the end of a year, base year included."""
    if year == run.inputs.scalars.base_year:
        return _by_zone(run, run.inputs.zones, "seats_start")
    return _by_zone(run, _of(run.table("seats"), year), "standing")


def seats_built(run: Run, year: int) -> pd.Series:
    """Seats that the plan builds up to the end of a year."""
    return _by_zone(run, _until(run.table("seats"), year), "built")


def active(run: Run, year: int) -> pd.Series:
    """Active population (census), the same in every year."""
    return _by_zone(run, run.inputs.zones, "active")


def pool(run: Run, year: int) -> pd.Series:
    """People who live in the zone and could do the jobs, all skills."""
    return _by_zone(run, _of(run.inputs.pool, year), "eligible_pool")


def trained(run: Run, year: int) -> pd.Series:
    """People trained with a grant up to the end of a year."""
    return _by_zone(run, _until(run.table("trained"), year), "trained")


def cost(payer: str | None) -> Amount:
    """Cost up to the end of a year in million MAD, present value; of one payer or of all, without penalties."""

    def amount(run: Run, year: int) -> pd.Series:
        frame = _until(run.table("costs"), year)
        frame = frame[frame["term"] != "shortfall"]
        return _by_zone(run, frame if payer is None else frame[frame["payer"] == payer], "mmad")

    return amount


def staff(run: Run, year: int) -> pd.Series:
    """People who work in the zone."""
    return _by_zone(run, _of(run.table("staff"), year), "staff")


def staff_minutes(run: Run, year: int) -> pd.Series:
    """Minutes of one way, added up over the people who work in the zone."""
    frame = _of(run.table("staff"), year).merge(run.inputs.arcs, on=["origin", "zone"], how="left")
    return _by_zone(run, frame.assign(minutes=frame["staff"] * frame["minutes"].fillna(0.0)), "minutes")


def segments_open(run: Run, year: int) -> pd.Series:
    """Number of segments whose thresholds the zone passes."""
    frame = _of(run.inputs.zone_segment_year, year)
    return _by_zone(run, frame.assign(eligible=frame["eligible"].astype(float)), "eligible")


def suitability(run: Run, year: int) -> pd.Series:
    """Weighted mean of the three indices, as the model has it."""
    frame = _of(run.inputs.zone_segment_year, year)
    figures: pd.Series = frame.groupby("zone")["suitability"].mean().reindex(sorted(run.inputs.zones["zone"]))
    return figures.astype(float)


def index(name: str) -> Amount:
    """An index: its scaled indicators, weighted."""

    def amount(run: Run, year: int) -> pd.Series:
        frame = _of(_indicators(run), year)
        frame = frame[frame["index"] == name]
        return _by_zone(run, frame.assign(value=frame["scaled"] * frame["weight"]), "value", float("nan"))

    return amount


def indicator(name: str) -> Amount:
    """An indicator in its own unit."""

    def amount(run: Run, year: int) -> pd.Series:
        frame = _of(_indicators(run), year)
        return _by_zone(run, frame[frame["indicator"] == name], "raw", float("nan"))

    return amount


def _indicators(run: Run) -> pd.DataFrame:
    """The table of indicators of a run that has one."""
    assert run.inputs.indicators is not None
    return run.inputs.indicators
