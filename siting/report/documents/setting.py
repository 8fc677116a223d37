"""What all settings of a document share: text that a file can hold, pages on their side, colours that can be read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from siting.report.documents.blocks import Block, Document, Heading, Paragraph, Table
from siting.report.page.style import Colours

__all__ = ["abreast", "clean", "contrast", "has_contents", "is_latin", "readable", "sideways"]

#: Characters that neither HTML nor XML may hold.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
_LATIN, _ARABIC = re.compile(r"[A-Za-zÀ-ɏ]"), re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
#: From this many headings on a document has a table of contents.
_LONG = 12
#: Least contrast of text with its ground (WCAG 2.2, success criterion 1.4.3, level AA).
_LEAST_CONTRAST = 4.5


def clean(text: str) -> str:
    """``text`` with a replacement sign (U+FFFD) for each character that no file format here may hold."""
    return _FORBIDDEN.sub("\ufffd", text)


def is_latin(text: str) -> bool:
    """Whether a text has Latin letters and no Arabic ones: in an Arabic document it keeps its own direction."""
    return bool(_LATIN.search(text)) and not _ARABIC.search(text)


def has_contents(document: Document) -> bool:
    """Whether a document is long enough for a table of contents."""
    return sum(isinstance(block, Heading) for block in document.blocks) >= _LONG


def sideways(blocks: Sequence[Block]) -> list[bool]:
    """For each block whether its page lies on its side: wide tables, and what introduces them from their heading on."""
    flags = [isinstance(block, Table) and block.wide for block in blocks]
    for place in range(len(blocks) - 2, -1, -1):
        if isinstance(blocks[place], Heading) and flags[place + 1]:
            flags[place] = True
        elif isinstance(blocks[place], Paragraph) and flags[place + 1]:
            above = next((each for each in reversed(blocks[:place]) if not isinstance(each, Paragraph)), None)
            flags[place] = isinstance(above, Heading)
    return flags


def abreast(figures: int) -> int:
    """How many of so many key figures stand side by side: up to four, and of more as many in each row as can be."""
    return min(figures, 4) if figures < 5 or figures % 3 == 1 else 3


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (#rrggbb), 1 to 21, as WCAG 2.2 defines it."""
    from matplotlib.colors import to_rgb

    lights = []
    for colour in (one, other):
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
        lights.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def readable(colour: str, colours: Colours) -> str:
    """A colour for text: itself where it stands out from the paper, else the ink, else black or white."""
    for each in (colour, colours.ink, "#000000"):
        if contrast(each, colours.paper) >= _LEAST_CONTRAST:
            return each
    return "#ffffff"
