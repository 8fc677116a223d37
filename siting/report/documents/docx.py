"""A document as a DOCX file that a civil servant can edit: styles, tables, equations and fields of Word."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, time
from typing import Any
from xml.sax.saxutils import quoteattr

from siting.report.documents.blocks import Document, Heading
from siting.report.documents.docx_blocks import Writer
from siting.report.documents.docx_styles import LANGUAGES, apply_styles
from siting.report.documents.docx_text import field, paragraph, parsed
from siting.report.documents.setting import clean, has_contents, sideways
from siting.words import Lang, say

__all__ = ["render"]

#: A4 and its margins in twentieths of a point.
_SHORT, _LONG = 11906, 16838
_SIDE, _TOP, _BOTTOM = 964, 1134, 1134
#: Places of the page's number and the number of pages in the sentence of the footer.
_PAGE, _PAGES = "\ue000", "\ue001"


def render(document: Document) -> bytes:
    """The file; the same document gives the same bytes.

    Page numbers are fields. The table of contents of a long document is a field too, filled with links; Word adds
    page numbers when it is updated. Raises ``ValueError`` for a formula that is not known.
    """
    import docx

    made = docx.Document()
    for element in list(made.element.body)[:-1]:
        made.element.body.remove(element)
    apply_styles(made, document.style, document.lang)
    writer = Writer(made, document.lang, _SHORT - 2 * _SIDE)
    _set_page(made.sections[0], document.lang, lying=False)
    _head_and_foot(made, document, writer)
    _front(made, document, writer)
    lying = False
    for block, wide in zip(document.blocks, sideways(document.blocks), strict=True):
        if wide != lying:
            _turn(made, writer, lying=wide)
            lying = wide
        writer.visit(block)
    for note in document.notes:
        writer.text("Note", note)
    _properties(made, document)
    buffer = io.BytesIO()
    made.save(buffer)
    return _repacked(buffer.getvalue(), document)


def _set_page(section: Any, lang: Lang, *, lying: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Twips

    wide, high = (_LONG, _SHORT) if lying else (_SHORT, _LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Twips(wide), Twips(high)
    section.left_margin = section.right_margin = Twips(_SIDE)
    section.top_margin, section.bottom_margin = Twips(_TOP), Twips(_BOTTOM)
    section.header_distance = section.footer_distance = Twips(567)
    element = section._sectPr
    if lang == "ar" and element.find(qn("w:bidi")) is None:
        element.insert_element_before(parsed("<w:bidi/>"), "w:rtlGutter", "w:docGrid")


def _turn(made: Any, writer: Writer, *, lying: bool) -> None:
    """Begin a section whose pages lie on their side, or stand again."""
    from docx.enum.section import WD_SECTION

    section = made.add_section(WD_SECTION.NEW_PAGE)
    _set_page(section, writer.lang, lying=lying)
    ended = made.element.body.xpath("./w:p[w:pPr/w:sectPr]")[-1].pPr
    ended.insert(0, parsed('<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'))
    writer.wide = (_LONG if lying else _SHORT) - 2 * _SIDE
    writer.turned()


def _head_and_foot(made: Any, document: Document, writer: Writer) -> None:
    """The running head, and "page x of y" by fields; every section repeats them."""
    section, lang = made.sections[0], document.lang
    foot = say("setting-page", lang, page=_PAGE, pages=_PAGES)
    for mark in (_PAGE, _PAGES):
        foot = foot.replace(mark, f"\ue002{mark}\ue002")
    parts = [
        field({_PAGE: "PAGE", _PAGES: "NUMPAGES"}[part], "1") if part in (_PAGE, _PAGES) else writer.runs(part)
        for part in foot.split("\ue002")
    ]
    for place, style, content in (
        (section.header, "Header", writer.runs(document.running_head)),
        (section.footer, "Footer", "".join(parts)),
    ):
        place.is_linked_to_previous = False
        old = place.paragraphs[0]._p
        old.getparent().replace(old, parsed(paragraph(style, content, lang)))


def _front(made: Any, document: Document, writer: Writer) -> None:
    """Logo, title, subtitle, day, and the table of contents of a long document."""
    from siting.words import day

    _logo(made, document, writer)
    writer.text("Title", document.title)
    if document.subtitle:
        writer.text("Subtitle", document.subtitle)
    told = day(document.day, document.lang)
    if told not in document.subtitle:
        writer.text("Day", told)
    if not has_contents(document):
        return
    writer.text("Contents Title", say("setting-contents", document.lang))
    listed = [
        (block, number)
        for number, block in enumerate((each for each in document.blocks if isinstance(each, Heading)), start=1)
        if block.level < 3
    ]
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        ' TOC \\o "1-2" \\h \\n </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    for place, (heading, number) in enumerate(listed):
        link = f"<w:hyperlink w:anchor={quoteattr(f'_Toc{number:06d}')}>{writer.runs(heading.text)}</w:hyperlink>"
        link = (begin if place == 0 else "") + link + (end if place == len(listed) - 1 else "")
        gap = '<w:spacing w:after="240"/>' if place == len(listed) - 1 else ""
        writer.paragraph(f"toc {heading.level}", link, after=gap)


def _logo(made: Any, document: Document, writer: Writer) -> None:
    """The publisher's picture over the title, at the side where reading begins."""
    from docx.shared import Inches
    from matplotlib.image import imsave

    from siting.report.page.logo import logo_array

    file = document.style.logo_file
    if file is None:
        return
    stream = io.BytesIO()
    undated: Any = {"Software": None}
    imsave(stream, logo_array(file), format="png", metadata=undated)
    stream.seek(0)
    holder = writer.paragraph("Normal", "<w:r/>")
    inline = made.part.new_pic_inline(stream, height=Inches(document.style.logo_height))
    inline.docPr.set("descr", clean(document.style.publisher or ""))
    holder.r_lst[0].add_drawing(inline)


def _properties(made: Any, document: Document) -> None:
    """What the file says about itself; its day is the document's."""
    properties, when = made.core_properties, datetime.combine(document.day, time(), UTC)
    properties.title, properties.subject = (clean(text)[:255] for text in (document.title, document.subject))
    properties.keywords = clean("; ".join(document.keywords))[:255]
    properties.author = properties.last_modified_by = clean(document.style.publisher or "siting")[:255]
    properties.language = LANGUAGES[document.lang][1 if document.lang == "ar" else 0]
    properties.created = properties.modified = when
    properties.comments, properties.revision = "", 1
    package = made.part.package
    for name, relation in list(package.rels.items()):  # a preview of the empty page that python-docx starts from
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[name]


def _repacked(content: bytes, document: Document) -> bytes:
    """The same parts under the day of the document instead of the time of writing."""
    day = document.day
    stamp = (max(1980, day.year), day.month, day.day, 0, 0, 0)
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, stamp)
            part.compress_type, part.external_attr, part.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            new.writestr(part, old.read(name))
    return buffer.getvalue()
