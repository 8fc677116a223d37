"""The legend of a plan's map: classes with the number of places in each, sizes of circles, marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from siting.report.labels import Box
from siting.report.layers import INK, MUTED, NEW, STANDING, write
from siting.report.layout import Frame
from siting.report.scales import CircleScale, class_of, colour_of
from siting.report.words import Lang, number, word

if TYPE_CHECKING:
    from siting.report.picture import PlanPicture

__all__ = ["LEGEND_SIZE", "class_counts", "class_words", "draw_class", "draw_legend"]

#: Width and height of the legend in inches.
LEGEND_SIZE = (3.42, 2.15)

_ROW = 0.2
_CHIP = 0.24


@dataclass(frozen=True)
class _Reading:
    """Positions across the legend, measured from where reading begins: the left, in Arabic the right."""

    lang: Lang

    @property
    def ha(self) -> str:
        """How text is aligned."""
        return "right" if self.lang == "ar" else "left"

    def x(self, begin: float, wide: float = 0.0) -> float:
        """The left edge of something ``wide`` inches wide that begins at ``begin``."""
        return LEGEND_SIZE[0] - begin - wide if self.lang == "ar" else begin


def class_words(breaks: Sequence[float], lang: Lang) -> list[str]:
    """The words of each class, "none" first, in the order of `siting.report.scales.class_of`."""
    if not breaks:
        return [word("class_none", lang), word("class_above", lang, low=1)]
    words = [word("class_none", lang), word("class_below", lang, high=number(breaks[0], lang))]
    for low, high in pairwise(breaks):
        words.append(word("class_between", lang, low=number(low, lang), high=number(high - 1, lang)))
    return [*words, word("class_above", lang, low=number(breaks[-1], lang))]


def draw_legend(figure: Any, box: Box, picture: PlanPicture, breaks: Sequence[float], circles: CircleScale) -> None:
    """Draw the legend in a page rectangle of `LEGEND_SIZE`."""
    from siting.report.layers import axes_for

    axes = axes_for(figure, Frame(box, 0.0, 0.0, 1.0))
    _classes(axes, box, picture, breaks)
    _sizes(axes, box, picture, circles)


def _classes(axes: Any, box: Box, picture: PlanPicture, breaks: Sequence[float]) -> None:
    """Shading: one chip a class, darkest on top, with the number of places in it."""
    lang, top, side = picture.lang, box.top - box.bottom, _Reading(picture.lang)
    level = word(picture.level, lang)
    head = word("legend_jobs", lang, last=picture.last_year, level=level)
    write(axes, side.x(0.0), top, head, size=8, weight="bold", ha=side.ha, va="top", halo=False, gid="legend")
    counts = class_counts(picture.zones["jobs_last"], breaks)
    y = top - 0.5
    for position, words in reversed(list(enumerate(class_words(breaks, lang)))):
        if position == 0 and not counts[0]:
            continue
        label = f"{words} ({number(counts[position], lang)})"
        draw_class(axes, side.x(0.0, _CHIP), side.x(_CHIP + 0.07), y, colour_of(position, breaks), label, side.ha)
        y -= _ROW
    write(axes, side.x(0.0), y + 0.06, word("count_note", lang), size=6, colour=MUTED, ha=side.ha, halo=False)


def class_counts(values: Iterable[float], breaks: Sequence[float]) -> list[int]:
    """The number of places in each class, in the order of `class_words`."""
    counts = [0] * (len(breaks) + 2)
    for value in values:
        counts[class_of(value, breaks)] += 1
    return counts


def draw_class(axes: Any, chip: float, begin: float, y: float, colour: str, label: str, ha: str) -> None:
    """A chip in the colour of a class, its left edge at ``chip``, and its words from ``begin``; inches."""
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle((chip, y), _CHIP, 0.145, facecolor=colour, edgecolor="#8a9096", linewidth=0.4))
    write(axes, begin, y + 0.07, label, size=7, ha=ha, halo=False, gid="class")


def _sizes(axes: Any, box: Box, picture: PlanPicture, circles: CircleScale) -> None:
    """Sizes: three nested circles standing on one line, then what the colours and the square mean."""
    from matplotlib.patches import Circle, Rectangle

    lang, begin, top, side = picture.lang, 1.85, box.top - box.bottom, _Reading(picture.lang)
    write(
        axes, side.x(begin), top, word("legend_seats", lang), size=8, weight="bold", ha=side.ha, va="top",
        halo=False, gid="legend",
    )  # fmt: skip
    base, middle = top - 0.42 - 2 * circles.radius - 0.06, begin + circles.radius
    last = None
    for seats in circles.examples():
        radius = circles.inches(seats)
        axes.add_patch(Circle((side.x(middle), base + radius), radius, facecolor="none", edgecolor=INK, linewidth=0.7))
        height = base + 2 * radius
        if last is not None and last - height < 0.11:
            height = last - 0.11
        last = height
        ends = [side.x(middle), side.x(middle + circles.radius + 0.1)]
        axes.plot(ends, [base + 2 * radius, height], color=MUTED, linewidth=0.4)
        write(axes, side.x(middle + circles.radius + 0.14), height, number(seats, lang), size=7, ha=side.ha, halo=False)
    years = {"base": picture.base_year, "first": picture.base_year + 1, "last": picture.last_year}
    y = base - 0.2
    for key, colour in (("seats_new", NEW), ("seats_start", STANDING)):
        axes.add_patch(Circle((side.x(begin + 0.07), y), 0.06, facecolor=colour, edgecolor="none"))
        write(axes, side.x(begin + 0.22), y, word(key, lang, **years), size=7, ha=side.ha, halo=False)
        y -= 0.18
    square = (side.x(begin + 0.04, 0.06), y - 0.03)
    axes.add_patch(Rectangle(square, 0.06, 0.06, facecolor="#ffffff", edgecolor=INK, linewidth=0.6))
    write(axes, side.x(begin + 0.22), y, word("standing", lang), size=7, ha=side.ha, halo=False)
