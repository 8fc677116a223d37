"""The least-served region as an objective."""

from __future__ import annotations

from siting.model.arrays import Terms
from siting.model.data import ModelData
from siting.model.registry import term
from siting.model.variables import Variables


@term("least_served", payer="none", unit="jobs per 1,000 active", discounted=False, maximised=True)
def least_served(v: Variables, d: ModelData) -> tuple[Terms, ...]:
    r"""Jobs per 1,000 active of the least-served region in the final year; maximised.

    $$ \max v, \qquad v \le \frac{1000}{A_r} N_r \quad \forall r $$

    In the lexicographic method the region that stays lowest is settled and the next is raised: leximin.

    Source: Rawls (1971); Ogryczak, Pioro and Tomaszewski (2005).
    """
    return (v.least.labelled("year", d.last),)
