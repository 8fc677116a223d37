"""A decision for several scenarios on the terminal: parks, scenarios, what other decisions would cost."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from siting.terminal.output import console, number, table

if TYPE_CHECKING:
    from rich.table import Table

    from siting.analysis.decide import Decided

__all__ = ["print_decided"]

_AIMS = {"expected": "least expected cost", "regret": "least regret", "cvar": "least cost at risk"}
_NO_PLAN = "no plan"
_SHOWN = 0.05  #: least cost that shows


def print_decided(folder: Path, decided: Decided) -> None:
    """The parks decided now, the scenarios with them, other decisions beside them, and what to make of it."""
    print(f"Parks of {_AIMS[decided.aim]} for {len(decided.scenarios)} scenarios")
    shown = console()
    shown.print(_parks(decided))
    shown.print(_scenarios(decided))
    shown.print(_decisions(decided))
    shown.print(_costs(decided))
    for line in _sentences(decided):
        print(line)
    print(f"Costs are MAD million at present value. Folder: {folder}")


def _parks(decided: Decided) -> Table:
    """Seats decided now by zone and year."""
    now = decided.parks[decided.parks["decided"] == "now"]
    years = [str(year) for year in range(decided.base_year + 1, decided.until + 1)]
    seats = now.pivot_table(index="zone", columns="year", values="seats", aggfunc="sum", fill_value=0.0)
    total = seats.sum(axis=1).sort_values(ascending=False, kind="stable")
    rows = []
    for zone in total[total >= 0.5].index:
        by_year = [number(float(seats[int(y)][zone]) if int(y) in seats else 0.0) for y in years]
        rows.append([str(zone), str(decided.zone_names[zone]), *by_year, number(total[zone])])
    title = f"Seats decided now (up to {decided.until})"
    if not rows:
        rows.append(["-", "none", *["-"] * len(years), number(0.0)])
    return table(title, ["zone", "name", *years, "seats"], rows, left=2)


def _scenarios(decided: Decided) -> Table:
    """Each scenario with the parks decided now; penalties for missed goals where there are some."""
    told = decided.scenarios
    missed = bool((told["penalty_mmad"] >= _SHOWN).any())
    columns = {
        "scenario": [str(name) for name in told["scenario"]],
        "probability, %": [number(100 * float(share), 1) for share in told["probability"]],
        "cost if known": [number(float(cost), 1) for cost in told["least_mmad"]],
        "cost": [number(float(cost), 1) for cost in told["cost_mmad"]],
        "regret": [number(float(regret), 1) for regret in told["regret_mmad"]],
        **({"penalty in cost": [number(float(cost), 1) for cost in told["penalty_mmad"]]} if missed else {}),
        f"jobs {decided.last_year}": [number(float(jobs)) for jobs in told["jobs"]],
        "seats built": [number(float(seats)) for seats in told["seats_built"]],
    }
    return table("If this scenario comes", list(columns), list(zip(*columns.values(), strict=True)))


def _decisions(decided: Decided) -> Table:
    rows = [
        [
            _name(row["decision"], row["by"]),
            *(_cost(row[column]) for column in ("expected_mmad", "cvar_mmad", "worst_mmad", "largest_regret_mmad")),
        ]
        for row in decided.decisions.to_dict(orient="records")
    ]
    risk = f"cost at risk ({decided.level_of_risk:g})"
    return table(
        "What parks decided in other ways would cost", ["parks of", "expected", risk, "worst", "largest regret"], rows
    )


def _costs(decided: Decided) -> Table:
    names = [str(name) for name in decided.scenarios["scenario"]]
    rows = []
    for (decision, by), here in decided.costs.groupby(["decision", "by"], sort=False):
        regret = here.set_index("scenario")["regret_mmad"]
        rows.append([_name(str(decision), str(by)), *(_cost(regret[name]) for name in names)])
    return table("Regret: cost above the least of each scenario", ["parks of", *names], rows)


def _name(decision: str, by: str) -> str:
    if by == "aim":
        return _AIMS[decision]
    return "the average scenario" if by == "average" else f"{decision} alone"


def _cost(value: float) -> str:
    return _NO_PLAN if math.isinf(value) else number(value, 1)


def _sentences(decided: Decided) -> list[str]:
    """What the two differences mean."""
    lines = [f"To know first which scenario comes would save {number(decided.evpi, 1)} on average (EVPI)."]
    if math.isinf(decided.vss):
        lines.append(
            "To decide by the average scenario would leave no plan in some scenario: its cost is infinite (VSS)."
        )
    else:
        lines.append(f"To decide by the average scenario would cost {number(decided.vss, 1)} more on average (VSS).")
    if decided.soft_goals:
        lines.append("Costs include penalties for goals that are missed; they weigh in the decision and are no money.")
    return lines
