"""What the program tells in English (progress, reasons, problems), told in another language.

Messages are written in English where they arise, and stay so on the terminal and in files. ``siting/words/LANG/
messages.ftl`` has a template of each in every language; the English templates are the patterns by which a message is
found, and what stood in its places goes into the sentence of the other language: figures written as the language
writes them, names of places in the language, keys and file names as they are. A message without a template stays
English: `translated` tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from siting.words.catalogue import Lang, keys, say
from siting.words.figures import number, percent

__all__ = ["KINDS", "PARTS", "say_message", "say_place", "say_value", "translated"]

#: Places of figures; of names of zones and regions; of words with a translation of their own; of what stays as it is.
FIGURES = frozenset({
    "count", "done", "each", "entrants", "first_year", "high", "jobs", "last_year", "least", "limit", "line", "low",
    "missing", "most", "needed", "other_percent", "other_rate", "pace", "people", "percent", "places", "rate", "reach",
    "room", "rows", "seats", "seconds", "size", "start", "total", "workers", "year",
})  # fmt: skip
NAMED = frozenset({"zone", "region"})
WORDS = frozenset({"unit", "level", "above", "kind", "other_kind", "meaning"})
RULES = frozenset({"rule", "stage"})
CARRIED = frozenset({
    "code", "column", "example", "file", "key", "layer", "list", "name", "other", "pattern", "sheet", "table", "what",
})  # fmt: skip

#: What stands in a problem beside its message, and words within messages: templates of their own.
PARTS = ("place", "value", "word", "unit", "meaning")
KINDS = FIGURES | NAMED | WORDS | RULES | CARRIED | {"text"}
#: Longest message that is looked up, in characters.
LONGEST = 2_000
_HOME = Path(__file__).parent
_FIGURE = r"-?(?:\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?|inf|nan)%?"
_PLAIN = re.compile(r"-?(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d+))?(?P<share>%)?")
_LARGE = re.compile(r"-?\d(?:\.\d+)?e\+\d{2}")  # as %g writes a million and more
_YEARS = 4  #: digits of a year: a whole number that is no longer is written without separators
_ISOLATE, _POP = "\u2068", "\u2069"


class _Template(NamedTuple):
    """The key of a message without its first part, the pattern of its English text, and the places in it."""

    key: str
    pattern: re.Pattern[str]
    size: int


Name = Callable[[str], str]


def say_message(text: str, lang: Lang, called: Name = str) -> str:
    """A message in a language; the text itself where it has no template.

    ``called`` gives the name of a zone or a region from its code, by which the English text calls it.
    """
    found = translated(text, lang, called)
    return text if found is None else found


def translated(text: str, lang: Lang, called: Name = str) -> str | None:
    """As `say_message`; None where the text has no template. In English every text is its own translation."""
    return text if lang == "en" else _told(text, lang, "", called)


def say_place(text: str, lang: Lang) -> str:
    """Where a problem is (``talent.csv, line 12, column french_share``), in a language."""
    return text if lang == "en" else _told(text, lang, "place", str) or text


def say_value(text: str, lang: Lang) -> str:
    """What a problem has found, in a language where the program put it into words; else as it was found."""
    return text if lang == "en" else _told(text, lang, "value", str) or text


def _told(text: str, lang: Lang, part: str, called: Name) -> str | None:
    """The first template that fits and whose words all have a translation, filled."""
    for key, values in _fitting(text, part):
        filled = {name: _filled(name, value, lang, called) for name, value in values}
        if None not in filled.values():
            return say(f"message-{key}", lang, **filled)
    return None


@lru_cache(maxsize=4_096)
def _fitting(text: str, part: str) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Keys of the templates that fit a text, those with most words of their own first, and what stands in places."""
    if len(text) > LONGEST:
        return ()
    matches = ((template.key, template.pattern.fullmatch(text)) for template in _templates(part))
    return tuple((key, tuple(match.groupdict().items())) for key, match in matches if match is not None)


def _filled(name: str, value: str, lang: Lang, called: Name) -> str | None:
    """What goes into a place; None where the place is for a word that has no translation."""
    if name in FIGURES:
        return _figure(value, lang)
    if name in NAMED:
        return _carried(called(value), lang)
    if name == "text":
        return _told(value, lang, "", called)
    if name in RULES:
        return _rule(value, lang, goal=name == "stage")
    if name in WORDS:
        told = next(filter(None, (_told(value, lang, part, str) for part in PARTS[2:])), None)
        return _carried(value, lang) if told is None else told
    return _carried(value, lang)


def _carried(text: str, lang: Lang) -> str:
    """A text of another language or of none, which keeps its own direction."""
    return f"{_ISOLATE}{text}{_POP}" if lang == "ar" else text


def _figure(text: str, lang: Lang) -> str:
    """A figure as the language writes it; a short whole number may be a year and stays."""
    if _LARGE.fullmatch(text):
        return number(float(text), lang)
    found = _PLAIN.fullmatch(text)
    if found is None or (found["part"] is None and found["share"] is None and len(found["whole"]) <= _YEARS):
        return text
    value, digits = float(text.replace(",", "").rstrip("%")), len(found["part"] or "")
    return percent(value / 100, lang, digits) if found["share"] else number(value, lang, digits)


def _rule(text: str, lang: Lang, *, goal: bool) -> str | None:
    """The title of a rule or an objective, with what follows it (a year, a code); None for no rule."""
    if text == "cost":
        return say("message-word-cost", lang)
    known, words = keys(lang), re.split(r"[ _]", text)
    for count in range(len(words), 0, -1):
        stem, rest = "-".join(words[:count]), " ".join(words[count:])
        for title in (f"rules-title-goal-{stem}", f"rules-title-{stem}") if goal else (f"rules-title-{stem}",):
            if title in known:
                return " ".join(filter(None, (say(title, lang), _carried(rest, lang) if rest else "")))
    return None


@cache
def _templates(part: str) -> tuple[_Template, ...]:
    """The templates of a part of messages (``""``: of whole ones), those with most words of their own first."""
    of = {each: head if (head := each.key.split("-")[0]) in PARTS else "" for each in _all_templates()}
    return tuple(sorted((each for each in of if of[each] == part), key=lambda each: (-each.size, each.key)))


@cache
def _all_templates() -> tuple[_Template, ...]:
    """Every English template as a pattern."""
    from fluent.syntax import FluentParser, ast

    found = []
    for entry in FluentParser().parse((_HOME / "en" / "messages.ftl").read_text("utf-8")).body:
        if isinstance(entry, ast.Message) and entry.value is not None:
            parts = [_part(element) for element in entry.value.elements]
            pattern = re.compile("".join(text for text, _ in parts), re.DOTALL)
            found.append(_Template(entry.id.name.removeprefix("message-"), pattern, sum(size for _, size in parts)))
    return tuple(found)


def _part(element: object) -> tuple[str, int]:
    """A part of a template as a pattern, and how many letters of its own it has."""
    from fluent.syntax import ast

    if isinstance(element, ast.TextElement):
        return re.escape(element.value), len(element.value)
    name = element.expression.id.name  # type: ignore[attr-defined]
    return f"(?P<{name}>{_FIGURE if name in FIGURES else '.+?'})", 0
