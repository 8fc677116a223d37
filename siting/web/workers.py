"""Processes that plan: each has a desk, answers one question after the other, and may die without harm to the rest.

A session always goes to the same worker, where its last plan is. A worker that takes too long, needs too much memory or
dies is replaced; the question that it had is answered with an error, and the next one finds a fresh desk.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing as mp
import pickle
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from siting.errors import SitingError

__all__ = ["Busy", "Crashed", "TimedOut", "Workers"]

#: Most memory of a worker (bytes of address space), and most questions that wait for one.
MEMORY, WAITING = 6 * 2**30, 40
#: Seconds that a new process may take until it can be asked.
_START = 60.0


class Crashed(Exception):
    """A worker died over a question."""


class TimedOut(Exception):
    """A question took too long; its worker was stopped."""


class Busy(Exception):
    """Too many questions wait already."""


def _work(connection: Connection, models: Mapping[str, Path], memory: int) -> None:
    """The life of a worker: questions in, answers or errors out."""
    import os
    import signal

    with contextlib.suppress(ValueError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(ImportError, ValueError, OSError):  # not on every system
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    from siting.web.desk import Desk

    desk = Desk(models)
    connection.send(("ready", os.getpid()))
    while True:
        try:
            question = connection.recv()
        except (EOFError, OSError):
            return
        if question is None:
            return
        name, arguments = question
        try:
            answer = ("answer", getattr(desk, name)(*arguments))
        except SitingError as error:
            answer = ("refused", error)
        except MemoryError:
            answer = ("failed", "the question needs more memory than a request may take")
        except Exception as error:  # a fault of ours: the request fails, the worker goes on
            answer = ("failed", f"{type(error).__name__}: {error}")
        try:
            connection.send(answer)
        except (pickle.PicklingError, TypeError, AttributeError) as error:
            connection.send(("failed", f"the answer cannot be sent: {error}"))


@dataclass
class _Worker:
    """A process and the line to it; ``lock`` lets one question through at a time."""

    models: Mapping[str, Path]
    memory: int
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
    process: Any = None
    line: Any = None

    def start(self) -> None:
        """Begin a fresh process and wait until it can be asked."""
        context = mp.get_context("spawn")
        self.line, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs, self.models, self.memory), daemon=True)
        self.process.start()
        theirs.close()
        if not self.line.poll(_START):
            self.stop()
            raise Crashed("a worker did not start")
        self.line.recv()

    def stop(self) -> None:
        """End the process, now."""
        if self.process is None:
            return
        with contextlib.suppress(OSError):
            self.line.close()
        self.process.kill()
        self.process.join(5.0)
        self.process = None

    def ask(self, name: str, arguments: tuple[Any, ...], seconds: float) -> Any:
        """Put a question and wait for its answer. Raises what the desk raises, `TimedOut` and `Crashed`."""
        if self.process is None or not self.process.is_alive():
            self.stop()
            self.start()
        try:
            self.line.send((name, arguments))
            if not self.line.poll(seconds):
                self.stop()
                raise TimedOut(f"stopped after {seconds:g} seconds")
            kind, answer = self.line.recv()
        except (EOFError, OSError, BrokenPipeError) as error:
            self.stop()
            raise Crashed("the process that computed it died") from error
        if kind == "refused":
            raise answer
        if kind == "failed":
            raise Crashed(answer)
        return answer


class Workers:
    """``live`` processes for what is answered while one waits, and one more for what may take a second."""

    def __init__(self, models: Mapping[str, Path], live: int = 2, memory: int = MEMORY) -> None:
        self._live = [_Worker(models, memory) for _ in range(live)]
        self._slow = _Worker(models, memory)

    async def start(self) -> None:
        """Start all processes side by side."""
        await asyncio.gather(*(asyncio.to_thread(worker.start) for worker in (*self._live, self._slow)))

    def stop(self) -> None:
        """End all processes."""
        for worker in (*self._live, self._slow):
            worker.stop()

    async def ask(
        self, name: str, *arguments: Any, session: str = "", slow: bool = False, seconds: float = 20.0
    ) -> Any:
        """Ask the worker of ``session``, or the slow one. Raises `Busy`, and as `_Worker.ask`."""
        worker = self._slow if slow else self._live[zlib.crc32(session.encode()) % len(self._live)]
        if worker.waiting >= WAITING:
            raise Busy("too many questions wait already")
        worker.waiting += 1
        try:
            async with worker.lock:
                return await asyncio.to_thread(worker.ask, name, arguments, seconds)
        finally:
            worker.waiting -= 1

    @property
    def pids(self) -> list[int]:
        """The processes that run."""
        return [each.process.pid for each in (*self._live, self._slow) if each.process is not None]
