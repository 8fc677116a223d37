"""The layers of a plan's map: shading, borders, circles, names, scale bar, legend."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from siting.report.labels import Box, Spot
from siting.report.layout import Frame
from siting.report.scales import CircleScale, class_of, colour_of, round_down_nice

if TYPE_CHECKING:
    import geopandas as gpd
    from matplotlib.axes import Axes
    from matplotlib.text import Text
    from shapely.geometry.base import BaseGeometry

__all__ = [
    "INK",
    "MUTED",
    "NEW",
    "STANDING",
    "axes_for",
    "circle_labels",
    "draw_circles",
    "draw_land",
    "draw_scale_bar",
    "region_spots",
    "text_size",
    "write",
]

INK = "#1f2428"
MUTED = "#5b6268"
NEW = "#e07b1a"
STANDING = "#3b3f44"


def axes_for(figure: Any, frame: Frame, framed: bool = False) -> Axes:
    """Axes that show a frame: one unit is one metre on the ground, the same on both axes."""
    wide, high = figure.get_size_inches()
    page = frame.page
    axes: Axes = figure.add_axes(
        (
            page.left / wide,
            page.bottom / high,
            (page.right - page.left) / wide,
            (page.top - page.bottom) / high,
        )
    )
    west, south, east, north = frame.limits
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.patch.set_facecolor("#ffffff")
    axes.patch.set_visible(framed)
    for spine in axes.spines.values():
        spine.set_visible(framed)
        spine.set_color(MUTED)
        spine.set_linewidth(0.7)
    return axes


def draw_land(
    axes: Axes, frame: Frame, zones: gpd.GeoDataFrame, regions: gpd.GeoDataFrame, breaks: Sequence[float]
) -> None:
    """Zones shaded by their class of jobs, thin white borders between them, dark ones between regions.

    Borders are simplified to half a dot of the printed page, neighbours together, so that they still meet.
    """
    import shapely
    from matplotlib.collections import PathCollection

    dot = frame.scale / 300

    colours = [colour_of(class_of(jobs, breaks), breaks) for jobs in zones["jobs_last"]]
    shapes = [_path(shape) for shape in shapely.coverage_simplify(zones.geometry.array, dot / 2)]
    many = len(shapes) > 400
    axes.add_collection(
        PathCollection(
            shapes, facecolors=colours, edgecolors=colours if many else "#ffffff", linewidths=0.15 if many else 0.4,
            zorder=1, gid="zones",
        ),
        autolim=False,
    )  # fmt: skip
    axes.add_collection(
        PathCollection(
            [_path(shape) for shape in shapely.coverage_simplify(regions.geometry.array, dot / 2)],
            facecolors="none", edgecolors="#6f767c", linewidths=0.8, zorder=2, gid="regions", joinstyle="round",
        ),
        autolim=False,
    )  # fmt: skip


def _path(geometry: BaseGeometry) -> Any:
    """A polygon or multipolygon as one matplotlib path."""
    from matplotlib.path import Path

    parts = []
    for polygon in getattr(geometry, "geoms", [geometry]):
        parts += [Path(ring.coords, closed=True) for ring in (polygon.exterior, *polygon.interiors)]
    return Path.make_compound_path(*parts)


def draw_circles(axes: Axes, frame: Frame, zones: gpd.GeoDataFrame, circles: CircleScale) -> list[Box]:
    """Seats as circles: the whole area is the last year's, the dark inner area the base year's. Returns their boxes.

    Large ones are drawn first. A white square marks a place with a dedicated park already open.
    """
    from matplotlib.patches import Circle

    boxes = []
    west, south, east, north = frame.limits
    ordered = zones.sort_values("seats_last", ascending=False, kind="stable")
    for rank, row in enumerate(ordered.itertuples()):
        outer = circles.inches(row.seats_last)
        if outer < 0.008 or not (west <= row.x <= east and south <= row.y <= north):
            continue
        inner = min(outer, circles.inches(row.seats_start))
        at, order = (row.x, row.y), 4 + rank / len(ordered)
        disc = Circle(at, outer * frame.scale, facecolor=NEW, edgecolor="#ffffff", linewidth=0.6, zorder=order)
        axes.add_patch(disc)
        if inner >= 0.008:
            axes.add_patch(Circle(at, inner * frame.scale, facecolor=STANDING, edgecolor="none", zorder=order))
        if row.standing_park:
            axes.plot(
                row.x, row.y, "s", markersize=2.6, markerfacecolor="#ffffff", markeredgecolor=INK,
                markeredgewidth=0.5, zorder=6,
            )  # fmt: skip
        left, bottom = frame.to_page(*at)
        reach = max(outer, 0.025)
        boxes.append(Box(left - reach, bottom - reach, left + reach, bottom + reach))
    return boxes


def draw_scale_bar(axes: Axes, frame: Frame, left: float, bottom: float) -> None:
    """A bar of a round number of kilometres, at most 1.1 inches long, at a page position."""
    km = round_down_nice(1.1 * frame.scale / 1000)
    x, y = frame.to_ground(left, bottom)
    axes.plot([x, x + km * 1000], [y, y], color=INK, linewidth=1.4, solid_capstyle="butt", zorder=7)
    write(axes, x + km * 500, y + 0.05 * frame.scale, f"{km:g} km", size=6.5, va="bottom")


def write(
    axes: Axes,
    x: float,
    y: float,
    text: str,
    *,
    size: float,
    colour: str = INK,
    weight: str = "normal",
    ha: str = "center",
    va: str = "center",
    halo: bool = True,
    gid: str | None = None,
) -> Text:
    """Text at a position of the axes. Names that stand on the map get a white halo (see `siting.report.save`)."""
    drawn = axes.text(
        x, y, text, fontsize=size, color=colour, fontweight=weight, ha=ha, va=va, zorder=8, linespacing=1.15,
    )  # fmt: skip
    drawn.set_gid(f"{'halo' if halo else 'plain'}-{gid or 'text'}")
    return drawn


def text_size(figure: Any, text: str, size: float, weight: str = "normal") -> tuple[float, float]:
    """Width and height in inches that a text takes on the page."""
    probe = figure.text(0, 0, text, fontsize=size, fontweight=weight, linespacing=1.15)
    box = probe.get_window_extent(figure.canvas.get_renderer(), dpi=figure.dpi)
    probe.remove()
    return box.width / figure.dpi, box.height / figure.dpi


def region_spots(
    frame: Frame,
    code: str,
    regions: Mapping[str, BaseGeometry],
    size: tuple[float, float],
    step: float = 0.09,
) -> list[Spot]:
    """Where a region's name may stand: best inside the region near its middle, then at sea, last on a neighbour."""
    import numpy as np
    import shapely

    own = regions[code]
    others = shapely.union_all([shape for key, shape in regions.items() if key != code])
    shapely.prepare(own)
    shapely.prepare(others)
    middle = frame.to_page(*shapely.point_on_surface(own).coords[0])
    heart = frame.to_page(*own.centroid.coords[0])
    west, south, east, north = own.bounds
    left, bottom = frame.to_page(west, south)
    right, top = frame.to_page(east, north)
    wide, high = size
    xs = np.arange(left - wide / 2 - 0.3, right + wide / 2 + 0.3, step)
    ys = np.arange(bottom - high - 0.2, top + high + 0.2, step)
    grid_x, grid_y = (part.ravel() for part in np.meshgrid(xs, ys))
    across, up = (part.ravel() for part in np.meshgrid(np.linspace(-0.5, 0.5, 9), np.linspace(-0.5, 0.5, 4)))
    ground = frame.to_ground(grid_x[:, None] + across * wide, grid_y[:, None] + up * high)
    inside = shapely.contains_xy(own, *ground).mean(axis=1)
    foreign = shapely.contains_xy(others, *ground).mean(axis=1)
    away = np.minimum(np.hypot(grid_x - heart[0], grid_y - heart[1]), np.hypot(grid_x - middle[0], grid_y - middle[1]))
    cost = 1.2 * (1 - inside) + 2.5 * foreign + 0.35 * away
    rectangles = shapely.box(
        *frame.to_ground(grid_x - wide / 2, grid_y - high / 2), *frame.to_ground(grid_x + wide / 2, grid_y + high / 2)
    )
    own_gap, other_gap = shapely.distance(rectangles, own), shapely.distance(rectangles, others)
    clear = (inside >= 0.4) | ((foreign == 0) & (own_gap < other_gap) & (own_gap < 0.25 * frame.scale))
    clear |= (inside > foreign) & (inside > 0.2)
    return [
        Spot(float(x), float(y), float(c)) for x, y, c, good in zip(grid_x, grid_y, cost, clear, strict=True) if good
    ]


def circle_labels(
    x: float,
    y: float,
    radius: float,
    size: tuple[float, float],
    others: Sequence[tuple[float, float, float]] = (),
) -> list[Spot]:
    """Where the name of a circle may stand: right, left, above, below and between, close by; then a little off.

    ``others`` are the other circles (x, y, radius): a spot that is as near to one of them, unless that is much
    smaller, would name the wrong one and is left out.
    """
    others = [other for other in others if other[2] >= 0.5 * radius]
    wide, high = size
    spots = []
    for order, (dx, dy) in enumerate(
        ((1, 0), (-1, 0), (1, 0.8), (1, -0.8), (-1, 0.8), (-1, -0.8), (0, 1), (0, -1), (0.5, 1), (-0.5, 1))
    ):
        for far in (0.03, 0.07, 0.12):
            reach = radius + far
            cost = 0.02 * order + 1.5 * (far - 0.03)
            if dx in (1, -1):
                spot = Spot(
                    x + dx * (reach * math.cos(math.asin(abs(dy) * 0.9)) + wide / 2),
                    y + dy * 0.9 * reach,
                    cost,
                )
            else:
                spot = Spot(x + dx * wide * 0.6, y + dy * (reach + high / 2), cost)
            own = _gap(spot, size, (x, y, radius))
            if all(_gap(spot, size, other) > own + 0.04 for other in others):
                spots.append(spot)
    return spots


def _gap(spot: Spot, size: tuple[float, float], circle: tuple[float, float, float]) -> float:
    """Distance in inches between a label's rectangle and the edge of a circle; negative when they overlap."""
    x, y, radius = circle
    wide = max(abs(spot.x - x) - size[0] / 2, 0.0)
    high = max(abs(spot.y - y) - size[1] / 2, 0.0)
    return math.hypot(wide, high) - radius
