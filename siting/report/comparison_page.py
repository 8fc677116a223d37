"""The page of a comparison: two maps with one legend, figures of the country, a slope chart. Deterministic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from siting.report.callouts import Callout, draw_callouts
from siting.report.comparison import GAIN, LOSS, ComparisonPicture
from siting.report.comparison_words import compare_word, signed
from siting.report.compose import wrap
from siting.report.headings import MARGIN, directed, draw_footer, draw_header
from siting.report.labels import Box
from siting.report.layers import MUTED, axes_for, draw_land, draw_scale_bar, text_size, write
from siting.report.layout import Frame, fit
from siting.report.legend import class_counts, class_words, draw_class
from siting.report.scales import class_breaks, colour_of
from siting.report.slope import draw_slope, scale_of
from siting.report.words import number, word

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from siting.report.picture import PlanPicture

__all__ = ["PAGE", "draw"]

#: Width and height of the page in inches.
PAGE = (13.6, 8.5)
_BETWEEN = 0.3  #: inches between maps, and between maps and chart
_HEAD = 0.5  #: height of the head of a map
_LEGEND = (2.2, 1.95)


def draw(picture: ComparisonPicture) -> Figure:
    """Draw a comparison on a page. The figure carries the boxes of its labels as ``figure.label_boxes``."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with mpl.rc_context({"font.family": "DejaVu Sans", "axes.unicode_minus": False}):
        figure = Figure(figsize=PAGE, dpi=300, facecolor="#ffffff")
        FigureCanvasAgg(figure)
        top, foot = draw_header(figure, picture) - 0.12, draw_footer(figure, picture) + 0.12
        chart = 5.9 + min(1.5, 0.15 * (len(picture.heads) - 2))
        wide = (PAGE[0] - 2 * MARGIN - chart - 2 * _BETWEEN) / 2
        labels = _maps(figure, picture, wide, top, foot)
        labels["slope"] = _chart(figure, picture, Box(PAGE[0] - MARGIN - chart, foot, PAGE[0] - MARGIN, top))
        figure.label_boxes = labels  # type: ignore[attr-defined]
    return figure


def _mirrored(box: Box, picture: ComparisonPicture) -> Box:
    """A rectangle where its reader looks for it: in Arabic the page begins at the right."""
    return Box(PAGE[0] - box.right, box.bottom, PAGE[0] - box.left, box.top) if picture.lang == "ar" else box


def _maps(
    figure: Figure, picture: ComparisonPicture, wide: float, top: float, foot: float
) -> dict[str, dict[str, Box]]:
    """Both maps in one frame and one set of classes, legend and figures below. Returns the boxes of their labels."""
    both = [jobs for plan in picture.plans for jobs in plan.zones["jobs_last"]]
    breaks = class_breaks(both)
    bounds = picture.plans[0].regions.total_bounds
    below = max(_LEGEND[1], 0.2) + 0.3
    high = min(wide * (bounds[3] - bounds[1]) / (bounds[2] - bounds[0]), top - foot - _HEAD - below)
    labels = {}
    for position, plan in enumerate(picture.plans):
        left = MARGIN + position * (wide + _BETWEEN)
        page = _mirrored(Box(left, top - _HEAD - high, left + wide, top - _HEAD), picture)
        _map_head(figure, picture, position, Box(page.left, page.top, page.right, top))
        frame = fit(page, bounds)
        axes = axes_for(figure, frame)
        draw_land(axes, frame, plan.zones, plan.regions, breaks)
        labels[f"map {position}"] = _map_names(figure, axes, frame, plan, picture, position)
        if position == 0:
            draw_scale_bar(axes, frame, page.right - 1.1, page.bottom + 0.05)
    under = top - _HEAD - high - 0.2
    whole = 2 * wide + _BETWEEN
    _legend(figure, picture, _mirrored(Box(MARGIN, under - _LEGEND[1], MARGIN + _LEGEND[0], under), picture), breaks)
    facts = Box(MARGIN + _LEGEND[0] + 0.1, under - _LEGEND[1], MARGIN + whole, under)
    labels["facts"] = _facts(figure, picture, _mirrored(facts, picture))
    return labels


def _map_head(figure: Figure, picture: ComparisonPicture, position: int, box: Box) -> None:
    """The name of a plan and its jobs above its map."""
    axes = axes_for(figure, Frame(box, 0.0, 0.0, 1.0))
    wide, high = box.right - box.left, box.top - box.bottom
    x, ha = (wide, "right") if picture.lang == "ar" else (0.0, "left")
    head, size = directed(f"{position + 1} · {picture.heads[picture.pair[position]]}", picture.lang), 10.0
    while text_size(figure, head, size, "bold")[0] > wide and size > 6.5:
        size -= 0.25
    write(axes, x, high, head, size=size, weight="bold", ha=ha, va="top", halo=False, gid="map-head")
    total = compare_word(
        "map_total", picture.lang, jobs=number(picture.plans[position].zones["jobs_last"].sum(), picture.lang)
    )
    write(axes, x, high - 0.2, total, size=7.4, colour=MUTED, ha=ha, va="top", halo=False, gid="map-total")


def _map_names(
    figure: Figure, axes: Any, frame: Frame, plan: PlanPicture, picture: ComparisonPicture, position: int
) -> dict[str, Box]:
    """Figures of the regions that stand out, in their colours: jobs on the first map, the change on the second.

    The two regions of the title bear their names in full, the others the first part: a small map has no room for more,
    and the chart names all.
    """
    shapes = {str(code): shape for code, shape in plan.regions.geometry.simplify(1_000).items()}
    ends = {pick(picture.changes, key=picture.changes.__getitem__) for pick in (min, max)}
    callouts = []
    for code, colour in picture.colours.items():
        jobs = number(plan.regions.at[code, "jobs_last"], picture.lang)
        figures = jobs if position == 0 else signed(picture.changes[code], picture.lang)
        name = str(plan.regions.at[code, "name"])
        told = wrap(name) if code in ends else name.split("-", maxsplit=1)[0].strip()
        callouts.append(Callout(code, f"{told}\n{figures}", colour))
    return draw_callouts(figure, axes, frame, shapes, callouts)


def _legend(figure: Figure, picture: ComparisonPicture, box: Box, breaks: Sequence[float]) -> None:
    """One legend for both maps: classes with the number of places in each on either map; what colours of names mean."""
    lang, plan = picture.lang, picture.plans[0]
    axes = axes_for(figure, Frame(box, 0.0, 0.0, 1.0))
    wide, top = box.right - box.left, box.top - box.bottom
    mirrored = lang == "ar"
    x, ha = (wide, "right") if mirrored else (0.0, "left")
    head = word("legend_jobs", lang, last=plan.last_year, level=word(plan.level, lang))
    write(axes, x, top, head, size=8, weight="bold", ha=ha, va="top", halo=False, gid="legend")
    counts = [class_counts(each.zones["jobs_last"], breaks) for each in picture.plans]
    y = top - 0.5
    for position, words in reversed(list(enumerate(class_words(breaks, lang)))):
        if position == 0 and not counts[0][0] + counts[1][0]:
            continue
        label = f"{words} ({number(counts[0][position], lang)} · {number(counts[1][position], lang)})"
        chip, begin = (wide - 0.24, wide - 0.31) if mirrored else (0.0, 0.31)
        draw_class(axes, chip, begin, y, colour_of(position, breaks), label, ha)
        y -= 0.2
    write(
        axes,
        x,
        y + 0.12,
        compare_word("count_note", lang),
        size=6,
        colour=MUTED,
        ha=ha,
        va="top",
        halo=False,
        gid="count",
    )


def _facts(figure: Figure, picture: ComparisonPicture, box: Box) -> dict[str, Box]:
    """Figures of the country in the two plans, and what the colours of names mean. Returns the boxes of the words."""
    lang = picture.lang
    axes = axes_for(figure, Frame(box, 0.0, 0.0, 1.0))
    wide, top, mirrored = box.right - box.left, box.top - box.bottom, lang == "ar"
    boxes: dict[str, Box] = {}

    def put(begin: float, y: float, text: str, key: str, size: float = 7.0, end: bool = False, **look: Any) -> None:
        """Write a text that begins, or ends, so far from where reading begins, and keep its box."""
        right = mirrored != end
        x = wide - begin if mirrored else begin
        write(axes, x, y, text, size=size, ha="right" if right else "left", halo=False, gid="fact", **look)
        long, high = text_size(figure, text, size, look.get("weight", "normal"))
        left = box.left + x - (long if right else 0.0)
        boxes[key] = Box(left, box.bottom + y - high / 2, left + long, box.bottom + y + high / 2)

    columns = (wide - 0.62, wide)
    put(0.0, top - 0.06, compare_word("facts", lang), "facts", 8.0, weight="bold")
    for position, column in enumerate(columns):
        sign = compare_word("map", lang, position=position + 1)
        put(column, top - 0.27, sign, f"map {position}", end=True, weight="bold")
    size, y = 7.0, top - 0.46
    while max(text_size(figure, words, size)[0] for words, *_ in picture.facts) > columns[0] - 0.5 and size > 5.0:
        size -= 0.1
    for words, *values in picture.facts:
        put(0.0, y, words, words, size)
        for position, (column, value) in enumerate(zip(columns, values, strict=True)):
            put(column, y, value, f"{words} {position}", size, end=True)
        y -= 0.19
    for key, colour in (("gains", GAIN), ("losses", LOSS)):
        if colour in picture.colours.values():
            axes.plot(
                [wide - 0.24 if mirrored else 0.0, wide if mirrored else 0.24],
                [y - 0.05] * 2,
                color=colour,
                linewidth=1.9,
            )
            put(0.31, y - 0.05, compare_word(key, lang), key, size, colour=colour, weight="bold")
            y -= 0.18
    return boxes


def _chart(figure: Figure, picture: ComparisonPicture, box: Box) -> dict[str, Box]:
    """The slope chart under its head; says which scale it uses."""
    box = _mirrored(box, picture)
    axes = axes_for(figure, Frame(box, 0.0, 0.0, 1.0))
    wide, high = box.right - box.left, box.top - box.bottom
    x, ha = (wide, "right") if picture.lang == "ar" else (0.0, "left")
    head = compare_word("slope_title", picture.lang, last=picture.last_year)
    write(axes, x, high, head, size=10, weight="bold", ha=ha, va="top", halo=False, gid="chart-head")
    note, size = picture.scale_note[scale_of(picture.lines, 0.0, 1.0).log], 7.4
    while text_size(figure, note, size)[0] > wide and size > 5.5:
        size -= 0.1
    write(axes, x, high - 0.2, note, size=size, colour=MUTED, ha=ha, va="top", halo=False, gid="chart-note")
    heads = list(zip(picture.heads, picture.labels, strict=True))
    inner = Box(box.left, box.bottom, box.right, box.top - _HEAD)
    return draw_slope(figure, inner, picture.lines, heads, picture.pair, picture.lang)
