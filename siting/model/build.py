"""From `Inputs` to a `Program`: a table of contents of the model."""

from __future__ import annotations

import numpy as np

from siting.errors import ModelError
from siting.model.constraints import CONSTRAINTS
from siting.model.data import ModelData
from siting.model.inputs import Inputs, Objective
from siting.model.objectives import COST_TERMS, TERMS
from siting.model.program import Program, cost_vector
from siting.model.registry import Term
from siting.model.rows import Block
from siting.model.variables import Variables, make_variables

__all__ = ["build", "objective_terms"]


def build(inputs: Inputs) -> Program:
    """Make every variable, row and cost coefficient of the model.

    The cost of the program is that of the first stage (``lexicographic``) or the weighted sum (``weighted``). Raises
    `ModelError` for a lexicographic objective that does not begin with cost.
    """
    d = ModelData.of(inputs)
    v = make_variables(d)
    blocks = tuple(
        block.named(rule.name) for rule in CONSTRAINTS if (block := rule.rows(v, d)) is not None and len(block)
    )
    return _assemble(d, v, blocks)


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


def _assemble(d: ModelData, v: Variables, blocks: tuple[Block, ...]) -> Program:
    counts = [np.bincount(block.row, minlength=len(block)) for block in blocks]
    families = list(v.families())
    return Program(
        data=d,
        variables=v,
        blocks=blocks,
        cost=cost_vector(objective_terms(d.scalars.objective), v, d),
        start=np.concatenate(([0], np.cumsum(np.concatenate(counts)))).astype(np.int64),
        column=np.concatenate([block.column for block in blocks]),
        coefficient=np.concatenate([block.coefficient for block in blocks]),
        row_lower=np.concatenate([block.lower for block in blocks]),
        row_upper=np.concatenate([block.upper for block in blocks]),
        column_lower=np.concatenate([family.lower for family in families]),
        column_upper=np.concatenate([family.upper for family in families]),
        integer=np.concatenate([family.column for family in families if family.integer]),
    )
