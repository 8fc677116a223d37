"""The part of `Inputs` that has no zone: goals by year, rates, unit costs, policy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np
import pandas as pd

from siting.config.checks import share_in_year
from siting.config.schema import Model
from siting.geo.costs import annual_wage
from siting.geo.sites import seats_per_job
from siting.geo.talent import SKILLS
from siting.model.inputs import Balance, Group, Limits, Locks, Objective, ParkCount, Payer, Scalars

__all__ = ["jobs_goals", "scalars", "segment_table"]


def jobs_goals(model: Model, baseline_jobs: float) -> dict[int, float]:
    """Goal by year. A straight path runs from the baseline through the stated years; after the last there is
    none."""
    stated = dict(sorted(model.goals.jobs.items()))
    if model.goals.path == "none" or not stated:
        return stated
    known = [model.horizon.base_year, *stated]
    jobs = [baseline_jobs, *stated.values()]
    return {year: float(np.interp(year, known, jobs)) for year in model.years if year <= known[-1]}


def segment_table(model: Model) -> pd.DataFrame:
    """segment, year, export_per_job and wage (MMAD a year), seats_per_job, share_min, share_max."""
    rows = [
        {
            "segment": name,
            "year": year,
            "export_per_job": segment.export_mad_per_job
            * (1 + segment.export_growth) ** (year - model.horizon.base_year)
            / 1e6,
            "wage": float(wage),
            "seats_per_job": float(seat),
            "share_min": float(share_in_year(segment.share_min, year)),
            "share_max": float(share_in_year(segment.share_max, year)),
        }
        for (name, segment), wage, seat in zip(
            model.segments.items(), annual_wage(model), seats_per_job(model), strict=True
        )
        for year in model.years
    ]
    return pd.DataFrame(rows)


def scalars(model: Model, baseline_jobs: float, groups: Mapping[str, tuple[str, ...]]) -> Scalars:
    """Every number without a zone. Money in MMAD. ``groups`` are the zones of each group of ``balance.groups``."""
    price = model.goals.shortfall_penalty
    penalty: dict[Literal["jobs", "exports"], float] = {}
    if price.jobs is not None:
        penalty["jobs"] = price.jobs
    if price.exports is not None:
        penalty["exports"] = price.exports
    budgets: dict[Payer, dict[int, float]] = {
        "state": model.budgets_mmad.state,
        "developer": model.budgets_mmad.developer,
        "firm": model.budgets_mmad.firm,
        "worker": model.budgets_mmad.worker,
    }
    return Scalars(
        base_year=model.horizon.base_year,
        years=model.years,
        jobs_goal=jobs_goals(model, baseline_jobs),
        export_goal=dict(sorted(model.goals.exports_mmad.items())),
        soft_goals=model.goals.soft,
        shortfall_penalty=penalty,
        recruit_rate={skill: getattr(model.talent.recruit_rate, skill) for skill in SKILLS},
        growth_limit=model.parks.growth_limit,
        shrink_limit=model.parks.shrink_limit,
        national_pace=model.national_pace,
        discount_rate=model.costs.discount_rate,
        training_grant=model.talent.training_grant_mad / 1e6,
        employment_premium=model.incentives.employment_premium,
        training_premium=model.incentives.training_premium,
        training_premium_years=model.incentives.training_premium_years,
        commuting_cost=model.travel.commuting_cost_mad / 1e6,
        budgets={payer: dict(sorted(years.items())) for payer, years in budgets.items() if years},
        balance=_balance(model, groups),
        limits=Limits.model_validate(model.limits.model_dump()),
        indivisible=model.parks.indivisible,
        phase_seats=model.parks.phase_seats,
        min_park_seats=model.parks.min_park_seats,
        park_count=ParkCount.model_validate(model.parks.park_count.model_dump()),
        locks=Locks.model_validate(model.parks.locks.model_dump()),
        objective=Objective.model_validate(model.objective.model_dump()),
    )


def _balance(model: Model, groups: Mapping[str, tuple[str, ...]]) -> Balance:
    stated = model.balance
    shares = {
        name: Group(
            zones=groups[name], on=stated.groups[name].on, min=stated.groups[name].min, max=stated.groups[name].max
        )
        for name in sorted(stated.groups)
    }
    return Balance.model_validate(stated.model_dump(exclude={"groups"}) | {"groups": shares})
