"""Formulas as Office MathML, which Word sets and edits as its own equations (ECMA-376, part 1, chapter 22.1)."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from siting.report.documents.formula import Accent, Fenced, Fraction, Node, Row, Scripts, Space, Symbol, parse

__all__ = ["omml"]

_FONT = '<w:rPr><w:rFonts w:ascii="Cambria Math" w:hAnsi="Cambria Math"/></w:rPr>'
_OPEN, _CLOSED = ("(", "[", "{"), (")", "]", "}")
#: Widths in em of the spaces that Unicode has.
_SPACES = {1.0: "\u2003", 0.25: "\u2005", 1 / 6: "\u2006", 5 / 18: "\u2005"}


def omml(latex: str) -> str:
    """A formula as ``m:oMathPara``; the prefixes m and w are the caller's to declare.

    Raises ``ValueError`` as `siting.report.documents.formula.parse` does.
    """
    return f"<m:oMathPara><m:oMath>{_row(parse(latex).parts)}</m:oMath></m:oMathPara>"


def _row(parts: Sequence[Node]) -> str:
    """Parts in order; a sum takes the part after it into itself, as Word has it."""
    written, place = [], 0
    while place < len(parts):
        part = parts[place]
        place += 1
        if _is_sum(part):
            while place < len(parts) and isinstance(parts[place], Space):
                place += 1
            end = _summand(parts, place)
            written.append(_sum(part, _row(parts[place:end])))
            place = end
        else:
            written.append(_set(part))
    return "".join(written)


def _summand(parts: Sequence[Node], begin: int) -> int:
    """Where the part that follows a sum ends: a bracket with all that it holds, another sum with its own part."""
    place, depth = begin, 0
    while place < len(parts):
        part = parts[place]
        base = part.base if isinstance(part, Scripts) else part
        sign = base.text if isinstance(base, Symbol) and base.kind == "sign" else ""
        depth += (sign in _OPEN) - (sign in _CLOSED)
        place += 1
        if depth <= 0 and not (_is_sum(part) or isinstance(part, Space)):
            break
    return place


def _is_sum(node: Node) -> bool:
    base = node.base if isinstance(node, Scripts) else node
    return isinstance(base, Symbol) and base.kind == "large" and len(base.text) == 1


def _sum(node: Node, body: str) -> str:
    base, below, above = (node.base, node.below, node.above) if isinstance(node, Scripts) else (node, None, None)
    sign = base.text if isinstance(base, Symbol) else ""
    hidden = "".join(f'<m:{name}Hide m:val="1"/>' for name, part in (("sub", below), ("sup", above)) if part is None)
    return (
        f'<m:nary><m:naryPr><m:chr m:val="{sign}"/><m:limLoc m:val="undOvr"/>{hidden}</m:naryPr>'
        f"<m:sub>{_opt(below)}</m:sub><m:sup>{_opt(above)}</m:sup><m:e>{body}</m:e></m:nary>"
    )


def _opt(node: Node | None) -> str:
    return "" if node is None else _set(node)


def _set(node: Node) -> str:
    match node:
        case Symbol():
            return _symbol(node)
        case Space(em):
            wide = round(em) if em > 1 else 1
            return _run(_SPACES[em / wide] * wide, "<m:nor/>")
        case Row(parts):
            return _row(parts)
        case Scripts() if _is_sum(node):
            return _sum(node, "")
        case Scripts():
            return _scripts(node)
        case Fraction(above, below):
            return f"<m:f><m:num>{_set(above)}</m:num><m:den>{_set(below)}</m:den></m:f>"
        case Accent(base, "^"):
            return f'<m:acc><m:accPr><m:chr m:val="\u0302"/></m:accPr><m:e>{_set(base)}</m:e></m:acc>'
        case Accent(base, _, below):
            side = "bot" if below else "top"
            return f'<m:bar><m:barPr><m:pos m:val="{side}"/></m:barPr><m:e>{_set(base)}</m:e></m:bar>'
        case Fenced(left, right, body):
            ends = f'<m:begChr m:val="{left}"/><m:endChr m:val="{right}"/>'
            return f"<m:d><m:dPr>{ends}</m:dPr><m:e>{_set(body)}</m:e></m:d>"


def _symbol(symbol: Symbol) -> str:
    if symbol.kind == "text":
        return _run(symbol.text.replace(" ", "\u00a0"), "<m:nor/>")
    return _run(symbol.text, "" if symbol.kind == "letter" else '<m:sty m:val="p"/>')


def _run(text: str, look: str) -> str:
    look = f"<m:rPr>{look}</m:rPr>" if look else ""
    return f'<m:r>{look}{_FONT}<m:t xml:space="preserve">{escape(text)}</m:t></m:r>'


def _scripts(node: Scripts) -> str:
    base, below, above = _set(node.base), _opt(node.below), _opt(node.above)
    if isinstance(node.base, Symbol) and node.base.kind == "large":
        return f"<m:limLow><m:e>{base}</m:e><m:lim>{below}</m:lim></m:limLow>"
    tag = "sSubSup" if below and above else "sSub" if below else "sSup"
    sub, sup = (f"<m:sub>{below}</m:sub>" if below else ""), (f"<m:sup>{above}</m:sup>" if above else "")
    return f"<m:{tag}><m:e>{base}</m:e>{sub}{sup}</m:{tag}>"
