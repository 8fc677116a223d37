"""Every number of Inputs for a country small enough to work out by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from siting.errors import DataError, ModelError
from siting.geo.prepare import prepare
from siting.model.inputs import TABLES, Inputs
from tests.geo.country import Country, model


@pytest.fixture(scope="module")
def inputs() -> Inputs:
    return prepare(model(), Country())


def at(frame: pd.DataFrame, column: str, **ids: object) -> float:
    for name, value in ids.items():
        frame = frame[frame[name] == value]
    assert len(frame) == 1
    return float(frame[column].iloc[0])


def test_tables_are_canonical(inputs: Inputs) -> None:
    keys = {"zone", "region", "segment", "skill", "year", "origin"}
    for name, columns in TABLES.items():
        table = inputs.table(name)
        assert tuple(table.columns) == columns
        assert isinstance(table.index, pd.RangeIndex)
        ids = [c for c in columns if c in keys and not (name == "zones" and c == "region")]
        assert table[ids].equals(table[ids].sort_values(ids).reset_index(drop=True))
        assert not table.duplicated(ids).any()
        assert not table.isna().any().any()
        for column in columns:
            if column == "year":
                assert table[column].dtype == np.int64
            elif column in keys:
                assert all(isinstance(value, str) for value in table[column])
            else:
                assert table[column].dtype == (bool if column == "eligible" else np.float64)


def test_travel_minutes(inputs: Inputs) -> None:
    # 28 km x 1.25 / 70 km/h = 30 minutes between the centres; P3 lies 556 km away and has only itself.
    assert at(inputs.arcs, "minutes", origin="P1", zone="P1") == pytest.approx(4 * 1.25 / 30 * 60)
    assert at(inputs.arcs, "minutes", origin="P1", zone="P2") == pytest.approx((30**2 + 10**2) ** 0.5, abs=1e-4)
    assert at(inputs.arcs, "minutes", origin="P2", zone="P1") == pytest.approx((30**2 + 45**2) ** 0.5, abs=1e-4)
    assert at(inputs.arcs, "minutes", origin="P2", zone="P2") == 45  # 100 km inside, capped
    assert set(inputs.arcs.loc[inputs.arcs["origin"] == "P3", "zone"]) == {"P3"}
    assert len(inputs.arcs) == 5


def test_known_times_win_both_ways_where_one_is_known() -> None:
    known = [
        {"from_code": "P1", "to_code": "P2", "minutes": 52.0},
        {"from_code": "P3", "to_code": "P1", "minutes": 59.0},
        {"from_code": "P1", "to_code": "P3", "minutes": 61.0},
        {"from_code": "C1", "to_code": "C2", "minutes": 1.0},
    ]
    arcs = prepare(model(), Country().replace("travel_times", known)).arcs
    assert at(arcs, "minutes", origin="P1", zone="P2") == 52
    assert at(arcs, "minutes", origin="P2", zone="P1") == 52
    assert at(arcs, "minutes", origin="P3", zone="P1") == 59
    assert arcs[(arcs["origin"] == "P1") & (arcs["zone"] == "P3")].empty


def test_pools_use_the_language_of_the_jobs_that_ask_for_the_skill(inputs: Inputs) -> None:
    # National jobs: CRM 30 (French), ITO 10 (English). Secondary: CRM only. Higher: 30 x 0.25 = 7.5 French, 10 English.
    assert at(inputs.pool, "eligible_pool", zone="P1", skill="secondary", year=2026) == pytest.approx(80 * 0.5)
    reading = (7.5 * 0.5 + 10 * 0.2) / 17.5
    assert at(inputs.pool, "eligible_pool", zone="P1", skill="higher", year=2025) == pytest.approx(40 * reading * 1.1)
    assert at(inputs.pool, "eligible_pool", zone="P1", skill="higher", year=2026) == pytest.approx(40 * reading * 1.21)


def test_a_zone_without_census_figures_counts_as_nobody() -> None:
    table = Country().table("talent").copy()
    table.loc[table["code"] == "P3", ["young_secondary", "young_higher", "french_share", "english_share"]] = np.nan
    inputs = prepare(model(), Country(talent=table))
    assert inputs.pool.loc[inputs.pool["zone"] == "P3", "eligible_pool"].eq(0).all()


def test_training_places(inputs: Inputs) -> None:
    assert at(inputs.zone_year, "training_places", zone="P1", year=2025) == pytest.approx(0.1 * 40 + 0.01 * 200)
    assert at(inputs.zone_year, "training_places", zone="P3", year=2026) == pytest.approx(0.01 * 100)


def test_seats(inputs: Inputs) -> None:
    # P1: (20 x 0.8 + 10 x 0.8) / 0.8 = 30 seats, and 10 m2 of vacant park = 1 seat.
    assert at(inputs.zones, "seats_start", zone="P1") == pytest.approx(31)
    assert at(inputs.zones, "seats_start", zone="P2") == pytest.approx(10 * 0.8 / 0.8)
    assert at(inputs.zone_year, "seats_committed", zone="P1", year=2025) == 5  # 2024 is in the baseline
    assert inputs.zone_year["seats_committed"].sum() == 5  # announced deliveries do not count
    # P1: 320 active x 50 / 1000 = 16, planned floor (300 - 100) / 10 = 20, of which 5 are committed.
    assert at(inputs.zones, "max_new_seats", zone="P1") == pytest.approx(16 + 15)
    assert at(inputs.zones, "max_new_seats", zone="P3") == pytest.approx(8)
    assert at(inputs.zones, "capex_per_seat", zone="P1") == pytest.approx(10 * 8500 / 1e6)
    assert list(inputs.zones["opening_cost"]) == [0, 30, 30]
    assert list(inputs.zones["territorial_premium"]) == [0, 0.10, 0.15]  # A by the model file, B by the data
    assert list(inputs.zones["entry_limit"]) == [50, 50, 50]
    assert list(inputs.zones["active"]) == [320, 160, 160]


def test_segments_and_goals(inputs: Inputs) -> None:
    assert at(inputs.segments, "export_per_job", segment="ITO", year=2026) == pytest.approx(0.3 * 1.21)
    assert at(inputs.segments, "wage", segment="CRM", year=2025) == pytest.approx(0.06)
    assert at(inputs.segments, "seats_per_job", segment="CRM", year=2025) == pytest.approx(0.8)
    assert at(inputs.segments, "share_max", segment="ITO", year=2025) == pytest.approx(0.5)
    assert inputs.scalars.jobs_goal == {2025: 50.0, 2026: 60.0}
    assert prepare(model(goals={"path": "none"}), Country()).scalars.jobs_goal == {2026: 60.0}
    assert inputs.scalars.training_grant == pytest.approx(0.02)
    assert inputs.scalars.commuting_cost == pytest.approx(0.00025)
    staff = inputs.staff_start
    assert at(staff, "baseline_staff", zone="P1", skill="secondary") == pytest.approx(15)
    assert at(staff, "baseline_staff", zone="P1", skill="higher") == pytest.approx(15)


def test_indices(inputs: Inputs) -> None:
    table = inputs.indicators
    high = table[(table["indicator"] == "high_speed_minutes") & (table["year"] == 2025)].set_index("zone")
    assert high.loc["P1", "raw"] == pytest.approx(0)
    assert high.loc["P2", "raw"] == pytest.approx(30, abs=1e-4)
    assert high.loc["P1", "scaled"] == 1
    assert high.loc["P3", "scaled"] == 0
    assert set(high["weight"]) == {0.5}
    # The station at P3 opens in 2026: P3 gains, nobody loses.
    assert at(table, "scaled", indicator="high_speed_minutes", year=2026, zone="P3") == 1
    later = table[(table["indicator"] == "high_speed_minutes") & (table["year"] == 2026)].set_index("zone")
    assert (later["scaled"] >= high["scaled"]).all()
    motorway = table[(table["indicator"] == "motorway") & (table["year"] == 2025)].set_index("zone")["scaled"]
    assert list(motorway) == [1, 0.5, 0]
    # 4, 2 and 0 firms of 50 and more on a log scale; water 0.9, 0.7, 0.5; weights 1 and 3.
    infra = (np.log10(3) / np.log10(5) + 3 * 0.5) / 4
    parts = table[(table["index"] == "infrastructure") & (table["year"] == 2025) & (table["zone"] == "P2")]
    assert (parts["weight"] * parts["scaled"]).sum() == pytest.approx(infra)


def test_suitability_is_the_weighted_mean_of_the_indices(inputs: Inputs) -> None:
    weights = {"connectivity": 0.5, "infrastructure": 0.3, "talent": 0.2}
    table = inputs.indicators.assign(value=lambda f: f["weight"] * f["scaled"])
    index = table.groupby(["zone", "year", "index"])["value"].sum().unstack()
    expected = sum(weights[name] * index[name] for name in weights)
    found = inputs.zone_segment_year[inputs.zone_segment_year["segment"] == "CRM"].set_index(["zone", "year"])
    pd.testing.assert_series_equal(found["suitability"].sort_index(), expected, check_names=False)


def test_operating_difference(inputs: Inputs) -> None:
    # Baseline jobs: P1 30, P2 10. Pay: P1 0, others -10 %: mean -2.5 %. Rent: R1 100, P3 80: mean 100.
    connectivity = 0.5  # P3 in 2025 has neither train nor motorway; in 2026 the train
    ito = 0.12
    expected = 0.15 * ito * (1 - connectivity) + (-0.10 + 0.025) * ito + (80 - 100) * 10 * 12 / 1e6 * 0.8
    table = inputs.zone_segment_year
    assert at(table, "operating_difference", zone="P3", segment="ITO", year=2026) == pytest.approx(expected)
    assert at(table, "operating_difference", zone="P1", segment="CRM", year=2025) == pytest.approx(0.025 * 0.06)


def test_eligibility_by_year() -> None:
    data = model().resolved()["segments"]
    data["CRM"]["connectivity_min"] = 0.5
    table = prepare(model(segments=data), Country()).zone_segment_year
    crm = table[(table["segment"] == "CRM") & (table["zone"] == "P3")].set_index("year")["eligible"]
    assert not crm[2025]
    assert crm[2026]


@pytest.mark.parametrize("level", ["region", "province", "commune"])
def test_levels_agree_on_totals(level: str) -> None:
    inputs = prepare(model(level=level), Country())
    assert inputs.zone_segment["baseline_jobs"].sum() == 40
    assert inputs.zones["active"].sum() == 640
    assert inputs.zone_year["seats_committed"].sum() == 5
    assert inputs.zones["seats_start"].sum() == pytest.approx(41)
    people = inputs.pool[(inputs.pool["year"] == 2025) & (inputs.pool["skill"] == "secondary")]
    assert people["eligible_pool"].sum() == pytest.approx(80 * 0.5 + 30 * 0.4 + 20 * 0.25, rel=0.02)
    assert list(inputs.region_labels["region"]) == ["R1", "R2"]


def test_baseline_is_spread_to_communes_by_parks_and_firms() -> None:
    jobs = prepare(model(level="commune"), Country()).zone_segment.set_index(["zone", "segment"])["baseline_jobs"]
    # P1 has 30 jobs: 6 in the park of C2, 24 by firms of 50 and more (3 to 1): C1 18, C2 12, 0.6 of each segment.
    assert jobs["C1", "CRM"] == 12
    assert jobs["C2", "CRM"] == 8
    assert jobs["C1", "ITO"] == 6
    assert jobs["C2", "ITO"] == 4


def test_a_finer_baseline_is_added_up() -> None:
    rows = [
        {"code": "C1", "segment": "CRM", "jobs": 7, "method": "anchor"},
        {"code": "C2", "segment": "CRM", "jobs": 5, "method": "estimate"},
    ]
    inputs = prepare(model(), Country().replace("baseline_jobs", rows))
    assert at(inputs.zone_segment, "baseline_jobs", zone="P1", segment="CRM") == 12
    assert inputs.labels.set_index("zone")["estimate"].to_dict() == {"P1": True, "P2": False, "P3": False}


def test_arcs_lead_only_to_zones_where_a_job_can_stand() -> None:
    data = model().resolved()["segments"]
    for name in data:
        data[name]["infrastructure_min"] = 0.9  # P1 alone
    rows = [{"code": "P1", "segment": "CRM", "jobs": 20, "method": "anchor"}]
    arcs = prepare(model(segments=data), Country().replace("baseline_jobs", rows)).arcs
    assert set(map(tuple, arcs[["origin", "zone"]].to_numpy())) == {
        ("P1", "P1"),
        ("P2", "P1"),
        ("P2", "P2"),
        ("P3", "P3"),
    }


def test_order_of_rows_and_segments_does_not_matter(inputs: Inputs) -> None:
    shuffled = {name: frame.sample(frac=1, random_state=1) for name, frame in Country().tables.items()}
    other = prepare(model(), Country(**shuffled))
    for name in TABLES:
        pd.testing.assert_frame_equal(other.table(name), inputs.table(name))


@pytest.mark.parametrize("level", ["region", "province", "commune"])
def test_a_country_without_jobs_parks_or_facilities(level: str) -> None:
    bare = Country()
    for name in set(bare.tables) - {"zones", "talent", "infrastructure"}:
        bare.tables.pop(name)
    inputs = prepare(model(level=level, costs={"wage_difference": {}}), bare)
    assert inputs.zone_segment["baseline_jobs"].sum() == 0
    assert inputs.zones["seats_start"].sum() == 0
    assert inputs.scalars.jobs_goal == {2025: 30.0, 2026: 60.0}
    for name in TABLES:
        assert not inputs.table(name).isna().any().any()
    trains = inputs.indicators[inputs.indicators["indicator"] == "high_speed_minutes"]
    assert trains["raw"].eq(1440).all()
    assert trains["scaled"].eq(0.5).all()


class TestRefusals:
    def test_goal_below_the_baseline(self) -> None:
        with pytest.raises(ModelError, match=r"goal of 2026 is below the baseline of 40 jobs.*found: 30"):
            prepare(model(goals={"jobs": {2026: 30}}), Country())

    def test_no_eligible_zone(self) -> None:
        data = model().resolved()["segments"]
        data["ITO"] |= {"connectivity_min": 1.0, "infrastructure_min": 1.0, "isolation_cost": 0.1}
        changed = Country().table("network_access").assign(motorway=[0, 1, 1])
        with pytest.raises(ModelError, match=r"no zone clears the thresholds of ITO.*the closest is P\d fr"):
            prepare(model(segments=data), Country(network_access=changed))

    def test_unknown_zones_are_listed_together(self) -> None:
        locks = {"locks": {"zones_in": ["P9"], "zones_out": ["C1"], "seats": {"X": {2025: 1}}}}
        costs = {"wage_difference": {"zones": {"Q": 0.1}}}
        with pytest.raises(ModelError) as caught:
            prepare(model(parks=locks, costs=costs), Country())
        assert [p.value for p in caught.value.problems] == ["P9", "C1", "X", "Q"]

    def test_unknown_segment_in_the_baseline(self) -> None:
        rows = [{"code": "P1", "segment": "XYZ", "jobs": 1, "method": "anchor"}]
        with pytest.raises(DataError, match="no such segment"):
            prepare(model(), Country().replace("baseline_jobs", rows))

    def test_mixed_and_unknown_codes_in_the_baseline(self) -> None:
        rows = [{"code": c, "segment": "CRM", "jobs": 1, "method": "anchor"} for c in ("P1", "C1")]
        with pytest.raises(DataError, match="several levels"):
            prepare(model(), Country().replace("baseline_jobs", rows))
        rows = [{"code": "Z9", "segment": "CRM", "jobs": 1, "method": "anchor"}]
        with pytest.raises(DataError, match=r"no zone of the data set.*Z9"):
            prepare(model(), Country().replace("baseline_jobs", rows))

    def test_more_jobs_than_people_employed(self) -> None:
        rows = [{"code": "P3", "segment": "CRM", "jobs": 151, "method": "anchor"}]
        with pytest.raises(DataError, match=r"employed in the zone \(150\) \(found: 151\)"):
            prepare(model(goals={"jobs": {2026: 200}}), Country().replace("baseline_jobs", rows))

    def test_a_level_that_the_data_do_not_have(self) -> None:
        with pytest.raises(ModelError, match=r"no such level.*canton.*region, province, commune"):
            prepare(model(level="canton"), Country())
