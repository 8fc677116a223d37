"""The folder ``analysis`` beside the answers of an ensemble: tables and what they were made of, whole or not there.

```
analysis/study.json            model, scenario, ranges, design, versions
analysis/design.parquet, .csv  sample, assumption, share (of the distribution that lies below), value
analysis/TABLE.parquet, .csv   what `siting.analysis.uncertainty.study` made
```
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from siting.analysis.uncertainty.design import Design
from siting.errors import Problem, RunError

__all__ = ["FORMAT", "read_record", "write_analysis"]

#: Version of ``study.json``. A reader refuses what is newer than itself.
FORMAT = 1
_HOME, _RECORD = "analysis", "study.json"


def write_analysis(folder: Path, record: Mapping[str, Any], design: Design, tables: Mapping[str, pd.DataFrame]) -> Path:
    """Write all tables under another name, then put them in the place of earlier ones. Raises `RunError`."""
    home = folder / _HOME
    work: Path | None = None
    try:
        work = Path(tempfile.mkdtemp(prefix=".siting-", dir=folder))
        told = {"format": FORMAT, **record, "design": _told(design)}
        text = json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False)
        (work / _RECORD).write_text(text + "\n", encoding="utf-8", newline="\n")
        for name, table in {"design": _long(design), **tables}.items():
            table.to_parquet(work / f"{name}.parquet", index=False)
            table.to_csv(work / f"{name}.csv", index=False, float_format="%.10g", lineterminator="\n")
        work.chmod(0o755)
        if home.exists():
            home.rename(work.with_name(f"{work.name}-old"))
        work.rename(home)
        shutil.rmtree(work.with_name(f"{work.name}-old"), ignore_errors=True)
    except OSError as error:
        if work is not None:
            shutil.rmtree(work, ignore_errors=True)
            with suppress(OSError):
                work.with_name(f"{work.name}-old").rename(home)
        what = f"cannot be written to: {error.strerror or error}"
        raise RunError([Problem(str(home), what, None, "free some space; the same call goes on from there")]) from error
    return home


def read_record(folder: Path) -> tuple[dict[str, Any], Design]:
    """What `write_analysis` wrote about a study, and its design. Raises `RunError` where there is none."""
    home = folder / _HOME
    try:
        told = json.loads((home / _RECORD).read_text(encoding="utf-8"))
        if told["format"] > FORMAT:
            what = f"was written by a newer siting (this one reads format {FORMAT})"
            raise RunError.one(str(home / _RECORD), what, told["format"], "upgrade siting")
        long = pd.read_parquet(home / "design.parquet")
        names, of = tuple(told["design"]["assumptions"]), told["design"]
        ids = tuple(dict.fromkeys(long["sample"]))
        shape = (len(ids), len(names))
        shares, values = (long[name].to_numpy(np.float64).reshape(shape) for name in ("share", "value"))
        return told, Design(of["kind"], of["seed"], of["asked"], names, ids, shares, values)
    except (FileNotFoundError, NotADirectoryError):
        what = "has no analysis"
        raise RunError.one(str(folder), what, remedy="name the folder that `siting ensemble` wrote") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        what = f"cannot be read ({type(error).__name__}: {error})"
        remedy = "run the same `siting ensemble` with --out of this folder: it writes its analysis anew"
        raise RunError.one(str(home), what, remedy=remedy) from error


def _told(design: Design) -> dict[str, Any]:
    return {
        "kind": design.kind,
        "seed": design.seed,
        "asked": design.asked,
        "samples": len(design.ids),
        "assumptions": list(design.names),
    }


def _long(design: Design) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "sample": np.repeat(design.ids, len(design.names)),
            "assumption": np.tile(design.names, len(design.ids)),
            "share": design.shares.ravel(),
            "value": design.values.ravel(),
        }
    )
