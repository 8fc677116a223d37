"""`manifest.json`: where a run comes from and what its files looked like when it was written."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siting import __version__
from siting.errors import RunError
from siting.results.hashes import hash_all, hash_files

if TYPE_CHECKING:
    from siting.results.solution import Solution

__all__ = ["FORMAT", "check_format", "make_manifest"]

#: Version of the run folder. A reader refuses what is newer than itself.
FORMAT = 1

#: Packages whose version can change a number or a file.
PACKAGES = ("highspy", "numpy", "pandas", "pulp", "pyarrow", "pydantic", "scipy")


def check_format(manifest: Mapping[str, Any]) -> None:
    """Raises `RunError` when a manifest does not name its format or names one that is newer than `FORMAT`."""
    version = manifest.get("format")
    if not isinstance(version, int) or isinstance(version, bool):
        raise RunError.one("manifest.json", "does not say which format it has", version)
    if version > FORMAT:
        what = f"was written by a newer siting (this one reads format {FORMAT})"
        raise RunError.one("manifest.json", what, version, "upgrade siting")


def make_manifest(folder: Path, solution: Solution, told: Mapping[str, Any]) -> dict[str, Any]:
    """The manifest of the files in ``folder``.

    ``told`` is what the caller knows: ``model`` and ``scenario`` (resolved), ``command``, ``data`` (version
    and hash), ``started`` and ``ended`` (ISO 8601). Its entries may not replace what is worked out here.
    """
    hashes = hash_files(folder)
    inputs = {name: value for name, value in hashes.items() if name.startswith("inputs/")}
    return {
        **told,
        "format": FORMAT,
        "engine": {"name": "siting", "version": __version__},
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in PACKAGES},
        "solver": {"name": solution.solver, "version": solution.solver_version},
        "seed": solution.seed,
        "seconds": {name: float(value) for name, value in solution.timings_s.items()},
        "inputs_sha256": hash_all(inputs),
        "sha256": hashes,
    }


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
