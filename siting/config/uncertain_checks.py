"""What must hold within the section ``uncertainty``: whole descriptions, ordered bounds, names that exist."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

from siting.config.uncertain import MAY, NEEDS, Uncertain
from siting.config.walk import nearest

__all__ = ["check_uncertainty"]

Found = Iterator[tuple[tuple[str | int, ...], str, str | None, str | None]]
SUM_TOLERANCE = 1e-6
_COLUMN = re.compile(r"(\w+)\.(\w+)(?:\[[^\]]*\])?")


def check_uncertainty(uncertainty: Mapping[str, Uncertain]) -> Found:
    """Path, message, value and remedy of all that is wrong. Codes and years are checked against the inputs later."""
    seen: dict[str, str] = {}
    for name, told in uncertainty.items():
        at = ("uncertainty", name)
        yield from _names(at, told.inputs)
        for position, each in enumerate(told.inputs):
            if each in seen:
                here = (*at, "inputs", position)
                yield here, f"is already moved by '{seen[each]}'", each, "name an input once"
            seen.setdefault(each, name)
        keys = list(_keys(at, told))
        yield from keys
        if not keys:
            yield from _discrete(at, told) if told.distribution == "discrete" else _bounds(at, told)
        figures = [told.low, told.mean, told.median, *told.values]
        if told.how == "times" and min((each for each in figures if each is not None), default=0.0) < 0:
            yield at, "multiplies by less than 0", None, "give factors of 0 or more, or write how: plus"


def _names(at: tuple[str, str], inputs: tuple[str, ...]) -> Found:
    """Names that no input has, as far as the name alone tells."""
    from siting.model.inputs import TABLES, Scalars

    for position, name in enumerate(inputs):
        here = (*at, "inputs", position)
        head = name.split(".")[0].split("[")[0]
        if head in TABLES:
            found = _COLUMN.fullmatch(name)
            if found is None:
                yield here, "does not name a column", name, f"write {head}.COLUMN or {head}.COLUMN[zone=CODE]"
            elif found[2] not in TABLES[head]:
                yield here, f"no such column in {head}", found[2], nearest(found[2], TABLES[head])
        elif head not in Scalars.model_fields:
            yield here, "no such input", name, nearest(head, [*Scalars.model_fields, *TABLES])


def _keys(at: tuple[str, str], told: Uncertain) -> Found:
    """Keys that the distribution lacks or does not take."""
    needs, stated = NEEDS[told.distribution], told.stated()
    for key in needs:
        if key not in stated:
            yield at, f"the key '{key}' is missing", None, f"a {told.distribution} takes {', '.join(needs)}"
    for key in stated:
        if key not in (*needs, *MAY.get(told.distribution, ())):
            remedy = f"a {told.distribution} takes {', '.join(needs)}"
            yield (*at, key), f"has no meaning for a {told.distribution} distribution", None, remedy


def _bounds(at: tuple[str, str], told: Uncertain) -> Found:
    low, high = told.low, told.high
    if low is not None and high is not None and low >= high:
        message = "is above high" if low > high else "is the same as high: the range is empty"
        yield (*at, "low"), message, f"{low:g} and {high:g}", "swap or widen them"
        return
    for key in ("mode", "mean", "median"):
        middle = getattr(told, key)
        if middle is None:
            continue
        if (low is not None and middle < low) or (high is not None and middle > high):
            ends = f"{'-' if low is None else f'{low:g}'} to {'-' if high is None else f'{high:g}'}"
            yield (*at, key), "is outside the bounds", f"{middle:g}, {ends}", "move it or the bounds"
    for key in ("sd", "sd_log"):
        spread = getattr(told, key)
        if spread is not None and spread <= 0:
            yield (*at, key), "must be more than 0", f"{spread:g}", "a spread is above 0"
    if told.median is not None and told.median <= 0:
        yield (*at, "median"), "must be more than 0", f"{told.median:g}", "a lognormal is above 0"
    if told.distribution == "lognormal" and high is not None and high <= 0:
        yield (*at, "high"), "must be more than 0", f"{high:g}", "a lognormal is above 0"


def _discrete(at: tuple[str, str], told: Uncertain) -> Found:
    values, shares = told.values, told.probabilities
    if len(values) != len(shares):
        count = f"{len(values)} values, {len(shares)} probabilities"
        yield (*at, "probabilities"), "are not as many as the values", count, "give one for each value"
        return
    if len(set(values)) < max(2, len(values)):
        message = "holds a value twice" if len(values) > 1 else "holds one value: the range is empty"
        yield (*at, "values"), message, ", ".join(f"{each:g}" for each in values), "give two or more that differ"
    if min(shares) <= 0:
        yield (*at, "probabilities"), "holds a value that cannot be", f"{min(shares):g}", "leave that value out"
    total = math.fsum(shares)
    if abs(total - 1) > SUM_TOLERANCE:
        yield (*at, "probabilities"), "the probabilities do not sum to 1", f"{total:g}", "make them sum to 1"
