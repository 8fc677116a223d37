"""Did the run optimise what its inputs asked for, in that order?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from siting.results.verify.case import Case
from siting.results.verify.stages import Record

__all__ = ["check_asked", "check_ranges"]

_CLOSE = 1e-9
_DIGITS = 2e-6  #: relative: what solvers leave open anyway
_JOB = 1e-3  #: ranges and plans come from different solves: jobs


def check_asked(case: Case, records: Sequence[Record], *, finished: bool) -> list[str]:
    """Stages that differ from the objective of ``scalars.json``; a run that was stopped may have fewer."""
    objective = case.rules.get("objective") or {}
    if objective.get("method", "lexicographic") == "weighted":
        asked = [("weighted", 0.0)]
    else:
        stages = objective.get("stages") or [{"objective": "cost"}]
        asked = [(str(stage["objective"]), float(stage.get("tolerance", 0.0))) for stage in stages]
    done: list[tuple[str, float]] = []
    for at, record in enumerate(records):
        again = at > 0 and record.objective == "least_served" == records[at - 1].objective
        if not again:
            done.append((record.objective, record.tolerance))
        elif abs(record.tolerance - done[-1][1]) > _CLOSE:
            return [f"round {record.round} changes the tolerance of least_served"]
    if len(done) > len(asked) or (finished and len(done) < len(asked)):
        return [f"{len(asked)} stage(s) were asked for ({_names(asked)}), {len(done)} reported ({_names(done)})"]
    return [
        f"stage {name} (tolerance {tolerance:g}) was asked for, {other} (tolerance {given:g}) is reported"
        for (name, tolerance), (other, given) in zip(asked, done, strict=False)
        if name != other or abs(tolerance - given) > _CLOSE
    ] + [
        f"stage {record.objective} leaves later ones {record.kept:.9g}, more than its tolerance allows"
        for record in records
        if record.kept is not None
        and record.sense * (record.kept - record.allowed) > _DIGITS * max(1.0, abs(record.value))
    ]


def _names(stages: Sequence[tuple[str, float]]) -> str:
    return ", ".join(name for name, _ in stages)


def check_ranges(case: Case, summary: Mapping[str, Any]) -> list[str]:
    """Regions whose jobs lie outside the range that they could have at the first stage's cost."""
    faults = []
    for region in summary.get("regions") or ():
        jobs = float(region[f"jobs_{case.years[-1]}"])
        slack = _JOB + 1e-6 * abs(jobs)
        low, high = region.get("low"), region.get("high")
        if (low is not None and jobs < low - slack) or (high is not None and jobs > high + slack):
            faults.append(f"region {region['code']} has {jobs:.6g} jobs, outside its range {low} to {high}")
    return faults
