"""The legend of a map of one measure: its unit, classes with the number of places in each, how they were made."""

from __future__ import annotations

from typing import Any

from siting.report.maps.layers import HATCH
from siting.report.maps.legend import CHIP, ROW, draw_class, draw_sizes
from siting.report.maps.scales import CircleScale
from siting.report.maps.thematic import Theme
from siting.report.page.labels import Box
from siting.report.page.sheet import Reading, Sheet
from siting.words import number, say

__all__ = ["LEGEND_WIDTH", "draw_circle_legend", "draw_theme_legend", "legend_height", "rows"]

#: Width of a legend in inches.
LEGEND_WIDTH = 2.75
_LINE = 0.16  #: inches, a line of the head


def rows(theme: Theme) -> list[tuple[int, str]]:
    """Classes from the top down with their words and the number of places; no empty one but on a diverging scale."""
    classes = theme.classes
    counts, words = classes.counts(list(theme.shown)), classes.words(theme.lang)
    order = [*range(classes.count, 0, -1), 0, -1]
    if classes.diverging:
        order = [*range(classes.count, classes.sides, -1), 0, *range(classes.sides, 0, -1), -1]
    kept = [each for each in order if counts[each] or (classes.diverging and each >= 0)]
    return [(each, _counted(theme, words[each], counts[each])) for each in kept]


def _counted(theme: Theme, words: str, count: int) -> str:
    """A row of the legend: words and the number of places."""
    return say("map-class-count", theme.lang, words=words, count=number(count, theme.lang))


def _head_lines(sheet: Sheet, theme: Theme) -> list[tuple[str, float, str]]:
    """Measure and unit over the legend: text, size, weight."""
    size = sheet.style.sizes.legend + 1
    lines = [(line, size, "bold") for line in sheet.fold(theme.head, size, LEGEND_WIDTH, "bold")]
    told = [theme.unit] + ([say("map-legend-less", theme.lang)] if theme.measure.less_is_better else [])
    return lines + [(line, size - 1, "normal") for each in told for line in sheet.fold(each, size - 1, LEGEND_WIDTH)]


def _foot_lines(sheet: Sheet, theme: Theme) -> list[str]:
    size = sheet.style.sizes.legend - 1
    how = "change" if theme.classes.diverging else theme.classes.method
    told = [say("map-legend-count", theme.lang), say(f"map-method-{how}", theme.lang)]
    return [line for each in told for line in sheet.fold(each, size, LEGEND_WIDTH)]


def _estimates(theme: Theme) -> int:
    return int(theme.estimated[theme.shown.index].sum())


def legend_height(sheet: Sheet, theme: Theme) -> float:
    """Height in inches that the legend of a choropleth takes."""
    many = len(rows(theme)) + bool(_estimates(theme))
    return _LINE * len(_head_lines(sheet, theme)) + 0.12 + ROW * many + 0.13 * len(_foot_lines(sheet, theme)) + 0.1


def draw_theme_legend(sheet: Sheet, box: Box, theme: Theme) -> None:
    """Draw the legend of a choropleth in a page rectangle, from its top down."""
    axes, side = sheet.axes(box), Reading(sheet.lang, box.right - box.left)
    y = _head(sheet, axes, side, box, theme) - 0.12
    for position, words in rows(theme):
        y -= ROW
        draw_class(sheet, axes, side, y + 0.04, theme.classes.colour(position, sheet.style.colours), words)
    if many := _estimates(theme):
        y -= ROW
        words = _counted(theme, say("map-legend-estimate", theme.lang), many)
        draw_class(sheet, axes, side, y + 0.04, sheet.style.colours.paper, words, hatch=HATCH)
    for line in _foot_lines(sheet, theme):
        y -= 0.13
        size, muted = sheet.style.sizes.legend - 1, sheet.style.colours.muted
        sheet.write(axes, side.x(0.0), y, line, size=size, colour=muted, ha=side.ha(), gid="how")


def _head(sheet: Sheet, axes: Any, side: Reading, box: Box, theme: Theme) -> float:
    """Measure and unit; returns the height where they end."""
    y = box.top - box.bottom
    for text, size, weight in _head_lines(sheet, theme):
        sheet.write(axes, side.x(0.0), y, text, size=size, weight=weight, ha=side.ha(), va="top", gid="legend")
        y -= _LINE
    return y


def draw_circle_legend(sheet: Sheet, box: Box, theme: Theme, circles: CircleScale) -> None:
    """Draw the legend of proportional circles: measure, unit, three sizes."""
    from matplotlib.patches import Circle

    axes, side = sheet.axes(box), Reading(sheet.lang, box.right - box.left)
    y = _head(sheet, axes, side, box, theme)
    size, look = sheet.style.sizes.legend, sheet.style.colours
    words = say("map-legend-circles", theme.lang)
    sheet.write(axes, side.x(0.0), y, words, size=size, colour=look.muted, ha=side.ha(), va="top", gid="how")
    foot = draw_sizes(sheet, axes, side, 0.0, y - 0.28, circles) - 0.2
    if bool((theme.shown < -theme.classes.least).any()):
        ring = Circle((side.x(0.07), foot), 0.06, facecolor="none", edgecolor=look.loss, linewidth=1.1)
        axes.add_patch(ring)
        sheet.write(axes, side.x(CHIP), foot, say("map-legend-negative", theme.lang), ha=side.ha(), gid="mark")
