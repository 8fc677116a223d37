"""Ordered median, Kolm-Pollak and leximin against every plan of small countries, counted one by one."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.model.inputs import Balance, Inputs, KolmPollak, Objective, OrderedMedian, Stage
from siting.model.welfare import KolmPollakCurve, falls
from siting.results.inequality import kolm_pollak, kolm_pollak_kappa, least_served, ordered_median
from tests.model.proven import solve_inputs
from tests.model.tiny import plain

REGIONS = ("N", "O", "P")
ACTIVE = {"A": 1000.0, "B": 2000.0, "C": 4000.0}
PRICE = {"A": 1.0, "B": 2.0, "C": 3.0}
#: Jobs of the base year, with a seat each: the scale of the Kolm-Pollak rate.
BASE = {"A": 10.0, "B": 10.0, "C": 4.0}
PHASE = 5.0
WEIGHTS = (5.0, 3.0, 1.0)
Jobs = tuple[float, ...]


def small(*, phases: int = 0, goal: float = 60.0, **changes: object) -> Inputs:
    """Three regions of one zone each: the smallest is the cheapest, the largest the dearest. ``phases``: whole parks
    of at most so many phases."""
    room = phases * PHASE if phases else 200.0
    given = {
        "active": ACTIVE,
        "capex_per_seat": PRICE,
        "max_new_seats": dict.fromkeys(PRICE, room),
        "seats_start": BASE,
        "baseline_jobs": BASE,
    }
    whole = {"indivisible": True, "phase_seats": PHASE, "min_park_seats": PHASE} if phases else {}
    return plain(
        dict(zip(PRICE, REGIONS, strict=True)),
        given=given,
        jobs_goal={2025: goal},
        growth_limit=1.0,
        shrink_limit=0.0,
        **(whole | changes),
    )


def measure(name: str) -> Callable[[Jobs], float]:
    """What is good about jobs by region: more is better."""
    active, base = list(ACTIVE.values()), list(BASE.values())
    kappa = kolm_pollak_kappa(1.5, base, active)
    return {
        "ordered_median": lambda jobs: ordered_median(jobs, active, WEIGHTS),
        "kolm_pollak": lambda jobs: kolm_pollak(jobs, active, kappa),
        "least_served": lambda jobs: least_served(jobs, active),
    }[name]


def policy(name: str, least: float | None = None) -> Balance:
    if name == "ordered_median":
        return Balance(ordered_median=OrderedMedian(weights=WEIGHTS, min=least))
    return Balance(kolm_pollak=KolmPollak(aversion=1.5, min=least))


def whole_plans(phases: int, goal: float) -> Iterator[tuple[float, Jobs]]:
    """Cost and jobs by region of every plan of whole phases that reaches the goal, all seats taken."""
    for built in itertools.product(range(phases + 1), repeat=3):
        jobs = tuple(start + PHASE * number for start, number in zip(BASE.values(), built, strict=True))
        if sum(jobs) >= goal:
            yield PHASE * sum(price * number for price, number in zip(PRICE.values(), built, strict=True)), jobs


@pytest.mark.parametrize("name", ["ordered_median", "kolm_pollak"])
@pytest.mark.parametrize("least", [5.0, 8.0, 9.5, 11.0, 12.0])
def test_the_cheapest_whole_parks_that_reach_a_floor_are_those_found_by_counting(name, least):
    good = measure(name)
    best = min(cost for cost, jobs in whole_plans(8, 60.0) if good(jobs) >= least)
    free = min(cost for cost, _ in whole_plans(8, 60.0))
    solution = solve_inputs(small(phases=8, balance=policy(name, least)))
    assert solution.stages[0].value == pytest.approx(best, rel=1e-9)
    assert best > free or least == 5.0


@pytest.mark.parametrize("name", ["ordered_median", "kolm_pollak"])
@pytest.mark.parametrize("weight", [2.0, 9.0, 30.0])
def test_the_best_sum_of_cost_and_measure_over_whole_parks_is_that_found_by_counting(name, weight):
    objective = Objective(method="weighted", weights={"cost": 1.0, name: weight})
    solution = solve_inputs(small(phases=8, balance=policy(name), objective=objective))
    curve = KolmPollakCurve.of(1.5, np.array(list(BASE.values())), np.array(list(ACTIVE.values())), 60.0)
    share = np.array(list(ACTIVE.values())) / sum(ACTIVE.values())

    def total(cost: float, jobs: Jobs) -> float:
        if name == "ordered_median":
            return cost - weight * measure(name)(jobs)
        rates = 1000.0 * np.array(jobs) / np.array(list(ACTIVE.values()))
        losses = np.exp(-curve.kappa * (rates - curve.centre)) / curve.kappa
        return cost + weight * float(share @ losses)

    best = min(total(cost, jobs) for cost, jobs in whole_plans(8, 60.0))
    # Chords overstate a loss by a thousandth at most.
    slack = 1e-9 if name == "ordered_median" else 1e-3
    assert best - 1e-6 <= solution.stages[0].value <= best + slack * abs(weight * curve.loss(curve.centre)) + 1e-6


def every_job(budget: float, goal: float) -> Iterator[Jobs]:
    """Every whole number of jobs by region within a budget."""
    top = [int(start + budget / price) for start, price in zip(BASE.values(), PRICE.values(), strict=True)]
    for jobs in itertools.product(*(range(int(b), t + 1) for b, t in zip(BASE.values(), top, strict=True))):
        new = [j - b for j, b in zip(jobs, BASE.values(), strict=True)]
        if sum(jobs) >= goal and sum(p * n for p, n in zip(PRICE.values(), new, strict=True)) <= budget:
            yield tuple(map(float, jobs))


def staged(name: str, tolerance: float) -> tuple[float, Jobs]:
    """Least cost, and the jobs by region of the best plan within the tolerance."""
    stages = (Stage(objective="cost", tolerance=tolerance), Stage(objective=name))
    balance = Balance() if name == "least_served" else policy(name)
    solution = solve_inputs(small(balance=balance, objective=Objective(stages=stages, region_ranges=False)))
    jobs = solution.jobs.groupby("zone")["jobs"].sum()
    return solution.stages[0].value, tuple(jobs[list(PRICE)].tolist())


@pytest.mark.parametrize("name", ["ordered_median", "kolm_pollak"])
@pytest.mark.parametrize("tolerance", [0.3, 1.0])
def test_no_plan_within_the_tolerance_has_a_better_measure(name, tolerance):
    good = measure(name)
    cost, jobs = staged(name, tolerance)
    budget = cost * (1 + tolerance)
    plans = list(every_job(budget, 60.0))
    best = max(map(good, plans))
    assert len(plans) > 100
    # One job more or less in every region is what whole numbers can lose; chords lose a fiftieth of a job per 1,000.
    assert best - 0.02 <= good(jobs) <= best + max(1000.0 / each for each in ACTIVE.values())


@pytest.mark.parametrize("tolerance", [0.3, 1.0, 2.0])
def test_leximin_is_the_best_of_all_plans_in_order_from_the_lowest_and_never_worse_than_max_min(tolerance):
    cost, jobs = staged("least_served", tolerance)
    active = list(ACTIVE.values())

    def ordered(each: Jobs) -> tuple[float, ...]:
        return tuple(sorted(1000.0 * j / a for j, a in zip(each, active, strict=True)))

    reached = ordered(jobs)
    plans = [ordered(each) for each in every_job(cost * (1 + tolerance), 60.0)]
    assert all(_before(plan, reached) for plan in plans)
    lowest = max(plan[0] for plan in plans)
    max_min = [plan for plan in plans if plan[0] == lowest]
    assert any(_before(plan, reached) for plan in max_min)
    assert reached[0] >= lowest - 1e-6


def _before(plan: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether ``other`` is at least as good as ``plan``, the lowest first."""
    for ours, theirs in zip(other, plan, strict=True):
        if ours > theirs + 1e-6:
            return True
        if ours < theirs - 1e-6:
            return False
    return True


# --- the measures themselves -----------------------------------------------------------------------
countries = st.integers(2, 7).flatmap(
    lambda count: st.tuples(
        st.lists(st.floats(0, 500), min_size=count, max_size=count),
        st.lists(st.floats(100, 5000), min_size=count, max_size=count),
    )
).filter(lambda pair: sum(pair[0]) > 1)  # fmt: skip


@given(countries, st.lists(st.floats(0, 9), min_size=1, max_size=7))
def test_the_mean_in_order_is_the_sum_of_the_sums_of_the_lowest(country, weights):
    jobs, active = country
    weights = tuple(sorted(weights[: len(jobs)], reverse=True))
    if weights[0] < 1e-3:
        return
    rates = np.sort(1000.0 * np.array(jobs) / np.array(active))
    sums = sum(fall * float(rates[:k].sum()) for k, fall in falls(weights))
    told = ordered_median(jobs, active, weights)
    assert sums == pytest.approx(told, rel=1e-9, abs=1e-9)
    assert rates[0] - 1e-9 <= told <= rates.mean() + 1e-9
    orders = itertools.permutations(rates, len(weights)) if len(jobs) < 6 else ()
    for order in orders:
        assert sum(w * e for w, e in zip(weights, order, strict=True)) / sum(weights) >= told - 1e-9


def test_weights_choose_between_the_lowest_rate_and_the_mean():
    jobs, active = [10.0, 30.0, 20.0], [1000.0, 1000.0, 1000.0]
    assert ordered_median(jobs, active, [7.0]) == least_served(jobs, active) == 10.0
    assert ordered_median(jobs, active, [1.0, 1.0, 1.0]) == pytest.approx(20.0)
    assert ordered_median(jobs, active, [2.0, 1.0]) == pytest.approx((2 * 10 + 20) / 3)


@given(countries, st.floats(0.1, 10.0), st.floats(0, 30))
def test_the_kolm_pollak_rate_lies_below_the_mean_and_moves_with_it(country, aversion, more):
    jobs, active = country
    kappa = kolm_pollak_kappa(aversion, jobs, active)
    told = kolm_pollak(jobs, active, kappa)
    lowest, mean = least_served(jobs, active), 1000.0 * sum(jobs) / sum(active)
    assert lowest - 1e-9 <= told <= mean + 1e-9 * max(1.0, mean)
    raised = [job + more * people / 1000.0 for job, people in zip(jobs, active, strict=True)]
    assert kolm_pollak(raised, active, kappa) == pytest.approx(told + more, rel=1e-9, abs=1e-7)


def test_the_kolm_pollak_rate_on_paper():
    # Two equal regions at 0 and at ln 3 / kappa: the mean of 1 and 1/3 is 2/3.
    kappa = 0.05
    jobs = [0.0, math.log(3.0) / kappa]
    assert kolm_pollak(jobs, [1000.0, 1000.0], kappa) == pytest.approx(math.log(1.5) / kappa)
    assert kolm_pollak_kappa(2.0, [30.0, 10.0], [1000.0, 1000.0]) == pytest.approx(2.0 * 40.0 / 1000.0)


@given(countries, st.floats(0.3, 10.0), st.floats(0, 1))
def test_chords_never_overstate_the_kolm_pollak_rate_and_understate_it_little(country, aversion, spread):
    part, active = (np.array(part) for part in country)
    base = 0.9 * active * part / 500.0  # never more jobs than people
    curve = KolmPollakCurve.of(aversion, base, active, float(base.sum()))
    rates = spread * 1000.0 * base / active + (1 - spread) * curve.centre
    jobs = rates * active / 1000.0
    true = kolm_pollak(jobs, active, curve.kappa)
    losses = np.interp(rates, curve.levels, curve.losses)
    drawn = curve.rate(float(active @ losses / active.sum()))
    assert drawn <= true + 1e-9 * max(1.0, true)
    assert drawn >= true - 1.5e-3 * (curve.knee + 1.0 / curve.kappa)  # 1.3e-3 at an aversion of 10


def test_a_goal_above_the_knee_moves_the_knee():
    base, active = np.array([10.0, 5.0]), np.array([1000.0, 1000.0])
    assert KolmPollakCurve.of(1.0, base, active, 10.0).knee == pytest.approx(15.0)
    assert KolmPollakCurve.of(1.0, base, active, 70.0).knee == pytest.approx(60.0)


@pytest.mark.parametrize("wrong", [[], [0.0, 0.0], [-1.0], [1.0, math.nan], [1.0, 1.0, 1.0]])
def test_weights_that_mean_nothing_are_refused(wrong):
    with pytest.raises(ValueError, match="weights"):
        ordered_median([1.0, 2.0], [10.0, 10.0], wrong)


@pytest.mark.parametrize("kappa", [0.0, -1.0, math.nan, math.inf])
def test_an_aversion_that_means_nothing_is_refused(kappa):
    with pytest.raises(ValueError, match="kappa"):
        kolm_pollak([1.0], [10.0], kappa)


def test_no_job_in_the_base_year_gives_no_scale():
    with pytest.raises(ValueError, match="base year"):
        kolm_pollak_kappa(1.0, [0.0, 0.0], [10.0, 20.0])
