"""Commands that make what goes into a report: map, chart, report, export, style."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from siting import terminal
from siting.cli.app import Debug, Json, Lang, Level, Picture, Quiet, RunArgument, app
from siting.errors import UsageError

__all__ = ["chart", "export", "map_", "report", "style"]


class MapKind(StrEnum):
    """Kinds of map."""

    plan = "plan"
    choropleth = "choropleth"
    circles = "circles"
    change = "change"
    flows = "flows"
    catchments = "catchments"
    multiples = "multiples"
    atlas = "atlas"


class ChartKind(StrEnum):
    """Kinds of chart."""

    bars = "bars"
    lorenz = "lorenz"
    path = "path"
    costs = "costs"
    segments = "segments"
    slope = "slope"


class DocumentKind(StrEnum):
    """Kinds of document."""

    brief = "brief"
    full = "full"


class FileKind(StrEnum):
    """Formats of files for other programs."""

    gpkg = "gpkg"
    geojson = "geojson"
    parquet = "parquet"
    csv = "csv"
    xlsx = "xlsx"


Runs = Annotated[list[str], typer.Argument(metavar="RUN...", help="Runs: folders, or scenarios of the runs in runs/.")]
WordsLang = Annotated[Lang, typer.Option(help="Language of words and names.")]
StyleFile = Annotated[
    Path | None, typer.Option("--style", metavar="FILE", help="Fonts, colours, sizes, logo: see siting style.")
]
Format = Annotated[Picture | None, typer.Option("--format", help="Default: by the name of the file, else png.")]
PictureOut = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Default: beside the (first) run.")]
Year = Annotated[int | None, typer.Option(metavar="YEAR", help="Year that is shown; the last by default.")]
Region = Annotated[str | None, typer.Option(metavar="CODE", help="One region, by code or name.")]
Measure = Annotated[str | None, typer.Option(metavar="KEY", help="What is mapped (--list shows all); jobs by default.")]
FromYear = Annotated[int | None, typer.Option(metavar="YEAR", help="With --kind change: the year it starts from.")]
Against = Annotated[str | None, typer.Option(metavar="RUN", help="With --kind change: the run it starts from.")]
Zone = Annotated[str | None, typer.Option(metavar="CODE", help="With --kind catchments: one park's zone.")]
Minutes = Annotated[float | None, typer.Option(min=1, help="With --kind catchments: the longest trip.")]
Classes = Annotated[
    str | None,
    typer.Option(metavar="METHOD", help="How classes are made; see docs/maps.md."),
]


def _print_file(what: str, file: Path, json: bool) -> None:
    """The file that was written, for a person or a program."""
    terminal.print_json({what: str(file)}) if json else print(file)


@app.command("map")
def map_(
    runs: Runs,
    kind: Annotated[MapKind, typer.Option(help="What kind of map; multiples takes several runs.")] = MapKind.plan,
    measure: Measure = None,
    year: Year = None,
    from_year: FromYear = None,
    level: Annotated[Level | None, typer.Option(help="Level that is shown; that of the run by default.")] = None,
    region: Region = None,
    zone: Zone = None,
    minutes: Minutes = None,
    classes: Classes = None,
    against: Against = None,
    every: Annotated[bool, typer.Option("--list", help="List what can be mapped, and draw nothing.")] = False,
    lang: WordsLang = Lang.fr,
    style: StyleFile = None,
    picture: Format = None,
    out: PictureOut = None,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Draw a map of a plan, of its indicators, or of what changes between two."""
    from siting.publishing import MapOrder, map_picture, measures

    if every:
        records = measures(runs[0], lang.value)
        terminal.print_json({"measures": records}) if json else terminal.print_measures(records)
        return
    order = MapOrder(
        kind.value, measure, year, from_year, level.value if level else None, region, zone, minutes, classes, against,
        lang.value, style, picture.value if picture else None, out,
    )  # fmt: skip
    with terminal.counted(13, quiet=quiet or kind is not MapKind.atlas) as step:
        file = map_picture(runs, order, step)
    _print_file("picture", file, json)


@app.command()
def chart(
    runs: Runs,
    kind: Annotated[ChartKind, typer.Option(help="What kind of chart; slope takes 2 to 20 runs.")] = ChartKind.bars,
    by: Annotated[str | None, typer.Option(help="costs: payer or term; path: segment or new.", metavar="WHAT")] = None,
    undiscounted: Annotated[
        bool, typer.Option("--undiscounted", help="costs: as paid in each year, not at present value.")
    ] = False,
    region: Region = None,
    lang: WordsLang = Lang.fr,
    style: StyleFile = None,
    picture: Format = None,
    out: PictureOut = None,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Draw a chart: regions, Lorenz curve, path to the goals, cost by payer, segments, slopes between scenarios."""
    from siting.publishing import chart as draw

    asked = {
        "kind": kind.value, "lang": lang.value, "style": style, "by": by, "region": region,
        "discounted": False if undiscounted else None,
    }  # fmt: skip
    file = draw(runs, out=out, kind=picture.value if picture else None, asked=asked)
    _print_file("picture", file, json)


@app.command()
def report(
    runs: Runs,
    kind: Annotated[
        DocumentKind, typer.Option(help="A policy brief of a few pages, or a full report.")
    ] = DocumentKind.brief,
    lang: WordsLang = Lang.fr,
    style: StyleFile = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A .pdf, .html or .docx; by default a PDF beside the first run.")
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Write a document on a run; further runs are compared with it."""
    from siting.publishing import report as write

    with terminal.progress(quiet=quiet) as step:
        file = write(runs, out=out, kind=kind.value, lang=lang.value, style=style, progress=step)
    _print_file("document", file, json)


@app.command()
def export(
    run: RunArgument,
    kind: Annotated[
        FileKind | None, typer.Option("--format", help="Default: by the name of the file, else gpkg.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="A file (gpkg, xlsx) or a folder (geojson, parquet, csv); beside the run."),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(metavar="URL", help="A PostGIS data base instead: postgresql://user@host/base?schema=NAME."),
    ] = None,
    year: Year = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace what exists.")] = False,
    lang: WordsLang = Lang.fr,
    style: StyleFile = None,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Write the layers and tables of a run for GIS, spreadsheets and data bases."""
    from siting.publishing import export as write
    from siting.publishing import export_postgis

    if to is not None and (out is not None or kind is not None):
        raise UsageError("--to writes into a data base: leave out --out and --format")
    with terminal.progress(quiet=quiet) as step:
        if to is not None:
            tables = export_postgis(run, to, lang=lang.value, year=year, overwrite=overwrite, progress=step)
            written = {"tables": list(tables)}
        else:
            place = write(
                run, out=out, kind=kind.value if kind else None, lang=lang.value, style=style, year=year,
                overwrite=overwrite, progress=step,
            )  # fmt: skip
            written = {"files": [str(place)]}
    if json:
        terminal.print_json(written)
    else:
        print("\n".join(line for lines in written.values() for line in lines))


@app.command()
def style(
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write to a file.")] = None,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Print the style file of maps, charts and documents: copy it, change it, name it with --style."""
    from siting.report.page.style import default_style, template

    if out is not None:
        if out.exists():
            raise UsageError(f"{out} exists: name another file")
        terminal.write_text(out, template())
    if json:
        terminal.print_json({"style": default_style().model_dump(mode="json"), "file": str(out) if out else None})
    else:
        print(out if out is not None else template(), end="\n" if out is not None else "")
