"""What is asked for by a person: years, places and pairs of runs, found or refused with the reason and a remedy."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from siting.errors import RunError, UsageError

if TYPE_CHECKING:
    from siting.results import Run

__all__ = ["check_alike", "check_year", "region_code", "zone_code"]


def check_alike(run: Run, other: Run) -> None:
    """Raises `RunError`, with the reason, when the places of ``other`` are not those of ``run``."""
    own, place = run.inputs, str(other.folder)
    regions, there = set(own.zones["region"].astype(str)), set(other.inputs.zones["region"].astype(str))
    if regions != there:
        what = f"is of another country or data set than {run.name}: their regions differ"
        raise RunError.one(
            place, what, f"{_few(there - regions)}, not {_few(regions - there)}" if there - regions else _few(there),
            "map together runs of one data set",
        )  # fmt: skip
    if own.level != other.inputs.level:
        what = f"is by {other.inputs.level}, and {run.name} by {own.level}"
        raise RunError.one(place, what, remedy=f"solve it with --level {own.level}")
    apart = set(own.zones["zone"]) ^ set(other.inputs.zones["zone"])
    if apart:
        what = f"is of another version of the data set than {run.name}: some places are in one of them only"
        raise RunError.one(place, what, _few(apart), "solve both on one data set")


def _few(codes: Iterable[str]) -> str:
    """The first codes of many, and how many there are."""
    told = sorted(map(str, codes))
    return ", ".join(told[:4]) + (f" and {len(told) - 4} more" if len(told) > 4 else "")


def check_year(run: Run, year: int | None, *, base: bool = False) -> int:
    """A year of the plan, the last one for None; ``base`` allows the base year too. Raises `UsageError` otherwise."""
    years = [*([run.inputs.scalars.base_year] if base else []), *run.inputs.scalars.years]
    if year is None:
        return int(years[-1])
    if year not in years:
        raise UsageError(f"{year} is not a year of this plan: choose one from {years[0]} to {years[-1]}")
    return year


def region_code(run: Run, asked: str) -> str:
    """The code of a region given by code or name in any language. Raises `UsageError` with the nearest names."""
    table = run.inputs.region_labels
    return _code_of(asked, {str(row["region"]): _names(row) for _, row in table.iterrows()}, "region")


def zone_code(run: Run, asked: str) -> str:
    """The code of a zone given by code or name in any language. Raises `UsageError` with the nearest names."""
    table = run.inputs.labels
    return _code_of(asked, {str(row["zone"]): _names(row) for _, row in table.iterrows()}, run.inputs.level)


def _names(row: object) -> list[str]:
    return [str(row[f"name_{lang}"]) for lang in ("fr", "ar", "en")]  # type: ignore[index]


def _code_of(asked: str, known: dict[str, list[str]], what: str) -> str:
    if asked in known:
        return asked
    plain = asked.strip().casefold()
    found = [code for code, names in known.items() if plain in {name.casefold() for name in names}]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{asked} is the name of several zones of level {what}: give a code, {_told(found, known)}")
    words = {name.casefold(): code for code, names in known.items() for name in names} | {code: code for code in known}
    near = [words[word] for word in difflib.get_close_matches(plain, words, n=4, cutoff=0.5)]
    holding = [code for word, code in words.items() if len(plain) > 2 and plain in word]
    told = list(dict.fromkeys([*near, *holding]))[:3]
    hint = f"did you mean {_told(told, known)}?" if told else f"codes are like {next(iter(known))}"
    raise UsageError(f"there is no {what} {asked} in this run: {hint}")


def _told(codes: Iterable[str], known: dict[str, list[str]]) -> str:
    return " or ".join(f"{code} ({known[code][2]})" for code in codes)
