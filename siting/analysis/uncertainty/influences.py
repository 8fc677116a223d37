"""Which assumption matters: by rank regression, elementary effects or variance, as the design allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from siting.analysis.uncertainty.design import LEAST, LEVELS, problem_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from siting.analysis.uncertainty.design import Design
    from siting.ensemble import EnsembleResult
    from siting.model.arrays import FloatArray

__all__ = ["COLUMNS", "R2_LEAST", "influence", "influence_on", "measures_of"]

#: Design -> the figures that it gives of each assumption.
COLUMNS = {
    "lhs": ("coefficient", "r2"),
    "morris": ("mu", "mu_star", "mu_star_conf", "sigma"),
    "sobol": ("first", "first_conf", "total", "total_conf"),
}
#: A rank regression that explains less says nothing about influence.
R2_LEAST = 0.7
#: Samples that a regression needs for each assumption.
_PER_ASSUMPTION = 5
#: Largest share of base points that may be left out: Saltelli's estimators want independent matrices.
_LOST = 0.05
#: What varies by less, relative to its size, is rounding of the solver.
_STILL = 1e-6
#: Resamples behind a confidence interval.
_RESAMPLES = 200


@dataclass(frozen=True)
class _Told:
    """Figures of one measure by assumption, or why there are none; ``used`` and ``lost`` count samples."""

    figures: dict[str, Any]
    used: int
    lost: int
    why: str = ""


def influence(found: EnsembleResult, design: Design) -> pd.DataFrame:
    """What each assumption does to each measure, the strongest first within a measure.

    Measures are ``has_plan`` (1 or 0, over all samples) and, over samples with a plan, those of `measures_of`. One that
    does not vary has one row without an assumption. Columns: ``measure``, ``assumption``, ``samples`` (used),
    ``left_out`` (for want of a plan), the figures of the design (`COLUMNS`), ``why`` (empty where figures are told).

    Latin hypercube: standardised rank regression coefficients (Saltelli and Marivoet 1990), -1 to 1; silent where R2 is
    below `R2_LEAST` or samples are few. Morris: mean effect ``mu``, mean absolute effect ``mu_star`` (Campolongo,
    Cariboni and Saltelli 2007) with its 95 % half-width, and ``sigma``, all in units of the measure, from one end of
    the assumption's distribution to the other. Sobol: first-order and total index (Saltelli et al. 2010) with 95 %
    half-widths.
    """
    tables = [influence_on(measure, values, design) for measure, values in measures_of(found, len(design.ids))]
    return pd.concat(tables, ignore_index=True)


def influence_on(measure: str, values: FloatArray, design: Design) -> pd.DataFrame:
    """The rows of `influence` of one measure: ``values`` by position of the sample, NaN where there is no plan."""
    known = values[~np.isnan(values)]
    if not len(known) or np.ptp(known) <= _STILL * max(1.0, float(np.abs(known).max())):
        told = _Told({}, len(known), len(values) - len(known), "does not vary" if len(known) else "no plan")
        return _rows(measure, design, told, [""])
    told = {"lhs": _ranks, "morris": _morris, "sobol": _sobol}[design.kind](design, values)
    return _rows(measure, design, told, list(design.names))


def measures_of(found: EnsembleResult, count: int) -> Iterator[tuple[str, FloatArray]]:
    """Name and values of each measure by position of the sample; NaN where it has no plan.

    ``has_plan``, ``value`` (cost or weighted sum), ``jobs``, ``seats_built``, ``parks``, the shortfall of each goal
    that is missed in a sample with a plan (``jobs short 2030``) and the jobs of each region in the last year
    (``jobs in 06``).
    """
    samples = found.frame("samples").set_index("sample")
    at = samples["position"]

    def spread(values: pd.Series) -> FloatArray:
        made = np.full(count, np.nan)
        made[at.loc[values.index.astype(str)].to_numpy()] = values.to_numpy(np.float64)
        return made

    yield "has_plan", spread(samples["jobs"].notna())
    for name in ("value", "jobs", "seats_built", "parks"):
        yield name, spread(samples[name])
    for (goal, year), rows in found.frame("goals").groupby(["goal", "year"], observed=True):
        if (rows["shortfall"] > 0).any():
            yield f"{goal} short {year}", spread(rows.set_index("sample")["shortfall"])
    regions = found.frame("regions", ["sample", "region", "year", "jobs"])
    last = regions[regions["year"] == regions["year"].max()]
    for region, rows in last.groupby("region", observed=True):
        yield f"jobs in {region}", spread(rows.set_index("sample")["jobs"])


def _rows(measure: str, design: Design, told: _Told, names: list[str]) -> pd.DataFrame:
    """The rows of a measure, the strongest assumption first."""
    figures = {name: told.figures.get(name, np.nan) for name in COLUMNS[design.kind]}
    made = pd.DataFrame({"measure": measure, "assumption": names, "samples": told.used, "left_out": told.lost})
    made = made.assign(**figures, why=told.why)
    strength = made[{"lhs": "coefficient", "morris": "mu_star", "sobol": "total"}[design.kind]].abs()
    return made.iloc[strength.fillna(-1.0).to_numpy().argsort(kind="stable")[::-1]] if not told.why else made


def _ranks(design: Design, values: FloatArray) -> _Told:
    from scipy.stats import rankdata

    some = ~np.isnan(values)
    used, lost = int(some.sum()), int((~some).sum())
    if used < _PER_ASSUMPTION * len(design.names):
        why = f"fewer than {_PER_ASSUMPTION} samples with a plan for each assumption"
        return _Told({}, used, lost, why)
    x, y = rankdata(design.values[some], axis=0), rankdata(values[some])
    x, y = x - x.mean(axis=0), (y - y.mean()) / y.std()
    spread = x.std(axis=0)
    moved = spread > 0
    slopes = np.full(len(design.names), np.nan)
    standard = x[:, moved] / spread[moved]
    slopes[moved] = np.linalg.lstsq(standard, y, rcond=None)[0]
    r2 = 1.0 - float(((y - standard @ slopes[moved]) ** 2).mean())
    if r2 < R2_LEAST:
        return _Told({"r2": r2}, used, lost, f"a regression of ranks explains less than {R2_LEAST:.0%} of it (R2)")
    return _Told({"coefficient": slopes, "r2": r2}, used, lost)


def _morris(design: Design, values: FloatArray) -> _Told:
    from SALib.analyze import morris

    whole, used, lost = _whole_rounds(design, values)
    if used < LEAST["morris"] * design.size:
        return _Told({}, used, lost, f"fewer than {LEAST['morris']} trajectories have a plan all along")
    problem = problem_of(design.names)
    shares = design.shares[whole]
    made = morris.analyze(
        problem, shares, values[whole], num_resamples=_RESAMPLES, num_levels=LEVELS, seed=design.seed
    )  # fmt: skip
    return _Told({name: np.asarray(made[name], dtype=np.float64) for name in COLUMNS["morris"]}, used, lost)


def _sobol(design: Design, values: FloatArray) -> _Told:
    from SALib.analyze import sobol

    whole, used, lost = _whole_rounds(design, values)
    if used < LEAST["sobol"] * design.size or lost > _LOST * len(values):
        why = f"more than {_LOST:.0%} of the base points have a sample without a plan (soft goals would give each one)"
        return _Told({}, used, lost, why)
    if np.ptp(values[whole]) <= _STILL * max(1.0, float(np.abs(values[whole]).max())):
        return _Told({}, used, lost, "does not vary where all samples of a base point have a plan")
    made = sobol.analyze(
        problem_of(design.names), values[whole], calc_second_order=False, num_resamples=_RESAMPLES, seed=design.seed
    )
    names = {"first": "S1", "first_conf": "S1_conf", "total": "ST", "total_conf": "ST_conf"}
    return _Told({ours: np.asarray(made[theirs], dtype=np.float64) for ours, theirs in names.items()}, used, lost)


def _whole_rounds(design: Design, values: FloatArray) -> tuple[NDArray[np.bool_], int, int]:
    """The samples of trajectories or base points that all have a plan; how many they are, and how many are left out."""
    rounds = ~np.isnan(values.reshape(-1, design.size)).any(axis=1)
    whole = np.repeat(rounds, design.size)
    return whole, int(whole.sum()), int((~whole).sum())
