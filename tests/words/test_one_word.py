"""One word for one thing: variants of a term that another word of the glossary has replaced."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from siting.words import LANGS, Lang

ROOT = Path(__file__).parents[2]

#: Variants, with the word of the glossary that stands for them.
BANNED: dict[Lang, dict[str, str]] = {
    "fr": {
        r"\bpar métier\b|\bmétiers\b|^[^=]*= *métier": "segment",
        r"\bzones?\b(?!, \$)": "territoire",
        r"promoteurs?\b": "aménageur",
        r"moins dotée": "la moins servie",
        r"\bbuts?\b": "objectif",
        r"aides? à la formation": "subventions de formation",
    },
    "ar": {
        "منعش": "المهيئون",
        "مهنة|المهن(?![ا-ي])": "الشعبة",
        "حظيرة|حظائر": "منطقة مخصصة، المناطق المخصصة",
        "الوحدات? الترابية": "المجال الترابي",
        "المراجعة": "التحقق",
        "أوفشورينغ": "ترحيل الخدمات",
        "مُ?حيَّ?نة": "القيمة الحالية",
        r"\bجزاء": "غرامة",
        "التكلفة": "الكلفة",
        "يصغّر|يُصغَّر": "يخفض إلى أدنى حد",
    },
    "en": {r"\bassociates?\b|\bworkstations?\b": "seat", r"\btrade\b(?!-off)": "segment"},
}


def _texts(lang: Lang) -> list[tuple[str, str]]:
    """What people read: lines of the catalogue without keys, holes and comments, and titles of scenarios."""
    found = []
    for path in sorted((ROOT / "siting/words" / lang).glob("*.ftl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if not line.startswith("#"):
                told = re.sub(r"^[a-z][a-z0-9-]* *=", "=", line)
                told = re.sub(r"\{[^{}]*\}|^ *\*?\[[a-z0-9_]+\]", "", told)
                found.append((f"{lang}/{path.name}:{number}", told))
    for path in sorted((ROOT / "models").rglob("scenarios/*.yaml")):
        title = (yaml.safe_load(path.read_text("utf-8")) or {}).get("title") or {}
        found.append((f"{path.name}, title", str(title.get(lang, ""))))
    return found


@pytest.mark.parametrize("lang", LANGS)
def test_a_thing_has_one_name(lang: Lang) -> None:
    wrong = [
        f"{place}: write {word!r}: {text.strip()}"
        for place, text in _texts(lang)
        for variant, word in BANNED[lang].items()
        if re.search(variant, text, re.IGNORECASE)
    ]
    assert wrong == []


def test_french_titles_have_typographic_apostrophes() -> None:
    assert [place for place, text in _texts("fr") if place.endswith("title") and "'" in text] == []
