"""The Gini coefficient as an objective."""

from __future__ import annotations

from siting.model.arrays import Terms
from siting.model.data import ModelData
from siting.model.registry import term
from siting.model.variables import Variables


@term("inequality", payer="none", unit="jobs", discounted=False)
def inequality(v: Variables, d: ModelData) -> tuple[Terms, ...]:
    r"""Sum of the gaps between pairs of regions: the numerator of the Gini coefficient; minimised.

    $$ \min \sum_{r<r'} g_{rr'} $$

    With the number of jobs fixed by the goal this minimises the Gini coefficient.

    Source: Drezner, Drezner and Guyse (2009).
    """
    return (v.distance.labelled("year", d.last),)
