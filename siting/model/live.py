"""A live model: change a goal, a limit, a pool, a cost, a rule or a lock by name, and have the new optimum at once.

The model stays built and its HiGHS instance alive. A change makes again only what read it (`siting.model.assembly`),
tells HiGHS the numbers that differ, and solves from the last basis: after right-hand sides have moved the basis stays
dual feasible, after costs have moved it stays primal feasible, so that few steps of the simplex method are left. Where
rows or columns come or go, HiGHS gets the new model with the old basis carried over by name.

What is solved is the first stage (least cost, or the weighted sum); `LiveModel.complete` adds the stages that follow.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

import pandas as pd

from siting.errors import UsageError
from siting.model.arrays import FloatArray
from siting.model.assembly import Assembly, changed_inputs
from siting.model.changes import apply_changes, named_columns
from siting.model.inputs import Inputs
from siting.model.live_highs import LiveHighs
from siting.model.options import SolverOptions
from siting.model.program import Program
from siting.model.read_back import read_tables
from siting.results.solution import Outcome, Solution

__all__ = ["LiveModel", "LivePlan", "Moved"]


class Moved(StrEnum):
    """What a change came to: nothing, numbers of the model, or rows and columns."""

    NOTHING = "nothing"
    NUMBERS = "numbers"
    STRUCTURE = "structure"


@dataclass(frozen=True)
class LivePlan:
    """An optimum of the first stage, or that there is none (``outcome``).

    ``value`` in million MAD (or the weighted sum), ``plan`` by column and ``prices`` by row of ``program``; all of them
    stay as they are when the model moves on.
    """

    outcome: Outcome
    value: float
    plan: FloatArray
    prices: FloatArray
    inputs: Inputs
    program: Program

    @cached_property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Tables ``jobs``, ``seats``, ``staff``, ``trained``, ``shortfall``. Raises `UsageError` without a plan."""
        if not self.outcome.has_plan:
            raise UsageError("there is no plan to read: the change made the model infeasible")
        return read_tables(self.program, self.plan)


class LiveModel:
    """A built model and its HiGHS instance.

    Safe to use from several threads: calls wait for one another, and what `solve` returns is never changed. Whole parks
    (``indivisible``) have no basis to start from and are refused (`UsageError`): solve them with
    `siting.model.solve.solve_inputs`.
    """

    @classmethod
    def beside(cls, other: LiveModel) -> LiveModel:
        """A live model of its own that stands for what ``other`` stands for, and starts at its optimum."""
        with other._lock:
            other.solve()
            new = cls(other._inputs, other._options)
            new._assembly, new._program = other._assembly, other._program
            new._highs = LiveHighs.at(other._program, other._options, other._highs.basis())
        return new

    def __init__(self, inputs: Inputs, options: SolverOptions | None = None) -> None:
        self._options = options or SolverOptions()
        self._lock = threading.RLock()
        self._start = inputs
        self._inputs, self._assembly = inputs, _assembled(inputs)
        self._program = self._assembly.program()
        self._highs = LiveHighs(self._program, self._options)
        self._plan: LivePlan | None = None

    @property
    def inputs(self) -> Inputs:
        """What the model stands for now."""
        return self._inputs

    @property
    def program(self) -> Program:
        """The model as arrays, as it stands now."""
        return self._program

    def change(self, changes: Mapping[str, Any]) -> Moved:
        """Change inputs by name (`siting.model.changes`) and say what that came to.

        Raises `ModelError` with every problem found; then nothing has changed.
        """
        with self._lock:
            return self._update(apply_changes(self._inputs, changes), named_columns(changes))

    def reset(self) -> Moved:
        """Go back to the inputs that the model was made of."""
        return self.update(self._start)

    def update(self, inputs: Inputs) -> Moved:
        """Stand for ``inputs`` from now on; anything may differ. Raises as `LiveModel` does; then nothing changes."""
        return self._update(inputs, None)

    def _update(self, inputs: Inputs, among: frozenset[str] | None) -> Moved:
        with self._lock:
            changed = changed_inputs(self._inputs, inputs, among)
            if changed is not None and not changed:
                self._inputs = inputs
                return Moved.NOTHING
            assembly = _assembled(inputs) if changed is None else self._moved(inputs, changed)
            program = assembly.program(self._program)
            alike = self._highs.stand_for(program)
            self._inputs, self._assembly, self._program = inputs, assembly, program
            self._plan = None
            return Moved.NUMBERS if alike else Moved.STRUCTURE

    def _moved(self, inputs: Inputs, changed: frozenset[str]) -> Assembly:
        if inputs.scalars.indivisible:
            return _assembled(inputs)
        return self._assembly.moved(inputs, changed)

    def solve(self, *, from_start: bool = False) -> LivePlan:
        """The optimum as the model stands now.

        Several plans may be equally cheap; which of them it is may depend on the solves before. ``from_start`` begins
        at the optimum of the first solve instead: then the same inputs give the same plan whatever was asked before, to
        the solver's last digits (bit by bit: `siting.model.variants`).
        Without a plan ``outcome`` says why; the model can be changed and solved again.
        """
        with self._lock:
            if self._plan is None or from_start:
                answer = self._highs.solve(from_start=from_start)
                self._plan = LivePlan(
                    answer.outcome, answer.value, answer.plan, answer.prices, self._inputs, self._program
                )
            return self._plan

    def complete(self, progress: Callable[[str], None] | None = None) -> Solution:
        """The plan after all stages of the objective, as `siting.model.solve.solve_inputs` gives it.

        It works on a copy, so that the live model can be changed meanwhile. Raises `Infeasible` and `NoPlan`.
        """
        from siting.model.solve import complete_plan

        with self._lock:
            self.solve()
            program, backend = self._program, self._highs.copy()
        return complete_plan(program, backend, self._options, progress)


def _assembled(inputs: Inputs) -> Assembly:
    if inputs.scalars.indivisible:
        raise UsageError("whole parks (parks.indivisible) cannot be planned live: each change is a search of its own")
    return Assembly.of(inputs)
