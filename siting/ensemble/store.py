"""The folder of an ensemble: what it is of, and its parts, each whole or not there.

```
ensemble.json     what it was computed from; written first, never changed
samples.jsonl     id and changes of each sample, one a line
parts/00000/      tables of the samples of a chunk (`siting.ensemble.measure`), and so on
```
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from siting.errors import Problem, RunError

__all__ = ["FORMAT", "Folder", "Plan", "read_plan"]

#: Version of the folder. A reader refuses what is newer than itself.
FORMAT = 2
_MANIFEST, _SAMPLES, _PARTS, _LOCK = "ensemble.json", "samples.jsonl", "parts", ".lock"
_TEMPORARY = ".siting-"
_MAGIC = b"PAR1"


@dataclass(frozen=True)
class Plan:
    """What an ensemble is of. ``chunk`` samples make a part; ``zones`` tells whether jobs by zone are kept."""

    inputs_sha256: str
    samples_sha256: str
    samples: int
    chunk: int
    zones: bool
    versions: Mapping[str, str]
    format: int = FORMAT

    @property
    def parts(self) -> int:
        """Number of parts when all is done."""
        return -(-self.samples // self.chunk)

    def size(self, part: int) -> int:
        """Number of samples in a part."""
        return min(self.chunk, self.samples - part * self.chunk)


class Folder:
    """A folder that an ensemble is being written to, by one process at a time."""

    def __init__(self, path: Path, plan: Plan) -> None:
        self.path, self.plan = path, plan

    @classmethod
    @contextmanager
    def open(cls, path: Path, plan: Plan, samples: Iterable[str]) -> Iterator[Folder]:
        """Begin a folder, or go on with one of the same content (then the parts have the size that they have).

        Raises `RunError` where it is of another content, in use by another process, or cannot be written.
        """
        with ExitStack() as stack:
            try:
                path.mkdir(parents=True, exist_ok=True)
                stack.enter_context(_locked(path))
                if not (path / _MANIFEST).exists():
                    _refuse_strangers(path)
                    _begin(path, plan, samples)
                known = read_plan(path)
                _refuse_other(path, known, plan)
                _sweep(path)
            except OSError as error:
                raise _unwritten(path, error) from error
            yield cls(path, known)

    def missing(self) -> list[int]:
        """Numbers of the parts that are not there yet."""
        there = done_parts(self.path, self.plan)
        return [number for number in range(self.plan.parts) if number not in there]

    def keep(self, part: int, tables: Mapping[str, bytes]) -> None:
        """Write a part: all of its tables under another name, then renamed. Raises `RunError`."""
        home = self.path / _PARTS
        try:
            work = Path(tempfile.mkdtemp(prefix=_TEMPORARY, dir=home))
            try:
                for name, content in tables.items():
                    _write(work / f"{name}.parquet", content)
                work.chmod(0o755)
                work.rename(home / f"{part:05d}")
                _sync(home)
            finally:
                if work.exists():
                    shutil.rmtree(work, ignore_errors=True)
        except OSError as error:
            raise _unwritten(self.path, error) from error


def _unwritten(path: Path, error: OSError) -> RunError:
    what = f"cannot be written to: {error.strerror or error}"
    return RunError([Problem(str(path), what, None, "free some space, or give another folder")])


def read_plan(path: Path) -> Plan:
    """What the ensemble of a folder is of. Raises `RunError` where it is none, damaged, or of a newer siting."""
    try:
        told = json.loads((path / _MANIFEST).read_text(encoding="utf-8"))
        if told["format"] > FORMAT:
            what = f"was written by a newer siting (this one reads format {FORMAT})"
            raise RunError.one(_MANIFEST, what, told["format"], "upgrade siting")
        plan = Plan(**told)
        whole = isinstance(plan.chunk, int) and isinstance(plan.samples, int) and plan.chunk > 0 and plan.samples > 0
        if not whole or not isinstance(plan.versions, dict):
            raise ValueError("its figures make no sense")
        return plan
    except (FileNotFoundError, NotADirectoryError):
        what = f"is not an ensemble: it has no {_MANIFEST}"
        raise RunError.one(str(path), what, remedy="name the folder that run_ensemble wrote") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        what = f"cannot be read ({type(error).__name__}: {error})"
        raise RunError.one(str(path / _MANIFEST), what, remedy="compute the ensemble again in a new folder") from error


def done_parts(path: Path, plan: Plan) -> dict[int, Path]:
    """Parts that are there, by number in order. Raises `RunError` where one is not what was written."""
    found: dict[int, Path] = {}
    wanted = ["samples", "goals", "regions", "parks", *(["zones"] if plan.zones else [])]
    for number in range(plan.parts):
        part = path / _PARTS / f"{number:05d}"
        if not part.exists():
            continue
        found[number] = part
        gone = [name for name in wanted if not _whole(part / f"{name}.parquet")]
        if gone:
            what = f"is damaged: {', '.join(gone)} cannot be read"
            raise RunError.one(str(part), what, remedy="delete this folder and compute the same ensemble again")
    return found


def _whole(path: Path) -> bool:
    """Whether a Parquet file begins and ends as one does."""
    try:
        with path.open("rb") as file:
            head = file.read(4)
            size = file.seek(-4, os.SEEK_END)
            return size >= len(_MAGIC) and head == _MAGIC == file.read(4)
    except OSError:
        return False


def _begin(path: Path, plan: Plan, samples: Iterable[str]) -> None:
    """Samples first, the manifest last: a folder with a manifest is whole."""
    (path / _PARTS).mkdir(exist_ok=True)
    with (path / _SAMPLES).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(samples)
        file.flush()
        os.fsync(file.fileno())
    work = path / f"{_TEMPORARY}{_MANIFEST}"
    _write(work, (json.dumps(asdict(plan), indent=2) + "\n").encode())
    work.rename(path / _MANIFEST)
    _sync(path)


def _refuse_strangers(path: Path) -> None:
    ours = {_SAMPLES, _PARTS, _LOCK, f"{_TEMPORARY}{_MANIFEST}"}
    others = sorted(each.name for each in path.iterdir() if each.name not in ours)
    if others:
        raise RunError.one(str(path), "holds other files and no ensemble", others[0], "give another folder")


def _refuse_other(path: Path, known: Plan, plan: Plan) -> None:
    """Raise `RunError` where the ensemble of a folder is not the one asked for."""
    told = {
        "other inputs": known.inputs_sha256 != plan.inputs_sha256,
        "other samples": (known.samples_sha256, known.samples) != (plan.samples_sha256, plan.samples),
        "other tables": known.zones != plan.zones,
        "other versions of the program": dict(known.versions) != dict(plan.versions),
    }
    wrong = [what for what, differs in told.items() if differs]
    if wrong:
        what = f"holds an ensemble of {' and '.join(wrong)}; what was computed there cannot be gone on with"
        raise RunError.one(str(path), what, remedy="give another folder")


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Keep other processes out; the system lets go of it however this one ends."""
    with (path / _LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            what = "is being written by another process"
            raise RunError.one(str(path), what, remedy="wait for it, or give another folder") from None
        yield


def _sweep(path: Path) -> None:
    """Take away what a process that was killed had begun."""
    for each in (path / _PARTS).glob(f"{_TEMPORARY}*"):
        shutil.rmtree(each, ignore_errors=True)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
