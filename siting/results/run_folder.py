"""A run on disk: whole or not there, never changed, readable by anybody. See `docs/run-folder.md`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pandas as pd

from siting.errors import Problem, RunError
from siting.results.hashes import changed_files
from siting.results.manifest import check_format
from siting.results.verify.certificate import Certificate
from siting.results.write import check_out, write_run

if TYPE_CHECKING:
    from siting.model.inputs import Inputs

__all__ = ["Run", "check_out", "list_runs", "read_inputs", "read_run", "write_run"]


@dataclass(frozen=True)
class Run:
    """A finished run. Small files are read at once, tables when they are first asked for."""

    folder: Path
    manifest: Mapping[str, Any]
    summary: Mapping[str, Any]
    certificate: Certificate

    @property
    def name(self) -> str:
        """Name of the folder."""
        return self.folder.name

    @property
    def started(self) -> datetime | None:
        """When the run was started, if the manifest says so in a way that can be read."""
        try:
            return datetime.fromisoformat(str(self.manifest.get("started")))
        except ValueError:
            return None

    def table(self, name: str) -> pd.DataFrame:
        """One of the tables of ``outputs/``: jobs, seats, staff, trained, costs, regions, indicators, duals.

        A fresh copy each time. Raises ``KeyError`` for a table that the run does not have.
        """
        if name not in self.tables:
            raise KeyError(name)
        return pd.read_parquet(self.folder / "outputs" / f"{name}.parquet")

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables of ``outputs/``."""
        return tuple(sorted(path.stem for path in (self.folder / "outputs").glob("*.parquet")))

    @cached_property
    def inputs(self) -> Inputs:
        """Everything that entered the model."""
        return read_inputs(self.folder)


def read_run(folder: Path | str, *, check: bool = True) -> Run:
    """Open a run. Raises `RunError` when it is missing, damaged, of a newer version, or was edited by hand.

    ``check=False`` leaves out the comparison of every file with its fingerprint.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise RunError.one(str(folder), "is not a run folder", remedy="siting runs lists them")
    if not (folder / "manifest.json").exists():
        raise RunError.one(str(folder), "is not a run folder: it has no manifest.json", remedy="siting runs lists them")
    manifest = _read_json(folder / "manifest.json")
    check_format(manifest)
    if check and (changed := changed_files(folder)):
        raise RunError(
            Problem(f"{folder.name}/{name}", "was changed, added or removed after the run was written",
                    remedy="solve again; siting verify says what no longer holds")
            for name in changed
        )  # fmt: skip
    try:
        certificate = Certificate.from_dict(_read_json(folder / "certificate.json"))
    except (TypeError, KeyError) as error:
        raise RunError.one("certificate.json", f"cannot be read: {error}", remedy="solve again") from error
    summary = _read_json(folder / "summary.json")
    return Run(folder, MappingProxyType(manifest), MappingProxyType(summary), certificate)


def list_runs(root: Path | str) -> tuple[Run, ...]:
    """The runs directly under ``root``, oldest first; half-written, damaged and foreign folders are left out.

    Fingerprints are not compared. A ``root`` that does not exist holds no run.
    """
    root = Path(root)
    runs = []
    if root.is_dir():
        for path in sorted(root.iterdir()):
            if path.is_dir() and not path.name.startswith(".") and (path / "manifest.json").exists():
                try:
                    runs.append(read_run(path, check=False))
                except RunError:
                    continue
    return tuple(sorted(runs, key=lambda run: (str(run.manifest.get("started", "")), run.name)))


def read_inputs(folder: Path | str) -> Inputs:
    """The `Inputs` of a run, from its ``inputs/`` folder: solving them again gives the same optimum.

    Raises `RunError` when a file is missing or damaged.
    """
    from siting.model.inputs import TABLES, Inputs, Scalars
    from siting.results.verify.case import read_tables

    home = Path(folder) / "inputs"
    extra = tuple(name for name in ("labels", "region_labels", "indicators") if (home / f"{name}.parquet").exists())
    tables = read_tables(home, (*TABLES, *extra))
    problems = [
        Problem(f"inputs/{name}.parquet", "lacks columns", ", ".join(sorted(lacking)))
        for name, columns in TABLES.items()
        if (lacking := set(columns) - set(tables[name].columns))
    ]
    if problems:
        raise RunError(problems)
    told = _read_json(home / "scalars.json")
    level = str(told.pop("level", ""))
    try:
        scalars = Scalars.model_validate(told)
    except ValueError as error:
        raise RunError.one("inputs/scalars.json", f"cannot be read: {error}", remedy="solve again") from error
    return Inputs(level=level, scalars=scalars, **tables)


def _read_json(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RunError.one(f"{path.parent.name}/{path.name}", "is missing", remedy="solve again") from None
    except (OSError, ValueError) as error:
        raise RunError.one(f"{path.parent.name}/{path.name}", f"cannot be read: {error}") from error
    if not isinstance(told, dict):
        raise RunError.one(f"{path.parent.name}/{path.name}", "is not a JSON object")
    return told
