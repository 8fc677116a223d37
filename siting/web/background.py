"""What a server does beside answering at once: the run store, tasks, exports; its life, and its routes."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from fastapi import FastAPI, Request

from siting.web.config import ServerConfig
from siting.web.exports import Exports
from siting.web.store import RunStore
from siting.web.tasks import Tasks
from siting.web.turns import Busy

__all__ = ["Background", "background_of", "install_background"]

#: What takes seconds while one waits: at once, waiting in all, and of one session.
AT_ONCE, WAITING, OF_ONE = 2, 24, 8


class Background:
    """Store, tasks and exports of a server, two threads for what takes seconds while one waits, one for minutes."""

    def __init__(self, config: ServerConfig) -> None:
        self.config = config
        self.store = RunStore(config.runs, config.models)
        self.tasks = Tasks(self.store, config.models)
        self.exports = Exports(self.store)
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="siting-wait")
        self._long = ThreadPoolExecutor(1, thread_name_prefix="siting-wait-long")
        self._lock = threading.Lock()
        self._waiting: Counter[str] = Counter()

    async def soon(self, session: str, work: Callable[..., Any], *arguments: Any, long: bool = False) -> Any:
        """Do something in one of the threads; what takes minutes (``long``) waits for its like alone.

        Raises `Busy` where too much waits, and what the work raises.
        """
        with self._lock:
            if self._waiting.total() >= WAITING + AT_ONCE or self._waiting[session] >= OF_ONE:
                raise Busy("too many questions wait already")
            self._waiting[session] += 1
        try:
            pool = self._long if long else self._pool
            return await asyncio.get_running_loop().run_in_executor(pool, work, *arguments)
        finally:
            with self._lock:
                self._waiting[session] -= 1
                self._waiting += Counter()  # forgets sessions that wait for nothing

    def start(self) -> None:
        """Remove what an earlier server has left half done."""
        self.store.sweep()

    def stop(self) -> None:
        """End all processes and remove what is not finished."""
        self.exports.stop()
        self.tasks.stop()
        for pool in (self._pool, self._long):
            pool.shutdown(wait=True, cancel_futures=True)


def background_of(request: Request) -> Background:
    """The background of the server that answers a request."""
    found: Background = request.app.state.background
    return found


def install_background(app: FastAPI, config: ServerConfig) -> Background:
    """Give an application its background and the routes to it; who starts the application starts and stops it."""
    from siting.web import (
        compare_routes,
        data_routes,
        export_routes,
        runs,
        study_routes,
        task_routes,
        upload_routes,
    )

    app.state.background = background = Background(config)
    for module in (runs, study_routes, task_routes, compare_routes, export_routes, upload_routes, data_routes):
        app.include_router(module.router, prefix="/api/v1")
    return background
