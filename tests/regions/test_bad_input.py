"""Bad data: every item is refused with its file, line, value and remedy, and all are reported at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from siting.errors import DataError, Problem
from siting.regions import check_dataset, load_dataset
from tests.regions.conftest import MOROCCO

Edit = Callable[..., None]


def only(country: Path) -> Problem:
    """The single problem of a data set; loading must refuse it too."""
    problems = check_dataset(country)
    assert len(problems) == 1, "\n".join(str(p) for p in problems)
    with pytest.raises(DataError) as refused:
        load_dataset(country)
    assert refused.value.problems == problems
    assert refused.value.exit_code == 3
    return problems[0]


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("table", "line", "column", "value", "message", "remedy"),
    [
        ("talent", 3, "french_share", "52", "is above 1: a fraction is asked for, this looks like percent", "0.52"),
        ("talent", 3, "french_share", "52%", "is not a number", "write a fraction: 0.52"),
        ("talent", 3, "french_share", "0,52", "is not a number", "write 0.52"),
        ("talent", 3, "literate_10_plus", "-5", "is negative", "at least 0"),
        ("talent", 3, "labour_force", "NaN", "is not a number", "leave the cell empty"),
        ("talent", 3, "labour_force", "many", "is not a number", "write a number"),
        ("talent", 3, "labour_force", "12 000", "is not a number", "write 12000"),
        ("talent", 3, "literate_10_plus", "1200.5", "is not a whole number", "round it"),
        ("charter", 4, "premium_share", "15", "is above 1: a fraction is asked for, this looks like percent", "0.15"),
        ("charter", 4, "category", "D", "is not known here", "one of: A, B, none"),
        ("network_access", 2, "motorway", "2", "is above 1", "at most 1"),
        ("parks", 2, "province_code", "", "is empty", None),
        ("parks", 2, "province_code", "c1", "code is written in another form", "write C-1"),
        ("parks", 2, "province_code", "X-9", "no province has this code", "zones.csv"),
        ("baseline_jobs", 2, "method", "guess", "is not known here", "anchor, derived, estimate"),
        ("park_deliveries", 2, "park", "Parc de l'Oasi", "no park has this name", "Parc de l'Oasis"),
    ],
)
def test_bad_cell(
    country: Path, edit: Edit, table: str, line: int, column: str, value: str, message: str, remedy: str | None
) -> None:
    edit(table, line, column, value)
    problem = only(country)
    assert problem.place == f"{table}.csv, line {line}, column {column}"
    assert problem.message == message
    assert problem.value == (value or None)
    assert remedy is None or remedy in (problem.remedy or "")


@pytest.mark.parametrize("found", ["6.141", "06141", "6141", "06-141"])
def test_reformatted_code_of_the_census(tmp_path: Path, found: str) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "baseline_jobs.csv").write_text(
        f"code,segment,jobs,method,source,note\n{found},CRM,148500,estimate,mine,\n", encoding="utf-8"
    )
    with pytest.raises(DataError) as refused:
        load_dataset(MOROCCO, mine)
    assert refused.value.problems == (
        Problem(
            "mine/baseline_jobs.csv, line 2, column code", "code is written in another form", found, "write 06.141"
        ),
    )


def test_all_problems_are_reported_at_once(country: Path, edit: Edit) -> None:
    edit("talent", 3, "french_share", "52")
    edit("parks", 2, "province_code", "c1")
    edit("baseline_jobs", 2, "jobs", "1")
    (country / "airports.csv").unlink()
    assert len(check_dataset(country)) >= 4


def test_many_like_problems_are_counted(tmp_path: Path) -> None:
    text = (MOROCCO / "talent.csv").read_text(encoding="utf-8")
    (tmp_path / "talent.csv").write_text(text.replace(",0.", ",7."), encoding="utf-8")
    problems = check_dataset(MOROCCO, tmp_path)
    assert any("more rows like these" in problem.message for problem in problems)
    assert len(problems) < 120


def test_missing_and_extra_column(country: Path) -> None:
    replace(country / "talent.csv", "french_share", "french")
    found = {(p.message, p.value) for p in check_dataset(country)}
    assert ("column is missing", "french_share") in found
    assert ("column is not one of this table", "french") in found


def test_missing_table_and_table_of_another_name(country: Path) -> None:
    (country / "charter.csv").rename(country / "charte.csv")
    problems = {p.place: p.message for p in check_dataset(country)}
    assert problems["charter.csv"] == "table is missing"
    assert problems["charte.csv"] == "is not a table of the data set"


def test_duplicate_row(country: Path) -> None:
    path = country / "charter.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[1]]) + "\n", encoding="utf-8")
    problem = only(country)
    assert problem.place == "charter.csv, line 10"
    assert problem.message == "stands twice (province_code), first on line 2"


def test_line_numbers_count_cells_with_line_breaks(country: Path, edit: Edit) -> None:
    edit("parks", 2, "note", "one\ntwo\nthree")
    edit("parks", 5, "floor_m2", "-1")
    assert only(country).place == "parks.csv, line 7, column floor_m2"


def test_zone_without_region_or_parent(country: Path, edit: Edit) -> None:
    edit("zones", 5, "region_code", "")
    edit("zones", 6, "parent_code", "")
    edit("zones", 7, "parent_code", "N")
    found = {(p.place, p.message.split(" (")[0]) for p in check_dataset(country)}
    assert ("zones.csv, line 5, column region_code", "is empty") in found
    assert ("zones.csv, line 6, column parent_code", "province without a region") in found
    assert ("zones.csv, line 7, column region_code", "its region N lies in another region") in found


def test_zone_without_a_row(country: Path) -> None:
    path = country / "infrastructure.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    problem = only(country)
    assert (problem.place, problem.message, problem.value) == ("infrastructure.csv", "province has no row", "S-2")


def test_population_that_does_not_add_up(country: Path, edit: Edit) -> None:
    edit("talent", 5, "population", "900001")
    messages = [p.message for p in check_dataset(country)]
    assert messages == [
        "population of level province does not add up to 2,920,000",
        "the parts of C add up to 1,470,001 people",
    ]


def test_baseline_that_does_not_add_up(country: Path, edit: Edit) -> None:
    edit("baseline_jobs", 2, "jobs", "901")
    problem = only(country)
    assert problem.message == "jobs do not add up to 9,500"
    assert problem.value == "9,501"
    assert "1 too many" in (problem.remedy or "")


def test_baseline_of_two_levels(country: Path) -> None:
    replace(country / "baseline_jobs.csv", "C-1,ITO", "C,ITO")
    assert only(country).message == "rows are of more than one level"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"province_code;category\nC-1;A\n", "cells are not separated by commas"),
        (b"", "has no header"),
        ("é".encode("latin-1"), "is not UTF-8 text"),
    ],
)
def test_file_that_is_not_a_table(country: Path, content: bytes, message: str) -> None:
    (country / "charter.csv").write_bytes(content)
    assert message in {problem.message for problem in check_dataset(country)}


def test_row_of_another_length(country: Path) -> None:
    replace(country / "cable_landings.csv", "Câble du Nord", "Câble, du Nord")
    assert "row has 13 cells, the header has 12" in {problem.message for problem in check_dataset(country)}


def test_folder_that_is_not_there(tmp_path: Path) -> None:
    assert [p.message for p in check_dataset(tmp_path / "no")] == ["data folder not found"]
    assert "table is missing" in {p.message for p in check_dataset(tmp_path)}


def test_sources_must_be_there(country: Path) -> None:
    path = country / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    del package["resources"][0]["sources"]
    del package["resources"][1]["siting"]["grade"]
    package["resources"] = package["resources"][:-1]
    path.write_text(json.dumps(package), encoding="utf-8")
    assert [str(p) for p in check_dataset(country)] == [
        "datapackage.json, zones.csv: has no sources -> name its sources",
        "datapackage.json, charter.csv: has no grade -> add siting.grade",
        "datapackage.json, resources: table is not described (found: provinces.geojson)"
        " -> add it with source and licence",
    ]
    path.write_text("{", encoding="utf-8")
    assert check_dataset(country)[0].message == "is not a data package"
