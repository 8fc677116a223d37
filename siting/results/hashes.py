"""Fingerprints of a run's files: were they edited after the run was written?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from siting.errors import RunError

__all__ = ["changed_files", "hash_all", "hash_files"]

_LIST = "siting runs lists them"


def hash_files(folder: Path) -> dict[str, str]:
    """sha256 of every file of a folder by its path inside, without the manifest itself."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    names = [path.relative_to(folder).as_posix() for path in files]
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names if name != "manifest.json"}


def hash_all(hashes: Mapping[str, str]) -> str:
    """One sha256 over many, by name: two runs with the same one had the same input."""
    text = "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes))
    return hashlib.sha256(text.encode()).hexdigest()


def changed_files(folder: Path) -> list[str]:
    """Files that differ from the manifest or are missing, and files added to ``inputs/`` or ``outputs/``.

    Other files beside the run's own (a map, a note) are nobody's business. Raises `RunError` when the manifest is
    missing or cannot be read.
    """
    path = folder / "manifest.json"
    try:
        told: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))["sha256"]
        now = hash_files(folder)
        ours = told.keys() | {name for name in now if name.startswith(("inputs/", "outputs/"))}
        return sorted(name for name in ours if told.get(name) != now.get(name))
    except FileNotFoundError:
        raise RunError.one(str(folder), "is not a run folder: it has no manifest.json", remedy=_LIST) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        what = f"cannot be read ({type(error).__name__}: {error})"
        raise RunError.one("manifest.json", what, remedy="solve again") from error
