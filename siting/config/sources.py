"""Every number that a model file states has a source, with the unit that the schema gives it.

The keys of ``sources`` are keys of the model file. An entry covers the number it names, or all numbers
below the key it names; ``*`` stands for one part, so that ``segments.*.wage_mad_month`` covers five wages.
Where several entries cover a number, the longest key speaks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from siting.config.problems import place_of
from siting.config.schema import Model, Source
from siting.config.walk import KeyPath, dotted, nearest, numbers
from siting.errors import Problem

__all__ = ["EXEMPT", "check_sources", "source_of"]

#: Not assumptions about the world: the calendar, the solver, how goals are combined, decisions already taken.
EXEMPT = ("horizon", "solver", "objective", "parks.locks")


def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(re.escape(key).replace(r"\*", r"[^.]+") + r"(?:\..+)?")


def _exempt(key: str) -> bool:
    return any(key == name or key.startswith(f"{name}.") for name in EXEMPT)


def source_of(model: Model, key: str) -> Source | None:
    """The entry that speaks for a number (``goals.jobs.2030``); None if it has no source."""
    covering = [name for name in model.sources if _pattern(name).fullmatch(key)]
    return model.sources[max(covering, key=len)] if covering else None


def check_sources(model: Model, places: Mapping[KeyPath, str], file: str) -> list[Problem]:
    """Numbers stated in ``file`` without a source, entries with another unit, entries that cover nothing.

    Numbers that a scenario or a setting states are the planner's own question; the scenario's ``why``
    speaks for them.
    """
    stated = {
        dotted(path): unit
        for path, _, unit in numbers(model)
        if places.get(path, "").rpartition(":")[0] == file and not _exempt(dotted(path))
    }
    all_units = {dotted(path): unit for path, _, unit in numbers(model)}
    patterns = {key: _pattern(key) for key in model.sources}
    problems = []
    covered: set[str] = set()
    for key, entry in model.sources.items():
        matched = {name for name in all_units if patterns[key].fullmatch(name)}
        covered |= matched
        place = place_of(("sources", key), places)
        if not matched:
            problems.append(Problem(place, "covers no number of this model", key, nearest(key, all_units)))
            continue
        units = {all_units[name] for name in matched}
        if len(units) == 1 and entry.unit not in units:
            problems.append(
                Problem(
                    place, "the unit does not agree with the schema", str(entry.unit), f"write {units.pop()}"
                )
            )
        elif len(units) > 1 and entry.unit is not None:
            problems.append(
                Problem(
                    place,
                    "covers numbers in several units",
                    entry.unit,
                    "split the entry, or leave the unit out",
                )
            )
    for name in stated:
        if name not in covered:
            path = next(p for p, _, _ in numbers(model) if dotted(p) == name)
            problems.append(
                Problem(
                    place_of(path, places),
                    "has no source",
                    None,
                    f"add '{name}' to sources, or a group of keys",
                )
            )
    return problems
