"""Reading an ensemble, whole or as far as it has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siting.ensemble.measure import TABLES, arrow_type
from siting.ensemble.store import Plan, done_parts, read_plan
from siting.errors import RunError, UsageError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["EnsembleResult", "read_ensemble"]


@dataclass(frozen=True)
class EnsembleResult:
    """An ensemble on disk: ``done`` of ``samples`` have been computed. Nothing is read before it is asked for."""

    folder: Path
    samples: int
    done: int
    tables: tuple[str, ...]
    plan: Plan

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return self.done == self.samples

    def dataset(self, table: str) -> Any:
        """A table as a ``pyarrow.dataset.Dataset``, in the order of computation, to be filtered and read in pieces.

        Tables and columns are those of `siting.ensemble.measure.TABLES`. Raises `UsageError` for an unknown table and
        `RunError` for a damaged one.
        """
        import pyarrow as pa
        import pyarrow.dataset as ds

        if table not in self.tables:
            raise UsageError(f"no table {table}: this ensemble has {', '.join(self.tables)}")
        schema = pa.schema([(name, arrow_type(kind)) for name, kind in TABLES[table].items()])
        files = [str(part / f"{table}.parquet") for part in done_parts(self.folder, self.plan).values()]
        ids = [name for name, kind in TABLES[table].items() if kind == "id"]
        return ds.dataset(files, schema=schema, format=ds.ParquetFileFormat(dictionary_columns=ids))

    def frame(self, table: str, columns: Sequence[str] | None = None, filter: Any = None) -> pd.DataFrame:
        """A table, or some columns and rows (``filter``, a ``pyarrow`` expression) of it, in the order of the samples.

        Columns of ids are categorical. It is all in memory: for many samples take what you need, or `dataset`. Raises
        as `dataset`, and `UsageError` for an unknown column.
        """
        unknown = [name for name in columns or () if name not in TABLES.get(table, ())]
        if unknown and table in self.tables:
            raise UsageError(f"no column {unknown[0]} in {table}: it has {', '.join(TABLES[table])}")
        wanted = list(TABLES[table] if columns is None else columns) if table in self.tables else []
        order = "position" if table == "samples" else "sample"
        found = self._read(table, [*wanted, *([] if order in wanted else [order])], filter)
        frame: pd.DataFrame = found.unify_dictionaries().to_pandas()
        if order == "sample":
            frame[order] = frame[order].cat.set_categories(self._names(), ordered=False)
            ranks = frame[order].cat.codes.to_numpy()
        else:
            ranks = frame[order].to_numpy()
        return frame.iloc[ranks.argsort(kind="stable")][wanted].reset_index(drop=True)

    def _names(self) -> list[str]:
        """Ids of the samples that are done, in the order told."""
        told = self._read("samples", ["position", "sample"], None).to_pandas()
        names: list[str] = told.sort_values("position")["sample"].tolist()
        return names

    def _read(self, table: str, columns: list[str], filter: Any) -> Any:
        import pyarrow as pa

        data = self.dataset(table)
        try:
            return data.to_table(columns=columns, filter=filter)
        except (OSError, pa.ArrowInvalid) as error:
            what = f"is damaged: {table} cannot be read ({error})"
            raise RunError.one(str(self.folder), what, remedy="compute the ensemble again in a new folder") from error


def read_ensemble(folder: Path | str) -> EnsembleResult:
    """The ensemble in a folder. Raises `RunError` where there is none or it is damaged."""
    path = Path(folder)
    plan = read_plan(path)
    done = sum(map(plan.size, done_parts(path, plan)))
    tables = tuple(name for name in TABLES if plan.zones or name != "zones")
    return EnsembleResult(path, plan.samples, done, tables, plan)
