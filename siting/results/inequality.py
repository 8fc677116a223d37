"""How unequally jobs are spread over regions, measured against each region's labour force."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["gini", "kolm_pollak", "kolm_pollak_kappa", "least_served", "ordered_median", "theil"]

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


def ordered_median(jobs: Numbers, active: Numbers, weights: Numbers) -> float:
    r"""Weighted mean of the regions' jobs per 1,000 active in rising order.

    $$ M = \frac{\sum_k w_k\, e_{(k)}}{\sum_k w_k}, \qquad e_{(1)} \le e_{(2)} \le \dots $$

    ``weights`` are those of the lowest rate, the next and so on; further regions weigh nothing. Source: Nickel and
    Puerto (2005). Raises ``ValueError`` as :func:`gini` does, and for more weights than regions or none above zero.
    """
    count, people = _pair(jobs, active)
    weight = np.asarray(weights, dtype=float)
    if weight.size > count.size or not np.isfinite(weight).all() or (weight < 0).any() or weight.sum() <= 0:
        raise ValueError(f"weights must be at most {count.size} finite numbers, none below 0 and not all 0")
    rates = np.sort(1000.0 * count / people)
    return float(weight @ rates[: weight.size] / weight.sum())


def kolm_pollak(jobs: Numbers, active: Numbers, kappa: float) -> float:
    r"""The Kolm-Pollak rate: the jobs per 1,000 active that, if every region had them, were as good as what they have.

    $$ K = -\frac{1}{\kappa} \ln \sum_r \frac{A_r}{A} e^{-\kappa e_r} $$

    ``kappa`` (above 0) is the aversion to inequality per job per 1,000 active. The result lies between the lowest rate
    and the mean of the country. Source: Kolm (1976); Logan, Anderson, Williams and Conrow (2021). Raises ``ValueError``
    as :func:`gini` does, and for a ``kappa`` that is not a finite number above 0.
    """
    count, people = _pair(jobs, active)
    if not np.isfinite(kappa) or kappa <= 0:
        raise ValueError(f"kappa must be a finite number above 0, not {kappa}")
    rates = 1000.0 * count / people
    lowest = float(rates.min())
    mean = float(people / people.sum() @ np.exp(-kappa * (rates - lowest)))
    return lowest - float(np.log(mean)) / kappa


def kolm_pollak_kappa(aversion: float, jobs: Numbers, active: Numbers) -> float:
    r"""Aversion to inequality per job per 1,000 active: ``aversion`` (a plain number) in units of the rates of a year.

    $$ \kappa = \epsilon\, \frac{\sum_r A_r e_r}{\sum_r A_r e_r^2} $$

    Source: Logan, Anderson, Williams and Conrow (2021). Raises ``ValueError`` as :func:`gini` does, and without a job.
    """
    count, people = _pair(jobs, active)
    if count.sum() <= 0:
        raise ValueError("the Kolm-Pollak rate takes its scale from the jobs of the base year, and there are none")
    return aversion * float(count.sum()) / float((1000.0 * count**2 / people).sum())
