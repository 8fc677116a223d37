"""The inverse distribution functions of the section ``uncertainty``: from a share to the value that it lies below."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from siting.config.uncertain import Uncertain
    from siting.model.arrays import FloatArray

__all__ = ["has_ends", "quantile"]

#: Shares are kept this far from 0 and 1 where the distribution has no end there.
_EDGE = 1e-12


def has_ends(told: Uncertain) -> bool:
    """Whether a distribution has a lowest and a highest value."""
    return told.distribution == "discrete" or (told.low is not None and told.high is not None)


def quantile(told: Uncertain, shares: FloatArray) -> FloatArray:
    r"""Values below which the ``shares`` (in [0, 1]) of a distribution lie, rounded to 12 digits.

    With share u, bounds a and b: uniform a + u(b - a); triangular with mode m a + sqrt(u(b - a)(m - a)) up to
    (m - a)/(b - a), above it b - sqrt((1 - u)(b - a)(b - m)); normal by the standard normal's inverse between the
    shares that the ends cut off; lognormal e to a normal whose mean is the logarithm of the median; discrete the first
    value, in rising order, at which the probabilities sum to u. Rounded, because the last digits of logarithms differ
    between processors, and the same samples shall come out on every machine.
    """
    u = np.asarray(shares, dtype=np.float64)
    found = _INVERSE[told.distribution](told, u)
    digits = [float(f"{value:.12g}") for value in found.ravel().tolist()]
    return np.array(digits, dtype=np.float64).reshape(u.shape)


def _uniform(told: Uncertain, u: FloatArray) -> FloatArray:
    low, high = _ends(told)
    return low + u * (high - low)


def _triangular(told: Uncertain, u: FloatArray) -> FloatArray:
    (low, high), mode = _ends(told), float(told.mode or 0.0)
    left = low + np.sqrt(u * (high - low) * (mode - low))
    right = high - np.sqrt((1.0 - u) * (high - low) * (high - mode))
    return np.where(u <= (mode - low) / (high - low), left, right)


def _normal(told: Uncertain, u: FloatArray) -> FloatArray:
    low, high = _ends(told)
    return _cut_normal(float(told.mean or 0.0), float(told.sd or 0.0), low, high, u)


def _lognormal(told: Uncertain, u: FloatArray) -> FloatArray:
    low = -np.inf if told.low is None or told.low <= 0 else np.log(told.low)
    high = np.inf if told.high is None else np.log(told.high)
    return np.exp(_cut_normal(float(np.log(told.median or 1.0)), float(told.sd_log or 0.0), low, high, u))


def _cut_normal(mean: float, sd: float, low: float, high: float, u: FloatArray) -> FloatArray:
    from scipy.stats import truncnorm

    inside = np.clip(u, _EDGE if np.isinf(low) else 0.0, 1.0 - _EDGE if np.isinf(high) else 1.0)
    found: FloatArray = mean + sd * truncnorm.ppf(inside, (low - mean) / sd, (high - mean) / sd)
    return np.clip(found, low, high)


def _discrete(told: Uncertain, u: FloatArray) -> FloatArray:
    order = np.argsort(told.values, kind="stable")
    values, shares = np.array(told.values)[order], np.array(told.probabilities)[order]
    upto = np.cumsum(shares) / shares.sum()
    return values[np.minimum(np.searchsorted(upto, u, side="left"), len(values) - 1)]


def _ends(told: Uncertain) -> tuple[float, float]:
    return float(told.low or 0.0), float(told.high or 0.0)


_INVERSE = {
    "uniform": _uniform,
    "triangular": _triangular,
    "normal": _normal,
    "lognormal": _lognormal,
    "discrete": _discrete,
}
