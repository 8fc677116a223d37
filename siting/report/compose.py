"""The map of a plan: one page that a newspaper could print. Deterministic: the same run gives the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from siting.report.crowd import choose_circles, inset_window
from siting.report.headings import MARGIN, PAGE, draw_footer, draw_header
from siting.report.labels import Box, Label, Spot, place
from siting.report.layers import (
    MUTED,
    axes_for,
    circle_labels,
    draw_circles,
    draw_land,
    draw_scale_bar,
    region_spots,
    text_size,
    write,
)
from siting.report.layout import Frame, arrange, fit
from siting.report.legend import LEGEND_SIZE, draw_legend
from siting.report.picture import PlanPicture
from siting.report.scales import CircleScale, class_breaks
from siting.report.words import number, word

if TYPE_CHECKING:
    import geopandas as gpd
    from matplotlib.figure import Figure
    from shapely.geometry.base import BaseGeometry

__all__ = ["draw", "wrap"]

_INSET = (3.35, 2.55)
_DISC_COST = 400.0  #: of covering a circle with a name, per square inch
_SMALL = 6.5  #: points, names of places
_NAMED = 14  #: places named on the main map and in the inset, largest first


def draw(picture: PlanPicture) -> Figure:
    """Draw a plan on a page. The figure carries the boxes of its map labels as ``figure.label_boxes``."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with mpl.rc_context({"font.family": "DejaVu Sans", "axes.unicode_minus": False}):
        figure = Figure(figsize=PAGE, dpi=100, facecolor="#ffffff")
        FigureCanvasAgg(figure)
        header, footer = draw_header(figure, picture), draw_footer(figure, picture)
        page = Box(MARGIN, footer + 0.1, PAGE[0] - MARGIN, header - 0.12)
        figure.label_boxes = _map(figure, picture, page)  # type: ignore[attr-defined]
    return figure


def _map(figure: Figure, picture: PlanPicture, page: Box) -> dict[str, dict[str, Box]]:
    """Map, inset and legend. Returns the boxes of the labels of each frame."""
    zones, regions = picture.zones, picture.regions
    breaks = class_breaks(list(zones["jobs_last"]))
    land = regions.geometry.union_all().simplify(2_000)
    frame, boxes = arrange(page, land, [_INSET, LEGEND_SIZE])
    circles, crowd = choose_circles(zones, frame.scale, _INSET)
    if not crowd:
        frame, boxes = arrange(page, land, [LEGEND_SIZE])
    main = axes_for(figure, frame)
    draw_land(main, frame, zones, regions, breaks)
    bar = _scale_bar_box(frame, land, boxes)
    draw_scale_bar(main, frame, bar.left, bar.bottom + 0.05)
    taken = [*boxes, bar]
    soft = [(disc, _DISC_COST) for disc in draw_circles(main, frame, zones, circles)]
    labels = {}
    if crowd:
        inset = fit(boxes[0], inset_window(zones, crowd, _INSET))
        soft += _outline(main, frame, inset)
        labels["inset"] = _inset(figure, inset, picture, breaks, circles)
    labels["map"] = _names(figure, main, frame, picture, taken, soft, circles, skip=crowd)
    draw_legend(figure, boxes[-1], picture, breaks, circles)
    return labels


def _scale_bar_box(frame: Frame, land: BaseGeometry, boxes: Sequence[Box]) -> Box:
    """A place for the scale bar at the foot of the map that covers neither land nor a slot."""
    from shapely.geometry import box as rectangle

    page, step = frame.page, (frame.page.right - frame.page.left - 1.25) / 8
    spots = [
        Box(left, page.bottom, left + 1.25, page.bottom + 0.3) for left in (page.left + step * i for i in range(9))
    ]
    free = [spot for spot in spots if not any(spot.overlap(box.grown(0.1)) for box in boxes)]
    return min(free, key=lambda spot: land.intersection(rectangle(*frame.ground_box(spot.grown(0.1)))).area)


def _outline(main: Any, frame: Frame, inset: Frame) -> list[tuple[Box, float]]:
    """Show on the map what the inset enlarges. Returns the four lines, which names should not cross."""
    from matplotlib.patches import Rectangle

    west, south, east, north = inset.limits
    main.add_patch(
        Rectangle((west, south), east - west, north - south, fill=False, edgecolor=MUTED, linewidth=0.7, zorder=5.5)
    )
    left, bottom = frame.to_page(west, south)
    right, top = frame.to_page(east, north)
    lines = [Box(left, bottom, right, bottom), Box(left, top, right, top), Box(left, bottom, left, top)]
    return [(line.grown(0.02), _DISC_COST) for line in [*lines, Box(right, bottom, right, top)]]


def _inset(
    figure: Figure, frame: Frame, picture: PlanPicture, breaks: Sequence[float], circles: CircleScale
) -> dict[str, Box]:
    """The crowded corner enlarged, its largest places named with their jobs."""
    axes = axes_for(figure, frame, framed=True)
    draw_land(axes, frame, picture.zones, picture.regions, breaks)
    discs = draw_circles(axes, frame, picture.zones, circles)
    west, south, east, north = frame.limits
    zones = picture.zones
    inside = zones[zones["x"].between(west, east) & zones["y"].between(south, north) & (zones["seats_last"] >= 1.0)]
    named = inside.nlargest(_NAMED, "seats_last", keep="first")
    spots, requests, texts = _discs(frame, picture.zones, circles), [], {}
    for row in named.itertuples():
        texts[str(row.Index)] = f"{row.name}\n{number(row.jobs_last, picture.lang)}"
        requests.append(_circle_request(figure, row, texts[str(row.Index)], spots))
    bar = Box(frame.page.right - 1.0, frame.page.bottom, frame.page.right, frame.page.bottom + 0.25)
    caption = _caption(figure, axes, frame, picture, discs)
    chosen = place(requests, frame.page, [bar, caption], [(disc, _DISC_COST) for disc in discs])
    draw_scale_bar(axes, frame, frame.page.right - 0.75, frame.page.bottom + 0.08)
    return _write_all(axes, frame, requests, chosen, texts)


def _caption(figure: Figure, axes: Any, frame: Frame, picture: PlanPicture, discs: Sequence[Box]) -> Box:
    """What the figures of the inset count, in the corner where it hides least. Returns its box."""
    from shapely.geometry import box as rectangle

    text, page = word("inset_jobs", picture.lang, last=picture.last_year), frame.page
    wide, high = (side + 0.08 for side in text_size(figure, text, _SMALL, "bold"))
    corners = [
        Box(left, bottom, left + wide, bottom + high)
        for left, bottom in (
            (page.left, page.top - high),
            (page.right - wide, page.top - high),
            (page.left, page.bottom),
        )
    ]
    land = picture.regions.geometry
    covered = [sum(land.intersection(rectangle(*frame.ground_box(each))).area) / frame.scale**2 for each in corners]
    hidden = [100 * sum(each.overlap(disc) for disc in discs) for each in corners]
    best = min(range(len(corners)), key=lambda position: round(covered[position] + hidden[position], 6))
    chosen = corners[best]
    middle = frame.to_ground((chosen.left + chosen.right) / 2, (chosen.bottom + chosen.top) / 2)
    write(axes, *middle, text, size=_SMALL, weight="bold", gid="caption")
    return chosen


def _discs(frame: Frame, zones: gpd.GeoDataFrame, circles: CircleScale) -> dict[str, tuple[float, float, float]]:
    """Position and radius in inches of every circle that is drawn, by code."""
    drawn = zones[zones["seats_last"] >= 1.0]
    return {
        str(row.Index): (*frame.to_page(row.x, row.y), circles.inches(row.seats_last)) for row in drawn.itertuples()
    }


def _circle_request(figure: Figure, row: Any, text: str, discs: Mapping[str, tuple[float, float, float]]) -> Label:
    """The label of a circle with the places where it may stand."""
    code, dimensions = str(row.Index), text_size(figure, text, _SMALL)
    others = [disc for key, disc in discs.items() if key != code]
    return Label(code, *dimensions, circle_labels(*discs[code], dimensions, others), required=False)


def _names(
    figure: Figure,
    axes: Any,
    frame: Frame,
    picture: PlanPicture,
    taken: Sequence[Box],
    soft: Sequence[tuple[Box, float]],
    circles: CircleScale,
    skip: Sequence[str],
) -> dict[str, Box]:
    """Names of the regions with their jobs, and of the largest places outside the inset."""
    shapes = dict(picture.regions.geometry.simplify(1_000).items())
    heads, figures, requests = {}, {}, []
    for code, region in picture.regions.iterrows():
        heads[str(code)] = wrap(str(region["name"]))
        figures[str(code)] = word("jobs_label", picture.lang, jobs=number(region["jobs_last"], picture.lang))
        wide, high = text_size(figure, heads[str(code)], 8, "bold")
        below = text_size(figure, figures[str(code)], 7)
        size = (max(wide, below[0]) + 0.08, high + below[1] + 0.03)
        requests.append(Label(str(code), *size, region_spots(frame, str(code), shapes, size)))
    if picture.level != "region":
        zones = picture.zones[~picture.zones.index.isin(list(skip))]
        named = zones[zones["seats_last"] >= 1.0].nlargest(_NAMED, "seats_last", keep="first")
        discs = _discs(frame, picture.zones, circles)
        requests += [_circle_request(figure, row, str(row.name), discs) for row in named.itertuples()]
    chosen = place(requests, frame.page, taken, soft)
    regions = [label for label in requests if label.required]
    boxes = {}
    for label in regions:
        if label.key not in chosen:
            continue
        spot = chosen[label.key]
        box = label.box(spot)
        boxes[label.key] = box
        split = box.top - text_size(figure, heads[label.key], 8, "bold")[1] - 0.02
        write(
            axes,
            *frame.to_ground(spot.x, box.top),
            heads[label.key],
            size=8,
            weight="bold",
            va="top",
            gid="region",
        )
        write(axes, *frame.to_ground(spot.x, split), figures[label.key], size=7, va="top", gid="jobs")
    names = {str(code): str(name) for code, name in picture.zones["name"].items()}
    places = [label for label in requests if not label.required]
    return boxes | _write_all(axes, frame, places, chosen, names)


def _write_all(
    axes: Any, frame: Frame, labels: Sequence[Label], chosen: Mapping[str, Spot], texts: Mapping[str, str]
) -> dict[str, Box]:
    """Write the labels that found a place; returns their boxes."""
    boxes = {}
    for label in labels:
        if label.key in chosen:
            spot = chosen[label.key]
            write(axes, *frame.to_ground(spot.x, spot.y), texts[label.key], size=_SMALL, gid="place")
            boxes[label.key] = label.box(spot)
    return boxes


def wrap(name: str, longest: int = 15) -> str:
    """A long name on two lines, broken after the hyphen or space nearest to its middle."""
    breaks = [position + 1 for position, letter in enumerate(name) if letter in "- "]
    if len(name) <= longest or not breaks:
        return name
    cut = min(breaks, key=lambda position: abs(position - len(name) / 2))
    return f"{name[:cut].rstrip()}\n{name[cut:]}"
