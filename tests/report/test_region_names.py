"""On the map of a plan every region is named, and no name of a region hides a circle or another name."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import pytest

from siting.report.documents.pictures import TEXT_WIDTH
from siting.report.maps.plan_map import plan_map
from siting.report.page.drawn import Drawn
from siting.report.page.labels import Box, Label, Spot, place
from siting.results import Run
from siting.words import LANGS, Lang

#: The bare map of a brief, and the full page.
SIZES: dict[str, dict[str, Any]] = {"brief": {"bare": True, "size": (TEXT_WIDTH, 5.3)}, "page": {}}
LEAST = 3.0  #: points across from which a circle may not be covered


def _names(drawn: Drawn) -> tuple[Any, dict[str, list[Any]]]:
    """The axes of the country, and the texts drawn on it by gid."""
    axes = next(axes for axes in drawn.figure.axes if any(text.get_gid() == "halo-region" for text in axes.texts))
    found: dict[str, list[Any]] = {}
    for text in axes.texts:
        found.setdefault(str(text.get_gid()), []).append(text)
    return axes, found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", LANGS)
def test_every_region_is_named_off_circles_and_other_names(
    national_runs: Mapping[str, Run], lang: Lang, size: str
) -> None:
    run = national_runs["reference"]
    drawn = plan_map(run, lang=lang, **SIZES[size])
    regions = run.inputs.region_labels
    assert set(regions["region"]) <= set(drawn.boxes["map"])
    axes, texts = _names(drawn)
    assert len(texts["halo-region"]) == len(texts["halo-jobs"]) == len(regions) == 12

    renderer: Any = drawn.figure.canvas.get_renderer()  # type: ignore[attr-defined]
    point = drawn.figure.dpi / 72
    names = [text for gid in ("halo-region", "halo-jobs") for text in texts[gid]]
    extents = {text: text.get_window_extent(renderer) for text in [*names, *texts.get("halo-place", [])]}
    circles = [patch for patch in axes.patches if type(patch).__name__ == "Circle"]
    circles += [artist for artist in axes.artists if type(artist).__name__ == "Circle"]
    seen = 0
    for circle in circles:
        x, y = axes.transData.transform(circle.center)
        radius = (axes.transData.transform((circle.center[0] + circle.radius, 0)) - (x, 0))[0]
        if 2 * radius <= LEAST * point:
            continue
        seen += 1
        for text in names:
            box = extents[text]
            off = (max(box.x0 - x, x - box.x1, 0.0), max(box.y0 - y, y - box.y1, 0.0))
            assert (off[0] ** 2 + off[1] ** 2) ** 0.5 >= radius - point, f"{text.get_text()} covers a circle"
    assert seen > 10
    boxes = drawn.boxes["map"]
    assert all(one.overlap(other) == 0 for one, other in combinations(boxes.values(), 2))


@pytest.mark.parametrize("lang", LANGS)
def test_lines_of_names_at_the_size_of_a_brief_end_in_their_region(
    national_runs: Mapping[str, Run], lang: Lang
) -> None:
    from shapely.geometry import Point

    from siting.report.maps.ground import ground_of

    run = national_runs["reference"]
    drawn = plan_map(run, lang=lang, **SIZES["brief"])
    axes, _ = _names(drawn)
    lines = {str(line.get_gid())[5:]: line for line in axes.lines if str(line.get_gid()).startswith("lead-")}
    assert lines, "crowded regions are named outside"
    outlines = ground_of(run, lang, "region").regions.geometry
    for code, line in lines.items():
        assert outlines[code].contains(Point(line.get_xdata()[1], line.get_ydata()[1]))
        ends = [tuple(axes.transData.transform(end) / drawn.figure.dpi) for end in line.get_xydata()]
        crossed = [key for key, box in drawn.boxes["map"].items() if key != code and box.crossed((*ends[0], *ends[1]))]
        assert crossed == []


def test_a_name_gives_way_to_the_line_of_another() -> None:
    led = Label("led", 1, 1, [Spot(1, 5, 0.0, lead=(9, 5))])
    free = Label("free", 1, 1, [Spot(5, 5, 0.0), Spot(5, 8, 0.5)])
    assert place([led, free], Box(0, 0, 10, 10), [], [])["free"] == Spot(5, 8, 0.5)


def test_no_line_passes_what_is_taken() -> None:
    label = Label("led", 1, 1, [Spot(1, 5, 0.0, lead=(9, 5)), Spot(1, 8, 1.0, lead=(9, 8))])
    assert place([label], Box(0, 0, 10, 10), [Box(4, 4, 6, 6)], []) == {"led": Spot(1, 8, 1.0, lead=(9, 8))}


def test_a_box_is_crossed_by_lines_through_it_only() -> None:
    box = Box(0, 0, 2, 1)
    assert box.crossed((-1, 0.5, 3, 0.5))
    assert box.crossed((0.5, 0.5, 0.5, 9))
    assert not box.crossed((-1, 1.5, 3, 1.5))
    assert not box.crossed((3, 0.5, 9, 0.5))
