"""How far the country has come from an earlier plan: what was planned, what was observed, what is planned now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from siting.analysis.replan.cost import observed_rise, premiums_owed, remaining_cost
from siting.errors import RunError

if TYPE_CHECKING:
    from siting.analysis.replan.outturn import Outturn
    from siting.model.inputs import Inputs
    from siting.results import Run, Solution

__all__ = ["DRIFT_COLUMNS", "drift", "drift_table"]

#: ``scope``: zone, region, country or payer; ``state``: base, observed, planned. Figures that have no year have year 0.
DRIFT_COLUMNS = ("scope", "code", "year", "state", "quantity", "unit", "planned", "now", "difference")

_IDS = ["scope", "code", "year", "quantity"]
_UNITS = {
    "jobs": "jobs",
    "seats": "seats",
    "seats_used": "seats",
    "trained": "people",
    "exports": "MMAD",
    "jobs_goal": "jobs",
    "export_goal": "MMAD",
    "cost": "MMAD",
    "premiums_owed": "MMAD",
}


def drift(earlier: Run, new: Run) -> pd.DataFrame:
    """The drift from ``earlier`` to ``new``, a re-plan of it: columns `DRIFT_COLUMNS`.

    * ``jobs`` (stock) and ``seats`` (standing) at year end by zone, region and for the country, in the base year of the
      earlier run, in the observed years and in those still planned; likewise ``seats_used`` and ``trained`` (in the
      year), without the base year; ``exports`` by year, country;
    * ``jobs_goal`` and ``export_goal`` of the years still planned;
    * ``cost``: what is still to pay for decisions after the last observed year, all payers (country) and each (payer),
      million MAD at present value of that year; ``premiums_owed``: training premiums for jobs added before, likewise.

    ``planned`` is the earlier run's figure, ``now`` what was observed or is planned now. Raises `RunError` if ``new``
    is no re-plan of ``earlier``.
    """
    told = new.manifest.get("replanned") or {}
    if told.get("inputs_sha256") != earlier.manifest.get("inputs_sha256"):
        raise RunError.one(str(new.folder), f"is not a re-plan of {earlier.name}", told.get("run"))
    seen = pd.read_parquet(new.folder / "inputs" / "outturn.parquet")
    tables = {name: new.table(name) for name in ("jobs", "seats", "trained", "costs")}
    return _drift(earlier, new.inputs, tables, seen)


def drift_table(earlier: Run, inputs: Inputs, solution: Solution, outturn: Outturn) -> pd.DataFrame:
    """As `drift`, for a re-plan that is not written yet: its inputs, its solution and the outturn."""
    from siting.results.tables import costs_table

    tables = {
        "jobs": solution.jobs,
        "seats": solution.seats,
        "trained": solution.trained,
        "costs": costs_table(inputs, solution),
    }
    return _drift(earlier, inputs, tables, outturn.table())


def _drift(earlier: Run, inputs: Inputs, tables: Mapping[str, pd.DataFrame], seen: pd.DataFrame) -> pd.DataFrame:
    old = {name: earlier.table(name) for name in ("jobs", "seats", "trained", "costs")}
    before = earlier.inputs
    last = inputs.scalars.base_year
    observed = {name: part for name, part in seen.groupby("quantity")}
    jobs = observed["jobs"].rename(columns={"value": "jobs"})
    trained = observed["trained"].rename(columns={"value": "trained"})
    past = {
        "jobs": jobs[["zone", "segment", "year", "jobs"]],
        "seats": _observed_seats(before, observed["seats_delivered"], jobs),
        "trained": trained[["zone", "skill", "year", "trained"]],
    }
    whole = {name: pd.concat([part, tables[name]]) for name, part in past.items()}
    planned = [*_by_place(before, old), _exports(before, old["jobs"])]
    now = [*_by_place(before, whole), _exports(before, whole["jobs"])]
    planned += [_goals(before, last), *_money(before, old, last)]
    now += [_goals(inputs, last), *_money(inputs, tables, last, before=before, jobs=jobs)]
    left, right = (pd.concat(parts).groupby(_IDS)["value"].sum() for parts in (planned, now))
    both = pd.DataFrame({"planned": left, "now": right}).fillna(0.0).reset_index()
    both["difference"] = both["now"] - both["planned"]
    both["unit"] = both["quantity"].map(_UNITS)
    both["state"] = "planned"
    both.loc[both["year"].between(1, last), "state"] = "observed"
    both.loc[both["year"] == before.scalars.base_year, "state"] = "base"
    text = {name: "str" for name in ("scope", "code", "state", "quantity", "unit")}
    return both.sort_values(["scope", "code", "quantity", "year"], ignore_index=True)[list(DRIFT_COLUMNS)].astype(text)


def _observed_seats(before: Inputs, delivered: pd.DataFrame, jobs: pd.DataFrame) -> pd.DataFrame:
    """Seats at the end of each observed year: zone, year, standing, used (by the jobs; remote work, shifts counted)."""
    table = delivered.sort_values(["zone", "year"])
    start = table["zone"].map(before.zones.set_index("zone")["seats_start"]).astype(float)
    table = table.assign(standing=start + table.groupby("zone")["value"].cumsum())
    rate = before.segments.set_index(["segment", "year"])["seats_per_job"]
    need = jobs["jobs"] * rate.reindex(pd.MultiIndex.from_frame(jobs[["segment", "year"]])).to_numpy(dtype=float)
    used = need.groupby([jobs["zone"], jobs["year"]]).sum()
    table["used"] = used.reindex(pd.MultiIndex.from_frame(table[["zone", "year"]])).to_numpy(dtype=float)
    return table[["zone", "year", "standing", "used"]]


def _by_place(before: Inputs, tables: Mapping[str, pd.DataFrame]) -> list[pd.DataFrame]:
    """Jobs, seats that stand and are used, people trained: by zone, region and country; stocks with the base year."""
    base = before.scalars.base_year
    start = before.zone_segment.rename(columns={"baseline_jobs": "jobs"}).assign(year=base)
    stand = before.zones.rename(columns={"seats_start": "standing"}).assign(year=base)
    parts = []
    for quantity, frame, column in (
        ("jobs", pd.concat([start, tables["jobs"]]), "jobs"),
        ("seats", pd.concat([stand, tables["seats"]]), "standing"),
        ("seats_used", tables["seats"], "used"),
        ("trained", tables["trained"], "trained"),
    ):
        by_zone = frame.groupby(["zone", "year"])[column].sum().reset_index(name="value")
        region = by_zone["zone"].map(before.zones.set_index("zone")["region"])
        for scope, code in (("zone", by_zone["zone"]), ("region", region), ("country", "")):
            parts.append(by_zone.assign(scope=scope, code=code, quantity=quantity)[[*_IDS, "value"]])
    return parts


def _exports(before: Inputs, jobs: pd.DataFrame) -> pd.DataFrame:
    """Exports by year, country."""
    worth = jobs.merge(before.segments[["segment", "year", "export_per_job"]], on=["segment", "year"])
    exports = worth.assign(value=worth["jobs"] * worth["export_per_job"], quantity="exports")
    return exports.assign(scope="country", code="")[[*_IDS, "value"]]


def _goals(inputs: Inputs, last: int) -> pd.DataFrame:
    """Goals of the years after ``last``."""
    s = inputs.scalars
    rows = [
        ("country", "", year, quantity, float(goal))
        for quantity, goals in (("jobs_goal", s.jobs_goal), ("export_goal", s.export_goal))
        for year, goal in goals.items()
        if year > last
    ]
    return pd.DataFrame(rows, columns=[*_IDS, "value"])


def _money(
    inputs: Inputs,
    tables: Mapping[str, pd.DataFrame],
    last: int,
    *,
    before: Inputs | None = None,
    jobs: pd.DataFrame | None = None,
) -> list[pd.DataFrame]:
    """Cost still to pay after ``last``, and premiums owed for hires up to then, in money of ``last``.

    ``before`` and ``jobs`` are the earlier inputs and the observed stock, where the hires were observed ones.
    """
    cost = remaining_cost(inputs, tables, last).assign(quantity="cost", year=0)
    hires = tables["jobs"] if before is None or jobs is None else observed_rise(before, jobs)
    owed = premiums_owed(before or inputs, hires, last).reset_index(name="mmad")
    rate = inputs.scalars.discount_rate
    owed["mmad"] = owed["mmad"] * (1.0 + rate) ** -(owed["year"] - last).astype(float)
    owed = owed.assign(quantity="premiums_owed", year=0, payer="state")
    parts = []
    for amounts in (cost, owed):
        part = amounts.rename(columns={"mmad": "value"})
        parts.append(part.assign(scope="country", code="")[[*_IDS, "value"]])
        paid = part[part["payer"] != ""]
        parts.append(paid.assign(scope="payer", code=paid["payer"])[[*_IDS, "value"]])
    return parts
