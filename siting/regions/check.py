"""`check_dataset`: everything that is wrong with a data set, at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from siting.errors import Problem
from siting.regions.dataset import Dataset, read_dataset
from siting.regions.package import FILE

__all__ = ["check_dataset"]


def check_dataset(folder: Path, overrides: Path | None = None) -> tuple[Problem, ...]:
    """Every problem of a data set: tables as `load_dataset`, outlines of every level, sources and licences.

    Empty if the data set is sound. Nothing is raised for bad data.
    """
    from siting.regions.geometry import dissolve_problems, outline_file, read_outlines

    dataset, problems = read_dataset(Path(folder), None if overrides is None else Path(overrides))
    if dataset is None:
        return tuple(problems)
    for level in dataset.levels:
        problems += read_outlines(dataset, level)[1]
    if all(outline_file(dataset, level) for level in dataset.levels):
        problems += dissolve_problems(dataset)
    problems += _papers(dataset)
    return tuple(problems)


def _papers(dataset: Dataset) -> Iterator[Problem]:
    """Sources: the data package describes every table and names source, year, grade and licence."""
    if not dataset.package:
        yield Problem(FILE, "data package is missing", remedy="describe the tables, their sources and licences")
        return
    described = {str(entry.get("path", "")): entry for entry in dataset.package.get("resources", [])}
    files = [f"{name}.csv" for name in dataset.tables] + [f"{level}s.geojson" for level in dataset.levels]
    for file in files:
        if not (dataset.folder / file).is_file():
            continue
        entry = described.get(file)
        if entry is None:
            yield Problem(f"{FILE}, resources", "table is not described", file, "add it with source and licence")
            continue
        extra = entry.get("siting", {})
        for key, held in (("sources", entry.get("sources")), ("licenses", entry.get("licenses"))):
            if not held:
                yield Problem(f"{FILE}, {file}", f"has no {key}", remedy=f"name its {key}")
        for key in ("unit", "year", "grade"):
            if not extra.get(key):
                yield Problem(f"{FILE}, {file}", f"has no {key}", remedy=f"add siting.{key}")
    for file in described:
        if file and not (dataset.folder / file).is_file():
            yield Problem(f"{FILE}, resources", "described file is missing", file, "add the file or drop the entry")
