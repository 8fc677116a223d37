"""The data dictionary: a Frictionless tabular data package written from the column tables."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from siting.regions.columns import Column, Table
from siting.regions.tables import LEVELS, TABLES

__all__ = ["FILE", "data_package", "read_package"]

FILE = "datapackage.json"


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.kind, "description": column.description}
    if column.unit:
        field["unit"] = column.unit
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    whole = column.kind == "integer"
    for name, value in (("minimum", column.minimum), ("maximum", column.maximum)):
        if value is not None:
            constraints[name] = int(value) if whole or value == int(value) else value
    if column.enum:
        constraints["enum"] = list(column.enum)
    return field | ({"constraints": constraints} if constraints else {})


def _foreign_keys(table: Table, present: set[str]) -> list[dict[str, Any]]:
    keys: list[dict[str, Any]] = []
    if table.name == "zones":
        return keys
    for column in table.columns:
        if column.reference == "zone":
            fields: Any = ["level", column.name]
            keys.append({"fields": fields, "reference": {"resource": "zones", "fields": ["level", "code"]}})
        elif column.reference:
            keys.append(
                {"fields": [column.name], "reference": {"resource": "zones", "fields": ["code"]}},
            )
    if table.name == "park_deliveries" and "parks" in present:
        keys.append({"fields": ["park"], "reference": {"resource": "parks", "fields": ["park"]}})
    return keys


def _resource(table: Table, extra: Mapping[str, Any], present: set[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    foreign = _foreign_keys(table, present)
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "name": table.name.replace("_", "-"),
        "type": "table",
        "path": f"{table.name}.csv",
        "title": table.title,
        "description": table.description,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    } | dict(extra)


def data_package(
    header: Mapping[str, Any],
    tables: Iterable[str],
    extras: Mapping[str, Mapping[str, Any]],
    levels: Iterable[str],
) -> dict[str, Any]:
    """The package document. ``header`` holds name, title, licences, sources and ``siting`` (expected totals);
    ``extras`` maps a table to its sources, licences and ``siting`` (unit, year, grade)."""
    names = [name for name in TABLES if name in set(tables)]
    resources = [_resource(TABLES[name], extras.get(name, {}), set(names)) for name in names]
    for level in (level for level in LEVELS if level in set(levels)):
        resources.append(
            {
                "name": f"{level}-outlines",
                "path": f"{level}s.geojson",
                "title": f"Outlines of level {level}",
                "description": "GeoJSON, WGS84; property `code`. Neighbours share their border exactly.",
                "format": "geojson",
                "mediatype": "application/geo+json",
                "encoding": "utf-8",
            }
            | dict(extras.get(f"{level}s", {}))
        )
    return {**header, "resources": resources}


def read_package(folder: Path) -> dict[str, Any]:
    """The package document of a data folder, empty if there is none; ValueError if it is not one."""
    path = folder / FILE
    if not path.is_file():
        return {}
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise ValueError("not UTF-8 text") from None
    if not isinstance(document, dict):
        raise ValueError("not a JSON object")
    resources = document.get("resources", [])
    if not isinstance(resources, list) or not all(isinstance(entry, dict) for entry in resources):
        raise ValueError("resources is not a list of objects")
    if not all(isinstance(entry.get("siting", {}), dict) for entry in resources):
        raise ValueError("siting of a resource is not an object")
    return document
