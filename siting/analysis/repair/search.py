"""How far one lever has to move: the least readable value with which a plan exists."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from siting.analysis.repair.cases import Case, Settings
from siting.analysis.repair.levers import Lever
from siting.errors import InvalidInput
from siting.model.arrays import FloatArray
from siting.model.build import build
from siting.model.deadline import Deadline
from siting.model.feasibility import System, ample_room
from siting.model.inputs import Inputs
from siting.model.moves import (
    Reach,
    direction,
    first_stage,
    least_move,
    least_moves,
    reach_of,
    system_of,
    within_minutes,
)
from siting.model.program import Program

__all__ = ["Search"]

#: Most seconds for one question to a mixed-integer model.
_PATIENCE = 8.0
#: Most seconds to find the least move, and the plan of least cost, with whole parks; less where some plan is known.
_TO_MOVE, _TO_SOLVE, _TO_PRICE = 20.0, 20.0, 4.0
#: Seconds past the end for the solve that proves a combination.
_GRACE = 5.0
_NO_ROWS = np.zeros(0, dtype=np.int64)
#: A repair that fails when it is solved with may need so many steps more: rounding of several keys.
_RETRIES = 2


class Search:
    """Questions to one infeasible model about what would make it feasible."""

    def __init__(
        self, case: Case, program: Program, deadline: Deadline, tell: Callable[[str], None] = lambda _: None
    ) -> None:
        self.case, self.deadline, self.tell = case, deadline, tell
        self.room = ample_room(program)
        self.system = System.of(program, self.room)
        self.is_mip = bool(len(program.integer))
        self._lever = deadline
        self.cut_short = False  #: whether some lever or decision was given up for want of time
        self._farthest: dict[str, Program] = {}
        self._shifts: dict[str, FloatArray | None] = {}

    def seconds(self) -> float:
        """How long the next question may take."""
        return self.on_the_clock(min(self._lever.left, _PATIENCE) if self.is_mip else np.inf)

    def allot(self, share: float) -> None:
        """The next lever or decision gets this share of the time that is left, where parks are whole."""
        self._lever = Deadline(share * self.deadline.left)

    def settle(self, found: bool) -> None:
        """What was allotted is over; with nothing found, and no time left, it may still have been of help."""
        self.cut_short = self.cut_short or (not found and min(self._lever.left, self.deadline.left) <= 0)

    def on_the_clock(self, most: float) -> float:
        """So many seconds of work, or what is left, as a solver reads them on the clock."""
        return self.deadline.on_the_clock(min(self.deadline.left, most))

    def inputs(self, settings: Settings) -> Inputs | None:
        """The inputs with some keys changed; None where the model would then contradict itself."""
        try:
            return self.case.changed(settings)
        except InvalidInput:
            return None

    def at(self, settings: Settings) -> System | None:
        """The rows with some keys changed."""
        inputs = self.inputs(settings)
        return None if inputs is None else system_of(inputs, self.room)

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

    def reach(self, settings: Settings, *, late: bool = False, most: float = _TO_SOLVE) -> Reach | None:
        """What the plan of least cost comes to with some keys changed; None when there is no plan, or no time:
        ``late`` grants a few seconds all the same, for an answer that is all but found; ``most`` is the most seconds
        that it may take where parks are whole."""
        grace = _GRACE if late else 0.0
        if self.deadline.left + grace <= 0:
            return None
        inputs = self.inputs(settings)
        left = self.on_the_clock(min(most, max(1.0, self._lever.left)) if self.is_mip else np.inf)
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
        shift = self.shift(lever)
        steps = self._bisected(lever) if shift is None else self._by_programme(lever, shift)
        bound = steps
        if self.is_mip and steps is not None:
            if shift is not None and (found := self._by_whole_programme(lever, shift, steps)) is not None:
                return found
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
        moved = least_moves(relaxed, [shift], [1.0], [lever.reach], self.on_the_clock(np.inf))
        if moved is None:
            return None
        steps = lever.steps_for(float(moved[0]))
        if steps > 0 and self.works(lever, steps - 1, whole=False):
            return self._halved(lever, 0, steps - 1, whole=False)
        return steps if self.is_mip else max(1, steps)

    def _by_whole_programme(self, lever: Lever, shift: FloatArray, bound: int) -> tuple[int, Reach, bool] | None:
        """From one elastic mixed-integer programme, which has an answer and a bound whenever it is stopped. The plan
        that it finds stands for the one of least cost where there is no time for that."""
        seconds = self.on_the_clock(min(0.7 * self._lever.left, _TO_MOVE))
        found = least_move(self.system, shift, lever.reach, lever.scale, seconds)
        if found is None:
            return None
        steps = max(1, lever.steps_for(found.by))
        settings = lever.settings(lever.value(steps))
        inputs = self.inputs(settings)
        reach = self.reach(settings, most=_TO_PRICE) or (None if inputs is None else reach_of(inputs, found.plan))
        if reach is None:
            return None
        proven = steps <= max(1, bound, lever.steps_for(found.bound))
        if proven and steps > 1 and lever.kind == "jobs":  # years of a path are rounded one by one: a step may be saved
            proven = self.works(lever, steps - 1) is False
        return steps, reach, proven

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
