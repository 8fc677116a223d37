"""The futures that a decision is made for: named scenarios of a model, or changes by name to one of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from siting.errors import ModelError, Problem, UsageError
from siting.model.changes import apply_changes
from siting.model.inputs import Inputs
from siting.solving import Step

__all__ = ["MOST", "Outlook", "check_outlooks", "outlooks_by_changes", "outlooks_of", "read_shares"]

#: Most futures of one decision: the programme of all of them together grows with each.
MOST = 20
#: How far from 1 probabilities may add up to.
_SUM = 1e-9
_SHOWN = 4  #: ids that a message names


@dataclass(frozen=True)
class Outlook:
    """A future: its name, its probability in (0, 1], the inputs that hold if it comes, and where these are from."""

    name: str
    probability: float
    inputs: Inputs
    origin: Mapping[str, Any] = field(default_factory=dict)


def read_shares(told: Sequence[str]) -> dict[str, float]:
    """Scenario -> probability from ``NAME=SHARE`` texts, a share being ``0.5`` or ``1/3``; from bare names: the same
    for all.

    Raises `UsageError` for fewer than two scenarios and for shares that only some have; `ModelError` with all else:
    what is no number, is not above 0, stands twice, does not add up to 1 (to 1e-9).
    """
    parts = [text.partition("=") for text in told]
    if not 2 <= len(parts) <= MOST:
        raise UsageError(f"give 2 to {MOST} scenarios with --scenario NAME=SHARE: with fewer nothing is uncertain")
    if len({bool(sign) for _, sign, _ in parts}) > 1:
        raise UsageError("give a share to every --scenario, or to none: then all are equally likely")
    problems, shares = [], {}
    for told_name, sign, text in parts:
        name = told_name.strip()
        if not name or name in shares:
            what = "stands there more than once" if name else "has no name"
            problems.append(Problem(f"--scenario {name or text}", what, remedy="name each scenario once"))
        try:
            shares[name] = float(Fraction(text.strip())) if sign else 1.0 / len(parts)
        except (ValueError, ZeroDivisionError, OverflowError):
            shares[name] = math.nan
        if not 0 < shares[name] <= 1:
            remedy = "give a number above 0 and up to 1, such as 0.25 or 1/4"
            problems.append(Problem(f"--scenario {name}", "has no such probability", text, remedy))
    total = sum(shares.values())
    if not problems and abs(total - 1.0) > _SUM:
        remedy = "change the shares so that they do"
        problems.append(Problem("--scenario", "the probabilities do not add up to 1", f"{total:.10g}", remedy))
    if problems:
        raise ModelError(problems)
    return shares


def outlooks_of(
    model: str | Path,
    shares: Mapping[str, float],
    settings: Sequence[str] = (),
    level: str | None = None,
    progress: Step = lambda message: None,
) -> tuple[Outlook, ...]:
    """Scenarios of ``model`` as futures; ``settings`` and ``level`` hold for all of them.

    Raises `ModelError` with the problems of all scenarios that cannot be read, and as `siting.planning.prepared`.
    """
    from siting.planning import prepared
    from siting.results.write import fingerprint_inputs

    found: list[Outlook] = []
    problems: dict[Problem, None] = {}
    for name, share in shares.items():
        progress(f"reading scenario {name}")
        try:
            chosen, dataset, inputs = prepared(model, name, settings, level, lambda step: None)
        except ModelError as error:
            problems |= dict.fromkeys(error.problems)
            continue
        origin = {
            "model": chosen.name,
            "scenario": name,
            "settings": list(chosen.settings),
            "data_content_hash": dataset.content_hash,
            "inputs_sha256": fingerprint_inputs(inputs),
        }
        found.append(Outlook(name, share, inputs, origin))
    if problems:
        raise ModelError(problems)
    return tuple(found)


def outlooks_by_changes(inputs: Inputs, futures: Mapping[str, tuple[float, Mapping[str, Any]]]) -> tuple[Outlook, ...]:
    """Futures that differ from ``inputs`` by changes by name: name -> (probability, changes).

    Changes are those of `siting.model.changes`. Raises `ModelError` with all that is wrong with them.
    """
    found: list[Outlook] = []
    problems: list[Problem] = []
    for name, (share, changes) in futures.items():
        try:
            found.append(Outlook(name, share, apply_changes(inputs, changes)))
        except ModelError as error:
            problems += [Problem(f"{name}: {p.place}", p.message, p.value, p.remedy) for p in error.problems]
    if problems:
        raise ModelError(problems)
    return tuple(found)


def check_outlooks(outlooks: Sequence[Outlook]) -> None:
    """Raise `UsageError` for fewer than two futures and for whole parks, `ModelError` with all that keeps ``outlooks``
    from being planned for together.

    They need the same level, years, zones, regions, segments and skills, the same discount rate, and a first goal that
    is cost.
    """
    if len(outlooks) < 2:
        raise UsageError("give two scenarios or more: with fewer nothing is uncertain")
    whole = [each.name for each in outlooks if each.inputs.scalars.indivisible]
    if whole:
        raise UsageError(
            f"whole parks (parks.indivisible) in {', '.join(whole)}: all futures together would be a search of many "
            "times the size of one plan's, which may take hours; use --set parks.indivisible=false"
        )
    problems = [problem for each in outlooks[1:] for problem in _differences(outlooks[0], each)]
    for each in outlooks:
        if each.inputs.scalars.objective.method == "weighted":
            remedy = "use a scenario whose first goal is cost"
            problems.append(Problem(f"scenario {each.name}", "weighs its goals, so it has no cost", "weighted", remedy))
    if problems:
        raise ModelError(problems)


def _differences(one: Outlook, other: Outlook) -> Iterator[Problem]:
    """What two futures must share and do not."""
    place = f"scenario {other.name}"
    remedy = f"decide together only what plans for the same country and years (see scenario {one.name})"
    for what, mine, yours in zip(_SHARED, _shared(one.inputs), _shared(other.inputs), strict=True):
        gone, new = [each for each in mine if each not in yours], [each for each in yours if each not in mine]
        if gone or new:
            told = "; ".join([*(_some("without", gone)), *(_some("with", new))])
            yield Problem(place, f"has other {what} than scenario {one.name}", told, remedy)
    rates = one.inputs.scalars.discount_rate, other.inputs.scalars.discount_rate
    if rates[0] != rates[1]:
        message = "has another discount rate, so its present values are other money"
        yield Problem(place, message, f"{rates[1]:g}, not {rates[0]:g}", "use one rate: --set costs.discount_rate=...")


_SHARED = ("levels", "base years", "years", "regions", "zones", "segments", "skills")


def _shared(inputs: Inputs) -> Iterator[tuple[str, ...]]:
    yield (inputs.level,)
    yield (str(inputs.scalars.base_year),)
    yield tuple(str(year) for year in inputs.scalars.years)
    yield tuple(dict.fromkeys(inputs.zones["region"].astype(str)))
    yield tuple(inputs.zones["zone"].astype(str))
    yield tuple(dict.fromkeys(inputs.segments["segment"].astype(str)))
    yield tuple(dict.fromkeys(inputs.skill_mix["skill"].astype(str)))


def _some(word: str, ids: Sequence[str]) -> Iterator[str]:
    if ids:
        more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
        yield f"{word} {', '.join(ids[:_SHOWN])}{more}"
