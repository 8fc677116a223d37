"""From the command line to a running server."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from siting.errors import SitingError, UsageError
from siting.web.config import ServerConfig, is_loopback, named_models, new_token

__all__ = ["listening", "serve_page"]

#: How uvicorn serves: no other protocol, no log of who asked what, no telling what serves, no end of lines.
_OPTIONS: Mapping[str, Any] = {
    "ws": "none",
    "log_level": "warning",
    "access_log": False,
    "timeout_keep_alive": 30,
    "timeout_graceful_shutdown": 3,
    "limit_concurrency": 200,
    "server_header": False,
}


def serve_page(
    models: Sequence[str], *, host: str, port: int, runs: Path, workers: int, say: Callable[[str], None]
) -> None:
    """Serve until Ctrl-C. ``say`` is told the address to open.

    Raises `ModelError` for models that cannot be read, `DataError` for data that cannot, `UsageError` for an address or
    a port that cannot be listened on and where the libraries of the page are missing, `SitingError` where the processes
    that plan do not start.
    """
    try:
        import uvicorn

        from siting.web.app import create_app
    except ImportError as error:
        raise UsageError(
            f"the page needs libraries that are not installed ({error.name}): pip install siting[web]"
        ) from None
    found = named_models(list(models))
    line = listening(host, port)
    token = None if is_loopback(host) else new_token()
    port = int(line.getsockname()[1])
    config = ServerConfig(models=found, runs=runs, host=host, port=port, token=token, live=workers)
    shown = f"[{host}]" if ":" in host else host
    with line:
        try:
            say(f"siting is served at http://{shown}:{port}/")
            if token:
                say(f"{host} can be reached from other machines, so the page asks for this token: {token}")
                say("Whoever has it can plan, and read and delete runs, here. The line is not encrypted.")
            say("Ctrl-C ends it.")
            server = uvicorn.Server(uvicorn.Config(create_app(config), **_OPTIONS))
            server.run(sockets=[line])
        except KeyboardInterrupt:
            return
    if not server.started:
        raise SitingError("the server did not start: its log above tells why")


def listening(host: str, port: int) -> socket.socket:
    """A socket bound to an address. Raises `UsageError` where it cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    line = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # named, or asyncio leaves Nagle's delay on
    line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        line.bind((host, port))
        line.listen(128)  # from now on nobody else gets the port
    except (OSError, UnicodeError) as error:
        line.close()
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        why = "is in use already; name another with --port, or 0 for a free one" if taken else f"cannot be had: {error}"
        raise UsageError(f"port {port} of {host} {why}") from None
    return line
