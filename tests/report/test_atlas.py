"""The atlas: a page for each region with its name and figures as text, the same bytes twice, nothing half-written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from siting.errors import RunError, UsageError
from siting.report.maps.atlas import atlas, atlas_pages
from siting.report.maps.atlas_facts import Atlas
from siting.report.maps.atlas_page import region_page
from siting.report.maps.atlas_pdf import book_of
from siting.report.maps.ground import run_geometry
from siting.report.maps.plan_map import plan_picture
from siting.report.page.pdf_text import glyphs_in_place
from siting.report.page.sheet import new_sheet
from siting.report.page.style import default_style
from siting.results import Run
from tests.report.drawn_facts import covered_names
from tests.report.references import assert_looks_like


@pytest.fixture(scope="module")
def run(national_runs: Mapping[str, Run]) -> Run:
    return national_runs["reference"]


def _page_text(page: Any) -> str:
    return str(page.get_textpage().get_text_range())


def _figures(text: str) -> str:
    """A text without what stands between the digits of a figure."""
    return re.sub(r"[\s\u00a0\u202f\u200f\u200e]", "", text)


def test_a_page_for_each_region_with_its_name_and_figures(run: Run, tmp_path: Path) -> None:
    told: list[str] = []
    file = atlas(run, tmp_path / "atlas.pdf", lang="fr", progress=told.append)
    book = pypdfium2.PdfDocument(file)
    assert len(book) == len(told) == 13
    regions = run.summary["regions"]
    jobs = [round(region["jobs_2030"]) for region in regions]
    for position, region in enumerate(regions, start=1):
        text = _figures(_page_text(book[position]))
        assert _figures(region["name_fr"]) in text
        assert region["name_fr"] in told[position]
        for figure in (region["jobs_2024"], region["jobs_2030"]):
            assert any(str(round(figure) + off) in text for off in (-1, 0, 1))
    assert sum(jobs) == pytest.approx(270_000, abs=6)
    book.close()
    assert [path.name for path in tmp_path.iterdir()] == ["atlas.pdf"]


def test_arabic_pages_hold_names_and_whole_figures(run: Run) -> None:
    pages = list(islice(atlas_pages(run, lang="ar"), 2))
    content = book_of([drawn.figure for _, drawn in pages], "atlas")
    book = pypdfium2.PdfDocument(content)
    words = {"".join(sorted(word)) for word in re.split(r"[\s\u200f-]", _page_text(book[1]))}
    name = run.summary["regions"][0]["name_ar"]  # letters of a ligature may come in the order they are painted in
    assert {"".join(sorted(word)) for word in re.split(r"[\s-]", name)} <= words
    assert str(round(run.summary["regions"][0]["jobs_2030"])) in _figures(_page_text(book[1]))
    book.close()
    for _, drawn in pages:
        assert covered_names(drawn) == []
    assert_looks_like(pages[1][1], "atlas-ar")


def _gaps(content: bytes, digits: str) -> list[float]:
    """Distances between the left edges of the digits of a one-line page."""
    page = pypdfium2.PdfDocument(content)[0].get_textpage()
    edges = [
        page.get_charbox(position)[0] for position, char in enumerate(page.get_text_range()) if char in digits
    ]  # fmt: skip
    return [right - left for left, right in pairwise(edges)]


def test_a_figure_of_an_arabic_line_keeps_its_place_in_the_file() -> None:
    """7 777: the space stands after the first digit, as wide as on the screen."""
    with new_sheet((3, 1), "ar", default_style()) as sheet:
        sheet.figure.text(0.1, 0.5, "\u200f\u200e+7\u202f777 و \u200f7\u202f777", fontsize=20)
        gaps = _gaps(book_of([sheet.figure], "x"), "7")
    inside = [gaps[0:3], gaps[4:7]]
    for first, second, third in inside:
        assert second == pytest.approx(third, abs=0.2)
        assert first > second + 1.0


def test_the_library_is_left_as_it_was() -> None:
    from matplotlib import _text_helpers

    before = _text_helpers.layout
    with pytest.raises(ZeroDivisionError), glyphs_in_place():
        1 / 0  # noqa: B018
    assert _text_helpers.layout is before


def test_the_same_run_gives_the_same_bytes(run: Run) -> None:
    content = Atlas(run, plan_picture(run, *run_geometry(run), "en"))
    first, again = (book_of([region_page(content, "09", 10, 13, default_style()).figure], "x") for _ in range(2))
    assert first == again


def test_nothing_is_left_where_it_cannot_be_written(run: Run, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.pdf"):
        atlas(run, tmp_path / "atlas.docx")
    with pytest.raises(RunError, match="no such folder"):
        atlas(run, tmp_path / "missing" / "atlas.pdf")
    with pytest.raises(RunError, match="never changed"):
        atlas(run, run.folder / "atlas.pdf")
    (tmp_path / "pages").mkdir()
    with pytest.raises(RunError):
        atlas(run, tmp_path / "pages")

    def stop(message: str) -> None:
        raise KeyboardInterrupt

    for name in ("atlas.pdf", "new"):
        with pytest.raises(KeyboardInterrupt):
            atlas(run, tmp_path / name, progress=stop)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pages"]
