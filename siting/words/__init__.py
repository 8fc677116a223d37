"""Every sentence for people, in one catalogue (Project Fluent): ``siting/words/LANG/TOPIC.ftl``.

`say` fills a sentence; `number`, `percent`, `money` and `listing` write figures as the language does. A figure goes
into a sentence as text that these functions made; a whole number that decides between singular and plural goes in
as a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

__all__ = ["LANGS", "Lang", "keys", "listing", "money", "number", "percent", "say"]

Lang = Literal["en", "fr"]
LANGS: tuple[Lang, ...] = get_args(Lang)

_HOME = Path(__file__).parent
#: Below this many million MAD an amount is told in MAD, from this many on in billions.
_SMALL, _LARGE = 1.0, 10_000.0
_NARROW = "\u202f"


def say(key: str, lang: Lang, /, **values: object) -> str:
    """The sentence ``key`` with its places filled.

    Raises ``KeyError`` for a key that the language does not have and ``ValueError`` for a place without a value: a
    sentence with a hole never reaches a reader.
    """
    bundle = _bundle(lang)
    if not bundle.has_message(key):
        raise KeyError(f"{key} ({lang})")
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise KeyError(f"{key} ({lang})")
    text, errors = bundle.format_pattern(pattern, values)
    if errors:
        raise ValueError(f"{key} ({lang}): {errors[0]}")
    return str(text)


def keys(lang: Lang) -> frozenset[str]:
    """Every key of a language."""
    text = "\n".join(path.read_text("utf-8") for path in _files(lang))
    return frozenset(re.findall(r"^([a-z][a-z0-9-]*) *=", text, re.MULTILINE))


def _files(lang: Lang) -> list[Path]:
    return sorted((_HOME / lang).glob("*.ftl"))


@cache
def _bundle(lang: Lang) -> FluentBundle:
    from fluent.runtime import FluentBundle, FluentResource

    bundle = FluentBundle([lang], use_isolating=False)
    for path in _files(lang):
        bundle.add_resource(FluentResource(path.read_text("utf-8")))
    return bundle


def number(value: float, lang: Lang, digits: int = 0) -> str:
    """``270,000`` or ``270 000`` (narrow no-break spaces); never a minus sign before a zero."""
    from babel.numbers import format_decimal

    rounded = round(value, digits) + 0.0
    text: str = format_decimal(rounded, format="#,##0" + ("." + "0" * digits if digits else ""), locale=lang)
    return text.replace("-", "\u2212")


def percent(share: float, lang: Lang, digits: int = 0) -> str:
    """A share in percent: ``54%`` or ``54 %``."""
    return number(100.0 * share, lang, digits) + ("%" if lang == "en" else f"{_NARROW}%")


def money(mmad: float, lang: Lang) -> str:
    """An amount given in million MAD, in the unit that suits its size: ``MAD 54,908``, ``9,391 millions de MAD``."""
    size = abs(mmad)
    if size < _SMALL:
        amount = number(mmad * 1e6, lang)
        return f"MAD {amount}" if lang == "en" else f"{amount} MAD"
    if size < _LARGE:
        amount = number(mmad, lang, 1 if size < 100 else 0)
        return f"MAD {amount} million" if lang == "en" else f"{amount} millions de MAD"
    amount = number(mmad / 1e3, lang, 1)
    return f"MAD {amount} billion" if lang == "en" else f"{amount} milliards de MAD"


def listing(items: Iterable[str], lang: Lang) -> str:
    """``a, b and c``."""
    from babel.lists import format_list

    texts: list[Any] = list(items)
    return str(format_list(texts, locale="en_GB" if lang == "en" else lang))
