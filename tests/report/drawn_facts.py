"""What can be measured on a drawn map: boxes of its texts, lines and colours by gid."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from siting.report.page.drawn import Drawn

__all__ = ["artists", "covered_names", "texts"]


def artists(drawn: Drawn, start: str) -> dict[str, Any]:
    """Artists whose gid begins with ``start``, by gid."""
    found = drawn.figure.findobj(lambda artist: str(artist.get_gid()).startswith(start))
    return {str(artist.get_gid()): artist for artist in found}


def texts(drawn: Drawn, *gids: str) -> list[str]:
    """Texts of some gids, without the marks of direction at their head."""
    found = drawn.figure.findobj(lambda artist: str(artist.get_gid()) in gids)
    return [artist.get_text().lstrip("\u200f") for artist in found]


def covered_names(drawn: Drawn) -> list[tuple[str, str]]:
    """Pairs of names on the same map whose rendered boxes overlap."""
    renderer: Any = drawn.figure.canvas
    pairs = []
    for axes in drawn.figure.axes:
        names = [text for text in axes.texts if str(text.get_gid()).startswith("halo-")]
        boxes = [(name.get_text(), name.get_window_extent(renderer.get_renderer())) for name in names]
        pairs += [(one, other) for (one, a), (other, b) in combinations(boxes, 2) if a.shrunk(0.98, 0.9).overlaps(b)]
    return pairs
