"""Tables that are brought in, checked as `siting data check` does, and put beside the model's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siting.errors import Problem, SitingError
from siting.web.data_schemas import DataChange, DataProblem, DataTable
from siting.web.schemas import Names
from siting.words import LANGS, say

if TYPE_CHECKING:
    import pandas as pd

    from siting.regions import Dataset
    from siting.web.desk import Desk

__all__ = ["Findings", "checked", "data_problem", "differences", "table_title"]

#: Changed figures of a table that are spelt out.
CHANGES = 40
_LINE = re.compile(r"\b(?:line|row) (?P<line>\d+)")
_COLUMN = re.compile(r"\bcolumns? (?P<column>[a-z_0-9]+)")
_FILE = re.compile(r"^(?:[^/]*/)?(?P<file>[^/:,]+\.(?:csv|xlsx|gpkg|geojson|json))\b")


@dataclass(frozen=True)
class Findings:
    """What is wrong with a set of tables; else what differs from the model's own."""

    problems: list[Problem] = field(default_factory=list)
    tables: list[DataTable] = field(default_factory=list)
    outlines: list[str] = field(default_factory=list)


def checked(desk: Desk, model: str, tables: Path) -> Findings:
    """Check the files in ``tables`` as the overrides of a model, and that a plan can be computed with them.

    Raises `ModelError` for an unknown model, `DataError` where the model's own data are wrong.
    """
    from siting.paths import shipped
    from siting.regions import load_dataset
    from siting.regions.dataset import read_dataset
    from siting.regions.geometry import outline_file, outline_problems
    from siting.solving import SHIPPED_DATA

    given = desk.given(model)
    base = load_dataset(given.data_folder, given.overrides_folder)
    dataset, problems = read_dataset(given.data_folder, tables)
    if dataset is not None:
        problems += outline_problems(dataset, shipped(SHIPPED_DATA))
    if problems or dataset is None:
        return Findings(list(dict.fromkeys(problems)))
    try:
        desk.try_data(model, tables)
    except SitingError as error:
        return Findings(list(getattr(error, "problems", ())) or [Problem(model, str(error))])
    own = [name for name in dataset.tables if _is_own(dataset, tables, name)]
    found = [level for level in dataset.levels if (file := outline_file(dataset, level)) and file[0].parent == tables]
    return Findings([], [differences(name, base, dataset) for name in own], found)


def _is_own(dataset: Dataset, tables: Path, name: str) -> bool:
    """Whether a table was read from a file of the set, alone or beside the model's own."""
    places = [place.partition("/") for place in dataset.origins[name]]
    files = [re.split(r", (?:sheet|layer) ", file)[0] for folder, _, file in places if folder == tables.name]
    return any((tables / file).is_file() for file in files)


def differences(name: str, base: Dataset, dataset: Dataset) -> DataTable:
    """What a table of ``dataset`` changes against the one of ``base``: rows are the same where their key is."""
    from siting.regions.tables import TABLES

    key = list(TABLES[name].key)
    old, new = (each.table(name).set_index(key).sort_index() for each in (base, dataset))
    both = old.index.intersection(new.index)
    was, now = old.loc[both], new.loc[both]
    differs = (was != now) & ~(was.isna() & now.isna())
    return DataTable(
        name=name,
        title=table_title(name),
        rows=len(new),
        added=len(new) - len(both),
        removed=len(old) - len(both),
        changed=int(differs.any(axis=1).sum()),
        changes=list(_changes(was, now, differs)),
    )


def _changes(was: pd.DataFrame, now: pd.DataFrame, differs: pd.DataFrame) -> Iterator[DataChange]:
    import numpy as np

    rows, columns = np.nonzero(differs.to_numpy())
    for row, column in list(zip(rows, columns, strict=True))[:CHANGES]:
        key = now.index[row]
        yield DataChange(
            row=" ".join(map(str, key)) if isinstance(key, tuple) else str(key),
            column=str(now.columns[column]),
            before=_told(was.iat[row, column]),
            after=_told(now.iat[row, column]),
        )


def _told(value: Any) -> str:
    """A cell as it stands in a file."""
    import pandas as pd

    if pd.isna(value):
        return ""
    number = value.item() if hasattr(value, "item") else value
    return f"{number:.12g}" if isinstance(number, float) else str(number)[:200]


def data_problem(problem: Problem) -> DataProblem:
    """A problem with the file, the line and the column that its place names."""
    from siting.web.failures import problem_view

    bare = re.sub(r"^tables/", "", problem.place)
    view = problem_view(Problem(bare, problem.message, problem.value, problem.remedy))
    file, line, column = (pattern.search(bare) for pattern in (_FILE, _LINE, _COLUMN))
    return DataProblem(
        **view.model_dump(),
        file=file["file"] if file else None,
        line=int(line["line"]) if line else None,
        column=column["column"] if column else None,
    )


def table_title(name: str) -> Names:
    """What a table is called in each language."""
    return Names(**{lang: say(f"web-table-{name.replace('_', '-')}", lang) for lang in LANGS})
