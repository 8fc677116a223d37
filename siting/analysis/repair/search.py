"""How far one lever has to move: the least readable value with which a plan exists."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from siting.analysis.repair.cases import Case, Settings
from siting.analysis.repair.levers import Lever
from siting.errors import InvalidInput
from siting.model.arrays import FloatArray
from siting.model.build import build
from siting.model.conflict import Deadline
from siting.model.feasibility import System
from siting.model.inputs import Inputs
from siting.model.moves import Reach, direction, first_stage, least_moves, system_of, within_minutes
from siting.model.program import Program

__all__ = ["Search"]

#: Most seconds for one question to a mixed-integer model, and for all questions about one lever of it.
_PATIENCE, _PER_LEVER = 8.0, 25.0
#: Most seconds to find a plan with whole parks.
_TO_SOLVE = 20.0
#: Seconds past the end for the solve that proves a combination.
_GRACE = 5.0
_NO_ROWS = np.zeros(0, dtype=np.int64)
#: A repair that fails when it is solved with may need so many steps more: rounding of several keys.
_RETRIES = 2


class Search:
    """Questions to one infeasible model about what would make it feasible."""

    def __init__(
        self, case: Case, system: System, deadline: Deadline, tell: Callable[[str], None] = lambda _: None
    ) -> None:
        self.case, self.system, self.deadline, self.tell = case, system, deadline, tell
        self.is_mip = bool(len(system.integer))
        self._lever = deadline
        self._farthest: dict[str, Program] = {}
        self._shifts: dict[str, FloatArray | None] = {}

    def seconds(self) -> float:
        """How long the next question may take."""
        return min(self.deadline.left, self._lever.left, _PATIENCE) if self.is_mip else self.deadline.left

    def inputs(self, settings: Settings) -> Inputs | None:
        """The inputs with some keys changed; None where the model would then contradict itself."""
        try:
            return self.case.changed(settings)
        except InvalidInput:
            return None

    def at(self, settings: Settings) -> System | None:
        """The rows with some keys changed."""
        inputs = self.inputs(settings)
        return None if inputs is None else system_of(inputs)

    def moved(self, lever: Lever, steps: int) -> System | None:
        """The rows with one lever moved. Longer commutes are cut out of the longest, which changes no row."""
        if lever.kind != "commute":
            return self.at(lever.settings(lever.value(steps)))
        if lever.key not in self._farthest:
            inputs = self.inputs(lever.settings(lever.furthest))
            if inputs is None:
                return None
            self._farthest[lever.key] = build(inputs)
        return within_minutes(self._farthest[lever.key], lever.value(steps))

    def works(self, lever: Lever, steps: int, *, whole: bool = True) -> bool | None:
        """Whether a plan exists with the lever moved so far, with ``whole=False`` one with parks of any size; None if
        that was not decided."""
        if steps <= 0 and whole:
            return False
        system = self.moved(lever, steps) if steps > 0 else self.system
        if system is None:
            return False
        asked = system if whole else system.without(_NO_ROWS, whole=False)
        return asked.solve(seconds=self.seconds()).feasible

    def reach(self, settings: Settings, *, late: bool = False) -> Reach | None:
        """What the plan of least cost comes to with some keys changed; None when there is no plan, or no time:
        ``late`` grants a few seconds all the same, for an answer that is all but found."""
        grace = _GRACE if late else 0.0
        if self.deadline.left + grace <= 0:
            return None
        inputs = self.inputs(settings)
        left = min(self.deadline.left, _TO_SOLVE) if self.is_mip else self.deadline.left
        return None if inputs is None else first_stage(inputs, max(1.0, grace, left))

    def shift(self, lever: Lever) -> FloatArray | None:
        """The direction in which the lever moves right-hand sides; None if it does more than that, or nothing."""
        if lever.kind == "commute":
            return None
        if lever.key not in self._shifts:
            halfway = lever.value((lever.count + 1) // 2)  # at the far end a rule may be gone altogether
            there = self.at(lever.settings(halfway))
            shift = None if there is None else direction(self.system, there, abs(halfway - lever.old))
            self._shifts[lever.key] = None if shift is None or not np.any(shift) else shift
        return self._shifts[lever.key]

    def least(self, lever: Lever) -> tuple[int, Reach, bool] | None:
        """Steps to the least readable value with which a plan exists, what it comes to, and whether one step less was
        shown to be too little. None where the lever alone is not enough, or time ran out."""
        if self.deadline.left <= 0:
            return None
        self.tell(f"the least repair: {lever.key}")
        self._lever = Deadline(_PER_LEVER)
        shift = self.shift(lever)
        steps = self._bisected(lever) if shift is None else self._by_programme(lever, shift)
        bound = steps
        if self.is_mip and steps is not None:
            steps = self._whole(lever, steps)
        for tried in range(0 if steps is None else _RETRIES):
            more = min(lever.count, (steps or 0) + tried)
            reach = self.reach(lever.settings(lever.value(more)))
            if reach is not None:
                less = more in (1, bound) or self.works(lever, more - 1) is False
                return more, reach, less
        return None

    def _by_programme(self, lever: Lever, shift: FloatArray) -> int | None:
        """From one elastic programme, with parks of any size. Keys that are rounded one by one may ask for a step more
        or less."""
        relaxed = self.system.without(_NO_ROWS, whole=False)
        moved = least_moves(relaxed, [shift], [1.0], [lever.reach], self.deadline.left)
        if moved is None:
            return None
        steps = lever.steps_for(float(moved[0]))
        if steps > 0 and self.works(lever, steps - 1, whole=False):
            return self._halved(lever, 0, steps - 1, whole=False)
        return steps if self.is_mip else max(1, steps)

    def _bisected(self, lever: Lever) -> int | None:
        """By halving, with parks of any size."""
        if self.is_mip and self.works(lever, 0, whole=False):
            return 0
        return self._halved(lever, 0, lever.count, whole=False) if self.works(lever, lever.count, whole=False) else None

    def _whole(self, lever: Lever, bound: int) -> int | None:
        """With whole parks: what parks of any size need, or as little above it as time allows.

        Near the limit a question is hard, far from it easy: so values are approached from the far end.
        """
        first = max(1, bound)
        if self.works(lever, first):
            return first if first == bound else self._halved(lever, 0, first, whole=True)
        return self._halved(lever, first, lever.count, whole=True) if self.works(lever, lever.count) else None

    def _halved(self, lever: Lever, short: int, enough: int, *, whole: bool) -> int:
        """The least number of steps above ``short`` that was shown to be enough."""
        while enough - short > 1:
            middle = (enough + short) // 2
            answer = self.works(lever, middle, whole=whole)
            if answer is None and (not whole or self._lever.left <= 0):
                return enough
            short, enough = (short, middle) if answer else (middle, enough)
        return enough
