"""The catalogue of sentences (Project Fluent): ``siting/words/LANG/TOPIC.ftl``, in every language."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

__all__ = ["LANGS", "Lang", "isolated", "keys", "plain_texts", "say"]

Lang = Literal["fr", "ar", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)

_HOME = Path(__file__).parent
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_MESSAGE = re.compile(r"^([a-z][a-z0-9-]*) *=(.*(?:\n(?:[ }].*)?)*)", re.MULTILINE)
_SELECTOR = re.compile(r"\{ *\$([A-Za-z_]\w*) *->")
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def say(key: str, lang: Lang, /, **values: object) -> str:
    """The sentence ``key`` with its places filled.

    A figure goes in as text made by `siting.words.number` and its like; a whole number goes in as it is (a year, or
    a count that decides between singular and plural) and is written without separators. In Arabic a value with Latin
    letters is isolated, so that it cannot change the order of the words around it.

    Raises ``KeyError`` for a key that the language does not have and ``ValueError`` for a place without a value: a
    sentence with a hole never reaches a reader.
    """
    bundle = _with_message(lang, key)
    pattern = bundle.get_message(key).value if bundle.has_message(key) else None
    if pattern is None:
        raise KeyError(f"{key} ({lang})")
    choosing = _selectors(lang).get(key, frozenset())
    filled = {name: value if name in choosing else _filling(value, lang) for name, value in values.items()}
    text, errors = bundle.format_pattern(pattern, _numbers(filled))
    if errors:
        raise ValueError(f"{key} ({lang}): {errors[0]}")
    return str(text)


def isolated(text: str, lang: Lang) -> str:
    """``text`` between directional isolates (Unicode TR9) where it holds Latin letters and the language is Arabic."""
    if lang != "ar" or not _LATIN.search(text) or text.startswith(_FIRST_STRONG_ISOLATE):
        return text
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"


def _filling(value: object, lang: Lang) -> object:
    """A value as it goes into a sentence."""
    return isolated(value, lang) if isinstance(value, str) else value


def _numbers(values: dict[str, object]) -> dict[str, object]:
    """Values with whole numbers that are written without separators."""
    from fluent.runtime.types import fluent_number

    return {
        name: fluent_number(value, useGrouping=False)
        if isinstance(value, int) and not isinstance(value, bool)
        else value
        for name, value in values.items()
    }


@cache
def keys(lang: Lang) -> frozenset[str]:
    """Every key of a language."""
    return frozenset(_sources(lang))


def _files(lang: Lang) -> list[Path]:
    return sorted((_HOME / lang).glob("*.ftl"))


def plain_texts(topic: str, lang: Lang) -> dict[str, str]:
    """Key -> text of a topic (and of those whose names begin so) without forms to choose from; ``{name}`` is a place.

    For a browser, which fills them itself. Raises ``ValueError`` for a sentence that chooses between forms.
    """
    texts = {}
    told = "\n".join(path.read_text("utf-8") for path in sorted((_HOME / lang).glob(f"{topic}*.ftl")))
    for key, pattern in _MESSAGE.findall(told):
        if _SELECTOR.search(pattern):
            raise ValueError(f"{key} ({lang}) chooses between forms")
        texts[key] = re.sub(r"\{ *\$(\w+) *\}", r"{\1}", " ".join(pattern.split(" ")).strip())
    return texts


@cache
def _selectors(lang: Lang) -> dict[str, frozenset[str]]:
    """Key -> the places that decide between forms of the sentence: their values are compared as they are."""
    found = {}
    for path in _files(lang):
        for key, pattern in _MESSAGE.findall(path.read_text("utf-8")):
            if names := frozenset(_SELECTOR.findall(pattern)):
                found[key] = names
    return found


@cache
def _sources(lang: Lang) -> dict[str, str]:
    """Key -> the sentence as its file writes it, with the key."""
    found: dict[str, str] = {}
    for path in _files(lang):
        for message in _MESSAGE.finditer(path.read_text("utf-8")):
            found.setdefault(message[1], message[0])
    return found


@cache
def _bundle(lang: Lang) -> FluentBundle:
    from fluent.runtime import FluentBundle

    return FluentBundle([lang], use_isolating=False)


def _with_message(lang: Lang, key: str) -> FluentBundle:
    """The sentences of a language read so far, and that of ``key`` where there is one: reading all takes long."""
    bundle = _bundle(lang)
    if not bundle.has_message(key) and key in (sources := _sources(lang)):
        from fluent.runtime import FluentResource

        bundle.add_resource(FluentResource(sources[key]))
    return bundle
