"""Styles as OGC Styled Layer Descriptors (SLD 1.1, Symbology Encoding), for GeoServer, MapServer and others.

What QML says by expressions is said here by classes: an SLD has no size that every reader computes alike.
"""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree as ET

from siting.report.exports.symbols import LayerStyle

__all__ = ["sld"]

_SLD, _SE, _OGC = "http://www.opengis.net/sld", "http://www.opengis.net/se", "http://www.opengis.net/ogc"
_PIXELS = 1 / 0.28  #: pixels a mm: Symbology Encoding takes a pixel of 0.28 mm
_STEPS = (0.04, 0.16, 0.36, 0.64)  #: shares of the largest figure where classes of size begin


def sld(style: LayerStyle) -> str:
    """A style as the text of an SLD document; the same style gives the same text."""
    for prefix, uri in (("", _SLD), ("se", _SE), ("ogc", _OGC)):
        ET.register_namespace(prefix, uri)
    root = ET.Element(f"{{{_SLD}}}StyledLayerDescriptor", {"version": "1.1.0"})
    named = ET.SubElement(root, f"{{{_SLD}}}NamedLayer")
    _text(named, "Name", style.layer)
    user = ET.SubElement(named, f"{{{_SLD}}}UserStyle")
    _text(user, "Name", style.name)
    rules = ET.SubElement(user, f"{{{_SE}}}FeatureTypeStyle")
    {"bands": _bands, "outline": _outline, "discs": _discs, "lines": _lines}[style.kind](rules, style)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _text(parent: ET.Element, tag: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{_SE}}}{tag}")
    element.text = text
    return element


def _parameters(parent: ET.Element, tag: str, **values: str) -> None:
    element = ET.SubElement(parent, f"{{{_SE}}}{tag}")
    for name, value in values.items():
        ET.SubElement(element, f"{{{_SE}}}SvgParameter", {"name": name.replace("_", "-")}).text = value


def _rule(
    rules: ET.Element, label: str, attribute: str = "", low: float = 0.0, high: float | None = None
) -> ET.Element:
    """A rule for figures from ``low`` to below ``high``; without an attribute for all."""
    rule = ET.SubElement(rules, f"{{{_SE}}}Rule")
    _text(rule, "Name", label)
    if attribute:
        both = ET.SubElement(ET.SubElement(rule, f"{{{_OGC}}}Filter"), f"{{{_OGC}}}And")
        _compare(both, "PropertyIsGreaterThanOrEqualTo", attribute, low)
        if high is not None:
            _compare(both, "PropertyIsLessThan", attribute, high)
        else:
            _compare(both, "PropertyIsGreaterThan", attribute, -1.0)
    return rule


def _compare(parent: ET.Element, operator: str, attribute: str, limit: float) -> None:
    element = ET.SubElement(parent, f"{{{_OGC}}}{operator}")
    ET.SubElement(element, f"{{{_OGC}}}PropertyName").text = attribute
    ET.SubElement(element, f"{{{_OGC}}}Literal").text = f"{limit:g}" if abs(limit) < 1e5 else f"{limit:.1f}"


def _bands(rules: ET.Element, style: LayerStyle) -> None:
    for band in style.bands:
        polygon = ET.SubElement(
            _rule(rules, band.label, style.attribute, band.low, band.high), f"{{{_SE}}}PolygonSymbolizer"
        )
        _parameters(polygon, "Fill", fill=band.colour)
        _parameters(polygon, "Stroke", stroke=style.border, stroke_width=f"{style.width * _PIXELS:.2f}")


def _outline(rules: ET.Element, style: LayerStyle) -> None:
    rule = _rule(rules, style.name)
    polygon = ET.SubElement(rule, f"{{{_SE}}}PolygonSymbolizer")
    _parameters(polygon, "Stroke", stroke=style.border, stroke_width=f"{style.width * _PIXELS:.2f}")
    label = ET.SubElement(rule, f"{{{_SE}}}TextSymbolizer")
    name = ET.SubElement(ET.SubElement(label, f"{{{_SE}}}Label"), f"{{{_OGC}}}PropertyName")
    name.text = style.attribute
    size = f"{style.label_size * 0.3528 * _PIXELS:.1f}"
    _parameters(label, "Font", font_family=style.label_font, font_size=size, font_weight="bold")
    halo = ET.SubElement(label, f"{{{_SE}}}Halo")
    _text(halo, "Radius", "2")
    _parameters(halo, "Fill", fill="#ffffff")
    _parameters(label, "Fill", fill=style.label_colour)


def _classes(style: LayerStyle) -> list[tuple[float, float | None, float]]:
    """Limits of classes of size and the share of the largest figure that each stands for (its middle)."""
    edges = [0.0, *_STEPS, 1.0]
    found: list[tuple[float, float | None, float]] = []
    for low, high in pairwise(edges):
        last = high == 1.0
        found.append((low * style.largest, None if last else high * style.largest, (low + high) / 2))
    return found


def _discs(rules: ET.Element, style: LayerStyle) -> None:
    """All seats as one disc by class, the base year's seats as a dark one on it."""
    for attribute, disc in zip((style.attribute, f"{style.attribute}_base"), style.discs, strict=True):
        for low, high, share in _classes(style):
            label = f"{low:.0f}+" if high is None else f"{low:.0f}-{high:.0f}"
            rule = _rule(rules, label, attribute, max(low, 1.0), high)
            graphic = ET.SubElement(ET.SubElement(rule, f"{{{_SE}}}PointSymbolizer"), f"{{{_SE}}}Graphic")
            mark = ET.SubElement(graphic, f"{{{_SE}}}Mark")
            _text(mark, "WellKnownName", "circle")
            _parameters(mark, "Fill", fill=disc.colour)
            _parameters(mark, "Stroke", stroke=style.border, stroke_width="0.5")
            _text(graphic, "Size", f"{disc.size * share**0.5 * _PIXELS:.1f}")


def _lines(rules: ET.Element, style: LayerStyle) -> None:
    for low, high, share in _classes(style):
        label = f"{low:.0f}+" if high is None else f"{low:.0f}-{high:.0f}"
        line = ET.SubElement(_rule(rules, label, style.attribute, low, high), f"{{{_SE}}}LineSymbolizer")
        wide = max(style.thinnest, style.width * share) * _PIXELS
        _parameters(line, "Stroke", stroke=style.border, stroke_width=f"{wide:.2f}", stroke_linecap="round")
