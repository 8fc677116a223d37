"""A real scheduler and real workers on loopback, each a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
FIXED_CODE = Path(__file__).with_name("fixed_code.py")


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Cluster:
    """``dask scheduler`` and its ``dask worker`` processes; `close` ends them all."""

    def __init__(self) -> None:
        self.port = free_port()
        self.address = f"tcp://127.0.0.1:{self.port}"
        self._started: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard")
        deadline = time.monotonic() + 30
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                assert time.monotonic() < deadline, "no scheduler"
                time.sleep(0.1)

    def _start(self, kind: str, *arguments: str) -> subprocess.Popen[bytes]:
        where = "127.0.0.1:0"
        command = [sys.executable, "-m", "dask", kind, *arguments, "--dashboard-address", where]
        begun = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        self._started.append(begun)
        return begun

    def worker(self, *options: str) -> subprocess.Popen[bytes]:
        """Begin a worker of one thread, with a nanny that starts it anew when it dies."""
        common = ("--host", "127.0.0.1", "--nthreads", "1", "--no-dashboard", "--preload", str(FIXED_CODE))
        common = (*common, "--death-timeout", "60")  # where the tests were killed, nobody else ends it
        return self._start("worker", self.address, *common, *options)

    def pids(self, count: int) -> list[int]:
        """Process ids of the workers, once ``count`` of them are there."""
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            deadline = time.monotonic() + 30
            while len(client.nthreads()) != count:
                assert time.monotonic() < deadline, f"{len(client.nthreads())} workers, not {count}"
                time.sleep(0.1)
            return sorted(client.run(os.getpid).values())

    def close(self) -> None:
        """End every process."""
        for each in reversed(self._started):
            end(each)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process that a test began, and those that it began."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)
