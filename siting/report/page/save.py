"""Save a figure the same way every time: no dates, no random names, text that stays text."""

from __future__ import annotations

import io
import os
import re
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siting.errors import Problem, RunError
from siting.report.page.pdf_text import glyphs_in_place, names_as_text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["KINDS", "save", "write_whole"]

#: Formats by the ending of the file.
KINDS = ("png", "svg", "pdf")

#: Effort of zlib on a png: as small as with the usual 6 to a hundredth, in two thirds of the time.
_EFFORT = 4

#: In SVG a halo is a stroke painted under the letters, so that the letters stay text.
_STYLE = (
    '<style type="text/css">[id^="halo"] text{paint-order:stroke;stroke:#fff;stroke-width:1.8px;'
    "stroke-linejoin:round}</style>"
)


#: A line of Arabic in an SVG file, and the marks that give it its own right-to-left order there: without them a
#: viewer orders the line from the left, and numbers and full stops change sides.
_ARABIC_LINE = re.compile(r">([^<>]*[\u0600-\u06ff][^<>]*)</text>")
_RIGHT_TO_LEFT, _END = "\u2067", "\u2069"
#: The fonts of an SVG file: those of the style, then one of nearly the same widths where they are missing.
_FONT, _FONTS = "'DejaVu Sans'", "Arial, 'DejaVu Sans', sans-serif"


def save(figure: Figure, out: Path, kind: str, title: str) -> Path:
    """Write a figure as ``kind`` (png at 300 dpi, svg or pdf), whole or not at all. Raises RunError if it cannot."""
    return write_whole(out, render(figure, kind, title))


def write_whole(out: Path, content: bytes) -> Path:
    """Write a file under a temporary name, then rename it. Raises RunError when the place does not take it."""
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(out)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        remedy = "choose another --out"
        raise RunError([Problem(str(out), f"cannot be written: {error.strerror}", remedy=remedy)]) from error
    return out


def render(figure: Figure, kind: str, title: str) -> bytes:
    """The bytes of a figure in a format."""
    import matplotlib as mpl
    from matplotlib import patheffects

    halo: list[patheffects.AbstractPathEffect] = [patheffects.withStroke(linewidth=1.9, foreground="#ffffff")]
    for text in figure.findobj(lambda artist: str(artist.get_gid()).startswith("halo")):
        text.set_path_effects([] if kind == "svg" else halo)
    metadata: dict[str, dict[str, str | None]] = {
        "png": {"Software": None, "Title": title},
        "svg": {"Date": None, "Creator": "siting", "Title": title},
        "pdf": {"CreationDate": None, "Producer": None, "Creator": "siting", "Title": title},
    }
    settings: dict[Any, Any] = {"svg.fonttype": "none", "svg.hashsalt": "siting", "pdf.fonttype": 42}
    buffer = io.BytesIO()
    with ExitStack() as stack:
        stack.enter_context(mpl.rc_context(settings))
        if kind == "pdf":
            stack.enter_context(glyphs_in_place())
            stack.enter_context(names_as_text(figure))
        how: dict[str, Any] = {"pil_kwargs": {"compress_level": _EFFORT}} if kind == "png" else {}
        figure.savefig(buffer, format=kind, dpi=figure.dpi, metadata=metadata[kind], **how)
    content = buffer.getvalue()
    return _finish_svg(content) if kind == "svg" else content


def _finish_svg(content: bytes) -> bytes:
    """Halos, fonts to fall back on, and the direction of Arabic lines."""
    text = content.decode("utf-8").replace("</metadata>", f"</metadata>\n {_STYLE}", 1).replace(_FONT, _FONTS)
    return _ARABIC_LINE.sub(rf">{_RIGHT_TO_LEFT}\1{_END}</text>", text).encode("utf-8")
