"""Branch and bound on whole parks: a bound on the least cost, and better plans on the way.

Best bound first; openings are branched on before the sizes of parks, sizes before the years of their phases. The
candidate is chosen by strong branching: both children of the most promising ones are solved and the pair that raises
the bound most is kept (Achterberg, Koch and Martin 2005). Everything is counted in solves, not in seconds, so that the
same input gives the same plan unless a time limit cuts it short.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from siting.model.arrays import FloatArray, IntArray
from siting.model.parks.relaxation import Bounds, Relaxation, Relaxed
from siting.model.parks.rounding import WHOLE, dive

__all__ = ["Tree"]

_CANDIDATES = 6  #: candidates of strong branching
_DIVE_EVERY = 12  #: nodes between two dives


@dataclass(order=True)
class _Node:
    bound: float
    number: int
    bounds: Bounds = field(compare=False)
    whole: FloatArray = field(compare=False)
    basis: Any = field(compare=False)


class Tree:
    """The search. ``best`` is the best plan so far, ``bound`` what no plan can cost less than."""

    def __init__(self, relaxation: Relaxation, root: Relaxed, best: Relaxed | None, gap: float) -> None:
        self._relaxation, self._gap = relaxation, gap
        self.best = best
        self._number = itertools.count()
        self._closed = np.inf  #: least bound of the nodes that need not be looked at
        relaxation.hold({})
        again = relaxation.solve() or root  # late: the bound stands all the same
        self._open = [_Node(root.value, next(self._number), {}, again.whole, relaxation.basis())]

    @property
    def bound(self) -> float:
        """No plan with whole parks costs less."""
        lowest = min(self._closed, self._open[0].bound if self._open else np.inf)
        return lowest if self.best is None else min(lowest, self.best.value)

    @property
    def done(self) -> bool:
        """Whether the best plan is within the gap (or there is no plan at all)."""
        return not self._open or self.bound >= self._enough()

    def _enough(self) -> float:
        """A bound from which on a node need not be looked at."""
        return np.inf if self.best is None else self.best.value - self._gap * abs(self.best.value)

    def search(self, most_solves: int, told: Callable[[], None]) -> None:
        """Branch until done, for ``most_solves`` at most, while there is time; ``told`` hears of each better plan."""
        for turn in itertools.count(1):
            if self.done or self._relaxation.solves >= most_solves or self._relaxation.late:
                return
            node = heapq.heappop(self._open)
            if node.bound >= self._enough():
                self._closed = min(self._closed, node.bound)
                continue
            candidates = list(self._candidates(node))
            if not candidates:  # whole already: a plan
                self._offer(self._plan_at(node), told)
                self._closed = min(self._closed, node.bound)
                continue
            if turn % _DIVE_EVERY == 0 or candidates[0] >= self._relaxation.zones:
                self._offer(dive(self._relaxation, node.bounds), told)
            children = self._branch(node, candidates)
            if children is None:  # time is up in the middle: the node stays open
                heapq.heappush(self._open, node)
                return
            for child in children:
                heapq.heappush(self._open, child)

    def _offer(self, plan: Relaxed | None, told: Callable[[], None]) -> None:
        if plan is not None and (self.best is None or plan.value < self.best.value):
            self.best = plan
            told()

    def _plan_at(self, node: _Node) -> Relaxed | None:
        self._relaxation.hold(node.bounds)
        self._relaxation.start_from(node.basis)
        return self._relaxation.solve()

    def _candidates(self, node: _Node) -> Iterator[int]:
        """Entities that are not whole, the most promising first: openings, else sizes, else years."""
        relaxation, whole = self._relaxation, node.whole
        opening = relaxation.program.cost[relaxation.open]
        groups: tuple[tuple[IntArray, FloatArray], ...] = (
            (np.arange(relaxation.zones), np.maximum(opening, opening.max(initial=1.0) * 1e-3)),
            (relaxation.totals, np.ones(relaxation.zones)),
            (np.arange(relaxation.count), np.ones(relaxation.count)),
        )
        for entities, weight in groups:
            up = whole[entities] - np.floor(whole[entities])
            score = weight * np.minimum(up, 1.0 - up)
            score[np.minimum(up, 1.0 - up) <= WHOLE] = 0.0
            order = np.argsort(-score, kind="stable")[:_CANDIDATES]
            chosen = [int(entities[place]) for place in order if score[place] > 0]
            if chosen:
                yield from chosen
                return

    def _branch(self, node: _Node, candidates: list[int]) -> list[_Node] | None:
        """The children of the candidate whose two bounds rise most; ``None`` where time is up."""
        best: tuple[float, list[_Node]] = (-np.inf, [])
        for entity in candidates:
            rises, children = [], []
            for bounds in self._sides(node, entity):
                self._relaxation.hold(bounds)
                self._relaxation.start_from(node.basis)
                found = self._relaxation.solve()
                if found is None:
                    if self._relaxation.late:
                        return None
                    rises.append(1e9)
                    continue
                value = max(node.bound, found.value)
                rises.append(value - node.bound)
                children.append(
                    _Node(value, next(self._number), bounds, found.whole, self._relaxation.basis())
                )  # fmt: skip
            score = (rises[0] + 1e-6) * (rises[1] + 1e-6)
            if score > best[0]:
                best = (score, children)
        return best[1]

    def _sides(self, node: _Node, entity: int) -> tuple[Bounds, Bounds]:
        low, high = node.bounds.get(entity, (0.0, 1.0) if entity < self._relaxation.zones else (0.0, np.inf))
        below = float(np.floor(node.whole[entity] + 0.0))
        return {**node.bounds, entity: (low, below)}, {**node.bounds, entity: (below + 1.0, high)}
