"""What the map of a plan shows, gathered before anything is drawn: places, figures, words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siting.report.words import Lang, number, percent, word

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["PlanPicture", "project", "title_of"]


@dataclass(frozen=True)
class PlanPicture:
    """Frozen content of a plan's map.

    ``zones`` is indexed by code and has region, name, jobs_base, jobs_last, seats_start, seats_last, standing_park,
    x, y (metres) and geometry; ``regions`` is indexed by code and has name, jobs_base, jobs_last and geometry. Both
    are in the same equal-area projection. ``notes`` are the lines under the map.
    """

    zones: gpd.GeoDataFrame
    regions: gpd.GeoDataFrame
    base_year: int
    last_year: int
    level: str
    lang: Lang
    title: str
    subtitle: str
    notes: tuple[str, ...]


def project(frame: gpd.GeoDataFrame) -> str:
    """The equal-area projection centred on a layer in WGS84, as a PROJ string; the same for the same bounds."""
    west, south, east, north = frame.total_bounds
    return (
        f"+proj=laea +lat_0={round((south + north) / 2)} +lon_0={round((west + east) / 2)} "
        "+datum=WGS84 +units=m +no_defs"
    )


def title_of(regions: gpd.GeoDataFrame, last_year: int, lang: Lang) -> str:
    """The finding in a sentence: jobs in the last year, and what becomes of the largest region's share."""
    total, before = float(regions["jobs_last"].sum()), float(regions["jobs_base"].sum())
    top = regions["jobs_last"].idxmax()
    now = float(regions.loc[top, "jobs_last"]) / total if total else 0.0
    then = float(regions.loc[top, "jobs_base"]) / before if before else 0.0
    words = {
        "jobs": number(total, lang),
        "last": last_year,
        "region": regions.loc[top, "name"],
        "before": percent(then, lang),
        "after": percent(now, lang),
    }
    if round(now * 100) == round(then * 100):
        return word("title_stays", lang, **words)
    return word("title_falls" if now < then else "title_rises", lang, **words)
