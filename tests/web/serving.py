"""A server in a thread of the tests' own process, on a free port of this machine."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import uvicorn

from siting.web.app import create_app
from siting.web.config import ServerConfig
from siting.web.serving import listening


@contextlib.contextmanager
def serving(config: ServerConfig, **options: Any) -> Iterator[httpx.Client]:
    """A client of a server that runs as `siting serve` runs it; its state is ``client.app.state``."""
    app = create_app(config)
    line = listening("127.0.0.1", 0)
    port = line.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(app, ws="none", log_level="warning", access_log=False, server_header=False, **options)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [line]})
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.01)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60.0, trust_env=False) as client:
            client.app = app  # type: ignore[attr-defined]
            yield client
    finally:
        server.should_exit = True
        thread.join(20.0)
        line.close()
