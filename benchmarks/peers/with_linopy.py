"""The model in linopy: variables over labelled dimensions, arcs as one dimension that is grouped by its ends."""

from __future__ import annotations

from typing import Any

import linopy
import pandas as pd
import xarray as xr

from benchmarks.peers.country import Country


def solve(c: Country, options: dict[str, Any]) -> tuple[float, float, dict[str, int]]:
    """Build, solve and read: objective, seconds of HiGHS, size."""
    linopy.options["semantics"] = "v1"  # absent variables are said to count as nothing, where that is meant
    m = linopy.Model()
    data = _data(c)
    _variables(m, c, data)
    _cost(m, c, data)
    _places(m, c, data)
    _people(m, c, data)
    _country(m, c, data)
    named = {"threads": options["threads"], "solver": options["algorithm"], "time_limit": options.get("time_limit")}
    named = {key: value for key, value in named.items() if value}
    status, condition = m.solve("highs", io_api="direct", output_flag=False, progress=False, **named)
    if status != "ok" or condition != "optimal":
        raise RuntimeError(f"linopy's solve ended as {condition}")
    _ = [m.variables[name].solution for name in m.variables]  # what a user reads
    highs = m.solver_model
    return float(m.objective.value), highs.getRunTime(), {"variables": highs.getNumCol(), "rows": highs.getNumRow()}


def _data(c: Country) -> dict[str, xr.DataArray]:
    """Parameters over named dimensions."""
    dense = c.jobs.to_xarray().transpose("zone", "segment", "year")
    by_zone = c.zones.rename_axis("zone").to_xarray()
    numbers = {
        "possible": dense["upper"].notnull(),
        "upper": dense["upper"].fillna(0.0),
        "operating": dense["operating_difference"].fillna(0.0),
        "baseline": dense["baseline_jobs"].fillna(0.0),
        "discount": c.discount.rename_axis("year").to_xarray(),
        "premium": c.premium.rename_axis(["segment", "year"]).to_xarray(),
        "mix": c.mix.to_xarray(),
        "seats": c.seats.rename_axis(["zone", "year"]).to_xarray(),
        "entrants": c.entrants.rename_axis(["zone", "skill", "year"]).to_xarray().rename(zone="origin"),
        "places": c.places.to_xarray().rename(zone="origin"),
        "standing": c.standing.to_xarray(),
        "minutes": xr.DataArray(c.arcs["minutes"].to_numpy(), dims="arc", coords={"arc": c.arcs.index}),
        "first": xr.DataArray([float(t == c.years[0]) for t in c.years], dims="year", coords={"year": c.years}),
    }
    return numbers | {str(k): by_zone[k] for k in by_zone} | {k: v.to_xarray() for k, v in c.by_segment.items()}


def _variables(m: Any, c: Country, d: dict[str, xr.DataArray]) -> None:
    zones, years = pd.Index(c.zones.index, name="zone"), pd.Index(c.years, name="year")
    skills = pd.Index(c.skills, name="skill")
    origins = pd.Index(sorted(c.arcs["origin"].unique()), name="origin")
    m.add_variables(lower=0, upper=d["upper"], mask=d["possible"], name="jobs")
    m.add_variables(lower=xr.zeros_like(d["upper"]), mask=d["possible"], name="added")
    m.add_variables(lower=0, coords=[zones, years], name="build")
    m.add_variables(lower=0, coords=[pd.Index(c.arcs.index, name="arc"), skills, years], name="staff")
    m.add_variables(lower=0, coords=[origins, skills, years], name="trained")


def _cost(m: Any, c: Country, d: dict[str, xr.DataArray]) -> None:
    v, discount = m.variables, d["discount"]
    m.add_objective(
        (v["build"] * (d["capex_per_seat"] * discount)).sum()
        + (v["trained"] * (discount * c.scalars["training_grant"])).sum()
        + (v["added"].fillna(0) * d["premium"]).sum()
        + (v["staff"] * (d["minutes"] * discount * c.scalars["commuting_cost"])).sum()
        + (v["jobs"].fillna(0) * (d["operating"] * discount)).sum()
    )


def _places(m: Any, c: Country, d: dict[str, xr.DataArray]) -> None:
    jobs, added, build = m.variables["jobs"].fillna(0), m.variables["added"].fillna(0), m.variables["build"]
    growth, kept = 1 + c.scalars["growth_limit"], 1 - c.scalars["shrink_limit"]
    here = {"zone": jobs.indexes["zone"]}
    before = d["first"] * d["standing"].sel(here)
    now = jobs.sum("segment")
    earlier = now.shift(year=1).fillna(0)
    built = build.sel(here).cumsum("year")
    m.add_constraints((jobs * d["seats_per_job"]).sum("segment") - built <= d["seats"].sel(here), name="capacity")
    m.add_constraints(now - growth * earlier <= growth * before + d["entry_limit"].sel(here), name="absorption")
    m.add_constraints(now - kept * earlier >= kept * before, name="retention")
    m.add_constraints(build.sum("year") <= d["max_new_seats"], name="site_limit")
    rise = added - jobs + jobs.shift(year=1).fillna(0)
    m.add_constraints(rise >= -(d["first"] * d["baseline"]), name="jobs_added", mask=d["possible"])


def _people(m: Any, c: Country, d: dict[str, xr.DataArray]) -> None:
    jobs, staff, trained = m.variables["jobs"].fillna(0), m.variables["staff"], m.variables["trained"]
    zone = xr.DataArray(c.arcs["zone"].to_numpy(), dims="arc", coords={"arc": c.arcs.index}, name="zone")
    origin = xr.DataArray(c.arcs["origin"].to_numpy(), dims="arc", coords={"arc": c.arcs.index}, name="origin")
    m.add_constraints((1 * staff).groupby(zone).sum() - (jobs * d["mix"]).sum("segment") == 0, name="staffing")
    there = trained.coords["origin"]
    leaving = (1 * staff).groupby(origin).sum()
    m.add_constraints(leaving - trained.cumsum("year") <= d["entrants"].sel(origin=there), name="talent")
    m.add_constraints(trained.sum("skill") <= d["places"].sel(origin=there), name="training")


def _country(m: Any, c: Country, d: dict[str, xr.DataArray]) -> None:
    jobs, added = m.variables["jobs"].fillna(0), m.variables["added"].fillna(0)
    every, of_segment = jobs.sum(["zone", "segment"]), jobs.sum("zone")
    for name, amount in (("jobs_goal", every), ("export_goal", (jobs * d["export_per_job"]).sum(["zone", "segment"]))):
        goal = pd.Series(c.goal(name)).rename_axis("year")
        if len(goal):
            m.add_constraints(amount.sel(year=list(goal.index)) >= goal.to_xarray(), name=name)
    if c.scalars["national_pace"] is not None:
        m.add_constraints(added.sum(["zone", "segment"]) <= c.scalars["national_pace"], name="national_pace")
    m.add_constraints(of_segment - d["share_min"] * every >= 0, name="segment_min")
    m.add_constraints(of_segment - d["share_max"] * every <= 0, name="segment_max")
