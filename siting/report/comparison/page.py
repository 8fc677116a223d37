"""The page of a comparison: two maps with one legend, figures of the country, a slope chart. Deterministic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from siting.report.charts.slope import draw_slope, scale_of
from siting.report.comparison.picture import ComparisonPicture
from siting.report.maps.callouts import Callout, draw_callouts
from siting.report.maps.layers import draw_land, draw_scale_bar
from siting.report.maps.legend import class_counts, class_words, draw_class
from siting.report.maps.names import wrap
from siting.report.maps.scales import class_breaks, class_of, colour_of
from siting.report.page.drawn import Drawn
from siting.report.page.labels import Box
from siting.report.page.layout import Frame, fit
from siting.report.page.sheet import MARGIN, Reading, Sheet, new_sheet
from siting.report.page.style import Style, default_style
from siting.words import number, plural, say, signed

if TYPE_CHECKING:
    from siting.report.maps.picture import PlanPicture

__all__ = ["PAGE", "draw"]

#: Width and height of the page in inches.
PAGE = (13.6, 8.5)
_BARE = (13.6, 7.2)  #: the same without header and notes
_BETWEEN = 0.3  #: inches between maps, and between maps and chart
_HEAD = 0.5  #: height of the head of a map
_LEGEND = (2.2, 1.95)


def draw(
    picture: ComparisonPicture,
    style: Style | None = None,
    *,
    bare: bool = False,
    size: tuple[float, float] | None = None,
) -> Drawn:
    """Draw a comparison on a page of ``size`` inches; without header and notes if ``bare``."""
    with new_sheet(size or (_BARE if bare else PAGE), picture.lang, style or default_style()) as sheet:
        wide, high = sheet.size
        top, foot = high - 0.1, 0.1
        if not bare:
            top = sheet.header(picture.title, picture.subtitle) - 0.12
            foot = sheet.footer(picture.notes) + 0.12
        chart = 5.9 + min(1.5, 0.15 * (len(picture.heads) - 2))
        across = (wide - 2 * MARGIN - chart - 2 * _BETWEEN) / 2
        labels = _maps(sheet, picture, across, top, foot)
        labels["slope"] = _chart(sheet, picture, Box(wide - MARGIN - chart, foot, wide - MARGIN, top))
    return Drawn(sheet.figure, picture.title, picture.subtitle, picture.alt, picture.notes, labels)


def _maps(sheet: Sheet, picture: ComparisonPicture, wide: float, top: float, foot: float) -> dict[str, dict[str, Box]]:
    """Both maps in one frame and one set of classes, legend and figures below. Returns the boxes of their labels."""
    both = [jobs for plan in picture.plans for jobs in plan.zones["jobs_last"]]
    breaks = class_breaks(both)
    bounds = picture.plans[0].regions.total_bounds
    below = max(_LEGEND[1], 0.2) + 0.3
    high = min(wide * (bounds[3] - bounds[1]) / (bounds[2] - bounds[0]), top - foot - _HEAD - below)
    labels = {}
    for position, plan in enumerate(picture.plans):
        left = MARGIN + position * (wide + _BETWEEN)
        page = sheet.reading.box(Box(left, top - _HEAD - high, left + wide, top - _HEAD))
        _map_head(sheet, picture, position, Box(page.left, page.top, page.right, top))
        frame = fit(page, bounds)
        axes = sheet.map_axes(frame)
        colours = [colour_of(class_of(jobs, breaks), breaks, sheet.style.colours) for jobs in plan.zones["jobs_last"]]
        draw_land(sheet, axes, frame, plan.zones, plan.regions, colours)
        labels[f"map {position}"] = _map_names(sheet, axes, frame, plan, picture, position)
        if position == 0:
            draw_scale_bar(sheet, axes, frame, page.right - 1.1, page.bottom + 0.05)
    under = top - _HEAD - high - 0.2
    whole = 2 * wide + _BETWEEN
    _legend(sheet, picture, sheet.reading.box(Box(MARGIN, under - _LEGEND[1], MARGIN + _LEGEND[0], under)), breaks)
    facts = Box(MARGIN + _LEGEND[0] + 0.1, under - _LEGEND[1], MARGIN + whole, under)
    labels["facts"] = _facts(sheet, picture, sheet.reading.box(facts))
    return labels


def _map_head(sheet: Sheet, picture: ComparisonPicture, position: int, box: Box) -> None:
    """The name of a plan and its jobs above its map."""
    axes = sheet.axes(box)
    wide, high = box.right - box.left, box.top - box.bottom
    x, ha = (wide, "right") if picture.lang == "ar" else (0.0, "left")
    head = f"{position + 1} · {picture.heads[picture.pair[position]]}"
    size = sheet.largest(head, 10.0, 6.5, wide, "bold")
    sheet.write(axes, x, high, head, size=size, weight="bold", ha=ha, va="top", gid="map-head")
    jobs = float(picture.plans[position].zones["jobs_last"].sum())
    count = plural(jobs, picture.lang)
    total = say("comparison-map-total", picture.lang, jobs=number(jobs, picture.lang), count=count)
    sheet.write(
        axes, x, high - 0.2, total, size=7.4, colour=sheet.style.colours.muted, ha=ha, va="top", gid="map-total"
    )


def _map_names(
    sheet: Sheet, axes: Any, frame: Frame, plan: PlanPicture, picture: ComparisonPicture, position: int
) -> dict[str, Box]:
    """Figures of the regions that stand out, in their colours: jobs on the first map, the change on the second.

    The two regions of the title bear their names in full, the others the first part: a small map has no room for more,
    and the chart names all.
    """
    shapes = {str(code): shape for code, shape in plan.regions.geometry.simplify(1_000).items()}
    ends = {pick(picture.changes, key=picture.changes.__getitem__) for pick in (min, max)}
    callouts = []
    for code, colour in picture.colours.items():
        jobs = number(plan.regions.at[code, "jobs_last"], picture.lang)
        figures = jobs if position == 0 else signed(picture.changes[code], picture.lang)
        name = str(plan.regions.at[code, "name"])
        told = wrap(name) if code in ends else name.split("-", maxsplit=1)[0].strip()
        callouts.append(Callout(code, f"{told}\n{figures}", colour))
    return draw_callouts(sheet, axes, frame, shapes, callouts)


def _legend(sheet: Sheet, picture: ComparisonPicture, box: Box, breaks: Sequence[float]) -> None:
    """One legend for both maps: classes with the number of places in each on either map; what colours of names mean."""
    lang, plan = picture.lang, picture.plans[0]
    axes = sheet.axes(box)
    wide, top = box.right - box.left, box.top - box.bottom
    side = Reading(lang, wide)
    x, ha = side.x(0.0), side.ha()
    head = say("picture-legend-jobs", lang, last=plan.last_year, level=say(f"level-{plan.level}", lang))
    sheet.write(axes, x, top, head, size=8, weight="bold", ha=ha, va="top", gid="legend")
    counts = [class_counts(each.zones["jobs_last"], breaks) for each in picture.plans]
    y = top - 0.5
    for position, words in reversed(list(enumerate(class_words(breaks, lang)))):
        if position == 0 and not counts[0][0] + counts[1][0]:
            continue
        label = f"{words} ({number(counts[0][position], lang)} · {number(counts[1][position], lang)})"
        draw_class(sheet, axes, side, y, colour_of(position, breaks, sheet.style.colours), label)
        y -= 0.2
    sheet.write(
        axes,
        x,
        y + 0.12,
        say("comparison-count-note", lang),
        size=6,
        colour=sheet.style.colours.muted,
        ha=ha,
        va="top",
        gid="count",
    )


def _facts(sheet: Sheet, picture: ComparisonPicture, box: Box) -> dict[str, Box]:
    """Figures of the country in the two plans, and what the colours of names mean. Returns the boxes of the words."""
    lang = picture.lang
    axes = sheet.axes(box)
    wide, top, mirrored = box.right - box.left, box.top - box.bottom, lang == "ar"
    boxes: dict[str, Box] = {}

    def put(begin: float, y: float, text: str, key: str, size: float = 7.0, end: bool = False, **look: Any) -> None:
        """Write a text that begins, or ends, so far from where reading begins, and keep its box."""
        right = mirrored != end
        x = wide - begin if mirrored else begin
        sheet.write(axes, x, y, text, size=size, ha="right" if right else "left", gid="fact", **look)
        long, high = sheet.text_size(text, size, look.get("weight", "normal"))
        left = box.left + x - (long if right else 0.0)
        boxes[key] = Box(left, box.bottom + y - high / 2, left + long, box.bottom + y + high / 2)

    columns = (wide - 0.62, wide)
    put(0.0, top - 0.06, say("comparison-facts", lang), "facts", 8.0, weight="bold")
    for position, column in enumerate(columns):
        sign = say("comparison-map", lang, position=position + 1)
        put(column, top - 0.27, sign, f"map {position}", end=True, weight="bold")
    size, y = 7.0, top - 0.46
    while max(sheet.text_size(words, size)[0] for words, *_ in picture.facts) > columns[0] - 0.5 and size > 5.0:
        size -= 0.1
    for words, *values in picture.facts:
        put(0.0, y, words, words, size)
        for position, (column, value) in enumerate(zip(columns, values, strict=True)):
            put(column, y, value, f"{words} {position}", size, end=True)
        y -= 0.19
    for key, colour in (("gains", sheet.style.colours.gain), ("losses", sheet.style.colours.loss)):
        if colour in picture.colours.values():
            axes.plot(
                [wide - 0.24 if mirrored else 0.0, wide if mirrored else 0.24],
                [y - 0.05] * 2,
                color=colour,
                linewidth=1.9,
            )
            put(0.31, y - 0.05, say(f"comparison-{key}", lang), key, size, colour=colour, weight="bold")
            y -= 0.18
    return boxes


def _chart(sheet: Sheet, picture: ComparisonPicture, box: Box) -> dict[str, Box]:
    """The slope chart under its head; says which scale it uses."""
    box = sheet.reading.box(box)
    axes = sheet.axes(box)
    wide, high = box.right - box.left, box.top - box.bottom
    x, ha = (wide, "right") if picture.lang == "ar" else (0.0, "left")
    head = say("comparison-slope-title", picture.lang, last=picture.last_year)
    sheet.write(axes, x, high, head, size=10, weight="bold", ha=ha, va="top", gid="chart-head")
    note = picture.scale_note[scale_of(picture.lines, 0.0, 1.0).log]
    size = sheet.largest(note, 7.4, 5.5, wide)
    sheet.write(
        axes, x, high - 0.2, note, size=size, colour=sheet.style.colours.muted, ha=ha, va="top", gid="chart-note"
    )
    heads = list(zip(picture.heads, picture.labels, strict=True))
    inner = Box(box.left, box.bottom, box.right, box.top - _HEAD)
    return draw_slope(sheet, inner, picture.lines, heads, picture.pair)
