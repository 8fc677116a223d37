"""From `Inputs` to a `Program`: the whole model as arrays."""

from __future__ import annotations

from siting.model.assembly import Assembly
from siting.model.inputs import Inputs
from siting.model.program import Program

__all__ = ["build"]


def build(inputs: Inputs) -> Program:
    """Make every variable, row and cost coefficient of the model.

    The cost of the program is that of the first stage (``lexicographic``) or the weighted sum (``weighted``). Raises
    `ModelError` for a lexicographic objective that does not begin with cost.
    """
    return Assembly.of(inputs).program()
