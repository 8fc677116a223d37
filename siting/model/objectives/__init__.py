"""Every term of the objective. `COST_TERMS` make up the total cost; the others are goals of their own."""

from __future__ import annotations

from siting.model.objectives.build_cost import build_cost
from siting.model.objectives.commuting_cost import commuting_cost
from siting.model.objectives.employment_premium import employment_premium
from siting.model.objectives.inequality import inequality
from siting.model.objectives.least_served import least_served
from siting.model.objectives.opening_cost import opening_cost
from siting.model.objectives.operating_difference import operating_difference
from siting.model.objectives.shortfall import shortfall
from siting.model.objectives.suitability import suitability
from siting.model.objectives.territorial_premium import territorial_premium
from siting.model.objectives.training_cost import training_cost
from siting.model.objectives.training_premium import training_premium
from siting.model.registry import Term

__all__ = ["COST_TERMS", "GOAL_TERMS", "TERMS"]

COST_TERMS: tuple[Term, ...] = (
    build_cost,
    opening_cost,
    territorial_premium,
    training_cost,
    employment_premium,
    training_premium,
    commuting_cost,
    operating_difference,
    shortfall,
)
GOAL_TERMS: tuple[Term, ...] = (suitability, inequality, least_served)
TERMS: tuple[Term, ...] = COST_TERMS + GOAL_TERMS
