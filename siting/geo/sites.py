"""Seats: what stands, what is coming, what can be built, and at what price."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from siting.config.schema import Model
from siting.geo.arrays import Bools, Floats
from siting.geo.hierarchy import Hierarchy, numeric

__all__ = ["PARK_KINDS", "Sites", "seats_per_job", "sites"]

#: Kinds of park that hold offshoring firms. Technoparks are incubators: their tenants are few and small.
PARK_KINDS = ("offshoring", "tech_valley")


@dataclass(frozen=True)
class Sites:
    """Arrays by zone; ``seats_committed`` and ``floor_m2`` (park floor standing at year end) by zone and year."""

    seats_start: Floats
    seats_committed: Floats
    max_new_seats: Floats
    capex_per_seat: float  #: MMAD
    opening_cost: Floats  #: MMAD
    territorial_premium: Floats
    standing: Bools


def seats_per_job(model: Model) -> Floats:
    """Seats that one job needs, by segment: people at home and second shifts need none."""
    return np.array([(1 - s.remote_share) / s.shifts for s in model.segments.values()])


def sites(zones: Hierarchy, model: Model, jobs: Floats) -> Sites:
    """Everything about seats. ``jobs``: baseline, shape (zones, segments)."""
    rules = model.parks
    size = len(zones.codes)
    parks = zones.tables.table("parks")
    parks = parks[parks["kind"].isin(PARK_KINDS) & parks["status"].isin(["standing", "committed"])]
    home = zones.locate(parks)
    floor = numeric(parks, "floor_m2", 0.0) * (parks["status"] == "standing").to_numpy()
    vacant = floor * (1 - numeric(parks, "occupancy", 1.0))
    planned = np.maximum(numeric(parks, "floor_planned_m2", 0.0) - numeric(parks, "floor_m2", 0.0), 0)
    committed = _committed(zones, model)
    land = np.bincount(home, weights=planned, minlength=size) / rules.m2_per_seat
    market = rules.market_seats_per_1000_active * zones.values("talent", "labour_force") / 1000
    standing = np.zeros(size, dtype=bool)
    standing[home] = True
    return Sites(
        seats_start=jobs @ seats_per_job(model) / rules.occupancy
        + np.bincount(home, weights=vacant, minlength=size) / rules.m2_per_seat,
        seats_committed=committed,
        max_new_seats=market + np.maximum(land - committed.sum(axis=1), 0),
        capex_per_seat=rules.m2_per_seat * (rules.build_cost_mad_m2 + rules.land_cost_mad_m2) / 1e6,
        opening_cost=np.where(standing, 0.0, rules.opening_cost_mmad),
        territorial_premium=_premium(zones, model),
        standing=standing,
    )


def _committed(zones: Hierarchy, model: Model) -> Floats:
    """Seats whose delivery is committed, shape (zones, years). Deliveries up to the base year are in the
    baseline."""
    table = zones.tables.table("park_deliveries")
    out = np.zeros((len(zones.codes), len(model.years)))
    year = numeric(table, "year").astype(int)
    here = (table["status"] == "committed").to_numpy() & np.isin(year, model.years)
    table = table[here]
    np.add.at(out, (zones.locate(table), year[here] - model.years[0]), numeric(table, "seats", 0.0))
    return out


def _premium(zones: Hierarchy, model: Model) -> Floats:
    """Share of an investment that the state pays; the model file's rate of a category wins over the data's."""
    charter = zones.tables.table("charter")
    stated = charter["category"].map(model.incentives.territorial_premium)
    share = pd.to_numeric(stated).fillna(pd.to_numeric(charter["premium_share"])).to_numpy(dtype=float)
    by_province = pd.Series(share, index=charter["province_code"].astype(str))
    values = by_province.reindex(zones.every["province"]["code"]).fillna(0.0).to_numpy(dtype=float)
    return zones.shift(values, "province", "mean")
