"""The indicators behind the indices: one function each, raw and in natural units, by zone or by zone and
year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd

from siting.config.schema import Model
from siting.geo.arrays import Bools, Floats
from siting.geo.hierarchy import Hierarchy, numeric
from siting.geo.sites import PARK_KINDS
from siting.geo.talent import new_entrants
from siting.geo.travel import geodesic_km, minutes_to_points

__all__ = ["INDICATORS", "NOWHERE_MINUTES", "Context", "Indicator"]

#: What stands for "there is none" in an indicator of minutes: a day.
NOWHERE_MINUTES = 1440.0
NOWHERE_KM = 2000.0

IndexName = Literal["connectivity", "infrastructure", "talent"]


@dataclass(frozen=True)
class Context:
    """What indicators are computed from. ``years`` start with the base year."""

    zones: Hierarchy
    model: Model
    minutes: Floats  #: between zones, origin first
    pool: Floats  #: eligible pool of the first planned year, by zone

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Base year and planned years."""
        return (self.model.horizon.base_year, *self.model.years)

    @cached_property
    def reach(self) -> Bools:
        """Whether people who live in a zone (row) can get to a zone (column) within reach; their own always."""
        near = self.minutes <= self.model.indices.reach_minutes
        np.fill_diagonal(near, True)
        return near

    def to(self, frame: pd.DataFrame) -> Floats:
        """Minutes from every zone to every facility of a table."""
        return minutes_to_points(self.zones, *self.zones.points(frame), self.model.travel)


@dataclass(frozen=True)
class Indicator:
    """``reverse``: less is better. ``log``: scaled on log10(1 + raw), because a few cities dwarf the rest."""

    index: IndexName
    unit: str
    compute: Callable[[Context], Floats]
    reverse: bool = False
    log: bool = False


def _airport_minutes(c: Context) -> Floats:
    """Minutes to the best airport; one with a tenth of the busiest one's traffic counts as so much further away."""
    airports = c.zones.tables.table("airports")
    if airports.empty:
        return np.full(len(c.zones.codes), NOWHERE_MINUTES)
    least = c.model.indices.airport_min_passengers
    traffic = np.maximum(numeric(airports, "passengers", least), least)
    further = c.model.indices.airport_tenfold_minutes * np.log10(traffic.max() / traffic)
    return np.asarray(np.minimum((c.to(airports) + further[None, :]).min(axis=1), NOWHERE_MINUTES))


def _nearest_open(distance: Floats, opening: Floats, years: tuple[int, ...], nowhere: float) -> Floats:
    """Distance to the nearest facility that is open in each year, shape (zones, years)."""
    out = np.full((distance.shape[0], len(years)), nowhere)
    for k, year in enumerate(years):
        there = opening <= year
        if there.any():
            out[:, k] = np.minimum(distance[:, there].min(axis=1), nowhere)
    return out


def _high_speed_minutes(c: Context) -> Floats:
    """Minutes to the nearest high-speed station open in the year; those to come are put off by the model's delay."""
    stations = c.zones.tables.table("rail_stations")
    stations = stations[numeric(stations, "high_speed", 0.0) > 0]
    stated = numeric(stations, "opening_year", 9999.0)
    base, first = c.years[:2]
    # What was not open in the base year is a fact: no negative delay opens it then.
    later = np.maximum(stated + c.model.indices.high_speed_delay_years, first)
    return _nearest_open(c.to(stations), np.where(stated > base, later, stated), c.years, NOWHERE_MINUTES)


def _motorway(c: Context) -> Floats:
    """1 with a motorway, 0.5 with an expressway only."""
    motorway = c.zones.from_provinces("network_access", "motorway", "mean")
    expressway = c.zones.from_provinces("network_access", "expressway", "mean")
    return np.maximum(motorway, expressway / 2)


def _passenger_rail(c: Context) -> Floats:
    return c.zones.from_provinces("network_access", "passenger_rail", "mean")


def _mobile_5g(c: Context) -> Floats:
    """1 for the first wave, 0.5 for the second, 0 for later; a province without a row comes later."""
    table = c.zones.tables.table("network_access")
    wave = pd.Series(numeric(table, "mobile_5g_wave", 3.0), index=table["province_code"].astype(str))
    score = (3 - wave.reindex(c.zones.every["province"]["code"]).fillna(3).to_numpy(dtype=float)) / 2
    return c.zones.shift(score, "province", "mean")


def _cable_or_data_centre_km(c: Context) -> Floats:
    """Geodesic km to the nearest cable landing or operating data centre; without a date it is taken as there."""
    landings = c.zones.tables.table("cable_landings")
    centres = c.zones.tables.table("data_centres")
    opening = np.concatenate(
        [
            numeric(landings, "opening_year", 0.0),
            np.where(
                (centres["status"] == "operating").to_numpy(dtype=bool),
                numeric(centres, "opening_year", 0.0),
                numeric(centres, "opening_year", 9999.0),
            ),
        ]
    )
    points = [c.zones.points(landings), c.zones.points(centres)]
    lon, lat = (np.concatenate([p[k] for p in points]) for k in (0, 1))
    km = geodesic_km(c.zones.longitude, c.zones.latitude, lon, lat)
    return _nearest_open(km, opening, c.years, NOWHERE_KM)


def _park_floor_in_reach(c: Context) -> Floats:
    """m2 of parks that stand at year end within reach: standing floor, and committed seats x m2 per seat."""
    parks = c.zones.tables.table("parks")
    parks = parks[parks["kind"].isin(PARK_KINDS) & (parks["status"] == "standing")]
    coming = c.zones.tables.table("park_deliveries")
    coming = coming[coming["status"] == "committed"]
    standing = _near(c, parks) @ numeric(parks, "floor_m2", 0.0)
    seats = numeric(coming, "seats", 0.0)[:, None] * (
        (numeric(coming, "year")[:, None] <= np.array(c.years)[None, :])
        & (numeric(coming, "year")[:, None] > c.years[0])
    )
    return np.asarray(standing[:, None] + _near(c, coming) @ seats * c.model.parks.m2_per_seat)


def _near(c: Context, frame: pd.DataFrame) -> Floats:
    """1 where a facility is within reach of a zone, or stands in it; shape (zones, facilities)."""
    near = c.to(frame) <= c.model.indices.reach_minutes
    near[c.zones.locate(frame), np.arange(len(frame))] = True
    return near.astype(float)


def _share(table: str, column: str) -> Callable[[Context], Floats]:
    return lambda c: c.zones.values(table, column)


def _vacant_dwellings(c: Context) -> Floats:
    dwellings = c.zones.values("infrastructure", "urban_dwellings")
    return np.asarray(dwellings * c.zones.values("infrastructure", "vacant_share"))


def _pool_in_reach(c: Context) -> Floats:
    return np.asarray(c.pool @ c.reach)


def _new_entrants_in_reach(c: Context) -> Floats:
    return np.asarray(new_entrants(c.zones) @ c.reach)


#: Name -> indicator. The names are the keys of `indices` in a model file.
INDICATORS: dict[str, Indicator] = {
    "airport_minutes": Indicator("connectivity", "minutes, weighted by traffic", _airport_minutes, reverse=True),
    "high_speed_minutes": Indicator("connectivity", "minutes", _high_speed_minutes, reverse=True),
    "motorway": Indicator("connectivity", "1 motorway, 0.5 expressway", _motorway),
    "passenger_rail": Indicator("connectivity", "0 or 1", _passenger_rail),
    "mobile_5g": Indicator("connectivity", "1 first wave, 0.5 second", _mobile_5g),
    "cable_or_data_centre_km": Indicator("connectivity", "km", _cable_or_data_centre_km, reverse=True),
    "park_floor_in_reach": Indicator("infrastructure", "m2", _park_floor_in_reach, log=True),
    "establishments_50_plus": Indicator(
        "infrastructure", "establishments", _share("infrastructure", "establishments_50_plus"), log=True
    ),
    "water": Indicator("infrastructure", "fraction of households", _share("infrastructure", "water_share")),
    "electricity": Indicator("infrastructure", "fraction of households", _share("infrastructure", "electricity_share")),
    "sewer": Indicator("infrastructure", "fraction of households", _share("infrastructure", "sewer_share")),
    "vacant_dwellings": Indicator("infrastructure", "dwellings", _vacant_dwellings, log=True),
    "pool_in_reach": Indicator("talent", "people", _pool_in_reach, log=True),
    "french": Indicator("talent", "fraction of literate people", _share("talent", "french_share")),
    "english": Indicator("talent", "fraction of literate people", _share("talent", "english_share")),
    "new_entrants_in_reach": Indicator("talent", "people/year", _new_entrants_in_reach, log=True),
}
