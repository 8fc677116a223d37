"""What was worked out from a run, kept beside it in ``RUN/analysis/NAME/`` so that it is worked out once.

These files are no part of the run: its own files never change, and a run whose ``analysis/`` was removed loses nothing.
They are reused only for the same version of siting, the same inputs and the same question.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from siting.results import Run

__all__ = ["read_derived", "read_derived_table", "write_derived"]

_HOME = "analysis"


def read_derived(run: Run, name: str, key: Mapping[str, Any]) -> dict[str, Any] | None:
    """The record kept under ``name`` for this run and ``key`` (plain JSON types), or ``None``.

    Whatever is missing, damaged or made for another version, input or key counts as not there.
    """
    folder = run.folder / _HOME / name
    try:
        if json.loads((folder / "key.json").read_text("utf-8")) != _key(run, key):
            return None
        record = json.loads((folder / "record.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) else None


def read_derived_table(run: Run, name: str, key: Mapping[str, Any], title: str) -> pd.DataFrame | None:
    """A table kept beside the record of ``name`` and ``key``, or ``None`` as with `read_derived`."""
    import pandas as pd

    if read_derived(run, name, key) is None:
        return None
    try:
        return pd.read_parquet(run.folder / _HOME / name / f"{title}.parquet", engine="pyarrow")
    except (OSError, ValueError):
        return None


def write_derived(
    run: Run, name: str, key: Mapping[str, Any], record: Mapping[str, Any], tables: Mapping[str, pd.DataFrame]
) -> Path | None:
    """Keep a record (plain JSON types) and its tables; gives the folder, or ``None`` where nothing can be written.

    Written under a temporary name and renamed when whole; what stood there under ``name`` is replaced.
    """
    folder = run.folder / _HOME / name
    work: Path | None = None
    try:
        folder.parent.mkdir(exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".siting-", dir=folder.parent))
        work.chmod(0o755)
        for title, table in tables.items():
            table.reset_index(drop=True).to_parquet(work / f"{title}.parquet", engine="pyarrow", index=False)
        for title, content in (("record", record), ("key", _key(run, key))):
            text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False)
            (work / f"{title}.json").write_text(text + "\n", encoding="utf-8", newline="\n")
        if folder.exists():
            shutil.rmtree(folder)
        work.rename(folder)
    except OSError:  # a read-only folder, a full disk, somebody else who was faster
        return None
    finally:
        if work is not None and work.exists():
            with suppress(OSError):
                shutil.rmtree(work)
    return folder


def _key(run: Run, key: Mapping[str, Any]) -> dict[str, Any]:
    from siting import __version__

    told = {"siting": __version__, "inputs_sha256": run.manifest.get("inputs_sha256"), **key}
    outputs = {name: value for name, value in run.manifest.get("sha256", {}).items() if name.startswith("outputs/")}
    loaded: dict[str, Any] = json.loads(json.dumps({**told, "outputs": outputs}))
    return loaded
