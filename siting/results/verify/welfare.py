"""Rates of the regions in order, and the loss to inequality by Kolm and Pollak, from their definitions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import exp, log
from typing import Any

import numpy as np

from siting.results.verify.case import Case, Floats

__all__ = ["CHORDS", "Curve", "curve_of", "rank_weights"]

CHORDS = 48  #: levels of the curve; at the last of them it becomes flat


@dataclass(frozen=True)
class Curve:
    """Loss over rate, both in jobs per 1,000 active: ``kappa``, the rate ``centre`` whose loss is 1/kappa, corners."""

    kappa: float
    centre: float
    rate: Floats
    loss: Floats

    def most(self, rate: float) -> float:
        """The mean loss that goes with a Kolm-Pollak rate."""
        return exp(self.kappa * (self.centre - rate)) / self.kappa

    def chords(self) -> Iterator[tuple[float, float]]:
        """Slope and height at rate 0 of every line that the loss lies on or above."""
        for at in range(len(self.rate) - 1):
            slope = (self.loss[at + 1] - self.loss[at]) / (self.rate[at + 1] - self.rate[at])
            yield slope, self.loss[at] - slope * self.rate[at]
        yield 0.0, float(self.loss[-1])


def curve_of(case: Case) -> Curve | None:
    """The curve of a run's rules; ``None`` where they have none. Raises ``ValueError`` without base jobs."""
    rule = _policy(case, "kolm_pollak")
    if rule is None:
        return None
    everybody = float(case.active.sum())
    jobs = np.bincount(case.region_of, case.baseline.sum(axis=1), len(case.regions))
    mean = 1000.0 * float(jobs.sum()) / everybody
    if mean <= 0:
        raise ValueError("a Kolm-Pollak policy without a job in the base year")
    square = 1e6 * float((jobs**2 / case.active).sum()) / everybody
    kappa = float(rule["aversion"]) * mean / square
    goals = [value for value in case.by_year(case.rules.get("jobs_goal") or {}).values()]
    goal = 1000.0 * max(goals, default=0.0) / everybody
    knee = 2.0 * mean
    while knee < goal:
        knee *= 2.0
    bend, end = kappa * knee, min(8.0, kappa * max(1000.0 - knee, knee))
    steps = (bend + 2.0 - 2.0 * exp(-end / 2.0)) * np.arange(CHORDS) / (CHORDS - 1)
    rate = np.array([at if at <= bend else bend - 2.0 * log(1.0 - (at - bend) / 2.0) for at in steps.tolist()]) / kappa
    return Curve(kappa, mean, rate, np.array([exp(kappa * (mean - at)) / kappa for at in rate.tolist()]))


def rank_weights(case: Case) -> dict[int, float]:
    """Rank (from 1, the lowest) -> how much its weight exceeds the next one's, of weights that sum to one."""
    rule = _policy(case, "ordered_median")
    if rule is None:
        return {}
    weights = [float(weight) for weight in rule["weights"]] + [0.0]
    falls = {k + 1: (weights[k] - weights[k + 1]) / sum(weights) for k in range(len(weights) - 1)}
    return {rank: fall for rank, fall in falls.items() if fall > 0}


def _policy(case: Case, name: str) -> Mapping[str, Any] | None:
    rule: Mapping[str, Any] | None = (case.rules.get("balance") or {}).get(name)
    return rule
