"""The page of a PDF: fonts, colours, header and footer, and the functions that the blocks are set with."""

from __future__ import annotations

from siting.report.documents.blocks import Document
from siting.report.documents.setting import has_contents, readable
from siting.report.documents.typeset_text import content, literal
from siting.report.page.fonts import families
from siting.words import say

__all__ = ["page_setup", "title_part"]

_HERE, _ALL = "\ue000", "\ue001"  #: stand for page numbers in a sentence

_LOOK = r"""
#set par(leading: 0.62em, spacing: 1em, justify: false)
#set list(indent: 0.4em, body-indent: 0.6em, spacing: 0.7em, marker: text(fill: accent, sym.bullet))
#set enum(indent: 0.4em, body-indent: 0.6em, spacing: 0.7em)
#show heading: set text(fill: accent, hyphenate: false)
#show heading: set par(leading: 0.5em)
#show heading.where(level: 1): set text(size: 1.35em)
#show heading.where(level: 1): set block(above: 1.7em, below: 0.8em, sticky: true)
#show heading.where(level: 2): set text(size: 1.12em, fill: ink)
#show heading.where(level: 2): set block(above: 1.4em, below: 0.65em, sticky: true)
#show heading.where(level: 3): set text(size: 1em, fill: ink)
#show heading.where(level: 3): set block(above: 1.1em, below: 0.5em, sticky: true)
#show math.equation: set text(size: 1.05em)
#show figure: set block(above: 1.3em, below: 1.3em)
#show figure.where(kind: table): set block(breakable: true)
#show figure.caption: set text(size: 0.9em, weight: "bold")
#show figure.caption: it => block(width: 100%, align(start, it))
#show figure.caption: set par(leading: 0.55em)
#set figure(gap: 0.6em, numbering: none, supplement: none)
#set figure.caption(separator: none)
#show figure.where(kind: table): set figure.caption(position: top)
#show figure.where(kind: image): set figure.caption(position: top)
#let lead(body) = block(above: 1em, below: 1.2em, text(size: 1.08em, body))
#let note(body) = block(above: 0.8em, below: 0.55em, text(size: 0.78em, fill: muted, par(leading: 0.5em, body)))
#let warning(body) = block(width: 100%, inset: (x: 0.9em, y: 0.75em), above: 1em, below: 1em,
  fill: loss.lighten(90%), stroke: (BEGIN: 3pt + loss), text(weight: "bold", fill: ink, body))
#let figures(..each) = block(above: 1.5em, below: 1.6em, breakable: false, grid(
  columns: (1fr,) * calc.min(3, each.pos().len()), column-gutter: 1.1em, row-gutter: 1.1em,
  ..each.pos().map(((value, label)) => block(width: 100%, stroke: (top: 1.5pt + accent), inset: (top: 0.65em), {
    text(size: 1.35em, weight: "bold", fill: accent, value)
    v(0.55em, weak: true)
    text(size: 0.85em, fill: muted, par(leading: 0.5em, label))
  }))))
#let rule-box(body) = block(breakable: false, width: 100%, above: 0.9em, below: 0.9em, body)
"""


def page_setup(document: Document, logo: str) -> str:
    """Everything before the title; ``logo`` names the file of the publisher's picture, or is empty."""
    style, lang = document.style, document.lang
    colours, right = style.colours, lang == "ar"
    fonts = ", ".join(literal(family) for family in families(style, lang))
    day = f"datetime(year: {document.day.year}, month: {document.day.month}, day: {document.day.day})"
    author = f"({literal(style.publisher or 'siting')},)"
    keywords = "(" + "".join(f"{literal(word)}, " for word in document.keywords) + ")"
    named = {
        "ink": colours.ink, "muted": readable(colours.muted, colours), "rule": colours.rule,
        "accent": readable(colours.accent, colours), "loss": colours.loss,
    }  # fmt: skip
    lets = "\n".join(f"#let {name} = rgb({literal(colour)})" for name, colour in named.items())
    spoken = {"fr": "ma", "ar": "ma", "en": "gb"}[lang]
    return "\n".join(
        [
            lets,
            f"#set document(title: {literal(document.title)}, author: {author}, keywords: {keywords}, "
            f"description: {literal(document.subject)}, date: {day})",
            f'#set text(font: ({fonts},), size: {style.sizes.body}pt, lang: "{lang}", region: "{spoken}", '
            f"dir: {'rtl' if right else 'ltr'}, fill: ink)",
            f'#set page(paper: "a4", margin: (x: 20mm, top: 24mm, bottom: 21mm), fill: rgb({literal(colours.paper)}), '
            f"header: {_header(document, logo)}, footer: {_footer(document)})",
            _LOOK.replace("BEGIN", "right" if right else "left"),
        ]
    )


def _header(document: Document, logo: str) -> str:
    """The running head from the second page on, with the logo of the style at the other side of every page."""
    picture = f"image({literal(logo)}, height: 8mm, alt: {literal(document.style.publisher or '')})" if logo else "none"
    head = literal(document.running_head or document.title)
    return (
        "context { let first = here().page() == 1\n"
        f"  let mark = {picture}\n"
        "  if not first or mark != none {\n"
        "    set text(size: 0.78em, fill: muted)\n"
        "    grid(columns: (1fr, auto), align: (start + horizon, end + horizon), "
        f"if first {{ none }} else {{ {head} }}, "
        "mark)\n    if not first { v(-0.5em); line(length: 100%, stroke: 0.5pt + rule) } } }"
    )


def _footer(document: Document) -> str:
    """Who publishes and the page of how many."""
    told = say("setting-page", document.lang, page=_HERE, pages=_ALL)
    pieces: list[str] = []
    for part in told.replace(_HERE, f"\n{_HERE}\n").replace(_ALL, f"\n{_ALL}\n").split("\n"):
        if part == _HERE:
            pieces.append("str(counter(page).get().first())")
        elif part == _ALL:
            pieces.append("str(counter(page).final().first())")
        elif part:
            pieces.append(literal(part))
    who = literal(document.style.publisher or "")
    return (
        "context { set text(size: 0.78em, fill: muted); grid(columns: (1fr, auto), align: (start, end), "
        f"{who}, {' + '.join(pieces)}) }}"
    )


def title_part(document: Document) -> str:
    """Title, subtitle and, for a long document, its table of contents."""
    parts = [
        f"#block(below: 1.1em, {{ set par(leading: 0.5em); text(size: 1.6em, weight: {literal('bold')}, fill: ink, "
        f"hyphenate: false, {content(document.title)}) }})"
    ]
    if document.subtitle:
        parts.append(f"#block(below: 1.4em, text(size: 1em, fill: muted, {content(document.subtitle)}))")
    if has_contents(document):
        title = content(say("setting-contents", document.lang))
        parts.append(f"#outline(title: {title}, depth: 2, indent: 1.2em)\n#pagebreak(weak: true)")
    return "\n".join(parts)
