"""How well the places chosen suit the sector."""

from __future__ import annotations

from siting.model.arrays import Terms
from siting.model.data import ModelData
from siting.model.registry import term
from siting.model.variables import Variables


@term("suitability", payer="none", unit="index x jobs", discounted=False, maximised=True)
def suitability(v: Variables, d: ModelData) -> tuple[Terms, ...]:
    r"""Jobs of the final year weighted by the suitability index of their place; maximised.

    $$ \max \sum_{z,s} \iota_{zsT}\, n_{zsT} $$

    Source: weighted linear combination, Malczewski (1999).
    """
    last = v.jobs.where(v.jobs.index["year"] == d.last)
    return (last * d.suitability,)
