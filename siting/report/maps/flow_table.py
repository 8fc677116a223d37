"""Who commutes where, from the staff of a plan: whole people from the zone where they live to the one of their job."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from siting.report.maps.scales import round_down_nice

if TYPE_CHECKING:
    import pandas as pd

    from siting.results import Run

__all__ = ["Flows", "commuters"]

#: A flow narrower than this share of the widest is too thin to be seen; the limit is rounded up to 1, 2 or 5 x 10^n.
_THINNEST = 0.03
_MOST = 150  #: flows on one map


@dataclass(frozen=True)
class Flows:
    """Trips to work of a year.

    ``between`` has origin, zone, origin_region, zone_region, people (whole, at least 1), largest first; ``within`` has
    the people who work in the zone where they live, by zone.
    """

    year: int
    between: pd.DataFrame
    within: pd.Series

    @property
    def people(self) -> int:
        """Everybody who works in the sector."""
        return self.away + int(self.within.sum())

    @property
    def away(self) -> int:
        """Those who work in another zone than the one where they live."""
        return int(self.between["people"].sum())

    @cached_property
    def least(self) -> int:
        """Flows of fewer people are not drawn."""
        people = self.between["people"]
        if people.empty:
            return 1
        thin = _THINNEST * float(people.max())
        if len(people) > _MOST:
            thin = max(thin, float(people.iloc[_MOST]) + 1)
        floor = round_down_nice(max(thin, 1.0))
        steps = [floor * step for step in (1.0, 2.0, 2.5, 5.0, 10.0)]
        return int(next(step for step in steps if step >= thin - 1e-9 and step == round_down_nice(step)))

    @property
    def drawn(self) -> pd.DataFrame:
        """Flows that are wide enough to be seen."""
        return self.between[self.between["people"] >= self.least]

    @property
    def omitted(self) -> pd.DataFrame:
        """Flows too thin to be drawn; the map tells how many and how many people."""
        return self.between[self.between["people"] < self.least]

    def touching(self, region: str) -> Flows:
        """The trips that begin or end in a region, and the people who live and work in its zones."""
        ends = (self.between["origin_region"] == region) | (self.between["zone_region"] == region)
        own = self.within.index.map(self._regions) == region
        return Flows(self.year, self.between[ends].reset_index(drop=True), self.within[own])

    @cached_property
    def _regions(self) -> dict[str, str]:
        told: dict[str, str] = self.within.attrs["regions"]
        return told


def commuters(run: Run, year: int) -> Flows:
    """The flows of a plan's year, rounded to whole people by largest remainder so that they add up to all staff."""

    from siting.results import round_whole

    staff = run.table("staff")
    staff = staff[(staff["year"] == year) & (staff["staff"] > 0)]
    pairs = staff.groupby(["origin", "zone"], as_index=False)["staff"].sum()
    pairs["people"] = round_whole(pairs.set_index(pairs["origin"] + ">" + pairs["zone"])["staff"]).to_numpy()
    region = run.inputs.zones.set_index("zone")["region"]
    pairs = pairs[pairs["people"] > 0].assign(
        origin_region=pairs["origin"].map(region), zone_region=pairs["zone"].map(region)
    )
    home = pairs["origin"] == pairs["zone"]
    columns = ["origin", "zone", "origin_region", "zone_region", "people"]
    between = pairs.loc[~home, columns].sort_values(["people", "origin", "zone"], ascending=[False, True, True])
    within: pd.Series = pairs[home].set_index("zone")["people"]
    within.attrs["regions"] = dict(region.items())
    return Flows(year, between.reset_index(drop=True), within)
