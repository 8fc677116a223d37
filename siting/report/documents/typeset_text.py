"""Text for typst: everything goes in as a string, so that no sign of a user's data is taken for markup."""

from __future__ import annotations

from siting.report.documents.blocks import Quoted
from siting.report.documents.setting import clean

__all__ = ["content", "literal"]


def literal(text: str) -> str:
    """``text`` as a string of typst: quotes and backslashes escaped, line breaks as spaces, the rest as it is."""
    plain = clean(text).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + " ".join(plain.split("\n")).replace("\r", " ").replace("\t", " ") + '"'


def content(text: str) -> str:
    """``text`` as a block of content; words quoted from a file in the language of that file."""
    if isinstance(text, Quoted) and text.lang:
        return f"[#text(lang: {literal(text.lang)}, {literal(text)})]"
    return f"[#{literal(text)}]"
