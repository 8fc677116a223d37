r"""Rows guarded against some of their figures turning out badly at once.

In a row $\sum_j a_j x_j \le b$ each uncertain $a_j$ lies within $\hat a_j$ of its figure, and b is made of parts that
may fall short by $\hat b_k$. At most $\Gamma$ of them turn out worst at the same time:

$$ \sum_j a_j x_j + \beta(x) \le b, \qquad
   \beta(x) = \max_{|S| \le \Gamma} \sum_{j \in S} \hat a_j |x_j| + \sum_{k \in S} \hat b_k $$

The maximum is a linear programme over the weights of the chosen, between 0 and 1; its dual is linear in x:

$$ \beta(x) = \min \Gamma z + \sum_j p_j + \sum_k p_k : \quad z + p_j \ge \hat a_j |x_j|, \quad z + p_k \ge \hat b_k,
   \quad z, p \ge 0 $$

so that the row takes $\Gamma z + \sum p$ in place of $\beta$. $\Gamma = 0$ is the row as given; $\Gamma$ equal to the
number of uncertain figures guards against all of them at once (Soyster 1973); a fraction counts the last one in part.

Source: Bertsimas and Sim, The price of robustness, Operations Research 52 (2004).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
import scipy.sparse as sp

from siting.errors import ModelError, Problem, UsageError
from siting.model.arrays import FloatArray, IntArray
from siting.model.program import Program
from siting.model.stochastic.linear import Linear

__all__ = ["Uncertain", "guarded_pools", "protected"]


def _none() -> FloatArray:
    return np.zeros(0)


@dataclass(frozen=True)
class Uncertain:
    """What is uncertain in a row (by place): coefficients of ``columns`` by ``half_widths``, parts of the right-hand
    side by ``sides``. None below zero."""

    row: int
    columns: IntArray
    half_widths: FloatArray
    sides: FloatArray = field(default_factory=_none)

    def __len__(self) -> int:
        return len(self.columns) + len(self.sides)


def protected(linear: Linear, uncertain: Sequence[Uncertain], gamma: float) -> Linear:
    """``linear`` with its ``uncertain`` rows guarded against any ``gamma`` of their figures (more than there are: all).

    Its own columns and rows keep their places. Raises `UsageError` for a ``gamma`` below zero, `ModelError` for rows
    that are bounded on both sides or on none, and for half-widths below zero.
    """
    if not gamma >= 0:
        raise UsageError(f"protection against {gamma:g} shortfalls: give 0 or more")
    uncertain = [each for each in uncertain if len(each)]
    _check(linear, uncertain)
    if not uncertain:
        return linear
    sizes = np.array([len(each) for each in uncertain])
    width, before = len(linear.cost), len(linear.rows)
    first = width + np.concatenate(([0], np.cumsum(sizes + 1)[:-1]))  # z of each row; its p follow
    names = [("guard", linear.rows[each.row], n) for each in uncertain for n in range(len(each) + 1)]
    wider = linear.with_columns(names, np.zeros(len(names)))
    rows, columns, entries = [], [], []
    for each, z, size in zip(uncertain, first.tolist(), sizes.tolist(), strict=True):
        sign = 1.0 if np.isfinite(linear.row_upper[each.row]) else -1.0
        rows.append(np.full(size + 1, each.row))
        columns.append(np.arange(z, z + size + 1))
        entries.append(sign * np.r_[min(gamma, size), np.ones(size)])
    taken = sp.csr_array(
        (np.concatenate(entries), (np.concatenate(rows), np.concatenate(columns))), shape=wider.matrix.shape
    )
    wider = replace(wider, matrix=sp.csr_array(wider.matrix + taken))
    guards = [_guards(linear, each, z, width + len(names)) for each, z in zip(uncertain, first.tolist(), strict=True)]
    matrix = sp.csr_array(sp.vstack([each for each, _ in guards]))
    lower = np.concatenate([each for _, each in guards])
    named = [("guard", before + number) for number in range(len(lower))]
    return wider.with_rows(named, matrix, lower, np.full(len(lower), np.inf))


def _guards(linear: Linear, each: Uncertain, z: int, width: int) -> tuple[sp.csr_array, FloatArray]:
    """Rows z + p - half_width x >= 0 (and + where x may be negative) and z + p >= side, with their right-hand sides."""
    count = len(each.columns)
    p = z + 1 + np.arange(len(each))
    signed = np.flatnonzero(linear.column_lower[each.columns] < 0)
    of = np.r_[np.arange(count), signed, np.arange(count, len(each))]  # which figure each row is of
    slope = np.r_[-each.half_widths, each.half_widths[signed], np.zeros(len(each.sides))]
    column = np.r_[each.columns, each.columns[signed], np.full(len(each.sides), z)]
    rows = np.arange(len(of))
    where = np.tile(rows, 3), np.concatenate([np.full(len(of), z), p[of], column])
    matrix = sp.csr_array((np.r_[np.ones(2 * len(of)), slope], where), shape=(len(of), width))
    return matrix, np.r_[np.zeros(count + len(signed)), each.sides]


def _check(linear: Linear, uncertain: Sequence[Uncertain]) -> None:
    problems = []
    for each in uncertain:
        name, sides = str(linear.rows[each.row]), (linear.row_lower[each.row], linear.row_upper[each.row])
        if np.isfinite(sides).sum() != 1:
            problems.append(Problem(name, "is not bounded on one side alone", str(sides), "guard inequalities only"))
        figures = np.r_[each.half_widths, each.sides]
        if not (figures >= 0).all():
            problems.append(Problem(name, "has a half-width below zero", str(figures.min()), "give zero or more"))
    if problems:
        raise ModelError(problems)


def guarded_pools(program: Program, shortfall: float, gamma: float) -> Linear:
    r"""The model with every park's staff guarded against ``gamma`` of the places it recruits from falling short.

    A talent pool alone is a right-hand side: were each allowed to fall short in its own row, all would at once
    (Soyster). Pools meet where a park is staffed, in the rows of the block `staffing`. A place whose recruits fall
    short by the share ``shortfall`` sends each zone fewer of the people who were planned from there, by

    $$ \delta_{iqt} = \text{shortfall} \cdot \frac{\sum_{\tau \le t} \rho_q P_{iq\tau}}
       {w^0_{iq} + \sum_{\tau \le t} \rho_q P_{iq\tau}} $$

    (people already in the sector are sure), and the zone needs enough people whichever ``gamma`` places it is:

    $$ \sum_i w_{izqt} - \max_{|S| \le \Gamma} \sum_{i \in S} \delta_{iqt} w_{izqt} \ge \sum_s m_{sq} n_{zst}
       \qquad \forall z, q, t $$

    With ``gamma`` 0 it costs what the model as given costs: people beyond the need are planned nowhere. Raises
    `UsageError` for a ``shortfall`` outside [0, 1], and as `protected` and `Linear.of`.
    """
    if not 0 <= shortfall <= 1:
        raise UsageError(f"pools fall short by {shortfall:g}: give a share from 0 to 1")
    linear, d, staff = Linear.of(program), program.data, program.variables.staff
    first, block = program.first_row["staffing"], next(each for each in program.blocks if each.name == "staffing")
    rows = first + np.arange(len(block))
    upper = linear.row_upper.copy()
    upper[rows] = np.inf
    linear = replace(linear, row_upper=upper)
    people = (d.baseline_staff + d.entrants).values
    share = np.divide(d.entrants.values, people, out=np.zeros_like(people), where=people > 0)
    delta = shortfall * share[staff.index["origin"], staff.index["skill"], staff.index["year"]]
    code = np.full((d.sizes["zone"], d.sizes["skill"], d.sizes["year"]), -1)
    code[block.keys["zone"], block.keys["skill"], block.keys["year"]] = np.arange(len(block))
    at = code[staff.index["zone"], staff.index["skill"], staff.index["year"]]
    order = np.argsort(at, kind="stable")
    ends = np.searchsorted(at[order], np.arange(len(block) + 1))
    chosen = [order[start:end] for start, end in pairwise(ends.tolist())]
    told = [Uncertain(int(row), staff.column[here], delta[here]) for row, here in zip(rows, chosen, strict=True)]
    return protected(linear, told, gamma)
