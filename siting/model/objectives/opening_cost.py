"""What opening a park where none stands costs the developer."""

from __future__ import annotations

from siting.model.arrays import Terms
from siting.model.data import ModelData
from siting.model.registry import term
from siting.model.variables import Variables


@term("opening_cost", payer="developer", discounted=False)
def opening_cost(v: Variables, d: ModelData) -> tuple[Terms, ...]:
    r"""Site works and management of a park where none stands; only with indivisible parks.

    $$ \sum_{z} f_z\, y_z $$

    Counted within ``build_cost`` in tables, in the first year of the plan, and not discounted.

    Source: fixed charges of facility location, Balinski (1965).
    """
    return ((v.open * d.opening_cost).labelled("year", 0),)
