"""The application, and the arguments and options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from siting import __version__

__all__ = [
    "DEFAULT_MODEL",
    "Debug",
    "Gap",
    "Json",
    "Lang",
    "Level",
    "ModelArgument",
    "Picture",
    "Quiet",
    "RunArgument",
    "Scenario",
    "Seed",
    "Settings",
    "SolverName",
    "Threads",
    "TimeLimit",
    "app",
    "data",
    "limits",
]

DEFAULT_MODEL = "models/tech-valley-2030"

app = typer.Typer(
    name="siting",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
)
data = typer.Typer(help="Check, rebuild or list the regional data set.", no_args_is_help=True)
app.add_typer(data, name="data")


class Level(StrEnum):
    """Territorial levels; a data set need not have all of them."""

    region = "region"
    province = "province"
    commune = "commune"


class Lang(StrEnum):
    """Languages of names and words on pictures."""

    fr = "fr"
    ar = "ar"
    en = "en"


class Picture(StrEnum):
    """Formats a map can be saved in."""

    png = "png"
    svg = "svg"
    pdf = "pdf"


class SolverName(StrEnum):
    """Solvers a plan can be computed with."""

    highs = "highs"
    cbc = "cbc"


#: Types of arguments and options that several commands share.
ModelArgument = Annotated[str, typer.Argument(metavar="[MODEL]", help="A model's folder, or a shipped model's name.")]
RunArgument = Annotated[
    str,
    typer.Argument(metavar="RUN", help="A run: its folder, or a scenario of the runs in runs/, whose newest is taken."),
]
Scenario = Annotated[str | None, typer.Option("--scenario", metavar="NAME", help="A scenario of the model.")]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="Change one value, e.g. goals.jobs.2030=250000. Repeatable."),
]
TimeLimit = Annotated[
    float | None, typer.Option("--time-limit", min=0, metavar="SECONDS", help="Stop the solver after so long.")
]
Gap = Annotated[
    float | None,
    typer.Option(
        "--gap",
        min=0,
        max=1,
        metavar="SHARE",
        help="Accept a plan proven this close to the best (0.01 is 1 %); for indivisible parks.",
    ),
]
Seed = Annotated[int | None, typer.Option("--seed", min=0, help="Random seed of the solver.")]
Threads = Annotated[int | None, typer.Option("--threads", min=1, max=256, help="Threads the solver may use.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document on standard output, nothing else.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress and no summary.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show Python's traceback when something fails.")]


def limits(
    time_limit: float | None, gap: float | None, seed: int | None, threads: int | None
) -> dict[str, float | int]:
    """What was asked of the solver, under the names that the engine uses; what was not asked is left out."""
    asked = {"time_limit_s": time_limit, "gap": gap, "seed": seed, "threads": threads}
    return {name: value for name, value in asked.items() if value is not None}


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"siting {__version__}")
        raise typer.Exit


@app.callback()
def siting(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="Print the version and stop.")
    ] = False,
) -> None:
    """Where a country should put its offshoring jobs and parks: plans by province and year, proven optimal."""
