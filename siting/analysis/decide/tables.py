"""The tables of a decision. Money in million MAD at present value, jobs and seats in units; ids first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from siting.analysis.decide.types import AIMS, AimName
from siting.model.arrays import FloatArray
from siting.model.objectives.shortfall import shortfall
from siting.model.program import Program, cost_vector
from siting.model.read_back import read_tables
from siting.model.stochastic.two_stage import Decision, Scenario, TwoStage, cvar

__all__ = ["costs_table", "decisions_table", "parks_table", "regions_table", "scenarios_table"]

#: Seats below which a delivery is the solver's rounding.
_NOTHING = 1e-6


def costs_table(stages: TwoStage, decisions: Mapping[AimName, Decision], average: FloatArray) -> pd.DataFrame:
    """Each decision in each scenario: decision, by, scenario, cost_mmad, regret_mmad (infinite: no plan is left)."""
    names = [each.name for each in stages.scenarios]
    costs: list[tuple[str, str, FloatArray]] = [(name, "aim", decisions[name].costs) for name in AIMS]
    costs.append(("average", "average", average))
    for number, name in enumerate(names):
        now = stages.decided_alone(number)
        here = [stages.least[s] if s == number else stages.under(now, s) for s in range(len(names))]
        costs.append((name, "scenario", np.array(here)))
    parts = []
    for decision, by, paid in costs:
        regret = np.maximum(paid - stages.least, 0.0)  # below zero by rounding alone: nothing costs less than the least
        told = {"decision": decision, "by": by, "scenario": names, "cost_mmad": paid, "regret_mmad": regret}
        parts.append(pd.DataFrame(told))
    return pd.concat(parts, ignore_index=True)


def decisions_table(costs: pd.DataFrame, probabilities: FloatArray, level_of_risk: float) -> pd.DataFrame:
    """Each decision over all scenarios: decision, by, expected_mmad, cvar_mmad, worst_mmad, largest_regret_mmad."""
    rows = []
    for (decision, by), here in costs.groupby(["decision", "by"], sort=False):
        paid = here["cost_mmad"].to_numpy(np.float64)
        rows.append(
            {
                "decision": decision,
                "by": by,
                "expected_mmad": float(probabilities @ paid),
                "cvar_mmad": cvar(paid, probabilities, level_of_risk),
                "worst_mmad": float(paid.max()),
                "largest_regret_mmad": float(here["regret_mmad"].max()),
            }
        )
    return pd.DataFrame(rows)


def parks_table(
    programs: Sequence[Program], scenarios: Sequence[Scenario], decision: Decision, until: int
) -> pd.DataFrame:
    """Where seats are delivered: zone, region, year, decided (now or later), scenario (empty: all), seats."""
    parts = []
    for number, (program, scenario) in enumerate(zip(programs, scenarios, strict=True)):
        seats = _seats(program, decision.plans[number])
        seats = seats[seats["seats"] > _NOTHING]
        now = seats["year"] <= until
        if number == 0:
            parts.append(seats[now].assign(decided="now", scenario=""))
        parts.append(seats[~now].assign(decided="later", scenario=scenario.name))
    columns = ["zone", "region", "year", "decided", "scenario", "seats"]
    return pd.concat(parts, ignore_index=True)[columns].astype({"decided": "str", "scenario": "str"})


def scenarios_table(programs: Sequence[Program], stages: TwoStage, decision: Decision) -> pd.DataFrame:
    """Each scenario with the decision: what it costs, what it would cost known beforehand, jobs, seats."""
    rows = []
    for number, (program, scenario) in enumerate(zip(programs, stages.scenarios, strict=True)):
        plan = decision.plans[number]
        v, d = program.variables, program.data
        rows.append(
            {
                "scenario": scenario.name,
                "probability": scenario.probability,
                "least_mmad": stages.least[number],
                "cost_mmad": decision.costs[number],
                "regret_mmad": max(0.0, decision.costs[number] - stages.least[number]),
                "penalty_mmad": float(cost_vector({shortfall: 1.0}, v, d) @ plan),
                "jobs": float(plan[v.jobs.at("year", d.last).column].sum()),
                "seats_built": float(plan[v.build.column].sum()),
            }
        )
    return pd.DataFrame(rows)


def regions_table(
    programs: Sequence[Program], scenarios: Sequence[Scenario], decision: Decision, until: int
) -> pd.DataFrame:
    """Each region in each scenario: scenario, region, jobs in the last year, seats_now, seats_later."""
    parts = []
    for number, (program, scenario) in enumerate(zip(programs, scenarios, strict=True)):
        plan, d = decision.plans[number], program.data
        jobs = program.variables.jobs.at("year", d.last).join("region", d.region_of)
        total = np.zeros(d.sizes["region"])
        np.add.at(total, jobs.index["region"], plan[jobs.column])
        seats = _seats(program, plan)
        codes = list(d.sets["region"])
        part = pd.DataFrame({"scenario": scenario.name, "region": codes, "jobs": total})
        for column, rows in (("seats_now", seats["year"] <= until), ("seats_later", seats["year"] > until)):
            part[column] = seats[rows].groupby("region")["seats"].sum().reindex(codes, fill_value=0.0).to_numpy()
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def _seats(program: Program, plan: FloatArray) -> pd.DataFrame:
    """Seats delivered by zone and year, with the region of the zone."""
    seats = read_tables(program, plan)["seats"]
    region_of = program.data.inputs.zones.set_index("zone")["region"]
    found = pd.DataFrame({"zone": seats["zone"], "region": region_of.reindex(seats["zone"]).to_numpy()})
    return found.assign(year=seats["year"].to_numpy(), seats=seats["built"].to_numpy())
