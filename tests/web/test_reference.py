"""What does not change while one plans: models, scenarios, controls, maps, words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from siting.config import load_model
from siting.config.walk import locate
from siting.regions import load_dataset
from siting.web.controls import control_groups
from siting.web.shapes import WIDTH, map_view
from tests.web.conftest import EXAMPLE

LANGS = ("fr", "ar", "en")
NATIONAL = load_model("models/tech-valley-2030")


def get(client: httpx.Client, path: str) -> Any:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_models(client: httpx.Client) -> None:
    assert get(client, "models") == [
        {
            "name": "example",
            "title": {"fr": "Pays d'exemple", "ar": "بلد مثال", "en": "Example country"},
            "levels": ["region", "province"],
            "level": "province",
            "base_year": 2024,
            "years": [2025, 2026, 2027, 2028],
            "segments": ["BPO", "CRM", "ITO"],
        }
    ]


def test_scenarios(client: httpx.Client) -> None:
    (told,) = get(client, "models/example/scenarios")
    assert told["name"] == "balanced"
    assert told["title"] == {"fr": "Équilibre", "ar": "توازن", "en": "Balance"}
    assert told["why"].startswith("Each region gets")
    assert told["extends"] == []


@pytest.mark.parametrize("what", ["scenarios", "controls", "map"])
@pytest.mark.parametrize(
    ("model", "status"), [("atlantis", 404), ("..", 404), ("A", 422), ("%00", 422), ("x" * 81, 422)]
)
def test_models_that_are_none(client: httpx.Client, what: str, model: str, status: int) -> None:
    answer = client.get(f"/api/v1/models/{model}/{what}")
    assert answer.status_code == status
    assert answer.json()["message"]


def test_scenario_that_is_none(client: httpx.Client) -> None:
    answer = client.get("/api/v1/models/example/controls?scenario=nix")
    assert answer.status_code == 422
    assert "balanced" in answer.json()["problems"][0]["remedy"]


def controls(client: httpx.Client, query: str = "") -> list[Any]:
    return [each for group in get(client, f"models/example/controls{query}") for each in group["controls"]]


def test_every_control_is_a_setting_with_words_in_three_languages(client: httpx.Client) -> None:
    groups = get(client, "models/example/controls")
    assert [group["name"] for group in groups] == ["goals", "balance", "talent", "parks", "costs", "dates"]
    found = controls(client)
    assert len({each["key"] for each in found}) == len(found) >= 25
    for each in found:
        path, remedy = locate(each["key"])
        assert remedy is None, each["key"]
        assert path
        for words in (each["label"], each["help"]):
            assert all(words[lang].strip() and not words[lang].startswith("web-") for lang in LANGS), each["key"]
    for group in groups:
        assert all(group["label"][lang] for lang in LANGS)


def test_ranges_of_controls_hold_the_value(client: httpx.Client) -> None:
    for each in controls(client):
        if each["kind"] in ("number", "share"):
            assert each["low"] < each["high"], each["key"]
            assert each["step"] > 0
            assert each["low"] <= each["start"] <= each["high"], each["key"]
            if each["given"] is not None:
                assert each["low"] <= each["given"] <= each["high"], each["key"]
            else:
                assert each["optional"], each["key"]
        elif each["kind"] == "choice":
            assert each["given"] in each["options"], each["key"]
        else:
            assert each["given"] in (True, False)


def test_numbers_of_controls_are_told_without_noise(client: httpx.Client) -> None:
    for each in controls(client):
        for name in ("low", "high", "start"):
            value = each[name]
            if isinstance(value, float):
                assert len(repr(value)) <= 8, f"{each['key']}: {name} {value!r}"


def test_controls_tell_the_values_of_the_scenario(client: httpx.Client) -> None:
    def given(query: str) -> Any:
        return {each["key"]: each["given"] for each in controls(client, query)}

    plain, balanced = given(""), given("?scenario=balanced")
    assert {key for key in plain if plain[key] != balanced[key]} == {"balance.floor", "balance.on"}
    assert (plain["balance.floor"], balanced["balance.floor"]) == (None, 0.5)
    assert plain["goals.jobs.2028"] == 16000


def test_every_end_of_every_control_can_be_planned_or_is_refused_by_name(client: httpx.Client) -> None:
    for each in controls(client):
        values = [each["low"], each["high"], each["start"], *each["options"]]
        values += [None] if each["optional"] else []
        values += [True, False] if each["kind"] == "flag" else []
        for value in values:
            if value is None and not each["optional"]:
                continue
            answer = client.post("/api/v1/plans", json={"model": "example", "settings": {each["key"]: value}})
            assert answer.status_code in (200, 422), (each["key"], value, answer.text)
            if answer.status_code == 422:
                assert each["key"] in [problem["key"] for problem in answer.json()["problems"]], (each["key"], value)


def test_national_controls_are_well_formed() -> None:
    for group in control_groups(NATIONAL):
        for each in group.controls:
            assert locate(each.key)[1] is None
            if each.kind in ("number", "share"):
                assert each.low is not None
                assert each.high is not None
                assert each.low <= each.start <= each.high, each.key


# --- maps --------------------------------------------------------------------------------------------

_RING = re.compile(r"M(-?\d+\.\d -?\d+\.\d)((?:L-?\d+\.\d -?\d+\.\d)+)Z")


def rings(path: str) -> list[list[tuple[float, float]]]:
    """The rings of SVG path data that is moves and lines alone; nothing else may be in it."""
    assert _RING.sub("", path) == ""
    return [
        [tuple(map(float, point.split(" "))) for point in (match[1] + match[2]).split("L")]  # type: ignore[misc]
        for match in _RING.finditer(path)
    ]


def maps() -> Iterator[tuple[str, Any, set[str]]]:
    for model, levels in (("example", ("region", "province")), ("national", ("region", "province", "commune"))):
        chosen = load_model(EXAMPLE) if model == "example" else NATIONAL
        dataset = load_dataset(chosen.data_folder, chosen.overrides_folder)
        zones = dataset.table("zones")
        for level in levels:
            view = map_view(chosen.data_folder, chosen.overrides_folder, level)  # type: ignore[arg-type]
            yield f"{model} {level}", view, set(zones.loc[zones["level"] == level, "code"].astype(str))


@pytest.fixture(scope="module")
def views() -> dict[str, tuple[Any, set[str]]]:
    return {name: (view, codes) for name, view, codes in maps()}


MAPS = ["example region", "example province", "national region", "national province", "national commune"]


@pytest.mark.parametrize("name", MAPS)
def test_shapes_are_the_places_of_the_level(views: Any, name: str) -> None:
    view, codes = views[name]
    assert [shape.code for shape in view.zones] == sorted(codes)
    regions = {shape.code for shape in view.regions}
    assert {shape.region for shape in view.zones} == regions
    for shape in view.zones:
        assert shape.name.fr
        assert shape.name.ar
        assert shape.name.en


@pytest.mark.parametrize("name", MAPS)
def test_paths_parse_and_lie_in_the_view(views: Any, name: str) -> None:
    view, _ = views[name]
    left, top, width, height = view.view_box
    assert (left, top, width) == (0, 0, WIDTH)
    for shape in (*view.zones, *view.regions):
        found = rings(shape.path)
        assert found, shape.code
        assert all(len(ring) >= 3 for ring in found), shape.code
        xs, ys = ([point[i] for ring in found for point in ring] for i in (0, 1))
        assert 0 <= min(xs) <= max(xs) <= width, shape.code
        assert 0 <= min(ys) <= max(ys) <= height, shape.code
        assert min(xs) <= shape.at[0] <= max(xs), shape.code
        assert min(ys) <= shape.at[1] <= max(ys), shape.code


@pytest.mark.parametrize("name", ["example province", "national region", "national province"])
def test_neighbours_share_their_border_exactly(views: Any, name: str) -> None:
    view, _ = views[name]
    edges: dict[frozenset[tuple[float, float]], set[str]] = {}
    for shape in view.zones:
        for ring in rings(shape.path):
            for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
                edges.setdefault(frozenset((a, b)), set()).add(shape.code)
    assert max(map(len, edges.values())) == 2
    with_neighbour = {code for codes in edges.values() if len(codes) == 2 for code in codes}
    assert with_neighbour == {shape.code for shape in view.zones}


@pytest.mark.parametrize(("name", "most"), list(zip(MAPS, (10, 10, 120, 250, 1500), strict=True)))
def test_maps_are_small(views: Any, name: str, most: int) -> None:
    view, _ = views[name]
    assert len(view.model_dump_json()) < most * 1000


def test_standing_parks_are_marked(client: httpx.Client) -> None:
    told = get(client, "models/example/map")
    assert [each["code"] for each in told["zones"] if each["standing_park"]] == ["C-1", "N-1"]
    assert all(told["source"][lang] for lang in LANGS)


@pytest.mark.parametrize("level", ["commune", "country", ""])
def test_map_of_a_level_that_is_none(client: httpx.Client, level: str) -> None:
    answer = client.get(f"/api/v1/models/example/map?level={level}")
    assert answer.status_code == 422
    assert answer.json()["problems"]


# --- words -------------------------------------------------------------------------------------------


def test_words_have_the_same_keys_and_places_in_every_language(client: httpx.Client) -> None:
    texts = {lang: get(client, f"words/{lang}") for lang in LANGS}
    assert set(texts["fr"]) == set(texts["ar"]) == set(texts["en"])
    assert all(key.startswith("web-") for key in texts["en"])
    for key in texts["en"]:
        places = {lang: sorted(re.findall(r"{\s*(\w+)\s*}", texts[lang][key])) for lang in LANGS}
        assert places["fr"] == places["ar"] == places["en"], key
    assert client.get("/api/v1/words/de").status_code == 422


def test_no_answer_names_a_folder_of_this_machine(client: httpx.Client) -> None:
    paths = ["models", "models/example/scenarios", "models/example/controls", "models/example/map", "words/en"]
    texts = [client.get(f"/api/v1/{path}").text for path in paths]
    texts += [client.get(f"/api/v1/models/{path}").text for path in ("nix/map", "example/controls?scenario=nix")]
    texts += [
        client.post("/api/v1/plans", content=json.dumps({"model": "example", **body})).text
        for body in ({}, {"scenario": "nix"}, {"settings": {"horizon.last_year": 2023}}, {"level": "commune"})
    ]
    for text in texts:
        assert str(Path.cwd()) not in text
        assert str(Path.home()) + "/" not in text
