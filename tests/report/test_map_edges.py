"""What stands at the edge of a map is whole, and lines of Arabic run from the right in a PDF."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import pairwise

import pypdfium2
import pytest
from matplotlib.patches import Circle

from siting.report.maps.catchments import catchment_map
from siting.report.maps.flows import flow_map
from siting.report.maps.request import MapRequest, draw_map
from siting.report.page.drawn import Drawn
from siting.report.page.labels import Box
from siting.report.page.layout import Dot, arrange, fit, fit_dots
from siting.report.page.sheet import new_sheet
from siting.report.page.style import default_style
from siting.results import Run
from siting.words import LANGS, Lang


@pytest.fixture(scope="module")
def run(national_runs: Mapping[str, Run]) -> Run:
    return national_runs["reference"]


def _circles(drawn: Drawn) -> int:
    """The number of circles on the maps of a picture; each of them has to lie within its map."""
    found = 0
    for axes in drawn.figure.axes:
        west, east = axes.get_xlim()
        south, north = axes.get_ylim()
        if east - west < 1_000:  # inches: a legend
            continue
        for patch in axes.patches:
            if isinstance(patch, Circle):
                (x, y), radius = patch.get_center(), patch.get_radius()
                assert west <= x - radius, (patch.get_gid(), drawn.title)
                assert x + radius <= east, (patch.get_gid(), drawn.title)
                assert south <= y - radius, (patch.get_gid(), drawn.title)
                assert y + radius <= north, (patch.get_gid(), drawn.title)
                found += 1
    return found


@pytest.mark.parametrize("bare", [False, True])
@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_every_circle_lies_within_its_map(run: Run, lang: Lang, bare: bool) -> None:
    assert _circles(draw_map(run, MapRequest("plan", lang=lang, bare=bare))) > 60
    assert _circles(draw_map(run, MapRequest("circles", "jobs", lang=lang, bare=bare))) > 25
    assert _circles(draw_map(run, MapRequest("circles", "jobs", region="01", lang=lang, bare=bare))) >= 5
    assert _circles(catchment_map(run, lang=lang, bare=bare)) > 20
    assert _circles(flow_map(run, lang=lang, bare=bare)) > 20


def test_circles_at_every_edge_draw_the_map_in(run: Run) -> None:
    import shapely

    land, page = shapely.box(0, 0, 100_000, 100_000), Box(1, 1, 7, 7)
    corners: Sequence[Dot] = [(x, y, 0.4) for x in (0, 100_000) for y in (0, 100_000)]
    plain = fit(page, land.bounds)
    for frame in (arrange(page, land, [], corners)[0], fit_dots(page, land.bounds, corners)):
        assert frame.page == page
        assert frame.scale == pytest.approx(plain.scale * 6 / (6 - 2 * 0.42), rel=1e-3)
        for x, y, radius in corners:
            across, up = frame.to_page(x, y)
            assert Box(across, up, across, up).grown(radius).inside(page)
    assert arrange(page, land, [], [(50_000, 50_000, 0.4)])[0] == arrange(page, land, [])[0]
    beyond = [(900_000.0, 0.0, 0.4)]
    assert fit_dots(page, land.bounds, beyond) == plain


@pytest.mark.parametrize("lang", LANGS)
def test_lines_of_a_title_stand_close(lang: Lang) -> None:
    with new_sheet((5, 4), lang, default_style()) as sheet:
        sheet.header("word " * 18, "")
        lines = [text.get_position()[1] * 4 * 72 for text in sheet.figure.texts]
        size = float(sheet.figure.texts[0].get_fontsize())
        assert len(lines) >= 2
        apart = {round((one - two) / size, 2) for one, two in pairwise(lines)}
        assert apart == {1.35 if lang == "ar" else 1.2}
        extents = [text.get_window_extent() for text in sheet.figure.texts]
        assert all(lower.y1 <= upper.y0 + 4 for upper, lower in pairwise(extents))


def _letters(drawn: Drawn) -> list[tuple[str, float, float, float]]:
    """Characters of a PDF with the middle of their boxes and their height, in the order of the file."""
    page = pypdfium2.PdfDocument(io.BytesIO(drawn.render("pdf")))[0].get_textpage()
    text = page.get_text_range()
    found = []
    for index in range(page.count_chars()):
        left, bottom, right, top = page.get_charbox(index)
        found.append((page.get_text_range(index, 1), (left + right) / 2, (bottom + top) / 2, top - bottom))
    assert text
    return found


def _seen(letter: str) -> bool:
    """Whether a character is ink: neither a space nor a mark of direction."""
    return not unicodedata.category(letter).startswith(("C", "Z")) if len(letter) == 1 else bool(letter.strip())


def _arabic(letter: str) -> bool:
    return "\u0621" <= letter <= "\u064a"


def test_arabic_lines_of_a_pdf_run_from_the_right(run: Run) -> None:
    drawn = draw_map(run, MapRequest("choropleth", "jobs", level="region", lang="ar"))
    letters = _letters(drawn)
    top = max(y for _, _, y, _ in letters)
    title = [each for each in letters if each[2] > top - 16 and _seen(each[0])]
    words = "".join(letter for letter in drawn.title if _seen(letter))
    across = sorted(((round(x, 1), letter) for letter, x, *_ in title if _arabic(letter)), reverse=True)
    wanted = [letter for letter in words if _arabic(letter)]
    # From the right: the first letter of the sentence stands rightmost, and letters follow as they are written.
    assert max(title, key=lambda each: each[1])[0] == words[0]
    assert len(across) == len(wanted)
    places = {place for place, _ in across}
    assert len(places) > 0.9 * len(wanted)
    for place in places:  # letters that are joined into one glyph have one place
        joined = [index for index, (at, _) in enumerate(across) if at == place]
        assert sorted(across[index][1] for index in joined) == sorted(wanted[index] for index in joined)
    # Each run of figures reads from the left.
    for figure in re.findall(r"\d+", words):
        assert figure in "".join(each[0] for each in sorted(title, key=lambda each: each[1]))
