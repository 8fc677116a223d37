"""Workers: processes of this machine, or those of a scheduler that runs elsewhere."""

from __future__ import annotations

import gc
import logging
import signal
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from multiprocessing import resource_tracker
from typing import Any

from siting.ensemble.content import PACKAGES, differences, versions
from siting.errors import Problem, RunError, UsageError

__all__ = ["connected", "local_workers", "worker_count"]

#: Seconds within which a scheduler has to answer, and to have a worker.
_PATIENCE_S = 5.0
_LOGGERS = ("distributed", "distributed.client", "distributed.worker", "distributed.nanny", "distributed.scheduler")


@contextmanager
def connected(scheduler: str | None, workers: int, memory_limit: str | float | None) -> Iterator[Any]:
    """A ``distributed.Client`` of workers that are all fit to answer.

    Without ``scheduler``: ``workers`` processes of this machine, reachable from it alone, that end with the block; each
    is started anew where it uses more than ``memory_limit`` (``None``: its share of the machine's memory).

    Raises `UsageError` where ``distributed`` is not installed or the address is none, `RunError` where no scheduler or
    no worker answers within seconds, or workers have other versions.
    """
    if find_spec("distributed") is None:
        raise UsageError("ensembles need dask.distributed: install the extra siting[cluster]")
    with _quiet(), ExitStack() as stack:
        if scheduler is None:
            client = stack.enter_context(_own(workers, memory_limit))
        else:
            client = stack.enter_context(_theirs(scheduler))
        _check_workers(client, scheduler or "local")
        yield client


@contextmanager
def _own(workers: int, memory_limit: str | float | None) -> Iterator[Any]:
    from distributed import Client, LocalCluster

    with ExitStack() as stack:
        with _undisturbed():
            try:
                cluster = LocalCluster(  # type: ignore[no-untyped-call]
                    n_workers=workers,
                    threads_per_worker=1,
                    processes=True,
                    host="127.0.0.1",
                    dashboard_address=None,
                    scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},
                    memory_limit=memory_limit or "auto",
                    silence_logs=logging.CRITICAL,
                )
            except (OSError, RuntimeError, ValueError) as error:
                what = f"could not be started ({type(error).__name__}: {error})"
                raise RunError.one("workers of this machine", what, workers, "ask for fewer workers") from error
            stack.enter_context(cluster)
        yield stack.enter_context(Client(cluster, set_as_default=False))  # type: ignore[no-untyped-call]


@contextmanager
def _theirs(address: str) -> Iterator[Any]:
    from distributed import Client

    failed: UsageError | RunError | None = None
    try:
        client = Client(address, timeout=_PATIENCE_S, set_as_default=False)  # type: ignore[no-untyped-call]
    except (ValueError, TypeError, KeyError, ImportError) as error:
        failed = UsageError(f"{address} is not the address of a scheduler (tcp://host:port): {error}")
    except OSError:
        remedy = "start one with `dask scheduler`, or leave the address out to compute on this machine"
        failed = RunError([Problem(address, "no scheduler answers there", None, remedy)])
    if failed is not None:
        gc.collect()  # the client that came to nothing ends its own thread, now and not in the middle of other work
        raise failed
    with client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE_S)
        except (TimeoutError, OSError) as error:
            what = "the scheduler there has no worker"
            raise RunError.one(address, what, remedy=f"start some with `dask worker {address} --nthreads 1`") from error
        yield client


def _check_workers(client: Any, place: str) -> None:
    """Raise `RunError` naming every worker that has another version of something that counts."""
    here = versions()
    problems = []
    told = client.get_versions(packages=[*PACKAGES])["workers"]
    for address, theirs in sorted(told.items()):
        if theirs is None:
            continue  # it left meanwhile
        python = ".".join(str(theirs["host"]["python"]).split(".")[:2])
        problems += _unfit(address, here, {"python": python, **{name: theirs["packages"][name] for name in PACKAGES}})
    if not problems:  # now that they have the same siting, ask that for the rest
        answers = client.run(versions, on_error="return")
        for address, theirs in sorted(answers.items()):
            if isinstance(theirs, BaseException):
                what = f"cannot say its versions ({type(theirs).__name__}: {theirs})"
                problems.append(Problem(f"worker {address}", what, None, "install the same siting there"))
            else:
                problems += _unfit(address, here, theirs)
    if problems:
        raise RunError(problems)
    if not told:
        raise RunError.one(place, "has no worker any more", remedy="start workers and try again")


def _unfit(address: str, here: Mapping[str, str], theirs: Mapping[str, str | None]) -> list[Problem]:
    found = differences(here, theirs)
    remedy = "install the same versions there, or stop this worker"
    return [Problem(f"worker {address}", "has other versions", ", ".join(found), remedy)] if found else []


def local_workers(asked: int) -> int:
    """``asked``, if that is a number of workers. Raises `UsageError`."""
    if not isinstance(asked, int) or isinstance(asked, bool) or asked < 1:
        raise UsageError(f"{asked} workers: at least one is needed")
    return asked


def worker_count(client: Any) -> int:
    """Threads of all workers that the scheduler has now. Raises `RunError` where it does not answer."""
    return sum(client.nthreads().values())


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep Ctrl-C from the processes that begin within: it is for this one, which ends them. Here it waits so long."""
    resource_tracker.ensure_running()  # its own start would let the signal through again
    waiting: list[int] = []
    handler = None
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        if threading.current_thread() is threading.main_thread():
            handler = signal.signal(signal.SIGINT, lambda number, frame: waiting.append(number))
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if handler is not None:
            signal.signal(signal.SIGINT, handler)
    if waiting:
        raise KeyboardInterrupt


@contextmanager
def _quiet() -> Iterator[None]:
    """No chatter of the cluster: what matters is said by errors and by progress."""
    import distributed  # noqa: F401 (it sets its loggers up when it is imported)

    loggers = [logging.getLogger(name) for name in _LOGGERS]
    before = [logger.level for logger in loggers]
    try:
        for logger in loggers:
            logger.setLevel(logging.CRITICAL + 1)
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module="distributed")
            yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
