"""Figures and names of a run that several charts show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siting.analysis.compare.labels import label_runs, run_titles
from siting.report.page.notes import run_notes
from siting.words import Lang, keys, listing, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from siting.results import Run

__all__ = ["alt_text", "chart_notes", "region_names", "run_title", "segment_jobs", "segment_name"]


def run_title(run: Run, lang: Lang) -> str:
    """What a run is called on a page: the title of its scenario, else its short name."""
    return run_titles((run,), label_runs((run,)), lang)[0]


def region_names(run: Run, lang: Lang) -> dict[str, str]:
    """Region code -> name; a region without a name goes by its code."""
    labels = run.inputs.region_labels
    column = f"name_{lang}"
    told = dict(zip(labels["region"].astype(str), labels[column].astype(str), strict=True)) if column in labels else {}
    return {code: told.get(code, code) for code in sorted(set(run.inputs.zones["region"].astype(str)))}


def segment_name(code: str, lang: Lang) -> str:
    """A segment with what it does, where it is one of the sector's; a model's own segment goes by its code."""
    key = f"explain-segment-{code.lower()}"
    return say("explain-segment", lang, code=code, what=say(key, lang)) if key in keys(lang) else code


def segment_jobs(run: Run, region: str | None = None) -> pd.DataFrame:
    """Jobs at year end: a row for each year, the base year first, a column for each segment. Solver's figures.

    ``region`` (code) leaves out all other regions.
    """
    inputs = run.inputs
    base, jobs = inputs.zone_segment, run.table("jobs")
    if region is not None:
        inside = set(inputs.zones.loc[inputs.zones["region"].astype(str) == region, "zone"])
        base, jobs = base[base["zone"].isin(inside)], jobs[jobs["zone"].isin(inside)]
    table = jobs.pivot_table(index="year", columns="segment", values="jobs", aggfunc="sum")
    start = base.groupby("segment")["baseline_jobs"].sum()
    years = [inputs.scalars.base_year, *inputs.scalars.years]
    segments = sorted(set(inputs.segments["segment"].astype(str)))
    table = table.reindex(index=years, columns=segments).astype(float)
    table.loc[inputs.scalars.base_year] = start.reindex(segments)
    filled: pd.DataFrame = table.fillna(0.0)
    return filled


def chart_notes(run: Run, lang: Lang, *, regional: bool = False) -> tuple[str, ...]:
    """The lines under a chart of a run; where regions are named, that names and boundaries take no position."""
    lines = run_notes(run, float(run.inputs.zone_segment["baseline_jobs"].sum()), lang)[:-1]  # the last is of maps
    if not regional:
        return lines
    ours = bool((run.manifest.get("data") or {}).get("shipped"))
    return (*lines, say("picture-boundaries" if ours else "picture-boundaries-plain", lang))


def alt_text(title: str, subtitle: str, items: Iterable[tuple[str, str]], lang: Lang) -> str:
    """A chart in words: its finding, what it shows, and its figures (name, figure)."""
    told = listing([say("chart-alt-item", lang, name=name, figure=figure) for name, figure in items], lang)
    return say("chart-alt", lang, title=title, subtitle=subtitle, figures=told)
