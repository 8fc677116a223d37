"""What stands above and below a map: title, subtitle, notes, folded to the width of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from siting.report.layers import MUTED, text_size
from siting.report.words import Lang

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["MARGIN", "PAGE", "Headed", "directed", "draw_footer", "draw_header"]

#: Width and height of the page of a plan's map in inches.
PAGE = (8.6, 10.3)
#: Width of the empty border in inches.
MARGIN = 0.3


class Headed(Protocol):
    """What a page says above and below its picture."""

    @property
    def lang(self) -> Lang: ...
    @property
    def title(self) -> str: ...
    @property
    def subtitle(self) -> str: ...
    @property
    def notes(self) -> tuple[str, ...]: ...


def draw_header(figure: Figure, picture: Headed) -> float:
    """Title and subtitle; returns the page height where they end."""
    right, (wide, high) = picture.lang == "ar", figure.get_size_inches()
    x, ha = ((wide - MARGIN) / wide, "right") if right else (MARGIN / wide, "left")
    size = _largest(figure, picture.title, 15.0, 9.0, "bold")
    top = high - 0.3
    below = top
    for line in _fold(figure, picture.title, size, wide - 2 * MARGIN, "bold"):
        title = figure.text(
            x, below / high, directed(line, picture.lang), fontsize=size, fontweight="bold", ha=ha, va="top"
        )
        title.set_gid("plain-title")
        below = below - text_size(figure, line, size, "bold")[1] - 0.1
    small = _largest(figure, picture.subtitle, 9.5, 8.0, "normal")
    for line in _fold(figure, picture.subtitle, small, wide - 2 * MARGIN):
        drawn = figure.text(x, below / high, directed(line, picture.lang), fontsize=small, color=MUTED, ha=ha, va="top")
        drawn.set_gid("plain-subtitle")
        below -= 0.19
    return float(below) + 0.04


def _largest(figure: Figure, text: str, size: float, least: float, weight: str) -> float:
    """The largest size in points, from ``size`` down to ``least``, at which a text fits the width of the page."""
    room = figure.get_size_inches()[0] - 2 * MARGIN
    while text_size(figure, text, size, weight)[0] > room and size > least:
        size -= 0.25
    return size


def draw_footer(figure: Figure, picture: Headed) -> float:
    """Notes at the foot, folded to the width of the page; returns the page height where they begin."""
    right, (wide, high) = picture.lang == "ar", figure.get_size_inches()
    x, ha = ((wide - MARGIN) / wide, "right") if right else (MARGIN / wide, "left")
    lines = [line for note in picture.notes for line in _fold(figure, note, 6.8, wide - 2 * MARGIN)]
    y = 0.25
    for line in reversed(lines):
        drawn = figure.text(x, y / high, directed(line, picture.lang), fontsize=6.8, color=MUTED, ha=ha, va="bottom")
        drawn.set_gid("plain-note")
        y += 0.135
    return y


def _fold(figure: Figure, text: str, size: float, width: float, weight: str = "normal") -> list[str]:
    """Lines of ``text`` that fit ``width`` inches, of about the same length."""
    lines = _greedy(figure, text, size, width, weight)
    even = 1.08 * sum(text_size(figure, line, size, weight)[0] for line in lines) / len(lines)
    again = _greedy(figure, text, size, min(even, width), weight)
    return again if len(again) == len(lines) else lines


def directed(line: str, lang: Lang) -> str:
    """A line that is read in the direction of its language even if it begins with a name in Latin letters."""
    return f"\u200f{line}" if lang == "ar" else line


def _greedy(figure: Figure, text: str, size: float, width: float, weight: str) -> list[str]:
    """Lines of ``text``, each as full as ``width`` inches allow."""
    lines: list[str] = []
    for each in text.split(" "):
        longer = f"{lines[-1]} {each}" if lines else each
        if lines and text_size(figure, longer, size, weight)[0] <= width:
            lines[-1] = longer
        else:
            lines.append(each)
    return lines
