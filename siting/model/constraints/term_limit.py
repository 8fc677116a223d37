"""Limits on the terms of the objective: what a trade-off holds fast while another term is optimised."""

from __future__ import annotations

from collections.abc import Iterable

from siting.model.arrays import Terms
from siting.model.data import ModelData
from siting.model.objectives import COST_TERMS
from siting.model.objectives.commuting_cost import commuting_cost
from siting.model.objectives.inequality import inequality
from siting.model.objectives.suitability import suitability
from siting.model.registry import Term, constraint
from siting.model.rows import Block
from siting.model.variables import Variables


@constraint("limit_cost", over=(), unit="MMAD")
def limit_cost(v: Variables, d: ModelData) -> Block | None:
    r"""The total cost stays below its limit, at present value; penalties of soft goals count.

    $$ \sum_{k \in C} c_k \le C^{max} $$

    $c_k$ is cost term k at present value.

    Dual: minus what one more million MAD is worth in what is optimised (objective unit per MMAD).
    Source: the constraint method, Haimes, Lasdon and Wismer (1971).
    """
    return _below(d.scalars.limits.cost_max, COST_TERMS, v, d)


@constraint("limit_commuting", over=(), unit="MMAD")
def limit_commuting(v: Variables, d: ModelData) -> Block | None:
    r"""The cost of commuting stays below its limit, at present value.

    $$ \sum_{(i,z) \in \mathcal{A},\, q, t} \delta_t\, c^{com}\, \ell_{iz}\, w_{izqt} \le K^{max} $$

    Dual: minus what one more million MAD of commuting is worth (objective unit per MMAD).
    Source: the constraint method, Haimes, Lasdon and Wismer (1971).
    """
    return _below(d.scalars.limits.commuting_max, (commuting_cost,), v, d)


@constraint("limit_suitability", over=(), unit="index x jobs")
def limit_suitability(v: Variables, d: ModelData) -> Block | None:
    r"""The jobs of the final year, weighted by the suitability of their place, reach at least a given sum.

    $$ \sum_{z,s} \iota_{zsT}\, n_{zsT} \ge \underline I $$

    Dual: what one more job of suitability 1 costs (objective unit per job).
    Source: the constraint method, Haimes, Lasdon and Wismer (1971).
    """
    least = d.scalars.limits.suitability_min
    return None if least is None else d.rows().sum(*_terms((suitability,), v, d)) >= least


@constraint("limit_gaps", over=(), unit="jobs")
def limit_gaps(v: Variables, d: ModelData) -> Block | None:
    r"""The gaps between pairs of regions, the numerator of the Gini coefficient, sum to at most a limit.

    $$ \sum_{r<r'} g_{rr'} \le \bar g $$

    Unlike the ceiling on the Gini coefficient it does not grow with the number of jobs.

    Dual: minus what one more job of gap is worth (objective unit per job).
    Source: the constraint method, Haimes, Lasdon and Wismer (1971); Drezner, Drezner and Guyse (2009).
    """
    return _below(d.scalars.limits.gaps_max, (inequality,), v, d)


def _below(limit: float | None, terms: Iterable[Term], v: Variables, d: ModelData) -> Block | None:
    return None if limit is None else d.rows().sum(*_terms(terms, v, d)) <= limit


def _terms(terms: Iterable[Term], v: Variables, d: ModelData) -> list[Terms]:
    return [part * d.discount if term.discounted else part for term in terms for part in term.terms(v, d)]
