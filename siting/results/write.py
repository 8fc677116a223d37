"""Writing a run: under a temporary name, checked, made durable, then renamed."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from siting.errors import RunError
from siting.results.hashes import hash_all, hash_files
from siting.results.manifest import make_manifest
from siting.results.summary import summary_of
from siting.results.tables import costs_table, regions_table
from siting.results.verify.check import verify_files

if TYPE_CHECKING:
    from siting.model.inputs import Inputs
    from siting.results.solution import Solution

__all__ = ["check_out", "fingerprint_inputs", "published", "write_both", "write_run"]

PREFIX = ".siting-"


def check_out(out: Path | str) -> Path:
    """The absolute path of ``out`` if a run can be written there, asked before any work; nothing is left behind.

    Raises `RunError` when ``out`` exists (a run is never overwritten) or its parent is a file or not
    writable. Parents that are missing are made when the run is written.
    """
    given = str(out)
    try:
        out = Path(out).expanduser().absolute()
        if out.exists() or out.is_symlink():
            what = "a folder" if out.is_dir() else "a file"
            raise RunError.one(str(out), f"exists already and is {what}", remedy="give another --out")
        home = next(parent for parent in out.parents if parent.exists())
        tempfile.TemporaryDirectory(prefix=PREFIX, dir=home).cleanup()
    except (OSError, RuntimeError, ValueError) as error:
        remedy = "give another --out or make its folder writable"
        why = getattr(error, "strerror", None) or error
        raise RunError.one(given, f"cannot be written to: {why}", remedy=remedy) from error
    return out


def write_run(
    out: Path | str,
    *,
    inputs: Inputs,
    solution: Solution,
    manifest: Mapping[str, Any] | None = None,
    extra: Mapping[str, pd.DataFrame] | None = None,
) -> Path:
    """Write, verify and publish a run; returns its folder.

    ``manifest`` is what the caller knows about the run (see `make_manifest`). ``extra`` are tables that the run has
    beside those of every run, by ``inputs/NAME`` or ``outputs/NAME``. The verifier's certificate is
    written with the run, whatever its verdict: read it before you use the plan. Raises `RunError` when
    ``out`` cannot be used or the disk is full, ``ValueError`` for a solution without a plan and for an extra table that
    would replace another. Whatever interrupts the writing, nothing is left behind.
    """
    if not solution.outcome.has_plan:
        raise ValueError(f"a solution that is {solution.outcome.value} has no plan to write")
    out = check_out(out)
    with published(out) as work:
        _write_inputs(work / "inputs", inputs)
        costs, regions = costs_table(inputs, solution), regions_table(inputs, solution)
        _write_outputs(work / "outputs", inputs, solution, costs, regions)
        _write_extra(work, extra or {})
        write_json(work / "summary.json", summary_of(inputs, solution, costs, regions))
        write_json(work / "certificate.json", verify_files(work).to_dict())
        write_json(work / "manifest.json", make_manifest(work, solution, manifest or {}))
    return out


@contextmanager
def published(out: Path) -> Iterator[Path]:
    """A temporary folder that is made durable and gets the name ``out`` when all went well; else nothing stays behind.

    Raises `RunError` when ``out`` has been made meanwhile or the disk is full.
    """
    try:
        with _parents(out), _workplace(out.parent) as work:
            yield work
            _make_durable(work)
            if out.exists():
                raise RunError.one(str(out), "was made by somebody else meanwhile", remedy="give another --out")
            work.rename(out)
            _sync(out.parent)
    except OSError as error:
        remedy = "free some space or give another --out"
        raise RunError.one(str(out), f"could not be written: {error.strerror or error}", remedy=remedy) from error


def write_both(folder: Path, name: str, table: pd.DataFrame) -> None:
    """A table as ``NAME.parquet`` and ``NAME.csv``."""
    write_parquet(folder / f"{name}.parquet", table)
    table.to_csv(folder / f"{name}.csv", index=False, encoding="utf-8", lineterminator="\n")


def fingerprint_inputs(inputs: Inputs) -> str:
    """What ``inputs_sha256`` in the manifest of a run of these inputs would be, as sha256 in hexadecimal.

    Nothing is kept. Raises `RunError` when the system's temporary folder cannot be written to.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=PREFIX) as home:
            _write_inputs(Path(home) / "inputs", inputs)
            return hash_all(hash_files(Path(home)))
    except OSError as error:
        why = f"cannot be written to: {error.strerror or error}"
        raise RunError.one(tempfile.gettempdir(), why, remedy="free some space there or set TMPDIR") from error


@contextmanager
def _parents(out: Path) -> Iterator[None]:
    """The folders above the run to be; those that were missing go again when there is no run in the end."""
    missing = [parent for parent in out.parents if not parent.exists()]
    try:
        for parent in reversed(missing):
            parent.mkdir(exist_ok=True)
        yield
    finally:
        for parent in missing if not out.exists() else ():
            with suppress(OSError):  # not made, or in use by somebody else
                parent.rmdir()


@contextmanager
def _workplace(parent: Path) -> Iterator[Path]:
    """A temporary folder beside the run to be, gone afterwards unless it was renamed."""
    work = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
    try:
        work.chmod(0o755)
        yield work
    finally:
        if work.exists():
            shutil.rmtree(work, ignore_errors=True)


def _write_inputs(folder: Path, inputs: Inputs) -> None:
    from siting.model.inputs import TABLES

    folder.mkdir()
    for name, columns in TABLES.items():
        write_parquet(folder / f"{name}.parquet", inputs.table(name)[list(columns)])
    for name in ("labels", "region_labels", "indicators"):
        frame: pd.DataFrame = getattr(inputs, name)
        if len(frame.columns):
            write_parquet(folder / f"{name}.parquet", frame)
    scalars = inputs.scalars.model_dump(mode="json")
    write_json(folder / "scalars.json", {"level": inputs.level, **scalars})


def _write_outputs(
    folder: Path, inputs: Inputs, solution: Solution, costs: pd.DataFrame, regions: pd.DataFrame
) -> None:
    folder.mkdir()
    tables = {
        "jobs": solution.jobs,
        "seats": solution.seats,
        "staff": solution.staff,
        "trained": solution.trained,
        "costs": costs,
        "regions": regions,
        "indicators": inputs.indicators,
        "duals": solution.duals,
    }
    if len(solution.shortfall):
        tables["shortfall"] = solution.shortfall
    if inputs.indicators.columns.empty:
        columns = ["zone", "year", "index", "indicator", "unit", "raw", "scaled", "weight"]
        tables["indicators"] = pd.DataFrame({name: pd.Series(dtype="str") for name in columns})
    for name, frame in tables.items():
        write_parquet(folder / f"{name}.parquet", frame)


def _write_extra(work: Path, extra: Mapping[str, pd.DataFrame]) -> None:
    for name, frame in extra.items():
        path = work / f"{name}.parquet"
        if path.parent not in (work / "inputs", work / "outputs") or path.exists():
            raise ValueError(f"{name} is not the name of a further table of a run")
        write_parquet(path, frame)


def write_parquet(path: Path, frame: pd.DataFrame) -> None:
    """One table, the same bytes for the same content."""
    frame.reset_index(drop=True).to_parquet(path, engine="pyarrow", compression="zstd", index=False)


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """One JSON object in UTF-8, indented, with a line end; not-a-number is refused."""
    text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False, default=str)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _make_durable(folder: Path) -> None:
    """Push every file and folder to the disk before the run gets its name."""
    for path in sorted(folder.rglob("*"), reverse=True):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
