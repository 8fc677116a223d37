"""Commands about runs that are there: compare, explain, replan."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from siting import terminal
from siting.cli.app import Debug, Gap, Json, Lang, Quiet, RunArgument, Seed, Threads, TimeLimit, app, limits

__all__ = ["compare", "explain", "replan"]


SentenceLang = Annotated[Lang, typer.Option("--lang", help="Language of the sentences.")]


@app.command()
def compare(
    runs: Annotated[
        list[str],
        typer.Argument(
            metavar="RUN RUN...",
            help="2 to 20 runs: folders, or scenarios of the runs in runs/. Changes are against the first.",
        ),
    ],
    out: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="Also write .csv, .xlsx, .md (tables) or .png, .svg, .pdf (maps and slopes). Repeatable.",
        ),
    ] = None,
    pair: Annotated[
        str | None, typer.Option(metavar="RUN", help="The run whose map stands beside the first; the last by default.")
    ] = None,
    lang: Annotated[Lang, typer.Option(help="Language of tables and pictures.")] = Lang.en,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Put the regional allocations of runs side by side: what changed, what it costs, what was assumed otherwise."""
    from siting.analysis.compare import compare, comparison_record
    from siting.report.comparison.files import write_comparisons
    from siting.results.finding import find_run

    comparison = compare([find_run(run) for run in runs])
    beside = find_run(pair) if pair is not None else None
    files = [str(file) for file in write_comparisons(comparison, out or [], lang=lang.value, beside=beside)]
    if json:
        terminal.print_json({**comparison_record(comparison, lang.value), "files": files})
    elif not quiet:
        terminal.print_comparison(comparison, lang.value)
        for file in files:
            print(file)


@app.command()
def explain(
    run: RunArgument,
    region: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="Tell of this region only (code or name). Repeatable.")
    ] = None,
    zone: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="Tell all about this zone (code or name). Repeatable.")
    ] = None,
    lang: SentenceLang = Lang.en,
    json: Json = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress.")] = False,
    debug: Debug = False,
) -> None:
    """Say why: which goals and limits bind and what they are worth, why here and not there."""
    from siting.analysis.explain import explain, explanation_record, sentences
    from siting.results import read_run
    from siting.results.finding import find_run

    with terminal.progress(quiet=quiet) as step:
        told = explain(read_run(find_run(run)), regions=region, zones=zone, progress=step)
    sections = sentences(told, lang.value)
    if json:
        terminal.print_json(explanation_record(told, sections))
    else:
        terminal.print_explanation(sections)


@app.command()
def replan(
    run: RunArgument,
    outturn: Annotated[
        Path | None, typer.Option(metavar="FILE", help="CSV of what was observed: zone, year, jobs, seats_delivered.")
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write such a CSV with the plan's own figures, to be overwritten; no plan."),
    ] = None,
    until: Annotated[
        int | None,
        typer.Option(metavar="YEAR", help="Last year of the template. Default: the first year of the plan."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Run folder to write; must not exist. Default: beside RUN.")
    ] = None,
    missing_as_planned: Annotated[
        bool, typer.Option("--missing-as-planned", help="Zones that the file leaves out went as planned.")
    ] = False,
    lang: SentenceLang = Lang.en,
    time_limit: TimeLimit = None,
    gap: Gap = None,
    seed: Seed = None,
    threads: Threads = None,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Fix the years that have passed as they were observed, plan the others anew, report the drift."""
    from siting.analysis.replan import replan, write_template
    from siting.errors import UsageError
    from siting.results import read_run
    from siting.results.finding import find_run

    if template is not None:
        if outturn is not None or out is not None or missing_as_planned:
            raise UsageError("--template only writes a file to fill in: leave --outturn and its options out")
        file = write_template(read_run(find_run(run)), template, until=until, lang=lang.value)
        return _show_file("template", file, json=json, quiet=quiet)
    if outturn is None:
        raise UsageError("give what was observed with --outturn FILE; --template FILE writes such a file to fill in")
    if until is not None:
        raise UsageError("--until belongs to --template")
    with terminal.progress(quiet=quiet) as step:
        new = replan(
            read_run(find_run(run)),
            outturn,
            out=out,
            missing="plan" if missing_as_planned else "refuse",
            limits=limits(time_limit, gap, seed, threads),
            progress=step,
        )
    if json:
        terminal.print_json({"run": str(new.folder), **new.summary, "replanned": new.manifest["replanned"]})
    elif not quiet:
        terminal.print_drift(new, lang.value)
    if new.certificate.refuted:
        raise typer.Exit(terminal.show_refuted(new.folder))


def _show_file(what: str, file: Path, *, json: bool, quiet: bool) -> None:
    """Name a file that was written."""
    if json:
        terminal.print_json({what: str(file)})
    elif not quiet:
        print(file)
