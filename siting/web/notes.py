"""What people say of runs: a file for each, whole or not there."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from siting.web.run_schemas import NotePatch

__all__ = ["Notes"]


class Notes:
    """Titles, notes and pins in a folder, which need not exist yet."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def of(self, name: str) -> dict[str, Any]:
        """Title, note and pin of a run; what is not there, or cannot be read, is as nobody had said anything."""
        try:
            told = NotePatch.model_validate_json(self._file(name).read_bytes())
        except (OSError, ValidationError):
            told = NotePatch()
        return {"title": told.title or "", "note": told.note or "", "pinned": bool(told.pinned)}

    def write(self, name: str, told: Mapping[str, Any]) -> None:
        """Whole or not at all. Raises ``OSError``."""
        place = self._file(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(prefix=".notes-", dir=place.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(told, file, ensure_ascii=False, indent=2)
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, place)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(part)
            raise

    def forget(self, name: str) -> None:
        with contextlib.suppress(OSError):
            self._file(name).unlink()
        for file in self._home.glob(f"{name}.point-*.json"):
            with contextlib.suppress(OSError):
                file.unlink()

    def _file(self, name: str) -> Path:
        return self._home / f"{name}.json"
