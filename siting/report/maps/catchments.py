"""Map of catchments: who can reach a park in how many minutes, and how many of them the plan employs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from siting.report.maps.asked import check_year, zone_code
from siting.report.maps.catchment_legend import CATCHMENT_LEGEND, band_colours, draw_catchment_legend, draw_origins
from siting.report.maps.catchment_table import Catchment, catchment_of, parks_of
from siting.report.maps.catchment_words import catchment_words
from siting.report.maps.compose import BARE, DISC_COST, PAGE, map_page, scale_bar_box
from siting.report.maps.crowd import choose_circles, dots_of, inset_window
from siting.report.maps.flow_focus import LOCATOR, draw_locator
from siting.report.maps.ground import Ground, ground_of
from siting.report.maps.layers import draw_land, draw_outline, draw_scale_bar
from siting.report.maps.names import Disc, Name, place_name, write_names
from siting.report.maps.scales import CircleScale
from siting.report.page.drawn import Drawn
from siting.report.page.labels import Box
from siting.report.page.layout import Frame, arrange, fit_dots
from siting.report.page.sheet import Sheet, new_sheet
from siting.report.page.style import Style, default_style
from siting.words import Lang, say

if TYPE_CHECKING:
    from siting.results import Run

__all__ = ["catchment_map"]

_INSET = (3.35, 2.55)  #: inches
_CIRCLE = 0.3  #: inches, radius of the largest circle of one park's catchment
_NAMED = 16  #: places named, largest first


@dataclass(frozen=True)
class _Scene:
    """What every part of the map is drawn from."""

    sheet: Sheet
    ground: Ground
    catchment: Catchment
    circles: CircleScale
    single: bool

    @property
    def colours(self) -> list[str]:
        """The colour of every zone: of its class of minutes, or plain land out of reach."""
        ramp, bands = band_colours(self.sheet, self.catchment), self.catchment.zones["band"]
        none = self.sheet.style.colours.none
        return [ramp[int(bands[code])] if code in bands.index else none for code in self.ground.zones.index]

    @property
    def hatched(self) -> list[bool]:
        """Whether several parks are in reach, for every zone."""
        shared = set(self.catchment.shared.index)
        return [code in shared for code in self.ground.zones.index]


def catchment_map(
    run: Run,
    *,
    zone: str | None = None,
    minutes: float | None = None,
    year: int | None = None,
    lang: Lang,
    style: Style | None = None,
    bare: bool = False,
    size: tuple[float, float] | None = None,
) -> Drawn:
    """The zones from which a park is in reach, in classes of minutes by road; of all parks of the plan by default.

    ``zone`` is the code of the park's zone or its name in any language; ``minutes`` the longest trip, by default the
    model's own limit; ``year`` a year of the plan, by default its last. Raises `UsageError` for an unknown zone (with
    the nearest names), a limit beyond the model's, a year outside the plan; `RunError` where boundaries are missing.
    """
    year = check_year(run, year)
    parks = parks_of(run, year) if zone is None else (zone_code(run, zone),)
    catchment, ground = catchment_of(run, parks, year, minutes), ground_of(run, lang)
    words = catchment_words(run, ground, catchment, lang, single=zone is not None)
    with new_sheet(size or (BARE if bare else PAGE), lang, style or default_style()) as sheet:
        page = map_page(sheet, words.title, words.subtitle, words.notes, bare=bare)
        largest = float(catchment.zones["drawn"].max()) if len(catchment.zones) else 0.0
        scene = _Scene(sheet, ground, catchment, CircleScale(largest, _CIRCLE), zone is not None)
        boxes = _one(scene, page) if zone is not None else _all(scene, page)
    return Drawn(sheet.figure, words.title, words.subtitle, words.alt, words.notes, boxes)


def _all(scene: _Scene, page: Box) -> dict[str, dict[str, Box]]:
    """Every park of the plan in the whole country, its crowded corner enlarged."""
    sheet, ground = scene.sheet, scene.ground
    land = ground.regions.geometry.union_all().simplify(2_000)
    zones = ground.zones.assign(seats_last=scene.catchment.zones["drawn"]).fillna({"seats_last": 0.0})
    frame, _ = arrange(page, land, [_INSET, CATCHMENT_LEGEND])
    circles, crowd = choose_circles(zones, frame.scale, _INSET)
    dots = dots_of(zones, circles)
    frame, slots = arrange(page, land, [_INSET, CATCHMENT_LEGEND] if crowd else [CATCHMENT_LEGEND], dots)
    scene = _Scene(sheet, ground, scene.catchment, circles, False)
    axes, bar = _land(scene, frame), scale_bar_box(frame, land, slots)
    draw_scale_bar(sheet, axes, frame, bar.left, bar.bottom + 0.05)
    labels, soft = {}, []
    if crowd:
        inset = fit_dots(slots[0], inset_window(zones, crowd, _INSET), dots)
        soft = [(line, DISC_COST) for line in draw_outline(sheet, axes, frame, inset)]
        detail = _land(scene, inset, framed=True)
        foot = Box(inset.page.right - 1.0, inset.page.bottom, inset.page.right, inset.page.bottom + 0.25)
        labels["inset"] = _people(scene, detail, inset, [foot], [], [])
        draw_scale_bar(sheet, detail, inset, inset.page.right - 0.75, inset.page.bottom + 0.08, 0.7)
    labels["map"] = _people(scene, axes, frame, [*slots, bar], soft, crowd)
    draw_catchment_legend(sheet, slots[-1], scene.catchment, circles, len(ground.zones), single=False)
    return labels


def _one(scene: _Scene, page: Box) -> dict[str, dict[str, Box]]:
    """The catchment of one park enlarged, with a list of the places where its people live."""
    import shapely

    sheet, ground, catchment = scene.sheet, scene.ground, scene.catchment
    near = ground.zones.loc[sorted({*catchment.zones.index, *catchment.parks})]
    land = shapely.union_all(near.geometry.array).simplify(300)
    right, rows = 3.1, min(len(near), 12) + 3
    slots = [(right, 0.2 * rows + 0.2), CATCHMENT_LEGEND, LOCATOR]
    people = near.assign(seats_last=catchment.zones["drawn"]).fillna({"seats_last": 0.0})
    frame, boxes = arrange(page, land, slots, dots_of(people, scene.circles))
    axes, bar = _land(scene, frame), scale_bar_box(frame, land, boxes)
    for box in boxes:  # land that is out of reach may lie under what stands in a corner
        sheet.axes(box.grown(0.06)).patch.set_visible(True)
    draw_scale_bar(sheet, axes, frame, bar.left, bar.bottom + 0.05)
    labels = {"map": _people(scene, axes, frame, [*boxes, bar], [], [])}
    draw_origins(sheet, boxes[0], catchment, ground)
    draw_catchment_legend(sheet, boxes[1], catchment, scene.circles, len(ground.zones), single=True)
    draw_locator(sheet, boxes[2], ground, frame)
    return labels


def _land(scene: _Scene, frame: Frame, framed: bool = False) -> Any:
    axes = scene.sheet.map_axes(frame, framed=framed)
    ground = scene.ground
    draw_land(scene.sheet, axes, frame, ground.zones, ground.regions, scene.colours, hatched=scene.hatched)
    return axes


def _people(
    scene: _Scene, axes: Any, frame: Frame, taken: list[Box], soft: list[tuple[Box, float]], skip: list[str]
) -> dict[str, Box]:
    """Circles of staff where they live, squares for parks, and names of the largest places but those of ``skip``."""
    from matplotlib.patches import Circle

    sheet, look, zones = scene.sheet, scene.sheet.style.colours, scene.ground.zones
    west, south, east, north = frame.limits
    inside = zones[zones["x"].between(west, east) & zones["y"].between(south, north)]
    table, discs = scene.catchment.zones, {}
    drawn = table["drawn"].reindex(inside.index).dropna().sort_values(ascending=False, kind="stable")
    for rank, (code, people) in enumerate(drawn.items()):
        at, radius = (float(zones.at[code, "x"]), float(zones.at[code, "y"])), scene.circles.inches(people)
        discs[str(code)] = disc = (*frame.to_page(*at), max(radius, 0.02))
        soft = [*soft, (Box(disc[0], disc[1], disc[0], disc[1]).grown(disc[2]), DISC_COST)]
        if radius >= 0.008:
            spot = Circle(at, radius * frame.scale, facecolor=look.new, edgecolor=look.paper, linewidth=0.6,
                          zorder=4 + rank / 1e4, gid=f"{_again(code, skip)}drawn-{code}")  # fmt: skip
            axes.add_artist(spot)  # as add_patch, without working out limits that are set already
        elif scene.single:  # a place to name
            axes.plot(*at, "o", markersize=1.6, color=look.muted, markeredgewidth=0, zorder=3.5)
    for code in sorted(set(scene.catchment.parks) & set(inside.index)):
        axes.plot(
            float(zones.at[code, "x"]), float(zones.at[code, "y"]), "s", markersize=2.8, markerfacecolor=look.paper,
            markeredgecolor=look.ink, markeredgewidth=0.6, zorder=6, gid=f"{_again(code, skip)}park-{code}",
        )  # fmt: skip
    return write_names(sheet, axes, frame, _names(scene, list(drawn.index), discs, skip), taken, soft)


def _again(code: object, skip: list[str]) -> str:
    """The head of the gid of what an inset shows too, so that no gid stands twice in a file."""
    return "again-" if code in skip else ""


def _names(scene: _Scene, codes: list[Any], discs: dict[str, Disc], skip: list[str]) -> list[Name]:
    """Names of the largest places, with the number of parks in reach where there are several."""
    named: list[Name] = []
    table: Any = scene.catchment.zones
    for code in [str(code) for code in codes if code not in skip][:_NAMED]:
        text, count = scene.ground.name(code), int(table.at[code, "parks"])
        if count > 1:
            text = say("catchment-sites", scene.sheet.lang, name=text, parks=count)
        named.append(place_name(scene.sheet, code, text, discs))
    return named
