"""The legend of a map of catchments, and the list of places from which one park draws its people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siting.report.maps.catchment_table import Catchment
from siting.report.maps.layers import HATCH
from siting.report.maps.legend import CHIP, ROW, draw_class, draw_sizes
from siting.report.maps.scales import CircleScale
from siting.report.page.sheet import Reading
from siting.words import number, say

if TYPE_CHECKING:
    from siting.report.maps.ground import Ground
    from siting.report.page.labels import Box
    from siting.report.page.sheet import Sheet

__all__ = ["CATCHMENT_LEGEND", "band_colours", "draw_catchment_legend", "draw_origins"]

#: Width and height of the legend in inches.
CATCHMENT_LEGEND = (4.1, 2.15)
_SECOND = 2.5  #: inches where the second column begins
_LISTED = 12  #: places in the list, nearest first


def band_colours(sheet: Sheet, catchment: Catchment) -> list[str]:
    """A colour for each class of minutes, the nearest darkest."""
    ramp = list(reversed(sheet.style.colours.sequential))
    count = len(catchment.bands)
    if count == 1:
        return [ramp[0]]
    return [ramp[round(position * (len(ramp) - 1) / (count - 1))] for position in range(count)]


def draw_catchment_legend(
    sheet: Sheet, box: Box, catchment: Catchment, circles: CircleScale, zones: int, *, single: bool
) -> None:
    """Classes of minutes with their places and eligible people, several parks in reach, sizes of circles, the square.

    ``zones`` are all places of the map: those out of reach are counted too.
    """
    from matplotlib.patches import Rectangle

    lang, look, sizes = sheet.lang, sheet.style.colours, sheet.style.sizes
    axes, top, side = sheet.axes(box), box.top - box.bottom, Reading(sheet.lang, box.right - box.left)
    head = say("catchment-legend", lang, count=say("catchment-count-zones", lang))
    sheet.write(axes, side.x(0.0), top, head, size=sizes.legend + 1, weight="bold", ha=side.ha(), va="top",
                gid="legend")  # fmt: skip
    y, bands = top - 0.68, catchment.zones.groupby("band")["pool"].agg(["size", "sum"])
    labels, people = [], []
    for band, (low, high) in enumerate(catchment.bands):
        count = number(bands["size"].get(band, 0), lang)
        labels.append(say("catchment-band", lang, low=number(low, lang), high=number(high, lang), zones=count))
        people.append(float(bands["sum"].get(band, 0.0)))
    labels.append(say("catchment-beyond", lang, zones=number(zones - len(catchment.zones), lang)))
    people.append(catchment.national_pool - catchment.pool)
    begin = CHIP + 0.15 + max(sheet.text_size(label, sizes.legend)[0] for label in labels)
    sheet.write(axes, side.x(begin), y + 0.22, say("catchment-people", lang), colour=look.muted, ha=side.ha(),
                gid="pool")  # fmt: skip
    for label, colour, many in zip(labels, [*band_colours(sheet, catchment), look.none], people, strict=True):
        draw_class(sheet, axes, side, y, colour, label)
        sheet.write(axes, side.x(begin), y + 0.07, number(many, lang), colour=look.muted, ha=side.ha(), gid="pool")
        y -= ROW
    if not single:
        label = say("catchment-shared", lang, zones=number(len(catchment.shared), lang))
        draw_class(sheet, axes, side, y, look.paper, label, hatch=HATCH)
    words = say("catchment-legend-drawn", lang)
    sheet.write(axes, side.x(_SECOND), top, words, size=sizes.legend + 1, weight="bold", ha=side.ha(), va="top",
                gid="legend")  # fmt: skip
    foot = draw_sizes(sheet, axes, side, _SECOND, top - 0.42, circles) - 0.2
    corner = (side.x(_SECOND + 0.04, 0.06), foot - 0.03)
    axes.add_patch(Rectangle(corner, 0.06, 0.06, facecolor=look.paper, edgecolor=look.ink, linewidth=0.6))
    text = say("catchment-park", lang)
    sheet.write(axes, side.x(_SECOND + CHIP), foot, text, ha=side.ha(), gid="mark")


def draw_origins(sheet: Sheet, box: Box, catchment: Catchment, ground: Ground) -> None:
    """The places in reach, nearest first: minutes, eligible people, how many of them work in the park; the sum last."""
    lang, look = sheet.lang, sheet.style.colours
    axes, side = sheet.axes(box), Reading(sheet.lang, box.right - box.left)
    table: Any = catchment.zones
    ends = (1.75, 2.45, side.wide - 0.02)
    rows: list[tuple[str, ...]] = []
    for row in table.head(_LISTED).itertuples():
        minutes = number(row.minutes, lang)
        rows.append((ground.name(str(row.Index)), minutes, number(row.pool, lang), number(row.drawn, lang)))
    rest = table.iloc[_LISTED:]
    if len(rest):
        name = say("catchment-table-rest", lang, zones=number(len(rest), lang))
        rows.append((name, "", number(rest["pool"].sum(), lang), number(rest["drawn"].sum(), lang)))
    rows.append((say("catchment-table-all", lang), "", number(catchment.pool, lang), number(catchment.drawn, lang)))
    heads = [say(f"catchment-table-{key}", lang) for key in ("zone", "minutes", "pool", "drawn")]
    y = box.top - box.bottom - 0.1
    for position, texts in enumerate([tuple(heads), *rows]):
        weight = "bold" if position in (0, len(rows)) else "normal"
        sheet.write(axes, side.x(0.0), y, texts[0], weight=weight, ha=side.ha(), gid="origin")
        for end, text in zip(ends, texts[1:], strict=True):
            sheet.write(axes, side.x(end), y, text, weight=weight, ha=side.ha("right"), gid="origin")
        y -= 0.1
        axes.plot([side.x(0.0), side.x(side.wide)], [y, y], color=look.rule, linewidth=0.5)
        y -= 0.1
