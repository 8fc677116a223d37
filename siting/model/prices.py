"""What one more unit of a rule is worth, on both sides, and how far that holds. The method is in `ranging`."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np

from siting.model.cost_model import Bounds, CostModel, Point
from siting.model.ranging import End, Sample, Side, one_side

__all__ = [
    "SEARCH",
    "Held",
    "Price",
    "idle_price",
    "price_along",
    "price_of",
    "readable_sizes",
    "readable_step",
    "sides_along",
    "stepped",
    "steps_along",
]

#: A range is looked for up to this part of the right-hand side (or of what the row adds up to).
SEARCH = 0.2
#: and at least so far, in the row's unit: a row whose right-hand side and terms are all near zero has no size.
LEAST_SEARCH = 1.0
#: A row with more room than this, relative to its size, does not bind.
ROOM = 1e-7

#: Rules whose step is about one per cent of their right-hand side, and rules that have none.
_BY_SIZE = ("jobs_goal", "export_goal", "budget", "inequality", "least_served", "ordered_median", "kolm_pollak")
_NO_STEP = ("retention", "lock_in", "lock_seats", "park_count_min", "park_count_max", "park_per_region")
#: From this size on the step of another rule is 100 units, below it 10.
_LARGE_ROW = 1000.0

_WAYS: tuple[Literal[-1, 1], Literal[-1, 1]] = (-1, 1)


@dataclass(frozen=True)
class Held:
    """Another optimum from which prices are asked: rows held at other bounds, the optimum there, and its `mark`."""

    bounds: Bounds
    point: Point
    mark: Any


@dataclass(frozen=True)
class Price:
    """The price of a rule: what one unit more on its right-hand side adds to the cost (MMAD, or the weighted sum).

    ``left`` is what one unit fewer saves, ``right`` what one unit more costs (negative: it saves); ``None`` where no
    plan exists on that side. ``left`` holds for right-hand sides from ``low`` to ``rhs``, ``right`` from ``rhs`` to
    ``high``; an end is a ``kink`` (another price beyond), a ``limit`` (it holds at least so far) or ``no plan``.
    ``path`` maps years to weights where a goal is moved with the years on the path to it. ``slack`` is the distance of
    the plan shown from the rule, in its unit.
    """

    block: str
    ids: Mapping[str, str | int]
    rhs: float
    left: float | None
    right: float | None
    low: float
    high: float
    low_end: End
    high_end: End
    slack: float
    path: Mapping[int, float] = field(default_factory=dict)
    #: a larger step, and what each of its units saves (down) and costs (up): where a price holds for a few units only
    step: float | None = None
    step_left: float | None = None
    step_right: float | None = None

    @property
    def size(self) -> float:
        """The larger of the two prices, without sign: what rules are ordered by."""
        return max(abs(self.left or 0.0), abs(self.right or 0.0))


def price_of(model: CostModel, row: int, *, held: Held | None = None, slack: float = 0.0) -> Price:
    """The price of one row and its exact range, with other rows ``held`` where that is given."""
    left, right = sides_along(model, {row: 1.0}, held=held, limit=_limit(model, row))
    return _price(model, row, left, right, slack, {})


def price_along(
    model: CostModel, row: int, weights: Mapping[int, float], *, path: Mapping[int, float], slack: float = 0.0
) -> Price:
    """The price of ``row`` moved together with others: row -> weight, 1 for itself; ``path``: year -> weight."""
    left, right = sides_along(model, weights, limit=_limit(model, row))
    return _price(model, row, left, right, slack, path)


def idle_price(model: CostModel, row: int, slack: float) -> Price | None:
    """The price zero of a row that has room at the optimum, or ``None`` where it has none or has a price.

    A row with room in one optimal plan has the price zero in every set of prices (complementary slackness); it stays
    zero at least until the room is used up.
    """
    lower, upper = model.bounds(row)
    activity = float(model.activity(model.base.plan)[row])
    room = min(activity - lower, upper - activity)
    if lower == upper or room <= ROOM * max(1.0, model.size(row)):
        return None
    far = _limit(model, row)
    down, up = (far, room) if np.isfinite(lower) else (room, far)
    return _price(model, row, Side(0.0, down, "limit"), Side(0.0, up, "limit"), slack, {})


def sides_along(
    model: CostModel, weights: Mapping[int, float], *, held: Held | None = None, limit: float
) -> tuple[Side, Side]:
    """Both sides (fewer, more) of the optimum along a direction of right-hand sides: row -> weight."""
    bounds: Bounds = {} if held is None else held.bounds
    begin = None if held is None else held.mark

    def slope(point: Point) -> float:
        return float(sum(weight * point.prices[row] for row, weight in weights.items()))

    start = model.base if held is None else held.point
    here, first = Sample(start.value, slope(start)), False

    def sample(step: float) -> Sample | None:
        nonlocal first
        point = model.solve(model.moved(weights, step, bounds), warm=not first, start=begin)
        first = False
        return None if point is None else Sample(point.value, slope(point))

    sides = []
    for way in _WAYS:
        first = True
        sides.append(one_side(sample, here, way=way, limit=limit))
    return sides[0], sides[1]


def steps_along(
    model: CostModel, weights: Mapping[int, float], step: float, *, held: Held | None = None
) -> tuple[float | None, float | None]:
    """What a whole ``step`` down saves and a whole step up costs, for each unit of it; ``None``: no plan there."""
    bounds: Bounds = {} if held is None else held.bounds
    begin = None if held is None else held.mark
    start = model.base if held is None else held.point
    found = []
    for way in _WAYS:
        point = model.solve(model.moved(weights, way * step, bounds), start=begin)
        found.append(None if point is None else way * (point.value - start.value) / step)
    return found[0], found[1]


def stepped(model: CostModel, price: Price, weights: Mapping[int, float], *, held: Held | None = None) -> Price:
    """With what each unit costs over a readable step, where the price holds for less than that: ``step`` and so on.

    About one per cent of a goal, budget, gap or level; 100 units of another large rule, 10 of a small one. Rules that
    are decisions about one thing (a park, jobs that stay) have no step.
    """
    if price.block in _NO_STEP:
        return price
    row = max(weights, key=lambda each: abs(weights[each]))
    size = model.size(row)
    step = readable_step(price.rhs or size) if price.block in _BY_SIZE else 100.0 if size >= _LARGE_ROW else 10.0
    if price.high - price.rhs >= step and (price.rhs - price.low >= step or price.block not in _BY_SIZE):
        return price
    left, right = steps_along(model, weights, step, held=held)
    return replace(price, step=step, step_left=left, step_right=right)


def readable_sizes(size: float) -> Iterator[float]:
    """1, 2 or 5 times a power of ten, from ``size`` (such a number) down to 1."""
    while size >= 1.0 - 1e-9:
        yield size
        size = round(size * (0.4 if f"{size:e}"[0] == "5" else 0.5), 6)


def readable_step(size: float) -> float:
    """About one per cent of a size: 1, 2 or 5 times a power of ten."""
    rough = max(abs(size), 1e-6) / 100.0
    power = 10.0 ** math.floor(math.log10(rough))
    return max(factor for factor in (1.0, 2.0, 5.0) if factor * power <= rough * (1 + 1e-9)) * power


def _limit(model: CostModel, row: int) -> float:
    return max(SEARCH * model.size(row), LEAST_SEARCH)


def _price(model: CostModel, row: int, left: Side, right: Side, slack: float, path: Mapping[int, float]) -> Price:
    rhs = model.rhs(row)
    return Price(
        block=model.block_of(row),
        ids=model.ids(row),
        rhs=rhs,
        left=left.price,
        right=right.price,
        low=rhs - left.reach,
        high=rhs + right.reach,
        low_end=left.end,
        high_end=right.end,
        slack=slack,
        path=dict(path),
    )
