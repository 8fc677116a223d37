"""Every term of the objective. `COST_TERMS` make up the total cost; the others are goals of their own."""

from __future__ import annotations

from siting.errors import ModelError
from siting.model.inputs import Objective
from siting.model.objectives.build_cost import build_cost
from siting.model.objectives.commuting_cost import commuting_cost
from siting.model.objectives.employment_premium import employment_premium
from siting.model.objectives.inequality import inequality
from siting.model.objectives.kolm_pollak import kolm_pollak
from siting.model.objectives.least_served import least_served
from siting.model.objectives.opening_cost import opening_cost
from siting.model.objectives.operating_difference import operating_difference
from siting.model.objectives.ordered_median import ordered_median
from siting.model.objectives.shortfall import shortfall
from siting.model.objectives.suitability import suitability
from siting.model.objectives.territorial_premium import territorial_premium
from siting.model.objectives.training_cost import training_cost
from siting.model.objectives.training_premium import training_premium
from siting.model.registry import Term

__all__ = ["COST_TERMS", "GOAL_TERMS", "TERMS", "objective_terms"]

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
GOAL_TERMS: tuple[Term, ...] = (suitability, inequality, least_served, ordered_median, kolm_pollak)
TERMS: tuple[Term, ...] = COST_TERMS + GOAL_TERMS


def objective_terms(objective: Objective) -> dict[Term, float]:
    """The terms that the first solve minimises, with their weights.

    The weight of ``cost`` counts for every cost term; a term's own weight comes on top.
    """
    if objective.method == "weighted":
        known = {term.name: term for term in TERMS}
        weights = dict(objective.weights) or {"cost": 1.0}
        total = weights.pop("cost", None)
        if "build_cost" in weights:
            weights.setdefault("opening_cost", weights["build_cost"])
        chosen = {} if total is None else dict.fromkeys(COST_TERMS, total)
        for name, weight in weights.items():
            chosen[known[name]] = chosen.get(known[name], 0.0) + weight
        return chosen
    first = objective.stages[0].objective if objective.stages else "cost"
    if first == "cost":
        return dict.fromkeys(COST_TERMS, 1.0)
    raise ModelError.one(
        "objective.stages",
        "the first stage of a lexicographic objective must be cost",
        first,
        "put cost first, or use method weighted",
    )
