"""A region or zone: what binds there, what one job more or fewer would mean, what would have to change for one more.

All questions are asked of the first stage with the place held at the jobs that the plan gives it: the later goals
decide that total, the cost decides the rest.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from siting.analysis.explain.country import LEAST_PRICE, NO_RANGE
from siting.analysis.explain.types import Binding, Lever, Move, PlaceStory
from siting.errors import NoPlan
from siting.model.cost_model import CostModel, Point, Scope
from siting.model.prices import Held, price_of, readable_sizes, readable_step, stepped
from siting.model.ranging import Sample, Side, one_side
from siting.results.binding import LOCAL, NATIONAL

if TYPE_CHECKING:
    from siting.results import Run

__all__ = ["BLOCK", "Place", "move_between", "region_story", "same_value", "zone_story"]

#: Changes of jobs smaller than this are rounding.
NO_JOBS = 1e-6
#: Jobs of which it is asked where they would come from: so many, and in a region at least one per cent.
BLOCK = 100.0
#: Two costs are the same if they differ by less than this, relative.
SAME = 1e-10
_SCOPES: tuple[Scope, ...] = ("region", "zone")
#: Rules on the total of a region itself: holding that total would hide what they cost.
_TOTALS = ("territorial_floor", "territorial_cap", "least_served")
#: Rules on totals of several regions together.
_SHARED = ("group_min", "group_max", "inequality")


class Place:
    """One place held at a number of jobs in the last year."""

    def __init__(self, model: CostModel, scope: Scope, code: str, jobs: float) -> None:
        self.model, self.scope, self.code = model, scope, code
        self.row = model.watch(scope, code)
        self.least_jobs = model.jobs_by(scope, model.base.plan)[code]
        self.jobs = jobs
        point = self.at(jobs)
        if point is None:  # the plan may be off a row by its last digits
            self.jobs = jobs + float(np.sign(self.least_jobs - jobs)) * NO_JOBS * max(1.0, jobs)
            point = self.at(self.jobs)
        if point is None:
            raise NoPlan(
                f"the plan's {jobs:,.1f} jobs of {scope} {code} could not be reached again; solve the run anew"
            )
        self.held = Held({self.row: (self.jobs, self.jobs)}, point, model.mark())

    @property
    def here(self) -> Point:
        """The optimum with the place held at its jobs."""
        return self.held.point

    def at(self, jobs: float, *, warm: bool = False, start: Any = None) -> Point | None:
        """The optimum with exactly so many jobs there."""
        return None if jobs < 0 else self.model.solve({self.row: (jobs, jobs)}, warm=warm, start=start)

    def move(self, step: float, *, ranged: bool = False) -> Move | None:
        """What ``step`` more jobs than in the plan would change; ``None``: no plan has them.

        ``ranged`` finds out, too, how far the price of one job holds.
        """
        after = self.at(self.jobs + step, start=self.held.mark)
        if after is None:
            return None
        move = move_between(self.model, self.here, after, step, self.scope, self.code)
        if not ranged:
            return move
        way: Literal[1, -1] = 1 if step > 0 else -1
        side = self.side(self.jobs, self.here, way, max(1.0, 0.2 * self.jobs), mark=self.held.mark)
        price = None if side.price is None else way * side.price
        return replace(move, price=price, holds_to=self.jobs + way * side.reach, end=side.end)

    def block(self, wanted: float, way: Literal[1, -1]) -> Move | None:
        """What ``wanted`` jobs more (or fewer) would change, or as many of them as some plan has, in readable numbers.

        One job stands at a kink: who loses that very job is an accident. ``None``: no plan has one.
        """
        for size in readable_sizes(wanted):
            if (way > 0 or size <= self.jobs) and (move := self.move(way * size)) is not None:
                return move
        return None

    def move_from(self, jobs: float, step: float) -> Move | None:
        """What ``step`` more jobs than ``jobs`` would change."""
        before = self.at(jobs)
        after = None if before is None else self.at(jobs + step, warm=True)
        if before is None or after is None:
            return None
        return move_between(self.model, before, after, step, self.scope, self.code)

    def side(self, start: float, here: Point, way: Literal[1, -1], limit: float, *, mark: Any = None) -> Side:
        """The price of one job more (or fewer) than at an optimum, and how far it holds."""
        first = True

        def sample(step: float) -> Sample | None:
            nonlocal first
            point = self.at(start + step, warm=not first, start=mark)
            first = False
            return None if point is None else Sample(point.value, float(point.prices[self.row]))

        own = float(here.prices[self.row]) if self.row < len(here.prices) else 0.0  # the row was free there
        return one_side(sample, Sample(here.value, own), way=way, limit=limit)

    def least_range(self) -> tuple[float, float, str]:
        """The totals that the place has among the plans of least cost, to the last dirham; why the upper end ends."""
        ends = []
        far = max(10.0, 0.2 * self.least_jobs, 1.5 * abs(self.jobs - self.least_jobs))
        for way in (-1, 1):
            side = self.side(self.least_jobs, self.model.base, 1 if way == 1 else -1, far)
            flat = side.price is not None and abs(side.price) <= LEAST_PRICE
            ends.append((self.least_jobs + way * (side.reach if flat else 0.0), side.end if flat else "kink"))
        return max(0.0, ends[0][0]), ends[1][0], ends[1][1]


def move_between(model: CostModel, before: Point, after: Point, step: float, scope: Scope, code: str) -> Move:
    """What changes from one optimum to another: cost by term, jobs by region and zone."""
    old, new = model.cost_by_term(before.plan), model.cost_by_term(after.plan)
    jobs: dict[Scope, dict[str, float]] = {}
    for what in _SCOPES:
        was, now = model.jobs_by(what, before.plan), model.jobs_by(what, after.plan)
        jobs[what] = {key: now[key] - was[key] for key in now if abs(now[key] - was[key]) > NO_JOBS}
    jobs[scope].pop(code, None)
    terms = {name: new[name] - old[name] for name in new if abs(new[name] - old[name]) > LEAST_PRICE}
    return Move(step, after.value - before.value, terms, jobs["region"], jobs["zone"])


def same_value(one: float, other: float) -> bool:
    """Whether two costs are the same but for rounding."""
    return abs(one - other) <= SAME * max(1.0, abs(one), abs(other))


def region_story(run: Run, place: Place) -> PlaceStory:
    """All about a region."""
    record = next(each for each in run.summary["regions"] if str(each["code"]) == place.code)
    built = run.table("seats").merge(run.inputs.zones[["zone", "region"]], on="zone")
    settled = _settled(run, place.code)
    base, last = run.inputs.scalars.base_year, run.inputs.scalars.years[-1]
    return PlaceStory(
        scope="region",
        code=place.code,
        jobs_base=float(record[f"jobs_{base}"]),
        jobs=float(record[f"jobs_{last}"]),
        seats_built=float(built.loc[built["region"] == place.code, "built"].sum()),
        per_1000=float(record["per_1000_active"]),
        low=record.get("low"),
        high=record.get("high"),
        **settled,
        **_asked(place),
    )


def zone_story(place: Place, jobs_base: float, seats_built: float) -> PlaceStory:
    """All about a zone that has something."""
    return PlaceStory(
        scope="zone",
        code=place.code,
        jobs_base=jobs_base,
        jobs=place.jobs,
        seats_built=seats_built,
        **_asked(place),
    )


def _settled(run: Run, code: str) -> dict[str, Any]:
    """The round of the leximin that settled a region, its level, the regions settled with it and before it."""
    before: list[str] = []
    for stage in run.summary["stages"]:
        if stage["objective"] != "least_served":
            continue
        if code in stage["settled"]:
            others = tuple(other for other in stage["settled"] if other != code)
            told = {"round": int(stage["round"]), "level": float(stage["value"]), "tied": others}
            return told | {"before": tuple(before)}
        before += stage["settled"]
    return {}


def _asked(place: Place) -> dict[str, Any]:
    """What the living programme says about a place."""
    low, high, end = place.least_range()
    one_more = place.move(1.0, ranged=True)
    has_more = high > place.jobs + NO_JOBS and end != "limit"
    binding = _binding(place)
    wanted = max(BLOCK, readable_step(place.jobs)) if place.scope == "region" else BLOCK
    return {
        "least_low": low,
        "least_high": high,
        "least_high_end": end,
        "held_mmad": max(0.0, place.here.value - place.model.base.value),
        "one_more": one_more,
        "beyond": place.move_from(high, 1.0) if has_more else None,
        "one_fewer": place.move(-1.0) if place.jobs >= 1.0 else None,
        "block_more": None if one_more is None else place.block(wanted, 1),
        "block_fewer": place.block(wanted, -1),
        "block_wanted": wanted,
        "binding": binding,
        "shared": any(
            np.abs(place.model.base.prices[place.model.rows_of(b)]).max(initial=0.0) > LEAST_PRICE for b in _SHARED
        ),
        "lever": _lever(place, binding, one_more),
    }


def _binding(place: Place) -> tuple[Binding, ...]:
    """The kinds of rules that have a price there, the dearest row of each ranged. Seats that are built are none.

    Prices are those with the place held at its jobs; a rule on the region's own total is priced without that.
    """
    model, found = place.model, []
    for block in (*LOCAL, *NATIONAL):
        held = None if block in _TOTALS else place.held
        rows = model.rows_at(block, place.scope, place.code)
        size = np.abs((model.base if held is None else place.here).prices[rows])
        rows = rows[np.argsort(-size, kind="stable")][: int((size > LEAST_PRICE).sum())]
        if block == "capacity" or not len(rows):
            continue
        zones = dict.fromkeys(str(model.ids(int(row)).get("zone", "")) for row in rows)
        ranged = (price_of(model, int(row), held=held) for row in rows[:3])
        dearest = next((price for price in ranged if price.high - price.low > NO_RANGE), None)
        if dearest is not None:
            row = next(int(row) for row in rows[:3] if model.ids(int(row)) == dict(dearest.ids))
            dearest = stepped(model, dearest, {row: 1.0}, held=held)
            found.append(Binding(block, tuple(zone for zone in zones if zone), dearest))
    return tuple(sorted(found, key=lambda each: -each.dearest.size))


def _lever(place: Place, binding: tuple[Binding, ...], one_more: Move | None) -> Lever | None:
    """The limit whose loosening is worth most, and how much of it pays for one more job: found by Newton's method.

    With one more job held, the cost falls convexly as the limit is loosened; the tangents lead to where it is back at
    what it was.
    """
    if one_more is None or one_more.mmad <= LEAST_PRICE:
        return None
    model = place.model
    limits = [each.dearest for each in binding if (each.dearest.right or 0.0) < 0.0 and each.dearest.left is not None]
    if not limits:
        return None
    best = max(limits, key=lambda price: -(price.right or 0.0))
    row = next(
        row for row in model.rows_at(best.block, place.scope, place.code).tolist() if model.ids(row) == dict(best.ids)
    )
    held = {place.row: (place.jobs + 1.0, place.jobs + 1.0)}
    units, goal = 0.0, place.here.value
    for _ in range(40):
        point = model.solve(model.moved({row: 1.0}, units, held), start=place.held.mark)
        if point is None or same_value(point.value, goal):
            break
        slope = float(point.prices[row])
        if slope >= -LEAST_PRICE:
            return Lever(best.block, dict(best.ids), best.rhs, best.right or 0.0, None)
        units += (point.value - goal) / -slope
    return Lever(best.block, dict(best.ids), best.rhs, best.right or 0.0, units)
