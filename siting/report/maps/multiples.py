"""Small multiples: one measure on maps of the same scale with the same classes, over years or over scenarios.

Tufte (1983), "The Visual Display of Quantitative Information": the same design repeated shows the change alone.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from siting.errors import UsageError
from siting.report.maps.asked import check_alike, check_year
from siting.report.maps.classes import Classes, Method, classify
from siting.report.maps.compose import map_page
from siting.report.maps.flow_focus import scenario_of_run
from siting.report.maps.flow_words import scenario_words
from siting.report.maps.ground import Ground, ground_of
from siting.report.maps.layers import HATCH, draw_land, draw_scale_bar
from siting.report.maps.legend import CHIP, draw_class
from siting.report.maps.measures import Measure, find_measures, is_estimate
from siting.report.maps.rounded import shown_figures
from siting.report.maps.thematic import measure_notes
from siting.report.page.drawn import Drawn
from siting.report.page.labels import Box
from siting.report.page.layout import fit
from siting.report.page.sheet import Reading, Sheet, new_sheet
from siting.report.page.style import Style, default_style
from siting.words import Lang, number, say, series

if TYPE_CHECKING:
    import pandas as pd

    from siting.results import Run

__all__ = ["Panel", "Panels", "columns_of", "multiples", "panels_of"]

_WIDE, _BARE_WIDE = 8.6, 7.0  #: inches of the page, and of one without header and notes
_TALLEST, _BARE_TALLEST = 10.3, 7.5  #: inches
_AROUND = 2.45  #: inches of header and notes
_MOST = 12  #: maps on one page
_HEAD, _STRIP = 0.5, 1.25  #: inches above each map, and of the legend below all


@dataclass(frozen=True)
class Panel:
    """One map: what it is called, its year, its figures by zone, and which of them are estimates."""

    head: str
    year: int
    values: pd.Series
    estimated: pd.Series


@dataclass(frozen=True)
class Panels:
    """Maps to be drawn beside one another, and the classes they share."""

    measure: Measure
    panels: tuple[Panel, ...]
    classes: Classes
    year: int
    base: int

    def counts(self) -> dict[int, int]:
        """Places in each class on all maps together, as `Classes.counts` tells them."""
        return self.classes.counts([float(value) for panel in self.panels for value in panel.values])

    def figure(self, panel: Panel) -> float:
        """What stands for a whole map: the sum of a count, the median of anything else."""
        values = panel.values.dropna()
        return float(values.sum() if self.measure.kind in ("count", "money") else values.median())


def multiples(
    runs: Run | Sequence[Run],
    *,
    measure: str = "jobs",
    by: Literal["year", "scenario"] = "year",
    years: Sequence[int] | None = None,
    year: int | None = None,
    level: str | None = None,
    classes: Method | None = None,
    lang: Lang,
    style: Style | None = None,
    bare: bool = False,
    size: tuple[float, float] | None = None,
) -> Drawn:
    """One measure over the years of one run (``by="year"``, all or those of ``years``), or over 2 to 12 runs in a year.

    Every map has the same scale and the same classes, made from the figures of all of them. Raises `UsageError` for
    an unknown measure, year or level (the run's own by default) or too many maps, `RunError` for runs of different
    places or levels.
    """
    several = list(runs) if isinstance(runs, Sequence) else [runs]
    shown = panels_of(several, measure, by, years, year, classes, lang, level)
    ground = ground_of(several[-1], lang)
    if level == "region" and ground.level != level:
        ground = replace(ground, zones=ground.regions, level=level)
    title, subtitle, alt = _words(several[0], ground, shown, by, lang)
    notes = measure_notes(several[0], shown.measure, lang)
    with new_sheet(size or _page_size(len(shown.panels), ground, bare), lang, style or default_style()) as sheet:
        page = map_page(sheet, title, subtitle, notes, bare=bare)
        boxes = _draw(sheet, page, ground, shown, by)
    return Drawn(sheet.figure, title, subtitle, alt, notes, boxes)


def panels_of(
    runs: Sequence[Run], measure: str, by: str, years: Sequence[int] | None, year: int | None,
    classes: Method | None, lang: Lang, level: str | None = None,
) -> Panels:  # fmt: skip
    """The maps and the classes they share; raises as `multiples`."""
    level = level or runs[0].inputs.level
    chosen = _measure(runs[0], measure, level)
    known = chosen.years(runs[0])
    if by == "year":
        if len(runs) != 1:
            raise UsageError(f"maps by year show one run, and {len(runs)} are given; choose --by scenario")
        told = list(years) if years else list(known)
        if unknown := [each for each in told if each not in known]:
            raise UsageError(f"no {chosen.key} for {unknown[0]}: choose years from {known[0]} to {known[-1]}")
        base = runs[0].inputs.scalars.base_year
        pairs = [(runs[0], each, chosen.period(each, base)) for each in told]
    elif by == "scenario":
        for run in runs[1:]:
            check_alike(runs[0], run)
        at = check_year(runs[0], year, base=chosen.since == "base")
        titles = [scenario_of_run(run.manifest, lang) or run.name for run in runs]
        heads = [run.name if titles.count(title) > 1 else title for run, title in zip(runs, titles, strict=True)]
        for run in runs:
            check_year(run, at, base=True)
        pairs = [(run, at, head) for run, head in zip(runs, heads, strict=True)]
    else:
        raise UsageError(f"maps are shown by year or by scenario, not by {by}")
    if not 2 <= len(pairs) <= _MOST:
        raise UsageError(f"{len(pairs)} maps: give 2 to {_MOST} years or runs")
    panels = []
    for run, at, head in pairs:
        values = shown_figures(run, chosen, at, level)[0].sort_index()
        marked = is_estimate(run, chosen, at, level).reindex(values.index).fillna(False).astype(bool)
        panels.append(Panel(head, at, values, marked))
    every = [float(value) for panel in panels for value in panel.values]
    made = classify(every, method=classes, count=chosen.kind in ("count", "money"), digits=chosen.digits)
    return Panels(chosen, tuple(panels), made, pairs[-1][1], runs[0].inputs.scalars.base_year)


def _measure(run: Run, key: str, level: str) -> Measure:
    """A measure that has figures at a level."""
    known = find_measures(run)
    if key not in known:
        near = difflib.get_close_matches(key, known, n=3, cutoff=0.4)
        told = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(known)}"
        raise UsageError(f"there is no measure {key}: {told}")
    if level not in (there := known[key].levels(run)):
        raise UsageError(f"{key} has no figures by {level}: choose --level {' or '.join(there)}")
    return known[key]


def _words(first: Run, ground: Ground, shown: Panels, by: str, lang: Lang) -> tuple[str, str, str]:
    """Title, subtitle and content in words."""
    measure, base = shown.measure, first.inputs.scalars.base_year
    name, unit = measure.name(lang, shown.year, base), measure.unit_name(lang)
    figures = [shown.figure(panel) for panel in shown.panels]
    texts = [number(figure, lang, measure.digits) for figure in figures]
    low, high = figures.index(min(figures)), figures.index(max(figures))
    heads = [panel.head for panel in shown.panels]
    if by == "year":
        key = "year" if heads[0] == str(shown.panels[0].year) and measure.since != "sum" else "period"
        told = {"before": texts[0], "first": shown.panels[0].year, "after": texts[-1]}
        title = say(f"multiples-title-{key}", lang, measure=name, **told)
    elif texts[low] == texts[high]:
        title = say("multiples-title-same", lang, measure=name, value=texts[0])
    else:
        title = say(
            "multiples-title-scenario", lang, measure=name, low=texts[low], lowest=heads[low], high=texts[high],
            highest=heads[high],
        )  # fmt: skip
    level = say(f"level-{ground.level}", lang)
    if by == "year":
        subtitle = say("multiples-subtitle-year", lang, unit=unit, level=level, scenario=scenario_words(first, lang))
    else:
        subtitle = say("multiples-subtitle-scenario", lang, unit=unit, level=level)
    items = []
    for panel, text in zip(shown.panels, texts, strict=True):
        top = str(panel.values.idxmax())
        value = number(float(panel.values.max()), lang, measure.digits)
        item = say("multiples-alt-panel", lang, head=panel.head, figure=text, place=ground.name(top), value=value)
        items.append(item)
    joined = series(items, lang, strong=True)
    return title, subtitle, say("multiples-alt", lang, measure=name, maps=len(items), panels=joined)


def columns_of(count: int, wide: float, high: float, shape: float) -> int:
    """Columns of a grid of ``count`` maps of a shape (width over height) that are as large as they can be."""

    def scale(columns: int) -> float:
        rows = math.ceil(count / columns)
        return min((wide / columns - 0.1) / shape, high / rows - _HEAD - 0.05)

    return max(range(1, count + 1), key=lambda columns: (round(scale(columns), 6), -columns))


def _page_size(count: int, ground: Ground, bare: bool) -> tuple[float, float]:
    """Width and height of a page that the maps fill."""
    west, south, east, north = ground.regions.total_bounds
    shape, wide = (east - west) / (north - south), _BARE_WIDE if bare else _WIDE
    inner, around = wide - (0.12 if bare else 0.6), _STRIP + (0.12 if bare else _AROUND)
    tallest = _BARE_TALLEST if bare else _TALLEST
    columns = columns_of(count, inner, tallest - around, shape)
    tall = (inner / columns - 0.1) / shape + _HEAD + 0.08
    return wide, min(tallest, around + math.ceil(count / columns) * tall)


def _draw(sheet: Sheet, page: Box, ground: Ground, shown: Panels, by: str) -> dict[str, dict[str, Box]]:
    """The grid of maps, read in the direction of the language, and the legend under it."""
    west, south, east, north = ground.regions.total_bounds
    grid = Box(page.left, page.bottom + _STRIP, page.right, page.top)
    wide, high = grid.right - grid.left, grid.top - grid.bottom
    columns = columns_of(len(shown.panels), wide, high, (east - west) / (north - south))
    rows = math.ceil(len(shown.panels) / columns)
    across, up = wide / columns, high / rows
    side, heads = Reading(sheet.lang, wide), {}
    for position, panel in enumerate(shown.panels):
        line, column = divmod(position, columns)
        left, top = grid.left + side.x(column * across, across), grid.top - line * up
        cell = Box(left + 0.05, top - up + 0.05, left + across - 0.05, top)
        frame = fit(Box(cell.left, cell.bottom, cell.right, cell.top - _HEAD), (west, south, east, north))
        heads[f"head-{position}"] = _head(sheet, cell, panel, shown)
        axes = sheet.map_axes(frame)
        colours = [
            shown.classes.colour(shown.classes.position(float(panel.values[code])), sheet.style.colours)
            for code in ground.zones.index
        ]
        marked = [bool(panel.estimated[code]) for code in ground.zones.index]
        draw_land(sheet, axes, frame, ground.zones, ground.regions, colours, hatched=marked)
        for layer in axes.collections:  # borders that do not hide what they enclose
            if layer.get_gid() != "hatched":
                layer.set_linewidth(0.45 if layer.get_gid() == "regions" else 0.2)
        if position == 0:
            draw_scale_bar(sheet, axes, frame, frame.page.right - 0.75, frame.page.bottom + 0.06, 0.65)
    _legend(sheet, Box(page.left, page.bottom, page.right, page.bottom + _STRIP - 0.12), ground, shown, by)
    return {"heads": heads}


def _head(sheet: Sheet, cell: Box, panel: Panel, shown: Panels) -> Box:
    """What a map is called, and the figure of the whole country under it; returns the box of both."""
    axes = sheet.axes(Box(cell.left, cell.top - _HEAD, cell.right, cell.top))
    wide, sizes, lang = cell.right - cell.left, sheet.style.sizes, sheet.lang
    side = Reading(lang, wide)
    size = sheet.largest(panel.head, sizes.legend + 2, sizes.legend - 1, wide, "bold")
    lines = sheet.fold(panel.head, size, wide, "bold")[:2]
    y = _HEAD - 0.02
    for line in lines:
        sheet.write(axes, side.x(0.0), y, line, size=size, weight="bold", ha=side.ha(), va="top", gid="head")
        y -= sheet.text_size(line, size, "bold")[1] + 0.01
    key = "total" if shown.measure.kind in ("count", "money") else "median"
    value = number(shown.figure(panel), lang, shown.measure.digits)
    text = say(f"multiples-{key}", lang, value=value)
    sheet.write(axes, side.x(0.0), y, text, colour=sheet.style.colours.muted, ha=side.ha(), va="top", gid="total")
    return Box(cell.left, cell.top - _HEAD, cell.right, cell.top)


def _legend(sheet: Sheet, box: Box, ground: Ground, shown: Panels, by: str) -> None:
    """One row of classes for all maps, with the places of all of them; how the classes were made."""
    lang, sizes, classes, measure = sheet.lang, sheet.style.sizes, shown.classes, shown.measure
    axes, side = sheet.axes(box), Reading(lang, box.right - box.left)
    unit, name = measure.unit_name(lang), measure.name(lang, shown.year, shown.base)
    head = unit if by == "year" else say("multiples-legend", lang, measure=name, unit=unit)
    y = box.top - box.bottom
    sheet.write(axes, side.x(0.0), y, head, size=sizes.legend + 1, weight="bold", ha=side.ha(), va="top", gid="legend")
    counts, words, y, x = shown.counts(), classes.words(lang), y - 0.36, 0.0
    items: list[tuple[str, str, str]] = [
        (classes.colour(each, sheet.style.colours), _counted(words[each], counts[each], len(shown.panels), lang), "")
        for each in [*range(classes.count, -1, -1), -1]
        if counts[each]
    ]
    if estimates := sum(int(panel.estimated.sum()) for panel in shown.panels):
        label = _counted(say("map-legend-estimate", lang), estimates, len(shown.panels), lang)
        items.append((sheet.style.colours.paper, label, HATCH))
    for colour, label, hatch in items:
        long = CHIP + 0.07 + sheet.text_size(label, sizes.legend)[0] + 0.22
        if x > 0 and x + long > side.wide:
            x, y = 0.0, y - 0.2
        draw_class(sheet, axes, side, y, colour, label, x, hatch=hatch)
        x += long
    less = [say("map-legend-less", lang)] if measure.less_is_better else []
    counted = say("multiples-counts", lang, maps=len(shown.panels), zones=len(ground.zones))
    y -= 0.1
    for text in ([*less, say(f"map-method-{classes.method}", lang)], [counted]):
        sheet.write(axes, side.x(0.0), y, series(text, lang), size=sizes.legend - 1, colour=sheet.style.colours.muted,
                    ha=side.ha(), gid="note")  # fmt: skip
        y -= 0.14


def _counted(words: str, count: int, maps: int, lang: Lang) -> str:
    """A class with its places on all maps together, said so."""
    return say("multiples-class", lang, words=words, count=number(count, lang), maps=maps)
