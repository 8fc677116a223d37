"""Problems that others solved: capacitated warehouse location of the OR-Library (Beasley 1988).

Sites are zones where a park may be opened at a fixed cost, in one phase that is its capacity; customers are zones
where people live and no job can stand, as many people as the customer's demand; serving a customer from a site is
commuting, at the cost per unit. The goal of jobs is the whole demand, so that everybody is served.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from siting.model.inputs import Inputs
from tests.model.proven import SolverOptions, solve_inputs
from tests.model.tiny import plain

FOLDER = Path(__file__).parents[3] / "shared" / "known-optima" / "cap"
#: One of each kind (capacity) and of each fixed cost: the others differ from these in one of the two.
NAMES = tuple(f"cap{number}" for number in (41, 42, 43, 44, 51, 62, 73))


def warehouse(path: Path) -> Inputs:
    """Read one file: sites with capacity and fixed cost, then for each customer its demand and costs by site."""
    numbers = iter(path.read_text(encoding="utf-8").split())
    sites, customers = int(next(numbers)), int(next(numbers))
    capacity, opening = {}, {}
    for site in range(sites):
        capacity[f"S{site:02d}"], opening[f"S{site:02d}"] = float(next(numbers)), float(next(numbers))
    demand, arcs = {}, {}
    for customer in range(customers):
        demand[f"C{customer:02d}"] = float(next(numbers))
        for site in range(sites):
            arcs[f"C{customer:02d}", f"S{site:02d}"] = float(next(numbers)) / demand[f"C{customer:02d}"]
    assert next(numbers, None) is None
    size = next(iter(capacity.values()))
    assert set(capacity.values()) == {size}
    return plain(
        dict.fromkeys((*capacity, *demand), "R"),
        jobs_goal={2025: sum(demand.values())},
        arcs=arcs,
        given={
            "max_new_seats": capacity,
            "opening_cost": opening,
            "capex_per_seat": 0.0,
            "entry_limit": 1e6,
            "eligible": dict.fromkeys(demand, False),
            "eligible_pool": demand | dict.fromkeys(capacity, 0.0),
        },
        commuting_cost=1.0,
        indivisible=True,
        phase_seats=size,
        min_park_seats=size,
    )


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the OR-Library's files lie beside the project, not in it")
@pytest.mark.parametrize("name", NAMES)
def test_warehouses_cost_what_beasley_found(name):
    published = pd.read_csv(FOLDER / "capopt.csv", index_col=0).iloc[:, -1]
    inputs = warehouse(FOLDER / f"{name}.txt")
    solution = solve_inputs(inputs, SolverOptions(gap=1e-7))
    assert solution.stages[0].value == pytest.approx(float(published[name]), rel=1e-6)
