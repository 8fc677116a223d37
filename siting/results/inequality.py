"""How unequally jobs are spread over regions, measured against each region's labour force."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["gini", "least_served", "theil"]

Numbers = npt.ArrayLike | Sequence[float]


def _pair(jobs: Numbers, active: Numbers) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Both as float arrays of one shape ``(regions,)``, checked."""
    count = np.asarray(jobs, dtype=float)
    people = np.asarray(active, dtype=float)
    if count.ndim != 1 or count.shape != people.shape or count.size == 0:
        raise ValueError(f"jobs and active must be lists of one length, not {count.shape} and {people.shape}")
    if not (np.isfinite(count).all() and np.isfinite(people).all()):
        raise ValueError("jobs and active must be finite numbers")
    if (count < 0).any():
        raise ValueError("jobs must not be negative")
    if (people <= 0).any():
        raise ValueError("active must be positive in every region")
    return count, people


def gini(jobs: Numbers, active: Numbers) -> float:
    r"""Gini index of jobs per active over regions, each region weighted by its active people.

    $$ G = \frac{1}{A N} \sum_{r < r'} A_r A_{r'} \left| e_r - e_{r'} \right|, \qquad e_r = N_r / A_r $$

    ``jobs`` (jobs) and ``active`` (people) have one entry per region. The result lies in [0, 1): 0 when every
    region has the same rate. With no job at all it is 0. Raises ``ValueError`` on negative, missing or
    unequally long figures and on a region without active people.
    """
    count, people = _pair(jobs, active)
    total = float(count.sum())
    if total <= 0:
        return 0.0
    order = np.argsort(count / people, kind="stable")
    count, people = count[order], people[order]
    # sum over pairs of (A_r N_r' - A_r' N_r), regions by increasing rate: one pass with running sums
    below_people = np.concatenate([[0.0], np.cumsum(people)[:-1]])
    below_jobs = np.concatenate([[0.0], np.cumsum(count)[:-1]])
    pairs = float((below_people * count - below_jobs * people).sum())
    return max(0.0, pairs / (float(people.sum()) * total))


def theil(jobs: Numbers, active: Numbers) -> float:
    r"""Theil's T of jobs per active over regions, each region weighted by its active people.

    $$ T = \sum_r \frac{N_r}{N} \ln \frac{N_r / N}{A_r / A} $$

    A region without jobs adds nothing. The result lies in [0, ln(A / min A_r)]. Same arguments and errors as
    :func:`gini`.
    """
    count, people = _pair(jobs, active)
    total = float(count.sum())
    if total <= 0:
        return 0.0
    share = count / total
    fair = people / people.sum()
    some = share > 0
    return max(0.0, float((share[some] * np.log(share[some] / fair[some])).sum()))


def least_served(jobs: Numbers, active: Numbers) -> float:
    """Jobs per 1,000 active in the region that has the fewest. Same arguments and errors as :func:`gini`."""
    count, people = _pair(jobs, active)
    return float((1000.0 * count / people).min())
