"""A user's own data: CSV, Excel and GeoPackage, in place of a table or added to it, through the same checks."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest

from siting.errors import DataError
from siting.regions import Dataset, check_dataset, inventory, load_dataset
from tests.regions.conftest import EXAMPLE, MOROCCO

HEADER = "code,segment,jobs,method,source,note\n"


def test_csv_replaces_a_table(user: Path) -> None:
    (user / "baseline_jobs.csv").write_text(HEADER + "N,CRM,9500,anchor,our survey,\n", encoding="utf-8")
    jobs = load_dataset(EXAMPLE, user).table("baseline_jobs")
    assert jobs.to_dict("records")[0]["code"] == "N"
    assert (len(jobs), jobs["jobs"].sum()) == (1, 9500)


def test_baseline_of_another_total_needs_it_stated(user: Path) -> None:
    (user / "baseline_jobs.csv").write_text(HEADER + "N,CRM,9000,anchor,our survey,\n", encoding="utf-8")
    with pytest.raises(DataError, match="do not add up to 9,500"):
        load_dataset(EXAMPLE, user)
    (user / "datapackage.json").write_text(json.dumps({"siting": {"totals": {"baseline_jobs": 9000}}}))
    assert load_dataset(EXAMPLE, user).table("baseline_jobs")["jobs"].sum() == 9000


def test_extension_replaces_and_adds_rows(user: Path) -> None:
    rows = "C-1,CRM,3500,anchor,our survey,\nS-2,CRM,100,anchor,our survey,\n"
    (user / "baseline_jobs.extend.csv").write_text(HEADER + rows, encoding="utf-8")
    before, after = load_dataset(EXAMPLE), load_dataset(EXAMPLE, user)
    jobs = after.table("baseline_jobs").set_index(["code", "segment"])["jobs"]
    assert len(jobs) == len(before.table("baseline_jobs")) + 1
    assert (jobs["C-1", "CRM"], jobs["S-2", "CRM"], jobs.sum()) == (3500, 100, 9500)
    assert after.content_hash != before.content_hash
    row = inventory(after).set_index("table").loc["baseline_jobs"]
    assert (row["source"], row["grade"]) == ("made up for this example + user/baseline_jobs.extend.csv", "")


def test_problem_in_an_extension_names_its_own_line(user: Path) -> None:
    (user / "parks.extend.csv").write_text(
        (EXAMPLE / "parks.csv").read_text(encoding="utf-8").splitlines()[0]
        + "\nMon parc,,,Z-9,N,offshoring,standing,2020,,1000,,0.5,,,,,moi,2024,,C,\n",
        encoding="utf-8",
    )
    assert [problem.place for problem in check_dataset(EXAMPLE, user)] == [
        "user/parks.extend.csv, line 2, column province_code"
    ]


def test_excel_file_named_like_a_table(user: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADER.strip().split(","))
    book.active.append(["C-1", "CRM", 9500, "anchor", "our survey", None])
    book.save(user / "baseline_jobs.xlsx")
    assert load_dataset(EXAMPLE, user).table("baseline_jobs")["jobs"].tolist() == [9500]


def test_excel_sheets_and_codes_that_became_numbers(user: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "baseline_jobs"
    book.active.append(HEADER.strip().split(","))
    book.active.append([6.141, "CRM", 148500, "anchor", "our survey", None])
    book.create_sheet("rents").append(["city", "area"])
    book.create_sheet("notes").append(["anything"])
    book.save(user / "ours.xlsx")
    problems = {problem.place: problem for problem in check_dataset(MOROCCO, user)}
    code = problems["user/ours.xlsx, sheet baseline_jobs, line 2, column code"]
    assert (code.value, code.remedy) == ("6.141", "write 06.141")
    assert "user/ours.xlsx, sheet notes" in problems
    assert "user/ours.xlsx, sheet rents, line 1" in problems


def test_geopackage_of_outlines_and_of_a_table(user: Path) -> None:
    outlines = gpd.read_file(EXAMPLE / "provinces.geojson")
    outlines.to_file(user / "ours.gpkg", layer="provinces", driver="GPKG")
    table = pd.DataFrame([["N-1", "N-2", 10.0, 12.0]], columns=["from_code", "to_code", "minutes", "km"])
    pyogrio.write_dataframe(table, user / "ours.gpkg", layer="travel_times", driver="GPKG")
    dataset = load_dataset(EXAMPLE, user)
    assert dataset.table("travel_times")["minutes"].tolist() == [10.0]
    assert len(dataset.geometry("province")) == 8
    assert check_dataset(EXAMPLE, user) == ()


def test_geojson_of_outlines(user: Path) -> None:
    frame = gpd.read_file(EXAMPLE / "provinces.geojson")
    frame[frame["code"] != "S-2"].to_file(user / "provinces.geojson", driver="GeoJSON")
    assert [p.message for p in check_dataset(EXAMPLE, user)] == ["province has no outline"]


def test_file_of_unknown_name_or_kind(user: Path) -> None:
    (user / "baselin_jobs.csv").write_text(HEADER, encoding="utf-8")
    (user / "parks.ods").write_bytes(b"x")
    (user / "rents.xlsx").write_bytes(b"x")
    (user / "more.gpkg").write_bytes(b"x")
    messages = {problem.place: problem.message for problem in check_dataset(EXAMPLE, user)}
    assert messages == {
        "user/baselin_jobs.csv": "is not a table of the data set",
        "user/parks.ods": "is of a kind that is not read",
        "user/rents.xlsx": "cannot be read as an Excel file",
        "user/more.gpkg": "cannot be read as a GeoPackage",
    }


def test_optional_table_that_is_absent_is_empty() -> None:
    dataset = load_dataset(EXAMPLE)
    assert len(dataset.table("rail_times")) == 0
    assert list(dataset.table("rail_times").columns)[:2] == ["from_place", "to_place"]
    with pytest.raises(KeyError):
        dataset.table("nothing")


def test_example_country_is_sound_and_another_country() -> None:
    assert check_dataset(EXAMPLE) == ()
    dataset = load_dataset(EXAMPLE)
    assert dataset.levels == ("region", "province")
    assert len(dataset.zones("province")) == 8
    with pytest.raises(KeyError):
        dataset.zones("commune")


def test_hash_is_of_content_not_of_place(country: Path, morocco: Dataset) -> None:
    assert load_dataset(country).content_hash == load_dataset(EXAMPLE).content_hash
    assert len(morocco.content_hash) == 64
