r"""Two measures of how well the regions are served, made linear: the ordered median and the Kolm-Pollak rate.

Both are concave in the regions' rates $e_r$ (jobs per 1,000 active), so they can be bounded from below, or maximised,
by linear rows.

**Ordered median.** With weights $w_1 \ge w_2 \ge \dots$ that sum to one, on the rates in rising order,

$$ M = \sum_k w_k\, e_{(k)} = \sum_k (w_k - w_{k+1})\, \theta_k, \qquad
   \theta_k = \max_t \; k t - \sum_r \max(0,\, t - e_r), $$

where $\theta_k$ is the sum of the k lowest rates (Ogryczak and Tamir 2003): exact.

**Kolm-Pollak.** The rate that is as good, if all had it, as the rates that they have, is

$$ K = -\frac{1}{\kappa} \ln \sum_r \alpha_r\, e^{-\kappa e_r}, \qquad
   \kappa = \epsilon\, \frac{\sum_r \alpha_r e^0_r}{\sum_r \alpha_r (e^0_r)^2} $$

(Kolm 1976; Logan, Anderson, Williams and Conrow 2021 for the scale of $\kappa$). Each exponential is replaced by chords
between `LEVELS` levels: at the levels they are exact, between them too high, so K is never overstated.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from siting.model.arrays import FloatArray
from siting.results.inequality import kolm_pollak_kappa

__all__ = ["CHORDS", "LEVELS", "KolmPollakCurve", "falls"]

#: Levels between which the exponential is replaced by chords.
LEVELS = 48
#: Names of the chords; the last of them is flat.
CHORDS = tuple(str(at + 1) for at in range(LEVELS))
#: So far (times 1/kappa) above the knee a further job in a region is worth nothing.
_REACH = 8.0
#: No region has more jobs than this per 1,000 active.
_EVERYBODY = 1000.0


def falls(weights: tuple[float, ...]) -> tuple[tuple[int, float], ...]:
    """The ranks k at which weights fall, with the fall: $w_k - w_{k+1}$ of weights that sum to one."""
    total = math.fsum(weights)
    share = [weight / total for weight in weights] + [0.0]
    steps = [(k, share[k - 1] - share[k]) for k in range(1, len(share))]
    return tuple((k, fall) for k, fall in steps if fall > 0.0)


@dataclass(frozen=True)
class KolmPollakCurve:
    """The loss of a region by its rate, in chords.

    ``kappa`` (per job per 1,000 active), ``centre`` (jobs per 1,000 active; where the loss is 1/kappa), ``levels`` (n,)
    and ``losses`` (n,), both in jobs per 1,000 active: the loss at level e is exp(-kappa (e - centre)) / kappa. Up to
    ``knee`` (twice the mean of the base year, or four, eight ... times, so that the goal lies below) levels stand
    evenly; beyond, their steps grow with the square root of how fast losses fall: what chords add to a loss is the
    same all along.
    """

    kappa: float
    centre: float
    knee: float
    levels: FloatArray
    losses: FloatArray

    @classmethod
    def of(cls, aversion: float, jobs: FloatArray, active: FloatArray, highest: float) -> KolmPollakCurve:
        """The curve for the ``jobs`` and ``active`` people of each region in the base year, and the ``highest`` number
        of jobs in the country that the goals ask for.

        Raises ``ValueError`` where no region has a job in the base year: there is no scale then.
        """
        kappa = kolm_pollak_kappa(aversion, jobs, active)
        everybody = float(active.sum())
        mean = 1000.0 * float(jobs.sum()) / everybody
        knee = 2.0 * mean
        while knee * everybody < 1000.0 * highest:
            knee *= 2.0
        bend = kappa * knee
        reach = min(_REACH, kappa * max(_EVERYBODY - knee, knee))
        even = np.linspace(0.0, bend + 2.0 * (1.0 - math.exp(-reach / 2.0)), LEVELS)
        past = np.maximum(even - bend, 0.0)
        levels = (np.minimum(even, bend) - 2.0 * np.log1p(-past / 2.0)) / kappa
        return cls(kappa, mean, knee, levels, np.exp(-kappa * (levels - mean)) / kappa)

    @property
    def slopes(self) -> FloatArray:
        """Slope of each chord, (n - 1,): below zero."""
        return np.diff(self.losses) / np.diff(self.levels)

    def loss(self, rate: float) -> float:
        """The mean loss at which the Kolm-Pollak rate is ``rate``."""
        return math.exp(-self.kappa * (rate - self.centre)) / self.kappa

    def rate(self, loss: float) -> float:
        """The Kolm-Pollak rate at a mean loss: the inverse of `loss`."""
        return self.centre - math.log(self.kappa * loss) / self.kappa
