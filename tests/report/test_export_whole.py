"""Whole figures of exports: they add up in rows and columns and stay next to the exact ones."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest

from siting.report.exports.layers import gather
from siting.report.exports.whole import whole_seats, whole_table
from siting.results import Run


@pytest.fixture(scope="module")
def national(national_runs: Mapping[str, Run]) -> Run:
    return national_runs["reference"]


def test_shares_add_up_to_one_and_are_those_of_the_exact_jobs(national: Run) -> None:
    export = gather(national, "en", geometry=False)
    zones, regions = (export.frames[name].set_index("code")["share"] for name in ("zones", "regions"))
    jobs = national.table("jobs")
    exact = jobs[jobs["year"] == 2030].groupby("zone")["jobs"].sum()
    assert (zones - (exact / exact.sum()).reindex(zones.index).fillna(0.0)).abs().max() < 1e-6
    assert round(zones.sum(), 9) == round(regions.sum(), 9) == 1
    assert (zones.groupby(zones.index.str[:2]).sum() - regions).abs().max() < 1e-9


def test_a_place_where_nothing_is_built_keeps_its_whole_figure(national: Run) -> None:
    seats = whole_seats(national)
    table = national.table("seats")
    come = table.assign(come=table["built"] + table["committed"]).groupby("zone")["come"].sum()
    still = come.index[come < 1e-6]
    assert len(still) > 10
    for year in national.inputs.scalars.years:
        assert (seats.standing(year)[still] == seats.base[still]).all()


def test_whole_seats_are_near_the_exact_ones_in_every_sum(national: Run) -> None:
    seats, table = whole_seats(national), national.table("seats")
    region = national.inputs.labels.set_index("zone")["region"]
    for column, whole in (("built", seats.built), ("committed", seats.committed)):
        exact = table.pivot_table(index="zone", columns="year", values=column, aggfunc="sum").reindex(whole.index)
        gap = whole - exact
        by_region = gap.groupby(region).sum()
        for near in (gap, gap.cumsum(axis=1), by_region, by_region.sum(axis=1), gap.sum(), gap.sum().cumsum()):
            assert np.abs(near.to_numpy()).max() < 1 + 1e-5
        assert whole.to_numpy().sum() == round(exact.to_numpy().sum())
    last = table[table["year"] == 2030].set_index("zone")["standing"].reindex(seats.base.index)
    assert (seats.standing(2030) - last).abs().max() < 3  # three roundings, each by less than one


@pytest.mark.parametrize("seed", range(6))
def test_tables_are_rounded_so_that_rows_and_columns_stay_next_to_their_sums(seed: int) -> None:
    chance = np.random.default_rng(seed)
    shape = int(chance.integers(1, 12)), int(chance.integers(1, 7))
    exact = pd.DataFrame(chance.gamma(0.3, 3.0, shape), index=[f"z{i:02}" for i in range(shape[0])])
    region = pd.Series(chance.choice(list("xy"), shape[0]), index=exact.index)
    whole = whole_table(exact, region)
    gap = whole - exact
    by_region = gap.groupby(region).sum()
    for near in (gap, gap.cumsum(axis=1), by_region, by_region.sum(axis=1), gap.sum(), gap.sum().cumsum()):
        assert np.abs(near.to_numpy()).max() < 1
    assert whole.to_numpy().sum() == np.floor(exact.to_numpy().sum() + 0.5)
    assert (whole.to_numpy() >= 0).all()
    pd.testing.assert_frame_equal(whole, whole_table(exact, region))
