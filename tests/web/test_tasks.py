"""Work in the background: queue, progress, results, problems as data, cancelling; sessions do not see one another."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from siting.errors import ModelError
from siting.web.config import ServerConfig
from siting.web.orders import SolveOrder
from siting.web.processes import Command, Process, unplaced
from siting.web.run_schemas import NotePatch
from siting.web.schemas import PlanRequest
from siting.web.store import HOME, RunStore
from siting.web.tasks import OF_ONE, Tasks
from tests.web.keeping import API, EXAMPLE, background, ended, kept, order, task


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store") / "runs"


@pytest.fixture(scope="module")
def client(root: Path) -> Iterator[httpx.Client]:
    with kept(root, "first") as client:
        yield client


def _started(client: httpx.Client, session: str, number: str) -> None:
    """Wait until the process of a task has told something."""
    until = time.monotonic() + 30
    while not (told := task(client, session, number))["progress"]:
        assert told["state"] in ("waiting", "running"), told
        assert time.monotonic() < until
        time.sleep(0.02)


def _left(root: Path) -> list[str]:
    until = time.monotonic() + 10
    while (left := [path.name for path in (root / HOME).glob("work-*")]) and time.monotonic() < until:
        time.sleep(0.05)
    return left


def test_a_solved_plan_is_kept_as_a_run_and_its_task_is_seen_by_its_session_alone(
    client: httpx.Client, root: Path
) -> None:
    request = {"model": "example", "scenario": "balanced", "settings": {"goals.jobs.2028": 15_500}}
    answer = order(client, "ann", request=request, name="mine", title="Mine", note="of Ann")
    assert answer.status_code == 202
    number = answer.json()["id"]
    assert order(client, "bob", request=request, name="mine").status_code == 409
    for ask in (client.get, client.delete):
        assert ask(f"{API}/tasks/{number}", headers={"X-Session": "bob"}).status_code == 404
    assert client.get(f"{API}/tasks/{number}").status_code == 404
    assert client.get(f"{API}/tasks", headers={"X-Session": "bob"}).json() == []
    assert [each["id"] for each in client.get(f"{API}/tasks", headers={"X-Session": "ann"}).json()] == [number]
    told = ended(client, "ann", number)
    assert (told["state"], told["problems"]) == ("done", None)
    assert told["result"] == {"run": "mine", "study": None, "file": None}
    messages = [each["message"] for each in told["progress"]]
    assert "reading the model" in messages
    assert all(each["seconds"] >= 0 for each in told["progress"])
    run = client.get(f"{API}/runs/mine").json()
    assert (run["title"], run["note"], run["scenario"]) == ("Mine", "of Ann", "balanced")
    assert run["request"]["settings"] == {"goals.jobs.2028": 15_500}
    assert order(client, "bob", request=request, name="mine").status_code == 409
    command = (root / "mine" / "manifest.json").read_text("utf-8")
    assert str(root) not in command
    assert _left(root) == []


def test_a_session_runs_one_task_and_cancelling_leaves_nothing(client: httpx.Client, root: Path) -> None:
    before = {path.name for path in root.iterdir()}
    slow = {"options": {"samples": 2_000}, "name": "long"}
    first = order(client, "erin", "ensemble", **slow).json()
    second = order(client, "erin").json()
    assert (second["state"], second["before"]) == ("waiting", 1)
    _started(client, "erin", first["id"])
    pids = background(client).tasks.pids
    family = [each for pid in pids for each in (psutil.Process(pid), *psutil.Process(pid).children(recursive=True))]
    headers = {"X-Session": "erin"}
    assert client.delete(f"{API}/tasks/{second['id']}", headers=headers).json()["state"] == "cancelled"
    assert client.delete(f"{API}/tasks/{first['id']}", headers=headers).json()["state"] == "cancelled"
    gone, alive = psutil.wait_procs(family, timeout=8)
    assert gone
    assert alive == []
    assert _left(root) == []
    assert {path.name for path in root.iterdir()} - before <= {HOME}
    assert client.delete(f"{API}/tasks/{first['id']}", headers=headers).status_code == 200
    assert client.get(f"{API}/tasks/{first['id']}", headers=headers).status_code == 404


def test_a_task_whose_process_dies_is_reported_and_the_next_one_runs(client: httpx.Client, root: Path) -> None:
    number = order(client, "frank", "ensemble", options={"samples": 500}).json()["id"]
    following = order(client, "frank", "ensemble", options={"samples": 2_000}).json()["id"]
    _started(client, "frank", number)
    for pid in background(client).tasks.pids:
        os.kill(pid, signal.SIGKILL)
    told = ended(client, "frank", number)
    assert (told["state"], told["result"]) == ("failed", None)
    assert told["problems"]["error"] == "Crashed"
    assert "SIGKILL" in told["problems"]["message"]
    _started(client, "frank", following)
    client.delete(f"{API}/tasks/{following}", headers={"X-Session": "frank"})
    assert _left(root) == []


def test_what_is_infeasible_comes_with_its_repairs(client: httpx.Client, root: Path) -> None:
    request = {"model": "example", "settings": {"goals.jobs.2028": 90_000}}
    number = order(client, "grace", request=request, lang="fr").json()["id"]
    told = ended(client, "grace", number)
    problems = told["problems"]
    assert (told["state"], problems["error"]) == ("failed", "Infeasible")
    assert problems["reasons"]
    assert problems["conflict"]
    settings = [repair["settings"] for repair in problems["repairs"]]
    assert {"goals.soft": ["jobs"], "goals.shortfall_penalty.jobs": 10} in settings
    assert all(repair["sentences"] for repair in problems["repairs"])
    assert problems["combination"]["settings"]["parks.market_seats_per_1000_active"] > 30
    assert told["result"] is None
    assert [each.name for each in root.iterdir() if each.name.startswith("example-2")] == []


@pytest.mark.parametrize(
    "request_",
    [
        {"model": "example", "settings": {"balance.floor": 7, "no.such.key": 1}},
        {"model": "example", "settings": {"goals.jobs.2028": "many"}},
        {"model": "example", "scenario": "unknown"},
        {"model": "example", "settings": {"goals.jobs": [[[[[[[[[]]]]]]]]]}},
        {"model": "example", "settings": {"data.folder": "/etc"}},
    ],
)
def test_what_cannot_be_planned_makes_no_task(client: httpx.Client, request_: dict[str, object]) -> None:
    answer = order(client, "heidi", request=request_)
    assert answer.status_code == 422
    assert answer.json()["problems"]
    assert client.get(f"{API}/tasks", headers={"X-Session": "heidi"}).json() == []


def test_both_problems_of_a_request_name_their_settings(client: httpx.Client) -> None:
    answer = order(client, "heidi", request={"model": "example", "settings": {"balance.floor": 7, "no.key": 1}})
    assert {each["key"] for each in answer.json()["problems"]} == {"balance.floor", "no.key"}


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "solve"},
        {"kind": "format", "request": {"model": "example"}},
        {"kind": "solve", "request": {"model": "../example"}},
        {"kind": "solve", "request": {"model": "example"}, "name": "--out=x"},
        {"kind": "frontier", "request": {"model": "example"}, "options": {"objectives": ["cost", "--help"]}},
        {"kind": "ensemble", "request": {"model": "example"}, "options": {"samples": 10**9}},
        {"kind": "report", "runs": ["../first"]},
        {"kind": "report", "runs": []},
    ],
)
def test_malformed_orders_are_refused(client: httpx.Client, body: dict[str, object]) -> None:
    assert client.post(f"{API}/tasks", json=body).status_code == 422


def test_unknown_models_and_runs_are_not_found(client: httpx.Client) -> None:
    assert order(client, "ivan", request={"model": "other"}).status_code == 404
    assert client.post(f"{API}/tasks", json={"kind": "report", "runs": ["other"]}).status_code == 404
    assert client.get(f"{API}/tasks/{'x' * 16}").status_code == 404
    assert client.get(f"{API}/tasks/x").status_code == 422


def test_a_frontier_is_a_study_whose_points_are_runs(client: httpx.Client, root: Path) -> None:
    number = order(client, "judy", "frontier", options={"points": 3}, name="curve", title="Curve").json()["id"]
    told = ended(client, "judy", number)
    assert (told["state"], told["result"]["study"]) == ("done", "curve")
    study = client.get(f"{API}/studies/curve")
    curve = study.json()
    assert (curve["kind"], curve["model"], curve["title"]) == ("frontier", "example", "Curve")
    assert len(curve["tables"]["points"]) == len(curve["runs"]) == 3
    assert str(root) not in study.text
    point = client.get(f"{API}/runs/{curve['runs']['2']}").json()
    assert (point["name"], point["study"]) == ("curve.point-02", "curve")
    assert point["cost_mmad"] == pytest.approx(curve["tables"]["points"][1]["cost"], rel=1e-4)
    assert client.patch(f"{API}/runs/curve.point-02", json={"title": "the knee"}).json()["title"] == "the knee"
    compared = client.get(f"{API}/compare", params={"runs": ["curve.point-01", "curve.point-03"]})
    assert compared.status_code == 200
    picture = client.get(f"{API}/studies/curve/files/frontier.svg")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert client.get(f"{API}/studies/curve/files/other.svg").status_code == 404
    assert client.get(f"{API}/runs/curve").status_code == 404
    assert client.get(f"{API}/studies/first").status_code == 404
    assert [each["name"] for each in client.get(f"{API}/studies").json()] == ["curve"]
    assert client.delete(f"{API}/runs/curve", params={"confirm": "curve"}).status_code == 404
    assert client.delete(f"{API}/studies/curve", params={"confirm": "curve"}).status_code == 204
    assert client.get(f"{API}/runs/curve.point-02").status_code == 409


def test_too_many_tasks_of_one_session_are_refused(tmp_path: Path) -> None:
    tasks = Tasks(RunStore(tmp_path, {"example": EXAMPLE}), {"example": EXAMPLE})
    tasks._running = {f"held-{number}": None for number in range(2)}  # type: ignore[misc]
    wanted = SolveOrder(kind="solve", request=PlanRequest(model="example"))
    for _ in range(OF_ONE):
        tasks.add(wanted, "ken")
    with pytest.raises(Exception, match="too many"):
        tasks.add(wanted, "ken")
    assert tasks.add(wanted, "lea").before == OF_ONE
    names = [each.name for each in tasks.of_session("ken")]
    assert len(set(names)) == OF_ONE
    tasks._running = {}
    tasks.stop()
    assert list(tmp_path.iterdir()) == []


def test_a_task_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    tasks = Tasks(RunStore(tmp_path, {"example": EXAMPLE}), {"example": EXAMPLE}, {"solve": 0.2})
    number = tasks.add(SolveOrder(kind="solve", request=PlanRequest(model="example")), "mia").id
    until = time.monotonic() + 20
    while (told := tasks.get(number, "mia")).state in ("waiting", "running"):
        assert time.monotonic() < until
        time.sleep(0.05)
    assert told.problems is not None
    assert (told.state, told.problems.error) == ("failed", "TimedOut")
    tasks.stop()
    assert [path for path in tmp_path.rglob("*") if path.name != HOME] == []


def test_a_command_beyond_its_memory_fails_alone(tmp_path: Path) -> None:
    told = Process(Command(("solve", str(EXAMPLE), "--out=run", "--json"), tmp_path, 30.0, memory=200 * 2**20)).run()
    assert told.how == "itself"
    assert told.code != 0
    assert not (tmp_path / "run").exists()


def test_the_end_of_the_server_ends_its_tasks(tmp_path: Path) -> None:
    with kept(tmp_path / "runs") as client:
        number = order(client, "ned", "ensemble", options={"samples": 2_000}).json()["id"]
        _started(client, "ned", number)
        family = [psutil.Process(pid) for pid in background(client).tasks.pids]
    assert psutil.wait_procs(family, timeout=1)[1] == []
    assert [path.name for path in (tmp_path / "runs").rglob("*")] == [HOME]


def test_folders_of_the_machine_are_taken_out_of_texts() -> None:
    assert unplaced("/home/me/runs/a/summary.json: gone") == "summary.json: gone"
    assert unplaced("MAD/m2/year, models/example/model.yaml:3") == "MAD/m2/year, models/example/model.yaml:3"


def test_a_taken_name_gets_a_number(tmp_path: Path) -> None:
    store = RunStore(tmp_path, {})
    for number in range(2):
        (tmp_path / "made").mkdir()
        assert store.publish(tmp_path / "made", "name", NotePatch()) == ("name", "name-2")[number]


def test_a_request_is_checked_as_the_command_checks_it(tmp_path: Path) -> None:
    from siting.web.orders import check_request
    from siting.web.own_data import OwnData

    asked = PlanRequest(model="example", level="commune", settings={"horizon": 3})
    with pytest.raises(ModelError):
        check_request(asked, {"example": EXAMPLE}, OwnData(tmp_path))
    assert ServerConfig(models={}).runs == Path("runs")
