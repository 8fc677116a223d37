"""Who is there at the end of the observed years: people recruited and not, and what reality hired beyond them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from siting.analysis.replan.outturn import Outturn
    from siting.model.inputs import Inputs

__all__ = ["overdraft", "people_at_hand", "people_needed"]


def people_at_hand(inputs: Inputs, outturn: Outturn) -> pd.Series:
    """People whom the sector can have by the end of the observed years, by zone where they live and skill.

    The left side of the rule `talent` in that year: staff of the base year, the recruits of each observed year
    (``recruit_rate`` x pool), taken or not, and those trained with a grant.
    """
    past = inputs.pool[inputs.pool["year"].isin(outturn.years)]
    recruits = past["eligible_pool"] * past["skill"].map(dict(inputs.scalars.recruit_rate)).astype(float)
    start = inputs.staff_start.set_index(["zone", "skill"])["baseline_staff"]
    gained = recruits.groupby([past["zone"], past["skill"]]).sum()
    trained = outturn.trained.groupby(["zone", "skill"])["trained"].sum()
    return start + gained.reindex(start.index, fill_value=0.0) + trained.reindex(start.index, fill_value=0.0)


def people_needed(inputs: Inputs, jobs: pd.DataFrame) -> pd.Series:
    """People at work by zone of work and skill, for ``jobs`` (zone, segment, jobs)."""
    staff = jobs.merge(inputs.skill_mix, on="segment")
    need: pd.Series = (staff["jobs"] * staff["share"]).groupby([staff["zone"], staff["skill"]]).sum()
    return need


def overdraft(inputs: Inputs, supply: pd.Series, need: pd.Series) -> pd.Series:
    """The fewest people by zone and skill who must be added, where they work, for ``need`` to be staffed.

    For each skill a transportation problem over the commuting arcs (Hitchcock 1941): as many as can be from ``supply``
    (zone of residence, skill), the rest is missing in the zone of work. Both are people, indexed by zone and skill.
    """
    zones = pd.Index(inputs.zones["zone"])
    origin, work = (zones.get_indexer(pd.Index(inputs.arcs[side])) for side in ("origin", "zone"))
    parts = []
    for skill in sorted(set(supply.index.get_level_values("skill"))):
        there, asked = (
            series.xs(skill, level="skill").reindex(zones, fill_value=0.0).to_numpy(dtype=float)
            for series in (supply, need if skill in need.index.get_level_values("skill") else need.iloc[:0])
            if len(series)
        )
        missing = _least_missing(origin, work, there, asked)
        parts.append(pd.Series(missing, index=pd.MultiIndex.from_product([zones, [skill]], names=["zone", "skill"])))
    whole = pd.concat(parts)
    return whole[whole > 0.0]


def _least_missing(origin: np.ndarray, work: np.ndarray, there: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """Who is missing in each zone: minimise their sum, with staff over arcs and the missing as variables."""
    from scipy.optimize import linprog
    from scipy.sparse import coo_array, hstack

    arcs, zones = len(origin), len(there)
    ones, arc = np.ones(arcs), np.arange(arcs)
    leaving = coo_array((ones, (origin, arc)), shape=(zones, arcs))
    coming = coo_array((ones, (work, arc)), shape=(zones, arcs))
    nobody, everybody = coo_array((zones, zones)), coo_array((np.ones(zones), (np.arange(zones), np.arange(zones))))
    cost = np.concatenate([np.zeros(arcs), np.ones(zones)])
    found = linprog(
        cost,
        A_ub=hstack([leaving, nobody]).tocsr(),
        b_ub=there,
        A_eq=hstack([coming, everybody]).tocsr(),
        b_eq=asked,
        method="highs",
    )
    if found.status != 0:  # everybody may be missing, so there always is an answer
        raise ArithmeticError(f"the people of the observed years could not be placed: {found.message}")
    return np.maximum(np.asarray(found.x, dtype=float)[arcs:], 0.0)
