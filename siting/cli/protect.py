"""The command that is sure of people: protect."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from siting import terminal
from siting.cli.app import DEFAULT_MODEL, Debug, Json, Level, ModelArgument, Quiet, Scenario, Settings, app
from siting.errors import ModelError, Problem

__all__ = ["protect"]


@app.command()
def protect(
    model: ModelArgument = DEFAULT_MODEL,
    shortfall: Annotated[
        float, typer.Option(metavar="SHARE", help="Share of its recruits that a place may lack: 0.2 is a fifth.")
    ] = 0.2,
    places: Annotated[
        str,
        typer.Option(
            metavar="N[,N...]",
            help="How many of the places that a park recruits from may fall short at once; one plan for each number.",
        ),
    ] = "0,1,2,3",
    scenario: Scenario = None,
    settings: Settings = None,
    level: Annotated[
        Level | None, typer.Option(help="Territorial level to plan at; the model file's by default.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder to write; must not exist. Default: runs/NAME-protect-TIME."),
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """What it costs to be sure of every park's staff when some talent pools turn out smaller."""
    from siting.analysis.decide.protecting import protect_model, protection_record
    from siting.terminal.protection import print_protection

    budgets = _numbers(places)
    with terminal.progress(quiet=quiet or json) as step:
        folder, found, names = protect_model(
            model,
            shortfall,
            budgets,
            scenario=scenario,
            settings=tuple(settings or ()),
            level=level.value if level else None,
            out=out,
            progress=step,
        )
    if json:
        terminal.print_json({"folder": str(folder), **protection_record(found)})
    elif not quiet:
        print_protection(folder, found, names)


def _numbers(text: str) -> list[float]:
    """``0,0.5,2`` as numbers. Raises `ModelError` with every part that is none."""
    found, problems = [], []
    for part in (part.strip() for part in text.split(",")):
        try:
            found.append(float(part))
        except ValueError:
            problems.append(Problem("--places", "is not a number", part or "nothing", "for instance 0,1,2"))
    if problems:
        raise ModelError(problems)
    return found
