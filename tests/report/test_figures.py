"""Figures on the map are whole and add up at every level, as on the terminal."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from siting.report.maps.rounded import whole_figures
from siting.results import round_whole


@given(st.lists(st.tuples(st.floats(0, 1e5), st.sampled_from("abc")), min_size=1, max_size=40))
def test_zones_add_up_to_regions_and_regions_to_the_country(rows: list[tuple[float, str]]) -> None:
    values = pd.Series([value for value, _ in rows])
    region = pd.Series([code for _, code in rows])
    whole = whole_figures(values, region)
    assert (abs(whole - values) <= 1).all()
    regions = values.groupby(region).sum()
    pd.testing.assert_series_equal(
        whole.groupby(region).sum(), round_whole(regions), check_names=False, check_index_type=False
    )
    assert abs(int(whole.sum()) - values.sum()) <= 0.5 + 1e-6
