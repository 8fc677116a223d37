"""What the map of a plan shows, gathered before anything is drawn: places, figures, words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from siting.words import Lang, listing, number, percent, plural, say, signed

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from siting.results import Run

__all__ = ["PlanPicture", "alt_of", "project", "scenario_title", "title_of"]


@dataclass(frozen=True)
class PlanPicture:
    """Frozen content of a plan's map.

    ``zones`` is indexed by code and has region, name, jobs_base, jobs_last, seats_start, seats_last, seats_built (by
    the plan up to the last year), seats_committed (decided before it, delivered since the base year), standing_park,
    x, y (metres) and geometry; ``regions`` is indexed by code and has name, jobs_base, jobs_last and geometry. Both
    are in the same equal-area projection. ``notes`` are the lines under the map,
    ``alt`` its content in words.
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
    alt: str = ""


def project(frame: gpd.GeoDataFrame) -> str:
    """The equal-area projection centred on a layer in WGS84, as a PROJ string; the same for the same bounds."""
    west, south, east, north = frame.total_bounds
    return (
        f"+proj=laea +lat_0={round((south + north) / 2)} +lon_0={round((west + east) / 2)} "
        "+datum=WGS84 +units=m +no_defs"
    )


def scenario_title(run: Run, lang: Lang) -> str:
    """Title of the scenario of a run, its name, or nothing."""
    told = run.manifest.get("scenario") or {}
    if not isinstance(told, Mapping):
        return str(told)
    return str((told.get("title") or {}).get(lang) or told.get("name") or "")


def title_of(
    regions: gpd.GeoDataFrame, last_year: int, lang: Lang, *, scenario: str = "", base_year: int | None = None
) -> str:
    """The finding in a sentence: jobs in the last year, and what becomes of the largest region's share.

    With a scenario the sentence names it and tells how many jobs stand outside the two largest regions, so that two
    plans of a country can be told apart by their titles.
    """
    total, before = float(regions["jobs_last"].sum()), float(regions["jobs_base"].sum())
    top = regions["jobs_last"].idxmax()
    now = float(regions.loc[top, "jobs_last"]) / total if total else 0.0
    then = float(regions.loc[top, "jobs_base"]) / before if before else 0.0
    words = {
        "jobs": number(total, lang),
        "count": plural(total, lang),
        "last": last_year,
        "region": regions.loc[top, "name"],
        "before": percent(then, lang),
        "after": percent(now, lang),
    }
    if scenario and base_year is not None and len(regions) > 2:
        rest = total - float(regions["jobs_last"].nlargest(2).sum())
        return say("map-title-plan", lang, scenario=scenario, base=base_year, rest=number(rest, lang), **words)
    if round(now * 100) == round(then * 100):
        return say("picture-title-stays", lang, **words)
    return say("picture-title-falls" if now < then else "picture-title-rises", lang, **words)


def alt_of(
    title: str, values: pd.Series, names: Mapping[Any, str], lang: Lang, digits: int, *, change: bool = False
) -> str:
    """A map in words: its finding, the three highest and the three lowest figures, how many are missing."""
    figures, show = values.dropna(), signed if change else number
    ordered = figures.sort_values(ascending=False, kind="stable")
    ends = [
        listing(
            [say("map-alt-item", lang, place=names[code], value=show(value, lang, digits)) for code, value in part],
            lang,
        )
        for part in (ordered.iloc[:3].items(), ordered.iloc[::-1].iloc[:3].items())
    ]
    if figures.empty:
        return say("map-alt-empty", lang, title=title)
    return say("map-alt", lang, title=title, most=ends[0], least=ends[1], missing=len(values) - len(figures))
