"""A part of the country enlarged: which window it needs, and where it lies, on a small map of the country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siting.report.maps.ground import Ground
from siting.report.maps.layers import draw_land
from siting.report.page.labels import Box
from siting.report.page.layout import Frame, fit

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from siting.report.page.sheet import Sheet
    from siting.words import Lang

__all__ = ["LOCATOR", "draw_locator", "draw_region_locator", "land_colours", "scenario_of_run", "wide_bounds"]

#: Width and height of the small map in inches.
LOCATOR = (1.25, 1.2)


def land_colours(sheet: Sheet, ground: Ground, own: pd.Index | None = None) -> list[str]:
    """Plain land for every zone; those outside ``own`` in the grey of what is not looked at."""
    look = sheet.style.colours
    return [look.none if own is None or code in own else look.missing for code in ground.zones.index]


def wide_bounds(bounds: tuple[float, float, float, float], share: float = 0.06) -> tuple[float, float, float, float]:
    """West, south, east, north grown by a share of the longer side."""
    west, south, east, north = bounds
    by = share * max(east - west, north - south)
    return west - by, south - by, east + by, north + by


def draw_locator(sheet: Sheet, box: Box, ground: Ground, window: Frame, own: str | None = None) -> None:
    """The country in a corner with the outline of ``window``; the region ``own`` is filled."""
    from matplotlib.patches import Rectangle

    look = sheet.style.colours
    frame = fit(box.grown(-0.04), ground.regions.total_bounds)
    axes = sheet.axes(box, limits=(*frame.to_ground(box.left, box.bottom), *frame.to_ground(box.right, box.top)),
                      framed=True)  # fmt: skip
    colours = [look.accent if code == own else look.none for code in ground.regions.index]
    draw_land(sheet, axes, frame, ground.regions, ground.regions, colours)
    west, south, east, north = window.limits
    axes.add_patch(
        Rectangle((west, south), east - west, north - south, fill=False, edgecolor=look.new, linewidth=1.0, zorder=6)
    )


def draw_region_locator(sheet: Sheet, box: Box, regions: gpd.GeoDataFrame, own: str) -> None:
    """The country in a corner with one region filled; ``regions`` are outlines by code."""
    look = sheet.style.colours
    frame = fit(box.grown(-0.04), regions.total_bounds)
    limits = (*frame.to_ground(box.left, box.bottom), *frame.to_ground(box.right, box.top))
    axes = sheet.axes(box, limits=limits)
    colours = [look.accent if code == own else look.none for code in regions.index]
    draw_land(sheet, axes, frame, regions, regions, colours)
    for layer in axes.collections:
        layer.set_linewidth(0.3)


def scenario_of_run(manifest: object, lang: Lang) -> str:
    """Title of a run's scenario in a language, or its name; empty where it had none."""
    told = manifest.get("scenario") if hasattr(manifest, "get") else None
    if isinstance(told, dict):
        return str((told.get("title") or {}).get(lang) or told.get("name") or "")
    return str(told or "")
