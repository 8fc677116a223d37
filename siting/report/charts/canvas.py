"""What all charts share: the page around a chart, plots with scales, round figures, keys that do not overlap."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from siting.errors import UsageError
from siting.report.page.drawn import Drawn
from siting.report.page.labels import Box
from siting.report.page.sheet import MARGIN, Reading, Sheet, new_sheet
from siting.report.page.style import Style, default_style
from siting.words import Lang

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "LEAST",
    "Plot",
    "Words",
    "column_edge",
    "draw_on_page",
    "height_of",
    "kinds_of",
    "nice_top",
    "paler",
    "spread",
    "ticks",
    "width_of",
]

#: Width and height in inches below which labels would lie on one another.
LEAST = (5.0, 3.4)
_EDGE = 0.06  #: empty border of a bare picture, in inches


@dataclass(frozen=True)
class Words:
    """The words around a chart: the finding, what is shown, the content for those who cannot see it, notes."""

    title: str
    subtitle: str
    alt: str
    notes: tuple[str, ...]


def draw_on_page(
    words: Words,
    paint: Callable[[Sheet, Box], None],
    *,
    lang: Lang,
    style: Style | None,
    bare: bool,
    size: tuple[float, float],
) -> Drawn:
    """A page of ``size`` inches with title, subtitle and notes, and between them what ``paint`` draws in a rectangle.

    Raises `UsageError` for a page that is too small for a chart.
    """
    if not all(math.isfinite(each) and each >= least for each, least in zip(size, LEAST, strict=True)):
        raise UsageError(f"a chart needs at least {LEAST[0]:g} x {LEAST[1]:g} inches, not {size[0]:g} x {size[1]:g}")
    with new_sheet(size, lang, style or default_style()) as sheet:
        wide, high = sheet.size
        if bare:
            room = Box(_EDGE, _EDGE, wide - _EDGE, high - _EDGE)
        else:
            top, foot = sheet.header(words.title, words.subtitle), sheet.footer(words.notes)
            room = Box(MARGIN, foot + 0.12, wide - MARGIN, top - 0.08)
        paint(sheet, room)
        return Drawn(sheet.figure, words.title, words.subtitle, words.alt, words.notes, {"text": _boxes(sheet)})


def _boxes(sheet: Sheet) -> dict[str, Box]:
    """Page rectangles (inches) of all texts, by what they are and their number."""
    from matplotlib.text import Text

    canvas: Any = sheet.figure.canvas
    renderer, dots = canvas.get_renderer(), sheet.figure.dpi
    boxes: dict[str, Box] = {}
    texts = [each for each in sheet.figure.findobj(Text) if each.get_gid() and each.get_text().strip("\u200f ")]
    for position, text in enumerate(texts):
        box = text.get_window_extent(renderer)
        boxes[f"{text.get_gid()} {position}"] = Box(box.x0 / dots, box.y0 / dots, box.x1 / dots, box.y1 / dots)
    return boxes


@dataclass(frozen=True)
class Plot:
    """Axes in a page rectangle with a scale of their own. ``mirrored``: the horizontal scale begins at the right."""

    sheet: Sheet
    axes: Axes
    box: Box
    limits: tuple[float, float, float, float]

    @classmethod
    def make(cls, sheet: Sheet, box: Box, limits: tuple[float, float, float, float], *, mirrored: bool = False) -> Plot:
        """A plot; ``limits`` are west, south, east, north in units of the data."""
        west, south, east, north = limits
        turned = (east, south, west, north) if mirrored else limits
        axes = sheet.axes(box, limits=turned)
        return cls(sheet, axes, box, turned)

    def across(self, inches: float) -> float:
        """Units of the horizontal scale in so many inches towards where it grows."""
        return inches * abs(self.limits[2] - self.limits[0]) / (self.box.right - self.box.left)

    def up(self, inches: float) -> float:
        """Units of the vertical scale in so many inches."""
        return inches * (self.limits[3] - self.limits[1]) / (self.box.top - self.box.bottom)

    def page_y(self, value: float) -> float:
        """Page height (inches) of a figure of the vertical scale."""
        return self.box.bottom + (value - self.limits[1]) / self.up(1.0)

    def bar(self, x: float, y: float, wide: float, high: float, colour: str, gid: str, **look: Any) -> None:
        """A rectangle in units of the data; its ``gid`` names it in SVG files."""
        from matplotlib.patches import Rectangle

        settings = {"facecolor": colour, "edgecolor": "none", "linewidth": 0.0, "zorder": 3, **look}
        self.axes.add_patch(Rectangle((x, y), wide, high, gid=gid, **settings))

    def line(self, xs: Sequence[float], ys: Sequence[float], colour: str, width: float = 0.7, **look: Any) -> None:
        """A line in units of the data."""
        self.axes.plot(list(xs), list(ys), **{"color": colour, "linewidth": width, "zorder": 1, **look})

    def write(self, x: float, y: float, text: str, **look: Any) -> None:
        """Text at a position in units of the data; ``ha`` is what a reader of the plot's direction takes it for."""
        if self.limits[0] > self.limits[2]:
            look["ha"] = {"left": "right", "right": "left"}.get(look.get("ha", "center"), "center")
        self.sheet.write(self.axes, x, y, text, **look)


def width_of(sheet: Sheet, texts: Sequence[str], size: float, weight: str = "normal") -> float:
    """Width in inches of the longest of the texts."""
    return max((sheet.text_size(text, size, weight)[0] for text in texts), default=0.0)


def height_of(size: float) -> float:
    """Inches from one line of text to the next."""
    return size / 72 * 1.3


def nice_top(value: float) -> float:
    """The step of a scale up to ``value`` with three to six round figures: 1, 2, 2.5 or 5 times a power of ten."""
    if value <= 0:
        return 1.0
    power: float = 10.0 ** math.floor(math.log10(value / 4))
    return next(step * power for step in (1.0, 2.0, 2.5, 5.0, 10.0) if value / (step * power) <= 6.0)


def ticks(low: float, high: float) -> list[float]:
    """Round figures from ``low`` to ``high``, zero among them."""
    step = nice_top(max(high, 0.0) - min(low, 0.0))
    return [step * count for count in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]


def column_edge(side: Reading, end: float, wide: float) -> float:
    """The right edge of a column of figures ``wide`` inches wide that ends ``end`` inches from where reading begins.

    Figures end at the right in every language, so that units stand below units.
    """
    return side.x(end - wide) if side.mirrored else end


def kinds_of(style: Style, count: int) -> list[str]:
    """So many colours for things of different kinds: the style's, then paler ones of the same."""
    own = style.colours.qualitative
    return [own[at] if at < len(own) else paler(own[at % len(own)], 0.55) for at in range(count)]


def paler(colour: str, share: float) -> str:
    """A colour mixed with so much white."""
    from matplotlib.colors import to_hex, to_rgb

    red, green, blue = (part + (1.0 - part) * share for part in to_rgb(colour))
    return str(to_hex((red, green, blue)))


def spread(wanted: Mapping[str, float], gap: float, low: float, high: float) -> dict[str, float]:
    """Heights of labels by key, as near to the wanted ones as can be with ``gap`` between them.

    Where there is no room for that, they stand as far apart as there is room for.
    """
    from siting.report.charts.slope import spread as spread_heights

    ordered = sorted(wanted, key=lambda key: (wanted[key], key))
    gap = min(gap, (high - low) / max(len(ordered) - 1, 1))
    return dict(zip(ordered, spread_heights([wanted[key] for key in ordered], gap, low, high), strict=True))
