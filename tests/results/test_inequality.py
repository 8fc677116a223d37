"""Inequality measures against PySAL, against the definition, and against what must always hold."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from inequality.gini import Gini
from inequality.theil import Theil, TheilD

from siting.results.inequality import gini, least_served, theil

regions = st.lists(st.tuples(st.floats(0, 1e5), st.floats(1.0, 1e6)), min_size=1, max_size=12).filter(
    lambda rows: sum(jobs for jobs, _ in rows) > 1.0
)


def by_definition(jobs, active):
    """The double sum of the definition."""
    rate = np.asarray(jobs) / np.asarray(active)
    total = sum(
        active[a] * active[b] * abs(rate[a] - rate[b]) for a in range(len(jobs)) for b in range(a + 1, len(jobs))
    )
    return total / (sum(active) * sum(jobs))


def test_two_regions_by_hand():
    # 30 jobs for 100 people, 10 for 300: |0.3 - 1/30| x 100 x 300 / (400 x 40) = 8000 / 16000
    assert gini([30, 10], [100, 300]) == pytest.approx(0.5)
    # 0.75 ln(0.75 / 0.25) + 0.25 ln(0.25 / 0.75) = 0.5 ln 3
    assert theil([30, 10], [100, 300]) == pytest.approx(0.5 * np.log(3))
    assert least_served([30, 10], [100, 300]) == pytest.approx(1000 / 30)


def test_gini_agrees_with_pysal_when_every_region_weighs_the_same():
    rng = np.random.default_rng(7)
    for size in (2, 5, 12, 75):
        jobs = rng.gamma(0.7, 1000.0, size)
        assert gini(jobs, np.ones(size)) == pytest.approx(Gini(jobs).g, rel=1e-12)


def test_theil_agrees_with_pysal_when_every_region_weighs_the_same():
    rng = np.random.default_rng(8)
    for size in (2, 5, 12, 75):
        jobs = rng.gamma(0.7, 1000.0, size)
        assert theil(jobs, np.full(size, 3.0)) == pytest.approx(float(Theil(jobs).T), rel=1e-12)


@pytest.mark.filterwarnings("ignore:Setting the shape:DeprecationWarning")  # inside PySAL
def test_weighted_theil_is_pysals_part_between_groups():
    # everybody is a row, regions are the groups: what is unequal between groups is Theil over regions
    rng = np.random.default_rng(9)
    active = np.array([40, 10, 25])
    group = np.repeat(np.arange(3), active)
    jobs = rng.gamma(1.0, 1.0, len(group))
    between = float(np.ravel(TheilD(jobs, group).bg)[0])
    assert theil(np.bincount(group, jobs), active) == pytest.approx(between, rel=1e-9)


@given(regions)
def test_running_sums_give_the_definition(rows):
    jobs, active = map(list, zip(*rows, strict=True))
    assert gini(jobs, active) == pytest.approx(by_definition(jobs, active), abs=1e-9)


@given(regions, st.floats(0.01, 100.0))
def test_units_do_not_matter(rows, factor):
    jobs, active = map(np.array, zip(*rows, strict=True))
    for measure in (gini, theil):
        assert measure(jobs * factor, active) == pytest.approx(measure(jobs, active), abs=1e-9)
        assert measure(jobs, active * factor) == pytest.approx(measure(jobs, active), abs=1e-9)


@given(regions, st.floats(0.05, 0.95), st.integers(0, 11))
def test_splitting_a_region_evenly_changes_nothing(rows, part, which):
    jobs, active = rows[which % len(rows)]
    assume(part * active > 1e-6)
    split = [*rows, (jobs * part, active * part)]
    split[which % len(rows)] = (jobs * (1 - part), active * (1 - part))
    for measure in (gini, theil, least_served):
        whole, parts = (measure(*zip(*table, strict=True)) for table in (rows, split))
        assert parts == pytest.approx(whole, abs=1e-6)


@given(regions)
@settings(max_examples=50)
def test_range(rows):
    jobs, active = map(np.array, zip(*rows, strict=True))
    assert 0.0 <= gini(jobs, active) < 1.0
    assert 0.0 <= theil(jobs, active) <= np.log(active.sum() / active.min()) + 1e-9
    even = active * 0.01
    assert gini(even, active) == pytest.approx(0.0, abs=1e-9)
    assert theil(even, active) == pytest.approx(0.0, abs=1e-9)


def test_no_jobs_at_all_is_equal():
    assert gini([0, 0], [1, 2]) == 0.0
    assert theil([0, 0], [1, 2]) == 0.0


@pytest.mark.parametrize(
    ("jobs", "active", "says"),
    [
        ([1, 2], [1], "one length"),
        ([], [], "one length"),
        ([-1, 2], [1, 1], "negative"),
        ([float("nan"), 2], [1, 1], "finite"),
        ([1, 2], [1, 0], "positive"),
    ],
)
@pytest.mark.parametrize("measure", [gini, theil, least_served])
def test_refuses_nonsense(measure, jobs, active, says):
    with pytest.raises(ValueError, match=says):
        measure(jobs, active)
