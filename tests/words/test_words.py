"""The catalogue: whole in every language, used, and figures as each language writes them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from siting.words import LANGS, keys, listing, mad, money, number, percent, say, series

ROOT = Path(__file__).parents[2]


def test_every_language_has_the_same_keys() -> None:
    first, *others = (keys(lang) for lang in LANGS)
    assert [sorted(first ^ other) for other in others] == [[] for _ in others]


def test_every_key_is_used_and_every_key_used_is_there() -> None:
    files = [*sorted((ROOT / "siting").rglob("*.py")), *sorted((ROOT / "siting/web/static").glob("*.js"))]
    source = "\n".join(path.read_text("utf-8") for path in files)
    stems = {match.rstrip("-") for match in re.findall(r'(?:f"|`)([a-z][a-z0-9-]*-)\$?\{', source)}
    quoted = set(re.findall(r'"([a-z0-9-]+)(?=")', source))
    unused = [key for key in keys("en") - quoted if not any(key.startswith(f"{stem}-") for stem in stems)]
    assert unused == []
    asked = set(re.findall(r'\b(?:say|t)\(\s*"([a-z][a-z0-9-]*)"', source))
    assert sorted(asked - keys("en")) == []


def test_no_key_stands_in_two_files() -> None:
    for lang in LANGS:
        files = sorted((ROOT / "siting/words" / lang).glob("*.ftl"))
        found = [
            key for path in files for key in re.findall(r"^([a-z][a-z0-9-]*) *=", path.read_text("utf-8"), re.MULTILINE)
        ]
        assert len(found) == len(set(found))


def test_a_hole_in_a_sentence_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("no-such-sentence", "en")


@pytest.mark.parametrize(
    ("value", "digits", "english", "french"),
    [
        (270_000, 0, "270,000", "270\u202f000"),
        (26.224, 2, "26.22", "26,22"),
        (-1558.9, 0, "\u22121,559", "\u22121\u202f559"),
        (-0.2, 0, "0", "0"),
    ],
)
def test_numbers(value: float, digits: int, english: str, french: str) -> None:
    assert number(value, "en", digits) == english
    assert number(value, "fr", digits) == french


def test_money_takes_the_unit_that_suits_its_size() -> None:
    assert money(0.054908, "en") == "MAD 54,908"
    assert money(0.054908, "fr") == "54\u202f908\u00a0DH"
    assert money(9390.7, "en") == "MAD 9,391 million"
    assert money(40_000, "fr") == "40,0 milliards de\u00a0DH"
    assert money(9390.7, "ar") == "9\u202f391 مليون\u00a0درهم"
    assert mad(0.35, "fr", 2) == "0,35\u00a0DH"


def test_shares_and_lists() -> None:
    assert percent(0.543, "en", 1) == "54.3%"
    assert percent(0.543, "fr") == "54\u202f%"
    assert percent(0.543, "ar") == "54%"
    assert listing(["a", "b", "c"], "en") == "a, b and c"
    assert listing(["a", "b", "c"], "fr") == "a, b et c"
    assert listing(["CRM", "الشرق"], "ar") == "\u2068CRM\u2069 والشرق"
    assert series(["a", "b"], "fr", strong=True) == "a\u202f; b"
    assert series(["فاس", "مراكش"], "ar") == "فاس، مراكش"
