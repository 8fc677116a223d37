"""The map of a plan, from a run folder: one page that a newspaper could print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from siting.errors import Problem, RunError
from siting.report.notes import run_notes
from siting.report.picture import PlanPicture, project, title_of
from siting.report.words import Lang, word

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from siting.results import Run

__all__ = ["draw_plan_map", "plan_picture", "run_geometry"]


def draw_plan_map(run: Run, out: Path, lang: Lang = "fr", kind: str = "png") -> Path:
    """Draw the plan of a run and save it to ``out`` as ``kind`` (png, svg or pdf); returns the file.

    The same run gives the same bytes. Raises RunError when the boundaries of the run's data set cannot be found or
    do not cover its zones, or when ``out`` cannot be written.
    """
    from siting.report.compose import draw
    from siting.report.save import save

    zones, regions = run_geometry(run)
    picture = plan_picture(run, zones, regions, lang)
    return save(draw(picture), out, kind, picture.title)


def plan_picture(run: Run, zones: gpd.GeoDataFrame, regions: gpd.GeoDataFrame, lang: Lang) -> PlanPicture:
    """Everything the map shows: ``zones`` and ``regions`` are layers in WGS84 indexed by code.

    Jobs and seats are whole: rounded by largest remainder over the zones, so that regions and country add up.
    """
    crs = project(zones)
    figures = _figures(run, lang)
    placed = zones.to_crs(crs).join(figures, how="inner").sort_index()
    x, y = _centres(placed, crs)
    placed = placed.assign(x=x, y=y)
    names = run.inputs.region_labels.set_index("region")[f"name_{lang}"]
    outlines = regions.to_crs(crs).assign(name=names).sort_index()
    sums = placed.groupby("region")[["jobs_base", "jobs_last"]].sum()
    outlines = outlines.join(sums, how="inner")
    scalars = run.inputs.scalars
    return PlanPicture(
        zones=placed,
        regions=outlines,
        base_year=scalars.base_year,
        last_year=scalars.years[-1],
        level=run.inputs.level,
        lang=lang,
        title=title_of(outlines, scalars.years[-1], lang),
        subtitle=_subtitle(run, lang),
        notes=run_notes(run, float(outlines["jobs_base"].sum()), lang),
    )


def run_geometry(run: Run) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Zones and regions of the data set that the run was computed on, in WGS84, indexed by code."""
    from siting.paths import shipped
    from siting.regions import load_dataset

    told = run.manifest.get("data") or {}
    folder = shipped("data/regions") if told.get("shipped") else Path(str(told.get("folder")))
    overrides = told.get("overrides")
    dataset = load_dataset(folder, None if overrides is None else Path(str(overrides)))
    zones = dataset.geometry(run.inputs.level).set_index("code")
    regions = dataset.geometry("region").set_index("code")
    missing = sorted(set(run.inputs.zones["zone"]) - set(zones.index))
    if missing:
        raise RunError(
            [
                Problem(
                    str(folder),
                    f"has no boundaries for {len(missing)} zones of the run",
                    ", ".join(missing[:5]),
                    "draw the map with the data set that the run was computed on",
                )
            ]
        )
    return zones, regions


def _figures(run: Run, lang: Lang) -> pd.DataFrame:
    """Name, region, whole jobs and seats in the base and the last year, and marks of each zone."""
    inputs = run.inputs
    last = inputs.scalars.years[-1]
    table = inputs.labels.set_index("zone")[["region", f"name_{lang}", "longitude", "latitude", "standing_park"]]
    table = table.rename(columns={f"name_{lang}": "name"})
    table["jobs_base"] = inputs.zone_segment.groupby("zone")["baseline_jobs"].sum()
    table["jobs_last"] = _of_year(run.table("jobs"), last).groupby("zone")["jobs"].sum()
    table["seats_start"] = inputs.zones.set_index("zone")["seats_start"]
    table["seats_last"] = _of_year(run.table("seats"), last).groupby("zone")["standing"].sum()
    for column in ("jobs_base", "jobs_last", "seats_start", "seats_last"):
        table[column] = _whole(table[column].fillna(0.0), table["region"])
    return table


def _whole(values: pd.Series, region: pd.Series) -> pd.Series:
    """Whole figures of zones that add up to the whole figures of their regions, and those to the country's."""
    import pandas as pd

    from siting.results import round_whole

    totals = round_whole(values.groupby(region).sum())
    parts = [round_whole(part, total=int(totals[code])) for code, part in values.groupby(region)]
    whole: pd.Series = pd.concat(parts).reindex(values.index)
    return whole


def _of_year(frame: pd.DataFrame, year: int) -> pd.DataFrame:
    """Rows of a year."""
    return frame[frame["year"] == year]


def _centres(zones: gpd.GeoDataFrame, crs: str) -> tuple[Any, Any]:
    """Population-weighted centres in the projection of the map."""
    import geopandas as gpd

    points = gpd.points_from_xy(zones["longitude"], zones["latitude"], crs="EPSG:4326").to_crs(crs)
    return points.x, points.y


def _subtitle(run: Run, lang: Lang) -> str:
    """What is shown, for which years, under which scenario."""
    scalars = run.inputs.scalars
    told = run.manifest.get("scenario") or {}
    title = (told.get("title") or {}).get(lang) or told.get("name") if isinstance(told, dict) else str(told)
    return word(
        "subtitle",
        lang,
        level=word(run.inputs.level, lang),
        first=scalars.years[0],
        last=scalars.years[-1],
        scenario=word("scenario", lang, name=title) if title else "",
    )
