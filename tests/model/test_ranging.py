"""Prices and their ranges against solving again: of made-up convex functions, small countries, and the country.

The oracle solves a `Program` afresh in its own HiGHS instance (or with scipy): it shares the rows with the code under
test and nothing that finds prices or ranges.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import highspy
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import csr_array

from siting.model.constraints import CONSTRAINTS
from siting.model.cost_model import CostModel
from siting.model.inputs import Balance, Group, Inputs, KolmPollak, Limits, Locks, OrderedMedian, ParkCount
from siting.model.prices import SEARCH, Price, idle_price, price_along, price_of, readable_step, steps_along
from siting.model.program import Program
from siting.model.ranging import Sample, one_side
from tests.model.country import country
from tests.model.tiny import plain


# --- the search itself -------------------------------------------------------------------------------
@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0.01, 5.0), st.floats(0.001, 3.0)), min_size=1, max_size=6),
    st.floats(-4.0, 4.0),
    st.one_of(st.just(0.0), st.floats(0.01, 1.0)),
    st.sampled_from([1, -1]),
    st.booleans(),
)
def test_the_first_kink_of_any_convex_function_is_found(pieces, first, mix, way, walled):
    """Pieces are (length, rise of the slope); the slope given at a kink may be any between its neighbours'."""
    ends = np.cumsum([length for length, _ in pieces])
    slopes = first + np.cumsum([0.0, *(rise for _, rise in pieces)])
    wall = float(ends[-1]) if walled else np.inf

    def value(point: float) -> float:
        lengths = np.diff(np.clip([0.0, *ends, np.inf], 0.0, point))
        return 100.0 + float(slopes[: len(lengths)] @ lengths)

    def sample(step: float) -> Sample | None:
        point = way * step
        if point > wall + 1e-12:
            return None
        k = int(np.searchsorted(ends, point + 1e-12))
        at_kink = k > 0 and abs(ends[k - 1] - point) <= 1e-12
        slope = slopes[k - 1] + mix * (slopes[k] - slopes[k - 1]) if at_kink else slopes[k]
        return Sample(value(point), way * float(slope))

    # At the point itself the solver may give any price between the two sides, here as far as 2 below the true one.
    here = Sample(100.0, way * (first - 2.0 * mix))
    side = one_side(sample, here, way=way, limit=30.0)
    assert side.price == pytest.approx(way * first, rel=1e-6, abs=1e-9)
    assert side.reach == pytest.approx(ends[0], rel=2e-6, abs=1e-7)
    assert side.end == ("no plan" if walled and len(pieces) == 1 else "kink")


def test_no_plan_on_a_side_is_no_price():
    side = one_side(lambda step: None, Sample(5.0, 1.0), way=1, limit=10.0)
    assert (side.price, side.reach, side.end) == (None, 0.0, "no plan")


def test_a_price_that_holds_to_the_end_of_the_search_says_so():
    side = one_side(lambda step: Sample(5.0 + 2.0 * step, 2.0), Sample(5.0, 2.0), way=-1, limit=10.0)
    assert (side.price, side.reach, side.end) == (2.0, 10.0, "limit")


# --- worked by hand ----------------------------------------------------------------------------------
def goal_row(model: CostModel) -> int:
    return model.rows_of("jobs_goal")[0]


def test_a_degenerate_price_is_an_interval():
    """100 seats stand, 100 jobs are asked for: one fewer saves what a job costs to run, one more needs a seat."""
    given_ = {"seats_start": 100.0, "capex_per_seat": 1.0, "operating_difference": 0.2}
    model = CostModel(plain({"A": "N"}, jobs_goal={2025: 100.0}, given=given_))
    price = price_of(model, goal_row(model))
    assert price.left == pytest.approx(0.2)
    assert price.right == pytest.approx(1.2)
    assert (price.low, price.high) == (pytest.approx(80.0), pytest.approx(120.0))
    assert (price.low_end, price.high_end) == ("limit", "limit")


def test_the_range_ends_where_the_cheap_place_is_full():
    """A takes 30 more seats at 1, then B builds at 3: the price of a job is 1 up to 130 and 3 beyond."""
    given_ = {"seats_start": {"A": 100.0}, "max_new_seats": {"A": 30.0}, "capex_per_seat": {"A": 1.0, "B": 3.0}}
    model = CostModel(plain({"A": "N", "B": "S"}, jobs_goal={2025: 120.0}, given=given_))
    price = price_of(model, goal_row(model))
    assert (price.left, price.right) == (pytest.approx(1.0), pytest.approx(1.0))
    assert (price.low, price.high) == (pytest.approx(100.0), pytest.approx(130.0))
    assert (price.low_end, price.high_end) == ("kink", "kink")


def test_no_plan_beyond_is_said():
    """Ten seats can be built and ten jobs are asked for."""
    model = CostModel(plain({"A": "N"}, jobs_goal={2025: 10.0}, given={"max_new_seats": 10.0}))
    price = price_of(model, goal_row(model))
    assert price.right is None
    assert price.left == pytest.approx(1.0)
    assert (price.high, price.high_end) == (pytest.approx(10.0), "no plan")
    assert price.low == pytest.approx(8.0)


def test_a_path_moves_together():
    """Half a job in 2025 comes with one in 2026, and a seat is built for it at once: 0.5 of price 2 and 0.5 of 1."""
    inputs = plain(
        {"A": "N"},
        years=(2025, 2026),
        jobs_goal={2025: 50.0, 2026: 100.0},
        given={"operating_difference": {2025: 1.0}, "entry_limit": 1e4},
    )
    model = CostModel(inputs)
    first, last = model.rows_of("jobs_goal")
    price = price_along(model, last, {first: 0.5, last: 1.0}, path={2025: 0.5, 2026: 1.0})
    assert price.right == pytest.approx(0.5 * 1.0 + 1.0)
    assert steps_along(model, {first: 0.5, last: 1.0}, 10.0) == (pytest.approx(1.5), pytest.approx(1.5))


def test_a_row_with_room_costs_nothing_until_it_is_used_up():
    model = CostModel(plain({"A": "N"}, jobs_goal={2025: 10.0}, given={"max_new_seats": 25.0}))
    row = model.rows_of("site_limit")[0]
    price = idle_price(model, row, 15.0)
    assert price is not None
    assert (price.left, price.right, price.low) == (0.0, 0.0, pytest.approx(10.0))
    assert idle_price(model, goal_row(model), 0.0) is None


@pytest.mark.parametrize(("size", "step"), [(270_000, 2_000), (40_000, 200), (55, 0.5), (0, 1e-8)])
def test_steps_are_readable(size, step):
    assert readable_step(size) == pytest.approx(step)


# --- small countries: every price on a grid ------------------------------------------------------------
def value_of(program: Program, row: int, step: float) -> float:
    """The optimum with one right-hand side moved, by scipy from scratch; infinite where no plan exists."""
    lower, upper = program.row_lower.copy(), program.row_upper.copy()
    lower[row] += step
    upper[row] += step
    shape = (len(lower), len(program.cost))
    rows = csr_array((program.coefficient, program.column, program.start), shape=shape)
    high, low = np.isfinite(upper), np.isfinite(lower)
    stacked = csr_array(np.vstack([rows.toarray()[high], -rows.toarray()[low]]))
    right = np.concatenate([upper[high], -lower[low]])
    bounds = np.column_stack([program.column_lower, program.column_upper])
    answer = linprog(program.cost, A_ub=stacked, b_ub=right, bounds=bounds, method="highs-ds")
    assert answer.status in (0, 2), answer.message
    return float(answer.fun) if answer.status == 0 else np.inf


RULES: dict[str, dict[str, Any]] = {
    "plain": {},
    "balanced": {"balance": Balance(floor=0.6, cap=1.8, gini_max=0.2, least_served_min=4.0)},
    "exports and pace": {"export_goal": {2026: 290.0}, "national_pace": 170.0},
}


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("seed", [0, 4])
def test_prices_and_breakpoints_agree_with_a_grid(rules, seed):
    model = CostModel(country(seed, zones=4, **RULES[rules]))
    program, base = model.program, model.base.value
    assert value_of(program, 0, 0.0) == pytest.approx(base, rel=1e-9)
    priced = np.argsort(-np.abs(model.base.prices))[:60]
    blocks: dict[str, int] = {}
    for row in priced.tolist():
        if abs(model.base.prices[row]) > 1e-7:
            blocks.setdefault(model.block_of(row), row)
    assert len(blocks) >= 3
    for row in blocks.values():
        price = price_of(model, row)
        for way, slope, reach, end in (
            (-1, price.left, price.rhs - price.low, price.low_end),
            (1, price.right, price.high - price.rhs, price.high_end),
        ):
            if slope is None:
                assert value_of(program, row, way * 1e-4) == np.inf
                continue
            for part in (0.05, 0.4, 0.8, 0.999):
                found = value_of(program, row, way * part * reach)
                assert found - base == pytest.approx(way * part * reach * slope, rel=1e-5, abs=1e-8)
            if end == "no plan":
                assert value_of(program, row, way * (reach * 1.001 + 1e-4)) == np.inf
            elif end == "kink":
                beyond = way * (reach * 1.2 + 0.5)
                assert value_of(program, row, beyond) > base + slope * beyond + 1e-8


def test_an_answer_does_not_depend_on_what_was_asked_before():
    model = CostModel(country(3))
    rows = [row for row in np.argsort(-np.abs(model.base.prices))[:6].tolist()]
    one_way = [price_of(model, row) for row in rows]
    model.solve({model.watch("region", "R1"): (50.0, 60.0)})
    assert [price_of(model, row) for row in reversed(rows)] == one_way[::-1]
    again = model.solve()
    assert again is not None
    assert again.value == pytest.approx(model.base.value, rel=1e-12)


def test_costs_by_term_add_up_and_a_plan_is_read_back_from_tables():
    from siting.model.read_back import read_tables

    model = CostModel(country(2, balance=Balance(gini_max=0.4)))
    assert sum(model.cost_by_term(model.base.plan).values()) == pytest.approx(model.base.value)
    plan = model.plan_of(read_tables(model.program, model.base.plan))
    assert model.program.cost @ plan == pytest.approx(model.base.value)
    assert model.slack(plan).min() > -1e-6


# --- the country: every kind of rule -------------------------------------------------------------------
class Fresh:
    """A program in a HiGHS instance of its own."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.highs = highspy.Highs()
        for option, value in (
            ("output_flag", False),
            ("primal_feasibility_tolerance", 1e-9),
            ("dual_feasibility_tolerance", 1e-9),
        ):
            self.highs.setOptionValue(option, value)
        none = np.zeros(0, dtype=np.int32)
        self.highs.addCols(
            len(program.cost), program.cost, program.column_lower, program.column_upper, 0, none, none, np.zeros(0)
        )
        self.highs.addRows(
            len(program.row_lower), program.row_lower, program.row_upper, len(program.column),
            program.start[:-1].astype(np.int32), program.column.astype(np.int32), program.coefficient,
        )  # fmt: skip

    def value(self, row: int, step: float) -> float:
        """The optimum with one right-hand side moved."""
        lower, upper = self.program.row_lower[row], self.program.row_upper[row]
        self.highs.changeRowBounds(row, lower + step, upper + step)
        self.highs.run()
        status, value = self.highs.getModelStatus(), self.highs.getInfo().objective_function_value
        self.highs.changeRowBounds(row, lower, upper)
        assert status in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible)
        return value if status == highspy.HighsModelStatus.kOptimal else np.inf


@cache
def national() -> Inputs:
    from siting.planning import prepared

    return prepared("models/tech-valley-2030", "reference", (), None, lambda message: None)[2]


def ruled(**changes: Any) -> Inputs:
    inputs = national()
    return replace(inputs, scalars=inputs.scalars.model_copy(update=changes))


def spent(payer: str, year: int) -> float:
    """What the cheapest plan makes a payer pay in a year, in money of the year."""
    model = CostModel(ruled(budgets={payer: {year: 1e6}}))
    return float(model.activity(model.base.plan)[model.rows_of("budget")[0]])


def parks() -> tuple[Inputs, pd.DataFrame]:
    """Parks in phases of ten seats: the plan of the linear programme rounded up, one park in each region."""
    inputs = ruled(
        indivisible=True,
        phase_seats=10.0,
        min_park_seats=10.0,
        park_count=ParkCount(min=5, max=70, one_per_region=True),
    )
    plan = ready("as it is")[0]
    built = plan.base.plan[plan.program.variables.build.column].reshape(-1, len(inputs.scalars.years))
    room = inputs.zones["max_new_seats"].to_numpy()[:, None]
    whole = np.minimum(np.ceil(np.cumsum(built, axis=1) / 10.0 - 1e-6), np.floor(room / 10.0))
    for _, zones in inputs.zones.groupby("region"):
        if whole[zones.index, -1].max() < 1:
            whole[zones["max_new_seats"].idxmax()] = 1.0
    phases = np.diff(whole, axis=1, prepend=0.0)
    frame = inputs.zone_year[["zone", "year"]].copy()
    frame["phases"] = phases.ravel()
    frame["open"] = np.repeat((whole[:, -1] > 0).astype(float), phases.shape[1])
    return inputs, frame


AXIS = ("06.141", "06.371", "06.355", "06.385", "04.421", "04.441", "04.501")


def settings_of(name: str) -> tuple[Inputs, pd.DataFrame | None]:
    """The country with the rules of one of `KINDS`, so that they bind."""
    if name == "parks":
        return parks()
    others = tuple(sorted(set(national().zones["zone"]) - set(AXIS)))
    changes: dict[str, dict[str, Any]] = {
        "as it is": {},
        "budget": {"balance": Balance(groups={"others": Group(zones=others, min=0.8)})},
        "fair": {"balance": Balance(gini_max=0.3, least_served_min=9.5)},
        "held": {"limits": Limits(cost_max=2e4, commuting_max=4_350.0, suitability_min=243_000.0, gaps_max=98_000.0)},
        "even": {
            "balance": Balance(
                ordered_median=OrderedMedian(weights=(6.0, 5.0, 4.0, 3.0, 2.0, 1.0), min=9.0),
                kolm_pollak=KolmPollak(aversion=1.0, min=20.2),
            )
        },
        "shared": {"balance": Balance(floor=0.3, cap=2.0)},
        "decided": {
            "locks": Locks(zones_in=("12.391", "08.587"), seats={"05.091": {2027: 900.0}}),
            "jobs_goal": {2030: 270_000.0},
            "national_pace": 21_000.0,
            "balance": Balance(groups={"axis": Group(zones=AXIS, on="stock", max=0.5)}),
        },
    }
    if name == "budget":
        changes[name]["budgets"] = {"developer": {2027: 0.95 * spent("developer", 2027)}}
    return ruled(**changes[name]), None


#: settings -> the kinds of rules that are tried under them.
KINDS: dict[str, tuple[str, ...]] = {
    "as it is": (
        *("capacity", "staffing", "talent", "training", "absorption", "retention", "site_limit", "jobs_added"),
        *("jobs_goal", "export_goal", "segment_min", "segment_max", "region_level"),
    ),
    "budget": ("budget", "group_min"),
    "fair": ("inequality", "inequality_pair_up", "inequality_pair_down", "least_served"),
    "held": ("limit_cost", "limit_commuting", "limit_suitability", "limit_gaps"),
    "even": ("rank_gap", "ordered_median", "loss_chord", "kolm_pollak"),
    "shared": ("territorial_floor", "territorial_cap"),
    "decided": ("lock_in", "lock_seats", "national_pace", "group_max"),
    "parks": (
        *("indivisible_phase", "indivisible_max", "indivisible_min"),
        *("park_count_min", "park_count_max", "park_per_region"),
    ),
}
TRIED = {block: name for name, blocks in KINDS.items() for block in blocks}
#: Kinds that decide nothing about the cost here: their price is zero on both sides, or no plan exists beyond.
FREE = {"export_goal", "region_level", "limit_cost", "park_count_min", "park_count_max", "park_per_region"} | {
    "indivisible_min",
    "indivisible_max",
}


@cache
def ready(name: str) -> tuple[CostModel, Fresh]:
    inputs, seats = settings_of(name)
    model = CostModel(inputs, seats)
    return model, Fresh(model.program)


def test_every_kind_of_rule_is_tried():
    assert sorted(TRIED) == sorted(rule.name for rule in CONSTRAINTS)


@pytest.mark.parametrize("block", TRIED)
def test_a_price_predicts_a_step_within_its_range_and_not_beyond(block):
    model, fresh = ready(TRIED[block])
    row = max(_open_parks(model, block), key=lambda each: abs(model.base.prices[each]))
    price = price_of(model, row)
    base = fresh.value(row, 0.0)
    assert base == pytest.approx(model.base.value, rel=1e-10)
    assert price.size > 1e-6 or block in FREE, "the rule does not bind: the test says nothing"
    seen = sum(_holds(model, fresh, price, row, base, way) for way in (-1, 1))
    assert seen


def _open_parks(model: CostModel, block: str) -> list[int]:
    """The rows of a block; of phases only those of parks that are open: elsewhere no step is possible."""
    rows = list(model.rows_of(block))
    if block != "indivisible_phase":
        return rows
    built = dict(zip(model.data.sets["zone"], model.base.plan[model.program.variables.open.column], strict=True))
    return [row for row in rows if built[str(model.ids(row)["zone"])] > 0.5]


def _holds(model: CostModel, fresh: Fresh, price: Price, row: int, base: float, way: int) -> bool:
    """Check one side; whether there was anything to check."""
    slope, end = (price.left, price.low_end) if way < 0 else (price.right, price.high_end)
    reach = price.rhs - price.low if way < 0 else price.high - price.rhs
    far = max(1.0, SEARCH * model.size(row))
    if slope is not None:
        step = way * min(reach, 100.0) * 0.9
        predicted = slope * step
        # The objective carries about 12 digits; of a change as small as a few MAD fewer are left.
        assert fresh.value(row, step) - base == pytest.approx(predicted, rel=1e-6, abs=2e-11 * abs(base))
    if end == "no plan":
        assert fresh.value(row, way * (reach + 1e-3 * far)) == np.inf
    elif end == "kink" and slope is not None:
        step = way * (reach + 0.2 * far)
        beyond = fresh.value(row, step)
        assert beyond - base > slope * step + max(1e-6 * abs(slope * step), 2e-11 * abs(base))
    return slope is not None or end == "no plan"
