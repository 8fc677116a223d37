"""Exported files: read back with other programs' libraries and compared with the run, field by field."""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import frictionless
import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from siting.planning import plan
from siting.report.exports.fields import LAYERS, fields_markdown, fields_table
from siting.report.exports.layers import Export, gather
from siting.report.exports.request import KINDS, write_export
from siting.report.maps.plan_map import plan_picture, run_geometry
from siting.results import Run
from siting.words import LANGS, Lang

ROOT = Path(__file__).parents[2]
SHAPED = [layer.name for layer in LAYERS if layer.geometry]
PLAIN = [layer.name for layer in LAYERS if not layer.geometry]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return plan("models/example", out=tmp_path_factory.mktemp("runs") / "plain")


@pytest.fixture(scope="module")
def national(national_runs: Mapping[str, Run]) -> Run:
    return national_runs["strict-balance"]


@pytest.fixture(scope="module")
def export(national: Run) -> Export:
    return gather(national, "fr")


@pytest.fixture(scope="module")
def files(national: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    home = tmp_path_factory.mktemp("files")
    suffix = {"gpkg": ".gpkg", "xlsx": ".xlsx"}
    return {
        kind: write_export(national, home / f"{kind}{suffix.get(kind, '')}", kind=kind, lang="fr") for kind in KINDS
    }


def _same(back: pd.DataFrame, expected: pd.DataFrame) -> None:
    """Equal figures and words, whatever the types of columns that a format gives back."""
    assert len(back) == len(expected)
    for column in expected.columns.drop("geometry", errors="ignore"):
        ours, theirs = expected[column], back[column]
        assert ours.isna().to_numpy().tolist() == theirs.isna().to_numpy().tolist(), column
        if pd.api.types.is_numeric_dtype(ours) and ours.dtype != bool:
            close = np.isclose(theirs.astype(float), ours.astype(float), rtol=0, atol=1e-9, equal_nan=True)
            assert close.all(), column
        else:
            assert theirs.dropna().astype(str).tolist() == ours.dropna().astype(str).tolist(), column


def _same_shapes(back: gpd.GeoDataFrame, expected: pd.DataFrame) -> None:
    assert back.crs.to_epsg() == 4326 or back.crs.equals("OGC:CRS84")
    assert shapely.is_valid(back.geometry.array).all()
    assert shapely.equals(back.geometry.array, expected["geometry"].array).all()


# What the layers hold


def test_layers_have_exactly_the_fields_of_the_dictionary_and_unique_keys(export: Export) -> None:
    assert list(export.frames) == [layer.name for layer in LAYERS]
    for layer in LAYERS:
        frame = export.frames[layer.name]
        named = [field.name for field in layer.fields]
        assert list(frame.columns) == named + (["geometry"] if layer.geometry else [])
        assert not frame.duplicated(list(layer.key)).any(), layer.name
        for field in layer.fields:
            assert field.name == field.name.lower()
            assert field.name.isascii()
            assert len(field.name) <= 10
            assert field.nullable or field.kind == "number" or not frame[field.name].isna().any(), field.name


def test_whole_figures_add_up_and_are_those_of_the_map(export: Export, national: Run) -> None:
    zones, regions = export.frames["zones"], export.frames["regions"]
    sums = zones.groupby("region")[["jobs_base", "jobs", "jobs_add", "seats_base", "seats", "built"]].sum()
    assert (sums == regions.set_index("code")[sums.columns]).all().all()
    assert zones["jobs"].sum() == 270_000
    assert zones["jobs_base"].sum() == 148_500
    assert zones["built"].sum() == round(national.summary["seats_built"])
    assert (zones["jobs"] - zones["jobs_base"] == zones["jobs_add"]).all()
    # Nobody is dismissed and nothing is torn down in this plan: no figure may fall by rounding.
    assert (zones[["jobs_add", "seats_add", "built"]] >= 0).all().all()
    shown = plan_picture(national, *run_geometry(national), "fr").zones
    own = zones.set_index("code").loc[shown.index]
    assert (own["jobs"] == shown["jobs_last"]).all()
    assert (own["jobs_base"] == shown["jobs_base"]).all()
    assert (own["seats"] - shown["seats_last"]).abs().max() <= 1


def test_costs_shares_and_flows_agree_with_the_summary(export: Export, national: Run) -> None:
    zones, costs = export.frames["zones"], export.frames["costs"]
    payers = national.summary["cost_by_payer_mmad"]
    assert zones["state_mmad"].sum() == pytest.approx(payers["state"], abs=1e-3)
    assert zones["cost_mmad"].sum() == pytest.approx(sum(payers.values()), abs=1e-3)
    assert costs["mmad"].sum() == pytest.approx(sum(national.summary["cost_mmad"].values()), abs=1e-2)
    assert zones["share"].sum() == pytest.approx(1.0, abs=1e-4)
    flows = export.frames["flows"]
    assert flows["people"].sum() == zones["inflow"].sum() == zones["outflow"].sum()
    staff = national.table("staff")
    last = staff[(staff["year"] == 2030) & (staff["origin"] != staff["zone"])]
    assert abs(flows["people"].sum() - last["staff"].sum()) <= len(flows) + 1
    assert (flows["minutes"] <= 60).all()


def test_another_year_gives_that_years_figures(national: Run) -> None:
    early = gather(national, "en", year=2026, geometry=False).frames["zones"]
    assert early["jobs"].sum() == round(national.summary["jobs"]["2026"])
    assert (early["year"] == 2026).all()
    seats = national.table("seats")
    assert abs(early["built"].sum() - seats[seats["year"] <= 2026]["built"].sum()) < 1


def test_points_and_lines_stand_at_the_centres(export: Export) -> None:
    zones = export.frames["zones"].set_index("code")
    for park in export.frames["parks"].itertuples():
        assert (park.geometry.x, park.geometry.y) == (park.longitude, park.latitude)
        assert park.seats == zones.loc[park.code, "seats"]
    for flow in export.frames["flows"].itertuples():
        ends = [tuple(point) for point in flow.geometry.coords]
        assert ends == [tuple(zones.loc[code, ["longitude", "latitude"]]) for code in (flow.origin, flow.dest)]


# Each format, read back


def test_geopackage(files: dict[str, Path], export: Export) -> None:
    path = files["gpkg"]
    layers = {name: kind for name, kind in pyogrio.list_layers(path)}
    assert layers == {**{layer.name: layer.geometry for layer in LAYERS}, "layer_styles": None}
    for layer in LAYERS:
        back = pyogrio.read_dataframe(path, layer=layer.name)
        _same(back, export.frames[layer.name])
        if layer.geometry:
            _same_shapes(back, export.frames[layer.name])
        metadata = pyogrio.read_info(path, layer=layer.name)["layer_metadata"]
        assert metadata["IDENTIFIER"] == layer.title("fr")
        assert "CC BY 4.0" in metadata["DESCRIPTION"]


def test_geopackage_is_one_by_the_standard(files: dict[str, Path], export: Export, national: Run) -> None:
    with closing(sqlite3.connect(files["gpkg"])) as base:
        assert base.execute("PRAGMA application_id").fetchone()[0] == int.from_bytes(b"GPKG", "big")
        assert base.execute("PRAGMA user_version").fetchone()[0] == 10300
        assert base.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        tables = {row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        listed = {row[0] for row in base.execute("SELECT table_name FROM gpkg_contents")}
        assert listed == {*(layer.name for layer in LAYERS), "layer_styles"}
        extensions = dict(base.execute("SELECT table_name, extension_name FROM gpkg_extensions"))
        assert set(extensions) - {None} <= tables
        assert extensions["gpkg_data_columns"] == "gpkg_schema"
        assert extensions["gpkg_metadata"] == "gpkg_metadata"
        told = set(base.execute("SELECT table_name, column_name FROM gpkg_data_columns"))
        assert told == {(layer.name, field.name) for layer in LAYERS for field in layer.fields}
        facts = json.loads(
            base.execute("SELECT metadata FROM gpkg_metadata WHERE mime_type = 'application/json'").fetchone()[0]
        )
        changed = {row[0] for row in base.execute("SELECT last_change FROM gpkg_contents")}
    assert facts == dict(export.provenance.items)
    assert facts["inputs_sha256"] == national.manifest["inputs_sha256"]
    assert national.started is not None
    assert changed == {national.started.strftime("%Y-%m-%dT%H:%M:%S.000Z")}


def test_geojson(files: dict[str, Path], export: Export) -> None:
    for layer in LAYERS:
        if not layer.geometry:
            continue
        path = files["geojson"] / f"{layer.name}.geojson"
        back = gpd.read_file(path)
        _same(back, export.frames[layer.name])
        _same_shapes(back, export.frames[layer.name])
        told = json.loads(path.read_text("utf-8"))
        assert "crs" not in told  # RFC 7946, section 4
        assert told["provenance"] == dict(export.provenance.items)
        assert [field["name"] for field in told["fields"]] == [field.name for field in layer.fields]
        assert told["bbox"] == pytest.approx(list(back.total_bounds))
        for feature in told["features"]:
            shape = shapely.geometry.shape(feature["geometry"])
            for polygon in getattr(shape, "geoms", []):
                assert polygon.exterior.is_ccw  # section 3.1.6
                assert not any(ring.is_ccw for ring in polygon.interiors)


def test_parquet(files: dict[str, Path], export: Export) -> None:
    for layer in LAYERS:
        path, frame = files["parquet"] / f"{layer.name}.parquet", export.frames[layer.name]
        metadata = pq.read_metadata(path).metadata
        told = json.loads(metadata[b"siting"])
        assert told["provenance"] == dict(export.provenance.items)
        assert [field["name"] for field in told["fields"]] == [field.name for field in layer.fields]
        if not layer.geometry:
            _same(pd.read_parquet(path), frame)
            continue
        back = gpd.read_parquet(path)
        _same(back, frame)
        _same_shapes(back, frame)
        geo = json.loads(metadata[b"geo"])
        assert geo["version"] == "1.1.0"
        column = geo["columns"]["geometry"]
        assert "WGS 84" in column["crs"]["name"]
        assert set(column["covering"]["bbox"]) == {"xmin", "ymin", "xmax", "ymax"}
        south = gpd.read_parquet(path, bbox=(-17.2, 20.0, -13.0, 24.0))
        assert 0 < len(south) < len(back) or layer.name == "flows"


@pytest.mark.parametrize("kind", ["csv", "geojson"])
def test_csv_tables_are_what_their_data_package_says(files: dict[str, Path], export: Export, kind: str) -> None:
    folder = files[kind]
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])[:5]
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert sorted(each["path"] for each in package["resources"]) == sorted(
        path.name for path in folder.iterdir() if path.name != "datapackage.json"
    )
    assert {each["name"] for each in package["licenses"]} == {"CC-BY-4.0", "MIT", "ODbL-1.0"}
    assert package["siting"] == dict(export.provenance.items)
    for name in PLAIN if kind == "geojson" else [layer.name for layer in LAYERS]:
        back = pd.read_csv(
            folder / f"{name}.csv", keep_default_na=False, na_values=[""],
            dtype={key: str for key in ("code", "region", "zone", "origin", "dest")},
        )  # fmt: skip
        _same(back, export.frames[name].drop(columns="geometry", errors="ignore"))


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_run_gives_the_same_bytes(example: Run, tmp_path: Path, kind: str) -> None:
    contents = []
    for place in ("one", "two"):
        (tmp_path / place).mkdir()
        out = tmp_path / place / (f"plan.{kind}" if kind in ("gpkg", "xlsx") else "plan")
        write_export(example, out, kind=kind, lang="ar")
        paths = [out] if out.is_file() else sorted(out.iterdir())
        contents.append([path.read_bytes() for path in paths])
    assert contents[0] == contents[1]


# The dictionary


def test_the_page_has_the_dictionary_that_the_code_writes() -> None:
    assert fields_markdown() in (ROOT / "docs/export.md").read_text("utf-8"), "paste fields_markdown()"


@pytest.mark.parametrize("lang", LANGS)
def test_every_field_has_a_title_a_meaning_and_a_unit_in_every_language(lang: Lang) -> None:
    table = fields_table(lang)
    assert len(table) == sum(len(layer.fields) for layer in LAYERS)
    assert not table[["title", "meaning", "nature"]].isna().any().any()
    measured = table["unit"].notna()
    assert measured[table["type"].isin(["integer"])].all()


def test_every_layer_has_rows_or_none_in_every_language(example: Run) -> None:
    exports: list[Any] = [gather(example, lang) for lang in LANGS]
    for one, other in itertools.pairwise(exports):
        for name in SHAPED:
            assert one.frames[name].equals(other.frames[name])
    assert len(exports[0].frames["flows"]) == 0  # nobody crosses a border in the example: a layer without rows
