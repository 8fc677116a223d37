"""The command line: parse, call, print. What is printed is in `siting.terminal`, what is done in `siting.planning`.

Nothing heavy is imported before a command runs, so that ``siting --help`` answers at once.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from siting import __version__, terminal

__all__ = ["app", "run"]

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


ModelArgument = Annotated[str, typer.Argument(metavar="[MODEL]", help="A model's folder, or a shipped model's name.")]
RunArgument = Annotated[Path, typer.Argument(metavar="RUN", help="A run folder.")]
Scenario = Annotated[str | None, typer.Option("--scenario", metavar="NAME", help="A scenario of the model.")]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="Change one value, e.g. goals.jobs.2030=250000. Repeatable."),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document on standard output, nothing else.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress and no summary.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show Python's traceback when something fails.")]


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


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code. Never raises, and shows no traceback unless ``--debug`` is given."""
    as_json = "--json" in arguments
    terminal.ready_streams()
    try:
        code = typer.main.get_command(app).main(args=arguments, prog_name="siting", standalone_mode=False)
        sys.stdout.flush()
        if code == terminal.INTERRUPTED:
            return terminal.show_stopped(as_json)
        return code if isinstance(code, int) else 0
    except typer.Exit as stop:
        return stop.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return terminal.show_stopped(as_json)
    except Exception as error:
        return terminal.show_error(error, as_json=as_json, debug="--debug" in arguments)
