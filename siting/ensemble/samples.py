"""What a sample is, and whether all of them can be computed: asked before anything starts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from pydantic import BaseModel

from siting.errors import ModelError, Problem, UsageError
from siting.model.changes import Change, apply_changes
from siting.model.inputs import Inputs

__all__ = ["MOST", "Sample", "check_samples", "digest", "lines"]

#: Most samples of one ensemble: each is checked, numbered and kept on disk by itself.
MOST = 1_000_000


@dataclass(frozen=True)
class Sample:
    """One variant: ``changes`` by name to the inputs as given (`siting.model.changes`), not to another sample's.

    A value of ``changes`` replaces what was there; `siting.model.changes.times` and `plus` change it.
    """

    id: str
    changes: Mapping[str, Any]


def check_samples(inputs: Inputs, samples: Sequence[Sample]) -> None:
    """Raise `ModelError` with all that is wrong with ``samples``; a wrong thing that many have is told once.

    Raises `UsageError` for no samples at all and for more than `MOST`.
    """
    if not 0 < len(samples) <= MOST:
        raise UsageError(f"{len(samples):,} samples: between 1 and {MOST:,} can be computed")
    if inputs.scalars.indivisible:
        raise UsageError("whole parks (parks.indivisible) have no ensemble: each sample would be a search of its own")
    seen: set[str] = set()
    found: dict[Problem, list[str]] = {}
    for sample in samples:
        for problem in (*_wrong_id(sample, seen), *_wrong_changes(inputs, sample)):
            found.setdefault(problem, []).append(str(sample.id))
        seen.add(sample.id)
    if found:
        raise ModelError(_told(problem, ids) for problem, ids in found.items())


def _told(problem: Problem, ids: list[str]) -> Problem:
    more = f" and {len(ids) - 1:,} more" if len(ids) > 1 else ""
    return Problem(f"sample {ids[0]}{more}: {problem.place}", problem.message, problem.value, problem.remedy)


def _wrong_id(sample: Sample, seen: set[str]) -> Iterator[Problem]:
    if not isinstance(sample.id, str) or not sample.id or not sample.id.isprintable():
        yield Problem("id", "is not a printable text", repr(sample.id), "give each sample a name of its own")
    elif sample.id in seen:
        yield Problem("id", "stands for more than one sample", sample.id, "give each sample a name of its own")


def _wrong_changes(inputs: Inputs, sample: Sample) -> Iterator[Problem]:
    from siting.model.objectives import objective_terms

    try:
        plain(sample.changes)
        changed = apply_changes(inputs, sample.changes).scalars
        if changed.objective is not inputs.scalars.objective:
            objective_terms(changed.objective)
    except ModelError as error:
        yield from error.problems
        return
    except KeyError as error:
        yield Problem("objective.weights", "no such term", str(error.args[0]), "siting math lists the terms")
        return
    except (TypeError, ValueError, AttributeError) as error:
        yield Problem("changes", f"cannot be read ({error})", str(sample.changes), "map names to values")
        return
    if (changed.base_year, changed.years) != (inputs.scalars.base_year, inputs.scalars.years):
        yield Problem("years", "are the same for all samples", str(changed.years), "prepare another model for it")
    if changed.indivisible:
        yield Problem("indivisible", "whole parks have no ensemble", "true", "leave them divisible")


def plain(value: Any) -> Any:
    """A value of a change as JSON has it. Raises ``TypeError`` for what is neither number, text, list nor mapping."""
    if isinstance(value, Change):
        return {"times": value.factor, "plus": value.shift}
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise TypeError(f"{type(value).__name__} is not a value")


def lines(samples: Sequence[Sample]) -> Iterator[str]:
    """Each sample as a line of JSON: ``sample`` and ``changes``, those in the order given (it counts)."""
    for sample in samples:
        told = {"sample": sample.id, "changes": plain(sample.changes)}
        yield json.dumps(told, ensure_ascii=False, allow_nan=False) + "\n"


def digest(samples: Sequence[Sample]) -> str:
    """sha256 over all samples in their order."""
    found = hashlib.sha256()
    for line in lines(samples):
        found.update(line.encode())
    return found.hexdigest()
