"""Rows about people: who fills the jobs, how many there are, how many can be trained."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from siting.results.verify.case import Case
from siting.results.verify.columns import Columns
from siting.results.verify.rows import Block, Entries, make_block

__all__ = ["people_blocks"]


def people_blocks(case: Case, c: Columns) -> Iterator[Block]:
    """staffing, talent, training."""
    zones, skills, years = len(case.zones), len(case.skills), len(case.years)
    rows = np.arange(zones * skills * years).reshape(zones, skills, years)
    zone, skill, year = np.unravel_index(rows.ravel(), rows.shape)
    codes = {"zone": zone, "skill": skill, "year": year}
    yield make_block(
        "staffing", c.count, "=", np.zeros(rows.size), codes,
        (rows[case.work], c.staff, 1.0),
        (rows[:, None, :, :], c.jobs[:, :, None, :], -case.mix[None, :, :, None]),
    )  # fmt: skip
    rate = np.array([float(case.rules["recruit_rate"][skill]) for skill in case.skills])
    there = case.staff_start[:, :, None] + np.cumsum(rate[None, :, None] * case.pool, axis=2)
    entries: list[Entries] = [(rows[case.origin], c.staff, 1.0)]
    entries += [(rows[:, :, at], c.trained[:, :, taught], -1.0) for at in range(years) for taught in range(at + 1)]
    yield make_block("talent", c.count, "<=", there.ravel(), codes, *entries)
    grid = np.arange(zones * years).reshape(zones, years)
    zone, year = np.unravel_index(grid.ravel(), grid.shape)
    yield make_block(
        "training", c.count, "<=", case.places.ravel(), {"zone": zone, "year": year},
        (grid[:, None, :], c.trained, 1.0),
    )  # fmt: skip
