"""The command about plans near the cheapest: alternatives."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

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
    Scenario,
    Seed,
    Settings,
    TimeLimit,
    app,
    limits,
)
from siting.errors import Infeasible

if TYPE_CHECKING:
    from siting.analysis.alternatives.making import Made

__all__ = ["alternatives"]


class Ranges(StrEnum):
    """Whose lowest and highest are worked out."""

    none = "none"
    regions = "regions"
    classes = "classes"
    all = "all"


class How(StrEnum):
    """How plans that differ are found."""

    spores = "spores"
    hsj = "hsj"
    sets = "sets"


Slack = Annotated[
    float,
    typer.Option("--slack", metavar="SHARE", help="How much dearer than the cheapest plan others may be; 0.02 is 2 %."),
]
Count = Annotated[int, typer.Option("--count", metavar="N", help="How many plans that differ are looked for.")]
RangesOf = Annotated[
    Ranges | None,
    typer.Option(
        "--bounds",
        help="Lowest and highest of nothing, of the regions, also classes of the parks, or of all. Default: all; none "
        "for whole parks and large models.",
    ),
]
Method = Annotated[
    How | None,
    typer.Option("--method", help="How plans are found: spores; hsj; sets, the next best sets of whole parks."),
]
Importance = Annotated[
    bool, typer.Option("--importance", help="Also what the loss of each region and park would cost.")
]
LevelOption = Annotated[
    Level | None, typer.Option("--level", help="Territorial level to plan at; the model file's by default.")
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Folder to write; must not exist. Default: runs/NAME-alternatives-TIME."),
]
MessageLang = Annotated[
    Lang, typer.Option("--lang", help="Language of the picture, and of what is said where no plan exists.")
]


@app.command()
def alternatives(
    model: ModelArgument = DEFAULT_MODEL,
    slack: Slack = 0.02,
    count: Count = 8,
    bounds: RangesOf = None,
    method: Method = None,
    importance: Importance = False,
    scenario: Scenario = None,
    settings: Settings = None,
    level: LevelOption = None,
    out: Out = None,
    time_limit: TimeLimit = None,
    gap: Gap = None,
    seed: Seed = None,
    lang: MessageLang = Lang.en,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Plans that cost little more than the cheapest: what all have in common, what is open, what a place is worth."""
    from siting.analysis.alternatives import make_alternatives
    from siting.terminal.alternatives import print_alternatives

    asked: dict[str, Any] = {
        "scenario": scenario,
        "settings": tuple(settings or ()),
        "level": level.value if level else None,
        "out": out,
        "count": count,
        "method": method.value if method else None,
        "bounds": bounds.value if bounds else None,
        "importance": importance,
        "limits": limits(time_limit, gap, seed, None),
    }
    try:
        with terminal.progress(quiet=quiet) as step:
            made = make_alternatives(model, slack, progress=step, **asked)
            _draw(made, lang)
    except Infeasible as error:
        raise typer.Exit(terminal.show_error(error, as_json=json, debug=debug, lang=lang.value)) from None
    if json:
        from siting.analysis.alternatives.writing import alternatives_record, table_records

        document = {"folder": str(made.folder), **alternatives_record(made.found, made.told)}
        terminal.print_json({**document, "tables": table_records(made.found)})
    elif not quiet:
        print_alternatives(made.found, made.told)
        print(f"Alternatives: {made.folder}")


def _draw(made: Made, lang: Lang) -> None:
    """The picture of the ranges, where there are any."""
    from datetime import UTC, datetime

    from siting.report.charts.ranges import write_ranges_pictures
    from siting.report.page.notes import origin_notes

    years = made.told["base_year"], made.told["last_year"]
    notes = origin_notes(made.inputs, made.shipped, datetime.now(UTC).astimezone().date(), lang.value)
    write_ranges_pictures(made.folder, made.found, years, notes, lang.value)
