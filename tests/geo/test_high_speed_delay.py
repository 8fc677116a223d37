"""High-speed stations that open later, or earlier, than the data say."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from siting.geo.prepare import prepare
from siting.model.inputs import TABLES, Inputs
from tests.geo.country import Country, model

#: The country of `tests.geo.country`: P1 has a station since 2018, P3 from 2026 on.
LAST = 2028


def delayed(years: int | None, **changes: Any) -> Inputs:
    indices = {} if years is None else {"high_speed_delay_years": years}
    horizon = {"base_year": 2024, "last_year": LAST}
    return prepare(model(horizon=horizon, goals={"jobs": {LAST: 60}}, indices=indices, **changes), Country())


def indicator(inputs: Inputs, column: str = "raw", name: str = "high_speed_minutes") -> pd.DataFrame:
    """Zones by years."""
    table = inputs.indicators
    return table[table["indicator"] == name].pivot_table(index="zone", columns="year", values=column)


def opens(inputs: Inputs) -> int:
    """The first year in which P3 has its own station."""
    minutes = indicator(inputs).loc["P3"]
    return int(minutes.index[minutes < 1].min())


@pytest.mark.parametrize("level", ["region", "province", "commune"])
def test_none_changes_nothing(level: str) -> None:
    plain, none = delayed(None, level=level), delayed(0, level=level)
    for name in TABLES:
        pd.testing.assert_frame_equal(plain.table(name), none.table(name))
    pd.testing.assert_frame_equal(plain.indicators, none.indicators)


@pytest.mark.parametrize("years", [1, 2])
@pytest.mark.parametrize("column", ["raw", "scaled"])
def test_every_year_is_as_that_many_years_before(years: int, column: str) -> None:
    plain, late = indicator(delayed(0), column), indicator(delayed(years), column)
    assert opens(delayed(years)) == 2026 + years
    for year in range(2025 + years, LAST + 1):
        assert late[year].to_numpy() == pytest.approx(plain[year - years].to_numpy(), abs=1e-12)


def test_nothing_else_moves() -> None:
    plain, late = delayed(0).indicators, delayed(1).indicators
    others = plain["indicator"] != "high_speed_minutes"
    pd.testing.assert_frame_equal(plain[others], late[others])
    moved = np.flatnonzero(plain["raw"] != late["raw"])
    assert set(plain.loc[moved, "year"]) == {2026}
    assert set(plain.loc[moved, "zone"]) == {"P3"}


@pytest.mark.parametrize(("years", "first"), [(-1, 2025), (-5, 2025), (20, None)])
def test_what_is_not_open_in_the_base_year_opens_no_sooner_than_the_first_planned_year(
    years: int, first: int | None
) -> None:
    minutes = indicator(delayed(years)).loc["P3"]
    assert list(minutes.index[minutes < 1]) == ([] if first is None else list(range(first, LAST + 1)))
    # Scales are those of the base year, in which nothing moved.
    other = indicator(delayed(years), "scaled").loc[["P1", "P2"]]
    pd.testing.assert_frame_equal(other, indicator(delayed(0), "scaled").loc[["P1", "P2"]])


def test_a_station_without_a_date_never_opens() -> None:
    stations = Country().table("rail_stations").copy()
    stations["opening_year"] = stations["opening_year"].astype(float)
    stations.loc[stations["station"] == "b", "opening_year"] = np.nan
    inputs = prepare(model(indices={"high_speed_delay_years": -5}), Country(rail_stations=stations))
    assert (indicator(inputs).loc["P3"] > 400).all()  # the station of P1, 556 km away
