"""The national plans, solved once for all tests that look at them; scenarios solved without further processes."""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

# Before siting is read: what tests cache goes into a folder of their own, not into that of whoever runs them.
os.environ.setdefault("SITING_CACHE", tempfile.mkdtemp(prefix="siting-cache-"))

from siting.analysis.batch import solve_all
from siting.results import Run, read_run


@pytest.fixture(scope="session")
def national_runs(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Run]:
    """Scenario -> run of the shipped national model, every scenario. No test may change a run.

    One process solves them; others of the same session (pytest-xdist) wait for it and read its runs.
    """
    base = tmp_path_factory.getbasetemp()
    home = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "national"
    home.mkdir(exist_ok=True)
    listed = home / "list.json"
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not listed.exists():
            rows = solve_all("models/tech-valley-2030", out=home / "runs")
            failed = {row.scenario: row.message for row in rows if row.status == "failed"}
            assert failed == {}
            listed.write_text(json.dumps({row.scenario: str(row.run) for row in rows}), "utf-8")
    return {name: read_run(Path(folder)) for name, folder in json.loads(listed.read_text("utf-8")).items()}


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """`solve_all` works here, one scenario after another: for tests of what it does, not of its processes."""

    def run_here(work: Callable[[Any], Any], items: Sequence[Any], lanes: int) -> Iterator[tuple[Any, Any]]:
        yield from ((item, work(item)) for item in items)

    monkeypatch.setattr("siting.analysis.batch.lanes.run_each", run_here)
