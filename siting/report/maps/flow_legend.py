"""The legend of a map of trips: three widths, colours, circles, and what is not drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siting.report.maps.flow_curves import Curve, FlowScale, draw_arrow
from siting.report.maps.flow_table import Flows
from siting.report.maps.legend import draw_sizes
from siting.report.maps.scales import CircleScale
from siting.report.page.labels import Box
from siting.report.page.sheet import Reading, Sheet
from siting.words import number, say

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["FLOW_LEGEND", "draw_flow_legend", "omitted_words"]

#: Width and height of the legend in inches.
FLOW_LEGEND = (3.6, 1.95)
_LONG = 0.55  #: inches of an arrow in the legend
_SECOND = 2.35  #: inches where the second column begins


def draw_flow_legend(sheet: Sheet, box: Box, flows: Flows, widths: FlowScale, circles: CircleScale) -> None:
    """Draw the legend in a page rectangle of `FLOW_LEGEND`."""
    axes, side, top = sheet.axes(box), Reading(sheet.lang, box.right - box.left), box.top - box.bottom
    head = _writer(sheet, axes, side, sheet.style.sizes.legend + 1, "bold")
    plain = _writer(sheet, axes, side, sheet.style.sizes.legend, "normal")
    look, y = sheet.style.colours, top
    if not flows.between.empty:
        examples = widths.examples()
        widest = 0.95 * widths.width(max(examples)) / 72  # half the head of the arrow, in inches
        y = head(0.0, y, say("mapflows-legend-lines", sheet.lang)) - max(0.1, widest + 0.05)
        for people in examples:
            _sample(sheet, axes, side, y, widths.width(people), look.muted, f"size-{int(people)}")
            plain(_LONG + 0.1, y, number(people, sheet.lang), "center")
            y -= 0.19
        for key, colour in (("inside", look.accent), ("across", look.new)):
            _sample(sheet, axes, side, y, 3.0, colour, f"key-{key}")
            plain(_LONG + 0.1, y, say(f"mapflows-legend-{key}", sheet.lang), "center")
            y -= 0.18
    told = omitted_words(sheet, flows)
    for line in sheet.fold(told, sheet.style.sizes.legend - 0.5, side.wide):
        small = _writer(sheet, axes, side, sheet.style.sizes.legend - 0.5, "normal")
        y = small(0.0, y + 0.06, line) - 0.08
    foot = head(_SECOND, top, say("mapflows-legend-circles", sheet.lang))
    draw_sizes(sheet, axes, side, _SECOND, foot - 0.02, circles)


def omitted_words(sheet: Sheet, flows: Flows) -> str:
    """How many flows are too thin to be drawn, and how many people take them."""
    rows, lang = flows.omitted, sheet.lang
    if rows.empty:
        return say("mapflows-omitted-none", lang)
    total = int(rows["people"].sum())
    people = number(total, lang)
    return say("mapflows-omitted", lang, many=total, flows=len(rows), least=number(flows.least, lang), people=people)


def _writer(sheet: Sheet, axes: Any, side: Reading, size: float, weight: str) -> Callable[..., float]:
    """Writes lines that begin ``begin`` inches from where reading begins; returns where they end."""

    def write(begin: float, y: float, text: str, va: str = "top") -> float:
        sheet.write(axes, side.x(begin), y, text, size=size, weight=weight, ha=side.ha(), va=va, gid="legend")
        return y - sheet.text_size(text, size, weight)[1]

    return write


def _sample(sheet: Sheet, axes: Any, side: Reading, y: float, width: float, colour: str, key: str) -> None:
    """A straight arrow of a width, along the direction of reading."""
    begin, end = side.x(0.0), side.x(_LONG)
    sign = 1.0 if end > begin else -1.0
    thick = width / 72
    long = max(1.7 * thick, 0.055)
    half = max(0.95 * thick, 0.026)
    base = end - sign * long
    curve = Curve(((begin, y), (base, y)), ((end, y), (base, y + half), (base, y - half)))
    draw_arrow(sheet, axes, None, curve, width, colour, 4.0, f"legend-{key}")
