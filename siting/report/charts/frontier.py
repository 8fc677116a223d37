"""A trade-off: the plans from the best of one aim to the best of the other, and what each step between them costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from siting.report.charts.canvas import Plot, Words, draw_on_page, height_of, nice_top, paler, width_of
from siting.report.charts.facts import alt_text
from siting.report.page.labels import Box
from siting.report.page.sheet import Sheet
from siting.words import Lang, listing, number, say

if TYPE_CHECKING:
    from siting.analysis.frontier import Frontier
    from siting.report.page.drawn import Drawn
    from siting.report.page.style import Style

__all__ = ["Dot", "dots", "frontier_chart", "write_frontier_pictures"]

SIZE = (8.2, 5.2)
_DIGITS = {"cost": 0, "inequality": 3, "least_served": 1, "suitability": 0, "commuting": 0}
_SHADES = 4  #: classes of a third aim
_MOST_PRICES = 5  #: steps whose price is written


@dataclass(frozen=True)
class Dot:
    """A plan: its number, where it stands (second aim across, first aim up), its third aim where there is one.

    Inequality is told as the Gini index. ``price``: MAD for each job that moved since the plan before, where the first
    aim is money.
    """

    point: int
    x: float
    y: float
    third: float | None
    price: float | None


def dots(found: Frontier) -> tuple[Dot, ...]:
    """The plans of a frontier as they are drawn."""
    names = [term.name for term in found.terms]
    columns = ["gini" if name == "inequality" else name for name in names]
    priced = len(names) == 2 and names[0] in ("cost", "commuting")
    rows = []
    for row in found.points.to_dict("records"):
        price = float(row["per_job_moved"]) * 1e6 if priced else float("nan")
        third = float(row[columns[2]]) if len(names) > 2 else None
        rows.append(
            Dot(
                int(row["point"]),
                float(row[columns[1]]),
                float(row[columns[0]]),
                third,
                None if price != price else price,
            )
        )
    return tuple(rows)


def frontier_chart(
    found: Frontier,
    notes: tuple[str, ...] = (),
    *,
    lang: Lang,
    style: Style | None = None,
    bare: bool = False,
    size: tuple[float, float] | None = None,
) -> Drawn:
    """Numbered dots, joined where between two plans there are mixtures of both; prices of some steps.

    ``notes`` are the lines under the picture (`siting.report.page.notes.origin_notes`).
    """
    shown = dots(found)
    return draw_on_page(
        _words(found, shown, notes, lang), lambda sheet, room: _paint(sheet, room, found, shown),
        lang=lang, style=style, bare=bare, size=size or SIZE,
    )  # fmt: skip


def write_frontier_pictures(folder: Path, found: Frontier, notes: tuple[str, ...], lang: Lang) -> tuple[Path, ...]:
    """``frontier.png`` and ``frontier.svg`` in the folder of a frontier, each whole or not at all."""
    drawn = frontier_chart(found, notes, lang=lang)
    return tuple(drawn.save(folder / f"frontier.{kind}", kind) for kind in ("png", "svg"))


def _name(found: Frontier, at: int, lang: Lang, kind: str = "") -> str:
    return say(f"chart-frontier-{kind}{found.terms[at].name.replace('_', '-')}", lang)


def _figure(found: Frontier, at: int, value: float, lang: Lang) -> str:
    return number(value, lang, _DIGITS[found.terms[at].name])


def _words(found: Frontier, shown: Sequence[Dot], notes: tuple[str, ...], lang: Lang) -> Words:
    first, last = shown[0], shown[-1]
    told = {
        "second": _name(found, 1, lang, "short-"), "first": _name(found, 0, lang, "short-"),
        "from": _figure(found, 1, first.x, lang), "to": _figure(found, 1, last.x, lang),
        "low": _figure(found, 0, first.y, lang), "high": _figure(found, 0, last.y, lang),
    }  # fmt: skip
    three = len(found.terms) > 2
    title = say("chart-frontier-title-three" if three else "chart-frontier-title", lang, count=len(shown), **told)
    subtitle = say("chart-frontier-subtitle-three" if three else "chart-frontier-subtitle", lang)
    items = [
        (str(dot.point), listing([_figure(found, 1, dot.x, lang), _figure(found, 0, dot.y, lang)], lang))
        for dot in shown
    ]
    return Words(title, subtitle, alt_text(title, subtitle, items, lang), notes)


def _span(values: Sequence[float]) -> tuple[float, float, float]:
    """Ends of a scale around the values, round figures, and the step between its ticks."""
    low, high = min(values), max(values)
    step = nice_top(max(high - low, 1e-9))
    return step * int(low // step), step * -int(-high // step), step


def _paint(sheet: Sheet, room: Box, found: Frontier, shown: Sequence[Dot]) -> None:
    lang, look, sizes = sheet.lang, sheet.style.colours, sheet.style.sizes
    west, east, across = _span([dot.x for dot in shown])
    south, north, up = _span([dot.y for dot in shown])
    ups = [south + up * count for count in range(round((north - south) / up) + 1)]
    downs = [west + across * count for count in range(round((east - west) / across) + 1)]
    digits = [_ticked(found, at, step) for at, step in ((0, up), (1, across))]
    line = height_of(sizes.legend)
    edge = 0.1 + width_of(sheet, [number(tick, lang, digits[0]) for tick in ups], sizes.note)
    top = 1.5 * line
    key = 0.0 if len(found.terms) < 3 else 1.35
    area = Box(room.left + edge, room.bottom + 2.4 * line, room.right - 0.2 - key, room.top - top)
    plot = Plot.make(sheet, area, (west, south, east, north))
    for tick in ups:
        plot.line([west, east], [tick, tick], look.rule)
        plot.write(west - plot.across(0.06), tick, number(tick, lang, digits[0]), size=sizes.note, colour=look.muted,
                   ha="right", gid="tick")  # fmt: skip
    for tick in downs:
        plot.line([tick, tick], [south, north], look.rule)
        plot.write(tick, south - plot.up(0.06), number(tick, lang, digits[1]), size=sizes.note, colour=look.muted,
                   va="top", gid="tick")  # fmt: skip
    plot.write(west, north + plot.up(0.5 * line), _name(found, 0, lang), size=sizes.legend, weight="bold", ha="left",
               gid="axis")  # fmt: skip
    plot.write(east, south - plot.up(0.1 + 1.2 * line), _name(found, 1, lang), size=sizes.legend, weight="bold",
               ha="right", va="top", gid="axis")  # fmt: skip
    if len(found.terms) == 2:
        plot.line([dot.x for dot in shown], [dot.y for dot in shown], look.new, 1.4, zorder=3, gid="curve")
    _dots(plot, found, shown)
    if len(found.terms) == 2:
        _prices(plot, shown)


def _ticked(found: Frontier, at: int, step: float) -> int:
    """Decimals of the ticks of a scale."""
    return 0 if step >= 1 else 1 if step >= 0.1 else 2 if step >= 0.01 else 3


def _dots(plot: Plot, found: Frontier, shown: Sequence[Dot]) -> None:
    """A dot for each plan; numbers where they do not lie on one another."""
    look, sizes = plot.sheet.style.colours, plot.sheet.style.sizes
    colours = [look.new] * len(shown)
    if len(found.terms) > 2:
        colours = _shades(plot, found, shown)
    written: list[tuple[float, float]] = []
    ends = {shown[0].point, shown[-1].point}
    for dot, colour in zip(shown, colours, strict=True):
        plot.line([dot.x], [dot.y], colour, 0.0, marker="o", markersize=4.6, markeredgecolor="white",
                  markeredgewidth=0.5, zorder=5, gid="dot")  # fmt: skip
    for dot in sorted(shown, key=lambda each: each.point not in ends):
        x, y = dot.x + plot.across(0.07), min(dot.y + plot.up(0.1), plot.limits[3] - plot.up(0.09))
        far = all(abs(x - a) > plot.across(0.2) or abs(y - b) > plot.up(0.15) for a, b in written)
        if far and x < max(plot.limits[0], plot.limits[2]):
            plot.write(x, y, str(dot.point), size=sizes.note, ha="left", halo=True, gid="point")
            written.append((x, y))


def _shades(plot: Plot, found: Frontier, shown: Sequence[Dot]) -> list[str]:
    """Colours by the third aim in classes of equal width, with a key beside the plot."""
    look, sizes, lang = plot.sheet.style.colours, plot.sheet.style.sizes, plot.sheet.lang
    values = [dot.third or 0.0 for dot in shown]
    low, high = min(values), max(values)
    width = (high - low) / _SHADES or 1.0
    shades = [paler(look.new, share) for share in (0.75, 0.5, 0.25, 0.0)]
    line = height_of(sizes.note)
    east, north = plot.limits[2], plot.limits[3]
    x, y = east + plot.across(0.15), north - plot.up(0.1)
    for part in plot.sheet.fold(_name(found, 2, lang), sizes.note, 1.25):
        plot.write(x, y, part, size=sizes.note, weight="bold", ha="left", gid="key")
        y -= plot.up(line)
    for at, shade in enumerate(shades):
        ends = [number(low + width * end, lang, _DIGITS[found.terms[2].name]) for end in (at, at + 1)]
        plot.line([x + plot.across(0.06)], [y], shade, 0.0, marker="o", markersize=5.5, clip_on=False, zorder=5)
        plot.write(x + plot.across(0.18), y, f"{ends[0]}-{ends[1]}", size=sizes.note, ha="left", gid="key")
        y -= plot.up(line)
    return [shades[min(_SHADES - 1, int((value - low) / width))] for value in values]


def _prices(plot: Plot, shown: Sequence[Dot]) -> None:
    """MAD for each job moved at the longest steps, on the hollow side of the curve."""
    lang, look, size = plot.sheet.lang, plot.sheet.style.colours, plot.sheet.style.sizes.note
    steps = [(a, b) for a, b in pairwise(shown) if b.price is not None]
    span_x, span_y = abs(shown[-1].x - shown[0].x) or 1.0, abs(shown[-1].y - shown[0].y) or 1.0

    def length(pair: tuple[Dot, Dot]) -> float:
        return abs(pair[1].x - pair[0].x) / span_x + abs(pair[1].y - pair[0].y) / span_y

    falls = shown[-1].x < shown[0].x
    west, east = min(plot.limits[0], plot.limits[2]), max(plot.limits[0], plot.limits[2])
    taken: list[float] = []
    for a, b in sorted(steps, key=length, reverse=True)[:_MOST_PRICES]:
        x, y = (a.x + b.x) / 2, (a.y + b.y) / 2 - plot.up(0.16)
        text = say("chart-frontier-price", lang, amount=number(b.price or 0.0, lang))
        wide = plot.across(width_of(plot.sheet, [text], size))
        near = any(abs(y - other) < plot.up(0.17) for other in taken)
        inside = x - wide > west if falls else x + wide < east
        if near or not inside or y < plot.limits[1] + plot.up(0.08):
            continue
        taken.append(y)
        plot.write(x, y, text, size=size, colour=look.muted, ha="right" if falls else "left", halo=True, gid="price")
