"""How many phases a zone can use at most: the strong links between opening a park and building it.

The site limit allows far more seats than a place can fill within the horizon. With delivery as late as it is needed,
some optimal plan has by the end of year t no more than

    K[z,t] = ceil((u[z,t] - K0[z,t]) / M)   phases of M seats,   u = most seats that jobs in z can use by t

so that ``sum of phases up to t <= K[z,t] * open[z]`` cuts off no optimum and brings the linear programme much closer to
whole parks than the site limit does. Source of the idea: bound and coefficient tightening, Savelsbergh (1994).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from siting.model.arrays import FloatArray
from siting.model.data import ModelData
from siting.model.presolve import largest_jobs
from siting.model.program import Program

__all__ = ["most_phases"]

_ROUNDING = 1e-9


def most_phases(program: Program) -> NDArray[np.int64]:
    """Phases that an optimal plan may need, zone by year, running total.

    Only the site limit counts where building earlier or more than needed can pay: with budgets (seats may have to be
    delivered while there is money), with a building cost that is negative or rises over the years, and in zones whose
    seats are decided.
    """
    d = program.data
    years, phase = d.sizes["year"], d.scalars.phase_seats
    site = np.floor(d.max_new_seats.values / phase + _ROUNDING)
    if not _late_and_lean(program):
        return np.repeat(site[:, None], years, axis=1).astype(np.int64)
    needed = np.maximum.accumulate(np.maximum(0.0, _usable_seats(d) - d.seats_available.values), axis=1)
    phases = np.ceil(needed / phase - _ROUNDING)
    smallest = np.ceil(d.scalars.min_park_seats / phase - _ROUNDING)
    phases[:, -1] = np.maximum(phases[:, -1], smallest)
    decided = np.isin(np.array(d.sets["zone"]), list(d.scalars.locks.seats))
    phases[decided] = np.inf
    return np.minimum(phases, site[:, None]).astype(np.int64)


def _late_and_lean(program: Program) -> bool:
    """Whether delivering a phase later, or not at all, never costs more and breaks no rule but those of seats."""
    d, build = program.data, program.variables.build
    cost = program.cost[build.column].reshape(d.sizes["zone"], d.sizes["year"])
    lean = bool((cost >= 0.0).all())
    late = bool((np.diff(cost, axis=1) <= _ROUNDING * np.abs(cost[:, :-1])).all())
    return lean and late and not d.scalars.budgets


def _usable_seats(d: ModelData) -> FloatArray:
    """Most seats that the jobs of a zone can use, by year: as many jobs as may grow there and as people can reach."""
    seats = np.where(d.has_jobs, d.seats_per_job.values[None], 0.0).max(axis=1)
    usable: FloatArray = np.minimum(largest_jobs(d), _people_within_reach(d)) * seats
    return usable


def _people_within_reach(d: ModelData) -> FloatArray:
    """People of all skills whom the sector can have, summed over the places from which a zone is reached."""
    origin, zone, _ = d.arcs
    people = (d.baseline_staff.values[:, :, None] + d.entrants.values).sum(axis=1)
    people += d.training_places.cumulative().values
    reach = np.zeros((d.sizes["zone"], d.sizes["year"]))
    np.add.at(reach, zone, people[origin])
    return reach
