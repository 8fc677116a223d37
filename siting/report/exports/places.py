"""Where an export may be written, and how it gets there whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from siting.errors import Problem, RunError

__all__ = ["PACKAGE", "check_file", "check_folder", "whole_file", "whole_folder"]

#: The file that says what an exported folder is.
PACKAGE = "datapackage.json"


def check_file(out: Path, suffix: str, *, overwrite: bool) -> None:
    """Raises `RunError` when a file that ends in ``suffix`` cannot be written to ``out``."""
    problems = _place_problems(out)
    if out.suffix.lower() != suffix:
        problems.append(Problem(str(out), f"does not end in {suffix}", remedy=f"name a file that ends in {suffix}"))
    if out.exists() and not out.is_file():
        problems.append(Problem(str(out), "is not a file", remedy="name a file"))
    elif out.exists() and not overwrite:
        problems.append(Problem(str(out), "exists already", remedy="choose another name, or --overwrite to replace it"))
    if problems:
        raise RunError(problems)


def check_folder(out: Path, *, overwrite: bool) -> None:
    """Raises `RunError` when a folder cannot be written to ``out``; only a folder that siting exported is replaced."""
    problems = _place_problems(out)
    if out.suffix.lower() in (".geojson", ".json", ".parquet", ".csv"):
        what = "this format is a folder with one file for each layer"
        problems.append(Problem(str(out), what, remedy=f"name a folder, such as {out.with_suffix('').name}"))
    if out.exists() and not out.is_dir():
        problems.append(Problem(str(out), "is not a folder", remedy="name a folder that is not there yet"))
    elif out.exists() and not overwrite:
        problems.append(Problem(str(out), "exists already", remedy="choose another name, or --overwrite to replace it"))
    elif out.exists() and not _empty(out) and not _ours(out):
        what = "was not written by siting export and is not replaced"
        problems.append(Problem(str(out), what, remedy="choose another name"))
    if problems:
        raise RunError(problems)


def _place_problems(out: Path) -> list[Problem]:
    if not out.name:
        return [Problem(str(out), "has no name", remedy="name a file or folder")]
    if not out.parent.is_dir():
        return [Problem(str(out), "cannot be written: there is no such folder", remedy="make it first")]
    above = [out.resolve(), *out.resolve().parents]
    if any((folder / "certificate.json").is_file() for folder in above):
        return [Problem(str(out), "a run folder is never changed", remedy="write beside it")]
    return []


def _empty(folder: Path) -> bool:
    """Whether a folder can be read and holds nothing."""
    try:
        return not any(folder.iterdir())
    except OSError:
        return False


def _ours(folder: Path) -> bool:
    """Whether a folder is an earlier export: its data package says so."""
    try:
        return "siting" in json.loads((folder / PACKAGE).read_text("utf-8"))
    except (OSError, ValueError):
        return False


@contextmanager
def _workplace(out: Path) -> Iterator[Path]:
    """An empty folder beside ``out`` that is gone afterwards. Raises `RunError` when the place does not take it."""
    work: Path | None = None
    try:
        work = Path(tempfile.mkdtemp(prefix=".siting-", dir=out.parent))
        yield work
    except OSError as error:
        why, remedy = error.strerror or str(error), "choose another --out"
        if error.errno in (errno.ENOSPC, errno.EDQUOT) or "No space left" in why:
            why = os.strerror(error.errno if error.errno == errno.EDQUOT else errno.ENOSPC)
            remedy = "free some space, or choose another --out"
        elif error.errno == errno.EIO:
            remedy = "check space, quota and permissions there, or choose another --out"
        raise RunError([Problem(str(out), f"cannot be written: {why}", remedy=remedy)]) from error
    finally:
        if work is not None:
            with suppress(OSError):
                shutil.rmtree(work)


@contextmanager
def whole_file(out: Path, *, overwrite: bool = True) -> Iterator[Path]:
    """A path of the same name in another folder; what is written there takes the place of ``out`` when whole.

    Without ``overwrite`` a file that somebody else wrote to ``out`` meanwhile stays, and `RunError` is raised.
    """
    with _workplace(out) as work:
        part = work / out.name
        yield part
        if overwrite:
            part.replace(out)
        else:
            _publish(part, out)


def _publish(part: Path, out: Path) -> None:
    """Give a whole file its name if nobody has it. Raises `RunError` if somebody has."""
    try:
        try:
            os.link(part, out)
        except FileExistsError:
            raise
        except OSError:  # no hard links there (FAT, some network disks): take the name first, then put the file in
            os.close(os.open(out, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            part.replace(out)
    except FileExistsError as error:
        raise _taken(out) from error


def _taken(out: Path) -> RunError:
    remedy = "choose another name, or --overwrite to replace it"
    return RunError([Problem(str(out), "was made by somebody else meanwhile", remedy=remedy)])


@contextmanager
def whole_folder(out: Path, *, overwrite: bool = True) -> Iterator[Path]:
    """An empty folder that takes the place of ``out`` when what was written into it is whole.

    Without ``overwrite`` a folder that somebody else made at ``out`` meanwhile stays, and with it one that siting did
    not write; then `RunError` is raised.
    """
    with _workplace(out) as work:
        fresh, old = work / "new", work / "old"
        fresh.mkdir()
        fresh.chmod(0o777 & ~_umask())
        yield fresh
        if overwrite:
            check_folder(out, overwrite=True)  # it may have become another since the first look
        if overwrite and out.exists():
            out.rename(old)
        try:
            if not overwrite:
                out.mkdir()  # takes the name, or fails; an empty folder gives way to the whole one
            fresh.rename(out)
        except FileExistsError as error:
            raise _taken(out) from error
        except OSError:
            if old.exists():
                old.rename(out)
            raise


def _umask() -> int:
    """The permissions that new files of this process do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
