"""A run as layers and tables that other programs read, with exactly the fields of `siting.report.exports.fields`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from siting.errors import UsageError
from siting.report.exports.assumptions import assumptions_table
from siting.report.exports.fields import LAYERS, Field, Layer, fields_table
from siting.report.exports.provenance import Provenance, provenance
from siting.report.exports.tables import long_tables
from siting.report.exports.whole import WholeSeats, whole_seats, whole_zones
from siting.words import Lang

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from siting.results import Run

__all__ = ["Export", "check_year", "gather"]


_SHARES = 1e6  #: shares are kept to a millionth


@dataclass(frozen=True)
class Export:
    """Everything that goes into a file, gathered before anything is written.

    ``frames`` maps a layer's name to its table in the order of `LAYERS`: columns as the dictionary says, rows by the
    layer's key. With ``geometry`` the layers are GeoDataFrames in WGS84 (EPSG:4326); without it zones and regions are
    plain tables, for formats that hold no shapes. ``year`` is the one that zones, regions, parks and flows stand for;
    ``seats`` are the whole seats of all years.
    """

    run: Run
    lang: Lang
    year: int
    geometry: bool
    frames: Mapping[str, pd.DataFrame]
    provenance: Provenance
    seats: WholeSeats

    @property
    def layers(self) -> tuple[Layer, ...]:
        """Layers with geometry, in the order in which they are written."""
        return tuple(layer for layer in LAYERS if layer.geometry)

    @property
    def tables(self) -> tuple[Layer, ...]:
        """Tables without geometry, in the order in which they are written."""
        return tuple(layer for layer in LAYERS if not layer.geometry)


def check_year(run: Run, year: int | None) -> int:
    """The year that is asked for, by default the last. Raises `UsageError` for one that the plan does not have."""
    years = run.inputs.scalars.years
    chosen = years[-1] if year is None else year
    if chosen not in years:
        raise UsageError(f"the plan has no year {chosen}: choose one from {years[0]} to {years[-1]}")
    return chosen


def gather(run: Run, lang: Lang, *, year: int | None = None, geometry: bool = True) -> Export:
    """The layers and tables of a run.

    Jobs, seats and people in the layers are whole: rounded so that zones add up to regions and regions to the country,
    jobs as on the maps, and that seats are those of the base year and all that came since. Tables by year keep the
    solver's figures, to the digits of the dictionary. Raises `UsageError` for a year that the plan does not have, and
    with ``geometry`` what `siting.report.maps.plan_map.run_geometry` raises when there are no boundaries.
    """
    chosen = check_year(run, year)
    seats = whole_seats(run)
    zones = _zones(run, chosen, seats)
    frames: dict[str, pd.DataFrame] = {
        "zones": zones.reset_index(),
        "regions": _regions(run, zones, chosen).reset_index(),
        "parks": _parks(run, zones, chosen).reset_index(),
        "flows": _flows(run, zones, chosen),
        **long_tables(run),
        "assumptions": assumptions_table(run),
    }
    told = provenance(run, lang, chosen, int(zones["jobs_base"].sum()))
    frames["fields"] = fields_table(lang)
    frames["sources"] = told.table()
    shaped = {layer.name: _shaped(frames[layer.name], layer) for layer in LAYERS}
    if geometry:
        _add_geometry(run, shaped)
    return Export(run, lang, chosen, geometry, shaped, told, seats)


def _zones(run: Run, year: int, seats: WholeSeats) -> pd.DataFrame:
    """Figures of each zone, indexed by code."""
    inputs = run.inputs
    table = inputs.labels.set_index("zone").rename(columns={"standing_park": "std_park"})
    table.index.name = "code"
    for column in ("longitude", "latitude"):
        if column not in table:
            table[column] = float("nan")
    for column in ("std_park", "estimate"):
        table[column] = table[column].astype(bool) if column in table else False
    zones = inputs.zones.set_index("zone")
    jobs, costs = run.table("jobs"), run.table("costs")
    total = jobs[jobs["year"] == year].groupby("zone")["jobs"].sum().reindex(table.index).fillna(0.0)
    base = inputs.zone_segment.groupby("zone")["baseline_jobs"].sum().reindex(table.index).fillna(0.0)
    table["jobs_base"], table["jobs"] = (whole_zones(each, table["region"]) for each in (base, total))
    table["jobs_add"] = table["jobs"] - table["jobs_base"]
    table["seats_base"], table["seats"] = seats.base, seats.standing(year)
    table["seats_add"] = table["seats"] - table["seats_base"]
    table["built"] = seats.until(seats.built, year)
    table["active"] = zones["active"]
    # Shares are whole millionths, so that they too add up: to 1 over the country.
    shares = _ratio(total, float(total.sum()))
    table["share"] = whole_zones(shares * _SHARES, table["region"]) / _SHARES
    table["per_1000"] = _ratio(1000.0 * total, table["active"])
    spent = costs[(costs["year"] <= year) & (costs["zone"] != "")]
    table["cost_mmad"] = spent.groupby("zone")["mmad"].sum()
    table["state_mmad"] = spent[spent["payer"] == "state"].groupby("zone")["mmad"].sum()
    table[["cost_mmad", "state_mmad"]] = table[["cost_mmad", "state_mmad"]].fillna(0.0)
    for column, index in (("connect", "connectivity"), ("infrastr", "infrastructure"), ("talent", "talent")):
        table[column] = _index(run, index, year)
    people = _people(run, year)
    across = people[people["origin"] != people["zone"]]
    table["inflow"] = across.groupby("zone")["people"].sum()
    table["outflow"] = across.groupby("origin")["people"].sum()
    table[["inflow", "outflow"]] = table[["inflow", "outflow"]].fillna(0).astype("int64")
    return table.assign(year=year).sort_index()


def _ratio(part: pd.Series, whole: pd.Series | float) -> pd.Series:
    """``part`` by ``whole``; zero where there is nothing to divide by."""
    import numpy as np

    ratio: pd.Series = (part / whole).replace([np.inf, -np.inf], np.nan).fillna(0.0)
    return ratio


def _index(run: Run, index: str, year: int) -> pd.Series:
    """An index of each zone: weighted mean of its scaled indicators (see `siting.geo.indices`); missing without one."""
    table = run.table("indicators")
    own = table[(table["index"] == index) & (table["year"] == year)]
    value: pd.Series = (own["scaled"] * own["weight"]).groupby(own["zone"]).sum()
    return value


def _regions(run: Run, zones: pd.DataFrame, year: int) -> pd.DataFrame:
    """Sums over zones, rates and ranges of each region, indexed by code."""
    labels = run.inputs.region_labels.set_index("region")
    labels.index.name = "code"
    whole = ["jobs_base", "jobs", "jobs_add", "seats_base", "seats", "seats_add", "built"]
    sums = zones.groupby("region")[[*whole, "active", "cost_mmad", "state_mmad", "share"]].sum()
    table = labels.join(sums, how="inner").assign(year=year)
    table["zones"] = zones.groupby("region").size()
    by_year = run.table("regions")
    now = by_year[by_year["year"] == year].set_index("region")
    table["per_1000"] = now["per_1000_active"]
    ranges = (
        {str(each["code"]): each for each in run.summary["regions"]} if year == run.inputs.scalars.years[-1] else {}
    )
    for column, side in (("jobs_low", "low"), ("jobs_high", "high")):
        table[column] = [ranges.get(str(code), {}).get(side) for code in table.index]
    return table.sort_index()


def _parks(run: Run, zones: pd.DataFrame, year: int) -> pd.DataFrame:
    """Zones where seats stand, each at the centre of its people, indexed by code."""
    seats = run.table("seats")
    until = seats[seats["year"] <= year]
    # A place whose exact figure is above zero but rounds to none is no park.
    table = zones[(zones["seats"] > 0) | zones["std_park"]].copy()
    table["first_year"] = until[until["built"] > 0.5].groupby("zone")["year"].min()
    table["phases"] = until.groupby("zone")["phases"].sum(min_count=1) if run.inputs.scalars.indivisible else None
    return table


def _people(run: Run, year: int) -> pd.DataFrame:
    """Whole people by where they live (origin) and work (zone); they add up to the jobs of the country."""
    from siting.results import round_whole

    staff = run.table("staff")
    sums = staff[staff["year"] == year].groupby(["origin", "zone"])["staff"].sum()
    keys = sums.index.map("|".join)
    whole = round_whole(sums.set_axis(keys))
    people: pd.DataFrame = sums.index.to_frame(index=False).assign(people=whole.to_numpy())
    return people


def _flows(run: Run, zones: pd.DataFrame, year: int) -> pd.DataFrame:
    """People who work in another zone than the one they live in; pairs that round to nobody are left out."""
    people = _people(run, year)
    across = people[(people["origin"] != people["zone"]) & (people["people"] > 0)]
    told = across.merge(run.inputs.arcs, on=["origin", "zone"], how="left").rename(columns={"zone": "dest"})
    known = zones.index
    told = told[told["origin"].isin(known) & told["dest"].isin(known)]
    return told.assign(year=year).sort_values(["origin", "dest"], ignore_index=True)


def _shaped(frame: pd.DataFrame, layer: Layer) -> pd.DataFrame:
    """Exactly the fields of a layer, in order, each with its type."""
    import pandas as pd

    return pd.DataFrame({field.name: _typed(frame[field.name], field) for field in layer.fields}).reset_index(drop=True)


def _typed(column: pd.Series, field: Field) -> pd.Series:
    import pandas as pd

    if field.kind == "integer":
        numbers = pd.to_numeric(column).round()
        whole: pd.Series = numbers.astype("Int64" if field.nullable else "int64")
        return whole
    if field.kind == "number":
        figures: pd.Series = pd.to_numeric(column).astype("float64").round(field.digits) + 0.0
        return figures
    if field.kind == "boolean":
        return column.astype(bool)
    text: pd.Series = column.astype("str")
    return text.where(column.notna() & (column != "")) if field.nullable else text


def _add_geometry(run: Run, frames: dict[str, pd.DataFrame]) -> None:
    """Outlines of zones and regions, centres of parks, straight lines between centres, all in WGS84."""
    from siting.report.maps.plan_map import run_geometry

    zones, regions = run_geometry(run)
    frames["zones"] = _placed(frames["zones"], _many(zones.geometry.reindex(frames["zones"]["code"])))
    frames["regions"] = _placed(frames["regions"], _many(regions.geometry.reindex(frames["regions"]["code"])))
    centres = _centres(frames["zones"])
    frames["parks"] = _placed(frames["parks"], [centres[code] for code in frames["parks"]["code"]])
    from shapely import LineString

    pairs = zip(frames["flows"]["origin"], frames["flows"]["dest"], strict=True)
    frames["flows"] = _placed(frames["flows"], [LineString([centres[one], centres[other]]) for one, other in pairs])


def _placed(frame: pd.DataFrame, shapes: Any) -> gpd.GeoDataFrame:
    import geopandas as gpd

    return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(list(shapes), crs="EPSG:4326"))


def _many(shapes: gpd.GeoSeries) -> list[Any]:
    """Every outline as a multipolygon with rings as RFC 7946 has them: a layer has one kind of shape."""
    import shapely

    oriented = shapely.orient_polygons(shapes.to_numpy(), exterior_cw=False)
    return [shape if shape.geom_type == "MultiPolygon" else shapely.MultiPolygon([shape]) for shape in oriented]


def _centres(zones: gpd.GeoDataFrame) -> dict[str, Any]:
    """The population-weighted centre of each zone; a point inside it where the run does not know one."""
    import math

    from shapely import Point

    told = zip(zones["code"], zones["longitude"], zones["latitude"], zones.geometry, strict=True)
    return {
        str(code): Point(x, y) if math.isfinite(x) and math.isfinite(y) else shape.representative_point()
        for code, x, y, shape in told
    }
