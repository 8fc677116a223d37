"""The aims that can be weighed against one another, and the setting of a model file that holds each."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from siting.errors import ModelError, Problem

__all__ = ["TERMS", "FrontierTerm", "frontier_terms"]


@dataclass(frozen=True)
class FrontierTerm:
    """An aim: ``terms`` of the objective that make it up, ``sign`` -1 where more of it is better.

    ``limit`` is the setting of a model file that holds it at a value, ``weight`` its name among
    ``objective.weights``, ``unit`` that of its values.
    """

    name: str
    unit: str
    limit: str
    weight: str
    sign: float = 1.0


TERMS: Mapping[str, FrontierTerm] = MappingProxyType(
    {
        "cost": FrontierTerm("cost", "MMAD", "limits.cost_max", "cost"),
        "inequality": FrontierTerm("inequality", "jobs", "limits.gaps_max", "inequality"),
        "least_served": FrontierTerm(
            "least_served", "jobs per 1,000 active", "balance.least_served_min", "least_served", -1.0
        ),
        "suitability": FrontierTerm("suitability", "index x jobs", "limits.suitability_min", "suitability", -1.0),
        "commuting": FrontierTerm("commuting", "MMAD", "limits.commuting_max", "commuting_cost"),
    }
)


def frontier_terms(names: Sequence[str]) -> tuple[FrontierTerm, ...]:
    """The terms called ``names``, in that order.

    Raises `ModelError` for fewer than two or more than three, for one that is named twice, and for unknown ones.
    """
    problems = []
    unknown = [name for name in names if name not in TERMS]
    for name in unknown:
        near = difflib.get_close_matches(name, TERMS, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(TERMS)}"
        problems.append(Problem("--objectives", "no such term", name, hint))
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        problems.append(Problem("--objectives", "against itself is no trade-off", ", ".join(twice), "name each once"))
    elif not 2 <= len(names) <= 3:
        told = ",".join(names) or "nothing"
        problems.append(Problem("--objectives", "two or three can be weighed", told, "for instance cost,inequality"))
    if problems:
        raise ModelError(problems)
    return tuple(TERMS[name] for name in names)
