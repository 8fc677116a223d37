"""A floor under the least-served region."""

from __future__ import annotations

from siting.model.arrays import Terms
from siting.model.data import ModelData
from siting.model.registry import constraint
from siting.model.rows import Block
from siting.model.variables import Variables


@constraint("least_served", over=("region",), unit="jobs per 1,000 active")
def least_served(v: Variables, d: ModelData) -> Block | None:
    r"""Every region has at least a given number of jobs per 1,000 active in the final year.

    $$ \frac{1000}{A_r} N_r \ge \underline e \qquad \forall r $$

    Dual: what one more job per 1,000 active in r costs (MMAD per job per 1,000 active).
    Source: Rawls (1971); max-min location, Ogryczak (1997).
    """
    lowest = d.scalars.balance.least_served_min
    return None if lowest is None else d.rows("region").sum(density(v, d)) >= lowest


@constraint("region_level", over=("region",), unit="jobs per 1,000 active")
def region_level(v: Variables, d: ModelData) -> Block | None:
    r"""The least-served region is the lowest of all; settled regions keep their level.

    $$ \frac{1000}{A_r} N_r - v \ge 0 \ \text{(not settled)}, \qquad
       \frac{1000}{A_r} N_r \ge \underline e_r \ \text{(settled)} \qquad \forall r $$

    Part of the objective ``least_served``: a row turns from the first form to the second when the leximin settles
    its region.

    Dual: the weight of region r in the level that is being raised.
    Source: leximin by successive saturation, Ogryczak, Pioro and Tomaszewski (2005).
    """
    return d.rows("region").sum(density(v, d), *_minus_least(v, d)) >= 0.0 if len(v.least) else None


def density(v: Variables, d: ModelData) -> Terms:
    """Jobs per 1,000 active of each region in the final year."""
    jobs = v.jobs.at("year", d.last).join("region", d.region_of)
    return jobs * (1000.0 * d.active.reciprocal())


def _minus_least(v: Variables, d: ModelData) -> list[Terms]:
    return [-v.least.labelled("region", code) for code in range(d.sizes["region"])]
