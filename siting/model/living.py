"""A linear programme that stays alive: right-hand sides move, each question starts from the same optimum.

After a right-hand side has moved, the optimal basis stays dual feasible, so the dual simplex method needs few steps.
Every question starts from the basis of the programme as built, so that an answer does not depend on what was asked
before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import highspy

from siting.model.arrays import FloatArray
from siting.model.backend import AFRESH, DUAL, Answer
from siting.model.highs_backend import HighsBackend
from siting.model.pulp_problem import copied_basis, highs_basis
from siting.results.solution import Basis, Outcome

__all__ = ["LivingLP"]

#: Largest reduced cost of the wrong sign. Prices are told per job: at HiGHS's own 1e-7 a plan may miss the optimum by
#: more than the price of one job.
DUAL_TOLERANCE = 1e-9


class LivingLP(HighsBackend):
    """`HighsBackend` whose rows can be moved and put back."""

    def first(self) -> Answer:
        """Solve the program as built and keep its basis as the start of all questions."""
        answer = super().first()
        if answer.outcome.has_plan:
            self._home = self.basis()
            self._stale = False  # all questions go on by the options of the first solve, the first one too
        return answer

    def first_from(self, basis: Basis) -> Answer:
        """As `first`, from where the program was optimal before: a step or none."""
        self.adopt(highs_basis(basis))
        answer = self.solve_by(DUAL, AFRESH)
        if answer.outcome.has_plan:
            self._home = self.basis()
            self._stale = False
        return answer

    def basis(self) -> Any:
        """Where the last solve ended: a start for later questions."""
        return copied_basis(self.highs.getBasis())

    def _settings(self) -> Mapping[str, Any]:
        return {**super()._settings(), "dual_feasibility_tolerance": DUAL_TOLERANCE}

    def set_row_bounds(self, row: int, lower: float, upper: float) -> None:
        """Move the bounds of a row."""
        self.highs.changeRowBounds(row, lower, upper)

    def set_costs(self, cost: FloatArray) -> None:
        """Another objective, to be minimised by the next `again`."""
        self.highs.changeColsCost(len(cost), self._columns, cost)

    def home(self, basis: Any = None) -> None:
        """Take the basis of the program as built, or another, as the start of the next solve."""
        start = self._home if basis is None else basis
        missing = int(self.highs.getNumRow()) - len(start.row_status)
        if missing:  # rows added since then do not bind there
            start.row_status = [*start.row_status, *([highspy.HighsBasisStatus.kBasic] * missing)]
        self.highs.setBasis(start)

    def again(self) -> Answer:
        """Solve the programme as it stands now from the last basis, by the dual simplex method.

        An outcome that is neither a plan nor a proof that there is none is a loss of accuracy: then a fresh start.
        """
        outcome = self._run(DUAL)
        if outcome not in (Outcome.OPTIMAL, Outcome.INFEASIBLE, Outcome.UNBOUNDED):
            self.highs.clearSolver()
            outcome = self._run(AFRESH)
        return self._answer(outcome, 0.0)
