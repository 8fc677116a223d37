"""What `siting.analysis.alternatives` gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

__all__ = ["Alternatives", "Bounds", "Inequality", "Method"]

Bounds = Literal["none", "regions", "classes", "all"]
Method = Literal["spores", "hsj", "sets"]


@dataclass(frozen=True)
class Inequality:
    """Gaps between regions, as the model's term `inequality` (the numerator of the Gini coefficient, in jobs).

    ``least`` is exact (to the gap, for whole parks; None where the solver lost its way); ``most_found`` is the most
    that the plans found reach, and more may be possible. ``gini_least`` and ``gini_most_found`` are the lowest and
    highest Gini coefficients among the plans found, the plan of least inequality among them.
    """

    least: float | None
    cheapest: float
    most_found: float
    gini_least: float
    gini_cheapest: float
    gini_most_found: float


@dataclass(frozen=True)
class Alternatives:
    """Ranges, classes and plans within ``slack`` (a share) of the least cost.

    Costs in million MAD, present value, of all payers and with the penalty of soft goals that are missed; ``bound`` is
    what no plan can cost less than and ``limit`` what a plan may cost at most. Tables (jobs of the final year, seats
    built over the horizon; names in three languages where the data have them):

    * ``regions``: region, quantity (``jobs``, ``seats``), start (jobs of the base year), lowest, cheapest, highest,
      class; without rows where ranges were not asked for
    * ``parks``: zone, region, room (most seats), lowest, cheapest, highest (NaN where not asked for), class, plans (in
      how many of ``plans`` it is built)
    * ``plans``: plan (0 is the cheapest), kind, cost_mmad, above_least (share), jobs, seats, parks, inequality, gini,
      from_cheapest, from_nearest (shares of seats that stand elsewhere)
    * ``distances``: plan, other, distance
    * ``plan_regions``: plan, region, jobs, seats; ``plan_parks``: plan, zone, region, seats, where there are any
    * ``importance``: kind (``region``, ``park``), code, seats (of the cheapest plan), replacement_cost_mmad (infinite
      where irreplaceable, NaN where not decided), share_of_least, irreplaceable; None where not asked for

    ``complete`` tells of method ``sets`` whether no other set of parks is within the slack (None for other methods);
    ``solves`` counts what was asked of the solver.
    """

    slack: float
    count: int
    method: Method
    bounds: Bounds
    least_cost_mmad: float
    bound_mmad: float
    limit_mmad: float
    whole_parks: bool
    regions: pd.DataFrame
    parks: pd.DataFrame
    plans: pd.DataFrame
    distances: pd.DataFrame
    plan_regions: pd.DataFrame
    plan_parks: pd.DataFrame
    importance: pd.DataFrame | None
    inequality: Inequality
    complete: bool | None
    solves: int
    notes: tuple[str, ...] = field(default=())

    @property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Tables by the name that their files have."""
        names = ("regions", "parks", "plans", "distances", "plan_regions", "plan_parks", "importance")
        return {name: table for name in names if (table := getattr(self, name)) is not None}
