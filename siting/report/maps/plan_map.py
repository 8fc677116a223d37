"""The map of a plan, from a run folder: one page that a newspaper could print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from siting.report.maps.ground import centres, run_geometry
from siting.report.maps.picture import PlanPicture, alt_of, project, scenario_title, title_of
from siting.report.maps.rounded import whole_figures
from siting.report.page.notes import run_notes
from siting.words import Lang, say

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from siting.report.page.drawn import Drawn
    from siting.report.page.style import Style
    from siting.results import Run

__all__ = ["draw_plan_map", "plan_map", "plan_picture", "run_geometry"]


def draw_plan_map(run: Run, out: Path, lang: Lang = "fr", kind: str = "png", style: Style | None = None) -> Path:
    """Draw the plan of a run and save it to ``out`` as ``kind`` (png, svg or pdf); returns the file.

    The same run gives the same bytes. Raises RunError when the boundaries of the run's data set cannot be found or
    do not cover its zones, or when ``out`` cannot be written.
    """
    return plan_map(run, lang=lang, style=style).save(out, kind)


def plan_map(
    run: Run, *, lang: Lang, style: Style | None = None, bare: bool = False, size: tuple[float, float] | None = None
) -> Drawn:
    """The map of a plan: shaded by jobs of the last year, circles for seats. Raises as `draw_plan_map`."""
    from siting.report.maps.compose import draw

    zones, regions = run_geometry(run)
    return draw(plan_picture(run, zones, regions, lang), style, bare=bare, size=size)


def plan_picture(run: Run, zones: gpd.GeoDataFrame, regions: gpd.GeoDataFrame, lang: Lang) -> PlanPicture:
    """Everything the map shows: ``zones`` and ``regions`` are layers in WGS84 indexed by code.

    Jobs and seats are whole: rounded by largest remainder over the zones, so that regions and country add up.
    """
    crs = project(zones)
    figures = _figures(run, lang)
    placed = zones.to_crs(crs).join(figures, how="inner").sort_index()
    x, y = centres(placed, crs)
    placed = placed.assign(x=x, y=y)
    names = run.inputs.region_labels.set_index("region")[f"name_{lang}"]
    outlines = regions.to_crs(crs).assign(name=names).sort_index()
    sums = placed.groupby("region")[["jobs_base", "jobs_last"]].sum()
    outlines = outlines.join(sums, how="inner")
    scalars = run.inputs.scalars
    title, subtitle, alt = _words(run, outlines, lang)
    return PlanPicture(
        zones=placed,
        regions=outlines,
        base_year=scalars.base_year,
        last_year=scalars.years[-1],
        level=run.inputs.level,
        lang=lang,
        title=title,
        subtitle=subtitle,
        notes=run_notes(run, float(outlines["jobs_base"].sum()), lang),
        alt=alt,
    )


def _figures(run: Run, lang: Lang) -> pd.DataFrame:
    """Name, region, whole jobs and seats in the base and the last year, and marks of each zone."""
    inputs = run.inputs
    last = inputs.scalars.years[-1]
    table = inputs.labels.set_index("zone")[["region", f"name_{lang}", "longitude", "latitude", "standing_park"]]
    table = table.rename(columns={f"name_{lang}": "name"})
    table["jobs_base"] = inputs.zone_segment.groupby("zone")["baseline_jobs"].sum()
    table["jobs_last"] = _of_year(run.table("jobs"), last).groupby("zone")["jobs"].sum()
    table["seats_start"] = inputs.zones.set_index("zone")["seats_start"]
    seats = run.table("seats")
    table["seats_last"] = _of_year(seats, last).groupby("zone")["standing"].sum()
    for column in ("built", "committed"):
        table[f"seats_{column}"] = seats.groupby("zone")[column].sum()
    for column in ("jobs_base", "jobs_last", "seats_start", "seats_last", "seats_built", "seats_committed"):
        table[column] = whole_figures(table[column].fillna(0.0), table["region"])
    return table


def _of_year(frame: pd.DataFrame, year: int) -> pd.DataFrame:
    """Rows of a year."""
    return frame[frame["year"] == year]


def _words(run: Run, regions: gpd.GeoDataFrame, lang: Lang) -> tuple[str, str, str]:
    """Finding, what is shown under which scenario, and the map in words."""
    scalars, scenario = run.inputs.scalars, scenario_title(run, lang)
    title = title_of(regions, scalars.years[-1], lang, scenario=scenario, base_year=scalars.base_year)
    subtitle = say(
        "picture-subtitle",
        lang,
        level=say(f"level-{run.inputs.level}", lang),
        first=scalars.years[0],
        last=scalars.years[-1],
        scenario=say("picture-scenario", lang, name=scenario) if scenario and scenario not in title else "",
    )
    return title, subtitle, alt_of(title, regions["jobs_last"], dict(regions["name"].items()), lang, 0)
