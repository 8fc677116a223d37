"""Tables that passed every check, kept in one columnar file (Arrow) for the next time the same files are read.

Only what passed is kept: a data set with a problem is read and checked anew each time, with all its messages.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from siting.regions.keys import fingerprint
from siting.regions.package import FILE
from siting.regions.store import cache_folder, read_entry, write_entry

if TYPE_CHECKING:
    import pyarrow as pa

    from siting.regions.dataset import Dataset

__all__ = ["dataset_key", "known_outlines", "outlines_key", "recall", "remember", "remember_outlines"]

#: Layout of an entry. Another number makes all older entries unknown.
LAYOUT = "1"
_WORKBOOK = ("openpyxl", "pyogrio")
_TABLES, _OUTLINES = ("numpy", "pandas", "pyarrow", "siting"), ("geopandas", "pyogrio", "shapely", "siting")


def dataset_key(folder: Path, overrides: Path | None) -> str | None:
    """What the tables read from the two folders depend on, as a fingerprint; None if they are not to be cached."""
    if cache_folder() is None:
        return None
    libraries = _TABLES if overrides is None else (*_TABLES, *_WORKBOOK)
    # Rows of a user's folder are told by its name.
    told = (LAYOUT, "tables", "" if overrides is None else overrides.name)
    return fingerprint((folder, overrides), _holds_tables, libraries, told)


def _holds_tables(name: str) -> bool:
    """Whether a file may hold tables or totals; a GeoPackage may have a journal beside it."""
    return name == FILE or Path(name).suffix.lower().startswith((".csv", ".xlsx", ".gpkg"))


def _holds_outlines(name: str) -> bool:
    return Path(name).suffix.lower().startswith((".geojson", ".gpkg"))


def recall(key: str | None, folder: Path, overrides: Path | None) -> Dataset | None:
    """The data set that was kept under ``key``; None if there is none that can be read."""
    content = None if key is None else read_entry(f"dataset-{key}.arrow")
    if content is None:
        return None
    try:
        return _unpacked(content, folder, overrides)
    except Exception:  # whatever pyarrow raises: the files themselves are there to be read
        return None


def remember(key: str, dataset: Dataset) -> None:
    """Keep the tables of a data set that passed all checks. Never raises; what has no exact place is not kept."""
    try:
        content = _packed(dataset)
    except (ValueError, TypeError, RecursionError):  # pyarrow's errors are among them
        return
    if content is not None:
        write_entry(f"dataset-{key}.arrow", content)


def _packed(dataset: Dataset) -> memoryview | None:
    """An Arrow stream of one row: a column for each table, a list of records with the table's columns as fields."""
    import pyarrow as pa

    columns = {}
    for name, frame in dataset.tables.items():
        if not isinstance(frame.index, pd.RangeIndex) or not frame.columns.is_unique:
            return None
        cells = [_arrow(frame[column]) for column in frame.columns]
        if any(each is None for each in cells):
            return None
        records = pa.StructArray.from_arrays(cells, names=list(frame.columns))
        columns[name] = pa.LargeListArray.from_arrays(pa.array([0, len(frame)], pa.int64()), records)
    told = {"package": dict(dataset.package), "origins": dict(dataset.origins)}
    batch = pa.record_batch(columns).replace_schema_metadata({"siting": json.dumps(told)})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)
    return memoryview(sink.getvalue())


def _arrow(column: pd.Series) -> pa.Array | None:
    """A column of the three kinds that a table may have, bit by bit; None for any other."""
    import pyarrow as pa

    if column.dtype in (np.dtype("int64"), np.dtype("float64")):
        return pa.array(column.to_numpy(), from_pandas=False)
    if column.dtype != "str":
        return None
    found = pa.array(column.array, type=pa.large_string())
    return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found


def _unpacked(content: memoryview, folder: Path, overrides: Path | None) -> Dataset:
    import pyarrow as pa

    from siting.regions.dataset import Dataset

    with pa.ipc.open_stream(pa.py_buffer(content)) as stream:
        batch = stream.read_next_batch()
    told: Mapping[str, Any] = json.loads(batch.schema.metadata[b"siting"])
    tables = {name: _frame(batch.column(name).values) for name in batch.schema.names}
    origins = {name: tuple(places) for name, places in told["origins"].items()}
    package = MappingProxyType(told["package"])
    return Dataset(folder, overrides, MappingProxyType(tables), MappingProxyType(origins), package)


def _frame(records: pa.StructArray) -> pd.DataFrame:
    """A table as `siting.regions.typing_cells.typed` makes it."""
    import pyarrow as pa

    text: Any = pd.StringDtype(na_value=np.nan)
    cells: dict[str, Any] = {}
    for at, field in enumerate(records.type):
        column = records.field(at)
        if pa.types.is_large_string(field.type):
            cells[field.name] = text.__from_arrow__(column)
        else:
            cells[field.name] = column.to_numpy(zero_copy_only=False)
    # Columns are copied: what is done to a table does not reach the entry it was read from.
    return pd.DataFrame(cells, copy=True, index=pd.RangeIndex(len(records)))


def outlines_key(dataset: Dataset, trusted: Path) -> str | None:
    """What the verdict on the outlines of a data set depends on; None if it is not to be cached."""
    if cache_folder() is None:
        return None
    zones = dataset.tables["zones"]
    places = [str(folder and folder.resolve() == trusted.resolve()) for folder in (dataset.folder, dataset.overrides)]
    codes = (f"{level} {code}" for level, code in zip(zones["level"], zones["code"], strict=True))
    told = (LAYOUT, "outlines", *places, *codes)
    return fingerprint((dataset.folder, dataset.overrides), _holds_outlines, _OUTLINES, told)


def known_outlines(key: str | None) -> bool:
    """Whether the outlines with this key were found sound before."""
    return key is not None and read_entry(f"outlines-{key}.sound") is not None


def remember_outlines(key: str) -> None:
    """Keep that the outlines with this key are sound. Never raises."""
    write_entry(f"outlines-{key}.sound", b"sound\n")
