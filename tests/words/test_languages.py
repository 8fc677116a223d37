"""Three languages, one catalogue: the same places in every sentence, each language written as its readers write it."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from siting.words import LANGS, Lang, money, number, say, signed

ROOT = Path(__file__).parents[2]
HOME = ROOT / "siting/words"
ARABIC = re.compile(r"[\u0600-\u06ff]")
LETTER = re.compile(r"[^\W\d_]")


class _Places(Visitor):  # type: ignore[misc]
    """Places that are printed, places that only decide between forms, and the forms."""

    def __init__(self) -> None:
        self.printed: set[str] = set()
        self.chosen: set[str] = set()
        self.forms: list[set[str]] = []

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:
        self.chosen.add(node.selector.id.name)
        self.forms.append({v.key.name if isinstance(v.key, ast.Identifier) else v.key.value for v in node.variants})
        for variant in node.variants:
            self.visit(variant.value)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:
        raise AssertionError(f"{node.id.name}: a sentence is read without the others")

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.printed.add(node.id.name)


@cache
def messages(lang: Lang) -> dict[str, ast.Message]:
    """Every message of a language; junk, a term, or a message that refers to another is an error."""
    found = {}
    for path in sorted((HOME / lang).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text("utf-8")).body:
            if isinstance(entry, ast.BaseComment):
                continue
            assert isinstance(entry, ast.Message), (
                f"{path.name}: {entry.content if hasattr(entry, 'content') else entry}"
            )
            found[entry.id.name] = entry
    return found


@cache
def places(lang: Lang, key: str) -> _Places:
    seen = _Places()
    seen.visit(messages(lang)[key].value)
    return seen


@cache
def texts(lang: Lang) -> tuple[tuple[str, str], ...]:
    """Every message in every form, its places filled with a letter of no language."""
    return tuple(_texts(lang))


def _texts(lang: Lang) -> Iterator[tuple[str, str]]:
    for key in messages(lang):
        seen = places(lang, key)
        forms = sorted(set().union(*seen.forms)) if seen.forms else [""]
        for form in forms:
            count = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100, "1": 1}.get(form, form)
            filled: dict[str, object] = dict.fromkeys(seen.printed, "\ufffc")
            yield key, say(key, lang, **{**filled, **dict.fromkeys(seen.chosen, count)})


def test_every_sentence_has_the_same_places_in_every_language() -> None:
    different = {}
    for key in messages("en"):
        choosing = set().union(*(places(lang, key).chosen for lang in LANGS))  # one form may say "one" in a word
        printed = [sorted(places(lang, key).printed - choosing) for lang in LANGS]
        if printed[1:] != printed[:-1]:
            different[key] = printed
    assert different == {}


@pytest.mark.parametrize("lang", LANGS)
def test_every_sentence_can_be_said_in_every_form(lang: Lang) -> None:
    said = texts(lang)
    assert {key for key, _ in said} == set(messages("en"))
    assert [key for key, text in said if not text or "{" in text] == []


def test_arabic_has_its_own_forms_of_the_plural() -> None:
    """Whatever is counted from three to ten is a plural in Arabic and beyond that a singular; one and two are words."""
    plural = {"zero", "one", "two", "few", "many"}
    poor = []
    for key in messages("ar"):
        for forms in places("ar", key).forms:
            counted = key.startswith(("explain-", "compare-", "comparison-", "infeasible-", "picture-", "replan-"))
            if forms & plural and not forms >= ({"one", "two", "few", "many"} if counted else {"few"}):
                poor.append(key)
    assert poor == []
    shown = [say("infeasible-regions", "ar", count=count, number=str(count)) for count in (1, 2, 5, 30, 100)]
    assert shown == ["جهة واحدة", "جهتان", "5 جهات", "30 جهة", "100 جهة"]


def test_a_place_that_chooses_between_forms_is_compared_as_it_is() -> None:
    for key, value in (("explain-indicator", "airport_minutes"), ("explain-decided-regions", "commune")):
        place = next(iter(places("ar", key).chosen))
        assert not re.search("[A-Za-z]", say(key, "ar", **{place: value}))


def test_arabic_is_in_arabic() -> None:
    english = dict(texts("en"))
    foreign = [
        key
        for key, text in texts("ar")
        if LETTER.search(text.replace("\ufffc", "")) and (not ARABIC.search(text) or text == english[key])
        if LETTER.search(re.sub(r"\b(siting|PNG|GeoPackage|QGIS|XLSX|CSV|GeoJSON|[A-D])\b", "", text))
    ]
    assert foreign == []


def test_french_is_set_as_french_printers_do() -> None:
    wrong = [
        (key, text)
        for key, text in texts("fr")
        if re.search(r"(?<![\u00a0\u202f/])[;!?»]|(?<![\u00a0\u202f\d]):(?!//)|«(?![\u00a0\u202f])|'", text)
        and not text.startswith((":", "http"))
    ]
    assert wrong == []


def test_french_counts_in_dirhams_as_ministries_write_them() -> None:
    assert [key for key, text in texts("fr") if re.search(r"\bMAD\b|\bdhs?\b", text)] == []
    assert [key for key, text in texts("ar") if re.search(r"\bMAD\b|\bDH\b", text)] == []
    assert [key for key, text in texts("en") if re.search(r"\bDH\b", text)] == []


def _whole_in_bidi(text: str) -> bool:
    """Whether every sign between two digits of a figure is one that stays inside the number (UAX 9, W4 and W6)."""
    inside = re.findall(r"(?<=\d)([ \u00a0\u202f.,])(?=\d{1,3}(?!\d))", text)
    return all(unicodedata.bidirectional(sign) in ("CS", "EN") for sign in inside)


def test_figures_of_an_arabic_sentence_keep_their_digits_together() -> None:
    for value in (16_556, 1_234_567.25, -1_841.5, 0.05):
        for text in (number(value, "ar", 2), signed(value, "ar", 1), money(value, "ar")):
            assert _whole_in_bidi(text), text
    assert not _whole_in_bidi("16 556 درهم")
    assert [key for key, text in texts("ar") if not _whole_in_bidi(text)] == []
    assert signed(-5, "ar").startswith("\u200e\u2212")


def test_names_of_places_come_from_the_data_set_only() -> None:
    import pandas as pd

    table = pd.read_csv(ROOT / "data/regions/zones.csv", dtype=str)
    for lang in LANGS:
        names = set(table[table["level"] != "commune"][f"name_{lang}"].dropna())
        if lang == "ar":  # a name of one word may be a word of the language (the new one, the east)
            names = {name for name in names if re.search(r"[ -]", name)}
        spelled = re.compile(r"(?<!\w)(" + "|".join(map(re.escape, sorted(names))) + r")(?!\w)")
        assert [(key, found[0]) for key, text in texts(lang) if (found := spelled.search(text))] == []


def _glossary() -> list[list[str]]:
    lines = (ROOT / "docs/glossary.md").read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line.startswith("| ")]
    return [row for row in rows if row[0] != "français"]


def test_the_glossary_has_the_terms_of_the_catalogue() -> None:
    entries = _glossary()
    assert len(entries) >= 40
    spoken: dict[tuple[str, str], list[str]] = defaultdict(list)
    for lang in LANGS:
        for key, text in texts(lang):
            spoken[lang, key].append(text)
    for french, arabic, english, what, column in entries:
        assert what.endswith((".", ")")), french
        name = column.strip("`")
        if not name:
            continue
        for lang, term in (("fr", french), ("ar", arabic), ("en", english)):
            said = " ".join(spoken[lang, name])
            assert term.casefold() in said.casefold(), f"{name} ({lang}): {term} in {said}"
