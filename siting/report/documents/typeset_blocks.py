"""Each block of a document as typst reads it."""

from __future__ import annotations

from dataclasses import replace

from siting.report.documents.blocks import (
    Block,
    Bullets,
    Document,
    Equation,
    Figure,
    Heading,
    KeyFigures,
    PageBreak,
    Paragraph,
    Table,
)
from siting.report.documents.setting import is_latin
from siting.report.documents.typeset_math import typst_math
from siting.report.documents.typeset_text import content, literal

__all__ = ["set_block"]

#: Tables of so few rows stay on one page.
_WHOLE = 18
#: A column of words wider than this many letters takes the room that is left; figures and short words take theirs.
_LONG = 22


def set_block(block: Block, document: Document, file: str) -> str:
    """A block; ``file`` names the picture of a figure."""
    match _isolated(block) if document.lang == "ar" else block:
        case Heading(text, level):
            return f"#heading(level: {level}, {content(text)})"
        case Paragraph(text, "body"):
            return f"#par({content(text)})"
        case Paragraph(text, kind):
            return f"#{kind}({content(text)})"
        case Bullets(items, numbered):
            return f"#{'enum' if numbered else 'list'}({', '.join(map(content, items))})"
        case KeyFigures(figures):
            each = ", ".join(f"({literal(figure.value)}, {literal(figure.label)})" for figure in figures)
            return f"#figures({each})"
        case Table() as table:
            return _table(table)
        case Figure() as figure:
            return _figure(figure, file)
        case Equation() as equation:
            return _equation(equation)
        case PageBreak():
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
    return f"\u2066{text}\u2069" if is_latin(text) else text


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
    if place >= table.text_columns:
        return "1fr" if table.text_columns == 1 else "auto"
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
