"""One server with the small example for all tests that only ask it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from siting.web.config import ServerConfig
from tests.web.serving import serving

EXAMPLE = Path("models/example").resolve()


@pytest.fixture(scope="session")
def example_config(tmp_path_factory: pytest.TempPathFactory) -> ServerConfig:
    """What the server of `client` is started with."""
    return ServerConfig({"example": EXAMPLE}, runs=tmp_path_factory.mktemp("web") / "runs", live=1)


@pytest.fixture(scope="session")
def client(example_config: ServerConfig) -> Iterator[httpx.Client]:
    """A client of a server that has the model `example`."""
    with serving(example_config) as client:
        yield client


@pytest.fixture(scope="session")
def plan(client: httpx.Client) -> Any:
    """``plan(settings, scenario=..., level=..., session=..., refined=...)``: the answer to a plan asked for."""

    def ask(
        settings: Mapping[str, Any] | None = None, *, session: str = "", refined: bool = False, **request: Any
    ) -> Any:
        path = "/api/v1/plans/refined" if refined else "/api/v1/plans"
        body = {"model": "example", "settings": settings or {}, **request}
        answer = client.post(path, json=body, headers={"X-Session": session})
        assert answer.status_code == 200, answer.text
        return answer.json()

    return ask


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for all browser tests: a thread can run no second one beside it."""
    playwright = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright")
    with playwright.sync_playwright() as chosen:
        launched = chosen.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"), args=["--no-sandbox"]
        )
        yield launched
        launched.close()
