"""The pages of the atlas: an overview of the country, then a page for each region."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from siting.report.maps.atlas_facts import Atlas
from siting.report.maps.compose import DISC_COST
from siting.report.maps.flow_focus import wide_bounds
from siting.report.maps.flow_words import scenario_words
from siting.report.maps.layers import draw_circles, draw_land, draw_scale_bar
from siting.report.maps.legend import CHIP, class_counts, class_words, draw_class, draw_seats, draw_sizes
from siting.report.maps.names import place_name, region_name, write_names
from siting.report.maps.scales import CircleScale, class_breaks, class_of, colour_of
from siting.report.page.drawn import Drawn
from siting.report.page.labels import Box
from siting.report.page.layout import Frame, fit
from siting.report.page.sheet import MARGIN, Reading, Sheet, new_sheet
from siting.report.page.style import Style
from siting.words import listing, number, percent, say, signed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["PAPER", "overview", "region_page"]

#: Width and height of a page in inches: A4, lying.
PAPER = (11.69, 8.27)
_PANEL = 4.1  #: inches of the figures beside the map
_LOCATOR = (0.82, 0.95)
_SEATS = 3.25  #: inches where the legend of seats begins
_LEGEND = 1.3  #: inches under the map
_ROW = 0.215
_LISTED, _TRIPS = 8, 5


def region_page(atlas: Atlas, code: str, page: int, pages: int, style: Style) -> Drawn:
    """The page of a region: its zones with jobs and seats, its figures, its places, its largest trips to work."""
    picture, facts = atlas.picture, atlas.facts[code]
    lang, run = picture.lang, atlas.run
    told = {
        "jobs": number(facts.jobs_last, lang),
        "many": facts.jobs_last,
        "last": picture.last_year,
        "base": picture.base_year,
    }
    title = say("atlas-page-title", lang, region=facts.name, change=signed(facts.added, lang), **told)
    level = say(f"level-{picture.level}", lang)
    subtitle = say("atlas-page-subtitle", lang, level=level, last=picture.last_year, scenario=scenario_words(run, lang))
    with new_sheet(PAPER, lang, style) as sheet:
        own, others, panel = _parts(sheet, title, subtitle, picture.notes, page, pages)
        boxes = _region_map(sheet, own, others, atlas, code)
        axes, side = sheet.axes(panel), Reading(lang, panel.right - panel.left)
        y = _figures(sheet, axes, side, panel.top - panel.bottom, atlas.rows(code))
        y = _places(sheet, axes, side, y - 0.12, atlas, code)
        _trips(sheet, axes, side, y - 0.12, atlas, code)
    zones = picture.zones[picture.zones["region"] == code].nlargest(3, "jobs_last", keep="first")
    places = [f"{row.name} {number(row.jobs_last, lang)}" for row in _named(zones)]
    alt = say(
        "atlas-alt", lang, region=facts.name, before=number(facts.jobs_base, lang), places=listing(places, lang), **told
    )
    return Drawn(sheet.figure, title, subtitle, alt, picture.notes, boxes)


def overview(atlas: Atlas, pages: int, style: Style) -> Drawn:
    """The first page: the country with its regions, and where each region's page is."""
    picture, run, lang = atlas.picture, atlas.run, atlas.picture.lang
    model = run.manifest.get("model")
    told = (model.get("title") or {}).get(lang) or model.get("name") if isinstance(model, dict) else model
    title = say("atlas-title", lang)
    subtitle = say(
        "atlas-subtitle", lang, model=str(told or run.name), first=picture.base_year + 1, last=picture.last_year,
        scenario=scenario_words(run, lang),
    )  # fmt: skip
    with new_sheet(PAPER, lang, style) as sheet:
        own, others, panel = _parts(sheet, title, subtitle, picture.notes, 1, pages)
        frame = fit(own, picture.regions.total_bounds)
        axes = _land(sheet, frame, atlas, None)
        shapes = dict(picture.regions.geometry.simplify(1_000).items())
        names = [
            region_name(sheet, frame, str(code), str(row["name"]), number(row["jobs_last"], lang),
                        shapes)
            for code, row in picture.regions.iterrows()
        ]  # fmt: skip
        bar = _scale_bar(sheet, axes, frame)
        boxes = {"map": write_names(sheet, axes, frame, names, [bar], [])}
        _legend(sheet, others, atlas, None)
        _contents(sheet, panel, atlas)
    return Drawn(sheet.figure, title, subtitle, picture.alt or title, picture.notes, boxes)


def _parts(
    sheet: Sheet, title: str, subtitle: str, notes: tuple[str, ...], page: int, pages: int
) -> tuple[Box, Box, Box]:
    """Header, notes and page number; returns the rectangles of the map, of its legend, and of the figures."""
    wide, _ = sheet.size
    top, foot = sheet.header(title, subtitle) - 0.15, sheet.footer(notes) + 0.1
    text, reading = say("atlas-page", sheet.lang, page=page, pages=pages), sheet.reading
    number_at = sheet.figure.text(
        reading.x(wide - MARGIN) / wide, 0.25 / sheet.size[1], text, fontsize=sheet.style.sizes.legend,
        color=sheet.style.colours.muted, ha=reading.ha("right"), va="bottom",
    )  # fmt: skip
    number_at.set_gid("plain-page")
    edge = wide - MARGIN - _PANEL
    own = reading.box(Box(MARGIN, foot + _LEGEND + 0.1, edge - 0.25, top))
    return own, reading.box(Box(MARGIN, foot, edge - 0.25, foot + _LEGEND)), reading.box(
        Box(edge, foot, wide - MARGIN, top)
    )  # fmt: skip


def _breaks(atlas: Atlas) -> tuple[float, ...]:
    """Classes of jobs: those of the whole country, so that the pages can be compared."""
    return class_breaks(list(atlas.picture.zones["jobs_last"]))


def _land(sheet: Sheet, frame: Frame, atlas: Atlas, own: str | None) -> Axes:
    """Zones shaded by their jobs; those of other regions than ``own`` in grey."""
    picture, breaks, look = atlas.picture, _breaks(atlas), sheet.style.colours
    colours = [
        colour_of(class_of(row.jobs_last, breaks), breaks, look) if own in (None, row.region) else look.missing
        for row in picture.zones.itertuples()
    ]
    axes = sheet.map_axes(frame)
    draw_land(sheet, axes, frame, picture.zones, picture.regions, colours)
    return axes


def _region_map(sheet: Sheet, own: Box, legend: Box, atlas: Atlas, code: str) -> dict[str, dict[str, Box]]:
    """The zones of a region with circles for seats, names with jobs, and where the region lies in the country."""
    from siting.report.maps.flow_focus import draw_region_locator

    picture, lang = atlas.picture, atlas.picture.lang
    zones = picture.zones[picture.zones["region"] == code]
    frame = fit(own, wide_bounds(tuple(zones.total_bounds)))
    axes = _land(sheet, frame, atlas, code)
    circles = CircleScale(max(float(zones["seats_last"].max()), 1.0), 0.34)
    soft = [(disc, DISC_COST) for disc in draw_circles(sheet, axes, frame, zones, circles)]
    discs = {
        str(row.Index): (*frame.to_page(row.x, row.y), max(circles.inches(row.seats_last), 0.02))
        for row in zones.itertuples()
    }
    names = []
    for row in _named(zones.sort_values("jobs_last", ascending=False, kind="stable").head(14)):
        text = f"{row.name}\n{number(row.jobs_last, lang)}" if row.jobs_last else str(row.name)
        names.append(place_name(sheet, str(row.Index), text, discs))
    bar = _scale_bar(sheet, axes, frame)
    boxes = write_names(sheet, axes, frame, names, [bar], soft)
    _legend(sheet, legend, atlas, circles, code)
    where = Reading(sheet.lang, legend.right - legend.left)
    left = legend.left + where.x(where.wide - _LOCATOR[0], _LOCATOR[0])
    draw_region_locator(sheet, Box(left, legend.bottom, left + _LOCATOR[0], legend.bottom + _LOCATOR[1]),
                        picture.regions, code)  # fmt: skip
    return {"map": boxes}


def _named(zones: Any) -> Any:
    return zones[["name", "jobs_last", "jobs_base"]].itertuples()


def _scale_bar(sheet: Sheet, axes: Axes, frame: Frame) -> Box:
    """A scale bar in the lower right corner of a map; returns its box."""
    box = Box(frame.page.right - 1.2, frame.page.bottom, frame.page.right, frame.page.bottom + 0.26)
    draw_scale_bar(sheet, axes, frame, box.left + 0.1, box.bottom + 0.06, 0.9)
    return box


def _legend(sheet: Sheet, box: Box, atlas: Atlas, circles: CircleScale | None, code: str | None = None) -> None:
    """Classes of jobs with the places of the page in each; sizes and colours of circles where there are any."""
    lang, picture, look, sizes = sheet.lang, atlas.picture, sheet.style.colours, sheet.style.sizes
    axes, side, top = sheet.axes(box), Reading(sheet.lang, box.right - box.left), box.top - box.bottom

    def head(begin: float, text: str) -> None:
        sheet.write(axes, side.x(begin), top, text, size=sizes.legend + 0.5, weight="bold", ha=side.ha(), va="top",
                    gid="legend")  # fmt: skip

    zones, breaks = picture.zones, _breaks(atlas)
    counts = class_counts(zones["jobs_last"] if code is None else zones["jobs_last"][zones["region"] == code], breaks)
    level = say(f"level-{picture.level}", lang)
    head(0.0, say("picture-legend-jobs", lang, last=picture.last_year, level=level))
    classes = list(enumerate(class_words(breaks, lang)))[::-1]
    labels = [say("map-class-count", lang, words=words, count=number(counts[each], lang)) for each, words in classes]
    second = CHIP + 0.22 + max(sheet.text_size(label, sizes.legend)[0] for label in labels[:3])
    for place, ((position, _), label) in enumerate(zip(classes, labels, strict=True)):
        column, row = divmod(place, 3)
        draw_class(sheet, axes, side, top - 0.56 - 0.2 * row, colour_of(position, breaks, look), label, column * second)
    note = say("picture-count-note", lang)
    sheet.write(axes, side.x(0.0), top - 1.13, note, size=sizes.legend - 1, colour=look.muted, ha=side.ha())
    if circles is None:
        return
    head(_SEATS, say("picture-legend-seats", lang))
    draw_sizes(sheet, axes, side, _SEATS, top - 0.4, circles)
    draw_seats(sheet, axes, side, _SEATS + 1.15, top - 0.5, picture, code)


def _head(sheet: Sheet, axes: Axes, side: Reading, y: float, text: str) -> float:
    """The head of a part of the figures; returns the height below it."""
    look, size = sheet.style.colours, sheet.style.sizes.legend + 2
    sheet.write(axes, side.x(0.0), y, text, size=size, weight="bold", colour=look.accent, ha=side.ha(), va="top",
                gid="part")  # fmt: skip
    return y - 0.3


def _line(
    sheet: Sheet, axes: Axes, side: Reading, y: float, texts: Sequence[str], ends: Sequence[float], weight: str
) -> float:
    """A line of a table: the first text where reading begins, each other one up to its place; a rule below."""
    size, look = sheet.style.sizes.legend + 0.5, sheet.style.colours
    sheet.write(axes, side.x(0.0), y, texts[0], size=size, weight=weight, ha=side.ha(), gid="row")
    for end, text in zip(ends, texts[1:], strict=True):
        sheet.write(axes, side.x(end), y, text, size=size, weight=weight, ha=side.ha("right"), gid="row")
    axes.plot([side.x(0.0), side.x(side.wide)], [y - _ROW / 2] * 2, color=look.rule, linewidth=0.5)
    return y - _ROW


def _figures(sheet: Sheet, axes: Axes, side: Reading, y: float, rows: Sequence[tuple[str, str]]) -> float:
    y = _head(sheet, axes, side, y, say("atlas-facts", sheet.lang))
    for row in rows:
        y = _line(sheet, axes, side, y, row, (side.wide - 0.03,), "normal")
    return y


def _places(sheet: Sheet, axes: Axes, side: Reading, y: float, atlas: Atlas, code: str) -> float:
    """Bars of the largest places: dark for the jobs of the base year, bright for those that are added."""
    from matplotlib.patches import Rectangle

    picture, look, lang = atlas.picture, sheet.style.colours, sheet.lang
    y = _head(sheet, axes, side, y, say("atlas-places", lang, level=say(f"level-{picture.level}", lang)))
    zones = picture.zones[(picture.zones["region"] == code) & (picture.zones["jobs_last"] > 0)]
    ordered = zones.sort_values("jobs_last", ascending=False, kind="stable")
    bars = [(str(row.name), int(row.jobs_base), int(row.jobs_last)) for row in _named(ordered.head(_LISTED))]
    if len(rest := ordered.iloc[_LISTED:]):
        name = say("atlas-rest", lang, zones=number(len(rest), lang))
        bars.append((name, int(rest["jobs_base"].sum()), int(rest["jobs_last"].sum())))
    size = sheet.style.sizes.legend + 0.5
    widest = max((max(before, now) for _, before, now in bars), default=1) or 1
    begin, room = 1.55, side.wide - 1.55 - 0.62
    for name, before, now in bars:
        fitting = sheet.largest(name, size, 4.5, begin - 0.08)
        sheet.write(axes, side.x(0.0), y, name, size=fitting, ha=side.ha(), gid="place")
        kept, whole = room * min(before, now) / widest, room * now / widest
        for start, wide, colour in ((0.0, kept, look.standing), (kept, whole - kept, look.new)):
            left = side.x(begin + start, wide)
            axes.add_patch(Rectangle((left, y - 0.06), wide, 0.12, facecolor=colour, edgecolor="none", gid="bar"))
        sheet.write(axes, side.x(begin + whole + 0.06), y, number(now, lang), size=size, ha=side.ha(), gid="jobs")
        y -= 0.19
    at, base = 0.0, say("atlas-legend-base", lang, year=picture.base_year)
    for text, colour in ((base, look.standing), (say("atlas-legend-new", lang), look.new)):
        draw_class(sheet, axes, side, y - 0.08, colour, text, at)
        at += 1.3
    return y - 0.16


def _trips(sheet: Sheet, axes: Axes, side: Reading, y: float, atlas: Atlas, code: str) -> None:
    """The largest trips to work that begin or end in the region, as far as there is room."""
    lang, names = sheet.lang, atlas.picture.zones["name"]
    between: Any = atlas.flows.touching(code).between
    if y < 0.3 + _ROW:
        return
    y = _head(sheet, axes, side, y, say("atlas-flows", lang))
    if between.empty:
        sheet.write(axes, side.x(0.0), y, say("atlas-flows-none", lang), ha=side.ha(), gid="row")
        return
    for row in between.head(min(_TRIPS, max(1, int(y / _ROW)))).itertuples():
        text = say("atlas-flow", lang, origin=str(names[row.origin]), zone=str(names[row.zone]))
        y = _line(sheet, axes, side, y, (text, number(row.people, lang)), (side.wide - 0.03,), "normal")


def _contents(sheet: Sheet, panel: Box, atlas: Atlas) -> None:
    """Every region with its jobs, what is added, its share, and its page."""
    lang, picture = sheet.lang, atlas.picture
    axes, side = sheet.axes(panel), Reading(lang, panel.right - panel.left)
    y = _head(sheet, axes, side, panel.top - panel.bottom, say("atlas-contents", lang))
    ends = (2.3, 2.9, 3.4, 3.85) if side.wide > 3.9 else (2.0, 2.5, 2.9, 3.2)
    heads = (say("atlas-column-region", lang), str(picture.last_year), say("atlas-column-added", lang),
             say("atlas-column-share", lang), say("atlas-column-page", lang))  # fmt: skip
    y = _line(sheet, axes, side, y, heads, ends, "bold")
    for page, facts in enumerate(atlas.facts.values(), start=2):
        row = (facts.name, number(facts.jobs_last, lang), signed(facts.added, lang), percent(facts.share, lang, 1),
               number(page, lang))  # fmt: skip
        y = _line(sheet, axes, side, y, row, ends, "normal")
