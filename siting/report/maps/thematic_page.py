"""The page of a map of one measure: the whole country, or one region enlarged with a small map that locates it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from siting.report.maps.callouts import Callout, draw_callouts
from siting.report.maps.compose import BARE, DISC_COST, PAGE, map_page, scale_bar_box
from siting.report.maps.layers import draw_land, draw_scale_bar
from siting.report.maps.names import Disc, Name, place_name, region_name, write_names
from siting.report.maps.scales import CircleScale
from siting.report.maps.thematic import Theme
from siting.report.maps.thematic_legend import LEGEND_WIDTH, draw_circle_legend, draw_theme_legend, legend_height
from siting.report.page.drawn import Drawn
from siting.report.page.labels import Box
from siting.report.page.layout import Dot, Frame, arrange, fit, fit_dots
from siting.report.page.sheet import Sheet, new_sheet
from siting.report.page.style import Style, default_style

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["draw_theme"]

_RADIUS = 0.32  #: inches, of the largest circle
_LOCATOR = 1.7  #: inches, height of the map that locates a region
_NAMED, _MANY = 14, 30  #: places named by their size; from so many zones on a region names only those
_SURE = 3  #: of these so many before others


def draw_theme(
    theme: Theme,
    style: Style | None = None,
    *,
    circles: bool = False,
    bare: bool = False,
    size: tuple[float, float] | None = None,
) -> Drawn:
    """Draw a measure as shaded zones, or as ``circles``, on a page of ``size`` inches; the map alone if ``bare``."""
    with new_sheet(size or _page(theme, bare=bare), theme.lang, style or default_style()) as sheet:
        page = map_page(sheet, theme.title, theme.subtitle, theme.notes, bare=bare)
        scale = CircleScale(_largest(theme), _RADIUS) if circles else None
        high = 2.0 if circles else legend_height(sheet, theme)
        place = _whole if theme.focus is None else _enlarged
        boxes = place(sheet, theme, page, scale, (LEGEND_WIDTH, high))
    return Drawn(sheet.figure, theme.title, theme.subtitle, theme.alt, theme.notes, boxes)


def _page(theme: Theme, *, bare: bool) -> tuple[float, float]:
    """Width and height of the page; of a region enlarged as high as its shape asks for."""
    wide, high = BARE if bare else PAGE
    if theme.focus is None:
        return wide, high
    west, south, east, north = theme.ground.regions.geometry[theme.focus].bounds
    body = (wide - LEGEND_WIDTH - 0.8) * (north - south) / (east - west)
    return wide, min(high, max(4.6, body) + (0.1 if bare else 2.2))


def _largest(theme: Theme) -> float:
    sizes = theme.shown.abs().max()
    return 0.0 if math.isnan(sizes) else float(sizes)


def _legend(sheet: Sheet, box: Box, theme: Theme, circles: CircleScale | None) -> None:
    if circles is None:
        draw_theme_legend(sheet, box, theme)
    else:
        draw_circle_legend(sheet, box, theme, circles)


def _whole(
    sheet: Sheet, theme: Theme, page: Box, circles: CircleScale | None, legend: tuple[float, float]
) -> dict[str, dict[str, Box]]:
    """The whole country: names of the regions with their figures."""
    land = theme.ground.regions.geometry.union_all().simplify(2_000)
    frame, (box,) = arrange(page, land, [legend], _dots(theme, circles))
    axes = sheet.map_axes(frame)
    _land(sheet, axes, frame, theme, circles)
    bar = scale_bar_box(frame, land, [box])
    draw_scale_bar(sheet, axes, frame, bar.left, bar.bottom + 0.05)
    discs = _circles(sheet, axes, frame, theme, circles) if circles else {}
    names = _region_names(sheet, frame, theme)
    if circles and theme.ground.level != "region":
        names += _place_names(sheet, theme, discs, figures=False)
    if theme.classes.diverging and theme.ground.level != "region":
        names = [*_extremes(sheet, frame, theme), *names]
    labels = write_names(sheet, axes, frame, names, [box, bar], _soft(discs))
    if theme.classes.diverging and theme.ground.level != "region":
        _mark(sheet, axes, theme, [code for code in labels if code in theme.values.index])
    _legend(sheet, box, theme, circles)
    return {"map": labels}


def _enlarged(
    sheet: Sheet, theme: Theme, page: Box, circles: CircleScale | None, legend: tuple[float, float]
) -> dict[str, dict[str, Box]]:
    """One region enlarged: its zones named with their figures, the legend and a locating map in a column beside it."""
    side = sheet.reading
    begin = page.left if not side.mirrored else sheet.size[0] - page.right
    room = page.right - page.left
    body = side.box(Box(begin, page.bottom, begin + room - legend[0] - 0.2, page.top))
    column = side.box(Box(begin + room - legend[0], page.bottom, begin + room, page.top))
    own = theme.ground.regions.geometry[theme.focus]
    west, south, east, north = own.bounds
    margin = 0.06 * max(east - west, north - south)
    bounds = (west - margin, south - margin, east + margin, north + margin)
    frame = fit_dots(body, bounds, _dots(theme, circles))
    axes = sheet.map_axes(frame, framed=True)
    _land(sheet, axes, frame, theme, circles)
    discs = _circles(sheet, axes, frame, theme, circles) if circles else {}
    bar = scale_bar_box(frame, own, [])
    draw_scale_bar(sheet, axes, frame, bar.left + 0.08, bar.bottom + 0.08)
    if circles:
        names = _place_names(sheet, theme, discs, figures=True)
    elif len(theme.shown) <= _MANY:
        names = _zone_names(sheet, frame, theme)
    else:
        discs = _points(frame, theme)
        names = _place_names(sheet, theme, discs, figures=True)
        names = [*(replace(name, label=replace(name.label, required=True)) for name in names[:_SURE]), *names[_SURE:]]
    labels = write_names(sheet, axes, frame, names, [bar], _soft(discs))
    if not circles and len(theme.shown) > _MANY:
        _mark(sheet, axes, theme, list(labels))
    elif not circles:
        shapes = {str(code): shape for code, shape in theme.ground.zones.geometry[list(theme.shown.index)].items()}
        left = [
            Callout(name.label.key, "\n".join(text for text, *_ in name.lines), sheet.style.colours.ink)
            for name in names
            if name.label.key not in labels
        ]
        labels |= draw_callouts(sheet, axes, frame, shapes, left, taken=[bar, *labels.values()])
    _legend(sheet, Box(column.left, column.top - legend[1], column.right, column.top), theme, circles)
    _locate(sheet, Box(column.left, column.bottom, column.right, column.bottom + _LOCATOR), theme)
    return {"map": labels}


def _soft(discs: Mapping[str, Disc]) -> list[tuple[Box, float]]:
    return [(Box(x - r, y - r, x + r, y + r), DISC_COST) for x, y, r in discs.values()]


def _land(sheet: Sheet, axes: Any, frame: Frame, theme: Theme, circles: CircleScale | None) -> None:
    """Zones in the colours of their classes; those outside the region enlarged have none."""
    look, inside = sheet.style.colours, set(theme.shown.index)
    colours = []
    for code, value in theme.values.items():
        position = theme.classes.position(value)
        if code not in inside:
            colours.append(look.paper)
        elif circles is not None:
            colours.append(look.missing if position < 0 else look.none)
        else:
            colours.append(theme.classes.colour(position, look))
    marks = [bool(mark) and code in inside and circles is None for code, mark in theme.estimated.items()]
    draw_land(sheet, axes, frame, theme.ground.zones, theme.ground.regions, colours, hatched=marks)


def _circles(sheet: Sheet, axes: Any, frame: Frame, theme: Theme, circles: CircleScale | None) -> dict[str, Disc]:
    """A circle for each figure, its area in proportion, the large ones first; hollow where it is negative."""
    from matplotlib.patches import Circle

    assert circles is not None
    look, zones, discs = sheet.style.colours, theme.ground.zones, {}
    shown = theme.shown.dropna()
    ordered = shown.reindex(shown.abs().sort_values(ascending=False, kind="stable").index)
    for rank, (code, value) in enumerate(ordered.items()):
        radius = circles.inches(abs(value))
        if abs(value) < theme.classes.least or radius < 0.008:
            continue
        at = (float(zones.at[code, "x"]), float(zones.at[code, "y"]))
        face, edge = ("none", look.loss) if value < 0 else (look.sequential[-2], look.paper)
        order = 4 + rank / max(len(ordered), 1)
        disc = Circle(at, radius * frame.scale, facecolor=face, edgecolor=edge, linewidth=0.7, zorder=order)
        disc.set_gid(f"circle-{code}")
        axes.add_artist(disc)
        discs[str(code)] = (*frame.to_page(*at), radius)
    return discs


def _points(frame: Frame, theme: Theme) -> dict[str, Disc]:
    """Where the places with the largest figures are, for names beside zones that are too small to bear them."""
    zones = theme.ground.zones
    return {
        str(code): (*frame.to_page(float(zones.at[code, "x"]), float(zones.at[code, "y"])), 0.02)
        for code in theme.shown.dropna().abs().nlargest(_NAMED, keep="first").index
    }


def _extremes(sheet: Sheet, frame: Frame, theme: Theme) -> list[Name]:
    """The places that the title of a change names, with their figures."""
    figures, zones = theme.shown.dropna(), theme.ground.zones
    if figures.empty:
        return []
    codes = [each for each in dict.fromkeys((str(figures.idxmax()), str(figures.idxmin())))
             if abs(figures[each]) >= theme.classes.least]  # fmt: skip
    at = {code: frame.to_page(float(zones.at[code, "x"]), float(zones.at[code, "y"])) for code in codes}
    names = []
    for code in codes:
        text = f"{theme.ground.name(str(code))}\n{theme.figure(float(figures[code]))}"
        name = place_name(sheet, str(code), text, {str(code): (*at[code], 0.03)})
        names.append(replace(name, label=replace(name.label, required=True)))
    return names


def _mark(sheet: Sheet, axes: Any, theme: Theme, codes: Iterable[str]) -> None:
    """A point for each place that is named beside its zone."""
    look, zones = sheet.style.colours, theme.ground.zones
    for code in codes:
        at = (float(zones.at[code, "x"]), float(zones.at[code, "y"]))
        axes.plot(*at, "o", markersize=2.6, color=look.ink, markeredgecolor=look.paper, markeredgewidth=0.5, zorder=5)


def _dots(theme: Theme, circles: CircleScale | None) -> list[Dot]:
    """The circles of the zones shown; none on a choropleth."""
    if circles is None:
        return []
    zones, shown = theme.ground.zones, theme.shown.dropna()
    return [
        (float(zones.at[code, "x"]), float(zones.at[code, "y"]), circles.inches(abs(value)))
        for code, value in shown.items()
    ]


def _region_names(sheet: Sheet, frame: Frame, theme: Theme) -> list[Name]:
    """Names of regions; with their figure where it is one of the region, not a mean of its zones."""
    ground, shapes = theme.ground, dict(theme.ground.regions.geometry.simplify(1_000).items())
    with_figure = ground.level == "region" or theme.measure.kind != "mean"
    names = []
    for code, name in ground.regions["name"].items():
        figure = theme.figure(float(theme.regional[code])) if with_figure else ""
        names.append(region_name(sheet, frame, str(code), str(name), figure, shapes))
    return names


def _zone_names(sheet: Sheet, frame: Frame, theme: Theme) -> list[Name]:
    """Names of the zones of the region enlarged with their figures."""
    zones = theme.ground.zones.loc[list(theme.shown.index)]
    shapes = {str(code): shape for code, shape in zones.geometry.simplify(300).items()}
    small = sheet.style.sizes.place
    return [
        region_name(
            sheet, frame, str(code), theme.ground.name(str(code)), theme.figure(float(theme.shown[code])),
            shapes, required=False, size=small + 0.5,
        )
        for code in zones.index
    ]  # fmt: skip


def _place_names(sheet: Sheet, theme: Theme, discs: Mapping[str, Disc], *, figures: bool) -> list[Name]:
    """Names of the places with the largest circles."""
    zones = theme.ground.zones["name"]
    names = []
    for code in list(discs)[:_NAMED]:
        text = str(zones[code])
        names.append(
            place_name(sheet, code, f"{text}\n{theme.figure(float(theme.shown[code]))}" if figures else text, discs)
        )
    return names


def _locate(sheet: Sheet, box: Box, theme: Theme) -> None:
    """The country with the region enlarged in the colour of accents."""
    frame = fit(box, theme.ground.regions.total_bounds)
    axes, look = sheet.map_axes(frame), sheet.style.colours
    colours = [look.accent if code == theme.focus else look.none for code in theme.ground.regions.index]
    outlines: BaseGeometry | Any = theme.ground.regions
    draw_land(sheet, axes, frame, outlines, outlines, colours)
