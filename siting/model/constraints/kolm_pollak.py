"""A floor under the Kolm-Pollak rate: the mean of the regions' rates less what is lost to inequality."""

from __future__ import annotations

from functools import partial
from typing import cast

import numpy as np

from siting.model.arrays import Param
from siting.model.constraints.least_served import density
from siting.model.data import ModelData
from siting.model.objectives.kolm_pollak import kolm_pollak as term
from siting.model.registry import constraint
from siting.model.rows import Block
from siting.model.variables import Variables
from siting.model.welfare import KolmPollakCurve


@constraint("loss_chord", over=("region", "chord"), unit="jobs per 1,000 active")
def loss_chord(v: Variables, d: ModelData) -> Block | None:
    r"""The loss of a region lies on or above every chord of the exponential, and above its value at the last level.

    $$ h^{loss}_r \ge L_l + S_l \left( \frac{1000}{A_r} N_r - e^{level}_l \right) \qquad \forall r, l $$

    $$ L_l = \frac{1}{\eta} \exp(-\eta (e^{level}_l - \bar e)) $$

    The slope of the last chord is 0. Between levels a loss is overstated a little, never understated.

    Dual: the weight of this chord in the price of the loss.
    Source: Kolm (1976); Horton, Logan, Speakman and Skipper (2024).
    """
    if not len(v.loss):
        return None
    curve = loss_curve(d)
    slope = np.append(curve.slopes, 0.0)
    chords = range(len(slope))
    rates = density(v, d)
    return d.rows("region", "chord").sum(
        *(v.loss.labelled("chord", chord) for chord in chords),
        *(rates.labelled("chord", chord) * -float(slope[chord]) for chord in chords),
    ) >= Param(("chord",), curve.losses - slope * curve.levels)


@constraint("kolm_pollak", over=(), unit="jobs per 1,000 active")
def kolm_pollak(v: Variables, d: ModelData) -> Block | None:
    r"""The Kolm-Pollak rate of the regions, each with its share of the labour force, is at least a given value.

    $$ \sum_r \alpha_r h^{loss}_r \le \frac{1}{\eta} \exp(-\eta (\underline W - \bar e)) $$

    The same as a lower limit on the rate itself, which falls as the mean loss rises.

    Dual: minus what one more unit of mean loss allowed is worth (MMAD per job per 1,000 active).
    Source: Kolm (1976); Logan, Anderson, Williams and Conrow (2021).
    """
    rule = d.scalars.balance.kolm_pollak
    if rule is None or rule.min is None:
        return None
    return d.rows().sum(*term.terms(v, d)) <= loss_curve(d).loss(rule.min)


def loss_curve(d: ModelData) -> KolmPollakCurve:
    """The loss of a region by its rate. Raises ``ValueError`` where there is no policy or no job to scale it by."""
    return cast("KolmPollakCurve", d.memory.value("loss_curve", partial(_loss_curve, d)))


def _loss_curve(d: ModelData) -> KolmPollakCurve:
    rule = d.scalars.balance.kolm_pollak
    if rule is None:
        raise ValueError("balance.kolm_pollak is not set")
    jobs = np.zeros(d.sizes["region"])
    np.add.at(jobs, d.region_of.values.astype(np.int64), d.baseline_jobs.total("segment").values)
    return KolmPollakCurve.of(rule.aversion, jobs, d.active.values, float(d.jobs_goal.values.max(initial=0.0)))
