"""Who is next: sessions that wait for one worker take turns, so that one with many questions does not stop the rest."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque

__all__ = ["Busy", "Turns"]

#: Most questions that wait for one worker, and most of them from one session.
WAITING, OF_ONE = 60, 12


class Busy(Exception):
    """Too many questions wait already."""


class Turns:
    """One turn, which is taken and given back. For the event loop alone."""

    def __init__(self) -> None:
        self._taken = False
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    async def take(self, session: str) -> None:
        """Wait for a turn. Raises `Busy` where too many wait already."""
        if not self._taken:
            self._taken = True
            return
        own = self._waiting.get(session, ())
        if len(own) >= OF_ONE or sum(map(len, self._waiting.values())) >= WAITING:
            raise Busy("too many questions wait already")
        turn = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(session, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                self._forget(session, turn)
            else:  # it had come
                self.give()
            raise

    def give(self) -> None:
        """Give the turn back: to the session that has waited longest since its last one."""
        while self._waiting:
            session, line = self._waiting.popitem(last=False)
            turn = line.popleft()
            if line:
                self._waiting[session] = line
            if not turn.done():
                turn.set_result(None)
                return
        self._taken = False

    def _forget(self, session: str, turn: asyncio.Future[None]) -> None:
        line = self._waiting.get(session)
        if line is None or turn not in line:  # `give` has passed over it
            return
        line.remove(turn)
        if not line:
            del self._waiting[session]
