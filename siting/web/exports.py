"""What can be taken away from a run: pictures, tables, files for GIS, documents; made by commands, kept for a while."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import tempfile
import threading
import zipfile
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from starlette.exceptions import HTTPException

from siting.errors import RunError, UsageError
from siting.web.outcomes import problem_views
from siting.web.processes import Command, Ended, Process, unplaced
from siting.web.store import RunStore
from siting.web.workers import Crashed, TimedOut

__all__ = ["COMPARED", "EXPORTS", "CompareFile", "ExportFile", "Exports", "Made", "Source"]

#: Seconds that one export may take; bytes and files that are kept.
SECONDS, KEPT_BYTES, KEPT_FILES = 120.0, 256 * 2**20, 300
#: Seconds for what asks a plan by commune why it is so: each price is a question of its own, of some ten seconds.
LONG_SECONDS = 900.0

ExportFile = Literal[
    "map.png",
    "map.svg",
    "bars.png",
    "bars.svg",
    "lorenz.png",
    "lorenz.svg",
    "path.png",
    "path.svg",
    "costs.png",
    "costs.svg",
    "segments.png",
    "segments.svg",
    "tables.zip",
    "tables.xlsx",
    "layers.gpkg",
    "layers.zip",
    "brief.pdf",
    "brief.html",
    "brief.docx",
    "report.pdf",
    "report.html",
    "report.docx",
    "scenario.yaml",
]
CompareFile = Literal[
    "comparison.csv",
    "comparison.xlsx",
    "comparison.md",
    "comparison.png",
    "comparison.svg",
    "comparison.pdf",
    "slope.png",
    "slope.svg",
]


@dataclass(frozen=True)
class _Export:
    """A command with its options; ``folder``: it writes one, which is packed."""

    command: str
    options: tuple[str, ...] = ()
    folder: bool = False


_PICTURES = ("bars", "lorenz", "path", "costs", "segments")
#: File -> how it is made; the scenario is written without a command.
EXPORTS: Mapping[str, _Export] = {
    **{f"map.{kind}": _Export("map") for kind in ("png", "svg")},
    **{f"{name}.{kind}": _Export("chart", (f"--kind={name}",)) for name in _PICTURES for kind in ("png", "svg")},
    "tables.zip": _Export("export", ("--format=csv",), folder=True),
    "tables.xlsx": _Export("export"),
    "layers.gpkg": _Export("export"),
    "layers.zip": _Export("export", ("--format=geojson",), folder=True),
    **{f"brief.{kind}": _Export("report", ("--kind=brief",)) for kind in ("pdf", "html", "docx")},
    **{f"report.{kind}": _Export("report", ("--kind=full",)) for kind in ("pdf", "html", "docx")},
}
COMPARED: Mapping[str, _Export] = {
    **{f"comparison.{kind}": _Export("compare") for kind in ("csv", "xlsx", "md", "png", "svg", "pdf")},
    **{f"slope.{kind}": _Export("chart", ("--kind=slope",)) for kind in ("png", "svg")},
}


@dataclass(frozen=True)
class Made:
    """A file that was made: its name for whoever takes it away, and its content."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Source:
    """A run that files are made of: its name in them, its folder, what is other for another run.

    ``check`` raises what is to be told where the run has gone.
    """

    name: str
    folder: Path
    fingerprint: str
    check: Callable[[], object] = lambda: None


class Exports:
    """Files of runs, in a folder that goes with the server. For any number of threads; each call waits for its file."""

    def __init__(self, store: RunStore, seconds: float = SECONDS) -> None:
        self._store, self._seconds = store, seconds
        self._lock = threading.Lock()
        self._home: Path | None = None
        self._kept: OrderedDict[str, int] = OrderedDict()
        self._making: dict[str, threading.Lock] = {}
        self._processes: set[Process] = set()
        self._closed = False

    def file(self, runs: Sequence[str], file: str, lang: str, options: Sequence[str] = ()) -> Made:
        """A file of a run or of several. ``options`` are further ones of the command.

        Raises ``HTTPException`` for runs that are not there, `RunError` and `UsageError` for what the command refuses,
        `TimedOut` and `Crashed`.
        """
        return self.made([self._source(run) for run in runs], file, lang, options)

    def made(self, sources: Sequence[Source], file: str, lang: str, options: Sequence[str] = ()) -> Made:
        """As `file`, of runs wherever they are."""
        export = EXPORTS[file] if file in EXPORTS else COMPARED[file]
        arguments = (export.command, *_named(sources), *export.options, f"--lang={lang}", *options)
        arguments = (*arguments, f"--out={'out' if export.folder else file}", "--json")
        content = self._made(sources, arguments, file, packed=export.folder)
        stem, _, ending = file.partition(".")
        return Made(f"{'-'.join(each.name for each in sources)[:100]}-{stem}-{lang}.{ending}", content)

    def document(self, run: str, arguments: Sequence[str], *, long: bool = False) -> bytes:
        """What a command on a run prints as JSON, as text. ``arguments`` follow the run; ``long``: it may take
        `LONG_SECONDS`. Raises as `file`."""
        command, *rest = arguments
        source = self._source(run)
        return self._made([source], (command, *_named([source]), *rest, "--json"), None, packed=False, long=long)

    def stop(self) -> None:
        """End what runs and remove what is kept."""
        with self._lock:
            self._closed = True
            for process in self._processes:
                process.stop()
            if self._home is not None:
                shutil.rmtree(self._home, ignore_errors=True)

    # --- inside ------------------------------------------------------------------------------------
    def _source(self, run: str) -> Source:
        store = self._store
        return Source(run.replace(".", "-"), store.folder(run), store.fingerprint(run), lambda: store.folder(run))

    def _made(
        self,
        sources: Sequence[Source],
        arguments: tuple[str, ...],
        file: str | None,
        *,
        packed: bool,
        long: bool = False,
    ) -> bytes:
        """Content from the cache, or made now; two who ask for the same wait for one command."""
        told = [*(each.fingerprint for each in sources), *arguments]
        key = hashlib.sha256("\0".join(told).encode()).hexdigest()
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        try:
            with making:
                found = self._look(key)
                if found is None:
                    found = self._make(sources, arguments, file, packed, LONG_SECONDS if long else self._seconds)
                    self._keep(key, found)
            return found
        finally:
            with self._lock:
                self._making.pop(key, None)

    def _look(self, key: str) -> bytes | None:
        with self._lock:
            if key not in self._kept or self._home is None:
                return None
            self._kept.move_to_end(key)
            with contextlib.suppress(OSError):
                return (self._home / key).read_bytes()
            return None

    def _keep(self, key: str, content: bytes) -> None:
        with self._lock, contextlib.suppress(OSError):
            if self._closed or len(content) > KEPT_BYTES // 4:
                return
            if self._home is None:
                self._home = Path(tempfile.mkdtemp(prefix="siting-exports-"))
            (self._home / key).write_bytes(content)
            self._kept[key] = len(content)
            while len(self._kept) > KEPT_FILES or sum(self._kept.values()) > KEPT_BYTES:
                old, _ = self._kept.popitem(last=False)
                (self._home / old).unlink(missing_ok=True)

    def _make(
        self, sources: Sequence[Source], arguments: tuple[str, ...], file: str | None, packed: bool, seconds: float
    ) -> bytes:
        with tempfile.TemporaryDirectory(prefix="siting-export-", ignore_cleanup_errors=True) as home:
            work = Path(home)
            (work / "runs").mkdir()
            for each in sources:
                each.check()
                (work / "runs" / each.name).symlink_to(each.folder)
            ended = self._run(Command(arguments, work, seconds))
            if ended.how != "itself" or ended.code != 0:
                for each in sources:
                    each.check()
                _refuse(ended)
            if file is None:
                return ended.printed.encode()
            try:
                return _packed(work / "out", work / file) if packed else (work / file).read_bytes()
            except OSError:
                raise Crashed("the process that makes this wrote nothing") from None

    def _run(self, command: Command) -> Ended:
        process = Process(command)
        with self._lock:
            if self._closed:
                raise Crashed("the server is being stopped")
            self._processes.add(process)
        try:
            return process.run()
        except OSError:
            raise Crashed("no process can be started for this") from None
        finally:
            with self._lock:
                self._processes.discard(process)


def _named(sources: Sequence[Source]) -> list[str]:
    """Runs as the command names them; the notes give no titles to files."""
    return [f"runs/{each.name}" for each in sources]


def _packed(folder: Path, place: Path) -> bytes:
    """The files of a folder as a ZIP, the same bytes for the same files."""
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as pack:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix())
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                pack.writestr(entry, path.read_bytes())
    return place.read_bytes()


def _refuse(ended: Ended) -> None:
    """Raise what a command ended with."""
    told: dict[str, Any] = ended.document
    if ended.how == "late":
        raise TimedOut("this took too long")
    if ended.how == "stopped":
        raise Crashed("the server is being stopped")
    if ended.how == "large":
        raise HTTPException(413, "this is larger than a file may be")
    if problems := problem_views(told):
        from siting.errors import Problem

        raise RunError(Problem(each.place, each.message, each.value, each.remedy) for each in problems)
    if ended.code == UsageError.exit_code and "message" in told:
        raise UsageError(unplaced(str(told["message"])))
    raise Crashed("the process that makes this died")
