"""Where an export may be written, and how it gets there whole or not at all."""

from __future__ import annotations

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
        why = error.strerror or str(error)
        raise RunError([Problem(str(out), f"cannot be written: {why}", remedy="choose another --out")]) from error
    finally:
        if work is not None:
            with suppress(OSError):
                shutil.rmtree(work)


@contextmanager
def whole_file(out: Path) -> Iterator[Path]:
    """A path of the same name in another folder; what is written there takes the place of ``out`` when whole."""
    with _workplace(out) as work:
        part = work / out.name
        yield part
        part.replace(out)


@contextmanager
def whole_folder(out: Path) -> Iterator[Path]:
    """An empty folder that takes the place of ``out`` when what was written into it is whole."""
    with _workplace(out) as work:
        fresh, old = work / "new", work / "old"
        fresh.mkdir()
        fresh.chmod(0o777 & ~_umask())
        yield fresh
        if out.exists():
            out.rename(old)
        try:
            fresh.rename(out)
        except OSError:
            if old.exists():
                old.rename(out)
            raise


def _umask() -> int:
    """The permissions that new files of this process do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
