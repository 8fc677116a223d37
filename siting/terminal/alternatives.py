"""Plans near the cheapest on the terminal: ranges, parks, plans that differ, what a place is worth."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from siting.terminal.output import console, number, table

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table

    from siting.analysis.alternatives import Alternatives, Inequality

__all__ = ["print_alternatives"]

#: Real choices that a table of parks shows: those that can be largest. The others are in the files.
_MOST_CHOICES = 20
_CHOICE = "real choice"


def print_alternatives(found: Alternatives, told: Mapping[str, Any]) -> None:
    """Print what is certain and what is open within the slack, and the plans found.

    ``told``: ``base_year`` and ``last_year``.
    """
    from rich.text import Text

    out = console()
    title = f"Plans up to {100 * found.slack:g} % dearer than the cheapest, {told['base_year'] + 1}-{told['last_year']}"
    out.print(Text(title, style="bold"))
    least, limit = number(found.least_cost_mmad), number(found.limit_mmad)
    out.print(f"  Least cost: MAD {least} million; plans told cost at most {limit} million", markup=False)
    out.print(f"  {_inequality(found.inequality)}", markup=False)
    out.print()
    if len(found.regions):
        out.print(_regions(found.regions, told))
        out.print("  Each range is for its region alone: not all can be at their highest, or lowest, at once.\n")
    if (found.parks["class"] != "").any():
        out.print(_parks(found.parks))
        out.print(f"  {_counted(found.parks)}\n", markup=False)
    out.print(_plans(found.plans))
    if found.importance is not None:
        out.print(_importance(found.importance))
    for note in found.notes:
        out.print(f"  - {note}", markup=False)


def _inequality(told: Inequality) -> str:
    here = f"cheapest plan {told.gini_cheapest:.3f}, most found {told.gini_most_found:.3f} (more may be possible)"
    if told.least is None:
        return f"Gini of jobs per active among the plans found: {told.gini_least:.3f} at least, {here}"
    return f"Gini of jobs per active: most even plan {told.gini_least:.3f}, {here}"


def _regions(regions: pd.DataFrame, told: Mapping[str, Any]) -> Table:
    """Jobs and seats of a region side by side."""
    rows = []
    for code, pair in regions.groupby("region", sort=False):
        by = {str(each["quantity"]): each for each in pair.to_dict(orient="records")}
        jobs, seats = by["jobs"], by["seats"]
        figures = [number(jobs["start"])]
        for each in (jobs, seats):
            figures += [number(each[name]) for name in ("lowest", "cheapest", "highest")]
            figures.append(str(each["class"]) or "-")
        rows.append([_name(jobs, str(code)), *figures])
    last, base = told["last_year"], told["base_year"]
    ends = ["lowest", "cheapest", "highest"]
    columns = ["region", f"jobs {base}", f"jobs {last}\nlowest", *ends[1:], "more jobs", "new seats\nlowest", *ends[1:]]
    return table("What each region can have", [*columns, "seats"], rows)


def _parks(parks: pd.DataFrame) -> Table:
    """Parks that are certain, then the largest of those that are open."""
    ranged = bool(parks["highest"].notna().any())
    by = ["highest", "cheapest"] if ranged else ["plans", "cheapest"]
    must = parks[parks["class"] == "must-have"].sort_values(["cheapest", "zone"], ascending=[False, True])
    open_ = parks[parks["class"] == _CHOICE].sort_values([*by, "zone"], ascending=[False, False, True])
    rows = []
    for each in [*must.to_dict(orient="records"), *open_.head(_MOST_CHOICES).to_dict(orient="records")]:
        figures = [number(each[name]) for name in ("lowest", "cheapest", "highest")]
        rows.append([_name(each, str(each["zone"])), *figures, str(each["plans"]), str(each["class"])])
    return table("Parks: new seats", ["zone", "lowest", "cheapest", "highest", "in plans", "class"], rows)


def _counted(parks: pd.DataFrame) -> str:
    count = parks["class"].value_counts()
    must, choice, avoid = (int(count.get(name, 0)) for name in ("must-have", _CHOICE, "must-avoid"))
    rest = f", {choice - _MOST_CHOICES} of them not shown" if choice > _MOST_CHOICES else ""
    return f"{must} must-have, {choice} real choices{rest}, {avoid} must-avoid"


def _plans(plans: pd.DataFrame) -> Table:
    rows = [
        [
            str(each["plan"]),
            str(each["kind"]),
            number(each["cost_mmad"]),
            f"{100 * each['above_least']:.2f} %",
            number(each["seats"]),
            str(each["parks"]),
            f"{each['gini']:.3f}",
            _share(each["from_cheapest"]),
            _share(each["from_nearest"]),
        ]
        for each in plans.to_dict(orient="records")
    ]
    columns = ["plan", "found by", "cost,\nMAD million", "above least", "new seats", "parks", "Gini"]
    return table(
        "Plans that differ", [*columns, "seats elsewhere\nthan cheapest", "than nearest\nother plan"], rows, left=2
    )


def _importance(importance: pd.DataFrame) -> Table:
    rows = []
    for each in importance.to_dict(orient="records"):
        cost = float(each["replacement_cost_mmad"])
        told = "irreplaceable" if each["irreplaceable"] else number(cost, 1)
        share = f"{100 * each['share_of_least']:.2f} %" if math.isfinite(cost) else "-"
        rows.append([str(each["kind"]), _name(each, str(each["code"])), number(each["seats"]), told, share])
    columns = ["", "place", "new seats", "cost of its loss,\nMAD million", "of least cost"]
    return table("What it costs to do without", columns, rows, left=2)


def _share(value: float) -> str:
    return "-" if value != value else f"{100 * value:.0f} %"


def _name(row: Mapping[Any, Any], code: str) -> str:
    return str(row.get("name_en") or code)
