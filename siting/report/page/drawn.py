"""A finished picture: the figure, what it finds, and what it shows in words for those who cannot see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from siting.report.page.labels import Box
from siting.report.page.save import render, save

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Drawn"]


@dataclass(frozen=True)
class Drawn:
    """A picture that is ready to be saved or set into a document.

    ``title`` is the finding in a sentence, ``subtitle`` what is shown, ``alt`` the content in words (for screen
    readers), ``notes`` the lines under it. On a bare picture title, subtitle and notes are not drawn: the document
    around it sets them. ``boxes`` hold the page rectangles (inches) of all labels by part and key, for tests.
    """

    figure: Figure
    title: str
    subtitle: str
    alt: str
    notes: tuple[str, ...] = ()
    boxes: dict[str, dict[str, Box]] = field(default_factory=dict)

    def render(self, kind: str) -> bytes:
        """The bytes of a png, svg or pdf; the same picture gives the same bytes."""
        return render(self.figure, kind, self.title)

    def save(self, out: Path, kind: str) -> Path:
        """Write the picture, whole or not at all. Raises `RunError` when the place does not take it."""
        return save(self.figure, out, kind, self.title)
