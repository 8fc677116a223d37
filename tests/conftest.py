"""The national plans, each solved once for all tests that look at it; scenarios solved without further processes."""

from __future__ import annotations

import fcntl
import gc
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

# Before siting is read: what tests cache goes into a folder of their own, not into that of whoever runs them.
os.environ.setdefault("SITING_CACHE", tempfile.mkdtemp(prefix="siting-cache-"))

from siting.config import list_scenarios
from siting.planning import plan
from siting.results import Run, read_run

NATIONAL = Path(__file__).parents[1] / "models/tech-valley-2030"

# Thousands of tests hold a lot that lives to the end: going through all of it seldom saves a tenth of the time.
gc.set_threshold(50_000, 20, 100)


class NationalRuns(Mapping[str, Run]):
    """Scenario -> run of the shipped national model, solved when it is first asked for.

    The processes of one session (pytest-xdist) share the folder of the runs: one solves a scenario, another that asks
    for the same one meanwhile waits for it.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._names = tuple(scenario.name for scenario in list_scenarios(NATIONAL))
        self._read: dict[str, Run] = {}

    def __getitem__(self, name: str) -> Run:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._read:
            folder = self._home / name
            with (self._home / f"{name}.lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                if not folder.exists():
                    plan(NATIONAL, scenario=name, out=folder)
            self._read[name] = read_run(folder)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@pytest.fixture(scope="session")
def national_runs(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Run]:
    """The runs of every scenario of the national model. No test may change one."""
    base = tmp_path_factory.getbasetemp()
    home = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "national"
    home.mkdir(exist_ok=True)
    return NationalRuns(home)


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """`solve_all` works here, one scenario after another: for tests of what it does, not of its processes."""

    def run_here(work: Callable[[Any], Any], items: Sequence[Any], lanes: int) -> Iterator[tuple[Any, Any]]:
        yield from ((item, work(item)) for item in items)

    monkeypatch.setattr("siting.analysis.batch.lanes.run_each", run_here)
