"""Work in processes of their own: one that dies takes nothing with it but the piece of work that it had."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import connection, get_context
from types import FrameType
from typing import Any, cast

__all__ = ["Death", "run_each"]

#: Seconds that a process has to tidy up after it was told to stop.
_GRACE = 5.0


@dataclass(frozen=True)
class Death:
    """How a process ended that should have answered: its exit code, or minus the signal that killed it.

    ``seconds`` is the time since it was given its piece of work.
    """

    exit_code: int | None
    seconds: float

    def __str__(self) -> str:
        if self.exit_code is None or self.exit_code >= 0:
            return f"its process ended with exit code {self.exit_code}"
        try:
            name = signal.Signals(-self.exit_code).name
        except ValueError:
            name = f"signal {-self.exit_code}"
        why = " (the memory may have run out)" if name == "SIGKILL" else ""
        return f"its process was killed by {name}{why}"


def run_each[Item, Answer](
    work: Callable[[Item], Answer], items: Sequence[Item], lanes: int
) -> Generator[tuple[Item, Answer | Death], None, None]:
    """Each item with what ``work`` made of it, as they end; at most ``lanes`` at a time, begun in the order given.

    ``work`` is a function of a module and runs in a fresh interpreter; items and answers are pickled. It should return
    its failures: an exception ends its process, and so the answer is a `Death`. Whatever ends the iteration, Ctrl-C
    included, no process is left running; each is told to stop (as by Ctrl-C) before it is killed.
    """
    waiting = list(reversed(items))
    busy: dict[connection.Connection, tuple[_Lane, Item]] = {}
    every = [_Lane(work) for _ in range(min(lanes, len(items)))]
    try:
        for lane in every:
            item = waiting.pop()
            busy[lane.give(item)] = (lane, item)
        while busy:
            for pipe in connection.wait(list(busy)):
                lane, item = busy.pop(cast("connection.Connection", pipe))
                answer = lane.answer()
                if waiting:
                    following = waiting.pop()
                    busy[lane.give(following)] = (lane, following)
                yield item, answer
    finally:
        _stop(every)


class _Lane:
    """A process that works on one item after another; made anew where it has died."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        self.work = work
        self.process: Any = None
        self.pipe: Any = None
        self.began = 0.0

    def give(self, item: Any) -> connection.Connection:
        """Have the next item worked on; the pipe has something to read when it is done."""
        if self.process is None:
            context = get_context("spawn")
            self.pipe, theirs = context.Pipe()
            self.process = context.Process(target=_serve, args=(theirs, self.work), daemon=True)
            self.process.start()
            theirs.close()
        self.began = time.monotonic()
        with suppress(OSError):  # the process has died meanwhile: reading from it says so
            self.pipe.send(item)
        return cast("connection.Connection", self.pipe)

    def answer(self) -> Any:
        """The answer that waits in the pipe, or how the process died."""
        try:
            return self.pipe.recv()
        except (EOFError, OSError):
            self.process.join()
            death = Death(self.process.exitcode, time.monotonic() - self.began)
            self.pipe.close()
            self.process = self.pipe = None
            return death


def _stop(lanes: Sequence[_Lane]) -> None:
    """End every process: those that wait for work when their pipe closes, the others by the signal to stop."""
    alive = [lane for lane in lanes if lane.process is not None]
    for lane in alive:
        lane.pipe.close()
        lane.process.terminate()
    patience = time.monotonic() + _GRACE
    for lane in alive:
        lane.process.join(max(0.0, patience - time.monotonic()))
        if lane.process.is_alive():
            lane.process.kill()
            lane.process.join()


def _serve(pipe: connection.Connection, work: Callable[[Any], Any]) -> None:
    """Answer items until there are no more. Ctrl-C reaches the whole group of processes; the first one decides."""
    working = stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        """Interrupt the work; one that waits sees its pipe closed."""
        nonlocal stopping
        stopping = True
        if working:
            raise KeyboardInterrupt

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, stop)
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while not stopping:
            item = pipe.recv()
            try:
                working = True
                answer = work(item)
            finally:
                working = False
            pipe.send(answer)
