"""From `Inputs` and a slack to `Alternatives`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from siting.analysis.alternatives.asked import check_asked
from siting.analysis.alternatives.types import Alternatives, Bounds, Inequality, Method
from siting.errors import ModelError

if TYPE_CHECKING:
    from siting.analysis.alternatives.tables import Spread
    from siting.model.inputs import Inputs
    from siting.model.nearby.measures import Measures
    from siting.model.nearby.space import Found, NearSpace
    from siting.model.options import SolverOptions

__all__ = ["alternatives"]

Say = Callable[[str], None]


def alternatives(
    inputs: Inputs,
    slack: float,
    *,
    count: int = 8,
    method: Method | None = None,
    bounds: Bounds | None = None,
    importance: bool = False,
    options: SolverOptions | None = None,
    progress: Say | None = None,
) -> Alternatives:
    """What plans within ``slack`` (a share, 0.02 is 2 %) of the least cost have in common and how they can differ.

    The cost is that of all payers, whatever the objective of ``inputs`` is; goals, limits and balance rules hold in
    every plan. ``count`` plans are looked for by ``method``: ``spores`` or ``hsj`` (`siting.model.nearby.diverse`), or
    ``sets`` of whole parks (`siting.model.nearby.sets`), the default where parks are whole. ``bounds`` says what
    ranges are worked out: ``none``, of the ``regions``, also the ``classes`` of the parks, or ``all``, which is the
    default; for whole parks and large models, where each is a long search, it is ``none``. ``importance`` adds what
    the loss of each region and park costs.

    Raises `ModelError` for a question that cannot be asked, `Infeasible` and `NoPlan` as `siting.solve`.
    """
    check_asked(slack, count, method, bounds)
    whole = inputs.scalars.indivisible
    if method == "sets" and not whole:
        remedy = "use spores or hsj, or set parks.indivisible"
        raise ModelError.one("method", "sets of parks need parks that open or not", "sets", remedy)
    from siting.model.nearby.measures import Measures
    from siting.model.nearby.space import NearSpace
    from siting.model.options import SolverOptions

    say = progress or (lambda _: None)
    say("the cheapest plan")
    space = NearSpace(inputs, slack, options or SolverOptions(), say)
    say(f"least cost {space.least:,.2f} million MAD; plans up to {space.limit:,.2f}")
    asked = Asked(
        float(slack),
        count,
        method or ("sets" if whole else "spores"),
        bounds or ("none" if whole or space.large else "all"),
        importance,
    )
    return _answered(inputs, space, Measures.of(space.program), asked, say)


@dataclass(frozen=True)
class Asked:
    """A question, with what was left open decided."""

    slack: float
    count: int
    method: Method
    bounds: Bounds
    importance: bool


def _answered(inputs: Inputs, space: NearSpace, measures: Measures, asked: Asked, say: Say) -> Alternatives:
    """Plans first, so that they do not depend on which ranges are asked for; then ranges and losses."""
    from siting.analysis.alternatives.tables import distances_table, importance_table, plan_tables, plans_table

    plans, complete = _plans(space, measures, asked.count, asked.method, say)
    spread = _regions(space, measures, asked.bounds, say)
    spread = _parks(space, measures, asked.bounds, spread, say)
    inequality = _inequality(space, inputs, measures, asked.bounds, say)
    lost = importance_table(inputs, space, measures, say) if asked.importance else None
    spread = spread.holding(space, measures)
    kept = [space.cheapest, *plans]
    seats = np.array([np.maximum(0.0, measures.parks @ each.plan) for each in kept])
    by_region, by_park = plan_tables(inputs, space, measures, kept)
    distances = distances_table(seats)
    return Alternatives(
        slack=asked.slack,
        count=asked.count,
        method=asked.method,
        bounds=asked.bounds,
        least_cost_mmad=space.least,
        bound_mmad=space.bound,
        limit_mmad=space.limit,
        whole_parks=space.whole,
        regions=spread.regions_table(inputs, space),
        parks=spread.parks_table(inputs, space, seats),
        plans=plans_table(space, measures, kept, asked.method, distances),
        distances=distances,
        plan_regions=by_region,
        plan_parks=by_park,
        importance=lost,
        inequality=inequality,
        complete=complete,
        solves=space.solves,
        notes=_notes(len(plans), asked, complete, space),
    )


def _regions(space: NearSpace, measures: Measures, depth: Bounds, say: Say) -> Spread:
    """Ranges of the regions: lowest of jobs, lowest of seats, highest of both, region by region."""
    from scipy.sparse import vstack

    from siting.analysis.alternatives.tables import Spread
    from siting.model.nearby.ranges import ranges

    count = measures.jobs.shape[0]
    unknown = np.full(measures.parks.shape[0], np.nan)
    if depth == "none":
        return Spread(None, None, unknown, unknown, [""] * len(unknown))
    order = [(row, sense) for region in range(count) for sense in (1, -1) for row in (region, count + region)]
    told = ranges(
        space,
        vstack([measures.jobs, measures.seats], format="csr"),
        np.full(2 * count, np.inf),
        order,
        _counted("ranges of the regions", len(order), say),
    )
    return Spread(told.low.reshape(2, count), told.high.reshape(2, count), unknown, unknown, [""] * len(unknown))


def _plans(space: NearSpace, measures: Measures, count: int, how: Method, say: Say) -> tuple[list[Found], bool | None]:
    from siting.model.nearby.diverse import diverse
    from siting.model.nearby.sets import next_sets

    told = _counted("plans that differ", count, say)
    if how == "sets":
        found = next_sets(space, count, told)
        return list(found.plans), found.complete
    return diverse(space, measures.parks, space.program.data.max_new_seats.values, count, how, told), None


def _parks(space: NearSpace, measures: Measures, depth: Bounds, spread: Spread, say: Say) -> Spread:
    """Ranges of the parks, or their classes alone, as asked for."""
    from siting.model.nearby.ranges import park_classes, ranges

    if depth in ("none", "regions"):
        return spread
    if depth == "classes":
        return replace(spread, park_class=park_classes(space, measures.parks, say))
    parks, room = measures.parks, space.program.data.max_new_seats.values
    told = ranges(space, parks, room, None, _counted("ranges of the parks", 2 * parks.shape[0], say))
    return replace(spread, park_low=told.low, park_high=told.high)


def _inequality(space: NearSpace, inputs: Inputs, measures: Measures, depth: Bounds, say: Say) -> Inequality:
    from siting.model.nearby.inequality import climb, least, uneven

    jobs, share = measures.jobs, space.program.data.active_share.values
    lowest = None
    if depth != "none":
        say("the least and the most inequality")
        lowest = least(space, inputs)
        climb(space, jobs, share)
    by_region = [np.maximum(0.0, jobs @ found.plan) for found in space.found]
    gaps = [uneven(each, share) for each in by_region]
    gini = [gap / max(float(each.sum()), 1e-9) for gap, each in zip(gaps, by_region, strict=True)]
    exact = None if lowest is None else min(gaps)
    return Inequality(exact, gaps[0], max(gaps), min(gini), gini[0], max(gini))


def _counted(what: str, total: int, say: Say) -> Callable[[int], None]:
    """Tell how far something is, about ten times in all: where lines are printed they are read."""
    every = max(1, total // 10)
    return lambda done: say(f"{what}: {done} of {total}") if done % every == 0 or done == total else None


def _notes(found: int, asked: Asked, complete: bool | None, space: NearSpace) -> tuple[str, ...]:
    notes = []
    if complete:
        notes.append(f"no other set of parks has a plan within the slack: the {found + 1} told are all")
    elif found < asked.count and asked.method == "sets":
        notes.append(f"{found} of {asked.count} sets found; that there are no more is not proven at this --gap")
    elif found < asked.count:
        notes.append(f"{found} of {asked.count} plans found: further tries gave none that builds elsewhere")
    open_by = space.least - space.bound
    if open_by > 1e-9 * abs(space.least):
        notes.append(
            f"the least cost may be up to {open_by:,.2f} million MAD lower; the slack counts from the plan found"
        )
    return tuple(notes)
