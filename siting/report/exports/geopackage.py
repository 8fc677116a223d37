"""A GeoPackage with styled layers: QGIS opens it with colours, names of fields and provenance.

The container is OGC GeoPackage 1.3 as GDAL writes it. Added to it: ``layer_styles`` (where QGIS and GeoServer look for
styles), titles and meanings of columns (the schema extension, ``gpkg_data_columns``) and metadata of the file and of
each layer (the metadata extension), the latter also in the form that QGIS shows.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from siting.report.exports.fields import Layer
from siting.report.exports.qml import qml
from siting.report.exports.sld import sld
from siting.report.exports.symbols import layer_styles
from siting.words import say

if TYPE_CHECKING:
    from siting.report.exports.layers import Export
    from siting.report.page.style import Style

__all__ = ["write_geopackage"]

#: A file needs a time of its last change: the run's, or this one, so that the same run gives the same bytes.
_SOME_DAY = datetime(2000, 1, 1, tzinfo=UTC)

#: A disk with less room than this, in bytes, is taken for full where a file fails: as much as a plan's file needs.
_LEAST_FREE = 4_000_000

_STYLES = """
CREATE TABLE "layer_styles" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "f_table_catalog" TEXT(256), "f_table_schema" TEXT(256),
  "f_table_name" TEXT(256), "f_geometry_column" TEXT(256), "styleName" TEXT(30), "styleQML" TEXT, "styleSLD" TEXT,
  "useAsDefault" BOOLEAN, "description" TEXT, "owner" TEXT(30), "ui" TEXT(30),
  "update_time" DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
"""
_COLUMNS = """
CREATE TABLE IF NOT EXISTS "gpkg_data_columns" (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT,
  constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE IF NOT EXISTS "gpkg_data_column_constraints" (
  constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN,
  max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
"""
_METADATA = """
CREATE TABLE IF NOT EXISTS "gpkg_metadata" (
  id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset',
  md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS "gpkg_metadata_reference" (
  reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
  timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), md_file_id INTEGER NOT NULL,
  md_parent_id INTEGER, CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
"""
_SCHEMA_URI, _METADATA_URI = (
    "http://www.geopackage.org/spec121/#extension_schema",
    ("http://www.geopackage.org/spec121/#extension_metadata"),
)


def write_geopackage(export: Export, path: Path, style: Style, progress: Callable[[str], None]) -> None:
    """Write an export with geometry to a new file.

    The same export gives the same bytes with the same versions of GDAL and SQLite. Raises ``OSError`` with a plain
    sentence, ENOSPC when the disk is full, when the file cannot be written.
    """
    when = (export.run.started or _SOME_DAY).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    try:
        with _dated(when):
            for layer in (*export.layers, *export.tables):
                progress(say("export-step-write", export.lang, name=layer.name))
                _write_layer(export, layer, path)
        with closing(sqlite3.connect(path)) as base:
            with base:
                _add_styles(base, export, style, when)
                _add_columns(base, export)
                _add_metadata(base, export, when)
            base.execute("VACUUM")
    except (sqlite3.Error, RuntimeError) as error:  # pyogrio's errors are RuntimeErrors
        if _full(error, path):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
        why = str(error).splitlines()[0][:200]
        raise OSError(errno.EIO, f"the file could not be finished (GDAL, SQLite: {why})") from error


def _full(error: Exception, path: Path) -> bool:
    """Whether an error of SQLite or GDAL means that the disk is full: GDAL may only say that it could not commit."""
    code = getattr(error, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_FULL or "disk is full" in str(error) or "No space left" in str(error):
        return True
    return shutil.disk_usage(path.parent).free < _LEAST_FREE


@contextmanager
def _dated(when: str) -> Iterator[None]:
    """Let GDAL write this time as that of the last change, not the clock's."""
    import pyogrio

    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": when})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def _write_layer(export: Export, layer: Layer, path: Path) -> None:
    import pyogrio

    frame, title = export.frames[layer.name], layer.title(export.lang)
    options: dict[str, Any] = {"IDENTIFIER": title, "DESCRIPTION": export.provenance.summary, "FID": "fid"}
    if not path.exists():
        options["VERSION"] = "1.3"
    if layer.geometry:
        # A layer without a feature has a kind of geometry too.
        options["geometry_type"] = layer.geometry
        options["GEOMETRY_NAME"] = "geom"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # pyogrio warns of layers without a feature
        pyogrio.write_dataframe(frame, path, layer=layer.name, driver="GPKG", append=path.exists(), **options)


def _add_styles(base: sqlite3.Connection, export: Export, style: Style, when: str) -> None:
    base.executescript(_STYLES)
    for each in layer_styles(export, style):
        base.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,"
            " styleQML, styleSLD, useAsDefault, description, owner, ui, update_time)"
            " VALUES ('', '', ?, 'geom', ?, ?, ?, ?, ?, 'siting', NULL, ?)",
            (each.layer, each.name, qml(each), sld(each), each.default, each.look, when),
        )
    base.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change)"
        " VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?)",
        (when,),
    )


def _add_columns(base: sqlite3.Connection, export: Export) -> None:
    """Titles, units and meanings of all columns."""
    base.executescript(_COLUMNS)
    _register(base, "gpkg_schema", _SCHEMA_URI, "gpkg_data_columns", "gpkg_data_column_constraints")
    base.executemany(
        "INSERT INTO gpkg_data_columns (table_name, column_name, title, description) VALUES (?, ?, ?, ?)",
        [
            (layer.name, field.name, field.head(export.lang), field.meaning(export.lang))
            for layer in (*export.layers, *export.tables)
            for field in layer.fields
        ],
    )


def _add_metadata(base: sqlite3.Connection, export: Export, when: str) -> None:
    """Provenance of the file as JSON, and of each layer as QGIS shows it."""
    base.executescript(_METADATA)
    _register(base, "gpkg_metadata", _METADATA_URI, "gpkg_metadata", "gpkg_metadata_reference")
    told = json.dumps(dict(export.provenance.items), ensure_ascii=False)
    number = _add_record(base, "https://www.rfc-editor.org/rfc/rfc8259", "application/json", told)
    base.execute(
        "INSERT INTO gpkg_metadata_reference VALUES ('geopackage', NULL, NULL, NULL, ?, ?, NULL)", (when, number)
    )
    for layer in (*export.layers, *export.tables):
        number = _add_record(base, "http://mrcc.com/qgis.dtd", "text/xml", _qgis_metadata(export, layer))
        base.execute(
            "INSERT INTO gpkg_metadata_reference VALUES ('table', ?, NULL, NULL, ?, ?, NULL)",
            (layer.name, when, number),
        )


def _add_record(base: sqlite3.Connection, uri: str, mime: str, text: str) -> int:
    cursor = base.execute(
        "INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata) VALUES ('dataset', ?, ?, ?)",
        (uri, mime, text),
    )
    return int(cursor.lastrowid or 0)


def _register(base: sqlite3.Connection, name: str, uri: str, *tables: str) -> None:
    base.execute(
        'CREATE TABLE IF NOT EXISTS "gpkg_extensions" (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,'
        " definition TEXT NOT NULL, scope TEXT NOT NULL,"
        " CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))"
    )
    base.executemany(
        "INSERT OR IGNORE INTO gpkg_extensions VALUES (?, NULL, ?, ?, 'read-write')",
        [(table, name, uri) for table in tables],
    )


def _qgis_metadata(export: Export, layer: Layer) -> str:
    """Title, summary, licence and history of a layer, in the schema of QGIS (qgis.dtd, resource metadata)."""
    told = export.provenance
    root = ET.Element("qgis", {"version": "3.22.0"})
    for tag, text in (
        ("identifier", f"{told.items['run']}/{layer.name}"), ("parentidentifier", told.items["run"]),
        ("language", export.lang), ("type", "dataset"), ("title", f"{layer.title(export.lang)} ({told.title})"),
        ("abstract", told.summary), ("license", told.items["licence"]), ("rights", told.items["sources"]),
    ):  # fmt: skip
        ET.SubElement(root, tag).text = text
    for key in ("siting", "scenario", "started", "inputs_sha256", "verdict", "notes"):
        if key in told.items:
            ET.SubElement(root, "history").text = say(
                "export-fact", export.lang, name=told.titles[key], fact=told.items[key]
            )
    return ET.tostring(root, encoding="unicode")
