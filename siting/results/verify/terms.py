"""What a plan costs: every objective term as coefficients on the column space."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from siting.results.verify.case import Case, Floats, Ints
from siting.results.verify.columns import Columns

__all__ = ["Term", "cost_terms", "cost_vector", "cost_vectors", "suitability_vector"]


@dataclass(frozen=True)
class Term:
    """MMAD paid by one payer in one year: coefficients before discounting on some columns."""

    name: str
    payer: str  #: empty for the penalty on soft goals, which nobody pays
    year: int  #: position of the year in which it is paid
    columns: Ints
    values: Floats
    discounted: bool = True


def _term(name: str, payer: str, year: int, columns: Ints, values: Floats | float, discounted: bool = True) -> Term:
    exists = columns >= 0
    wide = np.broadcast_to(np.asarray(values, dtype=float), columns.shape)
    return Term(name, payer, year, columns[exists], wide[exists], discounted)


def cost_terms(case: Case, c: Columns) -> Iterator[Term]:
    """Every payment that a plan can cause."""
    rules = case.rules
    employment, training = float(rules["employment_premium"]), float(rules["training_premium"])
    paid_for, years = int(rules["training_premium_years"]), len(case.years)
    for at in range(years):
        built, added = c.build[:, at], c.added[:, :, at]
        yield _term("build_cost", "developer", at, built, case.capex * (1.0 - case.premium))
        yield _term("territorial_premium", "state", at, built, case.capex * case.premium)
        yield _term("training_cost", "state", at, c.trained[:, :, at], float(rules["training_grant"]))
        wage = case.wage[None, :, at]
        yield _term("employment_premium", "state", at, added, employment * wage)
        for paid in range(at, min(at + paid_for, years)):
            yield _term("training_premium", "state", paid, added, training * wage)
        minutes = float(rules["commuting_cost"]) * case.minutes[:, None]
        yield _term("commuting_cost", "worker", at, c.staff[:, :, at], minutes)
        yield _term("operating_difference", "firm", at, c.jobs[:, :, at], case.operating[:, :, at])
    yield _term("build_cost", "developer", 0, c.open, case.opening_cost, discounted=False)
    penalty = rules.get("shortfall_penalty") or {}
    for goal, columns in (("jobs", c.jobs_missing), ("exports", c.exports_missing)):
        for at in np.flatnonzero(columns >= 0).tolist():
            price = float(penalty.get(goal, 0.0))
            yield _term("shortfall", "", at, columns[at : at + 1], price, discounted=False)


def cost_vectors(case: Case, c: Columns) -> Mapping[str, Floats]:
    """Discounted coefficients by term name (MMAD per unit of each column)."""
    vectors: dict[str, Floats] = {}
    for term in cost_terms(case, c):
        vector = vectors.setdefault(term.name, np.zeros(c.count))
        factor = case.discount[term.year] if term.discounted else 1.0
        np.add.at(vector, term.columns, factor * term.values)
    return vectors


def cost_vector(case: Case, c: Columns) -> Floats:
    """Discounted coefficients of the whole cost."""
    return np.asarray(sum(cost_vectors(case, c).values(), np.zeros(c.count)), dtype=float)


def suitability_vector(case: Case, c: Columns) -> Floats:
    """Coefficients of suitability x jobs in the last year."""
    vector = np.zeros(c.count)
    last = c.jobs[:, :, -1]
    vector[last[last >= 0]] = case.suitability[:, :, -1][last >= 0]
    return vector
