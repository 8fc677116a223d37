"""Observed jobs against the seats that stand: what rounding explains is taken, more is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from siting.analysis.replan.notes import Note
from siting.analysis.replan.world import NONE, World
from siting.errors import Problem

__all__ = ["over_capacity"]

#: Jobs may need so many seats more than stand, or this share of those that stand, whichever is more: whole jobs, whole
#: seats and totals that were split by segment are not exact.
_SEATS, _SHARE = 2.0, 0.005
_NAMED = 5  #: at most so many places are named in the note


def over_capacity(
    name: str,
    rows: Mapping[tuple[str, int], int],
    world: World,
    jobs: pd.DataFrame,
    seats: pd.DataFrame,
    notes: list[Note],
) -> Iterator[Problem]:
    """Jobs that need more seats than stand at the end of the year, counting remote work and shifts.

    ``rows`` has the row of the file for a zone and year. Up to 2 seats or 0.5 % of those that stand are rounding: from
    half a seat on they are noted, and the re-plan takes as many seats as the jobs use.
    """
    rate = world.seats_per_job.reindex(pd.MultiIndex.from_frame(jobs[["segment", "year"]])).to_numpy(dtype=float)
    used = (jobs["jobs"] * rate).groupby([jobs["zone"], jobs["year"]]).sum()
    delivered = seats.set_index(["zone", "year"])["seats_delivered"]
    standing = delivered.groupby("zone").cumsum() + world.seats_start.reindex(
        delivered.index.get_level_values("zone")
    ).to_numpy(dtype=float)
    standing = standing.reindex(used.index)
    over = used - standing
    room = (_SHARE * standing).clip(lower=_SEATS)
    rounding = over[(over >= NONE) & (over <= room)]
    if len(rounding):
        most = rounding.groupby("zone").max().sort_values(ascending=False, kind="stable")
        zones = tuple(str(zone) for zone in most.index[:_NAMED])
        notes.append(Note("replan-note-rounded", {"count": len(most), "seats": float(most.iloc[0]), "zones": zones}))
    for zone, year in over.index[(over > room).to_numpy()]:
        row = rows.get((zone, year))
        place = f"{name}, row {row}, column jobs" if row else name
        total = float(jobs.loc[(jobs["zone"] == zone) & (jobs["year"] == year), "jobs"].sum())
        what = (
            f"the jobs of {world.named(zone)} at the end of {year} need {used[zone, year]:,.0f} seats "
            f"(remote work and shifts counted), {standing[zone, year]:,.0f} stand"
        )
        remedy = "correct the jobs, or seats_delivered up to that year"
        yield Problem(place, what, f"{total:,.0f} jobs", remedy)
