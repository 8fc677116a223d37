"""Lists on the terminal: problems, scenarios, runs, the inventory of the data."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from siting.errors import Problem
from siting.terminal.output import console, number, say, table

__all__ = ["print_inventory", "print_measures", "print_problems", "print_runs", "print_scenarios"]


def print_problems(place: Path, problems: Sequence[Problem]) -> None:
    """What `siting data check` found."""
    if not problems:
        print(f"{place}: no problem found")
        return
    print(f"{place}: {len(problems)} problem{'s' if len(problems) > 1 else ''} found")
    for problem in problems:
        print(f"  - {problem}")


def print_scenarios(model: str, records: Sequence[Mapping[str, Any]], problems: Sequence[Problem] = ()) -> None:
    """Scenarios of a model with the reason for each; on standard error what is wrong with the files of others."""
    if records:
        rows = [[str(each["name"]), str(each["title"]["en"]), str(each["why"])] for each in records]
        console().print(table(f"Scenarios of {model}", ["scenario", "title", "why"], rows, left=3))
    elif not problems:
        print(f"{model}: no scenarios")
    if problems:
        sys.stdout.flush()
        count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
        say("\n".join([f"siting: {count} in scenarios that are not listed:", *(f"  - {each}" for each in problems)]))


def print_runs(folder: Path, records: Sequence[Mapping[str, Any]]) -> None:
    """Runs with what a planner needs to tell them apart."""
    if not records:
        print(f"{folder}: no run yet; 'siting solve' writes one")
        return
    rows = [
        [
            Path(str(each["run"])).name,
            str(each.get("model") or "-"),
            str(each.get("scenario") or "-"),
            str(each.get("status") or "-"),
            number(each.get("jobs")),
            number(each.get("paid_mmad")),
            str(each.get("verdict") or "-"),
        ]
        for each in records
    ]
    columns = ["run", "model", "scenario", "status", "jobs", "cost,\nMAD million", "certificate"]
    drawn = table(f"Runs in {folder}", columns, rows, left=4)
    for position, column in enumerate(drawn.columns):
        column.no_wrap = position in (0, 4, 5)  # a name cut in two could not be given to another command
        column.overflow = "fold"
    console().print(drawn)


def print_inventory(records: Sequence[Mapping[str, Any]]) -> None:
    """The tables of a data set, every column of the inventory as it comes."""
    if not records:
        print("no tables")
        return
    columns = list(records[0])
    rows = [["-" if each[name] is None else str(each[name]) for name in columns] for each in records]
    console(width=180).print(table("Data set", columns, rows, left=len(columns)))


def print_measures(records: Sequence[Mapping[str, Any]]) -> None:
    """What can be mapped of a run."""
    rows = []
    for each in records:
        years = [int(year) for year in each["years"]]
        span = str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"
        levels = ", ".join(str(level) for level in each["levels"])
        rows.append([str(each["key"]), str(each["name"]), str(each["unit"]), span, levels])
    console().print(table("", ["--measure", "name", "unit", "years", "levels"], rows, left=5))
