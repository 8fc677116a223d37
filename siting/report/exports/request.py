"""What `siting export` asks for: a run as files for other programs, or as tables of a data base."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from siting.errors import UsageError
from siting.words import LANGS, Lang, say

if TYPE_CHECKING:
    from siting.report.page.style import Style
    from siting.results import Run

__all__ = ["KINDS", "ExportKind", "write_export", "write_postgis"]

ExportKind = Literal["gpkg", "geojson", "parquet", "csv", "xlsx"]
#: Formats of files. The first and the last are one file; the others a folder with one file for each layer.
KINDS: tuple[ExportKind, ...] = get_args(ExportKind)

Progress = Callable[[str], None]


def write_export(
    run: Run,
    out: Path | str,
    *,
    kind: str,
    lang: Lang = "fr",
    style: Style | None = None,
    year: int | None = None,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Path:
    """Write a run to ``out`` as ``kind``: gpkg or xlsx (a file), geojson, parquet or csv (a folder); returns it.

    Whole or not at all; the same run gives the same bytes with the same versions of the libraries. ``lang`` is that of
    titles, aliases and notes (names of places are there in all three); ``year`` that of the layers, by default the
    last; ``progress`` is told what is being done.

    Raises `UsageError` for a format, a language or a year that there is not; `RunError` for a place that cannot be
    used (no such folder, inside a run folder, there already without ``overwrite``, not the right kind of file, not
    writable), and, for formats with outlines, when the boundaries of the run are not there.
    """
    from siting.report.exports.layers import check_year, gather
    from siting.report.exports.package import FOLDER_KINDS, write_folder
    from siting.report.exports.places import check_file, check_folder, whole_file, whole_folder
    from siting.report.page.style import default_style

    if kind not in KINDS:
        raise UsageError(f"cannot export to {kind!r}: choose one of {', '.join(KINDS)}, or --to postgresql://...")
    _check_lang(lang)
    check_year(run, year)
    tell, look, out = progress or _silent, style or default_style(), Path(out)
    folder = next((each for each in FOLDER_KINDS if each == kind), None)
    if folder is not None:
        check_folder(out, overwrite=overwrite)
    else:
        check_file(out, f".{kind}", overwrite=overwrite)
    tell(say("export-step-gather", lang))
    export = gather(run, lang, year=year, geometry=kind not in ("csv", "xlsx"))
    if folder is not None:
        with whole_folder(out, overwrite=overwrite) as work:
            write_folder(export, work, folder, tell)
    elif kind == "gpkg":
        from siting.report.exports.geopackage import write_geopackage

        with whole_file(out, overwrite=overwrite) as part:
            write_geopackage(export, part, look, tell)
    else:
        from siting.report.exports.workbook import workbook

        tell(say("export-step-write", lang, name=out.name))
        with whole_file(out, overwrite=overwrite) as part:
            part.write_bytes(workbook(export, look))
    return out


def write_postgis(
    run: Run,
    url: str,
    *,
    schema: str = "public",
    prefix: str = "siting_",
    lang: Lang = "fr",
    year: int | None = None,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> tuple[str, ...]:
    """Write a run into a PostGIS data base, all tables in one transaction; returns their names with the schema.

    ``url`` is ``postgresql://user@host:5432/base``, with ``?schema=NAME`` if it is not ``schema``; names of tables
    begin with ``prefix``. Raises `UsageError` and `RunError` as `siting.report.exports.postgis` says; no message
    shows a password.
    """
    from siting.report.exports.layers import check_year, gather
    from siting.report.exports.postgis import check_tables, read_url, write_tables

    _check_lang(lang)
    check_year(run, year)
    target = read_url(url, schema=schema, prefix=prefix)
    check_tables(target, overwrite=overwrite)
    tell = progress or _silent
    tell(say("export-step-gather", lang))
    return write_tables(gather(run, lang, year=year), target, overwrite=overwrite, progress=tell)


def _check_lang(lang: str) -> None:
    if lang not in LANGS:
        raise UsageError(f"there is no language {lang!r}: choose one of {', '.join(LANGS)}")


def _silent(_: str) -> None:
    """Nobody is told."""
