"""Jobs by segment and year, of the country or of one region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siting.analysis.explain.names import codes_of
from siting.report.charts.canvas import Words, draw_on_page, kinds_of
from siting.report.charts.facts import alt_text, chart_notes, region_names, run_title, segment_jobs, segment_name
from siting.report.charts.stack import Columns, Series, draw_columns
from siting.report.page.labels import Box
from siting.report.page.sheet import Sheet
from siting.words import Lang, number, percent, say

if TYPE_CHECKING:
    from siting.report.page.drawn import Drawn
    from siting.report.page.style import Style
    from siting.results import Run

__all__ = ["Segments", "segments_chart", "segments_of"]

SIZE = (7.6, 4.9)


@dataclass(frozen=True)
class Segments:
    """Jobs at year end by segment and year, the base year first. Solver's figures. The country has no ``place``."""

    place: str | None
    years: tuple[int, ...]
    jobs: dict[str, tuple[float, ...]]

    def share(self, segment: str, at: int) -> float:
        """The share of a segment in a year, by position; zero where there is no job."""
        total = sum(values[at] for values in self.jobs.values())
        return self.jobs[segment][at] / total if total > 0 else 0.0


def segments_of(run: Run, region: str | None, lang: Lang) -> Segments:
    """The figures of the chart; ``region`` is a code or a name. Raises `RunError` for one that is not known."""
    code = None if region is None else codes_of(run.inputs, [region], [])[0][0]
    table = segment_jobs(run, code)
    place = None if code is None else region_names(run, lang)[code]
    jobs = {str(segment): tuple(map(float, table[segment])) for segment in table.columns}
    return Segments(place, tuple(int(year) for year in table.index), jobs)


def segments_chart(
    run: Run,
    *,
    lang: Lang,
    style: Style | None = None,
    bare: bool = False,
    size: tuple[float, float] | None = None,
    region: str | None = None,
) -> Drawn:
    """Columns by year, stacked by segment, each named with its share of the last year."""
    found = segments_of(run, region, lang)
    return draw_on_page(
        _words(run, found, lang),
        lambda sheet, room: _paint(sheet, room, found),
        lang=lang, style=style, bare=bare, size=size or SIZE,
    )  # fmt: skip


def _paint(sheet: Sheet, room: Box, found: Segments) -> None:
    draw_columns(sheet, room, _columns(found, sheet.lang, sheet.style))


def _columns(found: Segments, lang: Lang, style: Style) -> Columns:
    colours = kinds_of(style, len(found.jobs))
    series = [
        Series(code, _named(found, code, lang), colours[at], values)
        for at, (code, values) in enumerate(found.jobs.items())
    ]
    return Columns("", found.years, tuple(series), named=True)


def _named(found: Segments, code: str, lang: Lang) -> str:
    share = percent(found.share(code, -1), lang, 1)
    return say("chart-segments-layer", lang, segment=segment_name(code, lang), share=share)


def _words(run: Run, found: Segments, lang: Lang) -> Words:
    moved = max(found.jobs, key=lambda code: (abs(found.share(code, -1) - found.share(code, 0)), code))
    told = {
        "segment": segment_name(moved, lang),
        "before": percent(found.share(moved, 0), lang, 1),
        "after": percent(found.share(moved, -1), lang, 1),
        "base": found.years[0],
        "last": found.years[-1],
        "jobs": number(sum(values[-1] for values in found.jobs.values()), lang),
    }
    if found.place is None:
        title = say("chart-segments-title", lang, **told)
    else:
        title = say("chart-segments-title-region", lang, region=found.place, **told)
    subtitle = say("chart-segments-subtitle", lang, scenario=run_title(run, lang))
    items = [(segment_name(code, lang), number(values[-1], lang)) for code, values in found.jobs.items()]
    notes = chart_notes(run, lang, regional=found.place is not None)
    return Words(title, subtitle, alt_text(title, subtitle, items, lang), notes)
