"""What a place costs firms beyond the national mean."""

from __future__ import annotations

from siting.model.arrays import Terms
from siting.model.data import ModelData
from siting.model.registry import term
from siting.model.variables import Variables


@term("operating_difference", payer="firm")
def operating_difference(v: Variables, d: ModelData) -> tuple[Terms, ...]:
    r"""Isolation, wage and rent difference of the place, by job and year; may be negative.

    $$ \sum_{z,s,t} \delta_t\, o_{zst}\, n_{zst} $$

    Source: operating costs by place, from connectivity, wages and rents of the data set.
    """
    return (v.jobs * d.operating_difference,)
