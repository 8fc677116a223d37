"""Commands of `siting` as processes: watched, limited in time, memory and output, and ended with all they started."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Command", "Ended", "Process", "unplaced"]

#: Bytes: address space of a process, one file that it writes, all files of its folder, what it prints.
MEMORY, FILE, FOLDER, PRINTED = 6 * 2**30, 512 * 2**20, 2**30, 32 * 2**20
#: Seconds between the request to stop and the end by force; and between two looks at a process.
GRACE, LOOK = 3.0, 0.05
#: Most characters of a line of progress.
LINE = 300

_STEP = re.compile(r"^\[\s*(?:(?P<seconds>[0-9.]+) s|[0-9]+/[0-9]+)\] (?P<message>.*)$")
_PLACE = re.compile(r"(?<![\w/:.])/(?:[^\s/:'\"]+/)+")


def unplaced(text: str) -> str:
    """A text without the folders of this machine: of a path only the last name stays."""
    return _PLACE.sub("", text)


@dataclass(frozen=True)
class Command:
    """A command: its arguments, the folder in which it works (of its own), and how long it may take (seconds)."""

    arguments: tuple[str, ...]
    folder: Path
    seconds: float
    memory: int = MEMORY


@dataclass(frozen=True)
class Ended:
    """How a command ended: ``how`` is ``itself``, ``stopped``, ``late`` or ``large``; what it printed, and its code."""

    how: str
    code: int
    printed: str

    @property
    def document(self) -> dict[str, Any]:
        """The JSON document that was printed; empty where there is none."""
        try:
            told = json.loads(self.printed)
        except (ValueError, RecursionError):
            return {}
        return told if isinstance(told, dict) else {}


class Process:
    """One command from its start to its end. ``run`` is for one thread, ``stop`` for any."""

    def __init__(self, command: Command, step: Callable[[float, str], None] = lambda seconds, message: None) -> None:
        self._command, self._step = command, step
        self._stop = threading.Event()
        self._printed = bytearray()
        self._large = False
        self.pid: int | None = None

    def stop(self) -> None:
        """Ask the command to end, by Ctrl-C and three seconds later by force. Returns at once."""
        self._stop.set()

    def run(self) -> Ended:
        """Start the command and wait for its end. Raises ``OSError`` where no process can be started."""
        began = time.monotonic()
        temporary = self._command.folder / "tmp"
        temporary.mkdir(parents=True, exist_ok=True)
        package = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "siting.web.launch"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self._command.folder,
            env={**os.environ, "PYTHONPATH": path, "TMPDIR": str(temporary), "PYTHONUTF8": "1", "NO_COLOR": "1"},
            start_new_session=True,
        )
        self.pid = process.pid
        readers = [
            threading.Thread(target=self._read, args=(process.stdout,), daemon=True),
            threading.Thread(target=self._follow, args=(process.stderr, began), daemon=True),
        ]
        for reader in readers:
            reader.start()
        try:
            with contextlib.suppress(BrokenPipeError):
                self._order(process)
            how = self._wait(process, began)
        finally:
            _end(process.pid)
            code = process.wait()
            for reader in readers:
                reader.join(5.0)
            for stream in (process.stdin, process.stdout, process.stderr):
                with contextlib.suppress(OSError):
                    stream.close()  # type: ignore[union-attr]
        return Ended(how, code, self._printed.decode("utf-8", "replace"))

    def _order(self, process: subprocess.Popen[bytes]) -> None:
        order = {"arguments": self._command.arguments, "memory": self._command.memory, "file_size": FILE}
        assert process.stdin is not None
        process.stdin.write(json.dumps(order).encode() + b"\n")
        process.stdin.flush()

    def _wait(self, process: subprocess.Popen[bytes], began: float) -> str:
        """Wait until the command has ended, itself or because it has to. It is not yet reaped."""
        looked = began
        while not _has_ended(process.pid):
            now = time.monotonic()
            if now - looked > 2.0:
                looked = now
                self._large |= _size(self._command.folder) > FOLDER
            late = now - began > self._command.seconds
            if late or self._large or self._stop.is_set():
                _interrupt(process.pid)
                return "stopped" if self._stop.is_set() else "late" if late else "large"
            self._stop.wait(LOOK)
        return "itself"

    def _read(self, stream: Any) -> None:
        while block := stream.read1(65_536):
            if len(self._printed) + len(block) > PRINTED:
                self._large = True
            else:
                self._printed += block

    def _follow(self, stream: Any, began: float) -> None:
        while line := stream.readline(8_192):
            found = _STEP.match(line.decode("utf-8", "replace").rstrip())
            if found:
                self._step(round(time.monotonic() - began, 1), unplaced(found["message"])[:LINE])


def _has_ended(pid: int) -> bool:
    """Whether a child has ended; it keeps its number, so that its group can still be ended."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is not None


def _interrupt(pid: int) -> None:
    """Ctrl-C for a child and all that it started; returns when it has ended, or after the time of grace."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGINT)
    until = time.monotonic() + GRACE
    while time.monotonic() < until and not _has_ended(pid):
        time.sleep(LOOK)


def _end(pid: int) -> None:
    """End by force what is left of a child's group. The child is not yet reaped: no other process has its number."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _size(folder: Path) -> int:
    """Bytes of all files under a folder; links are not followed."""
    total = 0
    for home, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(home, name)).st_size
    return total
