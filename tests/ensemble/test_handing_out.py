"""How chunks are handed out: few at a time, and what is said where a cluster fails. The cluster is a made-up one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from siting.ensemble import cluster as clusters
from siting.ensemble import read_ensemble, run_ensemble, running
from siting.errors import RunError
from tests.ensemble.futures import COUNTRY, futures

SAMPLES = futures(40)


class Future:
    """Ends when the made-up cluster says so."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self.work, self.status, self.told = work, "pending", lambda future: None

    def add_done_callback(self, told: Callable[[Any], None]) -> None:
        self.told = told

    def end(self) -> None:
        self.status = "finished"
        self.told(self)

    def cancelled(self) -> bool:
        return False

    def exception(self) -> BaseException | None:
        try:
            self.work()
        except Exception as error:
            return error
        return None

    def result(self) -> Any:
        return self.work()


class Client:
    """Works on a chunk whenever its workers are counted; ``broken`` tells what the third one raises."""

    status = "running"

    def __init__(self, workers: int, broken: BaseException | None = None) -> None:
        self.workers, self.broken = workers, broken
        self.waiting: list[Future] = []
        self.most = self.begun = 0

    def submit(self, function: Any, *arguments: Any, **options: Any) -> Any:
        if not arguments or len(arguments) == 1:
            return arguments[0]
        self.begun += 1
        if self.begun == 3 and self.broken is not None:
            future = Future(self._break)
        else:
            future = Future(lambda: function(*arguments))
        self.waiting.append(future)
        self.most = max(self.most, len(self.waiting))
        return future

    def _break(self) -> None:
        assert self.broken is not None
        raise self.broken

    def nthreads(self) -> dict[str, int]:
        if self.waiting:
            self.waiting.pop().end()  # the newest first: out of order
        return {f"w{number}": 1 for number in range(self.workers)}

    def cancel(self, futures: Any, force: bool = False) -> None:
        self.waiting.clear()


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Callable[[Client], Client]:
    """Have ensembles use a made-up cluster."""

    def use(client: Client) -> Client:
        @contextmanager
        def connected(*arguments: Any) -> Any:
            yield client

        monkeypatch.setattr(running, "connected", connected)
        monkeypatch.setattr(running, "_LOOK_S", 0.01)
        return client

    return use


def test_two_chunks_a_worker_are_under_way_and_no_more(given: Callable[[Client], Client], tmp_path: Path) -> None:
    client = given(Client(3))
    assert run_ensemble(COUNTRY, SAMPLES, out=tmp_path / "e", chunk=1).complete
    assert client.begun == 40
    assert client.most == 6


def test_a_chunk_that_ends_its_workers_is_told(given: Callable[[Client], Client], tmp_path: Path) -> None:
    from distributed.scheduler import KilledWorker

    given(Client(2, KilledWorker("chunk", None, 4)))  # type: ignore[arg-type,no-untyped-call]
    with pytest.raises(RunError, match=r"samples future \d+, future \d+: ended several workers one after the other"):
        run_ensemble(COUNTRY, SAMPLES, out=tmp_path / "e", chunk=2)
    assert read_ensemble(tmp_path / "e").done < 40


def test_what_a_worker_raises_is_told_without_its_traceback(given: Callable[[Client], Client], tmp_path: Path) -> None:
    given(Client(2, ZeroDivisionError("by zero")))
    told = r"samples future \d+, future \d+: could not be computed \(ZeroDivisionError: by zero\) -> what is finished"
    with pytest.raises(RunError, match=told):
        run_ensemble(COUNTRY, SAMPLES, out=tmp_path / "e", chunk=2)


def test_a_cluster_that_stays_without_workers_is_told(
    given: Callable[[Client], Client], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "_ALONE_S", 0.1)
    given(Client(0))
    monkeypatch.setattr(Client, "nthreads", lambda client: {})
    with pytest.raises(RunError, match="has had no worker for 0 seconds -> start workers; what is finished is kept"):
        run_ensemble(COUNTRY, SAMPLES, out=tmp_path / "e")


def test_without_the_extra_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "find_spec", lambda name: None)
    with pytest.raises(Exception, match=r"install the extra siting\[cluster\]"):
        run_ensemble(COUNTRY, SAMPLES, out=tmp_path / "e")


@pytest.mark.parametrize(("samples", "chunk"), [(1, 1), (64, 2), (1_000, 32), (10_000, 128), (1_000_000, 500)])
def test_chunks_hold_neighbours_and_leave_enough_to_share_out(samples: int, chunk: int) -> None:
    assert running._chunk(COUNTRY, samples) == chunk


def test_chunks_of_a_large_country_are_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "_LARGE_ARCS", len(COUNTRY.arcs) - 1)
    assert running._chunk(COUNTRY, 1_000) == 4
