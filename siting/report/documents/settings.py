"""Settings of a model in words: what a dotted key stands for, what its value says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from siting.words import Lang, keys, listing, number, say, series

__all__ = ["figure", "named", "part_of_key", "setting_name", "setting_value", "spoken"]

#: Keys of which the part behind names one of many: a segment, a group of territories, a stage, a payer.
_MANY = ("segments", "balance.groups", "objective.stages", "budgets_mmad")
_YEAR, _NUMBER = re.compile(r"\d{4}"), re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?")


def part_of_key(text: str) -> str:
    """A key of a model file as a part of a key of the catalogue."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def named(key: str, own: str, lang: Lang) -> str:
    """The words of a key; what is written in the file where the catalogue has none."""
    return say(key, lang) if key in keys(lang) else own


def spoken(label: str, lang: Lang, zones: Mapping[str, str]) -> str:
    """A part of a key in words: the name of a place (``zones``: code -> name), of a level, of a year."""
    return zones.get(label) or named(f"document-label-{part_of_key(label)}", label, lang)


def setting_name(key: str, lang: Lang, zones: Mapping[str, str]) -> str:
    """A setting by its whole name, with the segment, year or place that it is for; empty where there are no words.

    ``segments.CRM.share_min.2030`` is "lowest share of jobs, CRM, 2030".
    """
    stem, parts = _split(key, zones)
    for end in range(len(stem), 0, -1):
        words = f"document-key-{'-'.join(part_of_key(part) for part in stem[:end])}"
        if words not in keys(lang):
            continue
        told = [*parts, *stem[end:]] if _YEAR.fullmatch("".join(parts[-1:])) is None else [*stem[end:], *parts]
        name = say(words, lang)
        if not told:
            return name
        shown = series([_rank(part, lang) if part.isdigit() and len(part) < 4 else spoken(part, lang, zones)
                        for part in told], lang)  # fmt: skip
        return say("document-key-part", lang, name=name, part=shown)
    return ""


def _rank(part: str, lang: Lang) -> str:
    """The place of an entry in a list."""
    return say("document-label-rank", lang, rank=int(part) + 1)


def _split(key: str, zones: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """A key as the parts that name it and those that say which of many: a code of a zone has dots of its own."""
    place = next((code for code in zones if key.endswith(f".zones.{code}")), None)
    stem = (key.removesuffix(f".zones.{place}") if place else key).split(".")
    parts = [place] if place else []
    for many in _MANY:
        at = many.count(".") + 1
        if ".".join(stem[:at]) == many and len(stem) > at:
            parts.insert(0, stem.pop(at))
    parts, stem = ([part for part in each if part != "*"] for each in (parts, stem))  # "*" stands for all of them
    if len(stem) > 1 and _YEAR.fullmatch(stem[-1]):
        parts.append(stem.pop())
    return stem, parts


def setting_value(key: str, value: str, lang: Lang, zones: Mapping[str, str]) -> str:
    """A value in words: names of places, figures as the language writes them, choices by their meaning."""
    parts = value.split(", ")
    if any(part in zones for part in parts):
        return listing([zones.get(part, part) for part in parts], lang)
    if _NUMBER.fullmatch(value):
        return value if key.startswith("horizon.") else figure(float(value), lang)  # years have no separators
    return listing([_choice(part, lang) for part in parts], lang) if all(map(str.strip, parts)) else value


def _choice(part: str, lang: Lang) -> str:
    if part in ("true", "false"):
        return say("document-yes" if part == "true" else "document-no", lang)
    words = part_of_key(part)
    return named(f"document-option-{words}", named(f"document-stage-{words}", part, lang), lang) if words else part


def figure(value: float, lang: Lang) -> str:
    """A number with the digits that it was written with."""
    text = format(Decimal(f"{value:.6g}"), "f")
    return number(value, lang, len(text.partition(".")[2]))
