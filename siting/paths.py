"""Where the shipped models and data are: in the source tree, or inside the installed wheel."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["resolve_model", "shipped"]

_PACKAGE = Path(__file__).resolve().parent


def shipped(relative: str) -> Path:
    """The folder or file that ships as ``relative``, for example ``models/tech-valley-2030`` or ``data/regions``.

    The source tree wins over the copy in the wheel. The path is returned whether or not it exists, so that the
    caller's own message can name it.
    """
    source = _PACKAGE.parent / relative
    packed = _PACKAGE / "_shipped" / relative
    in_tree = (_PACKAGE.parent / "pyproject.toml").is_file()
    return source if in_tree else packed


def resolve_model(name: str | Path) -> Path:
    """A model's folder as a user may name it: a path, or the name of a shipped model.

    A path that exists from the working folder is taken first; then ``models/NAME`` and ``NAME`` among the shipped
    ones. What is found nowhere is returned as given, for the loader to refuse.
    """
    given = Path(os.path.expanduser(name))
    if given.exists() or given.is_absolute():
        return given
    for candidate in (shipped(str(given)), shipped(f"models/{given}")):
        if candidate.exists():
            return candidate
    return given
