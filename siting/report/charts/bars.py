"""Jobs of every region in the base and the last year, as bars from zero, with the figures beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siting.report.charts.canvas import Plot, Words, column_edge, draw_on_page, height_of, ticks, width_of
from siting.report.charts.facts import alt_text, chart_notes, region_names, run_title
from siting.report.page.labels import Box
from siting.report.page.sheet import Reading, Sheet
from siting.results import round_whole
from siting.words import Lang, number, percent, plural, say, signed

if TYPE_CHECKING:
    from siting.report.page.drawn import Drawn
    from siting.report.page.style import Style
    from siting.results import Run

__all__ = ["Bars", "RegionBar", "region_bars", "region_bars_chart"]

SIZE = (7.6, 5.4)
_SMALL = 0.12  #: regions below this share of the longest bar are shown enlarged as well
_ENLARGED = 0.26  #: where the enlargement begins, as a share of the longest bar
_THICK = 0.66  #: of a row


@dataclass(frozen=True)
class RegionBar:
    """Whole jobs of a region in the base and the last year."""

    code: str
    name: str
    base: int
    last: int


@dataclass(frozen=True)
class Bars:
    """Regions by jobs of the last year, the most first. They add up to the country."""

    rows: tuple[RegionBar, ...]
    base_year: int
    last_year: int

    @property
    def small(self) -> int:
        """How many rows at the end are too short to be read; none if it is one alone."""
        longest = max((max(row.base, row.last) for row in self.rows), default=0)
        count = 0
        for row in reversed(self.rows):
            if max(row.base, row.last) > _SMALL * longest:
                break
            count += 1
        return count if 2 <= count < len(self.rows) and any(row.last for row in self.rows[-count:]) else 0


def region_bars(run: Run, lang: Lang) -> Bars:
    """The figures of the chart, rounded by largest remainder."""
    scalars, names = run.inputs.scalars, region_names(run, lang)
    wide = run.table("regions").pivot(index="region", columns="year", values="jobs")
    base, last = (round_whole(wide[year]) for year in (scalars.base_year, scalars.years[-1]))
    rows = [RegionBar(str(code), names[str(code)], int(base[code]), int(last[code])) for code in wide.index]
    rows.sort(key=lambda row: (-row.last, row.code))
    return Bars(tuple(rows), scalars.base_year, scalars.years[-1])


def region_bars_chart(
    run: Run, *, lang: Lang, style: Style | None = None, bare: bool = False, size: tuple[float, float] | None = None
) -> Drawn:
    """Horizontal bars: what stands in the base year, what the plan adds. In Arabic they grow from the right."""
    bars = region_bars(run, lang)
    return draw_on_page(
        _words(run, bars, lang),
        lambda sheet, room: _paint(sheet, room, bars),
        lang=lang, style=style, bare=bare, size=size or (SIZE[0], min(SIZE[1], 2.6 + 0.35 * len(bars.rows))),
    )  # fmt: skip


def _words(run: Run, bars: Bars, lang: Lang) -> Words:
    years = {"base": bars.base_year, "last": bars.last_year}
    before, after = sum(row.base for row in bars.rows), sum(row.last for row in bars.rows)
    top = max(bars.rows, key=lambda row: row.last - row.base)
    if after > before:
        share = percent((top.last - top.base) / (after - before), lang)
        added, count = number(after - before, lang), plural(after - before, lang)
        title = say("chart-bars-title", lang, region=top.name, share=share, added=added, count=count, **years)
    else:
        told = {"jobs": number(after, lang), "before": number(before, lang), "count": plural(after, lang)}
        title = say("chart-title-jobs", lang, **told, **years)
    subtitle = say("chart-bars-subtitle", lang, scenario=run_title(run, lang), **years)
    items = [(row.name, f"{number(row.last, lang)} ({signed(row.last - row.base, lang)})") for row in bars.rows]
    return Words(title, subtitle, alt_text(title, subtitle, items, lang), chart_notes(run, lang, regional=True))


def _paint(sheet: Sheet, room: Box, bars: Bars) -> None:
    lang, look, sizes = sheet.lang, sheet.style.colours, sheet.style.sizes
    wide, high = room.right - room.left, room.top - room.bottom
    side, page = Reading(lang, wide), sheet.axes(room)
    row = min((high - 0.3) / (len(bars.rows) + 1 + (1 if bars.small else 0)), 0.55)
    size = min(sizes.region, row * 72 / 1.2)
    total = RegionBar("", say("chart-country", lang), sum(r.base for r in bars.rows), sum(r.last for r in bars.rows))
    names = width_of(sheet, [each.name for each in (*bars.rows, total)], size, "bold")
    texts = [
        (number(each.base, lang), number(each.last, lang), signed(each.last - each.base, lang))
        for each in (*bars.rows, total)
    ]
    heads = (str(bars.base_year), str(bars.last_year), say("chart-change", lang))
    widths = [width_of(sheet, [*(cells[c] for cells in texts), heads[c]], size, "bold") + 0.14 for c in range(3)]
    begin, end = names + 0.1, wide - sum(widths) - 0.06
    ends = [column_edge(side, wide - sum(widths[c + 1 :]), widths[c] - 0.14) for c in range(3)]
    box = Box(room.left + side.x(begin, end - begin), room.bottom, 0.0, room.top)
    longest = max((max(each.base, each.last) for each in bars.rows), default=0) or 1
    plot = Plot.make(
        sheet, Box(box.left, box.bottom, box.left + end - begin, box.top), (0.0, 0.0, float(longest), high),
        mirrored=side.mirrored,
    )  # fmt: skip
    top = high - 0.3
    heights = [top - row * (p + 0.5 + (p >= len(bars.rows) - bars.small) * (bars.small > 0)) for p in range(len(texts))]
    for text, at in zip(heads, ends, strict=True):
        sheet.write(page, at, high - 0.1, text, size=size, colour=look.muted, ha="right", gid="head")
    _key(plot, bars, high - 0.1)
    for tick in ticks(0.0, longest):
        plot.line([tick, tick], [heights[-1] + row / 2, top], look.rule)
        told = number(tick, lang)
        plot.write(tick, heights[-1], told, size=sizes.note, colour=look.muted, ha="center" if tick else "left",
                   gid="tick")  # fmt: skip
    for each, cells, y in zip((*bars.rows, total), texts, heights, strict=True):
        weight = "normal" if each.code else "bold"
        sheet.write(page, side.x(0.0), y, each.name, size=size, weight=weight, ha=side.ha("left"), gid="region")
        for cell, at in zip(cells, ends, strict=True):
            sheet.write(page, at, y, cell, size=size, weight=weight, ha="right", gid="figure")
        if each.code:
            _bar(plot, each, y, row * _THICK, f"bar-{each.code}")
    if bars.small:
        _enlarge(plot, bars, heights[len(bars.rows) - bars.small : -1], row)


def _bar(plot: Plot, row: RegionBar, y: float, thick: float, gid: str) -> None:
    """What stays of the base year, then what is added, or the outline of what is lost."""
    look = plot.sheet.style.colours
    kept = min(row.base, row.last)
    plot.bar(0.0, y - thick / 2, kept, thick, look.standing, f"{gid}-kept")
    if row.last > row.base:
        plot.bar(kept, y - thick / 2, row.last - kept, thick, look.new, f"{gid}-added")
    elif row.last < row.base:
        plot.bar(kept, y - thick / 2, row.base - kept, thick, "none", f"{gid}-lost", edgecolor=look.loss, linewidth=0.8)


def _key(plot: Plot, bars: Bars, y: float) -> None:
    """What the colours mean, above the bars."""
    lang, look, size = plot.sheet.lang, plot.sheet.style.colours, plot.sheet.style.sizes.legend
    entries = [
        (look.standing, say("chart-bars-kept", lang, base=bars.base_year)),
        (look.new, say("chart-bars-added", lang, base=bars.base_year, last=bars.last_year)),
    ]
    if any(row.last < row.base for row in bars.rows):
        entries.append((look.loss, say("chart-bars-lost", lang)))
    x, chip = 0.0, plot.across(0.13)
    for colour, text in entries:
        face = {"edgecolor": colour, "linewidth": 0.8} if colour == look.loss else {}
        plot.bar(x, y - 0.045, chip, 0.09, "none" if face else colour, "key", **face)
        plot.write(x + 1.4 * chip, y, text, size=size, ha="left", gid="key")
        x += 1.4 * chip + plot.across(plot.sheet.text_size(text, size)[0] + 0.18)


def _enlarge(plot: Plot, bars: Bars, heights: list[float], row: float) -> None:
    """The small regions again, larger, beside their bars; the head says how much larger."""
    sheet, look = plot.sheet, plot.sheet.style.colours
    small, most = bars.rows[-bars.small :], abs(plot.limits[2] - plot.limits[0])
    longest = max(max(each.base, each.last) for each in small)
    times = (1.0 - _ENLARGED - 0.02) * most / longest
    times = float(int(times)) if times < 10 else float(int(times / 5) * 5)
    wide = plot.box.right - plot.box.left
    inner = wide * (1.0 - _ENLARGED)
    left = plot.box.left + (0.0 if sheet.lang == "ar" else wide - inner)
    low, top = heights[-1] - row / 2, heights[0] + row * 1.35
    box = Box(left, plot.box.bottom + low, left + inner, plot.box.bottom + top)
    field = Plot.make(sheet, box, (0.0, low, inner / wide * most / times, top), mirrored=sheet.lang == "ar")
    field.bar(0.0, low, field.across(inner), top - low, look.none, "enlarged", zorder=1)
    head = say("chart-bars-enlarged", sheet.lang, times=int(times))
    size = sheet.largest(head, sheet.style.sizes.legend, 4.5, inner - 0.1)
    field.write(field.across(0.05), top - row * 0.42, head, size=min(size, height_of(row * 40) * 72), colour=look.muted,
                ha="left", gid="enlarged-head")  # fmt: skip
    for each, y in zip(small, heights, strict=True):
        _bar(field, each, y, row * _THICK, f"large-{each.code}")
