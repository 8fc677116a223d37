"""Who can reach a park within a time limit, from the trips that entered the model."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from siting.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

    from siting.results import Run

__all__ = ["BAND", "Catchment", "catchment_of", "parks_of", "reach_of"]

#: Width of a class of travel time in minutes.
BAND = 15


@dataclass(frozen=True)
class Catchment:
    """The zones within ``limit`` minutes of ``parks`` in a year.

    ``zones`` is indexed by code, nearest first: minutes (to the nearest park), parks (how many are in reach), band
    (its class of `BAND` minutes, from 0), pool (eligible people of both levels of education) and drawn (staff who live
    there and work in one of ``parks``). ``national_pool`` are all eligible people of the country.
    """

    parks: tuple[str, ...]
    year: int
    limit: float
    zones: pd.DataFrame
    national_pool: float

    @property
    def bands(self) -> list[tuple[int, float]]:
        """Lower and upper end of each class in minutes; the upper end belongs to it."""
        count = max(1, math.ceil(self.limit / BAND - 1e-9))
        return [(band * BAND, min((band + 1) * BAND, self.limit)) for band in range(count)]

    @property
    def pool(self) -> float:
        """Eligible people in reach."""
        return float(self.zones["pool"].sum())

    @property
    def drawn(self) -> float:
        """Staff of the parks."""
        return float(self.zones["drawn"].sum())

    @property
    def shared(self) -> pd.DataFrame:
        """Zones in reach of two parks or more."""
        return self.zones[self.zones["parks"] >= 2]


def parks_of(run: Run, year: int) -> tuple[str, ...]:
    """Zones where seats stand at the end of a year: the places that people can commute to."""
    seats = run.table("seats")
    standing = seats[(seats["year"] == year) & (seats["standing"] >= 0.5)]
    return tuple(sorted(standing["zone"]))


def reach_of(run: Run) -> float:
    """The model's limit for a trip to work in minutes; the longest trip of the run where the manifest has no model."""
    model = run.manifest.get("model")
    travel = model.get("travel") if isinstance(model, dict) else None
    limit = travel.get("max_commute_minutes") if isinstance(travel, dict) else None
    return float(limit) if limit else float(math.ceil(run.inputs.arcs["minutes"].max()))


def catchment_of(run: Run, parks: Sequence[str], year: int, minutes: float | None = None) -> Catchment:
    """The catchment of some parks (codes of zones) in a year.

    ``minutes`` is the longest trip, one way; by default the model's own limit. Raises `UsageError` when it is not
    positive or goes beyond that limit: longer trips are not part of the run.
    """
    reach = reach_of(run)
    limit = reach if minutes is None else float(minutes)
    if not 0 < limit <= reach:
        raise UsageError(f"{limit:g} minutes: give more than 0 and at most {reach:g}, the longest trip of the model")
    arcs = run.inputs.arcs
    near = arcs[arcs["zone"].isin(parks) & (arcs["minutes"] <= limit)]
    table = near.groupby("origin").agg(minutes=("minutes", "min"), parks=("zone", "nunique"))
    table["band"] = ((table["minutes"] / BAND - 1e-9).clip(lower=0)).astype(int)
    people = run.inputs.pool
    pools: pd.Series = people[people["year"] == year].groupby("zone")["eligible_pool"].sum()
    staff = run.table("staff")
    staff = staff[(staff["year"] == year) & staff["zone"].isin(parks)]
    within = staff.merge(near[["origin", "zone"]], on=["origin", "zone"])
    table["pool"] = pools.reindex(table.index).fillna(0.0)
    table["drawn"] = within.groupby("origin")["staff"].sum().reindex(table.index).fillna(0.0)
    ordered = table.rename_axis("code").sort_values(["minutes", "code"], kind="stable")
    return Catchment(tuple(parks), year, limit, ordered, float(pools.sum()))
