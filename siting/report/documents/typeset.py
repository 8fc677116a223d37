"""A document as PDF: its blocks written for typst, which sets the pages.

Pictures go in as PDF, so that their lines stay lines and their text stays text that can be found and copied. The file
is tagged for screen readers, and every picture and formula has its content in words. A declared PDF/UA or PDF/A is not
possible: typst refuses embedded PDF pictures there, and as SVG their text would become outlines.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from siting.errors import Problem, RunError
from siting.report.documents.blocks import Document, Figure
from siting.report.documents.setting import sideways
from siting.report.documents.typeset_blocks import set_block
from siting.report.documents.typeset_page import page_setup, title_part
from siting.report.page.fonts import font_folders

__all__ = ["typeset", "typst_source"]


def typeset(document: Document) -> bytes:
    """The bytes of a PDF of A4 pages; the same document gives the same bytes.

    Raises `RunError` when typst cannot set the document.
    """
    import typst

    with tempfile.TemporaryDirectory(prefix="siting-") as folder:
        home = Path(folder)
        (home / "main.typ").write_text(typst_source(document), encoding="utf-8", newline="\n")
        for position, block in enumerate(document.blocks):
            if isinstance(block, Figure):
                (home / _file(position)).write_bytes(block.picture.render("pdf"))
        if (logo := document.style.logo_file) is not None:
            (home / _logo(logo)).write_bytes(logo.read_bytes())
        try:
            done: bytes = typst.compile(
                home / "main.typ",
                root=home,
                font_paths=font_folders(document.style),
                ignore_system_fonts=_shipped(document),
                timestamp=0,
            )
        except RuntimeError as error:
            raise RunError([Problem(document.title, f"cannot be set as PDF: {error}")]) from error
    return done


def _shipped(document: Document) -> bool:
    """Whether all fonts of the style come with siting: then no font of the machine can change the pages."""
    from siting.report.page.style import default_style

    return document.style.fonts == default_style().fonts


def typst_source(document: Document) -> str:
    """The document as typst reads it."""
    logo = document.style.logo_file
    parts = [page_setup(document, "" if logo is None else _logo(logo)), title_part(document)]
    on_side = False
    for position, (block, wide) in enumerate(zip(document.blocks, sideways(document.blocks), strict=True)):
        if wide != on_side:
            parts.append("#[#set page(flipped: true)" if wide else "]")
            on_side = wide
        parts.append(set_block(block, document.lang, _file(position)))
    if on_side:
        parts.append("]")
    if document.notes:
        parts.append("#v(1fr, weak: true)\n#line(length: 100%, stroke: 0.5pt + rule)")
    parts += [f"#note({_note(note)})" for note in document.notes]
    return "\n\n".join(parts) + "\n"


def _note(text: str) -> str:
    from siting.report.documents.typeset_text import content

    return content(text)


def _file(position: int) -> str:
    return f"picture-{position}.pdf"


def _logo(file: Path) -> str:
    return f"logo{file.suffix.lower()}"
