"""Inputs of one model after another that differ in little: what a planner moves on a page.

Most settings are numbers without a place: a goal, a limit, a budget, a rate. They stand in `Scalars` alone, and the
tables of zones, pools, travel and indices are those of the model before. `Preparation` keeps the tables that it made,
and makes them anew only where a setting is read by them.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace

from siting.config.schema import Model
from siting.errors import ModelError
from siting.geo.baseline import Baseline, baseline
from siting.geo.groups import group_problems, group_zones
from siting.geo.hierarchy import Hierarchy, Tables, refuse
from siting.geo.prepare import low_goals, prepare, unknown_zones, unmeasured
from siting.geo.scalars import scalars
from siting.model.inputs import Inputs

__all__ = ["Preparation", "of_tables"]

#: So many sets of tables are kept: those of the scenarios that are looked at in turn.
KEPT = 6
#: Parts of a model that no table reads; of the parts named with keys, those keys.
_SCALAR = (
    *("goals", "balance", "limits", "objective", "budgets_mmad", "national_pace", "solver", "uncertainty"),
    *("sources", "name", "title", "description"),
)
_SCALAR_KEYS = {
    "parks": ("growth_limit", "shrink_limit", "indivisible", "phase_seats", "min_park_seats", "park_count", "locks"),
    "talent": ("recruit_rate", "training_grant_mad"),
    "incentives": ("employment_premium", "training_premium", "training_premium_years"),
    "costs": ("discount_rate",),
    "travel": ("commuting_cost_mad",),
}


def of_tables(model: Model) -> dict[str, object]:
    """What the tables of `Inputs` are made of: the model without its numbers that have no place.

    Two models with equal parts here have equal tables (`tests/geo/test_preparing.py` tries every key).
    """
    parts: dict[str, object] = {
        name: getattr(model, name)
        for name in type(model).model_fields
        if name not in _SCALAR and name not in _SCALAR_KEYS
    }
    for name, keys in _SCALAR_KEYS.items():
        part = getattr(model, name)
        parts[name] = {key: getattr(part, key) for key in type(part).model_fields if key not in keys}
    return parts


@dataclass(frozen=True)
class _Made:
    parts: dict[str, object]
    zones: Hierarchy
    base: Baseline
    inputs: Inputs


class Preparation:
    """`prepare` for one data set, with a memory. Not for several threads at once."""

    def __init__(self, dataset: Tables) -> None:
        self.dataset = dataset
        self._made: OrderedDict[int, _Made] = OrderedDict()
        self._next = 0

    def inputs(self, model: Model) -> Inputs:
        """As `siting.geo.prepare.prepare`, and raises as it does. Tables that are known are the very same objects."""
        parts = of_tables(model)
        for number, made in self._made.items():
            if made.parts == parts:
                self._made.move_to_end(number)
                return self._with(made, model)
        inputs = prepare(model, self.dataset)
        zones = Hierarchy.of(self.dataset, model.level)
        self._made[self._next] = _Made(parts, zones, baseline(zones, tuple(sorted(model.segments))), inputs)
        self._next += 1
        while len(self._made) > KEPT:
            self._made.popitem(last=False)
        return inputs

    def _with(self, made: _Made, model: Model) -> Inputs:
        """The known tables with the numbers of ``model``."""
        refuse([*unknown_zones(made.zones, model), *group_problems(made.zones, model)], ModelError)
        refuse([*low_goals(model, made.base), *unmeasured(made.zones, model, made.base)], ModelError)
        total = float(made.base.jobs.sum())
        return replace(made.inputs, scalars=scalars(model, total, group_zones(made.zones, model)))
