"""Variants of one model, each a walk from the optimum of the model as given.

`siting.model.live.LiveModel` goes on from wherever it is; what it answers may then depend on all that was asked
before, where several plans are equally good. Here a walk begins at the optimum of the model as given, in a HiGHS
instance of its own, and goes from variant to variant in the order in which they are told: the answers are a function
of the model and that list alone, bit by bit, so that it does not matter who computed which walks and when. Variants
that are near to one another are best told one after the other: a few steps of the simplex method are between them.

Method: sensitivity from an optimal basis, dual steps after right-hand sides have moved, primal ones after costs
(Chvatal, Linear Programming, 1983, chapter 10).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from siting.errors import UsageError
from siting.model.assembly import Assembly, changed_inputs
from siting.model.backend import Answer
from siting.model.changes import apply_changes, named_columns
from siting.model.highs_backend import HighsBackend
from siting.model.inputs import Inputs
from siting.model.live import LivePlan
from siting.model.live_highs import LiveHighs
from siting.model.options import SolverOptions
from siting.model.program import Program
from siting.model.pulp_problem import copied_basis

__all__ = ["Variants"]


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
        return next(self.along((changes,)))

    def along(self, variants: Iterable[Mapping[str, Any]]) -> Iterator[LivePlan]:
        """The optimum of each of ``variants``, which are all changes to the model as given. Raises as `solve`."""
        highs = self._begun()
        for changes in variants:
            yield self._next(highs, changes)

    def _begun(self) -> LiveHighs:
        """An instance at the optimum of the model as given, or at nothing where that has none."""
        if self._basis is None:
            return LiveHighs(self._program, self._options, remembers=False)
        return LiveHighs.at(self._program, self._options, self._basis)

    def _next(self, highs: LiveHighs, changes: Mapping[str, Any]) -> LivePlan:
        base = self._given.inputs
        inputs = apply_changes(base, changes)
        _refuse_whole_parks(inputs)
        changed = changed_inputs(base, inputs, named_columns(changes))
        if changed is not None and not changed:
            return self._given
        assembly = Assembly.of(inputs) if changed is None else self._assembly.moved(inputs, changed)
        program = assembly.program(self._program)
        highs.stand_for(program)
        return _plan(highs.solve(), inputs, program)


def _plan(answer: Answer, inputs: Inputs, program: Program) -> LivePlan:
    return LivePlan(answer.outcome, answer.value, answer.plan, answer.prices, inputs, program)


def _refuse_whole_parks(inputs: Inputs) -> None:
    if inputs.scalars.indivisible:
        raise UsageError("whole parks (parks.indivisible) have no variants: each change is a search of its own")
