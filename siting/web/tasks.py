"""Work in the background: a queue of commands that belong to sessions, their progress, results and problems."""

from __future__ import annotations

import contextlib
import secrets
import shutil
import threading
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from starlette.exceptions import HTTPException

from siting.web.orders import SECONDS, PlanningOrder, ReportOrder, arguments_of, check_request, document_name
from siting.web.outcomes import Progress, TaskProblems, TaskResult, TaskView, crashed, problems_of
from siting.web.processes import Command, Process
from siting.web.run_schemas import NotePatch
from siting.web.store import RunStore
from siting.web.turns import Busy

__all__ = ["Tasks"]

State = Literal["waiting", "running", "done", "failed", "cancelled"]
#: Tasks at once in all; most that wait in all and of one session; most that are remembered of one, and how long (s).
AT_ONCE, WAITING, OF_ONE, REMEMBERED, KEPT = 2, 50, 10, 50, 3_600.0
#: Messages of progress that are kept of a task.
MESSAGES = 300


@dataclass
class _Task:
    id: str
    session: str
    order: PlanningOrder | ReportOrder
    settings: tuple[str, ...]
    name: str
    created: datetime
    state: State = "waiting"
    progress: deque[Progress] = field(default_factory=lambda: deque(maxlen=MESSAGES))
    process: Process | None = None
    work: Path | None = None
    began: float | None = None
    ended: float | None = None
    result: TaskResult | None = None
    problems: TaskProblems | None = None


class Tasks:
    """The queue. One running task per session and two in all; further ones wait, each session in its order."""

    def __init__(self, store: RunStore, models: Mapping[str, Path], seconds: Mapping[str, float] = SECONDS) -> None:
        self._store, self._models, self._seconds = store, models, seconds
        self._tasks: dict[str, _Task] = {}
        self._running: dict[str, threading.Thread] = {}
        self._lock = threading.RLock()
        self._closed = False

    def add(self, order: PlanningOrder | ReportOrder, session: str) -> TaskView:
        """Take an order; it starts at once or waits.

        Raises `ModelError` for a plan that cannot be asked for, ``HTTPException`` for a name that is taken (409) and a
        run that is not there (404, 409), `Busy` where too many wait.
        """
        settings: tuple[str, ...] = ()
        if isinstance(order, ReportOrder):
            for run in order.runs:
                self._store.run(run)
        else:
            settings = check_request(order.request, self._models, self._store.own)
        with self._lock:
            self._forget_old()
            waiting = [each for each in self._tasks.values() if each.state == "waiting"]
            own = sum(each.session == session for each in waiting)
            if self._closed or len(waiting) >= WAITING or own >= OF_ONE:
                raise Busy("too many tasks wait already")
            task = _Task(secrets.token_urlsafe(12), session, order, settings, self._name(order), datetime.now(UTC))
            self._tasks[task.id] = task
            self._advance()
            return self._view(task)

    def of_session(self, session: str) -> list[TaskView]:
        """The tasks of a session, newest first."""
        with self._lock:
            self._forget_old()
            return [self._view(each) for each in reversed(self._tasks.values()) if each.session == session]

    def get(self, number: str, session: str) -> TaskView:
        """A task of a session. Raises ``HTTPException`` 404."""
        with self._lock:
            self._forget_old()
            return self._view(self._own(number, session))

    def cancel(self, number: str, session: str) -> TaskView:
        """Stop a task that waits or runs, and forget one that has ended. Raises ``HTTPException`` 404."""
        with self._lock:
            task = self._own(number, session)
            if task.state in ("waiting", "running"):
                if task.process is not None:
                    task.process.stop()
                task.state, task.ended = "cancelled", time.monotonic()
            else:
                self._forget(task)
            return self._view(task)

    def file(self, number: str, session: str) -> tuple[str, bytes]:
        """Name and content of the document that a task wrote. Raises ``HTTPException`` 404."""
        with self._lock:
            task = self._own(number, session)
            if task.state != "done" or not isinstance(task.order, ReportOrder) or task.work is None:
                raise HTTPException(404, "this task has no file")
            path = task.work / task.name
        try:
            return path.name, path.read_bytes()
        except OSError:
            raise HTTPException(404, "the file of this task is gone") from None

    def stop(self) -> None:
        """End all that runs, for good, and remove what it has left."""
        with self._lock:
            self._closed = True
            threads = list(self._running.values())
            for task in self._tasks.values():
                if task.state in ("waiting", "running"):
                    task.state, task.ended = "cancelled", time.monotonic()
                if task.process is not None:
                    task.process.stop()
        for thread in threads:
            thread.join(10.0)
        with self._lock:
            for task in list(self._tasks.values()):
                self._forget(task)

    @property
    def pids(self) -> list[int]:
        """The processes that run."""
        with self._lock:
            processes = [self._tasks[each].process for each in self._running if each in self._tasks]
        return [each.pid for each in processes if each is not None and each.pid is not None]

    # --- inside ------------------------------------------------------------------------------------
    def _own(self, number: str, session: str) -> _Task:
        task = self._tasks.get(number)
        if task is None or task.session != session:
            raise HTTPException(404, "there is no such task")
        return task

    def _name(self, order: PlanningOrder | ReportOrder) -> str:
        """The name of what will be made. Raises ``HTTPException`` 409 where a chosen one is taken."""
        if isinstance(order, ReportOrder):
            return document_name(order)
        promised = {each.name for each in self._tasks.values() if each.state in ("waiting", "running")}
        if order.name is not None:
            if order.name in promised or self._store.taken(order.name):
                raise HTTPException(409, f"the name {order.name} is taken; choose another")
            return order.name
        kind = None if order.kind == "solve" else order.kind
        parts = filter(None, (order.request.model[:40], (order.request.scenario or "")[:30], kind))
        first = "-".join([*parts, f"{datetime.now().astimezone():%Y%m%d-%H%M%S}"])
        name, count = first, 2
        while name in promised or self._store.taken(name):
            name, count = f"{first}-{count}", count + 1
        return name

    def _advance(self) -> None:
        """Start what may start now: of each session the task that has waited longest."""
        busy = {self._tasks[each].session for each in self._running if each in self._tasks}
        for task in self._tasks.values():
            if len(self._running) >= AT_ONCE or self._closed:
                return
            if task.state == "waiting" and task.session not in busy:
                busy.add(task.session)
                task.state, task.began = "running", time.monotonic()
                thread = threading.Thread(target=self._run, args=(task,), name=f"task-{task.id}", daemon=True)
                self._running[task.id] = thread
                thread.start()

    def _run(self, task: _Task) -> None:
        try:
            self._work(task)
        except Exception as error:  # a fault of ours, or a disk that is full: the task fails, the queue goes on
            why = f"{type(error).__name__}: {error}"
            self._finish(task, "failed", problems=crashed(f"the task could not be run ({why})"))
        with self._lock:
            if task.state != "done" or task.result is None or task.result.file is None:
                _remove(task)
            self._running.pop(task.id, None)
            self._advance()

    def _work(self, task: _Task) -> None:
        """Run the command of a task in a folder of its own, and keep what it has made."""
        task.work = self._store.work()
        order = task.order
        (task.work / "runs").mkdir()
        if isinstance(order, ReportOrder):
            for run in order.runs:
                (task.work / "runs" / run.replace(".", "-")).symlink_to(self._store.folder(run))
        else:
            (task.work / "models").mkdir()
            (task.work / "models" / order.request.model).symlink_to(self._models[order.request.model])
        seconds = self._seconds[order.kind]
        process = Process(
            Command(arguments_of(order, task.name, task.settings), task.work, seconds),
            lambda at, message: task.progress.append(Progress(seconds=at, message=message)),
        )
        with self._lock:
            if task.state == "cancelled":
                return
            task.process = process
        ended = process.run()
        if ended.how == "stopped":
            return
        problems = problems_of(ended, seconds)
        if problems is not None:
            self._finish(task, "failed", problems=problems)
        elif isinstance(order, ReportOrder):
            self._finish(task, "done", TaskResult(file=f"/api/v1/tasks/{task.id}/file"))
        else:
            self._keep(task, order)

    def _keep(self, task: _Task, order: PlanningOrder) -> None:
        """Give what was made its name in the store."""
        assert task.work is not None
        with self._lock:
            if task.state == "cancelled":
                return
            said = NotePatch(title=order.title or None, note=order.note or None)
            name = self._store.publish(task.work / "runs" / task.name, task.name, said)
            result = TaskResult(run=name) if order.kind == "solve" else TaskResult(study=name)
            self._finish(task, "done", result)

    def _finish(
        self, task: _Task, state: State, result: TaskResult | None = None, problems: TaskProblems | None = None
    ) -> None:
        with self._lock:
            if task.state == "running":
                task.state, task.result, task.problems, task.ended = state, result, problems, time.monotonic()

    def _forget_old(self) -> None:
        now = time.monotonic()
        ended = [each for each in self._tasks.values() if each.ended is not None and each.id not in self._running]
        by_session: dict[str, int] = {}
        for task in reversed(ended):
            by_session[task.session] = count = by_session.get(task.session, 0) + 1
            if count > REMEMBERED or now - (task.ended or now) > KEPT:
                self._forget(task)

    def _forget(self, task: _Task) -> None:
        if task.id not in self._running:
            _remove(task)
        self._tasks.pop(task.id, None)

    def _view(self, task: _Task) -> TaskView:
        before = 0
        if task.state == "waiting":
            for each in self._tasks.values():
                if each is task:
                    break
                before += each.state in ("waiting", "running")
        until = task.ended if task.ended is not None else time.monotonic()
        return TaskView(
            id=task.id,
            kind=task.order.kind,
            name=None if isinstance(task.order, ReportOrder) else task.name,
            title="" if isinstance(task.order, ReportOrder) else task.order.title,
            state=task.state,
            created=task.created.isoformat(timespec="seconds"),
            seconds=0.0 if task.began is None else round(max(0.0, until - task.began), 1),
            before=before,
            progress=list(task.progress),
            result=task.result,
            problems=task.problems,
        )


def _remove(task: _Task) -> None:
    if task.work is not None:
        with contextlib.suppress(OSError):
            shutil.rmtree(task.work, ignore_errors=True)
