"""Many pages in one PDF file with real text, whose figures stay whole in Arabic lines too."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from siting.report.page.pdf_text import glyphs_in_place, names_as_text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["book_of"]


def book_of(figures: Iterable[Figure], title: str) -> bytes:
    """One PDF file of figures, a page each, drawn one after the other; no dates, so the same figures give the same."""
    import matplotlib as mpl
    from matplotlib.backends.backend_pdf import PdfPages

    metadata: dict[str, Any] = {
        "CreationDate": None, "ModDate": None, "Producer": None, "Creator": "siting", "Title": title,
    }  # fmt: skip
    buffer = io.BytesIO()
    settings: dict[Any, Any] = {"pdf.fonttype": 42}
    with mpl.rc_context(settings), glyphs_in_place(), PdfPages(buffer, metadata=metadata) as book:
        for figure in figures:
            with names_as_text(figure):
                book.savefig(figure, dpi=300)
    return buffer.getvalue()
