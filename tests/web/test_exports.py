"""What is taken away: pictures, tables, scenario; a closed list, made by commands, kept for a while; explanations."""

from __future__ import annotations

import asyncio
import io
import json
import shutil
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from starlette.exceptions import HTTPException

from siting.config import open_model
from siting.errors import RunError
from siting.web.background import Background
from siting.web.config import ServerConfig
from siting.web.exports import COMPARED, EXPORTS, Exports
from siting.web.scenario_files import check_scenario
from siting.web.settings import settings_of
from siting.web.store import RunStore
from siting.web.workers import Crashed, TimedOut
from tests.web.keeping import API, EXAMPLE, background, keep, kept


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store") / "runs"


@pytest.fixture(scope="module")
def client(root: Path) -> Iterator[httpx.Client]:
    with kept(root, "first") as client:
        yield client


def test_a_chart_is_made_once_and_then_kept(client: httpx.Client, root: Path) -> None:
    answer = client.get(f"{API}/runs/first/exports/bars.svg", params={"lang": "ar"})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["content-disposition"] == 'attachment; filename="first-bars-ar.svg"'
    assert answer.content.startswith(b"<?xml")
    assert str(root.parent) not in answer.text
    began = time.monotonic()
    assert client.get(f"{API}/runs/first/exports/bars.svg", params={"lang": "ar"}).content == answer.content
    assert time.monotonic() - began < 0.5


def test_tables_come_as_a_pack(client: httpx.Client) -> None:
    answer = client.get(f"{API}/runs/first/exports/tables.zip", params={"lang": "en"})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as pack:
        assert {"jobs.csv", "zones.csv", "datapackage.json"} <= set(pack.namelist())


def test_why_a_zone_is_as_it_is(client: httpx.Client, root: Path) -> None:
    answer = client.get(f"{API}/runs/first/explain", params={"zone": "C-1", "lang": "en"})
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["name"], told["lang"]) == ("first", "en")
    assert any(section["title"].startswith("Capital") and section["lines"] for section in told["sections"])
    assert str(root) not in answer.text
    unknown = client.get(f"{API}/runs/first/explain", params={"zone": "ZZ"})
    assert unknown.status_code == 422
    assert unknown.json()["problems"][0]["value"] == "ZZ"


@pytest.mark.parametrize(
    "params", [{"zone": "--help"}, {"zone": "a\x00"}, {"zone": "x" * 41}, {"zone": ""}, {"lang": "de"}]
)
def test_codes_are_codes(client: httpx.Client, params: dict[str, str]) -> None:
    assert client.get(f"{API}/runs/first/explain", params=params).status_code == 422


def test_the_scenario_of_a_run_loads_again_with_the_same_settings(client: httpx.Client, root: Path) -> None:
    answer = client.get(f"{API}/runs/first/exports/scenario.yaml")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/yaml"
    told = check_scenario(answer.content, "example", EXAMPLE)
    assert told.problems == []
    assert told.request is not None
    assert (told.request.scenario, told.request.settings) == ("balanced", {"goals.jobs.2028": 15_000})
    again = open_model(EXAMPLE, "balanced").with_settings(settings_of(told.request.settings))
    assert again.goals.jobs[2028] == 15_000


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("first/exports/passwd", 422),
        ("first/exports/..%2fmap.png", 404),
        ("first/exports/map.pdf", 422),
        ("first/exports/map.png?lang=xx", 422),
        ("first/exports/map.png?year=99999", 422),
        ("first/exports/map.png?measure=--out", 422),
        ("first/exports/bars.png?year=2028", 400),
        ("unknown/exports/map.png", 404),
        ("unknown/exports/scenario.yaml", 404),
        ("unknown/explain", 404),
        ("first/explain?zone=C-1&region=C", 400),
    ],
)
def test_what_is_not_on_the_list_is_refused(client: httpx.Client, path: str, status: int) -> None:
    assert client.get(f"{API}/runs/{path}").status_code == status


def test_files_of_comparisons_name_each_run_once(client: httpx.Client) -> None:
    url = f"{API}/compare/exports/comparison.csv"
    assert client.get(url, params={"runs": ["first", "first"]}).status_code == 422
    assert client.get(url, params={"runs": ["first", "unknown"]}).status_code == 404
    assert client.get(f"{API}/compare/exports/x", params={"runs": ["first", "other"]}).status_code == 422


def test_a_comparison_is_taken_away_as_a_table(client: httpx.Client, root: Path) -> None:
    keep(root, "second")
    answer = client.get(f"{API}/compare/exports/comparison.csv", params={"runs": ["first", "second"], "lang": "en"})
    assert answer.status_code == 200, answer.text
    assert str(root) not in answer.text
    assert answer.headers["content-disposition"] == 'attachment; filename="first-second-comparison-en.csv"'


def test_every_file_of_the_list_can_be_made() -> None:
    from typing import get_args

    from siting.web.exports import CompareFile, ExportFile

    assert set(get_args(ExportFile)) == {*EXPORTS, "scenario.yaml"}
    assert set(get_args(CompareFile)) == set(COMPARED)


def test_an_export_has_its_time(root: Path) -> None:
    exports = Exports(RunStore(root, {"example": EXAMPLE}), seconds=0.1)
    with pytest.raises(TimedOut):
        exports.file(["first"], "map.png", "fr")
    exports.stop()


def test_a_run_deleted_while_it_is_drawn_is_told_as_such(root: Path) -> None:
    keep(root, "going")
    store = RunStore(root, {"example": EXAMPLE})
    exports = Exports(store)
    threading.Timer(0.3, store.delete, ["going"]).start()
    with pytest.raises((HTTPException, RunError)) as caught:
        exports.file(["going"], "costs.svg", "fr")
    assert not isinstance(caught.value, HTTPException) or caught.value.status_code == 409
    exports.stop()


def test_the_end_of_the_server_ends_exports_and_removes_what_was_kept(root: Path) -> None:
    exports = Exports(RunStore(root, {"example": EXAMPLE}))
    exports._keep("key", b"content")
    home = exports._home
    assert home is not None
    assert (home / "key").exists()
    threading.Timer(0.3, exports.stop).start()
    with pytest.raises(Crashed):
        exports.file(["first"], "map.png", "fr")
    assert not home.exists()
    with pytest.raises(Crashed):
        exports.file(["first"], "map.svg", "fr")


def test_the_cache_is_bounded(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siting.web.exports.KEPT_FILES", 3)
    exports = Exports(RunStore(root, {}))
    for number in range(6):
        exports._keep(f"key-{number}", b"x")
    assert exports._home is not None
    assert sorted(path.name for path in exports._home.iterdir()) == ["key-3", "key-4", "key-5"]
    assert exports._look("key-0") is None
    exports.stop()


def test_one_session_cannot_fill_the_line(client: httpx.Client, monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    monkeypatch.setattr("siting.web.background.OF_ONE", 0)
    answer = client.get(f"{API}/runs/first/exports/map.png")
    assert answer.status_code == 503
    monkeypatch.undo()
    assert background(client)._waiting.total() == 0
    shutil.rmtree(root / "second", ignore_errors=True)


def test_what_takes_minutes_waits_for_its_like_and_holds_up_nobody(tmp_path: Path) -> None:
    served = Background(ServerConfig({"example": EXAMPLE}, runs=tmp_path / "runs"))
    go_on, at_work = threading.Event(), []

    def work(name: str) -> str:
        at_work.append(name)
        go_on.wait(20)
        return name

    async def questions() -> list[str]:
        long = [
            asyncio.ensure_future(served.soon("one", work, name, long=True)) for name in ("first", "second", "third")
        ]
        assert await asyncio.wait_for(served.soon("two", str, "at once"), 5) == "at once"
        assert at_work == ["first"]
        go_on.set()
        return await asyncio.gather(*long)

    try:
        assert asyncio.run(questions()) == ["first", "second", "third"]
    finally:
        go_on.set()
        served.stop()


@pytest.mark.parametrize(("level", "long"), [("commune", True), ("province", False)])
def test_only_reasons_for_plans_by_commune_take_long(
    level: str, long: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[object] = []

    def document(self: Exports, run: str, arguments: object, **told: object) -> bytes:
        heard.append((threading.current_thread().name.startswith("siting-wait-long"), told))
        return b'{"sentences": []}'

    with kept(tmp_path / "runs", "one") as client:
        summary = tmp_path / "runs" / "one" / "summary.json"
        told = json.loads(summary.read_text(encoding="utf-8")) | {"level": level}
        summary.write_text(json.dumps(told), encoding="utf-8")
        monkeypatch.setattr(Exports, "document", document)
        assert client.get(f"{API}/runs/one/explain").json()["sections"] == []
    assert heard == [(long, {"long": long})]


@pytest.mark.parametrize(
    ("lang", "told"), [("fr", "le plan n’a pas ce territoire"), ("ar", "ليس في المخطط هذا المجال الترابي")]
)
def test_a_place_that_a_run_does_not_have_is_told_as_the_page_speaks(
    lang: str, told: str, client: httpx.Client
) -> None:
    asked = {"headers": {"Accept-Language": lang}, "params": {"zone": "99.999", "lang": lang}}
    answer = client.get(f"{API}/runs/first/explain", **asked)  # type: ignore[arg-type]
    assert answer.status_code == 422
    assert [each["message"] for each in answer.json()["problems"]] == [told]
