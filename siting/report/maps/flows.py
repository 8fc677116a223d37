"""Map of trips to work: arrows as wide as the people who take them, circles for those who work where they live."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from siting.report.maps.asked import check_year, region_code
from siting.report.maps.compose import BARE, DISC_COST, PAGE, map_page, scale_bar_box
from siting.report.maps.flow_curves import Curve, FlowScale, curve_between, draw_arrow
from siting.report.maps.flow_focus import LOCATOR, draw_locator, land_colours
from siting.report.maps.flow_legend import FLOW_LEGEND, draw_flow_legend
from siting.report.maps.flow_table import Flows, commuters
from siting.report.maps.flow_words import flow_words
from siting.report.maps.ground import Ground, ground_of
from siting.report.maps.layers import draw_land, draw_outline, draw_scale_bar
from siting.report.maps.names import Disc, Name, place_name, write_names
from siting.report.maps.scales import CircleScale
from siting.report.page.drawn import Drawn
from siting.report.page.labels import Box, Label, Spot
from siting.report.page.layout import Frame, arrange, fit_dots, window_around
from siting.report.page.sheet import Sheet, new_sheet
from siting.report.page.style import Style, default_style
from siting.words import Lang, number

if TYPE_CHECKING:
    from siting.results import Run

__all__ = ["draw_flows", "flow_map"]

_INSET = (4.1, 3.5)  #: inches
_WIDEST = 9.0  #: points of the largest flow
_CIRCLE = 0.17  #: inches, radius of the largest circle
_SHORT = 0.7  #: inches: a bunch of flows that are shorter than this on average is enlarged
_NAMED, _FIGURES = 16, 8  #: places and flows that are named, largest first
_REACH = 14_000.0  #: metres around an enlarged bunch


@dataclass(frozen=True)
class _Scene:
    """What every part of the map is drawn from."""

    sheet: Sheet
    ground: Ground
    flows: Flows
    widths: FlowScale
    circles: CircleScale

    def disc(self, frame: Frame, code: str) -> Disc:
        """The circle of a zone on the page."""
        row = self.ground.zones.loc[code]
        return (*frame.to_page(float(row["x"]), float(row["y"])), self.circles.inches(self.flows.within.get(code, 0)))

    def colour(self, crossing: bool) -> str:
        """Of a flow from one region to another, or inside one."""
        look = self.sheet.style.colours
        return look.new if crossing else look.accent


def flow_map(
    run: Run,
    *,
    year: int | None = None,
    lang: Lang,
    style: Style | None = None,
    region: str | None = None,
    bare: bool = False,
    size: tuple[float, float] | None = None,
) -> Drawn:
    """Who commutes where in a year of a plan (its last by default), in the whole country or around one region.

    ``region`` is a code or a name in any language. Flows too thin to be seen are left out and told. Raises
    `UsageError` for a year outside the plan or an unknown region, `RunError` where boundaries are missing.
    """
    year = check_year(run, year)
    code = None if region is None else region_code(run, region)
    ground, everyone = ground_of(run, lang), commuters(run, year)
    flows = everyone if code is None else everyone.touching(code)
    words = flow_words(run, ground, flows, everyone, lang, code)
    with new_sheet(size or (BARE if bare else PAGE), lang, style or default_style()) as sheet:
        page = map_page(sheet, words.title, words.subtitle, words.notes, bare=bare)
        boxes = draw_flows(sheet, page, ground, flows, region=code)
    return Drawn(sheet.figure, words.title, words.subtitle, words.alt, words.notes, boxes)


def draw_flows(
    sheet: Sheet, page: Box, ground: Ground, flows: Flows, *, region: str | None = None
) -> dict[str, dict[str, Box]]:
    """Draw flows with their legend into a page rectangle; returns the boxes of the labels of each frame."""
    between, within = flows.between["people"], flows.within
    widths = FlowScale(float(between.max()) if len(between) else 0.0, _WIDEST)
    circles = CircleScale(float(within.max()) if len(within) else 0.0, _CIRCLE)
    scene = _Scene(sheet, ground, flows, widths, circles)
    return _country(scene, page) if region is None else _region(scene, page, region)


def _country(scene: _Scene, page: Box) -> dict[str, dict[str, Box]]:
    """The whole country, its busiest corner enlarged where flows are too short to be told apart."""
    sheet, ground = scene.sheet, scene.ground
    land = ground.regions.geometry.union_all().simplify(2_000)
    inset_size = (min(_INSET[0], 0.5 * (page.right - page.left)), min(_INSET[1], 0.4 * (page.top - page.bottom)))
    zones, within = ground.zones, scene.flows.within
    dots = [
        (float(row.x), float(row.y), scene.circles.inches(within.get(str(row.Index), 0))) for row in zones.itertuples()
    ]
    frame, slots = arrange(page, land, [inset_size, FLOW_LEGEND], dots)
    bunch = _bunch(scene, frame)
    inset = None
    if bunch:
        centres = [(float(ground.zones.at[code, "x"]), float(ground.zones.at[code, "y"])) for code in bunch]
        inset = fit_dots(slots[0], window_around(centres, _REACH, inset_size), dots)
    else:
        frame, slots = arrange(page, land, [FLOW_LEGEND], dots)
    axes = sheet.map_axes(frame)
    draw_land(sheet, axes, frame, ground.zones, ground.regions, land_colours(sheet, ground))
    bar = scale_bar_box(frame, land, slots)
    draw_scale_bar(sheet, axes, frame, bar.left, bar.bottom + 0.05)
    labels, soft = {}, []
    if inset:
        soft = [(line, DISC_COST) for line in draw_outline(sheet, axes, frame, inset)]
        detail = sheet.map_axes(inset, framed=True)
        draw_land(sheet, detail, inset, ground.zones, ground.regions, land_colours(sheet, ground))
        foot = Box(inset.page.right - 1.0, inset.page.bottom, inset.page.right, inset.page.bottom + 0.25)
        labels["inset"] = _trips(scene, detail, inset, [foot], [])
        draw_scale_bar(sheet, detail, inset, inset.page.right - 0.75, inset.page.bottom + 0.08, 0.7)
    labels["map"] = _trips(scene, axes, frame, [*slots, bar], soft, hidden=inset)
    draw_flow_legend(sheet, slots[-1], scene.flows, scene.widths, scene.circles)
    return labels


def _region(scene: _Scene, page: Box, region: str) -> dict[str, dict[str, Box]]:
    """One region enlarged, its neighbours in grey."""
    sheet, ground = scene.sheet, scene.ground
    own = ground.zones.index[ground.zones["region"] == region]
    shapes = list(ground.zones.loc[own].geometry)
    drawn = scene.flows.drawn
    others = sorted({*drawn["origin"], *drawn["zone"]} - set(own))
    shapes += [ground.zones.loc[code].geometry.intersection(_spot(ground, code)) for code in others]
    import shapely

    land = shapely.union_all(shapes).simplify(300)
    frame, slots = arrange(page, land, [LOCATOR, FLOW_LEGEND])
    axes = sheet.map_axes(frame)
    draw_land(sheet, axes, frame, ground.zones, ground.regions, land_colours(sheet, ground, own))
    bar = scale_bar_box(frame, land, slots)
    for slot in slots:  # neighbours may lie under what stands in a corner
        sheet.axes(slot.grown(0.05), framed=False).patch.set_visible(True)
    draw_scale_bar(sheet, axes, frame, bar.left, bar.bottom + 0.05)
    draw_locator(sheet, slots[0], ground, frame, region)
    labels = {"map": _trips(scene, axes, frame, [*slots, bar], [])}
    draw_flow_legend(sheet, slots[-1], scene.flows, scene.widths, scene.circles)
    return labels


def _spot(ground: Ground, code: str) -> Any:
    """The ground near the centre of a zone."""
    from shapely.geometry import Point

    return Point(float(ground.zones.at[code, "x"]), float(ground.zones.at[code, "y"])).buffer(6_000)


def _bunch(scene: _Scene, frame: Frame) -> list[str]:
    """Zones joined by flows with more people than any other such group, if its flows are too short to be seen."""
    groups: list[set[str]] = []
    for row in scene.flows.drawn.itertuples():
        touched = [group for group in groups if group & {row.origin, row.zone}]
        groups = [group for group in groups if group not in touched]
        groups.append({str(row.origin), str(row.zone)}.union(*touched))
    drawn = scene.flows.drawn

    def people(group: set[str]) -> int:
        return int(drawn.loc[drawn["origin"].isin(group), "people"].sum())

    busiest = max(groups, key=lambda group: (people(group), sorted(group)), default=set())
    own = drawn[drawn["origin"].isin(busiest)]
    if len(own) < 3:
        return []
    points = scene.ground.zones.loc[:, ["x", "y"]]
    ends = points.loc[own["origin"]].to_numpy() - points.loc[own["zone"]].to_numpy()
    mean = float(((ends**2).sum(axis=1) ** 0.5).mean()) / frame.scale
    return sorted(busiest) if mean < _SHORT else []


def _trips(
    scene: _Scene, axes: Any, frame: Frame, taken: list[Box], soft: list[tuple[Box, float]], hidden: Frame | None = None
) -> dict[str, Box]:
    """Circles, arrows and names of a frame; what lies in ``hidden`` is left to the frame that enlarges it."""
    zones = scene.ground.zones
    shown = zones.index[_within(zones, frame) & ~(_within(zones, hidden) if hidden else zones["x"].isna())]
    discs = {code: scene.disc(frame, code) for code in shown if scene.flows.within.get(code, 0) > 0}
    _circles(scene, axes, frame, discs)
    soft = [*soft, *((Box(x, y, x, y).grown(max(r, 0.02)), DISC_COST) for x, y, r in discs.values())]
    drawn: Any = scene.flows.drawn
    drawn = drawn[drawn["origin"].isin(shown) & drawn["zone"].isin(shown)] if hidden is None else drawn[
        drawn["origin"].isin(shown) | drawn["zone"].isin(shown)
    ]  # fmt: skip
    names: list[Name] = []
    for rank, row in enumerate(drawn.itertuples()):
        width = scene.widths.width(row.people)
        curve = curve_between(scene.disc(frame, row.origin), scene.disc(frame, row.zone), width)
        colour = scene.colour(row.origin_region != row.zone_region)
        draw_arrow(scene.sheet, axes, frame, curve, width, colour, 4 + rank * 0.001, f"flow-{row.origin}-{row.zone}")
        soft += [(box, DISC_COST) for box in curve.boxes(width)]
        if rank < _FIGURES and hidden is None:
            names.append(_figure(scene, f"{row.origin}>{row.zone}", int(row.people), curve, width))
    busy = scene.flows.within.reindex(shown).fillna(0)
    for column in ("origin", "zone"):
        busy = busy.add(drawn.groupby(column)["people"].sum().reindex(shown).fillna(0) * 2)
    largest = busy[busy >= 1].sort_values(ascending=False, kind="stable").head(_NAMED)
    points = {code: discs.get(code) or scene.disc(frame, code) for code in {*discs, *largest.index}}
    named = [place_name(scene.sheet, str(code), scene.ground.name(str(code)), points) for code in largest.index]
    return write_names(scene.sheet, axes, frame, [*named, *names], taken, soft)


def _within(zones: Any, frame: Frame) -> Any:
    west, south, east, north = frame.limits
    return zones["x"].between(west, east) & zones["y"].between(south, north)


def _circles(scene: _Scene, axes: Any, frame: Frame, discs: dict[str, Disc]) -> None:
    """People who work in the zone where they live."""
    from matplotlib.patches import Circle

    look = scene.sheet.style.colours
    for code, (x, y, radius) in sorted(discs.items(), key=lambda each: -each[1][2]):
        if radius < 0.008:
            continue
        spot = Circle(
            frame.to_ground(x, y), radius * frame.scale, facecolor=look.rule, edgecolor=look.muted, linewidth=0.6,
            zorder=3, gid=f"within-{code}",
        )  # fmt: skip
        axes.add_artist(spot)  # as add_patch, without working out limits that are set already


def _figure(scene: _Scene, key: str, people: int, curve: Curve, width: float) -> Name:
    """The figure of a flow, beside the middle of its arrow."""
    sheet = scene.sheet
    text, points = number(people, sheet.lang), sheet.style.sizes.place
    wide, high = sheet.text_size(text, points, "bold")
    spots = []
    for at in (0.5, 0.4, 0.6, 0.3, 0.7):
        x, y = curve.shaft[int(at * (len(curve.shaft) - 1))]
        for dx, dy in ((0, 1), (0, -1), (1, 0), (-1, 0), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7)):
            reach = width / 144 + 0.02
            spot = Spot(x + dx * (reach + wide / 2), y + dy * (reach + high / 2), 0.2 * abs(at - 0.5))
            spots.append(spot)
    return Name(Label(key, wide, high, spots, False), ((text, points, "bold", "figure"),))
