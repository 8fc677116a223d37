"""What a decision for several futures comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

__all__ = ["AIMS", "AimName", "Decided"]

AimName = Literal["expected", "regret", "cvar"]
AIMS: tuple[AimName, ...] = ("expected", "regret", "cvar")


@dataclass(frozen=True)
class Decided:
    """The parks decided now for several futures, and what that is worth. Money in million MAD at present value.

    ``until`` is the last year whose deliveries are decided now; what is delivered later, and all else, follows the
    scenario that comes. ``soft_goals`` tells whether costs may hold penalties for missed goals. ``rp`` is the least
    expected cost, ``ws`` that of knowing first, ``eev`` that of deciding by the plan of the average scenario (infinite
    where it leaves no plan in some scenario); ``evpi`` and ``vss`` are their differences. Tables (ids first):

    * ``decisions``: decision, by (``aim``, ``average`` or ``scenario``); expected cost, CVaR, cost of the worst
      scenario, largest regret; infinite where a scenario is left without a plan;
    * ``costs``: decision, by, scenario; cost and regret of the scenario with that decision, infinite likewise;
    * ``parks``: zone, region, year, seats delivered; decided ``now`` (scenario empty) or ``later`` in a scenario;
    * ``scenarios``: scenario; probability, least cost known beforehand, cost and regret with the decision, the part
      of the cost that is a penalty for missed goals and no money, jobs in the last year, seats built;
    * ``regions``: scenario, region; jobs in the last year, seats decided now and later.
    """

    aim: AimName
    relative: bool
    level_of_risk: float
    weight: float
    level: str
    base_year: int
    last_year: int
    until: int
    soft_goals: bool
    rp: float
    ws: float
    eev: float
    evpi: float
    vss: float
    decisions: pd.DataFrame
    costs: pd.DataFrame
    parks: pd.DataFrame
    scenarios: pd.DataFrame
    regions: pd.DataFrame
    zone_names: pd.Series
    region_names: pd.Series

    @property
    def expected(self) -> float:
        """The expected cost of the parks decided now."""
        row = self.decisions[(self.decisions["decision"] == self.aim) & (self.decisions["by"] == "aim")]
        return float(row["expected_mmad"].iloc[0])
