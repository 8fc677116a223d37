"""`manifest.json`: where a run comes from and what its files looked like when it was written."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siting import __version__
from siting.errors import RunError
from siting.results.hashes import hash_all, hash_files

if TYPE_CHECKING:
    from siting.results.solution import Solution

__all__ = ["FORMAT", "ChangedValue", "check_format", "make_manifest", "read_changes"]

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


@dataclass(frozen=True)
class ChangedValue:
    """A value that a scenario or a setting changed against the model file.

    ``base`` and ``value`` are plain values (number, text, true or false, list of texts): by the model file, and in the
    run; None where there is none. ``scenario`` is the name of the scenario that spoke last, None for a setting;
    ``title`` its title by language and ``why`` its reason, both empty for a setting; ``source`` the entry (``source``,
    ``year``, ``grade``, ``note``) that the scenario itself gives for the value, empty without one.
    """

    key: str
    base: Any
    value: Any
    scenario: str | None
    title: Mapping[str, str]
    why: str
    source: Mapping[str, Any]


def read_changes(manifest: Mapping[str, Any]) -> dict[str, ChangedValue] | None:
    """What was changed against the model file, by dotted key in the order of that file.

    None where the manifest does not tell: runs of earlier versions, and models that were not read from a file.
    """
    told = manifest.get("changed")
    if not isinstance(told, Mapping):
        return None
    scenarios = {each["name"]: each for each in told.get("scenarios") or []}
    found = {}
    for each in told.get("values") or []:
        by = scenarios.get(each.get("scenario")) or {}
        found[str(each["key"])] = ChangedValue(
            str(each["key"]), each.get("base"), each.get("value"), each.get("scenario"), by.get("title") or {},
            str(by.get("why") or ""), each.get("source") or {},
        )  # fmt: skip
    return found


def make_manifest(folder: Path, solution: Solution, told: Mapping[str, Any]) -> dict[str, Any]:
    """The manifest of the files in ``folder``.

    ``told`` is what the caller knows: ``model`` and ``scenario`` (resolved), ``changed`` (see
    `siting.config.changes`), ``command``, ``data`` (version
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
