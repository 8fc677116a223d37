"""How long an inquiry may take, measured so that a busy machine does not give poorer answers."""

from __future__ import annotations

import time

__all__ = ["Deadline"]

#: An inquiry may take so many times its seconds on the clock, however busy the machine is.
_PATIENCE = 3.0
#: Seconds of work after which the pace of the machine is known.
_KNOWN = 0.5


class Deadline:
    """``seconds`` of this process's work, from now on.

    What counts is the time of the processor, or of the clock where that is less (several cores at work); after three
    times as many seconds on the clock it is over in any case. A negative or zero number of seconds is over at once.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = max(0.0, seconds)
        self._clock, self._work = time.monotonic(), time.process_time()

    @property
    def left(self) -> float:
        """Seconds of work left, never below zero."""
        clock, work = self._spent()
        return max(0.0, min(self._seconds - min(clock, work), _PATIENCE * self._seconds - clock))

    def on_the_clock(self, seconds: float) -> float:
        """So many seconds of work as the clock will show them, at the pace of the machine since the beginning: what to
        tell a solver, which reads the clock only."""
        clock, work = self._spent()
        pace = clock / work if work > _KNOWN else 1.0
        return max(0.0, min(seconds * min(max(pace, 1.0), _PATIENCE), _PATIENCE * self._seconds - clock))

    def _spent(self) -> tuple[float, float]:
        """Seconds of the clock and of the processor since the beginning."""
        return time.monotonic() - self._clock, time.process_time() - self._work
