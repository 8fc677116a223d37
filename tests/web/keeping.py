"""A server with a run store of its own and one example run in it, for tests; its workers are not started."""

from __future__ import annotations

import atexit
import contextlib
import shutil
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import httpx

from siting.paths import shipped
from siting.planning import plan
from siting.web.background import Background
from siting.web.config import ServerConfig
from tests.web.serving import serving

EXAMPLE = shipped("models/example")
API = "/api/v1"


@cache
def example_run() -> Path:
    """A run of the example's scenario with one setting, made once."""
    home = Path(tempfile.mkdtemp(prefix="siting-kept-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    return plan(EXAMPLE, scenario="balanced", settings=["goals.jobs.2028=15000"], out=home / "run").folder


def keep(root: Path, *names: str) -> None:
    """Put copies of the example run into a store."""
    for name in names:
        shutil.copytree(example_run(), root / name)


@contextlib.contextmanager
def kept(root: Path, *names: str) -> Iterator[httpx.Client]:
    """A client of a server over a store with copies of the example run."""
    root.mkdir(parents=True, exist_ok=True)
    keep(root, *names)
    with serving(ServerConfig(models={"example": EXAMPLE}, runs=root), lifespan="off") as client:
        try:
            yield client
        finally:
            background(client).stop()


def background(client: httpx.Client) -> Background:
    """What the server of a client does beside answering."""
    found: Background = client.app.state.background  # type: ignore[attr-defined]
    return found


def order(client: httpx.Client, session: str, kind: str = "solve", **further: Any) -> httpx.Response:
    """Order work on the example."""
    body = {"kind": kind, "request": {"model": "example"}, **further}
    return client.post(f"{API}/tasks", json=body, headers={"X-Session": session})


def task(client: httpx.Client, session: str, number: str) -> dict[str, Any]:
    """How a task stands."""
    answer = client.get(f"{API}/tasks/{number}", headers={"X-Session": session})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def ended(client: httpx.Client, session: str, number: str, seconds: float = 60.0) -> dict[str, Any]:
    """A task when it has ended."""
    until = time.monotonic() + seconds
    while (told := task(client, session, number))["state"] in ("waiting", "running"):
        assert time.monotonic() < until, told
        time.sleep(0.05)
    return told
