"""Every family of constraints, in the order in which its rows stand in the model. The table of contents."""

from __future__ import annotations

from siting.model.constraints.absorption import absorption
from siting.model.constraints.budget import budget
from siting.model.constraints.capacity import capacity
from siting.model.constraints.export_goal import export_goal
from siting.model.constraints.group_share import group_max, group_min
from siting.model.constraints.indivisible import indivisible_max, indivisible_min, indivisible_phase
from siting.model.constraints.inequality import inequality, inequality_pair_down, inequality_pair_up
from siting.model.constraints.jobs_added import jobs_added
from siting.model.constraints.jobs_goal import jobs_goal
from siting.model.constraints.kolm_pollak import kolm_pollak, loss_chord
from siting.model.constraints.least_served import least_served, region_level
from siting.model.constraints.lock import lock_in, lock_seats
from siting.model.constraints.national_pace import national_pace
from siting.model.constraints.ordered_median import ordered_median, rank_gap
from siting.model.constraints.park_count import park_count_max, park_count_min, park_per_region
from siting.model.constraints.retention import retention
from siting.model.constraints.segment_mix import segment_max, segment_min
from siting.model.constraints.site_limit import site_limit
from siting.model.constraints.staffing import staffing
from siting.model.constraints.talent import talent
from siting.model.constraints.term_limit import limit_commuting, limit_cost, limit_gaps, limit_suitability
from siting.model.constraints.territorial_cap import territorial_cap
from siting.model.constraints.territorial_floor import territorial_floor
from siting.model.constraints.training import training
from siting.model.registry import Constraint

__all__ = ["CONSTRAINTS"]

CONSTRAINTS: tuple[Constraint, ...] = (
    capacity,
    staffing,
    talent,
    training,
    absorption,
    retention,
    site_limit,
    jobs_added,
    jobs_goal,
    export_goal,
    national_pace,
    segment_min,
    segment_max,
    budget,
    territorial_floor,
    territorial_cap,
    group_min,
    group_max,
    inequality_pair_up,
    inequality_pair_down,
    inequality,
    limit_cost,
    limit_commuting,
    limit_suitability,
    limit_gaps,
    least_served,
    region_level,
    rank_gap,
    ordered_median,
    loss_chord,
    kolm_pollak,
    indivisible_phase,
    indivisible_max,
    indivisible_min,
    park_count_min,
    park_count_max,
    park_per_region,
    lock_in,
    lock_seats,
)
