"""What an answer about a data set depends on, as one fingerprint: files, code, versions."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

__all__ = ["fingerprint"]

#: Folders with more than this to read are not fingerprinted: reading them twice would cost more than it saves.
LARGEST_BYTES = 200_000_000
#: Libraries whose version may matter to an answer.
LIBRARIES = ("geopandas", "numpy", "openpyxl", "pandas", "pyarrow", "pyogrio", "shapely", "siting")


def fingerprint(
    folders: Iterable[Path | None], read: Callable[[str], bool], libraries: Iterable[str], told: Iterable[str] = ()
) -> str | None:
    """sha256 in hexadecimal over the names of all files in ``folders``, the content of those that ``read`` asks for,
    the code of this package, the versions of ``libraries`` and the texts ``told``.

    ``read`` gets the name of a file. Hidden and temporary files (``.``, ``~``) count for nothing, as everywhere in a
    data set. None if a folder or file cannot be read, or is too large to be worth it.
    """
    whole = hashlib.sha256(_code())
    for part in (*told, *(f"{name} {_version(name)}" for name in libraries)):
        whole.update(part.encode("utf-8", "surrogatepass") + b"\0")
    left = LARGEST_BYTES
    try:
        for folder in folders:
            whole.update(b"\0folder\0")
            if folder is None:
                continue
            with os.scandir(folder) as found:
                entries = sorted((each for each in found if not each.name.startswith((".", "~"))), key=_name)
            for entry in entries:
                kind = b"file" if entry.is_file() else b"folder" if entry.is_dir() else b"other"
                whole.update(os.fsencode(entry.name) + b"\0" + kind + b"\0")
                if kind == b"file" and read(entry.name):
                    left -= entry.stat().st_size
                    if left < 0:
                        return None
                    whole.update(hashlib.sha256(Path(entry.path).read_bytes()).digest())
    except OSError:
        return None
    return whole.hexdigest()


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


@cache
def _code() -> bytes:
    """sha256 of the modules that read and check data sets: other rules make other answers."""
    here = Path(__file__).parent
    whole = hashlib.sha256(f"{sys.version_info} {sys.byteorder}".encode())
    for path in sorted((*here.glob("*.py"), *here.glob("schema/*.py"))):
        whole.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.digest()


@cache
def _version(library: str) -> str:
    """The version of a library, told without importing it where it is not yet there."""
    loaded = getattr(sys.modules.get(library), "__version__", None)
    if isinstance(loaded, str):
        return loaded
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
