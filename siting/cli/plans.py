"""Commands that make plans and judge them: solve, verify, scenarios, runs, math."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from siting import terminal
from siting.cli.app import (
    DEFAULT_MODEL,
    Debug,
    Gap,
    Json,
    Lang,
    Level,
    ModelArgument,
    Quiet,
    RunArgument,
    Scenario,
    Seed,
    Settings,
    SolverName,
    Threads,
    TimeLimit,
    app,
    limits,
)
from siting.errors import Infeasible, InvalidInput, UsageError


@app.command()
def solve(
    model: ModelArgument = DEFAULT_MODEL,
    scenario: Scenario = None,
    settings: Settings = None,
    level: Annotated[
        Level | None, typer.Option(help="Territorial level to plan at; the model file's by default.")
    ] = None,
    every: Annotated[
        bool,
        typer.Option(
            "--all", help="Every scenario of the model, in parallel; those that have not changed are skipped."
        ),
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Run folder to write; must not exist. Default: runs/MODEL-SCENARIO-TIME. With --all: the folder "
            "of the runs.",
        ),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=64, help="Scenarios at a time, with --all; as many as there are cores.")
    ] = None,
    time_limit: TimeLimit = None,
    gap: Gap = None,
    seed: Seed = None,
    threads: Threads = None,
    solver: Annotated[SolverName, typer.Option(help="Solver; cbc needs the extra pulp[cbc].")] = SolverName.highs,
    lang: Annotated[
        Lang, typer.Option("--lang", help="Language of what is said where no plan exists; all else is English.")
    ] = Lang.en,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Compute a plan, prove it, and write a run folder."""
    asked = Asked(
        model, tuple(settings or ()), level.value if level else None, out, solver.value,
        limits(time_limit, gap, seed, threads),
    )  # fmt: skip
    if every:
        _solve_all(asked, scenario, workers, json=json, quiet=quiet)
    elif workers is not None:
        raise UsageError("--workers goes with --all")
    else:
        try:
            _solve_one(asked, scenario, json=json, quiet=quiet)
        except Infeasible as error:
            raise typer.Exit(terminal.show_error(error, as_json=json, debug=debug, lang=lang.value)) from None


class Asked(NamedTuple):
    """What one or all scenarios are solved with."""

    model: str
    settings: tuple[str, ...]
    level: str | None
    out: Path | None
    solver: str
    limits: dict[str, float | int]


def _solve_one(asked: Asked, scenario: str | None, *, json: bool, quiet: bool) -> None:
    from siting.planning import plan

    with terminal.progress(quiet=quiet) as step:
        run = plan(scenario=scenario, progress=step, **asked._asdict())
    if json:
        terminal.print_json({"run": str(run.folder), **run.summary, "certificate": run.certificate.to_dict()})
    elif not quiet:
        terminal.print_plan(run)
    if run.certificate.refuted:
        raise typer.Exit(terminal.show_refuted(run.folder))


def _solve_all(asked: Asked, scenario: str | None, workers: int | None, *, json: bool, quiet: bool) -> None:
    from siting.analysis.batch import batch_records, solve_all

    if scenario is not None:
        raise UsageError("--all solves every scenario: leave out --scenario")
    try:
        with terminal.progress(quiet=quiet) as step:
            rows = solve_all(workers=workers, progress=step, **{**asked._asdict(), "out": asked.out or Path("runs")})
    except KeyboardInterrupt:
        kept = "the runs that were finished are kept, and the same command goes on from there"
        raise SystemExit(terminal.show_stopped(json, kept)) from None
    if json:
        terminal.print_json({"model": asked.model, "scenarios": batch_records(rows)})
    elif not quiet:
        terminal.print_batch(rows)
    if code := max((row.exit_code for row in rows), default=0):
        raise typer.Exit(code)


@app.command()
def verify(run: RunArgument, json: Json = False, quiet: Quiet = False, debug: Debug = False) -> None:
    """Recompute every constraint and the proof of a run from its own tables, without a solver."""
    from siting.planning import verified
    from siting.results.finding import find_run

    folder = find_run(run)
    certificate = verified(folder)
    if json:
        terminal.print_json({"run": str(folder), **certificate.to_dict()})
    elif not quiet:
        terminal.print_certificate(folder, certificate.to_dict())
    if certificate.refuted:
        raise typer.Exit(3)


@app.command()
def scenarios(model: ModelArgument = DEFAULT_MODEL, json: Json = False, debug: Debug = False) -> None:
    """List the scenarios of a model."""
    from siting.planning import scenario_records

    records, problems = scenario_records(model)
    if json:
        broken = {"problems": terminal.problem_records(problems)} if problems else {}
        terminal.print_json({"model": model, "scenarios": records, **broken})
    else:
        terminal.print_scenarios(model, records, problems)
    if problems:
        raise typer.Exit(InvalidInput.exit_code)


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
