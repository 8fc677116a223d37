"""What the program says in English reaches who asks in French or Arabic in that language; programs get English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from siting.web.languages import language_of, place_names
from tests.web.keeping import API, EXAMPLE, ended, kept, order

ARABIC = re.compile(r"[\u0600-\u06ff]")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server that does work in the background."""
    with kept(tmp_path_factory.mktemp("languages") / "runs", "first") as client:
        yield client


def ask(client: httpx.Client, lang: str | None, settings: dict[str, Any]) -> httpx.Response:
    headers = {} if lang is None else {"Accept-Language": lang}
    return client.post(f"{API}/plans", json={"model": "example", "settings": settings}, headers=headers)


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        *(("", "en"), ("fr", "fr"), ("ar-MA,ar;q=0.9,fr;q=0.8", "ar"), ("de,fr;q=0.5,en;q=0.4", "fr"), ("*", "en")),
        *(("en;q=0.2, fr;q=0.3", "fr"), ("fr;q=0", "en"), ("fr;q=x, ar", "ar"), ("de", "en"), ("fr;q=nan", "en")),
    ],
)
def test_the_language_is_the_best_of_those_that_are_accepted(header: str, lang: str) -> None:
    assert language_of(header) == lang


def test_a_wrong_setting_is_told_in_french_and_arabic(client: httpx.Client) -> None:
    wrong = {"parks.occupancy": 7, "balance.flor": 1}
    told = {}
    for lang in ("fr", "ar", "en", None):
        answer = ask(client, lang, wrong)
        assert answer.status_code == 422
        assert answer.headers["content-language"] == (lang or "en")
        assert answer.headers["vary"] == "Accept-Language"
        told[lang] = answer.json()
    assert told[None] == told["en"]
    french = {each["key"]: each for each in told["fr"]["problems"]}
    assert told["fr"]["message"] == "la demande ne peut pas être utilisée"
    assert french["parks.occupancy"]["message"] == "doit être au plus 1 (fraction de 1)"
    assert french["parks.occupancy"]["remedy"].startswith("écrire 0.07\u202f: ")
    assert french["balance.flor"]["remedy"] == "s’agit-il de «\u00a0balance.floor\u00a0»\u00a0?"
    for each in told["ar"]["problems"]:
        assert ARABIC.search(each["message"])
        assert ARABIC.search(each["remedy"])
    assert [each["key"] for each in told["ar"]["problems"]] == [each["key"] for each in told["en"]["problems"]]


def test_reasons_of_a_goal_out_of_reach_are_told_with_figures_of_the_language(client: httpx.Client) -> None:
    reasons = {lang: ask(client, lang, {"goals.jobs.2028": 900_000}) for lang in ("fr", "ar", "en")}
    told = {lang: answer.json()["reasons"] for lang, answer in reasons.items()}
    assert len(told["fr"]) == len(told["ar"]) == len(told["en"]) > 0
    assert "900,000" in " ".join(told["en"])
    assert "900\u202f000 emplois" in " ".join(told["fr"])
    assert all(ARABIC.search(reason) for reason in told["ar"])
    assert reasons["ar"].headers["content-language"] == "ar"


def test_zones_in_reasons_are_called_as_the_language_calls_them(client: httpx.Client) -> None:
    names = {lang: place_names((EXAMPLE,), lang) for lang in ("fr", "ar")}
    zone = client.get(f"{API}/models/example/map").json()["zones"][0]
    settings = {"parks.locks.seats": {zone["code"]: {"2027": 9_000_000}}}
    assert zone["code"] in ask(client, None, settings).json()["reasons"][0]
    for lang in ("fr", "ar"):
        assert names[lang][zone["code"]] == f"{zone['name'][lang]} ({zone['code']})"
        assert names[lang][zone["code"]] in ask(client, lang, settings).json()["reasons"][0]


def test_a_task_tells_its_progress_in_the_language_of_who_looks(store: httpx.Client) -> None:
    number = order(store, "ann", "frontier", options={"points": 3}).json()["id"]
    assert ended(store, "ann", number)["state"] == "done"
    told = {}
    for lang in ("fr", "ar", "en"):
        answer = store.get(f"{API}/tasks/{number}", headers={"X-Session": "ann", "Accept-Language": lang})
        assert answer.headers["content-language"] == lang
        told[lang] = [each["message"] for each in answer.json()["progress"]]
    assert "point 2 of 3" in told["en"]
    assert "point 2 sur 3" in told["fr"]
    assert "lecture du modèle" in told["fr"]
    assert all(ARABIC.search(message) for message in told["ar"])
    assert not set(told["fr"]) & set(told["en"])


@pytest.mark.parametrize("kind", ["solve", "alternatives", "ensemble", "report"])
def test_every_step_of_a_task_has_a_translation(store: httpx.Client, kind: str) -> None:
    options = {
        "ensemble": {"samples": 10},
        "report": {"format": "html"},
        "alternatives": {"count": 1, "bounds": "none"},
    }
    body: dict[str, Any] = {"kind": kind, "options": options.get(kind, {})}
    body |= {"runs": ["first"]} if kind == "report" else {"request": {"model": "example"}}
    number = store.post(f"{API}/tasks", json=body, headers={"X-Session": "bob"}).json()["id"]
    assert ended(store, "bob", number)["state"] == "done"
    answer = store.get(f"{API}/tasks/{number}", headers={"X-Session": "bob", "Accept-Language": "fr"})
    assert answer.headers["content-language"] == "fr"
    assert len(answer.json()["progress"]) >= 3


def test_a_scenario_file_is_told_line_by_line(store: httpx.Client) -> None:
    raw = b"title: {fr: Un, ar: A, en: One}\nchanges:\n  goals:\n    jbos: 3\n"
    headers = {"content-type": "application/yaml", "Accept-Language": "fr"}
    found = store.post(f"{API}/models/example/scenario-check", content=raw, headers=headers).json()["problems"]
    told = {each["place"]: each for each in found}
    assert told["scenario.yaml, why"]["message"] == "il manque la clé «\u00a0why\u00a0»"
    assert told["scenario.yaml, why"]["remedy"] == "l’ajouter"
    assert told["scenario.yaml:4, goals.jbos"]["message"] == "clé inconnue"


def test_what_is_not_there_is_told_in_the_language(store: httpx.Client) -> None:
    answer = store.get(f"{API}/runs/nothing", headers={"Accept-Language": "ar"})
    assert (answer.status_code, answer.headers["content-language"]) == (404, "ar")
    assert ARABIC.search(answer.json()["message"])
    plain = store.get(f"{API}/runs/nothing")
    assert plain.json()["message"] == "there is no such run"


def test_names_on_which_models_disagree_are_left_out(tmp_path: Path) -> None:
    assert place_names((tmp_path,), "fr") == {}
    assert place_names((EXAMPLE, EXAMPLE), "fr") == place_names((EXAMPLE,), "fr")
