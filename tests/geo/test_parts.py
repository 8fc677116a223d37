"""Single steps of geography against hand-made answers and an independent library."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.geo.baseline import split_whole
from siting.geo.costs import operating_difference
from siting.geo.hierarchy import Hierarchy
from siting.geo.indices import scale
from siting.geo.talent import language_weights
from siting.geo.travel import geodesic_km, road_minutes
from tests.geo.country import Country, model


def test_geodesic_agrees_with_the_ellipsoid() -> None:
    pyproj = pytest.importorskip("pyproj")
    rng = np.random.default_rng(0)
    lon, lat = rng.uniform(-17, -1, 40), rng.uniform(21, 36, 40)
    km = geodesic_km(lon, lat, lon, lat)
    i, j = np.triu_indices(40, 1)
    exact = pyproj.Geod(ellps="WGS84").inv(lon[i], lat[i], lon[j], lat[j])[2] / 1000
    assert np.abs(km[i, j] / exact - 1).max() < 0.005
    assert np.abs(km - km.T).max() < 1e-9
    assert np.diag(km).max() == 0


@pytest.mark.parametrize(
    ("km", "motorway", "minutes"),
    [
        (56.0, False, 60.0),  # 70 km of road at 70 km/h
        (119.2, True, 149 / 70 * 60),  # still short
        (120.0, False, 150 / 80 * 60),
        (120.0, True, 150 / 90 * 60),
    ],
)
def test_road_minutes(km: float, motorway: bool, minutes: float) -> None:
    found = road_minutes(np.array([[km]]), model().travel, np.array([[motorway]]))
    assert found[0, 0] == pytest.approx(minutes)


def test_scale_clips_between_percentiles() -> None:
    base = np.arange(101.0)
    found = scale(np.array([0.0, 5.0, 50.0, 95.0, 200.0]), base, 0.05, 0.95, reverse=False)
    assert found == pytest.approx([0, 0, 0.5, 1, 1])
    assert scale(np.array([50.0, 95.0]), base, 0.05, 0.95, reverse=True) == pytest.approx([0.5, 0])
    same = np.full(5, 3.0)
    assert scale(np.array([2.0, 3.0, 4.0]), same, 0.05, 0.95, reverse=False) == pytest.approx([0, 0.5, 1])


@given(st.integers(0, 5000), st.lists(st.floats(0.01, 10), min_size=1, max_size=30))
def test_split_whole_adds_up_and_stays_within_one(total: int, weights: list[float]) -> None:
    shares = np.array(weights) / sum(weights)
    parts = split_whole(float(total), shares)
    assert parts.sum() == total
    assert np.abs(parts - total * shares).max() < 1 + 1e-6
    assert (parts >= 0).all()
    assert (parts == np.floor(parts)).all()


def test_language_weights_sum_to_one_by_skill() -> None:
    segments = model().segments
    weights = language_weights(segments, np.array([10.0, 30.0]))
    assert sum(weights.values()) == pytest.approx([1, 1])
    assert weights["english"] == pytest.approx([10 / 17.5, 0])
    nobody = language_weights(segments, np.zeros(2))
    assert sum(nobody.values()) == pytest.approx([1, 1])


class TestHierarchy:
    def test_values_come_from_the_nearest_unit(self) -> None:
        stated = {"R1": 1.0, "P2": 2.0, "C4": 3.0}
        assert list(Hierarchy.of(Country(), "commune").resolve(0.0, stated)) == [1, 1, 2, 3]

    def test_a_coarser_zone_takes_the_mean_of_its_parts_by_labour_force(self) -> None:
        # R1: P1 0 (320 active), P2 2 (160 active); C4 alone in P3.
        assert list(Hierarchy.of(Country(), "region").resolve(0.0, {"P2": 2.0, "C4": 3.0})) == pytest.approx([2 / 3, 3])
        assert list(Hierarchy.of(Country(), "region").resolve(0.0, {"R1": 5.0, "P2": 2.0})) == [5, 0]

    def test_provinces_to_other_levels(self) -> None:
        communes = Hierarchy.of(Country(), "commune")
        assert list(communes.from_provinces("network_access", "mobile_5g_wave", "mean")) == [1, 1, 2, 3]
        regions = Hierarchy.of(Country(), "region")
        # 800 people at 1, 400 at 2.
        assert list(regions.from_provinces("network_access", "mobile_5g_wave", "mean")) == pytest.approx([4 / 3, 3])
        assert list(regions.from_provinces("network_access", "mobile_5g_wave", "max")) == [2, 3]
        assert list(regions.from_provinces("network_access", "mobile_5g_wave", "sum")) == [3, 3]

    def test_facilities_stand_in_their_commune_or_the_largest_of_their_province(self) -> None:
        communes = Hierarchy.of(Country(), "commune")
        universities = Country().table("universities")  # P1, commune not known: C1 has more people than C2
        assert [communes.codes[i] for i in communes.locate(universities)] == ["C1"]
        parks = Country().table("parks")
        assert [communes.codes[i] for i in communes.locate(parks)] == ["C2", "C4"]
        assert [
            Hierarchy.of(Country(), "region").codes[i] for i in Hierarchy.of(Country(), "region").locate(parks)
        ] == [
            "R1",
            "R2",
        ]


def test_the_jobs_of_the_base_year_have_no_pay_or_rent_difference_in_total() -> None:
    zones = Hierarchy.of(Country(), "province")
    jobs = np.array([[20.0, 0.0], [10.0, 0.0], [5.0, 0.0]])
    found = operating_difference(zones, model(), jobs, np.ones((3, 2)))
    assert (found[:, :, 0] * jobs).sum() == pytest.approx(0)


def test_a_region_is_eligible_where_one_of_its_provinces_is() -> None:
    from siting.geo.prepare import prepare

    data = model().resolved()["segments"]
    data["CRM"]["infrastructure_min"] = 0.4  # P1 and P2, not P3
    table = prepare(model(segments=data, level="region"), Country()).zone_segment_year
    crm = table[table["segment"] == "CRM"].groupby("zone")["eligible"].all()
    assert crm.to_dict() == {"R1": True, "R2": False}
