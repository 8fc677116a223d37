"""What may be asked of `alternatives`; everything wrong is told at once, before anything is computed."""

from __future__ import annotations

import math
from typing import get_args

from siting.analysis.alternatives.types import Bounds, Method
from siting.errors import ModelError, Problem

__all__ = ["MOST_PLANS", "check_asked"]

MOST_PLANS = 1_000  #: more plans than anybody looks at


def check_asked(slack: object, count: object, method: object = None, bounds: object = None) -> None:
    """Raise `ModelError` with everything that is wrong with a question."""
    problems = [*_slack(slack), *_count(count)]
    for name, value, allowed in (("method", method, get_args(Method)), ("bounds", bounds, get_args(Bounds))):
        if value is not None and value not in allowed:
            problems.append(Problem(name, "is none of what can be asked", repr(value), f"one of {', '.join(allowed)}"))
    if problems:
        raise ModelError(problems)


def _slack(slack: object) -> list[Problem]:
    remedy = "give a share of the least cost above 0 and up to 1: 0.02 is 2 %"
    if isinstance(slack, bool) or not isinstance(slack, int | float) or not math.isfinite(slack):
        return [Problem("slack", "is not a number", str(slack), remedy)]
    if slack <= 0:
        return [
            Problem(
                "slack", "leaves no room: only the cheapest plans cost no more than the least", f"{slack:g}", remedy
            )
        ]
    if slack > 1:
        what = "is a share, and plans that cost more than twice the least are not near it"
        return [Problem("slack", what, f"{slack:g}", remedy)]
    return []


def _count(count: object) -> list[Problem]:
    remedy = f"give a whole number from 1 to {MOST_PLANS:,}"
    if isinstance(count, bool) or not isinstance(count, int):
        return [Problem("count", "is not a whole number", str(count), remedy)]
    if not 1 <= count <= MOST_PLANS:
        return [Problem("count", "is out of range", f"{count:,}", remedy)]
    return []
