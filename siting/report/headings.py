"""What stands above and below a map: title, subtitle, notes, folded to the width of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siting.report.layers import MUTED, text_size
from siting.report.picture import PlanPicture
from siting.report.words import Lang

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["MARGIN", "PAGE", "draw_footer", "draw_header"]

#: Width and height of the page in inches.
PAGE = (8.6, 10.3)
#: Width of the empty border in inches.
MARGIN = 0.3


def draw_header(figure: Figure, picture: PlanPicture) -> float:
    """Title and subtitle; returns the page height where they end."""
    right = picture.lang == "ar"
    x, ha = ((PAGE[0] - MARGIN) / PAGE[0], "right") if right else (MARGIN / PAGE[0], "left")
    size = _largest(figure, picture.title, 15.0, 9.0, "bold")
    top = PAGE[1] - 0.3
    title = figure.text(
        x, top / PAGE[1], _directed(picture.title, picture.lang), fontsize=size, fontweight="bold", ha=ha, va="top"
    )
    title.set_gid("plain-title")
    below = top - text_size(figure, picture.title, size, "bold")[1] - 0.1
    small = _largest(figure, picture.subtitle, 9.5, 8.0, "normal")
    for line in _fold(figure, picture.subtitle, small, PAGE[0] - 2 * MARGIN):
        drawn = figure.text(
            x, below / PAGE[1], _directed(line, picture.lang), fontsize=small, color=MUTED, ha=ha, va="top"
        )
        drawn.set_gid("plain-subtitle")
        below -= 0.19
    return below + 0.04


def _largest(figure: Figure, text: str, size: float, least: float, weight: str) -> float:
    """The largest size in points, from ``size`` down to ``least``, at which a text fits the width of the page."""
    while text_size(figure, text, size, weight)[0] > PAGE[0] - 2 * MARGIN and size > least:
        size -= 0.25
    return size


def draw_footer(figure: Figure, picture: PlanPicture) -> float:
    """Notes at the foot, folded to the width of the page; returns the page height where they begin."""
    right = picture.lang == "ar"
    x, ha = ((PAGE[0] - MARGIN) / PAGE[0], "right") if right else (MARGIN / PAGE[0], "left")
    lines = [line for note in picture.notes for line in _fold(figure, note, 6.8, PAGE[0] - 2 * MARGIN)]
    y = 0.25
    for line in reversed(lines):
        drawn = figure.text(
            x, y / PAGE[1], _directed(line, picture.lang), fontsize=6.8, color=MUTED, ha=ha, va="bottom"
        )
        drawn.set_gid("plain-note")
        y += 0.135
    return y


def _fold(figure: Figure, text: str, size: float, width: float) -> list[str]:
    """Lines of ``text`` that fit ``width`` inches, of about the same length."""
    lines = _greedy(figure, text, size, width)
    even = 1.08 * sum(text_size(figure, line, size)[0] for line in lines) / len(lines)
    again = _greedy(figure, text, size, min(even, width))
    return again if len(again) == len(lines) else lines


def _directed(line: str, lang: Lang) -> str:
    """A line that is read in the direction of its language even if it begins with a name in Latin letters."""
    return f"\u200f{line}" if lang == "ar" else line


def _greedy(figure: Figure, text: str, size: float, width: float) -> list[str]:
    """Lines of ``text``, each as full as ``width`` inches allow."""
    lines: list[str] = []
    for each in text.split(" "):
        longer = f"{lines[-1]} {each}" if lines else each
        if lines and text_size(figure, longer, size)[0] <= width:
            lines[-1] = longer
        else:
            lines.append(each)
    return lines
