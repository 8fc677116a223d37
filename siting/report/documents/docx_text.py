"""Paragraphs and runs of Word, with the marks that Arabic needs there."""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from siting.report.documents.blocks import Quoted
from siting.report.documents.setting import clean
from siting.words import Lang

__all__ = ["field", "paragraph", "parsed", "runs"]

#: Marks of isolation (Unicode TR9), which Word does not know: there each run has a direction of its own.
_ISOLATES = re.compile("[\u2066-\u2069]")
_ISOLATED = r"\u2068[^\u2066-\u2069]*[A-Za-zÀ-ɏ][^\u2066-\u2069]*\u2069"
_FIGURE = r"\u200e?[+\u2212-]?\d+(?:[\u202f\u00a0.,/:-]\d+)*[\u202f\u00a0]?%?"
_WORD = r"[A-Za-z0-9À-ÖØ-öø-ɏ]+"
_NAME = rf"[A-Za-zÀ-ÖØ-öø-ɏ]{_WORD[:-1]}*(?:[ .,'’:/&+_@\u00a0\u202f-]+{_WORD})*"
#: Parts of an Arabic text that are read from the left: names in Latin letters, and figures.
_LEFT_TO_RIGHT = re.compile(f"({_ISOLATED}|{_NAME}|{_FIGURE})")
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def parsed(xml: str) -> Any:
    """An element from its text; the prefixes w and m are declared here."""
    from docx.oxml import parse_xml

    return parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {_NAMESPACES}", xml, count=1))


def runs(text: str, lang: Lang, look: str = "") -> str:
    """A text as runs; in Arabic those in Arabic letters are marked as read from the right, the others are not.

    Words quoted from a file are marked with their language, so that Word checks their spelling by it.
    """
    spoken = f"<w:lang w:val={quoteattr(text.lang)}/>" if isinstance(text, Quoted) and text.lang else ""
    text = clean(text)
    parts = _LEFT_TO_RIGHT.split(text) if lang == "ar" else [text]
    written = []
    for place, part in enumerate(parts):
        words = _ISOLATES.sub("", part)
        if words:
            turned = "<w:rtl/>" if lang == "ar" and place % 2 == 0 else ""
            written.append(_run(words, look + turned + spoken))
    return "".join(written)


def _run(text: str, look: str) -> str:
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in re.split(r"\r\n|\r|\n", text))
    return f"<w:r>{look}{lines}</w:r>"


def paragraph(style: str, content: str, lang: Lang, before: str = "", after: str = "") -> str:
    """A paragraph of a style (its id). ``before`` and ``after`` are properties that stand around its direction."""
    turned = "<w:bidi/>" if lang == "ar" else ""
    return f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/>{before}{turned}{after}</w:pPr>{content}</w:p>"


def field(instruction: str, shown: str, look: str = "") -> str:
    """A field that Word fills in; ``shown`` until then."""
    return f"<w:fldSimple w:instr={quoteattr(instruction)}>{_run(shown, look)}</w:fldSimple>"
