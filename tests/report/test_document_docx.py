"""Documents as DOCX: opened again, they hold what the blocks hold, in styles and marks that Word understands."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from siting.model.constraints import CONSTRAINTS
from siting.model.formulation import entries
from siting.model.notation import NOTATION
from siting.model.objectives import COST_TERMS, GOAL_TERMS
from siting.report.documents import docx as setting
from siting.report.documents.blocks import Bullets, Document, Figure, Heading, KeyFigures, Paragraph, Table
from siting.report.documents.docx_math import omml
from siting.report.documents.docx_text import parsed, runs
from siting.report.documents.setting import clean
from siting.report.page.style import default_style
from siting.words import LANGS, Lang
from tests.report.sample_document import LATEX, WORDS, sample, texts

MARKS = re.compile("[\u2066-\u2069]")
BIDI, RTL, VISUAL = qn("w:bidi"), qn("w:rtl"), qn("w:bidiVisual")


@pytest.fixture(scope="module")
def files() -> dict[Lang, bytes]:
    return {lang: setting.render(sample(lang)) for lang in LANGS}


@pytest.fixture(scope="module")
def opened(files: dict[Lang, bytes]) -> dict[Lang, Any]:
    return {lang: docx.Document(io.BytesIO(content)) for lang, content in files.items()}


def content_of(element: Any) -> str:
    """The text of a paragraph or cell."""
    return "".join("\n" if node.tag == qn("w:br") else node.text or "" for node in element.iter(qn("w:t"), qn("w:br")))


@pytest.mark.parametrize("lang", LANGS)
def test_every_text_stands_in_the_file_in_order(opened: dict[Lang, Any], lang: Lang) -> None:
    document = sample(lang)
    key_figures = {
        text
        for block in document.blocks
        if isinstance(block, KeyFigures)
        for each in block.figures
        for text in (each.value, each.label)
    }
    content = "\n".join(content_of(p) for p in opened[lang].element.body.iter(qn("w:p")))
    place = 0
    for text in texts(document):
        plain = MARKS.sub("", text)
        found = content.find(plain, 0 if text in key_figures else place)
        assert found >= 0, text
        place = place if text in key_figures else found


@pytest.mark.parametrize("lang", LANGS)
def test_styles_are_those_of_word(opened: dict[Lang, Any], lang: Lang) -> None:
    words, document = WORDS[lang], opened[lang]
    used = [(p.style.name, MARKS.sub("", content_of(p._p))) for p in document.paragraphs]
    assert used[0] == ("Title", words["title"])
    for expected in (
        ("Subtitle", words["subtitle"]), ("Lead", words["lead"]), ("Warning", words["warning"]),
        ("Heading 1", words["one"]), ("Heading 2", words["two"]), ("Heading 3", words["rule"]),
        ("Normal", MARKS.sub("", words["body"])), ("List Bullet", words["items"][0]),
        ("List Number", words["items"][0]), ("Caption", words["table"]), ("Note", words["note"]),
        ("Note", words["foot"]),
    ):  # fmt: skip
        assert expected in used
    normal = document.styles["Normal"]
    assert normal.font.size.pt == default_style().sizes.body
    assert normal.font.name == ("IBM Plex Sans Arabic" if lang == "ar" else "IBM Plex Sans")
    assert [document.styles[f"Heading {n}"].element.find(f".//{qn('w:outlineLvl')}").get(qn("w:val")) for n in (1, 2, 3)
            ] == ["0", "1", "2"]  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_tables_are_those_of_the_document(opened: dict[Lang, Any], lang: Lang) -> None:
    tables = [block for block in sample(lang).blocks if isinstance(block, Table)]
    found = [table for table in opened[lang].tables if table.style.name == "Siting Table"]
    assert len(found) == len(tables)
    for table, made in zip(tables, found, strict=True):
        rows = [[content_of(cell) for cell in tr.tc_lst] for tr in made._tbl.tr_lst]
        groups = {place + 1 for place in table.subheads}
        assert rows[0] == list(table.heads)
        assert rows[1:] == [list(r[:1] if p + 1 in groups else r) for p, r in enumerate(table.rows)]
        assert made._tbl.tr_lst[0].trPr.find(qn("w:tblHeader")) is not None
        assert all(tr.trPr.find(qn("w:cantSplit")) is not None for tr in made._tbl.tr_lst)
        last = made.rows[-1].cells[0].paragraphs[0]
        assert last.style.name == ("Table Total" if table.total else "Table Text")
        assert bool(last.style.font.bold) == table.total
        for row in made._tbl.tr_lst[1:]:
            for column, cell in enumerate(row.tc_lst[1:], start=1):
                side = cell.p_lst[0].pPr.find(qn("w:jc"))
                assert (side is not None) == (column >= table.text_columns)
                # In a paragraph that is read from the right "left" is where reading begins: the right again.
                assert side is None or side.get(qn("w:val")) == ("left" if lang == "ar" else "right")


@pytest.mark.parametrize("lang", LANGS)
def test_key_figures_can_be_edited(opened: dict[Lang, Any], lang: Lang) -> None:
    (block,) = (block for block in sample(lang).blocks if isinstance(block, KeyFigures))
    table = opened[lang].tables[0]
    assert [content_of(c) for c in table._tbl.tr_lst[0].tc_lst] == [each.value for each in block.figures]
    assert [content_of(c) for c in table._tbl.tr_lst[1].tc_lst] == [each.label for each in block.figures]


@pytest.mark.parametrize("lang", LANGS)
def test_pictures_have_descriptions_sizes_and_dots_enough(opened: dict[Lang, Any], lang: Lang) -> None:
    from PIL import Image

    figures = [block for block in sample(lang).blocks if isinstance(block, Figure)]
    shapes = opened[lang].inline_shapes
    wide = opened[lang].sections[0]
    room = wide.page_width - wide.left_margin - wide.right_margin
    assert len(shapes) == len(figures)
    for figure, shape in zip(figures, shapes, strict=True):
        assert shape._inline.docPr.get("descr") == figure.picture.alt
        assert shape.width / room == pytest.approx(figure.share, rel=0.01)
        blip = shape._inline.graphic.graphicData.pic.blipFill.blip.embed
        with Image.open(io.BytesIO(opened[lang].part.related_parts[blip].blob)) as picture:
            assert picture.width / shape.width.inches >= 200
    ids = [shape._inline.docPr.get("id") for shape in shapes]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("lang", LANGS)
def test_directions(opened: dict[Lang, Any], lang: Lang) -> None:
    document = opened[lang]
    parts = [document.element.body, document.sections[0].header._element, document.sections[0].footer._element]
    paragraphs = [p for part in parts for p in part.iter(qn("w:p")) if content_of(p)]
    assert all((p.pPr.find(BIDI) is not None) == (lang == "ar") for p in paragraphs)
    assert all((table._tbl.tblPr.find(VISUAL) is not None) == (lang == "ar") for table in document.tables)
    for part in parts:
        for run in part.iter(qn("w:r")):
            turned = run.rPr is not None and run.rPr.find(RTL) is not None
            text = content_of(run)
            assert turned or not re.search("[\u0600-\u06ff]", text)
            assert not (turned and re.search("[A-Za-z0-9]", text)), text
    assert all((section._sectPr.find(BIDI) is not None) == (lang == "ar") for section in document.sections)
    tags = document.styles.element.find(f".//{qn('w:lang')}")
    assert (tags.get(qn("w:val")), tags.get(qn("w:bidi"))) == ("en-GB" if lang == "en" else "fr-MA", "ar-MA")
    fonts = document.styles["Normal"].element.find(f".//{qn('w:rFonts')}")
    assert fonts.get(qn("w:cs")) == "IBM Plex Sans Arabic"


def test_runs_of_an_arabic_sentence() -> None:
    text = "من \u206816 556 (v2)\u2069 إلى 16\u202f556 في Tanger-Tétouan، بزيادة \u200e+3\u202f167 و54%."
    written = parsed(f"<w:p>{runs(text, 'ar')}</w:p>")
    found = [(content_of(run), run.rPr is not None) for run in written.r_lst]
    assert "".join(part for part, _ in found) == MARKS.sub("", text)
    assert [part for part, turned in found if not turned] == [
        "16 556 (v2)", "16\u202f556", "Tanger-Tétouan", "\u200e+3\u202f167", "54%",
    ]  # fmt: skip
    assert len(parsed(f"<w:p>{runs(text, 'fr')}</w:p>").r_lst) == 1


def test_lists_begin_with_one_again(opened: dict[Lang, Any]) -> None:
    numbers = [p._p.pPr.numPr.numId.val for p in opened["fr"].paragraphs if p.style.name == "List Number"]
    first, second = (numbers[0], numbers[-1])
    assert numbers == [first, first, second, second]
    assert first != second


def test_wide_tables_lie_on_their_side_and_pages_are_a4(opened: dict[Lang, Any]) -> None:
    sizes = [(round(s.page_width.mm), round(s.page_height.mm)) for s in opened["fr"].sections]
    assert sizes == [(210, 297), (297, 210), (210, 297)]
    footer = opened["fr"].sections[0].footer._element
    fields = [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert content_of(footer) == "Page 1 sur 1"
    assert all(section.footer.is_linked_to_previous for section in list(opened["fr"].sections)[1:])


def test_a_long_document_has_a_table_of_contents(opened: dict[Lang, Any]) -> None:
    document = sample("ar", long=True)
    made = docx.Document(io.BytesIO(setting.render(document)))
    headings = [(b.text, b.level) for b in document.blocks if isinstance(b, Heading) and b.level < 3]
    listed = [(p.text or content_of(p._p), int(p.style.name[-1])) for p in made.paragraphs if p.style.name[:3] == "toc"]
    assert listed == headings
    names = {mark.get(qn("w:name")): content_of(mark.getparent()) for mark in made.element.iter(qn("w:bookmarkStart"))}
    links = [(names[h.get(qn("w:anchor"))], content_of(h)) for h in made.element.iter(qn("w:hyperlink"))]
    assert links == [(text, text) for text, _ in headings]
    assert not any(p.style.name.startswith("toc") for p in opened["ar"].paragraphs)


def test_the_file_says_what_it_is_and_is_the_same_twice(files: dict[Lang, bytes], opened: dict[Lang, Any]) -> None:
    properties, words = opened["ar"].core_properties, WORDS["ar"]
    assert (properties.title, properties.subject) == (words["title"], words["subtitle"])
    assert properties.keywords == f"{words['one']}; {words['two']}"
    assert properties.created.replace(tzinfo=UTC) == datetime(2026, 11, 24, tzinfo=UTC)
    assert properties.language == "ar-MA"
    assert setting.render(sample("ar")) == files["ar"]
    with zipfile.ZipFile(io.BytesIO(files["ar"])) as archive:
        assert {part.date_time for part in archive.infolist()} == {(2026, 11, 24, 0, 0, 0)}
        assert archive.testzip() is None


@settings(max_examples=15, deadline=None)
@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=30), st.sampled_from(LANGS))
def test_any_text_comes_back(text: str, lang: Lang) -> None:
    blocks = (Heading(text), Paragraph(text), Bullets((text,)), Table(text, (text,), ((text,),)))
    made = docx.Document(
        io.BytesIO(
            setting.render(
                Document(text, text, lang, default_style(), date(2026, 1, 1), blocks, (), text, (text,), text)
            )
        )
    )
    wanted = re.sub(r"\r\n?", "\n", MARKS.sub("", clean(text)))
    cell = made.tables[0]._tbl.tr_lst[1].tc_lst[0]
    assert content_of(cell) == wanted
    assert [content_of(p) for p in made.element.body.iter(qn("w:p"))].count(wanted) >= 7


@pytest.mark.parametrize("rules", [CONSTRAINTS, COST_TERMS, GOAL_TERMS])
def test_every_equation_of_the_model_is_one_of_word(rules: Any) -> None:
    for equation in (equation for entry in entries(rules) for equation in entry.equations):
        assert parsed(omml(equation)).find(qn("m:oMath")) is not None
    for symbol in NOTATION:
        parsed(omml(symbol.latex))


def test_an_equation_keeps_its_parts() -> None:
    root = parsed(omml(LATEX))
    total = root.find(f".//{qn('m:nary')}")
    assert total.find(f"{qn('m:naryPr')}/{qn('m:chr')}").get(qn("m:val")) == "∑"
    assert "".join(t.text for t in total.find(qn("m:sub")).iter(qn("m:t"))) == "z,s"
    assert "".join(t.text for t in total.find(qn("m:e")).iter(qn("m:t"))) == "ξst"
    assert [
        "".join(t.text for t in script.find(qn("m:sup")).iter(qn("m:t"))) for script in root.iter(qn("m:sSubSup"))
    ] == ["exports", "goal"]


def test_a_sum_takes_the_bracket_behind_it() -> None:
    root = parsed(omml(r"\sum_{t} \sum_{s} (a_s + b)^2 + c"))
    outer, inner = root.iter(qn("m:nary"))
    assert inner in list(outer.iter())
    assert "".join(t.text for t in inner.find(qn("m:e")).iter(qn("m:t"))) == "(as+b)2"
    assert "".join(t.text for t in root.iter(qn("m:t"))) == "ts(as+b)2+c"


def test_office_opens_it_without_repair(files: dict[Lang, bytes], tmp_path: Path) -> None:
    import pypdfium2

    if shutil.which("soffice") is None:
        assert not os.environ.get("CI"), "CI installs libreoffice-writer and libreoffice-math"
        pytest.skip("LibreOffice is not installed")
    for lang in LANGS:
        (tmp_path / f"{lang}.docx").write_bytes(files[lang])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", *(f"{lang}.docx" for lang in LANGS)]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    for lang in LANGS:
        pdf = pypdfium2.PdfDocument(tmp_path / f"{lang}.pdf")
        try:
            sizes = [tuple(round(side) for side in pdf.get_page_size(page)) for page in range(len(pdf))]
            content = "".join(pdf[page].get_textpage().get_text_range() for page in range(len(pdf)))
        finally:
            pdf.close()
        assert (842, 595) in sizes
        assert "150\u202f150" in content or "150,150" in content
        assert all((word in content) == (lang == "ar") for word in ("Tech", "Valley"))
