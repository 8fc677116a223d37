"""Processes that plan: each has a desk, answers one question after the other, and may die without harm to the rest.

A session always goes to the same worker, where its last plan is; sessions that wait for one worker take turns. A worker
that takes too long, needs too much memory or dies is replaced; the question that it had is answered with an error, and
the next one finds a fresh desk.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing as mp
import pickle
import signal
import traceback
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from siting.errors import SitingError
from siting.web.turns import Busy, Turns

__all__ = ["Busy", "Crashed", "Failed", "TimedOut", "Workers"]

#: Most memory of a worker (bytes of address space).
MEMORY = 6 * 2**30
#: Sessions whose worker is remembered; of others the last plan is forgotten.
REMEMBERED = 64
#: Seconds that a new process may take until it can be asked.
_START = 60.0
#: Makes the desk of a worker, in its process, from models by name.
MakeDesk = Callable[[Mapping[str, Path]], Any]


class Crashed(Exception):
    """A worker died over a question, or had to be replaced; the text says why."""


class Failed(Exception):
    """A fault of the program in a worker; the text is its traceback, for the log alone."""


class TimedOut(Exception):
    """A question took too long; its worker was stopped."""


def _desk(models: Mapping[str, Path], own: Path | None = None) -> Any:
    from siting.web.desk import Desk

    return Desk(models, own)


def _work(connection: Connection, models: Mapping[str, Path], memory: int, make: MakeDesk) -> None:
    """The life of a worker: questions in, answers or errors out."""
    with contextlib.suppress(ValueError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(ImportError, ValueError, OSError):  # not on every system
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    with contextlib.suppress(EOFError, OSError):  # who asks is no more
        desk = make(models)
        connection.send("ready")
        if hasattr(desk, "warm"):
            desk.warm()
        while (question := connection.recv()) is not None:
            name, arguments = question
            _send(connection, _answer(getattr(desk, name), arguments))


def _answer(ask: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[str, Any]:
    try:
        return "answer", ask(*arguments)
    except SitingError as error:
        return "refused", error
    except MemoryError:
        return "memory", None
    except Exception:  # a fault of ours: the request fails, the worker goes on
        return "failed", traceback.format_exc()


def _send(connection: Connection, answer: tuple[str, Any]) -> None:
    try:
        told = pickle.dumps(answer)
    except Exception:  # what cannot be sent raises whatever its own methods raise
        told = pickle.dumps(("failed", f"the answer cannot be sent\n{traceback.format_exc()}"))
    connection.send_bytes(told)


@contextlib.contextmanager
def _no_interrupt() -> Iterator[None]:
    """Processes that are started here do not hear Ctrl-C, from their first instruction on: it is for the server."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@dataclass
class _Worker:
    """A process and the line to it. One thread at a time may call `start` and `ask`: who has the turn."""

    models: Mapping[str, Path]
    memory: int
    make: MakeDesk
    turns: Turns = field(default_factory=Turns)
    process: Any = None
    line: Any = None
    closed: bool = False

    def start(self) -> None:
        """Begin a fresh process and wait until it can be asked. Raises `Crashed` if it cannot be."""
        self.stop()
        context = mp.get_context("spawn")
        self.line, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, self.models, self.memory, self.make), daemon=True)
        try:
            with _no_interrupt():
                process.start()
            self.process = process
            theirs.close()
            if self.closed:  # `end` may have looked for a process before there was one
                raise Crashed("the server ends")
            if not self.line.poll(_START):
                raise Crashed("the process that should compute this did not start")
            self.line.recv()
        except (EOFError, OSError, Crashed) as error:
            theirs.close()
            self.stop()
            raise Crashed(str(error) or "the process that should compute this died as it started") from error

    def stop(self) -> None:
        """End the process, now."""
        if self.line is not None:
            self.line.close()
        if self.process is not None:
            self.process.kill()
            self.process.join()
            self.process.close()
        self.process = self.line = None

    def end(self) -> None:
        """From any thread: no more questions; one that is being answered ends as `Crashed`."""
        self.closed = True
        process = self.process
        if process is not None:
            with contextlib.suppress(ValueError):  # closed meanwhile
                process.kill()

    def ask(self, name: str, arguments: tuple[Any, ...], seconds: float) -> Any:
        """Put a question and wait for its answer.

        Raises the `SitingError` of the desk, `Failed` where it raises anything else, `TimedOut` and `Crashed`.
        """
        try:
            question = pickle.dumps((name, arguments))
        except Exception:  # nothing was sent: the worker is as it was
            raise Failed(f"the question cannot be sent\n{traceback.format_exc()}") from None
        if self.process is None or not self.process.is_alive():
            self.start()
        try:
            self.line.send_bytes(question)
            if not self.line.poll(seconds):
                raise TimedOut(f"stopped after {seconds:g} seconds")
            kind, answer = self.line.recv()
        except TimedOut:
            self.stop()
            raise
        except Exception as error:  # the line is broken, or what came through it cannot be read
            self.stop()
            raise Crashed("the process that computed this died; the next request finds a fresh one") from error
        if kind == "refused":
            raise answer
        if kind == "failed":
            raise Failed(answer)
        if kind == "memory":
            self.stop()
            raise Crashed("this needs more memory than a request may take; the next request finds a fresh process")
        return answer


class Workers:
    """``live`` processes for what is answered while one waits, one more for what may take a second (``slow``), and one
    for what may take half a minute (``aside``), which is started when it is first asked.

    ``memory`` is the most of each in bytes of address space; ``make`` makes their desks (in the process: it is sent
    there by name), by default such that know the tables brought in that are kept in ``own``.
    """

    def __init__(
        self,
        models: Mapping[str, Path],
        live: int = 2,
        memory: int = MEMORY,
        make: MakeDesk | None = None,
        own: Path | None = None,
    ) -> None:
        make = partial(_desk, own=own) if make is None else make
        self._live = [_Worker(models, memory, make) for _ in range(live)]
        self._slow, self._aside = _Worker(models, memory, make), _Worker(models, memory, make)
        self._homes: OrderedDict[str, int] = OrderedDict()
        self._threads = ThreadPoolExecutor(live + 2, "siting-worker")

    async def start(self) -> None:
        """Start the processes side by side. Raises `Crashed` where one cannot be started; then none is left."""
        first = (*self._live, self._slow)
        try:
            await asyncio.gather(*(asyncio.wrap_future(self._threads.submit(each.start)) for each in first))
        except BaseException:
            await asyncio.to_thread(self.stop)
            raise

    def stop(self) -> None:
        """End all processes, also those that work. Nothing can be asked afterwards."""
        for worker in self._all:
            worker.end()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._all:
            worker.stop()

    async def ask(
        self,
        name: str,
        *arguments: Any,
        session: str = "",
        slow: bool = False,
        aside: bool = False,
        seconds: float = 20.0,
    ) -> Any:
        """Ask the worker of ``session``, or the one for slow or long questions, once it is the session's turn.

        Raises `Busy`, and as the worker does. Who stops waiting (cancels this) leaves the queue; a question that is
        being answered is answered to the end, and only then the next one is put.
        """
        worker = self._aside if aside else self._slow if slow else self._home(session)
        await worker.turns.take(session)
        try:
            if worker.closed:
                raise Crashed("the server ends")
            job = self._threads.submit(worker.ask, name, arguments, seconds)
        except BaseException:
            worker.turns.give()
            raise
        loop = asyncio.get_running_loop()
        job.add_done_callback(lambda _: loop.call_soon_threadsafe(self._after, worker, loop))
        return await asyncio.wrap_future(job)

    def _home(self, session: str) -> _Worker:
        """The live worker of a session: for a new one, that which has the fewest."""
        if session not in self._homes:
            count = Counter(self._homes.values())
            self._homes[session] = min(range(len(self._live)), key=lambda number: count[number])
        self._homes.move_to_end(session)
        while len(self._homes) > REMEMBERED:
            self._homes.popitem(last=False)
        return self._live[self._homes[session]]

    def _after(self, worker: _Worker, loop: asyncio.AbstractEventLoop) -> None:
        """Pass the turn on; a worker that was stopped is first replaced, so that nobody has to wait for it."""
        if worker.process is not None or worker.closed:
            worker.turns.give()
            return

        def replaced(job: Future[None]) -> None:
            job.cancelled() or job.exception()  # the next question tries again
            loop.call_soon_threadsafe(worker.turns.give)

        with contextlib.suppress(RuntimeError):  # the server ends at this very moment
            self._threads.submit(worker.start).add_done_callback(replaced)

    @property
    def _all(self) -> tuple[_Worker, ...]:
        return (*self._live, self._slow, self._aside)

    @property
    def pids(self) -> list[int]:
        """The processes that run."""
        return [each.process.pid for each in self._all if each.process is not None]
