"""Formulas in typst's notation, from the tree that every setting shares."""

from __future__ import annotations

from siting.report.documents.formula import Accent, Fenced, Fraction, Node, Row, Scripts, Space, Symbol, parse
from siting.report.documents.typeset_text import literal

__all__ = ["typst_math"]

#: Signs over or under a part -> the function of typst that draws them.
_ACCENTS = {("¯", False): "overline", ("^", False): "hat", ("_", True): "underline"}


def typst_math(latex: str) -> str:
    """A formula as typst reads it between dollar signs.

    Every letter and sign goes in as a string, so that nothing in it can be taken for a command of typst. Raises
    ``ValueError`` as `siting.report.documents.formula.parse` does.
    """
    return _set(parse(latex))


def _set(node: Node) -> str:
    match node:
        case Symbol():
            return _symbol(node)
        case Space(em):
            return f"#h({em:.3g}em)"
        case Row(parts):
            return "".join(map(_set, parts))
        case Scripts(base, below, above):
            under = "" if below is None else f"_({_set(below)})"
            over = "" if above is None else f"^({_set(above)})"
            return f"{_set(base)}{under}{over}"
        case Fraction(above, below):
            return f"frac({_set(above)}, {_set(below)})"
        case Accent(base, sign, below):
            return f"{_ACCENTS[sign, below]}({_set(base)})"
        case Fenced(left, right, body):
            return f"lr({_sign(left)}{_set(body)}{_sign(right)})"


def _symbol(symbol: Symbol) -> str:
    text = symbol.text
    if symbol.kind == "letter":
        return f"italic({literal(text)})"
    if symbol.kind == "large":
        return _sign(text) if len(text) == 1 else f"op({literal(text)}, limits: #true)"
    return _sign(text) if symbol.kind == "sign" else f"upright({literal(text)})"


def _sign(text: str) -> str:
    """A sign as itself: a string would lose the room that typst gives to relations and brackets."""
    if text == "′":
        return "'"  # typst raises a prime and joins it to its letter
    return f"\\u{{{ord(text):x}}}" if len(text) == 1 else literal(text)
