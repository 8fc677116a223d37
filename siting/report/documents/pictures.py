"""The pictures of a document: bare maps and charts with their finding as caption."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from siting.report.documents.blocks import Figure
from siting.report.page.style import Style
from siting.words import Lang

if TYPE_CHECKING:
    from siting.report.maps.request import Kind
    from siting.report.page.drawn import Drawn
    from siting.results import Run

__all__ = ["TEXT_WIDTH", "change_figure", "chart_figure", "map_figure"]

TEXT_WIDTH = 170 / 25.4  #: of a page of A4 within margins of 20 mm, in inches


def map_figure(
    run: Run,
    kind: Kind,
    *,
    lang: Lang,
    style: Style,
    measure: str | None = None,
    share: float = 1.0,
    high: float | None = None,
) -> Figure:
    """A bare map of a run (`siting.report.maps.request`); ``share`` is its part of the width of the text,
    ``high`` its height in inches, by default that of a bare map. Drawn at the size at which it is set, so that its text
    has the size that the style says.
    """
    from siting.report.maps.request import MapRequest, draw_map

    size = _map_size(share, high)
    request = MapRequest(kind=kind, measure=measure, lang=lang, style=style, bare=True, size=size)
    return _figure(draw_map(run, request), share)


def change_figure(runs: tuple[Run, Run], *, lang: Lang, style: Style, share: float = 1.0) -> Figure:
    """The change of jobs from the first run to the second, as a map."""
    from siting.report.maps.request import MapRequest, draw_map

    first, other = runs
    request = MapRequest(kind="change", against=first, lang=lang, style=style, bare=True, size=_map_size(share))
    return _figure(draw_map(other, request), share)


def chart_figure(
    runs: Sequence[Run], kind: str, *, lang: Lang, style: Style, share: float = 1.0, high: float | None = None
) -> Figure:
    """A bare chart of runs, ``kind`` as in `siting.report.charts.request.CHARTS`."""
    from siting.report.charts.request import CHARTS

    size = None if high is None else (share * TEXT_WIDTH, high)
    return _figure(CHARTS[kind].draw(runs, lang=lang, style=style, bare=True, size=size), share)


def _map_size(share: float, high: float | None = None) -> tuple[float, float]:
    """The page of a map in inches, as wide as it is set, so that its text has the size that the style gives it."""
    from siting.report.maps.compose import BARE

    wide = share * TEXT_WIDTH
    return wide, high or wide * BARE[1] / BARE[0]


def _figure(drawn: Drawn, share: float) -> Figure:
    """The finding as caption, what is shown as note: the lines of sources stand at the end of the document."""
    return Figure(drawn, drawn.title, drawn.subtitle, share)
