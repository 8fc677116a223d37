"""A document as one HTML file that asks for nothing else: style, letters and pictures are inside."""

from __future__ import annotations

import re
from base64 import b64encode
from html import escape
from pathlib import Path

from siting.report.documents.blocks import Document
from siting.report.documents.html_blocks import Setter, inline
from siting.report.documents.html_fonts import font_faces
from siting.report.documents.setting import clean, has_contents, readable
from siting.report.page.fonts import families
from siting.report.page.style import Style
from siting.words import Lang, day, say

__all__ = ["render"]

_CSS = Path(__file__).with_name("html.css")
#: Nothing may be fetched, whatever a name in somebody's data holds.
_POLICY = "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'"
#: What the style sheet and browsers add to the letters of the text.
_ADDED = " •.,0123456789"


def render(document: Document) -> bytes:
    """The page in UTF-8; the same document gives the same bytes.

    Semantic HTML5 without scripts, which a browser shows from a disk, on a phone and on paper. Raises ``ValueError``
    for a formula that `siting.report.documents.formula.parse` does not know.
    """
    lang, style = document.lang, document.style
    setter = Setter(lang)
    main = setter.write(document)
    body = "\n".join(part for part in (_header(document), _contents(document, setter), _main(main), _footer(document)))
    letters = frozenset(re.sub(r"data:[^\"')]*", "", body) + _ADDED)
    letters = frozenset(letter for letter in letters if letter >= " ")
    slanted = "<mi>" in body or "italic" in body
    css = "\n".join(
        (font_faces(style, lang, letters, slanted=slanted), _variables(style, lang), _CSS.read_text("utf-8"))
    )
    page = (
        f'<!DOCTYPE html>\n<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">\n<head>\n{_head(document)}'
        f"<style>\n{css}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
    return page.encode("utf-8")


def _head(document: Document) -> str:
    """What the page says about itself."""
    names = {
        "description": document.subject or document.subtitle,
        "keywords": ", ".join(document.keywords),
        "author": document.style.publisher or "",
        "date": f"{document.day:%Y-%m-%d}",
        "generator": "siting",
    }
    meta = "".join(f'<meta name="{name}" content="{_flat(text)}">\n' for name, text in names.items() if text)
    return (
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n{meta}'
        f"<title>{_flat(document.title)}</title>\n"
    )


def _flat(text: str) -> str:
    return escape(clean(text))


def _header(document: Document) -> str:
    lang = document.lang
    skip = f'<a class="skip" href="#content">{inline(say("setting-skip", lang), lang)}</a>'
    running = f'<p class="running">{inline(document.running_head, lang)}</p>' if document.running_head else ""
    logo = _logo(document.style)
    top = f'<div class="top">{running}{logo}</div>\n' if running or logo else ""
    told = day(document.day, lang)
    when = f'<time datetime="{document.day:%Y-%m-%d}">{told}</time>'
    subtitle = inline(document.subtitle, lang)
    apart = "" if told in subtitle else f'<p class="day">{when}</p>'  # a subtitle with the day needs no second one
    subtitle = f'<p class="subtitle">{subtitle.replace(told, when, 1)}</p>' if subtitle else ""
    title = f"<h1>{inline(document.title, lang)}</h1>\n"
    return "\n".join(part for part in (skip, f"<header>\n{top}{title}{subtitle}", apart, "</header>") if part)


def _logo(style: Style) -> str:
    file = style.logo_file
    if file is None:
        return ""
    kind = "image/svg+xml" if file.suffix.lower() == ".svg" else "image/png"
    source = b64encode(file.read_bytes()).decode("ascii")
    return (
        f'<img class="logo" alt="{_flat(style.publisher or "")}" src="data:{kind};base64,{source}" '
        f'style="height:{style.logo_height:.4g}in">'
    )


def _contents(document: Document, setter: Setter) -> str:
    """Links to the headings of the first two levels, in long documents."""
    if not has_contents(document):
        return ""
    lang = document.lang
    items = "\n".join(
        f'<li class="level-{level}"><a href="#{name}">{inline(text, lang)}</a></li>'
        for level, name, text in setter.headings
        if level < 3
    )
    title = inline(say("setting-contents", lang), lang)
    return f'<nav aria-labelledby="contents">\n<h2 id="contents">{title}</h2>\n<ul>\n{items}\n</ul>\n</nav>'


def _main(blocks: str) -> str:
    return f'<main id="content">\n{blocks}\n</main>'


def _footer(document: Document) -> str:
    notes = "\n".join(f"<p>{inline(note, document.lang)}</p>" for note in document.notes)
    return f"<footer>\n{notes}\n</footer>" if notes else ""


def _variables(style: Style, lang: Lang) -> str:
    """The style as CSS variables; colours of text fall back to the ink where they could not be read."""
    colours = style.colours
    names = ", ".join(f'"{family}"' for family in families(style, lang))
    values = {
        "ink": readable(colours.ink, colours), "muted": readable(colours.muted, colours),
        "accent": readable(colours.accent, colours), "warning": readable(colours.loss, colours),
        "rule": colours.rule, "paper": colours.paper, "body": f"{style.sizes.body:g}pt",
        "title": f"{style.sizes.title:g}pt", "family": f"{names}, system-ui, sans-serif",
    }  # fmt: skip
    return ":root{" + ";".join(f"--{name}:{value}" for name, value in values.items()) + "}\n"
