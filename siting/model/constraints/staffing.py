"""Jobs need people with the right skills."""

from __future__ import annotations

import numpy as np

from siting.model.arrays import Terms
from siting.model.data import ModelData
from siting.model.registry import constraint
from siting.model.rows import Block
from siting.model.variables import Variables


@constraint("staffing", over=("zone", "skill", "year"), unit="people")
def staffing(v: Variables, d: ModelData) -> Block:
    r"""The people who work in a zone are those its jobs ask for, skill by skill.

    $$ \sum_{i : (i,z) \in \mathcal{A}} w_{izqt} = \sum_{s} \mu_{sq}\, n_{zst} \qquad \forall z, q, t $$

    Dual: what it costs to need one more person of skill q in z in year t (MMAD per person).
    Source: transportation rows of the location-allocation problem, Cooper (1963).
    """
    zones = np.unique(v.jobs.index["zone"])
    rows = d.rows("zone", "skill", "year", only={"zone": zones})
    return rows.sum(v.staff, *_needed(v, d)).equals(0.0)


def _needed(v: Variables, d: ModelData) -> tuple[Terms, ...]:
    """Minus the staff that jobs need, one set of terms for each skill."""
    return tuple(
        -(v.jobs.labelled("skill", skill) * d.skill_mix.slice("skill", skill)) for skill in range(d.sizes["skill"])
    )
