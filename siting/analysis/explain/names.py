"""Places by what people call them: codes or names in, names out."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal

from siting.errors import Problem, RunError
from siting.words import LANGS

if TYPE_CHECKING:
    import pandas as pd

    from siting.model.inputs import Inputs

__all__ = ["codes_of", "names_of"]

#: Places offered in place of an unknown one.
OFFERED = 3
_NAMES = ("name_fr", "name_en", "name_ar")


def codes_of(inputs: Inputs, regions: Sequence[str], zones: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes meant by codes or names (French, English, Arabic; accents and capitals do not matter).

    Raises `RunError` with every word that is not known, with the nearest ones, or that names several places.
    """
    problems: list[Problem] = []
    found = []
    asked: tuple[tuple[Literal["region", "zone"], Sequence[str]], ...] = (("region", regions), ("zone", zones))
    for scope, words in asked:
        known = _known(inputs, scope)
        codes = []
        for word in words:
            fits = sorted(known.get(_plain(word), set()))
            if len(fits) == 1:
                codes.append(fits[0])
            elif fits:
                message = "is the name of several regions" if scope == "region" else "is the name of several zones"
                shown = _shown(inputs, scope)
                problems.append(Problem(f"--{scope} {word}", message, _listed(fits, shown), "give the code"))
            else:
                problems.append(_unknown(scope, word, known, _shown(inputs, scope)))
        found.append(tuple(dict.fromkeys(codes)))
    if problems:
        raise RunError(problems)
    return found[0], found[1]


def names_of(inputs: Inputs, codes: Iterable[str]) -> dict[str, dict[str, str]]:
    """Language -> code -> name, of regions and zones; a place without a name goes by its code."""
    wanted = set(codes)
    found: dict[str, dict[str, str]] = {lang: {} for lang in LANGS}
    for lang in LANGS:
        column = f"name_{lang}"
        for frame, key in ((inputs.labels, "zone"), (inputs.region_labels, "region")):
            if key in frame and column in frame:
                pairs = zip(frame[key].astype(str), frame[column].astype(str), strict=True)
                found[lang].update({code: name for code, name in pairs if code in wanted})
        found[lang] = {code: found[lang].get(code, code) for code in sorted(wanted)}
    return found


def _known(inputs: Inputs, scope: Literal["region", "zone"]) -> dict[str, set[str]]:
    """Plain word -> codes that it names."""
    labels: pd.DataFrame = inputs.region_labels if scope == "region" else inputs.labels
    known: dict[str, set[str]] = {}
    for code in sorted(set(inputs.zones[scope].astype(str))):
        known.setdefault(_plain(code), set()).add(code)
    codes = {code for fits in known.values() for code in fits}
    records: list[dict[Any, Any]] = labels.to_dict("records") if scope in labels else []
    for record in records:
        if str(record[scope]) in codes:
            for column in _NAMES:
                if record.get(column):
                    known.setdefault(_plain(str(record[column])), set()).add(str(record[scope]))
    return known


def _unknown(scope: str, word: str, known: dict[str, set[str]], shown: dict[str, str]) -> Problem:
    """With at most three places that were perhaps meant: names that hold the word, then names that look like it."""
    plain = _plain(word)
    holding = [name for name in known if plain and any(part.startswith(plain) for part in _parts(name))]
    near: list[str] = []
    if not holding:
        near = difflib.get_close_matches(plain, known, n=3, cutoff=0.5)
        parts = {part: name for name in known for part in _parts(name)}
        near += [parts[part] for part in difflib.get_close_matches(plain, parts, n=3, cutoff=0.7)]
    codes = list(dict.fromkeys(code for name in (*holding, *near) for code in sorted(known[name])))[:OFFERED]
    place, region = f"--{scope} {word}", scope == "region"
    message = "the run has no such region" if region else "the run has no such zone"
    if codes:
        return Problem(place, message, word, f"the nearest: {_listed(codes, shown)}")
    some = ", ".join(sorted(shown)[:OFFERED])
    return Problem(
        place,
        message,
        word,
        f"none is like it; regions are called, for example, {some}"
        if region
        else f"none is like it; zones are called, for example, {some}",
    )


def _listed(codes: Iterable[str], shown: dict[str, str]) -> str:
    """Places by name and code; by the code alone where there is no name."""
    return ", ".join(f"{shown[code]} ({code})" if shown[code] != code else code for code in codes)


def _parts(name: str) -> list[str]:
    """A name and what is left of it without its first words."""
    words = name.split()
    return [" ".join(words[start:]) for start in range(len(words))]


def _shown(inputs: Inputs, scope: Literal["region", "zone"]) -> dict[str, str]:
    """Code -> French name, or the code where it has none."""
    labels: pd.DataFrame = inputs.region_labels if scope == "region" else inputs.labels
    shown = {code: code for code in sorted(set(inputs.zones[scope].astype(str)))}
    if scope in labels and "name_fr" in labels:
        pairs = zip(labels[scope].astype(str), labels["name_fr"].astype(str), strict=True)
        shown.update({code: name for code, name in pairs if code in shown and name})
    return shown


def _plain(word: str) -> str:
    """Without accents, capitals, and signs between words."""
    letters = unicodedata.normalize("NFKD", word).casefold()
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalnum() or letter == "." else " " for letter in kept).split())
