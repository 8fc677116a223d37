"""Blocks of a document as HTML elements."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from siting.report.documents.blocks import (
    Bullets,
    Document,
    Equation,
    Figure,
    Heading,
    KeyFigures,
    Paragraph,
    Quoted,
    Table,
)
from siting.report.documents.html_math import mathml
from siting.report.documents.html_svg import inline_picture
from siting.report.documents.setting import abreast, clean, is_latin, sideways
from siting.report.documents.visitor import BlockVisitor
from siting.words import Lang

__all__ = ["Setter", "inline"]


def inline(text: str, lang: Lang) -> str:
    """A text as it stands inside an element; one in Latin letters keeps its own direction in an Arabic page.

    Words quoted from a file are marked with their language, so that they are read out in it.
    """
    content = escape(clean(text))
    if isinstance(text, Quoted):
        return f'<bdi lang="{escape(text.lang)}" dir="{"ltr" if is_latin(text) else "auto"}">{content}</bdi>'
    return f'<bdi dir="ltr">{content}</bdi>' if lang == "ar" and is_latin(text) else content


@dataclass
class Setter(BlockVisitor[str]):
    """Writes blocks one after the other and remembers which headings there were: level, id and text."""

    lang: Lang
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    _tables: int = 0
    _figures: int = 0

    def write(self, document: Document) -> str:
        """The blocks of a document; those on a page of their own orientation stand in a ``div.wide`` together."""
        parts, lying = [], False
        for block, wide in zip(document.blocks, sideways(document.blocks), strict=True):
            if wide != lying:
                parts.append('<div class="wide">' if wide else "</div>")
                lying = wide
            parts.append(self.visit(block))
        return "\n".join([*parts, *(["</div>"] if lying else [])])

    def _paragraph(self, paragraph: Paragraph) -> str:
        role = ' role="note"' if paragraph.kind == "warning" else ""
        return f'<p class="{paragraph.kind}"{role}>{self._text(paragraph.text)}</p>'

    def _bullets(self, bullets: Bullets) -> str:
        tag = "ol" if bullets.numbered else "ul"
        return f"<{tag}>{''.join(f'<li>{self._text(item)}</li>' for item in bullets.items)}</{tag}>"

    def _key_figures(self, block: KeyFigures) -> str:
        pairs = "".join(
            f"<div><dt>{self._text(each.label)}</dt><dd>{self._text(each.value)}</dd></div>" for each in block.figures
        )
        return f'<dl class="figures" style="--across:{abreast(len(block.figures))}">{pairs}</dl>'

    def _page_break(self) -> str:
        return '<div class="break"></div>'

    def _text(self, text: str) -> str:
        return inline(text, self.lang)

    def _heading(self, heading: Heading) -> str:
        name = f"section-{len(self.headings) + 1}"
        self.headings.append((heading.level, name, heading.text))
        tag = f"h{heading.level + 1}"
        return f'<{tag} id="{name}">{self._text(heading.text)}</{tag}>'

    def _table(self, table: Table) -> str:
        self._tables += 1
        name = f"table-{self._tables}"
        heads = "".join(
            f'<th scope="col"{self._kind(table, column)}>{self._text(head)}</th>'
            for column, head in enumerate(table.heads)
        )
        bodies: list[list[str]] = [[]]
        for place, row in enumerate(table.rows):
            if place in table.subheads:
                bodies.append([])
            last = table.total and place == len(table.rows) - 1
            bodies[-1].append(self._row(table, row, "total" if last else "subhead" if place in table.subheads else ""))
        body = "\n".join(f"<tbody>\n{'\n'.join(rows)}\n</tbody>" for rows in bodies if rows)
        note = f'\n<p class="note" id="{name}-note">{self._text(table.note)}</p>' if table.note else ""
        described = f' aria-describedby="{name}-note"' if table.note else ""
        return (
            f'<div class="table">\n<div class="scroll" role="region" tabindex="0" aria-labelledby="{name}">\n'
            f'<table{described}>\n<caption id="{name}">{self._text(table.caption)}</caption>\n'
            f"<thead><tr>{heads}</tr></thead>\n{body}\n</table>\n</div>{note}\n</div>"
        )

    def _row(self, table: Table, row: tuple[str, ...], kind: str) -> str:
        opened = f'<tr class="{kind}">' if kind else "<tr>"
        if kind == "subhead" and not any(row[1:]):
            return f'{opened}<th scope="rowgroup" colspan="{len(row)}">{self._text(row[0])}</th></tr>'
        cells = []
        for column, cell in enumerate(row):
            tag, scope = ("th", ' scope="row"') if column == 0 and table.text_columns else ("td", "")
            cells.append(f"<{tag}{scope}{self._kind(table, column)}>{self._text(cell)}</{tag}>")
        return f"{opened}{''.join(cells)}</tr>"

    @staticmethod
    def _kind(table: Table, column: int) -> str:
        return "" if column < table.text_columns else ' class="figure"'

    def _figure(self, figure: Figure) -> str:
        self._figures += 1
        markup, wide = inline_picture(figure.picture, f"picture-{self._figures}")
        note = f'<p class="note">{self._text(figure.note)}</p>' if figure.note else ""
        style = f"--share:{100 * figure.share:.4g}%;--least:{0.72 * wide:.0f}px"
        return (
            f'<figure style="{style}">\n<div class="scroll">{markup}</div>\n'
            f"<figcaption>{self._text(figure.caption)}{note}</figcaption>\n</figure>"
        )

    def _equation(self, equation: Equation) -> str:
        return (
            f'<section class="equation">\n<p class="name"><strong>{self._text(equation.title)}</strong> '
            f"<code>{escape(clean(equation.key))}</code></p>\n<p>{self._text(equation.text)}</p>\n"
            f'<div class="scroll">{mathml(equation.latex)}</div>\n</section>'
        )
