"""A noun behind a figure takes the form that the figure asks for, in every sentence of the analyses."""

from __future__ import annotations

import re

import pytest

from siting.analysis.replan.notes import Note
from siting.words import Lang, mad, money, number, plural, say

COUNTS = (0, 1, 2, 3, 10, 11, 100, 103, 1000)

#: noun -> what Arabic writes for one, two, three to ten, eleven to ninety-nine, and for hundreds; the first two as
#: pattern, since they decline.
NOUNS = {
    "job": ("منصب شغل واحدا?", "منصب[اي] شغل", "مناصب شغل", "منصب شغل", "منصب شغل"),
    "seat": ("مقعد عمل واحد", "مقعد[اي] عمل", "مقاعد عمل", "مقعد عمل", "مقعد عمل"),
    "person": ("شخص واحد", "شخصين", "أشخاص", "شخصا", "شخص"),
    "place": ("مكان تكوين واحد", "مكاني تكوين", "أماكن تكوين", "مكان تكوين", "مكان تكوين"),
    "park": ("منطقة مخصصة واحدة", "منطقتين مخصصتين", "مناطق مخصصة", "منطقة مخصصة", "منطقة مخصصة"),
    "minute": ("دقيقة واحدة", "دقيقتين", "دقائق", "دقيقة", "دقيقة"),
    "million": ("مليون درهم", "مليوني درهم", "ملايين درهم", "مليون درهم", "مليون درهم"),
}
FRENCH = {"job": "emploi", "seat": "poste", "person": "personne", "place": "place", "park": "parc", "minute": "minute"}

#: sentence -> the noun, the place of the figure and the place that decides.
SENTENCES = {
    "explain-amount-job": ("job", "n", "count"),
    "explain-amount-seat": ("seat", "n", "count"),
    "explain-amount-person": ("person", "n", "count"),
    "explain-amount-place": ("place", "n", "count"),
    "explain-amount-gap": ("job", "n", "count"),
    "explain-amount-park": ("park", "n", "count"),
    "explain-amount-money": ("million", "n", "count"),
    "explain-amount-exports": ("million", "n", "count"),
    "replan-note-undone": ("seat", "seats", "seats_count"),
    "replan-note-completed": ("seat", "seats", "seats_count"),
    "replan-note-late": ("seat", "seats", "seats_count"),
    "replan-note-room": ("seat", "seats", "seats_count"),
    "replan-note-balance": ("job", "jobs", "jobs_count"),
    "replan-note-overdraft": ("person", "people", "people_count"),
    "replan-note-arc": ("minute", "minutes", "minutes_count"),
    "infeasible-move-soft-jobs": ("job", "reached", "reached_count"),
    "infeasible-move-soft-goals": ("job", "reached", "reached_count"),
    "comparison-title-both": ("job", "gain", "count"),
    "comparison-title-gain": ("job", "gain", "count"),
    "comparison-title-loss": ("job", "loss", "count"),
    "comparison-map-total": ("job", "jobs", "count"),
    "comparison-missed-jobs": ("job", "jobs", "count"),
    "picture-title-falls": ("job", "jobs", "count"),
    "picture-title-rises": ("job", "jobs", "count"),
    "picture-title-stays": ("job", "jobs", "count"),
    "picture-estimate": ("job", "jobs", "count"),
    "picture-missed-jobs": ("job", "jobs", "count"),
}
#: What else the sentences take; no figure among them.
OTHERS = dict.fromkeys(
    (
        *("zone", "zones", "from_year", "last_year", "year", "of", "exports", "first", "other"),
        *("up", "down", "gain", "loss", "last", "region", "before", "after", "base"),
    ),
    "ـ",
)


def told(key: str, lang: Lang, count: int) -> str:
    _, figure, choice = SENTENCES[key]
    return say(key, lang, **{**OTHERS, figure: number(count, lang), choice: plural(count, lang)})


@pytest.mark.parametrize("key", SENTENCES)
@pytest.mark.parametrize("count", COUNTS)
def test_arabic_counts_as_its_grammar_asks(key: str, count: int) -> None:
    """One and two are words without a figure, 3 to 10 take a plural, 11 to 99 an accusative, hundreds a genitive."""
    one, two, few, many, rest = NOUNS[SENTENCES[key][0]]
    within = count % 100
    form = few if 3 <= within <= 10 else many if within >= 11 else rest
    expected = one if count == 1 else two if count == 2 else f"{number(count, 'ar')} {form}"
    text = told(key, "ar", count)
    assert re.search(rf"(?<!\w){expected}(?!\w)", text), text
    if count in (1, 2):
        assert not re.search(rf"(?<!\d){count}(?!\d)", text), text


@pytest.mark.parametrize("key", [key for key, (noun, *_) in SENTENCES.items() if noun in FRENCH])
@pytest.mark.parametrize("count", COUNTS)
def test_french_and_english_count_one_and_more(key: str, count: int) -> None:
    """French has a singular for nought too, English for one alone."""
    noun = FRENCH[SENTENCES[key][0]]
    french = told(key, "fr", count)
    if key == "picture-estimate" and count < 2:
        assert "emplois" not in french
    elif noun in french and key not in (
        "replan-note-undone",
        "replan-note-late",
    ):  # the noun stands in the plural there
        assert re.search(rf"{number(count, 'fr')} {noun}{'' if count < 2 else 's'}\b", french), french
    english = told(key, "en", count)
    if re.search(r"\b(jobs?|seats?|places?|parks?|minutes?)\b", english) and "one job" not in english:
        noun = SENTENCES[key][0]
        assert re.search(rf"{number(count, 'en')} {noun}{'' if count == 1 else 's'}\b", english), english


def test_money_counts_too() -> None:
    assert [mad(value, "ar") for value in (3, 11, 100, 423, 1506)] == [
        f"{number(value, 'ar')}\u00a0{unit}"
        for value, unit in ((3, "دراهم"), (11, "درهما"), (100, "درهم"), (423, "درهما"), (1506, "دراهم"))
    ]
    assert money(105, "ar") == "105 ملايين\u00a0درهم"
    assert money(5.3, "ar") == "5,3 مليون\u00a0درهم"
    assert [money(value, "fr") for value in (1.0, 1.7, 1.96, 2.0)] == [
        "1,0 million de\u00a0DH",
        "1,7 million de\u00a0DH",
        "2,0 millions de\u00a0DH",
        "2,0 millions de\u00a0DH",
    ]
    assert money(15_000, "fr") == "15,0 milliards de\u00a0DH"


def test_a_figure_with_decimals_has_the_form_of_its_language() -> None:
    assert (plural(1.96, "fr", 1), plural(1.94, "fr", 1), plural(0.5, "fr", 1)) == (2, 1, 1)
    assert plural(-3.2, "ar") == 3
    assert say("explain-place-rate", "fr", rate="0,8", count=plural(0.8, "fr", 1)).startswith("Soit 0,8 emploi pour")
    for value in (1.0, 3.2, 11.5):
        assert say("explain-amount-job", "ar", n="—", count=plural(value, "ar", 1)) == "— منصب شغل"


def test_a_note_of_a_re_plan_agrees_with_its_own_figure() -> None:
    """The note holds figures alone, so that a manifest of an earlier version is told in the right form too."""
    note = Note("replan-note-room", {"seats": 3.0, "zones": ("A",)})
    assert "3 مقاعد عمل" in note.text("ar")
    assert Note("replan-note-room", {"seats": 1.0, "zones": ("A",)}).text("fr").startswith("1 poste de travail a été")


@pytest.mark.parametrize(("lang", "expected"), [("fr", "8 174 DH en 2025"), ("en", "8 174 DH in 2025")])
def test_a_year_never_runs_into_a_figure(lang: Lang, expected: str) -> None:
    assert say("explain-goal-year", lang, year="2025", amount="8 174 DH") == expected
