"""Desks for tests of workers: they are asked for sleep, memory and death."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from siting.errors import ModelError, SitingError


class Unreadable(SitingError):
    """Can be sent, but not be made again at the other end: pickle calls it with one argument."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first + second)


class Stubborn:
    """Raises what nobody expects when it is sent."""

    def __reduce__(self) -> Any:
        raise RuntimeError("not with me")


class TryingDesk:
    """Answers at once, late or never."""

    def __init__(self, models: Mapping[str, Path]) -> None:
        self.count = 0

    def echo(self, told: Any) -> Any:
        self.count += 1
        return told

    def counted(self) -> int:
        return self.count

    def pid(self) -> int:
        return os.getpid()

    def sleep(self, seconds: float, told: Any) -> Any:
        time.sleep(seconds)
        return told

    def wait_for(self, file: str, told: Any) -> Any:
        while not Path(file).exists():
            time.sleep(0.01)
        return told

    def stay(self, began: str) -> None:
        Path(began).touch()
        time.sleep(30)

    def allocate(self, size: int) -> int:
        return len(bytearray(size))

    def die(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def leave(self) -> None:
        raise SystemExit(3)

    def refuse(self) -> None:
        raise ModelError.one("--set a.b=1", "is wrong", "1", "do better")

    def fail(self) -> None:
        raise ValueError("a fault with a secret")

    def answer_that_cannot_be_sent(self) -> Any:
        return threading.Lock()

    def answer_that_will_not_be_sent(self) -> Any:
        return Stubborn()

    def error_that_cannot_be_sent(self) -> None:
        raise SitingError(threading.Lock())

    def error_that_cannot_be_read(self) -> None:
        raise Unreadable("a", "b")


class BrokenDesk:
    """Cannot be made."""

    def __init__(self, models: Mapping[str, Path]) -> None:
        raise SystemExit(1)
