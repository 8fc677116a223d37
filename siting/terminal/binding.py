"""What holds a plan back, read from its prices: one line a rule, with the place where it bites hardest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Binding", "binding_rules"]

#: block -> (what it is, what one more unit is, MAD or MAD million per unit)
RULES: Mapping[str, tuple[str, str]] = {
    "jobs_goal": ("Jobs goal", "job"),
    "export_goal": ("Export goal", "MAD million"),
    "capacity": ("Seats that stand", "seat"),
    "talent": ("People to recruit within reach", "person"),
    "training": ("Training places", "place"),
    "absorption": ("How fast a place fills", "job"),
    "retention": ("Jobs that must stay", "job"),
    "site_limit": ("Room for new seats", "seat"),
    "national_pace": ("Jobs the country can add in a year", "job"),
    "segment_min": ("Least share of a segment", "job"),
    "segment_max": ("Largest share of a segment", "job"),
    "budget": ("Budget of a payer", "MAD million"),
    "territorial_floor": ("Floor of a region", "job"),
    "territorial_cap": ("Ceiling of a region", "job"),
    "inequality": ("Ceiling on inequality", "point of the Gini numerator"),
    "least_served": ("Floor of jobs per active", "job per 1,000 active"),
    "indivisible_max": ("Land of a park", "seat"),
    "indivisible_min": ("Smallest park", "seat"),
    "park_count_min": ("Fewest parks", "park"),
    "park_count_max": ("Most parks", "park"),
    "park_per_region": ("One park in each region", "park"),
    "lock_in": ("Park decided in advance", "seat"),
    "lock_seats": ("Seats decided in advance", "seat"),
}

#: A price below this many MAD per unit is not worth a line.
LEAST_PRICE_MAD = 1.0


@dataclass(frozen=True)
class Binding:
    """A rule that costs something. ``worth_mad``: what one more unit would save, in MAD; negative: would cost."""

    rule: str
    unit: str
    where: str
    worth_mad: float
    rows: int


def binding_rules(duals: pd.DataFrame, names: Mapping[str, str]) -> list[Binding]:
    """The rules with a price on the least cost (the first stage), dearest first.

    ``duals`` is the run's table; ``names`` maps zone and region codes to names. A price is the change of cost per
    unit of right-hand side: one more unit of room saves minus the price, one more unit of a goal costs the price.
    """
    first = duals[(duals["stage"] == duals["stage"].min()) & duals["block"].isin(list(RULES))]
    first = first[first["price"].abs() * 1e6 >= LEAST_PRICE_MAD]
    found = []
    for block, rows in first.groupby("block", sort=False, observed=True):
        worst = rows.loc[rows["price"].abs().idxmax()]
        rule, unit = RULES[str(block)]
        found.append(Binding(rule, unit, _where(worst, names), -float(worst["price"]) * 1e6, len(rows)))
    return sorted(found, key=lambda each: (-abs(each.worth_mad), each.rule))


def _where(row: pd.Series, names: Mapping[str, str]) -> str:
    """Place, segment, year of one priced row, in words."""
    parts = [names.get(str(row[key]), str(row[key])) for key in ("zone", "region") if row[key]]
    parts += [str(row[key]) for key in ("segment", "skill", "payer") if row[key]]
    if int(row["year"]):
        parts.append(str(int(row["year"])))
    return ", ".join(parts) or "whole country"
