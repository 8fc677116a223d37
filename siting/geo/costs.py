"""What a place costs a firm more or less than the country's mean: isolation, pay, rent."""

from __future__ import annotations

import numpy as np

from siting.config.schema import Model
from siting.geo.arrays import Floats
from siting.geo.hierarchy import Hierarchy
from siting.geo.sites import seats_per_job

__all__ = ["annual_wage", "operating_difference"]


def annual_wage(model: Model) -> Floats:
    """Gross pay by segment, MMAD a year."""
    return np.array([s.wage_mad_month * 12 / 1e6 for s in model.segments.values()])


def operating_difference(zones: Hierarchy, model: Model, jobs: Floats, connectivity: Floats) -> Floats:
    """MMAD per job and year, shape (zones, segments, years); may be negative.

    isolation_cost x wage x (1 - connectivity) + (wage difference - mean) x wage + (rent - mean) x m2 x 12 x
    seats per job. The means are over the baseline jobs (over the labour force if there are none), so that
    the jobs of the base year have no pay or rent difference in total.
    """
    weight = jobs.sum(axis=1) if jobs.sum() > 0 else np.maximum(zones.values("talent", "labour_force"), 1e-9)
    pay = zones.resolve(model.costs.wage_difference.default, model.costs.wage_difference.zones)
    rent = zones.resolve(model.costs.rent_mad_m2_month.default, model.costs.rent_mad_m2_month.zones)
    pay = pay - np.average(pay, weights=weight)
    rent = (rent - np.average(rent, weights=weight)) * model.parks.m2_per_seat * 12 / 1e6
    wage = annual_wage(model)
    isolation = np.array([s.isolation_cost for s in model.segments.values()]) * wage
    return np.asarray(
        isolation[None, :, None] * (1 - connectivity)[:, None, :]
        + (pay[:, None] * wage[None, :] + rent[:, None] * seats_per_job(model)[None, :])[:, :, None]
    )
