"""Figures as each language writes them: numbers, shares, amounts, changes, days, lists.

Arabic writes figures as Moroccan publications do: European digits, a comma before decimals, no-break spaces between
thousands. Every separator is one that the bidirectional algorithm keeps inside its number (Unicode TR9: class CS).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from siting.words.catalogue import Lang, isolated, say

__all__ = ["day", "listing", "mad", "money", "number", "percent", "plural", "series", "signed"]

#: Below this many million MAD an amount is told in MAD, from this many on in billions.
_SMALL, _LARGE = 1.0, 10_000.0
_FRACTION = 100  #: a whole number of the form that Arabic and English have for figures with decimals
_NARROW, _MINUS, _LEFT_TO_RIGHT = "\u202f", "\u2212", "\u200e"
_SYMBOLS = {"fr": "fr", "ar": "fr", "en": "en"}


def number(value: float, lang: Lang, digits: int = 0) -> str:
    """``270,000`` or ``270 000`` (narrow no-break spaces); never a minus sign before a zero."""
    from babel.numbers import format_decimal

    rounded = round(float(value), digits) + 0.0
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    text: str = format_decimal(rounded, format=pattern, locale=_SYMBOLS[lang])
    return _directed(text.replace("-", _MINUS), lang)


def signed(change: float, lang: Lang, digits: int = 0) -> str:
    """A change with its sign: ``+3,167`` or ``−1,841``; no sign on a zero."""
    text = number(change, lang, digits)
    return _directed(f"+{text}", lang) if round(float(change), digits) > 0 else text


def _directed(text: str, lang: Lang) -> str:
    """A figure whose sign stays before it where lines run from the right."""
    return f"{_LEFT_TO_RIGHT}{text}" if lang == "ar" and text[0] in f"+{_MINUS}" else text


def plural(value: float, lang: Lang, digits: int = 0) -> int:
    """The whole number by which `say` chooses the form of a noun behind ``value``, shown with ``digits`` decimals.

    Whole figures stand for themselves. Of others the rules of the language are kept (Unicode CLDR): in French below
    two is singular (``1,7 million``); Arabic and English have one form for all.
    """
    shown = round(abs(float(value)), digits)
    if digits <= 0:
        return int(shown)
    return (1 if shown < 2 else 2) if lang == "fr" else _FRACTION


def percent(share: float, lang: Lang, digits: int = 0) -> str:
    """A share in percent: ``54%`` (English, Arabic) or ``54 %``."""
    return number(100.0 * share, lang, digits) + (f"{_NARROW}%" if lang == "fr" else "%")


def money(mmad: float, lang: Lang, digits: int | None = None) -> str:
    """An amount given in million MAD, in the unit that suits its size: ``MAD 54,908``, ``9 391 millions de DH``.

    ``digits`` after the point by default: none below a million MAD, then one where it says more than noise.
    """
    size = abs(mmad)
    if size < _SMALL:
        return mad(mmad * 1e6, lang, digits or 0)
    if size < _LARGE:
        unit, value, shown = "million", mmad, (1 if size < 100 else 0) if digits is None else digits
    else:
        unit, value, shown = "billion", mmad / 1e3, 1 if digits is None else digits
    return say(f"money-{unit}", lang, amount=number(value, lang, shown), count=plural(value, lang, shown))


def mad(amount: float, lang: Lang, digits: int = 0) -> str:
    """An amount given in MAD, told in MAD whatever its size: ``MAD 0.35``, ``0,35 DH``."""
    return say("money-mad", lang, amount=number(amount, lang, digits), count=plural(amount, lang, digits))


def day(when: date, lang: Lang) -> str:
    """A day in figures: ``24/11/2026`` or ``2026-11-24``."""
    return f"{when:%Y-%m-%d}" if lang == "en" else f"{when:%d/%m/%Y}"


def listing(items: Iterable[str], lang: Lang) -> str:
    """``a, b and c``; in Arabic each item with Latin letters is isolated, so that the items keep their order."""
    from babel.lists import format_list

    texts: list[Any] = [isolated(item, lang) for item in items]
    return str(format_list(texts, locale="en_GB" if lang == "en" else lang))


def series(items: Iterable[str], lang: Lang, *, strong: bool = False) -> str:
    """``a, b, c``, without a last "and"; ``a; b; c`` where items are long or have commas themselves (``strong``)."""
    between = say("series-strong" if strong else "series-weak", lang)
    return between.join(isolated(item, lang) for item in items)
