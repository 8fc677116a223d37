"""Measures of balance that the regions of the data cannot carry."""

from __future__ import annotations

import pytest

from siting.errors import ModelError
from siting.geo.prepare import prepare
from tests.geo.country import Country, model


def test_more_weights_than_regions_are_refused() -> None:
    with pytest.raises(ModelError) as refused:
        prepare(model(balance={"ordered_median": {"weights": [3, 2, 1]}}), Country())
    assert "there are more weights than regions (2) (found: 3) -> write at most 2" in str(refused.value)


def test_as_many_weights_as_regions_are_taken() -> None:
    rule = prepare(model(balance={"ordered_median": {"weights": [3, 2], "min": 1}}), Country()).scalars.balance
    assert rule.ordered_median is not None
    assert (rule.ordered_median.weights, rule.ordered_median.min) == ((3.0, 2.0), 1.0)


def test_a_kolm_pollak_rate_without_a_job_to_scale_it_by_is_refused() -> None:
    country = Country()
    jobs = country.table("baseline_jobs")
    jobs["jobs"] = 0
    with pytest.raises(ModelError) as refused:
        prepare(model(balance={"kolm_pollak": {"aversion": 1}}), country)
    assert "takes its scale from the jobs of the base year" in str(refused.value)
