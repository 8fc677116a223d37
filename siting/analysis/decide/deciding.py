"""From futures to the parks decided now, and to what it is worth to know more."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from siting.analysis.decide.outlooks import Outlook, check_outlooks
from siting.analysis.decide.tables import costs_table, decisions_table, parks_table, regions_table, scenarios_table
from siting.analysis.decide.types import AIMS, AimName, Decided
from siting.errors import UsageError
from siting.model.build import build
from siting.model.inputs import Inputs
from siting.model.program import Program
from siting.model.stochastic.linear import Linear
from siting.model.stochastic.two_stage import Aim, Decision, Scenario, TwoStage
from siting.model.stochastic.worth import worth_of
from siting.solving import Step

__all__ = ["decide"]


def decide(
    outlooks: Sequence[Outlook],
    *,
    aim: AimName = "expected",
    level_of_risk: float = 0.9,
    weight: float = 0.5,
    relative: bool = False,
    until: int | None = None,
    seed: int = 0,
    progress: Step = lambda message: None,
) -> Decided:
    """Decide the seats delivered up to the year ``until`` (by default all) for ``outlooks`` together.

    ``aim`` is the least expected cost, the least regret (``relative`` to the least cost of each scenario) or the least
    of (1 - ``weight``) x expected cost + ``weight`` x CVaR at ``level_of_risk``; all three are computed and compared.
    The cost is that of the first stage of the objective; the stages that follow it are left out.

    Raises `UsageError` for figures outside their range and whole parks, `ModelError` for futures that cannot be planned
    for together, `Infeasible` where a scenario has no plan or all of them have none together, `NoPlan`.
    """
    aims = _aims(level_of_risk, weight, relative)
    if aim not in aims:
        raise UsageError(f"no such aim: {aim}; there are {', '.join(AIMS)}")
    check_outlooks(outlooks)
    last = _until(outlooks[0].inputs, until)
    progress("building the model of each scenario")
    programs = [build(each.inputs) for each in outlooks]
    stages = _stages(outlooks, programs, last, seed, progress)
    decisions: dict[AimName, Decision] = {}
    for name in AIMS:
        progress(f"deciding for all {len(outlooks)} scenarios together: {_ASKED[name]}")
        decisions[name] = stages.decide(aims[name])
    progress("what the plans of single scenarios and of their average would cost")
    worth = worth_of(stages, decisions["expected"])
    costs = costs_table(stages, decisions, worth.average_costs)
    numbers, chosen = outlooks[0].inputs.scalars, decisions[aim]
    return Decided(
        aim=aim,
        relative=relative,
        level_of_risk=level_of_risk,
        weight=weight,
        level=outlooks[0].inputs.level,
        base_year=numbers.base_year,
        last_year=numbers.years[-1],
        until=last,
        soft_goals=any(each.inputs.scalars.soft_goals for each in outlooks),
        rp=worth.rp,
        ws=worth.ws,
        eev=worth.eev,
        evpi=worth.evpi,
        vss=worth.vss,
        decisions=decisions_table(costs, stages.probabilities, level_of_risk),
        costs=costs,
        parks=parks_table(programs, stages.scenarios, chosen, last),
        scenarios=scenarios_table(programs, stages, chosen),
        regions=regions_table(programs, stages.scenarios, chosen, last),
        zone_names=_names(outlooks[0].inputs, "zone"),
        region_names=_names(outlooks[0].inputs, "region"),
    )


def _aims(level_of_risk: float, weight: float, relative: bool) -> dict[AimName, Aim]:
    return {
        "expected": Aim(),
        "regret": Aim("regret", relative=relative),
        "cvar": Aim("cvar", level_of_risk, weight),
    }


def _stages(outlooks: Sequence[Outlook], programs: Sequence[Program], last: int, seed: int, progress: Step) -> TwoStage:
    """Every scenario planned by itself, its seats up to the year ``last`` being what is decided now."""
    scenarios = [
        Scenario(each.name, each.probability, Linear.of(program))
        for each, program in zip(outlooks, programs, strict=True)
    ]
    years = [str(year) for year in outlooks[0].inputs.scalars.years if year <= last]
    progress("planning each scenario by itself")
    return TwoStage(
        scenarios, [("build", zone, year) for zone in programs[0].data.sets["zone"] for year in years], seed
    )


_ASKED = {"expected": "least expected cost", "regret": "least regret", "cvar": "least cost at risk"}


def _until(inputs: Inputs, until: int | None) -> int:
    years = inputs.scalars.years
    if until is not None and until not in years:
        raise UsageError(f"nothing can be decided until {until}: give a year from {years[0]} to {years[-1]}")
    return years[-1] if until is None else until


def _names(inputs: Inputs, scope: str) -> pd.Series:
    """English name by code; the code itself where there is none."""
    labels = inputs.labels if scope == "zone" else inputs.region_labels
    codes = sorted(set(inputs.zones[scope].astype(str)))
    if labels.empty:
        return pd.Series(codes, index=codes)
    known = pd.Series(labels["name_en"].astype(str).to_numpy(), index=labels[scope].astype(str))
    return known.reindex(codes).fillna(pd.Series(codes, index=codes))
