"""The command about trade-offs: frontier."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from siting import terminal
from siting.cli.app import DEFAULT_MODEL, Debug, Gap, Json, Lang, Level, ModelArgument, Quiet, Scenario, Settings, app

if TYPE_CHECKING:
    from siting.analysis.frontier import Frontier
    from siting.words import Lang as LangName

__all__ = ["frontier"]


@app.command()
def frontier(
    model: ModelArgument = DEFAULT_MODEL,
    objectives: Annotated[
        str,
        typer.Option(
            metavar="A,B[,C]",
            help="Two or three of cost, inequality, least_served, suitability, commuting; the first is optimised while "
            "the others are held.",
        ),
    ] = "cost,inequality",
    points: Annotated[
        int,
        typer.Option(metavar="N", help="How many plans at most (three aims, whole parks: about so many asked for)."),
    ] = 20,
    scenario: Scenario = None,
    settings: Settings = None,
    level: Annotated[
        Level | None, typer.Option(help="Territorial level to plan at; the model file's by default.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Folder to write; one of the same frontier is gone on with. Default: runs/NAME-frontier-TIME.",
        ),
    ] = None,
    runs: Annotated[
        bool, typer.Option("--runs/--no-runs", help="Make every point a run that can be opened, compared and mapped.")
    ] = True,
    gap: Gap = None,
    lang: Annotated[Lang, typer.Option(help="Language of the picture.")] = Lang.en,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Say what one aim costs in another: plans of which none is better in one aim and as good in the others."""
    from siting.analysis.frontier import frontier_terms
    from siting.results import check_out

    names = [name.strip() for name in objectives.split(",") if name.strip()]
    frontier_terms(names)
    if out is not None and not (out / "frontier.json").is_file():
        check_out(out)
    with terminal.progress(quiet=quiet) as step:
        made = _made(
            Asked(model, scenario, tuple(settings or ()), level, names, points, gap, runs, lang.value), out, step
        )
    if json:
        terminal.print_json(_record(*made))
    elif not quiet:
        terminal.print_frontier(made[0], made[1], len(made[2]))


class Asked(NamedTuple):
    """What the command was asked for."""

    model: str
    scenario: str | None
    settings: tuple[str, ...]
    level: str | None
    names: list[str]
    points: int
    gap: float | None
    runs: bool
    lang: LangName


def _made(asked: Asked, out: Path | None, step: Callable[[str], None]) -> tuple[Frontier, Path, dict[int, Path]]:
    """The frontier, its folder, and the runs in it."""
    from datetime import UTC, datetime

    from siting.analysis.frontier import frontier as compute
    from siting.analysis.frontier.folder import Recipe, run_points, write_frontier
    from siting.planning import prepared
    from siting.report.charts.frontier import write_frontier_pictures
    from siting.report.page.notes import origin_notes
    from siting.solving import is_shipped, new_folder

    chosen, dataset, inputs = prepared(asked.model, asked.scenario, asked.settings, asked.level, step)
    gap = asked.gap if asked.gap is not None else chosen.solver.gap
    found = compute(inputs, asked.names, points=asked.points, gap=gap, progress=step)
    recipe = Recipe(asked.model, chosen, dataset, inputs)
    folder = Path(out) if out is not None else new_folder((chosen.name, chosen.scenario, "frontier"), datetime.now(UTC))
    write_frontier(folder, found, recipe)
    try:
        made = run_points(folder, found, recipe, step) if asked.runs else {}
    except KeyboardInterrupt:
        again = f"what is finished is kept; the same command with --out {folder} goes on"
        raise KeyboardInterrupt(again) from None
    notes = origin_notes(inputs, is_shipped(dataset), datetime.now(UTC).astimezone().date(), asked.lang)
    write_frontier_pictures(folder, found, notes, asked.lang)
    return found, folder, made


def _record(found: Any, folder: Path, made: dict[int, Path]) -> dict[str, Any]:
    points = found.points.astype(object).where(found.points.notna(), None).to_dict("records")
    for row in points:
        run = made.get(int(row["point"]))
        row["run"] = None if run is None else str(run)
    return {
        "folder": str(folder),
        "objectives": {term.name: term.unit for term in found.terms},
        "exact": found.exact,
        "missed": found.missed,
        "payoff": found.payoff.to_dict("records"),
        "points": points,
    }
