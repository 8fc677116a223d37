"""Runs that are kept: list, read, describe, delete, compare; names are no paths, and nothing shows this machine."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from siting.planning import plan
from siting.results import read_run
from siting.web.store import HOME
from tests.web.keeping import API, EXAMPLE, background, keep, kept


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store") / "runs"


@pytest.fixture(scope="module")
def client(root: Path) -> Iterator[httpx.Client]:
    with kept(root, "first") as client:
        yield client


def test_an_empty_store_has_no_runs(tmp_path: Path) -> None:
    with kept(tmp_path / "none") as client:
        shutil.rmtree(tmp_path / "none")
        assert client.get(f"{API}/runs").json() == []
        assert client.get(f"{API}/studies").json() == []


def test_the_list_tells_a_run_from_others(client: httpx.Client) -> None:
    (run,) = [each for each in client.get(f"{API}/runs").json() if each["name"] == "first"]
    assert (run["model"], run["scenario"], run["level"]) == ("example", "balanced", "province")
    assert (run["verdict"], run["status"], run["parks"]) == ("proven optimal", "optimal", 3)
    assert run["jobs"] == pytest.approx(15_000)
    assert run["changed"] == [{"key": "goals.jobs.2028", "value": 15_000.0, "given": 16_000.0}]
    assert run["request"]["settings"] == {"goals.jobs.2028": 15_000}
    assert (run["title"], run["note"], run["pinned"]) == ("", "", False)


def test_newest_runs_come_first(client: httpx.Client, root: Path) -> None:
    keep(root, "older")
    manifest = root / "older" / "manifest.json"
    told = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps({**told, "started": "2001-01-01T00:00:00+00:00"}), "utf-8")
    names = [each["name"] for each in client.get(f"{API}/runs").json()]
    shutil.rmtree(root / "older")
    assert names.index("first") < names.index("older")


def test_a_plan_in_arrays_agrees_with_the_tables(client: httpx.Client, root: Path) -> None:
    plan = client.get(f"{API}/runs/first").json()["plan"]
    run = read_run(root / "first")
    assert plan["years"] == [2025, 2026, 2027, 2028]
    assert len(plan["jobs"]) == len(plan["zones"]) == 8
    assert all(len(line) == 5 for line in [*plan["jobs"], *plan["seats"], *plan["segments"].values()])
    for year, jobs in run.summary["jobs"].items():
        column = int(year) - plan["base_year"]
        assert sum(line[column] for line in plan["jobs"]) == pytest.approx(jobs, abs=0.1)
        assert sum(line[column] for line in plan["segments"].values()) == pytest.approx(jobs, abs=0.1)
        assert sum(each["jobs"][column] for each in plan["regions"]) == pytest.approx(jobs, abs=0.1)
    assert sum(map(sum, plan["built"])) == pytest.approx(run.summary["seats_built"], abs=0.2)
    assert sum(each["seats_built"] for each in plan["regions"]) == pytest.approx(run.summary["seats_built"], abs=0.2)
    assert plan["payers_mmad"] == pytest.approx(
        {payer: run.summary["cost_by_payer_mmad"][payer] for payer in plan["payers_mmad"]}, abs=1e-3
    )
    assert plan["gini"][-1] == pytest.approx(run.summary["gini"], abs=1e-6)
    assert plan["exports_bmad"] == pytest.approx(list(run.summary["exports_bmad"].values()), abs=1e-4)
    assert [(each["goal"], each["year"]) for each in plan["goals"]][-2:] == [("jobs", 2028), ("exports", 2028)]


def test_title_note_and_pin_are_kept_in_the_store(client: httpx.Client, root: Path) -> None:
    keep(root, "told")
    said = {"title": "خطة — Plan B", "note": "first line\nsecond", "pinned": True}
    assert client.patch(f"{API}/runs/told", json=said).status_code == 200
    client.patch(f"{API}/runs/told", json={"pinned": False})
    run = client.get(f"{API}/runs/told").json()
    assert (run["title"], run["note"], run["pinned"]) == ("خطة — Plan B", "first line\nsecond", False)
    assert read_run(root / "told").name == "told"
    assert [path.name for path in (root / HOME).glob("*told*")] == ["told.json"]


@pytest.mark.parametrize(
    "patch",
    [{"title": "a\u0000b"}, {"title": "x" * 201}, {"note": 5}, {"pinned": "perhaps"}, {"name": "other"}, [], "x"],
)
def test_what_is_no_note_is_refused(client: httpx.Client, patch: object) -> None:
    assert client.patch(f"{API}/runs/first", json=patch).status_code == 422
    assert client.get(f"{API}/runs/first").json()["title"] == ""


def test_a_lone_surrogate_is_no_title(client: httpx.Client) -> None:
    answer = client.patch(
        f"{API}/runs/first", content=b'{"title": "\\ud800"}', headers={"content-type": "application/json"}
    )
    assert answer.status_code == 422


def test_deleting_asks_for_the_name(client: httpx.Client, root: Path) -> None:
    keep(root, "old")
    assert client.delete(f"{API}/runs/old").status_code == 422
    assert client.delete(f"{API}/runs/old", params={"confirm": "first"}).status_code == 400
    assert (root / "old").is_dir()
    client.patch(f"{API}/runs/old", json={"title": "to go"})
    assert client.delete(f"{API}/runs/old", params={"confirm": "old"}).status_code == 204
    assert not (root / "old").exists()
    assert not (root / HOME / "old.json").exists()
    assert list((root / HOME).glob("trash-*")) == []


def test_a_run_deleted_while_it_is_shown_is_told_as_such(client: httpx.Client, root: Path) -> None:
    keep(root, "shown")
    assert client.get(f"{API}/runs/shown").status_code == 200
    client.delete(f"{API}/runs/shown", params={"confirm": "shown"})
    for answer in (
        client.get(f"{API}/runs/shown"),
        client.patch(f"{API}/runs/shown", json={"title": "x"}),
        client.delete(f"{API}/runs/shown", params={"confirm": "shown"}),
        client.get(f"{API}/runs/shown/exports/map.png"),
        client.get(f"{API}/runs/shown/explain"),
        client.get(f"{API}/compare", params={"runs": ["first", "shown"]}),
    ):
        assert answer.status_code == 409
        assert "deleted" in answer.json()["message"]
    keep(root, "shown")
    assert client.get(f"{API}/runs/shown").status_code == 200


def test_a_pinned_run_is_not_deleted(client: httpx.Client, root: Path) -> None:
    keep(root, "dear")
    client.patch(f"{API}/runs/dear", json={"pinned": True})
    assert client.delete(f"{API}/runs/dear", params={"confirm": "dear"}).status_code == 409
    assert (root / "dear").is_dir()


@pytest.mark.parametrize(
    "name",
    ["..", ".siting", "%2e%2e", "..%2f..%2fetc", "first%2f..", "first%00", "a" * 5_000, "%F0%9F%98%80",
     "first.point-99"],
)  # fmt: skip
def test_names_are_no_paths(client: httpx.Client, name: str) -> None:
    for answer in (client.get(f"{API}/runs/{name}"), client.get(f"{API}/runs/{name}/exports/map.png")):
        assert answer.status_code in (404, 405, 422)
    assert client.delete(f"{API}/runs/{name}", params={"confirm": "x"}).status_code in (404, 405, 422)


def test_links_are_no_runs(client: httpx.Client, root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "first", tmp_path / "elsewhere")
    (root / "link").symlink_to(tmp_path / "elsewhere")
    shutil.copytree(root / "first", root / "inside")
    shutil.rmtree(root / "inside" / "outputs")
    (root / "inside" / "outputs").symlink_to(tmp_path / "elsewhere" / "outputs")
    for name in ("link", "inside"):
        assert client.get(f"{API}/runs/{name}").status_code == 404
        assert client.delete(f"{API}/runs/{name}", params={"confirm": name}).status_code == 404
        assert name not in [each["name"] for each in client.get(f"{API}/runs").json()]
    assert (tmp_path / "elsewhere" / "manifest.json").exists()


@pytest.mark.parametrize(
    ("file", "text"),
    [("summary.json", "{}"), ("summary.json", "["), ("manifest.json", '{"format": 99}'), ("certificate.json", "null"),
     ("outputs/jobs.parquet", "no table"), ("inputs/zones.parquet", "")],
)  # fmt: skip
def test_a_damaged_run_is_told_as_such(client: httpx.Client, root: Path, file: str, text: str) -> None:
    keep(root, "damaged")
    (root / "damaged" / file).write_text(text, "utf-8")
    answer = client.get(f"{API}/runs/damaged")
    listed = client.get(f"{API}/runs")
    compared = client.get(f"{API}/compare", params={"runs": ["first", "damaged"]})
    shutil.rmtree(root / "damaged")
    assert (answer.status_code, listed.status_code, compared.status_code) == (422, 200, 422)
    assert answer.json()["problems"]
    assert str(root) not in answer.text + compared.text


def test_notes_that_were_edited_by_hand_are_as_none(client: httpx.Client, root: Path) -> None:
    keep(root, "noted")
    (root / HOME).mkdir(exist_ok=True)
    (root / HOME / "noted.json").write_text('{"title": 7', "utf-8")
    assert client.get(f"{API}/runs/noted").json()["title"] == ""


def test_many_may_delete_at_once(client: httpx.Client, root: Path) -> None:
    names = [f"many-{number}" for number in range(4)]
    keep(root, *names)

    def ask(number: int) -> int:
        name = names[number % 4]
        if number % 3 == 0:
            return client.delete(f"{API}/runs/{name}", params={"confirm": name}).status_code
        return client.get(f"{API}/runs/{name}" if number % 3 == 1 else f"{API}/runs").status_code

    with ThreadPoolExecutor(8) as pool:
        codes = set(pool.map(ask, range(48)))
    assert codes <= {200, 204, 404, 409}  # one that is gone is not there, or was deleted meanwhile
    assert not any((root / name).exists() for name in names)


def test_two_runs_side_by_side(client: httpx.Client, root: Path) -> None:
    plan(EXAMPLE, out=root / "plain")
    answer = client.get(f"{API}/compare", params={"runs": ["plain", "first"], "lang": "fr"})
    assert answer.status_code == 200
    told = answer.json()
    assert [each["name"] for each in told["runs"]] == ["plain", "first"]
    assert len(told["regions"]) == 6
    assert {row["run"] for row in told["regions"]} == {"plain", "first"}
    changes = [row["jobs_change"] for row in told["regions"] if row["run"] == "first"]
    assert sum(changes) == pytest.approx(-1_000)
    assert {row["key"] for row in told["assumptions"]} >= {"goals.jobs.2028"}
    assert told["notes"]
    assert "NaN" not in answer.text
    assert str(root) not in answer.text


@pytest.mark.parametrize(
    ("runs", "status"), [(["first"], 422), (["first", "first"], 422), (["first", "unknown"], 404), (["a"] * 5, 422)]
)
def test_what_cannot_be_compared_is_refused(client: httpx.Client, runs: list[str], status: int) -> None:
    assert client.get(f"{API}/compare", params={"runs": runs}).status_code == status


def test_what_earlier_servers_left_is_swept(client: httpx.Client, root: Path) -> None:
    gone = root / HOME / "work-999999999-0123456789ab"
    alive = root / HOME / "work-1-0123456789ab"
    for path in (gone, alive):
        path.mkdir(parents=True)
    background(client).start()
    assert (gone.exists(), alive.exists()) == (False, True)
