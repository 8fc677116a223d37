"""The two tables that people open first: what the plan costs, and what each region gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from siting.model.inputs import Inputs, Scalars
    from siting.results.solution import Solution

__all__ = ["COST_COLUMNS", "REGION_COLUMNS", "costs_table", "regions_table"]

#: The shortfall penalty has no payer and no zone: both are empty there.
COST_COLUMNS = ("term", "payer", "zone", "year", "mmad")
REGION_COLUMNS = ("region", "year", "jobs", "added", "seats", "active", "per_1000_active", "share")


def costs_table(inputs: Inputs, solution: Solution) -> pd.DataFrame:
    """Every cost term by zone and year of payment: term, payer, zone, year, mmad (present value, million
    MAD).

    Commuting is booked where people work. The training premium is booked in each year in which it is paid,
    the opening of a park in the first year. Rows that are exactly zero are left out.
    """
    s = inputs.scalars
    zones = inputs.zones.set_index("zone")
    jobs = solution.jobs.merge(inputs.segments[["segment", "year", "wage"]], on=["segment", "year"])
    jobs = jobs.merge(
        inputs.zone_segment_year[["zone", "segment", "year", "operating_difference"]],
        on=["zone", "segment", "year"],
        how="left",
    ).fillna({"operating_difference": 0.0})
    staff = solution.staff.merge(inputs.arcs, on=["origin", "zone"])
    seats, trained = solution.seats, solution.trained
    invested = seats["built"] * seats["zone"].map(zones["capex_per_seat"])
    refunded = seats["zone"].map(zones["territorial_premium"])
    employed = s.employment_premium * jobs["wage"] * jobs["added"]
    commuting = s.commuting_cost * staff["minutes"] * staff["staff"]
    parts = [
        _part(s, "build_cost", "developer", seats, invested * (1.0 - refunded)),
        _part(s, "territorial_premium", "state", seats, invested * refunded),
        _part(s, "training_cost", "state", trained, s.training_grant * trained["trained"]),
        _part(s, "employment_premium", "state", jobs, employed),
        _part(s, "commuting_cost", "worker", staff, commuting),
        _part(s, "operating_difference", "firm", jobs, jobs["operating_difference"] * jobs["jobs"]),
    ]
    for delay in range(s.training_premium_years):
        paid = jobs.assign(year=jobs["year"] + delay)
        amount = s.training_premium * jobs["wage"] * jobs["added"]
        kept = (paid["year"] <= s.years[-1]).to_numpy()
        parts.append(_part(s, "training_premium", "state", paid[kept], amount[kept]))
    parts += [_opening(inputs, solution), _shortfall(s, solution)]
    table = pd.concat(parts, ignore_index=True)
    keys = ["term", "payer", "zone", "year"]
    total = table.groupby(keys, sort=True)["mmad"].sum()
    return total[total != 0.0].reset_index()[list(COST_COLUMNS)]


def _part(s: Scalars, term: str, payer: str, rows: pd.DataFrame, amount: pd.Series) -> pd.DataFrame:
    """Amounts of the year of each of ``rows``, brought to present value."""
    discount = (1.0 + s.discount_rate) ** -(rows["year"] - s.base_year).astype(float)
    return pd.DataFrame(
        {
            "term": term,
            "payer": payer,
            "zone": rows["zone"].astype(str),
            "year": rows["year"].astype("int64"),
            "mmad": amount.to_numpy(dtype=float) * discount.to_numpy(dtype=float),
        }
    )


def _opening(inputs: Inputs, solution: Solution) -> pd.DataFrame:
    """Opening a park: once, in the first year, not discounted."""
    s = inputs.scalars
    first = solution.seats[solution.seats["year"] == s.years[0]]
    opened = first["open"].fillna(0.0).astype(float) if s.indivisible else first["built"] * 0.0
    fee = first["zone"].map(inputs.zones.set_index("zone")["opening_cost"])
    return pd.DataFrame(
        {
            "term": "build_cost",
            "payer": "developer",
            "zone": first["zone"].astype(str),
            "year": first["year"].astype("int64"),
            "mmad": (opened * fee).astype(float),
        }
    )


def _shortfall(s: Scalars, solution: Solution) -> pd.DataFrame:
    """Penalty for what is missing to soft goals: nobody pays it, not discounted."""
    missing = solution.shortfall
    penalty = missing["goal"].map({str(goal): price for goal, price in s.shortfall_penalty.items()}).fillna(0.0)
    return pd.DataFrame(
        {
            "term": pd.Series("shortfall", index=missing.index, dtype="str"),
            "payer": pd.Series("", index=missing.index, dtype="str"),
            "zone": pd.Series("", index=missing.index, dtype="str"),
            "year": missing["year"].astype("int64"),
            "mmad": (missing["shortfall"].astype(float) * penalty.astype(float)).astype(float),
        }
    )


def regions_table(inputs: Inputs, solution: Solution) -> pd.DataFrame:
    """Each region in the base year and in every year of the plan.

    region, year, jobs (stock at year end), added (jobs above the year before; 0 in the base year), seats
    (standing), active (people), per_1000_active (jobs per 1,000 active), share (of the country's jobs).
    Solver's figures, not rounded.
    """
    base = inputs.scalars.base_year
    region = inputs.zones.set_index("zone")["region"]
    start = inputs.zone_segment.assign(year=base)[["zone", "year", "baseline_jobs"]]
    jobs = pd.concat([start.rename(columns={"baseline_jobs": "jobs"}), solution.jobs[["zone", "year", "jobs"]]])
    stand = inputs.zones.assign(year=base)[["zone", "year", "seats_start"]]
    seats = pd.concat([stand.rename(columns={"seats_start": "standing"}), solution.seats[["zone", "year", "standing"]]])
    keys = pd.MultiIndex.from_product(
        [sorted(region.unique()), [base, *inputs.scalars.years]], names=["region", "year"]
    )
    table = pd.DataFrame(index=keys)
    for name, frame, column in (("jobs", jobs, "jobs"), ("seats", seats, "standing")):
        by = frame.assign(region=frame["zone"].map(region)).groupby(["region", "year"])[column].sum()
        table[name] = by.reindex(keys, fill_value=0.0).astype(float)
    table["added"] = table.groupby("region")["jobs"].diff().fillna(0.0)
    table = table.reset_index()
    table["active"] = table["region"].map(inputs.zones.groupby("region")["active"].sum()).astype(float)
    table["per_1000_active"] = 1000.0 * table["jobs"] / table["active"]
    total = table.groupby("year")["jobs"].transform("sum")
    table["share"] = (table["jobs"] / total.where(total > 0, 1.0)).astype(float)
    return table.astype({"year": "int64", "region": "str"})[list(REGION_COLUMNS)]
