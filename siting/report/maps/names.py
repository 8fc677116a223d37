"""Names on a map: of regions with a figure under them, of places beside their circles. None covers another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from siting.report.maps.leads import spots_off_circles
from siting.report.maps.spots import circle_labels, region_spots
from siting.report.page.labels import Box, Label, Line, place
from siting.report.page.layout import Frame
from siting.report.page.sheet import Sheet

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["Disc", "Name", "place_name", "region_name", "wrap", "write_names"]

#: Position and radius of a circle in page inches.
Disc = tuple[float, float, float]


@dataclass(frozen=True)
class Name:
    """A label with what is written in it: lines of text, size in points, weight and gid, from the top down."""

    label: Label
    lines: tuple[tuple[str, float, str, str], ...]


def wrap(name: str, longest: int = 15) -> str:
    """A long name on two lines, broken after the hyphen or space nearest to its middle."""
    breaks = [position + 1 for position, letter in enumerate(name) if letter in "- "]
    if len(name) <= longest or not breaks:
        return name
    cut = min(breaks, key=lambda position: abs(position - len(name) / 2))
    return f"{name[:cut].rstrip()}\n{name[cut:]}"


def region_name(
    sheet: Sheet,
    frame: Frame,
    code: str,
    name: str,
    figure: str,
    shapes: Mapping[str, BaseGeometry],
    *,
    required: bool = True,
    size: float | None = None,
    discs: Mapping[str, Disc] | None = None,
) -> Name:
    """The name of a region (or zone) in bold with a figure under it, on its own land where there is room.

    ``shapes`` are all outlines of the level by code, in the projection of the frame. With ``discs`` (all circles by
    code) it covers no circle that is seen, and may stand off the land with a line that leads into the region.
    """
    size = size or sheet.style.sizes.region
    lines = [(wrap(name), size, "bold", "region")]
    if figure:
        lines.append((figure, size - 1, "normal", "jobs"))
    sizes = [sheet.text_size(text, points, weight) for text, points, weight, _ in lines]
    box = (max(wide for wide, _ in sizes) + 0.08, sum(high for _, high in sizes) + 0.03)
    spots = region_spots(frame, code, shapes, box)
    if discs:
        spots = spots_off_circles(frame, code, shapes, spots, box, list(discs.values())) or spots
    return Name(Label(code, *box, spots, required), tuple(lines))


def place_name(sheet: Sheet, code: str, text: str, discs: Mapping[str, Disc]) -> Name:
    """The name of a place beside its circle; ``discs`` are all circles by code (page inches). May be left out."""
    size = sheet.style.sizes.place
    box = sheet.text_size(text, size)
    others = [disc for key, disc in discs.items() if key != code]
    return Name(Label(code, *box, circle_labels(*discs[code], box, others), False), ((text, size, "normal", "place"),))


def write_names(
    sheet: Sheet,
    axes: Any,
    frame: Frame,
    names: Sequence[Name],
    taken: Sequence[Box] = (),
    soft: Sequence[tuple[Box, float]] = (),
) -> dict[str, Box]:
    """Write names where they find room; returns the boxes of those that do (page inches) by key.

    ``taken`` may not be covered, each of ``soft`` may at a cost per square inch (see `siting.report.page.labels`).
    """
    chosen = place([name.label for name in names], frame.page, taken, soft)
    boxes = {}
    for name in names:
        if name.label.key not in chosen:
            continue
        spot = chosen[name.label.key]
        boxes[name.label.key] = box = name.label.box(spot)
        line = name.label.line(spot)
        if line is not None:
            _draw_line(sheet, axes, frame, line, f"lead-{name.label.key}")
        alone = len(name.lines) == 1
        y = spot.y if alone else box.top
        for text, size, weight, gid in name.lines:
            at = frame.to_ground(spot.x, y)
            va = "center" if alone else "top"
            sheet.write(axes, *at, text, size=size, weight=weight, va=va, halo=True, gid=gid)
            y -= sheet.text_size(text, size, weight)[1] + 0.02
    return boxes


def _draw_line(sheet: Sheet, axes: Any, frame: Frame, line: Line, gid: str) -> None:
    """A thin line from a name, light on both sides; without a dot at its end, which would be read as a circle."""
    look = sheet.style.colours
    start, end = frame.to_ground(*line[:2]), frame.to_ground(*line[2:])
    for colour, width in ((look.paper, 1.8), (look.ink, 0.6)):
        drawn = axes.plot([start[0], end[0]], [start[1], end[1]], color=colour, linewidth=width, zorder=7)
    drawn[0].set_gid(gid)
