"""Scenario files that are brought in: everything wrong is told with its line; what is right comes as settings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from siting.config import open_model
from siting.web.run_schemas import ScenarioFileOrder
from siting.web.scenario_files import check_scenario, scenario_text
from siting.web.schemas import Names, PlanRequest
from siting.web.settings import settings_of
from siting.web.upload_routes import LARGEST
from tests.web.keeping import API, EXAMPLE, kept

URL = f"{API}/models/example/scenario-check"
GOOD = """\
title: {fr: Essai, en: Trial}
why: to see what comes in
extends: balanced
changes:
  goals:
    jobs: {2028: 15000}
  costs:
    rent_mad_m2_month: {zones: {C-1: 90}}
  parks:
    locks: {zones_out: [C-2]}
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    with kept(tmp_path_factory.mktemp("store")) as client:
        yield client


def _checked(client: httpx.Client, content: str | bytes) -> dict[str, Any]:
    answer = client.post(URL, content=content)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_a_good_file_comes_as_settings(client: httpx.Client) -> None:
    told = _checked(client, GOOD)
    assert told["problems"] == []
    assert told["title"] == {"fr": "Essai", "ar": "Essai", "en": "Trial"}
    assert (told["why"], told["extends"]) == ("to see what comes in", ["balanced"])
    assert told["settings"] == {
        "goals.jobs.2028": 15_000,
        "costs.rent_mad_m2_month.zones.C-1": 90,
        "parks.locks.zones_out": ["C-2"],
    }
    assert told["request"]["scenario"] == "balanced"


def test_a_file_names_no_folder_of_the_server(client: httpx.Client) -> None:
    told = _checked(client, "title: {en: A}\nwhy: to read\nchanges:\n  data: {overrides: /etc}\n")
    assert any(each["place"] == "scenario.yaml:4, data" for each in told["problems"])
    assert told["request"] is None


def test_everything_that_is_wrong_is_told_at_once_with_its_line(client: httpx.Client) -> None:
    told = _checked(
        client,
        "title: {en: Trial}\nextends: unknown\nsurplus: 1\nchanges:\n"
        "  balance:\n    floor: much\n  parks:\n    growth: 1\n",
    )
    places = [(each["place"], each["key"]) for each in told["problems"]]
    assert ("scenario.yaml:6, balance.floor", "balance.floor") in places
    assert ("scenario.yaml:8, parks.growth", "parks.growth") in places
    assert any(place.startswith("scenario.yaml:1, title.fr") for place, _ in places)
    assert any(place.startswith("scenario.yaml:3") for place, _ in places)
    assert any("why" in each["message"] for each in told["problems"])
    assert told["settings"] == {}
    assert told["request"] is None


def test_a_scenario_that_is_not_there_is_told_with_its_line(client: httpx.Client) -> None:
    (problem,) = _checked(client, "title: {fr: T}\nwhy: w\nextends: unknown\n")["problems"]
    assert problem["place"].startswith("scenario.yaml:3")
    assert problem["value"] == "unknown"


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("title: [\n", "scenario.yaml:2", "not valid YAML"),
        ("a: 1\n\tb: 2\n", "scenario.yaml:2", "tab"),
        ("a: 1\na: 2\n", "scenario.yaml:2", "twice"),
        ("- 1\n", "scenario.yaml:1", "mapping"),
        ("", "scenario.yaml:1", "mapping"),
        ("a: !!python/object/apply:os.system [id]\n", "scenario.yaml:1", "tags"),
        ("a: &a [1]\nb: [*a, *a]\n", "scenario.yaml:1", "anchors"),
        ("---\na: 1\n---\nb: 2\n", "scenario.yaml:3", "second document"),
        (f"a: {'[' * 200}{']' * 200}\n", "scenario.yaml:1", "deeper"),
    ],
)
def test_what_is_no_plain_yaml_is_told_with_its_line(client: httpx.Client, text: str, place: str, word: str) -> None:
    problems = _checked(client, text)["problems"]
    assert any(each["place"].startswith(place) and word in each["message"] for each in problems), problems


def test_an_alias_bomb_is_refused(client: httpx.Client) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)]
    assert all("anchors" in each["message"] for each in _checked(client, "\n".join(lines))["problems"])


@pytest.mark.parametrize(
    "raw",
    [b"\xff\xfe\x00", b"a: \x00", b"a: \xc3\x28", b"\x1f\x8b\x08\x00", b"PK\x03\x04", "a: \ufffe".encode(),
     b"a: '\\ud800'", b'title: {fr: "\\ud800"}\nwhy: w\n', b"changes: 5\ntitle: {fr: a}\nwhy: b", b"title: {fr: \x07}"],
)  # fmt: skip
def test_bytes_that_are_no_scenario_are_told(client: httpx.Client, raw: bytes) -> None:
    assert _checked(client, raw)["problems"]


def test_a_file_that_is_too_long_is_refused(client: httpx.Client) -> None:
    assert client.post(URL, content=b"#" * (LARGEST + 1)).status_code == 413
    assert client.post(URL, content=(b"#" * 10_000 for _ in range(60))).status_code == 413


def test_an_unknown_model_is_not_found(client: httpx.Client) -> None:
    assert client.post(f"{API}/models/other/scenario-check", content=GOOD).status_code == 404
    assert client.post(f"{API}/models/..%2fexample/scenario-check", content=GOOD).status_code in (404, 422)


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"goals.jobs.2028": 15_000, "balance.floor": 0.25},
        {"costs.rent_mad_m2_month.zones.C-1": 90.5, "parks.locks.zones_out": ["C-2", "C-3"]},
        {"balance.floor": None, "goals.exports_mmad": None, "talent.recruit_rate": {"secondary": 0.05, "higher": 0.02}},
        {"goals.soft": ["jobs"], "goals.shortfall_penalty.jobs": 10, "costs.discount_rate": 1e-07},
        {"objective.stages": [{"objective": "cost", "tolerance": 0.01}], "objective.method": "lexicographic"},
        {"title.en": 'yes: "1e3" # \u2028\u0085\t\u202f', "description": "010"},
    ],
)
@pytest.mark.parametrize("scenario", [None, "balanced"])
def test_settings_written_as_a_file_load_again_as_they_were(settings: dict[str, Any], scenario: str | None) -> None:
    request = PlanRequest(model="example", scenario=scenario, settings=settings)
    names = Names(fr="Été « 1 »", ar="تجربة", en="null")
    text = scenario_text(ScenarioFileOrder(request=request, title=names, why="because: {1}\nand so on"))
    told = check_scenario(text.encode(), "example", EXAMPLE)
    assert told.problems == []
    assert (told.title, told.why) == (names, "because: {1}\nand so on")
    assert told.request is not None
    assert told.request.scenario == scenario
    meant = open_model(EXAMPLE, scenario).with_settings(settings_of(settings)).resolved()
    assert open_model(EXAMPLE, scenario).with_settings(settings_of(told.request.settings)).resolved() == meant


def test_a_scenario_file_is_to_be_had_for_settings(client: httpx.Client) -> None:
    request = {"model": "example", "scenario": "balanced", "level": "region", "data": None}
    request = {**request, "settings": {"balance.floor": 0.3}}
    body = {"request": request, "title": {"fr": "a", "ar": "b", "en": "c"}, "why": "w"}
    answer = client.post(f"{API}/scenario-file", json=body)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="example-scenario.yaml"'
    told = _checked(client, answer.content)
    assert told["request"] == request
    wrong = client.post(f"{API}/scenario-file", json={**body, "request": {**request, "settings": {"balance.floor": 3}}})
    assert wrong.status_code == 422
    assert wrong.json()["problems"][0]["key"] == "balance.floor"
    assert client.post(f"{API}/scenario-file", json={**body, "why": ""}).status_code == 422
