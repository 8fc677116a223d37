"""Why the plan on the screen is as it is: sentence by sentence as of a run that is kept; and what it aims at."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pandas as pd
import pytest

from siting.analysis.explain import explain, sentences
from siting.planning import plan as solve
from siting.publishing import export
from siting.web.config import ServerConfig
from tests.web.keeping import API, EXAMPLE
from tests.web.serving import serving

URL = f"{API}/plans/explain"
REQUEST = {"model": "example", "scenario": "balanced", "settings": {"goals.jobs.2028": 14_700}}


@pytest.mark.parametrize("place", [{"zone": "C-2"}, {"region": "S"}, {}])
@pytest.mark.parametrize("lang", ["fr", "ar", "en"])
def test_a_plan_is_explained_as_the_run_would_be(
    client: httpx.Client, run: Any, place: dict[str, str], lang: Any
) -> None:
    told = client.post(URL, json={"request": REQUEST, "lang": lang, **place})
    assert told.status_code == 200, told.text
    asked = {f"{kind}s": [code] for kind, code in place.items()}
    meant = [{"title": each.title, "lines": list(each.lines)} for each in sentences(explain(run, **asked), lang)]
    assert told.json() == {"name": None, "lang": lang, "sections": meant}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The run of the request."""
    out = tmp_path_factory.mktemp("why") / "run"
    return solve(EXAMPLE, scenario="balanced", settings=["goals.jobs.2028=14700"], out=out)


@pytest.mark.parametrize(
    ("further", "status"),
    [
        ({"zone": "C-2", "region": "C"}, 400),
        ({"zone": "X-9"}, 422),
        ({"region": "C-2"}, 422),
        ({"zone": "../x"}, 422),
        ({"lang": "de"}, 422),
        ({"request": {"model": "nowhere"}}, 404),
        ({"request": {"model": "example", "settings": {"goals.jobs.2028": 9_000_000}}}, 409),
        ({"request": {"model": "example", "settings": {"parks.indivisible": True}}}, 422),
        ({"request": {"model": "example", "settings": {"balance.floor": 7}}}, 422),
    ],
)
def test_what_cannot_be_explained_says_why(client: httpx.Client, further: dict[str, Any], status: int) -> None:
    answer = client.post(URL, json={"request": REQUEST, **further})
    assert answer.status_code == status, answer.text
    assert answer.json()["message"]


def test_files_of_a_plan_are_those_of_the_run(client: httpx.Client, run: Any) -> None:
    answer = client.post(f"{API}/plans/exports/tables.xlsx", json=REQUEST, params={"lang": "en"})
    assert answer.status_code == 200, answer.text
    name = 'attachment; filename="example-balanced-changed-tables-en.xlsx"'
    assert answer.headers["content-disposition"] == name
    out = run.folder.parent / "meant.xlsx"
    export(str(run.folder), out=out, kind=None, lang="en", style=None, year=None, overwrite=False)
    told, meant = (pd.read_excel(book, sheet_name=None, header=None) for book in (io.BytesIO(answer.content), out))
    assert list(told) == list(meant)
    other = [name for name in told if not told[name].equals(meant[name])]
    assert len(other) <= 1  # what names the run and its time
    shown = client.post(f"{API}/plans/exports/map.svg", json=REQUEST, params={"measure": "share", "year": 2027})
    assert b"2027" in shown.content
    for file, params, status in (
        ("scenario.yaml", {}, 400),
        ("bars.png", {"year": 2027}, 400),
        ("nothing.png", {}, 422),
        ("map.png", {"measure": "../x"}, 422),
        ("map.png", {"measure": "nothing"}, 400),
    ):
        assert client.post(f"{API}/plans/exports/{file}", json=REQUEST, params=params).status_code == status
    nothing = {"model": "example", "settings": {"goals.jobs.2028": 9_000_000}}
    assert client.post(f"{API}/plans/exports/map.png", json=nothing).status_code == 409


def test_what_was_solved_to_be_explained_goes_with_the_server(tmp_path: Path) -> None:
    with serving(ServerConfig({"example": EXAMPLE}, runs=tmp_path / "runs", live=1)) as client:
        assert client.post(URL, json={"request": REQUEST, "zone": "C-2"}).status_code == 200
        assert client.get(f"{API}/runs").json() == []
        assert len(list((tmp_path / "runs" / ".siting").glob("work-*"))) == 1
    assert list((tmp_path / "runs" / ".siting").glob("work-*")) == []


def test_an_answer_tells_what_the_plan_aims_at(plan: Callable[..., Any]) -> None:
    stages = [{"objective": "cost", "tolerance": 0.02}, {"objective": "inequality"}]
    told = plan({"objective": {"method": "lexicographic", "stages": stages}}, refined=True)
    assert told["aims"] == [
        {"objective": "cost", "tolerance": 0.02, "weight": None},
        {"objective": "inequality", "tolerance": 0.0, "weight": None},
    ]
    weighted = plan({"objective": {"method": "weighted", "weights": {"cost": 1.0, "inequality": 20.0}}})
    assert weighted["aims"] == [
        {"objective": "cost", "tolerance": 0.0, "weight": 1.0},
        {"objective": "inequality", "tolerance": 0.0, "weight": 20.0},
    ]


def test_the_labour_force_of_places_adds_up_to_that_of_regions(client: httpx.Client, plan: Callable[..., Any]) -> None:
    told = plan()
    region_of = {each["code"]: each["region"] for each in client.get(f"{API}/models/example/map").json()["zones"]}
    for region in told["regions"]:
        own = [
            people
            for code, people in zip(told["zones"], told["active"], strict=True)
            if region_of[code] == region["code"]
        ]
        assert sum(own) == pytest.approx(region["active"])
