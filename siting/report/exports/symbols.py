"""What the layers look like in a GIS: classes, colours and sizes of the map of a plan, before any file format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from siting.report.exports.fields import layer_named
from siting.report.maps.legend import class_words
from siting.report.maps.scales import class_breaks, colour_of, round_down_nice
from siting.words import Lang, number, say

if TYPE_CHECKING:
    from siting.report.exports.layers import Export
    from siting.report.page.style import Style

__all__ = ["Band", "LayerStyle", "Marker", "layer_styles"]

#: Diameter of the largest circle and width of the widest line, in mm.
_LARGEST, _WIDEST, _THINNEST = 14.0, 3.0, 0.2


@dataclass(frozen=True)
class Band:
    """A class: figures from ``low`` (included) to below ``high`` have this colour."""

    low: float
    high: float
    colour: str
    label: str


@dataclass(frozen=True)
class Marker:
    """A disc: its area stands for ``expression`` (of fields); ``largest`` of it has the diameter ``size`` in mm."""

    expression: str
    colour: str
    largest: float
    size: float = _LARGEST


@dataclass(frozen=True)
class LayerStyle:
    """How a layer is drawn, in one of four ways.

    ``bands``: shaded by ``attribute``; ``outline``: borders with names; ``discs``: circles on one another, the first
    below; ``lines``: as wide as ``attribute`` says, ``largest`` of it in full width. Colours are #rrggbb, widths mm.
    ``name`` has at most 30 characters; ``look`` says what the eye sees.
    """

    layer: str
    name: str
    look: str
    kind: Literal["bands", "outline", "discs", "lines"]
    default: bool
    attribute: str
    border: str
    width: float
    bands: tuple[Band, ...] = ()
    discs: tuple[Marker, ...] = ()
    largest: float = 1.0
    thinnest: float = _THINNEST
    label_font: str = ""
    label_colour: str = "#000000"
    label_size: float = 8.0
    sizes: tuple[tuple[float, str], ...] = ()  #: figures and words of the legend of sizes
    aliases: Mapping[str, str] = field(default_factory=dict)  #: column -> what the reader sees


def layer_styles(export: Export, style: Style) -> tuple[LayerStyle, ...]:
    """Styles of all layers with geometry; the first of a layer is its default.

    Zones have the classes and colours of the plan's map, and a second style for jobs added; parks its circles, whose
    area is seats: dark for those of the base year, orange for those added.
    """
    return (
        _jobs(export, style),
        _added(export, style),
        _regions(export, style),
        _parks(export, style),
        _flows(export, style),
    )


def _aliases(export: Export, layer: str) -> dict[str, str]:
    return {each.name: each.head(export.lang) for each in layer_named(layer).fields}


def _jobs(export: Export, style: Style) -> LayerStyle:
    """Zones by jobs of the year. Jobs are whole, so half a job below a break is in no doubt."""
    jobs = [float(value) for value in export.frames["zones"]["jobs"]]
    breaks = class_breaks(jobs)
    edges = [0.0, 0.5, *(limit - 0.5 for limit in breaks), max([1.0, *jobs]) + 0.5]
    words = class_words(breaks, export.lang)
    bands = tuple(
        Band(low, high, colour_of(position, breaks, style.colours), words[position])
        for position, (low, high) in enumerate(pairwise(edges))
    )
    name = say("export-style-jobs", export.lang, year=export.year)
    return LayerStyle(
        "zones", name, name, "bands", True, "jobs",
        style.colours.zone_border, 0.15, bands, aliases=_aliases(export, "zones"),
    )  # fmt: skip


def _added(export: Export, style: Style) -> LayerStyle:
    """Zones by jobs added since the base year: losses, no change, gains, the same steps on both sides."""
    lang, added = export.lang, [float(value) for value in export.frames["zones"]["jobs_add"]]
    ramp = style.colours.diverging
    steps = len(ramp) // 2
    top = max([1.0, *map(abs, added)])
    limits = _steps(top, steps)
    edges = [
        -top - 0.5,
        *(-limit + 0.5 for limit in reversed(limits)),
        -0.5,
        0.5,
        *(x - 0.5 for x in limits),
        top + 0.5,
    ]
    bands = tuple(
        Band(low, high, ramp[position], _change_words(position - steps, limits, lang))
        for position, (low, high) in enumerate(pairwise(edges))
    )
    held = [n for n, band in enumerate(bands) if any(band.low <= value < band.high for value in [0.0, *added])]
    used = bands[min(held) : max(held) + 1]  # nobody looks for losses where there are none
    base = export.run.inputs.scalars.base_year
    name = say("export-style-added", lang, base=base, year=export.year)
    return LayerStyle(
        "zones", name, name, "bands", False, "jobs_add",
        style.colours.zone_border, 0.15, used, aliases=_aliases(export, "zones"),
    )  # fmt: skip


def _steps(top: float, steps: int) -> list[float]:
    """Round limits between the classes on one side: a fifth, and a fifth of that, of the largest round number."""
    limit = round_down_nice(top)
    found: list[float] = []
    for _ in range(steps - 1):
        limit = round_down_nice(max(limit / 4.9, 1.0)) if found else max(round_down_nice(top / 2), 1.0)
        found.append(limit)
    ordered = sorted(set(found))
    while len(ordered) < steps - 1:  # figures so small that steps fall together
        ordered.append(ordered[-1] + 1.0 if ordered else 1.0)
    return ordered


def _change_words(side: int, limits: list[float], lang: Lang) -> str:
    """Words of a class of change; ``side`` counts classes from no change: -2, -1, 0, 1, 2."""
    if side == 0:
        return say("export-class-same", lang)
    rank = abs(side)
    low = limits[rank - 2] if rank > 1 else 1.0
    if rank > len(limits):
        words = say("picture-class-above", lang, low=number(low, lang))
    else:
        words = say("picture-class-between", lang, low=number(low, lang), high=number(limits[rank - 1], lang))
    return say("export-class-loss" if side < 0 else "export-class-gain", lang, jobs=words)


def _regions(export: Export, style: Style) -> LayerStyle:
    fonts, name = style.fonts, say("export-style-regions", export.lang)
    return LayerStyle(
        "regions", name, name, "outline", True, f"name_{export.lang}",
        style.colours.region_border, 0.45, label_font=fonts.arabic if export.lang == "ar" else fonts.latin,
        label_colour=style.colours.ink, label_size=style.sizes.region, aliases=_aliases(export, "regions"),
    )  # fmt: skip


def _parks(export: Export, style: Style) -> LayerStyle:
    parks = export.frames["parks"]
    largest = float(max([1, *parks["seats"], *parks["seats_base"]]))
    discs = (
        Marker('"seats"', style.colours.new, largest),
        Marker('min("seats", "seats_base")', style.colours.standing, largest),
    )
    top = round_down_nice(largest)
    shown = [value for value in (top, round_down_nice(top / 5), round_down_nice(top / 25)) if value >= 1]
    base = export.run.inputs.scalars.base_year
    return LayerStyle(
        "parks", say("export-style-parks", export.lang), say("export-look-parks", export.lang, base=base), "discs",
        True, "seats", style.colours.paper, 0.2, discs=discs, largest=largest,
        sizes=tuple((value, number(value, export.lang)) for value in shown), aliases=_aliases(export, "parks"),
    )  # fmt: skip


def _flows(export: Export, style: Style) -> LayerStyle:
    people = [float(value) for value in export.frames["flows"]["people"]]
    return LayerStyle(
        "flows", say("export-style-flows", export.lang), say("export-look-flows", export.lang), "lines", True, "people",
        style.colours.accent, _WIDEST, largest=max([1.0, *people]), aliases=_aliases(export, "flows"),
    )  # fmt: skip
