"""Commands that make plans and judge them: solve, verify, scenarios, runs, math, map."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from siting import terminal
from siting.cli.app import (
    DEFAULT_MODEL,
    Debug,
    Json,
    Lang,
    Level,
    ModelArgument,
    Picture,
    Quiet,
    RunArgument,
    Scenario,
    Settings,
    SolverName,
    app,
)


@app.command()
def solve(
    model: ModelArgument = DEFAULT_MODEL,
    scenario: Scenario = None,
    settings: Settings = None,
    level: Annotated[
        Level | None, typer.Option(help="Territorial level to plan at; the model file's by default.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Run folder to write; must not exist. Default: runs/MODEL-SCENARIO-TIME."),
    ] = None,
    time_limit: Annotated[
        float | None, typer.Option(min=0, metavar="SECONDS", help="Stop the solver after so long.")
    ] = None,
    gap: Annotated[
        float | None,
        typer.Option(
            min=0,
            max=1,
            metavar="SHARE",
            help="Accept a plan proven this close to the best (0.01 is 1 %); for indivisible parks.",
        ),
    ] = None,
    seed: Annotated[int | None, typer.Option(min=0, help="Random seed of the solver.")] = None,
    threads: Annotated[int | None, typer.Option(min=1, max=256, help="Threads the solver may use.")] = None,
    solver: Annotated[SolverName, typer.Option(help="Solver; cbc needs the extra pulp[cbc].")] = SolverName.highs,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Compute a plan, prove it, and write a run folder."""
    from siting.planning import plan

    limits = {"time_limit_s": time_limit, "gap": gap, "seed": seed, "threads": threads}
    with terminal.progress(quiet=quiet) as step:
        run = plan(
            model,
            scenario=scenario,
            settings=tuple(settings or ()),
            level=level.value if level else None,
            out=out,
            solver=solver.value,
            limits={name: value for name, value in limits.items() if value is not None},
            progress=step,
        )
    if json:
        terminal.print_json({"run": str(run.folder), **run.summary, "certificate": run.certificate.to_dict()})
    elif not quiet:
        terminal.print_plan(run)
    if run.certificate.refuted:
        raise typer.Exit(terminal.show_refuted(run.folder))


@app.command()
def verify(run: RunArgument, json: Json = False, quiet: Quiet = False, debug: Debug = False) -> None:
    """Recompute every constraint and the proof of a run from its own tables, without a solver."""
    from siting.planning import verified

    certificate = verified(run)
    if json:
        terminal.print_json({"run": str(run), **certificate.to_dict()})
    elif not quiet:
        terminal.print_certificate(run, certificate.to_dict())
    if certificate.refuted:
        raise typer.Exit(3)


@app.command()
def scenarios(model: ModelArgument = DEFAULT_MODEL, json: Json = False, debug: Debug = False) -> None:
    """List the scenarios of a model."""
    from siting.planning import scenario_records

    records = scenario_records(model)
    terminal.print_json({"model": model, "scenarios": records}) if json else terminal.print_scenarios(model, records)


@app.command()
def runs(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Folder that holds the runs.")] = Path("runs"),
    json: Json = False,
    debug: Debug = False,
) -> None:
    """List the runs in a folder, newest first."""
    from siting.planning import run_records

    records = run_records(folder)
    terminal.print_json({"runs": records}) if json else terminal.print_runs(folder, records)


@app.command("math")
def math_(
    schema: Annotated[bool, typer.Option("--schema", help="The JSON Schema of model files instead.")] = False,
    model: ModelArgument = DEFAULT_MODEL,
    scenario: Scenario = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write to a file.")] = None,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Print the formulation; with --scenario, what that scenario switches on."""
    from siting.planning import formulation_text, schema_text

    text = schema_text() if schema else formulation_text(model, scenario)
    if out is not None:
        terminal.write_text(out, text)
    if json:
        terminal.print_json({"schema" if schema else "formulation": text, "file": str(out) if out else None})
    elif out is None:
        print(text, end="")


@app.command("map")
def map_(
    run: RunArgument,
    lang: Annotated[Lang, typer.Option(help="Language of words and names.")] = Lang.fr,
    picture: Annotated[
        Picture | None, typer.Option("--format", help="Default: by the name of the file, else png.")
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Default: RUN.png beside the run.")] = None,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Draw the map of a plan."""
    from siting.planning import draw_map

    file = draw_map(run, out=out, kind=picture.value if picture else None, lang=lang.value)
    terminal.print_json({"picture": str(file)}) if json else print(file)
