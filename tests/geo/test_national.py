"""Inputs of the national model on the shipped data: totals, plausible places, speed, light imports."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from siting.config import load_model
from siting.errors import ModelError
from siting.geo.prepare import prepare
from siting.model.inputs import TABLES, Inputs
from siting.regions import Dataset, load_dataset

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "models" / "tech-valley-2030"
SIZE = {"region": 12, "province": 75, "commune": 1503}
LEVELS = list(SIZE)


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load_dataset(load_model(FOLDER).data_folder)


@pytest.fixture(scope="module")
def every(dataset: Dataset) -> dict[str, Inputs]:
    return {level: prepare(load_model(FOLDER, level=level), dataset) for level in LEVELS}


@pytest.mark.parametrize("level", LEVELS)
def test_tables_are_whole(every: dict[str, Inputs], level: str) -> None:
    inputs = every[level]
    size = SIZE[level]
    assert len(inputs.zones) == len(inputs.labels) == size
    assert len(inputs.zone_segment_year) == size * 5 * 6
    assert len(inputs.region_labels) == inputs.zones["region"].nunique() == 12
    for name in TABLES:
        table = inputs.table(name)
        assert not table.isna().any().any(), name
        numbers = table.select_dtypes("float64").to_numpy()
        assert np.isfinite(numbers).all(), name
        if name != "zone_segment_year":
            assert (numbers >= 0).all(), name
    assert inputs.zone_segment["baseline_jobs"].sum() == 148_500
    assert inputs.staff_start["baseline_staff"].sum() == pytest.approx(148_500)
    assert inputs.zones["active"].sum() == pytest.approx(11_137_688, rel=0.001)
    assert inputs.zone_segment_year["suitability"].between(0, 1).all()


@pytest.mark.parametrize("level", LEVELS)
def test_baseline_jobs_have_their_seats_and_staff(every: dict[str, Inputs], level: str) -> None:
    inputs = every[level]
    seats = inputs.segments.drop_duplicates("segment").set_index("segment")["seats_per_job"]
    needed = (
        inputs.zone_segment.assign(seats=lambda f: f["baseline_jobs"] * f["segment"].map(seats))
        .groupby("zone")["seats"]
        .sum()
    )
    standing = inputs.zones.set_index("zone")["seats_start"]
    assert (standing >= needed - 1e-9).all()
    staff = inputs.staff_start.groupby("zone")["baseline_staff"].sum()
    jobs = inputs.zone_segment.groupby("zone")["baseline_jobs"].sum()
    pd.testing.assert_series_equal(staff, jobs, check_names=False)


def test_levels_agree(every: dict[str, Inputs]) -> None:
    by_region = {}
    for level, inputs in every.items():
        jobs = inputs.zone_segment.groupby("zone")["baseline_jobs"].sum()
        by_region[level] = jobs.groupby(inputs.zones.set_index("zone")["region"]).sum().rename(None)
        assert inputs.zone_year["seats_committed"].sum() == pytest.approx(21_875)
    pd.testing.assert_series_equal(by_region["region"], by_region["province"], check_names=False)
    pd.testing.assert_series_equal(by_region["region"], by_region["commune"], check_names=False)


def test_the_pool_is_the_one_that_the_recruit_rate_was_set_on(every: dict[str, Inputs]) -> None:
    pool = every["province"].pool
    in_2025 = pool[pool["year"] == 2025].groupby("skill")["eligible_pool"].sum()
    base = in_2025["secondary"] / 1.01 + in_2025["higher"] / 1.03
    assert base == pytest.approx(1_422_000, rel=0.005)
    rate = every["province"].scalars.recruit_rate["higher"]
    assert rate * base == pytest.approx(22_800, rel=0.01)
    page = (ROOT / "docs" / "assumptions.md").read_text(encoding="utf-8")
    assert "1.42 million" in page
    assert f"{rate:g}" in page


def test_neighbours_gain_nothing_by_exchanging_their_staff(every: dict[str, Inputs]) -> None:
    for inputs in every.values():
        arcs = inputs.arcs.set_index(["origin", "zone"])["minutes"]
        own = {origin: minutes for (origin, zone), minutes in arcs.items() if origin == zone}
        assert all(minutes > own[origin] for (origin, zone), minutes in arcs.items() if origin != zone)


def test_every_segment_has_places_and_not_everywhere(every: dict[str, Inputs]) -> None:
    table = every["province"].zone_segment_year
    count = table[table["year"] == 2025].groupby("segment")["eligible"].sum()
    assert count["CRM"] > count["ITO"] > 30
    assert count["CRM"] < 75
    regions = every["region"].zone_segment_year
    assert regions[regions["segment"] == "CRM"].groupby("zone")["eligible"].all().all()
    # Places with a published job figure clear the thresholds of contact centres.
    crm = table[(table["segment"] == "CRM") & (table["year"] == 2025)].set_index("zone")["eligible"]
    for code in ("06.141", "04.441", "04.421", "03.231", "02.411", "01.573", "01.051", "06.181"):
        assert crm[code], code


def test_known_times_are_used(dataset: Dataset) -> None:
    known = dataset.table("travel_times").set_index(["from_code", "to_code"])["minutes"]
    model = load_model(FOLDER, settings=["travel.max_commute_minutes=75"])
    arcs = prepare(model, dataset).arcs.set_index(["origin", "zone"])["minutes"]
    both = known.index.intersection(arcs.index)
    assert ("06.141", "04.421") in both  # Casablanca to Rabat, 67 minutes by motorway
    assert (arcs[both] == known[both]).all()


def test_commutes_stay_within_the_limit(every: dict[str, Inputs]) -> None:
    for inputs in every.values():
        arcs = inputs.arcs
        assert (arcs["minutes"] <= 60).all()
        assert (arcs["origin"] == arcs["zone"]).sum() == len(inputs.zones)
    pairs = set(zip(every["province"].arcs["origin"], every["province"].arcs["zone"], strict=True))
    assert ("04.441", "04.421") in pairs  # Salé to Rabat
    assert ("02.411", "06.141") not in pairs  # Oujda to Casablanca


def test_the_centre_scores_highest_and_the_new_line_helps_marrakech(every: dict[str, Inputs]) -> None:
    table = every["province"].indicators
    value = table.assign(v=table["weight"] * table["scaled"]).groupby(["index", "year", "zone"])["v"].sum()
    first = value["connectivity"][2025].nlargest(6).index
    assert "06.141" in first
    assert "11.221" in value["connectivity"][2025].nsmallest(6).index  # Es-Semara
    gain = value["connectivity"][2030] - value["connectivity"][2025]
    assert gain["07.351"] > 0.01
    assert (gain > -1e-9).all()
    weights = table[(table["zone"] == "06.141") & (table["year"] == 2030)].groupby("index")["weight"].sum()
    assert weights.tolist() == pytest.approx([1, 1, 1])


def test_operating_difference_is_small_against_pay(every: dict[str, Inputs]) -> None:
    inputs = every["province"]
    wage = inputs.segments.drop_duplicates("segment").set_index("segment")["wage"]
    share = inputs.zone_segment_year["operating_difference"] / inputs.zone_segment_year["segment"].map(wage)
    assert share.between(-0.25, 0.25).all()
    assert share.min() < 0 < share.max()


def test_refusals_on_the_real_country(dataset: Dataset) -> None:
    with pytest.raises(ModelError, match="goal of 2030 is below the baseline of 148,500"):
        prepare(load_model(FOLDER, settings=["goals.jobs.2030=140000"]), dataset)
    settings = ["segments.ITO.connectivity_min=1.0", "segments.ITO.infrastructure_min=1.0"]
    with pytest.raises(
        ModelError, match=r"thresholds of ITO in any year.*closest is Casablanca with connectivity 0\.99"
    ):
        prepare(load_model(FOLDER, settings=settings), dataset)
    with pytest.raises(ModelError, match="no province has this code"):
        prepare(load_model(FOLDER, settings=["parks.locks.zones_in=['06.999']"]), dataset)


@pytest.mark.parametrize(("level", "seconds"), [("province", 0.25), ("commune", 2.0)])
def test_speed(dataset: Dataset, level: str, seconds: float) -> None:
    model = load_model(FOLDER, level=level)
    best = np.inf
    for _ in range(5):
        start = time.process_time()
        prepare(model, dataset)
        best = min(best, time.process_time() - start)
    assert best < seconds


def test_no_heavy_library_is_loaded_on_the_way_to_inputs() -> None:
    code = (
        "import sys\nfrom siting.config import load_model\nfrom siting.regions import load_dataset\n"
        "from siting.geo.prepare import prepare\n"
        f"m = load_model({str(FOLDER)!r})\nprepare(m, load_dataset(m.data_folder))\n"
        "print(*sorted({n.split('.')[0] for n in sys.modules} & "
        "{'geopandas', 'shapely', 'pyogrio', 'pyproj', 'pulp', 'highspy', 'typer', 'rich', 'matplotlib', 'scipy'}))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert out.stdout.strip() == ""
