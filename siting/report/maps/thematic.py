"""One measure on a map: gathered here with its words, drawn next door. Choropleth, circles, or change."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from siting.report.maps.classes import Classes, Method, change_classes, classify
from siting.report.maps.ground import Ground, ground_of
from siting.report.maps.measures import Measure, is_estimate
from siting.report.maps.picture import alt_of, scenario_title
from siting.report.maps.rounded import shown_figures
from siting.report.page.notes import estimate_notes, run_notes
from siting.words import Lang, listing, number, percent, say, signed

if TYPE_CHECKING:
    import pandas as pd

    from siting.results import Run

__all__ = ["Theme", "change_theme", "measure_notes", "theme"]

#: Units that the name of a measure says itself.
_SELF_EVIDENT = ("jobs", "seats", "people", "per-1000", "segments", "dwellings", "establishments")


@dataclass(frozen=True)
class Theme:
    """Frozen content of a map of one measure.

    ``values`` are figures by code of the ground's zones (missing ones NaN), ``regional`` those of regions where they
    are known; ``estimated`` marks zones whose figure is an estimate; ``focus`` is the region enlarged. ``head`` and
    ``unit`` stand over the legend.
    """

    ground: Ground
    values: pd.Series
    regional: pd.Series
    estimated: pd.Series
    classes: Classes
    measure: Measure
    lang: Lang
    head: str
    unit: str
    title: str
    subtitle: str
    notes: tuple[str, ...]
    alt: str
    focus: str | None = None

    @property
    def shown(self) -> pd.Series:
        """Figures of the zones on the map: all, or those of the region enlarged."""
        return self.values if self.focus is None else self.values[self.ground.zones["region"] == self.focus]

    def figure(self, value: float) -> str:
        """A figure as it stands on the map."""
        if math.isnan(value):
            return say("map-class-missing", self.lang)
        show = signed if self.classes.diverging else number
        return show(value, self.lang, self.measure.digits)


def theme(
    run: Run, measure: Measure, *, year: int, level: str, lang: Lang, method: Method | None = None,
    focus: str | None = None,
) -> Theme:  # fmt: skip
    """A measure in a year, by zone or by region."""
    ground = ground_of(run, lang, level)
    values, regional = shown_figures(run, measure, year, level)
    values, regional = values.reindex(ground.zones.index), regional.reindex(ground.regions.index)
    shown = values if focus is None else values[ground.zones["region"] == focus]
    classes = classify(
        list(shown), method=method, count=measure.kind in ("count", "money"), digits=measure.digits
    )  # fmt: skip
    base = run.inputs.scalars.base_year
    name, unit = measure.name(lang, year, base), measure.unit_name(lang)
    scenario = scenario_title(run, lang)
    title = _title(measure, name, shown, ground, lang)
    made = _parts(run, measure, lang)
    subtitle = say(
        "map-subtitle", lang, measure=say("map-index-made", lang, parts=made) if made else _named(measure, name, lang),
        level=say(f"level-{level}", lang),
        where=_where(ground, focus, lang), scenario=say("map-scenario", lang, name=scenario) if scenario else "",
    )  # fmt: skip
    estimated = is_estimate(run, measure, year, level).reindex(ground.zones.index).fillna(False).astype(bool)
    notes = measure_notes(run, measure, lang)
    alt = alt_of(title, shown, _names(ground, lang), lang, measure.digits)
    return Theme(
        ground, values, regional, estimated, classes, measure, lang, name, unit, title, subtitle, notes, alt, focus
    )  # fmt: skip


def change_theme(
    runs: tuple[Run, Run], years: tuple[int, int], measure: Measure, *, level: str, lang: Lang,
    focus: str | None = None,
) -> Theme:  # fmt: skip
    """By how much a measure differs from the first run (and year) to the second: second less first."""
    one, two = runs
    ground = ground_of(one, lang, level)
    (before, regions_before), (after, regions_after) = (
        shown_figures(run, measure, year, level) for run, year in zip(runs, years, strict=True)
    )
    values, regional = after - before, regions_after - regions_before
    values, regional = values.reindex(ground.zones.index), regional.reindex(ground.regions.index)
    shown = values if focus is None else values[ground.zones["region"] == focus]
    classes = change_classes(list(shown), measure.digits)
    base = two.inputs.scalars.base_year
    name, unit = measure.name(lang, years[1], base), measure.unit_name(lang)
    inside = measure.name_inside(lang, years[1], base)
    head = say("map-change-head", lang, measure=inside)
    heads = [_run_name(run, year, one is two, lang) for run, year in zip(runs, years, strict=True)]
    title = _change_title(name, shown, ground, lang, measure.digits)
    subtitle = say(
        f"map-subtitle-{'years' if one is two else 'change'}", lang, measure=_named(measure, inside, lang),
        level=say(f"level-{level}", lang),
        where=_where(ground, focus, lang), first=heads[0], other=heads[1],
    )  # fmt: skip
    notes = measure_notes(two, measure, lang)
    alt = alt_of(title, shown, _names(ground, lang), lang, measure.digits, change=True)
    marked = values.isna() & False  # a change is the plan's, whatever the starting split
    return Theme(
        ground, values, regional, marked, classes, measure, lang, head, unit, title, subtitle, notes, alt, focus
    )  # fmt: skip


def measure_notes(run: Run, measure: Measure, lang: Lang) -> tuple[str, ...]:
    """The notes of a run; that the starting split is an estimate only where the measure rests on it."""
    jobs = float(run.inputs.zone_segment["baseline_jobs"].sum())
    notes = run_notes(run, jobs, lang)
    return notes if measure.planned else notes[len(estimate_notes(run, jobs, lang)) :]


def _parts(run: Run, measure: Measure, lang: Lang) -> str:
    """The names of the indicators that an index is made of; nothing for any other measure."""
    table = run.inputs.indicators
    if table is None or "index" not in table:
        return ""
    found = sorted(map(str, table.loc[table["index"] == measure.key, "indicator"].unique()))
    return "" if not found else listing([say(f"document-label-{name.replace('_', '-')}", lang) for name in found], lang)


def _named(measure: Measure, name: str, lang: Lang) -> str:
    """Name of a measure with its unit, where the name does not say it itself."""
    if measure.unit in _SELF_EVIDENT:
        return name
    return say("map-named", lang, measure=name, unit=measure.unit_name(lang))


def _run_name(run: Run, year: int, same: bool, lang: Lang) -> str:
    """How one side of a change is called: its year, or its scenario and year."""
    if same:
        return str(year)
    return say("map-run-year", lang, run=scenario_title(run, lang) or run.name, year=year)


def _where(ground: Ground, focus: str | None, lang: Lang) -> str:
    """The region that is enlarged, as a part of the subtitle."""
    return "" if focus is None else say("map-where", lang, region=str(ground.regions.at[focus, "name"]))


def _names(ground: Ground, lang: Lang) -> dict[Any, str]:
    """Names of the zones by code."""
    return {code: str(name) for code, name in ground.zones["name"].items()}


def _title(measure: Measure, name: str, values: pd.Series, ground: Ground, lang: Lang) -> str:
    """The finding: who has most of a count, or from where to where a figure reaches."""
    figures, names = {code: float(each) for code, each in values.dropna().items()}, _names(ground, lang)
    if not figures:
        return say("map-title-missing", lang, measure=name)
    digits, least = measure.digits, 0.5 * 10.0**-measure.digits
    if max(map(abs, figures.values())) < least:
        return say("map-title-none", lang, measure=name)
    top, low = max(figures, key=figures.__getitem__), min(figures, key=figures.__getitem__)
    if figures[top] - figures[low] < least:
        return say("map-title-same", lang, measure=name, value=number(figures[top], lang, digits))
    if measure.kind in ("count", "money") and min(figures.values()) > -least:
        total = sum(figures.values())
        return say(
            "map-title-count", lang, measure=name, place=names[top], share=percent(figures[top] / total, lang),
            value=number(figures[top], lang, digits), total=number(total, lang, digits),
        )  # fmt: skip
    return say(
        "map-title-range", lang, measure=name, low=number(figures[low], lang, digits), least=names[low],
        high=number(figures[top], lang, digits), most=names[top],
    )  # fmt: skip


def _change_title(name: str, values: pd.Series, ground: Ground, lang: Lang, digits: int) -> str:
    """The finding of a change: where it rises most and where it falls most."""
    figures = {code: float(each) for code, each in values.dropna().items()}
    names, least = _names(ground, lang), 0.5 * 10.0**-digits
    if not figures or max(map(abs, figures.values())) < least:
        return say("map-title-change-none", lang, measure=name)
    up, down = max(figures, key=figures.__getitem__), min(figures, key=figures.__getitem__)
    rises, falls = figures[up] >= least, figures[down] <= -least
    return say(
        f"map-title-change-{'both' if rises and falls else 'gain' if rises else 'loss'}", lang, measure=name,
        up=names[up], gain=signed(figures[up], lang, digits), down=names[down],
        loss=signed(figures[down], lang, digits),
    )  # fmt: skip
