"""Each block of a document as typst reads it."""

from __future__ import annotations

from dataclasses import replace

from siting.report.documents.blocks import (
    Block,
    Bullets,
    Equation,
    Figure,
    Heading,
    KeyFigures,
    Paragraph,
    Quoted,
    Table,
)
from siting.report.documents.setting import is_latin
from siting.report.documents.typeset_math import typst_math
from siting.report.documents.typeset_text import content, literal
from siting.report.documents.visitor import BlockVisitor
from siting.words import Lang

__all__ = ["set_block"]

#: Tables of so few rows stay on one page.
_WHOLE = 18
#: A column of words wider than this many letters takes the room that is left; figures and short words take theirs.
_LONG = 22


def set_block(block: Block, lang: Lang, file: str) -> str:
    """A block of a document in a language; ``file`` names the picture of a figure."""
    return _Typst(file).visit(_isolated(block) if lang == "ar" else block)


class _Typst(BlockVisitor[str]):
    """Blocks as calls of typst's functions and of those of `siting.report.documents.typeset_page`."""

    def __init__(self, file: str) -> None:
        self.file = file

    def _heading(self, heading: Heading) -> str:
        return f"#heading(level: {heading.level}, {content(heading.text)})"

    def _paragraph(self, paragraph: Paragraph) -> str:
        return f"#{'par' if paragraph.kind == 'body' else paragraph.kind}({content(paragraph.text)})"

    def _bullets(self, bullets: Bullets) -> str:
        return f"#{'enum' if bullets.numbered else 'list'}({', '.join(map(content, bullets.items))})"

    def _key_figures(self, block: KeyFigures) -> str:
        each = ", ".join(f"({literal(figure.value)}, {literal(figure.label)})" for figure in block.figures)
        return f"#figures({each})"

    def _table(self, table: Table) -> str:
        return _table(table)

    def _figure(self, figure: Figure) -> str:
        return _figure(figure, self.file)

    def _equation(self, equation: Equation) -> str:
        return _equation(equation)

    def _page_break(self) -> str:
        return "#pagebreak(weak: true)"


def _isolated(block: Block) -> Block:
    """A block of an Arabic document whose Latin texts keep their own direction: their full stops stay at their end."""
    match block:
        case Heading() | Paragraph():
            return replace(block, text=_latin(block.text))
        case Bullets():
            return replace(block, items=tuple(map(_latin, block.items)))
        case Table():
            rows = tuple(tuple(map(_latin, row)) for row in block.rows)
            return replace(block, caption=_latin(block.caption), heads=tuple(map(_latin, block.heads)), rows=rows)
        case _:
            return block


def _latin(text: str) -> str:
    """Text between left-to-right isolates (Unicode TR9) where it has no Arabic letter."""
    if not is_latin(text):
        return text
    apart = f"\u2066{text}\u2069"
    return Quoted(apart, text.lang) if isinstance(text, Quoted) else apart


def _table(table: Table) -> str:
    """Heads that repeat on every page, thin rules, figures flush right (units under units), sums in bold."""
    words = table.text_columns
    columns = ", ".join(_width(table, place) for place in range(len(table.heads)))
    aligned = ", ".join("start" if place < words else "right" for place in range(len(table.heads)))
    heads = ", ".join(f"text(weight: {literal('bold')}, {content(head)})" for head in table.heads)
    rows = []
    for place, row in enumerate(table.rows):
        if place in table.subheads:
            head = f"table.cell(colspan: {len(row)}, align: start, breakable: false, inset: (x: 0.45em, top: 0.9em))"
            rows.append(f"{head}[#text(weight: {literal('bold')}, fill: accent, {literal(row[0])})],")
            continue
        last = table.total and place == len(table.rows) - 1
        cells = [f"text(weight: {literal('bold')}, {content(cell)})" if last else content(cell) for cell in row]
        rule = "table.hline(stroke: 0.8pt + ink)," if last else ""
        rows.append(f"{rule} {', '.join(cells)}, table.hline(stroke: 0.4pt + rule),")
    size = 0.8 if len(table.heads) > 6 or table.wide else 0.88
    note = f"\n#note({content(table.note)})" if table.note else ""
    whole = "true" if len(table.rows) > _WHOLE else "false"
    return (
        f"#[#show figure: set block(breakable: {whole})\n#figure(kind: table, caption: {content(table.caption)}, {{\n"
        f"set text(size: {size}em, hyphenate: false); set par(leading: 0.5em)\n"
        f"table(columns: ({columns},), align: ({aligned},), stroke: none, inset: (x: 0.45em, y: 0.42em),\n"
        f"table.header(table.hline(stroke: 0.8pt + ink), {heads}, table.hline(stroke: 0.8pt + ink)),\n"
        + "\n".join(rows)
        + "\n) })]"
        + note
    )


def _width(table: Table, place: int) -> str:
    """The room of a column: long words share what is left."""
    longest = max((len(row[place]) for at, row in enumerate(table.rows) if at not in table.subheads), default=0)
    if 1 < table.text_columns < len(table.heads):  # long heads over figures would leave no room for the words
        head = table.heads[place]
        need = max(longest, -(-len(head) // 3), *(len(word) for word in head.split()))
        return f"{min(max(need, 6), 30)}fr"
    if place >= table.text_columns:
        return "1fr"
    if table.text_columns == 1:
        return "2.2fr"
    return f"{min(longest, 90) / _LONG:.2f}fr" if longest > _LONG else "auto"


def _figure(figure: Figure, file: str) -> str:
    wide = f"{100 * figure.share:.4g}%"
    picture = f"image({literal(file)}, width: {wide}, alt: {literal(figure.picture.alt)})"
    note = f"\n#note({content(figure.note)})" if figure.note else ""
    return f"#figure(kind: image, caption: {content(figure.caption)}, {picture}){note}"


def _equation(equation: Equation) -> str:
    """Name, sentence and formula, kept together; formulas read from the left in every language."""
    formula = f"math.equation(block: true, alt: {literal(equation.latex)}, $ {typst_math(equation.latex)} $)"
    title = f"text(weight: {literal('bold')}, {content(equation.title)})"
    return (
        f"#rule-box({{ {title}; linebreak(); {content(equation.text)}; "
        f"text(dir: ltr, lang: {literal('en')}, {formula}) }})"
    )
