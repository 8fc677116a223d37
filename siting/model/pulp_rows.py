"""Rows of a PuLP problem in batches: the one place that knows a private part of PuLP.

PuLP 4 keeps a problem in a Rust core. Its public way to make a row goes through Python once for each coefficient, twice
over; the core takes the numbers of the variables and the coefficients of a row as two arrays. `add_rows` hands them
over like that and falls back to the public way where the core is not as it was in PuLP 4.2. A test compares the two,
and one says when the fast way is no longer there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pulp

from siting.model.arrays import FloatArray, IntArray

__all__ = ["add_rows", "core_of"]

#: What `add_rows` needs of the core.
_NEEDED = ("add_term_ids_coeffs", "set_constant", "set_sense", "set_name")


def core_of(problem: pulp.LpProblem) -> tuple[Any, Any] | None:
    """The core of a problem and the module that it comes from; ``None`` where they are not as in PuLP 4.2."""
    try:
        from pulp import _rustcore as core
    except ImportError:
        return None
    model = getattr(problem, "_model", None)
    if not isinstance(model, core.Model) or not all(hasattr(core.AffineExpr, name) for name in _NEEDED):
        return None
    return model, core


def add_rows(
    problem: pulp.LpProblem,
    variables: Sequence[pulp.LpVariable],
    names: Sequence[str],
    start: IntArray,
    column: IntArray,
    coefficient: FloatArray,
    bounds: tuple[FloatArray, FloatArray],
) -> None:
    """Add rows ``lower <= A x <= upper`` with one finite bound each, or two that are equal.

    ``A`` in compressed row form over ``variables`` (all those of the problem, in order). Raises ``ValueError`` for a
    coefficient or bound that is not finite.
    """
    lower, upper = bounds
    equal = lower == upper
    right = np.where(np.isfinite(upper), upper, lower)
    if not (np.isfinite(coefficient).all() and np.isfinite(right).all()):
        raise ValueError("a coefficient or bound is not finite")
    add = _fast(problem, variables) or _public(problem, variables)
    senses = np.where(equal, "==", np.where(np.isfinite(upper), "<=", ">=")).tolist()
    edges = start.tolist()
    for number, (name, sense, value) in enumerate(zip(names, senses, right.tolist(), strict=True)):
        span = slice(edges[number], edges[number + 1])
        add(name, sense, value, column[span], coefficient[span])


_Adder = Callable[[str, str, float, IntArray, FloatArray], None]


def _fast(problem: pulp.LpProblem, variables: Sequence[pulp.LpVariable]) -> _Adder | None:
    found = core_of(problem)
    if found is None:
        return None
    model, core = found
    ids = np.array([variable.id for variable in variables], dtype=np.uint64)
    senses = {"<=": core.Sense.LessEqual, "==": core.Sense.Equal, ">=": core.Sense.GreaterEqual}

    def add(name: str, sense: str, value: float, columns: IntArray, coefficients: FloatArray) -> None:
        row = core.AffineExpr()
        row.add_term_ids_coeffs(model, ids[columns], coefficients)
        row.set_constant(-value)
        row.set_sense(senses[sense])
        row.set_name(name)
        model.add_constraint(row)

    return add


def _public(problem: pulp.LpProblem, variables: Sequence[pulp.LpVariable]) -> _Adder:
    def add(name: str, sense: str, value: float, columns: IntArray, coefficients: FloatArray) -> None:
        pairs = zip((variables[place] for place in columns.tolist()), coefficients.tolist(), strict=True)
        row = pulp.lpSum_vars_coefs(pairs)
        made = row == value if sense == "==" else row <= value if sense == "<=" else row >= value
        problem.addConstraint(made, name)

    return add
