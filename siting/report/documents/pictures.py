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

__all__ = ["change_figure", "chart_figure", "map_figure"]


def map_figure(
    run: Run, kind: Kind, *, lang: Lang, style: Style, measure: str | None = None, share: float = 1.0
) -> Figure:
    """A bare map of a run (`siting.report.maps.request`); ``share`` is its part of the width of the text."""
    from siting.report.maps.request import MapRequest, draw_map

    request = MapRequest(kind=kind, measure=measure, lang=lang, style=style, bare=True)
    return _figure(draw_map(run, request), share)


def change_figure(runs: tuple[Run, Run], *, lang: Lang, style: Style, share: float = 1.0) -> Figure:
    """The change of jobs from the first run to the second, as a map."""
    from siting.report.maps.request import MapRequest, draw_map

    first, other = runs
    request = MapRequest(kind="change", against=first, lang=lang, style=style, bare=True)
    return _figure(draw_map(other, request), share)


def chart_figure(runs: Sequence[Run], kind: str, *, lang: Lang, style: Style, share: float = 1.0) -> Figure:
    """A bare chart of runs, ``kind`` as in `siting.report.charts.request.CHARTS`."""
    from siting.report.charts.request import CHARTS

    return _figure(CHARTS[kind].draw(runs, lang=lang, style=style, bare=True), share)


def _figure(drawn: Drawn, share: float) -> Figure:
    """The finding as caption, what is shown as note: the lines of sources stand at the end of the document."""
    return Figure(drawn, drawn.title, drawn.subtitle, share)
