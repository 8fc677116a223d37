"""What a document says, before anybody decides how it is set: blocks of text, tables, figures, equations.

One content, three settings: `siting.report.documents.typeset` (PDF by typst), ``html`` and ``docx`` each turn the
same blocks into a file. Text is plain, already in the language of the document, with figures written by
`siting.words`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from siting.report.page.drawn import Drawn
from siting.report.page.style import Style
from siting.words import Lang

__all__ = [
    "Block",
    "Bullets",
    "Document",
    "Equation",
    "Figure",
    "Heading",
    "KeyFigure",
    "KeyFigures",
    "PageBreak",
    "Paragraph",
    "Quoted",
    "Table",
]


class Quoted(str):
    """Words quoted as a file has them, in the language of that file: ``lang`` (ISO 639), empty where unknown."""

    __slots__ = ("lang",)
    lang: str

    def __new__(cls, text: str, lang: str = "") -> Quoted:
        """``text`` with its language."""
        made = super().__new__(cls, text)
        made.lang = lang
        return made


@dataclass(frozen=True)
class Heading:
    """A heading; ``level`` 1 opens a section, 2 and 3 divide it."""

    text: str
    level: Literal[1, 2, 3] = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text. A ``lead`` sums up what follows, a ``note`` is set small, a ``warning`` must not be missed."""

    text: str
    kind: Literal["body", "lead", "note", "warning"] = "body"


@dataclass(frozen=True)
class Bullets:
    """A list of points, numbered if their order matters."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class KeyFigure:
    """A figure that stands for the plan: its value as text, and what it counts."""

    value: str
    label: str


@dataclass(frozen=True)
class KeyFigures:
    """Three to six figures side by side."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class Table:
    """A table with a caption above and a note below. The first ``text_columns`` columns are text, the rest figures.

    ``total`` marks the last row as the sum of the others; ``subheads`` are rows that head a group. ``wide`` tables
    need a page in landscape.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    text_columns: int = 1
    total: bool = False
    subheads: tuple[int, ...] = ()
    note: str = ""
    wide: bool = False


@dataclass(frozen=True)
class Figure:
    """A bare picture with its caption; ``share`` is its part of the width of the text, in (0, 1]."""

    picture: Drawn
    caption: str
    note: str = ""
    share: float = 1.0


@dataclass(frozen=True)
class Equation:
    """A rule of the model: its name in the formulation, what it says in words, and its formula in LaTeX."""

    key: str
    title: str
    text: str
    latex: str


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page where there are pages."""


Block = Heading | Paragraph | Bullets | KeyFigures | Table | Figure | Equation | PageBreak


@dataclass(frozen=True)
class Document:
    """A whole document. ``subject`` and ``keywords`` go into the file's properties; ``notes`` close it, set small."""

    title: str
    subtitle: str
    lang: Lang
    style: Style
    day: date
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    subject: str = ""
    keywords: tuple[str, ...] = ()
    running_head: str = ""
