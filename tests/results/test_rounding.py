"""Rounding for people keeps every total."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.results.rounding import round_whole


def test_largest_remainder():
    jobs = pd.Series([10.6, 5.3, 4.1], index=["a", "b", "c"])
    assert round_whole(jobs).to_dict() == {"a": 11, "b": 5, "c": 4}


def test_ties_go_to_the_smaller_id_whatever_the_order():
    jobs = pd.Series([1.5, 2.5, 3.5, 4.5], index=["d", "b", "c", "a"])
    assert round_whole(jobs).to_dict() == {"d": 1, "b": 3, "c": 3, "a": 5}
    assert round_whole(jobs.iloc[::-1]).to_dict() == {"d": 1, "b": 3, "c": 3, "a": 5}


def test_dust_of_the_solver_is_no_remainder():
    jobs = pd.Series([11.9999999, 7.0000001, 0.5, 0.5], index=list("abcd"))
    assert round_whole(jobs).to_dict() == {"a": 12, "b": 7, "c": 1, "d": 0}


def test_a_stated_total_is_reached():
    jobs = pd.Series([33.3, 33.3, 33.3], index=list("abc"))
    assert round_whole(jobs, total=101).to_dict() == {"a": 34, "b": 34, "c": 33}
    with pytest.raises(ValueError, match="cannot be reached"):
        round_whole(jobs, total=110)


def test_refuses_what_it_cannot_round():
    with pytest.raises(ValueError, match="missing"):
        round_whole(pd.Series([1.0, np.nan]))
    with pytest.raises(ValueError, match="unique"):
        round_whole(pd.Series([1.0, 2.0], index=["a", "a"]))


@given(st.lists(st.floats(0, 1e5), min_size=1, max_size=80))
def test_total_kept_and_nobody_moves_by_more_than_one(figures):
    values = pd.Series(figures)
    whole = round_whole(values)
    assert whole.dtype == np.int64
    assert abs(int(whole.sum()) - values.sum()) <= 0.5 + 1e-3
    assert (np.abs(whole - values) < 1 + 1e-3).all()
    assert (whole >= 0).all()


@given(st.permutations(list(range(8))))
def test_order_of_rows_does_not_matter(order):
    values = pd.Series([0.25, 1.25, 2.75, 3.5, 4.5, 5.5, 6.125, 7.125], index=list("abcdefgh"))
    shuffled = values.iloc[order]
    pd.testing.assert_series_equal(round_whole(shuffled).sort_index(), round_whole(values))
