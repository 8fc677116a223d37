"""The PDF: pages, text as it was written, Arabic in its order, formulas, the same bytes twice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siting.model.constraints import CONSTRAINTS
from siting.model.formulation import entries
from siting.model.objectives import COST_TERMS, GOAL_TERMS
from siting.report.documents.blocks import (
    Block,
    Bullets,
    Document,
    Equation,
    Heading,
    KeyFigure,
    KeyFigures,
    PageBreak,
    Paragraph,
    Table,
)
from siting.report.documents.request import write_report
from siting.report.documents.typeset import typeset
from siting.report.documents.typeset_math import typst_math
from siting.report.documents.typeset_text import literal
from siting.report.page.style import default_style
from siting.results import Run
from siting.words import LANGS, Lang, number, say

Runs = Mapping[str, Run]

#: What typst, or a string of typst, could take for a command.
_SIGNS = [*"#$*_@\\\"[]<>`=-/~{}'aZ7é", "//", "/*", "#let", "\\u{41}"]


def _document(*blocks: Block, lang: Lang = "en", title: str = "Plan") -> Document:
    return Document(title, "", lang, default_style(), date(2026, 11, 24), blocks)


def _text(content: bytes) -> str:
    pdf = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in pdf)


@pytest.fixture(scope="module")
def written(briefs: Mapping[Lang, Document]) -> dict[Lang, bytes]:
    return {lang: typeset(document) for lang, document in briefs.items()}


@pytest.mark.parametrize("lang", LANGS)
def test_a_brief_has_two_to_four_pages_of_a4_with_their_numbers(written: dict[Lang, bytes], lang: Lang) -> None:
    pdf = pypdfium2.PdfDocument(written[lang])
    assert 2 <= len(pdf) <= 4
    assert all(page.get_size() == pytest.approx((595.3, 841.9), abs=0.5) for page in pdf)
    last = pdf[len(pdf) - 1].get_textpage().get_text_range()
    numbers = re.findall(r"\d+", say("setting-page", lang, page=str(len(pdf)), pages=str(len(pdf))))
    assert numbers == [str(len(pdf))] * 2
    assert set(numbers) <= set(re.findall(r"\d+", last))


def test_the_file_knows_what_it_is(written: dict[Lang, bytes]) -> None:
    pdf = pypdfium2.PdfDocument(written["fr"])
    about = pdf.get_metadata_dict()
    assert "270\u202f000 emplois" in about["Title"]
    assert about["Author"] == "siting"
    assert "offshoring" in about["Keywords"]
    assert len(list(pdf.get_toc())) >= 5
    assert b"/MarkInfo" in written["fr"] or b"/StructTreeRoot" in written["fr"]


def test_text_of_maps_can_be_found(written: dict[Lang, bytes]) -> None:
    first = pypdfium2.PdfDocument(written["fr"])[0].get_textpage().get_text_range()
    assert "par province ou préfecture" in first
    assert "existants fin 2024" in first


def test_the_same_run_gives_the_same_bytes(national_runs: Runs, written: dict[Lang, bytes], tmp_path: Path) -> None:
    again = write_report([national_runs["reference"]], tmp_path / "again.pdf", lang="en")
    assert again.read_bytes() == written["en"]


def _places(content: bytes, wanted: str) -> list[float]:
    """The x of each digit of a figure on the first page, in the order in which the digits are written."""
    page = pypdfium2.PdfDocument(content)[0].get_textpage()
    text = page.get_text_range()
    digits = re.sub(r"\D", "", wanted)
    found = re.search(r"[^\d]?".join(digits), text)
    assert found is not None, text
    return [
        page.get_charbox(place)[0] for place in range(found.start(), found.end()) if text[place].isdigit()
    ]  # fmt: skip


@pytest.mark.parametrize("sentence", ["تضم {} منصب شغل سنة 2030", "تضم \u2068Casablanca\u2069 {} منصب شغل"])
def test_groups_of_a_figure_stand_in_their_order_in_arabic(sentence: str) -> None:
    content = typeset(_document(Paragraph(sentence.format(number(16556, "ar"))), lang="ar", title="مخطط"))
    places = _places(content, "16556")
    assert len(places) == 5
    assert places == sorted(places)


def test_a_plain_space_would_turn_the_groups_round() -> None:
    content = typeset(_document(Paragraph("تضم 16 556 منصب شغل سنة"), lang="ar", title="مخطط"))
    page = pypdfium2.PdfDocument(content)[0].get_textpage()
    text = page.get_text_range()
    place = {pair: page.get_charbox(text.index(pair))[0] for pair in ("16", "556")}
    assert place["556"] < place["16"]


def test_arabic_tables_begin_at_the_right() -> None:
    table = Table("جدول", ("الجهة", "العدد"), (("الشرق", "7711"),))
    page = pypdfium2.PdfDocument(typeset(_document(table, lang="ar", title="مخطط")))[0].get_textpage()
    text = page.get_text_range()
    figure = page.get_charbox(text.index("7711"))
    name = page.get_charbox(text.index("الجهة"))
    assert figure[0] < name[0]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(_SIGNS), min_size=1, max_size=12))
def test_signs_of_a_user_stay_as_they_are(parts: list[str]) -> None:
    text = "x" + "".join(parts) + "x"
    table = Table(text, (text, text), ((text, text),), note=text)
    found = _text(typeset(_document(Paragraph(text), Heading(text), Bullets((text,)), table, title=text)))
    plain = re.sub(r"\s|\ufffe", "", found)
    assert plain.count(text) >= 7


def test_text_is_one_string_of_typst() -> None:
    assert literal('a"\\\n#b') == '"a\\"\\\\ #b"'


def test_every_formula_of_the_model_can_be_set() -> None:
    rules = [entry for table in (CONSTRAINTS, COST_TERMS, GOAL_TERMS) for entry in entries(table)]
    blocks = [Equation(rule.name, rule.name, rule.sentence, latex) for rule in rules for latex in rule.equations]
    text = _text(typeset(_document(*blocks)))
    assert text.count("∀") >= 25
    assert len(blocks) >= len(rules)


def test_a_command_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\\oint"):
        typst_math(r"\oint x")


def test_heads_of_a_long_table_stand_on_every_page() -> None:
    rows = tuple((f"zone {place}", str(place)) for place in range(120))
    pdf = pypdfium2.PdfDocument(typeset(_document(Table("All", ("Name of zone", "Jobs"), rows))))
    assert len(pdf) > 2
    assert all("Name of zone" in page.get_textpage().get_text_range() for page in pdf)


def test_wide_tables_lie_on_their_side() -> None:
    wide = Table("Wide", ("a", "b"), (("1", "2"),), wide=True)
    pdf = pypdfium2.PdfDocument(typeset(_document(Paragraph("before"), wide, Paragraph("after"))))
    sides = [page.get_width() > page.get_height() for page in pdf]
    assert sides == [False, True, False]


@pytest.mark.parametrize("lang", LANGS)
def test_every_kind_of_block_can_be_set(lang: Lang) -> None:
    blocks = (
        Paragraph("attention 1", "warning"),
        Paragraph("lead 2", "lead"),
        Paragraph("note 3", "note"),
        Bullets(("point 4", "point 5"), numbered=True),
        KeyFigures((KeyFigure("270", "label 6"), KeyFigure("40", "label 7"))),
        PageBreak(),
        Heading("heading 8", 3),
        Table("table 9", ("a", "b"), (("group 10", ""), ("x", "11"), ("sum", "12")), total=True, subheads=(0,)),
    )
    found = re.sub(r"[\s\u2066\u2069]+", " ", _text(typeset(_document(*blocks, lang=lang))))
    told = ["attention 1", "lead 2", "note 3", "point 4", "point 5", "270", "label 6", "40", "label 7"]
    told += ["heading 8", "table 9", "group 10", "11", "sum", "12"]
    words = set(found.split())  # the order of words within a line of Latin text is the reader's in Arabic
    assert [text for text in told if not set(text.split()) <= words] == []
    if lang != "ar":
        places = [found.index(text) for text in told if " " in text and "label" not in text]
        assert places == sorted(places)
