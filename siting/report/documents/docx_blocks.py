"""Blocks of a document as paragraphs, tables, pictures and equations of Word."""

from __future__ import annotations

import io
from typing import Any
from xml.sax.saxutils import quoteattr

from siting.report.documents.blocks import Bullets, Equation, Figure, Heading, KeyFigures, Paragraph, Table
from siting.report.documents.docx_math import omml
from siting.report.documents.docx_styles import TABLE
from siting.report.documents.docx_text import paragraph, parsed, runs
from siting.report.documents.setting import abreast, clean
from siting.report.documents.visitor import BlockVisitor
from siting.words import Lang

__all__ = ["Writer"]

_STYLES = {"body": "Normal", "lead": "Lead", "note": "Note", "warning": "Warning"}
_EMU = 635  #: English metric units in a twentieth of a point


class Writer(BlockVisitor[None]):
    """Appends blocks to a python-docx document. ``wide`` is the width of the text in twentieths of a point."""

    def __init__(self, document: Any, lang: Lang, wide: int) -> None:
        self.document, self.lang, self.wide = document, lang, wide
        self.names: list[str] = []
        self._ids = {style.name: style.style_id for style in document.styles}
        self._breaks = False

    def paragraph(self, style: str, content: str, before: str = "", after: str = "") -> Any:
        """Append a paragraph of a style (its name); the element."""
        if self._breaks:  # the schema has it behind what keeps lines together, before all else
            kept = "".join(each for each in ("<w:keepNext/>", "<w:keepLines/>") if each in before)
            before, self._breaks = f"{kept}<w:pageBreakBefore/>{before.removeprefix(kept)}", False
        return self._append(paragraph(self._ids[style], content, self.lang, before, after))

    def text(self, style: str, text: str) -> None:
        """Append a paragraph of plain text."""
        self.paragraph(style, self.runs(text))

    def runs(self, text: str, look: str = "") -> str:
        """A text as runs in the language of the document."""
        return runs(text, self.lang, look)

    def turned(self) -> None:
        """A new section has begun: a break right before it would leave an empty page."""
        self._breaks = False

    def _paragraph(self, paragraph: Paragraph) -> None:
        self.text(_STYLES[paragraph.kind], paragraph.text)

    def _page_break(self) -> None:
        self._breaks = True

    def _append(self, xml: str) -> Any:
        element = parsed(xml)
        body = self.document.element.body
        body[-1].addprevious(element)  # the last child is the page set-up
        return element

    def _heading(self, heading: Heading) -> None:
        """A heading with the bookmark to which the table of contents leads."""
        self.names.append(f"_Toc{len(self.names) + 1:06d}")
        number = len(self.names)
        marked = (
            f'<w:bookmarkStart w:id="{number}" w:name="{self.names[-1]}"/>{self.runs(heading.text)}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )
        self.paragraph(f"Heading {heading.level}", marked)

    def _bullets(self, bullets: Bullets) -> None:
        style, numbering = ("List Number", self._restarted()) if bullets.numbered else ("List Bullet", "")
        for item in bullets.items:
            self.paragraph(style, self.runs(item), numbering)

    def _restarted(self) -> str:
        """A numbering that begins with 1 again."""
        from docx.oxml.ns import qn

        used = self.document.styles["List Number"].element.find(f".//{qn('w:numId')}").get(qn("w:val"))
        numbering = self.document.part.numbering_part.element
        old = next(num for num in numbering.num_lst if num.numId == int(used))
        new = numbering.add_num(old.abstractNumId.val)
        new.add_lvlOverride(ilvl=0).add_startOverride(1)
        return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{new.numId}"/></w:numPr>'

    def _key_figures(self, block: KeyFigures) -> None:
        """Rows of figures over rows of what they count, so that both can be edited as text."""
        self._spacer()
        across = abreast(len(block.figures))
        wide = self.wide // max(1, across)
        border = f'w:val="single" w:sz="12" w:space="0" w:color="{self._accent()}"'
        top, rows = f"<w:tcBorders><w:top {border}/></w:tcBorders>", []
        for begin in range(0, len(block.figures), across):
            shown = block.figures[begin : begin + across]
            values = [self._cell("Key Value", each.value, wide, top) for each in shown]
            labels = [self._cell("Key Label", each.label, wide) for each in shown]
            empty = [self._cell("Key Label", "", wide)] * (across - len(shown))
            rows += [self._table_row(values + empty), self._table_row(labels + empty)]
        self._append(self._table_xml("TableNormal", [wide] * across, "".join(rows), gap=True))
        self._spacer()

    def _accent(self) -> str:
        from docx.oxml.ns import qn

        return str(self.document.styles["Key Value"].element.find(f".//{qn('w:color')}").get(qn("w:val")))

    def _spacer(self) -> None:
        """A thin line between a table and what stands next to it: Word joins tables that touch."""
        self.paragraph("Normal", "", after='<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>')

    def _table(self, table: Table) -> None:
        self.paragraph("Caption", self.runs(table.caption), "<w:keepNext/>")
        widths = _widths(table, self.wide)
        head = [
            self._cell("Table Head", text, wide, figure=column >= table.text_columns, low=True)
            for column, (text, wide) in enumerate(zip(table.heads, widths, strict=True))
        ]
        rows = [self._table_row(head, "<w:tblHeader/>")]
        for place, row in enumerate(table.rows):
            last = table.total and place == len(table.rows) - 1
            style = "Table Group" if place in table.subheads else "Table Total" if last else "Table Text"
            if place in table.subheads and not any(row[1:]):
                rows.append(self._table_row([self._cell(style, row[0], sum(widths), span=len(row))]))
                continue
            cells = [
                self._cell(style, text, wide, figure=column >= table.text_columns)
                for column, (text, wide) in enumerate(zip(row, widths, strict=True))
            ]
            rows.append(self._table_row(cells))
        self._append(self._table_xml(TABLE, widths, "".join(rows), last=table.total, caption=table.caption))
        if table.note:
            self.text("Note", table.note)
        else:
            self._spacer()

    def _table_xml(
        self, style: str, widths: list[int], rows: str, *, last: bool = False, caption: str = "", gap: bool = False
    ) -> str:
        turned = "<w:bidiVisual/>" if self.lang == "ar" else ""
        grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
        named = f"<w:tblCaption w:val={quoteattr(clean(caption))}/>" if caption else ""
        margins = (
            '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="160" w:type="dxa"/></w:tblCellMar>'
            if gap
            else ""
        )
        bits = 0x600 + 0x20 * bool(caption) + 0x40 * last  # no bands; a first and a last row of their own
        look = (
            f'<w:tblLook w:val="{bits:04X}" w:firstRow="{int(bool(caption))}" w:lastRow="{int(last)}" '
            'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        )
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{turned}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/>{margins}{look}{named}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
        )

    @staticmethod
    def _table_row(cells: list[str], extra: str = "") -> str:
        return f"<w:tr><w:trPr><w:cantSplit/>{extra}</w:trPr>{''.join(cells)}</w:tr>"

    def _cell(
        self, style: str, text: str, wide: int, borders: str = "", *, figure: bool = False, span: int = 1,
        low: bool = False,
    ) -> str:  # fmt: skip
        """A cell; figures stand at the right in every language, which in a paragraph from the right is its ``left``."""
        side = f'<w:jc w:val="{"left" if self.lang == "ar" else "right"}"/>' if figure else ""
        merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        foot = '<w:vAlign w:val="bottom"/>' if low else ""
        content = paragraph(self._ids[style], self.runs(text), self.lang, after=side)
        return f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{merged}{borders}{foot}</w:tcPr>{content}</w:tc>'

    def _figure(self, figure: Figure) -> None:
        holder = self.paragraph("Picture", "<w:r/>")
        run, stream = holder.r_lst[0], io.BytesIO(figure.picture.render("png"))
        inline = self.document.part.new_pic_inline(stream, width=int(self.wide * _EMU * figure.share))
        inline.docPr.set("descr", clean(figure.picture.alt))
        run.add_drawing(inline)
        self.paragraph("Caption", self.runs(figure.caption), "<w:keepNext/>" if figure.note else "")
        if figure.note:
            self.text("Note", figure.note)

    def _equation(self, equation: Equation) -> None:
        """An equation of Word itself, which can be edited there."""
        key = runs(f"  {equation.key}", "en", '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/><w:b w:val="0"/>')
        self.paragraph("Rule Name", self.runs(equation.title) + key)
        self.text("Rule Text", equation.text)
        self.paragraph("Formula", omml(equation.latex))


def _widths(table: Table, wide: int) -> list[int]:
    """Widths of columns in proportion to what they hold, within bounds."""
    needs = []
    for column, head in enumerate(table.heads):
        spans = [
            len(row[column]) for place, row in enumerate(table.rows) if place not in table.subheads or any(row[1:])
        ]
        # A head may take three lines, if no word of it is longer than that.
        head_need = max([-(-len(head) // 3), *(len(word) for word in head.split(" "))])
        longest = max([*spans, head_need], default=1)
        needs.append(min(max(longest, 6), 38 if column < table.text_columns else 22) + 3)
    widths = [wide * need // sum(needs) for need in needs]
    widths[0] += wide - sum(widths)
    return widths
