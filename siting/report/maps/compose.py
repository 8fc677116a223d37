"""The map of a plan: one page that a newspaper could print. Deterministic: the same run gives the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from siting.report.maps.crowd import choose_circles, dots_of, inset_window
from siting.report.maps.layers import draw_circles, draw_land, draw_outline, draw_scale_bar
from siting.report.maps.legend import LEGEND_SIZE, draw_legend
from siting.report.maps.names import Disc, place_name, region_name, wrap, write_names
from siting.report.maps.picture import PlanPicture
from siting.report.maps.scales import CircleScale, class_breaks, class_of, colour_of
from siting.report.maps.spots import DISC_COST
from siting.report.page.drawn import Drawn
from siting.report.page.labels import Box
from siting.report.page.layout import Frame, arrange, centred, fit_dots
from siting.report.page.sheet import MARGIN, Sheet, new_sheet
from siting.report.page.style import Style, default_style
from siting.words import number, plural, say

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

__all__ = ["BARE", "DISC_COST", "PAGE", "draw", "map_page", "scale_bar_box", "wrap"]

#: Width and height in inches of the page of a map, and of one without header and notes.
PAGE, BARE = (8.6, 10.3), (7.0, 7.2)

_INSET = (3.35, 2.55)
#: The inset of a small page is smaller, so that the country is not drawn much smaller than without one.
_INSET_PARTS, _LOSS = (1.0, 0.9, 0.8, 0.7, 0.6), 1.1
_CLEAR = 0.45  #: inches: a scale bar farther from land than this stands as well anywhere
_NAMED = 14  #: places named on the main map and in the inset, largest first


def draw(
    picture: PlanPicture, style: Style | None = None, *, bare: bool = False, size: tuple[float, float] | None = None
) -> Drawn:
    """Draw a plan on a page of ``size`` inches, or the map alone (``bare``)."""
    with new_sheet(size or (BARE if bare else PAGE), picture.lang, style or default_style()) as sheet:
        page = map_page(sheet, picture.title, picture.subtitle, picture.notes, bare=bare)
        boxes = _map(sheet, picture, page)
    return Drawn(sheet.figure, picture.title, picture.subtitle, picture.alt, picture.notes, boxes)


def map_page(sheet: Sheet, title: str, subtitle: str, notes: tuple[str, ...], *, bare: bool) -> Box:
    """Header and notes unless ``bare``; returns the rectangle that is left for the map."""
    wide, high = sheet.size
    if bare:
        return Box(0.06, 0.06, wide - 0.06, high - 0.06)
    header, footer = sheet.header(title, subtitle), sheet.footer(notes)
    return Box(MARGIN, footer + 0.1, wide - MARGIN, header - 0.12)


def _map(sheet: Sheet, picture: PlanPicture, page: Box) -> dict[str, dict[str, Box]]:
    """Map, inset and legend. Returns the boxes of the labels of each frame."""
    zones, regions = picture.zones, picture.regions
    breaks = class_breaks(list(zones["jobs_last"]))
    land = regions.geometry.union_all().simplify(2_000)
    size = _inset_size(page, land)
    frame, _ = arrange(page, land, [size, LEGEND_SIZE])
    circles, crowd = choose_circles(zones, frame.scale, size)
    dots = dots_of(zones, circles)
    frame, boxes = arrange(page, land, [size, LEGEND_SIZE] if crowd else [LEGEND_SIZE], dots)
    frame = centred(frame, land, boxes, dots)
    main = sheet.map_axes(frame)
    colours = [colour_of(class_of(jobs, breaks), breaks, sheet.style.colours) for jobs in zones["jobs_last"]]
    draw_land(sheet, main, frame, zones, regions, colours)
    bar = scale_bar_box(frame, land, boxes)
    draw_scale_bar(sheet, main, frame, bar.left, bar.bottom + 0.05)
    taken = [*boxes, bar]
    soft = [(disc, DISC_COST) for disc in draw_circles(sheet, main, frame, zones, circles)]
    labels = {}
    if crowd:
        inset = fit_dots(boxes[0], inset_window(zones, crowd, size), dots)
        soft += [(line, DISC_COST) for line in draw_outline(sheet, main, frame, inset)]
        labels["inset"] = _inset(sheet, inset, picture, colours, circles)
    labels["map"] = _names(sheet, main, frame, picture, taken, soft, circles, skip=crowd)
    draw_legend(sheet, boxes[-1], picture, breaks, circles)
    return labels


def _inset_size(page: Box, land: BaseGeometry) -> tuple[float, float]:
    """Width and height of the largest inset that leaves the country nearly as large as it is without one."""
    alone = arrange(page, land, [LEGEND_SIZE])[0].scale
    for part in _INSET_PARTS:
        size = (part * _INSET[0], part * _INSET[1])
        if arrange(page, land, [size, LEGEND_SIZE])[0].scale <= _LOSS * alone:
            break
    return size


def scale_bar_box(frame: Frame, land: BaseGeometry, boxes: Sequence[Box]) -> Box:
    """A place for the scale bar at the foot of the map that covers neither land nor a slot, well away from land."""
    import shapely

    page = frame.page

    def cost(spot: Box) -> tuple[float, float]:
        """Land that is covered, in square inches; how near it is, in inches."""
        box = shapely.box(*frame.ground_box(spot))
        covered = land.intersection(box).area / frame.scale**2
        return round(covered, 6), -round(min(land.distance(box) / frame.scale, _CLEAR), 3)

    for steps in (8, 40):  # more places only when land is in the way of all
        lefts = [page.left + (page.right - page.left - 1.25) / steps * each for each in range(steps + 1)]
        spots = [Box(left, page.bottom, left + 1.25, page.bottom + 0.3) for left in lefts]
        free = [spot for spot in spots if not any(spot.overlap(box.grown(0.1)) for box in boxes)] or spots
        best = min(free, key=cost)
        if cost(best)[0] == 0:
            break
    return best


def _inset(
    sheet: Sheet, frame: Frame, picture: PlanPicture, colours: Sequence[str], circles: CircleScale
) -> dict[str, Box]:
    """The crowded corner enlarged, its largest places named with their jobs."""
    axes = sheet.map_axes(frame, framed=True)
    draw_land(sheet, axes, frame, picture.zones, picture.regions, colours)
    drawn = draw_circles(sheet, axes, frame, picture.zones, circles)
    west, south, east, north = frame.limits
    zones = picture.zones
    inside = zones[zones["x"].between(west, east) & zones["y"].between(south, north) & (zones["seats_last"] >= 1.0)]
    discs = _discs(frame, zones, circles)
    names = [
        place_name(sheet, str(row.Index), f"{row.name}\n{number(row.jobs_last, picture.lang)}", discs)
        for row in inside.nlargest(_NAMED, "seats_last", keep="first").itertuples()
    ]
    left, right, foot = frame.page.left, frame.page.right, frame.page.bottom
    feet = [Box(right - 1.0, foot, right, foot + 0.25), Box(left, foot, left + 1.0, foot + 0.25)]
    bar = min(feet, key=lambda each: round(sum(each.overlap(disc) for disc in drawn), 6))
    caption = _caption(sheet, axes, frame, picture, [*drawn, bar])
    boxes = write_names(sheet, axes, frame, names, [bar, caption], [(disc, DISC_COST) for disc in drawn])
    draw_scale_bar(sheet, axes, frame, bar.left + 0.25 if bar == feet[0] else bar.left + 0.1, foot + 0.08, 0.7)
    return boxes


def _caption(sheet: Sheet, axes: Any, frame: Frame, picture: PlanPicture, discs: Sequence[Box]) -> Box:
    """What the figures of the inset count, in the corner where it hides least. Returns its box."""
    from shapely.geometry import box as rectangle

    text, page, size = say("picture-inset-jobs", picture.lang, last=picture.last_year), frame.page, _small(sheet)
    wide, high = (side + 0.08 for side in sheet.text_size(text, size, "bold"))
    starts = ((page.left, page.top - high), (page.right - wide, page.top - high), (page.left, page.bottom))
    corners = [Box(left, bottom, left + wide, bottom + high) for left, bottom in starts]
    land = picture.regions.geometry
    covered = [sum(land.intersection(rectangle(*frame.ground_box(each))).area) / frame.scale**2 for each in corners]
    hidden = [100 * sum(each.overlap(disc) for disc in discs) for each in corners]
    chosen = corners[min(range(len(corners)), key=lambda position: round(covered[position] + hidden[position], 6))]
    middle = frame.to_ground((chosen.left + chosen.right) / 2, (chosen.bottom + chosen.top) / 2)
    sheet.write(axes, *middle, text, size=size, weight="bold", halo=True, gid="caption")
    return chosen


def _small(sheet: Sheet) -> float:
    return sheet.style.sizes.place


def _discs(frame: Frame, zones: gpd.GeoDataFrame, circles: CircleScale) -> dict[str, Disc]:
    """Position and radius in inches of every circle that is drawn, by code."""
    drawn = zones[zones["seats_last"] >= 1.0]
    return {
        str(row.Index): (*frame.to_page(row.x, row.y), circles.inches(row.seats_last)) for row in drawn.itertuples()
    }


def _names(
    sheet: Sheet,
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
    discs = _discs(frame, picture.zones, circles)
    names = []
    for code, region in picture.regions.iterrows():
        figure = say(
            "picture-jobs-label",
            picture.lang,
            jobs=number(region["jobs_last"], picture.lang),
            many=plural(region["jobs_last"], picture.lang),
        )
        names.append(region_name(sheet, frame, str(code), str(region["name"]), figure, shapes, discs=discs))
    if picture.level != "region":
        zones = picture.zones[~picture.zones.index.isin(list(skip))]
        named = zones[zones["seats_last"] >= 1.0].nlargest(_NAMED, "seats_last", keep="first")
        names += [place_name(sheet, str(row.Index), str(row.name), discs) for row in named.itertuples()]
    return write_names(sheet, axes, frame, names, taken, soft)
