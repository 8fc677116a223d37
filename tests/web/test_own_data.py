"""Tables that people bring in: taken, changed, checked, planned with, deleted; hostile files stay outside."""

from __future__ import annotations

import csv
import io
import sqlite3
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import httpx
import openpyxl
import pytest

from siting.config import load_model
from siting.errors import ModelError
from siting.geo.preparing import Preparation
from siting.model.live import LiveModel
from siting.regions import load_dataset
from siting.web.config import ServerConfig
from siting.web.data_check import Findings
from siting.web.own_data import Brought, OwnData, stage
from tests.web.keeping import API, EXAMPLE, ended, order

MODEL = f"{API}/models/example"
Rows = list[dict[str, str]]
Content = Mapping[str, bytes | str]


def _bring(client: httpx.Client, files: Content, title: str = "") -> dict[str, Any]:
    sent = [("files", (name, content)) for name, content in files.items()]
    answer = client.post(f"{MODEL}/data", files=sent, data={"title": title})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    assert (told["data"] is None) == bool(told["problems"])
    return told


def _kept(client: httpx.Client, files: Content, title: str = "") -> dict[str, Any]:
    told = _bring(client, files, title)
    assert told["problems"] == []
    kept: dict[str, Any] = told["data"]
    return kept


def _table(client: httpx.Client, name: str) -> Rows:
    answer = client.get(f"{MODEL}/tables/{name}.csv")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.text)))


def _csv(rows: Rows) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _cheaper_land(client: httpx.Client) -> str:
    """The committed park with room for half as many seats."""
    rows = _table(client, "parks")
    rows[0]["floor_planned_m2"] = "4000"
    return _csv(rows)


def _other_jobs(client: httpx.Client) -> str:
    """Two hundred of today's jobs of C-1 stand in C-2."""
    rows = _table(client, "baseline_jobs")
    here = next(row for row in rows if (row["code"], row["segment"]) == ("C-1", "CRM"))
    here["jobs"] = str(int(here["jobs"]) - 200)
    there = next(row for row in rows if (row["code"], row["segment"]) == ("C-2", "ITO"))
    there["jobs"] = str(int(there["jobs"]) + 200)
    return _csv(rows)


# --- tables out, tables in ----------------------------------------------------------------------------
def test_every_table_can_be_taken_and_brought_in_again_unchanged(client: httpx.Client) -> None:
    names = [each["name"] for each in client.get(f"{MODEL}/tables").json() if each["rows"]]
    assert {"zones", "parks", "baseline_jobs", "talent"} <= set(names)
    for ending in ("csv", "xlsx"):
        files = {f"{name}.{ending}": client.get(f"{MODEL}/tables/{name}.{ending}").content for name in names}
        kept = _kept(client, files, f"all as {ending}")
        assert [each["name"] for each in kept["tables"]] == names
        assert {(each["added"], each["removed"], each["changed"]) for each in kept["tables"]} == {(0, 0, 0)}


def test_what_is_changed_is_told_figure_by_figure(client: httpx.Client) -> None:
    rows = _table(client, "parks")
    here = rows[0]["park"]
    new = {**rows[0], "park": "Parc nouveau"}
    rows[0]["site_ha"] = "7.5"
    (told,) = _kept(client, {"parks.csv": _csv([*rows[:-1], new])})["tables"]
    assert (told["rows"], told["added"], told["removed"], told["changed"]) == (len(rows), 1, 1, 1)
    assert told["changes"] == [{"row": here, "column": "site_ha", "before": "5", "after": "7.5"}]


def test_a_plan_with_them_is_the_one_that_the_files_give(
    client: httpx.Client, plan: Callable[..., Any], tmp_path: Path
) -> None:
    content = _other_jobs(client)
    (tmp_path / "baseline_jobs.csv").write_text(content)
    kept = _kept(client, {"baseline_jobs.csv": content}, "Autres emplois")
    told = plan({"goals.jobs.2028": 14_500}, data=kept["name"], scenario="balanced")
    model = load_model(EXAMPLE, "balanced", ["goals.jobs.2028=14500", f"data.overrides={tmp_path}"])
    inputs = Preparation(load_dataset(model.data_folder, model.overrides_folder)).inputs(model)
    found = LiveModel(inputs).solve()
    assert told["cost_mmad"] + told["penalty_mmad"] == pytest.approx(found.value, abs=1e-6)
    at = told["zones"].index("C-2")
    without = plan({"goals.jobs.2028": 14_500}, scenario="balanced")
    assert told["jobs"][at][0] - without["jobs"][at][0] == 200
    assert told["request"]["data"] == kept["name"]


def test_an_extension_adds_rows_and_two_kinds_of_files_go_together(client: httpx.Client) -> None:
    rows = _table(client, "parks")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "parks.extend"
    sheet.append(list(rows[0]))
    sheet.append([*({**rows[0], "park": "Parc de plus"}.values())])
    whole = io.BytesIO()
    book.save(whole)
    kept = _kept(client, {"mine.xlsx": whole.getvalue(), "baseline_jobs.csv": _other_jobs(client)})
    counted = {each["name"]: (each["added"], each["removed"], each["changed"]) for each in kept["tables"]}
    assert counted == {"parks": (1, 0, 0), "baseline_jobs": (0, 0, 2)}
    assert [each["name"] for each in kept["files"]] == ["mine.xlsx", "baseline_jobs.csv"]


def test_outlines_of_ones_own_are_on_the_map(client: httpx.Client, tmp_path: Path) -> None:
    shapes = gpd.read_file(EXAMPLE / "data" / "provinces.geojson")
    shapes["geometry"] = shapes.geometry.scale(1, 1.5, origin=(10.5, 5.75))
    shapes.to_file(tmp_path / "mine.gpkg", layer="provinces")
    gpd.read_file(EXAMPLE / "data" / "regions.geojson").assign(
        geometry=lambda found: found.geometry.scale(1, 1.5, origin=(10.5, 5.75))
    ).to_file(tmp_path / "mine.gpkg", layer="regions")
    kept = _kept(client, {"mine.gpkg": (tmp_path / "mine.gpkg").read_bytes()})
    assert kept["outlines"] == ["region", "province"]
    own, usual = (
        client.get(f"{MODEL}/map", params={"level": "province", **data}).json() for data in ({"data": kept["name"]}, {})
    )
    assert own["view_box"][3] > 1.3 * usual["view_box"][3]

    shapes.loc[0, "geometry"] = shapes.geometry[1]
    shapes.to_file(tmp_path / "broken.gpkg", layer="provinces")
    told = _bring(client, {"broken.gpkg": (tmp_path / "broken.gpkg").read_bytes()})
    assert any("overlap" in each["message"] for each in told["problems"])


# --- what is wrong ------------------------------------------------------------------------------------
def test_everything_wrong_is_told_at_once_with_file_line_and_column(client: httpx.Client) -> None:
    parks, jobs = _table(client, "parks"), _table(client, "baseline_jobs")
    parks[0]["site_ha"], parks[1]["province_code"], jobs[1]["jobs"] = "much", "X-9", "-5"
    told = _bring(client, {"parks.csv": _csv(parks), "baseline_jobs.csv": _csv(jobs)})
    places = {(each["file"], each["line"], each["column"], each["value"]) for each in told["problems"]}
    assert {
        ("parks.csv", 2, "site_ha", "much"),
        ("parks.csv", 3, "province_code", "X-9"),
        ("baseline_jobs.csv", 3, "jobs", "-5"),
    } <= places
    assert all(each["remedy"] for each in told["problems"] if each["column"])


def test_tables_with_which_the_model_cannot_be_stated_are_refused(client: httpx.Client) -> None:
    rows = [row for row in _table(client, "talent") if row["code"] != "C-1"]
    told = _bring(client, {"talent.csv": _csv(rows)})
    assert any("C-1" in f"{each['message']} {each['value']}" for each in told["problems"])


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("../../x.csv", "a,b\n1,2\n", "is not a table of the data set"),
        ("..csv", "a", "is no file of a data set"),
        ("parks.exe", "a", "is no file of a data set"),
        ("parks.xls", "a", "is no file of a data set"),
        ("model.yaml", "a: 1", "is no file of a data set"),
        ("other.json", "{}", "is no file of a data set"),
        ("parks.csv", b"\xff\xfe\x00", "is not UTF-8 text"),
        ("parks.csv", "", "has no header"),
        ("parks.xlsx", b"PK\x03\x04 not a workbook", "cannot be read as an Excel file"),
        ("parks.gpkg", b"SQLite format 3\x00 no", "cannot be read as a GeoPackage"),
        ("provinces.geojson", "{", "cannot be read"),
        ("datapackage.json", "[" * 100_000, "is not a data package"),
        ("nothing.csv", "a,b\n", "is not a table of the data set"),
    ],
)
def test_no_other_file_comes_in(client: httpx.Client, name: str, content: bytes | str, said: str) -> None:
    told = _bring(client, {name: content})
    assert any(said in each["message"] for each in told["problems"]), told


def test_names_are_as_browsers_send_them(client: httpx.Client) -> None:
    parks = _cheaper_land(client)
    for name in ("parks (1).csv", "C:\\Users\\me\\parks.csv", "PARKS.CSV", "dir/parks.csv"):
        assert [each["name"] for each in _kept(client, {name: parks})["tables"]] == ["parks"]
    sent = [("files", ("parks.csv", parks)), ("files", ("parks (2).csv", parks))]
    told = client.post(f"{MODEL}/data", files=sent).json()
    assert [each["message"] for each in told["problems"]] == ["comes twice"]


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def _workbook(rows: str, head: str = "") -> bytes:
    """A workbook with one sheet `parks`, of which the inside is written by hand; it claims to be as large as can be."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = "parks"
    given, whole = io.BytesIO(), io.BytesIO()
    book.save(given)
    title = '<row r="1"><c r="A1" t="inlineStr"><is><t>park</t></is></c></row>'
    sheet = f'{head}<worksheet {MAIN}><dimension ref="A1:XFD1048576"/><sheetData>{title}{rows}</sheetData></worksheet>'
    with zipfile.ZipFile(given) as source, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in source.namelist():
            packed.writestr(name, sheet if name.endswith("sheet1.xml") else source.read(name))
    return whole.getvalue()


def test_files_that_would_fill_memory_are_refused(client: httpx.Client) -> None:
    bomb = _workbook('<row><c t="n"><v>1</v></c></row>' * 8_000_000)
    assert len(bomb) < 2_000_000
    told = _bring(client, {"parks.xlsx": bomb})
    assert [each["message"] for each in told["problems"]] == ["unpacks to more than 200 MB"]
    told = _bring(client, {"parks.xlsx": _workbook('<row r="2"><c r="XFD2"><v>1</v></c></row>' * 100_000)})
    assert any(each["message"] == "column is missing" for each in told["problems"])
    told = _bring(client, {"parks.xlsx": _workbook('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')})
    assert [each["message"] for each in told["problems"]] == ["has more than 200,000 rows"]


def test_entities_of_a_workbook_are_not_multiplied(client: httpx.Client) -> None:
    grown = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    cell = '<row r="2"><c r="A2" t="inlineStr"><is><t>&l9;</t></is></c></row>'
    told = _bring(client, {"parks.xlsx": _workbook(cell, f'<!DOCTYPE d [<!ENTITY l0 "lol">{grown}]>')})
    assert told["problems"]


def test_a_geopackage_that_counts_for_ever_costs_its_request_alone(
    client: httpx.Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("siting.web.data_routes.SECONDS", 4.0)
    gpd.read_file(EXAMPLE / "data" / "provinces.geojson").to_file(tmp_path / "trap.gpkg", layer="provinces")
    with sqlite3.connect(tmp_path / "trap.gpkg") as base:
        counted = "WITH RECURSIVE n(park) AS (SELECT 1 UNION ALL SELECT park + 1 FROM n) SELECT park FROM n"
        base.execute(f"CREATE VIEW parks AS {counted}")
        base.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('parks', 'attributes', 'parks')"
        )
    base.close()
    sent = {"files": ("trap.gpkg", (tmp_path / "trap.gpkg").read_bytes())}
    answer = client.post(f"{MODEL}/data", files=sent)
    assert answer.status_code in (502, 504), answer.text
    assert client.post(f"{API}/plans", json={"model": "example"}).json()["status"] == "optimal"


def test_what_is_too_large_or_no_form_is_refused(client: httpx.Client, example_config: ServerConfig) -> None:
    large = {"files": ("parks.csv", b"x" * example_config.upload)}
    assert client.post(f"{MODEL}/data", files=large).status_code == 413
    assert client.post(f"{MODEL}/data").status_code == 422
    assert client.post(f"{MODEL}/data", data={"title": "no files"}).status_code == 422
    assert (
        client.post(
            f"{MODEL}/data", content=b"--x", headers={"content-type": "multipart/form-data; boundary=x"}
        ).status_code
        < 500
    )
    many = [("files", (f"parks-{i}.csv", b"a")) for i in range(60)]
    assert client.post(f"{MODEL}/data", files=many).json()["problems"]
    assert client.post(f"{API}/models/nowhere/data", files={"files": ("parks.csv", b"a")}).status_code == 404


def test_a_full_store_says_so(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siting.web.own_data.MOST_SETS", 0)
    sent = {"files": ("parks.csv", _cheaper_land(client))}
    answer = client.post(f"{MODEL}/data", files=sent, data={"title": "one too many"})
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["remedy"] == "delete some"


def test_a_page_of_another_site_brings_nothing_in(client: httpx.Client) -> None:
    sent = {"files": ("parks.csv", _cheaper_land(client))}
    answer = client.post(f"{MODEL}/data", files=sent, headers={"origin": "http://elsewhere.example"})
    assert answer.status_code == 403


def test_nothing_that_was_refused_stays(client: httpx.Client, example_config: ServerConfig) -> None:
    before = sorted(example_config.own_data.glob("*"))
    _bring(client, {"parks.csv": "a,b\n1,2\n"})
    assert sorted(example_config.own_data.glob("*")) == before
    assert not list(example_config.own_data.parent.glob("work-*/tables"))


# --- which belong to whom -----------------------------------------------------------------------------
def test_the_same_files_are_kept_once_and_can_be_deleted(client: httpx.Client, plan: Callable[..., Any]) -> None:
    files = {"parks.csv": _cheaper_land(client)}
    first, again = _kept(client, files, "Essai à jeter"), _kept(client, files, "Essai à jeter")
    assert first["name"] == again["name"]
    assert first["name"].startswith("essai-a-jeter-")
    listed = client.get(f"{MODEL}/data").json()
    assert [each["name"] for each in listed].count(first["name"]) == 1
    url = f"{MODEL}/data/{first['name']}"
    assert client.delete(url, params={"confirm": "other"}).status_code == 400
    plan(data=first["name"])
    assert client.delete(url, params={"confirm": first["name"]}).status_code == 204
    assert client.get(url).status_code == 422
    for path in ("plans", "plans/refined", "plans/repairs"):
        answer = client.post(f"{API}/{path}", json={"model": "example", "data": first["name"]})
        assert answer.status_code == 422
        assert answer.json()["problems"][0]["place"] == "data"


@pytest.mark.parametrize("name", ["nothing", "a" * 80, "0"])
def test_data_that_are_not_there_are_named(client: httpx.Client, name: str) -> None:
    body = {"model": "example", "data": name}
    for path, sent in (
        ("plans", body),
        ("tasks", {"kind": "solve", "request": body}),
        ("scenario-file", {"request": body, "title": {"fr": "a", "ar": "a", "en": "a"}}),
    ):
        told = client.post(f"{API}/{path}", json=sent)
        assert told.status_code == 422
        assert told.json()["problems"][0]["value"] == name
    assert client.get(f"{MODEL}/map", params={"data": name}).status_code == 422


@pytest.mark.parametrize("name", ["../runs", "..", "a/b", "", "A", "x" * 81])
def test_no_path_can_be_meant(client: httpx.Client, name: str) -> None:
    assert client.post(f"{API}/plans", json={"model": "example", "data": name}).status_code == 422


def test_tables_of_one_model_are_none_of_another(tmp_path: Path) -> None:
    own = OwnData(tmp_path / "data")
    staged = tmp_path / "staged"
    staged.mkdir()
    stage(staged, [Brought("parks.csv", b"a")], None)
    kept = own.keep(staged, [Brought("parks.csv", b"a")], "Mine", "one", Findings())
    assert own.folder(kept.name, "one").is_dir()
    with pytest.raises(ModelError):
        own.folder(kept.name, "two")
    assert own.views("two") == []
    assert own.title(kept.name, "two") is None


def test_files_replace_those_of_the_models_own_tables(tmp_path: Path) -> None:
    given, staged = tmp_path / "given", tmp_path / "staged"
    given.mkdir()
    staged.mkdir()
    for name in ("parks.csv", "rents.csv", "notes.txt"):
        (given / name).write_text(name)
    (given / "rents.csv").chmod(0o400)
    tables = stage(staged, [Brought("parks.csv", b"new")], given)
    assert {path.name: path.read_bytes() for path in tables.iterdir()} == {
        "parks.csv": b"new",
        "rents.csv": b"rents.csv",
    }


def test_one_session_does_not_change_the_data_of_another(client: httpx.Client, plan: Callable[..., Any]) -> None:
    kept = _kept(client, {"baseline_jobs.csv": _other_jobs(client)})
    alone = plan(session="a")
    own = plan(session="b", data=kept["name"])
    assert plan(session="a")["jobs"] == alone["jobs"] != own["jobs"]
    assert plan(session="b", data=kept["name"])["jobs"] == own["jobs"]


def test_a_run_keeps_its_data_and_goes_on_from_them(client: httpx.Client) -> None:
    kept = _kept(client, {"parks.csv": _cheaper_land(client)}, "for a run")
    request = {"model": "example", "data": kept["name"], "settings": {"goals.jobs.2028": 14_800}}
    number = order(client, "d", request=request, name="with-data").json()["id"]
    assert ended(client, "d", number)["state"] == "done"
    run = client.get(f"{API}/runs/with-data").json()
    assert run["request"]["data"] == kept["name"]
    assert [each["key"] for each in run["changed"]] == ["goals.jobs.2028"]
    assert str(kept["name"]) not in str(run["changed"])
    refined = client.post(f"{API}/plans/refined", json=run["request"]).json()
    assert refined["cost_mmad"] == pytest.approx(run["cost_mmad"], rel=1e-6)
    assert client.get(f"{API}/runs/with-data/exports/map.svg").status_code == 200
    other = order(client, "d", name="without-data").json()["id"]
    assert ended(client, "d", other)["state"] == "done"
    told = client.get(f"{API}/compare", params={"runs": ["with-data", "without-data"]}).json()["assumptions"]
    assumed = {(each["group"], each["key"], each["run"]): each["value"] for each in told}
    assert assumed["data", "overrides", "with-data"] == "for a run"
    assert assumed["settings", "settings", "with-data"] == "goals.jobs.2028=14800"
    assert "tables" not in assumed.values()
    url = f"{MODEL}/data/{kept['name']}"
    refused = client.delete(url, params={"confirm": kept["name"]})
    assert refused.status_code == 409
    assert "with-data" in refused.json()["message"]
    assert client.delete(f"{API}/runs/with-data", params={"confirm": "with-data"}).status_code == 204
    assert client.delete(url, params={"confirm": kept["name"]}).status_code == 204


def test_tables_have_names_in_three_languages(client: httpx.Client) -> None:
    told = client.get(f"{MODEL}/tables").json()
    assert all(len({*each["title"].values()}) >= 2 for each in told)
    assert client.get(f"{MODEL}/tables/nothing.csv").status_code == 404
    assert client.get(f"{MODEL}/tables/parks.exe").status_code == 422
