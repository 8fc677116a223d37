"""Every number that a model file states has a source, with the unit that the schema gives it.

The keys of ``sources`` are keys of the model file. An entry covers the number it names, or all numbers
below the key it names; ``*`` stands for one part, so that ``segments.*.wage_mad_month`` covers five wages.
Where several entries cover a number, the longest key speaks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from siting.config.problems import place_of
from siting.config.schema import Model, Source
from siting.config.walk import KeyPath, dotted, locate, nearest, numbers
from siting.errors import Problem

__all__ = ["EXEMPT", "check_sources", "source_of"]

#: Not assumptions about the world: the calendar, the solver, how goals are combined, decisions already taken. Ranges
#: carry their own sources.
EXEMPT = ("horizon", "solver", "objective", "parks.locks", "uncertainty")


def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(re.escape(key).replace(r"\*", r"[^.]+") + r"(?:\..+)?")


def _exempt(key: str) -> bool:
    return any(key == name or key.startswith(f"{name}.") for name in EXEMPT)


def source_of(model: Model, key: str) -> Source | None:
    """The entry that speaks for a number (``goals.jobs.2030``); None if it has no source."""
    covering = [name for name in model.sources if _pattern(name).fullmatch(key)]
    return model.sources[max(covering, key=len)] if covering else None


def check_sources(stated: Mapping[str, Any], model: Model, places: Mapping[KeyPath, str]) -> list[Problem]:
    """Numbers stated without a source, entries with another unit, entries that cover nothing.

    ``stated`` is the model file as read, before scenarios and settings: what those change is the planner's
    own question, and the scenario's ``why`` speaks for it.
    """
    own = {dotted(path): unit for path, _, unit in numbers({k: v for k, v in stated.items() if k != "sources"})}
    units = own | {dotted(path): unit for path, _, unit in numbers(model.model_dump(exclude={"sources"}))}
    problems = []
    covered: set[str] = set()
    for key, entry in model.sources.items():
        pattern = _pattern(key)
        matched = {name for name in units if pattern.fullmatch(name)}
        covered |= matched
        place = place_of(("sources", key), places)
        if not matched:
            problems.append(Problem(place, "covers no number of this model", key, nearest(key, units)))
            continue
        here = {units[name] for name in matched}
        if len(here) == 1 and entry.unit not in here:
            remedy = f"write {next(iter(here))}"
            problems.append(Problem(place, "the unit does not agree with the schema", str(entry.unit), remedy))
        elif len(here) > 1 and entry.unit is not None:
            remedy = "split the entry, or leave the unit out"
            problems.append(Problem(place, "covers numbers in several units", entry.unit, remedy))
    for name in own:
        if name not in covered and not _exempt(name):
            remedy = f"add '{name}', or a group of keys, to sources"
            problems.append(Problem(place_of(locate(name)[0], places), "has no source", None, remedy))
    return problems
