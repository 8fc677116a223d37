r"""The next best sets of whole parks, one after the other, by cuts that forbid the sets found.

$$ \sum_{z \in S} (1 - y_z) + \sum_{z \notin S} y_z \ge 1 \qquad \text{for each set } S \text{ found} $$

Source: canonical cuts on the unit hypercube, Balas and Jeroslow (1972).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from siting.model.arrays import Param
from siting.model.highs_backend import HighsBackend
from siting.model.nearby.space import Found, NearSpace
from siting.model.program import Program
from siting.results.solution import Outcome

__all__ = ["NextSets", "forbidding", "next_sets", "opened"]


@dataclass(frozen=True)
class NextSets:
    """Plans with other sets of parks than the cheapest and than one another, cheapest first (to within the gap).

    ``complete``: no other set has a plan within the slack; not told where ``count`` was reached.
    """

    plans: tuple[Found, ...]
    complete: bool


def opened(program: Program, found: Found) -> NDArray[np.bool_]:
    """Which zones have a park opened or extended."""
    return np.asarray(found.plan[program.variables.open.column] > 0.5)


def forbidding(program: Program, chosen: NDArray[np.bool_], name: str) -> Program:
    """``program`` with a row that leaves out exactly one set of parks (true: open, by zone)."""
    d, v = program.data, program.variables
    sign = Param(("zone",), np.where(chosen, -1.0, 1.0))
    row = (d.rows().sum(v.open * sign) >= 1.0 - float(chosen.sum())).named(name)
    return replace(
        program,
        blocks=(*program.blocks, row),
        start=np.append(program.start, program.start[-1] + len(row.column)),
        column=np.concatenate((program.column, row.column)),
        coefficient=np.concatenate((program.coefficient, row.coefficient)),
        row_lower=np.concatenate((program.row_lower, row.lower)),
        row_upper=np.concatenate((program.row_upper, row.upper)),
    )


def next_sets(space: NearSpace, count: int, progress: Callable[[int], None] = lambda found: None) -> NextSets:
    """At most ``count`` further sets of parks whose cheapest plan is within the slack.

    Raises ``ValueError`` where parks are not whole.
    """
    if not space.whole:
        raise ValueError("sets of parks are those of whole parks")
    program, latest = space.program, space.cheapest
    plans: list[Found] = []
    while len(plans) < count:
        program = forbidding(program, opened(program, latest), f"forbidden_{len(plans)}")
        answer = HighsBackend(program, space.options).first()
        space.solves += 1
        if answer.outcome is Outcome.INFEASIBLE or answer.bound > space.limit:
            return NextSets(tuple(plans), complete=True)
        if not answer.outcome.has_plan or answer.value > space.limit:
            break
        latest = space.keep(Found(answer.plan, answer.value))
        plans.append(latest)
        progress(len(plans))
    return NextSets(tuple(plans), complete=False)
