"""The figures of `summary.json` and of the tables for people, counted again from the plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from siting.results.verify.case import Case, Floats
from siting.results.verify.columns import Columns
from siting.results.verify.terms import cost_terms
from siting.results.verify.welfare import curve_of, rank_weights

__all__ = ["check_tables", "compare", "recount"]

_CLOSE = 1e-6  # relative, and absolute in the figure's unit


def recount(case: Case, c: Columns, x: Floats) -> dict[str, Any]:
    """The plan's figures under the names of ``summary.json``."""
    jobs = _at(c.jobs, x)
    by_term: dict[str, float] = {}
    by_payer: dict[str, float] = {}
    for term in cost_terms(case, c):
        amount = float(x[term.columns] @ term.values)
        amount *= float(case.discount[term.year]) if term.discounted else 1.0
        by_term[term.name] = by_term.get(term.name, 0.0) + amount
        if term.payer:
            by_payer[term.payer] = by_payer.get(term.payer, 0.0) + amount
    years = [str(year) for year in case.years]
    base = str(case.rules["base_year"])
    regions = _by_region(case, jobs.sum(axis=1)[:, -1])
    staff = _at(c.staff, x)[:, :, -1].sum(axis=1)
    exports = (case.export[None] * jobs).sum(axis=(0, 1)) / 1000.0
    build = x[c.build]
    opened = x[c.open] > 0.5 if len(c.integers) else build.sum(axis=1) > 0.5
    return {
        "objective_mmad": sum(by_term.values()),
        "jobs": {
            base: float(case.baseline.sum()),
            **dict(zip(years, jobs.sum(axis=(0, 1)).tolist(), strict=True)),
        },
        "exports_bmad": dict(zip(years, exports.tolist(), strict=True)),
        "cost_mmad": by_term,
        "cost_by_payer_mmad": by_payer,
        "seats_built": float(build.sum()),
        "parks_opened": int(opened.sum()),
        "trained": float(x[c.trained].sum()),
        **_fairness(regions, case.active),
        **_measures(case, regions),
        "commute_minutes_mean": float(staff @ case.minutes / staff.sum()) if staff.sum() > 0 else 0.0,
        "regions": _regions(case, regions),
    }


def _at(columns: np.ndarray, x: Floats) -> Floats:
    return np.where(columns >= 0, x[columns], 0.0)


def _by_region(case: Case, by_zone: Floats) -> Floats:
    return np.bincount(case.region_of, by_zone, len(case.regions))


def _fairness(jobs: Floats, active: Floats) -> dict[str, float]:
    """Gini by its definition over pairs, Theil's T, and the lowest rate."""
    rate, total = jobs / active, float(jobs.sum())
    pairs = float((active[:, None] * active[None, :] * np.abs(rate[:, None] - rate[None, :])).sum()) / 2.0
    some = jobs > 0
    entropy = float((jobs[some] * np.log(rate[some] * active.sum() / total)).sum()) if total > 0 else 0.0
    return {
        "gini": pairs / (float(active.sum()) * total) if total > 0 else 0.0,
        "theil": entropy / total if total > 0 else 0.0,
        "least_served": float(1000.0 * rate.min()),
    }


def _measures(case: Case, jobs: Floats) -> dict[str, float]:
    """The ordered median and the Kolm-Pollak rate where the rules state them, by their definitions."""
    rates, found = 1000.0 * jobs / case.active, {}
    falls, curve = rank_weights(case), curve_of(case)
    if falls:
        ordered = np.sort(rates)
        found["ordered_median"] = float(sum(fall * ordered[:rank].sum() for rank, fall in falls.items()))
    if curve is not None:
        mean = float(case.active @ np.exp(-curve.kappa * rates)) / float(case.active.sum())
        found["kolm_pollak"] = -float(np.log(mean)) / curve.kappa
    return found


def _regions(case: Case, jobs: Floats) -> dict[str, dict[str, float]]:
    start = _by_region(case, case.baseline.sum(axis=1))
    base, last = case.rules["base_year"], case.years[-1]
    total = float(jobs.sum()) or 1.0
    return {
        str(code): {
            f"jobs_{base}": float(start[at]),
            f"jobs_{last}": float(jobs[at]),
            "added": float(jobs[at] - start[at]),
            "share": float(jobs[at]) / total,
            "per_1000_active": float(1000.0 * jobs[at] / case.active[at]),
        }
        for at, code in enumerate(case.regions)
    }


def compare(expected: Mapping[str, Any], told: Mapping[str, Any], place: str = "summary") -> list[str]:
    """Sentences about every figure of ``told`` that is not the recounted one."""
    faults = []
    for key, right in expected.items():
        here = f"{place}.{key}"
        given = told.get(key)
        if key == "regions":
            given = {str(region.get("code")): region for region in given or ()}
        if given is None:
            faults.append(f"{here} is missing")
        elif isinstance(right, Mapping):
            faults += compare(right, given, here)
        elif not abs(float(given) - float(right)) <= _CLOSE * max(1.0, abs(float(right))):
            faults.append(f"{here} says {float(given):.9g}, the plan gives {float(right):.9g}")
    return faults


def check_tables(case: Case, c: Columns, x: Floats, tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """The tables ``costs`` and ``regions`` against the plan, where the run has them."""
    faults = []
    if "costs" in tables:
        right: dict[tuple[str, str], float] = {}
        for term in cost_terms(case, c):
            factor = float(case.discount[term.year]) if term.discounted else 1.0
            key = (term.name, str(case.years[term.year]))
            right[key] = right.get(key, 0.0) + factor * float(x[term.columns] @ term.values)
        frame = tables["costs"]
        keys = zip(frame["term"].astype(str), frame["year"].astype(str), strict=True)
        told: dict[tuple[str, str], float] = {}
        for key, amount in zip(keys, frame["mmad"].astype(float), strict=True):
            told[key] = told.get(key, 0.0) + amount
        faults += _differences("costs", right, told)
    if "regions" in tables:
        frame = tables["regions"]
        jobs = _at(c.jobs, x).sum(axis=1)
        right = {
            (str(code), str(year)): float(jobs[case.region_of == at, t].sum())
            for at, code in enumerate(case.regions)
            for t, year in enumerate(case.years)
        }
        base = str(case.rules["base_year"])
        rows = zip(frame["region"].astype(str), frame["year"].astype(str), frame["jobs"], strict=True)
        told = {(region, year): float(value) for region, year, value in rows if year != base}
        faults += _differences("regions", right, told)
    return faults


def _differences(
    table: str, right: Mapping[tuple[str, str], float], told: Mapping[tuple[str, str], float]
) -> list[str]:
    faults = []
    for key in sorted(right.keys() | told.keys()):
        wanted, given = right.get(key, 0.0), told.get(key, 0.0)
        if not abs(wanted - given) <= _CLOSE * max(1.0, abs(wanted)):
            faults.append(f"{table}: {', '.join(key)} says {given:.9g}, the plan gives {wanted:.9g}")
    return faults
