"""A command of `siting` in a process of its own, within limits: what the server starts for work in the background.

The order comes as one line of JSON on standard input, which stays open: when it closes, because the server has gone,
the process and all that it started end. Memory, the size of a file and priority are limited where the system can.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import threading
from typing import Any

__all__ = ["main"]

#: How much less urgent than what people wait for (as `nice`).
NICE = 5


def _order() -> dict[str, Any]:
    """The first line of standard input, read byte by byte so that nothing else is taken."""
    line = bytearray()
    while (letter := os.read(0, 1)) not in (b"", b"\n"):
        line += letter
    told: dict[str, Any] = json.loads(line)
    return told


def _watch() -> None:
    """End the whole group of processes once nobody holds the other end of standard input."""
    with contextlib.suppress(OSError):
        while os.read(0, 1024):
            pass
    if os.getpgrp() == os.getpid():
        os.killpg(os.getpgrp(), signal.SIGKILL)
    os._exit(1)


def _limit(memory: int, file_size: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # not on every system
        import resource

        for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, file_size), (resource.RLIMIT_CORE, 0)):
            resource.setrlimit(kind, (most, most))
        os.nice(NICE)


def main() -> int:
    """Run the command that standard input names; returns its exit code."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a server in the background may ignore it
    order = _order()
    threading.Thread(target=_watch, daemon=True).start()
    _limit(order["memory"], order["file_size"])
    sys.argv = ["siting", *order["arguments"]]
    from siting.cli import run

    return run(order["arguments"])


if __name__ == "__main__":
    sys.exit(main())
