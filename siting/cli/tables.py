"""Commands about the regional data set: data check, data build, data show."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from siting import terminal
from siting.cli.app import Debug, Json, Quiet, data

DataArgument = Annotated[
    Path | None, typer.Argument(metavar="[DIR]", help="A data folder; the shipped data/regions by default.")
]
Overrides = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Folder of tables that replace or extend those of DIR.")
]


@data.command("check")
def data_check(
    folder: DataArgument = None, overrides: Overrides = None, json: Json = False, debug: Debug = False
) -> None:
    """Validate types, ranges, sums, codes, geometry and sources; report every problem at once."""
    from siting.planning import data_problems

    place, problems = data_problems(folder, overrides)
    if json:
        terminal.print_json({"data": str(place), "problems": terminal.problem_records(problems)})
    else:
        terminal.print_problems(place, problems)
    if problems:
        raise typer.Exit(3)


@data.command("build")
def data_build(
    facts: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Fact tables; data/regions/facts by default.")
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder to write; data/regions by default.")] = None,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Regenerate the data set from the census, the boundaries and the fact tables."""
    from siting.planning import rebuild_data

    with terminal.progress(quiet=quiet) as step:
        place = rebuild_data(facts, out, step)
    if json:
        terminal.print_json({"data": str(place)})
    elif not quiet:
        print(place)


@data.command("show")
def data_show(folder: DataArgument = None, json: Json = False, debug: Debug = False) -> None:
    """Print the inventory: table, rows, unit, source, year, grade, licence."""
    from siting.planning import data_inventory

    records = data_inventory(folder)
    terminal.print_json({"tables": records}) if json else terminal.print_inventory(records)
