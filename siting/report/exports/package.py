"""Folders with one file for each layer: CSV, GeoJSON, GeoParquet; a `datapackage.json` says what every field means.

The description is a Frictionless data package (specs.frictionlessdata.io, version 1), so that programs can check the
tables against it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from siting.report.exports.fields import Field, Layer
from siting.report.exports.places import PACKAGE
from siting.report.exports.provenance import LICENCES
from siting.words import Lang, say

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from siting.report.exports.layers import Export

__all__ = ["FOLDER_KINDS", "FolderKind", "write_folder"]

FolderKind = Literal["csv", "geojson", "parquet"]
FOLDER_KINDS: tuple[FolderKind, ...] = ("csv", "geojson", "parquet")

_MEDIA = {
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "parquet": "application/vnd.apache.parquet",
}


def write_folder(export: Export, folder: Path, kind: FolderKind, progress: Callable[[str], None]) -> None:
    """Write every layer and table into an empty folder, then `datapackage.json`.

    ``csv``: text tables in UTF-8, points by longitude and latitude, no outlines. ``geojson``: layers as RFC 7946
    (longitude and latitude in WGS84, outer rings anticlockwise), tables as CSV. ``parquet``: layers as GeoParquet 1.1
    with CRS and a bounding box by row, tables as Parquet. The same export gives the same bytes. ``OSError`` when the
    place does not take it.
    """
    resources = []
    for layer in (*export.layers, *export.tables):
        progress(say("export-step-write", export.lang, name=layer.name))
        ending = _ending(layer, kind)
        path = folder / f"{layer.name}.{ending}"
        frame = export.frames[layer.name]
        if ending == "csv":
            _write_csv(frame, path)
        elif ending == "geojson":
            _write_geojson(export, layer, path)
        else:
            _write_parquet(export, frame, layer, path)
        resources.append(_resource(layer, path.name, ending, export.lang))
    told = json.dumps(_package(export, resources), ensure_ascii=False, indent=2)
    (folder / PACKAGE).write_text(told + "\n", encoding="utf-8", newline="\n")


def _ending(layer: Layer, kind: FolderKind) -> str:
    return "csv" if kind == "geojson" and not layer.geometry else kind


def _write_csv(frame: pd.DataFrame, path: Path) -> None:
    plain = frame.drop(columns="geometry", errors="ignore").copy()
    for column in plain.select_dtypes("bool").columns:
        plain[column] = plain[column].map({True: "true", False: "false"})
    path.write_text(plain.to_csv(index=False, lineterminator="\n"), encoding="utf-8", newline="\n")


def _write_geojson(export: Export, layer: Layer, path: Path) -> None:
    """A feature collection; what RFC 7946 has no member for (provenance, fields) stands in foreign members."""
    frame: Any = export.frames[layer.name]
    told = {
        "type": "FeatureCollection",
        "name": layer.name,
        "title": layer.title(export.lang),
        "provenance": dict(export.provenance.items),
        "fields": [_field(field, export.lang) for field in layer.fields],
        "bbox": [float(limit) for limit in frame.total_bounds] if len(frame) else [],
    }
    if not told["bbox"]:
        del told["bbox"]
    head = json.dumps(told, ensure_ascii=False)[:-1]
    lines = ",\n".join(_features(frame, layer))
    path.write_text(f'{head}, "features": [\n{lines}\n]}}\n', encoding="utf-8", newline="\n")


def _features(frame: gpd.GeoDataFrame, layer: Layer) -> Iterator[str]:
    """Features as text, one a line; the id is the layer's key."""
    import pandas as pd
    from shapely.geometry import mapping

    columns = [field.name for field in layer.fields]
    for shape, row in zip(frame.geometry, frame[columns].to_dict(orient="records"), strict=True):
        properties = {str(key): None if pd.isna(value) else value for key, value in row.items()}
        told = {
            "type": "Feature",
            "id": "-".join(str(properties[key]) for key in layer.key),
            "properties": properties,
            "geometry": mapping(shape),
        }
        yield json.dumps(told, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _write_parquet(export: Export, frame: pd.DataFrame, layer: Layer, path: Path) -> None:
    """(Geo)Parquet with provenance and fields in the metadata of the file (key ``siting``), units in the columns'."""
    import io

    import pyarrow as pa
    import pyarrow.parquet as pq

    if layer.geometry:
        buffer, shaped = io.BytesIO(), frame
        geo: Any = shaped
        geo.to_parquet(buffer, index=False, schema_version="1.1.0", write_covering_bbox=True)
        table = pq.read_table(buffer)
    else:
        table = pa.Table.from_pandas(frame, preserve_index=False)
    told = {"provenance": dict(export.provenance.items), "fields": [_field(each, export.lang) for each in layer.fields]}
    metadata = {**(table.schema.metadata or {}), b"siting": json.dumps(told, ensure_ascii=False).encode()}
    pq.write_table(table.replace_schema_metadata(metadata), path)


def _field(field: Field, lang: Lang) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": field.name, "type": "string" if field.kind == "text" else field.kind, "title": field.title(lang),
        "description": field.meaning(lang), "origin": field.nature,
    }  # fmt: skip
    if field.unit:
        told["unit"] = field.unit_in(lang)
    if field.kind == "boolean":
        told |= {"trueValues": ["true"], "falseValues": ["false"]}
    return told


def _resource(layer: Layer, name: str, ending: str, lang: Lang) -> dict[str, Any]:
    """What a file is; tables have a schema, layers in GeoJSON and Parquet tell their fields under ``siting``."""
    told: dict[str, Any] = {
        "name": layer.name.replace("_", "-"), "path": name, "title": layer.title(lang), "format": ending,
        "mediatype": _MEDIA[ending], "encoding": "utf-8",
    }  # fmt: skip
    fields = [_field(field, lang) for field in layer.fields]
    if ending != "csv":
        return told | {"siting": {"fields": fields, "geometry": layer.geometry, "key": list(layer.key)}}
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if not any(layer.field(key).nullable for key in layer.key):
        schema["primaryKey"] = list(layer.key)
    dialect = {"delimiter": ",", "lineTerminator": "\n", "header": True}
    return told | {"profile": "tabular-data-resource", "dialect": dialect, "schema": schema}


def _package(export: Export, resources: list[dict[str, Any]]) -> dict[str, Any]:
    told = export.provenance
    package: dict[str, Any] = {
        "name": "".join(c if c.isalnum() and c.isascii() else "-" for c in told.items["run"].lower()).strip("-")
        or "run",
        "title": told.title,
        "description": told.summary,
        "created": told.items.get("started", ""),
        "siting": dict(told.items),
        "resources": resources,
    }
    if not package["created"]:
        del package["created"]
    if told.shipped:
        licences: list[Mapping[str, str]] = [dict(each) for each in LICENCES]
        package["licenses"] = licences
        package["sources"] = [{"title": told.items["sources"]}]
    return package
