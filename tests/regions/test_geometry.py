"""Outlines that cannot be used, each refused with its reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely

from siting.errors import DataError
from siting.regions import check_dataset, load_dataset


def change(country: Path, what: Callable[[gpd.GeoDataFrame], Any]) -> list[str]:
    """Spoil the outlines of provinces; the messages of the check."""
    path = country / "provinces.geojson"
    frame = gpd.read_file(path)
    what(frame).to_file(path, driver="GeoJSON")
    with pytest.raises(DataError):
        load_dataset(country).geometry("province")
    return [problem.message for problem in check_dataset(country)]


def shaped(code: str, shape: Any) -> Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame]:
    def put(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        frame.geometry = [shape if c == code else g for c, g in zip(frame["code"], frame.geometry, strict=True)]
        return frame

    return put


def test_outlines_are_read_sorted_in_degrees(country: Path) -> None:
    outlines = load_dataset(country).geometry("province")
    assert list(outlines["code"]) == ["C-1", "C-2", "C-3", "N-1", "N-2", "N-3", "S-1", "S-2"]
    assert outlines.crs == "EPSG:4326"


def test_empty(country: Path) -> None:
    assert change(country, shaped("C-1", shapely.Polygon())) == ["outline is empty"]


def test_invalid(country: Path) -> None:
    bow = shapely.Polygon([(10, 5), (11, 6), (11, 5), (10, 6)])
    assert change(country, shaped("C-1", bow)) == ["outline of C-1 is invalid"]


def test_not_an_area(country: Path) -> None:
    assert change(country, shaped("C-1", shapely.Point(10, 5))) == ["outline of C-1 is not an area"]


def test_overlap(country: Path) -> None:
    messages = change(country, shaped("C-1", shapely.box(10, 5.5, 10.6, 6)))
    assert messages == ["outlines overlap"]


def test_missing_zone_and_unknown_code(country: Path) -> None:
    messages = change(country, lambda frame: frame.replace({"code": {"S-2": "S2"}}))
    assert messages == ["no province has this code", "province has no outline"]


def test_another_crs(country: Path) -> None:
    path = country / "provinces.geojson"
    frame = gpd.read_file(path).to_crs("EPSG:32632")
    path.unlink()
    frame.to_file(country / "provinces.gpkg", driver="GPKG")
    problems = [problem for problem in check_dataset(country) if "CRS" in problem.message]
    assert [problem.message for problem in problems] == ["outlines are in another CRS than WGS84"]
    assert problems[0].value == "WGS 84 / UTM zone 32N"


def test_metres_that_claim_to_be_degrees(country: Path) -> None:
    path = country / "provinces.geojson"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["features"][0]["geometry"]["coordinates"] = [[[0, 0], [90000, 0], [90000, 90000], [0, 0]]]
    path.write_text(json.dumps(document), encoding="utf-8")
    assert "coordinates are not degrees: another CRS than WGS84" in {p.message for p in check_dataset(country)}


def test_missing_file_and_missing_code(country: Path) -> None:
    path = country / "provinces.geojson"
    path.write_text(path.read_text(encoding="utf-8").replace('"code"', '"id"'), encoding="utf-8")
    assert "outlines have no column code" in {p.message for p in check_dataset(country)}
    path.write_text("{", encoding="utf-8")
    assert "outlines cannot be read" in {p.message for p in check_dataset(country)}
    path.unlink()
    assert "outlines of level province are missing" in {p.message for p in check_dataset(country)}


def test_parent_that_is_not_the_union_of_its_parts(country: Path) -> None:
    provinces = gpd.read_file(country / "provinces.geojson")
    drawn = provinces.assign(code=["C" if code == "N-1" else code[0] for code in provinces["code"]])
    drawn.dissolve("code", method="coverage").reset_index().to_file(country / "regions.geojson", driver="GeoJSON")
    assert [problem.message for problem in check_dataset(country)] == [
        "outline of region C is not the union of its provinces",
        "outline of region N is not the union of its provinces",
    ]
