"""The workbook of a run: figures that add up, units in heads, and no program that has to repair it."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from siting.report.exports.layers import Export, gather
from siting.report.exports.request import write_export
from siting.results import Run
from siting.words import LANGS, Lang, say

SHEETS = ("summary", "regions", "zones", "jobs", "segments", "seats", "costs", "assumptions", "fields", "sources")


@pytest.fixture(scope="module")
def run(national_runs: Mapping[str, Run]) -> Run:
    return national_runs["strict-balance"]


@pytest.fixture(scope="module")
def export(run: Run) -> Export:
    return gather(run, "fr", geometry=False)


@pytest.fixture(scope="module")
def books(run: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[Lang, Path]:
    home = tmp_path_factory.mktemp("books")
    return {lang: write_export(run, home / f"{lang}.xlsx", kind="xlsx", lang=lang) for lang in LANGS}


def _table(sheet: Any) -> tuple[int, list[str], list[list[Any]]]:
    """Row of the heads, heads, and the rows below."""
    first = int(sheet.print_title_rows.split("$")[-1])
    rows = list(sheet.iter_rows(min_row=first, values_only=True))
    heads = [str(cell) for cell in rows[0] if cell is not None]
    return first, heads, [list(row[: len(heads)]) for row in rows[1:]]


@pytest.mark.parametrize("lang", LANGS)
def test_sheets_are_set_up_to_be_read_and_printed(books: dict[Lang, Path], run: Run, lang: Lang) -> None:
    book = openpyxl.load_workbook(books[lang])
    assert book.sheetnames == [say(f"export-sheet-{name}", lang) for name in SHEETS]
    for sheet in book:
        first, heads, _ = _table(sheet)
        assert bool(sheet.sheet_view.rightToLeft) == (lang == "ar")
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.freeze_panes is not None
        assert int("".join(filter(str.isdigit, sheet.freeze_panes))) == first + 1
        assert all(heads)
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    assert run.started is not None
    assert book.properties.created == run.started.replace(tzinfo=None)
    custom = {each.name: each.value for each in book.custom_doc_props.props}
    assert len(custom["siting.inputs_sha256"]) == 64


def test_regions_and_zones_add_up_to_the_country(books: dict[Lang, Path], export: Export) -> None:
    book = openpyxl.load_workbook(books["fr"])
    for name in ("regions", "zones"):
        frame = export.frames[name]
        _, heads, rows = _table(book[say(f"export-sheet-{name}", "fr")])
        *places, country = rows
        assert [row[0] for row in places] == frame["code"].tolist()
        assert [row[1] for row in places] == frame["name_fr"].tolist()
        for field, head in (("jobs", "Emplois, 2030 (emplois)"), ("seats", "Postes, 2030 (postes)")):
            column = heads.index(head)
            assert [row[column] for row in places] == frame[field].tolist()
            assert country[column] == sum(row[column] for row in places)
        assert country[heads.index("Emplois, 2030 (emplois)")] == 270_000


def test_estimates_are_in_italics_and_nothing_else_of_those_columns(books: dict[Lang, Path], export: Export) -> None:
    sheet = openpyxl.load_workbook(books["fr"])[say("export-sheet-zones", "fr")]
    first, heads, _ = _table(sheet)
    column = heads.index("Emplois, 2024 (emplois)") + 1
    for row, unsure in enumerate(export.frames["zones"]["estimate"], start=first + 1):
        assert sheet.cell(row, column).font.italic == bool(unsure)
        assert not sheet.cell(row, column + 1).font.italic
    assert any("talique" in str(sheet.cell(row, 1).value) for row in range(1, first))


def test_years_segments_and_costs_are_those_of_the_run(books: dict[Lang, Path], run: Run) -> None:
    book = openpyxl.load_workbook(books["en"])
    _, heads, rows = _table(book["Jobs by year"])
    for year, jobs in run.summary["jobs"].items():
        assert rows[-1][heads.index(f"Jobs, {year} (jobs)")] == round(jobs)
    _, heads, segments = _table(book["Segments by year"])
    assert segments[-1][heads.index("Jobs, 2030 (jobs)")] == 270_000
    _, _, costs = _table(book["Costs"])
    totals = {str(row[0]): row for row in costs if row[0]}
    payers = run.summary["cost_by_payer_mmad"]
    assert totals["State"][7] == pytest.approx(payers["state"], abs=1e-4)
    grand = [row for row in costs if row[0] == "Total"]
    assert len(grand) == 3
    assert {round(float(max(cell for cell in row if isinstance(cell, int | float))), 3) for row in grand} == {
        round(sum(payers.values()), 3)
    }


def test_rows_of_seats_add_up_and_agree_with_the_zones(books: dict[Lang, Path]) -> None:
    book = openpyxl.load_workbook(books["en"])
    _, heads, rows = _table(book[say("export-sheet-seats", "en")])
    assert len(rows) == 76
    for row in rows:
        base, *come, last = row[3:]
        assert base + sum(come) == last, row
        assert min(come) >= 0
    assert [sum(column) for column in zip(*(row[3:] for row in rows[:-1]), strict=True)] == rows[-1][3:]
    _, zone_heads, zones = _table(book[say("export-sheet-zones", "en")])
    same = {"Seats, 2024 (seats)": 3, "Seats, 2030 (seats)": len(heads) - 1}
    for head, column in same.items():
        assert [row[zone_heads.index(head)] for row in zones] == [row[column] for row in rows]
    built = [sum(row[4:-2]) for row in rows]
    assert [row[zone_heads.index("Seats built (seats)")] for row in zones] == built


@pytest.mark.parametrize("name", ["regions", "zones"])
def test_the_share_of_the_country_is_one(books: dict[Lang, Path], name: str) -> None:
    _, heads, rows = _table(openpyxl.load_workbook(books["en"])[say(f"export-sheet-{name}", "en")])
    column = heads.index("Share of the country (fraction)")
    assert rows[-1][column] == 1
    assert round(sum(row[column] for row in rows[:-1]), 9) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_missed_goals_stand_on_the_first_sheet(national_runs: Mapping[str, Run], tmp_path: Path, lang: Lang) -> None:
    cut = national_runs["budget-cut"]
    book = openpyxl.load_workbook(write_export(cut, tmp_path / "x.xlsx", kind="xlsx", lang=lang))
    _, _, rows = _table(book.worksheets[0])
    told = {row[0]: row[1:] for row in rows}
    missed = [year for year, goal in cut.summary["goals"]["jobs"].items() if goal - cut.summary["jobs"][year] > 0.5]
    assert len(missed) > 1
    for year in missed:
        value, unit = told[say("export-quantity-missed-jobs", lang, year=int(year))][:2]
        assert value == round(cut.summary["goals"]["jobs"][year]) - round(cut.summary["jobs"][year])
        assert unit == say("export-unit-jobs", lang)
    goal, jobs = (told[say(f"export-quantity-{key}", lang, year=2030)][0] for key in ("goal", "jobs"))
    assert told[say("export-quantity-missed-jobs", lang, year=2030)][0] == goal - jobs
    items = {row[0]: row[2] for row in _table(book[say("export-sheet-sources", lang)])[2]}
    assert "2030" in items["notes"]
    assert "budgets_mmad.state.2025 = 382" in re.sub("[\u2066-\u2069]", "", items["changes"])


def test_no_goal_is_missed_where_all_are_reached(books: dict[Lang, Path]) -> None:
    _, _, rows = _table(openpyxl.load_workbook(books["en"]).worksheets[0])
    assert not [row for row in rows if "short of" in str(row[0])]


def test_assumptions_have_units_and_sources(books: dict[Lang, Path], run: Run) -> None:
    _, heads, rows = _table(openpyxl.load_workbook(books["ar"])[say("export-sheet-assumptions", "ar")])
    told = {row[1]: row for row in rows}
    key = "goals.jobs.2030"
    assert told[key][2:4] == [270_000, say("document-unit-jobs", "ar")]
    assert told[key][6] == run.manifest["model"]["sources"][key]["source"]
    assert told[key][4:6] == [None, None]
    changed, scenario = told["balance.gini_max"], run.manifest["scenario"]  # the scenario's: not in the model file
    assert changed[2] == 0.25
    assert changed[4:] == [None, scenario["title"]["ar"], None, None, "choice", scenario["why"]]
    assert len(heads) == 10
    # What a reader of Arabic reads first is Arabic: names and units; the keys stand behind.
    assert [row[1] for row in rows if not re.search("[\u0600-\u06ff]", row[0])] == []
    assert {row[3] for row in rows if row[3] and not re.search("[\u0600-\u06ff]", row[3])} == set()


@pytest.mark.parametrize("lang", ["ar"])
def test_libreoffice_opens_it_without_repair(
    books: dict[Lang, Path], export: Export, tmp_path: Path, lang: Lang
) -> None:
    office = shutil.which("soffice")
    if office is None:
        reason = "LibreOffice is not installed: apt-get install libreoffice-calc"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    # The third sheet (zones) as CSV in UTF-8: figures as they are stored.
    how = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,3"
    subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", how, "--outdir",
         str(tmp_path), str(books[lang])],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    (out,) = tmp_path.glob("*.csv")
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    zones = export.frames["zones"]
    (first,) = [position for position, row in enumerate(rows) if row[0] == "الرمز"]
    assert [row[1] for row in rows[first + 1 : first + 1 + len(zones)]] == zones["name_ar"].tolist()
    jobs = rows[first].index("مناصب الشغل، 2030 (منصب شغل)")
    assert [float(row[jobs]) for row in rows[first + 1 : first + 1 + len(zones)]] == zones["jobs"].tolist()
