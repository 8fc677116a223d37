"""Stacked columns by year: above zero what is positive, below zero what is negative. Time runs from left to right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from siting.report.charts.canvas import Plot, height_of, paler, spread, ticks, width_of
from siting.report.page.labels import Box
from siting.report.page.sheet import Reading, Sheet
from siting.words import number, signed

__all__ = ["GAP_DASHES", "GAP_WHITE", "Columns", "Series", "draw_columns", "shortfalls"]

GAP_DASHES = (0, (2.5, 1.5))  #: the outline of what shows a missed goal
GAP_WHITE = 0.85  #: share of white in what shows a missed goal
_THICK = 0.72  #: of a year


@dataclass(frozen=True)
class Series:
    """One layer of the columns: its name, its colour, its figure in each year."""

    key: str
    name: str
    colour: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class Columns:
    """Stacked columns with a head, ``digits`` decimals in the figures and a ``goal`` in some years.

    ``named``: the layers' names stand beside the last column. ``net``: a mark shows the sum of each year where layers
    lie below zero.
    """

    head: str
    years: tuple[int, ...]
    series: tuple[Series, ...]
    digits: int = 0
    goals: Mapping[int, float] = field(default_factory=dict)
    named: bool = False
    net: bool = False

    @property
    def totals(self) -> tuple[float, ...]:
        """The sum of the layers in each year."""
        return tuple(sum(each.values[at] for each in self.series) for at in range(len(self.years)))


def shortfalls(years: Sequence[int], totals: Sequence[float], goals: Mapping[int, float]) -> dict[int, float]:
    """Year -> what is missing to its goal, where more is missing than the solver's last digits."""
    reached = dict(zip(years, totals, strict=True))
    missing = {year: goal - reached.get(year, 0.0) for year, goal in sorted(goals.items())}
    return {year: gap for year, gap in missing.items() if gap > 1e-5 * max(1.0, abs(goals[year]))}


def draw_columns(sheet: Sheet, box: Box, columns: Columns) -> Plot:
    """Draw columns in a page rectangle. Figures stand above them: all, or as many as there is room for."""
    look, sizes = sheet.style.colours, sheet.style.sizes
    size, line = sizes.legend, height_of(sizes.legend)
    missing = shortfalls(columns.years, columns.totals, columns.goals)
    high, low = _reach(columns)
    steps = ticks(low, high)
    told = [number(step, sheet.lang, columns.digits if any(s != round(s) for s in steps) else 0) for step in steps]
    left = width_of(sheet, told, sizes.note) + 0.08
    right = 0.0
    if columns.named:
        right = width_of(sheet, [each.name for each in columns.series], size) + 0.28
    head = _head(sheet, box, columns.head)
    area = Box(box.left + left, box.bottom + line, box.right - right, head - (2.3 if missing else 1.3) * line)
    per_inch = (high - low) / (area.top - area.bottom)
    plot = Plot.make(sheet, area, (-0.5, low, len(columns.years) - 0.5, low + per_inch * (area.top - area.bottom)))
    for step, text in zip(steps, told, strict=True):
        colour, order = (look.rule, 1.0) if step else (look.muted, 3.5)
        plot.line([-0.5, len(columns.years) - 0.5], [step, step], colour, zorder=order)
        plot.write(-0.5 - plot.across(0.05), step, text, size=sizes.note, colour=look.muted, ha="right", gid="tick")
    ends = _layers(plot, columns)
    _goals(plot, columns, missing)
    _figures(plot, columns, missing, low)
    if columns.named:
        _names(plot, columns, ends)
    return plot


def _reach(columns: Columns) -> tuple[float, float]:
    """Highest and lowest point of the scale; zero lies between."""
    count = range(len(columns.years))
    above = [sum(max(each.values[at], 0.0) for each in columns.series) for at in count]
    below = [sum(min(each.values[at], 0.0) for each in columns.series) for at in count]
    high = max(*above, *columns.goals.values(), 0.0) or 1.0
    return high, min(*below, 0.0) if below else 0.0


def _head(sheet: Sheet, box: Box, text: str) -> float:
    """The head of a panel; returns the page height where it ends."""
    wide, axes = box.right - box.left, sheet.axes(box)
    side, size = Reading(sheet.lang, wide), sheet.style.sizes.region
    y = box.top - box.bottom
    for line in sheet.fold(text, size, wide, "bold") if text else []:
        sheet.write(axes, side.x(0.0), y, line, size=size, weight="bold", ha=side.ha(), va="top", gid="panel")
        y -= max(height_of(size), sheet.text_size(line, size, "bold")[1] + 0.03)
    return box.bottom + y


def _layers(plot: Plot, columns: Columns) -> dict[str, float]:
    """The layers of all years; returns the middle of each layer of the last year."""
    middles = {}
    for at, year in enumerate(columns.years):
        up = down = 0.0
        for each in columns.series:
            value = each.values[at]
            start = up if value >= 0 else down
            plot.bar(at - _THICK / 2, start, _THICK, value, each.colour, f"column-{each.key}-{year}",
                     edgecolor=plot.sheet.style.colours.paper, linewidth=0.4)  # fmt: skip
            up, down = (start + value, down) if value >= 0 else (up, start + value)
            middles[each.key] = start + value / 2
    return middles


def _goals(plot: Plot, columns: Columns, missing: Mapping[int, float]) -> None:
    """A thick line for each goal, an outlined gap where it is missed."""
    look = plot.sheet.style.colours
    for year, goal in columns.goals.items():
        if year not in columns.years:
            continue
        at = columns.years.index(year)
        if year in missing:
            plot.bar(
                at - _THICK / 2, goal - missing[year], _THICK, missing[year], paler(look.loss, GAP_WHITE),
                f"missing-{year}", edgecolor=look.loss, linewidth=0.7, linestyle=GAP_DASHES, zorder=3.2,
            )  # fmt: skip
        plot.line([at - 0.42, at + 0.42], [goal, goal], look.ink, 1.8, zorder=4, gid=f"goal-{year}",
                  solid_capstyle="butt", clip_on=False)  # fmt: skip


def _figures(plot: Plot, columns: Columns, missing: Mapping[int, float], low: float) -> None:
    """Years below, sums above, what is missing over them; every second or third only where all would collide."""
    sheet, look, size = plot.sheet, plot.sheet.style.colours, plot.sheet.style.sizes.legend
    totals = [number(total, sheet.lang, columns.digits) for total in columns.totals]
    gaps = {year: signed(-gap, sheet.lang, columns.digits) for year, gap in missing.items()}
    room = 1.0 / plot.across(1.0) - 0.05
    widest = width_of(sheet, [*totals, *gaps.values(), *map(str, columns.years)], size, "bold")
    size = max(5.0, size * min(1.0, room / widest))
    every = 1 + int(widest * size / sheet.style.sizes.legend // max(room, 0.01)) if room < widest else 1
    every = 1 if width_of(sheet, totals, size, "bold") <= room else every
    gap = plot.up(height_of(size))
    for at, year in enumerate(columns.years):
        if (len(columns.years) - 1 - at) % every:
            continue
        y = max(sum(max(each.values[at], 0.0) for each in columns.series), columns.goals.get(year, 0.0))
        plot.write(at, low - plot.up(0.04), str(year), size=size, colour=look.muted, va="top", gid="year")
        marked = columns.net and low < 0
        inside = year in gaps and missing[year] > 1.5 * gap  # the figure has room between column and goal
        height = columns.totals[at] if marked or inside else y
        plot.write(at, height + plot.up(0.06), totals[at], size=size, weight="bold", va="bottom", halo=True,
                   gid="total")  # fmt: skip
        if year in gaps:
            plot.write(
                at,
                y + plot.up(0.05) + (0.0 if inside else gap),
                gaps[year],
                size=size,
                colour=look.loss,
                va="bottom",
                gid="gap",
            )
    if columns.net and low < 0:
        plot.line(range(len(columns.years)), columns.totals, look.ink, 0.0, marker="D", markersize=4.2, zorder=5,
                  markeredgecolor=look.paper, markeredgewidth=0.6, gid="net")  # fmt: skip


def _names(plot: Plot, columns: Columns, middles: Mapping[str, float]) -> None:
    """Names of the layers beside the last column, with leaders to those that had to move."""
    size, low, high = plot.sheet.style.sizes.legend, plot.limits[1], plot.limits[3]
    heights = spread(middles, plot.up(height_of(size)), low, high)
    edge = len(columns.years) - 1 + _THICK / 2
    for each in columns.series:
        start, y = middles[each.key], heights[each.key]
        xs = [edge + plot.across(inches) for inches in (0.06, 0.09, 0.13, 0.18)]
        plot.line(xs, [start, start, y, y], each.colour, 2.0, solid_capstyle="butt", zorder=2, clip_on=False)
        plot.write(edge + plot.across(0.24), y, each.name, size=size, ha="left", gid="layer")
