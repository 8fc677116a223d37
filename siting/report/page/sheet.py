"""A page that is being drawn: its figure, its language and its style, and how text is written on it.

All lengths are inches from the lower left corner of the page, all sizes of text points.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from siting.report.page.fonts import families, use_fonts
from siting.report.page.labels import Box
from siting.report.page.layout import Frame
from siting.report.page.style import Style
from siting.words import Lang

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

__all__ = ["MARGIN", "Reading", "Sheet", "directed", "new_sheet"]

#: Width of the empty border in inches.
MARGIN = 0.3
#: Distance of lines over their height: Arabic letters reach farther above and below.
_LINE_SPACING = {"fr": 1.15, "ar": 1.3, "en": 1.15}
#: Distance of the lines of a title over the size of its letters.
_TITLE_SPACING = {"fr": 1.2, "ar": 1.35, "en": 1.2}


def directed(line: str, lang: Lang) -> str:
    """A line that is read in the direction of its language even if it begins with a name in Latin letters."""
    return f"\u200f{line}" if lang == "ar" and not line.startswith("\u200f") else line


@dataclass(frozen=True)
class Reading:
    """Positions across something ``wide`` inches, measured from where reading begins: the left, in Arabic the right."""

    lang: Lang
    wide: float

    @property
    def mirrored(self) -> bool:
        """Whether reading begins at the right."""
        return self.lang == "ar"

    def x(self, begin: float, wide: float = 0.0) -> float:
        """The left edge of something ``wide`` inches wide that begins at ``begin``."""
        return self.wide - begin - wide if self.mirrored else begin

    def ha(self, ha: str = "left") -> str:
        """An alignment as a reader of the language sees it: ``left`` is where reading begins."""
        return {"left": "right", "right": "left"}.get(ha, ha) if self.mirrored else ha

    def box(self, box: Box) -> Box:
        """A rectangle where its reader looks for it."""
        return Box(self.wide - box.right, box.bottom, self.wide - box.left, box.top) if self.mirrored else box


@dataclass(frozen=True)
class Sheet:
    """A page. Make one with `new_sheet`."""

    figure: Figure
    lang: Lang
    style: Style

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in inches."""
        wide, high = self.figure.get_size_inches()
        return float(wide), float(high)

    @property
    def reading(self) -> Reading:
        """Positions across the page."""
        return Reading(self.lang, self.size[0])

    def axes(self, box: Box, *, limits: tuple[float, float, float, float] | None = None, framed: bool = False) -> Axes:
        """Bare axes in a page rectangle; one unit is one inch unless ``limits`` (west, south, east, north) say else."""
        wide, high = self.size
        sides = (box.left / wide, box.bottom / high, (box.right - box.left) / wide, (box.top - box.bottom) / high)
        axes: Axes = self.figure.add_axes(sides)
        west, south, east, north = limits or (0.0, 0.0, box.right - box.left, box.top - box.bottom)
        axes.set_xlim(west, east)
        axes.set_ylim(south, north)
        axes.set_xticks([])
        axes.set_yticks([])
        axes.patch.set_facecolor(self.style.colours.paper)
        axes.patch.set_visible(framed)
        for spine in axes.spines.values():
            spine.set_visible(framed)
            spine.set_color(self.style.colours.muted)
            spine.set_linewidth(0.7)
        return axes

    def map_axes(self, frame: Frame, *, framed: bool = False) -> Axes:
        """Axes that show a frame: one unit is one metre on the ground, the same on both axes."""
        return self.axes(frame.page, limits=frame.limits, framed=framed)

    def text_size(self, text: str, size: float, weight: str = "normal") -> tuple[float, float]:
        """Width and height in inches that a text takes on the page."""
        fonts = tuple(families(self.style, self.lang))
        return _extent(text, size, weight, fonts, _LINE_SPACING[self.lang], self.figure.dpi)

    def write(
        self,
        axes: Axes,
        x: float,
        y: float,
        text: str,
        *,
        size: float | None = None,
        colour: str | None = None,
        weight: str = "normal",
        ha: str = "center",
        va: str = "center",
        halo: bool = False,
        gid: str = "text",
        rotation: float = 0.0,
    ) -> Text:
        """Text at a position of the axes, in the direction of the language.

        Names that stand on a map get a white halo (see `siting.report.page.save`). ``gid`` names what the text is:
        it stands in SVG files and is what tests look for (``halo-GID`` or ``plain-GID``).
        """
        drawn = axes.text(
            x, y, directed(text, self.lang), fontsize=size or self.style.sizes.legend,
            color=colour or self.style.colours.ink, fontweight=weight, ha=ha, va=va, zorder=8,
            linespacing=_LINE_SPACING[self.lang], rotation=rotation,
        )  # fmt: skip
        drawn.set_gid(f"{'halo' if halo else 'plain'}-{gid}")
        return drawn

    def largest(self, text: str, size: float, least: float, room: float, weight: str = "normal") -> float:
        """The largest size in points, from ``size`` down to ``least``, at which a text fits ``room`` inches."""
        while self.text_size(text, size, weight)[0] > room and size > least:
            size -= 0.25
        return size

    def fold(self, text: str, size: float, width: float, weight: str = "normal") -> list[str]:
        """Lines of ``text`` that fit ``width`` inches, of about the same length."""
        lines = self._greedy(text, size, width, weight)
        even = 1.08 * sum(self.text_size(line, size, weight)[0] for line in lines) / len(lines)
        again = self._greedy(text, size, min(even, width), weight)
        return again if len(again) == len(lines) else lines

    def _greedy(self, text: str, size: float, width: float, weight: str) -> list[str]:
        lines: list[str] = []
        for each in text.split(" "):
            longer = f"{lines[-1]} {each}" if lines else each
            if lines and self.text_size(longer, size, weight)[0] <= width:
                lines[-1] = longer
            else:
                lines.append(each)
        return lines

    def header(self, title: str, subtitle: str) -> float:
        """Title, subtitle and the style's logo at the head; returns the page height where they end."""
        wide, high = self.size
        sizes, colours = self.style.sizes, self.style.colours
        room = wide - 2 * MARGIN - self._logo()
        x, ha = self.reading.x(MARGIN) / wide, self.reading.ha()
        size = sizes.title
        while size > 0.6 * sizes.title and len(self.fold(title, size, room, "bold")) > 1:
            size -= 0.25
            if size < 0.85 * sizes.title and len(self.fold(title, sizes.title, room, "bold")) <= 2:
                size = sizes.title  # two lines are read more easily than one in small letters
                break
        below = high - 0.3
        lines = self.fold(title, size, room, "bold")
        for number, line in enumerate(lines, start=1):
            text = directed(line, self.lang)
            drawn = self.figure.text(
                x, below / high, text, fontsize=size, fontweight="bold", color=colours.ink, ha=ha, va="top"
            )
            drawn.set_gid("plain-title")
            last = number == len(lines)
            below -= self.text_size(line, size, "bold")[1] + 0.1 if last else _TITLE_SPACING[self.lang] * size / 72
        small = self.largest(subtitle, sizes.subtitle, 0.84 * sizes.subtitle, room)
        for line in self.fold(subtitle, small, room) if subtitle else []:
            text = directed(line, self.lang)
            drawn = self.figure.text(x, below / high, text, fontsize=small, color=colours.muted, ha=ha, va="top")
            drawn.set_gid("plain-subtitle")
            below -= 0.02 * small
        return below + 0.04

    def _logo(self) -> float:
        """Draw the style's logo in the corner opposite to where reading begins; the width that it takes."""
        from siting.report.page.logo import logo_array

        file = self.style.logo_file
        if file is None:
            return 0.0
        pixels = logo_array(file)
        tall = self.style.logo_height
        across = float(tall * pixels.shape[1] / pixels.shape[0])
        wide, high = self.size
        left = self.reading.x(wide - MARGIN - across, across)
        axes = self.figure.add_axes((left / wide, (high - 0.25 - tall) / high, across / wide, tall / high))
        axes.imshow(pixels, interpolation="lanczos")
        axes.set_axis_off()
        return across + 0.2

    def footer(self, notes: tuple[str, ...]) -> float:
        """Notes at the foot, folded to the width of the page; returns the page height where they begin."""
        wide, high = self.size
        size = self.style.sizes.note
        x, ha = self.reading.x(MARGIN) / wide, self.reading.ha()
        lines = [line for note in notes for line in self.fold(note, size, wide - 2 * MARGIN)]
        y = 0.25
        for line in reversed(lines):
            text = directed(line, self.lang)
            drawn = self.figure.text(
                x, y / high, text, fontsize=size, color=self.style.colours.muted, ha=ha, va="bottom"
            )
            drawn.set_gid("plain-note")
            y += 0.02 * size
        return y


@lru_cache(maxsize=20_000)
def _extent(
    text: str, size: float, weight: str, fonts: tuple[str, ...], spacing: float, dpi: float
) -> tuple[float, float]:
    """Width and height in inches of a text on a page of ``dpi`` dots."""
    from matplotlib.text import Text

    figure = _ruler(dpi)
    probe = Text(0, 0, text, fontfamily=fonts, fontsize=size, fontweight=weight, linespacing=spacing)
    probe.set_figure(figure)
    canvas: Any = figure.canvas
    box = probe.get_window_extent(canvas.get_renderer(), dpi=dpi)
    return box.width / dpi, box.height / dpi


@cache
def _ruler(dpi: float) -> Figure:
    """An empty figure on which texts are measured."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(1, 1), dpi=dpi)
    FigureCanvasAgg(figure)
    return figure


@contextmanager
def new_sheet(size: tuple[float, float], lang: Lang, style: Style) -> Iterator[Sheet]:
    """A blank page of a size in inches; what is drawn inside the ``with`` uses the style's fonts."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    use_fonts(style)
    with mpl.rc_context({"font.family": families(style, lang), "axes.unicode_minus": True}):
        figure = Figure(figsize=size, dpi=style.dpi, facecolor=style.colours.paper)
        FigureCanvasAgg(figure)
        yield Sheet(figure, lang, style)
