"""What holds the plan back: the rules that bind at the first stage, with their prices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from siting.results.solution import Solution

__all__ = ["binding"]

_IDS = ("region", "segment", "skill", "year", "payer", "group")

#: Rules of the country, of a payer or of a region: each row is shown. The unit is that of the price.
NATIONAL = {
    "jobs_goal": "MMAD per job",
    "export_goal": "MMAD per MMAD exported",
    "national_pace": "MMAD per job a year",
    "segment_min": "MMAD per job",
    "segment_max": "MMAD per job",
    "budget": "MMAD per MMAD",
    "territorial_floor": "MMAD per job",
    "territorial_cap": "MMAD per job",
    "group_min": "MMAD per job",
    "group_max": "MMAD per job",
    "inequality": "MMAD per job of gap between regions",
    "limit_cost": "per MMAD",
    "limit_commuting": "MMAD per MMAD of commuting",
    "limit_suitability": "MMAD per job of suitability 1",
    "limit_gaps": "MMAD per job of gap between regions",
    "least_served": "MMAD per job per 1,000 active",
    "ordered_median": "MMAD per job per 1,000 active",
    "kolm_pollak": "MMAD per job per 1,000 active of loss",
    "park_count_min": "MMAD per park",
    "park_count_max": "MMAD per park",
    "park_per_region": "MMAD per park",
}

#: Rules of single zones: shown as a count per year with the highest price.
LOCAL = {
    "capacity": "MMAD per seat",
    "talent": "MMAD per person",
    "training": "MMAD per place",
    "absorption": "MMAD per job",
    "retention": "MMAD per job",
    "site_limit": "MMAD per seat",
    "lock_in": "MMAD per seat",
    "lock_seats": "MMAD per seat",
}

_ZERO = 1e-9


def binding(solution: Solution) -> list[dict[str, Any]]:
    """Rules with a price at the first stage, dearest first within national, then local rules.

    Each entry has ``block``, the ids that name the row (``region``, ``segment``, ``skill``, ``year``,
    ``payer``, ``group``), ``price`` and ``unit``, ``rows`` (how many rows it stands for) and, for rules of single
    zones, the ``zone`` with the highest price (in absolute value). The price is what one more unit on the right-hand
    side adds to the first stage's objective: MMAD, or with weighted goals the weighted sum.
    """
    weighted = bool(solution.stages) and solution.stages[0].objective == "weighted"
    duals = solution.duals
    priced = duals[(duals["stage"] == 0) & (duals["price"].abs() > _ZERO)]
    national = [
        {**_ids(row), "price": float(row["price"]), "unit": _unit(NATIONAL[str(row["block"])], weighted), "rows": 1}
        for row in priced[priced["block"].isin(list(NATIONAL))].to_dict(orient="records")
    ]
    local = []
    zonal = priced[priced["block"].isin(list(LOCAL))]
    for _, rows in zonal.groupby(["block", "year"], sort=True, observed=True):
        block, year = str(rows["block"].iloc[0]), int(rows["year"].iloc[0])
        top = rows.iloc[int(rows["price"].abs().to_numpy().argmax())]
        entry: dict[str, Any] = {"block": block, "zone": str(top["zone"])}
        if year:
            entry["year"] = year
        local.append({**entry, "price": float(top["price"]), "unit": _unit(LOCAL[block], weighted), "rows": len(rows)})
    return sorted(national, key=_dearest) + sorted(local, key=_dearest)


def _unit(unit: str, weighted: bool) -> str:
    return unit.replace("MMAD", "weighted sum", 1) if weighted else unit


def _ids(row: dict[Any, Any]) -> dict[str, Any]:
    ids: dict[str, Any] = {"block": str(row["block"])}
    for name in _IDS:
        value = row.get(name, "")  # tables of older versions have no groups
        if name == "year":
            if int(value):
                ids[name] = int(value)
        elif not pd.isna(value) and str(value):
            ids[name] = str(value)
    return ids


def _dearest(entry: dict[str, Any]) -> tuple[float, str]:
    return (-abs(entry["price"]), str(entry["block"]))
