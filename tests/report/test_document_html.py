"""Documents as HTML: whole, self-contained, readable by machines, and safe whatever a name holds."""

from __future__ import annotations

import html as entities
import re
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from siting.model.constraints import CONSTRAINTS
from siting.model.formulation import entries
from siting.model.notation import NOTATION
from siting.model.objectives import COST_TERMS, GOAL_TERMS
from siting.report.documents import html
from siting.report.documents.blocks import (
    Block,
    Bullets,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Table,
)
from siting.report.documents.formula import parse
from siting.report.documents.html_math import mathml
from siting.report.documents.setting import abreast, clean, contrast, readable, sideways
from siting.report.page.style import Style, default_style, load_style
from siting.words import LANGS, Lang, say
from tests.report.sample_document import LATEX, WORDS, sample, texts

VOID = {"meta", "img", "br", "link", "hr", "input"}


class Strict(HTMLParser):
    """Fails where a tag is not closed in its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute of <{tag}> stands twice"
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def strict(page: str) -> list[str]:
    """The tags of a page that is well formed."""
    parser = Strict()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    return parser.tags


def flat(text: str) -> str:
    """Text as a reader sees it: white space runs together."""
    return re.sub(r"[ \t\r\n\f]+", " ", text).strip()


@pytest.fixture(scope="module")
def pages() -> dict[Lang, str]:
    return {lang: html.render(sample(lang)).decode("utf-8") for lang in LANGS}


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_is_well_formed_and_says_its_language(pages: dict[Lang, str], lang: Lang) -> None:
    tags = strict(pages[lang])
    tree = lxml.html.fromstring(pages[lang])
    assert (tree.get("lang"), tree.get("dir")) == (lang, "rtl" if lang == "ar" else "ltr")
    assert {"header", "main", "footer", "figure", "figcaption", "caption", "math", "svg"} <= set(tags)
    assert tags.count("h1") == 1
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert tree.findtext("head/title") == WORDS[lang]["title"]
    assert "script" not in tags


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_fetched(pages: dict[Lang, str], lang: Lang) -> None:
    tree = lxml.html.fromstring(pages[lang])
    for element in tree.iter():
        for name, value in element.attrib.items():
            if name in ("src", "href", "srcset", "data", "action", "poster") or name.endswith("}href"):
                assert value.startswith(("data:", "#")), (element.tag, name, value)
    addresses = re.findall(r"url\(\s*['\"]?([^)'\"]{0,20})", pages[lang])
    assert addresses
    assert all(address.startswith(("data:", "#")) for address in addresses)
    assert "@import" not in pages[lang]
    assert "http" not in re.sub(r"http-equiv|data:[^\"]*", "", pages[lang])
    assert "default-src 'none'" in pages[lang]


@pytest.mark.parametrize("lang", LANGS)
def test_every_text_stands_in_the_page_in_order(pages: dict[Lang, str], lang: Lang) -> None:
    tree = lxml.html.fromstring(pages[lang])
    for svg in tree.xpath("//svg | //math | //style"):
        svg.drop_tree()
    content = flat(tree.text_content())
    place = 0
    for text in texts(sample(lang)):
        found = content.find(flat(text), place)
        assert found >= 0, text
        place = found


@pytest.mark.parametrize("lang", LANGS)
def test_tables_are_those_of_the_document(pages: dict[Lang, str], lang: Lang) -> None:
    tables = [block for block in sample(lang).blocks if isinstance(block, Table)]
    found = lxml.html.fromstring(pages[lang]).xpath("//table")
    assert len(found) == len(tables)
    for table, element in zip(tables, found, strict=True):
        assert element.findtext("caption") == table.caption
        assert tuple(th.text_content() for th in element.xpath("thead/tr/th[@scope='col']")) == table.heads
        rows = [tuple(cell.text_content() for cell in row) for row in element.xpath("tbody/tr")]
        expected = [row[:1] if place in table.subheads else row for place, row in enumerate(table.rows)]
        assert rows == expected
        assert len(element.xpath("tbody/tr/th[@scope='row']")) == len(table.rows) - len(table.subheads)
        assert len(element.xpath("tbody/tr[@class='total']")) == int(table.total)


def test_ids_are_unique_although_a_picture_stands_twice(pages: dict[Lang, str]) -> None:
    for page in pages.values():
        tree = lxml.html.fromstring(page)
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert len(tree.xpath("//svg")) == 2
        asked = re.findall(r'(?:href="#|url\(#)([^")]+)', page) + " ".join(tree.xpath("//@aria-labelledby")).split()
        assert set(asked) <= set(ids)


@pytest.mark.parametrize("lang", LANGS)
def test_pictures_are_text_with_a_description(pages: dict[Lang, str], lang: Lang) -> None:
    for svg in lxml.html.fromstring(pages[lang]).xpath("//svg"):
        assert svg.get("role") == "img"
        assert svg.get("aria-label") == WORDS[lang]["alt"]
        assert svg.get("direction") == "ltr"
        names = [re.sub("[\u200f\u2067\u2069]", "", text.text_content()) for text in svg.xpath(".//text")]
        assert names == list(WORDS[lang]["regions"])


@pytest.mark.parametrize("lang", LANGS)
def test_letters_of_the_text_are_in_the_fonts_of_the_page(pages: dict[Lang, str], lang: Lang) -> None:
    import io
    from base64 import b64decode

    from fontTools.ttLib import TTFont

    held: set[int] = set()
    for code in re.findall(r"data:font/woff;base64,([^\"]+)", pages[lang]):
        with TTFont(io.BytesIO(b64decode(code))) as font:
            held |= set(font.getBestCmap())
    used = {letter for text in texts(sample(lang)) for letter in text} - set("\u2068\u2069\u200e ")
    assert [letter for letter in used if ord(letter) not in held] == []
    assert len(pages[lang]) < 250_000


def test_names_in_latin_letters_keep_their_direction_in_arabic(pages: dict[Lang, str]) -> None:
    tree = lxml.html.fromstring(pages["ar"])
    assert "Casablanca Nearshore Park (CNP)" in tree.xpath("//bdi[@dir='ltr']/text()")
    assert lxml.html.fromstring(pages["fr"]).xpath("//bdi") == []


def test_a_long_document_has_a_table_of_contents_that_leads_to_its_headings() -> None:
    document = sample("fr", long=True)
    tree = lxml.html.fromstring(html.render(document).decode("utf-8"))
    headings = [block.text for block in document.blocks if isinstance(block, Heading) and block.level < 3]
    links = tree.xpath("//nav//a")
    assert [link.text for link in links] == headings
    assert [tree.get_element_by_id(link.get("href")[1:]).text for link in links] == headings
    assert tree.xpath("//nav/h2/text()") == [say("setting-contents", "fr")]
    assert lxml.html.fromstring(html.render(sample("fr")).decode("utf-8")).xpath("//nav") == []


def test_the_same_document_gives_the_same_bytes(pages: dict[Lang, str]) -> None:
    assert html.render(sample("ar")).decode("utf-8") == pages["ar"]


ANYTHING = st.text(st.characters(exclude_categories=()), min_size=1, max_size=40) | st.sampled_from(
    ["</style><script>alert(1)</script>", "<img src=http://x.y/z onerror=a>", "&lt;b&gt;", '"><h1>', "]]>", "<!--"]
)


def _document(text: str, lang: Lang) -> Document:
    blocks: tuple[Block, ...] = (
        Heading(text), Paragraph(text), Bullets((text,)), KeyFigures((KeyFigure(text, text),)),
        Table(text, (text, text), ((text, text), (text, "")), 1, False, (1,), text),
    )  # fmt: skip
    return Document(text, text, lang, default_style(), date(2026, 1, 1), blocks, (text,), text, (text,), text)


PLAIN = strict(html.render(_document("x", "en")).decode("utf-8"))


@settings(max_examples=30, deadline=None)
@given(ANYTHING)
def test_any_text_is_text_and_never_a_tag(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html, "font_faces", lambda *_, **__: "")  # cutting fonts for each text takes long
        page = html.render(_document(text, "en")).decode("utf-8")
    assert strict(page) == PLAIN
    tree = lxml.html.fromstring(page.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8"))
    wanted = flat(clean(text))
    for path in ("//h1", "//h2", "//main/p", "//li", "//dt", "//dd", "//caption", "//thead//th[1]", "//footer/p"):
        assert flat(tree.xpath(path)[0].text_content()) == wanted, path


def test_letters_that_no_font_has_are_no_error() -> None:
    page = html.render(_document("漢字 \U0001f600 \x00 \ud800 Ω", "ar")).decode("utf-8")
    assert "漢字 \U0001f600 \ufffd \ufffd Ω" in page


@pytest.mark.parametrize("rules", [CONSTRAINTS, COST_TERMS, GOAL_TERMS])
def test_every_equation_of_the_model_is_set(rules: Any) -> None:
    equations = [equation for entry in entries(rules) for equation in entry.equations]
    assert equations
    for equation in equations:
        root = etree.fromstring(mathml(equation))
        letters = {text for text in root.itertext() if text}
        assert not any("\\" in text or len(text.strip("{}")) < len(text) > 1 for text in letters)
        assert entities.unescape(root.get("alttext") or "") == equation


def test_symbols_are_set_and_formulas_keep_their_shape() -> None:
    for symbol in NOTATION:
        etree.fromstring(mathml(symbol.latex))
    root = etree.fromstring(mathml(LATEX))
    assert root.find(".//munder/mo").text == "∑"  # type: ignore[union-attr]
    assert root.find(".//msubsup/mi[2]") is not None
    assert [mi.text for mi in root.iter("mi")] == ["z", "s", "ξ", "s", "t", "n", "z", "s", "t", "h", "t", "exports",
                                                  "E", "t", "goal", "t"]  # fmt: skip


@pytest.mark.parametrize(
    "broken", [r"\unknown{x}", "{x", "x}", r"\frac{a}", "x_1_2", r"\left( x", r"\mathcal{ab}", "é"]
)
def test_a_formula_that_is_not_known_is_an_error(broken: str) -> None:
    with pytest.raises(ValueError, match="the formula"):
        parse(broken)


def test_colours_of_text_stand_out_from_the_paper() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # WCAG's own example of just too little
    colours = default_style().colours
    assert readable(colours.accent, colours) == colours.accent
    pale = colours.model_copy(update={"accent": "#ffee99"})
    assert readable(pale.accent, pale) == colours.ink
    dark = colours.model_copy(update={"paper": "#101010"})
    assert contrast(readable(dark.muted, dark), dark.paper) >= 4.5


def test_key_figures_stand_in_even_rows() -> None:
    assert [abreast(count) for count in range(1, 7)] == [1, 2, 3, 4, 3, 3]


def test_wide_tables_and_their_headings_lie_on_their_side() -> None:
    wide, small = (Table("t", ("a",), (("b",),), wide=flag) for flag in (True, False))
    blocks = (Heading("one"), small, Heading("two"), Heading("three", 2), wide, Paragraph("p"))
    assert sideways(blocks) == [False, False, True, True, True, False]


def test_a_logo_is_held_inside(tmp_path: Any) -> None:
    from PIL import Image

    Image.new("RGB", (40, 10), "#c00000").save(tmp_path / "logo.png")
    (tmp_path / "style.yaml").write_text('logo: logo.png\npublisher: "Ministère <X>"\n', "utf-8")
    style: Style = load_style(tmp_path / "style.yaml")
    page = html.render(Document("T", "", "fr", style, date(2026, 1, 1), ())).decode("utf-8")
    (logo,) = lxml.html.fromstring(page).xpath("//img[@class='logo']")
    assert logo.get("src").startswith("data:image/png;base64,")
    assert logo.get("alt") == "Ministère <X>"
