"""What each region can have within a slack of the least cost: a line from the lowest to the highest, the cheapest plan
and the base year on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from siting.report.charts.canvas import Plot, Words, column_edge, draw_on_page, paler, ticks, width_of
from siting.report.charts.facts import alt_text
from siting.report.page.labels import Box
from siting.report.page.sheet import Reading, Sheet
from siting.words import Lang, listing, number, percent, say

if TYPE_CHECKING:
    from siting.analysis.alternatives import Alternatives
    from siting.report.page.drawn import Drawn
    from siting.report.page.style import Style

__all__ = ["RegionRange", "ranges_chart", "region_ranges", "write_ranges_pictures"]

SIZE = (7.8, 5.2)


@dataclass(frozen=True)
class RegionRange:
    """Jobs of a region: in the base year, and in the final year the least, of the cheapest plan, and the most."""

    code: str
    name: str
    start: float
    lowest: float
    cheapest: float
    highest: float


def region_ranges(found: Alternatives, lang: Lang) -> tuple[RegionRange, ...]:
    """Jobs of every region, the one that can have most first."""
    table = found.regions[found.regions["quantity"] == "jobs"]
    rows = [
        RegionRange(
            str(row["region"]), str(row.get(f"name_{lang}") or row["region"]), float(row["start"]),
            float(row["lowest"]), float(row["cheapest"]), float(row["highest"]),
        )
        for row in table.to_dict("records")
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (-row.highest, row.code)))


def ranges_chart(
    found: Alternatives,
    years: tuple[int, int],
    notes: tuple[str, ...] = (),
    *,
    lang: Lang,
    style: Style | None = None,
    bare: bool = False,
    size: tuple[float, float] | None = None,
) -> Drawn:
    """Ranges as lines. ``years``: base year and final year; ``notes``: lines under the picture.

    In Arabic the scale grows from the right.
    """
    rows = region_ranges(found, lang)
    return draw_on_page(
        _words(found, rows, years, notes, lang),
        lambda sheet, room: _paint(sheet, room, rows, years),
        lang=lang, style=style, bare=bare, size=size or (SIZE[0], min(SIZE[1], 2.6 + 0.35 * len(rows))),
    )  # fmt: skip


def write_ranges_pictures(
    folder: Path, found: Alternatives, years: tuple[int, int], notes: tuple[str, ...], lang: Lang
) -> tuple[Path, ...]:
    """``ranges.png`` and ``ranges.svg``, each whole or not at all; nothing where no ranges were asked for."""
    if not len(found.regions):
        return ()
    drawn = ranges_chart(found, years, notes, lang=lang)
    return tuple(drawn.save(folder / f"ranges.{kind}", kind) for kind in ("png", "svg"))


def _words(
    found: Alternatives, rows: Sequence[RegionRange], years: tuple[int, int], notes: tuple[str, ...], lang: Lang
) -> Words:
    widest = max(rows, key=lambda row: row.highest - row.lowest)
    slack = percent(found.slack, lang, 0 if round(100 * found.slack) == 100 * found.slack else 1)
    told = {
        "slack": slack, "region": widest.name, "low": number(widest.lowest, lang),
        "high": number(widest.highest, lang), "last": years[1], "base": years[0],
    }  # fmt: skip
    title = say("chart-ranges-title", lang, **told)
    subtitle = say("chart-ranges-subtitle", lang, **told)
    items = [(row.name, listing([number(row.lowest, lang), number(row.highest, lang)], lang)) for row in rows]
    return Words(title, subtitle, alt_text(title, subtitle, items, lang), (say("chart-ranges-note", lang), *notes))


def _paint(sheet: Sheet, room: Box, rows: Sequence[RegionRange], years: tuple[int, int]) -> None:
    lang, look, sizes = sheet.lang, sheet.style.colours, sheet.style.sizes
    wide, high = room.right - room.left, room.top - room.bottom
    side, page = Reading(lang, wide), sheet.axes(room)
    row = min((high - 0.55) / max(len(rows), 1), 0.5)
    size = min(sizes.region, row * 72 / 1.25)
    heads = [say(f"chart-ranges-{key}", lang) for key in ("lowest", "cheapest", "highest")]
    cells = [[number(value, lang) for value in (each.lowest, each.cheapest, each.highest)] for each in rows]
    widths = [width_of(sheet, [*(line[c] for line in cells), heads[c]], size, "bold") + 0.14 for c in range(3)]
    names = width_of(sheet, [each.name for each in rows], size, "bold")
    begin, end = names + 0.14, wide - sum(widths) - 0.08
    ends = [column_edge(side, wide - sum(widths[c + 1 :]), widths[c] - 0.14) for c in range(3)]
    left = room.left + side.x(begin, end - begin)
    most = max((each.highest for each in rows), default=1.0) or 1.0
    plot = Plot.make(sheet, Box(left, room.bottom, left + end - begin, room.top), (0.0, 0.0, most * 1.02, high),
                     mirrored=side.mirrored)  # fmt: skip
    top = high - 0.3
    foot = top - row * len(rows)
    for text, at in zip(heads, ends, strict=True):
        sheet.write(page, at, high - 0.1, text, size=size, colour=look.muted, ha="right", gid="head")
    _key(plot, high - 0.1, years)
    for tick in ticks(0.0, most):
        plot.line([tick, tick], [foot, top], look.rule)
        plot.write(tick, foot - 0.1, number(tick, lang), size=sizes.note, colour=look.muted,
                   ha="center" if tick else "left", gid="tick")  # fmt: skip
    for position, (each, line) in enumerate(zip(rows, cells, strict=True)):
        y = top - row * (position + 0.5)
        sheet.write(page, side.x(0.0), y, each.name, size=size, ha=side.ha("left"), gid="region")
        for cell, at in zip(line, ends, strict=True):
            sheet.write(page, at, y, cell, size=size, ha="right", gid="figure")
        plot.line([each.lowest, each.highest], [y, y], paler(look.new, 0.45), 5.0, solid_capstyle="butt", zorder=3,
                  gid=f"range-{each.code}")  # fmt: skip
        plot.line([each.start, each.start], [y - row * 0.32, y + row * 0.32], look.standing, 1.6, zorder=4, gid="start")
        plot.line([each.cheapest], [y], look.new, 0.0, marker="o", markersize=5.5, markeredgecolor="white",
                  markeredgewidth=0.6, zorder=5, gid="cheapest")  # fmt: skip


def _key(plot: Plot, y: float, years: tuple[int, int]) -> None:
    """What the marks mean, above the lines."""
    lang, look, size = plot.sheet.lang, plot.sheet.style.colours, plot.sheet.style.sizes.legend
    x = plot.across(0.05)
    for key in ("start", "cheapest-plan", "range"):
        chip = plot.across(0.16)
        if key == "start":
            plot.line([x + chip / 2, x + chip / 2], [y - 0.06, y + 0.06], look.standing, 1.6, gid="key")
        elif key == "range":
            plot.line([x, x + chip], [y, y], paler(look.new, 0.45), 5.0, solid_capstyle="butt", gid="key")
        else:
            plot.line([x + chip / 2], [y], look.new, 0.0, marker="o", markersize=5.5, gid="key")
        text = say(f"chart-ranges-key-{key}", lang, base=years[0], last=years[1])
        plot.write(x + 1.3 * chip, y, text, size=size, ha="left", gid="key")
        x += 1.3 * chip + plot.across(plot.sheet.text_size(text, size)[0] + 0.16)
