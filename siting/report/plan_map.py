"""The map of a plan: one page that a newspaper could print. Deterministic: the same run gives the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

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
from siting.report.layout import Frame, arrange, fit, window_around
from siting.report.legend import LEGEND_SIZE, draw_legend
from siting.report.picture import PlanPicture
from siting.report.scales import CircleScale, class_breaks
from siting.report.words import number, word

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["PAGE", "draw"]

#: Width and height of the page in inches.
PAGE = (8.6, 10.3)

_MARGIN = 0.3
_LARGEST_CIRCLE = 0.36
_INSET = (3.35, 2.55)
_INSET_REACH = 95_000.0  #: metres around the largest circle that may go into the inset
_NAMED = 14  #: places named on the main map, largest first


def draw(picture: PlanPicture) -> Figure:
    """Draw a plan on a page. The figure carries the boxes of its map labels as ``figure.label_boxes``."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with mpl.rc_context({"font.family": "DejaVu Sans", "axes.unicode_minus": False}):
        figure = Figure(figsize=PAGE, dpi=100, facecolor="#ffffff")
        FigureCanvasAgg(figure)
        header, footer = _header(figure, picture), _footer(figure, picture)
        page = Box(_MARGIN, footer + 0.1, PAGE[0] - _MARGIN, header - 0.12)
        figure.label_boxes = _map(figure, picture, page)  # type: ignore[attr-defined]
    return figure


def _map(figure: Figure, picture: PlanPicture, page: Box) -> dict[str, dict[str, Box]]:
    """Map, inset and legend. Returns the boxes of the labels of each frame."""
    zones, regions = picture.zones, picture.regions
    breaks = class_breaks(list(zones["jobs_last"]))
    circles = CircleScale(float(zones["seats_last"].max()), _LARGEST_CIRCLE)
    crowd = _crowd(picture)
    land = regions.geometry.union_all().simplify(2_000)
    slots = [_INSET, LEGEND_SIZE] if crowd else [LEGEND_SIZE]
    frame, boxes = arrange(page, land, slots)
    main = axes_for(figure, frame)
    draw_land(main, zones, regions, breaks)
    taken, corner = list(boxes), boxes[-1]
    low_left = page.left if corner.left > (page.left + page.right) / 2 else page.right - 1.2
    draw_scale_bar(main, frame, low_left + 0.02, page.bottom + 0.1)
    taken.append(Box(low_left, page.bottom, low_left + 1.2, page.bottom + 0.3))
    discs = draw_circles(main, frame, zones, circles)
    if crowd:
        inset = fit(boxes[0], window_around([(zones.at[code, "x"], zones.at[code, "y"]) for code in crowd], 22_000, _INSET))
        _outline(main, inset)
    labels = {"map": _names(figure, main, frame, picture, taken, discs, circles, skip=crowd)}
    if crowd:
        labels["inset"] = _inset(figure, inset, picture, breaks, circles)
    draw_legend(figure, corner, picture, breaks, circles)
    return labels


def _crowd(picture: PlanPicture) -> list[str]:
    """Zones around the largest circle that the main map shows too small, or none when there is room."""
    zones = picture.zones
    drawn = zones[zones["seats_last"] >= 1.0]
    if len(drawn) < 12:
        return []
    largest = drawn["seats_last"].idxmax()
    away = ((drawn["x"] - drawn.at[largest, "x"]) ** 2 + (drawn["y"] - drawn.at[largest, "y"]) ** 2) ** 0.5
    near = drawn[away <= _INSET_REACH]
    return sorted(near.nlargest(9, "seats_last", keep="first").index) if len(near) >= 4 else []


def _outline(main: Any, inset: Frame) -> None:
    """Show on the map what the inset enlarges."""
    from matplotlib.patches import Rectangle

    west, south, east, north = inset.limits
    main.add_patch(
        Rectangle((west, south), east - west, north - south, fill=False, edgecolor=MUTED, linewidth=0.7, zorder=5)
    )


def _inset(
    figure: Figure, frame: Frame, picture: PlanPicture, breaks: Sequence[float], circles: CircleScale
) -> dict[str, Box]:
    """The crowded corner enlarged, every place named with its jobs."""
    axes = axes_for(figure, frame, framed=True)
    draw_land(axes, picture.zones, picture.regions, breaks)
    discs = draw_circles(axes, frame, picture.zones, circles)
    west, south, east, north = frame.limits
    zones = picture.zones
    inside = zones[zones["x"].between(west, east) & zones["y"].between(south, north) & (zones["seats_last"] >= 1.0)]
    requests, texts = [], {}
    for row in inside.sort_values("seats_last", ascending=False, kind="stable").itertuples():
        texts[str(row.Index)] = f"{row.name}\n{number(row.jobs_last, picture.lang)}"
        requests.append(_circle_request(figure, frame, row, texts[str(row.Index)], circles, 6.5))
    bar = Box(frame.page.right - 1.0, frame.page.bottom, frame.page.right, frame.page.bottom + 0.25)
    chosen = place(requests, frame.page, [bar], [(disc, 60.0) for disc in discs])
    draw_scale_bar(axes, frame, frame.page.right - 0.75, frame.page.bottom + 0.08)
    return _write_all(axes, frame, requests, chosen, texts, 6.5)


def _circle_request(figure: Figure, frame: Frame, row: Any, text: str, circles: CircleScale, size: float) -> Label:
    """The label of a circle with the places where it may stand."""
    dimensions = text_size(figure, text, size)
    spots = circle_labels(*frame.to_page(row.x, row.y), circles.inches(row.seats_last), dimensions)
    return Label(str(row.Index), *dimensions, spots, required=False)


def _names(  # noqa: PLR0913
    figure: Figure,
    axes: Any,
    frame: Frame,
    picture: PlanPicture,
    taken: Sequence[Box],
    discs: Sequence[Box],
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
        size = (max(wide, below[0]), high + below[1] + 0.03)
        requests.append(Label(str(code), *size, region_spots(frame, str(code), shapes, size)))
    if picture.level != "region":
        zones = picture.zones[~picture.zones.index.isin(list(skip))]
        named = zones[zones["seats_last"] >= 1.0].nlargest(_NAMED, "seats_last", keep="first")
        requests += [_circle_request(figure, frame, row, str(row.name), circles, 6.5) for row in named.itertuples()]
    chosen = place(requests, frame.page, taken, [(disc, 40.0) for disc in discs])
    regions = [label for label in requests if label.required]
    boxes = {}
    for label in regions:
        if label.key not in chosen:
            continue
        spot = chosen[label.key]
        box = label.box(spot)
        boxes[label.key] = box
        split = box.top - text_size(figure, heads[label.key], 8, "bold")[1] - 0.02
        write(axes, *frame.to_ground(spot.x, box.top), heads[label.key], size=8, weight="bold", va="top", gid="region")
        write(axes, *frame.to_ground(spot.x, split), figures[label.key], size=7, va="top", gid="jobs")
    names = {str(code): str(name) for code, name in picture.zones["name"].items()}
    places = [label for label in requests if not label.required]
    return boxes | _write_all(axes, frame, places, chosen, names, 6.5)


def _write_all(  # noqa: PLR0913
    axes: Any, frame: Frame, labels: Sequence[Label], chosen: Mapping[str, Spot], texts: Mapping[str, str], size: float
) -> dict[str, Box]:
    """Write the labels that found a place; returns their boxes."""
    boxes = {}
    for label in labels:
        if label.key in chosen:
            spot = chosen[label.key]
            write(axes, *frame.to_ground(spot.x, spot.y), texts[label.key], size=size, style="normal", gid="place")
            boxes[label.key] = label.box(spot)
    return boxes


def wrap(name: str, longest: int = 15) -> str:
    """A long name on two lines, broken after the hyphen or space nearest to its middle."""
    breaks = [position + 1 for position, letter in enumerate(name) if letter in "- "]
    if len(name) <= longest or not breaks:
        return name
    cut = min(breaks, key=lambda position: abs(position - len(name) / 2))
    return f"{name[:cut].rstrip()}\n{name[cut:]}"


def _header(figure: Figure, picture: PlanPicture) -> float:
    """Title and subtitle; returns the page height where they end."""
    right = picture.lang == "ar"
    x, ha = ((PAGE[0] - _MARGIN) / PAGE[0], "right") if right else (_MARGIN / PAGE[0], "left")
    size = 15.0
    while text_size(figure, picture.title, size, "bold")[0] > PAGE[0] - 2 * _MARGIN and size > 9:
        size -= 0.5
    top = PAGE[1] - 0.3
    title = figure.text(x, top / PAGE[1], picture.title, fontsize=size, fontweight="bold", ha=ha, va="top")
    title.set_gid("plain-title")
    below = top - text_size(figure, picture.title, size, "bold")[1] - 0.1
    subtitle = figure.text(x, below / PAGE[1], picture.subtitle, fontsize=9.5, color=MUTED, ha=ha, va="top")
    subtitle.set_gid("plain-subtitle")
    return below - text_size(figure, picture.subtitle, 9.5)[1]


def _footer(figure: Figure, picture: PlanPicture) -> float:
    """Notes at the foot, folded to the width of the page; returns the page height where they begin."""
    right = picture.lang == "ar"
    x, ha = ((PAGE[0] - _MARGIN) / PAGE[0], "right") if right else (_MARGIN / PAGE[0], "left")
    lines = [line for note in picture.notes for line in _fold(figure, note, 6.8, PAGE[0] - 2 * _MARGIN)]
    y = 0.25
    for line in reversed(lines):
        drawn = figure.text(x, y / PAGE[1], line, fontsize=6.8, color=MUTED, ha=ha, va="bottom")
        drawn.set_gid("plain-note")
        y += 0.135
    return y


def _fold(figure: Figure, text: str, size: float, width: float) -> list[str]:
    """Lines of ``text`` that fit ``width`` inches."""
    lines: list[str] = []
    for each in text.split(" "):
        longer = f"{lines[-1]} {each}" if lines else each
        if lines and text_size(figure, longer, size)[0] <= width:
            lines[-1] = longer
        else:
            lines.append(each)
    return lines
