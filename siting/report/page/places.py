"""Where a file may be written: not in a folder that is missing, and never inside a run folder."""

from __future__ import annotations

from pathlib import Path

from siting.errors import Problem, RunError

__all__ = ["check_place"]


def check_place(out: Path) -> None:
    """Raises `RunError` when a file cannot stand at ``out``: no such folder, not a file, inside a run folder."""
    if not out.name or (out.exists() and not out.is_file()):
        raise RunError([Problem(str(out), "is not a file", remedy="name a file")])
    if not out.parent.is_dir():
        raise RunError([Problem(str(out), "cannot be written: there is no such folder", remedy="make it first")])
    if any((above / "certificate.json").is_file() for above in out.resolve().parents):
        raise RunError([Problem(str(out), "a run folder is never changed", remedy="write beside it")])
