"""Every message that the program's modules write, read from their source: templates with ``{}`` for what varies."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

__all__ = ["Written", "announced", "raised", "samples", "sentences"]

ROOT = Path(__file__).parents[2]
#: What a place may hold where its format does not tell: a figure or a word.
_EITHER = ("7", "abc")
_SENTENCE = re.compile(r"[A-Za-z)\]}':] [A-Za-z({\['0-9]")
#: Functions that tell what is being done, and errors that tell why there is no plan.
_TELL = frozenset({"say", "step", "tell", "progress", "_step", "_say", "_progress"})
_RAISE = frozenset({"Infeasible", "NoPlan"})
_KEY = re.compile(r"[a-z]+(-[a-z0-9]+)*-")


class Written(NamedTuple):
    """A message as a module writes it: its parts, a text each, or what a place is formatted by (``None``: unknown)."""

    module: str
    parts: tuple[tuple[bool, str | None], ...]

    @property
    def template(self) -> str:
        """The text with ``{}`` for each place."""
        return "".join(str(text) if own else "{}" for own, text in self.parts)


def _written(module: str, node: ast.expr) -> Iterator[Written]:
    """The messages of an expression: of a choice, both."""
    if isinstance(node, ast.IfExp):
        yield from _written(module, node.body)
        yield from _written(module, node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield Written(module, ((True, node.value),))
    elif isinstance(node, ast.JoinedStr):
        yield Written(module, tuple(_part(value) for value in node.values))
    elif isinstance(node, ast.List | ast.Tuple):
        for item in node.elts:
            yield from _written(module, item)
    elif isinstance(node, ast.GeneratorExp):
        yield from _written(module, node.elt)
    elif isinstance(node, ast.Call) and _name(node.func) == "strip" and isinstance(node.func, ast.Attribute):
        yield from _written(module, node.func.value)


def _part(node: ast.expr) -> tuple[bool, str | None]:
    if isinstance(node, ast.Constant):
        return True, str(node.value)
    assert isinstance(node, ast.FormattedValue)
    spec = node.format_spec
    if isinstance(spec, ast.JoinedStr) and len(spec.values) == 1 and isinstance(spec.values[0], ast.Constant):
        return False, str(spec.values[0].value)
    return False, None


def _trees(pattern: str) -> Iterator[tuple[str, ast.Module]]:
    found = sorted(ROOT.glob(pattern))
    assert found, pattern
    for path in found:
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def _not_messages(tree: ast.Module) -> set[ast.AST]:
    """Docstrings, descriptions of fields and titles of routes, inner parts of f-strings, what ends the program."""
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.add(node.value)
        if isinstance(node, ast.JoinedStr):
            found |= {inner for value in node.values for inner in ast.walk(value)}
        if isinstance(node, ast.keyword) and node.arg in ("description", "summary", "unit"):
            found |= set(ast.walk(node.value))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("AssertionError",):
            found |= set(ast.walk(node))
        if isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            found |= {value for key, value in pairs if isinstance(key, ast.Constant) and key.value == "description"}
    return found


def sentences(*patterns: str) -> Iterator[Written]:
    """Every text of modules that reads like a sentence: two words or more."""
    for module, tree in (each for pattern in patterns for each in _trees(pattern)):
        others = _not_messages(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant | ast.JoinedStr) and node not in others:
                yield from (each for each in _written(module, node) if _SENTENCE.search(each.template))


def announced(*patterns: str) -> Iterator[Written]:
    """What modules tell while they work: texts given to ``step``, ``progress`` and the like."""
    for module, tree in (each for pattern in patterns for each in _trees(pattern)):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in _TELL and len(node.args) == 1 and not node.keywords:
                told = _written(module, node.args[0])
                yield from (each for each in told if not _KEY.match(each.template))


def raised(*patterns: str) -> Iterator[Written]:
    """Why there is no plan, where that is written into the error."""
    for module, tree in (each for pattern in patterns for each in _trees(pattern)):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in _RAISE and node.args:
                yield from _written(module, node.args[0])


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def samples(message: Written) -> list[str]:
    """Sentences that a message may become: figures where it formats them, else figures or words in every order."""
    filled = [
        [str(text)] if own else list(_EITHER) if text is None else [format(1234 if text[-1] in "dx" else 1234.5, text)]
        for own, text in message.parts
    ]
    return ["".join(parts) for parts in itertools.islice(itertools.product(*filled), 256)]
