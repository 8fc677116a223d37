"""The layers of a map: shading, borders, circles, scale bar. What is drawn on a `Sheet` takes its look from there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from siting.report.maps.scales import CircleScale, round_down_nice
from siting.report.page.labels import Box
from siting.report.page.layout import Frame
from siting.report.page.sheet import Sheet
from siting.words import number, say

if TYPE_CHECKING:
    import geopandas as gpd
    from matplotlib.axes import Axes
    from shapely.geometry.base import BaseGeometry

__all__ = [
    "draw_circles",
    "draw_land",
    "draw_outline",
    "draw_scale_bar",
]

#: The hatching of estimates: thin lines, far enough apart to leave the colour to be read.
HATCH = "////"
#: From so many zones on borders between them would hide what they enclose.
MANY = 400


def draw_land(
    sheet: Sheet,
    axes: Axes,
    frame: Frame,
    zones: gpd.GeoDataFrame,
    regions: gpd.GeoDataFrame,
    colours: Sequence[str],
    *,
    hatched: Sequence[bool] | None = None,
) -> None:
    """Zones in ``colours``, thin borders between them, dark ones between regions; ``hatched`` ones under thin lines.

    ``colours`` and ``hatched`` follow the order of ``zones``; both layers are in the projection of the frame. Borders
    are simplified to half a dot of the printed page, neighbours together, so that they still meet. The collections
    have the gids ``zones``, ``regions`` and ``hatched``; the faces of ``zones`` follow the order of ``zones``.
    """
    from matplotlib.collections import PathCollection

    look, many = sheet.style.colours, len(zones) > MANY
    shapes = _paths(zones, frame)
    axes.add_collection(
        PathCollection(
            shapes, facecolors=list(colours), edgecolors=list(colours) if many else look.zone_border,
            linewidths=0.15 if many else 0.4, zorder=1, gid="zones",
        ),
        autolim=False,
    )  # fmt: skip
    if hatched is not None and any(hatched):
        marked = [shape for shape, mark in zip(shapes, hatched, strict=True) if mark]
        axes.add_collection(
            PathCollection(
                marked, facecolors="none", edgecolors=look.hatch, linewidths=0.0, hatch=HATCH, zorder=1.5, gid="hatched"
            ),
            autolim=False,
        )
    axes.add_collection(
        PathCollection(
            _paths(regions, frame), facecolors="none", edgecolors=look.region_border, linewidths=0.8, zorder=2,
            gid="regions", joinstyle="round",
        ),
        autolim=False,
    )  # fmt: skip


def _paths(layer: gpd.GeoDataFrame, frame: Frame) -> list[Any]:
    """Outlines of a layer as matplotlib paths, simplified together to half a dot of the page at 300 dpi."""
    return list(_simplified(tuple(layer.geometry.to_wkb()), round(frame.scale / 600, 6)))


@lru_cache(maxsize=64)
def _simplified(shapes: tuple[bytes, ...], tolerance: float) -> tuple[Any, ...]:
    """Paths of outlines (WKB), neighbours simplified together to ``tolerance`` metres."""
    import shapely

    outlines = shapely.coverage_simplify(shapely.from_wkb(list(shapes)), tolerance)
    return tuple(_path(outline) for outline in outlines)


def _path(geometry: BaseGeometry) -> Any:
    """A polygon or multipolygon as one matplotlib path."""
    from matplotlib.path import Path

    parts = []
    for polygon in getattr(geometry, "geoms", [geometry]):
        parts += [Path(ring.coords, closed=True) for ring in (polygon.exterior, *polygon.interiors)]
    return Path.make_compound_path(*parts)


def draw_circles(sheet: Sheet, axes: Axes, frame: Frame, zones: gpd.GeoDataFrame, circles: CircleScale) -> list[Box]:
    """Seats as circles: the whole area is the last year's, the dark inner area the base year's. Returns their boxes.

    Large ones are drawn first. A white square marks a place with a dedicated park already open.
    """
    from matplotlib.patches import Circle

    look, boxes = sheet.style.colours, []
    west, south, east, north = frame.limits
    ordered = zones.sort_values("seats_last", ascending=False, kind="stable")
    for rank, row in enumerate(ordered.itertuples()):
        outer = circles.inches(row.seats_last)
        if outer < 0.008 or not (west <= row.x <= east and south <= row.y <= north):
            continue
        inner = min(outer, circles.inches(row.seats_start))
        at, order = (row.x, row.y), 4 + rank / len(ordered)
        disc = Circle(at, outer * frame.scale, facecolor=look.new, edgecolor=look.paper, linewidth=0.6, zorder=order)
        axes.add_artist(disc)  # as add_patch, without working out limits that are set already
        if inner >= 0.008:
            inside = Circle(at, inner * frame.scale, facecolor=look.standing, edgecolor="none", zorder=order)
            axes.add_artist(inside)
        if row.standing_park:
            axes.plot(
                row.x, row.y, "s", markersize=2.6, markerfacecolor=look.paper, markeredgecolor=look.ink,
                markeredgewidth=0.5, zorder=6,
            )  # fmt: skip
        left, bottom = frame.to_page(*at)
        reach = max(outer, 0.025)
        boxes.append(Box(left - reach, bottom - reach, left + reach, bottom + reach))
    return boxes


def draw_scale_bar(sheet: Sheet, axes: Axes, frame: Frame, left: float, bottom: float, longest: float = 1.1) -> None:
    """A bar of a round number of kilometres, at most ``longest`` inches long, at a page position."""
    km = round_down_nice(longest * frame.scale / 1000)
    x, y = frame.to_ground(left, bottom)
    ink = sheet.style.colours.ink
    axes.plot([x, x + km * 1000], [y, y], color=ink, linewidth=1.4, solid_capstyle="butt", zorder=7)
    at = (x + km * 500, y + 0.05 * frame.scale)
    sheet.write(
        axes,
        *at,
        say("map-km", sheet.lang, km=number(km, sheet.lang)),
        size=sheet.style.sizes.place,
        va="bottom",
        halo=True,
        gid="scale",
    )


def draw_outline(sheet: Sheet, axes: Axes, frame: Frame, window: Frame) -> list[Box]:
    """Show on a map what another frame enlarges. Returns the four lines (page inches), which names should not cross."""
    from matplotlib.patches import Rectangle

    west, south, east, north = window.limits
    muted = sheet.style.colours.muted
    axes.add_patch(
        Rectangle((west, south), east - west, north - south, fill=False, edgecolor=muted, linewidth=0.7, zorder=5.5)
    )
    left, bottom = frame.to_page(west, south)
    right, top = frame.to_page(east, north)
    lines = [Box(left, bottom, right, bottom), Box(left, top, right, top), Box(left, bottom, left, top)]
    return [line.grown(0.02) for line in [*lines, Box(right, bottom, right, top)]]
