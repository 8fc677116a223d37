"""The command about assumptions that are not known exactly: ensemble."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from siting import terminal
from siting.cli.app import DEFAULT_MODEL, Debug, Json, Level, ModelArgument, Quiet, Scenario, Settings, app

__all__ = ["ensemble"]


class DesignName(StrEnum):
    """Which samples are computed."""

    lhs = "lhs"
    morris = "morris"
    sobol = "sobol"


Samples = Annotated[int, typer.Option("--samples", metavar="N", help="How many samples are computed.")]
SampleSeed = Annotated[int, typer.Option("--seed", help="Seed of the samples: the same seed gives the same ones.")]
Design = Annotated[
    DesignName,
    typer.Option(
        "--design",
        help="lhs draws from the ranges; morris screens many assumptions with few samples; sobol splits the variance "
        "among them with many. The last two need the extra siting[sensitivity].",
    ),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", min=1, max=256, help="Processes of this machine; as many as there are cores."),
]
Scheduler = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="ADDRESS", help="A Dask scheduler, tcp://host:port, instead of this machine."),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="DIR",
        help="Folder to write, or that of an earlier call, which is gone on with. Default: "
        "runs/MODEL-SCENARIO-ensemble-TIME.",
    ),
]


@app.command()
def ensemble(
    model: ModelArgument = DEFAULT_MODEL,
    scenario: Scenario = None,
    settings: Settings = None,
    level: Annotated[
        Level | None, typer.Option(help="Territorial level to plan at; the model file's by default.")
    ] = None,
    samples: Samples = 1000,
    seed: SampleSeed = 0,
    design: Design = DesignName.lhs,
    workers: Workers = None,
    scheduler: Scheduler = None,
    out: Out = None,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Vary the assumptions within their ranges: which parks are certain, how often goals are met, what matters."""
    from siting.analysis.uncertainty import run_study, study_record
    from siting.errors import UsageError

    if scheduler is not None and workers is not None:
        raise UsageError("--scheduler takes the workers that it has: leave out --workers")
    try:
        with terminal.progress(quiet=quiet) as step:
            study = run_study(
                model,
                scenario=scenario,
                settings=tuple(settings or ()),
                level=level.value if level else None,
                samples=samples,
                design=design.value,
                seed=seed,
                workers=workers,
                scheduler=scheduler,
                out=out,
                progress=step,
            )
    except KeyboardInterrupt as stop:
        kept = str(stop.args[0]) if stop.args else "nothing written"
        raise SystemExit(terminal.show_stopped(json, kept)) from None
    if json:
        terminal.print_json(study_record(study))
    elif not quiet:
        terminal.print_study(study)
