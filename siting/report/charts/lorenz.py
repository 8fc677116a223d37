"""How evenly jobs are spread over regions: Lorenz curves of the base and the last year, with their Gini index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siting.report.charts.canvas import Plot, Words, column_edge, draw_on_page, height_of, width_of
from siting.report.charts.facts import alt_text, chart_notes, region_names, run_title
from siting.report.page.labels import Box
from siting.report.page.sheet import Reading, Sheet
from siting.words import Lang, number, percent, say

if TYPE_CHECKING:
    from siting.report.page.drawn import Drawn
    from siting.report.page.style import Style
    from siting.results import Run

__all__ = ["Curve", "Lorenz", "lorenz_chart", "lorenz_of"]

SIZE = (7.8, 5.2)


@dataclass(frozen=True)
class Curve:
    """A Lorenz curve: shares of active people and of jobs, both added up over regions by jobs per active."""

    people: tuple[float, ...]
    jobs: tuple[float, ...]

    @property
    def gini(self) -> float:
        """Gini index: twice the area between the curve and the line of equality (trapezoids)."""
        steps = zip(self.people, self.people[1:], self.jobs, self.jobs[1:], strict=False)
        return 1.0 - sum((right - left) * (low + high) for left, right, low, high in steps)

    def at(self, share: float) -> float:
        """Share of the jobs of the least served regions that hold ``share`` of the active people."""
        import numpy as np

        return float(np.interp(share, self.people, self.jobs))


@dataclass(frozen=True)
class Lorenz:
    """Curves of both years; ``rates``: code -> jobs per 1,000 active then and now, the least served now first."""

    base: Curve
    last: Curve
    base_year: int
    last_year: int
    rates: dict[str, tuple[float, float]]


def lorenz_of(run: Run) -> Lorenz:
    """The figures of the chart. With no job at all a curve is the line of equality, its Gini 0.

    Method: Lorenz (1905); the Gini index as twice the area, Gini (1914), each region weighted by its active people.
    """
    table, scalars = run.table("regions"), run.inputs.scalars
    years = scalars.base_year, scalars.years[-1]
    wide = {year: table[table["year"] == year].set_index("region").sort_index() for year in years}
    then, now = (wide[year]["per_1000_active"] for year in years)
    order = sorted(now.index, key=lambda code: (now[code], code))
    curves = []
    for year in years:
        frame = wide[year].sort_values("per_1000_active", kind="stable")
        people, jobs = frame["active"].cumsum(), frame["jobs"].cumsum()
        shares = people / people.iloc[-1]
        counted = jobs / jobs.iloc[-1] if jobs.iloc[-1] > 0 else shares
        curves.append(Curve((0.0, *map(float, shares)), (0.0, *map(float, counted))))
    rates = {str(code): (float(then[code]), float(now[code])) for code in order}
    return Lorenz(curves[0], curves[1], years[0], years[1], rates)


def lorenz_chart(
    run: Run, *, lang: Lang, style: Style | None = None, bare: bool = False, size: tuple[float, float] | None = None
) -> Drawn:
    """Both curves over the line of equality, the last year's area shaded, what it means, and the regions' rates."""
    found, names = lorenz_of(run), region_names(run, lang)
    return draw_on_page(
        _words(run, found, names, lang),
        lambda sheet, room: _paint(sheet, room, found, names),
        lang=lang, style=style, bare=bare, size=size or SIZE,
    )  # fmt: skip


def _words(run: Run, found: Lorenz, names: dict[str, str], lang: Lang) -> Words:
    before, after = round(found.base.gini, 3), round(found.last.gini, 3)
    told = {
        "base": found.base_year, "last": found.last_year,
        "before": number(before, lang, 3), "after": number(after, lang, 3),
    }  # fmt: skip
    if after == before:
        title = say("chart-lorenz-title-same", lang, **told)
    else:
        title = say("chart-lorenz-title-even" if after < before else "chart-lorenz-title-uneven", lang, **told)
    subtitle = say("chart-lorenz-subtitle", lang, scenario=run_title(run, lang))
    items = [(names[code], number(now, lang, 1)) for code, (_, now) in found.rates.items()]
    return Words(title, subtitle, alt_text(title, subtitle, items, lang), chart_notes(run, lang, regional=True))


def _paint(sheet: Sheet, room: Box, found: Lorenz, names: dict[str, str]) -> None:
    wide, high = room.right - room.left, room.top - room.bottom
    side = min(high, 0.52 * wide)
    reading = Reading(sheet.lang, wide)
    left = room.left + reading.x(0.0, side)
    _curves(sheet, Box(left, room.top - side, left + side, room.top), found)
    rest = wide - side - 0.3
    left = room.left + reading.x(side + 0.3, rest)
    _table(sheet, Box(left, room.bottom, left + rest, room.top), found, names)


def _curves(sheet: Sheet, box: Box, found: Lorenz) -> None:
    """The square: active people across, jobs up, both in per cent, from the lower left in every language."""
    lang, look, sizes = sheet.lang, sheet.style.colours, sheet.style.sizes
    line = height_of(sizes.legend)
    edge = 0.06 + line + width_of(sheet, [percent(1.0, lang)], sizes.note)
    foot = 2.3 * line
    length = min(box.right - box.left - edge - 0.1, box.top - box.bottom - foot - 0.06)
    area = Box(box.left + edge, box.top - 0.06 - length, box.left + edge + length, box.top - 0.06)
    plot = Plot.make(sheet, area, (0.0, 0.0, 1.0, 1.0))
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        told = percent(tick, lang)
        plot.line([tick, tick], [0.0, 1.0], look.rule)
        plot.line([0.0, 1.0], [tick, tick], look.rule)
        ha = "right" if tick == 1.0 else "center"
        plot.write(tick, -plot.up(0.05), told, size=sizes.note, colour=look.muted, va="top", ha=ha, gid="tick")
        if tick:
            plot.write(-plot.across(0.05), tick, told, size=sizes.note, colour=look.muted, ha="right", gid="tick")
    plot.write(0.5, -plot.up(0.1 + line), say("chart-lorenz-people", lang), size=sizes.legend, va="top", gid="axis")
    plot.write(-plot.across(edge), 0.5, say("chart-lorenz-jobs", lang), size=sizes.legend, rotation=90, ha="left",
               gid="axis")  # fmt: skip
    plot.axes.fill_between(
        found.last.people, found.last.people, found.last.jobs, color=look.new, alpha=0.18, linewidth=0, zorder=2,
        gid="area",
    )  # fmt: skip
    plot.line([0.0, 1.0], [0.0, 1.0], look.muted, 0.9, linestyle=(0, (4, 2)), zorder=3, gid="equality")
    mark = {"marker": "o", "markersize": 2.8, "markeredgewidth": 0}
    plot.line(found.base.people, found.base.jobs, look.standing, 1.5, zorder=4, gid="curve-base", **mark)
    plot.line(found.last.people, found.last.jobs, look.new, 2.0, zorder=5, gid="curve-last", **mark)
    _key(plot, found)


def _key(plot: Plot, found: Lorenz) -> None:
    """The lines named with their Gini index, in the corner above them that no curve reaches."""
    lang, look, size = plot.sheet.lang, plot.sheet.style.colours, plot.sheet.style.sizes.region
    entries = [
        (look.muted, say("chart-lorenz-equality", lang), "normal"),
        (
            look.standing,
            say("chart-lorenz-gini", lang, year=found.base_year, gini=number(found.base.gini, lang, 3)),
            "bold",
        ),
        (look.new, say("chart-lorenz-gini", lang, year=found.last_year, gini=number(found.last.gini, lang, 3)), "bold"),
    ]
    y = 1.0 - plot.up(0.14)
    for colour, text, weight in entries:
        style = (0, (4, 2)) if colour == look.muted else "-"
        xs = [plot.across(0.1), plot.across(0.34)]
        plot.line(xs, [y, y], colour, 1.6, linestyle=style)
        plot.write(plot.across(0.4), y, text, size=size, weight=weight, ha="left", halo=True, gid="gini")
        y -= plot.up(height_of(size))


def _table(sheet: Sheet, box: Box, found: Lorenz, names: dict[str, str]) -> None:
    """What the curves mean in sentences; below them jobs per 1,000 active of every region, in the curve's order."""
    lang, look, sizes = sheet.lang, sheet.style.colours, sheet.style.sizes
    axes, wide = sheet.axes(box), box.right - box.left
    side, y = Reading(lang, wide), box.top - box.bottom
    size = sizes.region if y >= 3.2 else sizes.note
    half = {
        "base": found.base_year, "last": found.last_year,
        "before": percent(found.base.at(0.5), lang, 1), "after": percent(found.last.at(0.5), lang, 1),
    }  # fmt: skip
    for sentence in (say("chart-lorenz-half", lang, **half), say("chart-lorenz-meaning", lang)):
        for line in sheet.fold(sentence, size, wide):
            sheet.write(axes, side.x(0.0), y, line, size=size, ha=side.ha(), va="top", gid="meaning")
            y -= height_of(size)
        y -= 0.06
    y -= 0.08
    row = min((y - 0.02) / (len(found.rates) + 2), 0.24)
    size = min(sizes.legend, row * 72 / 1.15)
    room = wide - 1.02
    ends = [column_edge(side, end, 0.4) for end in (wide - 0.52, wide)]
    head = say("chart-lorenz-rates", lang)
    least = sheet.largest(head, sizes.legend, 5.0, wide, "bold")
    sheet.write(axes, side.x(0.0), y - row / 2, head, size=least, weight="bold", ha=side.ha(), gid="head")
    for year, end in zip((found.base_year, found.last_year), ends, strict=True):
        sheet.write(axes, end, y - 1.5 * row, str(year), size=size, colour=look.muted, ha="right",
                    gid="head")  # fmt: skip
    y -= 2.5 * row
    for code, rates in found.rates.items():
        small = sheet.largest(names[code], size, 4.5, room)
        sheet.write(axes, side.x(0.0), y, names[code], size=small, ha=side.ha(), gid="region")
        for rate, end in zip(rates, ends, strict=True):
            sheet.write(axes, end, y, number(rate, lang, 1), size=size, ha="right", gid="figure")
        y -= row
