"""Formulas as MathML Core, which browsers set themselves."""

from __future__ import annotations

from html import escape

from siting.report.documents.formula import Accent, Fenced, Fraction, Node, Row, Scripts, Space, Symbol, parse

__all__ = ["mathml"]

_TAGS = {"letter": "mi", "word": "mi", "text": "mtext", "number": "mn", "sign": "mo", "large": "mo"}
#: Signs that stand for themselves: no room around them, and not as tall as their neighbours.
_CLOSE = {"∀", "′", "!"}


def mathml(latex: str) -> str:
    """A formula on a line of its own, read from the left in every language; its LaTeX is the text for readers aloud.

    Raises ``ValueError`` as `siting.report.documents.formula.parse` does.
    """
    return f'<math display="block" dir="ltr" alttext="{escape(latex)}">{_set(parse(latex))}</math>'


def _set(node: Node) -> str:
    match node:
        case Symbol():
            return _symbol(node)
        case Space(em):
            return f'<mspace width="{em:.3g}em"></mspace>'
        case Row(parts):
            return f"<mrow>{''.join(map(_set, parts))}</mrow>"
        case Scripts():
            return _scripts(node)
        case Fraction(above, below):
            return f"<mfrac>{_set(above)}{_set(below)}</mfrac>"
        case Accent(base, sign, below):
            tag, sign = ("munder", "_") if below else ("mover", sign)
            attribute = "" if below else ' accent="true"'
            return f'<{tag}{attribute}>{_set(base)}<mo stretchy="true">{sign}</mo></{tag}>'
        case Fenced(left, right, body):
            opened, closed = (f'<mo stretchy="true" fence="true">{escape(each)}</mo>' for each in (left, right))
            return f"<mrow>{opened}{_set(body)}{closed}</mrow>"


def _symbol(symbol: Symbol) -> str:
    tag, text = _TAGS[symbol.kind], symbol.text
    attributes = ""
    if symbol.kind == "text":
        text = text.replace(" ", "\u00a0")
    elif symbol.kind == "large":
        attributes = ' movablelimits="false"' + (' largeop="true"' if len(text) == 1 else ' lspace="0" rspace="0.17em"')
    elif symbol.text in _CLOSE:
        attributes = ' lspace="0" rspace="0"'
    elif symbol.kind == "sign" and text in "()[]{}|":
        attributes = ' stretchy="false"'
    elif symbol.kind == "word" and len(text) == 1:
        attributes = ' mathvariant="normal"'
    return f"<{tag}{attributes}>{escape(text)}</{tag}>"


def _scripts(node: Scripts) -> str:
    parts = "".join(_set(part) for part in (node.base, node.below, node.above) if part is not None)
    ranged = isinstance(node.base, Symbol) and node.base.kind == "large"
    tags = ("munder", "mover", "munderover") if ranged else ("msub", "msup", "msubsup")
    tag = tags[2] if node.below is not None and node.above is not None else tags[0 if node.below is not None else 1]
    return f"<{tag}>{parts}</{tag}>"
