"""The command that decides for several scenarios at once: decide."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from siting import terminal
from siting.cli.app import DEFAULT_MODEL, Debug, Json, Level, ModelArgument, Quiet, Seed, Settings, app

__all__ = ["decide"]


class AimOption(StrEnum):
    """What a decision makes small."""

    expected = "expected"
    regret = "regret"
    cvar = "cvar"


PlanLevel = Annotated[Level | None, typer.Option(help="Territorial level to plan at; the model file's by default.")]


@app.command()
def decide(
    model: ModelArgument = DEFAULT_MODEL,
    scenario: Annotated[
        list[str] | None,
        typer.Option(
            "--scenario",
            metavar="NAME=SHARE",
            help="A scenario and how likely it is: 0.5 or 1/3. Twice or more; bare names are equally likely.",
        ),
    ] = None,
    aim: Annotated[
        AimOption,
        typer.Option(help="Parks of least expected cost, of least regret, or of least expected cost and cost at risk."),
    ] = AimOption.expected,
    relative: Annotated[
        bool, typer.Option("--relative", help="Regret as a share of the least cost of its scenario.")
    ] = False,
    level_of_risk: Annotated[
        float, typer.Option(metavar="SHARE", help="The cost at risk (CVaR) is that of all but this share of futures.")
    ] = 0.9,
    weight: Annotated[
        float, typer.Option(metavar="SHARE", help="Weight of the cost at risk beside the expected cost, for cvar.")
    ] = 0.5,
    decide_until: Annotated[
        int | None, typer.Option(metavar="YEAR", help="Seats delivered up to then are decided now; by default all.")
    ] = None,
    settings: Settings = None,
    level: PlanLevel = None,
    seed: Seed = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder to write; must not exist. Default: runs/MODEL-decide-TIME."),
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Decide parks now for several scenarios at once, jobs later; what knowing first would be worth."""
    from siting.analysis.decide import decided_record
    from siting.analysis.decide.ordering import decide_scenarios
    from siting.terminal.decision import print_decided

    asked = {
        "aim": aim.value, "relative": relative, "level_of_risk": level_of_risk, "weight": weight,
        "until": decide_until, "seed": seed or 0,
    }  # fmt: skip
    with terminal.progress(quiet=quiet) as step:
        folder, decided = decide_scenarios(
            model,
            scenario or (),
            settings=tuple(settings or ()),
            level=level.value if level else None,
            out=out,
            asked=asked,
            progress=step,
        )
    if json:
        terminal.print_json({"folder": str(folder), **decided_record(decided)})
    elif not quiet:
        print_decided(folder, decided)
