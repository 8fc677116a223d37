"""Text in PDF files: every glyph where it belongs, and names with a halo that stay text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["glyphs_in_place", "names_as_text"]

_HALO = 1.9  #: points that the white outline of a name is wide


class _Glyph:
    """A glyph of a line as the PDF writer of matplotlib reads it; no distance before it where its font is a new one."""

    def __init__(self, item: Any, fonts: list[Any]) -> None:
        self.ft_object, self.char, self.glyph_index = item.ft_object, item.char, item.glyph_index
        self.x, self.y = item.x, item.y
        self._kern, self._fonts, self._before = item.prev_kern, fonts, fonts[0]

    @property
    def prev_kern(self) -> float:
        """Distance to the glyph before in points, beyond that one's width."""
        return float(self._kern) if self._fonts[0] == self._before else 0.0


@contextmanager
def glyphs_in_place() -> Iterator[None]:
    """Write lines to PDF with every glyph where it belongs, also where a line changes its font.

    One glyph that stands for several characters (a font's space is also its narrow space and its marks of direction)
    goes into a second font in the file. There matplotlib 3.11 sets the position anew and adds the distance to the
    glyph before once more: 10 347 becomes 1 0347 in an Arabic line. Glyphs at such a place have no distance here.
    """
    from matplotlib import _text_helpers
    from matplotlib.backends._backend_pdf_ps import CharacterTracker

    helpers: Any = _text_helpers
    tracker: Any = CharacterTracker
    layout, track_glyph = helpers.layout, tracker.track_glyph
    fonts: list[Any] = [None]  # font and part of it in the file that the last glyph was written with

    def placed(*args: Any, **options: Any) -> Iterator[_Glyph]:
        fonts[0] = None
        for item in layout(*args, **options):
            yield _Glyph(item, fonts)

    def tracked(self: Any, font: Any, chars: Any, glyph: Any) -> Any:
        subset, code = track_glyph(self, font, chars, glyph)
        fonts[0] = (id(font), subset)
        return subset, code

    helpers.layout, tracker.track_glyph = placed, tracked
    try:
        yield
    finally:
        helpers.layout, tracker.track_glyph = layout, track_glyph


@contextmanager
def names_as_text(figure: Figure) -> Iterator[None]:
    """Draw white outlines under the names on a map as drawings of their own, so that the names themselves stay text."""
    from matplotlib import patheffects

    outlines = []
    for text in figure.findobj(lambda artist: str(artist.get_gid()).startswith("halo")):
        label: Any = text
        label.set_path_effects([])
        if label.axes is None:
            continue
        under = label.axes.text(
            *label.get_position(), label.get_text(), ha=label.get_ha(), va=label.get_va(), color="#ffffff",
            fontproperties=label.get_fontproperties(), linespacing=label._linespacing, rotation=label.get_rotation(),
            zorder=label.get_zorder() - 0.1,
        )  # fmt: skip
        under.set_path_effects([patheffects.Stroke(linewidth=_HALO, foreground="#ffffff")])
        outlines.append(under)
    try:
        yield
    finally:
        for under in outlines:
            under.remove()
