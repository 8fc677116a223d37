"""A slope chart: one line for each region across the runs, its name and figure at both ends, no label on another."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from siting.report.page.labels import Box
from siting.report.page.sheet import Reading, Sheet
from siting.words import number

__all__ = ["Line", "Scale", "draw_slope", "scale_of", "spread"]

_SIZE, _LEAST_SIZE = 7.4, 4.6  #: points: labels as large as they may be, and as small as can be read
_GAP = 0.34  #: inches between the outermost column and its labels, crossed by leaders
_WIDE_RANGE = 20.0  #: from this ratio of largest to smallest on, a linear scale would hide the small
_FAINT = 0.45  #: share of white in the lines that do not stand out
_HEAD, _UPRIGHT = 7.6, (1.45, 1.95, 2.3)  #: points of the heads of columns; inches that upright ones may be tall
_LINE = 1.22  #: distance of lines of text over their size


@dataclass(frozen=True)
class Line:
    """A region's figures (whole jobs), one for each column; ``colour`` if it stands out, labels for both ends."""

    key: str
    values: tuple[int, ...]
    begin: str
    end: str
    colour: str | None = None


@dataclass(frozen=True)
class Scale:
    """Where a figure stands between ``bottom`` and ``top`` (inches), on a logarithmic or a zero-based scale.

    On a logarithmic scale zero has a line of its own at the foot, below a gap.
    """

    low: float
    high: float
    bottom: float
    top: float
    log: bool

    def y(self, value: float) -> float:
        """Height of a figure."""
        if not self.log:
            return self.bottom + (self.top - self.bottom) * value / self.high
        if value < self.low:
            return self.bottom
        foot = self.bottom + (0.3 if self.low > 0 and self._zero else 0.0)
        share = (math.log10(value) - math.log10(self.low)) / (math.log10(self.high) - math.log10(self.low))
        return foot + (self.top - foot) * share

    _zero: bool = False

    def ticks(self) -> list[float]:
        """Round figures for lines across the chart: zero, or powers of ten."""
        if not self.log:
            return [0.0]
        powers = range(math.ceil(math.log10(self.low)), math.floor(math.log10(self.high)) + 1)
        return ([0.0] if self._zero else []) + [10.0**power for power in powers]


def scale_of(lines: Sequence[Line], bottom: float, top: float) -> Scale:
    """Zero-based, unless the figures spread so far that a zero-based scale would lay the small ones on one another."""
    values = [value for line in lines for value in line.values]
    positive = [value for value in values if value > 0]
    high = float(max(positive, default=1))
    if not positive or high / min(positive) < _WIDE_RANGE:
        return Scale(0.0, high, bottom, top, log=False)
    return Scale(float(min(positive)), high, bottom, top, log=True, _zero=min(values) <= 0)


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Heights as near to the ``wanted`` ones (ascending) as can be with ``gap`` between neighbours, in [low, high].

    Least squares by pooling adjacent violators (Barlow et al., 1972). Raises ``ValueError`` when they do not fit.
    """
    if (len(wanted) - 1) * gap > high - low + 1e-9:
        raise ValueError(f"{len(wanted)} labels {gap} apart do not fit between {low} and {high}")
    pools: list[list[float]] = []  # mean, count
    for position, height in enumerate(wanted):
        pools.append([height - position * gap, 1.0])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            mean, count = pools.pop()
            before = pools[-1]
            pools[-1] = [(before[0] * before[1] + mean * count) / (before[1] + count), before[1] + count]
    free = [mean for mean, count in pools for _ in range(round(count))]
    ceiling = max(low, high - (len(wanted) - 1) * gap)
    return [min(max(height, low), ceiling) + position * gap for position, height in enumerate(free)]


def draw_slope(
    sheet: Sheet,
    box: Box,
    lines: Sequence[Line],
    heads: Sequence[tuple[str, str]],
    strong: Sequence[int],
) -> dict[str, Box]:
    """Draw the chart in a page rectangle; ``heads`` name the columns (name, short name), those in
    ``strong`` stand out. In Arabic the columns run from the right.

    Returns the boxes (page inches) of all labels: ``begin`` and ``end`` of each line, ``head`` of each column.
    """
    axes = sheet.axes(box)
    wide, high = box.right - box.left, box.top - box.bottom
    size = _label_size(len(lines), high - 0.5)
    begin = max(sheet.text_size(line.begin, size, _weight(line))[0] for line in lines)
    end = max(sheet.text_size(line.end, size, _weight(line))[0] for line in lines)
    first, last = begin + _GAP + 0.05, wide - end - _GAP - 0.05
    columns = [first + (last - first) * position / (len(heads) - 1) for position in range(len(heads))]
    side = Reading(sheet.lang, wide)
    boxes, floor = _heads(sheet, axes, side, columns, heads, strong, high)
    scale = scale_of(lines, 0.12, floor - 0.14)
    _grid(sheet, axes, side, columns, scale, floor)
    for rank, line in enumerate(sorted(lines, key=lambda each: each.colour is not None)):
        _stroke(sheet, axes, side, columns, scale, line, rank)
    for where in ("begin", "end"):
        boxes |= _ends(sheet, axes, side, columns, scale, lines, where, size)
    return {key: Box(b.left + box.left, b.bottom + box.bottom, b.right + box.left, b.top + box.bottom)
            for key, b in boxes.items()}  # fmt: skip


def _faint(sheet: Sheet) -> str:
    """The colour of lines that do not stand out."""
    from siting.report.charts.canvas import paler

    return paler(sheet.style.colours.muted, _FAINT)


def _weight(line: Line) -> str:
    return "bold" if line.colour else "normal"


def _label_size(count: int, room: float) -> float:
    """The largest size in points at which so many labels stand above one another."""
    size = min(_SIZE, room / max(count, 1) / _LINE * 72)
    return max(size, _LEAST_SIZE)


def _heads(
    sheet: Sheet,
    axes: Any,
    side: Reading,
    columns: Sequence[float],
    heads: Sequence[tuple[str, str]],
    strong: Sequence[int],
    top: float,
) -> tuple[dict[str, Box], float]:
    """Names of the columns: across while they fit, else upright; the short ones of all where one does not fit.

    Returns their boxes and where they end.
    """
    step = columns[1] - columns[0]
    two = len(columns) == 2
    room = (min(columns[0], side.wide - columns[1]) + step / 2 - 0.1) if two else step - 0.08
    weights = ["bold" if position in strong else "normal" for position in range(len(heads))]
    size = _HEAD
    shown, across = [label for _, label in heads], False
    for which, length in ((0, room), *((0, long) for long in _UPRIGHT), (1, room)):
        names = [(head[which], weight) for head, weight in zip(heads, weights, strict=True)]
        folded = [_folded(sheet, name, weight, length, 3) for name, weight in names]
        fitting = [text for text in folded if text is not None]
        if len(fitting) == len(names) and (length == room or _side_by_side(fitting, step)):
            shown, across = fitting, length == room
            break
    if not across:
        size *= min(1.0, (step - 0.02) / sheet.text_size("Àg", _HEAD, "bold")[1])
    sizes = [sheet.text_size(text, size, weight) for text, weight in zip(shown, weights, strict=True)]
    tall = max(high if across else wide for wide, high in sizes)
    boxes = {}
    for position, (text, (wide, high)) in enumerate(zip(shown, sizes, strict=True)):
        ha = ("right" if position == 0 else "left") if two else "center"
        shift = (step / 2 - 0.05) * (1 if position == 0 else -1) if two and across else 0.0
        ha = ha if across else "center"
        x = side.x(columns[position] + shift)
        drawn = sheet.write(
            axes, x, top - tall, text, size=size, weight=weights[position], ha=side.ha(ha), va="bottom",
            gid="head", colour=sheet.style.colours.ink if position in strong else sheet.style.colours.muted,
        )  # fmt: skip
        across_box = (wide, high) if across else (high, wide)
        if not across:
            drawn.set_rotation(90)
        left = {"left": x, "right": x - across_box[0], "center": x - across_box[0] / 2}[side.ha(ha)]
        boxes[f"head {position}"] = Box(left, top - tall, left + across_box[0], top - tall + across_box[1])
    return boxes, top - tall - 0.08


def _side_by_side(names: Sequence[str], step: float) -> bool:
    """Whether upright names on one or more lines each stand clear of their neighbours, ``step`` inches away."""
    lines = [name.count("\n") + 1 for name in names]
    return all(
        one + other == 2 or (one + other) / 2 * _HEAD * _LINE / 72 <= step - 0.01 for one, other in pairwise(lines)
    )


def _folded(sheet: Sheet, text: str, weight: str, room: float, most: int) -> str | None:
    """A name on at most ``most`` lines of ``room`` inches, broken at blanks and after hyphens; None if it is longer."""
    lines = [""]
    for part in text.replace("-", "-\0").replace(" ", " \0").split("\0"):
        if lines[-1] and sheet.text_size((lines[-1] + part).rstrip(), _HEAD, weight)[0] > room:
            lines.append(part)
        else:
            lines[-1] += part
    fits = all(sheet.text_size(line.strip(), _HEAD, weight)[0] <= room for line in lines)
    return "\n".join(line.strip() for line in lines) if fits and len(lines) <= most else None


def _grid(sheet: Sheet, axes: Any, side: Reading, columns: Sequence[float], scale: Scale, top: float) -> None:
    """A thin upright for each column, and round figures across."""
    rule = sheet.style.colours.rule
    for x in columns:
        axes.plot([side.x(x)] * 2, [scale.bottom - 0.06, top], color=rule, linewidth=0.7, zorder=1)
    for tick in scale.ticks():
        y = scale.y(tick)
        ends = [side.x(columns[0]), side.x(columns[-1])]
        axes.plot(ends, [y, y], color=rule, linewidth=0.7, zorder=1, linestyle="-" if tick == 0 else (0, (2, 2)))
        x = side.x(columns[0] + 0.04)
        drawn = sheet.write(
            axes, x, y + 0.015, number(tick, sheet.lang), size=5.6, colour=sheet.style.colours.muted,
            ha=side.ha("left"), va="bottom", halo=True, gid="tick",
        )  # fmt: skip
        drawn.set_zorder(1.5)


def _stroke(
    sheet: Sheet, axes: Any, side: Reading, columns: Sequence[float], scale: Scale, line: Line, rank: int
) -> None:
    """A line with a dot at each run."""
    xs, ys = [side.x(x) for x in columns], [scale.y(value) for value in line.values]
    strong = line.colour is not None
    axes.plot(
        xs, ys, color=line.colour or _faint(sheet), linewidth=1.9 if strong else 1.0,
        zorder=(3 if strong else 2) + rank / 100,
        marker="o", markersize=(4.0 if strong else 2.6) if len(columns) < 10 else (2.6 if strong else 1.6),
        markeredgewidth=0, gid=f"line-{line.key}", solid_capstyle="round",
    )  # fmt: skip


def _ends(
    sheet: Sheet, axes: Any, side: Reading, columns: Sequence[float], scale: Scale, lines: Sequence[Line], where: str,
    size: float,
) -> dict[str, Box]:  # fmt: skip
    """The labels of one end, as near to their lines as they can stand; leaders lead to those that had to move."""
    column, away, at = (columns[0], -1, 0) if where == "begin" else (columns[-1], 1, -1)
    ordered = sorted(lines, key=lambda line: (line.values[at], line.key))
    gap = size / 72 * _LINE
    wanted = [scale.y(line.values[at]) for line in ordered]
    low, high = gap / 2, max(scale.top + 0.05, gap * len(lines))
    boxes = {}
    for line, start, y in zip(ordered, wanted, spread(wanted, gap, low, high), strict=True):
        text, x = getattr(line, where), column + away * _GAP
        ha = side.ha("right" if away < 0 else "left")
        sheet.write(
            axes, side.x(x), y, text, size=size, weight=_weight(line), colour=line.colour, ha=ha, gid=f"slope-{where}"
        )
        knees = [column + away * 0.07, column + away * 0.16, x - away * 0.04]
        axes.plot(
            [side.x(knee) for knee in knees], [start, y, y], color=line.colour or _faint(sheet), linewidth=0.5, zorder=2
        )
        wide, tall = sheet.text_size(text, size, _weight(line))
        left = side.x(x) - (wide if ha == "right" else 0.0)
        boxes[f"{where} {line.key}"] = Box(left, y - min(tall, gap) / 2, left + wide, y + min(tall, gap) / 2)
    return boxes
