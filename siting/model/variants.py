"""Variants of one model, each answered as if it had been the only one asked.

`siting.model.live.LiveModel` goes on from wherever it is; what it answers may then depend on what was asked before,
where several plans are equally good. Here every variant begins at the optimum of the model as given, in a HiGHS
instance of its own: the answer is a function of the model and the changes alone, bit by bit, so that it does not matter
who computed which variants in which order. Filling the instance costs a twentieth of such a solve.

Method: sensitivity from an optimal basis, dual steps after right-hand sides have moved, primal ones after costs
(Chvatal, Linear Programming, 1983, chapter 10).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from siting.errors import UsageError
from siting.model.arrays import Family, FloatArray
from siting.model.assembly import Assembly, changed_inputs
from siting.model.backend import AFRESH, DUAL, PRIMAL, Answer
from siting.model.changes import apply_changes, named_columns
from siting.model.highs_backend import HighsBackend
from siting.model.inputs import Inputs
from siting.model.live import LivePlan
from siting.model.live_highs import carried
from siting.model.options import SolverOptions
from siting.model.program import Program
from siting.model.pulp_problem import copied_basis

__all__ = ["Variants"]

#: Steps of the simplex method (as a share of the rows, and at least) after which it is given up for a new start.
_STEPS_PER_ROW, _LEAST_STEPS = 0.25, 1_500
#: Devex prices need no start; exact steepest edges would first cost as much as all the steps that follow.
_DEVEX = {"simplex_dual_edge_weight_strategy": 1}
_ANEW: tuple[Mapping[str, Any], ...] = (AFRESH, {**DUAL, "presolve": "off"})


class Variants:
    """A model as given and the optimum that its variants begin at. HiGHS has one thread.

    Raises `UsageError` for whole parks (``indivisible``), which have no basis to begin at, and `ModelError` as the
    model's own build does.
    """

    def __init__(self, inputs: Inputs, seed: int = 0) -> None:
        _refuse_whole_parks(inputs)
        self._options = SolverOptions(threads=1, seed=seed)
        self._assembly = Assembly.of(inputs)
        self._program = self._assembly.program()
        self._basis: Any = None
        backend = HighsBackend(self._program, self._options)
        self._given = _plan(backend.first(), inputs, self._program)
        if self._given.outcome.has_plan:
            self._basis = copied_basis(backend.highs.getBasis())

    @property
    def given(self) -> LivePlan:
        """The model as given."""
        return self._given

    def solve(self, changes: Mapping[str, Any]) -> LivePlan:
        """The optimum of the first stage with ``changes`` (`siting.model.changes`) to the model as given.

        That there is none is an answer (``outcome``). Raises `ModelError` with every wrong change.
        """
        base = self._given.inputs
        inputs = apply_changes(base, changes)
        _refuse_whole_parks(inputs)
        changed = changed_inputs(base, inputs, named_columns(changes))
        if changed is not None and not changed:
            return self._given
        assembly = Assembly.of(inputs) if changed is None else self._assembly.moved(inputs, changed)
        program = assembly.program()
        backend = HighsBackend(program, self._options)
        if self._basis is None:
            return _plan(backend.first(), inputs, program)
        alike = changed is not None and _same_names(self._program, program)
        return _plan(self._warm(backend, program, alike), inputs, program)

    def _warm(self, backend: HighsBackend, program: Program, alike: bool) -> Answer:
        """The optimum from the basis of the model as given; ``alike``: of the same columns and rows."""
        before = self._program
        backend.adopt(self._basis if alike else carried(self._basis, before, program))
        way = PRIMAL if alike and _same_region(before, program) else {**DUAL, **_DEVEX}
        steps = max(_LEAST_STEPS, int(_STEPS_PER_ROW * len(program.row_lower)))
        return backend.solve_by({**way, "simplex_iteration_limit": steps}, *_ANEW)


def _plan(answer: Answer, inputs: Inputs, program: Program) -> LivePlan:
    return LivePlan(answer.outcome, answer.value, answer.plan, answer.prices, inputs, program)


def _refuse_whole_parks(inputs: Inputs) -> None:
    if inputs.scalars.indivisible:
        raise UsageError("whole parks (parks.indivisible) have no variants: each change is a search of its own")


def _same_names(one: Program, other: Program) -> bool:
    """Whether two programs have the same columns and rows, by name."""
    families = list(zip(one.variables.families(), other.variables.families(), strict=True))
    if len(one.blocks) != len(other.blocks) or not all(_same_family(a, b) for a, b in families):
        return False
    return all(
        a is b or (a.name == b.name and len(a) == len(b) and all(np.array_equal(a.keys[k], b.keys[k]) for k in a.keys))
        for a, b in zip(one.blocks, other.blocks, strict=True)
    )


def _same_family(a: Family, b: Family) -> bool:
    return a is b or (len(a) == len(b) and all(np.array_equal(a.index[dim], b.index[dim]) for dim in a.index))


def _same_region(one: Program, other: Program) -> bool:
    """Whether two programs of the same names ask the same of a plan: they differ in costs at most."""
    names = ("start", "column", "coefficient", "row_lower", "row_upper", "column_lower", "column_upper")
    return all(_same(getattr(one, name), getattr(other, name)) for name in names)


def _same(one: FloatArray, other: FloatArray) -> bool:
    return one is other or np.array_equal(one, other)
