"""Styles of exported layers: the classes and colours of the map, in QML and SLD; QGIS itself reads them where it is."""

from __future__ import annotations

import json
import math
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from siting.planning import plan
from siting.report.exports.layers import Export, gather
from siting.report.exports.qml import qml
from siting.report.exports.request import write_export
from siting.report.exports.sld import sld
from siting.report.exports.symbols import LayerStyle, layer_styles
from siting.report.maps.legend import class_words
from siting.report.maps.scales import class_breaks, class_of, colour_of
from siting.report.page.style import default_style
from siting.results import Run
from siting.words import LANGS, Lang

STYLE = default_style()
SE, OGC = "{http://www.opengis.net/se}", "{http://www.opengis.net/ogc}"
#: Loads each layer with its default style and tells what QGIS understood; draws the whole as a picture.
QGIS = r"""
import json, os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from qgis.core import *
from qgis.PyQt.QtCore import QSize
app = QgsApplication([], False)
app.initQgis()
told, layers = {}, []
for name in ("parks", "flows", "regions", "zones"):
    layer = QgsVectorLayer(f"{sys.argv[1]}|layername={name}", name, "ogr")
    renderer = layer.renderer()
    told[name] = {
        "valid": layer.isValid(), "crs": layer.crs().authid(), "kind": renderer.type(), "count": layer.featureCount(),
        "labels": layer.labelsEnabled(), "title": layer.metadata().title(), "licences": layer.metadata().licenses(),
        "aliases": {field.name(): field.alias() for field in layer.fields()},
    }
    if name == "zones":
        ranges = [(r.lowerValue(), r.upperValue(), r.label(), r.symbol().color().name()) for r in renderer.ranges()]
        told[name]["ranges"] = ranges
    if name == "parks":
        # QgsRenderContext evaluates the expression that drives the size.
        context = QgsRenderContext(); context.expressionContext().appendScopes(
            QgsExpressionContextUtils.globalProjectLayerScopes(layer))
        renderer.startRender(context, layer.fields())
        sizes = {}
        for feature in layer.getFeatures():
            context.expressionContext().setFeature(feature)
            mark = renderer.symbol().symbolLayer(0)
            sizes[feature["code"]] = mark.dataDefinedProperties().valueAsDouble(
                QgsSymbolLayer.PropertySize, context.expressionContext(), -1.0)[0]
        renderer.stopRender(context)
        told[name]["sizes"] = sizes
    layers.append(layer)
settings = QgsMapSettings()
settings.setLayers(layers)
settings.setOutputSize(QSize(500, 600))
settings.setDestinationCrs(layers[0].crs())
settings.setExtent(layers[2].extent())
job = QgsMapRendererParallelJob(settings)
job.start(); job.waitForFinished()
job.renderedImage().save(sys.argv[2])
print("TOLD" + json.dumps(told))
sys.stdout.flush()
os._exit(0)
"""


@pytest.fixture(scope="module")
def export(national_runs: Mapping[str, Run]) -> Export:
    return gather(national_runs["reference"], "fr", geometry=False)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return plan("models/example", out=tmp_path_factory.mktemp("runs") / "plain")


def _named(export: Export, layer: str, attribute: str) -> LayerStyle:
    return next(s for s in layer_styles(export, STYLE) if (s.layer, s.attribute) == (layer, attribute))


def _rgb(text: str) -> str:
    return "#" + "".join(f"{int(part):02x}" for part in text.split(",")[:3])


def test_zones_have_the_classes_colours_and_words_of_the_map(export: Export) -> None:
    jobs = export.frames["zones"]["jobs"].astype(float).tolist()
    breaks, bands = class_breaks(jobs), _named(export, "zones", "jobs").bands
    assert [band.label for band in bands] == class_words(breaks, "fr")
    for value in jobs:
        (band,) = [band for band in bands if band.low <= value < band.high]
        assert band.colour == colour_of(class_of(value, breaks), breaks, STYLE.colours)


def test_every_change_lies_in_one_class_and_gains_are_told_from_losses(export: Export) -> None:
    bands = _named(export, "zones", "jobs_add").bands
    for value in export.frames["zones"]["jobs_add"]:
        assert sum(band.low <= value < band.high for band in bands) == 1
    middle = STYLE.colours.diverging[len(STYLE.colours.diverging) // 2]
    (same,) = [band for band in bands if band.low < 0 < band.high]
    assert (same.low, same.high, same.colour) == (-0.5, 0.5, middle)


@pytest.mark.parametrize("lang", LANGS)
def test_qml_says_what_the_style_says(small: Run, lang: Lang) -> None:
    told = gather(small, lang, geometry=False)
    for style in layer_styles(told, STYLE):
        assert len(style.name) <= 30
        text = qml(style)
        assert text.startswith("<!DOCTYPE qgis")
        root = ET.fromstring(text)
        aliases = {each.get("field"): each.get("name") for each in root.iter("alias")}
        assert aliases == dict(style.aliases)
        if style.kind != "bands":
            continue
        ranges = root.findall("./renderer-v2/ranges/range")
        colours = {
            symbol.get("name"): symbol.find("./layer/Option/Option[@name='color']").get("value")  # type: ignore[union-attr]
            for symbol in root.findall("./renderer-v2/symbols/symbol")
        }
        assert [_rgb(str(colours[each.get("symbol")])) for each in ranges] == [band.colour for band in style.bands]
        assert [each.get("label") for each in ranges] == [band.label for band in style.bands]
        for one, other in pairwise(ranges):
            assert one.get("upper") == other.get("lower")


def test_sld_has_a_rule_for_every_class_and_no_figure_falls_between(export: Export) -> None:
    for style in layer_styles(export, STYLE):
        root = ET.fromstring(sld(style).encode())
        limits = []
        for rule in root.iter(f"{SE}Rule"):
            low = rule.find(f".//{OGC}PropertyIsGreaterThanOrEqualTo/{OGC}Literal")
            high = rule.find(f".//{OGC}PropertyIsLessThan/{OGC}Literal")
            limits.append(
                (
                    -math.inf if low is None or low.text is None else float(low.text),
                    math.inf if high is None or high.text is None else float(high.text),
                )
            )
        if style.kind == "discs":
            limits = limits[: len(limits) // 2]
        for value in export.frames[style.layer][style.attribute] if style.kind != "outline" else []:
            if value > 0:
                assert sum(low <= value < high for low, high in limits) == 1, (style.layer, value)


def test_each_layer_has_one_default_style(small: Run, tmp_path: Path) -> None:
    out = write_export(small, tmp_path / "plan.gpkg", kind="gpkg", lang="en")
    with closing(sqlite3.connect(out)) as base:
        query = "SELECT f_table_name, sum(useAsDefault), min(f_geometry_column) FROM layer_styles GROUP BY 1 ORDER BY 1"
        rows = base.execute(query).fetchall()
    assert rows == [(name, 1, "geom") for name in ("flows", "parks", "regions", "zones")]


def test_qgis_opens_the_layers_with_their_colours(national_runs: Mapping[str, Run], tmp_path: Path) -> None:
    python = Path("/usr/bin/python3")
    probe = [str(python), "-c", "import qgis.core"]
    if not python.exists() or subprocess.run(probe, capture_output=True, check=False).returncode != 0:
        pytest.skip("QGIS is not installed: apt-get install python3-qgis")
    run = national_runs["reference"]
    out = write_export(run, tmp_path / "plan.gpkg", kind="gpkg", lang="fr")
    export = gather(run, "fr", geometry=False)
    shutil.copy(out, tmp_path / "copy.gpkg")  # QGIS leaves a log of its own beside a file
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    picture = tmp_path / "plan.png"
    answer = subprocess.run(
        [str(python), "-c", QGIS, str(tmp_path / "copy.gpkg"), str(picture)],
        capture_output=True, text=True, check=True, timeout=60, env=environment,
    )  # fmt: skip
    told = json.loads(answer.stdout.split("TOLD")[1])
    for name, layer in told.items():
        assert layer["valid"]
        assert layer["crs"] == "EPSG:4326"
        assert layer["count"] == len(export.frames[name])
        assert layer["title"]
        assert "ODbL" in layer["licences"][0]
        assert layer["aliases"]["year"] == "Année (année)"
    assert told["regions"]["labels"]
    bands = _named(export, "zones", "jobs").bands
    assert told["zones"]["ranges"] == [[band.low, band.high, band.label, band.colour] for band in bands]
    seats = export.frames["parks"].set_index("code")["seats"]
    for code, size in told["parks"]["sizes"].items():  # area, not diameter, stands for seats
        assert size**2 / 14**2 == pytest.approx(seats[code] / seats.max(), abs=1e-6)
    from PIL import Image

    with Image.open(picture) as image:
        colours = {colour for _, colour in image.convert("RGB").getcolors(1 << 20) or []}
    assert {tuple(bytes.fromhex(band.colour[1:])) for band in bands} <= colours
