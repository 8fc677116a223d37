"""Money across a re-plan: what past hires still cost, and what an earlier plan's later years cost, as seen later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from siting.model.inputs import Inputs

__all__ = ["observed_rise", "premiums_owed", "remaining_cost", "restated"]

#: A park counts as begun from this many seats built on.
_BEGUN = 0.5


def restated(inputs: Inputs, year: int) -> float:
    """What one MAD of the base year of ``inputs`` is in money of ``year``: (1 + discount rate)^(years between)."""
    return float((1.0 + inputs.scalars.discount_rate) ** (year - inputs.scalars.base_year))


def observed_rise(inputs: Inputs, jobs: pd.DataFrame) -> pd.DataFrame:
    """Jobs added in each observed year by cell: zone, segment, year, added (the rise of the stock, zero for a fall).

    ``jobs`` is the observed stock: zone, segment, year, jobs.
    """
    start = inputs.zone_segment.assign(year=inputs.scalars.base_year).rename(columns={"baseline_jobs": "jobs"})
    table = pd.concat([start, jobs[["zone", "segment", "year", "jobs"]]], ignore_index=True)
    table = table.sort_values(["zone", "segment", "year"], ignore_index=True)
    table["added"] = table.groupby(["zone", "segment"])["jobs"].diff().clip(lower=0.0)
    kept = table["year"] > inputs.scalars.base_year
    return table.loc[kept, ["zone", "segment", "year", "added"]].reset_index(drop=True)


def premiums_owed(inputs: Inputs, added: pd.DataFrame, last: int) -> pd.Series:
    """Training premiums due after ``last`` for jobs added up to then, by zone and year: MMAD, not discounted.

    ``added`` has zone, segment, year, added. A premium is due in each of the first years of a job within the horizon
    (``training_premium_years``), on the wage of the year in which the job was added.
    """
    s = inputs.scalars
    jobs = added[added["year"] <= last].merge(inputs.segments[["segment", "year", "wage"]], on=["segment", "year"])
    jobs["due"] = s.training_premium * jobs["wage"] * jobs["added"]
    parts = [
        jobs.assign(year=jobs["year"] + delay)[["zone", "year", "due"]] for delay in range(s.training_premium_years)
    ]
    due = pd.concat(parts, ignore_index=True) if parts else jobs[["zone", "year", "due"]]
    due = due[(due["year"] > last) & (due["year"] <= s.years[-1])]
    total: pd.Series = due.groupby(["zone", "year"])["due"].sum()
    return total[total != 0.0]


def remaining_cost(inputs: Inputs, tables: Mapping[str, pd.DataFrame], last: int) -> pd.DataFrame:
    """What a plan has still to pay after ``last`` for its later decisions: term, payer, zone, year, mmad.

    Million MAD at present value of the year ``last``. Premiums owed for jobs added up to then are left out; opening a
    park counts, in the first open year, if nothing was to be built there up to ``last``. ``tables`` are the outputs
    ``costs``, ``jobs`` and ``seats`` of the plan that ``inputs`` led to.
    """
    s = inputs.scalars
    factor = restated(inputs, last)
    later = tables["costs"][tables["costs"]["year"] > last].copy()
    later["mmad"] = later["mmad"] * factor
    owed = premiums_owed(inputs, tables["jobs"], last).reset_index(name="mmad")
    owed["mmad"] = -owed["mmad"] * (1.0 + s.discount_rate) ** -(owed["year"] - last).astype(float)
    owed = owed.assign(term="training_premium", payer="state")
    parts = [later, owed, _openings(inputs, tables["seats"], last, factor)]
    table = pd.concat([part for part in parts if len(part)] or [later], ignore_index=True)
    total = table.groupby(["term", "payer", "zone", "year"], sort=True)["mmad"].sum()
    return total.reset_index()


def _openings(inputs: Inputs, seats: pd.DataFrame, last: int, factor: float) -> pd.DataFrame:
    """Fees of parks that the plan opens after ``last``; its cost table has all of them in its first year."""
    s = inputs.scalars
    if not s.indivisible:
        return seats.head(0)
    begun = seats[seats["year"] <= last].groupby("zone")["built"].sum() > _BEGUN
    opened = seats.groupby("zone")["open"].max() > _BEGUN
    fees = inputs.zones.set_index("zone")["opening_cost"]
    due = fees[(opened & ~begun).reindex(fees.index).to_numpy(dtype=bool)]
    first = next(year for year in s.years if year > last)
    return pd.DataFrame(
        {"term": "build_cost", "payer": "developer", "zone": due.index, "year": first, "mmad": due.to_numpy() * factor}
    )
