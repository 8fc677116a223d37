"""Shares and quantiles of an ensemble written by hand, reckoned anew by plain pandas."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

from siting.analysis.uncertainty import (
    country_quantiles,
    goal_shares,
    influence,
    park_shares,
    parks_by_year,
    region_quantiles,
)
from siting.analysis.uncertainty.notes import notes_on
from siting.analysis.uncertainty.shares import wilson
from siting.ensemble import EnsembleResult
from tests.uncertainty.made import a_design, by_hand

COUNT, LOST = 12, (3, 7)
LHS = a_design("lhs", np.random.default_rng(0).random((COUNT, 2)))
SOBOL = a_design("sobol", np.random.default_rng(0).random((COUNT, 2)))
IDS = list(LHS.ids)


def _tables() -> dict[str, pd.DataFrame]:
    """Twelve samples, two without a plan: A is built in all others, from 2025 or 2026; B in the first three."""
    rng = np.random.default_rng(1)
    there = [number for number in range(COUNT) if number not in LOST]
    samples = pd.DataFrame({"position": range(COUNT), "sample": IDS})
    samples["outcome"] = ["infeasible" if number in LOST else "optimal" for number in range(COUNT)]
    for column in ("value", "jobs", "seats_built", "parks"):
        samples[column] = np.where(samples["position"].isin(LOST), np.nan, rng.uniform(100, 200, COUNT))
    regions, goals, parks = [], [], []
    for number in there:
        for region in ("N", "S"):
            for year in (2026, 2025):  # in no order
                seats, jobs = rng.uniform(0, 5), rng.uniform(50, 90)
                regions.append((IDS[number], region, year, jobs, seats))
        goals.append((IDS[number], "jobs", 2026, 1000.0, float(number) if number in (1, 5) else 0.0))
        goals.append((IDS[number], "exports", 2026, 10.0, 0.0))
        parks += [(IDS[number], "A", year, 10.0) for year in ((2025, 2026) if number % 2 else (2026,))]
        parks += [(IDS[number], "B", 2026, 4.0 + number)] if number < 3 else []
    return {
        "samples": samples,
        "regions": pd.DataFrame(regions, columns=["sample", "region", "year", "jobs", "seats_built"]),
        "goals": pd.DataFrame(goals, columns=["sample", "goal", "year", "target", "shortfall"]),
        "parks": pd.DataFrame(parks, columns=["sample", "zone", "year", "seats_built"]),
    }


TABLES = _tables()


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> EnsembleResult:
    return by_hand(tmp_path_factory.mktemp("hand") / "e", TABLES)


@pytest.mark.parametrize(("count", "of"), [(0, 10), (3, 10), (10, 10), (55, 60), (1, 1)])
def test_intervals_are_those_of_scipy(count: int, of: int) -> None:
    low, high = wilson(np.array([count], dtype=float), of)
    theirs = binomtest(count, of).proportion_ci(0.95, "wilson")
    assert (low[0], high[0]) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


def test_a_sample_without_a_plan_meets_no_goal(found: EnsembleResult) -> None:
    told = goal_shares(found, LHS, [("jobs", 2026), ("exports", 2026), ("jobs", 2030)]).set_index(["goal", "year"])
    jobs = told.loc[("jobs", 2026)]
    assert (jobs["samples"], jobs["without_plan"], jobs["met"], jobs["share"]) == (12, 2, 8, 8 / 12)
    assert jobs["shortfall_mean"] == pytest.approx(0.6)
    assert jobs["shortfall_90"] == pytest.approx(np.quantile([0] * 8 + [1, 5], 0.9))
    interval = binomtest(8, 12).proportion_ci(0.95, "wilson")
    assert (jobs["low"], jobs["high"]) == pytest.approx((interval.low, interval.high))
    assert told.loc[("exports", 2026), "met"] == 10
    assert told.loc[("jobs", 2030), "met"] == 0


def test_parks(found: EnsembleResult) -> None:
    told = park_shares(found, LHS)
    assert told["zone"].tolist() == ["A", "B"]
    assert told["samples"].tolist() == [10, 10]
    assert told["built"].tolist() == [10, 3]
    assert told["share"].tolist() == [1.0, 0.3]
    assert told["first_year_50"].tolist() == [2026, 2026]
    assert told["first_year_10"].tolist() == [2025, 2026]
    assert told["seats_50"].tolist() == [10.0, 5.0]
    assert told.loc[1, "seats_90"] == pytest.approx(np.quantile([4, 5, 6], 0.9))
    years = parks_by_year(found, LHS).set_index(["zone", "year"])["built"].to_dict()
    assert years == {("A", 2025): 4, ("A", 2026): 10, ("B", 2025): 0, ("B", 2026): 3}


def test_quantiles(found: EnsembleResult) -> None:
    told = region_quantiles(found, LHS).set_index(["region", "year", "measure"])
    assert len(told) == 2 * 2 * 2
    rows = TABLES["regions"]
    for (region, year), some in rows.groupby(["region", "year"]):
        until = rows[(rows["region"] == region) & (rows["year"] <= year)].groupby("sample")["seats_built"].sum()
        for measure, values in (("jobs", some["jobs"]), ("seats_built", until)):
            row = told.loc[(region, year, measure)]
            assert row["samples"] == 10
            assert row["mean"] == pytest.approx(values.mean())
            assert row[["q10", "q25", "q50", "q75", "q90"]].tolist() == pytest.approx(
                np.quantile(values, [0.1, 0.25, 0.5, 0.75, 0.9]).tolist()
            )
    country = country_quantiles(found, LHS).set_index("measure")
    assert country.index.tolist() == ["value", "jobs", "seats_built", "parks"]
    assert country.loc["value", "q75"] == pytest.approx(np.nanquantile(TABLES["samples"]["value"], 0.75))
    assert country["samples"].tolist() == [10] * 4


def test_shares_of_a_sobol_design_are_of_its_independent_samples(found: EnsembleResult) -> None:
    """Base points of four samples: the first and the last of each; of those the sample 0003 and 0007 have no plan."""
    drawn = [0, 3, 4, 7, 8, 11]
    assert np.flatnonzero(SOBOL.drawn).tolist() == drawn
    goal = goal_shares(found, SOBOL, [("jobs", 2026)]).iloc[0]
    assert (goal["samples"], goal["without_plan"], goal["met"]) == (6, 2, 4)
    parks = park_shares(found, SOBOL).set_index("zone")
    assert parks["built"].to_dict() == {"A": 4, "B": 1}
    assert parks["samples"].tolist() == [4, 4]
    some = TABLES["samples"].loc[[0, 4, 8, 11], "value"]
    assert country_quantiles(found, SOBOL)["q50"].iloc[0] == pytest.approx(some.median())


def test_every_measure_has_its_influence(found: EnsembleResult) -> None:
    told = influence(found, LHS)
    measures = ["has_plan", "value", "jobs", "seats_built", "parks", "jobs short 2026", "jobs in N", "jobs in S"]
    assert list(dict.fromkeys(told["measure"])) == measures
    assert set(told.loc[told["measure"] == "has_plan", "samples"]) == {12}
    assert set(told.loc[told["measure"] == "value", "left_out"]) == {2}
    notes = notes_on(LHS, {"outcomes": pd.DataFrame({"outcome": ["optimal", "infeasible"], "samples": [10, 2]}),
                           "influence": told})  # fmt: skip
    assert notes[0].startswith("2 of 12 samples have no plan (2 infeasible). They count as missing every goal;")


def test_no_sample_with_a_plan(tmp_path: Path) -> None:
    samples = TABLES["samples"].assign(
        outcome="infeasible", value=np.nan, jobs=np.nan, seats_built=np.nan, parks=np.nan
    )
    empty = {name: table.iloc[:0] for name, table in TABLES.items()}
    none = by_hand(tmp_path / "e", {**empty, "samples": samples})
    goal = goal_shares(none, LHS, [("jobs", 2026)]).iloc[0]
    assert (goal["met"], goal["share"], goal["without_plan"]) == (0, 0.0, 12)
    assert goal["high"] == pytest.approx(0.2425, abs=1e-4)
    assert np.isnan(goal["shortfall_mean"])
    for table in (park_shares, parks_by_year, region_quantiles, country_quantiles):
        assert table(none, LHS).empty
    assert set(influence(none, LHS)["why"]) == {"does not vary", "no plan"}
