"""Travel times between places, in minutes.

A time is geodesic km x circuity / speed, with the speed of the trip's length; a known time replaces it.
Inside a zone it is the mean distance from where people live to the centre x circuity / city speed, capped.
A trip to another zone starts where people live, not at the centre: the two add up as legs at right angles.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from siting.config.places import Travel
from siting.geo.arrays import Bools, Floats
from siting.geo.hierarchy import Hierarchy, numeric

__all__ = ["arcs", "geodesic_km", "minutes_to_points", "road_minutes", "zone_minutes"]

EARTH_RADIUS_KM = 6371.0088


def geodesic_km(lon_a: Floats, lat_a: Floats, lon_b: Floats, lat_b: Floats) -> Floats:
    """Great-circle km between two sets of WGS84 points, every pair: shape (len(a), len(b)). Within 0.5 % of
    the ellipsoid."""
    lon1, lat1 = np.radians(lon_a)[:, None], np.radians(lat_a)[:, None]
    lon2, lat2 = np.radians(lon_b)[None, :], np.radians(lat_b)[None, :]
    half = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0))))


def road_minutes(km: Floats, travel: Travel, motorway: Bools | None = None) -> Floats:
    """Minutes by road for geodesic km; ``motorway`` marks pairs with motorway access at both ends."""
    speed = travel.speed_kmh
    road = km * travel.circuity
    long = np.where(motorway, speed.motorway, speed.long) if motorway is not None else speed.long
    return np.asarray(road / np.where(road < speed.threshold_km, speed.short, long) * 60)


def zone_minutes(zones: Hierarchy, travel: Travel) -> Floats:
    """Minutes between every pair of zones of the level, shape (zones, zones), origin first.

    sqrt(centre to centre^2 + inside the origin^2): people live on all sides of their centre. Without the second
    leg two neighbours would gain by exchanging their staff: a trip to the other would be shorter than one at home.
    """
    access = zones.from_provinces("network_access", "motorway", "mean") >= 0.5
    km = geodesic_km(zones.longitude, zones.latitude, zones.longitude, zones.latitude)
    minutes = road_minutes(km, travel, access[:, None] & access[None, :])
    inside = numeric(zones.frame, "internal_km", 0.0) * travel.circuity / travel.speed_kmh.internal * 60
    inside = np.minimum(inside, travel.max_internal_minutes)
    minutes = np.hypot(minutes, inside[:, None])
    np.fill_diagonal(minutes, inside)
    _replace_known(minutes, zones)
    return minutes


def _replace_known(minutes: Floats, zones: Hierarchy) -> None:
    """Put in the times that the data know, both ways where only one is known. Other levels' rows are not used."""
    known = zones.tables.table("travel_times")
    position = pd.Series(np.arange(len(zones.codes)), index=pd.Index(zones.codes))
    start = known["from_code"].astype(str).map(position)
    end = known["to_code"].astype(str).map(position)
    here = (start.notna() & end.notna()).to_numpy()
    if not here.any():
        return
    i, j = start[here].to_numpy(dtype=np.intp), end[here].to_numpy(dtype=np.intp)
    times = numeric(known[here], "minutes")
    minutes[j, i] = times
    minutes[i, j] = times


def minutes_to_points(zones: Hierarchy, lon: Floats, lat: Floats, travel: Travel) -> Floats:
    """Minutes from every zone's centre to every point, shape (zones, points)."""
    return road_minutes(geodesic_km(zones.longitude, zones.latitude, lon, lat), travel)


def arcs(minutes: Floats, zones: Hierarchy, usable: Bools, max_minutes: float) -> pd.DataFrame:
    """Commuting arcs: trips within the limit into zones where a job can stand, and every zone to itself."""
    keep = (minutes <= max_minutes) & usable[None, :]
    np.fill_diagonal(keep, True)
    i, j = np.nonzero(keep)
    codes = np.array(zones.codes, dtype=object)
    return pd.DataFrame({"origin": codes[i], "zone": codes[j], "minutes": minutes[i, j]})
