"""The shipped data set: what must hold whatever the build does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely

from siting.regions import Dataset, check_dataset, inventory
from siting.regions.pages import baseline_page, data_page
from siting.regions.tables import REQUIRED, TABLES
from tests.regions.conftest import EXAMPLE, MOROCCO, ROOT

POPULATION = 36_828_330


def test_data_set_is_sound() -> None:
    assert check_dataset(MOROCCO) == ()


def test_counts_of_zones(morocco: Dataset) -> None:
    assert [len(morocco.zones(level)) for level in ("region", "province", "commune")] == [12, 75, 1503]
    assert {"06.141.01.0", "04.421.01.0", "01.511.01.0"} <= set(morocco.zones("commune")["code"])
    assert not morocco.zones("province")["code"].str.len().gt(6).any()


def test_every_zone_has_three_names(morocco: Dataset) -> None:
    zones = morocco.table("zones")
    assert zones["name_ar"].str.contains("[\u0600-\u06ff]").all()
    assert zones.set_index("code").loc["01.511", "name_en"] == "Tangier-Asilah"


def test_population_adds_up_at_every_level(morocco: Dataset) -> None:
    sums = morocco.table("talent").groupby("level")["population"].sum()
    assert sums.to_dict() == {"region": POPULATION, "province": POPULATION, "commune": POPULATION}


def test_four_communes_have_no_figures(morocco: Dataset) -> None:
    talent = morocco.table("talent")
    assert set(talent[talent["labour_force"].isna()]["code"]) == {
        "12.391.05.05", "12.066.01.03", "12.066.03.03", "12.066.03.09",
    }  # fmt: skip


def test_young_people_follow_from_the_shares_of_adults(morocco: Dataset) -> None:
    casablanca = morocco.table("talent").query("level == 'province'").set_index("code").loc["06.141"]
    adults = 0.18 * 3_199_416 / 2_521_618
    assert casablanca["young_higher"] == pytest.approx(697_473 * adults, abs=0.1)


def test_baseline_adds_up_by_province_and_segment(morocco: Dataset) -> None:
    jobs = morocco.table("baseline_jobs")
    assert jobs["jobs"].sum() == 148_500
    by_segment = jobs.groupby("segment")["jobs"].sum().to_dict()
    assert by_segment == {"CRM": 81_675, "ITO": 32_670, "BPO": 19_008, "ESO": 14_850, "KPO": 297}
    by_province = jobs.groupby("code")["jobs"].sum()
    assert by_province.loc[by_province.index.str.startswith("03.")].sum() == 8_960
    assert by_province["06.141"] >= 30_000
    assert by_province["04.441"] >= 9_500
    assert by_province["01.573"] == 1_500
    assert set(jobs["method"]) == {"anchor", "derived", "estimate"}
    assert by_province[["06.141", "04.441", "03.231", "02.411"]].sum() > 57_000


def test_second_pass_wins_over_the_first(morocco: Dataset) -> None:
    accounts = morocco.table("regional_accounts").set_index(["area", "ref_year", "indicator"])["value"]
    assert accounts["08", 2022, "gdp_share"] == 0.03
    assert accounts["02", 2022, "gdp_per_capita_mad"] == 29_571
    poverty = morocco.table("poverty").set_index("code")["rate"]
    assert [poverty["09"], poverty["06"], poverty["05.081"]] == [0.057, 0.044, 0.17]
    times = morocco.table("travel_times").set_index(["from_code", "to_code"])
    assert times.loc[("01.511", "04.421"), "minutes"] == pytest.approx(172, abs=1)


def test_gdp_and_poverty_of_regions_are_complete(morocco: Dataset) -> None:
    accounts = morocco.table("regional_accounts").set_index(["area", "ref_year", "indicator"])["value"]
    for year, country in ((2022, 1_330_500), (2023, 1_477_000)):
        regions = [accounts[f"{code:02d}", year, "gdp_mmad"] for code in range(1, 13)]
        assert sum(regions) == pytest.approx(country, rel=0.002)
    assert [accounts[code, 2022, "gdp_mmad"] for code in ("08", "10", "11", "12")] == [39_900, 18_600, 30_000, 16_600]
    poverty = morocco.table("poverty").query("level == 'region'").set_index("code")
    assert sorted(poverty.index) == [f"{code:02d}" for code in range(1, 13)]
    assert poverty["rate"].notna().all()
    assert poverty.loc[["02", "08", "10"], "rate"].to_list() == [0.078] * 3
    assert set(poverty.loc[["02", "08", "10"], "grade"]) == {"C"}
    assert poverty.loc["08", "change_points"] == -0.067
    people = morocco.table("talent").query("level == 'region'").set_index("code")["population"]
    assert (poverty["rate"] * people).sum() / people.sum() == pytest.approx(0.068, abs=0.001)


def test_training_rents_and_skills_cities_are_the_published_ones(morocco: Dataset) -> None:
    centres = morocco.table("training_centres").set_index(["network", "region_code", "measure"])["places"]
    cities = {code: centres["cmc", code, "places"].max() for code in ("06", "04", "01", "03", "09", "02", "11", "07")}
    assert list(cities.values()) == [5_435, 4_500, 3_250, 3_140, 3_000, 2_500, 2_100, 3_000]
    assert [centres["cmc", code, "digital places"].max() for code in ("04", "01", "09")] == [860, 520, 520]
    assert [centres["ofppt", code, "places"].max() for code in ("02", "03")] == [37_136, 42_800]
    trainees = [centres["ofppt", code, "trainees"].max() for code in ("05", "11", "10", "12", "01")]
    assert trainees == [26_911, 10_949, 7_474, 2_237, 32_000]
    rents = morocco.table("rents").set_index(["area", "period"])["value"]
    assert [rents["Casanearshore", year] for year in ("2011", "2015", "2016")] == [100, 110, 121]
    assert rents["city mean, offices", "2023"] == 138


def test_university_entrants_add_up_to_the_published_total(morocco: Dataset) -> None:
    assert morocco.table("universities")["new_entrants"].sum() == pytest.approx(299_263, abs=10)


def test_outlines_are_a_coverage_that_dissolves_exactly(morocco: Dataset) -> None:
    shapes = {level: morocco.geometry(level).set_index("code").geometry for level in morocco.levels}
    country = shapely.union_all(np.array(shapes["region"].to_list(), dtype=object))
    assert country.geom_type == "Polygon"
    assert len(country.interiors) == 0
    for coarse, fine in (("region", "province"), ("province", "commune")):
        assert shapely.coverage_is_valid(np.array(shapes[fine].to_list(), dtype=object))
        for code, members in morocco.zones(fine).groupby("parent_code")["code"]:
            assert shapely.union_all(shapes[fine][list(members)].to_list()).equals(shapes[coarse][code])


def test_airports_lie_in_their_provinces(morocco: Dataset) -> None:
    """The source's latitudes are 14 to 20 km too far north; corrected, every airport is where it belongs."""
    provinces = morocco.geometry("province").set_index("code").geometry
    exact = morocco.table("airports").query("iata != 'GLN'")
    inside = [
        provinces[row.province_code].buffer(0.02).contains(shapely.Point(row.longitude, row.latitude))
        for row in exact.itertuples()
    ]
    wrong = exact["airport"][~np.array(inside)].to_list()
    assert wrong == []


def test_centres_of_communes_lie_inside_them(morocco: Dataset) -> None:
    shapes = morocco.geometry("commune").set_index("code").geometry
    zones = morocco.zones("commune").set_index("code")
    points = shapely.points(zones["longitude"], zones["latitude"])
    assert shapely.intersects(shapes[zones.index].to_numpy(), points).all()


def test_folder_is_small() -> None:
    assert sum(path.stat().st_size for path in MOROCCO.rglob("*") if path.is_file()) < 8_000_000


def test_load_is_light_and_fast() -> None:
    script = (
        "import sys, time; from pathlib import Path; import pandas\n"
        "from siting.regions import load_dataset\n"
        "load_dataset(Path('data/regions')); t = time.process_time(); load_dataset(Path('data/regions'))\n"
        "print(time.process_time() - t)\n"
        "print([m for m in ('geopandas', 'shapely', 'pyogrio', 'openpyxl', 'pulp') if m in sys.modules])"
    )
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    seconds, modules = done.stdout.splitlines()
    assert modules == "[]"
    assert float(seconds) < 1.0


@pytest.mark.parametrize("folder", [MOROCCO, EXAMPLE])
@pytest.mark.filterwarnings("default")
def test_data_package_is_valid(folder: Path) -> None:
    from frictionless import Package

    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])


def test_data_package_describes_every_column() -> None:
    package = json.loads((MOROCCO / "datapackage.json").read_text(encoding="utf-8"))
    found = {r["path"]: [f["name"] for f in r["schema"]["fields"]] for r in package["resources"] if "schema" in r}
    assert found == {f"{name}.csv": list(table.names) for name, table in TABLES.items()}
    assert all(column.description for table in TABLES.values() for column in table.columns)


def test_data_package_is_what_the_code_says() -> None:
    from siting.regions.rebuild.describe import document, licences_page, sources_page

    assert json.loads((MOROCCO / "datapackage.json").read_text(encoding="utf-8")) == document()
    assert (MOROCCO / "SOURCES.md").read_text(encoding="utf-8") == sources_page()
    assert (MOROCCO / "LICENSES.md").read_text(encoding="utf-8") == licences_page()


def test_pages_are_not_stale(morocco: Dataset) -> None:
    assert (ROOT / "docs" / "data.md").read_text(encoding="utf-8") == data_page(morocco)
    assert (ROOT / "docs" / "baseline.md").read_text(encoding="utf-8") == baseline_page(morocco)


def test_inventory_names_source_grade_and_licence_of_everything(morocco: Dataset) -> None:
    listing = inventory(morocco)
    assert len(listing) == len(TABLES) + 3
    assert (listing[["unit", "source", "year", "grade", "licence"]] != "").all().all()
    assert listing.set_index("table").loc["travel_times", "licence"] == "ODbL-1.0"


def test_required_tables_are_those_of_the_example() -> None:
    assert set(REQUIRED) <= {path.stem for path in EXAMPLE.glob("*.csv")}


def test_every_row_of_facts_has_source_and_grade(morocco: Dataset) -> None:
    for name, table in TABLES.items():
        frame: pd.DataFrame = morocco.table(name)
        if "grade" in table.names:
            assert frame["grade"].notna().all(), name
            assert frame["source"].notna().all(), name


def test_every_source_can_be_understood_on_its_own(morocco: Dataset) -> None:
    for name, table in TABLES.items():
        if "source" in table.names:
            sources = morocco.table(name)["source"].str.lower()
            assert not sources.str.match(r"(same|idem|ibid|see above)\b").any(), name


def test_the_inventory_tells_the_grades_that_the_rows_have(morocco: Dataset) -> None:
    told = inventory(morocco).set_index("table")["grade"]
    for name, table in TABLES.items():
        if "grade" in table.names:
            assert set(told[name].split(", ")) == set(morocco.table(name)["grade"]), name


def test_the_pool_told_in_the_documentation_is_that_of_the_table(morocco: Dataset) -> None:
    talent = morocco.table("talent").query("level == 'province'")
    told = [f"{talent[name].sum() / 1e6:.2f} million" for name in ("young_secondary", "young_higher")]
    assert f"{told[0]} and {told[1]}" in (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
