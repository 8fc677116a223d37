"""Where reality departed from the plan, and what that has to do with the change of each region: read off the drift."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Departure", "DriftRow", "RegionChange", "departures", "drift_rows", "region_changes"]

#: Jobs and seats up to this are rounding.
_ROUNDING = 2.0
#: A region's change in the last year is large from this share of the country's jobs on.
_LARGE = 0.0005
_REGIONS = 5  #: at most so many regions are told about
_OTHERS = 3  #: at most so many regions that change the other way are named


@dataclass(frozen=True)
class DriftRow:
    """A line of the drift table."""

    planned: float
    now: float
    difference: float
    state: str


@dataclass(frozen=True)
class Departure:
    """A zone at the end of the last observed year: jobs, and seats that stand.

    ``gap`` is the widest difference in seats (observed less planned) of all observed years, ``year`` the first with it:
    a park that came late may stand by the last year.
    """

    zone: str
    jobs: DriftRow
    seats: DriftRow
    gap: float
    year: int


@dataclass(frozen=True)
class RegionChange:
    """A region and the change of its jobs in the last year: whole jobs, ``end`` = ``past`` + ``later``.

    ``end`` is the change in the last year, ``past`` observed less planned at the end of the observed years, ``later``
    what the new plan adds after them more than the earlier one. Against the plan of the last observed year: ``seats``
    that stand, ``empty`` seats, ``people`` who are at hand and not hired. ``others`` change the other way, most first;
    empty where the country's jobs are not those of the earlier plan, since then nothing was only moved.
    """

    region: str
    end: int
    past: int
    later: int
    seats: float
    empty: float
    people: float
    others: tuple[tuple[str, int], ...]


def drift_rows(drift: pd.DataFrame, scope: str, quantity: str) -> dict[tuple[str, int], DriftRow]:
    """Rows of a scope and quantity by code and year, in the order of the table."""
    rows = drift[(drift["scope"] == scope) & (drift["quantity"] == quantity)]
    return {
        (str(code), int(year)): DriftRow(float(planned), float(now), float(difference), str(state))
        for code, year, planned, now, difference, state in rows[
            ["code", "year", "planned", "now", "difference", "state"]
        ].itertuples(index=False)
    }


def departures(drift: pd.DataFrame, last: int) -> list[Departure]:
    """Zones where jobs at the end of ``last``, or seats in any observed year, are more than 2 off; farthest first."""
    jobs, seats = (drift_rows(drift, "zone", quantity) for quantity in ("jobs", "seats"))
    gaps: dict[str, tuple[float, int]] = {}
    for (zone, year), row in sorted(seats.items()):
        if row.state == "observed" and abs(row.difference) > abs(gaps.get(zone, (0.0, last))[0]) + _ROUNDING:
            gaps[zone] = (row.difference, year)
    found = [
        Departure(zone, row, seats[zone, last], *gaps.get(zone, (0.0, last)))
        for (zone, year), row in jobs.items()
        if year == last
    ]
    kept = [each for each in found if _size(each) > _ROUNDING]
    return sorted(kept, key=lambda each: (-_size(each), each.zone))


def _size(departure: Departure) -> float:
    return max(abs(departure.jobs.difference), abs(departure.seats.difference), abs(departure.gap))


def region_changes(drift: pd.DataFrame, whole: Mapping[str, list[int]], last: int) -> list[RegionChange]:
    """The regions that departed from the plan or whose jobs of the last year change, farthest first.

    ``whole`` has for each region four whole figures: jobs planned and observed at the end of ``last``, jobs planned and
    planned anew for the last year. Told are regions where one of the two changes by 0.05 % of the country's jobs or
    more, and in any case the largest rise and the largest fall of the last year beyond rounding.
    """
    seats, used, trained = (drift_rows(drift, "region", name) for name in ("seats", "seats_used", "trained"))
    change = {region: figures[3] - figures[2] for region, figures in whole.items()}
    past = {region: figures[1] - figures[0] for region, figures in whole.items()}
    order = sorted(change, key=lambda region: (-max(abs(change[region]), abs(past[region])), region))
    large = _LARGE * sum(figures[2] for figures in whole.values())
    first = {max(change, key=lambda region: change[region] * sign, default="") for sign in (1, -1)}
    told = [
        region
        for region in order
        if max(abs(change[region]), abs(past[region])) >= large or (region in first and abs(change[region]) > _ROUNDING)
    ]
    moved = sum(change.values()) == 0
    found = []
    for region in told[:_REGIONS]:
        stand = seats[region, last].difference
        more = sum(row.difference for (code, year), row in trained.items() if code == region and year <= last)
        others = [
            (other, change[other])
            for other in sorted(change, key=lambda each: (-abs(change[each]), each))
            if change[other] * change[region] < 0 and abs(change[other]) > _ROUNDING
        ]
        found.append(
            RegionChange(
                region=region,
                end=change[region],
                past=past[region],
                later=change[region] - past[region],
                seats=_beyond_rounding(stand),
                empty=_beyond_rounding(stand - used[region, last].difference),
                people=_beyond_rounding(more - past[region]),
                others=tuple(others[:_OTHERS]) if moved else (),
            )
        )
    return found


def _beyond_rounding(value: float) -> float:
    return value if abs(value) > _ROUNDING else 0.0
