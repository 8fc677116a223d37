"""A formula taken apart: the LaTeX of the model's equations as a tree that every setting can write.

Strict on purpose: exactly the commands of the formulation are known, and an unknown one is an error rather than a
formula with a hole.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

__all__ = ["Accent", "Fenced", "Fraction", "Node", "Row", "Scripts", "Space", "Symbol", "parse"]


@dataclass(frozen=True)
class Symbol:
    """A letter, word, number or sign as it is printed.

    ``kind``: ``letter`` is slanted, ``word`` and ``text`` upright (text keeps its spaces), ``large`` stands for a sum
    or a function (max) that takes its range below.
    """

    text: str
    kind: Literal["letter", "word", "text", "number", "sign", "large"]


@dataclass(frozen=True)
class Space:
    """A gap of ``em`` widths of the letter M."""

    em: float


@dataclass(frozen=True)
class Row:
    """Parts one after the other."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Scripts:
    """A base with an index below and a mark above, either of which may be missing."""

    base: Node
    below: Node | None
    above: Node | None


@dataclass(frozen=True)
class Fraction:
    """One part over another."""

    above: Node
    below: Node


@dataclass(frozen=True)
class Accent:
    """A sign over a part (``below`` false) or under it."""

    base: Node
    sign: str
    below: bool = False


@dataclass(frozen=True)
class Fenced:
    """Parts between brackets as tall as what they hold."""

    left: str
    right: str
    body: Row


Node = Symbol | Space | Row | Scripts | Fraction | Accent | Fenced

_LETTERS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "varepsilon": "ε", "eta": "η", "theta": "θ", "iota": "ι",
    "kappa": "κ", "lambda": "λ", "mu": "μ", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ",
    "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "ell": "ℓ",
}  # fmt: skip
_SIGNS = {"le": "≤", "ge": "≥", "in": "∈", "forall": "∀", "{": "{", "}": "}", "vert": "|"}
_LARGE = {"sum": "∑", "max": "max", "min": "min", "exp": "exp", "ln": "ln"}
_SPACES = {",": 1 / 6, ";": 5 / 18, " ": 1 / 4, "quad": 1.0, "qquad": 2.0}
_ACCENTS = {"bar": ("¯", False), "overline": ("¯", False), "hat": ("^", False), "underline": ("_", True)}
#: Letters of other alphabets: the code point of the one that stands for A.
_ALPHABETS = {"mathcal": 0x1D49C, "mathbb": 0x1D538}
#: Those that Unicode had before it had the alphabet.
_OLDER = {
    ("mathcal", "B"): "ℬ", ("mathcal", "E"): "ℰ", ("mathcal", "F"): "ℱ", ("mathcal", "H"): "ℋ",
    ("mathcal", "I"): "ℐ", ("mathcal", "L"): "ℒ", ("mathcal", "M"): "ℳ", ("mathcal", "R"): "ℛ",
    ("mathbb", "C"): "ℂ", ("mathbb", "H"): "ℍ", ("mathbb", "N"): "ℕ", ("mathbb", "P"): "ℙ", ("mathbb", "Q"): "ℚ",
    ("mathbb", "R"): "ℝ", ("mathbb", "Z"): "ℤ",
}  # fmt: skip
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\d+(?:\.\d+)?|[A-Za-z]|[^\s]|\s+", re.DOTALL)
_PLAIN = "=<>+-*/:,;.|()[]!"


def parse(latex: str) -> Row:
    """The tree of a formula. Raises ``ValueError`` for a command or sign that is not known, or unbalanced braces."""
    parser = _Parser(latex)
    row = parser.row(lambda token: token == "")
    return row


class _Parser:
    """Reads one formula from left to right."""

    def __init__(self, latex: str) -> None:
        self._latex = latex
        self._tokens = _TOKEN.findall(latex)
        self._next = 0

    def row(self, ends: Callable[[str], bool]) -> Row:
        """Parts up to a token that ends them, which is taken too."""
        parts: list[Node] = []
        while not ends(self._peek()):
            if self._peek() in ("", "}", r"\right"):
                raise self._error("ends before it should" if self._peek() == "" else f"has a stray {self._peek()}")
            if self._peek().isspace():
                self._take()
            else:
                parts.append(self._scripted())
        self._take()
        return Row(tuple(parts))

    def _scripted(self) -> Node:
        base = self._atom()
        below: Node | None = None
        above: Node | None = None
        while self._peek() in ("_", "^"):
            if self._take() == "_":
                if below is not None:
                    raise self._error("has two indices on one letter")
                below = self._argument()
            else:
                if above is not None:
                    raise self._error("has two marks above one letter")
                above = _word(self._argument())
        return base if below is None and above is None else Scripts(base, below, above)

    def _atom(self) -> Node:
        token = self._take()
        if token == "{":
            return self.row(lambda each: each == "}")
        if token.startswith("\\"):
            return self._command(token[1:])
        if token[0].isdigit():
            return Symbol(token, "number")
        if token.isascii() and token.isalpha():
            return Symbol(token, "letter")
        if token == "'":
            return Symbol("′", "sign")
        if token == "-":
            return Symbol("−", "sign")
        if token in _PLAIN and token:
            return Symbol(token, "sign")
        raise self._error(f"has a sign that is not known: {token!r}")

    def _command(self, name: str) -> Node:
        if name in _LETTERS:
            return Symbol(_LETTERS[name], "letter")
        if name in _SIGNS:
            return Symbol(_SIGNS[name], "sign")
        if name in _LARGE:
            return Symbol(_LARGE[name], "large")
        if name in _SPACES:
            return Space(_SPACES[name])
        if name in _ACCENTS:
            return Accent(self._argument(), *_ACCENTS[name])
        if name == "frac":
            return Fraction(self._argument(), self._argument())
        if name == "text":
            return self._text()
        if name in _ALPHABETS:
            return self._alphabet(name)
        if name == "left":
            left = self._bracket()
            body = self.row(lambda each: each == r"\right")
            return Fenced(left, self._bracket(), body)
        raise self._error(f"has a command that is not known: \\{name}")

    def _argument(self) -> Node:
        """What a command takes: a group in braces or the next part alone, without its scripts."""
        while self._peek().isspace():
            self._take()
        if self._peek() in ("", "}", "_", "^"):
            raise self._error("lacks an argument")
        part = self._atom()
        return part.parts[0] if isinstance(part, Row) and len(part.parts) == 1 else part

    def _text(self) -> Symbol:
        if self._take() != "{":
            raise self._error("lacks braces after \\text")
        words = []
        while self._peek() != "}":
            if self._peek() == "":
                raise self._error("ends before it should")
            words.append(self._take())
        self._take()
        return Symbol("".join(words), "text")

    def _alphabet(self, name: str) -> Symbol:
        argument = self._argument()
        if not (isinstance(argument, Symbol) and re.fullmatch("[A-Z]", argument.text)):
            raise self._error(f"has more than a capital after \\{name}")
        letter = argument.text
        return Symbol(_OLDER.get((name, letter), chr(_ALPHABETS[name] + ord(letter) - ord("A"))), "word")

    def _bracket(self) -> str:
        token = self._take()
        if token not in ("(", ")", "[", "]", "|", r"\{", r"\}"):
            raise self._error(f"has a bracket that is not known: {token!r}")
        return token.removeprefix("\\")

    def _peek(self) -> str:
        return self._tokens[self._next] if self._next < len(self._tokens) else ""

    def _take(self) -> str:
        token = self._peek()
        self._next += 1
        return token

    def _error(self, message: str) -> ValueError:
        return ValueError(f"the formula {self._latex!r} {message}")


def _word(node: Node) -> Node:
    """Several letters above a base are a word (goal, max), not a product."""
    if isinstance(node, Row) and all(isinstance(part, Symbol) and part.kind == "letter" for part in node.parts):
        return Symbol("".join(part.text for part in node.parts if isinstance(part, Symbol)), "word")
    return node
