"""The user's cache folder: entries named by what they were made of, written whole, checked when read.

A cache may only save time. An entry that is missing, damaged or foreign is as good as none, and where nothing can be
written nothing is kept: no function here raises.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

__all__ = ["VARIABLE", "cache_folder", "read_entry", "write_entry"]

#: Environment variable that names another folder, or is ``off``.
VARIABLE = "SITING_CACHE"
#: At most so many entries and bytes stay, the last used ones; an unfinished file older than this (seconds) goes.
KEPT, KEPT_BYTES, UNFINISHED_S = 32, 256_000_000, 3600.0
#: Only files of these names are ours to remove.
_ENTRY = re.compile(r"[a-z]+-[0-9a-f]{64}\.(arrow|sound)")
_UNFINISHED, _DIGEST = ".siting-unfinished-", 32


def cache_folder() -> Path | None:
    """The folder of cached entries, which need not exist; None where there is to be no cache.

    ``SITING_CACHE`` wins; else ``siting`` in the folder for caches of the system: ``XDG_CACHE_HOME`` or ``~/.cache``,
    on macOS ``~/Library/Caches``, on Windows ``%LOCALAPPDATA%``.
    """
    told = os.environ.get(VARIABLE, "").strip()
    if told.lower() == "off":
        return None
    try:
        return Path(told).expanduser() if told else _system_folder() / "siting"
    except RuntimeError:  # no home folder
        return None


def _system_folder() -> Path:
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        return Path(local) if local else Path.home() / "AppData" / "Local"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    named = os.environ.get("XDG_CACHE_HOME", "")
    # The XDG rule: a relative path is to be ignored.
    return Path(named) if os.path.isabs(named) else Path.home() / ".cache"


def read_entry(name: str) -> memoryview | None:
    """The content of the entry ``name``; None if there is none that is whole and was written under this name."""
    folder = cache_folder()
    if folder is None:
        return None
    path = folder / name
    try:
        if not path.is_file():
            return None
        whole = memoryview(path.read_bytes())
    except (OSError, ValueError):
        return None
    content, digest = whole[:-_DIGEST], whole[-_DIGEST:]
    if _digest(name, content) != digest:
        return None
    with suppress(OSError):
        os.utime(path)  # the last used entries are kept
    return content


def write_entry(name: str, content: bytes | memoryview) -> None:
    """Keep ``content`` under ``name``: whole or not at all, whoever else writes the same at the same time."""
    folder = cache_folder()
    if folder is None or len(content) > KEPT_BYTES // 2:
        return
    with suppress(OSError, ValueError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(prefix=_UNFINISHED, dir=folder)
        try:
            with open(handle, "wb") as stream:
                stream.write(content)
                stream.write(_digest(name, content))
            os.replace(unfinished, folder / name)
        finally:
            with suppress(OSError):  # gone where it got its name
                os.unlink(unfinished)
        _prune(folder)


def _digest(name: str, content: bytes | memoryview) -> bytes:
    """What stands behind the content of an entry: it tells damage, and content that belongs to another name."""
    whole = hashlib.sha256(name.encode() + b"\0")
    whole.update(content)
    return whole.digest()


def _prune(folder: Path) -> None:
    """Remove the entries that were not used for longest, and what an interrupted process left."""
    now, size = time.time(), 0
    for count, (_, path, length) in enumerate(sorted(_entries(folder), reverse=True), start=1):
        size += length
        if count > KEPT or size > KEPT_BYTES:
            with suppress(OSError):
                path.unlink()
    for path in folder.glob(f"{_UNFINISHED}*"):
        with suppress(OSError):
            if now - path.stat().st_mtime > UNFINISHED_S:
                path.unlink()


def _entries(folder: Path) -> Iterator[tuple[float, Path, int]]:
    """When each entry was last used, its path and length."""
    for path in folder.iterdir():
        if _ENTRY.fullmatch(path.name):
            with suppress(OSError):
                found = path.stat()
                yield found.st_mtime, path, found.st_size
