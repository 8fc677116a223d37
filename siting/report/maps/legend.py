"""The legend of a map: classes with the number of places in each, sizes of circles, marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from siting.report.maps.scales import CircleScale, class_of, colour_of
from siting.report.page.labels import Box
from siting.report.page.sheet import Reading, Sheet
from siting.words import Lang, number, say

if TYPE_CHECKING:
    from siting.report.maps.picture import PlanPicture

__all__ = [
    "CHIP",
    "LEGEND_SIZE",
    "ROW",
    "class_counts",
    "class_words",
    "draw_class",
    "draw_legend",
    "draw_seats",
    "draw_sizes",
]

#: Width and height of the legend of a plan in inches.
LEGEND_SIZE = (3.42, 2.15)
#: Distance of the rows of a legend, and width of a chip of colour, in inches.
ROW, CHIP = 0.2, 0.24


def class_words(breaks: Sequence[float], lang: Lang) -> list[str]:
    """The words of each class, "none" first, in the order of `siting.report.maps.scales.class_of`."""
    if not breaks:
        return [say("picture-class-none", lang), say("picture-class-above", lang, low=1)]
    words = [say("picture-class-none", lang), say("picture-class-below", lang, high=number(breaks[0], lang))]
    for low, high in pairwise(breaks):
        words.append(say("picture-class-between", lang, low=number(low, lang), high=number(high, lang)))
    return [*words, say("picture-class-above", lang, low=number(breaks[-1], lang))]


def class_counts(values: Iterable[float], breaks: Sequence[float]) -> list[int]:
    """The number of places in each class, in the order of `class_words`."""
    counts = [0] * (len(breaks) + 2)
    for value in values:
        counts[class_of(value, breaks)] += 1
    return counts


def draw_legend(sheet: Sheet, box: Box, picture: PlanPicture, breaks: Sequence[float], circles: CircleScale) -> None:
    """Draw the legend of a plan in a page rectangle of `LEGEND_SIZE`."""
    axes = sheet.axes(box)
    _classes(sheet, axes, box, picture, breaks)
    begin, top = 1.85, box.top - box.bottom
    side = Reading(sheet.lang, box.right - box.left)
    head = say("picture-legend-seats", sheet.lang)
    _head(sheet, axes, side.x(begin), top, head)
    foot = draw_sizes(sheet, axes, side, begin, top - 0.42, circles)
    _marks(sheet, axes, side, begin, foot - 0.2, picture)


def _head(sheet: Sheet, axes: Any, x: float, y: float, text: str) -> None:
    """The head of a legend."""
    size, ha = sheet.style.sizes.legend + 1, sheet.reading.ha()
    sheet.write(axes, x, y, text, size=size, weight="bold", ha=ha, va="top", gid="legend")


def _classes(sheet: Sheet, axes: Any, box: Box, picture: PlanPicture, breaks: Sequence[float]) -> None:
    """Shading: one chip a class, darkest on top, with the number of places in it."""
    lang, top, side = sheet.lang, box.top - box.bottom, Reading(sheet.lang, box.right - box.left)
    level = say(f"level-{picture.level}", lang)
    _head(sheet, axes, side.x(0.0), top, say("picture-legend-jobs", lang, last=picture.last_year, level=level))
    counts = class_counts(picture.zones["jobs_last"], breaks)
    y = top - 0.5
    for position, words in reversed(list(enumerate(class_words(breaks, lang)))):
        if position == 0 and not counts[0]:
            continue
        label = say("map-class-count", lang, words=words, count=number(counts[position], lang))
        draw_class(sheet, axes, side, y, colour_of(position, breaks, sheet.style.colours), label)
        y -= ROW
    note = say("picture-count-note", lang)
    muted = sheet.style.colours.muted
    sheet.write(axes, side.x(0.0), y + 0.06, note, size=sheet.style.sizes.legend - 1, colour=muted, ha=side.ha())


def draw_class(
    sheet: Sheet, axes: Any, side: Reading, y: float, colour: str, label: str, begin: float = 0.0, *, hatch: str = ""
) -> None:
    """A chip in the colour of a class with its words beside it, ``begin`` inches from where reading begins."""
    from matplotlib.patches import Rectangle

    look = sheet.style.colours
    chip = (side.x(begin, CHIP), y)
    axes.add_patch(Rectangle(chip, CHIP, 0.145, facecolor=colour, edgecolor=look.muted, linewidth=0.4, gid="chip"))
    if hatch:
        lines = Rectangle(chip, CHIP, 0.145, facecolor="none", edgecolor=look.hatch, linewidth=0.0, hatch=hatch)
        axes.add_patch(lines)
    sheet.write(axes, side.x(begin + CHIP + 0.07), y + 0.07, label, ha=side.ha(), gid="class")


def draw_sizes(sheet: Sheet, axes: Any, side: Reading, begin: float, top: float, circles: CircleScale) -> float:
    """Three nested circles with their figures, standing on one line below ``top``; returns the height of that line."""
    from matplotlib.patches import Circle

    look = sheet.style.colours
    base, middle = top - 2 * circles.radius - 0.06, begin + circles.radius
    last = None
    for size in circles.examples():
        radius = circles.inches(size)
        centre = (side.x(middle), base + radius)
        axes.add_patch(Circle(centre, radius, facecolor="none", edgecolor=look.ink, linewidth=0.7))
        height = base + 2 * radius
        if last is not None and last - height < 0.11:
            height = last - 0.11
        last = height
        ends = [side.x(middle), side.x(middle + circles.radius + 0.1)]
        axes.plot(ends, [base + 2 * radius, height], color=look.muted, linewidth=0.4)
        x = side.x(middle + circles.radius + 0.14)
        sheet.write(axes, x, height, number(size, sheet.lang), ha=side.ha(), gid="size")
    return base


def draw_seats(
    sheet: Sheet, axes: Any, side: Reading, begin: float, y: float, picture: PlanPicture, region: str | None = None
) -> float:
    """What the colours of circles mean, with the seats of the country (or a region); returns the height below.

    New seats are what the plan builds, the figure of every table and document, and those decided before it: told one
    by one where there are both.
    """
    from matplotlib.patches import Circle

    lang, look, zones = sheet.lang, sheet.style.colours, picture.zones
    if region is not None:
        zones = zones[zones["region"] == region]
    built, committed = int(zones["seats_built"].sum()), int(zones["seats_committed"].sum())
    years = {"base": picture.base_year, "first": picture.base_year + 1, "last": picture.last_year}

    def line(text: str, indent: float, step: float) -> None:
        nonlocal y
        sheet.write(axes, side.x(begin + indent), y, text, ha=side.ha(), gid="mark")
        y -= step

    for key, colour in (("new", look.new), ("start", look.standing)):
        axes.add_patch(Circle((side.x(begin + 0.07), y), 0.06, facecolor=colour, edgecolor="none"))
        if key == "start":
            line(say("map-seats-start", lang, seats=number(zones["seats_start"].sum(), lang), **years), 0.22, 0.18)
            continue
        parts = bool(committed)
        line(say("map-seats-new", lang, seats=number(built + committed, lang), **years), 0.22, 0.14 if parts else 0.18)
        if parts:
            line(say("map-seats-plan", lang, seats=number(built, lang)), 0.32, 0.14)
            line(say("map-seats-committed", lang, seats=number(committed, lang)), 0.32, 0.18)
    return y


def _marks(sheet: Sheet, axes: Any, side: Reading, begin: float, y: float, picture: PlanPicture) -> None:
    """What the colours of circles and the square mean."""
    from matplotlib.patches import Rectangle

    look, y = sheet.style.colours, draw_seats(sheet, axes, side, begin, y, picture)
    square = (side.x(begin + 0.04, 0.06), y - 0.03)
    axes.add_patch(Rectangle(square, 0.06, 0.06, facecolor=look.paper, edgecolor=look.ink, linewidth=0.6))
    sheet.write(axes, side.x(begin + 0.22), y, say("picture-standing", sheet.lang), ha=side.ha(), gid="mark")
