"""What an ensemble was computed from, as fingerprints: inputs, code and versions."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from functools import cache
from importlib import metadata
from pathlib import Path

import numpy as np

import siting
from siting.model.inputs import TABLES, Inputs

__all__ = ["PACKAGES", "differences", "inputs_sha256", "versions"]

#: Packages whose version can change an answer.
PACKAGES = ("siting", "highspy", "numpy", "pandas", "pulp")


def inputs_sha256(inputs: Inputs) -> str:
    """sha256 of all that the mathematics reads of ``inputs``; names for people are no part of it."""
    found = hashlib.sha256(inputs.level.encode())
    found.update(inputs.scalars.model_dump_json().encode())
    for name, columns in TABLES.items():
        for column in columns:
            values = inputs.table(name)[column].to_numpy()
            found.update(f"\n{name}.{column} {len(values)}\n".encode())
            numeric = values.dtype.kind in "fiub"
            found.update(
                np.ascontiguousarray(values).tobytes() if numeric else "\n".join(map(str, values.tolist())).encode()
            )
    return found.hexdigest()


def versions() -> dict[str, str]:
    """Versions here that an answer depends on: Python's minor one, packages, and the code of siting itself."""
    here = {name: metadata.version(name) for name in PACKAGES if name != "siting"}
    python = ".".join(platform.python_version_tuple()[:2])
    return {"python": python, "siting": siting.__version__, "siting code": _code(), **here}


@cache
def _code() -> str:
    """Fingerprint of what computes: two trees of one version may differ while they are worked on."""
    home = Path(siting.__file__).parent
    found = hashlib.sha256()
    for part in ("model", "ensemble"):
        for path in sorted((home / part).rglob("*.py")):
            found.update(path.relative_to(home).as_posix().encode() + path.read_bytes())
    return found.hexdigest()[:12]


def differences(here: Mapping[str, str], there: Mapping[str, str | None]) -> list[str]:
    """What ``there`` has otherwise, in words; names that ``there`` does not tell are left out."""
    return [
        f"{name} {there[name] or 'missing'} (here {told})"
        for name, told in here.items()
        if told != there.get(name, told)
    ]
