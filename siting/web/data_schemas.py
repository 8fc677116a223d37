"""What the interface says of tables: those of a model, and those that people bring in. Frozen types."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from siting.web.schemas import Names, ProblemView

__all__ = ["DataChange", "DataCheck", "DataFile", "DataProblem", "DataTable", "DataView", "TableView"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TableView(_Frozen):
    """A table of a model's data: what it is called, what it holds, and how many rows. Columns by their names."""

    name: str
    title: Names
    rows: int
    columns: list[str]
    required: bool


class DataFile(_Frozen):
    """A file that was brought in, and its size in bytes."""

    name: str
    size: int


class DataChange(_Frozen):
    """A figure that a table which was brought in changes: the row by its key, the column, before and after."""

    row: str
    column: str
    before: str
    after: str


class DataTable(_Frozen):
    """What differs in a table from the model's own: rows that are new, gone and changed, and the first changes."""

    name: str
    title: Names
    rows: int
    added: int
    removed: int
    changed: int
    changes: list[DataChange]


class DataView(_Frozen):
    """Tables that were brought in for a model. ``outlines``: levels whose outlines are among them."""

    name: str
    title: str
    model: str
    created: str
    files: list[DataFile]
    tables: list[DataTable]
    outlines: list[str]


class DataProblem(ProblemView):
    """A problem of a file that is brought in: ``file`` is the one, ``line`` and ``column`` where in it, if anywhere."""

    file: str | None = None
    line: int | None = None
    column: str | None = None


class DataCheck(_Frozen):
    """Everything that is wrong with files that were brought in; without problems, under which name they are kept."""

    problems: list[DataProblem]
    data: DataView | None = None
