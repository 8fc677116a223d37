"""Compute an ensemble: hand chunks out, write answers as they come, go on where an earlier call stopped."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siting.ensemble.cluster import connected, local_workers, worker_count
from siting.ensemble.content import inputs_sha256, versions
from siting.ensemble.order import walks
from siting.ensemble.result import EnsembleResult, read_ensemble
from siting.ensemble.samples import Sample, check_samples, digest, lines
from siting.ensemble.store import Folder, Plan
from siting.ensemble.worker import ChunkTask, held, packed, solve_chunk
from siting.errors import Problem, RunError, SitingError, UsageError

if TYPE_CHECKING:
    from siting.model.inputs import Inputs

__all__ = ["Progress", "run_ensemble"]

#: Chunks under way for each worker: one that it works on, one that waits beside it.
_AHEAD = 2
#: Most samples in a chunk: neighbours are near one another where many are together; of a country of so many ways to
#: work, where each sample takes seconds, few.
_CHUNK, _LARGE_CHUNK, _LARGE_ARCS = 128, 4, 5_000
#: How often a chunk is tried anew where a worker raised something.
_RETRIES = 2
#: Seconds between looks at the cluster, and those that it may be without workers.
_LOOK_S, _ALONE_S = 0.5, 60.0
_GO_ON = "what is finished is kept: the same call goes on from there"


@dataclass(frozen=True)
class Progress:
    """How far an ensemble has come: ``done`` of ``samples``, ``workers`` at work, ``seconds`` since it began."""

    done: int
    samples: int
    workers: int
    seconds: float

    def __str__(self) -> str:
        return f"{self.done:,} of {self.samples:,} samples ({self.workers} workers, {self.seconds:.0f} s)"


def run_ensemble(
    inputs: Inputs,
    samples: Sequence[Sample],
    *,
    out: Path | str,
    scheduler: str | None = None,
    workers: int = 2,
    zones: bool = True,
    chunk: int | None = None,
    memory_limit: str | float | None = None,
    progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> EnsembleResult:
    """Compute every sample and write what came out into the folder ``out``.

    Each sample is the optimum of the first stage (least cost, or the weighted sum) of ``inputs`` with its changes; an
    infeasible one is a result like others. The answers do not depend on the number of workers or on the order in which
    they come. ``chunk`` samples are handed out at a time, neighbours of one another (`siting.ensemble.order`): where
    several plans are equally good, which of them comes out may depend on it. ``workers`` processes of this machine
    are used, or with ``scheduler`` (``tcp://host:port``) all workers that it has. ``zones`` keeps jobs by zone too.
    ``memory_limit`` (bytes, or text such as ``"2GB"``) is each local worker's.

    A folder of the same inputs and samples is gone on with. ``progress`` is told after every chunk; ``stop`` is asked
    twice a second, and where it says so (or Ctrl-C is pressed: ``KeyboardInterrupt``) what is finished is kept.

    Raises, before anything starts, `ModelError` with every wrong sample, `UsageError` for no samples, no workers, whole
    parks, or where ``distributed`` is missing, and `RunError` for a folder of other content, a scheduler that is not
    there, or workers of other versions; later `RunError` where the cluster fails. In a script, call it below
    ``if __name__ == "__main__":``, as for every use of processes.
    """
    local_workers(workers)
    if chunk is not None and chunk < 1:
        raise UsageError(f"chunks of {chunk}: at least one sample is needed")
    check_samples(inputs, samples)
    size = chunk or _chunk(inputs, len(samples))
    plan = Plan(inputs_sha256(inputs), digest(samples), len(samples), size, zones, versions())
    path = Path(out).expanduser().absolute()
    try:
        with Folder.open(path, plan, lines(samples)) as folder:
            missing = folder.missing()
            if missing:
                with connected(scheduler, min(workers, len(missing)), memory_limit) as client:
                    work = _Work(client, folder, samples, progress or (lambda _: None), stop or (lambda: False))
                    work.run(packed(inputs), missing)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(_kept(path)) from None
    return read_ensemble(path)


def _kept(path: Path) -> str:
    """What a call that was stopped leaves."""
    try:
        found = read_ensemble(path)
    except RunError:  # it had not begun yet
        return "nothing was computed yet"
    return f"{found.done:,} of {found.samples:,} samples are kept in {path}; the same call goes on from there"


def _chunk(inputs: Inputs, samples: int) -> int:
    """Few enough chunks for the disk, small enough ones for memory and those who wait, enough to share out evenly."""
    most = _LARGE_CHUNK if len(inputs.arcs) > _LARGE_ARCS else _CHUNK
    return max(-(-samples // 2_000), min(most, -(-samples // 32)))


class _Work:
    """Chunks on their way through a cluster."""

    def __init__(
        self,
        client: Any,
        folder: Folder,
        samples: Sequence[Sample],
        progress: Callable[[Progress], None],
        stop: Callable[[], bool],
    ) -> None:
        self._client, self._folder, self._samples = client, folder, samples
        self._walks = walks(samples, folder.plan.chunk)
        self._progress, self._stop = progress, stop
        self._ended: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._flying: dict[Any, int] = {}
        self._began = self._seen = time.monotonic()
        self._workers = 0
        self._done = 0

    def run(self, inputs: bytes, missing: list[int]) -> None:
        """Compute the parts ``missing``. Raises `RunError` where the cluster fails."""
        plan = self._folder.plan
        self._done = plan.samples - sum(map(plan.size, missing))
        waiting = iter(missing)
        try:
            base = self._client.submit(held, inputs, key=f"siting-inputs-{plan.inputs_sha256}", pure=False)
            self._look()
            self._tell()
            while self._fill(base, waiting) and not self._stop():
                self._take()
        except (KeyboardInterrupt, SitingError):
            self._gather()
            raise
        except Exception as error:
            raise self._gone(error) from error
        self._gather()

    def _fill(self, base: Any, waiting: Iterator[int]) -> bool:
        """Hand chunks out while there is room; whether any are under way."""
        plan = self._folder.plan
        while len(self._flying) < _AHEAD * max(1, self._workers):
            part = next(waiting, None)
            if part is None:
                break
            positions = tuple(self._walks[part].tolist())
            few = tuple(self._samples[position] for position in positions)
            task = ChunkTask(plan.inputs_sha256, positions, few, plan.zones, plan.versions)
            future = self._client.submit(
                solve_chunk, base, task, pure=False, retries=_RETRIES, key=f"siting-chunk-{part}-{time.time_ns()}"
            )
            self._flying[future] = part
            future.add_done_callback(self._ended.put)
        return bool(self._flying)

    def _take(self) -> None:
        """Write a chunk that has ended, or look after the cluster when none does."""
        try:
            future = self._ended.get(timeout=_LOOK_S)
        except queue.Empty:
            self._look()
            return
        self._keep(future, self._flying.pop(future))
        self._look()
        self._tell()

    def _keep(self, future: Any, part: int) -> None:
        """Write the tables of a chunk. Raises `RunError` where there are none."""
        walk = self._walks[part].tolist()
        more = f" and {len(walk) - 2:,} more" if len(walk) > 2 else ""
        place = f"samples {', '.join(self._samples[position].id for position in walk[:2])}{more}"
        if future.cancelled():
            raise self._gone(None)
        error = future.exception()
        if isinstance(error, SitingError):
            raise error
        if error is not None:
            raise RunError.one(place, _failure(error), remedy=_GO_ON) from error
        answer = future.result()
        if answer.refused:
            what = "came to a worker that joined with other versions"
            remedy = f"stop that worker or install the same versions there; {_GO_ON}"
            raise RunError.one(place, what, ", ".join(answer.refused), remedy)
        self._folder.keep(part, answer.tables)
        self._done += len(walk)

    def _look(self) -> None:
        """See how many workers there are. Raises `RunError` where there have been none for long, or no scheduler."""
        if self._client.status != "running":
            raise self._gone(None)
        self._workers = worker_count(self._client)
        now = time.monotonic()
        if self._workers:
            self._seen = now
        elif now - self._seen > _ALONE_S:
            what = f"has had no worker for {_ALONE_S:.0f} seconds"
            raise RunError.one("the cluster", what, remedy=f"start workers; {_GO_ON}")

    def _gather(self) -> None:
        """Keep what has ended meanwhile, and let go of the rest."""
        flying, self._flying = dict(self._flying), {}
        for future, part in flying.items():
            if future.status == "finished" and not future.result().refused:
                self._keep(future, part)
        self._client.cancel(list(flying), force=True)

    def _gone(self, error: BaseException | None) -> RunError:
        """What to say where the scheduler is lost."""
        why = None if error is None else f"{type(error).__name__}: {error}"
        remedy = f"start it again; {_GO_ON}"
        return RunError([Problem("the cluster", "the scheduler does not answer any more", why, remedy)])

    def _tell(self) -> None:
        seconds = time.monotonic() - self._began
        self._progress(Progress(self._done, self._folder.plan.samples, self._workers, seconds))


def _failure(error: BaseException) -> str:
    from distributed.scheduler import KilledWorker

    if isinstance(error, KilledWorker):
        return "ended several workers one after the other; their memory may not be enough"
    return f"could not be computed ({type(error).__name__}: {error})"
