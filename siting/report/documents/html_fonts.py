"""The letters that a page uses, cut out of the style's fonts and held inside the page."""

from __future__ import annotations

import io
import logging
from base64 import b64encode
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from siting.report.page.fonts import families, use_fonts
from siting.words import Lang

if TYPE_CHECKING:
    from siting.report.page.style import Style

__all__ = ["font_faces"]

_FACES = (("normal", "normal"), ("bold", "normal"), ("normal", "italic"))
#: Bits of ``OS/2.fsType`` by which a font forbids to be held in a file, or to be cut (OpenType specification).
_RESTRICTED, _WHOLE_ONLY = 0x0002, 0x0100
#: Names kept in a cut font: family, style, version, copyright and licence.
_NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]


def font_faces(style: Style, lang: Lang, letters: frozenset[str], *, slanted: bool) -> str:
    """The ``@font-face`` rules (CSS) for ``letters``, each in the first family of the style that has it.

    A font whose licence bits forbid embedding or cutting is left out: the reader's machine supplies it or the next.
    """
    use_fonts(style)
    wanted, rules = set(letters), []
    for family in families(style, lang):
        had: set[str] = set()
        for weight, slant in _FACES if slanted else _FACES[:2]:
            file = _file(family, weight, slant)
            if file is None:
                continue
            found, font = _cut(file, frozenset(wanted))
            had |= found
            if font:
                source = b64encode(font).decode("ascii")
                rules.append(
                    f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{slant};'
                    f'src:url("data:font/woff;base64,{source}") format("woff")}}'
                )
        wanted -= had
    return "\n".join(rules)


def _file(family: str, weight: str, slant: str) -> Path | None:
    """The file of just this face; None where the family does not have it."""
    from matplotlib import font_manager

    heavy = 700 if weight == "bold" else 400
    for font in font_manager.fontManager.ttflist:
        number = int(font_manager.weight_dict.get(str(font.weight), font.weight))
        if (font.name, font.style, number) == (family, slant, heavy) and font.stretch in ("normal", 400):
            return Path(font.fname)
    return None


@lru_cache(maxsize=64)
def _cut(file: Path, letters: frozenset[str]) -> tuple[frozenset[str], bytes]:
    """Which of the letters a font has, and a WOFF with only these; no bytes where there are none or it forbids it."""
    from fontTools import subset

    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it reports each table of a font that it leaves out
    options = subset.Options()
    options.recalc_timestamp = False
    options.name_IDs = _NAMES
    options.notdef_outline = True
    with subset.load_font(file, options) as font:
        codes = font.getBestCmap()
        found = frozenset(letter for letter in letters if ord(letter) in codes)
        if font["OS/2"].fsType & (_RESTRICTED | _WHOLE_ONLY):
            return frozenset(), b""
        if not any(not letter.isspace() for letter in found):
            return found, b""
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=sorted(map(ord, found)))
        cutter.subset(font)
        font.flavor = "woff"
        buffer = io.BytesIO()
        font.save(buffer)
    return found, buffer.getvalue()
