"""Lists on the terminal: problems, scenarios, runs, the inventory of the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from siting.errors import Problem
from siting.terminal.output import console, number, table

__all__ = ["print_inventory", "print_problems", "print_runs", "print_scenarios"]


def print_problems(place: Path, problems: Sequence[Problem]) -> None:
    """What `siting data check` found."""
    if not problems:
        print(f"{place}: no problem found")
        return
    print(f"{place}: {len(problems)} problem{'s' if len(problems) > 1 else ''} found")
    for problem in problems:
        print(f"  - {problem}")


def print_scenarios(model: str, records: Sequence[Mapping[str, Any]]) -> None:
    """Scenarios of a model with the reason for each."""
    if not records:
        print(f"{model}: no scenarios")
        return
    rows = [[str(each["name"]), str(each["title"]["en"]), str(each["why"])] for each in records]
    console().print(table(f"Scenarios of {model}", ["scenario", "title", "why"], rows, left=3))


def print_runs(folder: Path, records: Sequence[Mapping[str, Any]]) -> None:
    """Runs with what a planner needs to tell them apart."""
    if not records:
        print(f"{folder}: no run yet; 'siting solve' writes one")
        return
    rows = [
        [
            str(each["run"]),
            str(each.get("model") or "-"),
            str(each.get("scenario") or "-"),
            str(each.get("status") or "-"),
            number(each.get("jobs")),
            number(each.get("objective_mmad")),
            str(each.get("verdict") or "-"),
        ]
        for each in records
    ]
    columns = ["run", "model", "scenario", "status", "jobs", "cost, MAD million", "certificate"]
    console().print(table(f"Runs in {folder}", columns, rows, left=4))


def print_inventory(records: Sequence[Mapping[str, Any]]) -> None:
    """The tables of a data set, every column of the inventory as it comes."""
    if not records:
        print("no tables")
        return
    columns = list(records[0])
    rows = [["-" if each[name] is None else str(each[name]) for name in columns] for each in records]
    console(width=180).print(table("Data set", columns, rows, left=len(columns)))
