"""From the command line to a running server."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable, Sequence
from pathlib import Path

from siting.errors import UsageError
from siting.web.config import ServerConfig, is_loopback, named_models, new_token

__all__ = ["serve_page"]


def serve_page(
    models: Sequence[str], *, host: str, port: int, runs: Path, workers: int, say: Callable[[str], None]
) -> None:
    """Serve until Ctrl-C. ``say`` is told the address to open.

    Raises `ModelError` for models that cannot be read, `UsageError` for an address or a port that cannot be listened on
    and where the libraries of the page are missing.
    """
    try:
        import uvicorn

        from siting.web.app import create_app
    except ImportError as error:
        raise UsageError(
            f"the page needs libraries that are not installed ({error.name}): pip install siting[web]"
        ) from None
    found = named_models(list(models))
    line = _listening(host, port)
    token = None if is_loopback(host) else new_token()
    port = int(line.getsockname()[1])
    config = ServerConfig(models=found, runs=runs, host=host, port=port, token=token, live=workers)
    shown = f"[{host}]" if ":" in host else host
    say(f"siting is served at http://{shown}:{port}/")
    if token:
        say(f"{host} can be reached from other machines, so the page asks for this token: {token}")
        say("Whoever has it can plan, and read and delete runs, here. The line is not encrypted.")
    say("Ctrl-C ends it.")
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(config),
            log_level="warning",
            access_log=False,
            timeout_keep_alive=30,
            timeout_graceful_shutdown=3,
            limit_concurrency=200,
            server_header=False,
        )
    )
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[line])


def _listening(host: str, port: int) -> socket.socket:
    """A socket bound to an address. Raises `UsageError` where it cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    line = socket.socket(family, socket.SOCK_STREAM)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        line.bind((host, port))
    except OSError as error:
        line.close()
        why = "is in use already; name another with --port, or 0 for a free one" if error.errno == 98 else str(error)
        raise UsageError(f"port {port} of {host} {why}") from None
    return line
