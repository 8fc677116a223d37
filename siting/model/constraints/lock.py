"""Decisions that are taken already."""

from __future__ import annotations

import numpy as np

from siting.model.arrays import Param
from siting.model.data import ModelData
from siting.model.registry import constraint
from siting.model.rows import Block
from siting.model.variables import Variables


@constraint("lock_in", over=("zone",), unit="seats")
def lock_in(v: Variables, d: ModelData) -> Block | None:
    r"""A zone that is locked in gets at least a park of the smallest size.

    $$ \sum_{t} x_{zt} \ge X^{min} \qquad \forall z \in Z^{in} $$

    Zones locked out have no variable to build with.

    Dual: what one more seat forced on z costs (MMAD per seat).
    Source: existing facilities that must stay, Melo, Nickel and Saldanha-da-Gama (2006).
    """
    zones = [d.sets["zone"].index(zone) for zone in d.scalars.locks.zones_in]
    if not zones:
        return None
    rows = d.rows(keys={"zone": np.array(sorted(zones), dtype=np.int64)})
    return rows.sum(v.build.where(np.isin(v.build.index["zone"], zones))) >= d.scalars.min_park_seats


@constraint("lock_seats", over=("zone", "year"), unit="seats")
def lock_seats(v: Variables, d: ModelData) -> Block | None:
    r"""A seat plan that is decided is carried out as it stands.

    $$ x_{zt} = \hat x_{zt} \qquad \forall (z,t) \text{ decided} $$

    Dual: what one more seat in the decided plan of z in year t costs (MMAD per seat).
    Source: rolling-horizon planning, Sethi and Sorger (1991).
    """
    decided = np.full((d.sizes["zone"], d.sizes["year"]), np.nan)
    for zone, by_year in d.scalars.locks.seats.items():
        for year, seats in by_year.items():
            decided[d.sets["zone"].index(zone), d.sets["year"].index(str(year))] = seats
    zones, years = np.nonzero(~np.isnan(decided))
    if not len(zones):
        return None
    here = ~np.isnan(decided[v.build.index["zone"], v.build.index["year"]])
    rows = d.rows(keys={"zone": zones, "year": years})
    return rows.sum(v.build.where(here)).equals(Param(("zone", "year"), decided))
