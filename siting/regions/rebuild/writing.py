"""Files that come out byte for byte the same: fixed number formats, fixed order, no dates."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from siting.regions.columns import Table
from siting.regions.tables import LEVELS

__all__ = ["Rows", "plain", "write_csv", "write_geojson", "write_json", "write_text"]

#: The rows of a table: column -> value; None or NaN is an empty cell.
type Rows = list[dict[str, Any]]


def plain(value: Any, kind: str) -> str:
    """A cell as text: whole numbers without a point, decimals of six places at most, nothing for no value."""
    if value is None or (isinstance(value, float) and math.isnan(value)) or value == "":
        return ""
    if kind == "string":
        return " ".join(str(value).split())
    number = float(value)
    if kind == "integer":
        if number != round(number):
            raise ValueError(f"{value!r} is not a whole number")
        return str(round(number))
    text = f"{number:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def write_csv(folder: Path, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write one table by its key, coarse levels first; KeyError for a row with a column that the table has not."""
    kinds = {column.name: column.kind for column in table.columns}
    lines = []
    for row in rows:
        unknown = set(row) - set(kinds)
        if unknown:
            raise KeyError(f"{table.name}: {sorted(unknown)}")
        lines.append({name: plain(row.get(name), kind) for name, kind in kinds.items()})
    lines.sort(key=lambda line: [line[name] for name in table.key])
    if "level" in table.key:
        lines.sort(key=lambda line: LEVELS.index(line["level"]))
    with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(kinds), lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text with Unix line ends."""
    path.write_text(text, encoding="utf-8", newline="\n")


def write_json(path: Path, document: Any) -> None:
    """Write JSON with two spaces of indent and the keys in their given order."""
    write_text(path, json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def _ring(points: Iterable[tuple[float, float]], places: int) -> str:
    return "[" + ",".join(f"[{x:.{places}f},{y:.{places}f}]" for x, y in points) + "]"


def _polygon(polygon: Any, places: int) -> str:
    rings = [polygon.exterior, *polygon.interiors]
    return "[" + ",".join(_ring(ring.coords, places) for ring in rings) + "]"


def write_geojson(path: Path, codes: Iterable[str], shapes: Iterable[Any], places: int) -> None:
    """Write polygons as GeoJSON (WGS84, property ``code`` only), one feature a line, sorted by code."""
    features = []
    for code, shape in sorted(zip(codes, shapes, strict=True), key=lambda pair: pair[0]):
        if shape.geom_type == "Polygon":
            kind, coordinates = "Polygon", _polygon(shape, places)
        else:
            kind = "MultiPolygon"
            coordinates = "[" + ",".join(_polygon(part, places) for part in shape.geoms) + "]"
        features.append(
            f'{{"type":"Feature","properties":{{"code":"{code}"}},'
            f'"geometry":{{"type":"{kind}","coordinates":{coordinates}}}}}'
        )
    body = ",\n".join(features)
    write_text(path, f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n')
