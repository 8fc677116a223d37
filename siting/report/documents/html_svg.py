"""A picture inside a page: an SVG whose names cannot meet those of another picture, its text still text."""

from __future__ import annotations

import re
from base64 import b64encode
from html import escape
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from siting.report.documents.setting import clean

if TYPE_CHECKING:
    from siting.report.page.drawn import Drawn

__all__ = ["inline_picture"]

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}"
#: A drawing that takes more bytes than this is held as PNG: a page must open on a phone.
_HEAVY = 1_500_000
_LINK = re.compile(r"url\(\s*['\"]?#([^)'\"]+)['\"]?\s*\)")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def inline_picture(picture: Drawn, prefix: str) -> tuple[str, float]:
    """Markup of a picture and its own width in CSS pixels (1/96 inch). ``prefix`` begins every id in it."""
    drawing = picture.render("svg")
    wide = float(picture.figure.get_size_inches()[0]) * 96
    alt = escape(clean(picture.alt))
    if len(drawing) > _HEAVY:
        pixels = b64encode(picture.render("png")).decode("ascii")
        return f'<img alt="{alt}" src="data:image/png;base64,{pixels}">', wide
    return _inlined(drawing, alt, prefix), wide


def _inlined(drawing: bytes, alt: str, prefix: str) -> str:
    """An SVG file as an element of a page: no head, no metadata, own ids, own rules, read from the left."""
    root = ElementTree.fromstring(drawing)
    rules = [
        _scoped(rule, prefix) for element in root.iter(f"{{{_SVG}}}style") for rule in _RULE.findall(element.text or "")
    ]
    _freed(root, prefix, set())
    root.set("id", prefix)
    for attribute in ("width", "height", "version"):
        root.attrib.pop(attribute, None)
    head, rest = ElementTree.tostring(root, encoding="unicode", short_empty_elements=False).split(">", 1)
    # Direction is set here because the page's would turn the anchors of the text around.
    attributes = f' role="img" aria-label="{alt}" direction="ltr"'
    style = f"<style>{''.join(rules)}</style>" if rules else ""
    return f"{head}{attributes}>{style}{rest}"


def _freed(element: ElementTree.Element, prefix: str, ids: set[str]) -> None:
    """Take names of namespaces, which HTML does not have, and everything but the drawing off an element.

    ``ids`` are those taken so far: a drawing may name many things alike, a page may not.
    """
    element.tag = element.tag.removeprefix(f"{{{_SVG}}}")
    attributes = dict(element.attrib)
    element.attrib.clear()
    for attribute, value in attributes.items():
        name = attribute.removeprefix(_XLINK)
        if name == "id":
            element.set(name, _own_id(f"{prefix}-{value}", ids))
        elif name == "href" and value.startswith("#"):
            element.set(name, f"#{prefix}-{value[1:]}")
        elif not name.startswith("{"):
            element.set(name, _LINK.sub(rf"url(#{prefix}-\1)", value))
    for child in list(element):
        if child.tag.removeprefix(f"{{{_SVG}}}") in ("metadata", "title", "style"):
            element.remove(child)
        else:
            _freed(child, prefix, ids)


def _own_id(name: str, ids: set[str]) -> str:
    """``name``, with a number behind it where it is taken."""
    own, number = name, 1
    while own in ids:
        number += 1
        own = f"{name}-{number}"
    ids.add(own)
    return own


def _scoped(rule: tuple[str, str], prefix: str) -> str:
    """A rule of the drawing's style that reaches no further than the drawing."""
    selectors, body = rule
    own = [f"#{prefix} {each.strip()}" for each in selectors.split(",")]
    own = [each.replace('[id^="', f'[id^="{prefix}-') for each in own]
    return f"{','.join(own)}{{{_LINK.sub(rf'url(#{prefix}-\1)', body.strip())}}}"
