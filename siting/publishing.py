"""What the commands for reports do, as functions: maps, charts, documents, files. Plain arguments in, paths out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from siting.errors import UsageError

if TYPE_CHECKING:
    from siting.report.page.drawn import Drawn
    from siting.results import Run

__all__ = [
    "MAP_KINDS",
    "PICTURES",
    "MapOrder",
    "chart",
    "export",
    "export_postgis",
    "map_picture",
    "measures",
    "report",
]

Step = Callable[[str], None]

#: Formats of pictures, by the ending of the file.
PICTURES = ("png", "svg", "pdf")

#: Kind of map -> the options that it takes.
MAP_KINDS: Mapping[str, tuple[str, ...]] = {
    "plan": (),
    "choropleth": ("measure", "year", "level", "region", "classes"),
    "circles": ("measure", "year", "level", "region"),
    "change": ("measure", "year", "level", "region", "against", "from_year"),
    "flows": ("year", "region"),
    "catchments": ("year", "zone", "minutes"),
    "multiples": ("measure", "year", "level", "classes"),
    "atlas": (),
}


class MapOrder(NamedTuple):
    """A map that is asked for. What is None is left to the kind of map (see `siting.report.maps.request`)."""

    kind: str = "plan"
    measure: str | None = None
    year: int | None = None
    from_year: int | None = None
    level: str | None = None
    region: str | None = None
    zone: str | None = None
    minutes: float | None = None
    classes: str | None = None
    against: str | None = None
    lang: str = "fr"
    style: Path | None = None
    format: str | None = None
    out: Path | None = None


def _run(name: str) -> Run:
    """The run in a folder, or the newest of a scenario in ``runs/``, with every file checked."""
    from siting.results import read_run
    from siting.results.finding import find_run

    return read_run(find_run(name))


def _beside(run: Run, out: Path | None, ending: str) -> Path:
    """``out``, or the name of the run with ``ending``, beside its folder."""
    folder = run.folder.resolve()
    return out if out is not None else folder.with_name(f"{folder.name}{ending}")


def map_picture(names: Sequence[str], order: MapOrder, progress: Step | None = None) -> Path:
    """Draw a map of a run (small multiples: of several), beside the first run or to ``order.out``; returns the file.

    Raises `UsageError` for an option that the kind does not take, a format that cannot be drawn and whatever the map
    does not have; `RunError`, `DataError`, `StyleError` for runs, outlines, places and styles that cannot be used.
    """
    from siting.report.page.places import check_place
    from siting.report.page.style import load_style

    _check_order(names, order)
    if order.out is not None:
        check_place(order.out)
    style = load_style(order.style)
    runs = [_run(name) for name in names]
    if order.kind == "atlas":
        from siting.report.maps.atlas import atlas

        file, _ = picture_place(runs[0], order.out, "pdf" if order.out is None else order.format, "-atlas")
        return atlas(runs[0], file, lang=order.lang, style=style, progress=progress)  # type: ignore[arg-type]
    ending = "" if order.kind == "plan" else f"-{order.kind}" + (f"-{order.measure}" if order.measure else "")
    place, kind = picture_place(runs[0], order.out, order.format, ending)
    return _drawn(runs, order, style).save(place, kind)


def _check_order(names: Sequence[str], order: MapOrder) -> None:
    """Raises `UsageError` for options and numbers of runs that the kind of map does not take."""
    if order.kind not in MAP_KINDS:
        raise UsageError(f"no such kind of map: {order.kind}; there are {', '.join(MAP_KINDS)}")
    takes = MAP_KINDS[order.kind]
    options = {option for kind in MAP_KINDS.values() for option in kind}
    astray = [name for name in MapOrder._fields if name in options - set(takes) and getattr(order, name) is not None]
    problems = [
        f"--{name.replace('_', '-')} goes with --kind "
        f"{' or '.join(kind for kind, its in MAP_KINDS.items() if name in its)}, not with {order.kind}"
        for name in astray
    ]
    if len(names) > 1 and order.kind != "multiples":
        problems.append(f"a map of kind {order.kind} is of one run; --kind multiples takes several, --against compares")
    if order.kind == "atlas" and order.format not in (None, "pdf"):
        problems.append("an atlas is a PDF of many pages")
    if problems:
        raise UsageError("; ".join(problems))


def _drawn(runs: Sequence[Run], order: MapOrder, style: Any) -> Drawn:
    """The picture of every kind but the atlas."""
    look: dict[str, Any] = {"lang": order.lang, "style": style}
    if order.kind == "flows":
        from siting.report.maps.flows import flow_map

        return flow_map(runs[0], year=order.year, region=order.region, **look)
    if order.kind == "catchments":
        from siting.report.maps.catchments import catchment_map

        return catchment_map(runs[0], zone=order.zone, minutes=order.minutes, year=order.year, **look)
    if order.kind == "multiples":
        from siting.report.maps.multiples import multiples

        shown: dict[str, Any] = {"measure": order.measure or "jobs", "classes": order.classes, "level": order.level}
        if len(runs) == 1 and order.year is not None:
            raise UsageError("the small multiples of one run show all its years: leave out --year")
        by: Any = "year" if len(runs) == 1 else "scenario"
        return multiples(runs if len(runs) > 1 else runs[0], by=by, year=order.year, **shown, **look)
    from siting.report.maps.request import MapRequest, draw_map

    against = None if order.against is None else _run(order.against)
    asked: dict[str, Any] = {
        name: getattr(order, name)
        for name in ("kind", "measure", "year", "from_year", "level", "region", "classes", "lang")
    }
    return draw_map(runs[0], MapRequest(against=against, style=style, **asked))


def picture_place(run: Run, out: Path | None, kind: str | None, ending: str) -> tuple[Path, str]:
    """Where a picture of a run goes and its format: ``out``, or beside the run under its name and ``ending``.

    Raises `UsageError` for a format that cannot be drawn, `RunError` for a place where no file can stand.
    """
    from siting.report.page.places import check_place

    own = out.suffix.lstrip(".").lower() if out is not None else ""
    if kind is None and own and own not in PICTURES:
        raise UsageError(f"cannot draw a .{own} file; choose one of {', '.join(PICTURES)}, or say --format")
    if kind is not None and own in PICTURES and own != kind:
        raise UsageError(f"{out} ends in .{own}, and --format says {kind}: leave one out")
    kind = kind or own or "png"
    place = _beside(run, out, f"{ending}.{kind}")
    check_place(place)
    return place, kind


def measures(name: str, lang: str) -> list[dict[str, Any]]:
    """What can be mapped of a run: key, name, unit, years, levels, whether less is better."""
    from siting.report.maps.request import list_measures

    return list_measures(_run(name), lang)  # type: ignore[arg-type]


def chart(names: Sequence[str], *, out: Path | None, kind: str | None, asked: Mapping[str, Any]) -> Path:
    """Draw a chart of runs, beside the first or to ``out``; ``asked`` are the fields of a `ChartRequest`.

    Raises what `siting.report.charts.request.draw_chart` and `map_picture` raise.
    """
    from siting.report.charts.request import ChartRequest, draw_chart

    request = ChartRequest(**asked)
    runs = [_run(name) for name in names]
    place, kind = picture_place(runs[0], out, kind, f"-{request.kind}")
    return draw_chart(runs, request).save(place, kind)


def report(
    names: Sequence[str], *, out: Path | None, kind: str, lang: str, style: Path | None, progress: Step | None = None
) -> Path:
    """Write a brief or a full report on runs to ``out`` (.pdf, .html, .docx), by default a PDF beside the first run.

    Raises what `siting.report.documents.request.write_report` raises.
    """
    from siting.report.documents.request import write_report
    from siting.report.page.style import load_style

    look = load_style(style)
    runs = [_run(name) for name in names]
    place = _beside(runs[0], out, f"-{kind}.pdf")
    return write_report(runs, place, kind=kind, lang=lang, style=look, progress=progress)  # type: ignore[arg-type]


def export(
    name: str,
    *,
    out: Path | None,
    kind: str | None,
    lang: str,
    style: Path | None,
    year: int | None,
    overwrite: bool,
    progress: Step | None = None,
) -> Path:
    """Write the layers and tables of a run as files for other programs; by default a GeoPackage beside the run.

    ``kind`` is one of `siting.report.exports.request.KINDS`, by default what ``out`` ends in, else gpkg. Raises what
    `siting.report.exports.request.write_export` raises.
    """
    from siting.report.exports.request import KINDS, write_export
    from siting.report.page.style import load_style

    own = out.suffix.lstrip(".").lower() if out is not None else ""
    if kind is None and own and own not in KINDS:
        raise UsageError(f"cannot export to {out}: choose one of {', '.join(KINDS)} with --format")
    kind = kind or own or "gpkg"
    run = _run(name)
    place = _beside(run, out, f".{kind}" if kind in ("gpkg", "xlsx") else f"-{kind}")
    return write_export(
        run, place, kind=kind, lang=lang, style=load_style(style), year=year, overwrite=overwrite,  # type: ignore[arg-type]
        progress=progress,
    )  # fmt: skip


def export_postgis(
    name: str, url: str, *, lang: str, year: int | None, overwrite: bool, progress: Step | None = None
) -> tuple[str, ...]:
    """Write the layers and tables of a run into a PostGIS data base; returns the names of the tables.

    Raises what `siting.report.exports.request.write_postgis` raises.
    """
    from siting.report.exports.request import write_postgis

    run = _run(name)
    return write_postgis(run, url, lang=lang, year=year, overwrite=overwrite, progress=progress)  # type: ignore[arg-type]
