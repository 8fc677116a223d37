"""Styles as QGIS writes them (QML): readable from QGIS 3.16 on.

Structure and names are those that QGIS itself writes (see ``QgsMapLayer::exportNamedStyle`` and the classes named in
``layer class=...``). Every property of a symbol stands twice, as ``Option`` and as ``prop``: versions before 3.20 read
the second form only.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from siting.report.exports.symbols import LayerStyle, Marker

__all__ = ["qml"]

_DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
_VERSION = "3.22.0"


def qml(style: LayerStyle) -> str:
    """A style as the text of a QML document; the same style gives the same text."""
    categories = "Symbology|Labeling|Fields|Forms|AttributeTable"
    root = ET.Element("qgis", {"version": _VERSION, "styleCategories": categories, "hasScaleBasedVisibilityFlag": "0"})
    root.set("labelsEnabled", "1" if style.kind == "outline" else "0")
    root.append({"bands": _bands, "outline": _outline, "discs": _discs, "lines": _lines}[style.kind](style))
    if style.kind == "outline":
        root.append(_labels(style))
    for tag, value in (("blendMode", "0"), ("featureBlendMode", "0"), ("layerOpacity", "1")):
        ET.SubElement(root, tag).text = value
    aliases = ET.SubElement(root, "aliases")
    for position, (name, title) in enumerate(style.aliases.items(), start=1):
        ET.SubElement(aliases, "alias", {"index": str(position), "field": name, "name": title})
    if style.kind == "outline":
        ET.SubElement(root, "previewExpression").text = f'"{style.attribute}"'
    ET.indent(root)
    return _DOCTYPE + ET.tostring(root, encoding="unicode") + "\n"


def _rgba(colour: str) -> str:
    """``#rrggbb`` as QGIS writes colours."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"{red},{green},{blue},255"


def _renderer(kind: str, **more: str) -> ET.Element:
    plain = {"type": kind, "forceraster": "0", "symbollevels": "0", "enableorderby": "0", "referencescale": "-1"}
    return ET.Element("renderer-v2", plain | more)


def _symbol(parent: ET.Element, kind: str, name: str = "0") -> ET.Element:
    attributes = {"type": kind, "name": name, "alpha": "1", "clip_to_extent": "1", "force_rhr": "0"}
    return ET.SubElement(parent, "symbol", attributes)


def _layer(symbol: ET.Element, kind: str, values: Mapping[str, str], driven: Mapping[str, str] | None = None) -> None:
    """A layer of a symbol; ``driven`` maps a property to the expression that sets it for each feature."""
    layer = ET.SubElement(symbol, "layer", {"class": kind, "enabled": "1", "pass": "0", "locked": "0"})
    options = ET.SubElement(layer, "Option", {"type": "Map"})
    for key, value in values.items():
        ET.SubElement(options, "Option", {"name": key, "type": "QString", "value": value})
    for key, value in values.items():
        ET.SubElement(layer, "prop", {"k": key, "v": value})
    if driven:
        told = ET.SubElement(ET.SubElement(layer, "data_defined_properties"), "Option", {"type": "Map"})
        ET.SubElement(told, "Option", {"name": "name", "type": "QString", "value": ""})
        properties = ET.SubElement(told, "Option", {"name": "properties", "type": "Map"})
        for key, expression in driven.items():
            entry = ET.SubElement(properties, "Option", {"name": key, "type": "Map"})
            ET.SubElement(entry, "Option", {"name": "active", "type": "bool", "value": "true"})
            ET.SubElement(entry, "Option", {"name": "expression", "type": "QString", "value": expression})
            ET.SubElement(entry, "Option", {"name": "type", "type": "int", "value": "3"})
        ET.SubElement(told, "Option", {"name": "type", "type": "QString", "value": "collection"})


def _fill(symbol: ET.Element, colour: str | None, border: str, width: float) -> None:
    values = {
        "color": _rgba(colour or "#ffffff"), "style": "solid" if colour else "no", "joinstyle": "round",
        "outline_color": _rgba(border), "outline_style": "solid", "outline_width": f"{width:g}",
        "outline_width_unit": "MM",
    }  # fmt: skip
    _layer(symbol, "SimpleFill", values)


def _bands(style: LayerStyle) -> ET.Element:
    """A graduated renderer. Lower and upper limits of neighbours are equal: no figure of a layer lies on one."""
    root = _renderer("graduatedSymbol", attr=style.attribute, graduatedMethod="GraduatedColor")
    ranges = ET.SubElement(root, "ranges")
    for position, band in enumerate(style.bands):
        limits = {"lower": f"{band.low:.3f}", "upper": f"{band.high:.3f}"}
        told = {"symbol": str(position), "label": band.label, "render": "true"}
        ET.SubElement(ranges, "range", limits | told)
    symbols = ET.SubElement(root, "symbols")
    for position, band in enumerate(style.bands):
        _fill(_symbol(symbols, "fill", str(position)), band.colour, style.border, style.width)
    ET.SubElement(root, "classificationMethod", {"id": "Custom"})
    return root


def _outline(style: LayerStyle) -> ET.Element:
    root = _renderer("singleSymbol")
    _fill(_symbol(ET.SubElement(root, "symbols"), "fill"), None, style.border, style.width)
    return root


def _discs(style: LayerStyle) -> ET.Element:
    """Circles whose area is proportional, large ones drawn first; a white square marks a park that is open already."""
    root = _renderer("singleSymbol", enableorderby="1")
    symbol = _symbol(ET.SubElement(root, "symbols"), "marker")
    for position, disc in enumerate(style.discs):
        outlined = position == 0
        values = {
            "name": "circle", "color": _rgba(disc.colour), "size": f"{disc.size:g}", "size_unit": "MM",
            "scale_method": "diameter", "outline_color": _rgba(style.border),
            "outline_style": "solid" if outlined else "no", "outline_width": f"{style.width:g}",
            "outline_width_unit": "MM",
        }  # fmt: skip
        _layer(symbol, "SimpleMarker", values, {"size": _diameter(disc)})
    square = {
        "name": "square", "color": _rgba(style.border), "size": "1.4", "size_unit": "MM", "scale_method": "diameter",
        "outline_color": _rgba(style.discs[-1].colour), "outline_style": "solid", "outline_width": "0.15",
        "outline_width_unit": "MM",
    }  # fmt: skip
    _layer(symbol, "SimpleMarker", square, {"enabled": '"std_park"'})
    legend = ET.SubElement(root, "data-defined-size-legend", {"type": "collapsed", "valign": "bottom", "title": ""})
    ring = {
        "name": "circle", "color": "255,255,255,0", "size": "2", "size_unit": "MM", "scale_method": "diameter",
        "outline_color": _rgba(style.discs[-1].colour), "outline_style": "solid", "outline_width": "0.2",
        "outline_width_unit": "MM",
    }  # fmt: skip
    _layer(_symbol(legend, "marker", "source"), "SimpleMarker", ring)
    classes = ET.SubElement(legend, "classes")
    for value, words in style.sizes:
        size = style.discs[0].size * (value / style.largest) ** 0.5
        ET.SubElement(classes, "class", {"size": f"{size:.4f}", "label": words})
    order = ET.SubElement(root, "orderby")
    ET.SubElement(order, "orderByClause", {"asc": "0", "nullsFirst": "0"}).text = f'"{style.attribute}"'
    return root


def _diameter(disc: Marker) -> str:
    """The expression of a diameter in mm."""
    return f"{disc.size:g} * sqrt({disc.expression} / {disc.largest:.1f})"


def _lines(style: LayerStyle) -> ET.Element:
    root = _renderer("singleSymbol")
    values = {
        "line_color": _rgba(style.border), "line_style": "solid", "line_width": f"{style.thinnest:g}",
        "line_width_unit": "MM", "capstyle": "round", "joinstyle": "round",
    }  # fmt: skip
    width = f'max({style.thinnest:g}, {style.width:g} * "{style.attribute}" / {style.largest:.1f})'
    _layer(_symbol(ET.SubElement(root, "symbols"), "line"), "SimpleLine", values, {"outlineWidth": width})
    return root


def _labels(style: LayerStyle) -> ET.Element:
    """Names with a white halo, where a region is wide enough to be told by one."""
    labeling = ET.Element("labeling", {"type": "simple"})
    settings = ET.SubElement(labeling, "settings", {"calloutType": "simple"})
    text = ET.SubElement(
        settings, "text-style",
        {
            "fieldName": style.attribute, "isExpression": "0", "fontFamily": style.label_font, "fontWeight": "75",
            "fontSize": f"{style.label_size:g}", "fontSizeUnit": "Point", "textColor": _rgba(style.label_colour),
            "textOpacity": "1", "namedStyle": "Bold", "multilineHeight": "1",
        },
    )  # fmt: skip
    ET.SubElement(
        text, "text-buffer",
        {
            "bufferDraw": "1", "bufferSize": "0.8", "bufferSizeUnits": "MM", "bufferColor": "255,255,255,255",
            "bufferOpacity": "1", "bufferJoinStyle": "128", "bufferNoFill": "1",
        },
    )  # fmt: skip
    ET.SubElement(settings, "text-format", {"multilineAlign": "1", "wrapChar": "", "autoWrapLength": "16"})
    ET.SubElement(settings, "placement", {"placement": "0", "centroidInside": "1", "priority": "8", "dist": "0"})
    ET.SubElement(settings, "rendering", {"drawLabels": "1", "obstacle": "0", "labelPerPart": "0", "displayAll": "0"})
    return labeling
